"""A WHEN that a person types -> a UTC time: summer time, offsets, impossible times. `now` is a parameter.

`read_when` reads what people type at a command, in any language; `parse_when` the forms that programs write.
"""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from campaign.typed import days, lengths, meant, relative
from campaign.typed import spans as typed_spans
from campaign.typed.days import Clock, Unread
from media.languages import known
from schedules.errors import BadRequest
from schedules.model import moments
from schedules.model.moments import Due

USUAL = f"{moments.USUAL:%H:%M}"  # offered for a day whose time nobody said
_IN_PARTS = {
    11: "9:00",
    12: "10:00",
    18: "14:00",
    23: "19:00",
}  # offered for a part of the day, by its last hour
_SOON, _LATER = timedelta(hours=1), timedelta(hours=2)  # today, a time that is over soon is not offered
GRACE = timedelta(seconds=5)  # a command takes a moment to type and to start

_EXAMPLE = date(2026, 12, 24)
_FIRST_DAY = re.compile(r"\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?")
_RELATIVE = re.compile(r"\+([0-9]{1,9})([smhd])")
_MOMENT = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ](?P<time>[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)"
    r" ?(?P<offset>[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)?"
)
_OF_UTC = ("Z", "z", "+00:00", "+0000", "+00")  # with a minus it is the end of a span: 23:00-00:00
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


@dataclass(frozen=True, kw_only=True)
class Understood:
    """A moment that was read; `plainly` where it was written as programs write it, or counts from now."""

    due: Due
    plainly: bool


def read_when(written: str, *, now: datetime, zone: ZoneInfo, time_alone: bool = False) -> Understood:
    """Read `2/12/2026 18u30`, `demain 18h`, `dinsdag 18:30`, `+2 u` and all that `parse_when` reads.

    A day without its year is the next one, where that is near; with `time_alone` a time without a day is the next such
    time. What may mean two moments is refused with what to write.
    """
    try:
        return _understood(written, now=now, zone=zone, time_alone=time_alone)
    except Unread:
        raise _span(written, now, zone) from None


def _understood(written: str, *, now: datetime, zone: ZoneInfo, time_alone: bool = False) -> Understood:
    """Read a moment; raises Unread for a span, of which nothing is offered yet."""
    text = days.plain(written)
    if relative.is_now(text):
        return Understood(due=parse_when("now", now=now, zone=zone), plainly=True)
    if strict := _is_strict(written.strip()):
        return Understood(due=parse_when(written, now=now, zone=zone), plainly=strict)
    try:
        if (lapse := _lapse(text)) is not None:
            return Understood(due=moments.due_at(now.astimezone(UTC) + lapse, zone), plainly=True)
        day, clock = _day_and_time(written, text, now.astimezone(zone).replace(tzinfo=None), time_alone)
    except OverflowError:
        raise BadRequest("when-out-of-range", text=written) from None
    except Unread as unread:
        if unread.code in ("date-span", "time-span"):
            raise
        if unread.code == "without-time":
            raise _timeless(written, now.astimezone(zone).replace(tzinfo=None)) from None
        refusal = _refusal(unread, written, today=now.astimezone(zone).date())
        raise (refusal.code == "when-unreadable" and _meant(written, now, zone)) or refusal from None
    return Understood(due=_due(written, day, clock, now, zone), plainly=False)


def is_relative(written: str) -> bool:
    """Return whether a text counts from the moment at which it is read: `now`, `+3d`, `morgen 18u`, `dinsdag`."""
    text = days.plain(written)
    counts = text.startswith("+") and lengths.length(text[1:].strip()) is not None
    return relative.is_now(text) or counts or relative.said(text) is not None


def is_like(written: str) -> bool:
    """Return whether a text has the form of a moment or a day; whether there is such a one, and when, is not asked."""
    text = days.plain(written)
    if is_relative(written) or _is_strict(written.strip()) or days.is_clock(text):
        return True
    try:
        return days.yearless(written) is not None or bool(days.day(written))
    except Unread as unread:
        return unread.code not in ("date-unreadable", "time-unreadable")


