"""What a film file really holds: size as shown, true length, frame rate, sound. Refuses what is not whole.

There is no ffprobe: the first picture is decoded (proof that it can be), the packets counted to the end.
"""

import re
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path

from media import ffmpeg
from media.errors import BadInput
from media.ffmpeg import Ended
from media.formats import standard_rate
from media.sources import file_kinds, looks, picture_tracks, recordings
from media.sources.looks import Changes, Look, Looked
from media.sources.packets import Packets, Track
from media.timecode import clock

LONGEST_MS = 4 * 3600 * 1000  # Facebook takes films of 240 minutes
FIRST_PICTURE_SECONDS = 30
PACKETS_SECONDS = 300
_PADDING_MS = 100  # by which a sound's last packets may outlast the picture, filled up by what encoded them
_MEASURED = 5  # recordings in one file of which the length is told
_SAID_FROM_MS = 250  # a header that promises so much more is said to be wrong
_ENDS_EARLY_MS = 1000  # a header may promise this much more than there is before the film counts as cut off
_PICTURE = r"(?m)^ +Stream #0:\d+.*?: Video: "
_LARGEST_GB = 100  # four hours of 4K at 60 pictures a second, as a phone keeps them
_CLAIMED = r"Picture size (\d+)x(\d+) (?:is invalid|exceeds)"
_WITHOUT_HEADER = ("mpegts", "mpeg")
_BROKEN_OFF = ("partial file", "File ended prematurely", "Error during demuxing")
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
    film that is not `seekable` no moment can be found without reading all that comes before. Where the sound lasts
    longer than the picture, the film does, and the picture ends at `picture_ms`; `sound_ends` has when each sound track
    does. `promised_ms` is what a header says of the length that is wrong. `looks` are all its looks where they change;
    `changing_sound` tells that channels or rate of the sound do.
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
    picture_ms: int | None = field(default=None, metadata=LATER)
    sound_ends: tuple[int, ...] = field(default=(), metadata=ASIDE)
    promised_ms: int | None = field(default=None, metadata=ASIDE)
    looks: tuple[Look, ...] = field(default=(), metadata=LATER)
    changing_sound: bool = field(default=False, metadata=LATER)

    def hearing(self, number: int | None) -> "Film":
        """Return the film with its sound track `number` (from 1 on) heard; as it is where it has none such."""
        if not number or not 1 <= number <= len(self.sounds):
            return self
        shown = self.picture_ms or self.duration_ms
        length = _length(shown, self.sound_ends[number - 1])
        return replace(
            self,
            sound_track=number - 1,
            lone_channel=self.lone_channels[number - 1],
            duration_ms=length,
            picture_ms=shown if length > shown else None,
        )

    def in_look(self, look: Look) -> "Film":
        """Return the film as if it had one of its looks throughout."""
        return replace(
            self,
            width=look.width,
            height=look.height,
            matrix=look.matrix,
            transfer=look.transfer,
            primaries=look.primaries,
            interlaced=look.interlaced,
            looks=(),
        )


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
    _refuse_joined(path)
    promised = _promised_ms(first.said)
    _refuse_too_long(path, promised)
    packets = _packets(path, promised, shown)
    film = _film(path, first.said, packets, shown, listen=listen)
    if promised is not None and packets.end_ms() < promised - _SAID_FROM_MS:
        return replace(film, promised_ms=promised)
    return film


def _first_picture(path: Path, track: int) -> Ended:
    """What ffmpeg says of a film while it decodes the first picture of a track."""
    shown = ["-map", f"0:V:{track}", "-frames:v", "1", "-vf", "showinfo", "-f", "null", "-"]
    first = ffmpeg.run([*ffmpeg.safe_input(path), *shown], seconds=FIRST_PICTURE_SECONDS)
    _refuse_unbounded(path, first, FIRST_PICTURE_SECONDS)
    return first


def _refuse_joined(path: Path) -> None:
    begins = recordings.beginnings(path)
    if len(begins) == 1:
        return
    ends = [*begins[1:], path.stat().st_size]
    parts = [ffmpeg.safe_part(path, *part) for part in zip(begins, ends, strict=True)][:_MEASURED]
    lengths = [clock(_listed(path, part, 0)[0].end_ms()) for part in parts]
    told = " + ".join([*lengths, *(["…"] if len(begins) > len(lengths) else [])])
    raise BadInput("film-joined", path=str(path), count=len(begins), lengths=told)


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
        return BadInput("film-not-a-film", path=str(path), kinds=file_kinds.FILMS)
    if "matches no streams" in said or not re.search(_PICTURE, said):
        return BadInput("film-no-picture", path=str(path))
    return BadInput("film-undecodable", path=str(path), detail=ended.last_words)


