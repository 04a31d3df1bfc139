"""What stands beside the picture for the whole film: the question, the brand's bar, discs in the corner."""

from media.brand.kit import Brand
from media.errors import BadInput
from media.lettering import drawing_faults, line_breaks
from media.lettering.line_breaks import Setting
from media.timeline import overlays
from media.timeline.band import grid as figures
from media.timeline.band.grid import Grid
from media.timeline.scene import Box, Element, Panel, Text

BAR = (0.104, 0.009)  # of the shorter side: width and height of the bar
_USUAL_LINES = 2
BAR_ABOVE = 12  # pixels between the bar and the words under it


def question(
    words: str,
    short: str,
    grid: Grid,
    brand: Brand,
    *,
    rooms: tuple[int, ...],
    language: str,
    start_ms: int,
    end_ms: int,
) -> Element:
    """The question with the bar above it, in the first width of `rooms` (pixels) that holds it; else its `short` form.

    BadInput where there is no short form, or that is too long as well: it is never cut.
    """
    setting = _in_rooms(words, grid, brand, rooms, language) or _in_rooms(short, grid, brand, rooms, language)
    if setting is None:
        raise _too_long(words, grid, brand, language)
    said = overlays.text(setting, brand.bold_font, brand.colors.foreground, line=figures.QUESTION_LINE)
    top = grid.question_top + _lower(said, grid)
    said = overlays.moved_text(said, grid.words_left, top)
    if grid.question_lines == 1:  # beside subtitles in two languages there is no room for the bar
        return Element(kind="question", start_ms=start_ms, end_ms=end_ms, box=said.box, shapes=(said,))
    wide, tall = (round(grid.short * part) for part in BAR)
    bar = Box(x=grid.words_left, y=top - BAR_ABOVE - tall, width=wide, height=tall)
    box = Box(x=bar.x, y=bar.y, width=max(wide, said.box.width), height=said.box.bottom - bar.y)
    shapes = (Panel(box=bar, colour=brand.colors.accent), said)
    return Element(kind="question", start_ms=start_ms, end_ms=end_ms, box=box, shapes=shapes)


def height(grid: Grid) -> int:
    """What the lines of a question take, all of them used."""
    return round(grid.letters.question * figures.QUESTION_LINE) * grid.question_lines


def _too_long(words: str, grid: Grid, brand: Brand, language: str) -> BadInput:
    """What is said of a question that has to have a short form, or of a title that has no theme to have one."""
    theme = next((key for key, texts in brand.themes.items() if words in texts.values()), None)
    said: dict[str, object] = {"text": words, "format": grid.format.name}
    if theme is None:
        return BadInput("title-too-long-beside", **said)
    return BadInput("question-too-long", **said, theme=theme, language=language)


def _in_rooms(words: str, grid: Grid, brand: Brand, rooms: tuple[int, ...], language: str) -> Setting | None:
    """Words in the first room that holds them, or in the next one where that spares a third line."""
    tried = (_set(words, grid, brand, room, language) for room in rooms)
    found = [setting for setting in tried if setting]
    spared = (setting for setting in found if len(setting.lines) <= _USUAL_LINES)
    return next(spared, found[0] if found else None)


def _set(words: str, grid: Grid, brand: Brand, room: int, language: str) -> Setting | None:
    drawing_faults.require_drawable(brand.bold_font, words)
    attempts = line_breaks.shrinking_sizes(
        grid.question_lines, grid.letters.question, grid.letters.question_least
    )
    found = line_breaks.fitted(words, brand.bold_font, room=room, attempts=attempts, language=language)
    return found if found and found.lines else None


def _lower(said: Text, grid: Grid) -> int:
    """By how much a question of fewer lines stands lower in a band, so that it is in the middle beside the mark."""
    if grid.kind == "landscape":
        return 0
    return (height(grid) - said.box.height) // 2


def discs(grid: Grid, brand: Brand, *, start_ms: int, end_ms: int) -> Element | None:
    """Two discs in the lower right corner, where there is ground and nothing to read."""
    places = _DISCS.get(grid.kind)
    if places is None:
        return None
    whole = grid.format
    shapes = []
    for across, down, radius, alpha in places:
        r = round(radius * whole.width)
        x, y = round(across * whole.width) - r, round(down * whole.height) - r
        shapes.append(
            Panel(
                box=Box(x=x, y=y, width=2 * r, height=2 * r),
                colour=brand.colors.primary,
                alpha=alpha,
                radius=r,
            )
        )
    left, top = min(one.box.x for one in shapes), min(one.box.y for one in shapes)
    box = Box(x=left, y=top, width=whole.width - left, height=whole.height - top)
    return Element(kind="ground", start_ms=start_ms, end_ms=end_ms, box=box, shapes=tuple(shapes))


_DISCS = {  # centre (of width and height), radius (of the width), how much of the ground they hide
    "portrait": ((0.97, 1.01, 0.435, 0.55), (0.60, 1.035, 0.195, 0.75)),
    "landscape": ((0.97, 1.16, 0.171, 0.55),),  # its top lies below two lines of subtitles
}
