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
_BAR_GAP = 0.45  # of the name's size: between a bar on a panel and the name
_RIGHT = 0.62  # of the name's size: padding behind the words
_COMES_MS, _GOES_MS, _STATES = 400, 300, 12
_MOST_LINES, _MOST_BESIDE = 2, 3  # of a name in a flag; beside a panel, where it covers nothing
_QUIET = 0.91  # of the way from the ground to the text's colour: the line under a name


@dataclass(frozen=True, kw_only=True)
class FlagPlace:
    """Where a flag stands: its `edge` at a row (pixels), no further right than `right`, of a height between two."""

    edge: Literal["top", "bottom"]
    row: int
    right: int
    alpha: float
    tallest: int
    least: int = 0


@dataclass(frozen=True, kw_only=True)
class Named:
    """A name, as it may be shown, and what is said of the person; from when to when (ms of the finished film)."""

    name: str | None
    detail: str
    start_ms: int
    end_ms: int


def usual_height(grid: Grid, brand: Brand) -> int:
    """How high a flag is that has a name and a line under it, each on one line."""
    name, role = _sizes(grid, brand)
    return round(name * figures.NAME_LINE) + round(role * figures.ROLE_LINE) + _padding(grid)


def flag(said: Named, grid: Grid, brand: Brand, place: FlagPlace) -> Element:
    """A flag, which grows away from its row where a name needs two lines.

    BadInput for words that need a third: a name is never cut.
    """
    right, padding = round(grid.letters.name * _RIGHT), _padding(grid)
    room = place.right - grid.safe.x - right
    rows = _fitted(said, grid, brand, room, place.tallest - padding)
    words_tall = sum(row.box.height for row in rows)
    tall = max(words_tall + padding, place.least)
    wide = grid.safe.x + max(row.box.width for row in rows) + right
    y = place.row if place.edge == "top" else place.row - tall
    box = Box(x=0, y=y, width=wide, height=tall)
    words = _stacked(rows, grid.safe.x, y + (tall - words_tall) // 2)
    shapes: tuple[Shape, ...] = (*_ground(box, grid, brand, place.alpha), *words)
    move = Move(distance=wide, in_ms=_COMES_MS, out_ms=_GOES_MS, states=_STATES)
    return _element(said, box, shapes, move)


def beside_panel(said: Named, grid: Grid, brand: Brand, *, above: int) -> Element:
    """Who speaks on the panel, with a bar before it, for as long as it is seen: it covers nothing.

    It grows upwards where it would reach the subtitles, up to the row `above`.
    """
    bar, bottom = round(grid.short * _BAR), grid.first_line - 2 * grid.gap
    left = grid.words_left + bar + round(grid.letters.name * _BAR_GAP)
    rows = _fitted(said, grid, brand, grid.words_right - left, bottom - above, lines=_MOST_BESIDE)
    tall = sum(row.box.height for row in rows)
    top = min(grid.name_top, bottom - tall)
    wide = left - grid.words_left + max(row.box.width for row in rows)
    box = Box(x=grid.words_left, y=top, width=wide, height=tall)
    mark = Panel(box=replace(box, width=bar), colour=brand.colors.accent)
    return _element(said, box, (mark, *_stacked(rows, left, top)), None)


def _element(said: Named, box: Box, shapes: tuple[Shape, ...], move: Move | None) -> Element:
    return Element(
        kind="nameplate", start_ms=said.start_ms, end_ms=said.end_ms, box=box, shapes=shapes, move=move
    )


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


def _padding(grid: Grid) -> int:
    return round(grid.letters.name * figures.FLAG_PADDING)


def _sizes(grid: Grid, brand: Brand) -> tuple[int, int]:
    """Of the name and of the line under it, as the kit wishes them."""
    name, role = brand.name_size_pct / kit.NAME_PCT, brand.role_size_pct / kit.ROLE_PCT
    return round(grid.letters.name * name), round(grid.letters.role * role)


def _fitted(
    said: Named, grid: Grid, brand: Brand, room: int, tallest: int, *, lines: int = _MOST_LINES
) -> list[Text]:
    """The rows, smaller where they would be too high all the same."""
    name, role = _sizes(grid, brand)
    least = grid.letters.least
    sizes = [(name, role)]
    while max(sizes[-1]) > least:
        sizes.append((max(least, round(sizes[-1][0] * 0.9)), max(least, round(sizes[-1][1] * 0.9))))
    for both in sizes:
        rows = _rows(said, grid, brand, room, both, lines)
        if sum(row.box.height for row in rows) <= tallest:
            return rows
    raise BadInput("credit-too-long", text=said.name or said.detail, format=grid.format.name)


def _rows(said: Named, grid: Grid, brand: Brand, room: int, sizes: tuple[int, int], lines: int) -> list[Text]:
    """The name, and under it what it is about; where there is no name, that alone stands in its place."""
    colors = brand.colors
    quiet = colour.over(colors.background, colors.foreground, _QUIET)
    first = _set(said.name or said.detail, brand.bold_font, sizes[0], grid, room, lines)
    rows = [overlays.text(first, brand.bold_font, colors.foreground, line=figures.NAME_LINE)]
    if said.name and said.detail:
        lesser = min(sizes[1], max(first.size, grid.letters.least))
        second = _set(said.detail, brand.font, lesser, grid, room, lines)
        rows.append(overlays.text(second, brand.font, quiet, line=figures.ROLE_LINE))
    return rows


def _set(words: str, font: Font, size: int, grid: Grid, room: int, lines: int) -> Setting:
    """One line, smaller if need be; then several, broken at a dot between role and organisation."""
    drawing_faults.require_drawable(font, words)
    first, dot, last = words.rpartition(" · ")
    for most in range(1, lines + 1):
        attempts = line_breaks.shrinking_sizes(most, size, min(size, grid.letters.least))
        if (
            dot
            and most == 2
            and (found := line_breaks.as_written(f"{first}\n{last}", font, room=room, attempts=attempts))
        ):
            return found
        if found := line_breaks.fitted(words, font, room=room, attempts=attempts, language=""):
            return found
    raise BadInput("credit-too-long", text=words, format=grid.format.name)


def _stacked(rows: list[Text], left: int, top: int) -> list[Text]:
    placed, y = [], top
    for row in rows:
        placed.append(overlays.moved_text(row, left, y))
        y += row.box.height
    return placed


def reading_ms(said: str) -> int:
    """How long a name has to stay to be read: a second, and 0.3 for each word (BBC)."""
    return 1000 + ceil(300 * len(said.split()))
