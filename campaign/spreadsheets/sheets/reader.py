"""A spreadsheet's file as rows of cells: CSV in the forms that spreadsheets save, XLSX; what it is, its bytes say."""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from campaign.spreadsheets.plan_rows.columns import letters
from campaign.spreadsheets.sheets.formula_guard import LONGEST, WIDEST, unguarded
from media import given_files
from media.text import encodings
from schedules.errors import BadRequest

if TYPE_CHECKING:
    from campaign.spreadsheets.sheets.sheet_layout import Area

HEAVIEST = 20 * 1024**2  # bytes
SEPARATORS = ",;\t"
_OTHERS = {
    b"\xd0\xcf\x11\xe0": "old or locked Excel", b"\t\x08": "old Excel", b"id;p": "SYLK", b"%pdf": "PDF",
    b"begin:vc": "calendar", b"{\\rtf": "RTF", b"\x89png": "picture", b"\xff\xd8\xff": "picture",
}  # fmt: skip
_MARKED_UP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|meta|table|\?xml|!--)", re.IGNORECASE)
_MOST_GUESSES = 3
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".numbers")
_NO_PLAN = ("plan-no-header", "plan-no-table", "plan-encoding-unsure", "plan-quotes", "plan-letters-broken")

Rows = tuple[tuple[int, tuple[object, ...]], ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """The rows of a file that hold anything, by the number that spreadsheets show.

    Cells are None, texts without outer spaces, numbers, days or times. `sheet` is named where the workbook has others
    (`other_sheets`, `hidden_sheets`); `hidden_rows`, `hidden_columns` (from 0) are what nobody sees of it, `merged`
    its merged cells, `unread` what lies over its cells, `coloured` its rows with a coloured ground. `encoding` is that
    of a CSV, where its letters alone told it; `separator` is what parts its cells, `written` its rows with all of their
    cells as they stand there.
    """

    rows: Rows
    since_1904: bool = False
    sheet: str | None = None
    other_sheets: tuple[str, ...] = ()
    hidden_sheets: tuple[str, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple["Area", ...] = ()
    unread: tuple[str, ...] = ()
    coloured: frozenset[int] = frozenset()
    encoding: str | None = None
    separator: str = ""
    written: Mapping[int, Sequence[str]] = field(default_factory=dict)


def read(path: Path, score: Callable[[Iterable[object]], int], encoding: str | None = None) -> Table:
    """Read a plan's file; `score` tells how many columns a row names, which settles the separator.

    A CSV is read by `encoding`, else by the one that its bytes tell. Raises BadRequest where the file is no such table,
    or larger than any plan.
    """
    return table(content(path), score, encoding)


def table(data: bytes, score: Callable[[Iterable[object]], int], encoding: str | None = None) -> Table:
    """Return a file's rows; raises as `read` does."""
    if is_workbook(data):
        return _workbook(data)
    kind = next((kind for start, kind in _OTHERS.items() if data[:8].lower().startswith(start)), None)
    if kind == "calendar":
        raise BadRequest("plan-calendar")
    if kind or _MARKED_UP.match(data[:500]):
        raise BadRequest("plan-kind", kind=kind or "HTML or XML")
    found = decoded(data, encoding, score)
    guessed = found.encoding if found.how == "letters" else None
    written = dict(_records(found.text, score))
    return Table(
        rows=_cleaned(written.items()),
        encoding=guessed,
        separator=form(found.text, score)[1],
        written=written,
    )


def is_workbook(data: bytes) -> bool:
    """Tell whether a file is a workbook, as its first bytes say."""
    return data.startswith(b"PK\x03\x04")


def as_named(path: Path, why: BadRequest) -> BadRequest:
    """Return the refusal of a file that is no workbook though it is named one, in the place of how it is no plan."""
    ending = path.suffix.lower()
    if why.code not in _NO_PLAN or ending not in _WORKBOOKS or is_workbook(content(path)):
        return why
    return BadRequest("plan-no-workbook", ending=ending)


def content(path: Path) -> bytes:
    """Return a file's bytes; raises BadRequest where it cannot be read, or has more than a plan."""
    try:
        with given_files.opened(path) as file:
            data = file.read(HEAVIEST + 1)
    except OSError as error:
        raise BadRequest("text-unreadable", path=path, why=error.strerror) from None
    if len(data) > HEAVIEST:
        raise BadRequest("plan-heavy", most=HEAVIEST // 1024**2)
    return data


def _workbook(data: bytes) -> Table:
    from campaign.spreadsheets.sheets import sheet_layout, xlsx  # slow to load, and seldom needed

    found = xlsx.read(data)
    if found.layout.beyond:
        raise BadRequest("plan-wide", cell=found.layout.beyond, most=WIDEST)
    return Table(
        rows=_cleaned(found.rows),
        since_1904=found.since_1904,
        sheet=found.title if found.others or found.hidden_sheets else None,
        other_sheets=found.others,
        hidden_sheets=found.hidden_sheets,
        hidden_rows=sheet_layout.hidden(found.rows, found.layout),
        hidden_columns=found.layout.hidden_columns,
        merged=found.layout.merged,
        unread=found.unread,
        coloured=found.coloured,
    )


def decoded(data: bytes, encoding: str | None, score: Callable[[Iterable[object]], int]) -> encodings.Reading:
    """Decode a CSV, whole; refuse one that has bytes of another encoding in it, or may be in several."""
    found = encodings.read(data, encoding=encoding)
    if "\0" in found.text:
        raise BadRequest("plan-no-table")
    if found.broken:
        raise BadRequest("plan-letters-broken", row=_broken_row(found, score), encoding=found.encoding)
    if not found.sure:
        said = [f"{one.encoding}: {one.sample}" for one in found.guesses[:_MOST_GUESSES]]
        raise BadRequest("plan-encoding-unsure", guesses=" | ".join(said), first=found.encoding)
    return found


def _broken_row(found: encodings.Reading, score: Callable[[Iterable[object]], int]) -> int:
    """Return the row with the first byte that is no text; where rows cannot be told apart, its line."""
    with suppress(BadRequest):
        for number, record in _records(found.text, score):
            if any("\ufffd" in cell for cell in record):
                return number
    return found.line


def _records(words: str, score: Callable[[Iterable[object]], int]) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the records of a CSV, numbered as spreadsheets number rows."""
    begin, separator = form(words, score)
    width = 0
    reader = csv.reader(io.StringIO(words[begin:], newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for number, record in enumerate(reader, 1):  # told where reading stops
            if number > LONGEST:
                raise BadRequest("plan-long", most=LONGEST)
            width = max(width, len(record))
            if _has_swallowed(record, separator, width):
                raise BadRequest("plan-quotes-swallow", row=number)
            yield number, record
    except csv.Error as broken:
        raise BadRequest("plan-quotes", row=number + 1, why=str(broken)) from None


def _has_swallowed(record: Sequence[str], separator: str, width: int) -> bool:
    """Return whether a cell holds whole rows: its quotation mark was closed only by one further below."""
    inside = (line for cell in record if "\n" in cell for line in cell.split("\n")[1:])
    return any(line.count(separator) >= max(width - 1, 2) for line in inside)


def form(words: str, score: Callable[[Iterable[object]], int]) -> tuple[int, str]:
    """Return where the records of a CSV begin, and what separates their cells."""
    first, end, _ = words.partition("\n")
    said = re.fullmatch(r"\s*sep=([^\w\s\"]|\t)\s*", first, re.IGNORECASE)
    return (len(first + end), said[1]) if said else (0, _separator(words, score))


def _separator(words: str, score: Callable[[Iterable[object]], int]) -> str:
    """Return the separator by which the first rows name most columns, else have most cells of equal number."""

    def worth(separator: str) -> tuple[int, int, int]:
        begin = io.StringIO(words[:200_000], newline="")
        found: list[list[str]] = []
        with suppress(csv.Error):
            found.extend(islice(csv.reader(begin, delimiter=separator), 20))
        widths = [len(one) for one in found if any(one)]
        even = min(widths, default=0) if len(set(widths)) == 1 else 0
        return max(map(score, found), default=0), even, max(widths, default=0)

    return max(SEPARATORS, key=worth)


def _cleaned(records: Iterable[tuple[int, Sequence[object]]]) -> Rows:
    kept = []
    for number, record in records:
        cells = [_clean(cell) if isinstance(cell, str) else cell for cell in record]
        while cells and cells[-1] is None:
            cells.pop()
        if len(cells) > WIDEST:
            raise BadRequest("plan-wide", cell=f"{letters(WIDEST)}{number}", most=WIDEST)
        if cells:
            kept.append((number, tuple(cells)))
    if not kept:
        raise BadRequest("plan-empty")
    return tuple(kept)


def _clean(cell: str) -> str | None:
    """Return a cell's words: lines end alike, outer spaces go, and so does the guard of an export."""
    plain = cell.strip()
    if "\r" in plain:
        plain = plain.replace("\r\n", "\n").replace("\r", "\n")
    return unguarded(plain).strip() or None if plain[:1] == "'" else plain or None


def csv_written(rows: Iterable[Sequence[object]]) -> bytes:
    """Return rows as Belgian Excel opens them by double click: semicolons, a mark for UTF-8, CR LF."""
    made = io.StringIO(newline="")
    csv.writer(made, delimiter=";", lineterminator="\r\n").writerows(rows)
    return codecs.BOM_UTF8 + made.getvalue().encode("utf-8")
