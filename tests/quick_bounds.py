"""What `media/child_programs.py` sets by a Python of its own, set by small programs: a third of an ffmpeg's cost."""

import shutil
import subprocess
import sys

from media import child_programs

REAL = child_programs.bounds
TOOLS = [shutil.which(name) for name in ("env", "prlimit", "setpriv")]


def bounds(memory_mb: int, *, with_thread: bool = True) -> list[str]:
    """The words in front of a command that bound what it may take; test_child_programs holds them to the real ones."""
    import resource

    names = ("data", "fsize", "nofile", "core")
    *_, data, fsize, nofile, core, _signal = REAL(memory_mb, with_thread=with_thread)
    words = []
    for name, bound in zip(names, map(int, (data, fsize, nofile, core)), strict=True):
        most = resource.getrlimit(getattr(resource, f"RLIMIT_{name.upper()}"))[1]
        words.append(f"--{name}={bound if most == resource.RLIM_INFINITY else min(bound, most)}")
    env, prlimit, setpriv = map(str, TOOLS)
    ending = ["--pdeathsig", "KILL"] if with_thread else []
    return [env, "MALLOC_ARENA_MAX=8", prlimit, *words, setpriv, "--no-new-privs", *ending, "--"]


def can() -> bool:
    """Tell whether this computer has programs that set them."""
    if sys.platform != "linux" or not all(TOOLS):
        return False
    tried = subprocess.run([*bounds(1000), "/bin/sh", "-c", "exit 7"], capture_output=True, check=False)
    return tried.returncode == 7


CAN = can()
