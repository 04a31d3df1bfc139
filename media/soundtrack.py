"""A rendition's sound: the film's own, brought to the brand's loudness, in silence under the cards.

It is made apart from the picture, for it is the same in every language and format.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from media import encoder, footage, loudness
from media.encoder import Ended
from media.errors import RenderFailed
from media.footage import RATE
from media.timeline import Timeline, plain

_AAC = ("-c:a", "aac", "-b:a", "160k", "-ar", str(RATE), "-ac", "2", "-flags:a", "+bitexact")


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
    """Write the sound as AAC; RenderFailed when ffmpeg fails, or takes longer than `seconds`."""
    ended = encoder.run(_words(timeline, file.name, seconds), seconds=seconds, folder=file.parent)
    if ended.status != 0:
        raise _failure(ended)


def _words(timeline: Timeline, name: str, seconds: float) -> list[str]:
    made = ["-map", "[sound]", *_AAC, "-map_metadata", "-1", "-fflags", "+bitexact", "-y", "-f", "mp4", name]
    quiet = ["-loglevel", "error"]
    shot, total = timeline.shot, _total(timeline)
    if not shot.film.has_sound:
        silence = f"anullsrc=r={RATE}:cl=stereo,atrim=end_sample={total}[sound]"
        return [*quiet, "-filter_complex", silence, *made]
    source = ["-vn", *footage.whole(shot)]
    chain = loudness.mended(footage.whole(shot), footage.sound(timeline), timeline.sound, seconds=seconds)
    placed = f"adelay={_lead(timeline)}S:all=1,apad,atrim=end_sample={total}"
    return [*quiet, *source, "-filter_complex", f"[0:a:0]{chain},{placed}[sound]", *made]


def _lead(timeline: Timeline) -> int:
    """How many samples of silence come before the film's sound."""
    return footage.samples(timeline.frame(timeline.shot.start_ms), timeline.fps)


def _total(timeline: Timeline) -> int:
    return footage.samples(timeline.frames, timeline.fps)


def _failure(ended: Ended) -> RenderFailed:
    last = next((line for line in reversed(ended.said.splitlines()) if line.strip()), "")
    return RenderFailed("sound-unreadable", detail=last.strip())
