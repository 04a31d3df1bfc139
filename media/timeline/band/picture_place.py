"""Where the film's picture stands in the look "band": alone in the frame, above the band, or beside the panel."""

from typing import Literal

from media.formats import Region
from media.timeline import framing
from media.timeline.band.grid import Grid
from media.timeline.framing import Placed
from media.timeline.scene import Box

Stage = Literal["full", "band", "panel"]
# Percent: where a face is looked for in a film of which nobody has said it.
_USUAL, _USUAL_UPRIGHT = (50, 42), (50, 36)
MOST_ENLARGED = 1.2  # of the film's own pixels, for tightening
# Of what is shown: there the centre stands; where a name hides what is below.
_ABOVE, _ABOVE_NAME = 0.42, 0.34
_SAME = 0.97  # of the shape of a square: what is narrower is upright, and fills upright formats
_NARROW = 1.2  # width to height: in landscape a narrower film stands beside a panel
_LEAST_KEPT = 0.4  # of a film's width or height; what would lose more stands on the ground
_SLIVER = 0.9  # of that: so much less is kept rather than to leave a strip of ground


def stage(grid: Grid, width: int, height: int) -> Stage:
    """What becomes of a film as displayed (pixels)."""
    film = width / height
    if grid.kind == "landscape":
        return "full" if film >= _NARROW else "panel"
    if grid.kind == "square":
        return "band" if film > 1 / _SAME else "full"
    return "band" if film >= _SAME else "full"


def placed(
    grid: Grid, width: int, height: int, on: Stage, *, centre: tuple[int, int] | None, tighten: float = 1.0
) -> Placed:
    """Which part of a film (pixels as displayed) is shown, and where; `centre` (percent) is None where unknown.

    Portrait shows it closer by up to `tighten` where the centre is known.
    """
    format = grid.format
    room = grid.picture if on != "full" else Box(x=0, y=0, width=format.width, height=format.height)
    wide, tall = _kept(width / height, room.width / room.height)
    if on == "band" and grid.kind == "portrait" and centre:
        closer = _closer(room.width / (width * wide), tighten)
        wide, tall = wide / closer, tall / closer
    box = _inside(room, wide * width / (tall * height))
    above = _ABOVE_NAME if on == "band" and wide == 1 else _ABOVE
    return Placed(crop=_around(centre or usual(width, height), wide, tall, (0.5, above)), box=box)


def filling(
    box: Box,
    width: int,
    height: int,
    centre: tuple[int, int] | None,
    face: tuple[float, float] = (0.5, _ABOVE),
) -> Region:
    """Which part of a film (pixels as displayed) fills a box: its `centre` (percent) stands at `face` (of the box)."""
    shape, own = box.width / box.height, width / height
    wide, tall = min(1.0, shape / own), min(1.0, own / shape)
    return _around(centre or usual(width, height), wide, tall, face)


def usual(width: int, height: int) -> tuple[int, int]:
    """Where a face is looked for in a film (pixels as displayed) of which nobody has said it, in percent.

    Who holds a phone upright is nearer, and has the face higher.
    """
    return _USUAL if width >= height * _SAME else _USUAL_UPRIGHT


def fills(place: Placed, grid: Grid) -> bool:
    """Whether a picture leaves nothing of the frame free."""
    return (place.box.width, place.box.height) == (grid.format.width, grid.format.height)


def enlarged(place: Placed, width: int) -> float:
    """How many times larger than its own pixels a film of a width is shown in its place."""
    return place.box.width / ((place.crop.right - place.crop.left) * width)


def _kept(film: float, room: float) -> tuple[float, float]:
    """Which part of width and height is kept so that the film has the room's shape, or is nearer to it."""
    wide, tall = min(1.0, room / film), min(1.0, film / room)
    least = _LEAST_KEPT * _SLIVER if min(wide, tall) >= _LEAST_KEPT * _SLIVER else _LEAST_KEPT
    return max(wide, least), max(tall, least)


def _closer(enlarged: float, tighten: float) -> float:
    """How much closer a film may be shown that is enlarged already."""
    return max(1.0, min(tighten, MOST_ENLARGED / enlarged))


def _inside(room: Box, shape: float) -> Box:
    """The largest box of a shape in the middle of a room; even, as 4:2:0 pictures can only be laid on even pixels."""
    wide, tall = (
        min(room.width, framing.even(room.height * shape)),
        min(room.height, framing.even(room.width / shape)),
    )
    if abs(wide - room.width) <= 2 and abs(tall - room.height) <= 2:
        return room
    x, y = room.x + (room.width - wide) // 4 * 2, room.y + (room.height - tall) // 4 * 2
    return Box(x=x, y=y, width=wide, height=tall)


def _around(centre: tuple[int, int], wide: float, tall: float, face: tuple[float, float]) -> Region:
    return framing.region_inside(
        centre[0] / 100 - wide * face[0], centre[1] / 100 - tall * face[1], wide, tall
    )
