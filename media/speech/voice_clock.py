"""Stretches of voice put end to end, pauses left out: from a moment of the film to one of the voice, and back."""

from bisect import bisect_right
from collections.abc import Sequence

from media.sources.audio import Span


class VoiceClock:
    """A clock that stands still where nobody speaks; all in milliseconds."""

    def __init__(self, voice: Sequence[Span]) -> None:
        self.voice = tuple(voice)
        self._starts = [start for start, _ in voice]
        self._before = [0]
        for start, end in voice:
            self._before.append(self._before[-1] + end - start)

    @property
    def total(self) -> int:
        """All the voice there is."""
        return self._before[-1]

    @property
    def end(self) -> int:
        """The end of the last stretch; 0 where there is none."""
        return self.voice[-1][1] if self.voice else 0

    def spoken(self, at: float) -> float:
        """How much voice there was before a moment of the film."""
        place = bisect_right(self._starts, at) - 1
        if place < 0:
            return 0.0
        start, end = self.voice[place]
        return self._before[place] + min(at, end) - start

    def between(self, begin: float, end: float) -> float:
        """How much voice there is between two moments of the film."""
        return max(self.spoken(end) - self.spoken(begin), 0.0)

    def moment(self, spoken: float) -> int:
        """The moment of the film before which there was so much voice; 0 where there is none."""
        if not self.voice:
            return 0
        place = min(max(bisect_right(self._before, spoken) - 1, 0), len(self.voice) - 1)
        start, end = self.voice[place]
        return min(round(start + spoken - self._before[place]), end)

    def within(self, begin: int, end: int) -> Span:
        """A span without the silence at its ends; as it is where nobody speaks in it."""
        inside = [one for one in self.voice if one[0] < end and one[1] > begin]
        return (max(begin, inside[0][0]), min(end, inside[-1][1])) if inside else (begin, end)

    def pause(self, begin: float, end: float) -> Span | None:
        """The longest silence between two stretches that lies, if only in part, between two moments."""
        first = max(bisect_right(self._starts, begin) - 1, 0)
        found = None
        for (_, stops), (starts, _) in zip(self.voice[first:], self.voice[first + 1 :], strict=False):
            if stops >= end:
                break
            if starts > begin and (found is None or starts - stops > found[1] - found[0]):
                found = stops, starts
        return found
