"""The partners' logos on the end card: all of the same area to the eye, in rows, each centred on its mass.

A logo of proportions r is a·√r wide and a/√r high, with the same a for all (guide of the look "band", section 6).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, combinations, pairwise
from math import sqrt
from pathlib import Path

from media.brand import logo_drawing
from media.brand.logo_drawing import Drawing
from media.timeline import overlays
from media.timeline.scene import Box, Picture

_LARGEST = 0.165  # of the shorter side: a
_LEAST_GAP = 0.055  # of the shorter side, between two logos; half of a where that is more
_EACH_ROW, _EACH_ROW_WIDE = 0.13, 0.20  # what a further row counts against larger logos; on wide cards
_MOST_ROWS = 6
_UNEQUAL = 0.94  # what rows of unequal numbers count
_ROW_GAP = 0.3  # of a, between two rows; as much as between two logos where there is room
_SAME = 2.0  # times as uneven: rows that are longer first are taken all the same
_COLUMNS = (
    0.87  # columns that rows share are left where they make logos smaller than so much of what they could be
)
_FILLED = 0.75  # of its column: a logo that fills less leaves a hole before the next one
_MASS = (0.42, 0.58)  # of a logo's height: where its middle is taken to be
MOST = 8  # more partners make logos that nobody reads
LOWEST, NARROWEST = 0.028, 0.11  # of the shorter side: what is drawn smaller cannot be read on a phone
WIDEST = 8  # width to height: a wider one is a line of small letters
_WIDEST_DRAWN, _TALLEST_DRAWN = (
    16,
    4,
)  # width to height, and the other way: beyond, a logo has less area than others


@dataclass(frozen=True, kw_only=True)
class _Logo:
    drawing: Drawing

    def size(self, area: float) -> tuple[float, float]:
        """Width and height (pixels); hardly more than the file's own, and no hair across the whole shelf."""
        wide, tall = self.drawing.width, self.drawing.height
        ratio = min(
            area / sqrt(wide * tall),
            area * sqrt(_WIDEST_DRAWN) / wide,
            area * sqrt(_TALLEST_DRAWN) / tall,
            overlays.MOST_ENLARGED,
        )
        return wide * ratio, tall * ratio

    def rise(self, area: float) -> tuple[float, float]:
        """How far it reaches above its row's line, and below."""
        low, high = _MASS
        tall, mass = self.size(area)[1], min(max(self.drawing.mass, low), high)
        return tall * mass, tall * (1 - mass)


Rows = Sequence[Sequence[_Logo]]


@dataclass(frozen=True, kw_only=True)
class _Shelf:
    """Rows of logos at a size, in columns that all rows share or each flush left."""

    rows: Rows
    area: float
    short: int
    in_columns: bool

    @property
    def gap(self) -> float:
        """Between two logos."""
        return max(self.area / 2, self.short * _LEAST_GAP)

    def widths(self, row: Sequence[_Logo]) -> list[float]:
        """What each logo of a row takes: itself, or its column."""
        if not self.in_columns:
            return [one.size(self.area)[0] for one in row]
        return [max(one.size(self.area)[0] for one in column) for column in zip(*self.rows, strict=True)]

    def rises(self, row: Sequence[_Logo]) -> tuple[float, float]:
        """How far a row reaches above its line, and below."""
        reach = [one.rise(self.area) for one in row]
        return max(up for up, _ in reach), max(down for _, down in reach)

    def fits(self, room: Box) -> bool:
        """Whether a room holds all rows."""
        wide = max(sum(self.widths(row)) + self.gap * (len(row) - 1) for row in self.rows)
        return (
            wide <= room.width
            and self.logos_high() + self.area * _ROW_GAP * (len(self.rows) - 1) <= room.height
        )

    def logos_high(self) -> float:
        """The heights of all rows, without what is between them."""
        return sum(sum(self.rises(row)) for row in self.rows)


