"""The packets of a film's tracks, counted to the end: how long each lasts, and at which rate its pictures follow."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from media.errors import BadInput
from media.formats import STANDARD_RATES, standard_rate

_MOST = 6_000_000  # four hours of sound and of pictures at 240 a second are fewer
_HEADER = re.compile(r"#(tb|media_type) (\d+): (\S+)")
_PACKET = re.compile(r"(\d+),\s*(-?\d+),\s*(-?\d+),\s*(\d+),\s*\d+, 0x[0-9a-f]+(?:, F=0x([0-9A-F]+))?")
_NO_TIME = -(2**63)
_MOST_INTERVALS = 1000  # that are told apart
_NEARLY_ALWAYS, _OFTEN, _FASTER = 0.9, 0.25, Fraction(21, 20)
_ROUNDED = Fraction(9, 200)  # by which a rate is off whose times are whole milliseconds
_KEY, _DISCARDED = (
    1,
    4,
)  # flags; discarded is what lies before the point from which an edit list shows the film


@dataclass
class Track:
    """One track; times in ticks of `base` seconds, the film's beginning being 0."""

    base: Fraction = Fraction(1, 1000)
    kind: str = ""
    count: int = 0
    keys: int = 0
    first_read: int = 0
    second_read: int = 0
    last_read: int = 0
    intervals: Counter[int] = field(default_factory=Counter)
    last: int = 0
    last_duration: int = 0

    def add(self, read: int, shown: int, duration: int) -> None:
        """Count a packet: when it is decoded, which every packet says in order, and when it is shown."""
        self.count += 1
        if self.count == 1:
            self.first_read = read
        if self.count == 2:
            self.second_read = read
        if self.count > 2 and (
            len(self.intervals) < _MOST_INTERVALS or read - self.last_read in self.intervals
        ):
            self.intervals[read - self.last_read] += 1
        self.last_read = read
        if self.count == 1 or shown >= self.last:
            self.last, self.last_duration = shown, duration

    def rate(self) -> Fraction | None:
        """Packets a second; None where it cannot be told.

        A rate that was meant counts where it holds most of the time, or changes: there was a gap, or pictures paused.
        """
        mean = self._mean_rate()
        if mean is None or standard_rate(mean) in STANDARD_RATES:
            return mean
        held = self._held_rates()
        if held and max(held.values()) >= _NEARLY_ALWAYS:
            return max(held, key=lambda rate: held[rate])
        often = [rate for rate, share in held.items() if share >= _OFTEN]
        return max([mean, *(rate for rate in often if rate > mean * _FASTER)])

    def _held_rates(self) -> dict[Fraction, float]:
        """How often (of 1) packets follow each other at each of the standard rates."""
        held: dict[Fraction, float] = {}
        for interval, count in self.intervals.items():
            if interval > 0:
                rate = 1 / (interval * self.base)
                nearest = min(STANDARD_RATES, key=lambda standard: abs(standard - rate))
                if abs(nearest - rate) <= nearest * _ROUNDED:
                    held[nearest] = held.get(nearest, 0) + count / self.intervals.total()
        return held

    def _mean_rate(self) -> Fraction | None:
        """Packets a second on the whole. In what was streamed the first may last longer."""
        begin, parts = (self.second_read, 2) if self.count > 3 else (self.first_read, 1)
        span = (self.last_read - begin) * self.base
        return (self.count - parts) / span if self.count > 1 and span > 0 else None

    def end_ms(self) -> int:
        """When the last packet ends; a picture without a duration lasts as long as the others."""
        tail = self.last_duration * self.base
        return round((self.last * self.base + (tail or 1 / (self.rate() or Fraction(25)))) * 1000)


@dataclass
class Packets:
    """All tracks of a film, fed line by line."""

    path: str
    tracks: dict[int, Track] = field(default_factory=dict)
    left: int = _MOST

    def read(self, line: str) -> None:
        """Take one line of the list; BadInput when there are more packets than a film of four hours has."""
        if packet := _PACKET.match(line):
            self._add(packet)
        elif header := _HEADER.match(line):
            track = self.tracks.setdefault(int(header[2]), Track())
            if header[1] == "tb":
                track.base = Fraction(header[3])
            else:
                track.kind = header[3]

    def of(self, kind: str) -> Iterator[Track]:
        """The tracks of one kind (`video`, `audio`), in the film's order, the empty ones too."""
        return (track for _, track in sorted(self.tracks.items()) if track.kind == kind)

    def end_ms(self) -> int:
        """When the last track ends."""
        return max((track.end_ms() for track in self.tracks.values() if track.count), default=0)

    def _add(self, packet: re.Match[str]) -> None:
        self.left -= 1
        if self.left < 0:
            raise BadInput("film-too-many-parts", path=self.path, most=_MOST)
        read, shown = int(packet[2]), int(packet[3])
        flags = int(packet[5] or "1", 16)
        if not flags & _DISCARDED:
            shown = read if shown == _NO_TIME else shown
            track = self.tracks.setdefault(int(packet[1]), Track())
            track.keys += flags & _KEY
            track.add(read, shown, int(packet[4]))
