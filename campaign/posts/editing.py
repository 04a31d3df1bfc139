"""What staff do to posts: add, change, approve, hold, release; each all or nothing, each with its event."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from sqlmodel import Session

from campaign.checks import all_rules, post_warnings, subtitles
from campaign.checks import facts as check_facts
from campaign.checks.facts import Facts
from campaign.posts import approve as post_approve
from campaign.posts import drafts, free_moments, live_caption, pictures
from campaign.posts.drafts import Draft as Draft
from campaign.posts.pictures import Arrived
from campaign.workspace import Workspace
from media.errors import MediaError
from schedules.consent import changed_files, gates
from schedules.database import approvals, testimonies, transitions
from schedules.database import posts as database_posts
from schedules.errors import BadRequest, NotReady
from schedules.model import campaign_paths, moments
from schedules.model.records import Post, PostColumns
from schedules.model.states import State
from schedules.rendering import orders

STAFF = "staff"


def add(workspace: Workspace, draft: Draft, *, now: datetime) -> int:
    """Queue a post and return its number; what is still missing warns, and refuses nothing here.

    Raises BadRequest or BadInput, with pictures/ and database as before, where the options contradict each other, a
    picture is none that Facebook takes, or a post still to go out says exactly the same.
    """
    dated = draft.due or draft.next_slot
    state = State.APPROVED if workspace.rules.approval == "off" and dated else State.DRAFT
    with pictures.arriving(workspace, draft) as arrived, workspace.store.write() as session:
        number = database_posts.next_number(session)
        said = drafts.content(
            session, workspace, draft, photos=arrived.count(), cover=arrived.cover is not None
        )
        values = said | free_moments.dates(session, workspace, draft, said, now=now)
        values |= arrived.columns(draft, number)
        added = database_posts.add_post(session, now=now, state=state, **values)
        _refuse_twin(session, database_posts.post(session, added))
        arrived.settle(number)
    return added


def edit(workspace: Workspace, number: int, draft: Draft, *, now: datetime) -> Post:
    """Change a post. One that is not live becomes a draft again, its approvals and hidden copy given up.

    Of a live one the caption alone can be changed, and waits for approval. Raises as `add` and
    `live_caption.propose` do.
    """
    with pictures.arriving(workspace, draft) as arrived, workspace.store.write() as session:
        old = database_posts.post(session, number)
        if old.state == State.PUBLISHED:
            live_caption.propose(session, workspace, old, draft, by=STAFF, now=now)
        else:
            _change(session, workspace, old, draft, arrived, now=now)
        new = database_posts.post(session, number)
    pictures.delete_unused(workspace, old, new)
    return new


def _change(
    session: Session, workspace: Workspace, old: Post, draft: Draft, arrived: Arrived, *, now: datetime
) -> None:
    """Make a post that is not live what the draft says."""
    number, whole = old.number, drafts.merged(old, draft)
    pictured = arrived.columns(whole, number, old)
    cover = pictured.get("cover_path", old.cover_path) is not None
    said = drafts.content(session, workspace, whole, photos=arrived.count(old), cover=cover)
    said |= drafts.unchanged_words(workspace, old, said)
    values = free_moments.dates(session, workspace, draft, said, now=now, number=number) | said | pictured
    if rewrite(session, workspace, old, values, now=now):
        _refuse_twin(session, database_posts.post(session, number))
    arrived.settle(number)  # the same picture again takes the place of one that was exchanged


def rewrite(session: Session, workspace: Workspace, old: Post, values: PostColumns, *, now: datetime) -> bool:
    """Write what a post that is not live shall hold, and take back every yes to it; tell whether anything differs."""
    changed = [name for name, value in values.items() if value != getattr(old, name, None)]
    if not changed:
        return False
    changes, params = {**values, "rendition_id": None, "reason": None}, {"what": ", ".join(changed)}
    transitions.move(session, old.number, "edited", now=now, by=STAFF, params=params, changes=changes)
    approvals.revoke_approvals(session, old.number, now=now)
    if workspace.rules.approval == "off" and values.get("due_at", old.due_at):
        transitions.move(session, old.number, "approved", now=now, by=STAFF)
    return True


def _refuse_twin(session: Session, post: Post) -> None:
    if twin := database_posts.twin(session, post):
        raise BadRequest("twin", twin=twin)


def approve(
    workspace: Workspace,
    numbers: tuple[int, ...],
    *,
    now: datetime,
    who: str | None,
    organisation: str | None,
    tell: Callable[[list[Post]], None] = lambda _posts: None,
) -> None:
    """Say yes to these posts as they stand, to all or to none; `tell` gets them when nothing but the yes is left.

    Raises NotReady where one has no date, lacks a consent at its moment, is late already, or has errors in its
    subtitles; BadRequest where one does not exist or is not a draft.
    """
    _require_subtitles(workspace, numbers)
    with workspace.store.write() as session:
        person = testimonies.person(session, who, among=testimonies.approvers(session)) if who else None
        facts = check_facts.facts(session, workspace, now=now)
        posts = []
        for number in numbers:
            posts.append(post := database_posts.post(session, number))
            if post.state == State.DRAFT:
                _require_ready(session, workspace, post, facts, now)
            if post_approve.approve(
                session, workspace, post, now=now, person=person, organisation=organisation
            ):
                _approve(session, workspace, post, now=now, person=person)
                _hand_over_film(session, workspace, database_posts.post(session, post.number))
        tell(posts)


def _approve(
    session: Session, workspace: Workspace, post: Post, *, now: datetime, person: int | None
) -> None:
    """Let a post go its way, or a live one's new caption."""
    if post.state == State.PUBLISHED and post.new_caption is not None:
        live_caption.send(session, workspace, post, now=now)
        live_caption.note(session, post, "edit-approved", now=now, by=STAFF, by_person_id=person)
        return
    transitions.move(
        session,
        post.number,
        "approved",
        now=now,
        by=STAFF,
        by_person_id=person,
        params=post_approve.agreed(post),
        changes={"reason": None},
    )


