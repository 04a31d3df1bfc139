"""Files that nobody touched since they were read: told by size, times and number, so that they need not be read again.

A system writes times in steps, and what is changed twice within one step bears the same time. So a file is `settled`
only once its own time lies well before now, by the clock of its disk.
"""

import os
import stat
import time
from contextlib import suppress
from pathlib import Path

from media import files

# Whether a change is seen even where its program put the old time back: Windows keeps no time of that.
SEES_ALL = os.name != "nt"
_STEP_NS, _COARSE_STEP_NS = 20_000_000, 2_100_000_000  # the second: of a disk that keeps whole seconds
_SECOND_NS, _TICK_NS = 1_000_000_000, 4_000_000
_TRIES = 3


def mark(path: Path, *, copied: bool = False) -> str:
    """Return what a file bears as long as nobody touches it; raises OSError where there is none.

    `copied`: what a copy with the same times bears, too, for notes that go with a campaign's folder; a program that
    puts back the old time of what it changed is not seen by that.
    """
    return _told(path.stat(), copied)


def settled(path: Path, beside: Path, *, copied: bool = False) -> str | None:
    """Return the mark of a file; None where a change from now on might leave it as it is, or nothing can be told.

    `beside` is a folder of the same disk that can be written to. What was changed just now is waited for: 20 ms.
    """
    with suppress(OSError):
        for _ in range(_TRIES):
            seen, now = path.stat(), files.moment(beside)
            if not stat.S_ISREG(seen.st_mode) or seen.st_dev != beside.stat().st_dev:
                return None
            left = _changed_ns(seen) + _step_ns(seen) - now
            if left < 0:
                return _told(seen, copied)
            if left > _STEP_NS:  # of a disk with a coarse clock, or from the future
                return None
            time.sleep((left + _TICK_NS) / _SECOND_NS)
    return None


def _told(seen: os.stat_result, copied: bool) -> str:
    alike = f"{seen.st_size} {seen.st_mtime_ns}"
    return alike if copied else f"{alike} {seen.st_ctime_ns} {seen.st_ino}"


def _changed_ns(seen: os.stat_result) -> int:
    """When a file was changed last: what no program can write itself, where the system keeps that."""
    return seen.st_ctime_ns if SEES_ALL else seen.st_mtime_ns


def _step_ns(seen: os.stat_result) -> int:
    return _STEP_NS if _changed_ns(seen) % _SECOND_NS else _COARSE_STEP_NS
