"""Two versions of a text, word by word: what stayed, what went and what came."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_PIECES = re.compile(r"\s+|\w+|[^\w\s]")
How = Literal["same", "out", "in"]


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Some of a text, which both versions have, only the older (`out`) or only the newer (`in`)."""

    how: How
    text: str


def between(older: str, newer: str) -> tuple[Piece, ...]:
    """Return what both texts consist of, in order."""
    old, new = _PIECES.findall(older), _PIECES.findall(newer)
    pieces: list[Piece] = []
    runs = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for what, first, first_end, then, then_end in runs:
        if what == "equal":
            pieces.append(Piece(how="same", text="".join(old[first:first_end])))
            continue
        pieces += [Piece(how="out", text="".join(old[first:first_end]))] if first < first_end else []
        pieces += [Piece(how="in", text="".join(new[then:then_end]))] if then < then_end else []
    return tuple(pieces)