def says_more(written: str) -> bool:
    """Return whether a text begins as a moment and goes on as a sentence: `vanavond om 18u een nieuw verhaal`."""
    try:
        found = relative.said(days.plain(written)) or days.yearless(written)
    except Unread:
        return False
    return found is not None and len(found.behind.split()) > 2 and not days.is_clock(found.behind)


def lacks_time(written: str) -> bool:
    """Return whether a text is a day without a time."""
    try:
        if said := relative.said(days.plain(written)):
            return not said.behind
        found = days.yearless(written)
        return not found.behind if found else days.day(written).clock is None
    except Unread:
        return False


def read_day(written: str, *, today: date, ahead: bool = False) -> date:
    """Read a calendar day as people write it: `2/11/2026`, `2 november 2026`, `gisteren`. Refuses a time behind it.

    Without its year it is refused, and the last such day is offered; the next one where the day lies `ahead`.
    """
    try:
        said = relative.said(days.plain(written))
        if said and (not said.behind or days.is_clock(said.behind)):
            return relative.day(said, today)
        if (found := days.yearless(written)) and not found.behind:
            raise Unread("without-year", day=_nearest(found, today, ahead=ahead))
        read = days.day(written)
    except Unread as unread:
        raise _refusal(unread, written, of="day", today=today) from None
    if read.clock:
        raise BadRequest("day-with-time", text=written, day=read.day)
    return read.day


def _is_strict(written: str) -> bool:
    return bool(_RELATIVE.fullmatch(written) or _MOMENT.fullmatch(written))


def _lapse(text: str) -> timedelta | None:
    """Return how long after now a text means: `+2 u`, `over 3 dagen`, `dans 2 heures`; None where it says no length."""
    found = re.match(rf"\+|(?:{_lapse_words()})\s+", text)
    return lengths.length(text[found.end() :].strip()) if found else None


@cache
def _lapse_words() -> str:
    return days.any_of(word for language in known.languages().values() for word in language.spoken.lapse)


def _day_and_time(written: str, text: str, wall: datetime, time_alone: bool) -> tuple[date, Clock]:
    """Return the day and the time that a text means, by the form that it has. Raises Unread."""
    said = relative.said(text)
    if said and (not said.behind or days.is_clock(said.behind)):
        return relative.moment(said, wall)
    if days.is_clock(text):
        return _next(days.clock(text), wall, time_alone)
    found = days.yearless(written)
    if found and days.is_clock(found.behind):
        return relative.with_year(found, wall.date()), days.clock(found.behind)
    if found and not found.behind:
        raise Unread("without-time")
    read = days.day(written)
    if read.clock is None:
        raise Unread("without-time")
    return read.day, read.clock


def _timeless(written: str, wall: datetime) -> BadRequest:
    """Return the refusal of a day without a time, with one to be added; of a day that is past, that it is."""
    said = relative.said(days.plain(written))
    first, last = (said and said.part) or (0, 23)
    given = f"{written.strip()} {_IN_PARTS[last] if said and said.part else USUAL}"
    try:
        day, clock = _day_and_time(given, days.plain(given), wall, False)
    except (Unread, BadRequest):
        return _add_time(written, said)
    if day < wall.date():
        return BadRequest("when-past-day", text=written.strip(), day=day, today=wall.date())
    if datetime.combine(day, clock.at) > wall + _SOON:
        return _add_time(written, said)
    later = wall + _LATER
    at = f"{later:%H}:00" if later.date() == day and first <= later.hour <= last else f"{last}:55"
    return BadRequest("when-without-time-today", text=written.strip(), clock=at)


def _add_time(written: str, said: relative.Said | None) -> BadRequest:
    """Return the refusal of a day without a time, with one to be added that lies in the part of the day it names."""
    if said and said.part:
        at = _IN_PARTS[said.part[1]]
        return BadRequest("when-without-time-today", text=written.strip(), clock=at)
    return BadRequest("when-without-time", text=written.strip())


