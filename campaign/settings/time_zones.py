"""Which time zones a campaign may have, those of places, and which one was meant by what is none.

`GMT+1`, `CET` or `Etc/GMT-1` keep one offset through the summer, mean two places, or have their sign turned round.
"""

import difflib
import pkgutil
import re
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from media.text.folding import without_accents

HOME = "Europe/Brussels"
_UTC = "UTC"
_NO_PLACES = ("Etc/", "SystemV/", "posix/", "right/")
_PLACES = (  # offered for an offset or an abbreviation that they have
    HOME, "Europe/London", "Europe/Athens", "Europe/Istanbul", "Africa/Casablanca", "Africa/Dakar", "Africa/Kinshasa",
    "Africa/Lubumbashi", "Africa/Nairobi", "America/New_York", "America/Chicago", "America/Denver",
    "America/Los_Angeles", "America/Sao_Paulo", "Asia/Dubai", "Asia/Kolkata", "Asia/Shanghai", "Asia/Tokyo",
    "Australia/Sydney", "Pacific/Auckland",
)  # fmt: skip
_BELGIAN = (  # a city or the country in its languages, Windows' name, other names of Central European Time
    r"bruss|brux|belg|antwerp|anvers|\b(?:gh?ent|gand|luik|liege|leuven|louvain|namur|namen)\b|charleroi|romance"
    r"|\b(?:mes?z|mes?t|hnec|heec)\b|central european"
)
_OFFSET = (
    r"(?P<turned>etc/gmt)?\s*(?P<sign>[-+\u2010-\u2015\u2212])\s*(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?"
)
_MOST = 3


def is_place(name: str) -> bool:
    """Return whether this is the time zone of a place, or UTC."""
    if name == _UTC:
        return True
    return "/" in name and not name.startswith(_NO_PLACES) and exists(name)


def exists(name: str) -> bool:
    """Return whether zoneinfo knows such a zone, of a place or not."""
    return name in _named_zones() or name in _timezones()


def nearest(written: str) -> str:
    """Name the places that may have been meant, the likeliest first."""
    plain = without_accents(written).casefold().strip()
    meant = [HOME] if re.search(_BELGIAN, plain) else _with_offset(plain) or _called(plain) or _alike(plain)
    return ", ".join(dict.fromkeys(meant[:_MOST])) or f"{HOME}, {_UTC}"


def _with_offset(plain: str) -> list[str]:
    """Return places with the offset that a text names, in winter or in summer; the sign of an Etc zone is turned."""
    found = re.search(_OFFSET, plain)
    if not found:
        return []
    offset = timedelta(hours=int(found["hours"]), minutes=int(found["minutes"] or 0))
    ahead = (found["sign"] == "+") != bool(found["turned"])
    return [
        name for name in _PLACES if (offset if ahead else -offset) in (one.utcoffset() for one in _year(name))
    ]


def _called(plain: str) -> list[str]:
    """Return places whose clocks have this abbreviation: CET, CEST, EST."""
    words = set(re.findall(r"[a-z]+", plain.lower()))
    return [name for name in _PLACES if words & {str(one.tzname()).lower() for one in _year(name)}]


def _year(name: str) -> tuple[datetime, datetime]:
    """Return a moment of winter and one of summer there."""
    zone = ZoneInfo(name)
    return tuple(datetime(2026, month, 1, 12, tzinfo=UTC).astimezone(zone) for month in (1, 7))  # type: ignore[return-value]


def _alike(plain: str) -> list[str]:
    """Return places that are spelt alike, whole or by their city."""
    names = {name.lower(): name for name in sorted(_timezones()) if is_place(name)}
    cities = {name.rpartition("/")[2]: name for name in sorted(names, reverse=True)}
    wanted = plain.replace(" ", "_")
    near = difflib.get_close_matches(wanted, names, n=2)
    near += [cities[city] for city in difflib.get_close_matches(wanted.rpartition("/")[2], cities, n=2)]
    return [names[name] for name in near]


@cache
def _named_zones() -> frozenset[str]:
    """Return the zones of the package tzdata, where zoneinfo finds what the system lacks; one file names them."""
    return frozenset((pkgutil.get_data("tzdata", "zones") or b"").decode().split())


@cache
def _timezones() -> set[str]:
    return available_timezones()  # walks the system's folder of zones: 10 ms, for what no package names
