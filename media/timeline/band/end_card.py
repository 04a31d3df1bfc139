"""The end card in two parts: what is asked of whoever has watched, and on paper below it whose initiative it is."""

from dataclasses import replace

from media.brand import logo_drawing
from media.brand.kit import Brand
from media.errors import BadInput
from media.timeline import overlays
from media.timeline.band import card_writing, logo_shelf
from media.timeline.band.card_writing import STEPS, Disc, Writer
from media.timeline.band.grid import Grid
from media.timeline.scene import Box, Element, Panel, Picture, Shape, Text

_LINE = 10  # pixels of accent between the parts
_EACH_MS, _USUAL_MOST = 400, 4  # for each partner beyond so many
_BORDERS: dict[
    str, tuple[tuple[int, float], ...]
] = {  # up to so many partners: where the paper begins (of the height)
    "landscape": ((4, 0.611), (99, 0.537)),
    "square": ((2, 0.574), (4, 0.556), (99, 0.500)),
    "feed": ((4, 0.593), (99, 0.519)),
    "portrait": ((4, 0.469), (99, 0.417)),
}
_MARKS = {"landscape": 150, "square": 115, "feed": 140, "portrait": 125}  # pixels: the mark's height
_ABOVE_BORDER = 0.056  # of the shorter side: between the address and the border
_ABOVE_ADDRESS = 0.036
_BELOW_MARK = 0.042
_PILL, _PILL_SIDE = 1.72, 0.77  # of the address's size: height, and what is free at each side
_BELOW_LINE = 0.024  # of the shorter side: between the border and "an initiative of"
_BELOW_BY = (0.020, 0.048)  # at least and at most, between that and the first logos
_DISC = 0.30  # of the shorter side: its radius
_SMALLEST = 14  # pixels: an address is never broken; below the least size of letters the check says so


def lasts_ms(brand: Brand) -> int:
    """How long the end card is seen: longer where many logos are to be seen."""
    beyond = len(brand.partners) - _USUAL_MOST
    return (
        brand.end_ms + _EACH_MS * max(0, beyond)
        if brand.end_style == "split" and brand.end_ms
        else brand.end_ms
    )


def end_card(grid: Grid, brand: Brand, *, language: str, start_ms: int, end_ms: int) -> Element:
    """The card; without partners all of it is of the brand's ground. BadInput for words that do not fit."""
    shapes = _split(grid, brand, language) if brand.partners else _alone(grid, brand, language)
    return Element(
        kind="end", start_ms=start_ms, end_ms=end_ms, box=card_writing.whole(grid), shapes=tuple(shapes),
        fade_in_ms=brand.end_fade_ms,
    )  # fmt: skip


def _split(grid: Grid, brand: Brand, language: str) -> list[Shape]:
    border = border_of(grid, len(brand.partners))
    width, tall = grid.format.width, grid.format.height
    disc: Disc = (1.0, (border + 15) / tall, _DISC * grid.short / width, 0.55)
    line = Panel(box=Box(x=0, y=border, width=width, height=_LINE), colour=brand.colors.accent)
    below = border + _LINE
    paper = Panel(box=Box(x=0, y=below, width=width, height=tall - below), colour=brand.colors.paper)
    bottom = border - round(grid.short * _ABOVE_BORDER)
    return [
        *card_writing.ground(grid, brand, (disc,)), line, paper, *_appeal(grid, brand, language, bottom),
        *_shelf(grid, brand, language, below),
    ]  # fmt: skip


def border_of(grid: Grid, partners: int) -> int:
    """The row where the lower part begins, with its line of accent."""
    share = next(share for most, share in _BORDERS[grid.kind] if partners <= most)
    return round(grid.format.height * share / 2) * 2


def _alone(grid: Grid, brand: Brand, language: str) -> list[Shape]:
    """The card of a campaign without partners, laid out as its title card."""
    ground = card_writing.ground(grid, brand, card_writing.DISCS_ALONE[grid.kind])
    bottom = card_writing.stands_alone(grid)
    return [*ground, *_appeal(grid, brand, language, bottom)]