def _next(clock: Clock, wall: datetime, time_alone: bool) -> tuple[date, Clock]:
    """Return the next moment at which the clocks show a time that was written without a day. Raises Unread."""
    if clock.offset.startswith("-"):  # 12:00-14:00
        raise Unread("date-span")
    if not time_alone:
        code = "time-alone" if clock.at <= wall.time() else "time-today"
        raise Unread(code, clock=f"{clock.at:%H:%M}")
    return wall.date() + timedelta(days=clock.at <= wall.time()), clock


def _nearest(found: days.Yearless, today: date, *, ahead: bool) -> date:
    """Return the next such day, or the last one until today, to be offered: on its weekday, where one was written.

    Raises Unread.
    """
    for year in range(today.year, today.year + (9 if ahead else -9), 1 if ahead else -1):
        try:
            day = date(year, found.month, found.day)
        except ValueError:
            continue
        if (day >= today if ahead else day <= today) and found.weekday in (None, day.weekday()):
            return day
    if found.weekday is not None:
        return _nearest(replace(found, weekday=None), today, ahead=ahead)
    year = today.year + (found.month < today.month if ahead else -(found.month > today.month))
    raise Unread("date-impossible", **days.end_of(year, found.month, found.day))


def _due(written: str, day: date, clock: Clock, now: datetime, zone: ZoneInfo) -> Due:
    """Return the moment of a day and a time; a refusal repeats what was written."""
    try:
        return parse_when(f"{day} {clock.at.isoformat('seconds')}{clock.offset}", now=now, zone=zone)
    except BadRequest as refusal:
        if refusal.code in ("when-span", "when-span-bare"):
            raise Unread("date-span") from None
        raise BadRequest(refusal.code, **{**refusal.params, "text": written}) from None


def _span(written: str, now: datetime, zone: ZoneInfo) -> BadRequest:
    """Return the refusal of a span, with the one moment of it that may be meant to be typed, where there is one."""
    tries = (meant.first_of_several(written).strip(), *typed_spans.beginnings(written))
    single = [one for one in tries if one and one != written.strip()]
    clock = (
        meant.clock(written) if len(typed_spans.days(written)) > 1 else None
    )  # one time for several whole days
    usual = f"{clock:%H:%M}" if clock else USUAL
    for tried in (f"{one}{behind}" for behind in ("", ":00", f" {usual}") for one in single):
        try:
            due = _understood(tried, now=now, zone=zone).due
        except (BadRequest, Unread):
            continue
        example = due.utc.astimezone(zone).replace(tzinfo=None)
        return BadRequest("when-span", text=written.strip(), example=example)
    return BadRequest("when-span-bare", text=written.strip())


def _refusal(unread: Unread, written: str, of: str = "when", *, today: date) -> BadRequest:
    """Return the refusal of a text that is no moment, or no day; a day that was written otherwise, with its time."""
    why = (
        unread.code.removeprefix("date-")
        .replace("time-span", "span")
        .replace("time-unreadable", "unreadable")
    )
    shared = "when" if why in ("impossible", "month-first", "short-year", "weekday") else of
    if why == "short-year" and unread.params.get("day") is None:
        why, shared = "unreadable", of
    if why == "impossible":
        why, shared = ("after-month", "when") if "last" in unread.params else (why, of)
    if why == "unreadable" and of == "when":
        why = _about_its_time(written)
    more = {"example": _otherwise(unread, written, today)} if why in ("short-year", "month-first") else {}
    return BadRequest(f"{shared}-{why}", text=written.strip(), **unread.params, **more)


def _otherwise(unread: Unread, written: str, today: date) -> date:
    """Return the day of a text in which it is written as two may be, with the time behind it where there is one."""
    offered = unread.params.get("day")
    day = offered if isinstance(offered, date) else meant.day(written, today) or _EXAMPLE
    clock = meant.clock(_FIRST_DAY.sub(" ", written, count=1))
    return datetime.combine(day, clock) if clock else day


