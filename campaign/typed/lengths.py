"""Lengths of time as people type them: `30m`, `30 min`, `1u30`, `2 heures`, `1 h 30 min`, `3 dagen`."""

import difflib
import re
from collections.abc import Mapping
from datetime import timedelta
from functools import cache

from media.languages import known
from media.text.folding import without_accents

UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_STRICT = re.compile(r"([0-9]{1,9})([smhd])")


def length(written: str) -> timedelta | None:
    """Return how long a text says; None where it says no length. A `d` is 24 hours. Raises OverflowError."""
    if found := _STRICT.fullmatch(written):
        return timedelta(**{UNITS[found[2]]: int(found[1])})
    text = " ".join(without_accents(written).casefold().split())
    if found := _hours_and_minutes().fullmatch(text):
        return timedelta(hours=int(found[1]), minutes=int(found[2]))
    if not _several().fullmatch(text):
        return None
    counts = {UNITS[_names()[unit]]: float(count.replace(",", ".")) for count, unit in _one().findall(text)}
    return timedelta(**counts) if len(counts) == len(_one().findall(text)) else None


def nearest_unit(word: str) -> str | None:
    """Return the unit, such as `m`, whose name is nearest to a word; None where none is near."""
    near = difflib.get_close_matches(without_accents(word).casefold(), _names(), n=1, cutoff=0.7)
    return _names()[near[0]] if near else None


@cache
def _names() -> Mapping[str, str]:
    """Return the units by all their names."""
    return {
        name: unit
        for language in known.languages().values()
        for unit, names in language.spoken.units.items()
        for name in names.split()
    } | {unit: unit for unit in UNITS}


def _any(unit: str = "") -> str:
    names = [name for name, of in _names().items() if unit in ("", of)]
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


@cache
def _several() -> re.Pattern[str]:
    one = _one().pattern
    return re.compile(rf"(?:{one})(?:(?:\s*,|\s+(?:and|en|et))?\s*(?:{one}))*")


@cache
def _one() -> re.Pattern[str]:
    return re.compile(rf"(\d{{1,9}}(?:[.,]\d{{1,3}})?)\s*({_any()})(?![^\W\d_])")


@cache
def _hours_and_minutes() -> re.Pattern[str]:
    return re.compile(rf"(\d{{1,3}})\s*(?:{_any('h')})\s*([0-5]\d)")
