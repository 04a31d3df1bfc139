"""The tables of `output.table` for files and pipes, drawn like rich's own, without the 25 ms that rich takes to load.

It knows Latin text alone, of which each character is one column wide; anything else is left to rich.
"""

import re
from collections.abc import Sequence

WIDEST = 10_000  # columns; there rich would fold
_LATIN = re.compile(r"[ -~\u00a0-\u00ac\u00ae-\u024f\u2010-\u2027\u202f-\u205e\u20ac\n]*")
_HEADING = re.compile(r"[^\[\]\\:\n]*")  # rich reads markup and emoji in a heading: [bold], :smile:

Cells = Sequence[str]


def drawn(headings: Cells, rows: Sequence[Cells]) -> str | None:
    """Return a table, its cells of one line or several; None where it takes rich to draw it."""
    if not headings or not all(map(_HEADING.fullmatch, headings)):
        return None
    if not all(_LATIN.fullmatch(cell) for row in (headings, *rows) for cell in row):
        return None
    cells = [[cell.split("\n") for cell in row] for row in (headings, *rows)]
    widths = [max(len(line) for row in cells for line in row[place]) for place in range(len(headings))]
    if sum(widths) + 3 * len(widths) >= WIDEST:
        return None
    head, *body = ([_line(line, widths) for line in _lines(row)] for row in cells)
    lines = [
        f"┏{_rule('━', '┳', widths)}┓",
        *(line.replace("│", "┃") for line in head),
        f"┡{_rule('━', '╇', widths)}┩",
        *(line for row in body for line in row),
        f"└{_rule('─', '┴', widths)}┘",
    ]
    return "\n".join(lines)


def _lines(row: Sequence[list[str]]) -> list[list[str]]:
    """Return a row line by line; a cell that has ended is empty."""
    tallest = max(map(len, row))
    return [[cell[at] if at < len(cell) else "" for cell in row] for at in range(tallest)]


def _line(texts: Cells, widths: Sequence[int]) -> str:
    padded = (text.ljust(width) for text, width in zip(texts, widths, strict=True))
    return f"│ {' │ '.join(padded)} │"


def _rule(stroke: str, crossing: str, widths: Sequence[int]) -> str:
    return crossing.join(stroke * (width + 2) for width in widths)
