"""Cells are written into any sheet of a workbook without changing anything else of it."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from campaign.spreadsheets.sheets import sheet_cells

PLACE = st.tuples(st.integers(1, 6), st.integers(1, 30))
VALUE = st.one_of(
    st.sampled_from(["a > b", "<&'\"", "é\n x", "="]), st.integers(-9, 9), st.booleans(), st.dates()
)
PART = "xl/worksheets/sheet1.xml"


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(
    old=st.dictionaries(PLACE, VALUE, min_size=1, max_size=12),
    looks=st.sets(PLACE, max_size=6),
    chosen=st.lists(st.tuples(st.integers(0, 11), st.integers(0, 29)), min_size=1, max_size=5),
)
def test_any_sheet(
    old: dict[tuple[int, int], object], looks: set[tuple[int, int]], chosen: list[tuple[int, int]]
) -> None:
    """Whatever cells and looks a sheet has, the new ones come into their places and all others stay as they are."""
    book = Workbook()
    for place, value in old.items():
        book.active.cell(*place, value)
    for place in looks:
        book.active.cell(*place).font = Font(bold=True)
    before = io.BytesIO()
    book.save(before)
    rows = sorted({row for row, _ in old})
    cells = {(rows[at % len(rows)], column): f"p{at}-<&" for at, column in chosen}
    after = sheet_cells.filled(before.getvalue(), PART, 1, cells)
    made = load_workbook(io.BytesIO(after)).active
    want = held(load_workbook(before).active)
    assert held(made) == want | {(row, column + 1): said for (row, column), said in cells.items()}
    assert {place for place in looks if not made.cell(*place).font.bold} == set()
    assert {name: data for name, data in parts(after).items() if name != PART} == {
        name: data for name, data in parts(before.getvalue()).items() if name != PART
    }


def held(sheet: object) -> dict[tuple[int, int], object]:
    """What the cells of a sheet hold, by their places."""
    return {
        (cell.row, cell.column): cell.value
        for row in sheet.iter_rows()  # type: ignore[attr-defined]
        for cell in row
        if cell.value is not None
    }


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}