def _hand_over_film(session: Session, workspace: Workspace, post: Post) -> None:
    """Spare the service a look: a film rendered before the approval is the one that was approved."""
    if post.is_film and post.state == State.APPROVED:
        with suppress(MediaError):  # what is wrong with the kit or a film, the render says
            orders.attach_standing(session, workspace.folder, post, workspace.rules)


def move(workspace: Workspace, number: int, due: moments.Due, *, now: datetime) -> bool:
    """Give a post another moment; moved beyond the tolerance it needs a new approval, which is told."""
    with workspace.store.write() as session:
        return move_in(session, workspace, database_posts.post(session, number), due, now=now)


def move_in(session: Session, workspace: Workspace, post: Post, due: moments.Due, *, now: datetime) -> bool:
    """Do the same within a transaction."""
    params = {"due": due.wall}
    transitions.move(session, post.number, "moved", now=now, by=STAFF, params=params, changes=_due(due))
    return post_approve.moved_far(session, workspace, post, due.utc, now=now)


def step(workspace: Workspace, number: int, event: str, *, now: datetime, **changes: object) -> None:
    """Make one step of the table for a post, on staff's word."""
    with workspace.store.write() as session:
        transitions.move(session, number, event, now=now, by=STAFF, changes=changes)


def hold(workspace: Workspace, number: int, words: str | None, *, now: datetime) -> None:
    """Keep a post back; the words stay with the post, not in the log."""
    reason = {"code": "by-staff", "params": {"reason": words or "-"}}
    with workspace.store.write() as session:
        params = {"why": "by-staff", "reason": "-"}
        transitions.move(
            session, number, "held", now=now, by=STAFF, params=params, changes={"reason": reason}
        )


def release(workspace: Workspace, number: int, *, at_once: bool, now: datetime) -> None:
    """Let a held post go its way (or go at once); raises NotReady where a gate is still closed."""
    with workspace.store.write() as session:
        due = moments.due_at(now, workspace.rules.zone) if at_once else None
        transitions.move(
            session, number, "released", now=now, by=STAFF, changes={"reason": None, **_due(due)}
        )
        post = database_posts.post(session, number)
        moment = max(post.due_at or now, now)
        shut = (
            gates.for_work(session, post, instant=moment, campaign=workspace.campaign)
            or gates.lateness(post, now=now, rules=workspace.rules)
            or changed_files.shut(session, post, workspace.campaign)
        )
        if shut:
            raise live_caption.not_ready(session, number, shut)


def _require_ready(session: Session, workspace: Workspace, post: Post, facts: Facts, now: datetime) -> None:
    if post.due_at is None:
        raise NotReady("approve-without-date", number=post.number)
    shut = post_warnings.consent_gap(session, workspace, post, now) or gates.lateness(
        post, now=now, rules=workspace.rules
    )
    if shut:
        raise live_caption.not_ready(session, post.number, shut)
    if twin := database_posts.twin(session, post):
        raise NotReady("twin-approval", number=post.number, twin=twin)
    for path in campaign_paths.pictures(workspace.folder, post):
        if not path.is_file():
            name = path.relative_to(workspace.folder).as_posix()
            raise NotReady("picture-gone", number=post.number, path=name)
    if changed := changed_files.shut(session, post, workspace.campaign):
        raise live_caption.not_ready(session, post.number, changed)
    if errors := all_rules.errors_of(facts, post.number):
        more = len(errors) - 1
        code = "rule-errors" if more else "rule-error"
        raise NotReady(code, number=post.number, finding=errors[0], more=more)


def _require_subtitles(workspace: Workspace, numbers: tuple[int, ...]) -> None:
    """Refuse drafts whose subtitles have errors; films are looked into, so this is done while nothing is locked."""
    with workspace.store.read() as session:
        drafts = [post for post in database_posts.posts(session, (State.DRAFT,)) if post.number in numbers]
        films = {
            one: testimonies.testimony_by_id(session, one) for post in drafts if (one := post.testimony_id)
        }
    for post in drafts:
        film = films.get(post.testimony_id or 0)
        if film and (errors := subtitles.approval_errors(workspace, film, post)):
            more = len(errors) - 1
            code = "subtitles-with-errors" if more else "subtitles-with-error"
            raise NotReady(code, number=post.number, finding=errors[0], more=more, slug=film.slug)


_due = free_moments.due_columns
