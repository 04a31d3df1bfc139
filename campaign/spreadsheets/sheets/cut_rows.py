"""Rows of a CSV in which a text was cut: it contains the separator, and stands between no quotation marks."""

from collections.abc import Iterator, Sequence

from campaign.spreadsheets.plan_rows import columns
from campaign.spreadsheets.plan_rows.columns import Head
from campaign.spreadsheets.sheets.reader import Table

TEXTS = ("caption", "first_comment", "alts")


def found(table: Table, head: Head, header: int | None) -> Iterator[tuple[int, str]]:
    """Yield each such row by its number, and what its text goes on with.

    There a text goes on behind the separator and a space: in a row that is longer than its header, where others are
    not, in a column that never holds what a sentence does, or in another text's, behind one that ends with no sign.
    """
    if header is None or header not in table.written:
        return
    width = len(table.written[header])
    ours = [(number, row) for number, row in table.written.items() if number > header and any(row)]
    longer = [number for number, row in ours if len(row) > width]
    even = 0 < len(longer) == len(ours) > 1
    for number, row in ours:
        tail = _tail(row, head)
        if tail is None and number in longer and not even:
            tail = _after_text(row, head)
        if tail is not None:
            yield number, tail


def _tail(row: Sequence[str], head: Head) -> str | None:
    """Return a cell that goes on with the text before it, as a column of its own kind never does; None if none does."""
    for at, name in enumerate(head.names[1:], 1):
        text = row[at] if at < len(row) else ""
        if head.names[at - 1] not in TEXTS or not columns.is_read(name):
            continue
        begins = text.startswith(" ") and text.strip()[:1].islower()
        if begins and (_goes_on(row[at - 1], text) if name in TEXTS else _is_sentence(text, name)):
            return text.strip()
    return None


def _goes_on(before: str, text: str) -> bool:
    """Tell whether a text, in a column for texts too, is the rest of the one before, which ends with no sign."""
    return not before.rstrip().endswith((".", "!", "?", "…")) and not text.strip().startswith(
        ("http", "www.")
    )


def _is_sentence(text: str, name: str | None) -> bool:
    """Tell whether a cell of a column that holds no sentences has one."""
    return not set("./\\:|") & set(text) and (len(text.split()) > 1 or name == "link")


def _after_text(row: Sequence[str], head: Head) -> str | None:
    """Return what goes on behind a text, after a space, in a row that is too long; None where nothing does."""
    behind = (row[at + 1] for at, name in enumerate(head.names) if name in TEXTS and at + 1 < len(row))
    return next((cell.strip() for cell in behind if cell.startswith(" ") and cell.strip()), None)
