"""Rules on when posts go out: slots, distance, number a day, empty days, due times in the past, embargoes."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from campaign.checks.facts import OUT, Broken, Facts, at
from campaign.timetable import Why
from schedules.model.records import Post
from schedules.model.states import State


def off_slot(facts: Facts) -> Iterator[Broken]:
    """P04: a post is due outside the weekly slots, if there are any for it."""
    for post in facts.waiting:
        fitting = [
            s
            for s in facts.table.slots
            if s.language in (None, post.language) and s.kind in (None, post.kind)
        ]
        moment = post.due_at
        if moment and fitting and not facts.table.is_slot(moment, language=post.language, kind=post.kind):
            yield at(post, due=_wall(facts, post))


def too_close(facts: Facts) -> Iterator[Broken]:
    """P05: a post is due too soon after another."""
    dated, least = list(facts.dated), max(facts.table.distance, timedelta(minutes=1))
    for (one, early), (other, late) in pairwise(dated):
        if late - early < least and {one.state, other.state} - set(OUT):
            minutes = int((late - early).total_seconds() // 60)
            near = {} if minutes else {"said_as": "posts-within-a-minute"}
            told = {"minutes": minutes, "least": -(-int(least.total_seconds()) // 60)}
            yield at(other, beside=one.number, **told, **near)


def too_many(facts: Facts) -> Iterator[Broken]:
    """P06: a day has more posts than `per_day`."""
    days = [(post, facts.table.day(moment)) for post, moment in facts.dated]
    counted = Counter(day for _, day in days)
    over = {day: count for day, count in counted.items() if count > facts.table.per_day}
    for post, day in days if over else ():
        if count := over.pop(day, 0) if post.state not in OUT else 0:
            yield at(post, day=day.isoformat(), count=count, most=facts.table.per_day)


def in_blackout(facts: Facts) -> Iterator[Broken]:
    """P07: a post is due during a blackout."""
    return _on_empty_days(facts, ("blackout",))


def on_holiday(facts: Facts) -> Iterator[Broken]:
    """P08: a post is due on a public holiday or a community day."""
    return _on_empty_days(facts, ("holiday", "community"))


def _on_empty_days(facts: Facts, whys: tuple[Why, ...]) -> Iterator[Broken]:
    for post in facts.waiting:
        empty = facts.table.closed(facts.table.day(post.due_at)) if post.due_at else None
        if empty and empty.why in whys:
            yield at(post, due=_wall(facts, post), **empty.told)


def past(facts: Facts) -> Iterator[Broken]:
    """P09: the due time of a post is past: it is overdue, or it is a draft, held or failed."""
    for post in facts.posts:
        still = post.number in facts.overdue or post.state in (State.DRAFT, State.HELD, State.FAILED)
        if still and post.due_at and post.due_at < facts.now:
            yield at(post, due=_wall(facts, post), state=str(post.state))


def before_embargo(facts: Facts) -> Iterator[Broken]:
    """P10: a post is due before its embargo ends."""
    for post in facts.waiting:
        if post.due_at and post.embargo_until and post.due_at < post.embargo_until:
            until = post.embargo_until.astimezone(facts.table.zone).isoformat(" ", "minutes")
            yield at(post, due=_wall(facts, post), until=until)


def undated(facts: Facts) -> Iterator[Broken]:
    """P23: a post has no date."""
    return (at(post) for post in facts.waiting if post.due_at is None)


def _wall(facts: Facts, post: Post) -> str:
    return post.due_at.astimezone(facts.table.zone).strftime("%Y-%m-%d %H:%M") if post.due_at else "-"
