"""The campaign's mark: on the band beside the question, in the panel's corner, or on a plate over the picture."""

from dataclasses import replace

from media.brand.kit import Brand
from media.timeline import overlays
from media.timeline.band.grid import Grid
from media.timeline.scene import Box, Element, Panel, Picture

_ON_BAND, _OVER_PICTURE = 0.078, 0.067  # of the shorter side: the mark's height
_ON_PANEL = 104 / 1080
_CLEAR = 0.30  # of the mark's height: free on every side, also inside its plate
_WIDEST = 0.30  # of the picture's width


def on_ground(
    grid: Grid, brand: Brand, *, middle: int | None, at_left: bool, start_ms: int, end_ms: int
) -> Element:
    """The mark on the ground, its middle at a row; without one at the top of the panel.

    It stands at the right, or where the question would begin if there is none.
    """
    beside = _OVER_PICTURE if grid.question_lines == 1 else _ON_BAND
    tall = round(grid.short * (beside if middle is not None else _ON_PANEL))
    path = brand.mark.on(brand.colors.background)
    size = overlays.scaled_box(path, round(grid.format.width * _WIDEST), tall)
    top = grid.mark_top if middle is None else middle - size.height // 2
    x = grid.words_left if at_left else grid.words_right - size.width
    box = replace(size, x=x, y=top)
    return Element(
        kind="logo", start_ms=start_ms, end_ms=end_ms, box=box, shapes=(Picture(box=box, path=path),)
    )


def on_plate(grid: Grid, brand: Brand, *, height: int | None, start_ms: int, end_ms: int) -> Element:
    """The mark on a plate in the safe area's corner that the kit names, or above what stands in a lower one.

    `height` is the plate's, where it shares a row with a name.
    """
    path = brand.mark.on(brand.colors.background)
    tall = round(height / (1 + 2 * _CLEAR)) if height else round(grid.short * _OVER_PICTURE)
    size = overlays.scaled_box(path, round(grid.format.width * _WIDEST), tall)
    clear = round(size.height * _CLEAR)
    wide, high = size.width + 2 * clear, height or size.height + 2 * clear
    x = grid.safe.x if brand.logo_corner.endswith("left") else grid.safe.right - wide
    y = grid.safe.y if brand.logo_corner.startswith("top") else grid.safe.bottom - high
    box = Box(x=x, y=y, width=wide, height=high)
    ground = Panel(box=box, colour=brand.colors.background, alpha=brand.logo_alpha, radius=grid.radius)
    mark = replace(size, x=x + clear, y=y + (high - size.height) // 2)
    return Element(
        kind="logo", start_ms=start_ms, end_ms=end_ms, box=box, shapes=(ground, Picture(box=mark, path=path))
    )


def lifted(plate: Element, lowest: int) -> Element:
    """The same mark with its plate's lower edge no lower than a row."""
    up = max(0, plate.box.bottom - lowest)
    ground, mark = plate.shapes
    shapes = tuple(replace(one, box=replace(one.box, y=one.box.y - up)) for one in (ground, mark))
    return replace(plate, box=replace(plate.box, y=plate.box.y - up), shapes=shapes)
