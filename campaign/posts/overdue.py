"""Posts past their due time, grouped for one decision: spread over the next slots, sent one by one, or cancelled."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlmodel import Session

from campaign import timetable
from campaign.posts import free_moments
from campaign.workspace import Workspace
from schedules.consent import earlier_trouble, gates
from schedules.consent.rules import Closed
from schedules.database import posts, transitions
from schedules.model import moments
from schedules.model.records import Post, Reason
from schedules.model.states import State

Why = Literal["paused", "late", "unsent", "draft"]
Decision = Literal["spread", "send-now", "cancel"]
STAFF = "staff"
GATES: dict[str, Why] = {"paused": "paused", "late": "late"}  # closed gates that time alone does not open
GROUPS: tuple[Why, ...] = ("paused", "late", "unsent", "draft")
_SENT_BY_US = (State.APPROVED, State.UPLOADING, State.STAGED)


@dataclass(frozen=True, kw_only=True)
class Overdue:
    """A post past its moment, why it did not go out, and by how much it is late; `trouble`: what a new try meets."""

    post: Post
    why: Why
    late: timedelta
    trouble: Reason | None = None


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of a post; `left` is the gate for which it stays as it was, `trouble` what a new try meets again."""

    number: int
    due: datetime | None = None
    left: Closed | None = None
    trouble: Reason | None = None


def found(session: Session, workspace: Workspace, *, now: datetime) -> list[Overdue]:
    """Return the posts that wait for a decision, group by group, in each by their moment."""
    waiting = (State.HELD, State.DRAFT, *_SENT_BY_US)
    late = [
        Overdue(post=post, why=why, late=now - post.due_at, trouble=earlier_trouble.met_again(session, post))
        for post in posts.posts(session, waiting)
        if post.due_at and post.due_at < now and (why := _why(post, workspace, now))
    ]
    return sorted(late, key=lambda one: (GROUPS.index(one.why), one.post.due_at, one.post.number))


def _why(post: Post, workspace: Workspace, now: datetime) -> Why | None:
    if post.state == State.DRAFT:
        return "draft"
    if post.state == State.HELD:
        return GATES.get(post.reason_code or "")
    late = post.due_at is not None and now - post.due_at > workspace.rules.late_after
    return "unsent" if late else None


def decide(
    workspace: Workspace, decision: Decision, numbers: tuple[int, ...], *, now: datetime
) -> list[Outcome]:
    """Do one thing with all overdue posts, or with those of these numbers; none goes through a closed gate.

    Approvals stand, for the decision is about these posts as they are. Raises NotReady where there is no slot, with
    nothing changed.
    """
    with workspace.store.write() as session:
        late = [
            one for one in found(session, workspace, now=now) if not numbers or one.post.number in numbers
        ]
        posts = [one.post for one in sorted(late, key=lambda one: (one.post.due_at, one.post.number))]
        if decision == "cancel":
            return [_cancel(session, post, now=now) for post in posts]
        return list(_give_moments(session, workspace, posts, decision, now=now))


def _cancel(session: Session, post: Post, *, now: datetime) -> Outcome:
    transitions.move(session, post.number, "cancelled", now=now, by=STAFF)
    return Outcome(number=post.number)


def _give_moments(
    session: Session, workspace: Workspace, posts: list[Post], decision: Decision, *, now: datetime
) -> Iterator[Outcome]:
    """Give each post that may go out a moment of its own, far enough from all others."""
    table = timetable.of(workspace.settings)
    chosen = {post.number for post in posts}
    planned = [one.due_at for one in free_moments.planned(session) if one.due_at and one.number not in chosen]
    pick = _next_slot if decision == "spread" else _next_clear
    for post in posts:
        moment = pick(table, post, now, planned)
        shut, trouble = (
            _shut(session, workspace, post, moment, decision),
            earlier_trouble.met_again(session, post),
        )
        if shut is None:
            _redate(session, workspace, post, moment, now=now)
            planned.append(moment)
        yield Outcome(number=post.number, due=None if shut else moment, left=shut, trouble=trouble)


def _next_slot(table: timetable.Timetable, post: Post, now: datetime, planned: list[datetime]) -> datetime:
    return timetable.next_free(table, language=post.language, kind=post.kind, now=now, planned=planned).moment


def _next_clear(table: timetable.Timetable, post: Post, now: datetime, planned: list[datetime]) -> datetime:
    return table.clear(now, planned)


def _shut(
    session: Session, workspace: Workspace, post: Post, moment: datetime, decision: Decision
) -> Closed | None:
    """Return the gate that keeps a post where it is; a draft may be dated anew, but not sent."""
    if post.state == State.DRAFT and decision == "spread":
        return gates.embargo(post, instant=moment, zone=workspace.rules.zone)
    if post.state == State.DRAFT:
        return Closed(code="changed-since-approval")
    return gates.for_work(session, post, instant=moment, campaign=workspace.campaign)


def _redate(session: Session, workspace: Workspace, post: Post, moment: datetime, *, now: datetime) -> None:
    due = moments.due_at(moment, workspace.rules.zone)
    changes = free_moments.due_columns(due)
    transitions.move(
        session, post.number, "moved", now=now, by=STAFF, params={"due": due.wall}, changes=changes
    )
    if post.state == State.HELD:
        transitions.move(session, post.number, "released", now=now, by=STAFF, changes={"reason": None})
