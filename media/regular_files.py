"""Reads what people bring: a regular file alone, and no more of it than is bearable."""

import os
import stat
from pathlib import Path


class TooLarge(OSError):
    """A file has more bytes than may be read."""


def read(path: Path, most: int) -> bytes:
    """Return a file's bytes; raises TooLarge beyond `most`, OSError where it is no regular file or cannot be read.

    A pipe or a device is never waited for.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError("not a regular file")
        data = file.read(most + 1)
    if len(data) > most:
        raise TooLarge(f"more than {most} bytes")
    return data
