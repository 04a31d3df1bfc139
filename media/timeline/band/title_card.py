"""The title card of the look "band": what is asked, who answers, and the film's own picture of the one who does."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from media.brand.kit import Brand
from media.errors import BadInput
from media.sources.probe import Film
from media.timeline.band import card_writing, mark, picture_place
from media.timeline.band.card_writing import STEPS, Disc, Row, Writer
from media.timeline.band.grid import Grid
from media.timeline.scene import Box, Element, Picture, Shape, Still

_MARK = {"landscape": 140}  # pixels: the mark's height on the ground
_MARK_USUAL = 132
_BESIDE = 0.417  # of the width: the picture in landscape
_ABOVE = {
    "square": (0.435, 342),
    "feed": (0.474, 462),
    "portrait": (0.411, 652),
}  # at most (of the height), at least
_NARROW = 0.60  # of the width: an upright film on square and feed, the mark beside it
_CLEAR = 0.031  # of the shorter side: between picture and words; twice that between words and a picture beside them
_LESSER = 0.85  # of the heading's size: a name is no larger
_SIX, _SMALLER = 6, (0.58, 0.52, 0.46, 0.40)  # lines of a heading that is too long for four, and their steps
_DISCS: dict[str, tuple[Disc, ...]] = {  # beside or below the film's picture
    "landscape": ((0.583, 1.05, 0.141, 0.55),),
    "square": ((1.0, 1.03, 0.185, 0.55),),
    "feed": ((1.0, 1.033, 0.246, 0.55),),
    "portrait": card_writing.DISCS_ALONE["portrait"],
}


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a title card says; empty texts are left out."""

    eyebrow: str
    heading: str
    name: str
    detail: str


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A picture of a film: at a moment of it (ms), cut around a centre (percent; None: where faces usually are)."""

    film: Film
    at_ms: int
    centre: tuple[int, int] | None


@dataclass(frozen=True, kw_only=True)
class _Layout:
    """Words in place, and how much room the picture has; no picture without room."""

    rows: list[Row]
    picture: Box | None
    bottom: int


def said(title: str, name: str | None, detail: str, brand: Brand, language: str) -> Words:
    """What stands where: without a title the speaker's name is the heading, without a name the series' own."""
    series = brand.speak(brand.title_text, language)
    if title:
        return Words(eyebrow=series, heading=title, name=name or "", detail=detail)
    if name:
        return Words(eyebrow=series, heading=name, name="", detail=detail)
    return Words(eyebrow=brand.speak(brand.name, language), heading=series, name="", detail=detail)


def title_card(
    words: Words,
    moment: Moment | None,
    grid: Grid,
    brand: Brand,
    *,
    language: str,
    end_ms: int,
) -> Element:
    """The card, with the film's picture where there is a `moment`; BadInput for words that do not fit."""
    laid = _laid(words, moment, grid, brand, language)
    shapes: list[Shape] = [*card_writing.ground(grid, brand, _discs(grid, laid.picture))]
    if moment and laid.picture:
        shapes.append(_still(moment, laid.picture))
    shapes += [*_mark(laid.picture, grid, brand), *card_writing.stacked(laid.rows, grid.safe.x, laid.bottom)]
    return Element(
        kind="title", start_ms=0, end_ms=end_ms, box=card_writing.whole(grid), shapes=tuple(shapes),
        fade_out_ms=brand.title_fade_ms,
    )  # fmt: skip


def _discs(grid: Grid, picture: Box | None) -> tuple[Disc, ...]:
    return (_DISCS if picture else card_writing.DISCS_ALONE)[grid.kind]


def _laid(words: Words, moment: Moment | None, grid: Grid, brand: Brand, language: str) -> _Layout:
    """The largest letters whose lines fit: in four lines with the picture, then in six, then without the picture."""
    shown = (True, False) if moment else (False,)
    for with_picture in shown:
        for most, steps in ((4, STEPS), (_SIX, _SMALLER)):
            for first in range(len(steps)):
                room = _most_picture(moment, grid) if moment and with_picture else None
                rows = _rows(words, grid, brand, language, room, most, steps[first:])
                if rows and (found := _fitted(rows, room, grid, brand)):
                    return found
    raise BadInput("card-text-too-long", text=words.heading[:80], format=grid.format.name)


def _most_picture(moment: Moment, grid: Grid) -> Box:
    """The place of the film's picture where words leave it all the room it may have."""
    wide, tall = grid.format.width, grid.format.height
    if grid.kind == "landscape":
        left = wide - round(wide * _BESIDE)
        return Box(x=left, y=0, width=wide - left, height=tall)
    share = _NARROW if moment.film.width < moment.film.height and grid.kind != "portrait" else 1.0
    left = wide - round(wide * share)
    return Box(x=left, y=0, width=wide - left, height=round(tall * _ABOVE[grid.kind][0]))


