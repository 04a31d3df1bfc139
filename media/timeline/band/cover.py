"""The cover of a film in the look "band": a still, the strongest words, and one line of who says them.

Wherever a grid or a feed cuts a cover to 4:5 or 3:4, words and face stay: they lie between the rows 240 and 1680 of an
upright one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from media.brand.kit import Brand
from media.errors import BadInput
from media.lettering import bidi, drawing_faults, line_breaks
from media.lettering.line_breaks import Setting
from media.lettering.typefaces import Font
from media.sources.probe import Film
from media.timeline import overlays
from media.timeline.band import card_writing, picture_place, question
from media.timeline.band import grid as figures
from media.timeline.band.grid import Grid
from media.timeline.scene import Box, Element, Panel, Picture, Rise, Shape, Still, Text

MOST_CHARACTERS, MOST_LINES = 40, 3  # of words that somebody chose
RISE = 150  # pixels over which the ground comes up
_SIZES = {"landscape": 124, "square": 107, "feed": 112, "portrait": 118}
_LOWER = {
    "landscape": 0.95,
    "square": 0.95,
    "feed": 0.95,
    "portrait": 0.776,
}  # of the height: there words end
_CUT_ABOVE = {"portrait": 240}  # rows that grids cut away
_CHOSEN = (
    1,
    0.94,
    0.88,
    0.82,
)  # steps of size of words that somebody chose, and of those that stand for them
_SHRUNK = (*_CHOSEN, 0.76, 0.70, 0.64, 0.58)
_SMALLER = (
    0.8  # times the part by which letters are smaller than they could be: its price beside torn phrases
)
_LINES, _BESIDE_LINES = 4, 6  # of words that nobody chose, where three are not enough; beside the still
_PANEL = 0.5  # of the width: in landscape words stand at the left of it
_BESIDE = 24  # pixels between words and where the ground begins to clear
_MARK_USUAL, _MARK = (
    92,
    {"square": 72, "landscape": 104},
)  # the mark's height; less of it leaves more of a low still
_MARK_WIDEST, _CLEAR = 0.30, 0.30  # of the width; of the mark's height, free on every side within its plate
_BAR = (130, 10)
_BAR_BELOW, _WHO_BELOW = 18, 20  # pixels between words and bar, bar and who speaks
_HEAD = 0.40  # of an upright film's height: with less of it hair is cut off, so the still becomes narrower
_NARROW = 0.60  # of the width, as on title cards
_FACE = 0.42  # of what is seen of the still: there the centre stands


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a cover may say: `words` that somebody chose, else the first of `instead` that fits; and who speaks.

    `instead` is the question, its short form, the film's own title, and what is said where there is none of them.
    """

    words: str
    instead: tuple[str, ...]
    name: str | None
    role: str
    organisation: str


@dataclass(frozen=True, kw_only=True)
class Frame:
    """The moment of a film (film time) that a cover shows, and the face's centre in percent, None where unknown."""

    film: Film
    at_ms: int
    centre: tuple[int, int] | None


def cover(frame: Frame, said: Said, grid: Grid, brand: Brand, *, language: str) -> Element:
    """Lay out a cover as large as the format; BadInput for a letter that cannot be drawn, a name that is too long."""
    room = _room(grid)
    rows, top = _written(said, grid, brand, room, language)
    film = _as_seen(frame)
    still = _place(film, grid, top)
    whole = Box(x=0, y=0, width=grid.format.width, height=grid.format.height)
    shapes: tuple[Shape, ...] = (
        Panel(box=whole, colour=brand.colors.background),
        _still(film, frame, still, grid),
        *_rises(still, grid, brand),
        *_discs(grid, brand),
        *rows,
        *_mark(still, grid, brand),
    )
    return Element(kind="cover", start_ms=0, end_ms=0, box=whole, shapes=shapes)


def fits(words: str, grid: Grid, brand: Brand, *, language: str) -> bool:
    """Tell whether words that somebody chose fit a format's cover; BadInput for a letter that cannot be drawn."""
    return _chosen(words, grid, brand, _room(grid), language) is not None


