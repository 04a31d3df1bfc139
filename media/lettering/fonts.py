"""Text as pixels: how wide it is in a font, and how each line of it is drawn.

A line of letters that stand side by side is laid out by Pillow (BASIC), as every film so far was. A line in which
letters join, turn around or carry marks, or whose font makes one of its letters of two, is shaped (`shaping`).
"""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from media.errors import BadInput
from media.lettering import font_files, typefaces
from media.lettering.typefaces import Font

if TYPE_CHECKING:  # a command that measures no text loads neither library
    from PIL import ImageFont

FONTS = Path(__file__).parent.parent / "fonts"
_MOST_OUTSIDE = 4  # heights of a line that a letter may stand beyond it: swashes and piled accents take one
_UNSEEN = (
    "\u00ad\u200b\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"  # none leads a letter
)
_LEADING = "\u061c\u200c-\u200f\ufe00-\ufe0f"  # joiners, marks of direction, which form a sign has
# Letters and signs that neither join nor turn nor carry marks, block by block; re compiles it where text is drawn.
_SIDE_BY_SIDE = (
    "[\u0020-\u02ff\u0370-\u0482\u048a-\u058f\u10a0-\u10ff\u1200-\u135c\u1360-\u16ff\u1c80-\u1cbf\u1d00-\u1dbf"
    "\u1e00-\u200a\u2010-\u2027\u202f-\u205f\u2070-\u20cf\u2100-\u2cee\u2cf2-\u2d7e\u2d80-\u2ddf\u2e00-\u3029"
    "\u3030-\u3098\u309b-\ua66e\ua680-\ua69d\ua700-\ua7ff\uab30-\uab6f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe1f"
    "\ufe30-\ufe6f\uff00-\uffef\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff"
    "\U00020000-\U0003fffd]*"
)


@lru_cache(maxsize=128)
def face(font: Font, size: int) -> "ImageFont.FreeTypeFont":
    """The font at a size in pixels; BadInput when the file is no font."""
    from PIL import ImageFont

    path = typefaces.file_of(font)
    font_files.require(path)
    try:
        opened = ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)
        if not isinstance(font, Path):
            opened.set_variation_by_axes(list(typefaces.coordinates(font).values()))
        return opened
    except OSError as broken:
        raise BadInput("font-unreadable", path=str(path)) from broken


@contextmanager
def blamed(font: Font) -> Iterator[None]:
    """Raise BadInput for what a letter of the font trips over as it is measured or drawn, which is when it is read."""
    try:
        yield
    except (OSError, ValueError) as broken:
        raise BadInput("font-unreadable", path=str(typefaces.file_of(font))) from broken


def is_shaped(line: str, font: Font) -> bool:
    """Whether a line has to be shaped; the others are drawn letter by letter."""
    return not re.fullmatch(_SIDE_BY_SIDE, line) or not _has_all(line, font)


@lru_cache(maxsize=8192)
def _has_all(line: str, font: Font) -> bool:
    known = typefaces.characters(font)
    return all(ord(sign) in known or sign.isspace() for sign in line)


@lru_cache(maxsize=8192)
def width(text: str, font: Font, size: int) -> float:
    """How many pixels a line of text takes; BadInput where the font has a fault that shows in it."""
    if is_shaped(text, font):
        from media.lettering import shaping

        return shaping.shaped(text, font, size).width
    with blamed(font):
        return float(face(font, size).getlength(text))


def cap_height(font: Font, size: int) -> int:
    """Height of a capital letter in pixels; BadInput as `width`."""
    with blamed(font):
        return round(-face(font, size).getbbox("H", anchor="ls")[1])


def require_ink_within(text: str, font: Font, size: int) -> None:
    """Raise BadInput where a font draws far beyond its lines, for what is drawn is made in memory first."""
    left, top, right, bottom = _ink(text, font, size)
    if max(-left, -top, bottom, right - width(text, font, size)) > _MOST_OUTSIDE * size:
        raise BadInput("font-unreadable", path=str(typefaces.file_of(font)))


def _ink(text: str, font: Font, size: int) -> tuple[float, float, float, float]:
    """The box (left, top, right, bottom) of what is drawn, from the beginning of the line; y is downwards."""
    if is_shaped(text, font):
        from media.lettering import shaping

        left, bottom, right, top = shaping.shaped(text, font, size).ink()
        return left, -top, right, -bottom
    with blamed(font):
        return face(font, size).getbbox(text, anchor="ls")


def drawable(text: str) -> str:
    """Text as it can be drawn: accents joined to their letters (macOS parts them), nothing invisible.

    Joiners and marks of direction stay in lines whose letters they lead, as in an emoji of three people.
    """
    lines = unicodedata.normalize("NFC", text).translate(dict.fromkeys(map(ord, _UNSEEN))).split("\n")
    return "\n".join(_with_what_leads(line) for line in lines)


def _with_what_leads(line: str) -> str:
    alone = re.sub(f"[{_LEADING}]", "", line)
    return alone if re.fullmatch(_SIDE_BY_SIDE, alone) and not re.search(_LED, line) else line


_LED = "[^\0-\u1fff]\ufe0f?\u200d[^\0-\u1fff]"  # signs that make one: 👩 and 🍳, a heart and a flame


def with_known_spaces(text: str, font: Font) -> str:
    """A line's text with plain spaces for those kinds of space that the font would draw as a box."""
    known = typefaces.characters(font)
    return "".join(" " if c.isspace() and ord(c) not in known else c for c in text)
