"""Whether campaign.toml or the brand kit says a person's name: what staff wrote there, not what our comments explain.

Their comments are full of common words that are surnames too (Page, Petit, Marque), so there a whole name counts, and a
first name.
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from media import given_files, toml_values
from media.errors import BadInput
from media.text.folding import without_accents
from schedules.model import names

PLACES = ("campaign.toml", "brand/brand.toml")
SHORT = 3  # letters of a name that many other words have, as `An` and `planning`
_LARGEST = 5 * given_files.MEGABYTE
_WORD = re.compile(r"[^\W_]+")


def saying(folder: Path, name: str) -> list[str]:
    """Return which of a campaign's own files of settings say a name."""
    return [place for place in PLACES if says(_text(folder / place), name)]


def says(text: str, name: str) -> bool:
    """Tell whether a file of settings has a name: whole, its first name, or in a value a capitalised word of it."""
    parts = names.parts(name)
    first = text if parts and len(parts[0]) > SHORT else _capitals(text)
    values = _capitals("\n".join(_values(text)))
    return names.spelt(text, name) or names.said(first, parts[:1]) or names.said(values, parts)


def _text(path: Path) -> str:
    """Return a file's text; of one that cannot be read nothing, for its reader says what is wrong."""
    try:
        return given_files.read(path, most=_LARGEST).decode("utf-8", errors="replace")
    except (OSError, BadInput):
        return ""


def _values(text: str) -> Iterator[str]:
    """Yield what stands between the quotes of a file; all of one that is no TOML."""
    try:
        yield from _strings(toml_values.parsed(text))
    except tomllib.TOMLDecodeError:
        yield text


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(one)


def _capitals(text: str) -> str:
    """Return the words of a text that are not all small letters."""
    return " ".join(word for word in _WORD.findall(without_accents(text)) if not word.islower())
