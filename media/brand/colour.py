"""Colours by WCAG 2: luminance, contrast, one laid over another, a picture's brightness."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache, partial
from pathlib import Path

from PIL import ImageColor

from media import pictures

_SAID = re.compile(
    r"\s*(?:rgba?|rvb|kleur|couleur)?\s*\(?\s*(\d{1,3})[\s,;]+(\d{1,3})[\s,;]+(\d{1,3})\s*\)?\s*", re.I
)
Ground = tuple[str, str]  # the darkest and the lightest it can be
ENDS: Ground = ("#000000", "#ffffff")
ENOUGH = 4.5  # WCAG 2 asks this contrast of text


@lru_cache(maxsize=4096)
def luminance(color: str) -> float:
    """Relative luminance (0 black to 1 white) of `#rrggbb`, as WCAG 2 defines it."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


_CUT = re.compile(r"#?[0-9a-fA-F]{4}")  # of which two digits are missing: nobody can tell which colour it was


def said(written: str) -> str | None:
    """Return the `#rrggbb` of a colour as people and web pages write it: `rgb(16,42,67)`, `102a43`, `#123`, `navy`."""
    if _CUT.fullmatch(written.strip()):
        return None
    three = _SAID.fullmatch(written)
    texts = (
        [f"rgb({three[1]},{three[2]},{three[3]})"] if three else [written, f"#{written.removeprefix('0x')}"]
    )
    for text in texts:
        try:
            parts = ImageColor.getrgb(text.strip())[:3]
        except ValueError:
            continue
        if all(0 <= part <= 255 for part in parts):
            return "#" + "".join(f"{part:02x}" for part in parts)
    return None


def ratio(one: float, other: float) -> float:
    """The contrast of two luminances: 1 (none) to 21 (black and white)."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


@lru_cache(maxsize=4096)
def over(ground: str, colour: str, alpha: float) -> str:
    """A colour laid over a ground, letting it shine through."""
    mixed = (
        round(int(ground[at : at + 2], 16) * (1 - alpha) + int(colour[at : at + 2], 16) * alpha)
        for at in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02x}" for part in mixed)


def readable(colour: str, grounds: Sequence[str], least: float = ENOUGH) -> str:
    """The colour for text on these grounds: itself, or as near to it, towards black or white, as `least` contrast asks.

    Black or white, whichever is seen better, where both light and dark grounds leave no such colour.
    """
    return next(
        (one for one in _further(colour) if seen(one, grounds) >= least),
        max(ENDS, key=partial(seen, grounds=grounds)),
    )


def _further(colour: str) -> Iterator[str]:
    """A colour, and others further and further from it towards black and white."""
    return (over(end, colour, 1 - step / 20) for step in range(21) for end in ENDS)


def nearest(colour: str, grounds: Collection[Ground], least: float = ENOUGH) -> str | None:
    """The nearest colour as `readable` finds it, where each ground may also be whatever lies between its two ends.

    None where there is no such colour.
    """
    fit = (one for one in _further(colour) if min(between(luminance(one), each) for each in grounds) >= least)
    return next(fit, None)


def between(light: float, ground: Ground) -> float:
    """The contrast of a luminance with the worst of what a ground can be."""
    dark, bright = (luminance(end) for end in ground)
    return 1.0 if dark <= light <= bright else min(ratio(light, dark), ratio(light, bright))


def seen(colour: str, grounds: Sequence[str]) -> float:
    """The contrast of a colour with the one of some grounds on which it is seen worst."""
    return min(ratio(luminance(colour), luminance(ground)) for ground in grounds)


def least_alpha(text: str, box: str, least: float = ENOUGH) -> float:
    """How much a box must hide at least, in hundredths, for text on it to be read over any picture.

    More than 1 where it could not be read on the bare box either.
    """
    steps = (step / 100 for step in range(1, 101))
    return next((one for one in steps if between(luminance(text), over_film(box, one)) >= least), 1.01)


def over_film(box: str, alpha: float) -> Ground:
    """What a box over any picture can be, from black to white."""
    black, white = ENDS
    return over(black, box, alpha), over(white, box, alpha)


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
