"""Bodies of requests that are read from disk while they are sent, so that memory stays flat; no network here."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from media.kept_files import BLOCK, KeptFile
from schedules.facebook.errors import BadContent

FIRST_WINDOW = 1 << 20  # bytes; what Graph proposes first, and its answers may widen it


FILM, FILE = "graph-film-unreadable", "graph-file-unreadable"
Source = Path | KeptFile  # a file as it stands, or one whose bytes must be those that were kept


@contextmanager
def body(source: Source, start: int, end: int, code: str = FILM) -> Iterator["Raw"]:
    """Yield the bytes [start, end) of a file as a body; `BadContent` with `code` where it has fewer.

    Sending the bytes of a kept file raises FileChanged before the first that is another.
    """
    if size_of(source, code) < end:
        raise BadContent(code, path=str(source), why="shorter than when its upload began")
    if isinstance(source, KeptFile):
        yield Raw(source.read(start, end), end - start)
        return
    with source.open("rb") as file:
        file.seek(start)
        yield Raw(_blocks(file, end - start), end - start)


def _blocks(file: BinaryIO, left: int) -> Iterator[bytes]:
    while left and (block := file.read(min(BLOCK, left))):
        left -= len(block)
        yield block


def size_of(source: Source, code: str = FILE) -> int:
    """Return a file's length in bytes; `BadContent` if it cannot be read or is empty."""
    if isinstance(source, KeptFile) and source.size:
        return source.size
    path = source.path if isinstance(source, KeptFile) else source
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
    """So many bytes in blocks, as a body whose length is known before."""

    def __init__(self, blocks: Iterator[bytes], size: int) -> None:
        self._blocks, self._size = blocks, size

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[bytes]:
        yield from self._blocks


class Multipart:
    """A multipart body: fields, then the bytes of a file."""

    boundary = "testimony-campaign-7f1c9a52d3e84b60"

    def __init__(self, fields: Mapping[str, str], part: Part, file: Raw) -> None:
        head = "".join(
            f'--{self.boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in fields.items()
        )
        told = f'Content-Disposition: form-data; name="{part.name}"; filename="{part.filename}"\r\n'
        told += f"Content-Type: {part.kind}\r\n\r\n"
        self._start = f"{head}--{self.boundary}\r\n{told}".encode()
        self._close = f"\r\n--{self.boundary}--\r\n".encode()
        self._file = file

    def __len__(self) -> int:
        return len(self._start) + len(self._file) + len(self._close)

    def __iter__(self) -> Iterator[bytes]:
        yield self._start
        yield from self._file
        yield self._close