def laid(paths: Sequence[Path], room: Box, short: int, *, wide: bool) -> list[Picture]:
    """Logos in a room from its left and top, in order, as large as it allows; `wide` is of the whole card."""
    if not paths:
        return []
    logos = tuple(_Logo(drawing=logo_drawing.measured(path)) for path in paths)
    shelf, files = _best(logos, room, short, wide), iter(paths)
    between = max(1, len(shelf.rows) - 1)
    apart = min(shelf.gap, (room.height - shelf.logos_high()) / between)
    placed, y = list[Picture](), float(room.y)
    for row in shelf.rows:
        up, down = shelf.rises(row)
        placed += _row(shelf, row, files, room.x, y + up)
        y += up + down + apart
    return placed


@lru_cache(maxsize=256)  # cards of all films of a kit have the same
def _best(logos: tuple[_Logo, ...], room: Box, short: int, wide: bool) -> _Shelf:
    return max(_shelves(logos, room, short), key=lambda one: _worth(one, wide))


def _worth(shelf: _Shelf, wide: bool) -> float:
    fewer = 1 - (_EACH_ROW_WIDE if wide else _EACH_ROW) * (len(shelf.rows) - 1)
    return shelf.area * fewer * (1 if len({len(row) for row in shelf.rows}) == 1 else _UNEQUAL)


def _shelves(logos: Sequence[_Logo], room: Box, short: int) -> list[_Shelf]:
    """For each number of rows the most even ones, as large as they can be."""
    many = range(1, min(len(logos), _MOST_ROWS) + 1)
    return [_largest(_most_even(logos, count), room, short) for count in many]


def _most_even(logos: Sequence[_Logo], count: int) -> Rows:
    """So many rows, in order, whose numbers differ by one at most, with the most even widths."""
    fewest, longer = divmod(len(logos), count)
    found = []
    for long in combinations(range(count), longer):
        ends = accumulate((fewest + (row in long) for row in range(count)), initial=0)
        found.append([logos[start:end] for start, end in pairwise(ends)])
    most = _SAME * min(map(_unevenness, found))
    return next(rows for rows in found if _unevenness(rows) <= most)


def _unevenness(rows: Rows) -> float:
    wide = [sum(one.size(1)[0] + 0.5 for one in row) for row in rows]
    return sum((one - sum(wide) / len(wide)) ** 2 for one in wide) + 1e-9


def _largest(rows: Rows, room: Box, short: int) -> _Shelf:
    """Rows at the largest size that a room holds; equal rows in columns unless logos are much smaller in them."""
    flush = _as_large(_Shelf(rows=rows, area=1, short=short, in_columns=False), room)
    if len(rows) == 1 or len({len(row) for row in rows}) > 1:
        return flush
    columns = _as_large(replace(flush, in_columns=True), room)
    return columns if columns.area >= flush.area * _COLUMNS and not _has_holes(columns) else flush


def _has_holes(shelf: _Shelf) -> bool:
    """Whether a logo is much narrower than the column that it shares, and another follows it."""
    each = (zip(row[:-1], shelf.widths(row), strict=False) for row in shelf.rows)
    return any(one.size(shelf.area)[0] < wide * _FILLED for row in each for one, wide in row)


def _as_large(shelf: _Shelf, room: Box) -> _Shelf:
    """The shelf at its largest size; at the smallest there is where the room holds none."""
    least, most = 1, round(shelf.short * _LARGEST)
    while least < most:
        tried = (least + most + 1) // 2
        least, most = (tried, most) if replace(shelf, area=tried).fits(room) else (least, tried - 1)
    return replace(shelf, area=least)


def _row(shelf: _Shelf, row: Sequence[_Logo], files: Iterator[Path], left: int, line: float) -> list[Picture]:
    placed, x, widths = list[Picture](), float(left), shelf.widths(row)
    for number, one in enumerate(row):
        (wide, tall), up = one.size(shelf.area), one.rise(shelf.area)[0]
        box = Box(x=round(x), y=round(line - up), width=max(1, round(wide)), height=max(1, round(tall)))
        placed.append(Picture(box=box, path=next(files), part=one.drawing.part))
        x += widths[number] + shelf.gap
    return placed
