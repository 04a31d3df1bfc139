"""Elements drawn with Pillow: rounded panels, text on its baseline, pictures; the result has transparency."""

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product
from pathlib import Path

from PIL import Image, ImageDraw

from media import pictures
from media.formats import Region
from media.lettering import bidi, fonts, shaping
from media.lettering.glyphs import Line
from media.render import film_stills
from media.timeline.scene import Box, Element, Mark, Panel, Picture, Rise, Still, Text

_QUALITY = 92  # of a JPEG; Facebook compresses it once more
_REACH = 4  # pixels beyond a corner in which shrinking still tells of it (Lanczos reaches 3)
_OVERSAMPLED = 4  # corners are drawn this much larger and shrunk, for smooth edges


def drawn(element: Element, still: Callable[[Still], Image.Image] = film_stills.picture) -> Image.Image:
    """The element's picture (RGBA), exactly as large as its box; `still` gives what the film shows.

    A mark that lasts as long as the element is drawn, too.
    """
    made = _drawn(element, still)
    for mark, changed in patches(element, made):
        if (mark.start_ms, mark.end_ms) == (element.start_ms, element.end_ms):
            for patch in changed:
                made.paste(patch.picture, (patch.x, patch.y))
    return made


def _drawn(element: Element, still: Callable[[Still], Image.Image] = film_stills.picture) -> Image.Image:
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


@dataclass(frozen=True, kw_only=True)
class Patch:
    """What is seen in the place of part of an element's picture while a mark lasts; `x` and `y` are in that picture."""

    picture: Image.Image
    x: int
    y: int


def patches(element: Element, plain: Image.Image) -> Iterator[tuple[Mark, list[Patch]]]:
    """The marks of an element and what each changes in its picture: the words' letters, and a line below them."""
    if not element.marks:
        return
    colours = dict.fromkeys(mark.colour for mark in element.marks)
    written = {colour: _drawn(_in_colour(element, colour)) for colour in colours}
    for mark in element.marks:
        yield mark, [_patch(mark, number, element.box, plain, written) for number in range(len(mark.boxes))]


def _patch(
    mark: Mark, number: int, within: Box, plain: Image.Image, written: Mapping[str, Image.Image]
) -> Patch:
    """One word: its columns in the other colour, from the top of its line to the end of the line below it."""
    word, line = mark.boxes[number], mark.lines[number]
    x, y = word.x - within.x, word.y - within.y
    right, bottom = word.right - within.x, max(word.bottom, line.bottom) - within.y
    made = plain.crop((x, y, right, bottom))
    made.paste(written[mark.colour].crop((x, y, right, word.bottom - within.y)), (0, 0))
    ImageDraw.Draw(made).rectangle(
        (0, line.y - word.y, line.width - 1, line.bottom - word.y - 1), fill=mark.colour
    )
    return Patch(picture=made, x=x, y=y)


def _in_colour(element: Element, colour: str) -> Element:
    """The element with its text in a colour."""
    shapes = tuple(replace(one, colour=colour) if isinstance(one, Text) else one for one in element.shapes)
    return replace(element, shapes=shapes)


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
    """A filled box with round corners; of a large one the corners alone are drawn larger, and come out the same."""
    if radius == 0:
        return Image.new("L", (width, height), 255)
    corner = radius + _REACH
    if height > width or height <= 2 * corner:  # one that is higher than wide is shrunk the other way first
        return _shrunk_box(width, height, radius)
    mask = Image.new("L", (width, height), 255)
    corners = _shrunk_box(2 * corner, 2 * corner, radius)
    for right, bottom in product((False, True), repeat=2):
        left, top = corner * right, corner * bottom
        at = ((width - corner) * right, (height - corner) * bottom)
        mask.paste(corners.crop((left, top, left + corner, top + corner)), at)
    return mask


def _shrunk_box(width: int, height: int, radius: int) -> Image.Image:
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
