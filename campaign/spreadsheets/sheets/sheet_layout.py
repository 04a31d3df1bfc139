"""How a sheet is laid out: what nobody sees of it, what stands in merged cells, and what reaches beyond its columns.

Gathered while a part is weighed; openpyxl does not tell it of a sheet that is read as a stream.
Rules: ECMA-376 part 1, 18.3.1 (row, col, mergeCell, c).
"""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter, range_boundaries

from campaign.spreadsheets.sheets.formula_guard import WIDEST
from schedules.errors import BadRequest

Rows = tuple[tuple[int, tuple[object, ...]], ...]

_MOST_MERGED, _MOST_SPREAD = 20_000, 500_000  # merged cells, and rows that have a part of them
_LOWEST = 2.0  # points: no letter can be read in a row that is lower
_NARROWEST = 0.3  # characters
_TRUE = ("1", "true", "on")


@dataclass(frozen=True, kw_only=True)
class Area:
    """Cells that are one: rows as people number them, columns from 0, both ends included."""

    ref: str
    rows: range
    columns: range


@dataclass(frozen=True, kw_only=True)
class Layout:
    """What people do not see of a sheet, which cells are merged, and the first cell beyond the columns of a plan."""

    hidden_rows: tuple[range, ...] = ()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Area, ...] = ()
    beyond: str | None = None


class Gathered:
    """Takes in a sheet's rows, columns and merged cells one by one; raises ValueError where a place is none."""

    def __init__(self) -> None:
        self._rows: list[range] = []
        self._columns: set[int] = set()
        self._merged: list[Area] = []
        self._row = 0
        self._beyond: str | None = None

    def layout(self) -> Layout:
        """Return what was gathered."""
        return Layout(
            hidden_rows=tuple(self._rows),
            hidden_columns=frozenset(self._columns),
            merged=tuple(self._merged),
            beyond=self._beyond,
        )

    def begin(self, kind: str, attributes: Mapping[str, str]) -> None:
        """Take in an element that says how the sheet is laid out."""
        if kind == "row":
            self._begin_row(attributes)
        elif kind == "col":
            self._begin_columns(attributes)
        elif kind == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def note_value(self, ref: str, column: int) -> None:
        """Take in that a cell far to the right holds something; `ref` is empty where only its order places it."""
        row, column = coordinate_to_tuple(ref) if ref else (self._row, column)
        if column > WIDEST and self._beyond is None:
            self._beyond = ref or f"{get_column_letter(column)}{row}"

    def _begin_row(self, attributes: Mapping[str, str]) -> None:
        self._row = int(attributes.get("r") or self._row + 1)
        if "hidden" not in attributes and "ht" not in attributes:
            return
        if attributes.get("hidden") not in _TRUE and float(attributes.get("ht") or 99) >= _LOWEST:
            return
        if self._rows and self._rows[-1].stop == self._row:
            self._rows[-1] = range(self._rows[-1].start, self._row + 1)
        else:
            self._rows.append(range(self._row, self._row + 1))

    def _begin_columns(self, attributes: Mapping[str, str]) -> None:
        if attributes.get("hidden") in _TRUE or float(attributes.get("width") or 99) < _NARROWEST:
            first, last = int(attributes.get("min") or 1), int(attributes.get("max") or 1)
            self._columns.update(range(max(first, 1) - 1, min(last, WIDEST)))

    def _merge(self, ref: str) -> None:
        left, top, right, bottom = range_boundaries(ref)
        if left is None or top is None or right is None or bottom is None:
            raise ValueError(ref)
        if len(self._merged) >= _MOST_MERGED:
            raise BadRequest("plan-workbook-huge")
        self._merged.append(Area(ref=ref, rows=range(top, bottom + 1), columns=range(left - 1, right)))


def hidden(rows: Rows, layout: Layout) -> frozenset[int]:
    """Return which of these rows nobody sees."""
    return frozenset(number for one in layout.hidden_rows for number in _inside(rows, one))


def spread(rows: Rows, layout: Layout) -> Rows:
    """Return a sheet's rows with the value of merged cells in each row that has a part of them.

    A row that holds nothing but such a part is the height of the one above it, and no row of its own.
    """
    found, left = dict(rows), _MOST_SPREAD
    for area in layout.merged:
        value = _at(found.get(area.rows.start, ()), area.columns.start)
        below = _inside(rows, area.rows[1:]) if value is not None else []
        left -= len(below)
        if left < 0:
            raise BadRequest("plan-workbook-huge")
        for number in below:
            cells = [*found[number], *[None] * (area.columns.start + 1 - len(found[number]))]
            cells[area.columns.start] = value
            found[number] = tuple(cells)
    return tuple(found.items())


def _inside(rows: Rows, numbers: range) -> list[int]:
    """Return which of these rows lie within a range, both in rising order."""
    begin = bisect_left(rows, numbers.start, key=_number)
    return [number for number, _ in rows[begin : bisect_left(rows, numbers.stop, key=_number)]]


def _number(row: tuple[int, tuple[object, ...]]) -> int:
    return row[0]


def _at(cells: tuple[object, ...], column: int) -> object:
    return cells[column] if column < len(cells) else None
