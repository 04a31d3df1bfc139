"""Files that people give: ordinary ones of a bounded size, read in pieces; nothing waits for a pipe or a device."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

from media.errors import BadInput

MEGABYTE = 1024**2
BLOCK = 256 * 1024
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
)


@contextmanager
def opened(path: Path, *, most: int | None = None) -> Iterator[BufferedReader]:
    """Open a file, of at most so many bytes; raises BadInput for another thing or a larger file, and OSError."""
    descriptor = os.open(path, _FLAGS)
    try:
        known = os.fstat(descriptor)
    except OSError:
        os.close(descriptor)
        raise
    if stat.S_ISREG(known.st_mode) and (most is None or known.st_size <= most):
        with os.fdopen(descriptor, "rb") as file:
            yield file
        return
    os.close(descriptor)
    if stat.S_ISDIR(known.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(known.st_mode):
        raise BadInput("given-not-ordinary", path=str(path))
    raise too_large(path, known.st_size, most or 0)


def blocks(path: Path, *, most: int) -> Iterator[bytes]:
    """Yield a file's bytes in pieces; raises as `opened` does, also where the file grows meanwhile."""
    taken = 0
    with opened(path, most=most) as file:
        while block := file.read(BLOCK):
            taken += len(block)
            if taken > most:
                raise too_large(path, taken, most)
            yield block


def read(path: Path, *, most: int) -> bytes:
    """Return a small file's bytes; raises as `blocks` does."""
    return b"".join(blocks(path, most=most))


def too_large(path: Path, size: int, most: int) -> BadInput:
    """Return the error that names a file's size and what it may be, in megabytes."""
    told = {"size": f"{size / MEGABYTE:.1f}", "most": max(1, most // MEGABYTE)}
    return BadInput("given-too-large", path=str(path), **told)
