"""From the times that a model gives words to those at which they are heard: words keep to the voice, in their order.

A model lets the first word after a pause begin in the pause; the edges of the voice mend it (facts/speech.md 3.4).
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from media.sources.audio import Span
from media.speech.voice_clock import VoiceClock

_SHORT_MS, _LETTER_MS, _LONGEST_MS = (
    250,
    85,
    1300,
)  # how long a word is at most: so much, and so much a letter
_SOFT_MS = 150  # of silence around a voice, which the model hears too
_TOUCH_MS = 50  # of a voice, and a word is not in it yet
_SNAP_MS = 600  # a word this near to the edge of its stretch of voice begins or ends with it


@dataclass(frozen=True, kw_only=True)
class Place:
    """When a word is heard, in milliseconds of the film; `stretch` is the number of its stretch of voice."""

    start: int
    end: int
    stretch: int


def places(
    words: Sequence[str], timed: Sequence[Span | None], free: Sequence[bool], voice: Sequence[Span]
) -> tuple[Span, ...]:
    """When each word is heard, in order and without overlap.

    `timed`: what the model said, None where nothing; `free` tells which words are longer than their letters (figures,
    which are read as words) and so take the time between their neighbours. `voice` is not empty.
    """
    known: list[Place | None] = []
    stretch = 0
    for word, span, long in zip(words, timed, free, strict=True):
        place = _in_voice(span, voice, stretch) if span else None
        stretch = place.stretch if place else stretch
        known.append(place if place is None or long else _shortened(place, word))
    return _ordered(words, _at_edges(_widened(known, free, voice), voice), voice)


def _shortened(place: Place, word: str) -> Place:
    """A place that is not longer than its word can be: something before it was taken for its begin."""
    most = min(_SHORT_MS + _LETTER_MS * len(word), _LONGEST_MS)
    return replace(place, start=max(place.start, place.end - most))


def _in_voice(span: Span, voice: Sequence[Span], least: int) -> Place:
    """Where a word lies within the stretch of voice that it shares most time with, not before the `least`.

    One that fills a pause and shares time with no voice, or hardly any, is the first behind it: sentences begin softly.
    """
    first = max(bisect_right(voice, (span[0], span[0])) - 1, least)
    last = max(bisect_right(voice, (span[1], span[1])) - 1, first)
    near = range(first, min(last + 2, len(voice)))
    most = max(_shared(span, voice[number]) for number in near)
    slack = 0 if most > _TOUCH_MS else _SOFT_MS
    best = next(number for number in reversed(near) if _shared(span, voice[number]) >= most - slack)
    start, end = voice[best]
    begin = min(max(span[0], start), end)
    return Place(start=begin, end=min(max(span[1], begin), end), stretch=best)


def _shared(span: Span, stretch: Span) -> int:
    """The time that both share; less than none where they are apart: minus what lies between."""
    return min(span[1], stretch[1]) - max(span[0], stretch[0])


def _widened(
    known: Sequence[Place | None], free: Sequence[bool], voice: Sequence[Span]
) -> list[Place | None]:
    """The places with those of free words drawn to their neighbours, or to the edges of the voice."""
    wide = list(known)
    for number, one in enumerate(known):
        if one is None or not free[number]:
            continue
        before = wide[number - 1] if number else None
        after = known[number + 1] if number + 1 < len(known) else None
        start, end = voice[one.stretch]
        begin = before.end if before and before.stretch == one.stretch else start
        until = after.start if after and after.stretch == one.stretch else end
        wide[number] = replace(one, start=min(begin, one.start), end=max(until, one.end))
    return wide


def _at_edges(known: Sequence[Place | None], voice: Sequence[Span]) -> list[Place | None]:
    """The places with the first word of each stretch of voice at its begin, and the last one at its end, if near."""
    held = dict[int, list[int]]()
    for number, one in enumerate(known):
        if one:
            held.setdefault(one.stretch, []).append(number)
    moved = list(known)
    for stretch, numbers in held.items():
        start, end = voice[stretch]
        first, last = moved[numbers[0]], moved[numbers[-1]]
        if first and first.start - start <= _SNAP_MS and not _untimed(known, numbers[0] - 1):
            moved[numbers[0]] = first = replace(first, start=start)
        last = moved[numbers[-1]]
        if last and end - last.end <= _SNAP_MS and not _untimed(known, numbers[-1] + 1):
            moved[numbers[-1]] = replace(last, end=end)
    return moved


def _untimed(known: Sequence[Place | None], number: int) -> bool:
    return 0 <= number < len(known) and known[number] is None


def _ordered(words: Sequence[str], known: Sequence[Place | None], voice: Sequence[Span]) -> tuple[Span, ...]:
    """The spans in order; words without a time share the voice between their neighbours by their letters."""
    clock, found, waiting, last = VoiceClock(voice), list[Span](), list[int](), 0
    for number, one in enumerate(known):
        if one is None:
            waiting.append(number)
            continue
        start = max(one.start, last)
        found += _shared_out([words[each] for each in waiting], (last, start), clock)
        found.append((start, max(one.end, start)))
        last, waiting = found[-1][1], []
    found += _shared_out([words[each] for each in waiting], (last, max(voice[-1][1], last)), clock)
    return tuple(found)


def _shared_out(words: Sequence[str], span: Span, clock: VoiceClock) -> list[Span]:
    signs, so_far, found = sum(map(len, words)) or 1, 0, list[Span]()
    begin, spoken = clock.spoken(span[0]), clock.between(*span)
    for word in words:
        edges = [clock.moment(begin + spoken * part / signs) for part in (so_far, so_far + len(word))]
        start, end = (min(max(edge, span[0]), span[1]) for edge in edges)
        found.append((start, max(start, end)))
        so_far += len(word)
    return found
