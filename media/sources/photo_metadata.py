"""Takes out of a picture file all that is not the picture: where and when it was made, with what, its small copies.

A photo of a borrower's home names that home in its metadata. Pixels stay as they are, bit for bit, and so does what
colours mean (ICC profile, gamma). JPEG, PNG and WebP.
"""

import struct
import zlib
from collections.abc import Iterator

MOST_SCANS = 100  # a JPEG has ten at most; thousands of tiny ones cost minutes to decode
_PNG = frozenset(
    (
        b"IHDR",
        b"PLTE",
        b"IDAT",
        b"IEND",
        b"tRNS",
        b"gAMA",
        b"cHRM",
        b"sRGB",
        b"iCCP",
        b"sBIT",
        b"bKGD",
        b"cICP",
    )
)
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # of a PNG, by its kind of colour
_ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
_BLOCK = 1 << 20
_WEBP = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP"))
_WEBP_PLAIN = 0x30  # of VP8X's flags: ICC profile and transparency; the others are EXIF, XMP and motion
_SOI, _EOI, _SOS, _TEM = 0xD8, 0xD9, 0xDA, 0x01
_RESTARTS = range(0xD0, 0xD8)


class NotWhole(ValueError):
    """The file ends before its picture does, or does not hold together."""


def without_metadata(data: bytes, kind: str, orientation: int = 1) -> bytes:
    """Return a picture file with its picture alone; `kind` is jpeg, png or webp. Raises NotWhole.

    `orientation` is how a JPEG is to be turned to stand upright (EXIF's 1 to 8): that alone is written back.
    """
    try:
        if kind == "jpeg":
            return _jpeg(data, orientation)
        return _png(data) if kind == "png" else _webp(data)
    except (struct.error, IndexError, KeyError, zlib.error) as broken:
        raise NotWhole(str(broken)) from broken


def _jpeg(data: bytes, orientation: int) -> bytes:
    """Keep what decodes the picture; whatever follows its end (a second picture, a short film) goes too."""
    kept, turned, scans = [b"\xff\xd8"], orientation == 1, 0
    for marker, segment in _segments(data):
        if not turned and marker != 0xE0:
            kept.append(_turn(orientation))
            turned = True
        scans += marker == _SOS
        if scans > MOST_SCANS:
            raise NotWhole(f"more than {MOST_SCANS} scans")
        kept.append(_plain(marker, segment))
    return b"".join(kept)


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield (marker, bytes) of each segment after the first, a scan with its coded data, up to the end mark."""
    at = 2
    while True:
        while data[at] == 0xFF and data[at + 1] == 0xFF:
            at += 1
        fill, marker = data[at], data[at + 1]
        if fill != 0xFF or marker == 0:
            raise NotWhole("no segment where one should begin")
        end = at + 2
        if marker not in (_EOI, _SOI, _TEM, *_RESTARTS):
            end += struct.unpack_from(">H", data, at + 2)[0]
        if marker == _SOS:
            end = _scan_end(data, end)
        if end > len(data):
            raise NotWhole("cut off within a segment")
        yield marker, data[at:end]
        if marker == _EOI:
            return
        at = end


def _scan_end(data: bytes, at: int) -> int:
    """Return where coded data ends: at the next mark that is neither a stuffed 0xFF nor a restart."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0:
            raise NotWhole("cut off within the picture")
        if data[at + 1] != 0 and data[at + 1] not in _RESTARTS:
            return at
        at += 2


def _plain(marker: int, segment: bytes) -> bytes:
    """Return a segment, or nothing of one that is not about the picture: comments and most application data."""
    body = segment[4:]
    if marker == 0xE0:  # JFIF, without the small copy that it may hold
        return b"\xff\xe0\x00\x10" + body[:12] + b"\0\0" if body.startswith(b"JFIF\0") else b""
    if marker == 0xE2:
        return segment if body.startswith(b"ICC_PROFILE\0") else b""
    if marker == 0xEE:  # says how the colours are coded
        return segment if body.startswith(b"Adobe") else b""
    return b"" if 0xE1 <= marker <= 0xEF or marker == 0xFE else segment


def _turn(orientation: int) -> bytes:
    """Return EXIF that says nothing but how to turn the picture."""
    tags = struct.pack(">HHHIHHI", 1, 0x0112, 3, 1, orientation, 0, 0)
    body = b"Exif\0\0MM\0*\0\0\0\x08" + tags
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _png(data: bytes) -> bytes:
    kept, at = [data[:8]], 8
    while True:
        length, name = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data):
            raise NotWhole("cut off within a chunk")
        if name in _PNG:
            kept.append(data[at:end])
        if name == b"IEND":
            _require_rows(kept)
            return b"".join(kept)
        at = end


def _require_rows(chunks: list[bytes]) -> None:
    """Raise NotWhole where a PNG holds less than all of its rows: Pillow shows the rest black and says nothing."""
    width, height, bits, colour, interlaced = struct.unpack_from(">II2B2xB", chunks[1], 8)
    bits *= _CHANNELS[colour]
    wanted = 0
    for x, y, across, down in _ADAM7 if interlaced else ((0, 0, 1, 1),):
        columns, rows = -((x - width) // across), -((y - height) // down)
        wanted += rows * (1 + -(-columns * bits // 8)) if columns > 0 and rows > 0 else 0
    unpacking = zlib.decompressobj()
    for chunk in chunks:
        waiting = chunk[8:-4] if chunk[4:8] == b"IDAT" else b""
        while waiting and wanted > 0:
            wanted -= len(unpacking.decompress(waiting, _BLOCK))
            waiting = unpacking.unconsumed_tail
    if wanted > 0:
        raise NotWhole("rows are missing")


def _webp(data: bytes) -> bytes:
    kept, at = [], 12
    end = 8 + struct.unpack_from("<I", data, 4)[0]
    if end > len(data):
        raise NotWhole("cut off")
    while at < end:
        name, length = struct.unpack_from("<4sI", data, at)
        chunk = data[at : at + 8 + length + length % 2]
        if name == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & _WEBP_PLAIN]) + chunk[9:]
        if name in _WEBP:
            kept.append(chunk)
        at += 8 + length + length % 2
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body
