"""What a command costs: CPU of its whole tree of processes, time, memory of all of them together. Linux only."""

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_PROC = "/proc"
_EVERY_S = 0.1
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, kw_only=True)
class Cost:
    """CPU (user and system) and wall time in seconds, highest memory (PSS) of all processes in MB, and output."""

    cpu: float
    wall: float
    peak_mb: float
    said: str = ""


def processor() -> str:
    """What this computer calculates with: how many cores, and of which make."""
    lines = Path(f"{_PROC}/cpuinfo").read_text(encoding="utf-8").splitlines()
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
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=said, stderr=complaint
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


class _Watch:
    """Looks at a tree of processes ten times a second. Its CPU covers children that nobody waits for."""

    def __init__(self, root: int) -> None:
        self.root, self.peak_mb = root, 0.0
        self._spent: dict[int, float] = {}
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
            tree = _tree(self.root)
            self.peak_mb = max(self.peak_mb, sum(_memory_mb(pid) for pid in tree))
            self._spent |= tree


def _tree(root: int) -> dict[int, float]:
    """A process and its descendants, each with the CPU seconds of its own."""
    found: dict[int, tuple[int, float]] = {}
    for name in filter(str.isdigit, os.listdir(_PROC)):  # noqa: PTH208  # pathlib takes thrice as long
        try:
            with open(f"{_PROC}/{name}/stat", "rb") as stat:  # noqa: PTH123
                fields = stat.read().rpartition(b")")[2].split()
        except OSError:
            continue
        found[int(name)] = (int(fields[1]), (int(fields[11]) + int(fields[12])) / _TICKS)
    tree, size = {root}, 0
    while len(tree) > size:
        size = len(tree)
        tree |= {pid for pid, (parent, _) in found.items() if parent in tree}
    return {pid: found[pid][1] for pid in tree if pid in found}


def _memory_mb(pid: int) -> float:
    """Proportional set size: pages that processes share are counted once."""
    try:
        lines = Path(f"{_PROC}/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)
