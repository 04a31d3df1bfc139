"""What a film file really holds: size as shown, true length, frame rate, sound. Refuses what is not whole.

There is no ffprobe: the first picture is decoded (proof that it can be), the packets counted to the end.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path

from media import ffmpeg
from media.errors import BadInput
from media.ffmpeg import Ended
from media.formats import standard_rate
from media.sources import file_kinds, picture_tracks, sound_tracks
from media.timecode import clock

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


FIRST_PICTURE_SECONDS = 30
PACKETS_SECONDS = 300
_ENDS_EARLY_MS = 1000  # a header may promise this much more than there is before the film counts as cut off
_PICTURE = r"(?m)^ +Stream #0:\d+.*?: Video: "
_LARGEST_GB = 100  # four hours of 4K at 60 pictures a second, as a phone keeps them
_CLAIMED = r"Picture size (\d+)x(\d+) (?:is invalid|exceeds)"
_SEEKABLE = ("mov", "matroska", "avi")  # others lead only somewhere near the moment that was asked for


# Fields that films had not when older ones were rendered, whose names still stand: left out of what a film is named by
# as long as they are at their defaults; or always.
LATER, ASIDE = {"later": True}, {"aside": True}


@dataclass(frozen=True, kw_only=True)
class Film:
    """A readable film. `width` and `height` are as displayed, after rotation and pixel shape, in pixels.

    `picture_track` is which of its `pictures` is shown, `sound_track` which of its sound tracks is heard; where
    `lone_channel` is not -1 that channel alone, in both ears. `sounds` has for each sound track what is heard in it (a
    word of `sound_kinds`), `lone_channels` which channel carries it alone; `own_subtitles` counts subtitle tracks. In a
    film that is not `seekable` no moment can be found without reading all that comes before.
    """

    path: Path
    duration_ms: int
    width: int
    height: int
    fps: Fraction
    has_sound: bool
    matrix: str = "unknown"
    transfer: str = "unknown"
    primaries: str = "unknown"
    interlaced: bool = False
    sound_track: int = 0
    seekable: bool = True
    picture_track: int = field(default=0, metadata=LATER)
    lone_channel: int = field(default=-1, metadata=LATER)
    pictures: int = field(default=1, metadata=ASIDE)
    own_subtitles: int = field(default=0, metadata=ASIDE)
    sounds: tuple[str, ...] = field(default=(), metadata=ASIDE)
    lone_channels: tuple[int, ...] = field(default=(), metadata=ASIDE)

    def hearing(self, number: int | None) -> "Film":
        """Return the film with its sound track `number` (from 1 on) heard; as it is where it has none such."""
        if not number or not 1 <= number <= len(self.sounds):
            return self
        return replace(self, sound_track=number - 1, lone_channel=self.lone_channels[number - 1])


def probe(path: Path, *, listen: bool = True) -> Film:
    """Read a film's facts; BadInput when it is missing, empty, no film, without picture, cut off, or beyond bounds.

    Where it is not to `listen`, the first sound track that can be decoded is taken for the one that is heard.
    """
    _refuse_unreadable(path)
    first = _first_picture(path, 0)
    shown = picture_tracks.chosen(first.said)
    if shown:
        first = _first_picture(path, shown)
    if first.status != 0 or " s:" not in first.said:
        raise _refusal(path, first)
    promised = _promised_ms(first.said)
    _refuse_too_long(path, promised)
    packets = _packets(path, promised, shown)
    return _film(path, first.said, packets, shown, listen=listen)


def _first_picture(path: Path, track: int) -> Ended:
    """What ffmpeg says of a film while it decodes the first picture of a track."""
    shown = ["-map", f"0:V:{track}", "-frames:v", "1", "-vf", "showinfo", "-f", "null", "-"]
    first = ffmpeg.run([*ffmpeg.safe_input(path), *shown], seconds=FIRST_PICTURE_SECONDS)
    _refuse_unbounded(path, first, FIRST_PICTURE_SECONDS)
    return first


def _refuse_unreadable(path: Path) -> None:
    if not path.is_file():
        raise BadInput("film-missing", path=str(path))
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(file_kinds.HEAD)
    except OSError as refused:
        raise BadInput(
            "film-unreadable", path=str(path), detail=refused.strerror or str(refused)
        ) from refused
    if size == 0:
        raise BadInput("film-empty", path=str(path))
    if kind := file_kinds.picture(head):
        code = "film-is-photo" if file_kinds.is_postable(kind) else "film-is-picture"
        raise BadInput(code, path=str(path), kind=kind)
    if size > _LARGEST_GB * 10**9:
        raise BadInput("film-too-big", path=str(path), size=size // 10**9, most=_LARGEST_GB)


def _refuse_unbounded(path: Path, ended: Ended, seconds: int) -> None:
    """Refuse what would take more time, memory or pixels than any film of a phone or camera."""
    if ended.too_slow:
        raise BadInput("film-too-slow", path=str(path), seconds=seconds)
    for across, down in re.findall(f"{_PICTURE}.*?, (\\d+)x(\\d+)", ended.said) + re.findall(
        _CLAIMED, ended.said
    ):
        _refuse_too_large(path, int(across), int(down))
    if "exceeds max_streams" in ended.said:
        raise BadInput("film-too-many-tracks", path=str(path), most=ffmpeg.MOST_STREAMS)
    if ended.starved:
        raise BadInput("film-too-heavy", path=str(path))


def _refuse_too_large(path: Path, width: int, height: int) -> None:
    if max(width, height) > ffmpeg.LARGEST or width * height > ffmpeg.MOST_PIXELS:
        raise BadInput("film-too-large", path=str(path), width=width, height=height, most=ffmpeg.LARGEST)


def _refuse_too_long(path: Path, ms: int | None) -> None:
    if ms is not None and ms > LONGEST_MS:
        raise BadInput("film-too-long", path=str(path), length=clock(ms), longest=clock(LONGEST_MS))


def _refusal(path: Path, ended: Ended) -> BadInput:
    said = ended.said
    if "moov atom not found" in said and _begins_as_mp4(path):
        return BadInput("film-cut-off", path=str(path))
    if "Input #0" not in said or "moov atom not found" in said:
        return BadInput("film-not-a-film", path=str(path))
    if "matches no streams" in said or not re.search(_PICTURE, said):
        return BadInput("film-no-picture", path=str(path))
    return BadInput("film-undecodable", path=str(path), detail=ended.last_words)


def _begins_as_mp4(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(8)[4:] in (b"ftyp", b"mdat", b"wide", b"free", b"skip")


def _packets(path: Path, promised: int | None, shown: int) -> Packets:
    """All packets but those of attachments; BadInput when there are fewer than the film promises."""
    packets = Packets(path=str(path))
    tracks = [word for kind in (f"V:{shown}", "a?", "s?", "d?") for word in ("-map", f"0:{kind}")]
    listed = [*tracks, "-c", "copy", "-copy_unknown", "-f", "framecrc", "-"]
    arguments = ["-loglevel", "error", *ffmpeg.safe_input(path), *listed]
    ended = ffmpeg.run(arguments, seconds=PACKETS_SECONDS, on_line=packets.read)
    _refuse_unbounded(path, ended, PACKETS_SECONDS)
    there = packets.end_ms()
    short = promised is not None and there < promised - _ENDS_EARLY_MS
    if short or "partial file" in ended.said or "File ended prematurely" in ended.said:
        times = {"there": clock(there), "promised": clock(promised or there)}
        raise BadInput("film-ends-early", path=str(path), **times)
    return packets


def _promised_ms(said: str) -> int | None:
    found = re.search(r"(?m)^  Duration: (\d+):(\d\d):(\d\d)\.(\d\d)", said)
    if not found:
        return None
    hours, minutes, seconds, hundredths = map(int, found.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + hundredths * 10


def _film(path: Path, said: str, packets: Packets, shown: int, *, listen: bool) -> Film:
    picture = next(packets.of("video"), Track())
    length = picture.end_ms() if picture.count else 0
    if length <= 0:
        raise BadInput("film-no-picture", path=str(path))
    _refuse_too_long(path, length)
    width, height = _shown_size(said)
    _refuse_too_large(path, width, height)
    there = [one.count > 0 for one in packets.of("audio")]
    tracks = sound_tracks.found(path, said, there, length if listen else 0)
    heard = sound_tracks.chosen(tracks)
    return Film(
        path=path,
        duration_ms=length,
        width=width,
        height=height,
        fps=standard_rate(picture.rate() or Fraction(25)).limit_denominator(100_000),
        has_sound=heard is not None,
        matrix=_word(said, "color_space"),
        transfer=_word(said, "color_trc"),
        primaries=_word(said, "color_primaries"),
        interlaced=_is_interlaced(said),
        sound_track=heard or 0,
        seekable=re.search(rf"(?m)^Input #0, ({'|'.join(_SEEKABLE)})\b", said) is not None,
        picture_track=shown,
        lone_channel=-1 if heard is None else tracks[heard].heard.lone_channel,
        pictures=picture_tracks.count(said),
        own_subtitles=len(set(re.findall(r"(?m)^ +Stream #0:(\d+).*?: Subtitle: ", said))),
        sounds=tuple(track.heard.kind for track in tracks),
        lone_channels=tuple(track.heard.lone_channel for track in tracks),
    )


def _is_interlaced(said: str) -> bool:
    """Whether the first picture consists of two fields, or the container says that pictures do."""
    fields = re.search(_PICTURE + r".*\b(top|bottom) (coded )?first", said)
    return fields is not None or re.search(r"\] n: +0 .* i:[TB] ", said) is not None


def _shown_size(said: str) -> tuple[int, int]:
    found = re.search(r"\] n: +0 .* sar:(\d+)/(\d+) s:(\d+)x(\d+) ", said)
    assert found is not None
    across, down, width, height = map(int, found.groups())
    pixel = Fraction(across, down) if across and down else Fraction(1)
    return (round(width * pixel), height) if pixel >= 1 else (width, round(height / pixel))


def _word(said: str, name: str) -> str:
    found = re.search(rf"{name}:(\S+)", said)
    return found[1] if found else "unknown"
