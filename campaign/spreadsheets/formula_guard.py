"""What cells of spreadsheets share, of whatever file: bounds, the guard against formulas, cells that say nothing."""

import re
from dataclasses import dataclass

LONGEST, WIDEST = 100_000, 64  # rows, columns
_GUARDED = re.compile(r"'*[=+\-@\t\r\n]")


@dataclass(frozen=True, kw_only=True)
class Unvalued:
    """A cell that holds an error, or a formula whose result was not saved with it."""

    code: str
    text: str


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula; `unguarded` gives back the very same text."""
    return f"'{text}" if _GUARDED.match(text) else text


def unguarded(text: str) -> str:
    """Take the guard off a cell, where it has one."""
    return text[1:] if text.startswith("'") and _GUARDED.match(text) else text
