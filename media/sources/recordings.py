"""Where recordings begin in a file: some are joined byte by byte, and what reads films sees the first alone.

Transport and programme streams are made to be joined so, and are read to their end.
"""

import mmap
import re
import struct
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

_SEGMENT = 0x18538067  # of Matroska and WebM
_FIRST_BOXES = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip")
_CONTENT = (b"moov", b"mdat", b"moof")
_KIND = re.compile(rb"[\x20-\x7e]{4}")
_MOST_BOXES = 2_000_000
_LOOKED_AT = 1 << 29  # bytes behind the first recording, or of a file that does not tell where that ends
_CANDIDATES = 10_000
# How recordings begin: a search for the bytes that tell, how far in they stand, and the whole. Each search begins with
# bytes that stand for themselves, for which it is quick.
_BEGINNINGS = [
    (re.compile(sign, re.DOTALL), before, re.compile(whole, re.DOTALL))
    for sign, before, whole in (
        (rb"ftyp[\x20-\x7e]{4}", 4, rb"\x00\x00\x00[\x0c-\x80]ftyp"),
        (rb"\x1aE\xdf\xa3", 0, rb".{5,69}?B\x82.(?:webm|matroska)"),
        (rb"AVI LIST", 8, rb"RIFF"),
        (rb"FLV\x01[\x00\x01\x04\x05]\x00\x00\x00\x09", 0, rb".{9}\x00\x00\x00\x00"),
        (rb"OggS\x00\x02\x00{8}", 0, rb"OggS"),
        (rb"\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\x00\xaa\x00\x62\xce\x6c", 0, rb"\x30"),  # ASF, WMV
        (rb"\x06\x0e\x2b\x34\x02\x05\x01\x01\x0d\x01\x02\x01\x01\x02[\x01-\x04]\x00", 0, rb"\x06"),  # MXF
    )
]
_STREAM = re.compile(rb"\x47(?:.{187}\x47){4}|\x00\x00\x01\xba", re.DOTALL)
_OGG_PAGE = re.compile(rb"OggS\x00([\x00-\x07])", re.DOTALL)
_OGG_FIRST = 2


def beginnings(path: Path) -> list[int]:
    """Where in a film's file (bytes) its recordings begin: 0, and more where others were joined to the first."""
    if path.stat().st_size < 16:
        return [0]
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return sorted({0, *_found(data)})


def is_cut_off(path: Path) -> bool | None:
    """Whether a file lacks some of what its outermost headers promise; None where they promise nothing."""
    size = path.stat().st_size
    if size < 16:
        return None
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if data[:4] == b"RIFF":
            return bool(8 + struct.unpack_from("<I", data, 4)[0] > size)
        if data[:4] == b"\x1aE\xdf\xa3":
            end = next((end for kind, _, end in _elements(data) if kind == _SEGMENT), None)
            return None if end is None else end > size
        if data[4:8] in _FIRST_BOXES:
            return any(end > size for kind, _, end in _boxes(data) if kind in _CONTENT)
    return None


def _found(data: mmap.mmap) -> Iterator[int]:
    """What begins behind the end of the first recording, if that tells its end; else anywhere."""
    if data[:4] == b"OggS":
        return (yield from _ogg(data))
    end = _end(data)
    if end and _STREAM.match(data, end):
        yield end
    in_ogg = False
    for at in sorted(_beginning(data, end)):
        of_ogg = data[at : at + 4] == b"OggS"
        if not (of_ogg and in_ogg):
            yield at
        in_ogg = of_ogg  # its tracks begin with a page each


def _beginning(data: mmap.mmap, end: int) -> Iterator[int]:
    """Where anything behind `end` (bytes) looks like the beginning of a recording."""
    for sign, before, whole in _BEGINNINGS:
        for found in islice(sign.finditer(data, end, end + _LOOKED_AT), _CANDIDATES):
            at = found.start() - before
            if at >= end and whole.match(data, at):
                yield at


def _end(data: mmap.mmap) -> int:
    """Where the first recording ends by its outermost headers; 0 where they do not tell."""
    if data[4:8] in _FIRST_BOXES:
        boxes = list(_boxes(data))
        return next((at for kind, at, _ in boxes[1:] if kind == b"ftyp"), min(boxes[-1][2], len(data)))
    if data[:4] == b"RIFF":
        return _riff_end(data)
    if data[:4] == b"\x1aE\xdf\xa3":
        return next((min(end or 0, len(data)) for kind, _, end in _elements(data) if kind == _SEGMENT), 0)
    return 0


def _boxes(data: mmap.mmap) -> Iterator[tuple[bytes, int, int]]:
    """The outermost boxes of an MP4 file: kind, and where each begins and should end."""
    at = 0
    for _ in range(_MOST_BOXES):
        if at + 8 > len(data):
            return
        size, kind = struct.unpack_from(">I4s", data, at)
        if size == 1 and at + 16 <= len(data):
            (size,) = struct.unpack_from(">Q", data, at + 8)
        size = size or len(data) - at
        if size < 8 or not _KIND.fullmatch(kind):
            return
        yield kind, at, at + size
        at += size


def _riff_end(data: mmap.mmap) -> int:
    """Where an AVI film ends; a large one goes on in a RIFF of the kind AVIX."""
    at = 0
    for _ in range(_MOST_BOXES):
        goes_on = at == 0 or data[at + 8 : at + 12] == b"AVIX" or data[at : at + 4] == b"JUNK"
        if at + 12 > len(data) or not goes_on:
            break
        size = struct.unpack_from("<I", data, at + 4)[0]
        at += 8 + size + size % 2
    return min(at, len(data))


def _ogg(data: mmap.mmap) -> Iterator[int]:
    """Where first pages of tracks stand behind pages that are not."""
    under_way = True
    for page in islice(_OGG_PAGE.finditer(data, 0, _LOOKED_AT), _MOST_BOXES):
        first = bool(page[1][0] & _OGG_FIRST)
        if first and under_way:
            yield page.start()
        under_way = not first


def _elements(data: mmap.mmap) -> Iterator[tuple[int, int, int | None]]:
    """The outermost elements of a Matroska file: identity, where each begins, and where it should end, if told."""
    at = 0
    for _ in range(_MOST_BOXES):
        if at + 12 > len(data) or not data[at] or not data[at + _length(data[at])]:
            return
        wide = _length(data[at])
        identity = int.from_bytes(data[at : at + wide])
        tall = _length(data[at + wide])
        size = int.from_bytes(data[at + wide : at + wide + tall]) & ((1 << 7 * tall) - 1)
        begins = at + wide + tall
        if size == (1 << 7 * tall) - 1:
            yield identity, at, None
            return
        yield identity, at, begins + size
        at = begins + size


def _length(first: int) -> int:
    """How many bytes a number of Matroska has, by its first."""
    return 9 - first.bit_length()
