"""Words of a subtitle on its lines, and where a text may part: shared by those that part text and speech.

What it costs to part two words is asked of the breaker of lines that are drawn (`lettering/line_breaks.py`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from media.languages import known
from media.lettering import fonts
from media.lettering.line_breaks import cheapest_parting, clings, tear
from media.lettering.typefaces import Font
from media.subtitles.norms import LineRoom, length

_SIGNS = "?!:;»%€,.…)”"  # which belong to the word before them
_OPENING = ("«", "-", "–", "—")  # which belong to the word behind them
TORN = 3.0  # the price of tearing a phrase, in the breaker's own: more, as here uneven lengths cost more
_LEANING = 0.3  # in the breaker's own prices: as much as to part a name
_HEAD, _THOUSAND = re.compile(r"(?:^|\W)\d{1,3}\Z"), re.compile(r"\d{3}(?!\d)")
_ENDS_SENTENCE = re.compile(r"[.!?…](?:[ \u00a0\u202f]?[»”\"')\]])*\Z")


def groups(words: Sequence[str]) -> list[tuple[int, int]]:
    """Which words never part: from and until; a sign that stands alone belongs to its neighbour, as in French.

    So do `€` and its sum, and the thousands of a number.
    """
    found: list[tuple[int, int]] = []
    for place, word in enumerate(words):
        if found and _joined(words[place - 1], word, words[place + 1] if place + 1 < len(words) else ""):
            found[-1] = found[-1][0], place + 1
        else:
            found.append((place, place + 1))
    return found


def _joined(before: str, word: str, after: str) -> bool:
    """Whether a word stays with the one before it."""
    if before in _OPENING or (before == "€" and word[:1].isdigit()):
        return True
    if word == "€" and after[:1].isdigit():
        return False
    thousands = _HEAD.search(before) and _THOUSAND.match(word)
    return word.strip(_SIGNS) == "" or bool(thousands)


def glued(text: str) -> list[str]:
    """A text's words, each with the signs that belong to it."""
    words = text.split()
    return [" ".join(words[a:b]) for a, b in groups(words)]


def ends_sentence(word: str) -> bool:
    """Whether a sentence ends with a word; abbreviations such as M. and dhr., initials and `3.` end none."""
    if not _ENDS_SENTENCE.search(word):
        return False
    bare = word.rpartition(" ")[2]
    if re.fullmatch(r"[^\W\d_]\.|\d+\.", bare):
        return False
    return not any(clings(bare, code) for code in known.languages())


@dataclass(frozen=True, kw_only=True)
class Row:
    """Words in a row, measured: sums of their signs and pixels with a space behind each, and the price of each parting.

    `tears[n]` is what it costs to break a line before word `n`, `partings[n]` to begin a cue there. A line holds
    `line` signs and, where a room is known, `room` pixels; a longer word stands alone.
    """

    signs: Sequence[int]
    pixels: Sequence[float]
    tears: Sequence[float]
    partings: Sequence[float]
    line: int
    room: float

    def wide(self, start: int, end: int) -> int:
        """The signs of some words, spaces between them included."""
        return self.signs[end] - self.signs[start] - 1

    def fits(self, start: int, end: int) -> bool:
        """Whether some words have room on one line; one word always has."""
        if end <= start + 1:
            return True
        wide = not self.pixels or self.pixels[end] - self.pixels[start] <= self.room
        return wide and self.wide(start, end) <= self.line

    def parted(self, start: int, end: int, count: int) -> tuple[float, tuple[int, ...]] | None:
        """The least price of so many even lines, and the words each ends before; None where they do not fit."""
        mean = (self.signs[end] - self.signs[start]) / count

        def price(before: float, first: int, last: int) -> float | None:
            first, last = first + start, last + start
            if not self.fits(first, last):
                return None
            torn = self.tears[last] if last < end else 0.0
            return before + (2 * (self.wide(first, last) - mean) / self.line) ** 2 + torn

        found = cheapest_parting(end - start, count, price)
        return (found[0], tuple(start + one for one in found[1])) if found else None

    def fewest(self, count: int) -> tuple[int, ...]:
        """Where all words end in so many parts, or in the fewest that hold them; each word alone where none do."""
        words = len(self.signs) - 1
        tried = (self.parted(0, words, parts) for parts in range(min(count, words), words))
        return next((found[1] for found in tried if found), tuple(range(1, words + 1)))


def row(
    words: Sequence[str], language: str, *, line: int, room: LineRoom | None = None, font: Font | None = None
) -> Row:
    """Words measured for lines of `line` signs, and of a format's room in pixels where one is given with its font."""
    pixels, space = list[float](), 0.0
    if room and font:
        space = fonts.width(" ", font, round(room.size))
        sizes = (fonts.width(fonts.drawable(word), font, round(room.size)) + space for word in words)
        pixels = list(accumulate(sizes, initial=0.0))
    return Row(
        signs=list(accumulate((length(word) + 1 for word in words), initial=0)),
        pixels=pixels,
        tears=[0.0, *(TORN * tear(*pair, language) for pair in pairwise(words)), 0.0],
        partings=[0.0, *(TORN * _parting(*pair, language) for pair in pairwise(words)), 0.0],
        line=line,
        room=room.room + space if room else 0.0,
    )


def _parting(before: str, after: str, language: str) -> float:
    """What it costs to part two words by a cue: a verb that helps another, and what asks for more, ends none."""
    price = tear(before, after, language)
    return max(price, _LEANING) if _leans(before, language) else price


def _leans(word: str, language: str) -> bool:
    spoken = known.find(language)
    if spoken is None:
        return False
    bare = word.replace("’", "'").lower()
    elided = bare.rpartition("'")[2] if spoken.elides else bare  # j'ai, n'est
    return bare in spoken.leaning_words or elided in spoken.leaning_words


def laid(words: Sequence[str], breaks: Sequence[int]) -> str:
    """Words as a subtitle: lines that end before the words `breaks`, the last of them the end."""
    return "\n".join(" ".join(words[a:b]) for a, b in pairwise((0, *breaks)))
