"""How the pictures of a film look (shape, turn, colours), and from when on they look otherwise.

A call is turned, recordings are joined. Key pictures alone are decoded, because a film changes in front of one; the
sound is decoded too, for only then ffmpeg tells that its channels or its rate changed.
"""

import re
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path

from media import ffmpeg
from media.sources import pixel_shapes
from media.sources.pixel_shapes import PixelShape

SECONDS = 60  # at most, for a film
_MOST_KEYS = 20_000  # key pictures; what has more, such as a recording in pictures alone, is not looked at
MOST = 60  # changes of a film that are followed; nobody turns a phone more often
_SAME_SHAPE = 0.02  # of a shape: encoders round sizes to even numbers
# what showinfo says of a picture, part by part, for others may speak in between
_TOLD = re.compile(
    r"n: *\d+ pts: *\S+ +pts_time:(?P<at>-?[\d.]+) .*? sar:(?P<wide>\d+)/(?P<tall>\d+) "
    r"s:(?P<across>\d+)x(?P<down>\d+) i:(?P<fields>\w)"
    r"|rotation of (?P<turned>-?[\d.]+) degrees"
    r"|color_space:(?P<matrix>[a-z0-9-]+)|color_primaries:(?P<primaries>[a-z0-9-]+)"
    r"|color_trc:(?P<transfer>[a-z0-9-]+)"
)
_NEAR_MS = 5
_OTHER_SOUND = "filter graph because audio parameters changed"


@dataclass(frozen=True, kw_only=True)
class Look:
    """How a film looks from a moment of its time on, until the next look begins.

    `width` and `height` are as displayed, in pixels; `across` and `down` are those of the coded picture, which is
    turned clockwise by `turn` degrees to be displayed.
    """

    from_ms: int
    width: int
    height: int
    across: int
    down: int
    turn: int = 0
    matrix: str = "unknown"
    transfer: str = "unknown"
    primaries: str = "unknown"
    interlaced: bool = False

    def is_like(self, other: "Look") -> bool:
        """Whether both are shown by the same filters: a size alone may differ."""
        shown = Fraction(self.width, self.height) / Fraction(other.width, other.height)
        coded = Fraction(self.across, self.down) / Fraction(other.across, other.down)
        alike = abs(shown - 1) <= _SAME_SHAPE and abs(coded - 1) <= _SAME_SHAPE
        return alike and self._kind() == other._kind()

    def _kind(self) -> tuple[object, ...]:
        return self.turn, self.matrix, self.transfer, self.primaries


@dataclass(kw_only=True)
class Changes:
    """All looks of a film in order, and whether its sound changes its channels or rate; fed line by line.

    `interlaced` tells that some of its pictures consist of two fields.
    """

    looks: list[Look] = field(default_factory=list)
    sound: bool = False
    interlaced: bool = False
    pixels: list[PixelShape] = field(default_factory=list)
    _told: dict[str, str] = field(default_factory=dict)

    def read(self, line: str) -> None:
        """Take one line of what ffmpeg says."""
        self.sound = self.sound or _OTHER_SOUND in line
        for found in _TOLD.finditer(line):
            told = {name: word for name, word in found.groupdict().items() if word is not None}
            self._told = told if "at" in told else self._told | told
            if "transfer" in told and "at" in self._told:
                self._add(_look(self._told, self.pixels))
                self._told = {}

    def _add(self, look: Look) -> None:
        self.interlaced = self.interlaced or look.interlaced
        if not self.looks:
            self.looks.append(replace(look, from_ms=0))
        elif self.looks[-1].is_like(look):
            self.looks[-1] = _larger(self.looks[-1], look)
        elif len(self.looks) <= MOST:
            self.looks.append(look)


@dataclass(frozen=True, kw_only=True)
class Looked:
    """What is looked at: a film's picture track, its codec, how many key pictures it has; can moments be sought."""

    path: Path
    track: int
    codec: str
    seekable: bool
    keys: int


