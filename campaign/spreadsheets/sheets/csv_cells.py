"""Cells written into a CSV, and nothing else of it changed: its encoding, separator, quotes and line ends stay.

The text is parted as Python's csv module parts it (strict, quotes doubled), but by place: RFC 4180 has no other rule.
"""

import codecs
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from campaign.spreadsheets.sheets import reader
from schedules.errors import BadRequest

_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"")
_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, kw_only=True)
class _Cell:
    """Where a cell stands in the text, its quotes included."""

    start: int
    end: int
    quoted: bool


def filled(
    data: bytes,
    cells: Mapping[tuple[int, int], str],
    score: Callable[[Iterable[object]], int],
    encoding: str | None,
) -> bytes:
    """Return a file with these cells, each by its row as spreadsheets number it and its column from 0.

    What stands in such a cell is replaced; a row that ends before it is made longer. Raises BadRequest where the file
    cannot be written back as it was.
    """
    read = reader.decoded(data, encoding, score)
    begin, separator = reader.form(read.text, score)
    wanted: dict[int, dict[int, str]] = {}
    for (row, column), said in cells.items():
        wanted.setdefault(row, {})[column] = said
    made, done = [read.text[:begin]], begin
    for number, record in enumerate(_records(read.text, begin, separator), 1):
        for column, said in sorted(wanted.get(number, {}).items()):
            start, end, text = _change(record, column, said, separator)
            made += [read.text[done:start], text]
            done = end
    made.append(read.text[done:])
    return _encoded(data, read.text, "".join(made), read.encoding)


def width(data: bytes, score: Callable[[Iterable[object]], int], encoding: str | None) -> int:
    """Return how many cells the longest row has, empty ones at its end included."""
    read = reader.decoded(data, encoding, score)
    begin, separator = reader.form(read.text, score)
    return max((len(record) for record in _records(read.text, begin, separator)), default=0)


def _change(record: list[_Cell], column: int, said: str, separator: str) -> tuple[int, int, str]:
    """Return the place in the text that is replaced, and by what."""
    quoted = all(cell.quoted for cell in record)
    if column < len(record):
        cell = record[column]
        return cell.start, cell.end, f'"{said}"' if cell.quoted else said
    last = record[-1].end
    return last, last, separator * (column + 1 - len(record)) + (f'"{said}"' if quoted else said)


def _records(text: str, begin: int, separator: str) -> Iterator[list[_Cell]]:
    """Yield the places of each record's cells."""
    quoted, bare = re.compile(r'"[^"]*(?:""[^"]*)*"'), re.compile(rf"[^{re.escape(separator)}\r\n]*")
    record: list[_Cell] = []
    while begin < len(text) or record:
        found = quoted.match(text, begin) or bare.match(text, begin)
        assert found is not None
        record.append(_Cell(start=begin, end=found.end(), quoted=text[begin : begin + 1] == '"'))
        begin = found.end()
        if text[begin : begin + 1] == separator:
            begin += 1
            continue
        yield record
        record = []
        if end := _END.match(text, begin):
            begin = end.end()
        elif begin < len(text):
            raise BadRequest("plan-keys-unfit")


def _encoded(data: bytes, before: str, after: str, encoding: str) -> bytes:
    """Return the new text in the bytes of the old one."""
    for mark in _MARKS:
        for one in (encoding, "utf-8", "utf-16-le", "utf-16-be"):
            try:
                if data == mark + before.encode(one):
                    return mark + after.encode(one)
            except (UnicodeEncodeError, LookupError):
                continue
    raise BadRequest("plan-keys-unfit")
