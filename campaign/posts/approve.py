"""Says yes to posts, to all or to none, for a partner or a person; takes a yes back.

Asked of each post in this order: may it be approved from where it stands, is it ready to go out, and whose yes it is.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from campaign.checks import approval_blocks, completeness
from campaign.checks.approval_blocks import Blocks
from campaign.messages import pasteable, translate
from campaign.posts import joined_reasons, live_caption, void_approvals, whose_yes
from campaign.posts.whose_yes import Voice
from campaign.typed import numbers as numbers_typed
from campaign.workspace import Workspace
from media.errors import MediaError
from media.findings import Finding
from schedules.consent import gates, required_approvals
from schedules.consent.required_approvals import ApprovalReader, Approvals
from schedules.consent.rules import Closed
from schedules.database import approvals, posts, transitions
from schedules.errors import BadRequest, NotReady, ScheduleError
from schedules.model.records import Post
from schedules.model.states import State, after
from schedules.rendering import orders

STAFF = "staff"
TWIN = "P21"
BEFORE = "approved-before"


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """A post that was not approved, and why not."""

    number: int
    why: ScheduleError


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """The posts to which yes was said, what else is to be told of some, and those that were left out, with why."""

    numbers: tuple[int, ...]
    told: tuple[Closed, ...]
    refused: tuple[Refusal, ...]


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """What a yes is given with: the open transaction, whose it is, and what keeps posts back."""

    session: Session
    workspace: Workspace
    reader: ApprovalReader
    blocks: Blocks
    now: datetime
    voice: whose_yes.Known


def approve(
    workspace: Workspace,
    numbers: tuple[int, ...],
    voice: Voice,
    *,
    now: datetime,
    several: bool = False,
    first: Callable[[Session], None] = lambda _session: None,
    tell: Callable[[list[Post]], None] = lambda _posts: None,
) -> Outcome:
    """Say yes to these posts as they stand; `tell` gets them when nothing but the yes is left.

    `first` is called in the transaction that writes, before anything is written.

    All of them or none, unless `several`: then those that may, and the others are refused one by one. Raises NotReady
    and BadRequest with all that is wrong.
    """
    numbers = tuple(dict.fromkeys(numbers))
    blocks = approval_blocks.of_files(workspace, numbers)  # films are looked into while nothing is locked
    with workspace.store.write() as session:
        first(session)
        asked = _asked(session, workspace, voice, blocks, now=now)
        found = {number: _looked_at(asked, number) for number in numbers}
        refused = tuple(one for seen in found.values() for one in seen.refused)
        if refused and not several:
            raise _none(found, voice)
        if all(_was_before(seen) for seen in found.values()) and found and not several:
            raise _all_before(found)
        ready = [seen.post for seen in found.values() if seen.post and not seen.refused and not seen.told]
        tell(ready)
        told = [one for post in ready for one in _say_yes(asked, post)]
        told += [one for seen in found.values() for one in seen.told]
    numbers = tuple(post.number for post in ready)
    return Outcome(numbers=numbers, told=tuple(told), refused=refused)


def refusals(
    workspace: Workspace, numbers: tuple[int, ...], voice: Voice, *, now: datetime
) -> tuple[Refusal, ...]:
    """Return what a yes to these posts would be refused for by now."""
    blocks = approval_blocks.of_files(workspace, numbers)
    with workspace.store.read() as session:
        asked = _asked(session, workspace, voice, blocks, now=now)
        return tuple(one for number in numbers for one in _looked_at(asked, number).refused)


def _asked(session: Session, workspace: Workspace, voice: Voice, blocks: Blocks, *, now: datetime) -> _Asked:
    named = whose_yes.organisation(voice.organisation)
    return _Asked(
        session=session,
        workspace=workspace,
        reader=ApprovalReader(session=session, campaign=workspace.campaign),
        blocks=approval_blocks.with_rules(session, workspace, blocks, now=now),
        now=now,
        voice=whose_yes.Known(
            whose=whose_yes.partner(workspace, named) if named and workspace.rules.by_partners else named,
            person=whose_yes.person(session, workspace, voice),
            who=voice.who,
            invitation=voice.invitation,
        ),
    )


@dataclass(frozen=True, kw_only=True)
class _Look:
    """A post before the yes: what refuses it, and what is only told of it, because the yes adds nothing."""

    post: Post | None
    refused: tuple[Refusal, ...] = ()
    told: tuple[Closed, ...] = ()


def _looked_at(asked: _Asked, number: int) -> _Look:
    """Look whether a yes to a post can be kept, without keeping it."""
    try:
        post = posts.post(asked.session, number)
        found = asked.reader.of(post)
        if post.state in required_approvals.WAITING and found.complete:
            return _Look(post=post, told=(Closed(code=BEFORE, params={"number": number}),))
        _require_step(post, found)
    except ScheduleError as why:
        return _Look(post=None, refused=(Refusal(number=number, why=why),))
    reasons: list[ScheduleError] = [*_unready(asked, post)]
    told: Closed | None = None
    try:
        whose_yes.require_shown(asked.voice, post, asked.reader.shows(post))
        told = whose_yes.adds_nothing(asked.voice, post, found)
    except ScheduleError as why:
        reasons.append(why)
    refused = tuple(Refusal(number=number, why=why) for why in reasons)
    return _Look(post=post, refused=refused, told=(told,) if told else ())


def _require_step(post: Post, found: Approvals) -> None:
    """Refuse a post that nobody can say yes to from where it stands."""
    is_new_caption = post.state is State.PUBLISHED and post.new_caption is not None
    lacks = not found.complete and after(post.state, "unapproved") is not None
    if post.state is not State.DRAFT and not is_new_caption and not lacks:
        raise transitions.impossible(post.number, post.state, "approved")


def _unready(asked: _Asked, post: Post) -> list[ScheduleError]:
    """Return all for which a post may not go out, whoever says yes."""
    reasons: list[ScheduleError] = []
    if post.state is not State.PUBLISHED:
        if post.due_at is None:
            reasons.append(NotReady("approve-without-date", number=post.number))
        elif late := gates.lateness(post, now=asked.now, rules=asked.workspace.rules):
            reasons.append(NotReady("approve-late", number=post.number, **late.params))
    instant = asked.now if post.state is State.PUBLISHED else max(post.due_at or asked.now, asked.now)
    if shut := gates.consent(asked.session, post, instant=instant, campaign=asked.workspace.campaign):
        reasons.append(live_caption.not_ready(asked.session, post.number, shut))
    if twin := posts.twin(asked.session, post):
        extra = completeness.spare(post, posts.post(asked.session, twin)).number
        reasons.append(NotReady("twin-approval", number=post.number, twin=twin, spare=extra))
    found = [one for one in asked.blocks.of(post.number) if not (twin and one.code == TWIN)]
    reasons += [
        NotReady(_refused_for(one, post), number=post.number, finding=_unplaced(one, post))
        for one in found
        if not _is_of_file(one)
    ]
    return [*reasons, *_subtitle_errors(post, [one for one in found if _is_of_file(one)])]


def _refused_for(one: Finding, post: Post) -> str:
    """Return the sentence that refuses a post for an error: one that is the post's own names it itself."""
    named = f"post {post.number}" in translate.say_finding(one.code, one.params, "en")[0]
    return "rule-error-itself" if named else "rule-error"


