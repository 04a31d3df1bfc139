"""How long cues stand: long enough to be read where there is room, chained to the next, and on frames of the film."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil

from media.subtitles.model import Cue
from media.subtitles.norms import Norms, length

LINGER_MS = 1500  # how long a cue may stand after the last word, to be read to its end: the BBC's bound
EARLY_MS = 400  # how far from its speech a cue may begin where one would else be read too fast
_REACH = 4  # cues beside one that is read too fast that may give it time
_CHAINED_MS = 500  # a shorter gap between cues flickers


def chained(
    said: Sequence[Cue], *, norms: Norms, fps: Fraction, film_ms: int, speed: float
) -> tuple[Cue, ...]:
    """Cues that end with their speech, in order, each to stand as long as `speed` (signs a second) asks.

    None overlap, and between two of them is the norms' gap, or half a second and more.
    """
    gap = round(norms.gap_frames * 1000 / fps)
    cues = []
    for cue, after in zip(said, [*said[1:], None], strict=False):
        limit = min(after.start_ms - gap if after else film_ms, cue.start_ms + norms.longest_ms)
        reading = cue.start_ms + max(norms.short_ms, round(length(cue.text) * 1000 / speed))
        stands = max(cue.end_ms, min(reading, cue.end_ms + LINGER_MS))
        stop = limit if stands > limit - _CHAINED_MS else stands
        cues.append(Cue(start_ms=cue.start_ms, end_ms=max(stop, cue.start_ms + 1), text=cue.text))
    return tuple(cues)


def eased(
    cues: Sequence[Cue], latest: Sequence[int], *, norms: Norms, fps: Fraction, most: float
) -> tuple[Cue, ...]:
    """Cues of which those that are read faster than `most` take time from pauses and from their neighbours.

    No cue begins more than 400 ms from where it did or ends after its `latest` moment, and no neighbour becomes an
    error for it.
    """
    begun = [one.start_ms for one in cues]
    ease = _Ease(cues=list(cues), begun=begun, latest=latest, norms=norms, fps=fps, most=most)
    for place in range(len(cues)):
        ease.from_pause(place)
        ease.from_later(place)
        ease.from_earlier(place)
    return tuple(ease.cues)


@dataclass(frozen=True, kw_only=True)
class _Ease:
    """Cues on their way to being read in time."""

    cues: list[Cue]
    begun: list[int]
    latest: Sequence[int]
    norms: Norms
    fps: Fraction
    most: float

    @property
    def _gap(self) -> int:
        return round(self.norms.gap_frames * 1000 / self.fps)

    def from_pause(self, place: int) -> None:
        """Begin earlier where nothing is shown."""
        before = self.cues[place - 1].end_ms + self._gap if place else 0
        shift = self._taken(place, self.cues[place].start_ms - before)
        self._move(place, start=-shift)
        gap = self.cues[place].start_ms - before
        if shift and place and 0 < gap < _CHAINED_MS:
            long = self.cues[place - 1].end_ms + gap - self.cues[place - 1].start_ms > self.norms.longest_ms
            self._move(place - 1, end=0 if long else gap)

    def from_later(self, place: int) -> None:
        """Stand longer, and let the next cues begin later, up to the first that has time to spare, or a pause."""
        for last in range(place + 1, min(place + 1 + _REACH, len(self.cues))):
            if not self._is_chained(last - 1):
                return
            between = range(place + 1, last + 1)
            room = min(EARLY_MS - self.cues[one].start_ms + self.begun[one] for one in between)
            spare = max(self._spare(last), 0)
            behind = self._behind(last)
            shift = self._taken(place, min(room, spare + behind))
            if shift > spare:
                self._end_later(last, min(shift, behind))
            for one in between:
                self._move(one - 1, end=shift)
                self._move(one, start=shift)

    def from_earlier(self, place: int) -> None:
        """Begin earlier, and let the cues before end so, down to the first that has time to spare."""
        for first in range(place - 1, max(place - 1 - _REACH, -1), -1):
            if not self._is_chained(first):
                return
            between = range(first + 1, place + 1)
            room = min(EARLY_MS + self.cues[one].start_ms - self.begun[one] for one in between)
            shift = self._taken(place, min(room, self._spare(first)))
            for one in between:
                self._move(one - 1, end=-shift)
                self._move(one, start=-shift)

    def _behind(self, place: int) -> int:
        """How much later a cue may end: so that the gap to the next one is the norms', or does not flicker."""
        until = self.latest[place]
        if place + 1 < len(self.cues):
            chained = self.cues[place + 1].start_ms - self._gap
            until = chained if until >= chained else min(until, self.cues[place + 1].start_ms - _CHAINED_MS)
        return max(0, until - self.cues[place].end_ms)

    def _end_later(self, place: int, by: int) -> None:
        end = self.cues[place].end_ms + by
        if place + 1 < len(self.cues) and self.cues[place + 1].start_ms - end < _CHAINED_MS:
            end = min(self.cues[place + 1].start_ms - self._gap, self.latest[place])
        self._move(place, end=end - self.cues[place].end_ms)

    def _is_chained(self, place: int) -> bool:
        return self.cues[place + 1].start_ms - self.cues[place].end_ms < _CHAINED_MS

    def _wanted(self, place: int) -> int:
        return ceil(length(self.cues[place].text) * 1000 / self.most)

    def _taken(self, place: int, free: int) -> int:
        """How much of the time that is free a cue takes, in whole frames; nothing where it has enough."""
        cue = self.cues[place]
        missing = self._wanted(place) - (cue.end_ms - cue.start_ms)
        count = min(ceil(missing * self.fps / 1000), int(min(free, EARLY_MS) * self.fps / 1000))
        return round(max(0, count) * 1000 / self.fps) if missing > 0 else 0

    def _spare(self, place: int) -> int:
        cue = self.cues[place]
        return cue.end_ms - cue.start_ms - max(self.norms.short_ms, self._wanted(place))

    def _move(self, place: int, start: int = 0, end: int = 0) -> None:
        cue = self.cues[place]
        self.cues[place] = replace(cue, start_ms=cue.start_ms + start, end_ms=cue.end_ms + end)
