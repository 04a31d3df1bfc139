"""XLSX in and out: the first sheet with content as cells, a plan as a sheet. Nothing is ever evaluated."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from typing import Any
from xml.etree import ElementTree

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from campaign.spreadsheets.formula_guard import LONGEST, WIDEST, Unvalued
from schedules.errors import BadRequest

_MOST_BYTES, _MOST_TAGS = 200 * 1024**2, 6_000_000  # unpacked: what a small file may cost in time and memory
_PARTS = re.compile(r"(xl/.*|\[Content_Types\]|_rels/.*|docProps/.*)\.(xml|rels)", re.IGNORECASE)
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|is)[\s>/]")
_BOLD, _WRAPPED = Font(bold=True), Alignment(wrap_text=True, vertical="top")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_UNSAYABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The rows of a sheet that hold anything, by the number that people see; how it counts days."""

    title: str
    rows: tuple[tuple[int, tuple[object, ...]], ...]
    since_1904: bool
    others: bool


@dataclass(frozen=True, kw_only=True)
class _Part:
    """What is known of a part of the file before it is read: values, and whether there are formulas."""

    values: int
    formulas: bool


def read(data: bytes) -> Sheet:
    """Return the first sheet with content; raises BadRequest where there is none, or the file costs too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what openpyxl would not write back
            _require_workbook(packed)
            parts = {one.filename: _weighed(packed, one) for one in packed.infolist() if _is_part(one)}
            if sum(len(one.filename) for one in packed.infolist()) > 1_000_000:
                raise BadRequest("plan-workbook-huge")
            return _first(packed, parts, load_workbook(io.BytesIO(data), read_only=True, data_only=True))
    except BadRequest:
        raise
    except Exception as broken:  # the many ways in which a damaged file fails in zip, XML and openpyxl
        raise BadRequest("plan-workbook-broken", why=type(broken).__name__) from broken


def _require_workbook(packed: zipfile.ZipFile) -> None:
    names = set(packed.namelist())
    if "mimetype" in names and "content.xml" in names:
        raise BadRequest("plan-kind", kind="OpenDocument")
    if not any(name.lower().startswith("xl/") and name.lower().endswith("workbook.xml") for name in names):
        raise BadRequest("plan-kind", kind="ZIP")


def _is_part(one: zipfile.ZipInfo) -> bool:
    return bool(_PARTS.fullmatch(one.filename.lstrip("/")))


def _weighed(packed: zipfile.ZipFile, one: zipfile.ZipInfo) -> _Part:
    """Read through a part without keeping it: nothing that is small on disk may be endless in memory."""
    size = tags = values = 0
    formulas, tail = False, b""
    with packed.open(one) as stream:
        while chunk := stream.read(1 << 20):
            size, tags = size + len(chunk), tags + chunk.count(b"<")
            if size > _MOST_BYTES or tags > _MOST_TAGS:
                raise BadRequest("plan-workbook-huge")
            seam = tail + chunk
            if b"<!DOCTYPE" in seam or b"<!ENTITY" in seam:
                raise BadRequest("plan-workbook-broken", why="DOCTYPE")
            cut = max(seam.rfind(b"<"), 0)
            values += len(_VALUE.findall(seam, 0, cut))
            formulas = formulas or re.search(rb"<(?:\w+:)?f[\s>/]", seam) is not None
            tail = seam[cut : cut + 64]  # a tag that the chunk cut in two, or one already whole
    return _Part(values=values + len(_VALUE.findall(tail)), formulas=formulas)


def _first(packed: zipfile.ZipFile, parts: dict[str, _Part], book: Any) -> Sheet:
    sheets = [one for one in book.worksheets if one.sheet_state == "visible"] or book.worksheets
    for sheet in sheets:
        path = sheet._worksheet_path  # the public way to it is to write the file anew
        part = parts.get(path) or parts.get(path.lstrip("/")) or _weighed(packed, packed.getinfo(path))
        blank = _unvalued(packed, path) if part.formulas else {}
        rows = tuple(_rows(sheet, part.values + len(blank), blank))
        if rows:
            since_1904 = book.epoch == CALENDAR_MAC_1904
            return Sheet(title=sheet.title, rows=rows, since_1904=since_1904, others=len(sheets) > 1)
    raise BadRequest("plan-empty")


def _unvalued(packed: zipfile.ZipFile, path: str) -> dict[tuple[int, int], str]:
    """Return the places of formulas that were saved without their result; the formula itself is not looked at."""
    found: dict[tuple[int, int], str] = {}
    with packed.open(path) as stream:
        for _, element in ElementTree.iterparse(stream):
            kind = element.tag.rpartition("}")[2]
            if kind == "c":
                inside = {child.tag.rpartition("}")[2]: child.text for child in element}
                if "f" in inside and not inside.get("v") and element.get("t") != "str":
                    found[coordinate_to_tuple(element.get("r", ""))] = inside["f"] or ""
            if kind in ("c", "row"):
                element.clear()
    return found


def _rows(
    sheet: Any, values: int, blank: dict[tuple[int, int], str]
) -> Iterator[tuple[int, tuple[object, ...]]]:
    """Yield the rows that hold anything; once all values were seen, the empty rows below are not gone through."""
    sheet.reset_dimensions()
    seen, width = 0, WIDEST
    for number, cells in enumerate(islice(sheet.iter_rows(max_col=width), LONGEST + 1), 1):
        if seen >= values:
            return
        if number > LONGEST:
            raise BadRequest("plan-long", most=LONGEST)
        found = {at: cell for at, cell in enumerate(cells) if cell.value is not None}
        for at in (at for at in range(width) if (number, at + 1) in blank) if blank else ():
            found[at] = None
        seen += len(found)
        if found:
            last = max(found) + 1
            yield number, tuple(_value(found[at]) if at in found else None for at in range(last))


def _value(cell: Any) -> object:
    if cell is None:
        return Unvalued(code="plan-formula", text="")
    if cell.data_type == "e":
        return Unvalued(code="plan-cell-error", text=str(cell.value))
    return _unescaped(cell.value) if isinstance(cell.value, str) else cell.value


def _unescaped(text: str) -> str:
    """Return a text with the signs that XML cannot hold, which spreadsheets write as _x000D_."""
    return _ESCAPED.sub(_sign, text) if "_x" in text else text


def _sign(found: re.Match[str]) -> str:
    sign = chr(int(found[1], 16))
    return found[0] if "\ud800" <= sign <= "\udfff" else sign


def _escaped(text: str) -> str:
    def code(found: re.Match[str]) -> str:
        return f"_x{ord(found[0]):04X}_" if len(found[0]) == 1 else f"_x005F_{found[0][1:]}"

    return _UNSAYABLE.sub(code, text)


def written(
    title: str, headers: Sequence[str], widths: Sequence[int], rows: Iterable[Sequence[object]]
) -> bytes:
    """Return a workbook with one sheet: its header stays in sight, days and times are real ones, texts are texts."""
    book = Workbook(write_only=True)
    book.properties.creator = "testimony-campaign"  # our mark, by which a withdrawal finds it
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", title)[:31])
    sheet.freeze_panes = "A2"
    for at, width in enumerate(widths, 1):
        sheet.column_dimensions[chr(64 + at)].width = width
    sheet.append([_cell(sheet, header, bold=True) for header in headers])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _cell(sheet: Any, value: object, *, bold: bool = False) -> Any:
    """Return a cell; what needs no look of its own goes as it is, for a look costs more than all the rest."""
    if isinstance(value, str):
        return _text(sheet, _escaped(value), bold=bold)
    if isinstance(value, time):
        return _looking(sheet, value, "hh:mm:ss" if value.second else "hh:mm")
    if isinstance(value, date) and not isinstance(value, datetime):
        return _looking(sheet, value, "dd/mm/yyyy")
    return value


def _text(sheet: Any, text: str, *, bold: bool) -> Any:
    if not bold and text[:1] not in ("=", "#") and "\n" not in text:
        return text
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"  # whatever it begins with
    if bold:
        cell.font = _BOLD
    elif "\n" in text:
        cell.alignment = _WRAPPED
    return cell


def _looking(sheet: Any, value: date | time, look: str) -> Any:
    cell = WriteOnlyCell(sheet, value)  # type: ignore[arg-type]  # its stubs know no day and no time
    cell.number_format = look
    return cell