def _meant(written: str, now: datetime, zone: ZoneInfo) -> BadRequest | None:
    """Return the refusal of a text with a whole day and one time in it, with both to be typed; None for others."""
    wall = now.astimezone(zone).replace(tzinfo=None)
    day, clock = meant.day(written, wall.date()), meant.clock(written)
    if not typed_spans.days(written) or day is None or clock is None or datetime.combine(day, clock) <= wall:
        return None
    return BadRequest("when-meant", text=written.strip(), example=datetime.combine(day, clock))


def _about_its_time(written: str) -> str:
    """Return why a text is no moment, where that lies in how its time is said."""
    if days.has_midnight(written):
        return "midnight"
    return "in-words" if days.has_clock_in_words(written) else "unreadable"


def parse_when(text: str, *, now: datetime, zone: ZoneInfo) -> Due:
    """Read `2026-05-01 18:00`, `2026-05-01T18:00+02:00`, `now`, `+10m`: refuse the past and what clocks skip.

    A `+3d` is three times 24 hours. A time that occurs twice is refused with both offsets offered; so is a span, and an
    offset that neither UTC nor the zone has on that day.
    """
    written = text.strip()
    try:
        moment = _moment(written, now, zone)
        due = moments.due_at(moment, zone)
    except OverflowError:
        raise BadRequest("when-out-of-range", text=text) from None
    if moment < now - GRACE:
        raise BadRequest("when-past", text=text, moment=_shown(moment, zone), now=_shown(now, zone))
    return due


def _moment(written: str, now: datetime, zone: ZoneInfo) -> datetime:
    if written.lower() == "now":
        return now.astimezone(UTC)
    if found := _RELATIVE.fullmatch(written):
        return now.astimezone(UTC) + timedelta(**{_UNITS[found[2]]: int(found[1])})
    if found := _MOMENT.fullmatch(written):
        return _written(found, now, zone)
    if typed_spans.has_several_days(written):
        raise _span(written, now, zone)
    raise BadRequest("when-unreadable", text=written)


def _written(found: re.Match[str], now: datetime, zone: ZoneInfo) -> datetime:
    text = f"{found['day']}T{found['time']}{(found['offset'] or '').upper()}"
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        if _is_end(found["offset"]):
            raise _span(found[0], now, zone) from None
        raise BadRequest("when-impossible", text=found[0]) from None
    if moment.tzinfo is None:
        return _local(moment, zone)
    utc = moment.astimezone(UTC)
    theirs = _offsets(utc, zone)
    if moment.utcoffset() not in theirs and found["offset"] not in _OF_UTC:
        if _is_end(found["offset"]):
            raise _span(found[0], now, zone)
        raise BadRequest("when-offset", text=found[0], zone=zone.key, offsets=" / ".join(theirs.values()))
    return utc


def _is_end(offset: str | None) -> bool:
    """Return whether an offset that does not fit is rather the end of a span: 12:00-14:00, 18:00-1930."""
    return (offset or "").startswith("-") and int((offset or "")[1:3]) <= 24


def _offsets(utc: datetime, zone: ZoneInfo) -> dict[timedelta | None, str]:
    """Return the offsets that a zone has on the day of a moment, as they are written; two where the clocks change."""
    day = utc.astimezone(zone).replace(hour=0, minute=0, second=0)
    ends = (day, day + timedelta(days=1))
    return {one.utcoffset(): one.isoformat()[19:] for one in ends}


def _local(wall: datetime, zone: ZoneInfo) -> datetime:
    """Return the one moment at which the clocks of a zone show a time; refuse when there is none or two."""
    first, second = (wall.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first.astimezone(UTC)
    if first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != wall:
        after = first.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
        raise BadRequest("when-skipped", text=_naive(wall), zone=zone.key, after=_naive(after))
    raise BadRequest(
        "when-doubled",
        text=_naive(wall),
        zone=zone.key,
        first=first.isoformat(timespec="seconds"),
        second=second.isoformat(timespec="seconds"),
    )


def _naive(wall: datetime) -> str:
    return wall.isoformat(sep=" ", timespec="seconds")


def _shown(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).isoformat(sep=" ", timespec="seconds")
