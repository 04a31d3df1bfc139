"""Files that people give, or may have exchanged: ordinary ones of a bounded size, read in pieces.

Here alone such a file is opened to be read: a pipe or a device would be waited for.
"""

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

from media.errors import BadInput

MEGABYTE = 1024**2
BLOCK = 256 * 1024
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


class NotOrdinary(OSError):
    """What bears the name is a pipe, a device or the like."""


def ordinary(path: Path, *, through_link: bool = True) -> BufferedReader:
    """Open a file for reading; NotOrdinary for what is none, IsADirectoryError for a folder, OSError otherwise.

    Where a link must not be followed, it is an OSError too (ELOOP), on systems that can tell.
    """
    descriptor = os.open(path, _READ if through_link else _READ | _NO_LINK)
    try:
        kind = os.fstat(descriptor).st_mode
        if stat.S_ISDIR(kind):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(kind):
            raise NotOrdinary(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
        return os.fdopen(descriptor, "rb")
    except OSError:
        os.close(descriptor)
        raise


def digest(path: Path) -> str:
    """Return the SHA-256 of a file in hex, read in pieces; raises as `ordinary` does."""
    with ordinary(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def opened(path: Path, *, most: int | None = None) -> Iterator[BufferedReader]:
    """Open a file, of at most so many bytes; raises BadInput for another thing or a larger file, and OSError."""
    try:
        file = ordinary(path)
    except NotOrdinary:
        raise BadInput("given-not-ordinary", path=str(path)) from None
    with file:
        size = os.fstat(file.fileno()).st_size
        if most is not None and size > most:
            raise too_large(path, size, most)
        yield file


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
