"""A rendition's sound: the film's own, brought to the brand's loudness, in silence under the cards.

It is made apart from the picture, for it is the same in every language and format.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from media import ffmpeg, loudness
from media.errors import RenderFailed
from media.loudness import Level, Mending
from media.render import footage
from media.render.footage import RATE
from media.timeline.timeline import Timeline, plain

# Facebook asks for 128 kb/s at least. ffmpeg's encoder spends on speech half of what it is allowed, and less when
# both channels are alike, so it is allowed much and codes them apart: measured 140 to 170 kb/s on real speech.
_AAC = (
    "-c:a",
    "aac",
    "-b:a",
    "384k",
    "-aac_ms",
    "0",
    "-aac_is",
    "0",
    "-aac_pns",
    "0",
    "-ar",
    str(RATE),
    "-ac",
    "2",
)
_BARE = ("-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact")
_TRIES = 3


def heard(timeline: Timeline, content: Callable[[Path], str]) -> dict[str, Any]:
    """What tells one sound from another: film, part, places of its beginning and end, loudness."""
    shot = timeline.shot
    return {
        "film": content(shot.film.path) if shot.film.has_sound else None,
        "part": [shot.from_ms, shot.to_ms],
        "samples": [_lead(timeline), footage.sound(timeline), _total(timeline)],
        "loudness": plain(timeline.sound, content),
    }


def make(timeline: Timeline, file: Path, *, seconds: float) -> None:
    """Write the sound as AAC; RenderFailed when ffmpeg fails, or a run of it takes longer than `seconds`.

    Encoding moves peaks, so what came out is measured too, and made again where a peak is too high.
    """
    if not timeline.shot.film.has_sound:
        silence = f"anullsrc=r={RATE}:cl=stereo,atrim=end_sample={_total(timeline)}"
        return _encode([], silence, file, seconds)
    source = footage.audible(timeline.shot)

    def loud(filters: str, *, peaks: bool = False) -> Level:
        return loudness.measure(source, _placed(timeline, filters), seconds=seconds, peaks=peaks)

    mended: Mending | None = loudness.mending(loud("anull", peaks=True), timeline.sound, loud)
    for _ in range(_TRIES):
        if mended is None:
            break
        _encode(source, _placed(timeline, mended.filters()), file, seconds)
        finished = loudness.measure(["-i", ffmpeg.source(file)], "[0:a:0]anull", seconds=seconds)
        mended = loudness.better(mended, finished, timeline.sound, loud)


def _placed(timeline: Timeline, filters: str) -> str:
    """The film's sound through some filters, and into its place."""
    track = timeline.shot.film.sound_track
    place = f"adelay={_lead(timeline)}S:all=1,apad,atrim=end_sample={_total(timeline)}"
    return f"[0:a:{track}]{footage.sound(timeline)},{filters},{place}"


def _encode(source: list[str], graph: str, file: Path, seconds: float) -> None:
    made = [
        "-filter_complex",
        f"{graph}[sound]",
        "-map",
        "[sound]",
        *_AAC,
        *_BARE,
        "-y",
        "-f",
        "mp4",
        file.name,
    ]
    ended = ffmpeg.run(["-loglevel", "error", *source, *made], seconds=seconds, folder=file.parent)
    if ended.status != 0:
        raise RenderFailed("sound-unreadable", detail=ended.last_words)


def _lead(timeline: Timeline) -> int:
    """How many samples of silence come before the film's sound."""
    return footage.samples(timeline.frame(timeline.shot.start_ms), timeline.fps)


def _total(timeline: Timeline) -> int:
    return footage.samples(timeline.frames, timeline.fps)
