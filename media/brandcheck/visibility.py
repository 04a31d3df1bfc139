"""How well text and logos show on what lies under them, over any picture of a film (WCAG 2: 4.5 to 1 for text).

A box that lets the film shine through has no one colour but a range of them: from what it is over a black picture to
what it is over a white one. Text must show on the worst of these (facts/testimony.md section 8).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from media.brand import colour as brand_colour
from media.brand.colour import Ground
from media.timeline.scene import Box, Element, Panel, Picture, Rise, Shape, Still, Text
from media.timeline.timeline import Timeline

ENOUGH = brand_colour.ENOUGH
ANY_PICTURE = brand_colour.ENDS


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A text or logo, the grounds it can have, and its contrast with the worst of them."""

    shape: Text | Picture
    ratio: float
    grounds: frozenset[Ground]

    @property
    def ends(self) -> tuple[str, ...]:
        """The darkest and the lightest colour of each ground, each once."""
        return tuple(sorted({colour for ground in self.grounds for colour in ground}))


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """An element in a format (its name), and what lies under it."""

    format: str
    element: Element
    below: tuple[Shape, ...]

    def written_in(self, colour: str) -> "Drawn":
        """The same with its text in a colour."""
        shapes = self.element.shapes
        painted = tuple(replace(one, colour=colour) if isinstance(one, Text) else one for one in shapes)
        return replace(self, element=replace(self.element, shapes=painted))


def below(timeline: Timeline, element: Element) -> tuple[Shape, ...]:
    """What lies under an element: the film, a ground beside it, and what stands on that ground."""
    shot = timeline.shot
    film = Still(box=shot.place.box, film=shot.film, at_ms=shot.from_ms, crop=shot.place.crop)
    whole = Box(x=0, y=0, width=timeline.width, height=timeline.height)
    beside = (Panel(box=whole, colour=shot.surround),) if shot.surround.startswith("#") else ()
    before = timeline.elements[: timeline.elements.index(element)]
    grounds = [shape for one in before if one.kind == "ground" for shape in one.shapes]
    return (*beside, film, *grounds)


def shown_parts(element: Element, below: Sequence[Shape] = ()) -> Iterator[Shown]:
    """Every text and logo of an element with its contrast, on what is below it: else on whatever picture."""
    for number, shape in enumerate(element.shapes):
        if not isinstance(shape, Panel | Still | Rise):
            light = (
                brand_colour.luminance(shape.colour)
                if isinstance(shape, Text)
                else brand_colour.brightness(shape.path)
            )
            grounds = _grounds((*below, *element.shapes[:number]), shape.box)
            worst = min(brand_colour.between(light, ground) for ground in grounds)
            yield Shown(shape=shape, ratio=worst, grounds=frozenset(grounds))


def least_alpha(drawn: Drawn, shape: Text | Picture, enough: float) -> float | None:
    """How much the panels that let the film shine through must hide for a shape to show, in hundredths.

    None where it would not show on opaque ones either, or there are none.
    """
    element = drawn.element
    clear = [one.alpha for one in element.shapes if isinstance(one, Panel) and one.alpha < 1]
    for step in range(round(min(clear) * 100), 101) if clear else ():
        dense = replace(element, shapes=tuple(_denser(one, step / 100) for one in element.shapes))
        if all(one.ratio >= enough for one in shown_parts(dense, drawn.below) if one.shape == shape):
            return step / 100
    return None


def _denser(shape: Shape, alpha: float) -> Shape:
    return replace(shape, alpha=alpha) if isinstance(shape, Panel) and shape.alpha < alpha else shape


def _grounds(below: Sequence[Shape], box: Box) -> set[Ground]:
    """What can be under a box: each panel either covers it, or part of it; a picture of the film is any picture."""
    grounds = {ANY_PICTURE}
    for panel in below:
        if isinstance(panel, Still | Rise) and _overlap(panel.box, box):
            grounds = {ANY_PICTURE} if _covers(panel, box) else grounds | {ANY_PICTURE}
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


def _covers(panel: Panel | Rise | Still, box: Box) -> bool:
    """Whether a box lies wholly on a panel or picture; letters do not reach into its rounded corners."""
    core = panel.box
    return core.x <= box.x and core.y <= box.y and box.right <= core.right and box.bottom <= core.bottom
