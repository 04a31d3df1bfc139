"""The forms of `[plan]` in campaign.toml: weekly slots, blackouts, community days, the links' template."""

import re
import string
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from campaign.settings import parsing
from campaign.settings.parsing import Unfit
from media.languages import known
from schedules.model.states import KINDS

COMMUNITY_DAYS = {
    "07-11": "Vlaamse feestdag",
    "09-27": "Fête de la Communauté française",
    "11-15": "Tag der Deutschsprachigen Gemeinschaft",
}
WORDS = ("campaign", "film", "language", "kind")  # what a template may ask for: never who speaks
_SLOT_KEYS = {"day", "at", "language", "kind"}


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


def slots(value: Any) -> tuple[Slot, ...]:
    """Read a list of tables such as `{ day = "tue", at = "18:00", language = "nl", kind = "video" }`."""
    if not isinstance(value, list):
        raise Unfit
    return tuple(_slot(item) for item in value)


def _slot(item: Any) -> Slot:
    if not isinstance(item, dict) or not {"day", "at"} <= set(item) <= _SLOT_KEYS:
        raise Unfit
    kind, language = item.get("kind"), item.get("language")
    if kind not in (None, *KINDS):
        raise Unfit
    if language is not None:
        parsing.languages([language])
    return Slot(weekday=weekday(item["day"]), at=_clock(item["at"]), language=language, kind=kind)


def weekday(value: Any) -> int:
    """Read a weekday in any language we know, short or long; Monday is 0."""
    wanted = str(value).strip().lower().rstrip(".")
    if not isinstance(value, str) or wanted not in known.weekdays():
        raise Unfit
    return known.weekdays()[wanted]


def _clock(value: Any) -> time:
    if isinstance(value, time):  # TOML has times of its own
        return value.replace(tzinfo=None, microsecond=0)
    found = re.fullmatch(r"([01]?\d|2[0-3])[:.hu]([0-5]\d)", value) if isinstance(value, str) else None
    if not found:
        raise Unfit
    return time(int(found[1]), int(found[2]))


def blackouts(value: Any) -> tuple[Blackout, ...]:
    """Read a list of days and spans: `"2026-12-24"`, `"2026-12-24/2027-01-03"`."""
    return tuple(_blackout(item) for item in parsing.texts(value))


def _blackout(item: str) -> Blackout:
    first, slash, last = item.partition("/")
    try:
        found = Blackout(
            first=date.fromisoformat(first.strip()),
            last=date.fromisoformat((last if slash else first).strip()),
        )
    except ValueError:
        raise Unfit from None
    if found.last < found.first:
        raise Unfit
    return found


def community_days(value: Any) -> dict[str, str]:
    """Read a table of days of every year (`"07-11"`, month and day) and what they are called."""
    if not isinstance(value, dict):
        raise Unfit
    for key in value:
        try:
            date.fromisoformat(f"2024-{key}")  # a leap year, so that 29 February is a day
        except ValueError:
            raise Unfit from None
    return {key: parsing.text(name) for key, name in value.items()}


def utm(value: Any) -> str:
    """Read a template of `name=value` pairs with `&` between; {campaign}, {film}, {language}, {kind} are filled in."""
    written = parsing.text(value)
    try:
        asked = [name for _, name, form, turn in string.Formatter().parse(written) if name is not None]
        plain = written.format(**dict.fromkeys(WORDS, "x"))
    except (ValueError, KeyError, IndexError, AttributeError):
        raise Unfit from None
    if not set(asked) <= set(WORDS) or not re.fullmatch(r"[\w.~-]+=[\w.~-]+(&[\w.~-]+=[\w.~-]+)*", plain):
        raise Unfit
    return written
