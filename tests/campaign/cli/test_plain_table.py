"""A plain table is what rich draws, character for character, or it is left to rich."""

import io
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from campaign.cli import plain_table

LATIN = "".join(
    chr(code)
    for first, last in ((0xA0, 0xAC), (0xAE, 0x24F), (0x2010, 0x2027), (0x202F, 0x205E), (0x20AC, 0x20AC))
    for code in range(first, last + 1)
)
CELL = st.text(alphabet=st.sampled_from(string.printable[:95] + LATIN + "\n"), max_size=30)
HEADING = st.text(alphabet=string.ascii_letters + " .éü", max_size=12)


def rich_drawn(headings: list[str], rows: list[list[str]]) -> str:
    """Return what rich draws into a file, as wide as it must be."""
    grid, file = Table(header_style="bold"), io.StringIO()
    for heading in headings:
        grid.add_column(heading, overflow="fold")
    for row in rows:
        grid.add_row(*map(Text, row))
    console = Console(file=file, highlight=False, width=10_000)
    console.width = max(1, console.measure(grid).maximum)
    console.print(grid)
    return file.getvalue()


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[list[str]]]:
    """Draw headings, and rows of as many cells."""
    count = draw(st.integers(min_value=1, max_value=4))
    row = st.lists(CELL, min_size=count, max_size=count)
    return draw(st.lists(HEADING, min_size=count, max_size=count)), draw(st.lists(row, max_size=4))


@given(tables())
@settings(max_examples=80, deadline=None)
def test_it_is_drawn_as_rich_draws_it(table: tuple[list[str], list[list[str]]]) -> None:
    """Latin text, in one line or several, comes out as rich draws it."""
    headings, rows = table
    assert f"{plain_table.drawn(headings, rows)}\n" == rich_drawn(headings, rows)


def test_what_it_draws_is_one_column_wide() -> None:
    """Every character it draws by itself is one column wide for rich."""
    assert {cell_len(character) for character in string.printable[:95] + LATIN} == {1}


@pytest.mark.parametrize(
    ("headings", "rows"),
    [
        (["No.", "Caption"], [["1", "Proficiat 🎉"]]),
        (["No.", "Caption"], [["1", "数"]]),
        (["No.", "Caption"], [["1", "one\ttwo"]]),
        (["No.", "Caption"], [["1", "soft\u00adhyphen"]]),
        (["[bold]No."], [["1"]]),
        ([":smile:"], [["1"]]),
        (["No.\nCaption"], [["1"]]),
        (["No."], [["x" * 10_000]]),
        ([], []),
    ],
)
def test_the_rest_is_left_to_rich(headings: list[str], rows: list[list[str]]) -> None:
    """Wide characters, tabs, marks in headings and what rich would fold are not drawn here."""
    assert plain_table.drawn(headings, rows) is None
