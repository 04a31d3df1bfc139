"""Posts past their due time that have not gone out, and why: the one answer that every screen and warning gives."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlmodel import Session, col, select

from schedules.database import events, posts, remote_objects
from schedules.database.tables import POST_IS_OWED, Post
from schedules.model import records
from schedules.model.publishing_rules import Rules
from schedules.model.states import OWED, State

Why = Literal["paused", "unserved", "late", "unsent", "unconfirmed", "draft"]
WHYS: tuple[Why, ...] = ("paused", "unserved", "late", "unsent", "unconfirmed", "draft")
# Closed gates that time alone does not open.
HELD_FOR: dict[str, Why] = {"paused": "paused", "unserved": "unserved", "late": "late"}


@dataclass(frozen=True, kw_only=True)
class Unsent:
    """A post past its due time, why it has not gone out, and by how much it is late."""

    post: records.Post
    why: Why
    late: timedelta


@dataclass(frozen=True, kw_only=True)
class Missed:
    """Posts that fell due while no service ran: how many, when the first was due, and whether one is held as late."""

    count: int
    first: datetime
    too_late: bool


def why(
    post: records.Post, rules: Rules, *, now: datetime, served: bool, handed_over: bool = False
) -> Why | None:
    """Return why a post is overdue at `now`; None: it is not, or waits for another decision.

    While a service runs (`served`) a post is on its way until it is later than `late_after`; while none runs it is
    overdue from its moment on. What Facebook itself was to show may be out: nobody has looked.
    """
    if post.due_at is None or post.due_at >= now:
        return None
    if post.state is State.DRAFT:
        return "draft"
    if post.state is State.HELD:
        return HELD_FOR.get(post.reason_code or "")
    if post.state not in OWED or (served and now - post.due_at <= rules.late_after):
        return None
    return "unconfirmed" if handed_over or post.state is State.PUBLISHING else "unsent"


def goes_by_itself(why: Why, late: timedelta, rules: Rules) -> bool:
    """Tell whether a service that is started now sends such a post without anybody's decision."""
    return why == "unsent" and (rules.late == "send" or late <= rules.late_after)


def _itself(post: records.Post) -> records.Post:
    return post


def unsent(
    session: Session, rules: Rules, *, now: datetime, seen: Callable[[records.Post], records.Post] = _itself
) -> list[Unsent]:
    """Return every post that is overdue, group by group, in each by their moment; `seen` says how its gates see one."""
    served = events.is_served(session, now=now)
    shown_by_facebook = set(session.exec(remote_objects.handed_over()).all())
    found = [
        Unsent(post=one, why=reason, late=now - one.due_at)
        for one in map(seen, posts.past(session, (State.DRAFT, State.HELD, *OWED), now=now))
        if one.due_at
        and (reason := why(one, rules, now=now, served=served, handed_over=one.number in shown_by_facebook))
    ]
    return sorted(found, key=lambda one: (WHYS.index(one.why), one.post.due_at, one.post.number))


def may_have_missed(session: Session, *, now: datetime) -> bool:
    """Tell whether anything that the service owes is past its moment while none runs; two questions, asked often."""
    past = select(Post.number).where(POST_IS_OWED, col(Post.due_at) < now).limit(1)
    return session.exec(past).first() is not None and not events.is_served(session, now=now)


def missed(
    session: Session, rules: Rules, *, now: datetime, seen: Callable[[records.Post], records.Post] = _itself
) -> Missed | None:
    """Return what fell due and has not gone out because no service runs; None where one runs, or nothing did."""
    if not may_have_missed(session, now=now):
        return None
    late = [one for one in unsent(session, rules, now=now, seen=seen) if one.why == "unsent"]
    if not late:
        return None
    longest = max(one.late for one in late)
    return Missed(
        count=len(late), first=now - longest, too_late=rules.late == "hold" and longest > rules.late_after
    )


def next_due(
    session: Session, rules: Rules, *, now: datetime, seen: Callable[[records.Post], records.Post] = _itself
) -> datetime | None:
    """Return the next moment at which a post goes out: of those that are owed and not overdue, the soonest."""
    since = now - rules.late_after if events.is_served(session, now=now) else now
    owed = (one.due_at for one in posts.owed_from(session, since) if seen(one).state in OWED)
    return next(owed, None)
