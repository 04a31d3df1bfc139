"""A post's words as Facebook shows them: folded, with links and hashtags marked; as HTML that can be trusted."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from markupsafe import Markup, escape

FOLD = 477  # characters that Facebook shows before "See more"
LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]]")
TAG = re.compile(r"(?<![\w&])#(\w+)")


def fold(text: str) -> tuple[str, str]:
    """Split a caption where "See more" stands: at most 477 characters, at a space if one is near."""
    if len(text) <= FOLD:
        return text, ""
    cut = max(text.rfind(" ", FOLD - 60, FOLD + 1), text.rfind("\n", FOLD - 60, FOLD + 1))
    cut = cut if cut > 0 else FOLD
    return text[:cut], text[cut:]


def linked(text: str) -> Markup:
    """Return text as HTML with its links and hashtags marked."""
    parts, at = [], 0
    for link in LINK.finditer(text):
        parts += [_tagged(text[at : link.start()]), _anchor(link.group())]
        at = link.end()
    return Markup("").join([*parts, _tagged(text[at:])])


def _anchor(url: str) -> Markup:
    shown = url.removeprefix("https://").removeprefix("http://").rstrip("/")
    return Markup('<a href="{}" rel="noopener noreferrer" target="_blank">{}</a>').format(url, shown)


def _tagged(text: str) -> Markup:
    return Markup(TAG.sub(r'<span class="tag">#\1</span>', str(escape(text))))


def site(link: str) -> str:
    """Return the site that a link leads to, as a link's card names it."""
    try:
        return (urlsplit(link).hostname or "").removeprefix("www.")
    except ValueError:  # [ without ]
        return ""


WIDE = 1.2  # wider than high by this much
SHOWN = 5  # photos that Facebook shows before "+N"


def laid(sizes: Sequence[tuple[int, int]]) -> str:
    """Return the style classes of photos of these widths and heights (pixels)."""
    shapes = [_shape(*size) for size in sizes[:SHOWN]]
    first = shapes[0] if shapes else "even"
    if len(shapes) == 2:
        return "n2 stacked" if shapes == ["wide", "wide"] else "n2 abreast"
    same = first if len(set(shapes)) == 1 else "even"
    return f"n{len(shapes)} {same if len(shapes) == 4 else first}"


def breadth(width: int, height: int) -> str:
    """Return the style class of one photo in a row: its width to its height in tenths, from `r5` to `r25`."""
    return f"r{min(25, max(5, round(10 * width / height)))}"


def _shape(width: int, height: int) -> str:
    return "wide" if width >= WIDE * height else "tall" if height >= WIDE * width else "even"
