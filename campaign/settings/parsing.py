"""The forms a setting's value may have: each reader returns the checked value or raises `Unfit`."""

import difflib
import pkgutil
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from ipaddress import ip_address
from typing import Any
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo, available_timezones


class Unfit(ValueError):
    """A value that is not of its form; `nearest` may name what was meant."""

    def __init__(self, nearest: str = "") -> None:
        super().__init__(nearest)
        self.nearest = nearest


@dataclass(frozen=True, kw_only=True)
class Key:
    """One setting: where it stands, how its value is read, its default, an example, and what it is for.

    What is `secret` is not repeated in an error.
    """

    name: str
    read: Callable[[Any], Any]
    default: Any
    example: str
    sentence: str
    secret: bool = False


def duration(value: Any) -> timedelta:
    """Read `90s`, `30m`, `24h` or `3d`."""
    found = re.fullmatch(r"(\d{1,6})([smhd])", value) if isinstance(value, str) else None
    if not found:
        raise Unfit
    unit = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}[found[2]]
    return timedelta(**{unit: int(found[1])})


def megabytes(value: Any) -> int:
    """Read a whole number of megabytes, as much as one film needs at least."""
    if isinstance(value, bool) or not isinstance(value, int) or not 500 <= value <= 1_000_000:
        raise Unfit
    return value


def number(low: float, high: float) -> Callable[[Any], float]:
    """Make a reader of a number between two bounds, both allowed."""

    def read(value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise Unfit
        return float(value)

    return read


def whole(low: int, high: int) -> Callable[[Any], int]:
    """Make a reader of a whole number between two bounds, both allowed."""

    def read(value: Any) -> int:
        if not isinstance(value, int) or number(low, high)(value) != value:
            raise Unfit
        return value

    return read


def table(
    known: Mapping[str, Any], read: Callable[[Any], Any], *, open: bool = False
) -> Callable[[Any], Any]:
    """Make a reader of a table: each value read by `read`, what is not written taken from `known`.

    Other keys than those of `known` must be language codes, and that only where the table is `open`.
    """

    def read_table(value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise Unfit
        new = [key for key in value if key not in known]
        if new and not (open and languages(new)):
            raise Unfit
        return {key: read(item) for key, item in {**known, **value}.items()}

    return read_table


def speeds(value: Any) -> tuple[float, float]:
    """Read two reading speeds in characters a second: what warns, and what is an error."""
    if not isinstance(value, list) or len(value) != 2:
        raise Unfit
    warn, error = (number(1, 60)(one) for one in value)
    if warn > error:
        raise Unfit
    return warn, error


def locale(value: Any) -> str:
    """Read a locale as Facebook writes it, such as `nl_BE`."""
    if not isinstance(value, str) or not re.fullmatch(r"[a-z]{2,3}_[A-Z]{2}", value):
        raise Unfit
    return value


def timezone(value: Any) -> ZoneInfo:
    """Read the name of a time zone, such as `Europe/Brussels`."""
    if not isinstance(value, str) or not (value in _named_zones() or value in _timezones()):
        raise Unfit(nearest_timezone(str(value)))
    return ZoneInfo(value)


def nearest_timezone(value: str) -> str:
    """Name the known time zones nearest to what was written."""
    names = {name.lower(): name for name in sorted(_timezones())}
    cities = {name.rpartition("/")[2]: name for name in sorted(names, reverse=True)}
    wanted = value.strip().lower().replace(" ", "_")
    near = difflib.get_close_matches(wanted, names, n=2)
    near += [cities[city] for city in difflib.get_close_matches(wanted.rpartition("/")[2], cities, n=2)]
    return ", ".join(dict.fromkeys(names[name] for name in near)) or "Europe/Brussels, UTC"


@cache
def _named_zones() -> frozenset[str]:
    """Return the zones of the package tzdata, where zoneinfo finds what the system lacks; one file names them."""
    return frozenset((pkgutil.get_data("tzdata", "zones") or b"").decode().split())


@cache
def _timezones() -> set[str]:
    return available_timezones()  # walks the system's folder of zones: 10 ms, for what no package names


def text(value: Any) -> str:
    """Read one line of text."""
    if (
        not isinstance(value, str)
        or not value.strip()
        or any(unicodedata.category(c) in "Cc Cs" for c in value)
    ):
        raise Unfit
    return value.strip()


def texts(value: Any) -> tuple[str, ...]:
    """Read a list of different lines of text."""
    if not isinstance(value, list) or len(set(map(str, value))) < len(value):
        raise Unfit
    return tuple(text(item) for item in value)


def languages(value: Any) -> tuple[str, ...]:
    """Read a list of language codes, such as `["nl", "fr"]`."""
    codes = texts(value)
    if not codes or not all(re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", code) for code in codes):
        raise Unfit
    return codes


def digits(value: Any) -> str:
    """Read a number written as text, as Facebook writes its own."""
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{1,32}", value):
        raise Unfit
    return value


def version(value: Any) -> str:
    """Read a version of the Graph API, such as `v26.0`."""
    if not isinstance(value, str) or not re.fullmatch(r"v[0-9]{1,3}\.[0-9]{1,2}", value):
        raise Unfit
    return value


def address(value: Any) -> str:
    """Read the address of the Graph API: https, or plain http on this machine alone."""
    if _safe_parts(value).query:
        raise Unfit
    return str(value).rstrip("/")


def webhook(value: Any) -> str:
    """Read the address of a webhook: as the Graph API's, but what follows a question mark is part of it."""
    _safe_parts(value)
    return str(value)


def _safe_parts(value: Any) -> SplitResult:
    """Take an address apart that is encrypted or on this machine, and holds neither a user nor a fragment."""
    if not isinstance(value, str) or not value.isprintable() or " " in value:
        raise Unfit
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise Unfit from None
    safe = parts.scheme == "https" or (parts.scheme == "http" and loopback(host))
    if not safe or not host or "@" in parts.netloc or parts.fragment:
        raise Unfit
    return parts


def loopback(host: str) -> bool:
    """Tell whether a host is this machine, without asking a name server."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def host(value: Any) -> str:
    """Read the name or the number of a server, such as `smtp.example.org`."""
    if not isinstance(value, str) or not re.fullmatch(
        r"[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|::1", value
    ):
        raise Unfit
    return value


def mailbox(value: Any) -> str:
    """Read one address of electronic mail, without a name."""
    if not isinstance(value, str) or not re.fullmatch(
        r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w.-]{1,250}", value, re.ASCII
    ):
        raise Unfit
    return value


def mailboxes(value: Any) -> tuple[str, ...]:
    """Read a list of different addresses of electronic mail."""
    return tuple(mailbox(item) for item in texts(value))


def one_of(*choices: str) -> Callable[[Any], str]:
    """Make a reader of one word out of several."""

    def read(value: Any) -> str:
        if value not in choices:
            raise Unfit(next(iter(difflib.get_close_matches(str(value), choices, n=1)), ""))
        return str(value)

    return read
