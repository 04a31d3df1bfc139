"""The title card and the end card: full pictures, composed from the brand kit inside a format's safe area."""

from dataclasses import dataclass, replace
from pathlib import Path

from media import layout, lettering
from media.brand import Brand
from media.errors import BadInput
from media.formats import Format
from media.scene import Box, Element, Panel, Picture, Shape, Text

_TIGHT = 1.12  # line height of headings in font sizes


@dataclass(frozen=True, kw_only=True)
class _Row:
    """What stands side by side on a card, measured from the row's own left and top; without shapes: a gap."""

    height: int
    width: int = 0
    shapes: tuple[Shape, ...] = ()


def title_card(
    format: Format, brand: Brand, *, eyebrow: str, heading: str, credit: str, start_ms: int, end_ms: int
) -> Element:
    """The film's question on the brand's ground, with the logo above and who speaks below."""
    colors, short = brand.colors, format.short_side
    room = round((format.region.right - format.region.left) * format.width * _share(format))
    small, big = short * 0.040, short * (0.088 if len(heading) < 60 else 0.074)
    rows = [_mark(brand, colors.background, round(short * 0.26)), _gap(short * 0.075)]
    rows += [_words(eyebrow, brand.font, small, room, 2, colors.accent, format), _gap(short * 0.016)]
    if heading:
        rows += [_words(heading, brand.bold_font, big, room, 5, colors.foreground, format, _TIGHT)]
        rows += [_gap(short * 0.03)]
    rows += [_bar(round(short * 0.12), round(short * 0.009), colors.accent)]
    if credit:
        rows += [_gap(short * 0.028), _words(credit, brand.font, small, room, 2, colors.foreground, format)]
    left = round(format.region.left * format.width + 0.02 * format.width)
    shapes = (*_ground(format, brand), *_stacked(rows, format, left))
    return Element(
        kind="title", start_ms=start_ms, end_ms=end_ms, box=_whole(format), shapes=shapes,
        fade_out_ms=brand.title_fade_ms,
    )  # fmt: skip


def end_card(format: Format, brand: Brand, language: str, *, start_ms: int, end_ms: int) -> Element:
    """The campaign's last word, its address, and all partners' logos."""
    colors, short = brand.colors, format.short_side
    room = round((format.region.right - format.region.left) * format.width)
    said = brand.speak(brand.end_text, language)
    by = brand.speak(brand.end_partners_text, language)
    rows = [_mark(brand, colors.paper, round(short * 0.32)), _gap(short * 0.06)]
    rows += [_words(said, brand.bold_font, short * 0.062, room, 4, colors.background, format, _TIGHT)]
    if brand.link:
        address = brand.link.removeprefix("https://").removeprefix("http://")
        rows += [
            _gap(short * 0.02),
            _words(address, brand.font, short * 0.036, room, 2, colors.primary, format),
        ]
    if brand.partners:
        rows += [
            _gap(short * 0.075),
            _words(by, brand.font, short * 0.032, room, 2, colors.background, format),
        ]
        rows += [_gap(short * 0.03), *_partners(format, brand, room)]
    stripe = Box(x=0, y=0, width=format.width, height=round(short * 0.014))
    ground = (Panel(box=_whole(format), colour=colors.paper), Panel(box=stripe, colour=colors.accent))
    shapes = (*ground, *_stacked(rows, format, None))
    return Element(
        kind="end", start_ms=start_ms, end_ms=end_ms, box=_whole(format), shapes=shapes,
        fade_in_ms=brand.end_fade_ms,
    )  # fmt: skip


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
    box = layout.scaled(path, width, width)
    return _Row(height=box.height, width=box.width, shapes=(Picture(box=box, path=path),))


def _bar(width: int, height: int, colour: str) -> _Row:
    box = Box(x=0, y=0, width=width, height=height)
    return _Row(height=height, width=width, shapes=(Panel(box=box, colour=colour),))


def _gap(height: float) -> _Row:
    return _Row(height=round(height))


def _partners(format: Format, brand: Brand, room: int) -> list[_Row]:
    """All partners' logos: four in a row on wide pictures, two on others."""
    across = min(4 if format.width > format.height else 2, len(brand.partners))
    firsts = range(0, len(brand.partners), across)
    rows = [_logos(format, brand, room // across, slice(first, first + across)) for first in firsts]
    between = _gap(format.short_side * 0.045)
    return [one for row in rows for one in (row, between)][:-1]


def _logos(format: Format, brand: Brand, cell: int, which: slice) -> _Row:
    tall, shapes = round(format.short_side * 0.056), []
    for column, partner in enumerate(brand.partners[which]):
        path = partner.logo.on(brand.colors.paper)
        size = layout.scaled(path, round(cell * 0.72), tall)
        x, y = column * cell + (cell - size.width) // 2, (tall - size.height) // 2
        shapes.append(Picture(box=replace(size, x=x, y=y), path=path))
    return _Row(height=tall, width=cell * len(shapes), shapes=tuple(shapes))


def _words(
    words: str,
    font: Path,
    size: float,
    room: int,
    most: int,
    colour: str,
    format: Format,
    line: float = layout.LINE,
) -> _Row:
    lettering.require_glyphs(font, words)
    attempts = lettering.shrinking(most, size, min(size, format.short_side * 0.03))
    setting = lettering.fitted(words, font, room=room, attempts=attempts)
    if setting is None:
        raise BadInput("card-text-too-long", text=words[:80], format=format.name)
    text = layout.text(setting, font, colour, line=line)
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