def _appeal(grid: Grid, brand: Brand, language: str, bottom: int) -> list[Shape]:
    """Mark, appeal and address, the latter standing on a row."""
    mark = card_writing.mark(brand.logo, grid, brand, _MARKS[grid.kind])
    wide = grid.kind == "landscape"
    room = grid.safe.width
    if wide:
        mark = replace(
            mark, box=replace(mark.box, x=grid.safe.right - mark.box.width, y=round(0.088 * grid.short))
        )
        room = mark.box.x - grid.safe.x - round(grid.short * _ABOVE_BORDER)
    top = grid.safe.y if wide else mark.box.bottom + round(grid.short * _BELOW_MARK)
    address = _address(grid, brand, bottom)
    if address:
        bottom = address[0].box.y - round(grid.short * _ABOVE_ADDRESS)
    said = brand.speak(brand.end_text, language)
    words = _fitted(said, Writer(grid=grid, language=language, room=room), brand, bottom - top)
    return [mark, overlays.moved_text(words, grid.safe.x, bottom - words.box.height), *address]


def _fitted(said: str, write: Writer, brand: Brand, room: int) -> Text:
    """The appeal in its usual lines, smaller where it is long; in more lines where that is not enough."""
    size, usual = write.grid.letters.appeal, 3 if write.grid.kind == "landscape" else 4
    for most in (usual, usual + 2):
        for first in range(len(STEPS)):
            words = write.heading(
                said, brand.bold_font, size, brand.colors.foreground, most=most, steps=STEPS[first:]
            )
            if words and words.box.height <= room:
                return words
    raise BadInput("card-text-too-long", text=said[:80], format=write.grid.format.name)


def address_of(brand: Brand) -> str:
    """The campaign's address as people write it."""
    return brand.link.removeprefix("https://").removeprefix("http://").removesuffix("/")


def _address(grid: Grid, brand: Brand, bottom: int) -> list[Panel | Text]:
    """The address on its pill, on one line, smaller where it is long; nothing where there is none."""
    said = address_of(brand)
    if not said:
        return []
    size = grid.letters.address
    write = Writer(grid=grid, language="", room=grid.safe.width - round(2 * _PILL_SIDE * size))
    words = write.unbroken(said, brand.bold_font, size, brand.colors.background, least=_SMALLEST)
    if words is None:
        raise BadInput("card-text-too-long", text=said[:80], format=grid.format.name)
    side, tall = round(words.size * _PILL_SIDE), round(words.size * _PILL)
    box = Box(x=grid.safe.x, y=bottom - tall, width=words.box.width + 2 * side, height=tall)
    pill = Panel(box=box, colour=brand.colors.accent, radius=tall // 2)
    return [pill, overlays.moved_text(words, box.x + side, box.y + (tall - words.box.height) // 2)]


def _shelf(grid: Grid, brand: Brand, language: str, top: int) -> list[Shape]:
    """Whose initiative it is, from a row to the safe area's lower edge."""
    write = Writer(grid=grid, language=language, room=grid.safe.width)
    said = brand.speak(brand.end_partners_text, language)
    paper = brand.colors.paper
    by = write.line(said, brand.font, grid.letters.initiative, brand.colors.quiet_on_paper, most=2)
    if by is None:
        raise BadInput("card-text-too-long", text=said[:80], format=grid.format.name)
    by = overlays.moved_text(by, grid.safe.x, top + round(grid.short * _BELOW_LINE))
    least, most = (round(grid.short * one) for one in _BELOW_BY)
    first = by.box.bottom + least
    room = replace(grid.safe, y=first, height=grid.safe.bottom - first)
    paths = [logo_drawing.version(one.logo, paper) for one in brand.partners]
    logos = logo_shelf.laid(paths, room, grid.short, wide=grid.kind == "landscape")
    free = room.bottom - max(logo.box.bottom for logo in logos)
    down = max(0, min(most - least, free // 2))
    return [by, *(replace(logo, box=replace(logo.box, y=logo.box.y + down)) for logo in logos)]


def partners_logos(grid: Grid, brand: Brand, *, language: str) -> list[Picture]:
    """The partners' logos as they stand on the card."""
    if not brand.partners:
        return []
    top = border_of(grid, len(brand.partners)) + _LINE
    return [shape for shape in _shelf(grid, brand, language, top) if isinstance(shape, Picture)]
