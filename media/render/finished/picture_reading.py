"""Some pictures of a film as they lie in it, not as our filters place them: the shape of each, and when it is shown.

They are taken from all parts of what is shown, mostly pictures that can be decoded alone.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from media import ffmpeg
from media.render import footage
from media.sources import audio
from media.sources.probe import Film
from media.timeline.timeline import Timeline

SIDE = 128  # pixels: pictures are compared as squares of this size, whatever their shape
SMALL = f"scale={SIDE}:{SIDE}:flags=area,format=gray"
_PARTS, _PART_MS = 4, 250  # a film is looked into in so many places, one of less than a second in fewer
_EDGE_MS = 80  # two pictures, so as not to meet what comes before or after
_REACH_MS = 12_000  # decoded at most to reach a picture
_TOLD = re.compile(r"#sar 0: ([1-9]\d*)/([1-9]\d*)\n0,\s*-?\d+,\s*(-?\d+),")
Pixels = NDArray[np.float32]
Part = tuple[int, int]  # of a film, in milliseconds: from and until


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A picture of a film: when it is shown (film time), its shape (width by height), its light as a square."""

    at_ms: int
    shape: float
    pixels: Pixels


def of_source(timeline: Timeline, folder: Path, *, seconds: float) -> list[Shown]:
    """A picture from each part of what is shown of the film, where one can be had at little cost; works in `folder`."""
    film, parts = timeline.shot.film, _parts(timeline)
    if not film.seekable:
        return _one_by_one(film, parts, folder, seconds)
    found = dict(
        _sought(film, {n: until for n, (_, until) in enumerate(parts)}, folder, seconds, "-noaccurate_seek")
    )
    far = {
        number: (begin + until) // 2
        for number, (begin, until) in enumerate(parts)
        if number in found and not begin <= found[number].at_ms <= until
        if (begin + until) // 2 - found[number].at_ms < _REACH_MS
    }
    found = {n: one for n, one in found.items() if parts[n][0] <= one.at_ms <= parts[n][1]}
    found |= _sought(film, far, folder, seconds, "-accurate_seek") if far else {}
    return [found[number] for number in sorted(found)]


def _parts(timeline: Timeline) -> list[Part]:
    """The parts of what is shown of the film by itself, without a card over it."""
    shot = timeline.shot
    begins = max([shot.start_ms, *(card.end_ms for card in timeline.of("title"))])
    ends = min([shot.end_ms, *(card.start_ms for card in timeline.of("end"))])
    moved = shot.from_ms - shot.start_ms
    first, last = begins + moved + _EDGE_MS, ends + moved - _EDGE_MS
    if first >= last:
        return []
    count = max(1, min(_PARTS, math.ceil((last - first) / _PART_MS)))
    edges = [round(first + (last - first) * number / count) for number in range(count + 1)]
    return list(pairwise(edges))


def _sought(
    film: Film, moments: Mapping[int, int], folder: Path, seconds: float, how: str
) -> Iterator[tuple[int, Shown]]:
    """The pictures at some moments, by number; `how` a moment is sought."""
    words = [*footage.film_time_options(film)]
    for ms in moments.values():
        words += ["-threads", "1", how, "-ss", f"{max(0, ms) / 1000:.3f}", *ffmpeg.safe_input(film.path)]
    for place, number in enumerate(moments):
        words += _written(number, f"[{place}:V:{film.picture_track}]")
    return _run(words, moments, folder, seconds)


def _one_by_one(film: Film, parts: Sequence[Part], folder: Path, seconds: float) -> list[Shown]:
    """The first key picture of each part, of a film in which no moment can be sought."""
    beside = audio.unread_tracks(film, "a", "s", "d")  # else the film's time would begin with its picture
    words = ["-threads", "1", "-skip_frame", "nokey", *ffmpeg.safe_input(film.path), *beside]
    for number, (begin, until) in enumerate(parts):
        words += _written(
            number, f"[0:V:{film.picture_track}]select='between(t,{begin / 1000:.3f},{until / 1000:.3f})',"
        )
    return [one for _, one in _run(words, range(len(parts)), folder, seconds)]


def _written(number: int, taken: str) -> list[str]:
    """Words that write a picture down, and beside it when it is shown, and its shape."""
    once = ("-frames:v", "1", "-fps_mode", "passthrough", "-enc_time_base", "1:1000")
    return [
        *("-filter_complex", f"{taken}{SMALL},split[picture{number}][facts{number}]"),
        *("-map", f"[picture{number}]", *once, "-f", "rawvideo", "-y", f"given{number}.gray"),
        *("-map", f"[facts{number}]", *once, "-f", "framecrc", "-y", f"given{number}.txt"),
    ]


def _run(
    words: list[str], numbers: Iterable[int], folder: Path, seconds: float
) -> Iterator[tuple[int, Shown]]:
    """Run ffmpeg for some pictures, and yield those that there are; that one is missing is no error."""
    ffmpeg.run(["-loglevel", "error", *words], seconds=seconds, folder=folder)
    for number in numbers:
        picture, facts = (folder / f"given{number}.{ending}" for ending in ("gray", "txt"))
        told = _TOLD.search(facts.read_text(encoding="ascii")) if facts.is_file() else None
        if told and picture.is_file() and picture.stat().st_size == SIDE * SIDE:
            across, down, at = (int(word) for word in told.groups())
            yield number, Shown(at_ms=at, shape=across / down, pixels=squares(picture.read_bytes())[0])
        picture.unlink(missing_ok=True)
        facts.unlink(missing_ok=True)


def squares(raw: bytes) -> Pixels:
    """Pictures as `SMALL` writes them, one after the other."""
    return np.frombuffer(raw, dtype=np.uint8).reshape(-1, SIDE, SIDE).astype(np.float32)