def _rows(
    words: Words,
    grid: Grid,
    brand: Brand,
    language: str,
    picture: Box | None,
    most: int,
    steps: tuple[float, ...],
) -> list[Row]:
    """Eyebrow, heading, bar, who speaks; none where the heading does not fit its lines."""
    write = Writer(grid=grid, language=language, room=_room(grid, picture))
    letters, colors, short = grid.letters, brand.colors, grid.short
    heading = write.heading(
        words.heading, brand.bold_font, letters.title, colors.foreground, most=most, steps=steps
    )
    if heading is None:
        return []
    rows = [Row(shape=heading, below=round(short * card_writing.AFTER_EYEBROW))]
    if eyebrow := write.line(words.eyebrow, brand.font, letters.eyebrow, colors.accent, most=2):
        rows.insert(0, Row(shape=eyebrow))
    else:
        raise BadInput("card-text-too-long", text=words.eyebrow[:80], format=grid.format.name)
    return [*rows, card_writing.bar(grid, brand), *_who(words, write, brand, heading.size)]


def _who(words: Words, write: Writer, brand: Brand, heading: int) -> Iterator[Row]:
    """The name and what is said of the speaker; the latter alone where there is no name, or where it is the heading.

    Neither is as large as the heading.
    """
    letters, colors = write.grid.letters, brand.colors
    lines = []
    if words.name:
        lines.append((words.name, brand.bold_font, letters.who, colors.foreground))
        lines.append((words.detail, brand.font, letters.role, card_writing.quiet(brand)))
    else:
        lines.append((words.detail, brand.font, letters.eyebrow, colors.foreground))
    below = round(write.grid.short * card_writing.AFTER_BAR)
    for text, font, size, ink in lines:
        if text:
            size = min(size, max(letters.least, round(heading * _LESSER)))
            line = write.line(text, font, size, ink)
            if line is None:
                raise BadInput("credit-too-long", text=text, format=write.grid.format.name)
            yield Row(shape=line, below=below)
            below = 0


def _room(grid: Grid, picture: Box | None) -> int:
    """How wide words may be: in landscape they end before the picture, or before the discs."""
    if grid.kind != "landscape":
        return grid.safe.width
    right = picture.x - round(grid.short * 2 * _CLEAR) if picture else round(grid.format.width * 0.76)
    return right - grid.safe.x


def _fitted(rows: list[Row], picture: Box | None, grid: Grid, brand: Brand) -> _Layout | None:
    """Words on the lower edge of their room; a picture above them yields, down to what still shows a face."""
    tall, clear = card_writing.height(rows), round(grid.short * _CLEAR)
    name = grid.kind
    top = _on_ground(picture, grid, brand).box.bottom + 2 * clear
    if picture is None or name == "landscape":
        bottom = grid.safe.bottom if picture else card_writing.stands_alone(grid)
        bottom = max(bottom, min(top + tall, grid.safe.bottom))
        return _Layout(rows=rows, picture=picture, bottom=bottom) if bottom - tall >= top else None
    left = (grid.safe.bottom - tall - clear) // 2 * 2
    least = max(_ABOVE[name][1], top - 2 * clear if picture.x else 0)
    yielding = replace(picture, height=min(picture.height, left))
    return _Layout(rows=rows, picture=yielding, bottom=grid.safe.bottom) if left >= least else None


def _on_ground(picture: Box | None, grid: Grid, brand: Brand) -> Picture:
    """The mark on the ground, beside a picture that does not reach over the whole width."""
    widest = picture.x - grid.safe.x - round(grid.short * _CLEAR) if picture and picture.x else None
    tall = _MARK.get(grid.kind, _MARK_USUAL)
    return card_writing.mark(brand.logo, grid, brand, tall, widest)


def _mark(picture: Box | None, grid: Grid, brand: Brand) -> tuple[Shape, ...]:
    """The mark on the ground, or on its plate where the picture lies under it."""
    if picture is None or picture.x:
        return (_on_ground(picture, grid, brand),)
    corner = "top-left" if brand.logo_corner.endswith("left") else "top-right"
    return mark.on_plate(grid, replace(brand, logo_corner=corner), height=None, start_ms=0, end_ms=0).shapes


def _still(moment: Moment, box: Box) -> Still:
    """The part of the film that fills a box, around the speaker."""
    film = moment.film
    crop = picture_place.filling(box, film.width, film.height, moment.centre)
    return Still(box=box, film=film, at_ms=moment.at_ms, crop=crop)
