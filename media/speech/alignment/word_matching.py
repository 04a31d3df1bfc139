"""Which of the words that were given are which of those that were heard: one alignment of both texts, from end to end.

A pair costs 1.05 × (1 − likeness), a word left alone 0.55; alike at 0.7 or more, a pair is an anchor (measured:
facts/speech.md section 3.4). Memory stays bounded for films of hours: long texts are halved (Hirschberg 1975).
"""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from media.text import folding

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray

_PAIR, _ALONE = 1.05, 0.55
_ALIKE = 0.7
_LEAST = 0.5  # pairs that cannot be so much alike count as not alike at all
_PARTS = re.compile(r"[^\s’‘'ʼ´`\-‐‑‒–—/.:…]+")
_LARGEST_TABLE = 2_000_000  # cells: 16 MB
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


@dataclass(frozen=True, kw_only=True)
class Anchor:
    """A part of a given word that is a part of a heard one: numbers of the words, and of the parts in each text.

    Parts are what hyphens, apostrophes and points divide: zee-engte has two, as l'accident has.
    """

    given: int
    heard: int
    given_part: int
    heard_part: int

    def follows(self, other: "Anchor") -> bool:
        """Tell whether no part lies between the other and this one in either text."""
        return self.given_part == other.given_part + 1 and self.heard_part == other.heard_part + 1


def anchors(given: Sequence[str], heard: Sequence[str]) -> tuple[Anchor, ...]:
    """The pairs of words, given and heard, that are alike, in their order; none is in two pairs but by its parts."""
    import numpy as np

    mine, theirs = _parts(given), _parts(heard)
    if not mine or not theirs:
        return ()
    words, their_words = sorted({part for _, part in mine}), sorted({part for _, part in theirs})
    alike = _likenesses(words, their_words)
    rows = np.searchsorted(np.array(words), np.array([part for _, part in mine]))
    columns = np.searchsorted(np.array(their_words), np.array([part for _, part in theirs]))
    return tuple(
        Anchor(given=mine[one][0], heard=theirs[other][0], given_part=one, heard_part=other)
        for one, other in _pairs(rows, columns, alike)
        if alike[rows[one], columns[other]] >= _ALIKE
    )


def likeness(one: str, other: str) -> float:
    """How alike two words are, from 0 to 1: the part of the longer one's letters that need no change."""
    longer = max(len(one), len(other))
    return 1 - _edits(one, other) / longer if longer else 1.0


def _parts(words: Sequence[str]) -> list[tuple[int, str]]:
    """The bare letters of each part of the words, with the number of its word."""
    return [
        (number, bare)
        for number, word in enumerate(words)
        for part in _PARTS.findall(word)
        if (bare := folding.folded(part))
    ]


def _likenesses(words: Sequence[str], others: Sequence[str]) -> "Numbers":
    """How alike each word is to each of the others; where letters tell that it is too little, 0."""
    import numpy as np

    lengths = np.array([len(other) for other in others])
    letters = np.array([_counted(other) for other in others])
    found = np.zeros((len(words), len(others)), np.float32)
    for row, word in enumerate(words):
        shared = np.minimum(np.array(_counted(word)), letters).sum(axis=1)
        near = np.flatnonzero(shared >= _LEAST * np.maximum(lengths, len(word)))
        found[row, near] = [likeness(word, others[int(column)]) for column in near]
    return found


def _counted(word: str) -> list[int]:
    """How often each letter is in a word; last, how often any other is."""
    counted = [word.count(letter) for letter in _LETTERS]
    return [*counted, len(word) - sum(counted)]


def _edits(one: str, other: str) -> int:
    """Letters to change, add or take away until one word is the other (Levenshtein 1966)."""
    row = list(range(len(other) + 1))
    for count, letter in enumerate(one, 1):
        corner, row[0] = row[0], count
        for place, theirs in enumerate(other, 1):
            corner, row[place] = (
                row[place],
                min(row[place] + 1, row[place - 1] + 1, corner + (letter != theirs)),
            )
    return row[-1]


def _pairs(mine: "Numbers", theirs: "Numbers", alike: "Numbers") -> Iterator[tuple[int, int]]:
    """The pairs of the cheapest alignment, in order."""
    import numpy as np

    if len(mine) * len(theirs) <= _LARGEST_TABLE or len(mine) < 2:
        yield from reversed(list(_walked(mine, theirs, alike)))
        return
    half = len(mine) // 2
    before = deque(_rows(mine[:half], theirs, alike), maxlen=1)[0]
    behind = deque(_rows(mine[half:][::-1], theirs[::-1], alike), maxlen=1)[0]
    cut = int(np.argmin(before + behind[::-1]))
    yield from _pairs(mine[:half], theirs[:cut], alike)
    for one, other in _pairs(mine[half:], theirs[cut:], alike):
        yield one + half, other + cut


def _rows(mine: "Numbers", theirs: "Numbers", alike: "Numbers") -> Iterator["Numbers"]:
    """What the cheapest alignment of so many of mine with so many of theirs costs: a row for each number of mine."""
    import numpy as np

    ramp = _ALONE * np.arange(len(theirs) + 1)
    row = ramp
    yield row
    for one in mine:
        best = row + _ALONE
        best[1:] = np.minimum(best[1:], row[:-1] + _PAIR * (1 - alike[one, theirs]))
        row = np.minimum.accumulate(best - ramp) + ramp
        yield row


def _walked(mine: "Numbers", theirs: "Numbers", alike: "Numbers") -> Iterator[tuple[int, int]]:
    """The pairs of the cheapest alignment, from the last to the first."""
    rows = list(_rows(mine, theirs, alike))
    one, other, near = len(mine), len(theirs), 1e-6
    while one and other:
        costs = rows[one][other]
        pair = rows[one - 1][other - 1] + _PAIR * (1 - float(alike[mine[one - 1], theirs[other - 1]]))
        if abs(costs - pair) < near:
            one, other = one - 1, other - 1
            yield one, other
        elif abs(costs - rows[one - 1][other] - _ALONE) < near:
            one -= 1
        else:
            other -= 1
