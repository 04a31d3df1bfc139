"""The one door to the ffmpeg program: found, started, bounded in time and memory, and taken along when we die."""

import importlib.util
import os
import re
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from media import child_programs
from media.errors import BadInput, RenderFailed

MEMORY_MB = (
    4096  # measured: 560 MB for one 1080p film, 440 more for each made at the same time; 8K takes most
)
LARGEST = 8192  # pixels a side: more than any phone's 8K
MOST_PIXELS = 8192 * 4320  # with more, a single picture and its neighbours would fill the memory
_LARGEST_BLOCK = 1_000_000_000  # bytes asked for at once
MOST_STREAMS = 200
_PIECE = 1 << 20  # bytes of an output that are read at once
_MOST_LINES, _LONGEST_LINE = 4000, 2000  # kept of what is said
# Containers that hold films; playlists, pictures, subtitles and text never reach a decoder.
_CONTAINERS = "mov,matroska,webm,avi,mpegts,mpeg,asf,flv,ogg,mxf,dv,nut,wav,mp3,aac,flac"
_GUARD = (
    *("-protocol_whitelist", "file", "-format_whitelist", _CONTAINERS),
    *("-max_streams", str(MOST_STREAMS), "-max_pixels", str(MOST_PIXELS)),
)
_QUIET = ("-hide_banner", "-nostdin", "-max_alloc", str(_LARGEST_BLOCK))
_SPEAKER = re.compile(r"(\[[^\]]*\] *)+")
_ECHO = re.compile(
    "Task finished|Terminating thread|Nothing was written|Output file is empty|muxing overhead|before EOF|after EOF"
    "|Parsed_|Decode error rate|Error (submitting|initializing)"
)


@dataclass(frozen=True, kw_only=True)
class Ended:
    """How an ffmpeg run ended: exit status (negative: the signal), and the last lines it said."""

    status: int
    said: str
    too_slow: bool

    @property
    def starved(self) -> bool:
        """Whether it asked for more memory than it may have."""
        return self.status != 0 and "Cannot allocate memory" in self.said

    @property
    def last_words(self) -> str:
        """The last line that tells what went wrong, of all that is said until everything has stopped."""
        lines = [line.strip() for line in self.said.splitlines() if line.strip()]
        told = [_SPEAKER.sub("", line) for line in lines if _SPEAKER.match(line) and not _ECHO.search(line)]
        return (told or lines or [""])[-1]


def program() -> str:
    """Path of the ffmpeg that is run: what CAMPAIGN_FFMPEG names, else the one that imageio-ffmpeg's package brings.

    Nothing else chooses it: no search path, no other variable, no `.env`. BadInput where the named one is no program,
    RenderFailed where the package has none for this machine.
    """
    named = child_programs.environment().get(child_programs.OWN_FFMPEG)
    if not named:
        return _packaged()
    path = Path(named)
    if not (path.is_absolute() and path.is_file() and os.access(path, os.X_OK)):
        raise BadInput("ffmpeg-named", path=named)
    return named


@lru_cache(maxsize=1)
def _packaged() -> str:
    """The program in imageio-ffmpeg's folder; its own function would ask the environment and the search path first."""
    found = importlib.util.find_spec("imageio_ffmpeg")
    for folder in found.submodule_search_locations or () if found else ():
        for path in sorted(Path(folder, "binaries").glob("ffmpeg-*")):
            return str(path)
    raise RenderFailed("ffmpeg-missing")


def version() -> str:
    """Which ffmpeg this is, as it says itself."""
    return _version(program())


@lru_cache(maxsize=2)
def _version(path: str) -> str:
    said = child_programs.output([path, "-version"], seconds=30, check=False)
    return said.decode(errors="replace").partition("\n")[0].strip()


@lru_cache(maxsize=1)
def cores() -> int:
    """How many processors this program may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def source(path: Path) -> str:
    """A path as ffmpeg takes it literally: no option, pattern or protocol is read out of its name."""
    return f"file:{path.absolute()}"


def safe_input(path: Path) -> list[str]:
    """A stranger's film as an ffmpeg input: no other file is read through it, and its size is bounded."""
    return [*_GUARD, "-i", source(path)]


