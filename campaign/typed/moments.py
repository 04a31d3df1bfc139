"""A WHEN that a person types -> a UTC time: summer time, offsets, impossible times. `now` is a parameter."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from campaign.typed import spans as typed_spans
from schedules.errors import BadRequest
from schedules.model import moments
from schedules.model.moments import Due

GRACE = timedelta(seconds=5)  # a command takes a moment to type and to start

_RELATIVE = re.compile(r"\+([0-9]{1,9})([smhd])")
_MOMENT = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ](?P<time>[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)"
    r" ?(?P<offset>[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)?"
)
_OF_UTC = ("Z", "z", "+00:00", "+0000", "+00")  # with a minus it is the end of a span: 23:00-00:00
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


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
        return _written(found, zone)
    several = typed_spans.has_several_days(written)
    raise BadRequest("when-span" if several else "when-unreadable", text=written)


def _written(found: re.Match[str], zone: ZoneInfo) -> datetime:
    text = f"{found['day']}T{found['time']}{(found['offset'] or '').upper()}"
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        code = "when-span" if _is_end(found["offset"]) else "when-impossible"
        raise BadRequest(code, text=found[0]) from None
    if moment.tzinfo is None:
        return _local(moment, zone)
    utc = moment.astimezone(UTC)
    theirs = _offsets(utc, zone)
    if moment.utcoffset() not in theirs and found["offset"] not in _OF_UTC:
        code = "when-span" if _is_end(found["offset"]) else "when-offset"
        raise BadRequest(code, text=found[0], zone=zone.key, offsets=" / ".join(theirs.values()))
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
