"""Which shape pixels have from when on, in transport and programme streams: what ffmpeg says of that is one for all.

Headers of sequences say it; nothing is decoded. Tables: ITU-T H.264, E-1, which H.265 repeats; ISO 13818-2, 6-3.
"""

import re
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from media import ffmpeg

SECONDS = 60  # at most, for a film; of one that takes longer nothing is known
_UNITS = {"h264": 7, "hevc": 33, "mpeg2video": 179}  # what holds a sequence's header
_TICKS = 90  # of these streams, in a millisecond
_PIXELS = (
    *((1, 1), (12, 11), (10, 11), (16, 11), (40, 33), (24, 11), (20, 11), (32, 11)),
    *((80, 33), (18, 11), (15, 11), (64, 33), (160, 99), (4, 3), (3, 2), (2, 1)),
)
_MOST = 100  # shapes of a film that are told apart
_WRITTEN_OUT = 255
_PICTURES = {2: Fraction(4, 3), 3: Fraction(16, 9), 4: Fraction(221, 100)}
_TOLD = re.compile(
    r"Packet: .*? (?:pts (?P<shown>-?\d+)|no pts), dts (?P<read>-?\d+)"
    r"|(?P<name>aspect_ratio_idc|sar_width|sar_height|aspect_ratio_information) +\d+ = (?P<value>\d+)"
)


@dataclass(frozen=True, kw_only=True)
class PixelShape:
    """From a moment of a film on: the shape of its pixels, or of its whole picture, width to height."""

    from_ms: int
    pixel: Fraction | None = None
    picture: Fraction | None = None

    def of(self, across: int, down: int) -> Fraction:
        """The shape of pixels in a coded picture of some size."""
        if self.picture is not None:
            return self.picture * down / across
        return self.pixel or Fraction(1)


@dataclass(kw_only=True)
class _Headers:
    """The shapes that headers tell, each once until another comes; fed line by line."""

    shapes: list[PixelShape] = field(default_factory=list)
    _at: int = 0
    _width: int = 0

    def read(self, line: str) -> None:
        if (found := _TOLD.search(line)) is None:
            return
        if found["name"] is None:
            self._at = max(0, round(int(found["shown"] or found["read"]) / _TICKS))
        else:
            self._take(found["name"], int(found["value"]))

    def _take(self, name: str, value: int) -> None:
        if name == "sar_width":
            self._width = value
        elif name == "sar_height" and self._width and value:
            self._add(pixel=Fraction(self._width, value))
        elif name == "aspect_ratio_idc" and value != _WRITTEN_OUT:
            self._add(pixel=Fraction(*_PIXELS[value - 1]) if 0 < value <= len(_PIXELS) else Fraction(1))
        elif name == "aspect_ratio_information":
            picture = _PICTURES.get(value)
            self._add(pixel=None if picture else Fraction(1), picture=picture)

    def _add(self, pixel: Fraction | None = None, picture: Fraction | None = None) -> None:
        last = (self.shapes[-1].pixel, self.shapes[-1].picture) if self.shapes else None
        if last != (pixel, picture) and len(self.shapes) < _MOST:
            self.shapes.append(PixelShape(from_ms=self._at, pixel=pixel, picture=picture))


def told(path: Path, track: int, codec: str, others: list[str]) -> list[PixelShape]:
    """All shapes of pixels that the headers of a track tell, in order; none where it has one, or the codec tells none.

    `others` are words that have tracks read beside the picture, so that time begins with the first of all.
    """
    unit = _UNITS.get(codec)
    if unit is None:
        return []
    headers = _Headers()
    traced = ("-map", f"0:V:{track}", "-c", "copy", "-bsf:v", f"filter_units=pass_types={unit},trace_headers")
    words = ["-nostats", *ffmpeg.safe_input(path), *traced, "-f", "null", "-", *others]
    ffmpeg.run(words, seconds=SECONDS, on_said=headers.read)
    return headers.shapes if len(headers.shapes) > 1 else []
