"""Bodies of requests that are read from disk while they are sent, so that memory stays flat; no network here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from schedules.facebook.errors import BadContent

BLOCK = 256 * 1024  # bytes of a file in memory at a time
FIRST_WINDOW = 1 << 20  # bytes; what Graph proposes first, and its answers may widen it


def open_file(path: Path, end: int, code: str = "graph-film-unreadable") -> BinaryIO:
    """Open a file that has at least `end` bytes; `BadContent` with `code` otherwise."""
    try:
        if path.stat().st_size >= end:
            return path.open("rb")
    except OSError as why:
        raise BadContent(code, path=str(path), why=why.strerror) from why
    raise BadContent(code, path=str(path), why="shorter than when its upload began")


def size_of(path: Path, code: str = "graph-file-unreadable") -> int:
    """Return a file's length in bytes; `BadContent` if it cannot be read or is empty."""
    try:
        size = path.stat().st_size
    except OSError as why:
        raise BadContent(code, path=str(path), why=why.strerror) from why
    if not size:
        raise BadContent(code, path=str(path), why="it is empty")
    return size


@dataclass(frozen=True, kw_only=True)
class Part:
    """How the file within a multipart body is called."""

    name: str
    filename: str
    kind: str = "application/octet-stream"


class Raw:
    """The next `size` bytes of an open file, as a body whose length is known before."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file, self._size = file, size

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[bytes]:
        left = self._size
        while left and (block := self._file.read(min(BLOCK, left))):
            left -= len(block)
            yield block


class Multipart:
    """A multipart body: fields, then the next `size` bytes of an open file."""

    boundary = "testimony-campaign-7f1c9a52d3e84b60"

    def __init__(self, fields: Mapping[str, str], part: Part, file: BinaryIO, size: int) -> None:
        head = "".join(
            f'--{self.boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in fields.items()
        )
        told = f'Content-Disposition: form-data; name="{part.name}"; filename="{part.filename}"\r\n'
        told += f"Content-Type: {part.kind}\r\n\r\n"
        self._start = f"{head}--{self.boundary}\r\n{told}".encode()
        self._close = f"\r\n--{self.boundary}--\r\n".encode()
        self._file = Raw(file, size)

    def __len__(self) -> int:
        return len(self._start) + len(self._file) + len(self._close)

    def __iter__(self) -> Iterator[bytes]:
        yield self._start
        yield from self._file
        yield self._close
