"""Cells are written into any CSV without changing anything else of it."""

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.spreadsheets.plan_rows import columns
from campaign.spreadsheets.sheets import csv_cells

CELL = st.text(st.sampled_from("ab ;,\t\"'é\n"), max_size=6)


@settings(max_examples=150, deadline=None)
@given(
    rows=st.lists(st.lists(CELL, min_size=1, max_size=4), max_size=5),
    form=st.tuples(st.sampled_from(";,\t"), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans()),
    mark=st.sampled_from(["", "\ufeff"]),
    data=st.data(),
)
def test_any_csv(rows: list[list[str]], form: tuple[str, str, bool], mark: str, data: st.DataObject) -> None:
    """Whatever a CSV holds, the cell comes into its place, and the file without it is the file that was."""
    separator, end, quoted = form
    made = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    writer = csv.writer(made, delimiter=separator, lineterminator=end, quoting=quoting)
    writer.writerows([["Datum", "Tekst", "Taal"], *rows])
    before = (mark + made.getvalue()).encode()
    row = data.draw(st.integers(1, len(rows) + 1))
    width = max(3, *map(len, rows), 0) if rows else 3
    after = csv_cells.filled(before, {(row, width): "p1-0000"}, columns.score, None)
    old, new = (
        list(csv.reader(io.StringIO(one.decode("utf-8-sig"), newline=""), delimiter=separator))
        for one in (before, after)
    )
    want = [*old[row - 1], *[""] * (width - len(old[row - 1])), "p1-0000"]
    assert new == [*old[: row - 1], want, *old[row:]]
    begin, longer = _alike(before, after), len(after) - len(before)
    assert after[:begin] + after[begin + longer :] == before


def _alike(one: bytes, other: bytes) -> int:
    """How many bytes the two begin with in common."""
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