def changes(film: Looked, heard: int | None) -> Changes:
    """What changes in mid-film; `heard` is which sound track is.

    Looks are at most one more than `MOST`, and none where the film looks alike throughout; of one that takes too long
    those that were seen, so that whatever comes later is fitted in.
    """
    others = [] if film.seekable else tracks_read(f"V:{film.track}", "a", "s", "d")
    several = 1 < film.keys <= _MOST_KEYS
    told = (
        pixel_shapes.told(film.path, film.track, film.codec, others) if several and not film.seekable else []
    )
    seen = Changes(pixels=told)
    pictures = ["-map", f"0:V:{film.track}", *_LOOK] if several else []
    sound = [] if heard is None else ["-map", f"0:a:{heard}", *_LISTEN]
    if pictures or sound:
        timed = _FILM_TIME if film.seekable else []
        words = ["-nostats", *timed, *_READ, *ffmpeg.safe_input(film.path), *pictures, *sound, *others]
        if ffmpeg.run(words, seconds=SECONDS, on_said=seen.read).too_slow:
            return seen
    return seen if len(seen.looks) > 1 else replace(seen, looks=[])


def tracks_read(*kinds: str) -> list[str]:
    """Words after a run's first input that have its tracks of some kinds read, and do nothing with them.

    Where no moment can be sought, ffmpeg's time begins with the first track that is read.
    """
    tracks = [word for kind in kinds for word in ("-map", f"0:{kind}?")]
    return [*tracks, "-c", "copy", "-copy_unknown", "-f", "null", "-"]


def longest(looks: list[Look], until_ms: int) -> Look:
    """The look that a film of some length has for most of its time."""
    ends = [look.from_ms for look in looks[1:]] + [until_ms]
    lasting: dict[Fraction, int] = {}
    for look, end in zip(looks, ends, strict=True):
        shape = Fraction(look.width, look.height)
        lasting[shape] = lasting.get(shape, 0) + end - look.from_ms
    return max(looks, key=lambda look: lasting[Fraction(look.width, look.height)])


_FILM_TIME = ["-copyts", "-start_at_zero"]
_READ = ["-noautorotate", "-reinit_filter:v", "0", "-skip_frame:v", "nokey"]
# nothing reaches these outputs, or what is said of them would come in between
_LOOK = ["-vf", "showinfo=checksum=0,select=0", "-f", "null", "-"]
_LISTEN = ["-af", "aselect=0", "-f", "null", "-"]


def _look(told: dict[str, str], pixels: list[PixelShape]) -> Look:
    at = max(0, round(float(told["at"]) * 1000))
    wide, tall, across, down = (int(told[name]) for name in ("wide", "tall", "across", "down"))
    pixel = Fraction(wide, tall) if wide and tall else Fraction(1)
    pixel = next((one.of(across, down) for one in reversed(pixels) if one.from_ms <= at + _NEAR_MS), pixel)
    turn = round(-float(told.get("turned", 0)) / 90) * 90 % 360
    shown = shown_size(across, down, pixel)
    return Look(
        from_ms=at,
        width=shown[turn % 180 == 90],
        height=shown[turn % 180 != 90],
        across=across,
        down=down,
        turn=turn,
        matrix=told.get("matrix", "unknown"),
        transfer=told["transfer"],
        primaries=told.get("primaries", "unknown"),
        interlaced=told["fields"] in "TB",
    )


def shown_size(across: int, down: int, pixel: Fraction) -> tuple[int, int]:
    """Width and height as displayed of a coded picture whose pixels have a shape."""
    return (round(across * pixel), down) if pixel >= 1 else (across, round(down / pixel))


def _larger(known: Look, look: Look) -> Look:
    """A look in the larger of two sizes."""
    interlaced = known.interlaced or look.interlaced
    best = look if look.across * look.down > known.across * known.down else known
    return replace(best, from_ms=known.from_ms, interlaced=interlaced)
