"""How well text and logos show on what lies under them, over any picture of a film (WCAG 2: 4.5 to 1 for text).

A box that lets the film shine through has no one colour but a range of them: from what it is over a black picture to
what it is over a white one. Text must show on the worst of these (facts/testimony.md section 8).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from media.brand import colour as brand_colour
from media.timeline.scene import Box, Element, Panel, Picture, Shape, Still, Text

ENOUGH = 4.5
Ground = tuple[str, str]  # the darkest and the lightest it can be
ANY_PICTURE: Ground = ("#000000", "#ffffff")


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A text or logo, and its contrast with the worst ground it can have."""

    shape: Text | Picture
    ratio: float


def shown_parts(element: Element) -> Iterator[Shown]:
    """Every text and logo of an element with its contrast, whatever picture is under the element."""
    for number, shape in enumerate(element.shapes):
        if not isinstance(shape, Panel | Still):
            light = (
                brand_colour.luminance(shape.colour)
                if isinstance(shape, Text)
                else brand_colour.brightness(shape.path)
            )
            worst = min(_worst(light, ground) for ground in _grounds(element.shapes[:number], shape.box))
            yield Shown(shape=shape, ratio=worst)


def _worst(light: float, ground: Ground) -> float:
    dark, bright = (brand_colour.luminance(colour) for colour in ground)
    return (
        1.0
        if dark <= light <= bright
        else min(brand_colour.ratio(light, dark), brand_colour.ratio(light, bright))
    )


def _grounds(below: Sequence[Shape], box: Box) -> set[Ground]:
    """What can be under a box: each panel either covers it, or part of it; a picture of the film is any picture."""
    grounds = {ANY_PICTURE}
    for panel in below:
        if isinstance(panel, Still) and _overlap(panel.box, box):
            grounds |= {ANY_PICTURE}
        if isinstance(panel, Panel) and _meet(panel, box):
            laid = {
                (
                    brand_colour.over(dark, panel.colour, panel.alpha),
                    brand_colour.over(bright, panel.colour, panel.alpha),
                )
                for dark, bright in grounds
            }
            grounds = laid if _covers(panel, box) else grounds | laid
    return grounds


def _meet(panel: Panel, box: Box) -> bool:
    """Whether a rounded panel and a box have a point in common."""
    core, radius = panel.box, panel.radius
    across = max(core.x + radius - box.right, box.x - (core.right - radius), 0)
    down = max(core.y + radius - box.bottom, box.y - (core.bottom - radius), 0)
    return across**2 + down**2 < radius**2 if radius else _overlap(core, box)


def _overlap(one: Box, other: Box) -> bool:
    return other.x < one.right and one.x < other.right and other.y < one.bottom and one.y < other.bottom


def _covers(panel: Panel, box: Box) -> bool:
    """Whether a box lies wholly on a panel; letters do not reach into its rounded corners."""
    core = panel.box
    return core.x <= box.x and core.y <= box.y and box.right <= core.right and box.bottom <= core.bottom
