"""Where what lies over the film goes: subtitles, who speaks, the logo. Arithmetic only."""

import dataclasses
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Literal

from media import formats, pictures
from media.brand.kit import Brand
from media.errors import BadInput
from media.formats import Format
from media.lettering import drawing_faults, fonts, line_breaks
from media.lettering.line_breaks import Setting
from media.lettering.typefaces import Font
from media.timeline.scene import Box, Element, Panel, Picture, ShapedText, Text

PLATE_FADE_MS = 400
MOST_ENLARGED = 1.5  # of a picture's own pixels; beyond, it looks poor


_SMALLEST = 28 / 1080  # text height at the shorter side; nothing smaller can be read on a phone


def nameplate(
    name: str | None, detail: str, format: Format, brand: Brand, *, bottom: int, start_ms: int, end_ms: int
) -> Element:
    """Who speaks, at the left of the safe area with its lower edge at `bottom`; a name is never cut."""
    short = format.short_side
    pad, bar = round(short * 0.022), round(short * 0.009)
    room = (format.region.right - format.region.left) * format.width - 2 * pad - bar
    colors = brand.colors
    rows: list[Text] = []
    sizes = (brand.name_size_pct, brand.role_size_pct)
    for words, font, size, colour in (
        (name, brand.bold_font, sizes[0], colors.foreground),
        (
            detail,
            brand.font if name else brand.bold_font,
            sizes[1],
            colors.accent if name else colors.foreground,
        ),
    ):
        if words:
            setting = one_line(words, font, short * size / 100, room, format)
            rows.append(text(setting, font, colour))
    wide = max(row.box.width for row in rows) + 2 * pad + bar
    tall = sum(row.box.height for row in rows) + round(pad * 1.2)
    box = Box(x=round(format.region.left * format.width), y=bottom - tall, width=wide, height=tall)
    radius = round(short * 0.012)
    shapes: list[Panel | Text] = [
        Panel(box=box, colour=colors.subtitle_box, alpha=brand.plate_alpha, radius=radius),
        Panel(box=Box(x=box.x, y=box.y, width=bar, height=tall), colour=colors.accent),
    ]
    y = box.y + round(pad * 0.6)
    for row in rows:
        shapes.append(moved_text(row, box.x + bar + pad, y))
        y += row.box.height
    return Element(
        kind="nameplate", start_ms=start_ms, end_ms=end_ms, box=box, shapes=tuple(shapes),
        fade_in_ms=PLATE_FADE_MS, fade_out_ms=PLATE_FADE_MS, slide=round(short * 0.05),
    )  # fmt: skip


def row_above(format: Format, others: Iterable[Element]) -> int:
    """The row (pixels) where something ends that stands above two lines of subtitles and above these elements."""
    line = format.height * format.line_height_pct / 100
    usual = round(format.region.bottom * format.height - 2 * line - 0.4 * line / formats.LINE)
    return min([usual, *(one.box.y for one in others)]) - round(format.short_side * 0.022)


def logo(
    format: Format, brand: Brand, *, start_ms: int, end_ms: int, captions: Iterable[Element] = ()
) -> Element:
    """The campaign's logo in a corner of the safe area, on a translucent ground against any picture.

    In a lower corner it stands above the subtitles of the whole film.
    """
    pad = round(format.short_side * 0.016)
    path = brand.logo.on(brand.colors.subtitle_box)
    most = round(format.short_side * brand.logo_width_pct / 100)
    size = scaled_box(path, most, round(format.short_side * 0.12))
    wide, tall = size.width + 2 * pad, size.height + 2 * pad
    region = format.region
    left = round(region.left * format.width)
    top = round(region.top * format.height)
    x = left if brand.logo_corner.endswith("left") else round(region.right * format.width) - wide
    y = top if brand.logo_corner.startswith("top") else row_above(format, captions) - tall
    box = Box(x=x, y=y, width=wide, height=tall)
    ground = Panel(box=box, colour=brand.colors.subtitle_box, alpha=brand.logo_alpha, radius=round(pad * 0.9))
    mark = Picture(box=Box(x=x + pad, y=y + pad, width=size.width, height=size.height), path=path)
    return Element(kind="logo", start_ms=start_ms, end_ms=end_ms, box=box, shapes=(ground, mark))


def one_line(text: str, font: Font, size: float, room: float, format: Format) -> Setting:
    """A name or role on one line, shrunk to the smallest readable size if need be; then BadInput."""
    drawing_faults.require_drawable(font, text)
    attempts = line_breaks.shrinking_sizes(1, size, min(size, _SMALLEST * format.short_side))
    setting = line_breaks.fitted(text, font, room=room, attempts=attempts, language="")
    if setting is None:
        raise BadInput("credit-too-long", text=text, format=format.name)
    return setting


def scaled_box(path: Path, width: int, height: int) -> Box:
    """The largest box of a picture's proportions within a width and height, at 0, 0; hardly more than its pixels."""
    own = pictures.logo(path, whole=False)
    ratio = min(width / own.width, height / own.height, MOST_ENLARGED)
    wide, tall = round(own.width * ratio), round(own.height * ratio)
    return Box(x=0, y=0, width=max(1, wide), height=max(1, tall))


def text(
    setting: Setting,
    font: Font,
    colour: str,
    *,
    align: Literal["left", "center"] = "left",
    line: float = formats.LINE,
) -> Text:
    """Lines as a shape at 0, 0, just wide enough for them; `line` is a line's height in font sizes."""
    wide = max(round(fonts.width(one, font, setting.size) + 0.5) for one in setting.lines)
    tall = round(setting.size * line)
    made = Text(
        box=Box(x=0, y=0, width=wide, height=tall * len(setting.lines)),
        lines=setting.lines,
        font=font,
        size=setting.size,
        line_height=tall,
        colour=colour,
        align=align,
    )
    return _shaped(made) if any(fonts.is_shaped(one, font) for one in setting.lines) else made


def _shaped(made: Text) -> ShapedText:
    from media.lettering import shaping

    fields = {one.name: getattr(made, one.name) for one in dataclasses.fields(made)}
    return ShapedText(**fields, shaper=shaping.VERSION)


def moved_text(shape: Text, x: int, y: int) -> Text:
    """The same text elsewhere."""
    return replace(shape, box=replace(shape.box, x=x, y=y))
