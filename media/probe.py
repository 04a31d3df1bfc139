"""What a film file really holds: size as shown, true length, frame rate, sound. Refuses what is not whole.

There is no ffprobe: the first picture is decoded (proof that it can be), the packets counted to the end.
"""

import hashlib
import re
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from media import encoder
from media.errors import BadInput
from media.formats import standard_rate
from media.moments import clock

FIRST_PICTURE_SECONDS = 30
PACKETS_SECONDS = 300
_ENDS_EARLY_MS = 1000  # a header may promise this much more than there is before the film counts as cut off
# Containers that hold films; playlists, pictures, subtitles and text never reach a decoder.
_CONTAINERS = "mov,matroska,webm,avi,mpegts,mpeg,asf,flv,ogg,mxf,dv,nut,wav,mp3,aac,flac"
_GUARD = ("-protocol_whitelist", "file", "-format_whitelist", _CONTAINERS)


@dataclass(frozen=True, kw_only=True)
class Film:
    """A readable film. `width` and `height` are as displayed, after rotation and pixel shape, in pixels."""

    path: Path
    duration_ms: int
    width: int
    height: int
    fps: Fraction
    has_sound: bool
    matrix: str = "unknown"
    transfer: str = "unknown"
    interlaced: bool = False


def probe(path: Path) -> Film:
    """Read a film's facts; BadInput when it is missing, empty, no film, without picture, or cut off."""
    _refuse_unreadable(path)
    first = encoder.run(
        [
            *_GUARD,
            "-i",
            encoder.source(path),
            "-map",
            "0:V:0",
            "-frames:v",
            "1",
            "-vf",
            "showinfo",
            "-f",
            "null",
            "-",
        ],
        seconds=FIRST_PICTURE_SECONDS,
    )
    if first.too_slow:
        raise BadInput("film-too-slow", path=str(path), seconds=FIRST_PICTURE_SECONDS)
    if first.status != 0 or " s:" not in first.said:
        raise _refusal(path, first.said)
    packets = _packets(path)
    _refuse_cut_off(path, promised=_promised_ms(first.said), packets=packets)
    return _film(path, first.said, packets)


def digest(path: Path) -> str:
    """SHA-256 of a file's bytes in hex, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@dataclass
class _Track:
    """What the packets of one stream add up to; times in ticks of `base` seconds."""

    base: Fraction = Fraction(1, 1000)
    kind: str = ""
    count: int = 0
    start: int | None = None
    last: int = 0
    last_duration: int = 0

    def add(self, pts: int, duration: int) -> None:
        self.count += 1
        self.start = pts if self.start is None else min(self.start, pts)
        if pts >= self.last:
            self.last, self.last_duration = pts, duration

    def rate(self) -> Fraction | None:
        span = (self.last - (self.start or 0)) * self.base
        return (self.count - 1) / span if self.count > 1 and span > 0 else None

    def end(self) -> Fraction:
        tail = self.last_duration * self.base
        return self.last * self.base + (tail or 1 / (self.rate() or Fraction(25)))


@dataclass
class _Packets:
    tracks: dict[int, _Track] = field(default_factory=dict)
    partial: bool = False

    def read(self, line: str) -> None:
        if header := re.match(r"#(tb|media_type) (\d+): (\S+)", line):
            track = self.tracks.setdefault(int(header[2]), _Track())
            if header[1] == "tb":
                track.base = Fraction(header[3])
            else:
                track.kind = header[3]
        elif packet := re.match(r"(\d+),\s*-?\d+,\s*(-?\d+),\s*(\d+),", line):
            self.tracks.setdefault(int(packet[1]), _Track()).add(int(packet[2]), int(packet[3]))

    def of(self, kind: str) -> _Track | None:
        return next((t for t in self.tracks.values() if t.kind == kind and t.count), None)


def _refuse_unreadable(path: Path) -> None:
    if not path.is_file():
        raise BadInput("film-missing", path=str(path))
    try:
        size = path.stat().st_size
        path.open("rb").close()
    except OSError as refused:
        raise BadInput(
            "film-unreadable", path=str(path), detail=refused.strerror or str(refused)
        ) from refused
    if size == 0:
        raise BadInput("film-empty", path=str(path))


def _refusal(path: Path, said: str) -> BadInput:
    if "moov atom not found" in said and _begins_as_mp4(path):
        return BadInput("film-cut-off", path=str(path))
    if "Input #0" not in said or "moov atom not found" in said:
        return BadInput("film-not-a-film", path=str(path))
    if "matches no streams" in said or not re.search(r"Stream #0:\d+.*: Video:", said):
        return BadInput("film-no-picture", path=str(path))
    last = next((line for line in reversed(said.splitlines()) if line.strip()), "")
    return BadInput("film-unreadable", path=str(path), detail=last.strip())


def _begins_as_mp4(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(8)[4:] in (b"ftyp", b"mdat", b"wide", b"free", b"skip")


def _packets(path: Path) -> _Packets:
    packets = _Packets()
    arguments = ["-loglevel", "error", *_GUARD, "-i", encoder.source(path)]
    arguments += ["-map", "0:V:0", "-map", "0:a:0?", "-c", "copy", "-f", "framecrc", "-"]
    ended = encoder.run(arguments, seconds=PACKETS_SECONDS, on_line=packets.read)
    if ended.too_slow:
        raise BadInput("film-too-slow", path=str(path), seconds=PACKETS_SECONDS)
    packets.partial = "partial file" in ended.said or "File ended prematurely" in ended.said
    return packets


def _promised_ms(said: str) -> int | None:
    found = re.search(r"Duration: (\d+):(\d\d):(\d\d)\.(\d\d)", said)
    if not found:
        return None
    hours, minutes, seconds, hundredths = map(int, found.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + hundredths * 10


def _refuse_cut_off(path: Path, *, promised: int | None, packets: _Packets) -> None:
    there = max((round(track.end() * 1000) for track in packets.tracks.values() if track.count), default=0)
    short = promised is not None and there < promised - _ENDS_EARLY_MS
    if packets.partial or short:
        raise BadInput(
            "film-ends-early", path=str(path), there=clock(there), promised=clock(promised or there)
        )


def _film(path: Path, said: str, packets: _Packets) -> Film:
    picture = packets.of("video")
    if picture is None:
        raise BadInput("film-no-picture", path=str(path))
    width, height = _shown_size(said)
    return Film(
        path=path,
        duration_ms=round(picture.end() * 1000),
        width=width,
        height=height,
        fps=standard_rate(picture.rate() or Fraction(25)).limit_denominator(100_000),
        has_sound=packets.of("audio") is not None,
        matrix=_word(said, "color_space"),
        transfer=_word(said, "color_trc"),
        interlaced=re.search(r"\] n: +0 .* i:[TB] ", said) is not None,
    )


def _shown_size(said: str) -> tuple[int, int]:
    found = re.search(r"\] n: +0 .* sar:(\d+)/(\d+) s:(\d+)x(\d+) ", said)
    assert found is not None
    across, down, width, height = map(int, found.groups())
    pixel = Fraction(across, down) if across and down else Fraction(1)
    return (round(width * pixel), height) if pixel >= 1 else (width, round(height / pixel))


def _word(said: str, name: str) -> str:
    found = re.search(rf"{name}:(\S+)", said)
    return found[1] if found else "unknown"