def _rises(still: Box, grid: Grid, brand: Brand) -> tuple[Rise, ...]:
    """The ground that comes up over the still: from below, and from the side where it does not reach the edge."""
    ground, low = brand.colors.background, replace(still, y=still.bottom - RISE, height=RISE)
    beside = (Rise(box=replace(still, width=RISE), colour=ground, to="left"),) if still.x else ()
    below = (Rise(box=low, colour=ground, to="bottom"),) if still.bottom < grid.format.height else ()
    return (*beside, *below)


def _is_wide(grid: Grid) -> bool:
    return grid.format.width > grid.format.height


def _room(grid: Grid) -> int:
    """How wide words may be, in pixels."""
    return round(grid.format.width * _PANEL) - grid.safe.x if _is_wide(grid) else grid.safe.width


def _written(
    said: Said, grid: Grid, brand: Brand, room: int, language: str
) -> tuple[list[Text | Panel], int]:
    """Words, bar and who speaks, standing on the row where words end; and the row where they begin."""
    setting, text = _words(said, grid, brand, room, language)
    words = overlays.text(setting, brand.bold_font, brand.colors.foreground, line=figures.TITLE_LINE)
    who = _who(said, text, grid, brand, room)
    wide, tall = _BAR
    rows: list[Text | Panel] = [
        words,
        Panel(box=Box(x=0, y=0, width=wide, height=tall), colour=brand.colors.accent),
    ]
    gaps = [0, _BAR_BELOW]
    if who:
        rows.append(who)
        gaps.append(_WHO_BELOW)
    height = sum(row.box.height for row in rows) + sum(gaps)
    top = y = round(grid.format.height * _LOWER[grid.kind]) - height
    placed = []
    for row, gap in zip(rows, gaps, strict=True):
        y += gap
        placed.append(replace(row, box=replace(row.box, x=grid.safe.x, y=y)))
        y += row.box.height
    return placed, top


def _words(said: Said, grid: Grid, brand: Brand, room: int, language: str) -> tuple[Setting, str]:
    """The words that are shown and how they are set; BadInput where not even the last of them fit."""
    if said.words and (setting := _chosen(said.words, grid, brand, room, language)):
        return setting, said.words
    for text in said.instead:
        for attempts in _attempts(grid):
            if setting := _heading(text, attempts, grid, brand, room, language):
                return setting, text
    raise BadInput("card-text-too-long", text=said.instead[-1][:80], format=grid.format.name)


def _chosen(words: str, grid: Grid, brand: Brand, room: int, language: str) -> Setting | None:
    if len(" ".join(words.split())) > MOST_CHARACTERS:
        return None
    sizes = [(MOST_LINES, round(_SIZES[grid.kind] * step)) for step in _CHOSEN]
    return _heading(words, sizes, grid, brand, room, language)


def _attempts(grid: Grid) -> tuple[list[tuple[int, int]], ...]:
    """In the usual lines; in more of them where these are not enough."""
    sizes = [round(_SIZES[grid.kind] * step) for step in _SHRUNK]
    most = _BESIDE_LINES if _is_wide(grid) else _LINES
    return [(MOST_LINES, size) for size in sizes], [(most, size) for size in sizes[-2:]]


def _heading(
    words: str, attempts: Sequence[tuple[int, int]], grid: Grid, brand: Brand, room: int, language: str
) -> Setting | None:
    font, usual = brand.bold_font, _SIZES[grid.kind]
    drawing_faults.require_drawable(font, words)
    large = line_breaks.fitted(words, font, room=room, attempts=tuple(attempts), language=language)
    if large is None or len(large.lines) == 1:
        return large
    found = card_writing.best_heading(
        words, font, attempts, usual, room=room, language=language, smaller=_SMALLER
    )
    return found if found and len(found.lines) > 1 else large  # short words stand large on two lines


def _set(
    words: str, attempts: Sequence[tuple[int, int]], font: Font, room: int, language: str
) -> Setting | None:
    drawing_faults.require_drawable(font, words)
    return line_breaks.fitted(words, font, room=room, attempts=tuple(attempts), language=language)


