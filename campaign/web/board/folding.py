"""What is over stays folded: the weeks of this month before the one that is meant, behind one link."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from campaign.web.board.filters import Filters
from schedules.model.records import Post

AT_LEAST = 28  # days that a month shows, into the next one where its weeks are over


@dataclass(frozen=True, kw_only=True)
class Folded:
    """What is not shown as its days are over: how many posts, and how many of them are late."""

    posts: int
    late: int


def begin(filters: Filters, today: date) -> date | None:
    """Return the day with which this month begins on the board; None where nothing of it is folded.

    A day that was asked for by name is never folded away, so the first of the month shows all of it.
    """
    monday = today - timedelta(days=today.weekday())
    is_this_month = (filters.day.year, filters.day.month) == (today.year, today.month)
    if filters.view == "week" or filters.waits or not is_this_month or filters.day < monday:
        return None
    return today - timedelta(days=1) if filters.view == "list" else monday


def days(filters: Filters, today: date) -> tuple[date, ...]:
    """Return the days that are shown, in order."""
    whole, first = filters.days(), begin(filters, today)
    if first is None or first <= whole[0]:
        return whole
    left = tuple(one for one in whole if one >= first)
    if filters.view == "list":
        return left
    return left + tuple(left[-1] + timedelta(days=at) for at in range(1, AT_LEAST - len(left) + 1))


def folded(
    filters: Filters, shown: Sequence[date], by_day: Mapping[date | None, list[Post]], late: Container[int]
) -> Folded | None:
    """Return the month's posts that are folded before the days that are shown; None where there are none."""
    if filters.waits:
        return None
    over = [one for one in filters.days() if one < shown[0] and filters.holds(one)]
    numbers = [post.number for day in over for post in by_day.get(day, ())]
    return Folded(posts=len(numbers), late=sum(one in late for one in numbers)) if numbers else None
