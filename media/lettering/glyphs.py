"""Glyphs of a line in their places, and how their boxes lie to each other. Pixels; y is upwards from the baseline."""

from dataclasses import dataclass, replace

Box = tuple[float, float, float, float]  # left, bottom, right, top


@dataclass(frozen=True, kw_only=True)
class Glyph:
    """One glyph of a line: its number, the character it stands for, its origin, how far it moves on, its ink.

    `ink` is None where nothing is drawn. `torn` tells that the form depends on that of the glyph before.
    """

    number: int
    character: int
    x: float
    y: float
    advance: float
    ink: Box | None
    torn: bool

    def moved(self, across: float, up: float = 0.0) -> "Glyph":
        """The same glyph elsewhere."""
        ink = self.ink and (self.ink[0] + across, self.ink[1] + up, self.ink[2] + across, self.ink[3] + up)
        return replace(self, x=self.x + across, y=self.y + up, ink=ink)


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line's glyphs from left to right, and its width in pixels."""

    glyphs: tuple[Glyph, ...]
    width: float

    def ink(self) -> Box:
        """The box of all that is drawn, from the line's own origin."""
        boxes = [glyph.ink for glyph in self.glyphs if glyph.ink]
        if not boxes:
            return (0.0, 0.0, 0.0, 0.0)
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        return min(lefts), min(bottoms), max(rights), max(tops)


@dataclass(frozen=True, kw_only=True)
class Mask:
    """How far each pixel is covered (0 to 255), row by row from the top; where its left upper pixel is, y downwards."""

    width: int
    height: int
    left: int
    top: int
    covered: bytes


def overlap(one: Box, other: Box) -> float:
    """How far two boxes lie over each other from left to right; below zero, how far they are apart."""
    return min(one[2], other[2]) - max(one[0], other[0])


def covered(one: Box, other: Box) -> float:
    """Which part of the smaller of two boxes the other covers."""
    across = max(0.0, overlap(one, other))
    down = max(0.0, min(one[3], other[3]) - max(one[1], other[1]))
    least = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return across * down / least if least else 0.0
