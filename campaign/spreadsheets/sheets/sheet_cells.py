"""Texts written into cells of a workbook's sheet, and nothing else of it changed: no part of it is made anew.

Formats, macros, charts, pictures and conditional formats stay, as each other part is kept byte for byte, and of the
sheet's XML only the cells in question are replaced. Rules: ECMA-376 part 1, 18.3.1 (sheetData, row, c, dimension).
"""

import copy
import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from campaign.spreadsheets.plan_rows.columns import letters
from schedules.errors import BadRequest

_MOST_BYTES = 256 * 1024**2  # of all parts, unpacked
_TAG = re.compile(rb"""<(?:[^<>"']|"[^"]*"|'[^']*')*>""")
_SPANS = re.compile(rb"""\s+spans\s*=\s*("[^"]*"|'[^']*')""")
_STYLE = re.compile(rb"""\ss\s*=\s*["'](\d+)["']""")
_LAST = re.compile(rb"""(\sref\s*=\s*["'])([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?(["'])""")


@dataclass(kw_only=True)
class _Cell:
    column: int
    start: int
    end: int = 0


@dataclass(kw_only=True)
class _Row:
    number: int
    start: int
    end: int = 0
    cells: list[_Cell] = field(default_factory=list)


def filled(data: bytes, part: str, header: int, cells: Mapping[tuple[int, int], str]) -> bytes:
    """Return a workbook with these cells in the sheet that is this part, each by its row and its column from 0.

    One in the header looks like its neighbour. Raises BadRequest where it is signed, or costs too much.
    """
    made, size = io.BytesIO(), 0
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(made, "w") as kept:
        if any(name.startswith("_xmlsignatures/") for name in packed.namelist()):
            raise BadRequest("plan-keys-signed")
        for one in packed.infolist():
            size += one.file_size
            if size > _MOST_BYTES:
                raise BadRequest("plan-workbook-huge")
            with packed.open(one) as stream:
                content = stream.read(one.file_size + 1)
            if one.filename.lstrip("/") == part:
                content = _written(content, header, cells)
            same = copy.copy(one)
            same.extra = b""
            kept.writestr(same, content)
    return made.getvalue()


def _written(content: bytes, header: int, cells: Mapping[tuple[int, int], str]) -> bytes:
    """Return a sheet's XML with these cells, changed from its end to its beginning."""
    rows, dimension = _Places().of(content)
    wanted: dict[int, dict[int, str]] = {}
    for (number, column), said in cells.items():
        wanted.setdefault(number, {})[column] = said
    changes: list[tuple[int, int, bytes]] = []
    for row in rows:
        changes += _changes(content, row, wanted.pop(row.number, {}), in_header=row.number == header)
    if wanted:
        raise BadRequest("plan-keys-unfit")
    if dimension is not None:
        changes.append(_wider(content, dimension, max(column for _, column in cells)))
    for start, end, new in sorted(changes, key=lambda one: (one[0], one[1]), reverse=True):
        content = content[:start] + new + content[end:]
    return content


def _changes(
    content: bytes, row: _Row, wanted: Mapping[int, str], *, in_header: bool
) -> list[tuple[int, int, bytes]]:
    """Return what is replaced in a row: its cells, and that it says how far they reach."""
    if not wanted:
        return []
    opening = _tag(content, row.start)
    empty = opening.endswith(b"/>")
    prefix = opening[1:].split(None, 1)[0].rstrip(b"/>").rpartition(b"row")[0]
    inside, changes = b"", []
    for column, said in sorted(wanted.items()):
        old = next((one for one in row.cells if one.column == column), None)
        before = [one for one in row.cells if one.column < column]
        like = old or (before[-1] if in_header and before else None)
        look = _STYLE.search(_tag(content, like.start)) if like else None
        new = _cell(prefix, row.number, column, said, look[1] if look else None)
        if old:
            changes.append((old.start, old.end, new))
        elif before:
            changes.append((before[-1].end, before[-1].end, new))
        elif empty:
            inside += new
        else:
            changes.append((row.start + len(opening), row.start + len(opening), new))
    plain = _SPANS.sub(b"", opening)
    closing = b">" + inside + b"</" + prefix + b"row>"
    plain = plain[:-2].rstrip() + closing if empty else plain
    return [*changes, (row.start, row.start + len(opening), plain)]


def _cell(prefix: bytes, row: int, column: int, said: str, style: bytes | None) -> bytes:
    """Return a cell as XML, in one of the workbook's styles."""
    look = b' s="' + style + b'"' if style else b""
    ref = f"{letters(column)}{row}".encode()
    text = said.replace("&", "&amp;").replace("<", "&lt;").encode()
    p = prefix
    return b'<%bc r="%b"%b t="inlineStr"><%bis><%bt>%b</%bt></%bis></%bc>' % (
        p,
        ref,
        look,
        p,
        p,
        text,
        p,
        p,
        p,
    )


def _wider(content: bytes, start: int, column: int) -> tuple[int, int, bytes]:
    """Return the sheet's dimension, which reaches as far as the new cells."""
    old = _tag(content, start)

    def reach(found: re.Match[bytes]) -> bytes:
        last = max(_column((found[4] or found[2]).decode()), column)
        return (
            found[1] + found[2] + found[3] + f":{letters(last)}".encode() + (found[5] or found[3]) + found[6]
        )

    return start, start + len(old), _LAST.sub(reach, old, count=1)


def _column(ref: str) -> int:
    """Return the column of a place, the first of which is 0."""
    found = 0
    for sign in ref.rstrip("0123456789"):
        found = found * 26 + ord(sign) - 64
    return found - 1


def _tag(content: bytes, start: int) -> bytes:
    found = _TAG.match(content, start)
    if not found:
        raise BadRequest("plan-keys-unfit")
    return found[0]


class _Places:
    """Finds where the rows and cells of a sheet stand in its bytes."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._begun
        self._parser.EndElementHandler = self._ended
        self._content, self._inside = b"", False
        self._rows: list[_Row] = []
        self._dimension: int | None = None

    def of(self, content: bytes) -> tuple[list[_Row], int | None]:
        """Return the rows with their cells, and where the dimension is said."""
        self._content = content
        self._parser.Parse(content, True)
        return self._rows, self._dimension

    def _begun(self, name: str, attributes: dict[str, str]) -> None:
        kind, at = name.rpartition(":")[2], self._parser.CurrentByteIndex
        if kind == "dimension":
            self._dimension = at
        elif kind == "sheetData":
            self._inside = True
        elif self._inside and kind == "row":
            before = self._rows[-1].number if self._rows else 0
            self._rows.append(_Row(number=int(attributes.get("r") or before + 1), start=at))
        elif self._inside and kind == "c":
            cells = self._rows[-1].cells
            before = cells[-1].column + 1 if cells else 0
            ref = attributes.get("r")
            cells.append(_Cell(column=_column(ref) if ref else before, start=at))

    def _ended(self, name: str) -> None:
        kind = name.rpartition(":")[2]
        if kind == "sheetData":
            self._inside = False
        elif self._inside and kind == "c":
            cell = self._rows[-1].cells[-1]
            opening = _tag(self._content, cell.start)
            at = cell.start if opening.endswith(b"/>") else self._parser.CurrentByteIndex
            cell.end = at + len(_tag(self._content, at))
