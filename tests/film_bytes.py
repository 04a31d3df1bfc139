"""The smallest film that Facebook takes as a film and as a reel, as long in bytes as is wanted; one bit turned."""

import os
from pathlib import Path

from tests.paths import REPOSITORY

REEL = (REPOSITORY / "tests" / "data" / "reel.mp4").read_bytes()  # three black seconds, 540 by 960


def padded(size: int, mark: bytes = b"") -> bytes:
    """A film of `size` bytes: behind the pictures is a box that nobody reads; `mark` makes it another film."""
    room = size - len(REEL)
    filled = mark + bytes(range(256)) * (room // 256 + 1)
    return REEL + room.to_bytes(4, "big") + b"free" + filled[: room - 8]


def alter(path: Path) -> None:
    """Turn one bit of a file, in its place, and put its times back: the size is the same, too."""
    before, data = path.stat(), bytearray(path.read_bytes())
    data[-1] ^= 1
    with path.open("r+b") as file:
        file.write(data)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
