"""What of a logo's file is the drawing itself: where it lies, how large it is, where its weight lies, how light it is.

Files come with margins of every width; logos that stand side by side are measured by what is drawn in them.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image

from media import pictures
from media.brand import colour
from media.brand.kit import Logo
from media.formats import Region

_SEEN = 8  # of 255: what hides less of its ground is a haze that nobody sees
_SMALL = 64  # pixels a side: enough to tell how light a drawing is
_HALF = 127  # of 255: what hides more of its ground tells how light the drawing is


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """The part of a picture file that is drawn on, its size in pixels, and the height of its centre of mass (0 to 1).

    `light` is its luminance, that of the middle one of its pixels.
    """

    part: Region
    width: int
    height: int
    mass: float
    light: float

    @property
    def shape(self) -> float:
        """Width to height."""
        return self.width / self.height


def measured(path: Path) -> Drawing:
    """What is drawn in a logo's file; a file without a drawing counts as drawn all over."""
    told = path.stat()
    return _measured(path, told.st_size, told.st_mtime_ns)


@lru_cache(maxsize=64)
def _measured(path: Path, size: int, changed: int) -> Drawing:
    picture = pictures.logo(path).convert("RGBA")
    alpha = picture.getchannel("A")
    box = alpha.point([0] * _SEEN + [255] * (256 - _SEEN)).getbbox() or (0, 0, picture.width, picture.height)
    left, top, right, bottom = box
    return Drawing(
        part=Region(
            left=round(left / picture.width, 6), top=round(top / picture.height, 6),
            right=round(right / picture.width, 6), bottom=round(bottom / picture.height, 6),
        ),
        width=right - left,
        height=bottom - top,
        mass=_mass(alpha.crop(box)),
        light=_light(picture.crop(box)),
    )  # fmt: skip


def _mass(alpha: Image.Image) -> float:
    """Where a drawing balances, from its top (0) to its bottom (1)."""
    rows = alpha.resize((1, alpha.height), Image.Resampling.BOX).tobytes()
    whole = sum(rows)
    return sum((row + 0.5) * seen for row, seen in enumerate(rows)) / (whole * alpha.height) if whole else 0.5


def _light(picture: Image.Image) -> float:
    small = picture.copy()
    small.thumbnail((_SMALL, _SMALL))
    seen = small.tobytes()
    lights = sorted(
        colour.luminance("#" + seen[at : at + 3].hex())
        for at in range(0, len(seen), 4)
        if seen[at + 3] > _HALF
    )
    return lights[len(lights) // 2] if lights else 0.0


def version(logo: Logo, ground: str) -> Path:
    """The colouring of a logo with the higher contrast on a ground (`#rrggbb`); of two alike, the one made for it."""
    under, usual = colour.luminance(ground), logo.on(ground)
    found = {path: colour.ratio(measured(path).light, under) for path in (logo.light, logo.dark)}
    return max(found, key=lambda path: (round(found[path], 2), path == usual))
