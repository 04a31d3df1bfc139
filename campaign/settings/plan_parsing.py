"""The forms of `[plan]` in campaign.toml: weekly slots, blackouts, community days, the links' template."""

import re
import string
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Strict

from campaign.settings import parsing
from campaign.settings.parsing import Text, Unfit
from campaign.typed import languages, words
from media.languages import known
from schedules.model.states import KINDS

COMMUNITY_DAYS = {
    "07-11": "Vlaamse feestdag",
    "09-27": "Fête de la Communauté française",
    "11-15": "Tag der Deutschsprachigen Gemeinschaft",
}
WORDS = ("campaign", "film", "language", "kind")  # what a template may ask for: never who speaks
_IN_WORDS = re.compile(
    r"\s*(?:(?:le|les|chaque|tous les|op|elke|iedere|on|every)\s+)?([^\W\d_]+\.?)[\s,]+"
    r"(?:(?:om|à|a|at|vers)\s+)?(\d\S*(?:\s*[uh]\b\S*)?)((?:[\s,]+[^\W\d_]+)*)\s*",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W\d_]+")
_CLOCK = re.compile(r"\d{1,2}\s*(?:[:uUhH.]\s*(?:\d{2})?)")
_ISO_SPAN = re.compile(r"(\d{4}-\d{2}-\d{2})\s*/\s*(\d{4}-\d{2}-\d{2})")
_SPAN = re.compile(
    r"(?:(?:du|de|van|vanaf|from)\s+)?(.+?)\s*(?:\s[-–—]\s|[–—→]|\s(?:tot en met|t/m|tot|au|à|to|until)\s)\s*(.+)"
)


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
    """Read a table such as `{ day = "tue", at = "18:00", language = "nl", kind = "video" }`, or `"tue 18:00"`."""
    item = said(item)
    if not isinstance(item, dict):
        return item
    strange = [*(key for key in item if key not in SLOT_KEYS), *({"day", "at"} - set(item))]
    if strange:
        raise Unfit(strange[0])
    return Slot(**{SLOT_KEYS[key][0]: _part(key, value) for key, value in item.items()})


def said(item: object) -> object:
    """Return the table that a slot in words such as `"tue 18:00 nl"` says, or its day alone; anything else as it is."""
    if not isinstance(item, str):
        return item
    found = _IN_WORDS.fullmatch(item)
    if found is None:
        days = _weekdays(item)
        return {"day": days[0]} if len(days) == 1 and not re.search(r"\d", item) else item
    table: dict[str, str] = {"day": found[1], "at": found[2]}
    for word in _WORDS.findall(found[3]):
        key = "language" if languages.code(word) else "kind"
        if key in table or (key == "kind" and words.find(word, KINDS) is None):
            return item
        table[key] = languages.code(word) or word
    return table


def apart(item: object) -> list[str]:
    """Return a slot for each day of words that name several, `"mardi et jeudi à 18h30"`; none where they do not."""
    text = item if isinstance(item, str) else ""
    days, clock = _weekdays(text), _CLOCK.findall(text)
    return [f"{day} {clock[0].strip()}" for day in days] if len(days) > 1 and len(clock) == 1 else []


def _weekdays(text: str) -> list[str]:
    return [one for one in _WORDS.findall(text) if one.lower() in known.weekdays()]


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
    from campaign.typed import days  # which a campaign without slots and blackouts starts without

    try:
        clock = days.clock(_text(value))
    except days.Unread:
        raise Unfit from None
    if clock.offset:
        raise Unfit
    return clock.at


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise Unfit
    return value


def blackout(item: object) -> object:
    """Read a day or a span of days: `"2026-12-24/2027-01-03"`, `"24/12/2026"`, `"24 december 2026 - 3/1/2027"`."""
    if isinstance(item, date) and not isinstance(item, datetime):  # TOML has dates of its own
        return Blackout(first=item, last=item)
    if not isinstance(item, str):
        return item
    first, last = _ends(parsing.one_line(item))
    span = Blackout(first=_day(first), last=_day(last))
    if span.last < span.first:
        raise Unfit
    return span


def _ends(written: str) -> tuple[str, str]:
    """Return how the first and the last day of a span are written; of a single day both are the same."""
    found = _SPAN.fullmatch(written) or _ISO_SPAN.fullmatch(written)
    return (found[1], found[2]) if found else (written, written)


def _day(written: str) -> date:
    from campaign.typed import days

    try:
        day = days.day(written)
    except days.Unread:
        raise Unfit from None
    if day.clock:
        raise Unfit
    return day.day


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
