"""Where lines of text break: one or two of them if possible, evenly filled, parted where a reader breathes.

Every parting has a price, for lines of unequal width and for phrases torn apart; the cheapest setting is taken. The
rules are Netflix's and the BBC's (facts/testimony.md section 1.1): after punctuation, before a conjunction or a
preposition; never after an article or preposition, within a name, or between a number and its unit.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

from media.languages import known
from media.lettering import fonts
from media.lettering.typefaces import Font

_BEFORE_WORD = "«“„\"'([-–—"


def clings(word: str, language: str) -> bool:
    """Tell whether a word wants the next one on its line; `nl` covers `nl-BE`, and a comma lets go."""
    spoken = known.find(language)
    if spoken is None:
        return False
    bare = "".join(word.split()).replace("’", "'").lower()
    stripped = bare.lstrip(_BEFORE_WORD)
    elided = spoken.elides and len(stripped) > 1 and stripped.endswith("'")  # l' d' qu'
    if spoken.elides and "'" in stripped:
        stripped = stripped.rpartition("'")[2] or stripped  # qu'à d'une s'il
    return elided or bare in spoken.clinging_words or stripped in spoken.clinging_words


_DIALOGUE = ("-", "–", "—")
_SENTENCE_ENDS, _CLAUSE_ENDS = ".!?…", ",;:)–—"
_CLOSING, _OPENING = "”’\"'»)", "(«“\"'"
_STAYS = (
    re.compile(  # spaces that never part: before French signs and a dash, inside « », 25 000, € 5 and 5 %
        r" (?=[?!:;»%€](?:\W|$))|(?<=«) | (?=[–—-](?: |$))|(?<=€) (?=\d)|(?<=\d) (?=\d{3}\b)"
    )
)
_NUMBER = re.compile(r"\W?\d[\d.,\u00a0\u202f]*")
_INITIAL = re.compile(r"[^\W\d_]\.")

# Prices, found by looking at many settings.
_UNEVEN = 1.6  # times the square of what a line differs from the mean, in widths of the room
_CLAUSE, _BEFORE_PHRASE, _ANYWHERE, _NAME, _TORN = 0.02, 0.05, 0.12, 0.3, 1.0
_THIRD = 0.3  # for each line after the second
_SMALLER = 2.5  # times the part by which letters are smaller than they could be


@dataclass(frozen=True, kw_only=True)
class Setting:
    """Text broken into lines at a font size in pixels, ready to be drawn."""

    lines: tuple[str, ...]
    size: int


def fitted(
    text: str, font: Font, *, room: float, attempts: tuple[tuple[int, int], ...], language: str
) -> Setting | None:
    """The best setting in a `room` (pixels) among `attempts` (most lines, size in pixels), or None.

    It is the first attempt that fits, unless a later one with smaller letters spares a phrase that would be torn.
    """
    best, least = None, float("inf")
    for most, size in attempts:
        smaller = _SMALLER * (1 - size / attempts[0][1])
        if smaller >= least:
            break
        price, lines = cheapest_lines(text, font, size, room=room, most=most, language=language)
        if lines and price + smaller < least and (best is None or len(lines) >= min(2, len(best.lines))):
            best, least = Setting(lines=lines, size=size), price + smaller
    return best


@lru_cache(maxsize=4096)
def cheapest_lines(
    text: str, font: Font, size: int, *, room: float, most: int, language: str
) -> tuple[float, tuple[str, ...]]:
    """The least price, and the text in the lines that have it; no lines when `most` are not enough.

    The author's own line breaks are kept when they fit; a second speaker's dash always begins a line.
    """
    own = tuple(fonts.with_known_spaces(line, font) for line in _own_lines(text))
    if len(own) <= most and all(fonts.width(line, font, size) <= room for line in own):
        return 0.0, own
    words, turns = _words(text, font)
    space = fonts.width(" ", font, size)
    ends = list(accumulate((fonts.width(word, font, size) + space for word in words), initial=0.0))
    if ends[-1] > most * (room + space):
        return 0.0, ()

    def width(start: int, end: int) -> float:
        return ends[end] - ends[start] - space

    tears = [0.0, *(tear(*pair, language) for pair in pairwise(words))]
    found = (_parted(tears, turns, count, width, room) for count in range(1, most + 1))
    price, breaks = min((one for one in found if one), default=(0.0, ()))
    lines = tuple(" ".join(words[a:b]) for a, b in zip((0, *breaks), breaks, strict=False))
    fits = all(fonts.width(line, font, size) <= room for line in lines)  # a font may kern spaces
    return (price, lines) if fits else (0.0, ())


def as_written(
    text: str, font: Font, *, room: float, attempts: tuple[tuple[int, int], ...]
) -> Setting | None:
    """The text in its own lines and no others, at the first of the sizes at which each of them fits, or None."""
    own = tuple(fonts.with_known_spaces(line, font) for line in _own_lines(text))
    for most, size in attempts:
        if len(own) <= most and all(fonts.width(line, font, size) <= room for line in own):
            return Setting(lines=own, size=size)
    return None


def is_dialogue(lines: tuple[str, ...]) -> bool:
    """Whether a second speaker's dash begins a later line: such lines are never joined, and begin at the left."""
    return any(line.startswith(_DIALOGUE) for line in lines[1:])


