"""Pictures out of a film: its cover, of its own size as Facebook wants it, and the small still that stands for it.

A small still is kept, as it takes a film's decoding: under the film's own key, so that it goes when the film does.
"""

import glob
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from media import ffmpeg, files, given_files
from media.errors import BadInput, RenderFailed
from media.sources import photos

SECONDS = 60  # at most, for one picture


def frame(film: Path, *, at_ms: int, into: Path) -> None:
    """Write the picture that `film` shows at `at_ms` into the file `into`; raises RenderFailed where there is none."""
    into.write_bytes(picture(film, at_ms=at_ms))


def picture(film: Path, *, at_ms: int) -> bytes:
    """The picture that `film` shows at `at_ms`, as a JPEG of its size; raises RenderFailed where there is none."""
    words = ["-ss", f"{at_ms / 1000:.3f}", *ffmpeg.safe_input(film), "-map", "0:V:0", "-frames:v", "1"]
    seen = ffmpeg.output([*words, "-q:v", "2", "-f", "mjpeg", "-"], seconds=SECONDS)
    if not seen:
        raise RenderFailed("cover-beyond-film", at=f"{at_ms / 1000:.1f}")
    return seen


def small(film: Path, *, at_ms: int, key: str, folder: Path) -> bytes:
    """A small JPEG of what `film` shows at `at_ms`, kept in `folder` under the film's `key` for the next time.

    Raises RenderFailed where there is none. A folder that cannot be written keeps nothing.
    """
    return small_of(film, lambda: picture(film, at_ms=at_ms), key=key, sign=str(at_ms), folder=folder)


def small_of(film: Path, whole: Callable[[], bytes], *, key: str, sign: str, folder: Path) -> bytes:
    """A small JPEG of a picture that is made of `film`, kept likewise; `sign` tells it from others of the film."""
    kept = folder / f"{key}.at-{sign}.jpg"
    with suppress(OSError, BadInput):  # what stands there and is none is made anew
        if (known := given_files.read(kept, most=photos.SMALL_BYTES)).startswith(b"\xff\xd8"):
            return known
    seen = photos.small(whole())
    with suppress(OSError):
        files.write_whole(kept, seen)
        if not film.is_file():  # erased meanwhile, and this with it
            kept.unlink(missing_ok=True)
    return seen


def forget(folder: Path, key: str) -> None:
    """Remove the small stills of a film that is kept in `folder` under its `key`, or under it and a language."""
    for pattern in ("at-*.jpg", "*.at-*.jpg"):
        for kept in folder.glob(f"{glob.escape(key)}.{pattern}"):
            files.remove_file(kept)
