"""The one door to the ffmpeg program: found, started, bounded in time, and taken along when we die."""

import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from media.errors import RenderFailed

_QUIET = ("-hide_banner", "-nostdin")
# Linux: the kernel ends ffmpeg when the process that asked for it is killed, so no orphan goes on encoding.
_LEASH = "import ctypes,os,sys;ctypes.CDLL(None).prctl(1,9);os.execv(sys.argv[1],sys.argv[1:])"


@dataclass(frozen=True, kw_only=True)
class Ended:
    """How an ffmpeg run ended: exit status (negative: the signal), and the last lines it said."""

    status: int
    said: str
    too_slow: bool


def program() -> str:
    """Path of the ffmpeg that imageio-ffmpeg brings; RenderFailed when it has none for this machine."""
    import imageio_ffmpeg

    try:
        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError as missing:
        raise RenderFailed("ffmpeg-missing") from missing


@lru_cache(maxsize=1)
def version() -> str:
    """Which ffmpeg this is, as it says itself."""
    said = subprocess.run([program(), "-version"], capture_output=True, timeout=30, check=False).stdout
    return said.decode(errors="replace").partition("\n")[0].strip()


def source(path: Path) -> str:
    """A path as ffmpeg takes it literally: no option, pattern or protocol is read out of its name."""
    return f"file:{path.absolute()}"


def run(
    arguments: Sequence[str],
    *,
    seconds: float,
    on_line: Callable[[str], None] | None = None,
    folder: Path | None = None,
) -> Ended:
    """Run ffmpeg for at most `seconds`; each line of its stdout goes to `on_line`; killed when we fail."""
    with _started([*_leash(), program(), *_QUIET, *arguments], folder) as process:
        timer = threading.Timer(seconds, process.kill)
        timer.daemon = True
        timer.start()
        said: deque[str] = deque(maxlen=400)
        listener = threading.Thread(target=_listen, args=(process, said), daemon=True)
        listener.start()
        try:
            for line in _lines(process):
                if on_line is not None:
                    on_line(line)
            status = process.wait()
        finally:
            slow = not timer.is_alive()
            timer.cancel()
        listener.join()
    return Ended(status=status, said="\n".join(said), too_slow=slow)


def output(arguments: Sequence[str], *, seconds: float) -> bytes:
    """What ffmpeg writes to its stdout; RenderFailed when it fails or takes longer than `seconds`."""
    command = [program(), *_QUIET, "-loglevel", "error", *arguments]
    try:
        return subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=seconds, check=True
        ).stdout
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as failed:
        said = (failed.stderr or b"").decode(errors="replace").strip()
        raise RenderFailed("picture-unreadable", detail=said.rpartition("\n")[2] or str(failed)) from failed


def _leash() -> list[str]:
    return [sys.executable, "-I", "-S", "-c", _LEASH] if sys.platform == "linux" else []


@contextmanager
def _started(command: list[str], folder: Path | None) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    with process:
        try:
            yield process
        except BaseException:
            process.kill()
            raise


def _lines(process: subprocess.Popen[bytes]) -> Iterator[str]:
    assert process.stdout is not None
    for line in process.stdout:
        yield line.decode(errors="replace").rstrip()


def _listen(process: subprocess.Popen[bytes], said: deque[str]) -> None:
    assert process.stderr is not None
    for line in process.stderr:
        said.append(line.decode(errors="replace").rstrip()[:2000])
