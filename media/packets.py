"""What the packets of a film add up to: how long each track really lasts, and how fast its pictures follow.

They are counted to the end without being decoded, as ffmpeg's `framecrc` lists them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from media.errors import BadInput

LONGEST_MS = 4 * 3600 * 1000  # Facebook takes films of 240 minutes
_MOST = 6_000_000  # four hours of sound and of pictures at 240 a second are fewer
_HEADER = re.compile(r"#(tb|media_type) (\d+): (\S+)")
_PACKET = re.compile(r"(\d+),\s*(-?\d+),\s*(-?\d+),\s*(\d+),\s*\d+, 0x[0-9a-f]+(?:, F=0x([0-9A-F]+))?")
_NO_TIME = -(2**63)
_DISCARDED = 4  # before the point from which an edit list shows the film


@dataclass
class Track:
    """One track; times in ticks of `base` seconds, the film's beginning being 0."""

    base: Fraction = Fraction(1, 1000)
    kind: str = ""
    count: int = 0
    first_read: int = 0
    second_read: int = 0
    last_read: int = 0
    last: int = 0
    last_duration: int = 0

    def add(self, read: int, shown: int, duration: int) -> None:
        """Count a packet: when it is decoded, which every packet says in order, and when it is shown."""
        self.count += 1
        if self.count == 1:
            self.first_read = read
        if self.count == 2:
            self.second_read = read
        self.last_read = read
        if self.count == 1 or shown >= self.last:
            self.last, self.last_duration = shown, duration

    def rate(self) -> Fraction | None:
        """Packets a second; None where it cannot be told. In what was streamed the first may last longer."""
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
        if not int(packet[5] or "0", 16) & _DISCARDED:
            shown = read if shown == _NO_TIME else shown
            self.tracks.setdefault(int(packet[1]), Track()).add(read, shown, int(packet[4]))