def _who(said: Said, shown: str, grid: Grid, brand: Brand, room: int) -> Text | None:
    """One line of who speaks: name and role, else the name alone; more lines before a name would be cut."""
    if said.name and said.name != shown:
        tried = [_joined(said.name, said.role), said.name]
    else:
        tried = [_joined(said.role, said.organisation), said.role, said.organisation]
    tried = [one for one in dict.fromkeys(tried) if one and one != shown]
    size, least = grid.letters.who, grid.letters.least
    for lines in (1, 2, 3):
        for one in tried:
            attempts = line_breaks.shrinking_sizes(lines, size, least)
            if found := _set(one, attempts, brand.font, room, ""):
                return overlays.text(found, brand.font, brand.colors.foreground, line=figures.ROLE_LINE)
    if not tried:
        return None
    raise BadInput("credit-too-long", text=tried[-1], format=grid.format.name)


def _joined(*parts: str) -> str:
    return bidi.in_order([part for part in parts if part], " · ")


def _place(film: Film, grid: Grid, top: int) -> Box:
    """Where the still is; words begin at the row `top`. It is narrower where it would cut an upright film's head."""
    whole = grid.format
    if _is_wide(grid):
        left = round(whole.width * _PANEL) + _BESIDE
        return Box(x=left, y=0, width=whole.width - left, height=whole.height)
    still = Box(x=0, y=0, width=whole.width, height=(top - _BESIDE // 2) // 2 * 2)
    if film.width >= film.height or still.height * film.width >= _HEAD * still.width * film.height:
        return still
    left = whole.width - round(whole.width * _NARROW)
    return replace(still, x=left, width=whole.width - left)


def _as_seen(frame: Frame) -> Film:
    """The film as it is at the moment, where it changes its look."""
    seen = [one for one in frame.film.looks if one.from_ms <= frame.at_ms]
    return frame.film.in_look(seen[-1]) if seen else frame.film


def _still(film: Film, frame: Frame, box: Box, grid: Grid) -> Still:
    """The part of the film around the face that has the still's shape; the face stands where the still is seen."""
    crop = picture_place.filling(box, film.width, film.height, frame.centre, _face(box, grid))
    return Still(box=box, film=film, at_ms=frame.at_ms, crop=crop)


def _face(box: Box, grid: Grid) -> tuple[float, float]:
    """Where in the still (fractions of it) a face stands: in the middle of what neither ground nor grid hides."""
    across = (box.width + RISE * 0.5) / 2 / box.width if box.x else 0.5
    if _is_wide(grid):
        return across, _FACE
    cut = _CUT_ABOVE.get(grid.kind, 0)
    return across, (cut + (box.height - cut) * _FACE) / box.height


def _mark(still: Box, grid: Grid, brand: Brand) -> tuple[Shape, ...]:
    """On its plate in an upper corner, the kit's; beside the still on the ground, at the left edge of the words."""
    tall, path, on = (
        _MARK.get(grid.kind, _MARK_USUAL),
        brand.mark.on(brand.colors.background),
        grid.safe,
    )
    size = overlays.scaled_box(path, round(grid.format.width * _MARK_WIDEST), tall)
    if still.x:
        return (Picture(box=replace(size, x=on.x, y=on.y), path=path),)
    clear = round(tall * _CLEAR)
    wide, high = size.width + 2 * clear, tall + 2 * clear
    left = on.x if brand.logo_corner.endswith("left") else on.right - wide
    box = Box(x=left, y=on.y, width=wide, height=high)
    plate = Panel(box=box, colour=brand.colors.background, alpha=brand.logo_alpha, radius=grid.radius)
    place = replace(size, x=left + clear, y=on.y + (high - size.height) // 2)
    return plate, Picture(box=place, path=path)


def _discs(grid: Grid, brand: Brand) -> tuple[Shape, ...]:
    """In an upright cover two discs where an interface covers the ground."""
    found = question.discs(grid, brand, start_ms=0, end_ms=0) if grid.kind == "portrait" else None
    return found.shapes if found else ()
