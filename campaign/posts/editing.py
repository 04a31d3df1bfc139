"""What staff do to posts: add, change, approve, hold, release; each all or nothing, each with its event."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from campaign.checks import given_approvals
from campaign.messages import pasteable
from campaign.posts import drafts, free_moments, live_caption, move_verdicts, pictures, void_approvals
from campaign.posts.drafts import Draft as Draft
from campaign.posts.pictures import Arrived
from campaign.workspace import Workspace
from schedules.consent import changed_files, gates, required_approvals
from schedules.consent.rules import Closed
from schedules.database import approvals, transitions
from schedules.database import posts as database_posts
from schedules.errors import BadRequest
from schedules.model import moments
from schedules.model.records import Post, PostColumns, Reason
from schedules.model.states import State, after

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
        _refuse_twin(session, database_posts.post(session, added), draft)
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


def rewrite(
    session: Session,
    workspace: Workspace,
    old: Post,
    values: PostColumns,
    *,
    now: datetime,
    by_plan: bool = False,
) -> bool:
    """Write what a post that is not live shall hold, and take back every yes to it; tell whether anything differs.

    `by_plan`: it is what an imported plan says.
    """
    changed = [name for name, value in values.items() if value != getattr(old, name, None)]
    if not changed:
        return False
    changes = {**values, "rendition_id": None, "reason": None}
    params = {"what": ", ".join(changed), **({"plan": True} if by_plan else {})}
    transitions.move(session, old.number, "edited", now=now, by=STAFF, params=params, changes=changes)
    approvals.revoke_approvals(session, old.number, now=now)
    if workspace.rules.approval == "off" and values.get("due_at", old.due_at):
        transitions.move(session, old.number, "approved", now=now, by=STAFF)
    return True


def _refuse_twin(session: Session, post: Post, draft: Draft | None = None) -> None:
    """Refuse a post that says the same as one still to go out; of a new `draft`, say how that one gets what differs."""
    twin = database_posts.twin(session, post)
    if twin is None:
        return
    more = _more_than(database_posts.post(session, twin), post, draft) if draft else []
    if more:
        words = " ".join(f"{option} {pasteable.quoted(value)}" for option, value in more)
        raise BadRequest("twin-other", twin=twin, how=pasteable.Typed(f"campaign post edit {twin} {words}"))
    raise BadRequest("twin", twin=twin)


def _more_than(twin: Post, post: Post, draft: Draft) -> list[tuple[str, object]]:
    """Return the options of a draft that would make of its twin what it would be itself."""
    shown, had = ([photo["sha256"] for photo in one.photos] for one in (post, twin))
    more: list[tuple[str, object]] = [("--photo", one) for one in draft.photos or () if shown != had]
    alts = [photo["alt"] for photo in post.photos]
    if more or alts != [photo["alt"] for photo in twin.photos]:
        more += [("--alt", one) for one in draft.alts or ()]
    if draft.first_comment and post.first_comment != twin.first_comment:
        more.append(("--first-comment", draft.first_comment))
    return more


def move(workspace: Workspace, number: int, due: moments.Due, *, now: datetime) -> bool:
    """Give a post another moment; moved beyond the tolerance it needs a new approval, which is told.

    Raises as `move_verdicts.refuse` does; `due` is the one that is written, whatever the rules warn of.
    """
    with workspace.store.write() as session:
        return move_in(session, workspace, database_posts.post(session, number), due, now=now)


def move_in(
    session: Session,
    workspace: Workspace,
    post: Post,
    due: moments.Due,
    *,
    now: datetime,
    by_plan: bool = False,
) -> bool:
    """Do the same within a transaction; `by_plan`: because an imported plan says so."""
    params = {"due": due.wall, **({"plan": True} if by_plan else {})}
    if after(post.state, "moved"):  # of what cannot be moved at all, the table says so
        move_verdicts.refuse(session, workspace, post, due.utc, now=now)
    changes = _due(due)
    stands = after(post.state, "moved") == post.state
    if stands and all(getattr(post, name) == value for name, value in changes.items()):
        return False  # it is there already: nothing of it belongs in the log
    transitions.move(session, post.number, "moved", now=now, by=STAFF, params=params, changes=changes)
    if workspace.rules.approval == "off" and post.state is State.DRAFT and post.due_at is None:
        transitions.move(session, post.number, "approved", now=now, by=STAFF)  # as a new one with a date is
    return void_approvals.moved_far(session, workspace, post, due.utc, now=now)


def require_step(workspace: Workspace, number: int, *events: str) -> None:
    """Raise BadRequest where a post can take none of these steps from where it stands, before anybody is asked."""
    with workspace.store.read() as session:
        post = database_posts.post(session, number)
    if not any(after(post.state, event) for event in events):
        raise transitions.impossible(number, post.state, events[0])


def step(workspace: Workspace, number: int, event: str, *, now: datetime, **changes: object) -> None:
    """Make one step of the table for a post, on staff's word."""
    with workspace.store.write() as session:
        transitions.move(session, number, event, now=now, by=STAFF, changes=changes)


