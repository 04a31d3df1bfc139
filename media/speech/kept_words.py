"""Which of a recogniser's words are kept: what it invents over silence, and repeats, is dropped and told."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from media.sources.audio import Span
from media.speech.heard_speech import Dropped
from media.subtitles.words import Word

NO_SPEECH = 0.6  # from here on the recogniser itself takes a segment for none, whatever it wrote
_REACH_MS = 200  # a word this near to a voice belongs to it: its times are not exact


def parted(
    segments: Iterable[Mapping[str, Any]], voice: Sequence[Span]
) -> tuple[tuple[Word, ...], tuple[Dropped, ...]]:
    """The words of segments that are kept, in order, and what was dropped."""
    kept, dropped = list[Word](), list[Dropped]()
    for segment in segments:
        words = _words(segment["words"])
        kept += words
    return tuple(kept), tuple(dropped)


def _words(pieces: Iterable[Sequence[Any]]) -> list[Word]:
    """Whole words of the pieces that a recogniser gives: what begins without a space goes on with the one before."""
    found = list[Word]()
    for text, start, end, sure in pieces:
        shown = str(text).strip()
        if found and not str(text).startswith(" "):
            last = found.pop()
            start, shown = last.start_ms, last.text + shown
            sure = min(sure, last.confidence or 0.0)
        found.append(
            Word(
                text=shown,
                start_ms=int(start),
                end_ms=max(int(start), int(end)),
                confidence=round(float(sure), 3),
            )
        )
    return [one for one in found if one.text]
