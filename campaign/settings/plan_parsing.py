"""The forms of `[plan]` in campaign.toml: weekly slots, blackouts, community days, the links' template."""

import re
import string
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Strict

from campaign.settings import parsing
from campaign.settings.parsing import Text, Unfit
from campaign.typed import words
from media.languages import known
from schedules.model.states import KINDS

COMMUNITY_DAYS = {
    "07-11": "Vlaamse feestdag",
    "09-27": "Fête de la Communauté française",
    "11-15": "Tag der Deutschsprachigen Gemeinschaft",
}
WORDS = ("campaign", "film", "language", "kind")  # what a template may ask for: never who speaks


@dataclass(frozen=True, kw_only=True)
class Slot:
    """A moment of every week, on the campaign's clock; `weekday` counts from Monday, 0; None: any."""

    weekday: int
    at: time
    language: str | None = None
    kind: str | None = None


@dataclass(frozen=True, kw_only=True)
class Blackout:
    """Days on which nothing goes out, both included."""

    first: date
    last: date


def slot(item: object) -> object:
    """Read a table such as `{ day = "tue", at = "18:00", language = "nl", kind = "video" }`."""
    if not isinstance(item, dict):
        return item
    strange = [*(key for key in item if key not in SLOT_KEYS), *({"day", "at"} - set(item))]
    if strange:
        raise Unfit(strange[0])
    return Slot(**{SLOT_KEYS[key][0]: _part(key, value) for key, value in item.items()})


def _part(key: str, value: object) -> Any:
    try:
        return SLOT_KEYS[key][1](value)
    except Unfit:
        raise Unfit(key) from None


def _language(value: object) -> str:
    return parsing.language(parsing.one_line(_text(value)))


def _kind(value: object) -> str:
    kind = words.find(_text(value), KINDS)
    if kind is None:
        raise Unfit
    return kind


def weekday(value: object) -> int:
    """Read a weekday in any language we know, short or long; Monday is 0."""
    number = known.weekdays().get(_text(value).strip().lower().rstrip("."))
    if number is None:
        raise Unfit
    return number


def _clock(value: object) -> time:
    if isinstance(value, time):  # TOML has times of its own
        return value.replace(tzinfo=None, microsecond=0)
    written = re.fullmatch(r"([01]?\d|2[0-3])[:.hu]([0-5]\d)", _text(value))
    if not written:
        raise Unfit
    return time(int(written[1]), int(written[2]))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise Unfit
    return value


def blackout(item: object) -> object:
    """Read a day or a span of days: `"2026-12-24"`, `"2026-12-24/2027-01-03"`."""
    if not isinstance(item, str):
        return item
    first, slash, last = parsing.one_line(item).partition("/")
    try:
        span = Blackout(
            first=date.fromisoformat(first.strip()),
            last=date.fromisoformat((last if slash else first).strip()),
        )
    except ValueError:
        raise Unfit from None
    if span.last < span.first:
        raise Unfit
    return span


def days_of_year(value: dict[str, str]) -> dict[str, str]:
    """Read a table of days of every year (`"07-11"`, month and day) and what they are called."""
    for key in value:
        try:
            date.fromisoformat(f"2024-{key}")  # a leap year, so that 29 February is a day
        except ValueError:
            raise Unfit from None
    return value


def utm(template: str) -> str:
    """Read a template of `name=value` pairs with `&` between; {campaign}, {film}, {language}, {kind} are filled in."""
    try:
        asked = [name for _, name, form, turn in string.Formatter().parse(template) if name is not None]
        plain = template.format(**dict.fromkeys(WORDS, "x"))
    except (ValueError, KeyError, IndexError, AttributeError):
        raise Unfit from None
    if not set(asked) <= set(WORDS) or not re.fullmatch(r"[\w.~-]+=[\w.~-]+(&[\w.~-]+=[\w.~-]+)*", plain):
        raise Unfit
    return template


SLOT_KEYS: dict[str, tuple[str, Callable[[object], object]]] = {
    "day": ("weekday", weekday), "at": ("at", _clock), "language": ("language", _language), "kind": ("kind", _kind),
}  # fmt: skip
"""What a slot may say, with what it is called here and who reads it."""

Slots = Annotated[tuple[Annotated[Slot, BeforeValidator(slot)], ...], Strict(False)]
Blackouts = Annotated[
    tuple[Annotated[Blackout, BeforeValidator(blackout)], ...],
    Strict(False),
    BeforeValidator(parsing.different),
]
CommunityDays = Annotated[dict[str, Text], AfterValidator(days_of_year)]
LinkTemplate = Annotated[Text, AfterValidator(utm)]
