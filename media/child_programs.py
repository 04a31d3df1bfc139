"""The one place that starts other programs: each with a clean environment, and on Linux with bounds.

What a child may see is an allow-list (`environment`): no secret, no address of a proxy, nothing that makes a program
load what it does not bring.
"""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

OWN_FFMPEG = "CAMPAIGN_FFMPEG"  # the absolute path of an ffmpeg that a person chose, see docs/settings.md
_ALLOWED = {
    *("PATH", "HOME", "USER", "LOGNAME", "LANG", "LANGUAGE", "TZ", "TMPDIR", "TEMP", "TMP", OWN_FFMPEG),
    *("USERPROFILE", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "NUMBER_OF_PROCESSORS"),
    *("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"),  # where browsers are
    # which processors numpy uses, and how
    *("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"),
}
# onnxruntime, which finds faces and voices, would write down what runs, in the person's home, and send it.
_UNTOLD = {"ORT_DISABLE_TELEMETRY": "1", "DO_NOT_TRACK": "1"}
_NO_WINDOW = (
    0x08000000 if sys.platform == "win32" else 0
)  # CREATE_NO_WINDOW: else each ffmpeg of a service shows one
_BELOW_NORMAL = 0x00004000 if sys.platform == "win32" else 0  # BELOW_NORMAL_PRIORITY_CLASS
_NICE = 10
_LARGEST_FILE = 64_000_000_000  # bytes; a film of ten hours at the highest rate that a phone has
_MOST_FILES = 512  # open at once
# Linux: the kernel ends the program when the process that asked for it is killed, so no orphan goes on; it refuses
# memory, files and open files beyond a bound (elsewhere only time is bounded) and new rights; a crash leaves no core.
# Its threads share eight heaps: with one they wait for each other (twice the time for a sound), with glibc's own number
# a computer with many processors would keep many.
_BOUNDS = """
import ctypes, os, resource, sys
os.environ["MALLOC_ARENA_MAX"] = "8"
prctl = ctypes.CDLL(None).prctl
prctl(1, int(sys.argv[5]), 0, 0, 0)
prctl(38, 1, 0, 0, 0)
bounds = zip((resource.RLIMIT_DATA, resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE, resource.RLIMIT_CORE), sys.argv[1:5])
for what, bound in bounds:
    most = resource.getrlimit(what)[1]
    bound = int(bound) if most == resource.RLIM_INFINITY else min(int(bound), most)
    resource.setrlimit(what, (bound, bound))
os.execv(sys.argv[6], sys.argv[6:])
"""


def environment(ours: Mapping[str, str] | None = None) -> dict[str, str]:
    """What a child may see of our environment; of its search path only whole paths."""
    seen = {
        name: value
        for name, value in (os.environ if ours is None else ours).items()
        if name.upper() in _ALLOWED or name.upper().startswith("LC_")
    }
    for name in seen:
        if name.upper() == "PATH":
            parts = seen[name].split(os.pathsep)
            seen[name] = os.pathsep.join(part for part in parts if Path(part).is_absolute())
    return seen


def bounds(memory_mb: int, *, with_thread: bool = True) -> list[str]:
    """The words in front of a command that bound what it may take; none where the system has no such bounds.

    `with_thread` ends the program with the thread that started it, and so with our process.
    """
    if sys.platform != "linux":
        return []
    most = (memory_mb * 1_000_000, _LARGEST_FILE, _MOST_FILES, 0)
    return [sys.executable, "-I", "-S", "-c", _BOUNDS, *map(str, most), "9" if with_thread else "0"]


def started(
    command: Sequence[str],
    *,
    folder: Path | None = None,
    fed: bool = False,
    heard: bool = True,
    low: bool = False,
) -> subprocess.Popen[bytes]:
    """Start a program: stdin is a pipe when it is `fed`, else empty; stdout and, when `heard`, stderr are pipes.

    `low`: at low priority, for what nobody waits for.
    """
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment() | _UNTOLD,
        stdin=subprocess.PIPE if fed else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE if heard else None,
        creationflags=_NO_WINDOW | (_BELOW_NORMAL if low else 0),
    )
    if low and sys.platform != "win32":
        with suppress(OSError):  # it ended already, or has a lower one
            os.setpriority(os.PRIO_PROCESS, process.pid, max(_NICE, os.getpriority(os.PRIO_PROCESS, 0)))
    return process


def output(command: Sequence[str], *, seconds: float, check: bool = True) -> bytes:
    """What a program writes to its stdout; raises what `subprocess.run` does where it fails or takes too long."""
    done = subprocess.run(
        command,
        env=environment() | _UNTOLD,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=seconds,
        check=check,
        creationflags=_NO_WINDOW,
    )
    return done.stdout


def can_show(platform: str, ours: Mapping[str, str]) -> bool:
    """Tell whether a browser opened at `platform` (as `sys.platform`) is seen by who sits here, by the environment.

    BROWSER is a person's own choice. Over SSH it would open on another desk; without a desktop a browser of the
    terminal would take the terminal.
    """
    if ours.get("BROWSER"):
        return True
    if platform in ("win32", "darwin"):
        return not ours.get("SSH_CONNECTION")
    return bool(ours.get("DISPLAY") or ours.get("WAYLAND_DISPLAY"))


def browser(address: str) -> bool:
    """Have the system's browser open an address; tell whether there was one. It gets our environment: its desktop."""
    import webbrowser

    try:
        return webbrowser.open(address)
    except OSError:  # also webbrowser's own error is one
        return False
