"""Subtitles in two languages at the same time: what is seen together, and from when to when."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from media.brand.kit import Brand
from media.lettering import fonts
from media.subtitles.cues.words import Word
from media.subtitles.model import Cue

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


def speech(
    cues: Iterable[Cue],
    words: Iterable[Word],
    second: Iterable[Cue],
    part: tuple[int, int, int],
    brand: Brand,
    language: str,
) -> Speech:
    """What is to be read, as far as the kit shows it, in the new film's time.

    `part` is the part of the film that is shown, and when it begins: from, to, lead (ms).
    """
    shown, shift = _shifted(cues, *part), part[2] - part[0]
    heard = [
        replace(one, start_ms=one.start_ms + shift, end_ms=one.end_ms + shift)
        for one in (words if brand.highlight == "word" else ())
    ]
    below = _shifted(second, *part) if brand.second_language not in ("off", language) else []
    return Speech(
        cues=tuple(shown),
        words=tuple(heard),
        second=tuple(with_first(shown, below)),
        second_language=brand.second_language if below else "",
    )


def _shifted(cues: Iterable[Cue], from_ms: int, to_ms: int, lead: int) -> list[Cue]:
    """Cues in the new film's time, cut to the part that is shown."""
    shift = lead - from_ms
    shown = (
        Cue(start_ms=max(cue.start_ms, from_ms) + shift, end_ms=min(cue.end_ms, to_ms) + shift, text=cue.text)
        for cue in cues
        if fonts.drawable(cue.text).strip()
    )
    return [cue for cue in shown if cue.end_ms > cue.start_ms]


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
