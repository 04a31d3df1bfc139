"""Two versions of subtitles, word by word: what stayed, what went and what came, in the order of the film."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from schedules.model.edited_subtitles import EditedCue

_PIECES = re.compile(r"\s+|\w+|[^\w\s]")
How = Literal["same", "out", "in"]


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Some of a text, which both versions have, only the older (`out`) or only the newer (`in`)."""

    how: How
    text: str


@dataclass(frozen=True, kw_only=True)
class CueDifference:
    """A subtitle that is another in two versions; None where a version has none there."""

    older: EditedCue | None
    newer: EditedCue | None
    pieces: tuple[Piece, ...]


def between(older: Sequence[EditedCue], newer: Sequence[EditedCue]) -> tuple[CueDifference, ...]:
    """Return the subtitles that differ in text or times; those that stand alike are left out."""
    before = [(one.start_ms, one.end_ms, one.text) for one in older]
    after = [(one.start_ms, one.end_ms, one.text) for one in newer]
    found: list[CueDifference] = []
    runs = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for what, first, first_end, then, then_end in runs:
        if what != "equal":
            found += _paired(older[first:first_end], newer[then:then_end])
    return tuple(found)


def _paired(older: Sequence[EditedCue], newer: Sequence[EditedCue]) -> Iterator[CueDifference]:
    """Runs of subtitles that differ, beside one another by their times."""
    left = list(older)
    for one in newer:
        while left and left[0].end_ms <= one.start_ms:
            yield _difference(left.pop(0), None)
        meant = left.pop(0) if left and left[0].start_ms < one.end_ms else None
        yield _difference(meant, one)
    for one in left:
        yield _difference(one, None)


def _difference(older: EditedCue | None, newer: EditedCue | None) -> CueDifference:
    old = _PIECES.findall(older.text) if older else []
    new = _PIECES.findall(newer.text) if newer else []
    pieces: list[Piece] = []
    runs = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for what, first, first_end, then, then_end in runs:
        if what == "equal":
            pieces.append(Piece(how="same", text="".join(old[first:first_end])))
            continue
        pieces += [Piece(how="out", text="".join(old[first:first_end]))] if first < first_end else []
        pieces += [Piece(how="in", text="".join(new[then:then_end]))] if then < then_end else []
    return CueDifference(older=older, newer=newer, pieces=tuple(pieces))