def _unplaced(one: Finding, post: Post) -> Finding:
    """Return a finding without its place where that is the post, which the sentence around it names."""
    return replace(one, where="") if one.where == f"post {post.number}" else one


def _is_of_file(one: Finding) -> bool:
    """Tell whether an error is one of a subtitle file, of which there may be hundreds."""
    return one.code.startswith("S") and one.code != "S16"


def _subtitle_errors(post: Post, found: list[Finding]) -> list[ScheduleError]:
    """Return the errors of a subtitle file as one: the first of them, and how many more there are."""
    if not found:
        return []
    more = len(found) - 1
    code = "subtitles-with-errors" if more else "subtitles-with-error"
    slug = post.testimony or "-"
    return [NotReady(code, number=post.number, finding=found[0], more=more, slug=slug)]


def _say_yes(asked: _Asked, post: Post) -> list[Closed]:
    """Keep the yes; where it was the last one needed, let the post go its way. Return what is to be told."""
    session, reader = asked.session, asked.reader
    if post.state is not State.PUBLISHED and post.state is not State.DRAFT and void_approvals.falls(post):
        why, by = {"why": "approval-incomplete", **asked.voice.told}, asked.voice.by
        transitions.move(session, post.number, "unapproved", now=asked.now, by=by, params=why)
        post = posts.post(session, post.number)
    if not reader.of(post).complete:
        _keep(asked, post)
    found = reader.of(post)
    strange = whose_yes.unshown(asked.voice, post, reader.shows(post))
    told = [one for one in (whose_yes.alike(asked.voice, post, found), strange) if one]
    if not found.complete:
        _note(
            asked,
            post,
            "approval-given" if asked.voice.whose else "approval-given-by",
            organisation=asked.voice.whose or "-",
        )
        return [*told, whose_yes.still(post, found)]
    if post.state is State.HELD:
        _note(asked, post, "approval-given-by", organisation="-")
        return [*told, Closed(code="approved-but-held", params={"number": post.number})]
    _go_on(asked, post)
    return told


def _keep(asked: _Asked, post: Post) -> None:
    """Keep a yes to the post as it stands, under the rules as they are."""
    approvals.approve(
        asked.session,
        post.number,
        now=asked.now,
        by_person_id=asked.voice.person,
        organisation=asked.voice.whose,
        content=asked.reader.content(post),
        kit=asked.reader.kit_of(post),
        rules=asked.workspace.rules.approval_rules,
        invitation_id=asked.voice.invitation,
    )


