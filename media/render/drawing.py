"""Elements drawn with Pillow: rounded panels, text on its baseline, pictures; the result has transparency."""

import io
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw

from media import pictures
from media.formats import Region
from media.lettering import bidi, fonts, shaping
from media.lettering.glyphs import Line
from media.render import film_stills
from media.timeline.scene import Box, Element, Panel, Picture, Rise, Still, Text

_QUALITY = 92  # of a JPEG; Facebook compresses it once more
_OVERSAMPLED = 4  # corners are drawn this much larger and shrunk, for smooth edges


def drawn(element: Element, still: Callable[[Still], Image.Image] = film_stills.picture) -> Image.Image:
    """The element's picture (RGBA), exactly as large as its box; `still` gives what the film shows."""
    canvas = Image.new("RGBA", (element.box.width, element.box.height), (0, 0, 0, 0))
    for shape in element.shapes:
        if isinstance(shape, Panel):
            _panel(canvas, shape, element.box)
        elif isinstance(shape, Picture):
            _picture(canvas, shape, element.box)
        elif isinstance(shape, Rise):
            _rise(canvas, shape, element.box)
        elif isinstance(shape, Still):
            box = shape.box
            _lay(canvas, still(shape).convert("RGBA"), box.x - element.box.x, box.y - element.box.y)
        else:
            _text(canvas, shape, element.box)
    return canvas


def jpeg(element: Element) -> bytes:
    """The picture of an element that fills the frame; raises RenderFailed where a still has no picture."""
    made = io.BytesIO()
    drawn(element).convert("RGB").save(made, "JPEG", quality=_QUALITY, subsampling=0)
    return made.getvalue()


def _panel(canvas: Image.Image, panel: Panel, within: Box) -> None:
    mask = _rounded(panel.box.width, panel.box.height, panel.radius)
    fill = Image.new("RGBA", mask.size, panel.colour)
    fill.putalpha(mask.point([round(level * panel.alpha) for level in range(256)]))
    _lay(canvas, fill, panel.box.x - within.x, panel.box.y - within.y)


def _rise(canvas: Image.Image, rise: Rise, within: Box) -> None:
    """From clear to opaque without an edge at either end."""
    slope = Image.linear_gradient("L")
    slope = slope if rise.to == "bottom" else slope.transpose(Image.Transpose.ROTATE_270)
    levels = [round(255 * (part := level / 255) ** 2 * (3 - 2 * part)) for level in range(256)]
    fill = Image.new("RGBA", (rise.box.width, rise.box.height), rise.colour)
    fill.putalpha(slope.resize(fill.size, Image.Resampling.BILINEAR).point(levels))
    _lay(canvas, fill, rise.box.x - within.x, rise.box.y - within.y)


def _picture(canvas: Image.Image, picture: Picture, within: Box) -> None:
    scaled = _scaled(picture.path, picture.box.width, picture.box.height, picture.part)
    _lay(canvas, scaled, picture.box.x - within.x, picture.box.y - within.y)


def _text(canvas: Image.Image, text: Text, within: Box) -> None:
    rise = (text.line_height + fonts.cap_height(text.font, text.size)) / 2
    base = bidi.base_level("\n".join(text.lines))
    before = 0.5 if text.align == "center" else float(base)  # what is read from the right begins there
    for number, line in enumerate(text.lines):
        shaped = _shaped(line, text, base)
        wide = shaped.width if shaped else fonts.width(line, text.font, text.size)
        x = text.box.x - within.x + (text.box.width - wide) * before
        y = text.box.y - within.y + number * text.line_height + rise
        fonts.require_ink_within(line, text.font, text.size)
        if shaped:
            _lay_shaped(canvas, text, shaped, (round(x), round(y)))
        else:
            _write(canvas, text, line, (round(x), round(y)))


def _shaped(line: str, text: Text, base: int) -> Line | None:
    """The line shaped, if it has to be."""
    needed = base or fonts.is_shaped(line, text.font)
    return shaping.shaped(line, text.font, text.size, base) if needed else None


def _write(canvas: Image.Image, text: Text, line: str, at: tuple[int, int]) -> None:
    font = fonts.face(text.font, text.size)
    with fonts.blamed(text.font):
        ImageDraw.Draw(canvas).text(at, line, font=font, fill=text.colour, anchor="ls")


def _lay_shaped(canvas: Image.Image, text: Text, line: Line, at: tuple[int, int]) -> None:
    mask = shaping.mask(line, text.font, text.size)
    if mask.covered:
        letters = Image.new("RGBA", (mask.width, mask.height), text.colour)
        letters.putalpha(Image.frombytes("L", letters.size, mask.covered))
        _lay(canvas, letters, at[0] + mask.left, at[1] + mask.top)


def _lay(canvas: Image.Image, top: Image.Image, x: int, y: int) -> None:
    """Lay a picture over the canvas; what hangs over the edge is left out."""
    left, above = max(0, -x), max(0, -y)
    right, below = min(top.width, canvas.width - x), min(top.height, canvas.height - y)
    if right > left and below > above:
        canvas.alpha_composite(top.crop((left, above, right, below)), (x + left, y + above))


@lru_cache(maxsize=64)
def _rounded(width: int, height: int, radius: int) -> Image.Image:
    if radius == 0:
        return Image.new("L", (width, height), 255)
    many = _OVERSAMPLED
    mask = Image.new("L", (width * many, height * many), 0)
    edge = (0, 0, width * many - 1, height * many - 1)
    ImageDraw.Draw(mask).rounded_rectangle(edge, radius * many, fill=255)
    return mask.resize((width, height), Image.Resampling.LANCZOS)


@lru_cache(maxsize=32)
def _scaled(path: Path, width: int, height: int, part: Region | None) -> Image.Image:
    whole = pictures.logo(path).convert("RGBA")
    if part:
        left, top = round(part.left * whole.width), round(part.top * whole.height)
        whole = whole.crop((left, top, round(part.right * whole.width), round(part.bottom * whole.height)))
    return whole.resize((width, height), Image.Resampling.LANCZOS)
