"""The shapes a film goes out in: pixels, safe areas and text sizes, as data.

Figures: the platforms' documents and the BBC's subtitle guidelines (facts/testimony.md sections 1.2 and 8).
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal


@dataclass(frozen=True, kw_only=True)
class Region:
    """Part of a picture, as fractions of its width and height counted from the top left."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, kw_only=True)
class Format:
    """One shape: size in pixels, where text may stand, and how large subtitles are.

    `window` is where a film wider than the format is shown (over a surround); subtitles stand below it.
    `line_height_pct` is the height of one subtitle line in percent of the picture's height; a long text is set
    down to `small_line_pct` to stay on two lines, and only then on `max_lines`.
    """

    name: str
    width: int
    height: int
    line_height_pct: float
    small_line_pct: float
    region: Region
    window: Region
    max_chars: int
    max_lines: int
    subtitle_width_pct: float

    @property
    def short_side(self) -> int:
        """The measure that sizes of names, logos and margins are percentages of, in pixels."""
        return min(self.width, self.height)


_EVERYWHERE = Region(left=0, top=0, right=1, bottom=1)
_EBU_SAFE = Region(left=0.05, top=0.05, right=0.95, bottom=0.95)  # EBU R 95: graphics within 90 % x 90 %

LANDSCAPE = Format(
    name="landscape",
    width=1920,
    height=1080,
    line_height_pct=7.0,
    small_line_pct=5.6,
    region=_EBU_SAFE,
    window=_EVERYWHERE,
    max_chars=42,
    max_lines=2,
    subtitle_width_pct=75,
)
SQUARE = Format(
    name="square",
    width=1080,
    height=1080,
    line_height_pct=5.6,
    small_line_pct=4.6,
    region=_EBU_SAFE,
    window=Region(left=0, top=0, right=1, bottom=0.75),
    max_chars=36,
    max_lines=2,
    subtitle_width_pct=90,
)
FEED = Format(
    name="feed",
    width=1080,
    height=1350,
    line_height_pct=5.0,
    small_line_pct=4.1,
    region=_EBU_SAFE,
    window=Region(left=0, top=0.12, right=1, bottom=0.72),
    max_chars=34,
    max_lines=2,
    subtitle_width_pct=90,
)
PORTRAIT = Format(  # Reels cover the top 14 %, the bottom 35 % and 6 % at each side with buttons and text
    name="portrait",
    width=1080,
    height=1920,
    line_height_pct=4.2,
    small_line_pct=3.5,
    region=Region(left=0.06, top=0.14, right=0.94, bottom=0.65),
    window=Region(left=0, top=0.12, right=1, bottom=0.541),
    max_chars=30,
    max_lines=2,
    subtitle_width_pct=88,
)
FORMATS: dict[str, Format] = {f.name: f for f in (LANDSCAPE, SQUARE, FEED, PORTRAIT)}

STANDARD_RATES = (
    Fraction(24000, 1001),
    Fraction(24),
    Fraction(25),
    Fraction(30000, 1001),
    Fraction(30),
    Fraction(48),
    Fraction(50),
    Fraction(60000, 1001),
    Fraction(60),
)
_SAME_RATE = Fraction(1, 1500)  # closer than 24 is to 23.976


def standard_rate(fps: Fraction) -> Fraction:
    """The broadcast rate that a measured frame rate stands for, or the rate itself when it is none."""
    nearest = min(STANDARD_RATES, key=lambda rate: abs(rate - fps))
    return nearest if abs(nearest - fps) <= nearest * _SAME_RATE else fps


def output_rate(fps: Fraction) -> Fraction:
    """The fixed frame rate (24 to 60) a film goes out at: its own when standard, else what loses least.

    Facebook asks 24–60 frames at a fixed rate; 23.976 goes to 24, variable rates to 30, faster ones to 60.
    """
    own = standard_rate(fps)
    if own in STANDARD_RATES:
        return max(own, Fraction(24))
    doubled = standard_rate(fps * 2)
    if doubled in STANDARD_RATES and doubled >= 24:
        return doubled
    return Fraction(60) if fps > 45 else Fraction(30)


Fill = Literal["crop", "blur", "brand", "band"]  # what becomes of a film of another shape than the format's
FILLS: tuple[Fill, ...] = ("crop", "blur", "brand", "band")


LINE = 1.25  # height of a line in font sizes
