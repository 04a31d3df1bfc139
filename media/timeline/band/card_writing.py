"""What title and end card of the look "band" have in common: headings in steps, who speaks, marks, discs, stacking."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import sqrt

from media.brand import colour, logo_drawing
from media.brand.kit import Brand, Logo
from media.lettering import drawing_faults, line_breaks
from media.lettering.line_breaks import Setting
from media.lettering.typefaces import Font
from media.timeline import overlays
from media.timeline.band import grid as figures
from media.timeline.band.grid import Grid
from media.timeline.scene import Box, Panel, Picture, Text

STEPS = (1, 0.94, 0.88, 0.82, 0.76, 0.70, 0.64, 0.58)  # of a heading's usual size
BAR = (130, 10)  # pixels: the brand's bar on cards
CARD_LINE = 1.24  # of lines that are no headings, in font sizes
BEFORE_BAR, AFTER_BAR, AFTER_EYEBROW = 0.034, 0.029, 0.015  # of the shorter side
_SHRUNK = 0.88  # of a line's size: then it takes another line
SMALLER = (
    1.5  # times the part by which a heading is smaller than it could be: its price beside that of its lines
)
_LINE_FREE = 0.2  # a heading's third and fourth line cost so much less than a subtitle's
_QUIET = 0.91  # of the way from the ground to the text's colour: the line under a name
_USUAL_MARK = 2.15  # width to height: such a mark has the height that its card names
_LOGO_WIDEST, _LOGO_TALLEST = 0.60, 1.2  # of the shorter side; of that height
Disc = tuple[float, float, float, float]  # centre (of width and height), radius (of the width), alpha
DISCS_ALONE: dict[str, tuple[Disc, ...]] = {  # on a card that is all ground
    "landscape": ((0.97, 1.02, 0.225, 0.55), (0.763, 1.04, 0.096, 0.75)),
    "square": ((0.94, 1.02, 0.342, 0.55), (0.615, 1.033, 0.146, 0.75)),
    "feed": ((0.95, 1.023, 0.351, 0.55), (0.62, 1.035, 0.155, 0.75)),
    "portrait": ((0.97, 1.01, 0.435, 0.55), (0.60, 1.035, 0.195, 0.75)),
}
_STANDS = {"square": 0.70, "feed": 0.70}  # of the height: what words stand on where discs rise below them


@dataclass(frozen=True, kw_only=True)
class Writer:
    """Sets the words of a card in a room (pixels), in a language; None where they do not fit."""

    grid: Grid
    language: str
    room: int

    def heading(
        self, words: str, font: Font, size: int, ink: str, *, most: int, steps: Sequence[float]
    ) -> Text | None:
        """A heading in so many lines at most, at the step at which large letters and even, whole phrases cost least."""
        drawing_faults.require_drawable(font, words)
        attempts = [(most, max(round(size * step), self.grid.letters.least)) for step in steps]
        best = best_heading(words, font, attempts, size, room=self.room, language=self.language)
        return _text(best, font, ink, figures.TITLE_LINE)

    def line(self, words: str, font: Font, size: int, ink: str, *, most: int = 3) -> Text | None:
        """One line, somewhat smaller if need be; then more lines; then smaller, down to what can be read on a phone.

        Lines part at the last dot between role and organisation where each of them fits.
        """
        first, dot, last = words.rpartition(" · ")
        least = min(size, self.grid.letters.least)
        floors = [(lines, max(least, size * _SHRUNK)) for lines in range(1, most + 1)]
        for lines, floor in [*floors, (most, least)]:
            attempts = line_breaks.shrinking_sizes(lines, size, floor)
            if dot and lines > 1:
                own = f"{first}\n{last}"
                if setting := line_breaks.as_written(own, font, room=self.room, attempts=attempts):
                    return _text(setting, font, ink, CARD_LINE)
            for attempt in attempts:
                if setting := self._set(words, font, (attempt,)):
                    return _text(setting, font, ink, CARD_LINE)
        return None

    def unbroken(self, words: str, font: Font, size: int, ink: str, *, least: int) -> Text | None:
        """One line, smaller if need be; it is never parted."""
        attempts = line_breaks.shrinking_sizes(1, size, min(size, least))
        return _text(self._set(words, font, attempts), font, ink, CARD_LINE)

    def _set(self, words: str, font: Font, attempts: tuple[tuple[int, int], ...]) -> Setting | None:
        drawing_faults.require_drawable(font, words)
        return line_breaks.fitted(words, font, room=self.room, attempts=attempts, language=self.language)


def _text(setting: Setting | None, font: Font, ink: str, line: float) -> Text | None:
    return overlays.text(setting, font, ink, line=line) if setting else None


def best_heading(
    words: str,
    font: Font,
    attempts: Iterable[tuple[int, int]],
    usual: int,
    *,
    room: int,
    language: str,
    smaller: float = SMALLER,
) -> Setting | None:
    """Words in the attempt (most lines, size) at which large letters and even, whole phrases cost least, or None.

    What letters are smaller than `usual` is part of their price, times `smaller`.
    """
    found = list[tuple[float, Setting]]()
    for most, size in attempts:
        price, lines = line_breaks.cheapest_lines(words, font, size, room=room, most=most, language=language)
        price += smaller * (1 - size / usual) - _LINE_FREE * max(0, len(lines) - 2)
        if lines:
            found.append((price, Setting(lines=lines, size=size)))
    return min(found, key=lambda one: one[0])[1] if found else None


def quiet(brand: Brand) -> str:
    """The colour of the line under a name."""
    return colour.over(brand.colors.background, brand.colors.foreground, _QUIET)


@dataclass(frozen=True, kw_only=True)
class Row:
    """Something that stands on a card, so many pixels below what is above it."""

    shape: Text | Panel
    below: int = 0


def height(rows: Iterable[Row]) -> int:
    """Of rows one below the other, without what is free above the first."""
    rows = list(rows)
    return sum(row.shape.box.height for row in rows) + sum(row.below for row in rows[1:])


def stacked(rows: Iterable[Row], left: int, bottom: int) -> list[Text | Panel]:
    """Rows one below the other, flush left, the last one standing on `bottom`."""
    rows = list(rows)
    y, placed = bottom - height(rows), list[Text | Panel]()
    for number, row in enumerate(rows):
        y += row.below if number else 0
        placed.append(replace(row.shape, box=replace(row.shape.box, x=left, y=y)))
        y += row.shape.box.height
    return placed


def bar(grid: Grid, brand: Brand) -> Row:
    """The brand's bar, below a heading."""
    box = Box(x=0, y=0, width=BAR[0], height=BAR[1])
    return Row(shape=Panel(box=box, colour=brand.colors.accent), below=round(grid.short * BEFORE_BAR))


