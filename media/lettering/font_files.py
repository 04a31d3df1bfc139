"""Font files that people bring: TrueType or OpenType by their bytes, whole, with tables of bearable size.

Asked before FreeType or fontTools sees a file: a few bytes of a `cmap` may promise a thousand million characters, and
formats of other times (bitmaps, Type 1, WOFF) never reach their decoders. Rules: OpenType 1.9, "otff" and "cmap".
"""

import struct
from functools import lru_cache
from pathlib import Path

from media import given_files
from media.errors import BadInput

MOST_BYTES = 40_000_000  # the largest of Noto's is half of it
_MOST_TABLES = 64
_MOST_MAPPED = 400_000  # characters in one `cmap`; Unicode has 160,000
_KINDS = (b"\0\1\0\0", b"true", b"OTTO")
_NEEDED = {b"cmap", b"head", b"hhea", b"hmtx", b"maxp", b"name"}
_EM = range(16, 16_385)  # units that the height of a line may have


@lru_cache(maxsize=32)
def require(path: Path) -> None:
    """Raise BadInput where a file is no font, is damaged, or asks for too much."""
    try:
        data = given_files.read(path, most=MOST_BYTES)
        tables = _tables(data)
        fine = set(tables) >= _NEEDED and _em(data, tables) in _EM and _mapped(data, tables) <= _MOST_MAPPED
    except (OSError, BadInput, struct.error) as broken:
        raise BadInput("font-unreadable", path=str(path)) from broken
    if not fine:
        raise BadInput("font-unreadable", path=str(path))


def _tables(data: bytes) -> dict[bytes, tuple[int, int]]:
    """Where each table lies; none of a file that is no font, or whose tables lie outside it or all over each other."""
    count = struct.unpack_from(">H", data, 4)[0] if data[:4] in _KINDS else 0
    if not 0 < count <= _MOST_TABLES:
        return {}
    rows = [struct.unpack_from(">4sLLL", data, 12 + 16 * number) for number in range(count)]
    tables = {tag: (offset, length) for tag, _, offset, length in rows}
    inside = all(offset + length <= len(data) for offset, length in tables.values())
    apart = len(tables) == count and sum(length for _, length in tables.values()) <= 2 * len(data)
    return tables if inside and apart else {}


def _em(data: bytes, tables: dict[bytes, tuple[int, int]]) -> int:
    return int(struct.unpack_from(">H", data, tables[b"head"][0] + 18)[0])


def _mapped(data: bytes, tables: dict[bytes, tuple[int, int]]) -> int:
    """How many characters the parts of the `cmap` promise, however few bytes they take."""
    start, length = tables[b"cmap"]
    cmap = data[start : start + length]
    (count,) = struct.unpack_from(">H", cmap, 2)
    places = {struct.unpack_from(">L", cmap, 8 + 8 * number)[0] for number in range(count)}
    return max((_mapped_by(cmap, place) for place in places), default=0)


def _mapped_by(cmap: bytes, place: int) -> int:
    (form,) = struct.unpack_from(">H", cmap, place)
    if form == 4:
        twice = struct.unpack_from(">H", cmap, place + 6)[0] & ~1
        ends = struct.unpack_from(f">{twice // 2}H", cmap, place + 14)
        starts = struct.unpack_from(f">{twice // 2}H", cmap, place + 16 + twice)
        return sum(max(0, end - start + 1) for start, end in zip(starts, ends, strict=True))
    if form in (8, 12, 13):
        at = place + (8204 if form == 8 else 12)
        (groups,) = struct.unpack_from(">L", cmap, at)
        if at + 4 + 12 * groups > len(cmap):
            raise struct.error("the groups end behind the table")
        found = struct.iter_unpack(">LLL", cmap[at + 4 : at + 4 + 12 * groups])
        return sum(max(0, end - start + 1) for start, end, _ in found)
    return 0  # as many as there are bytes, at most
