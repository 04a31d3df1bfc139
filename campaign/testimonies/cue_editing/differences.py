"""Two versions of subtitles, word by word: what stayed, what went and what came, in the order of the film."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from media.text import word_differences
from media.text.word_differences import Piece
from schedules.model.edited_subtitles import EditedCue


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
    pieces = word_differences.between(older.text if older else "", newer.text if newer else "")
    return CueDifference(older=older, newer=newer, pieces=pieces)
