"""What overlays are made of, as plain data: boxes in pixels from the top left, times in milliseconds."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from media.formats import Region
from media.lettering.typefaces import Font
from media.sources.probe import LATER, Film

Kind = Literal["ground", "question", "logo", "caption", "nameplate", "title", "end", "cover", "draft"]


@dataclass(frozen=True, kw_only=True)
class Box:
    """A rectangle in pixels."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """First column beyond the box."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """First row below the box."""
        return self.y + self.height


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A filled rectangle with rounded corners; `alpha` from 0 (clear) to 1."""

    box: Box
    colour: str
    alpha: float = 1.0
    radius: int = 0


@dataclass(frozen=True, kw_only=True)
class Text:
    """Lines of text in a box, each `line_height` pixels high, in a font of `size` pixels."""

    box: Box
    lines: tuple[str, ...]
    font: Font
    size: int
    line_height: int
    colour: str
    align: Literal["left", "center"] = "left"


@dataclass(frozen=True, kw_only=True)
class ShapedText(Text):
    """Text of which a line has to be shaped, and by what: another shaper makes such films anew, and no others."""

    shaper: str


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture file, or the part `part` of it, scaled into a box of its own proportions."""

    box: Box
    path: Path
    part: Region | None = field(default=None, metadata=LATER)


@dataclass(frozen=True, kw_only=True)
class Still:
    """What a film shows at a moment (film time): the part `crop` of it, scaled into a box of that part's proportions.

    A film that changes its look is given as it is seen at that moment.
    """

    box: Box
    film: Film
    at_ms: int
    crop: Region


@dataclass(frozen=True, kw_only=True)
class Rise:
    """A ground that comes up over what lies below it: clear at one edge of its box, opaque `to` the other."""

    box: Box
    colour: str
    to: Literal["bottom", "left"]


Shape = Panel | Text | Picture | Still | Rise


@dataclass(frozen=True, kw_only=True)
class Move:
    """How an element comes from the left and goes back there, both without a fade.

    It comes from `distance` pixels to the left, slowing down, in `in_ms`; it goes in `out_ms`, gathering speed. It is
    seen in `states` places a second.
    """

    distance: int
    in_ms: int
    out_ms: int
    states: int


@dataclass(frozen=True, kw_only=True)
class Element:
    """Something laid over the film from `start_ms` until `end_ms`; its box holds all its shapes.

    It fades in and out over the times given, and slides in from `slide` pixels to the left; or it moves.
    """

    kind: Kind
    start_ms: int
    end_ms: int
    box: Box
    shapes: tuple[Shape, ...]
    fade_in_ms: int = 0
    fade_out_ms: int = 0
    slide: int = 0
    move: Move | None = field(default=None, metadata=LATER)

    @property
    def comes_ms(self) -> int:
        """How long it takes until it rests."""
        return self.move.in_ms if self.move else self.fade_in_ms

    @property
    def goes_ms(self) -> int:
        """How long before its end it stirs again."""
        return self.move.out_ms if self.move else self.fade_out_ms
