"""Text as pixels: how wide it is in a font, where its lines break, which glyphs are missing.

Layout is pinned to Pillow's BASIC engine, so that the same text has the same width on every machine.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError
from PIL import ImageFont

from media.errors import BadInput

_DIALOGUE = ("-", "–", "—")


@dataclass(frozen=True, kw_only=True)
class Setting:
    """Text broken into lines at a font size in pixels, ready to be drawn."""

    lines: tuple[str, ...]
    size: int


@lru_cache(maxsize=128)
def face(font: Path, size: int) -> ImageFont.FreeTypeFont:
    """The font at a size in pixels; BadInput when the file is no font."""
    try:
        return ImageFont.truetype(str(font), size, layout_engine=ImageFont.Layout.BASIC)
    except OSError as broken:
        raise BadInput("font-unreadable", path=str(font)) from broken


def width(text: str, font: Path, size: int) -> float:
    """How many pixels a line of text takes."""
    return float(face(font, size).getlength(text))


def cap_height(font: Path, size: int) -> int:
    """Height of a capital letter in pixels."""
    return round(-face(font, size).getbbox("H", anchor="ls")[1])


@lru_cache(maxsize=32)
def _characters(font: Path) -> frozenset[int]:
    try:
        with TTFont(str(font), lazy=True) as opened:
            return frozenset(opened.getBestCmap() or {})
    except (TTLibError, OSError) as broken:
        raise BadInput("font-unreadable", path=str(font)) from broken


def missing_glyphs(font: Path, text: str) -> str:
    """The characters of a text that a font cannot draw, each once, in the order they appear."""
    known = _characters(font)
    return "".join(dict.fromkeys(c for c in text if not c.isspace() and ord(c) not in known))


def require_glyphs(font: Path, text: str) -> None:
    """Raise BadInput when a font would draw a box instead of one of the text's characters."""
    if missing := missing_glyphs(font, text):
        raise BadInput("glyph-missing", characters=" ".join(missing), text=text[:80], font=font.name)


def broken(text: str, font: Path, size: int, room: float, most: int) -> tuple[str, ...] | None:
    """Text in as few lines as fit a `room` in pixels, evenly filled; None when `most` lines are not enough.

    The author's own line breaks are kept when they fit; a speaker's dash always begins a line.
    """
    own = tuple(line.strip() for line in text.split("\n") if line.strip())
    if len(own) <= most and all(width(line, font, size) <= room for line in own):
        return own
    if is_dialogue(own):
        return None
    words = _words(text)
    widths = [width(word, font, size) for word in words]
    if max(widths) > room:
        return None
    lines = _filled(words, font, size, room)
    return _even(words, font, size, room, len(lines)) if len(lines) <= most else None


def is_dialogue(lines: tuple[str, ...]) -> bool:
    """Whether a second speaker's dash begins a later line: such lines are never joined, and begin at the left."""
    return any(line.startswith(_DIALOGUE) for line in lines[1:])


def fitted(text: str, font: Path, *, room: float, attempts: tuple[tuple[int, int], ...]) -> Setting | None:
    """The first of the `attempts` (number of lines, size in pixels) at which the text fits the room."""
    for most, size in attempts:
        if lines := broken(text, font, size, room, most):
            return Setting(lines=lines, size=size)
    return None


def shrinking(lines: int, size: float, floor: float) -> tuple[tuple[int, int], ...]:
    """Attempts from a size down to a floor (pixels) in steps that nobody sees one by one."""
    tried = [size]
    while tried[-1] * 0.96 > floor:
        tried.append(tried[-1] * 0.96)
    return tuple((lines, round(one)) for one in [*tried, floor])


def _words(text: str) -> list[str]:
    """Words that may part; French signs stay with the word they belong to."""
    glued = re.sub(r" (?=[?!:;»])|(?<=«) ", "\u00a0", " ".join(re.split(r"[ \n\t]+", text.strip())))
    return glued.split(" ")


def _filled(words: list[str], font: Path, size: int, room: float) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if width(longer, font, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _even(words: list[str], font: Path, size: int, room: float, count: int) -> tuple[str, ...]:
    """The narrowest setting that needs no more lines: found by halving the room."""
    low, high = max(width(word, font, size) for word in words), room
    while high - low > 2:
        middle = (low + high) / 2
        if len(_filled(words, font, size, middle)) <= count:
            high = middle
        else:
            low = middle
    return tuple(_filled(words, font, size, high))
