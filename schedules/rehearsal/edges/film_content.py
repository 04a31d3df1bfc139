"""What Facebook thinks of a film once it has looked into it: no film, cut off, or no reel; numbers as it gives them.

A film is judged by what it holds, not by its name, and later than it is taken: its `status` tells. Rules: Video API
"Error Codes"; Reels Publishing API (guide of 2026-07-30).
"""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

from media import given_files
from media.errors import BadInput, RenderFailed
from media.sources import probe
from media.sources.probe import Film

REEL_SHAPE, REEL_LEAST = 9 / 16, (540, 960)  # width by height, pixels
REEL_RATES = (23.9, 60.1)  # pictures a second: 24 to 60, and the 23.976 that is called 24
_SHAPE_OFF = 0.01  # a height is a whole number of pixels
_NO_FILM, _SPOILT, _TOO_LONG = 1363031, 352, 1363128
_CODES = {
    "film-too-long": _TOO_LONG, "film-not-a-film": _NO_FILM, "film-no-picture": _NO_FILM, "film-empty": _NO_FILM,
    "film-is-photo": _NO_FILM, "film-is-picture": _NO_FILM,
}  # fmt: skip
_KEPT, _HASHED = 64, 64 * 1024**2  # findings, and the largest file whose finding is kept, in bytes

Problem = tuple[int, str]  # Facebook's number and words
_known: OrderedDict[str, "Film | Problem | None"] = OrderedDict()
_looking = threading.BoundedSemaphore(2)  # ffmpeg takes a processor


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """How long a reel may be, in seconds."""

    shortest_s: float
    longest_s: float


def problem(path: Path, reel: Bounds | None) -> Problem | None:
    """Return why Facebook takes no such film, as a reel if its bounds are given; None where it does."""
    found = _look(path)
    if isinstance(found, Film):
        return _reel_problem(found, reel) if reel else None
    return found


def _look(path: Path) -> Film | Problem | None:
    """Return what a file holds or why it is no film; None where nobody can tell, for want of ffmpeg."""
    if path.stat().st_size > _HASHED:
        return _probed(path)
    key = given_files.digest(path)
    with _looking:
        if key not in _known:
            _known[key] = _probed(path)
        while len(_known) > _KEPT:
            _known.popitem(last=False)
        return _known[key]


def _probed(path: Path) -> Film | Problem | None:
    try:
        return probe.probe(path, listen=False)
    except BadInput as refused:
        number = _CODES.get(refused.code, _SPOILT)
        return number, "The video file you selected is in a format that we don't support"
    except RenderFailed:
        return None


def _reel_problem(film: Film, bounds: Bounds) -> Problem | None:
    if abs(film.width / film.height - REEL_SHAPE) > _SHAPE_OFF:
        return 1363040, "The aspect ratio of a reel must be 9:16"
    if film.width < REEL_LEAST[0] or film.height < REEL_LEAST[1]:
        return 1363127, "The resolution of a reel must be at least 540 by 960 pixels"
    if not bounds.shortest_s <= film.duration_ms / 1000 <= bounds.longest_s:
        return 1363128, f"A reel lasts between {bounds.shortest_s:g} and {bounds.longest_s:g} seconds"
    if not REEL_RATES[0] <= film.fps <= REEL_RATES[1]:
        return 1363129, "A reel has between 24 and 60 frames a second"
    return None
