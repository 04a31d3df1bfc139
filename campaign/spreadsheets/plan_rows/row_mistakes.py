"""All mistakes of a row: what is refused is made harmless in a copy of the row, so that the next one shows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import cast

from campaign.spreadsheets.plan_rows.cells import RowValues
from campaign.spreadsheets.plan_rows.rows import PlanRow

_ANY_TEXT = "-"
_WHOLE = ("language", "caption")  # what a row has to say by itself where its post is not known


def harmless(row: PlanRow, column: str, *, films: Iterable[str], languages: Sequence[str]) -> PlanRow | None:
    """Return a row without what is wrong in a column; None if it cannot be.

    Nothing that follows from the mistake is a mistake itself: a film that is not known is taken for one that is.
    """
    said: dict[str, object] = {**row.said}
    if column == "testimony":
        film = next(iter(films), None)
        if film is None:
            return None
        said["testimony"] = film
    elif column == "language":
        said["language"] = languages[0]
    elif column == "caption":
        said["caption"] = _ANY_TEXT
    elif column == "date":
        said.pop("when", None)
    else:
        said |= _emptied(said, column)
    return replace(row, said=cast(RowValues, said))


def _emptied(said: Mapping[str, object], column: str) -> dict[str, object]:
    """Return an empty cell; where it was to make the post's kind, the kind is left open and the text is not missed."""
    emptied: dict[str, object] = {column: None}
    if column == "photos":
        emptied["alts"] = None
    if column in ("photos", "link", "kind"):
        emptied |= {"kind": None, "caption": said.get("caption") or _ANY_TEXT}
    return emptied


def standing_alone(row: PlanRow, *, languages: Sequence[str]) -> PlanRow:
    """Return a row of which nobody knows the post, with what that post would say in columns that are missing."""
    lacking = {name: languages[0] if name == "language" else _ANY_TEXT for name in _WHOLE}
    return replace(row, said=cast(RowValues, {**lacking, **row.said}))


def columns(row: PlanRow, labels: Iterable[str | None]) -> list[str]:
    """Return the names of columns as people see them."""
    shown = set(labels)
    return [name for name, label in row.places.items() if label in shown]
