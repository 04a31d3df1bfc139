"""Who speaks, in the look "band": a flag out of the frame's left edge, or a name that stands beside a panel."""

from dataclasses import dataclass, replace
from math import ceil
from typing import Literal

from media.brand import colour, kit
from media.brand.kit import Brand
from media.errors import BadInput
from media.lettering import drawing_faults, line_breaks
from media.lettering.line_breaks import Setting
from media.lettering.typefaces import Font
from media.timeline import overlays
from media.timeline.band import grid as figures
from media.timeline.band.grid import Grid
from media.timeline.scene import Box, Element, Move, Panel, Shape, Text

_BAR = 0.013  # of the shorter side: the bar at the edge
RIGHT = 0.62  # of the name's size: padding behind the words
_COMES_MS, _GOES_MS, _STATES = 400, 300, 12
SHORTEST_MS = 1500  # a name that is seen for less is not shown
_QUIET = 0.91  # of the way from the ground to the text's colour: the line under a name


@dataclass(frozen=True, kw_only=True)
class FlagPlace:
    """Where a flag stands: its `edge` at a row (pixels), its words no wider than `room`."""

    edge: Literal["top", "bottom"]
    row: int
    room: int
    alpha: float


def flag(
    name: str | None, detail: str, grid: Grid, brand: Brand, place: FlagPlace, *, start_ms: int, end_ms: int
) -> Element:
    """A flag, which grows away from its row where a name needs two lines.

    BadInput for words that need a third: a name is never cut.
    """
    rows = _rows(name, detail, grid, brand, place.room)
    padding = round(grid.letters.name * figures.FLAG_PADDING)
    tall = sum(row.box.height for row in rows) + padding
    wide = grid.safe.x + max(row.box.width for row in rows) + round(grid.letters.name * RIGHT)
    y = place.row if place.edge == "top" else place.row - tall
    box = Box(x=0, y=y, width=wide, height=tall)
    words = _stacked(rows, grid.safe.x, y + padding // 2)
    shapes: tuple[Shape, ...] = (*_ground(box, grid, brand, place.alpha), *words)
    move = Move(distance=wide, in_ms=_COMES_MS, out_ms=_GOES_MS, states=_STATES)
    return Element(kind="nameplate", start_ms=start_ms, end_ms=end_ms, box=box, shapes=shapes, move=move)


def beside_panel(
    name: str | None, detail: str, grid: Grid, brand: Brand, *, start_ms: int, end_ms: int
) -> Element:
    """Who speaks on the panel, with a bar before it, for as long as it is seen: it covers nothing."""
    bar, top = round(grid.short * _BAR), round(0.530 * grid.format.height)
    left = grid.words_left + bar + round(grid.letters.name * 0.45)
    rows = _rows(name, detail, grid, brand, grid.words_right - left)
    tall = sum(row.box.height for row in rows)
    wide = left - grid.words_left + max(row.box.width for row in rows)
    box = Box(x=grid.words_left, y=top, width=wide, height=tall)
    mark = Panel(box=replace(box, width=bar), colour=brand.colors.accent)
    shapes: tuple[Shape, ...] = (mark, *_stacked(rows, left, top))
    return Element(kind="nameplate", start_ms=start_ms, end_ms=end_ms, box=box, shapes=shapes)


def _ground(box: Box, grid: Grid, brand: Brand, alpha: float) -> tuple[Shape, ...]:
    """The flag itself: its right corners are rounded, its left ones lie outside the picture."""
    hidden = grid.radius
    ground = Panel(
        box=replace(box, x=box.x - hidden, width=box.width + hidden),
        colour=brand.colors.background,
        alpha=alpha,
        radius=grid.radius,
    )
    return ground, Panel(box=replace(box, width=round(grid.short * _BAR)), colour=brand.colors.accent)


def _rows(name: str | None, detail: str, grid: Grid, brand: Brand, room: int) -> list[Text]:
    """The name, and under it what it is about; where there is no name, that alone stands in its place."""
    least = grid.letters.least
    quiet = colour.over(brand.colors.background, brand.colors.foreground, _QUIET)
    said = [
        (
            name or detail,
            brand.bold_font,
            _scaled(grid.letters.name, brand.name_size_pct / kit.NAME_PCT),
            brand.colors.foreground,
            figures.NAME_LINE,
        )
    ]
    if name and detail:
        said.append(
            (
                detail,
                brand.font,
                _scaled(grid.letters.role, brand.role_size_pct / kit.ROLE_PCT),
                quiet,
                figures.ROLE_LINE,
            )
        )
    return [
        overlays.text(_set(words, font, size, least, room), font, ink, line=line)
        for words, font, size, ink, line in said
    ]


def _scaled(size: int, by: float) -> int:
    return round(size * by)


def _set(words: str, font: Font, size: int, least: int, room: int) -> Setting:
    """One line, smaller if need be; then two lines, broken at a dot between role and organisation."""
    drawing_faults.require_drawable(font, words)
    first, dot, last = words.rpartition(" · ")
    parted = f"{first}\n{last}" if dot else words
    for text, most in ((words, 1), (parted, 2), (words, 2)):
        attempts = line_breaks.shrinking_sizes(most, size, min(size, least))
        if found := line_breaks.fitted(text, font, room=room, attempts=attempts, language=""):
            return found
    raise BadInput("credit-too-long", text=words, format="")


def _stacked(rows: list[Text], left: int, top: int) -> list[Text]:
    placed, y = [], top
    for row in rows:
        placed.append(overlays.moved_text(row, left, y))
        y += row.box.height
    return placed


def reading_ms(words: str) -> int:
    """How long a name has to stay to be read: a second, and 0.3 for each word (BBC)."""
    return 1000 + ceil(300 * len(words.split()))