def shrinking_sizes(lines: int, size: float, floor: float) -> tuple[tuple[int, int], ...]:
    """Attempts from a size down to a floor (pixels) in steps that nobody sees one by one."""
    tried = [size]
    while tried[-1] * 0.96 > floor:
        tried.append(tried[-1] * 0.96)
    return tuple((lines, round(one)) for one in [*tried, floor])


def _own_lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in fonts.drawable(text).split("\n") if line.strip())


@lru_cache(maxsize=512)
def _words(text: str, font: Font) -> tuple[tuple[str, ...], frozenset[int]]:
    """Words that may part, and the numbers of those that begin another speaker's turn."""
    words: list[str] = []
    turns = set()
    for line in _own_lines(text):
        if words and line.startswith(_DIALOGUE):
            turns.add(len(words))
        dashed = re.sub(r"^([–—-]) ", "\\1\u00a0", re.sub(r"[ \t]+", " ", line))
        words += _STAYS.sub("\u00a0", dashed).split(" ")
    return tuple(fonts.with_known_spaces(word, font) for word in words), frozenset(turns)


def cheapest_parting(
    words: int, count: int, price: Callable[[float, int, int], float | None], *, first: float = 0.0
) -> tuple[float, tuple[int, ...]] | None:
    """The least price of parting so many words into `count` runs, and the words each run ends before.

    `price(before, start, end)` is what the runs before cost together with the words from `start` to `end`; None where
    neither this run nor a longer one may be. Of two equal prices the one with the earlier ends is taken.
    """
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (first, ())}
    for left in reversed(range(count)):
        longer: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (before, ends) in best.items():
            for end in range(start + 1, words + 1) if left else [words][: words - start]:
                whole = price(before, start, end)
                if whole is None:
                    break
                if end not in longer or whole < longer[end][0]:
                    longer[end] = whole, (*ends, end)
        best = longer
    return best.get(words)


def cheapest_runs(words: int, price: Callable[[int, int], float | None]) -> tuple[int, ...]:
    """The words before which runs end that cost least together, of however many runs; none for no words.

    `price(start, end)` is what the words from `start` to `end` cost as one; None where neither this run nor a longer
    one may be, which a single word always may.
    """
    best = [0.0, *[math.inf] * words]
    begins = [0] * (words + 1)
    for start in range(words):
        for end in range(start + 1, words + 1):
            cost = price(start, end)
            if cost is None:
                break
            if best[start] + cost < best[end]:
                best[end], begins[end] = best[start] + cost, start
    ends: list[int] = []
    while words:
        ends.append(words)
        words = begins[words]
    return tuple(reversed(ends))


def _parted(
    tears: list[float], turns: frozenset[int], count: int, width: Callable[[int, int], float], room: float
) -> tuple[float, tuple[int, ...]] | None:
    """The least price of setting all words in `count` lines, and the words each line ends before."""
    words = len(tears)
    mean = width(0, words) / count

    def price(before: float, start: int, end: int) -> float | None:
        wide = width(start, end)
        if wide > room or any(start < turn < end for turn in turns):
            return None
        torn = tears[end] if end < words and end not in turns else 0.0
        return before + _UNEVEN * ((wide - mean) / room) ** 2 + torn

    return cheapest_parting(words, count, price, first=_THIRD * max(0, count - 2))


@lru_cache(maxsize=4096)
def tear(before: str, after: str, language: str) -> float:
    """What it costs to part two words."""
    last, first = before.rstrip(_CLOSING)[-1:], after.lstrip(_OPENING)[:1]
    if clings(before, language) or (_NUMBER.fullmatch(before) and first.islower()):
        return _TORN
    if _INITIAL.fullmatch(before) and first.isupper():
        return _NAME
    if last and last in _SENTENCE_ENDS:
        return 0.0
    if (last and last in _CLAUSE_ENDS) or after[0] in "(«“":
        return _CLAUSE
    if before.lstrip(_OPENING)[:1].isupper() and first.isupper():
        return _NAME
    return _BEFORE_PHRASE if clings(after, language) else _ANYWHERE