def _begins_as_mp4(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(8)[4:] in (b"ftyp", b"mdat", b"wide", b"free", b"skip")


def _packets(path: Path, promised: int | None, shown: int) -> Packets:
    """All packets but those of attachments; BadInput when the film breaks off.

    A header that promises more than there is is wrong where nothing of its file is missing.
    """
    packets, said = _listed(path, ffmpeg.safe_input(path), shown)
    there = packets.end_ms()
    cut = recordings.is_cut_off(path)
    broken = bool(cut) or any(words in said for words in _BROKEN_OFF)
    missing = 0 if promised is None else promised - there
    if (missing > 0 and broken) or (missing > _ENDS_EARLY_MS and cut is None):
        times = {"there": clock(there), "promised": clock(there + missing)}
        raise BadInput("film-ends-early", path=str(path), **times)
    if broken:
        raise BadInput("film-breaks-off", path=str(path), there=clock(there))
    return packets


def _listed(path: Path, source: list[str], shown: int) -> tuple[Packets, str]:
    """All packets of a film or a part of its file, and what was said while they were read."""
    packets = Packets(path=str(path))
    tracks = [word for kind in (f"V:{shown}", "a?", "s?", "d?") for word in ("-map", f"0:{kind}")]
    listed = [*tracks, "-c", "copy", "-copy_unknown", "-f", "framecrc", "-"]
    ended = ffmpeg.run(
        ["-loglevel", "error", *source, *listed], seconds=PACKETS_SECONDS, on_line=packets.read
    )
    _refuse_unbounded(path, ended, PACKETS_SECONDS)
    return packets, ended.said


def _promised_ms(said: str) -> int | None:
    """How long the film is by its header; a stream that was joined or cut has none, and is guessed at."""
    if re.search(rf"(?m)^Input #0, ({'|'.join(_WITHOUT_HEADER)}),", said):
        return None
    found = re.search(r"(?m)^  Duration: (\d+):(\d\d):(\d\d)\.(\d\d)", said)
    if not found:
        return None
    hours, minutes, seconds, hundredths = map(int, found.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + hundredths * 10


def _film(path: Path, said: str, packets: Packets, track: int, *, listen: bool) -> Film:
    from media.sources import sound_tracks  # with what hears: a film that was looked at needs none of it

    picture = next(packets.of("video"), Track())
    shown = picture.end_ms() if picture.count else 0
    if shown <= 0:
        raise BadInput("film-no-picture", path=str(path))
    sounds = list(packets.of("audio"))
    tracks = sound_tracks.found(path, said, [one.count > 0 for one in sounds], shown if listen else 0)
    heard = sound_tracks.chosen(tracks)
    length = shown if heard is None else _length(shown, sounds[heard].end_ms())
    _refuse_too_long(path, length)
    seekable = re.search(rf"(?m)^Input #0, ({'|'.join(_SEEKABLE)})\b", said) is not None
    looked_at = Looked(path=path, track=track, codec=_codec(said), seekable=seekable, keys=picture.keys)
    changes = looks.changes(looked_at, heard) if listen else Changes()
    width, height = _size(path, said, changes.looks, length)
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
        interlaced=_is_interlaced(said) or changes.interlaced,
        sound_track=heard or 0,
        seekable=seekable,
        picture_track=track,
        lone_channel=-1 if heard is None else tracks[heard].heard.lone_channel,
        pictures=picture_tracks.count(said),
        own_subtitles=len(set(re.findall(r"(?m)^ +Stream #0:(\d+).*?: Subtitle: ", said))),
        sounds=tuple(track.heard.kind for track in tracks),
        lone_channels=tuple(track.heard.lone_channel for track in tracks),
        picture_ms=shown if length > shown else None,
        sound_ends=tuple(one.end_ms() if one.count else 0 for one in sounds[: len(tracks)]),
        looks=tuple(changes.looks),
        changing_sound=changes.sound,
    )


def _length(shown: int, heard: int) -> int:
    """How long a film is whose picture and sound end at some moments: nothing is lost of a sound that goes on."""
    return heard if heard > shown + _PADDING_MS else shown


def _codec(said: str) -> str:
    found = re.search(_PICTURE + r"(\w+)", said)
    return found[1] if found else ""


def _is_interlaced(said: str) -> bool:
    """Whether the first picture consists of two fields, or the container says that pictures do."""
    fields = re.search(_PICTURE + r".*\b(top|bottom) (coded )?first", said)
    return fields is not None or re.search(r"\] n: +0 .* i:[TB] ", said) is not None


def _size(path: Path, said: str, changing: list[Look], length: int) -> tuple[int, int]:
    """Width and height as displayed; of a film that changes its look, those that it has for most of its time."""
    if len(changing) > looks.MOST:
        raise BadInput("film-changes-often", path=str(path), most=looks.MOST)
    main = looks.longest(changing, length) if changing else None
    size = (main.width, main.height) if main else _shown_size(said)
    for shown in (size, *((look.width, look.height) for look in changing)):
        _refuse_too_large(path, *shown)
    return size


def _shown_size(said: str) -> tuple[int, int]:
    found = re.search(r"\] n: +0 .* sar:(\d+)/(\d+) s:(\d+)x(\d+) ", said)
    assert found is not None
    across, down, width, height = map(int, found.groups())
    return looks.shown_size(width, height, Fraction(across, down) if across and down else Fraction(1))


def _word(said: str, name: str) -> str:
    found = re.search(rf"{name}:(\S+)", said)
    return found[1] if found else "unknown"
