"""What kind of picture some bytes are, and its size in pixels; JPEG, PNG, GIF and WebP alone."""

import struct

TYPES = {"jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif", "webp": "image/webp"}


def kind_and_size(data: bytes) -> tuple[str, int, int] | None:
    """Return (type, width, height); None if this is no picture."""
    try:
        if data.startswith(b"\x89PNG\r\n\x1a\n") and data[12:16] == b"IHDR":
            return ("png", *struct.unpack(">II", data[16:24]))
        if data[:6] in (b"GIF87a", b"GIF89a"):
            return ("gif", *struct.unpack("<HH", data[6:10]))
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return ("webp", *_webp(data))
        return ("jpeg", *_jpeg(data)) if data.startswith(b"\xff\xd8\xff") else None
    except (struct.error, IndexError):
        return None


def _webp(data: bytes) -> tuple[int, int]:
    if data[12:16] == b"VP8X":
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    if data[12:16] == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack("<HH", data[26:30])
    return width & 0x3FFF, height & 0x3FFF


def _jpeg(data: bytes) -> tuple[int, int]:
    """Walk the segments up to the one that begins a frame; a picture to be turned upright is as wide as shown."""
    at, lying = 2, False
    while True:
        marker, size = struct.unpack(">xBH", data[at : at + 4])
        if marker == 0xE1 and data[at + 4 : at + 10] == b"Exif\0\0":
            lying = _turn(data[at + 10 : at + 2 + size]) >= 5
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return (height, width) if lying else (width, height)
        at += 2 + size


def _turn(tiff: bytes) -> int:
    """Return how a picture is to be turned, as its EXIF says: 5 to 8 lie on their side."""
    order = "<" if tiff[:2] == b"II" else ">"
    (at,) = struct.unpack(f"{order}I", tiff[4:8])
    (count,) = struct.unpack(f"{order}H", tiff[at : at + 2])
    for place in range(at + 2, at + 2 + 12 * count, 12):
        tag, value = struct.unpack(f"{order}H6xH", tiff[place : place + 10])
        if tag == 0x0112:
            return int(value)
    return 1
