"""One picture out of a film, as a JPEG."""

from pathlib import Path

from media import encoder
from media.errors import RenderFailed

SECONDS = 60


def still(film: Path, at_ms: int, longest: int) -> bytes:
    """Return the film's picture at a moment, upright, at most `longest` pixels a side; RenderFailed where none is."""
    fitted = f"scale=iw*sar:ih,scale=w={longest}:h={longest}:force_original_aspect_ratio=decrease:force_divisible_by=2"
    made = encoder.output(
        [
            *("-ss", f"{at_ms / 1000:.3f}", *encoder.opened(film), "-map", "0:V:0", "-frames:v", "1"),
            *("-vf", fitted, "-pix_fmt", "yuvj420p", "-q:v", "3", "-f", "mjpeg", "-"),
        ],
        seconds=SECONDS,
    )
    if not made:
        raise RenderFailed("picture-unreadable", detail=f"nothing at {at_ms / 1000:g} s")
    return made
