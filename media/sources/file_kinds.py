"""What a file is that was given as something else: a picture in a film's place, a film in a photo's. By its bytes."""

import re

from media import pictures

FILMS = ("MP4", "MOV", "MKV", "WebM", "AVI")  # kinds of films that are named where one is asked for
# Kinds of pictures that may be posted, as people call them.
PICTURES = {"jpeg": "JPEG", "png": "PNG", "webp": "WebP", "heic": "HEIC", "avif": "AVIF"}
HEAD = 4096  # bytes of a file that tell what it is

_OTHER_PICTURES = (
    ("GIF", re.compile(rb"GIF8[79]a")),
    ("TIFF", re.compile(rb"II[*+]\0|MM\0[*+]")),  # most raw files of cameras too
    ("BMP", re.compile(rb"BM.{12}[\x0c\x28\x34\x38\x40\x6c\x7c]\0\0\0", re.DOTALL)),
    ("JPEG XL", re.compile(rb"\xff\x0a|\0\0\0\x0cJXL ")),
    ("JPEG 2000", re.compile(rb"\0\0\0\x0cjP  |\xff\x4f\xff\x51")),
    ("Photoshop", re.compile(rb"8BPS\0")),
    ("icon", re.compile(rb"\x00\x00[\x01\x02]\x00.{5}\x00", re.DOTALL)),
)
_SVG = re.compile(rb"<svg[\s>]")
_XML = (b"<?xml", b"<svg", b"<!--", b"<!DOCTYPE svg")
_FILM = re.compile(
    rb"....(?:ftyp|moov|mdat|wide|free|skip|pnot)|\x1a\x45\xdf\xa3|RIFF....AVI |FLV\x01|OggS|\x00\x00\x01\xba"
    rb"|\x30\x26\xb2\x75\x8e\x66\xcf\x11|\x06\x0e\x2b\x34|\x47.{187}\x47|....\x47.{191}\x47",
    re.DOTALL,
)


def picture(head: bytes) -> str:
    """Return what kind of picture a file is by its first bytes, as people call it; "" where it is none."""
    known = PICTURES.get(pictures.kind(head))
    return known or next((name for name, mark in _OTHER_PICTURES if mark.match(head)), _drawing(head[:HEAD]))


def _drawing(head: bytes) -> str:
    written = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return "SVG" if written.startswith(_XML) and _SVG.search(written) else ""


def is_postable(kind: str) -> bool:
    """Whether such a picture may be posted as it is."""
    return kind in PICTURES.values()


def is_film(head: bytes) -> bool:
    """Whether a file is of a kind that holds films, by its first bytes."""
    return not picture(head) and _FILM.match(head) is not None
