"""What overlays are made of, as plain data: boxes in pixels from the top left, times in milliseconds."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from media.lettering.typefaces import Font

Kind = Literal["logo", "caption", "nameplate", "title", "end"]


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
    """A picture file, scaled into a box of its own proportions."""

    box: Box
    path: Path


Shape = Panel | Text | Picture


@dataclass(frozen=True, kw_only=True)
class Element:
    """Something laid over the film from `start_ms` until `end_ms`; its box holds all its shapes.

    It fades in and out over the times given, and slides in from `slide` pixels to the left.
    """

    kind: Kind
    start_ms: int
    end_ms: int
    box: Box
    shapes: tuple[Shape, ...]
    fade_in_ms: int = 0
    fade_out_ms: int = 0
    slide: int = 0
