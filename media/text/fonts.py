"""Text as pixels: how wide it is in a font, which glyphs are missing.

Layout is pinned to Pillow's BASIC engine, so that the same text has the same width on every machine.
"""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from media.errors import BadInput
from media.text import font_files

if TYPE_CHECKING:  # a command that measures no text loads neither library
    from PIL import ImageFont

FONTS = Path(__file__).parent.parent / "fonts"
_MOST_OUTSIDE = 4  # heights of a line that a letter may stand beyond it: swashes and piled accents take one
_UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"  # soft hyphens, joiners, marks of direction


@lru_cache(maxsize=128)
def face(font: Path, size: int) -> "ImageFont.FreeTypeFont":
    """The font at a size in pixels; BadInput when the file is no font."""
    from PIL import ImageFont

    font_files.require(font)
    try:
        return ImageFont.truetype(str(font), size, layout_engine=ImageFont.Layout.BASIC)
    except OSError as broken:
        raise BadInput("font-unreadable", path=str(font)) from broken


@contextmanager
def blamed(font: Path) -> Iterator[None]:
    """Raise BadInput for what a letter of the font trips over as it is measured or drawn, which is when it is read."""
    try:
        yield
    except (OSError, ValueError) as broken:
        raise BadInput("font-unreadable", path=str(font)) from broken


@lru_cache(maxsize=8192)
def width(text: str, font: Path, size: int) -> float:
    """How many pixels a line of text takes; BadInput where the font has a fault that shows in it."""
    with blamed(font):
        return float(face(font, size).getlength(text))


def cap_height(font: Path, size: int) -> int:
    """Height of a capital letter in pixels; BadInput as `width`."""
    with blamed(font):
        return round(-face(font, size).getbbox("H", anchor="ls")[1])


def require_ink_within(text: str, font: Path, size: int) -> None:
    """Raise BadInput where a font draws far beyond its lines, for what is drawn is made in memory first."""
    with blamed(font):
        left, top, right, bottom = face(font, size).getbbox(text, anchor="ls")
    if max(-left, -top, bottom, right - width(text, font, size)) > _MOST_OUTSIDE * size:
        raise BadInput("font-unreadable", path=str(font))


def drawable(text: str) -> str:
    """Text as it can be drawn: accents joined to their letters (macOS parts them), nothing invisible."""
    return unicodedata.normalize("NFC", text).translate(dict.fromkeys(map(ord, _UNSEEN)))


def with_known_spaces(text: str, font: Path) -> str:
    """A line's text with plain spaces for those kinds of space that the font would draw as a box."""
    known = _characters(font)
    return "".join(" " if c.isspace() and ord(c) not in known else c for c in text)


@lru_cache(maxsize=32)
def _characters(font: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    font_files.require(font)
    try:
        with TTFont(str(font), lazy=True) as opened:
            return frozenset(opened.getBestCmap() or {})
    except Exception as broken:  # the bytes are a stranger's: whatever it trips over, the file is at fault
        raise BadInput("font-unreadable", path=str(font)) from broken


def missing_glyphs(font: Path, text: str) -> str:
    """The characters of a text that a font cannot draw, each once, in the order they appear."""
    known = _characters(font)
    return "".join(dict.fromkeys(c for c in drawable(text) if not c.isspace() and ord(c) not in known))


def require_glyphs(font: Path, text: str) -> None:
    """Raise BadInput when a font would draw a box instead of one of the text's characters."""
    if missing := missing_glyphs(font, text):
        raise BadInput("glyph-missing", characters=" ".join(missing), text=text[:80], font=font.name)