def safe_part(path: Path, begin: int, end: int) -> list[str]:
    """Some bytes of a stranger's file, as `safe_input` gives it all."""
    guard = [word if word != "file" else "file,subfile" for word in _GUARD]
    return [*guard, "-i", f"subfile,,start,{begin},end,{end},,:{source(path)}"]


def run(
    arguments: Sequence[str],
    *,
    seconds: float,
    on_line: Callable[[str], None] | None = None,
    on_said: Callable[[str], None] | None = None,
    feed: Iterable[bytes] = (),
    folder: Path | None = None,
    memory_mb: int = MEMORY_MB,
) -> Ended:
    """Run ffmpeg for at most `seconds`; each line of its stdout goes to `on_line`; killed when we fail.

    Each line of its stderr goes to `on_said`, in a thread of its own, so that must not fail.

    What is in `feed` is written to its stdin first; such a run must say little.
    """
    command = [*child_programs.bounds(memory_mb), program(), *_QUIET, *arguments]
    with _started(command, folder, fed=bool(feed)) as process:
        timer = threading.Timer(seconds, process.kill)
        timer.daemon = True
        timer.start()
        said: deque[str] = deque(maxlen=_MOST_LINES)
        listener = threading.Thread(target=_listen, args=(process, said, on_said), daemon=True)
        listener.start()
        try:
            _feed(process, feed)
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
    command = [*child_programs.bounds(MEMORY_MB), program(), *_QUIET, "-loglevel", "error", *arguments]
    try:
        return child_programs.output(command, seconds=seconds)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as failed:
        said = (failed.stderr or b"").decode(errors="replace").strip()
        raise RenderFailed("picture-unreadable", detail=said.rpartition("\n")[2] or str(failed)) from failed


def streamed(arguments: Sequence[str], *, seconds: float, memory_mb: int = MEMORY_MB) -> Iterator[bytes]:
    """What ffmpeg writes to its stdout, piece by piece, made at low priority.

    RenderFailed when it fails or takes longer than `seconds`; it ends where nobody reads on.
    """
    command = [*child_programs.bounds(memory_mb), program(), *_QUIET, "-loglevel", "error", *arguments]
    with _started(command, None, fed=False, low=True) as process:
        assert process.stdout is not None
        timer = threading.Timer(seconds, process.kill)
        timer.daemon = True
        timer.start()
        said: deque[str] = deque(maxlen=_MOST_LINES)
        listener = threading.Thread(target=_listen, args=(process, said, None), daemon=True)
        listener.start()
        try:
            while piece := process.stdout.read(_PIECE):
                yield piece
            status = process.wait()
        finally:
            timer.cancel()
        listener.join()
    if status != 0:
        raise RenderFailed("picture-unreadable", detail=said[-1] if said else str(status))


@contextmanager
def _started(
    command: list[str], folder: Path | None, *, fed: bool, low: bool = False
) -> Iterator["subprocess.Popen[bytes]"]:
    process = child_programs.started(command, folder=folder, fed=fed, low=low)
    with process:
        try:
            yield process
        except BaseException:
            process.kill()
            raise


def _feed(process: "subprocess.Popen[bytes]", feed: Iterable[bytes]) -> None:
    if process.stdin is not None:
        # a program that ended before it was told all: its status says why
        with suppress(BrokenPipeError), process.stdin as sink:
            for piece in feed:
                sink.write(piece)


def _lines(process: subprocess.Popen[bytes]) -> Iterator[str]:
    assert process.stdout is not None
    while line := process.stdout.readline(_LONGEST_LINE):
        yield line.decode(errors="replace").rstrip()


def _listen(
    process: subprocess.Popen[bytes], said: deque[str], on_said: Callable[[str], None] | None
) -> None:
    assert process.stderr is not None
    while line := process.stderr.readline(_LONGEST_LINE):
        said.append(line.decode(errors="replace").rstrip())
        if on_said is not None:
            on_said(said[-1])
