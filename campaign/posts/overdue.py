"""Posts past their due time, grouped for one decision: spread over the next slots, sent one by one, or cancelled."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlmodel import Session

from campaign import timetable
from campaign.checks import given_approvals
from campaign.posts import free_moments
from campaign.workspace import Workspace
from schedules.consent import earlier_trouble, gates, required_approvals
from schedules.consent.required_approvals import ApprovalReader
from schedules.consent.rules import Closed
from schedules.database import transitions, unsent
from schedules.database.unsent import Unsent, Why
from schedules.errors import BadRequest, NotReady
from schedules.model import moments
from schedules.model.records import Post, Reason
from schedules.model.states import State

Decision = Literal["spread", "send-now", "cancel"]
STAFF = "staff"


@dataclass(frozen=True, kw_only=True)
class Overdue:
    """A post past its moment, why it did not go out, and by how much it is late; `trouble`: what a new try meets."""

    post: Post
    why: Why
    late: timedelta
    trouble: Reason | None = None


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of a post; `left` is the gate for which it stays as it was, `trouble` what a new try meets again.

    `far`: it was moved further than approvals follow a move, and keeps its approval all the same.
    """

    number: int
    due: datetime | None = None
    left: Closed | None = None
    trouble: Reason | None = None
    far: bool = False


def found(session: Session, workspace: Workspace, *, now: datetime) -> list[Overdue]:
    """Return the posts that wait for a decision, group by group, in each by their moment."""
    return [
        Overdue(
            post=one.post, why=one.why, late=one.late, trouble=earlier_trouble.met_again(session, one.post)
        )
        for one in unsent.unsent(session, workspace.rules, now=now, seen=_seen(session, workspace))
    ]


def objections(workspace: Workspace, numbers: tuple[int, ...], *, now: datetime) -> list[Closed]:
    """Return what in the plan speaks against sending overdue posts (all, or those of these numbers) from `now` on."""
    with workspace.store.read() as session:
        chosen = _chosen(session, workspace, numbers, now=now)
        able = [
            one.post for one in chosen if _shut(session, workspace, one, now, "send-now", now=now) is None
        ]
        others = _beside(session, chosen)
        stop = gates.pause(session)
    if not able:
        return []
    table = timetable.of(workspace.settings)
    taken = [one.due_at for one in others if one.due_at]
    times = [moment for _, moment in zip(able, _one_by_one(table, now, taken), strict=False)]
    paused = [Closed(code="send-paused")] if stop else []
    return [*paused, *_too_close(table, able[0], others, now=now), *_on_days(table, times, others)]


def _too_close(table: timetable.Timetable, first: Post, others: list[Post], *, now: datetime) -> list[Closed]:
    """Return which post is too near to one that goes out now, the nearest."""
    near = [(abs(one.due_at - now), one.number) for one in others if one.due_at]
    apart, beside = min(near, default=(table.distance, 0))
    told = {"number": first.number, "beside": beside, "apart": round(apart.total_seconds())}
    told["distance"] = round(table.distance.total_seconds())
    return [Closed(code="send-too-close", params={**told})] if apart < table.distance else []


def _on_days(table: timetable.Timetable, times: list[datetime], others: list[Post]) -> Iterator[Closed]:
    """Yield each day that is to stay empty, or would have too many posts."""
    planned = Counter(table.day(one.due_at) for one in others if one.due_at)
    for day, count in Counter(map(table.day, times)).items():
        told: dict[str, object] = {"day": day.isoformat()}
        if empty := table.closed(day):
            yield Closed(code=f"send-{empty.why}", params={**told, **empty.told})
        elif planned[day] + count > table.per_day:
            yield Closed(
                code="send-too-many", params={**told, "count": planned[day] + count, "most": table.per_day}
            )


def _seen(session: Session, workspace: Workspace) -> Callable[[Post], Post]:
    """Return what tells how the gates see a post."""
    return ApprovalReader(session=session, campaign=workspace.campaign).seen


def decide(
    workspace: Workspace, decision: Decision, numbers: tuple[int, ...], *, now: datetime
) -> list[Outcome]:
    """Do one thing with all overdue posts, or with those of these numbers; none goes through a closed gate.

    Approvals stand, for the decision is about these posts as they are. Of those sent now the first is due `now`,
    whatever is planned beside it (see `objections`), each other one as soon as it is far enough from all. Raises
    NotReady where there is no slot, with nothing changed.
    """
    with workspace.store.write() as session:
        chosen = _chosen(session, workspace, numbers, now=now)
        if decision == "cancel":
            return [_cancel(session, one, now=now) for one in chosen]
        return list(_give_moments(session, workspace, chosen, decision, now=now))


