"""What a font cannot draw right of a text, as a person would see it: found by shaping the text, not by its characters.

A font may have a glyph for each character and yet put a mark beside its letter, leave Arabic letters apart, or draw an
emoji of two people as two.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from media.errors import BadInput
from media.findings import Detail
from media.lettering import fonts, mark_places, scripts, shaping
from media.lettering.glyphs import Glyph, Line, overlap
from media.lettering.typefaces import Font

_SIZE = 200  # pixels at which letters are looked at
_EM = float(_SIZE)
_TOLD = 20  # letters
_HIGHEST, _LOWEST = 1.2 * _EM, -0.55 * _EM  # what a line has room for, from its baseline
_BLANK = "\u115f\u1160\u2800\u3164\uffa0"  # letters that are empty by their nature
_RULES = {  # scripts that cannot be written without rules of substitution: their tags of OpenType
    "Deva": "dev2 deva", "Beng": "bng2 beng", "Guru": "gur2 guru", "Gujr": "gjr2 gujr", "Orya": "ory2 orya",
    "Taml": "tml2 taml", "Telu": "tel2 telu", "Knda": "knd2 knda", "Mlym": "mlm2 mlym", "Mymr": "mym2 mymr",
    "Sinh": "sinh", "Khmr": "khmr", "Tibt": "tibt", "Java": "java", "Bali": "bali", "Lana": "lana", "Cham": "cham",
    "Newa": "newa", "Sund": "sund",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Fault:
    """Something that would look wrong: the code of its sentence, and the letters it is about, each once."""

    code: str
    letters: tuple[str, ...]


@lru_cache(maxsize=4096)
def faults(font: Font, text: str) -> tuple[Fault, ...]:
    """All that a font cannot draw right of a text, the letters that it lacks first; BadInput when it is no font."""
    lines = [fonts.with_known_spaces(line, font) for line in fonts.drawable(text).split("\n")]
    looked_at = [_Looked(font, line) for line in lines if line.strip()]
    told: list[Fault] = []
    for code, look in _LOOKS.items():
        letters = dict.fromkeys(_as_seen(one, text) for looked in looked_at for one in look(looked))
        known = [letter for fault in told for letter in fault.letters]
        if fresh := tuple(one for one in letters if not any(letter in one for letter in known)):
            told.append(Fault(code=code, letters=fresh))
    return tuple(told)


def _as_seen(letters: str, text: str) -> str:
    """Letters as the text has them: a heart in its colour, a mark alone on a circle, nothing invisible at the end."""
    bare = unicodedata.normalize("NFC", letters).rstrip("\u200c\u200d")
    if scripts.is_mark(bare[:1]):
        return f"\u25cc{bare}"
    return f"{bare}\ufe0f" if f"{bare}\ufe0f" in text else bare


def details(font: Font, text: str) -> list[Detail]:
    """The same as sentences to be said of a font."""
    return [
        Detail(fault.code, {"font": font.name, "letters": " ".join(fault.letters[:_TOLD])})
        for fault in faults(font, text)
    ]


def require_drawable(font: Font, text: str) -> None:
    """Raise BadInput when a font would draw something else than a reader of the text expects."""
    for what in details(font, text):
        raise BadInput("text-drawn-wrong", what=what, text=text[:80])


def missing(font: Font, text: str) -> str:
    """The letters of a text that a font cannot draw at all, each once, in the order they appear."""
    found = [fault.letters for fault in faults(font, text) if fault.code == "letters-missing"]
    return "".join(letter for letters in found for letter in letters)


class _Looked:
    """A line as a font draws it, with what of it is one letter or sign to a reader."""

    def __init__(self, font: Font, text: str) -> None:
        self.font, self.text = font, shaping.parted(text)
        self.line: Line = shaping.shaped(text, font, _SIZE)
        self.wholes = scripts.wholes(self.text)

    def whole(self, at: int) -> str:
        """The letter with its marks, or the sign, that the character at a place is part of."""
        start, end = self.wholes[at]
        return self.text[start:end]

    def glyphs(self, at: int) -> list[Glyph]:
        """The glyphs that stand for a character; none where it went into another's."""
        return [glyph for glyph in self.line.glyphs if glyph.character == at]

    def words(self) -> Iterator[tuple[int, int]]:
        """Where each word begins and ends."""
        return (found.span() for found in re.finditer(r"\S+", self.text))


