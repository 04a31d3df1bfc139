"""Days that count from today: `morgen 18u`, `demain soir 20h`, `dinsdag 18:30`; what may be two days is refused."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

from campaign.typed import days
from campaign.typed.days import Clock, Unread, Yearless
from media.languages import known
from media.languages.language import Spoken

HALF_A_YEAR = timedelta(days=183)  # a day without its year is meant when it is nearer than this


@dataclass(frozen=True, kw_only=True)
class Said:
    """A day that counts from today, in its parts: which day, and what stands behind it."""

    offset: int | None
    weekday: int | None
    following: bool
    present: bool
    part: tuple[int, int] | None
    behind: str


def is_now(text: str) -> bool:
    """Return whether a text means this very moment."""
    return text in {word for one in _spoken() for word in one.now}


def said(text: str) -> Said | None:
    """Take a text apart that names a day counted from today, or a weekday; None where it names none."""
    found = _grammar().day.fullmatch(text) or _grammar().part.fullmatch(text)
    if not found:
        return None
    parts = found.groupdict()
    day = parts.get("day")
    if day in _offsets() and (parts["next"] or parts["behind_next"]):
        return None
    return Said(
        offset=_offsets().get(day) if day else 0,
        weekday=None if not day or day in _offsets() else days.weekdays()[day],
        following=bool(parts.get("next") or parts.get("behind_next")),
        present=bool(parts.get("this")),
        part=_parts()[parts["part"]] if parts.get("part") else None,
        behind=parts["rest"] or "",
    )


def moment(one: Said, wall: datetime) -> tuple[date, Clock]:
    """Return the day and time that were said, where the clock on the wall shows `wall`. Raises Unread."""
    if not one.behind:
        raise Unread("without-time")
    clock = days.clock(one.behind)
    if one.part and not one.part[0] <= clock.at.hour <= one.part[1]:
        raise Unread("part-of-day")
    return _day(one, wall, clock.at), clock


def day(one: Said, today: date) -> date:
    """Return the day that was said without a time, such as `gisteren`. Raises Unread."""
    if one.behind or one.part:
        raise Unread("with-time")
    if one.offset is None:
        raise Unread("date-unreadable")  # a weekday: of last week, or of this?
    return today + timedelta(days=one.offset)


def _day(one: Said, wall: datetime, at: time) -> date:
    today = wall.date()
    if one.weekday is None:
        return today + timedelta(days=one.offset or 0)
    ahead = (one.weekday - today.weekday()) % 7
    later = today + timedelta(days=ahead or 7)
    if one.following:
        if ahead and one.weekday > today.weekday():  # within this week: the coming one, or that of next week?
            raise Unread("two-days", first=later, second=later + timedelta(days=7))
        return later
    if ahead == 0 and at > wall.time():
        if one.present:
            return today
        raise Unread("two-days", first=today, second=later)
    return later


def with_year(one: Yearless, today: date) -> date:
    """Return the next such day, where it is not far away. Raises Unread, with the day to be offered."""
    for year in range(today.year, today.year + 9):  # 29 February comes every four years, or eight
        try:
            found = date(year, one.month, one.day)
        except ValueError:
            continue
        if found < today:
            continue
        days.refuse_weekday(one.weekday, found)
        if found - today > HALF_A_YEAR:
            raise Unread("without-year", day=found)
        return found
    raise Unread("date-impossible", **days.end_of(today.year + (one.month < today.month), one.month, one.day))


@cache
def _spoken() -> tuple[Spoken, ...]:
    return tuple(language.spoken for language in known.languages().values())


@cache
def _offsets() -> Mapping[str, int]:
    return {word: offset for one in _spoken() for word, offset in one.days.items()}


@cache
def _parts() -> Mapping[str, tuple[int, int]]:
    return {word: hours for one in _spoken() for word, hours in one.parts.items()}


@dataclass(frozen=True, kw_only=True)
class _Grammar:
    day: re.Pattern[str]
    part: re.Pattern[str]


@cache
def _grammar() -> _Grammar:
    """Return patterns of a day that may have a part of it and a time behind, and of a part of today with a time."""
    following = days.any_of(word for one in _spoken() for word in one.next)
    present = days.any_of(word for one in _spoken() for word in one.this)
    day = days.any_of([*_offsets(), *days.weekdays()])
    part = rf"(?P<part>{days.any_of(_parts())})(?![^\W\d_])"
    before = days.any_of(word for one in _spoken() for word in one.before_day)
    rest = r"(?:\s*,?\s*(?P<rest>.+))?"
    return _Grammar(
        day=re.compile(
            rf"(?:(?:{before})\s+)?(?:(?P<next>{following})\s+|(?P<this>{present})\s+)?(?P<day>{day})\.?"
            rf"(?:\s*{part}|(?![^\W_]))(?:\s+(?P<behind_next>{following}))?{rest}"
        ),
        part=re.compile(rf"(?P<this>{present})\s*{part}{rest}"),
    )
