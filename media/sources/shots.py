"""Where the picture of a film changes from one shot to another: what ffmpeg's scene score calls a change."""

import re

from media import ffmpeg
from media.sources import audio
from media.sources.probe import Film

_SCORE = 0.3  # of 1; people who move stay under it, and so do fades
_APART_MS = 500  # a flash is one change
_WIDTH = 160  # pixels; enough to tell pictures apart


def changes(film: Film) -> tuple[int, ...]:
    """The milliseconds of the film at which another shot begins, rising; none where they cannot be told in time.

    They are a help for whoever parts cues, so a film that cannot be read to its end has those that were seen.
    """
    told: list[str] = []
    watch = f"scale={_WIDTH}:-2:flags=fast_bilinear,select='gt(scene,{_SCORE})',metadata=mode=print:file=-"
    words = [
        *ffmpeg.safe_input(film.path),
        *("-map", f"0:V:{film.picture_track}", "-vf", watch, "-fps_mode", "passthrough", "-f", "null", "-"),
        *audio.unread_tracks(film, "a", "s", "d"),
    ]
    ffmpeg.run(words, seconds=20 + film.duration_ms / 2000, on_line=told.append)
    found: list[int] = []
    for line in told:
        if at := re.search(r"pts_time:([\d.]+)", line):
            ms = round(float(at[1]) * 1000)
            if ms and (not found or ms - found[-1] >= _APART_MS):
                found.append(ms)
    return tuple(found)
