"""Rows and columns of a plan that nobody sees in its sheet: which there are, and the plan without them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from campaign.spreadsheets.plan_rows import columns
from campaign.spreadsheets.plan_rows.columns import Head
from campaign.spreadsheets.sheets.reader import Rows, Table


@dataclass(frozen=True, kw_only=True)
class Hidden:
    """The rows and columns (from 0) of a plan that say something and that nobody sees: `labels` name the columns.

    `posts` are the numbers in the rows.
    """

    rows: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()
    labels: tuple[str, ...] = ()
    posts: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.rows or self.columns)


def found(table: Table, head: Head, rest: Rows) -> Hidden:
    """Return what is hidden of the rows below the header; of columns, those that say something."""
    filled = {
        at for _, cells in rest for at in table.hidden_columns if at < len(cells) and cells[at] is not None
    }
    hidden = tuple(at for at in sorted(filled) if _counts(head, at))
    return Hidden(
        rows=tuple(number for number, _ in rest if number in table.hidden_rows),
        columns=hidden,
        labels=tuple(columns.letters(at) if head.is_nameless(at) else head.labels[at] for at in hidden),
    )


def _counts(head: Head, at: int) -> bool:
    """Return whether something in this column would come in, or be refused for want of a header."""
    return head.is_nameless(at) or columns.is_read(head.names[at])


def without(hidden: Hidden, head: Head, rest: Rows) -> tuple[Head, Rows]:
    """Return a plan's header and rows without what is hidden."""
    names = tuple(None if at in hidden.columns else name for at, name in enumerate(head.names))
    kept = tuple(
        (number, tuple(None if at in hidden.columns else cell for at, cell in enumerate(cells)))
        for number, cells in rest
        if number not in hidden.rows
    )
    return replace(head, names=names), kept


def spans(numbers: Sequence[int]) -> str:
    """Return rising numbers as people list them: 3, 5-7."""
    if not numbers:
        return ""
    ends = [one for one, after in pairwise(numbers) if after != one + 1]
    starts = [numbers[0], *(after for one, after in pairwise(numbers) if after != one + 1)]
    both = zip(starts, [*ends, numbers[-1]], strict=True)
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in both)
