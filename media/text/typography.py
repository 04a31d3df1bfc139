"""Typography per language: what is wrong with a line (S19), and the same line set right, letters untouched.

French: Imprimerie nationale's spaces that do not break; Dutch: the apostrophe of `’s`; dialogue dashes as Netflix's
timed text style guides want them (facts/testimony.md sections 1.1 and 1.3).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

WIDE, NARROW = "\u00a0", "\u202f"  # spaces that do not break: before : and », before ; ! ?
_LIGATURED = re.compile(
    r"\b(?:choeur|coeur|soeur|oeuvre|manoeuvre|oeuf|boeuf|noeud|voeu|oeil|moeurs|oenolog)\w*", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True)
class Habit:
    """Something that a language wants: what is looked for, what is put in its place, and its sentence's code.

    `languages` empty: all of them. A habit without `put` is only pointed out.
    """

    code: str
    look: re.Pattern[str]
    put: str | Callable[[re.Match[str]], str] | None = None
    languages: tuple[str, ...] = ()


def _spaced(found: re.Match[str]) -> str:
    return (WIDE if found[1] in ":»" else NARROW) + found[1]


HABITS = (
    Habit(code="space-double", look=re.compile(r"(?<=\S)[ \t]{2,}(?=\S)|\t"), put=" "),
    Habit(code="ellipsis-dots", look=re.compile(r"(?<!\.)\.\.\.(?!\.)"), put="…"),
    Habit(
        code="space-before-sign",
        look=re.compile(r"(?<=[^\s;:!?«(\[\"“…])[ ]*([;!?»])(?=[\s;:!?»)\]”\".,…]|$)"),
        put=_spaced,
        languages=("fr",),
    ),
    Habit(
        code="space-before-sign",
        look=re.compile(r"(?<=[^\s;:!?])[ ]*(:)(?=\s|$)"),
        put=_spaced,
        languages=("fr",),
    ),
    Habit(code="space-after-quote", look=re.compile(r"«[ ]*(?=\S)"), put="«" + WIDE, languages=("fr",)),
    Habit(code="ligature", look=_LIGATURED, languages=("fr",)),
    Habit(code="apostrophe-opens", look=re.compile(r"(?<!\w)‘(?=[stnkm]\b)"), put="’", languages=("nl",)),
)


def mended(text: str, language: str) -> str:
    """A text without markup, with the spaces and signs its language wants; letters and words stay."""
    for habit in _habits(language):
        if habit.put is not None:
            text = habit.look.sub(habit.put, text)
    return text


_BREAKABLE = re.compile(
    r" (?=([;!?])(?:[\s;:!?»)\]”\"…]|$))| (?=»(?:[\s;:!?)\]”\".,…]|$))| (?=:(?:\s|$))|(?<=«) (?=\S)"
)


def bound(text: str, language: str) -> str:
    """A text with spaces that do not break where its language has them; none is added, nothing else changes."""
    if language != "fr":
        return text
    return _BREAKABLE.sub(lambda found: NARROW if found[1] else WIDE, text)


def _habits(language: str) -> Iterator[Habit]:
    return (one for one in HABITS if not one.languages or language in one.languages)
