"""A spreadsheet's file as rows of cells: CSV in the forms that spreadsheets save, XLSX; what it is, its bytes say."""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from campaign.spreadsheets.formula_guard import LONGEST, WIDEST, unguarded
from media import given_files
from schedules.errors import BadRequest

HEAVIEST = 20 * 1024**2  # bytes
SEPARATORS = ",;\t"
_OTHERS = {b"\xd0\xcf\x11\xe0": "old or locked Excel", b"%pdf": "PDF", b"{\\rtf": "RTF", b"<htm": "HTML"}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

Rows = tuple[tuple[int, tuple[object, ...]], ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """The rows of a file that hold anything, by the number that spreadsheets show.

    Cells are None, texts without outer spaces, numbers, days or times. `sheet` is named where the workbook has others.
    """

    rows: Rows
    since_1904: bool = False
    sheet: str | None = None


def read(path: Path, score: Callable[[Iterable[object]], int]) -> Table:
    """Read a plan's file; `score` tells how many columns a row names, which settles the separator.

    Raises BadRequest where the file is no such table, or larger than any plan.
    """
    data = _bytes(path)
    if data.startswith(b"PK\x03\x04"):
        return _workbook(data)
    kind = next((kind for start, kind in _OTHERS.items() if data[:8].lower().startswith(start)), None)
    if kind:
        raise BadRequest("plan-kind", kind=kind)
    return Table(rows=_cleaned(_records(text(data), score)))


def _bytes(path: Path) -> bytes:
    try:
        with given_files.opened(path) as file:
            data = file.read(HEAVIEST + 1)
    except OSError as error:
        raise BadRequest("text-unreadable", path=path, why=error.strerror) from None
    if len(data) > HEAVIEST:
        raise BadRequest("plan-heavy", most=HEAVIEST // 1024**2)
    return data


def _workbook(data: bytes) -> Table:
    from campaign.spreadsheets import xlsx  # slow to load, and seldom needed

    found = xlsx.read(data)
    return Table(
        rows=_cleaned(found.rows),
        since_1904=found.since_1904,
        sheet=found.title if found.others else None,
    )


def text(data: bytes) -> str:
    """Return a text file's words: with a mark as it says, else UTF-8, else as Belgian Excel saves (cp1252)."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decoded(data[len(bom) :], encoding)
    if b"\0" in data[:200]:
        return _decoded(data, "utf-16-le" if b"\0" in data[1:200:2] else "utf-16-be")
    try:
        return _decoded(data, "utf-8")
    except BadRequest:
        return _decoded(data, "cp1252")


def _decoded(data: bytes, encoding: str) -> str:
    try:
        words = data.decode(encoding)
    except UnicodeDecodeError:
        raise BadRequest("plan-no-table") from None
    if "\0" in words:
        raise BadRequest("plan-no-table")
    return words


def _records(words: str, score: Callable[[Iterable[object]], int]) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the records of a CSV, numbered as spreadsheets number rows."""
    first, _, rest = words.partition("\n")
    said = re.fullmatch(r"\s*sep=([,;\t])\s*", first)
    if said:
        words = rest
    separator = said[1] if said else _separator(words, score)
    reader = csv.reader(io.StringIO(words, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for number, record in enumerate(reader, 1):  # told where reading stops
            if number > LONGEST:
                raise BadRequest("plan-long", most=LONGEST)
            yield number, record
    except csv.Error as broken:
        raise BadRequest("plan-quotes", row=number + 1, why=str(broken)) from None


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
        cells = [_clean(cell) if isinstance(cell, str) else cell for cell in record[:WIDEST]]
        while cells and cells[-1] is None:
            cells.pop()
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
