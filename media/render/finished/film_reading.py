"""What a finished film holds: pictures counted, sound and its loudness, some of its pictures."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from media import ffmpeg
from media.errors import RenderFailed
from media.render.finished import picture_reading, sound_reading
from media.render.finished.picture_reading import SIDE, Pixels
from media.render.finished.sound_reading import BYTES, Levels
from media.sources import audio
from media.sources.packets import Packets, Track
from media.timeline.timeline import Timeline

_SIZE = re.compile(r"(?m)^  Stream #0:\d+.*?: Video: .*?, (\d+)x(\d+)")
_MEASURED = re.compile(r"(?s).*Summary:.*?I:\s+(\S+) LUFS.*?Peak:\s+(\S+) dBFS")
_EACH = 5  # pictures at each frame: one before, three behind it, for one may be shown earlier or later


@dataclass(frozen=True, kw_only=True)
class Finished:
    """A finished film, measured: size in pixels, count of pictures, lengths, loudness, its sound, some pictures.

    `lufs` and `peak` (dBFS) are None where all is silent. Pictures lie in the order of the frames asked for, those
    that could not be had left out.
    """

    size: tuple[int, int]
    frames: int
    picture_ms: int
    sound_ms: int
    lufs: float | None
    peak: float | None
    levels: Levels
    pictures: dict[int, Pixels]


def read(film: Path, timeline: Timeline, frames: Sequence[int], *, seconds: float) -> Finished:
    """Measure a film, and read the pictures at some frames; works in the film's folder.

    RenderFailed where it cannot be read.
    """
    packets, raw = Packets(path=str(film)), film.with_suffix(".pcm")
    ended = ffmpeg.run(
        [*_inputs(film, frames, timeline), *_sound(raw), *_pictures(frames)],
        seconds=seconds,
        on_line=packets.read,
        folder=film.parent,
    )
    size = _SIZE.search(ended.said)
    picture, sound = (next(packets.of(kind), Track()) for kind in ("video", "audio"))
    if ended.status != 0 or size is None or not picture.count or not sound.count:
        raise RenderFailed("render-not-whole", detail=ended.last_words)
    measured = _MEASURED.match(ended.said)
    lufs, peak = (_number(word) for word in measured.groups()) if measured else (None, None)
    levels = sound_reading.placed(raw, [(0, raw.stat().st_size // (BYTES // 8000))], timeline.duration_ms)
    raw.unlink()
    return Finished(
        size=(int(size[1]), int(size[2])),
        frames=picture.count,
        picture_ms=picture.end_ms(),
        sound_ms=sound.end_ms(),
        lufs=lufs,
        peak=peak,
        levels=levels,
        pictures=_read_pictures(film.parent, frames),
    )


def _inputs(film: Path, frames: Sequence[int], timeline: Timeline) -> list[str]:
    words = ["-i", ffmpeg.source(film)]
    for frame in frames:
        begins = f"{float(max(0, frame - 1.5) / timeline.fps):.4f}"
        words += ["-threads", "1", "-skip_loop_filter", "all", "-ss", begins, "-i", ffmpeg.source(film)]
    return words


def _sound(raw: Path) -> list[str]:
    """The list of packets to stdout; the sound as samples, beside a measure of its loudness."""
    heard = f"[0:a:0]asplit=2[given][meter];[given]{sound_reading.STEADY}[heard]"
    meter = f"[meter]{audio.METERED},ebur128=peak=sample:framelog=quiet,anullsink"
    return [
        *("-filter_complex", f"{heard};{meter}", "-map", "[heard]", "-f", "s16le", "-y", raw.name),
        *("-map", "0:v:0", "-map", "0:a:0", "-c", "copy", "-f", "framecrc", "-"),
    ]


def _pictures(frames: Sequence[int]) -> list[str]:
    words = []
    for place, frame in enumerate(frames, 1):
        words += ["-map", f"{place}:v:0", "-frames:v", str(_EACH), "-vf", picture_reading.SMALL]
        words += ["-f", "rawvideo", "-y", f"made{frame}.gray"]
    return words


def _read_pictures(folder: Path, frames: Sequence[int]) -> dict[int, Pixels]:
    found = {}
    for frame in frames:
        file = folder / f"made{frame}.gray"
        if file.is_file() and file.stat().st_size >= SIDE * SIDE:
            found[frame] = picture_reading.squares(file.read_bytes())
            file.unlink()
    return found


def _number(word: str) -> float | None:
    value = float(word)
    return value if np.isfinite(value) else None
