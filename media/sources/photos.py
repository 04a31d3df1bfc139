"""Photos and covers: may Facebook have this picture, and what of it; whole, of bounded size, without metadata."""

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from media import given_files, pictures
from media.errors import BadInput
from media.pictures import MOST_PIXELS, NotAPicture
from media.sources import photo_metadata

COVERS = ("jpeg", "png")
_SUFFIXES = {"jpeg": ".jpg", "png": ".png", "webp": ".webp"}
_OTHERS = {b"GIF8": "GIF", b"II*\0": "TIFF", b"MM\0*": "TIFF", b"BM": "BMP", b"%PDF": "PDF"}
_SWAPPED = (5, 6, 7, 8)  # orientations that lie on their side


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture that may go out: its file's bytes without metadata; `width` and `height` as shown, in pixels."""

    data: bytes
    suffix: str
    width: int
    height: int


def read(path: Path, kinds: tuple[str, ...] = pictures.PHOTOS, *, most_bytes: int) -> Picture:
    """Return the picture in a file, decoded once to the last pixel as a proof that it is whole.

    Raises BadInput where it is missing, of another kind, too heavy, too large, moving, cut off or damaged.
    """
    data = _bytes(path, most_bytes)
    return _judged(path, data, _kind(path, data, kinds))


def size(path: Path) -> tuple[int, int]:
    """Return a picture's width and height as shown, in pixels; raises OSError where there is none."""
    picture = pictures.opened(path, whole=False)
    width, height = picture.size
    return (height, width) if pictures.orientation(picture) in _SWAPPED else (width, height)


def shrunk(path: Path, longest: int) -> bytes:
    """Return a picture as a JPEG of at most so many pixels a side, upright; raises BadInput where there is none."""
    if not path.is_file():
        raise BadInput("picture-missing", path=str(path))
    try:
        return _jpeg_of(pictures.opened(path), longest)
    except NotAPicture as none:
        raise _refused(path, none) from none
    except (OSError, ValueError, SyntaxError) as broken:
        raise BadInput("photo-broken", path=str(path), detail=str(broken)) from broken


def _jpeg_of(picture: Image.Image, longest: int) -> bytes:
    profile = picture.info.get("icc_profile") if picture.mode in ("RGB", "RGBA", "P") else None
    upright = pictures.upright(picture, pictures.orientation(picture))
    upright.thumbnail((longest, longest))
    seen = upright.convert("RGBA")
    ground = Image.new("RGB", upright.size, "white")
    ground.paste(seen, mask=seen)
    made = io.BytesIO()
    ground.save(made, "JPEG", quality=85, icc_profile=profile)
    return made.getvalue()


def _bytes(path: Path, most: int) -> bytes:
    if not path.is_file():
        raise BadInput("picture-missing", path=str(path))
    try:
        with given_files.opened(path) as file:
            data = file.read(most + 1)
    except OSError as refused:
        raise BadInput("photo-unreadable", path=str(path), detail=refused.strerror) from refused
    if not data:
        raise BadInput("photo-empty", path=str(path))
    if len(data) > most:
        raise BadInput("photo-heavy", path=str(path), size=_megabytes(path), most=most // 1024**2)
    return data


def _megabytes(path: Path) -> str:
    return f"{path.stat().st_size / 1024**2:.1f}"


def _kind(path: Path, data: bytes, kinds: tuple[str, ...]) -> str:
    """Return what kind of picture the bytes are, whatever the file is called."""
    found = pictures.kind(data)
    if found in kinds:
        return found
    other = next((name for mark, name in _OTHERS.items() if data.startswith(mark)), "")
    if data[4:8] == b"ftyp" and data[8:11] in (b"hei", b"hev", b"mif", b"msf", b"avi"):
        other = "HEIC"
    raise BadInput(
        f"photo-{_reason(found, other)}", path=str(path), kind=other or found.upper(), kinds=_named(kinds)
    )


def _reason(found: str, other: str) -> str:
    return "heic" if other == "HEIC" else "kind" if found or other else "none"


def _named(kinds: tuple[str, ...]) -> str:
    names = [{"jpeg": "JPEG", "png": "PNG", "webp": "WebP"}[kind] for kind in kinds]
    return f"{', '.join(names[:-1])} or {names[-1]}"


def _judged(path: Path, data: bytes, kind: str) -> Picture:
    # The bytes are a stranger's: whatever a decoder trips over, the file is at fault.
    try:
        orientation = _looked_at(path, data, kind)
        clean = photo_metadata.without_metadata(data, kind, orientation)
        picture = pictures.opened(clean, (kind,))
        if orientation != 1 and kind != "jpeg":
            picture, clean = _turned(picture, kind, orientation)
        width, height = picture.size
    except BadInput:
        raise
    except NotAPicture as none:
        raise _refused(path, none) from none
    except Exception as broken:
        raise BadInput(
            "photo-broken", path=str(path), detail=str(broken) or type(broken).__name__
        ) from broken
    swapped = kind == "jpeg" and orientation in _SWAPPED
    return Picture(
        data=clean,
        suffix=_SUFFIXES[kind],
        width=height if swapped else width,
        height=width if swapped else height,
    )


def _looked_at(path: Path, data: bytes, kind: str) -> int:
    """Return how a picture is to be turned, once its size is known to be bearable."""
    picture = pictures.opened(data, (kind,), whole=False)
    if picture.format != "MPO" and getattr(picture, "is_animated", False):
        raise BadInput("photo-moving", path=str(path))
    return pictures.orientation(picture)


def _refused(path: Path, none: NotAPicture) -> BadInput:
    if none.why == "large":
        return BadInput("photo-large", path=str(path), most=MOST_PIXELS // 10**6)
    return BadInput("photo-broken", path=str(path), detail=none.detail or none.why)


def _turned(picture: Image.Image, kind: str, orientation: int) -> tuple[Image.Image, bytes]:
    """Turn the pixels themselves, without loss, where no metadata may say it: PNG and WebP."""
    upright = pictures.upright(picture, orientation)
    made = io.BytesIO()
    more = {"lossless": True} if kind == "webp" else {}
    upright.save(made, kind.upper(), icc_profile=picture.info.get("icc_profile"), exif=b"", **more)
    return upright, made.getvalue()
