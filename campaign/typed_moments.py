"""A WHEN that a person types -> a UTC time: summer time, offsets, impossible times. `now` is a parameter."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from schedules.errors import BadRequest
from schedules.model import moments
from schedules.model.moments import Due

GRACE = timedelta(seconds=5)  # a command takes a moment to type and to start

_RELATIVE = re.compile(r"\+([0-9]{1,9})([smhd])")
_MOMENT = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ](?P<time>[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)"
    r" ?(?P<offset>[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)?"
)
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def parse_when(text: str, *, now: datetime, zone: ZoneInfo) -> Due:
    """Read `2026-05-01 18:00`, `2026-05-01T18:00+02:00`, `now`, `+10m`: refuse the past and what clocks skip.

    A `+3d` is three times 24 hours. A time that occurs twice is refused with both offsets offered.
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
    raise BadRequest("when-unreadable", text=written)


def _written(found: re.Match[str], zone: ZoneInfo) -> datetime:
    text = f"{found['day']}T{found['time']}{(found['offset'] or '').upper()}"
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise BadRequest("when-impossible", text=found[0]) from None
    return moment.astimezone(UTC) if moment.tzinfo else _local(moment, zone)


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