def cancel(workspace: Workspace, numbers: Sequence[int], *, now: datetime) -> None:
    """Cancel these posts on staff's word, all or none."""
    with workspace.store.write() as session:
        for number in numbers:
            transitions.move(session, number, "cancelled", now=now, by=STAFF, changes={})


def hold(workspace: Workspace, number: int, words: str | None, *, now: datetime) -> bool:
    """Keep a post back; the words stay with the post, not in the log. One that staff holds takes other words.

    Return whether it was held so before.
    """
    reason: Reason = {"code": "by-staff", "params": {"reason": words or "-"}}
    with workspace.store.write() as session:
        params = {"why": "by-staff", "reason": "-"}
        post = database_posts.post(session, number)
        if words and post.state is State.HELD and post.reason_code == "by-staff":
            database_posts.give_reason(session, number, reason)
            transitions.note(
                session, "held", now=now, by=STAFF, number=number, state=post.state, params=params
            )
            return True
        transitions.move(
            session, number, "held", now=now, by=STAFF, params=params, changes={"reason": reason}
        )
    return False


def release(workspace: Workspace, number: int, *, at_once: bool, now: datetime) -> None:
    """Let a held post go its way (or go at once); raises NotReady where a gate is still closed.

    Why staff held it stays with it, for its log.
    """
    with workspace.store.write() as session:
        due = moments.due_at(now, workspace.rules.zone) if at_once else None
        held = database_posts.post(session, number)
        kept = held.reason if void_approvals.is_kept_back(held) else None
        transitions.move(
            session, number, "released", now=now, by=STAFF, changes={"reason": kept, **_due(due)}
        )
        if shut := keeps_back(session, workspace, database_posts.post(session, number), now=now):
            raise live_caption.not_ready(session, number, shut)


def keeps_back(session: Session, workspace: Workspace, post: Post, *, now: datetime) -> Closed | None:
    """Return the gate for which a held post may not be released `now`, with what leads on; None where it may."""
    moment = max(post.due_at or now, now)
    shut = (
        gates.for_work(session, post, instant=moment, campaign=workspace.campaign)
        or _lateness(post, now, workspace)
        or changed_files.shut(session, post, workspace.campaign)
    )
    if shut is None:
        return None
    found = required_approvals.of(session, post, workspace.campaign)
    return given_approvals.advised(shut, post, found, workspace.rules, now=now)


def _lateness(post: Post, now: datetime, workspace: Workspace) -> Closed | None:
    """Return the late gate of a post that is held, which `overdue` lists only where nothing else held it."""
    late = gates.lateness(post, now=now, rules=workspace.rules)
    return late and Closed(code="late-held", params=late.params)


_due = free_moments.due_columns
