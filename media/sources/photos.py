"""Photos and covers: may Facebook have this picture, and what of it; whole, of bounded size, without metadata."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from media import given_files, pictures
from media.errors import BadInput
from media.pictures import MOST_PIXELS, NotAPicture
from media.sources import file_kinds, photo_metadata

COVERS = ("jpeg", "png", "heic", "avif")
_SUFFIXES = {"jpeg": ".jpg", "png": ".png", "webp": ".webp"}
_MADE_JPEG = ("heic", "avif")  # Facebook shows neither
_QUALITIES = (92, 85, 75, 60)  # of those, the first that is light enough
_SEQUENCES = (b"avis", b"hevc", b"hevx", b"msf1")  # brands of pictures that are shown one after the other
SMALL_BYTES = 20_000
_SMALL = (
    (480, 78),
    (480, 62),
    (400, 50),
    (320, 40),
    (240, 30),
    (160, 20),
)  # longest side in pixels, and quality
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
    data = _bytes(path)
    kind = _kind(path, data, kinds)
    if len(data) > (pictures.MOST_BYTES if kind in _MADE_JPEG else most_bytes):
        raise _heavy(path, most_bytes)
    return _made_jpeg(path, data, kind, most_bytes) if kind in _MADE_JPEG else _judged(path, data, kind)


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


def shrunk_from(data: bytes, longest: int) -> bytes:
    """Return a picture's bytes as a JPEG of at most so many pixels a side, upright; raises OSError where none is."""
    return _jpeg_of(pictures.opened(data), longest)


def small(source: Path | bytes) -> bytes:
    """Return a picture as an upright JPEG of 20 kB at most, to stand for what it was taken from; raises OSError."""
    picture = pictures.opened(source)
    for longest, quality in _SMALL:
        if len(made := _jpeg_of(picture, longest, quality)) <= SMALL_BYTES:
            break
    return made


def _jpeg_of(picture: Image.Image, longest: int, quality: int = 85) -> bytes:
    profile = picture.info.get("icc_profile") if picture.mode in ("RGB", "RGBA", "P") else None
    upright = pictures.upright(picture, pictures.orientation(picture))
    upright.thumbnail((longest, longest))
    seen = upright.convert("RGBA")
    ground = Image.new("RGB", upright.size, "white")
    ground.paste(seen, mask=seen)
    made = io.BytesIO()
    ground.save(made, "JPEG", quality=quality, icc_profile=profile)
    return made.getvalue()


def _bytes(path: Path) -> bytes:
    """A file's bytes; of one that is larger than any picture may be, one more than that."""
    if not path.is_file():
        raise BadInput("picture-missing", path=str(path))
    try:
        with given_files.opened(path) as file:
            data = file.read(pictures.MOST_BYTES + 1)
    except OSError as refused:
        raise BadInput("photo-unreadable", path=str(path), detail=refused.strerror) from refused
    if not data:
        raise BadInput("photo-empty", path=str(path))
    return data


def _heavy(path: Path, most: int) -> BadInput:
    size = f"{path.stat().st_size / 1024**2:.1f}"
    return BadInput("photo-heavy", path=str(path), size=size, most=most // 1024**2)


def _kind(path: Path, data: bytes, kinds: tuple[str, ...]) -> str:
    """Return what kind of picture the bytes are, whatever the file is called."""
    found = pictures.kind(data)
    if found in kinds:
        return found
    if file_kinds.is_film(data):
        raise BadInput("photo-film", path=str(path))
    other = "PDF" if data.startswith(b"%PDF") else file_kinds.picture(data)
    raise BadInput(f"photo-{'kind' if other else 'none'}", path=str(path), kind=other, kinds=_named(kinds))


def _named(kinds: tuple[str, ...]) -> str:
    names = [file_kinds.PICTURES[kind] for kind in kinds]
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


def _made_jpeg(path: Path, data: bytes, kind: str, most_bytes: int) -> Picture:
    """A picture as the JPEG that goes out: its pixels upright and what its colours mean, nothing else of the file."""
    try:
        _require_one(path, data, kind)
        made = _jpegs(pictures.opened(data, (kind,)))
        light = next((one for one in made if len(one) <= most_bytes), None)
    except NotAPicture as none:
        raise _refused(path, none) from none
    if light is None:
        raise _heavy(path, most_bytes)
    return _judged(path, light, "jpeg")


def _require_one(path: Path, data: bytes, kind: str) -> None:
    count = getattr(pictures.opened(data, (kind,), whole=False), "n_frames", 1)
    if data[8:12] in _SEQUENCES or (kind == "avif" and count > 1):
        raise BadInput("photo-moving", path=str(path))
    if count > 1:
        raise BadInput("photo-several", path=str(path), count=count)


def _jpegs(picture: Image.Image) -> Iterator[bytes]:
    """The picture as JPEGs, each lighter than the one before."""
    return (_jpeg_of(picture.copy(), max(picture.size), quality) for quality in _QUALITIES)


def _looked_at(path: Path, data: bytes, kind: str) -> int:
    """Return how a picture is to be turned, once its size is known to be bearable."""
    picture = pictures.opened(data, (kind,), whole=False)
    if picture.format != "MPO" and getattr(picture, "is_animated", False):
        raise BadInput("photo-moving", path=str(path))
    return pictures.orientation(picture)


def _refused(path: Path, none: NotAPicture) -> BadInput:
    if none.why == "undecoded":
        return BadInput("photo-undecoded", path=str(path))
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
