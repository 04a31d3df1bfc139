"""What script a character is of, and which characters are one letter or sign to a reader."""

import re
import unicodedata
from functools import lru_cache

import uharfbuzz as hb

SHARED = (
    "Zyyy",
    "Zinh",
    "Zzzz",
)  # of spaces, digits and marks: they have the script of the letters beside them
ONE_SIGN = re.compile(  # flags, keys, people with a skin, signs that are tied together
    "[\U0001f1e6-\U0001f1ff]{2}"
    "|[0-9#*]\ufe0f?\u20e3"
    "|\U0001f3f4[\U000e0020-\U000e007f]+"
    "|(?:[^\0-\u1fff]\ufe0f?[\U0001f3fb-\U0001f3ff]?\u200d)+[^\0-\u1fff]\ufe0f?[\U0001f3fb-\U0001f3ff]?"
    "|[^\0-\u1fff]\ufe0f?[\U0001f3fb-\U0001f3ff]"
)


@lru_cache(maxsize=4096)
def script(sign: str) -> str:
    """The script that a character is of, as Unicode abbreviates it; that of spaces and digits is `Zyyy`."""
    buffer = hb.Buffer()
    buffer.add_str(sign)
    buffer.guess_segment_properties()
    return str(buffer.script or "Zyyy")


def scripts(text: str) -> list[str]:
    """The script of each character of a line; what is of none in particular has that of what stands before it."""
    found = [script(sign) for sign in text]
    last = next((one for one in found if one not in SHARED), "Latn")
    told = []
    for one in found:
        last = last if one in SHARED else one
        told.append(last)
    return told


@lru_cache(maxsize=1024)
def wholes(text: str) -> tuple[tuple[int, int], ...]:
    """For each character, where the letter or sign begins and ends that it is part of."""
    signs = {at: found.span() for found in ONE_SIGN.finditer(text) for at in range(*found.span())}
    starts: list[int] = []
    for at, sign in enumerate(text):
        inner = at in signs and signs[at][0] < at
        follows = is_mark(sign) or unicodedata.category(sign) == "Mc" or sign in "\u200c\u200d"
        starts.append(starts[-1] if at and (inner or follows) and not text[at - 1].isspace() else at)
    ends = {start: at + 1 for at, start in enumerate(starts)}
    return tuple((start, ends[start]) for start in starts)


def is_mark(sign: str) -> bool:
    """Whether a character is a mark that takes no room of its own."""
    return unicodedata.category(sign) in ("Mn", "Me")
