"""The title card and the end card: full pictures, composed from the brand kit inside a format's safe area."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import ceil, sqrt
from pathlib import Path

from media import formats
from media.brand.kit import Brand
from media.errors import BadInput
from media.formats import Format
from media.lettering import drawing_faults, line_breaks
from media.lettering.line_breaks import Setting
from media.lettering.typefaces import Font
from media.timeline import overlays
from media.timeline.scene import Box, Element, Panel, Picture, Shape, Text

_TIGHT = 1.12  # line height of headings in font sizes
_SMALLEST = 0.03  # of the shorter side: letters of a card
_SCALES = (1, 0.94, 0.88, 0.82, 0.76, 0.7, 0.64, 0.58)
_LOGO_SHAPE = 3  # width to height of a partner's logo that uses its row's full height


@dataclass(frozen=True, kw_only=True)
class _Row:
    """What stands side by side on a card, measured from the row's own left and top; without shapes: a gap."""

    height: int
    width: int = 0
    shapes: tuple[Shape, ...] = ()


def title_card(
    format: Format,
    brand: Brand,
    language: str,
    *,
    eyebrow: str,
    heading: str,
    credit: str,
    start_ms: int,
    end_ms: int,
) -> Element:
    """The film's question on the brand's ground, with the logo above and who speaks below."""
    colors = brand.colors
    write = _Writer(format, language, round(_wide(format) * _share(format)))

    def rows(short: float) -> list[_Row]:
        small, big = short * 0.040, short * (0.088 if len(heading) < 60 else 0.074)
        made = [_mark(brand, colors.background, round(short * 0.26)), _gap(short * 0.075)]
        made += [write(eyebrow, brand.font, small, 2, colors.accent), _gap(short * 0.016)]
        if heading:
            made += [write(heading, brand.bold_font, big, 5, colors.foreground, _TIGHT), _gap(short * 0.03)]
        made += [_bar(round(short * 0.12), round(short * 0.009), colors.accent)]
        if credit:
            made += [_gap(short * 0.028), write.name(credit, brand.font, small, colors.foreground)]
        return made

    left = round(format.region.left * format.width + 0.02 * format.width)
    shapes = (*_ground(format, brand), *_stacked(_fitting(rows, format), format, left))
    return Element(
        kind="title", start_ms=start_ms, end_ms=end_ms, box=_whole(format), shapes=shapes,
        fade_out_ms=brand.title_fade_ms,
    )  # fmt: skip


def end_card(format: Format, brand: Brand, language: str, *, start_ms: int, end_ms: int) -> Element:
    """The campaign's last word, its address, and all partners' logos."""
    colors = brand.colors
    write = _Writer(format, language, _wide(format))
    said, by = brand.speak(brand.end_text, language), brand.speak(brand.end_partners_text, language)
    address = brand.link.removeprefix("https://").removeprefix("http://")

    def rows(short: float) -> list[_Row]:
        made = [_mark(brand, colors.paper, round(short * 0.32)), _gap(short * 0.06)]
        made += [write(said, brand.bold_font, short * 0.062, 4, colors.background, _TIGHT)]
        if address:
            made += [_gap(short * 0.02), write(address, brand.font, short * 0.036, 2, colors.primary)]
        if brand.partners:
            made += [_gap(short * 0.075), write(by, brand.font, short * 0.032, 2, colors.background)]
            made += [_gap(short * 0.03), *_partners(format, brand, short)]
        return made

    stripe = Box(x=0, y=0, width=format.width, height=round(format.short_side * 0.014))
    ground = (Panel(box=_whole(format), colour=colors.paper), Panel(box=stripe, colour=colors.accent))
    shapes = (*ground, *_stacked(_fitting(rows, format), format, None))
    return Element(
        kind="end", start_ms=start_ms, end_ms=end_ms, box=_whole(format), shapes=shapes,
        fade_in_ms=brand.end_fade_ms,
    )  # fmt: skip


def _fitting(rows: Callable[[float], list[_Row]], format: Format) -> list[_Row]:
    """Rows made smaller together until they are no higher than the safe area; BadInput at the smallest."""
    room = (format.region.bottom - format.region.top) * format.height
    for scale in _SCALES:
        made = rows(format.short_side * scale)
        if sum(row.height for row in made) <= room:
            return made
    raise BadInput("card-too-full", format=format.name)


def _wide(format: Format) -> int:
    return round((format.region.right - format.region.left) * format.width)


def _share(format: Format) -> float:
    """A wide card leaves its right side free, where the shapes are."""
    return 0.72 if format.width > format.height else 0.96


