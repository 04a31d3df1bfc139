"""A day of the board: its posts, what is said of it, and the slots that no post has yet."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from campaign import timetable
from campaign.timetable import EmptyDay, Timetable
from campaign.web.board.cards import Card

AT_ONCE = 2  # cards of a day of a month; the rest is counted
Clocks = Literal["summer", "winter"]


@dataclass(frozen=True, kw_only=True)
class FreeSlot:
    """A slot that no post has yet: its moment, and which language and kind it is for (None: any)."""

    moment: datetime
    language: str | None
    kind: str | None


@dataclass(frozen=True, kw_only=True)
class Day:
    """A day: whether it lies in the month that is shown, is over, is today; why it stays empty; which time begins.

    `more` is how many posts it has besides `cards`; `old` whether it was before yesterday.
    """

    day: date
    inside: bool
    past: bool
    old: bool
    today: bool
    empty: EmptyDay | None
    clocks: Clocks | None
    cards: tuple[Card, ...]
    more: int
    free: tuple[FreeSlot, ...]


def of(
    day: date,
    cards: Sequence[Card],
    taken: Container[datetime],
    table: Timetable,
    *,
    more: int,
    inside: bool,
    now: datetime,
) -> Day:
    """Return a day with the cards that are shown of it; `taken` are the moments of all posts, in UTC."""
    today = table.day(now)
    return Day(
        day=day,
        inside=inside,
        past=day < today,
        old=day < today - timedelta(days=1),
        today=day == today,
        empty=table.closed(day),
        clocks=_clocks(day, table),
        cards=tuple(cards),
        more=more,
        free=() if day < today else tuple(_free(day, table, taken, now)),
    )


def _clocks(day: date, table: Timetable) -> Clocks | None:
    """Return which time begins on a day on which the clocks change."""
    begin, end = (
        datetime.combine(one, time(), table.zone).utcoffset() for one in (day, day + timedelta(days=1))
    )
    if begin is None or end is None or begin == end:
        return None
    return "summer" if end > begin else "winter"


def _free(day: date, table: Timetable, taken: Container[datetime], now: datetime) -> Iterator[FreeSlot]:
    """Yield the slots of a day that are still to come and that no post has."""
    if table.closed(day):
        return
    for slot in table.slots:
        moment = timetable.opening(day, slot, table.zone).moment
        if slot.weekday == day.weekday() and moment > now and moment not in taken:
            yield FreeSlot(moment=moment.astimezone(table.zone), language=slot.language, kind=slot.kind)
