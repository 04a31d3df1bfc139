"""Lines of text as glyphs in their places: letters joined, marks over their letters, each script in its direction.

Shaped by HarfBuzz, which brings everything along: Pillow's own way (raqm) looks for a library of the system that
Windows and macOS do not have. The outlines are drawn by HarfBuzz too, so that a line looks alike on every machine.
"""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import groupby, pairwise
from pathlib import Path

import uharfbuzz as hb

from media import given_files
from media.errors import BadInput
from media.lettering import bidi, font_files, mark_places, scripts, typefaces
from media.lettering.glyphs import Box, Glyph, Line, Mask
from media.lettering.typefaces import Font

VERSION = f"uharfbuzz {hb.__version__}"
_UNITS = 64  # to a pixel
_LETTERS_ALONE = dict.fromkeys(("kern", "curs", "mark", "mkmk", "calt", "clig", "liga", "dist"), False)


@lru_cache(maxsize=4096)
def shaped(text: str, font: Font, size: int, base: int = 0, *, letters_alone: bool = False) -> Line:
    """A line as it is drawn at a size in pixels, where the text around it is read from the left (base 0) or right (1).

    Glyphs name characters of the text in parts (`parted`). `letters_alone` leaves out what only moves glyphs or joins
    them for beauty. BadInput where the file is no font.
    """
    text = parted(text)
    opened, x = _font(font, size), 0.0
    glyphs: list[Glyph] = []
    for start, end, level in bidi.visual(list(_runs(text, base))):
        buffer = _buffer(text, start, end, level)
        hb.shape(opened, buffer, _LETTERS_ALONE if letters_alone else {})
        for glyph in _glyphs(opened, buffer, x):
            glyphs.append(glyph)
            x += glyph.advance
    return mark_places.corrected(Line(glyphs=tuple(glyphs), width=x), text, size)


def parted(text: str) -> str:
    """Text with each mark as a character of its own; where a font has a glyph for both, HarfBuzz takes it."""
    return unicodedata.normalize("NFD", text)


def mask(line: Line, font: Font, size: int) -> Mask:
    """A shaped line drawn."""
    drawing, opened = hb.RasterDraw(), _font(font, size)
    drawing.scale_factor = (_UNITS, _UNITS)
    for glyph in line.glyphs:
        if glyph.ink:
            drawing.transform = (1, 0, 0, 1, glyph.x * _UNITS, glyph.y * _UNITS)
            drawing.draw_glyph(opened, glyph.number)
    image = drawing.render()
    box, pixels = image.extents, bytes(image.buffer)
    rows = (
        [pixels[at : at + box.width] for at in range(0, box.stride * box.height, box.stride)]
        if pixels
        else []
    )
    return Mask(
        width=box.width,
        height=box.height,
        left=box.x_origin,
        top=-(box.y_origin + box.height),
        covered=b"".join(reversed(rows)),
    )


def has_rules_for(font: Font, tags: frozenset[str]) -> bool:
    """Whether a font has rules of substitution for one of these scripts, by their tags of OpenType."""
    with _blamed(font):
        return not tags.isdisjoint(_face(typefaces.file_of(font)).get_table_script_tags("GSUB"))


def _runs(text: str, base: int) -> Iterator[tuple[int, int, int]]:
    """Stretches of one level and one script (start, end, level), in the order of the text."""
    kinds = list(zip(bidi.levels(text, base), scripts.scripts(text), strict=True))
    start = 0
    for (level, _), group in groupby(kinds):
        end = start + len(list(group))
        yield start, end, level
        start = end


def _buffer(text: str, start: int, end: int, level: int) -> hb.Buffer:
    buffer = hb.Buffer()
    buffer.cluster_level = hb.BufferClusterLevel.CHARACTERS
    buffer.add_str(text, start, end - start)
    buffer.guess_segment_properties()
    buffer.script = scripts.scripts(text)[start]
    buffer.direction = "rtl" if level % 2 else "ltr"
    buffer.language = "und"  # else the computer's own, and letters would differ between computers
    return buffer


def _glyphs(opened: hb.Font, buffer: hb.Buffer, x: float) -> Iterator[Glyph]:
    """The glyphs of a shaped run that begins at x."""
    infos, places = buffer.glyph_infos, buffer.glyph_positions
    torn = {max(pair) for pair in _unsafe(infos)}
    for number, (info, place) in enumerate(zip(infos, places, strict=True)):
        left, up = x + place.x_offset / _UNITS, place.y_offset / _UNITS
        advance = place.x_advance / _UNITS
        yield Glyph(
            number=info.codepoint,
            character=info.cluster,
            x=left,
            y=up,
            advance=advance,
            ink=_ink(opened, info.codepoint, left, up),
            torn=number in torn,
        )
        x += advance


def _unsafe(infos: list[hb.GlyphInfo]) -> Iterator[tuple[int, int]]:
    """Pairs of neighbours between which the run may not be broken; the flag stands at the later character's glyph."""
    for here, there in pairwise(range(len(infos))):
        later = here if infos[here].cluster > infos[there].cluster else there
        if infos[later].flags & hb.GlyphFlags.UNSAFE_TO_BREAK:
            yield here, there


def _ink(opened: hb.Font, glyph: int, x: float, y: float) -> Box | None:
    box = opened.get_glyph_extents(glyph)
    if box is None or not box.width or not box.height:
        return None
    left, top = x + box.x_bearing / _UNITS, y + box.y_bearing / _UNITS
    return left, top + box.height / _UNITS, left + box.width / _UNITS, top


@lru_cache(maxsize=128)
def _font(font: Font, size: int) -> hb.Font:
    with _blamed(font):
        opened = hb.Font(_face(typefaces.file_of(font)))
        opened.scale = (size * _UNITS, size * _UNITS)
        if at := typefaces.coordinates(font):
            opened.set_variations(at)
        return opened


@lru_cache(maxsize=32)
def _face(path: Path) -> hb.Face:
    font_files.require(path)
    with _blamed(path):
        return hb.Face(given_files.read(path, most=font_files.MOST_BYTES))


@contextmanager
def _blamed(font: Font) -> Iterator[None]:
    """Raise BadInput for whatever the library trips over, for the bytes are a stranger's."""
    try:
        yield
    except BadInput:
        raise
    except Exception as broken:
        raise BadInput("font-unreadable", path=str(typefaces.file_of(font))) from broken
