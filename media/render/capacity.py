"""How much room a render needs: on the disk, asked before it begins, and in memory."""

import shutil
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from media import ffmpeg
from media.errors import RenderFailed
from media.render.recipe import Recipe
from media.render.segments import Output
from media.timeline.timeline import Timeline

_BITS_PER_PIXEL = 0.16  # of a noisy film from a phone at our quality; most need half of it
_SOUND_BYTES = 24_000  # a second
_SPARE = 20_000_000
_OURS_MB, _ENCODER_MB = 120, 285  # measured: this program, and each ffmpeg that makes half a film of 1080p
FILM_MB = 600  # measured: both, where ffmpeg makes a film of 1080p with two threads


def bytes_needed(family: Iterable[Recipe], runs: Iterable[Sequence[Output]]) -> int:
    """Bytes that making some films takes at most: their new pieces, the cut pieces, the films themselves."""
    new = sum(_bytes(output.timeline, output.frames) for run in runs for output in run)
    return new + sum(2 * _bytes(one.timeline, one.timeline.frames) for one in family) + _SPARE


def require_room(folder: Path, family: Iterable[Recipe], runs: Iterable[Sequence[Output]]) -> None:
    """RenderFailed when the folder's disk has less room than is needed."""
    wanted, free = bytes_needed(family, runs), shutil.disk_usage(folder).free
    if free < wanted:
        megabytes = {"needed": -(-wanted // 1_000_000), "free": free // 1_000_000}
        raise RenderFailed("render-disk-short", folder=str(folder), **megabytes)


def encoders_at_once(memory_mb: int) -> int:
    """How many encoders may work at once within so much memory: at least one."""
    return max(1, (memory_mb - _OURS_MB) // _ENCODER_MB)


@dataclass(frozen=True, kw_only=True)
class Room:
    """How many `encoders` may work at once, and how many `processors` make one film, whatever else is made."""

    encoders: int
    processors: int


def room(memory_mb: int) -> Room:
    """What so much memory is enough for."""
    processors = ffmpeg.cores() if memory_mb >= FILM_MB else 1
    return Room(encoders=encoders_at_once(memory_mb), processors=processors)


def _bytes(timeline: Timeline, frames: int) -> int:
    picture = timeline.width * timeline.height * frames * _BITS_PER_PIXEL / 8
    return round(picture + frames / timeline.fps * _SOUND_BYTES)


Check = Callable[[], None]  # raises in a job that shall end because another has failed


class Abandoned(Exception):
    """Raised inside a job after another one has failed."""


def run_jobs(jobs: Iterable[Callable[[Check], None]], at_once: int) -> None:
    """Do all jobs, in their order as far as they wait; raises the first error. A job calls what it is given often."""
    failed = threading.Event()

    def check() -> None:
        if failed.is_set():
            raise Abandoned

    with ThreadPoolExecutor(at_once) as pool:
        try:
            for done in as_completed([pool.submit(job, check) for job in jobs]):
                done.result()
        except BaseException:
            failed.set()
            pool.shutdown(cancel_futures=True)
            raise
