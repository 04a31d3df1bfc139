"""What can be done with a post as it stands: each act with what follows from it, or why it cannot be done now."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlmodel import Session

from campaign.messages import translate
from campaign.posts import editing
from campaign.posts import overdue as arrears
from campaign.reports import json_views
from campaign.web.posts import findings
from campaign.web.posts.findings import KeepsBack, Mend
from campaign.workspace import Workspace
from media.findings import Finding
from schedules.consent import earlier_trouble, gates, required_approvals
from schedules.consent.required_approvals import ApprovalReader, Approvals
from schedules.consent.rules import Closed
from schedules.database import after_restore, testimonies
from schedules.database import posts as database_posts
from schedules.model.records import Post
from schedules.model.states import State, after

APPROVE, UNAPPROVE, HOLD, RELEASE, RELEASE_NOW = "approve", "unapprove", "hold", "release", "release-now"
CANCEL, RETRY, ABSENT, PUBLISHED, REMOVE = "cancel", "retry", "settle-absent", "settle-published", "remove"
SPREAD, SEND_NOW = "spread", "send-now"
ACTS = (
    *(SPREAD, SEND_NOW, APPROVE, RELEASE, RELEASE_NOW, RETRY, ABSENT, HOLD, UNAPPROVE),
    *(PUBLISHED, CANCEL, REMOVE),
)
HARMFUL = (CANCEL, REMOVE)
SEEN_OUT = (after_restore.RESTORED.held, after_restore.RESTORED.unknown, after_restore.RESTORED.known)
AT_ONCE = (RELEASE_NOW, SEND_NOW)
SURE = (*HARMFUL, *AT_ONCE)  # asked once more, each in a dialog or on a page of its own
LEADING = (SPREAD, APPROVE, RELEASE, RETRY, ABSENT)  # what brings a post on: one of them is the main button
SENT = (APPROVE, RELEASE, RETRY)  # after which a post goes out, but not from a paused campaign
UNDOES = {
    HOLD: RELEASE,
    APPROVE: UNAPPROVE,
    RELEASE: HOLD,
}  # what takes an act back, where the table has the way


@dataclass(frozen=True, kw_only=True)
class Offer:
    """An act: what follows from it in sentences, or `why_not`; `asks` is what must be told with it.

    `mend` is where that is put right which keeps it from being done, `paused` whether that is only the pause;
    `against` is what in the plan speaks against it.
    """

    act: str
    number: int
    label: str
    follows: tuple[str, ...]
    against: tuple[str, ...] = ()
    why_not: str | None = None
    mend: Mend | None = None
    asks: str | None = None
    primary: bool = False
    paused: bool = False

    @property
    def harmful(self) -> bool:
        """Return whether nothing takes it back."""
        return self.act in HARMFUL

    @property
    def sure(self) -> bool:
        """Return whether it is asked once more."""
        return self.act in SURE


@dataclass(frozen=True, kw_only=True)
class Known:
    """What acts are offered by: a post as the gates see it, whose yes it has, and how many errors keep it back."""

    session: Session
    workspace: Workspace
    post: Post
    approvals: Approvals
    errors: int
    now: datetime
    lang: str
    twin: Post | None = None
    late: frozenset[int] = field(default_factory=frozenset)

    def say(self, code: str, **params: object) -> str:
        """Say a sentence about the post."""
        due = json_views.local(self.post.due_at, self.workspace.rules.zone)
        return translate.say(code, {"number": self.post.number, "due": due, **params}, self.lang)


def of(known: Known) -> tuple[Offer, ...]:
    """Return what can be done with a post, the act that leads on first; harmful ones last."""
    found = sorted(_as_paused(known), key=lambda one: ACTS.index(one.act))
    first = next((one for one in found if one.act in LEADING and one.why_not is None), None)
    return tuple(_made_primary(one, one is first) for one in found)


def _as_paused(known: Known) -> Iterator[Offer]:
    """Yield the offers; in a paused campaign what would send a post says that nothing goes out meanwhile."""
    stop = gates.pause(known.session)
    for one in _offers(known):
        more = (known.say("desk-then-paused"),) if stop and one.act in SENT else ()
        yield replace(one, follows=(*one.follows, *more))


def _made_primary(one: Offer, primary: bool) -> Offer:
    return Offer(**{**vars(one), "primary": primary})


def _offers(known: Known) -> Iterator[Offer]:
    post, state = known.post, known.post.state
    if _may_be_approved(known):
        yield _approve(known)
    if post.number in known.late:
        yield from _overdue(known)
    if known.approvals.standing and (state is State.DRAFT or after(state, "unapproved")):
        yield _plain(known, UNAPPROVE)
    if after(state, "held") or (state is State.HELD and post.reason_code == "by-staff"):
        yield _hold(known)
    if after(state, "released") and not _is_sent_now(known):
        yield from _release(known)
    if after(state, "retried"):
        yield _retry(known)
    if state is State.DOUBTFUL:
        yield _plain(known, ABSENT)
    if state is State.DOUBTFUL or (state is State.HELD and post.reason_code in SEEN_OUT):
        yield _plain(known, PUBLISHED, asks="id")
    if after(state, "cancelled"):
        yield _plain(known, CANCEL, more=_twin_left(known))
    if after(state, "removed"):
        yield _plain(known, REMOVE, more=_twin_left(known))


def _is_sent_now(known: Known) -> bool:
    """Return whether a post is late and can be sent now: to release it would be the same act under another name."""
    return known.post.number in known.late and any(one.act == SEND_NOW for one in _overdue(known))


def _plain(
    known: Known, act: str, *, asks: str | None = None, code: str = "", more: tuple[str, ...] = ()
) -> Offer:
    told = f"desk-{act}-then{f'-{code}' if code else ''}"
    return Offer(
        act=act,
        number=known.post.number,
        label=known.say(f"desk-{act}"),
        follows=(known.say(told), *more),
        asks=asks,
    )


def _hold(known: Known) -> Offer:
    one = _plain(known, HOLD, asks="reason", code="again" if known.post.state is State.HELD else "")
    return replace(one, label=known.say("desk-hold-again")) if known.post.state is State.HELD else one


def _twin_left(known: Known) -> tuple[str, ...]:
    twin = known.twin
    if twin is None or twin.state in (State.CANCELLED, State.REMOVED):
        return ()
    return (known.say("desk-twin-left", language=twin.language, twin=twin.number),)


def _may_be_approved(known: Known) -> bool:
    post, lacks = known.post, not known.approvals.complete
    if post.state is State.PUBLISHED:
        return post.new_caption is not None and lacks
    return post.state is State.DRAFT or (lacks and after(post.state, "unapproved") is not None)


def _approve(known: Known) -> Offer:
    post, found, keeps = known.post, known.approvals, _keeps_back(known)
    past = post.state is not State.PUBLISHED and post.due_at is not None and post.due_at <= known.now
    lacks = found.people + len(found.lacking)
    if post.state is State.PUBLISHED:
        told = known.say("desk-approve-caption-then")
    elif lacks > 1:
        told = known.say("desk-approve-more-then", count=lacks - 1)
    elif post.state is State.HELD:
        told = known.say("desk-approve-held-then")
    elif past:
        told = known.say("desk-approve-past-then")
    else:
        told = known.say("desk-approve-then")
    return Offer(
        act=APPROVE,
        number=post.number,
        label=known.say("desk-approve"),
        follows=(told,),
        why_not=keeps.told if keeps else None,
        mend=keeps.mend if keeps else None,
        asks="yes",
    )


def _keeps_back(known: Known) -> KeepsBack | None:
    """Return why nobody can say yes to a post now, as far as that is known without a look into its film."""
    post, rules = known.post, known.workspace.rules
    if post.state is not State.PUBLISHED and post.due_at is None:
        return _kept(known, known.say("desk-approve-undated"), Closed(code=findings.UNDATED))
    if post.state is not State.PUBLISHED and gates.lateness(post, now=known.now, rules=rules):
        return _kept(known, known.say("desk-approve-late"), Closed(code=findings.LATE))
    if shut := _shut(known):
        return _kept(known, known.say("desk-approve-not-yet", why=shut), shut)
    if known.errors:
        return _kept(
            known, known.say("desk-approve-errors", count=known.errors), Closed(code="desk-approve-errors")
        )
    return None


def _kept(known: Known, told: str, why: Finding | Closed) -> KeepsBack:
    return KeepsBack(told=told, mend=findings.mended_at(why, known.post))


def _shut(known: Known) -> Finding | Closed | None:
    """Return the organisation that nobody lists, the consent or the subtitles without which nobody can say yes."""
    from campaign.checks import subtitles  # slow to load

    post, workspace = known.post, known.workspace
    if known.approvals.unlisted:
        return required_approvals.unapproved(post, known.approvals)
    instant = known.now if post.state is State.PUBLISHED else max(post.due_at or known.now, known.now)
    if shut := gates.consent(known.session, post, instant=instant, campaign=workspace.campaign):
        told = {"number": post.number, **testimonies.named(known.session, shut.params)}
        return Closed(code=shut.code, params=told)
    if post.testimony_id is None or post.state is State.PUBLISHED:
        return None
    film = testimonies.testimony_by_id(known.session, post.testimony_id)
    return next((replace(one, where="") for one in subtitles.missing(workspace, film, post)), None)


def _release(known: Known) -> Iterator[Offer]:
    shut = editing.keeps_back(known.session, known.workspace, known.post, now=known.now)
    why = (
        json_views.reason(known.session, shut.as_reason(), known.lang, number=known.post.number)
        if shut
        else None
    )
    due = known.post.due_at
    one = _plain(known, RELEASE, code="undated" if due is None else "past" if due <= known.now else "")
    yield Offer(**{**vars(one), "why_not": why})
    if why is None:
        yield _at_once(known, RELEASE_NOW)


def _retry(known: Known) -> Offer:
    again = earlier_trouble.met_again(known.session, known.post)
    why = json_views.reason(known.session, again, known.lang, number=known.post.number)
    more = (known.say("meets-again", why=why),) if why else ()
    return _plain(known, RETRY, more=more)


def _overdue(known: Known) -> Iterator[Offer]:
    """Yield what can be decided on a post that is past its moment."""
    late = [one for one in _late(known) if one.post.number == known.post.number]
    if late and arrears.may_be_spread(known.workspace, late):
        yield _plain(known, SPREAD)
    if known.post.state is not State.DRAFT:
        against = arrears.objections(known.workspace, (known.post.number,), now=known.now)
        told = (translate.say(one.code, one.params, known.lang) for one in against)
        yield replace(_at_once(known, SEND_NOW), against=tuple(told))


def _at_once(known: Known, act: str) -> Offer:
    one, shut = _plain(known, act), shut_by(known.session, act)
    return replace(one, why_not=known.say(shut.code), paused=True) if shut else one


def shut_by(session: Session, act: str) -> Closed | None:
    """Return what keeps an act from being done now: in a paused campaign nothing is sent within the minute."""
    return Closed(code="desk-paused") if act in AT_ONCE and gates.pause(session) else None


def _late(known: Known) -> list[arrears.Overdue]:
    return arrears.found(known.session, known.workspace, now=known.now)


def late(session: Session, workspace: Workspace, *, now: datetime) -> frozenset[int]:
    """Return the numbers of the posts that wait for a decision because they are past their moment."""
    return frozenset(one.post.number for one in arrears.found(session, workspace, now=now))


def seen(reader: ApprovalReader, number: int) -> Post:
    """Return a post as the gates see it; raises BadRequest where there is none."""
    return reader.seen(database_posts.post(reader.session, number))