def _go_on(asked: _Asked, post: Post) -> None:
    """Let a post go its way, or a live one's new caption."""
    session, workspace = asked.session, asked.workspace
    if post.state is State.PUBLISHED:
        live_caption.send(session, workspace, post, now=asked.now)
        return _note(asked, post, "edit-approved", **asked.voice.told)
    if asked.voice.whose and workspace.rules.by_partners:
        _note(asked, post, "approval-given", organisation=asked.voice.whose)
    agreed: dict[str, object] = {"due_at": post.due_at.isoformat()} if post.due_at else {}
    agreed |= asked.voice.told
    transitions.move(
        session,
        post.number,
        "approved",
        now=asked.now,
        by=asked.voice.by,
        by_person_id=asked.voice.person,
        params=agreed,
        changes={"reason": None},
    )
    return _hand_over_film(session, workspace, posts.post(session, post.number))


def _hand_over_film(session: Session, workspace: Workspace, post: Post) -> None:
    """Spare the service a look: a film rendered before the approval is the one that was approved."""
    if post.is_film and post.state == State.APPROVED:
        with suppress(MediaError):  # what is wrong with the kit or a film, the render says
            orders.attach_standing(session, workspace.folder, post, workspace.rules)


def _note(asked: _Asked, post: Post, event: str, **params: object) -> None:
    voice = asked.voice
    note(asked.session, post, event, now=asked.now, params=params, by_person_id=voice.person, by=voice.by)


def note(
    session: Session,
    post: Post,
    event: str,
    *,
    now: datetime,
    params: Mapping[str, object],
    by_person_id: int | None = None,
    by: str = STAFF,
) -> None:
    """Write into the log what became of an approval; the post stays where it is."""
    transitions.note(
        session,
        event,
        now=now,
        by=by,
        number=post.number,
        state=post.state,
        params=params,
        by_person_id=by_person_id,
    )


def _was_before(seen: _Look) -> bool:
    """Tell whether a post was approved before, so that a yes says nothing new."""
    return any(one.code == BEFORE for one in seen.told)


def _all_before(found: Mapping[int, _Look]) -> BadRequest:
    """Return the refusal of posts that were all approved before."""
    if len(found) > 1:
        return BadRequest("approved-all-before", numbers=list(found))
    post = next(seen.post for seen in found.values() if seen.post)
    return transitions.impossible(post.number, post.state, "approved")


def _none(found: Mapping[int, _Look], voice: Voice) -> ScheduleError:
    """Return the one error of a command that approved nothing, with every reason."""
    before = [number for number, seen in found.items() if _was_before(seen)]
    numbers = [number for number in found if number not in before]
    refused = [one for seen in found.values() for one in seen.refused]
    if len(refused) == 1 and len(found) == 1:
        return refused[0].why
    kind = BadRequest if all(isinstance(one.why, BadRequest) for one in refused) else NotReady
    absent = [one.number for one in refused if one.why.code == "no-such-post"]
    if len(absent) > 1:
        numbers = [number for number in numbers if number not in absent]
    whys = joined_reasons.of_whom(_gathered([one.why for one in refused], absent))
    several = len(whys) > 1
    whys += [kind("approved-some-before", numbers=before)] if before else []
    if not numbers:
        return BadRequest("approved-not", why=_together(whys), problems=whys)
    code = "approved-none" if len(numbers) > 1 else "approved-not"
    problems = [kind(f"{code}-any", numbers=numbers, number=numbers[0]), *whys] if several else []
    told = {"numbers": numbers, "why": _together(whys)}
    rest = sorted({*numbers} - {one.number for one in refused})
    if not rest:
        return kind(code, **told, problems=problems)
    whose = "".join(
        f" {option} {pasteable.quoted(said)}"
        for option, said in (("--for", voice.organisation), ("--by", voice.who))
        if said
    )
    how = pasteable.Typed(f"campaign post approve {numbers_typed.spans(rest)}{whose}")
    if problems:  # with the last reason: it is no error of its own
        last = Closed(code=problems[-1].code, params=problems[-1].params)
        problems[-1] = kind("reason-and", one=last, other=Closed(code="approved-rest", params={"how": how}))
    return kind("approved-none-rest", **told, how=how, problems=problems)


def _gathered(whys: list[ScheduleError], absent: list[int]) -> list[ScheduleError]:
    """Return the reasons with one for all the posts that do not exist."""
    if len(absent) < 2:
        return whys
    return [
        *(one for one in whys if one.code != "no-such-post"),
        BadRequest("no-such-posts", numbers=numbers_typed.spans(absent)),
    ]


def _together(reasons: list[ScheduleError]) -> Closed:
    """Return several reasons as one, a sentence after the other."""
    return joined_reasons.together([Closed(code=one.code, params=one.params) for one in reasons])
