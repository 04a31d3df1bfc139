"""Colours by WCAG 2: luminance, contrast, one laid over another, a picture's brightness."""

from functools import lru_cache
from pathlib import Path

from media import pictures


def luminance(color: str) -> float:
    """Relative luminance (0 black to 1 white) of `#rrggbb`, as WCAG 2 defines it."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: float, other: float) -> float:
    """The contrast of two luminances: 1 (none) to 21 (black and white)."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def over(ground: str, colour: str, alpha: float) -> str:
    """A colour laid over a ground, letting it shine through."""
    mixed = (
        round(int(ground[at : at + 2], 16) * (1 - alpha) + int(colour[at : at + 2], 16) * alpha)
        for at in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02x}" for part in mixed)


@lru_cache(maxsize=64)
def brightness(path: Path) -> float:
    """The luminance of a logo: that of the middle one of its visible pixels, from dark to light."""
    import numpy as np  # brand.py wants a luminance, and no command should load numpy for that

    small = pictures.logo(path).convert("RGBA")
    small.thumbnail((400, 400))
    pixels = np.asarray(small, dtype=float).reshape(-1, 4) / 255
    lights = np.where(pixels <= 0.04045, pixels / 12.92, ((pixels + 0.055) / 1.055) ** 2.4) @ (
        0.2126,
        0.7152,
        0.0722,
        0,
    )
    shown = np.sort(lights[pixels[:, 3] > 0.5])
    return float(shown[len(shown) // 2]) if len(shown) else 0.0
