"""WHEN -> a UTC moment: summer time, offsets, what nobody can mean. Knows no clock: `now` is a parameter."""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

USUAL = time(18, 30)  # of a day whose time nobody says


@dataclass(frozen=True, kw_only=True)
class Due:
    """A moment in three forms: exact in UTC, as clocks on the wall show it, and the zone of that wall."""

    utc: datetime
    wall: str
    zone: str


def due_at(moment: datetime, zone: ZoneInfo) -> Due:
    """Return an aware moment as a due moment in a zone."""
    wall = moment.astimezone(zone).replace(tzinfo=None)
    return Due(utc=moment.astimezone(UTC), wall=wall.isoformat(timespec="seconds"), zone=zone.key)
