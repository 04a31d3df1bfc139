"""Where what lies over the film goes: subtitles, who speaks, the logo. Arithmetic only."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Literal

from PIL import Image

from media.brand.kit import Brand
from media.errors import BadInput
from media.formats import Format
from media.subtitles.reader import Cue
from media.text import fonts, line_breaks
from media.text.line_breaks import Setting
from media.timeline.scene import Box, Element, Panel, Picture, Text

PLATE_FADE_MS = 400
MOST_ENLARGED = 1.5  # of a picture's own pixels; beyond, it looks poor
LINE = 1.25  # height of a line in font sizes
_SMALLEST = 28 / 1080  # text height at the shorter side; nothing smaller can be read on a phone
_CAPTION_FLOOR = 0.72  # of its usual size: where a third line is not enough


def captions(cues: Iterable[Cue], format: Format, brand: Brand, *, language: str) -> tuple[Element, ...]:
    """Subtitles in translucent rounded boxes at the bottom of the safe area; BadInput for text too long."""
    return tuple(_caption(cue, format, brand, language) for cue in cues)


def _caption(cue: Cue, format: Format, brand: Brand, language: str) -> Element:
    fonts.require_glyphs(brand.font, cue.text)
    setting = caption_setting(cue.text, format, brand.font, language)
    if setting is None:
        raise BadInput("caption-too-long", text=cue.text.replace("\n", " ")[:80], format=format.name)
    align: Literal["left", "center"] = "left" if line_breaks.is_dialogue(setting.lines) else "center"
    words = text(setting, brand.font, brand.colors.subtitle_text, align=align)
    side, above = round(setting.size * 0.5), round(setting.size * 0.2)
    box = Box(x=0, y=0, width=words.box.width + 2 * side, height=words.box.height + 2 * above)
    x = round((format.width - box.width) / 2)
    box = Box(
        x=x, y=round(format.region.bottom * format.height) - box.height, width=box.width, height=box.height
    )
    panel = Panel(
        box=box,
        colour=brand.colors.subtitle_box,
        alpha=brand.subtitle_alpha,
        radius=round(setting.size * 0.32),
    )
    shapes = (panel, moved(words, box.x + side, box.y + above))
    return Element(kind="caption", start_ms=cue.start_ms, end_ms=cue.end_ms, box=box, shapes=shapes)


def caption_setting(words: str, format: Format, font: Path, language: str) -> Setting | None:
    """The format's lines, somewhat smaller if need be; then one line more; what is still too long, smaller yet."""
    line = format.height * format.line_height_pct / 100
    room = format.width * format.subtitle_width_pct / 100 - line * 0.8
    usual, most = line / LINE, format.max_lines
    small, floor = usual * format.small_line_pct / format.line_height_pct, usual * _CAPTION_FLOOR
    readable = (*line_breaks.shrinking(most, usual, small), (most + 1, round(small)))
    for attempts in (readable, line_breaks.shrinking(most + 1, small, floor)):
        if found := line_breaks.fitted(words, font, room=room, attempts=attempts, language=language):
            return found
    return None


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
        shapes.append(moved(row, box.x + bar + pad, y))
        y += row.box.height
    return Element(
        kind="nameplate", start_ms=start_ms, end_ms=end_ms, box=box, shapes=tuple(shapes),
        fade_in_ms=PLATE_FADE_MS, fade_out_ms=PLATE_FADE_MS, slide=round(short * 0.05),
    )  # fmt: skip


def above(format: Format, others: Iterable[Element]) -> int:
    """The row (pixels) where something ends that stands above two lines of subtitles and above these elements."""
    line = format.height * format.line_height_pct / 100
    usual = round(format.region.bottom * format.height - 2 * line - 0.4 * line / LINE)
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
    size = scaled(path, most, round(format.short_side * 0.12))
    wide, tall = size.width + 2 * pad, size.height + 2 * pad
    region = format.region
    left = round(region.left * format.width)
    top = round(region.top * format.height)
    x = left if brand.logo_corner.endswith("left") else round(region.right * format.width) - wide
    y = top if brand.logo_corner.startswith("top") else above(format, captions) - tall
    box = Box(x=x, y=y, width=wide, height=tall)
    ground = Panel(box=box, colour=brand.colors.subtitle_box, alpha=brand.logo_alpha, radius=round(pad * 0.9))
    mark = Picture(box=Box(x=x + pad, y=y + pad, width=size.width, height=size.height), path=path)
    return Element(kind="logo", start_ms=start_ms, end_ms=end_ms, box=box, shapes=(ground, mark))


def one_line(text: str, font: Path, size: float, room: float, format: Format) -> Setting:
    """A name or role on one line, shrunk to the smallest readable size if need be; then BadInput."""
    fonts.require_glyphs(font, text)
    attempts = line_breaks.shrinking(1, size, min(size, _SMALLEST * format.short_side))
    setting = line_breaks.fitted(text, font, room=room, attempts=attempts, language="")
    if setting is None:
        raise BadInput("credit-too-long", text=text, format=format.name)
    return setting


def scaled(path: Path, width: int, height: int) -> Box:
    """The largest box of a picture's proportions within a width and height, at 0, 0; hardly more than its pixels."""
    with Image.open(path) as opened:
        ratio = min(width / opened.width, height / opened.height, MOST_ENLARGED)
        wide, tall = round(opened.width * ratio), round(opened.height * ratio)
        return Box(x=0, y=0, width=max(1, wide), height=max(1, tall))


def text(
    setting: Setting,
    font: Path,
    colour: str,
    *,
    align: Literal["left", "center"] = "left",
    line: float = LINE,
) -> Text:
    """Lines as a shape at 0, 0, just wide enough for them; `line` is a line's height in font sizes."""
    wide = max(round(fonts.width(one, font, setting.size) + 0.5) for one in setting.lines)
    tall = round(setting.size * line)
    box = Box(x=0, y=0, width=wide, height=tall * len(setting.lines))
    return Text(
        box=box,
        lines=setting.lines,
        font=font,
        size=setting.size,
        line_height=tall,
        colour=colour,
        align=align,
    )


def moved(shape: Text, x: int, y: int) -> Text:
    """The same text elsewhere."""
    return replace(shape, box=replace(shape.box, x=x, y=y))
