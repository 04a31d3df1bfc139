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

from campaign.spreadsheets.sheets import sheet_layout, workbook_parts
from campaign.spreadsheets.sheets.formula_guard import LONGEST, WIDEST, Formatted, Unvalued
from campaign.spreadsheets.sheets.workbook_parts import Part
from schedules.errors import BadRequest

_MOST_TEXT = 20_000_000  # signs in all cells; each may repeat one that was written once
_BOLD, _WRAPPED = Font(bold=True), Alignment(wrap_text=True, vertical="top")
_AS_IT_IS = ("General", "@", "0", "#")  # number formats that show a whole number as it is
_WITHOUT_RESULT = Unvalued(code="plan-formula", text="")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_UNSAYABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The rows of a sheet that hold anything, by the number that people see; how it counts days; how it is laid out.

    `part` is its name in the package, `others` are the titles of the other sheets that people see, `hidden_sheets` of
    those that they do not; `unread` is what lies over its cells: "comments", "pictures"; `coloured` are rows with a
    coloured ground.
    """

    title: str
    part: str
    rows: sheet_layout.Rows
    since_1904: bool
    layout: sheet_layout.Layout
    others: tuple[str, ...] = ()
    hidden_sheets: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    coloured: frozenset[int] = frozenset()


def read(data: bytes) -> Sheet:
    """Return the first sheet with content; raises BadRequest where there is none, or the file costs too much."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what openpyxl would not write back
            weighed = workbook_parts.weighed(data)
            with zipfile.ZipFile(weighed.package) as packed:
                book = load_workbook(weighed.package, read_only=True, data_only=True, keep_links=False)
                return _first(packed, weighed.parts, book)
    except BadRequest:
        raise
    except Exception as broken:  # the many ways in which a damaged file fails in zip, XML and openpyxl
        raise BadRequest("plan-workbook-broken", why=type(broken).__name__) from broken


def _first(packed: zipfile.ZipFile, parts: dict[str, Part], book: Any) -> Sheet:
    seen = [one for one in book.worksheets if one.sheet_state == "visible"]
    hidden = tuple(one.title for one in book.worksheets if one.sheet_state != "visible")
    struck = _struck_texts(packed, parts)
    for sheet in seen:
        path = sheet._worksheet_path  # the public way to it is to write the file anew
        part = parts[path.lstrip("/")]
        marks = _marked(packed, path, struck) if part.formulas or part.strikes or struck else {}
        looks = _Looks()
        rows = tuple(_rows(sheet, part.values, marks, looks))
        if rows:
            return Sheet(
                title=sheet.title,
                part=path.lstrip("/"),
                rows=sheet_layout.spread(rows, part.layout),
                since_1904=book.epoch == CALENDAR_MAC_1904,
                layout=part.layout,
                others=tuple(one.title for one in seen if one is not sheet),
                hidden_sheets=hidden,
                unread=_unread(packed, path),
                coloured=frozenset(looks.coloured),
            )
    if hidden:
        raise BadRequest("plan-sheets-hidden", sheets=", ".join(hidden))
    raise BadRequest("plan-empty")


def _unread(packed: zipfile.ZipFile, path: str) -> tuple[str, ...]:
    """Return what people see over a sheet's cells: its relations name the parts that hold it."""
    folder, _, name = path.lstrip("/").rpartition("/")
    try:
        relations = packed.read(f"{folder}/_rels/{name}.rels")
    except KeyError:
        return ()
    kinds = {"comments": rb"/(?:comments|threadedComment)\"", "pictures": rb"/drawing\""}
    return tuple(kind for kind, look in kinds.items() if re.search(look, relations))


def _marked(packed: zipfile.ZipFile, path: str, struck: frozenset[int]) -> dict[tuple[int, int], Unvalued]:
    """Return the places of formulas that were saved without their result, and of texts with words struck out.

    The formulas themselves are not looked at; `struck` are the numbers of such texts among the workbook's.
    """
    found: dict[tuple[int, int], Unvalued] = {}
    with packed.open(path) as stream:
        for _, element in ElementTree.iterparse(stream):
            kind = _kind(element)
            if kind == "c" and (mark := _mark(element, struck)):
                found[coordinate_to_tuple(element.get("r", ""))] = mark
            if kind in ("c", "row"):
                element.clear()
    return found


def _mark(cell: ElementTree.Element, struck: frozenset[int]) -> Unvalued | None:
    inside = {_kind(child): child.text for child in cell}
    kind, value = cell.get("t"), inside.get("v")
    if "f" in inside and not value and kind != "str":
        return _WITHOUT_RESULT
    shared = kind == "s" and value is not None and int(value) in struck
    return Unvalued(code="plan-cell-struck-in", text="") if shared or _has_strike(cell) else None


