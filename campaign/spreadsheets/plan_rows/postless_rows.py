"""Rows of a plan that are no posts: its header a second time, a heading between, a total or a note at its end."""

from functools import cache

from campaign.messages import translate
from campaign.spreadsheets.plan_rows import columns, dates
from campaign.spreadsheets.plan_rows.cells import as_shown
from campaign.spreadsheets.plan_rows.columns import Head
from media.languages import known
from media.text.folding import folded
from schedules.errors import BadRequest

_FIRST = ("number", "key", "date", "time")  # columns in which a row that is no post says something


def why(cells: tuple[object, ...], head: Head) -> BadRequest | None:
    """Return why a row is no post; None where it may be one."""
    named = [(name, cell) for name, cell in zip(head.names, cells, strict=False) if name and cell is not None]
    if sum(isinstance(cell, str) and columns.named(cell) == name for name, cell in named) > 1:
        return BadRequest("plan-row-header-again")
    said = [(at, cell) for at, cell in enumerate(cells) if cell is not None]
    at, first = said[0] if said else (len(head.names), None)
    if not isinstance(first, str) or at >= len(head.names) or head.names[at] not in _FIRST:
        return None
    if (len(said) == 1 and not _is_day(first)) or _is_total(first):
        return BadRequest("plan-row-no-post", text=first[:60])
    return None


def _is_total(text: str) -> bool:
    words = " ".join(folded(word) for word in text.split())
    return any(words == total or words.startswith(f"{total} ") for total in _total_words())


def _is_day(cell: str) -> bool:
    """Tell whether a text is a day, or would be one but for its year or what stands beside it."""
    try:
        dates.day(as_shown(cell))
    except BadRequest as refused:
        return refused.code != "plan-date-unreadable"
    return True


@cache
def _total_words() -> tuple[str, ...]:
    said = (translate.texts(code).get("cell_words", {}).get("total", ()) for code in known.languages())
    return tuple(" ".join(map(folded, word.split())) for words in said for word in words)
