"""What a command costs: CPU of its whole tree of processes, time, memory of all of them together. Linux only."""

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

_EVERY_S = 0.1


@dataclass(frozen=True, kw_only=True)
class Cost:
    """CPU (user and system) and wall time in seconds, highest memory (PSS) of all processes in MB, and output."""

    cpu: float
    wall: float
    peak_mb: float
    said: str = ""


def processor() -> str:
    """What this computer calculates with: how many cores, and of which make."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    make = next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown"
    )
    return f"{os.cpu_count()} cores ({make})"


class CommandFailed(Exception):
    """A measured command ended with another status than 0; bears what it said."""


def cost(command: Sequence[str], folder: Path | None = None) -> Cost:
    """Run a command and measure it; its stdout comes back, its stderr only when it fails."""
    with tempfile.TemporaryFile("w+") as said, tempfile.TemporaryFile("w+") as complaint:
        began = time.monotonic()
        process = subprocess.Popen(
            command, cwd=folder, env=environment(), stdin=subprocess.DEVNULL, stdout=said, stderr=complaint
        )
        watch = _Watch(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
        wall, process.returncode = time.monotonic() - began, os.waitstatus_to_exitcode(status)
        watch.stop()
        said.seek(0)
        complaint.seek(0)
        if process.returncode:
            raise CommandFailed(f"{' '.join(command)}\nended with {process.returncode}:\n{complaint.read()}")
        spent = max(usage.ru_utime + usage.ru_stime, watch.cpu)
        return Cost(cpu=spent, wall=wall, peak_mb=watch.peak_mb, said=said.read())


def environment() -> dict[str, str]:
    """Let Python keep what it compiled, as on any computer; told not to, each command compiles all of ours anew."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


class _Watch:
    """Looks at a tree of processes ten times a second. Its CPU covers children that nobody waits for."""

    def __init__(self, root: int) -> None:
        self._root, self.peak_mb = psutil.Process(root), 0.0
        self._spent: dict[psutil.Process, float] = {}
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    @property
    def cpu(self) -> float:
        """Seconds that all processes seen have spent, as of the last look at each."""
        return sum(self._spent.values())

    def stop(self) -> None:
        """End the watch."""
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(_EVERY_S):
            self.peak_mb = max(self.peak_mb, sum(map(self._looked_at, self._tree())))

    def _tree(self) -> list[psutil.Process]:
        with suppress(psutil.NoSuchProcess):
            return [self._root, *self._root.children(recursive=True)]
        return []

    def _looked_at(self, process: psutil.Process) -> float:
        """Proportional set size in MB: pages that processes share are counted once."""
        with suppress(psutil.NoSuchProcess):  # ended meanwhile
            self._spent[process] = cpu(process)
            return float(process.memory_full_info().pss) / 2**20
        return 0.0


def cpu(process: psutil.Process) -> float:
    """Seconds of CPU that a process itself has spent."""
    times = process.cpu_times()
    return times.user + times.system
