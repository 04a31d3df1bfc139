"""The forms that a setting's value may have, as types: pydantic reads what campaign.toml holds into them.

Where pydantic has no form of its own, a function here reads the value and raises `Unfit` for what cannot be meant.
"""

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from ipaddress import ip_address
from typing import Annotated
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, Strict, StringConstraints

from campaign.settings import time_zones
from campaign.typed import languages, lengths
from media.text import controls
from schedules.facebook import hosts

SHORT = re.compile(r"[a-z]{2}(-[A-Za-z0-9]{2,8})*")  # which needs no table of names
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
LONGEST = timedelta(days=999_999)


class Unfit(ValueError):
    """A value that is not of its form; `part` is what of a table is not, such as the `day` of a slot."""

    def __init__(self, part: str = "") -> None:
        super().__init__(part)
        self.part = part


def duration(value: object) -> object:
    """Read `90s`, `30m`, `24h` or `3d`, or the same in words: `30 min`, `2 uur`, `3 jours`."""
    if not isinstance(value, str):
        return value
    try:
        read = lengths.length(value.strip())
    except OverflowError:
        raise Unfit from None
    if read is None or read > LONGEST:
        raise Unfit
    return read


def timezone(value: object) -> ZoneInfo:
    """Read the name of a place's time zone, such as `Europe/Brussels`."""
    if isinstance(value, ZoneInfo):
        return value
    if not isinstance(value, str) or not time_zones.is_place(value):
        raise Unfit
    return ZoneInfo(value)


def one_line(value: str) -> str:
    """Read one line of text, without the spaces around it."""
    if not value.strip() or controls.first(value, lines=False):
        raise Unfit
    return value.strip()


def one_line_or_none(value: str) -> str:
    """Read one line of text, which may be empty."""
    return one_line(value) if value.strip() else ""


def different(value: object) -> object:
    """Refuse a list in which something stands twice."""
    if isinstance(value, list | tuple) and len(set(map(str, value))) < len(value):
        raise Unfit
    return value


def language(written: str) -> str:
    """Read a language by its code, such as `nl` or `nl-BE`, or by its name."""
    if SHORT.fullmatch(written):
        return written
    code = languages.code(written) or written
    if not LANGUAGE.fullmatch(code):
        raise Unfit
    return code


def address(value: str) -> str:
    """Read the address of the Graph API: https, or plain http on this machine alone."""
    if _safe_parts(value).query:
        raise Unfit
    return value.rstrip("/")


def maybe_address(value: str) -> str:
    """Read the address of a web site of its own, which has no path, or none at all."""
    read = address(value.strip()) if value.strip() else ""
    if urlsplit(read).path:
        raise Unfit
    return read


def maybe_issuer(value: str) -> str:
    """Read the address of a log-in, which may have a path, or none at all."""
    return address(value.strip()) if value.strip() else ""


def maybe_number(value: str) -> str:
    """Read the number of one computer, such as 127.0.0.1, or none at all."""
    try:
        return str(ip_address(value.strip())) if value.strip() else ""
    except ValueError:
        raise Unfit from None


def webhook(value: str) -> str:
    """Read the address of a webhook: as the Graph API's, but what follows a question mark is part of it."""
    _safe_parts(value)
    return value


def _safe_parts(value: str) -> SplitResult:
    """Take an address apart that is encrypted or on this machine, and holds neither a user nor a fragment."""
    try:
        parts, origin = urlsplit(value), hosts.origin(value)
    except ValueError:
        raise Unfit from None
    safe = origin.scheme == "https" or (origin.scheme == "http" and origin.is_here)
    if not safe or parts.fragment:
        raise Unfit
    return parts


def host(value: str) -> str:
    """Read a server's name or number, such as `smtp.example.org`."""
    try:
        return hosts.read_host(value)
    except ValueError:
        raise Unfit from None


def mailbox(value: str) -> str:
    """Read one address of electronic mail, without a name."""
    if not re.fullmatch(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w.-]{1,250}", value, re.ASCII):
        raise Unfit
    return value


def contact(value: str) -> str:
    """Read what leads to an organisation: an address of mail, all of a house (`@example.org`), or a number."""
    house = r"@[\w-]{1,63}(\.[\w-]{1,63}){1,6}"
    if not re.fullmatch(rf"[^\s@,;:<>()]{{0,64}}{house}" if "@" in value else r"[^@]*\d[^@]*", value):
        raise Unfit
    return value


def completed_from(known: Mapping[str, object]) -> Callable[[object], object]:
    """Make a reader of a table that names only what differs: what is not written is taken from `known`."""
    return lambda value: {**known, **value} if isinstance(value, dict) else value


def only_keys_of(known: Mapping[str, object]) -> Callable[[dict[str, int]], dict[str, int]]:
    """Make a reader of a table that has no other keys than those known."""

    def closed(value: dict[str, int]) -> dict[str, int]:
        if not set(value) <= set(known):
            raise Unfit
        return value

    return closed


def in_order(value: tuple[float, float]) -> tuple[float, float]:
    """Refuse a threshold that warns above the one that is an error."""
    if value[0] > value[1]:
        raise Unfit
    return value


Duration = Annotated[timedelta, BeforeValidator(duration)]
Timezone = Annotated[ZoneInfo, PlainValidator(timezone)]
Text = Annotated[str, AfterValidator(one_line)]
MaybeText = Annotated[str, AfterValidator(one_line_or_none)]
Texts = Annotated[tuple[Text, ...], Strict(False), BeforeValidator(different)]
Contacts = Annotated[
    tuple[Annotated[Text, AfterValidator(contact)], ...], Strict(False), BeforeValidator(different)
]
Language = Annotated[Text, AfterValidator(language)]
Languages = Annotated[tuple[Language, ...], Strict(False), Field(min_length=1), AfterValidator(different)]
Digits = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,32}$")]
GraphVersion = Annotated[str, StringConstraints(pattern=r"^v[0-9]{1,3}\.[0-9]{1,2}$")]
Address = Annotated[str, AfterValidator(address)]
MaybeAddress = Annotated[str, AfterValidator(maybe_address)]
MaybeIssuer = Annotated[str, AfterValidator(maybe_issuer)]
MaybeNumber = Annotated[str, AfterValidator(maybe_number)]
Webhook = Annotated[str, AfterValidator(webhook)]
Host = Annotated[str, AfterValidator(host)]
Mailboxes = Annotated[
    tuple[Annotated[Text, AfterValidator(mailbox)], ...], Strict(False), BeforeValidator(different)
]
Speed = Annotated[float, Field(ge=1, le=60)]  # characters a second
Speeds = Annotated[
    tuple[Speed, Speed], Strict(False), AfterValidator(in_order)
]  # what warns, what is an error
Locale = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}_[A-Z]{2}$")]  # as Facebook writes it: `nl_BE`