def mark(logo: Logo, grid: Grid, brand: Brand, tall: int, widest: int | None = None) -> Picture:
    """The campaign's mark, without its file's margins, at the left and top of the safe area.

    `tall` is the height of a mark of usual proportions: others have its area, as far as they stay in `widest` pixels.
    """
    path = logo_drawing.version(logo, brand.colors.background)
    drawn = logo_drawing.measured(path)
    area, most = tall * sqrt(_USUAL_MARK), widest or round(grid.short * _LOGO_WIDEST)
    ratio = min(
        area / sqrt(drawn.width * drawn.height),
        most / drawn.width,
        tall * _LOGO_TALLEST / drawn.height,
        overlays.MOST_ENLARGED,
    )
    wide, high = max(1, round(drawn.width * ratio)), max(1, round(drawn.height * ratio))
    box = Box(x=grid.safe.x, y=grid.safe.y, width=wide, height=high)
    return Picture(box=box, path=path, part=drawn.part)


def ground(grid: Grid, brand: Brand, discs: Iterable[Disc]) -> list[Panel]:
    """The brand's ground with discs that rise out of the frame's edges."""
    shapes = [Panel(box=whole(grid), colour=brand.colors.background)]
    for across, down, radius, alpha in discs:
        r = round(radius * grid.format.width)
        x, y = round(across * grid.format.width) - r, round(down * grid.format.height) - r
        box = Box(x=x, y=y, width=2 * r, height=2 * r)
        shapes.append(Panel(box=box, colour=brand.colors.primary, alpha=alpha, radius=r))
    return shapes


def whole(grid: Grid) -> Box:
    """The whole picture."""
    return Box(x=0, y=0, width=grid.format.width, height=grid.format.height)


def stands_alone(grid: Grid) -> int:
    """The row that words stand on on a card that is all ground."""
    share = _STANDS.get(grid.kind)
    return round(grid.format.height * share) if share else grid.safe.bottom
