"""What cells of spreadsheets share, of whatever file: bounds, the guard against formulas, cells that say nothing."""

import re
from dataclasses import dataclass

LONGEST, WIDEST = 100_000, 64  # rows, columns
# Signs that begin a formula, as they are and in the other forms that Unicode or a spreadsheet takes for the same
# (full-width, small, raised, lowered; a true minus), behind whatever a spreadsheet skips: spaces, what nobody sees.
_SIGNS = "=+\\-@\u207a-\u207c\u208a-\u208c\u2212\ufb29\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20"
_SKIPPED = r"'\s\x00-\x20\x7f-\xa0\xad\u180e\u200b-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff"
_GUARDED = re.compile(rf"'*[\t\r\n]|[{_SKIPPED}]*[{_SIGNS}]")


@dataclass(frozen=True, kw_only=True)
class Unvalued:
    """A cell that holds an error, or a formula whose result was not saved with it."""

    code: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Formatted:
    """A number that the sheet shows in another way than it is stored: 50%, 0475 12 34 56."""

    number: int | float
    look: str


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula; `unguarded` gives back the very same text."""
    return f"'{text}" if _GUARDED.match(text) else text


def unguarded(text: str) -> str:
    """Take the guard off a cell, where it has one."""
    return text[1:] if text.startswith("'") and _GUARDED.match(text) else text