def _struck_texts(packed: zipfile.ZipFile, parts: dict[str, Part]) -> frozenset[int]:
    """Return which of the texts that cells share have words struck out, by their order."""
    name = next((name for name in parts if name.lower() == "xl/sharedstrings.xml"), None)
    if name is None or not parts[name].strikes:
        return frozenset()
    with packed.open(name) as stream:
        texts = (element for _, element in ElementTree.iterparse(stream) if _kind(element) == "si")
        return frozenset(number for number, text in enumerate(texts) if _has_strike(text))


def _has_strike(element: ElementTree.Element) -> bool:
    """Return whether a part of a text is struck out."""
    lines = (one for one in element.iter() if _kind(one) in ("strike", "dstrike"))
    return any(one.get("val") not in ("0", "false") for one in lines)


def _kind(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _rows(
    sheet: Any, values: int, marks: dict[tuple[int, int], Unvalued], looks: "_Looks"
) -> Iterator[tuple[int, tuple[object, ...]]]:
    """Yield the rows that hold anything; once all values were seen, the empty rows below are not gone through."""
    sheet.reset_dimensions()
    values += sum(mark is _WITHOUT_RESULT for mark in marks.values())
    seen, width, signs = 0, WIDEST, 0
    nothing: object = None  # openpyxl gives all rows that a file leaves out as one and the same
    for number, cells in enumerate(islice(sheet.iter_rows(max_col=width), LONGEST + 1), 1):
        if seen >= values:
            return
        if number > LONGEST:
            raise BadRequest("plan-long", most=LONGEST)
        if cells is nothing:
            continue
        found = {at: cell for at, cell in enumerate(cells) if cell.value is not None}
        for at in (at for at in range(width) if (number, at + 1) in marks) if marks else ():
            found[at] = marks[number, at + 1]
        if not found:
            nothing = cells
            continue
        seen += len(found)
        signs += sum(
            len(cell.value) for cell in found.values() if isinstance(getattr(cell, "value", None), str)
        )
        if signs > _MOST_TEXT:
            raise BadRequest("plan-workbook-huge")
        looks.note_colour(number, found.values())
        last = max(found) + 1
        yield number, tuple(_value(found[at], looks) if at in found else None for at in range(last))


def _value(cell: Any, looks: "_Looks") -> object:
    """Return what a cell holds, marked where the sheet shows something else."""
    if isinstance(cell, Unvalued):
        return cell
    value = cell.value
    if cell.data_type == "e":
        return Unvalued(code="plan-cell-error", text=str(value))
    look, struck = looks.of(cell)
    if struck:
        return Unvalued(code="plan-cell-struck", text=_unescaped(str(value)))
    if look not in _AS_IT_IS and (marked := _otherwise_shown(value, look)):
        return marked
    return _unescaped(str(value)) if isinstance(value, str) else value


class _Looks:
    """How cells are shown, by their style: openpyxl looks it up anew for each."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[str, bool]] = {}
        self._grounds: dict[int, bool] = {}
        self.coloured: set[int] = set()

    def note_colour(self, row: int, cells: Iterable[Any]) -> None:
        """Take in whether a row has a cell with a coloured ground."""
        if any(self._has_ground(cell) for cell in cells if not isinstance(cell, Unvalued)):
            self.coloured.add(row)

    def _has_ground(self, cell: Any) -> bool:
        style = cell._style_id
        if style not in self._grounds:
            fill = cell.fill
            colour = fill.fgColor.rgb if fill.fgColor.type == "rgb" else fill.fgColor.theme
            self._grounds[style] = fill.patternType == "solid" and colour not in ("FFFFFFFF", "00FFFFFF", 0)
        return self._grounds[style]

    def of(self, cell: Any) -> tuple[str, bool]:
        """Return a cell's number format, and whether its words are struck out."""
        style = cell._style_id
        if style not in self._known:
            self._known[style] = str(cell.number_format), bool(cell.font and cell.font.strike)
        return self._known[style]


def _otherwise_shown(value: object, look: str) -> Formatted | Unvalued | None:
    """Return a mark where a number format shows something else than the value, or hides a part of it."""
    if isinstance(value, str):
        return _decorated(value, look)
    if isinstance(value, datetime):
        signs = _spoken(look)
        shows_time, shows_day = re.search("[hs]", signs), re.search("(?<!d)dd?(?!d)", signs)
        if not shows_day and ("y" in signs or not shows_time):
            return Unvalued(code="plan-date-hides-day", text=str(value))
        hides_time = value.time() != time() and not shows_time
        return Unvalued(code="plan-date-hides-time", text=str(value)) if hides_time else None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Formatted(number=value, look=look)
    return None


def _decorated(text: str, look: str) -> Unvalued | None:
    """Return a mark where a format for texts, the fourth part of one for numbers, hides them or adds to them."""
    sections = look.split(";")
    section = sections[3] if len(sections) > 3 else look if "@" in look else "@"
    if "@" not in section:
        return Unvalued(code="plan-cell-unseen", text=text)
    return Unvalued(code="plan-cell-added-to", text=look) if re.search(r'["\\]', section) else None


def _spoken(look: str) -> str:
    """Return the signs of a number format that stand for something, in small letters."""
    return re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", look).lower()


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