def _lacking(looked: _Looked) -> Iterator[str]:
    """Letters for which a font has no glyph, or an empty one."""
    for glyph in sorted(looked.line.glyphs, key=lambda one: one.character):
        sign = looked.text[glyph.character]
        empty = glyph.ink is None and unicodedata.category(sign)[0] in "LNPS" and sign not in _BLANK
        if glyph.number == 0 or (empty and not _carried(looked, glyph)):
            yield looked.whole(glyph.character)


def _carried(looked: _Looked, glyph: Glyph) -> bool:
    """Whether another glyph of the same letter or sign shows what an empty one does not."""
    start, end = looked.wholes[glyph.character]
    return any(one.ink for one in looked.line.glyphs if start <= one.character < end)


def _in_parts(looked: _Looked) -> Iterator[str]:
    """Flags, keys and emoji that are tied together, drawn as several signs side by side."""
    for found in scripts.ONE_SIGN.finditer(looked.text):
        start, end = found.span()
        drawn = [one.ink for one in looked.line.glyphs if one.ink and start <= one.character < end]
        around = all(overlap(one, drawn[0]) > 0 for one in drawn[1:]) and found[0].endswith("\u20e3")
        if len(drawn) > 1 and not around:
            yield found[0]


def _without_rules(looked: _Looked) -> Iterator[str]:
    """Words in a script whose letters take other forms and places, where a font has the letters alone."""
    for start, end in looked.words():
        told = {scripts.script(sign) for sign in looked.text[start:end]} & _RULES.keys()
        if any(not shaping.has_rules_for(looked.font, frozenset(_RULES[one].split())) for one in told):
            yield looked.text[start:end]


def _unjoined(looked: _Looked) -> Iterator[str]:
    """Words whose letters should join, where each is drawn as it stands alone."""
    for start, end in looked.words():
        word = looked.text[start:end]
        if any(scripts.script(sign) in _JOINING for sign in word) and _stands_apart(looked.font, word):
            yield word


_JOINING = ("Arab", "Syrc", "Nkoo", "Adlm", "Mong", "Mand", "Phag", "Rohg", "Sogd")


def _stands_apart(font: Font, word: str) -> bool:
    """Whether two letters that depend on each other both look as they do alone."""
    bare = "".join(sign for sign in word if unicodedata.category(sign)[0] == "L")
    glyphs = _letters(font, bare)
    return any(
        after.torn
        and after.character == before.character + 1
        and all(
            [one.number] == [alone.number for alone in _letters(font, bare[one.character])] for one in pair
        )
        for pair in pairwise(glyphs)
        for before, after in [pair]
    )


def _letters(font: Font, text: str) -> list[Glyph]:
    """The glyphs of letters, in the order of the text, joined where they must be and nothing else."""
    line = shaping.shaped(text, font, _SIZE, letters_alone=True)
    return sorted(line.glyphs, key=lambda glyph: glyph.character)


def _misplaced(looked: _Looked) -> Iterator[str]:
    """Letters whose marks stand beside them, through them, or in each other; marks that have no letter."""
    glyphs = list(looked.line.glyphs)
    for glyph in glyphs:
        if scripts.is_mark(looked.text[glyph.character]) and not mark_places.in_place(
            glyphs, glyph, looked.text, _SIZE
        ):
            yield looked.whole(glyph.character)


def _too_tall(looked: _Looked) -> Iterator[str]:
    """Letters that reach into the line above or below."""
    for glyph in looked.line.glyphs:
        if glyph.ink and (glyph.ink[3] > _HIGHEST or glyph.ink[1] < _LOWEST):
            yield looked.whole(glyph.character)


_LOOKS: dict[str, Callable[[_Looked], Iterable[str]]] = {
    "letters-missing": _lacking,
    "sign-in-parts": _in_parts,
    "script-without-rules": _without_rules,
    "letters-unjoined": _unjoined,
    "marks-misplaced": _misplaced,
    "letters-too-tall": _too_tall,
}