def _chosen(
    session: Session, workspace: Workspace, numbers: tuple[int, ...], *, now: datetime
) -> list[Unsent]:
    """Return the overdue posts that are meant, by their moment."""
    late = unsent.unsent(session, workspace.rules, now=now, seen=_seen(session, workspace))
    meant = [one for one in late if not numbers or one.post.number in numbers]
    return sorted(meant, key=lambda one: (one.post.due_at, one.post.number))


def _beside(session: Session, chosen: list[Unsent]) -> list[Post]:
    """Return the posts that take a moment of the plan besides those."""
    ours = {one.post.number for one in chosen}
    return [one for one in free_moments.planned(session) if one.number not in ours]


def _cancel(session: Session, one: Unsent, *, now: datetime) -> Outcome:
    if one.why == "unconfirmed":
        return Outcome(number=one.post.number, left=Closed(code="unconfirmed-yet"))
    transitions.move(session, one.post.number, "cancelled", now=now, by=STAFF)
    return Outcome(number=one.post.number)


def _give_moments(
    session: Session, workspace: Workspace, chosen: list[Unsent], decision: Decision, *, now: datetime
) -> Iterator[Outcome]:
    """Give each post that may go out a moment of its own, far enough from all others."""
    table = timetable.of(workspace.settings)
    planned = [one.due_at for one in _beside(session, chosen) if one.due_at]
    sending = _one_by_one(table, now, planned)
    following = next(sending)
    for one in chosen:
        post, moment = one.post, following
        if decision == "spread":
            moment = _next_slot(table, post, now, planned)
        shut = _shut(session, workspace, one, moment, decision, now=now)
        trouble = earlier_trouble.met_again(session, post)
        if shut is None:
            _redate(session, workspace, post, moment, now=now)
            planned.append(moment)
            following = next(sending)
        far = shut is None and decision == "spread" and _is_far(workspace, one, moment)
        yield Outcome(number=post.number, due=None if shut else moment, left=shut, trouble=trouble, far=far)


def _is_far(workspace: Workspace, one: Unsent, moment: datetime) -> bool:
    """Tell whether another move of so far would have taken an approval back."""
    asked = workspace.rules.approval != "off" and one.why != "draft"
    due = one.post.due_at
    return asked and due is not None and moment - due > workspace.settings.plan.move_tolerance


def _next_slot(table: timetable.Timetable, post: Post, now: datetime, planned: list[datetime]) -> datetime:
    """Return the next free slot for a post. Raises NotReady with how it is moved by itself, where there is none."""
    try:
        return timetable.next_free(
            table, language=post.language, kind=post.kind, now=now, planned=planned
        ).moment
    except (BadRequest, NotReady) as error:
        raise NotReady(f"overdue-{error.code}", number=post.number, **error.params) from None


def may_be_spread(workspace: Workspace, late: list[Overdue]) -> bool:
    """Tell whether the plan has slots for each of these posts."""
    table = timetable.of(workspace.settings)
    return all(
        timetable.has_slot(table, language=one.post.language, kind=one.post.kind)
        for one in late
        if one.why != "unconfirmed"
    )


def _one_by_one(table: timetable.Timetable, now: datetime, planned: list[datetime]) -> Iterator[datetime]:
    """Yield now, then moments far enough from each other and from what is planned."""
    yield now
    sent = [now]
    while True:
        sent.append(table.clear(now, [*planned, *sent]))
        yield sent[-1]


def _shut(
    session: Session,
    workspace: Workspace,
    one: Unsent,
    moment: datetime,
    decision: Decision,
    *,
    now: datetime,
) -> Closed | None:
    """Return the gate that keeps a post where it is; a draft may be dated anew, but not sent."""
    if one.why == "unconfirmed":
        return Closed(code="unconfirmed-yet")
    if one.why == "draft" and decision == "spread":
        return gates.embargo(one.post, instant=moment, zone=workspace.rules.zone)
    if one.why == "draft":
        return Closed(code="moment-past-draft", params={"number": one.post.number})
    shut = gates.for_work(session, one.post, instant=moment, campaign=workspace.campaign)
    if shut is None:
        return None
    found = required_approvals.of(session, one.post, workspace.campaign)
    return given_approvals.advised(shut, one.post, found, workspace.rules, now=now)


def _redate(session: Session, workspace: Workspace, post: Post, moment: datetime, *, now: datetime) -> None:
    due = moments.due_at(moment, workspace.rules.zone)
    changes = free_moments.due_columns(due)
    transitions.move(
        session, post.number, "moved", now=now, by=STAFF, params={"due": due.wall}, changes=changes
    )
    if post.state == State.HELD:
        transitions.move(session, post.number, "released", now=now, by=STAFF, changes={"reason": None})
