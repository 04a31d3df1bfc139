"""Where a film and its text are cut into windows that a model can align: at pauses between words that were matched."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from media.sources.audio import Span
from media.speech.voice_clock import VoiceClock

_LONGEST_MS = 28_000  # what a model sees at once is 30 s
_WANTED_MS = 14_000
_LEAST_MS = 2_000
_PAD_MS = 150  # of silence that is left around a voice: longer pauses only mislead the model
_LONG_PAUSE_MS = 600  # from here on a pause is as good as a longer one
_FORCED, _UNMATCHED = 3.0, 6.0  # what a cut costs within a voice, and between words that were not matched


@dataclass(frozen=True, kw_only=True)
class Boundary:
    """A place between two words, the first of which is `word`, in film time.

    `pause` is the silence there (0: none); `matched` tells whether both words were heard one after the other.
    """

    word: int
    at: int
    pause: int
    matched: bool


@dataclass(frozen=True, kw_only=True)
class Window:
    """Words from one to another (not itself), and the stretches of the film in which they are spoken."""

    words: tuple[int, int]
    pieces: tuple[Span, ...]


def windows(
    count: int, boundaries: Sequence[Boundary], voice: Sequence[Span], film_ms: int
) -> tuple[Window, ...]:
    """The windows of so many words, given the places between them in order, and the voice that says them."""
    sound = _padded(voice, film_ms)
    found, first, at = list[Window](), 0, 0
    for cut in [*_cuts(boundaries, VoiceClock(sound)), None]:
        end, until = (cut.word + 1, cut.at) if cut else (count, film_ms)
        pieces = tuple((max(a, at), min(b, until)) for a, b in sound if a < until and b > at)
        if end > first and pieces:
            found.append(Window(words=(first, end), pieces=pieces))
        first, at = end, until
    return tuple(found)


def _padded(voice: Sequence[Span], film_ms: int) -> tuple[Span, ...]:
    """The voice with a little of the silence around it."""
    found = list[Span]()
    for start, end in voice:
        begin, until = max(start - _PAD_MS, 0), min(end + _PAD_MS, film_ms)
        if found and begin <= found[-1][1]:
            begin = found.pop()[0]
        found.append((begin, until))
    return tuple(found)


def _cuts(boundaries: Sequence[Boundary], clock: VoiceClock) -> Iterator[Boundary]:
    """The places where windows end: near the wanted length, where it costs least."""
    begin, place = 0.0, 0
    while clock.total - begin > _WANTED_MS * 1.5:
        near = list(_near(boundaries, place, begin, clock))
        if not near:
            return
        number = min(near, key=lambda at: _price(boundaries[at], clock.spoken(boundaries[at].at) - begin))
        yield boundaries[number]
        begin, place = clock.spoken(boundaries[number].at), number + 1


def _near(boundaries: Sequence[Boundary], place: int, begin: float, clock: VoiceClock) -> Iterator[int]:
    """The numbers of the places where a window may end; of those too far away the first, if there is no other."""
    found = False
    for number in range(place, len(boundaries)):
        length = clock.spoken(boundaries[number].at) - begin
        if length > _LONGEST_MS and found:
            return
        if length >= _LEAST_MS:
            found = True
            yield number
        if length > _LONGEST_MS:
            return


def _price(one: Boundary, length: float) -> float:
    price = (0.0 if one.pause else _FORCED) + (0.0 if one.matched else _UNMATCHED)
    return price - min(one.pause, _LONG_PAUSE_MS) / 400 + abs(length - _WANTED_MS) / 7000
