"""A film's cover: one of its own pictures, as a JPEG of its size, for Facebook wants the film's shape."""

from pathlib import Path

from media import ffmpeg
from media.errors import RenderFailed

SECONDS = 60  # at most, for one picture


def frame(film: Path, *, at_ms: int, into: Path) -> None:
    """Write the picture that `film` shows at `at_ms` into the file `into`; raises RenderFailed where there is none."""
    words = ["-ss", f"{at_ms / 1000:.3f}", *ffmpeg.safe_input(film), "-map", "0:V:0", "-frames:v", "1"]
    picture = ffmpeg.output([*words, "-q:v", "2", "-f", "mjpeg", "-"], seconds=SECONDS)
    if not picture:
        raise RenderFailed("cover-beyond-film", at=f"{at_ms / 1000:.1f}")
    into.write_bytes(picture)
