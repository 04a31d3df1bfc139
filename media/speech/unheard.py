"""Stretches of voice for which a recogniser gave no word, and which of two answers has more of one."""

from collections.abc import Iterable, Sequence

from media.sources.audio import Span
from media.speech import kept_words
from media.speech.recogniser_answer import Segment
from media.speech.sound import A_MILLISECOND

_HOLE_MS = 1000  # of voice without a word: long enough for some
_LONGEST_WORD_MS = 1500  # a word that is longer was drawn over what was not heard


def stretches(segments: Sequence[Segment], voice: Sequence[Span]) -> list[Span]:
    """The stretches (samples) in which some of the voice has no word, each from pause to pause."""
    words = _spans(segments, voice)
    found = list[Span]()
    before = False
    for start, end in voice:
        holed = _has_hole((start // A_MILLISECOND, end // A_MILLISECOND), words)
        if holed:
            found[-1:] = [(found[-1][0], end)] if before else [*found[-1:], (start, end)]
        before = holed
    return found


def better(
    segments: Sequence[Segment], again: Sequence[Segment], part: Span, voice: Sequence[Span]
) -> list[Segment]:
    """Segments, with what was heard again in a part (samples) in place of what was heard before, if that is less."""
    within = part[0] // A_MILLISECOND, part[1] // A_MILLISECOND
    outside, inside = _parted(segments, within)
    if _written(again, within, voice) <= _written(inside, within, voice):
        return list(segments)
    return sorted([*outside, *again], key=lambda one: one["from"])


def _parted(segments: Sequence[Segment], part: Span) -> tuple[list[Segment], list[Segment]]:
    """Segments with the words outside of a part, and with those in it; a segment without words is in neither."""
    outside, inside = list[Segment](), list[Segment]()
    for segment in segments:
        for found, wanted in ((inside, True), (outside, False)):
            words = [
                one for one in segment["words"] if (part[0] <= (one[1] + one[2]) / 2 < part[1]) == wanted
            ]
            if words:
                found.append(
                    {
                        "from": words[0][1],
                        "until": words[-1][2],
                        "no_speech": segment["no_speech"],
                        "words": words,
                    }
                )
    return outside, inside


def _written(segments: Sequence[Segment], part: Span, voice: Sequence[Span]) -> int:
    """How much of a part has words, in milliseconds."""
    spans = _spans(segments, voice)
    return sum(max(min(end, part[1]) - max(start, part[0]), 0) for start, end in spans)


def _spans(segments: Sequence[Segment], voice: Sequence[Span]) -> list[Span]:
    """Where the words are that would be kept."""
    spoken = [(start // A_MILLISECOND, end // A_MILLISECOND) for start, end in voice]
    words, _ = kept_words.parted(segments, spoken)
    return [(one.start_ms, min(one.end_ms, one.start_ms + _LONGEST_WORD_MS)) for one in words]


def _has_hole(voice: Span, words: Iterable[Span]) -> bool:
    at = voice[0]
    for start, end in sorted(words):
        if min(start, voice[1]) - at >= _HOLE_MS:
            return True
        at = max(at, end)
    return voice[1] - at >= _HOLE_MS