def _ground(format: Format, brand: Brand) -> list[Panel]:
    """The brand's ground with two large discs rising out of the lower right corner."""
    big, small = round(format.short_side * 1.05), round(format.short_side * 0.46)
    right, bottom = format.width, format.height
    discs = (
        (big, right - round(big * 0.52), bottom - round(big * 0.48), 0.55),
        (small, right - round(big * 0.72), bottom - round(big * 0.17), 0.75),
    )
    return [
        Panel(box=_whole(format), colour=brand.colors.background),
        *(
            Panel(
                box=Box(x=x, y=y, width=d, height=d), colour=brand.colors.primary, alpha=alpha, radius=d // 2
            )
            for d, x, y, alpha in discs
        ),
    ]


def _mark(brand: Brand, ground: str, width: int) -> _Row:
    path = brand.logo.on(ground)
    box = overlays.scaled_box(path, width, width)
    return _Row(height=box.height, width=box.width, shapes=(Picture(box=box, path=path),))


def _bar(width: int, height: int, colour: str) -> _Row:
    box = Box(x=0, y=0, width=width, height=height)
    return _Row(height=height, width=width, shapes=(Panel(box=box, colour=colour),))


def _gap(height: float) -> _Row:
    return _Row(height=round(height))


def _partners(format: Format, brand: Brand, short: float) -> list[_Row]:
    """All partners' logos, in rows that are filled evenly: up to four on wide pictures, two on others."""
    count, widest = len(brand.partners), 4 if format.width > format.height else 2
    across = ceil(count / ceil(count / widest))
    firsts = range(0, count, across)
    rows = [_logos(brand, _wide(format) // across, short, slice(first, first + across)) for first in firsts]
    between = _gap(short * 0.045)
    return [one for row in rows for one in (row, between)][:-1]


def _logos(brand: Brand, cell: int, short: float, which: slice) -> _Row:
    tall, shapes = round(short * 0.066), []
    for column, partner in enumerate(brand.partners[which]):
        path = partner.logo.on(brand.colors.paper)
        size = _alike(path, round(cell * 0.78), tall)
        x, y = column * cell + (cell - size.width) // 2, (tall - size.height) // 2
        shapes.append(Picture(box=replace(size, x=x, y=y), path=path))
    return _Row(height=tall, width=cell * len(shapes), shapes=tuple(shapes))


def _alike(path: Path, width: int, height: int) -> Box:
    """A logo as large as the others to the eye: of much the same area, whatever its proportions."""
    whole = overlays.scaled_box(path, width, height)
    if whole.width <= _LOGO_SHAPE * whole.height:
        return whole
    return overlays.scaled_box(path, width, round(height * sqrt(_LOGO_SHAPE * whole.height / whole.width)))


@dataclass(frozen=True)
class _Writer:
    """Sets a card's text in a room of so many pixels, smaller where it is long; BadInput where it is too long."""

    format: Format
    language: str
    room: int

    def __call__(
        self, words: str, font: Font, size: float, most: int, colour: str, line: float = formats.LINE
    ) -> _Row:
        setting = self._set(words, font, size, most)
        if setting is None:
            raise BadInput("card-text-too-long", text=words[:80], format=self.format.name)
        return _written(setting, font, colour, line)

    def name(self, words: str, font: Font, size: float, colour: str) -> _Row:
        """Who speaks."""
        setting = self._set(words, font, size, 2)
        if setting is None:
            raise BadInput("credit-too-long", text=words, format=self.format.name)
        return _written(setting, font, colour, formats.LINE)

    def _set(self, words: str, font: Font, size: float, most: int) -> Setting | None:
        drawing_faults.require_drawable(font, words)
        smallest = self.format.short_side * _SMALLEST
        size = max(size, smallest)
        attempts = line_breaks.shrinking_sizes(most, size, smallest)
        return line_breaks.fitted(words, font, room=self.room, attempts=attempts, language=self.language)


def _written(setting: Setting, font: Font, colour: str, line: float) -> _Row:
    text = overlays.text(setting, font, colour, line=line)
    return _Row(height=text.box.height, width=text.box.width, shapes=(text,))


def _stacked(rows: list[_Row], format: Format, left: int | None) -> list[Shape]:
    """Rows one below the other in the middle of the safe area's height, from `left` or each one centred."""
    region = format.region
    middle = round((region.left + region.right) / 2 * format.width)
    y = round((region.top + region.bottom) / 2 * format.height - sum(row.height for row in rows) / 2)
    placed: list[Shape] = []
    for row in rows:
        x = middle - row.width // 2 if left is None else left
        placed += [_moved(shape, x, y, centred=left is None) for shape in row.shapes]
        y += row.height
    return placed


def _moved(shape: Shape, x: int, y: int, *, centred: bool) -> Shape:
    put = replace(shape, box=replace(shape.box, x=shape.box.x + x, y=shape.box.y + y))
    return replace(put, align="center") if isinstance(put, Text) and centred else put


def _whole(format: Format) -> Box:
    return Box(x=0, y=0, width=format.width, height=format.height)
