"""The one door to pictures that people bring: JPEG, PNG, WebP, HEIC or AVIF by their bytes, of bearable size.

How large a picture is, is read before a decoder sees it, for a small file may promise gigabytes. No other format is
ever tried, whatever a file is called, for some of Pillow's decoders are old or start other programs.
"""

import io
import re
import struct
import warnings
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from threading import Lock

from PIL import Image, UnidentifiedImageError, features

from media import given_files
from media.errors import BadInput

MOST_PIXELS = 65_000_000  # those of a phone's largest
LOGO_PIXELS = 16_000_000  # 4,000 a side; a logo is drawn a few hundred wide
MOST_BYTES = 50_000_000
MOST_SCANS = 100  # a JPEG has ten at most; thousands of tiny ones cost minutes to decode
PHOTOS = ("jpeg", "png", "webp", "heic", "avif")
LOGOS = ("jpeg", "png", "webp")

_DECODERS = {"jpeg": ("JPEG", "MPO"), "png": ("PNG",), "webp": ("WEBP",), "gif": ("GIF",), "avif": ("AVIF",)}
_SVG = re.compile(  # each comment is taken once: strangers' bytes must not send the search back and forth
    rb"\s*(?>(?:<\?xml[^>]*>|<!--.*?-->|<!DOCTYPE svg[^>]*>)\s*)*+<svg\b", re.I | re.S
)
_SHAPES = {".svg": "SVG", ".svgz": "SVG", ".pdf": "PDF", ".eps": "EPS", ".ai": "AI"}
_ORIENTATION = 0x0112  # EXIF
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# Brands of files that hold pictures, as films of the same family (MP4, MOV) have others.
_BRANDS = {
    "heic": (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"),
    "avif": (b"avif", b"avis"),
}
_ANY_PICTURE = (b"mif1", b"msf1", b"mif2", b"miaf")  # which kind is said by the brands that follow
# What an iPhone's HEIC consists of: pictures in HEVC, grids of them, notes. libheif knows more, where its holes were.
_ITEMS = (b"hvc1", b"grid", b"tmap", b"Exif", b"mime", b"uri ")
_OPENING = Lock()  # warnings are silenced for the whole process


class NotAPicture(OSError):
    """A file is no picture that may be opened; `detail` is what a decoder said.

    `why` is none, kind, large, broken, or undecoded where this computer cannot open that kind.
    """

    def __init__(self, why: str, detail: str = "") -> None:
        super().__init__(detail or why)
        self.why, self.detail = why, detail


def kind(data: bytes) -> str:
    """What the bytes say they are: jpeg, png, webp, heic, avif, gif, or nothing."""
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp":
        return _family(data)
    return "gif" if data[:6] in (b"GIF87a", b"GIF89a") else ""


def _family(data: bytes) -> str:
    end = min(max(int.from_bytes(data[:4], "big"), 16), 256)
    brands = [data[8:12], *(data[at : at + 4] for at in range(16, end, 4))]
    if brands[0] in _ANY_PICTURE or (not _is_known(brands[0]) and _describes_picture(data)):
        return next((kind for one in brands for kind, known in _BRANDS.items() if one in known), "heic")
    return next((kind for kind, known in _BRANDS.items() if brands[0] in known), "")


def _is_known(brand: bytes) -> bool:
    return any(brand in known for known in _BRANDS.values())


def _describes_picture(data: bytes) -> bool:
    """Whether what follows the brands describes a picture (ISO/IEC 23008-12): a phone may have a brand of its own."""
    at = int.from_bytes(data[:4], "big")
    return (
        data[at + 4 : at + 8] == b"meta" and data[at + 16 : at + 20] + data[at + 28 : at + 32] == b"hdlrpict"
    )


def opened(
    source: Path | bytes,
    formats: Sequence[str] = PHOTOS,
    most_pixels: int = MOST_PIXELS,
    *,
    whole: bool = True,
) -> Image.Image:
    """Open a picture, decoded to its last pixel when it is wanted `whole`; `formats` are words of `kind`.

    Raises NotAPicture for whatever is none, and OSError where a file cannot be read.
    """
    data = source if isinstance(source, bytes) else _bytes(source)
    found = kind(data)
    if found not in formats:
        raise NotAPicture("kind" if found else "none")
    _require_bearable(data, found, most_pixels)
    with _OPENING, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what Pillow warns of is bounded here, or harmless
        try:
            picture = _decoder(found, data)
            if picture.width * picture.height > most_pixels:
                raise NotAPicture("large")
            if whole:
                picture.load()
        except NotAPicture:
            raise
        except Exception as broken:  # a stranger's bytes: whatever a decoder trips over, the file is at fault
            raise NotAPicture("broken", _said(broken)) from broken
    return picture


def _decoder(found: str, data: bytes) -> Image.Image:
    if found == "avif" and not features.check("avif"):
        raise NotAPicture("undecoded")
    if found != "heic":
        return Image.open(io.BytesIO(data), formats=_DECODERS[found])
    try:
        from pillow_heif import HeifImageFile, options  # slow to load, and seldom needed
    except ImportError as none:
        raise NotAPicture("undecoded") from none
    if not _item_types(_meta(data)) <= {*_ITEMS}:
        raise NotAPicture("undecoded")
    options.THUMBNAILS = options.DEPTH_IMAGES = options.AUX_IMAGES = False  # the picture alone
    heic: Image.Image = HeifImageFile(io.BytesIO(data))  # type: ignore[no-untyped-call]
    return heic


def logo(path: Path, *, whole: bool = True) -> Image.Image:
    """Open a logo of a brand kit. Raises as `opened` does."""
    return opened(path, LOGOS, LOGO_PIXELS, whole=whole)


def shapes_kind(path: Path) -> str:
    """What a file of shapes instead of pixels is called: an SVG by its first bytes, others by name; else nothing."""
    try:
        if _SVG.match(_bytes(path)[:4000].removeprefix(b"\xef\xbb\xbf")):
            return "SVG"
    except OSError:
        return ""
    return _SHAPES.get(path.suffix.lower(), "")


def is_see_through(path: Path) -> bool:
    """Tell whether a logo, decoded to its last pixel, lets its ground be seen. Raises as `opened` does."""
    return _lets_ground_through(_bytes(path))


@lru_cache(maxsize=32)
def _lets_ground_through(data: bytes) -> bool:
    """Tell the same of its bytes, once for all times that a kit is read in a process."""
    picture = opened(data, LOGOS, LOGO_PIXELS)
    return "A" in picture.getbands() or "transparency" in picture.info


def orientation(picture: Image.Image) -> int:
    """How a picture's notes say that it lies, 1 (upright) to 8; notes that nobody can read say nothing."""
    with _OPENING, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            told = int(picture.getexif().get(_ORIENTATION, 1))
        except Exception:  # as above: the notes are a stranger's
            return 1
    return told if told in _TURNS else 1


def upright(picture: Image.Image, lies: int) -> Image.Image:
    """Return a picture turned as its `orientation` asks; its notes are not looked at."""
    return picture.transpose(_TURNS[lies]) if lies in _TURNS else picture


def _bytes(path: Path) -> bytes:
    try:
        return given_files.read(path, most=MOST_BYTES)
    except BadInput as odd:
        raise NotAPicture("large" if odd.code == "given-too-large" else "none") from odd


def _require_bearable(data: bytes, found: str, most_pixels: int) -> None:
    try:
        width, height = _promised(data, found)
    except struct.error as short:
        raise NotAPicture("broken", "it ends in its first bytes") from short
    if width * height > most_pixels:
        raise NotAPicture("large")
    if found == "jpeg" and data.count(b"\xff\xda") > MOST_SCANS:
        raise NotAPicture("broken", f"more than {MOST_SCANS} scans")


def _promised(data: bytes, found: str) -> tuple[int, int]:
    """Width and height as the first bytes have them; 0, 0 for a JPEG, of which Pillow reads no more before decoding."""
    if found in ("heic", "avif"):
        return _largest_item(data)
    if found == "png":
        width, height = struct.unpack_from(">II", data, 16)
        return width, height
    if found == "gif":
        width, height = struct.unpack_from("<HH", data, 6)
        return width, height
    if found != "webp":
        return 0, 0
    if data[12:16] == b"VP8X":
        bits = struct.unpack_from("<6B", data, 24)
        return 1 + int.from_bytes(bits[:3], "little"), 1 + int.from_bytes(bits[3:], "little")
    if data[12:16] == b"VP8L":
        (packed,) = struct.unpack_from("<I", data, 21)
        return 1 + (packed & 0x3FFF), 1 + (packed >> 14 & 0x3FFF)
    width, height = struct.unpack_from("<HH", data, 26)
    return width & 0x3FFF, height & 0x3FFF


def _largest_item(data: bytes) -> tuple[int, int]:
    """The largest size that a HEIC or AVIF promises for anything in it: tiles, masks and the picture itself."""
    items = _meta(data)
    sizes = (struct.unpack_from(">II", items, at + 8) for at in _places(items, b"ispe"))
    return max(sizes, key=lambda size: size[0] * size[1], default=(0, 0))


def _item_types(items: bytes) -> set[bytes]:
    """What kinds of items a HEIC lists."""
    places = ((at, 14 if items[at + 4] >= 3 else 12) for at in _places(items, b"infe") if at + 4 < len(items))
    return {items[at + offset : at + offset + 4] for at, offset in places}


def _meta(data: bytes) -> bytes:
    """The part of a HEIC or AVIF that lists what is in it; nothing where there is none."""
    at = 0
    while at + 8 <= len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        end = len(data) if length == 0 else at + max(length, 8)
        if name == b"meta":
            return data[at:end]
        at = end
    return b""


def _places(data: bytes, mark: bytes) -> Iterator[int]:
    at = data.find(mark)
    while at >= 0:
        yield at
        at = data.find(mark, at + 1)


def _said(broken: Exception) -> str:
    unnamed = isinstance(broken, UnidentifiedImageError)  # it names but an object in memory
    return type(broken).__name__ if unnamed else str(broken) or type(broken).__name__
