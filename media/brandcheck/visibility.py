"""How well text and logos show on what lies under them, over any picture of a film (WCAG 2: 4.5 to 1 for text).

A box that lets the film shine through has no one colour but a range of them: from what it is over a black picture to
what it is over a white one. Text must show on the worst of these (facts/testimony.md section 8).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image

from media.timeline.scene import Box, Element, Panel, Picture, Shape, Text

ENOUGH = 4.5
Ground = tuple[str, str]  # the darkest and the lightest it can be
ANY_PICTURE: Ground = ("#000000", "#ffffff")


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A text or logo, and its contrast with the worst ground it can have."""

    shape: Text | Picture
    ratio: float


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


def seen(element: Element) -> Iterator[Shown]:
    """Every text and logo of an element with its contrast, whatever picture is under the element."""
    for number, shape in enumerate(element.shapes):
        if not isinstance(shape, Panel):
            light = luminance(shape.colour) if isinstance(shape, Text) else brightness(shape.path)
            worst = min(_worst(light, ground) for ground in _grounds(element.shapes[:number], shape.box))
            yield Shown(shape=shape, ratio=worst)


@lru_cache(maxsize=64)
def brightness(path: Path) -> float:
    """The luminance of a logo: that of the middle one of its visible pixels, from dark to light."""
    import numpy as np  # brand.py wants a luminance, and no command should load numpy for that

    with Image.open(path) as opened:
        small = opened.convert("RGBA")
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


def _worst(light: float, ground: Ground) -> float:
    dark, bright = (luminance(colour) for colour in ground)
    return 1.0 if dark <= light <= bright else min(ratio(light, dark), ratio(light, bright))


def _grounds(below: Sequence[Shape], box: Box) -> set[Ground]:
    """What can be under a box: each panel either covers it, or part of it."""
    grounds = {ANY_PICTURE}
    for panel in below:
        if isinstance(panel, Panel) and _meet(panel, box):
            laid = {
                (over(dark, panel.colour, panel.alpha), over(bright, panel.colour, panel.alpha))
                for dark, bright in grounds
            }
            grounds = laid if _covers(panel, box) else grounds | laid
    return grounds


def _meet(panel: Panel, box: Box) -> bool:
    """Whether a rounded panel and a box have a point in common."""
    core, radius = panel.box, panel.radius
    across = max(core.x + radius - box.right, box.x - (core.right - radius), 0)
    down = max(core.y + radius - box.bottom, box.y - (core.bottom - radius), 0)
    return (
        across**2 + down**2 < radius**2
        if radius
        else (box.x < core.right and core.x < box.right and box.y < core.bottom and core.y < box.bottom)
    )


def _covers(panel: Panel, box: Box) -> bool:
    """Whether a box lies wholly on a panel; letters do not reach into its rounded corners."""
    core = panel.box
    return core.x <= box.x and core.y <= box.y and box.right <= core.right and box.bottom <= core.bottom
