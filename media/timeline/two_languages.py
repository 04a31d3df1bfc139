"""Subtitles in two languages at the same time: what is seen together, and from when to when."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from media.subtitles.model import Cue
from media.subtitles.words import Word

_SAME_MS = 250  # so near to one another two languages come or go at once: one thing moves at a time


@dataclass(frozen=True, kw_only=True)
class Speech:
    """What is to be read: subtitles, the words that were heard for them, and subtitles in a second language."""

    cues: tuple[Cue, ...]
    words: tuple[Word, ...] = ()
    second: tuple[Cue, ...] = ()
    second_language: str = ""


@dataclass(frozen=True, kw_only=True)
class Both:
    """What is seen from one moment to another: the subtitle spoken, the one in the second language, or one alone."""

    start_ms: int
    end_ms: int
    first: Cue | None
    second: Cue | None


def with_first(first: Iterable[Cue], second: Iterable[Cue]) -> list[Cue]:
    """The second language's subtitles, coming and going with those of the first where they nearly do."""
    edges = sorted({edge for cue in first for edge in (cue.start_ms, cue.end_ms)})
    moved = (
        replace(cue, start_ms=_nearest(cue.start_ms, edges), end_ms=_nearest(cue.end_ms, edges))
        for cue in second
    )
    return [cue for cue in moved if cue.end_ms > cue.start_ms]


def together(first: Sequence[Cue], second: Sequence[Cue]) -> Iterator[Both]:
    """All that is seen, one after the other; of two subtitles of a language at once the later one is."""
    edges = sorted({edge for cue in (*first, *second) for edge in (cue.start_ms, cue.end_ms)})
    for start, end in pairwise(edges):
        said, beside = _seen(first, start), _seen(second, start)
        if said or beside:
            yield Both(start_ms=start, end_ms=end, first=said, second=beside)


def _seen(cues: Iterable[Cue], at_ms: int) -> Cue | None:
    return max(
        (cue for cue in cues if cue.start_ms <= at_ms < cue.end_ms),
        key=lambda cue: cue.start_ms,
        default=None,
    )


def _nearest(ms: int, edges: Sequence[int]) -> int:
    nearest = min(edges, key=lambda edge: abs(edge - ms), default=ms)
    return nearest if abs(nearest - ms) <= _SAME_MS else ms
