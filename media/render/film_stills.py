"""Pictures out of the film that stand on cards and covers: of the right part, upright, in the colours of the film."""

from functools import lru_cache

from PIL import Image

from media import ffmpeg
from media.errors import RenderFailed
from media.render import footage
from media.timeline.scene import Still

_SECONDS = 60  # at most, for one picture


@lru_cache(maxsize=4)  # six megabytes each, and hardly any is drawn twice
def picture(still: Still) -> Image.Image:
    """What a still shows, as large as its box (RGB); raises RenderFailed where the film has no picture there."""
    film, box = still.film, still.box
    filters = (
        f"{footage.fields_joined(film)}{footage.part_in_box(film, still.crop, box)}{footage.untagged(film)}"
    )
    words = [
        "-ss",
        f"{still.at_ms / 1000:.3f}",
        *ffmpeg.safe_input(film.path),
        "-map",
        f"0:V:{film.picture_track}",
    ]
    words += ["-frames:v", "1", "-vf", filters, "-f", "rawvideo", "-pix_fmt", "rgb24", "-"]
    seen = ffmpeg.output(words, seconds=_SECONDS)
    if len(seen) != box.width * box.height * 3:
        raise RenderFailed("cover-beyond-film", at=f"{still.at_ms / 1000:.1f}")
    return Image.frombytes("RGB", (box.width, box.height), seen)
