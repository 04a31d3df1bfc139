"""Files whose hash is kept: their bytes are compared with it when they are used, not only when they came in."""

import hashlib
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path

from media import given_files
from media.errors import BadInput
from media.given_files import NotOrdinary

BLOCK = 256 * 1024  # bytes in memory at a time, each compared on its own


class FileChanged(BadInput):
    """A file is no longer what was taken in: it is used for nothing."""


def opened(path: Path) -> BufferedReader:
    """Open an ordinary file for reading, never waiting for a pipe; raises FileChanged for a folder or a device."""
    try:
        return given_files.ordinary(path)
    except (NotOrdinary, IsADirectoryError):
        raise FileChanged("file-not-ordinary", file=_name(path)) from None


def digest(path: Path) -> str:
    """Return the SHA-256 of an ordinary file in hex, read in pieces; raises FileChanged and OSError."""
    with opened(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def require(path: Path, sha256: str | None) -> None:
    """Raise FileChanged where a file is no longer the one of that hash; a file that is gone raises OSError."""
    if digest(path) != sha256:
        raise changed(path)


def changed(path: Path) -> FileChanged:
    """Return the error that names the file."""
    return FileChanged("file-changed", file=_name(path))


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


class KeptFile:
    """A file of known hash, read through once; read again, each block must still be the same byte for byte.

    So what is sent of it is what was kept, however often it is exchanged meanwhile. Raises FileChanged and OSError.
    """

    def __init__(self, path: Path, sha256: str | None) -> None:
        self.path, self._blocks = path, list[bytes]()
        whole, self.size = hashlib.sha256(), 0
        with opened(path) as file:
            while block := file.read(BLOCK):
                whole.update(block)
                self._blocks.append(hashlib.sha256(block).digest())
                self.size += len(block)
        if whole.hexdigest() != sha256:
            raise changed(path)

    def read(self, start: int, end: int) -> Iterator[bytes]:
        """Yield the bytes [start, end), block by block."""
        with opened(self.path) as file:
            for number in range(start // BLOCK, -(-end // BLOCK)):
                file.seek(number * BLOCK)
                block = file.read(BLOCK)
                if hashlib.sha256(block).digest() != self._blocks[number]:
                    raise changed(self.path)
                yield block[max(0, start - number * BLOCK) : end - number * BLOCK]
