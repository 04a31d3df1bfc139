"""Typography per language: what is wrong with a line (S19), and the same line set right, letters untouched.

French: Imprimerie nationale's spaces that do not break; Dutch: the apostrophe of `’s`; dialogue dashes as Netflix's
timed text style guides want them (facts/testimony.md sections 1.1 and 1.3).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from media.subtitles.model import Seen
from media.subtitles.norms import Context
from media.subtitles.reader import Opened

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


def spaces_and_signs(file: Opened, context: Context) -> Iterator[Seen]:
    """S19: what a line's language writes otherwise; one finding of a kind per line."""
    for number, line, _ in file.lines():
        for code in dict.fromkeys(one.code for one in _habits(context.short) if one.look.search(line)):
            yield Seen.what("S19", number, code, "warning", sample=line[:50])
    if file.kind in ("srt", "vtt"):
        for raw in file.raw:
            for number, line in enumerate(raw.text.split("\n"), raw.text_line):
                if line.strip() and line != line.strip(" \t"):
                    yield Seen.what("S19", number, "space-at-edge", "warning", sample=line.strip()[:50])
    yield from _quotes(file)
    yield from _dashes(file, context.short)
    yield from _small_starts(file, context.short)


def _quotes(file: Opened) -> Iterator[Seen]:
    """Straight and curly apostrophes in one file: the rarer kind, where it is first."""
    where: dict[str, list[int]] = {"'": [], "’": []}
    for number, line, _ in file.lines():
        for sign, numbers in where.items():
            if re.search(rf"\w{sign}\w", line):
                numbers.append(number)
    rare = min(where.values(), key=len)
    if rare:
        yield Seen.what("S19", rare[0], "quotes-mixed", "warning", lines=len(rare))


# How a cue with two speakers begins its lines: Dutch marks the second only, French both and with a space.
_DASHES = {
    "nl": (re.compile(r"(?![-–—])"), re.compile(r"-(?=\S)")),
    "fr": (re.compile(r"[-–—][ \u00a0\u202f](?=\S)"), re.compile(r"[-–—][ \u00a0\u202f](?=\S)")),
    "en": (re.compile(r"-(?=\S)"), re.compile(r"-(?=\S)")),
}


def _dashes(file: Opened, language: str) -> Iterator[Seen]:
    if language not in _DASHES:
        return
    for raw, cue in zip(file.raw, file.shown, strict=True):
        lines = cue.text.split("\n")
        if len(lines) == 2 and lines[1].startswith(("-", "–", "—")):
            first, second = _DASHES[language]
            if not (first.match(lines[0]) and second.match(lines[1])):
                yield Seen.what("S19", raw.text_line, f"dashes-{language}", "warning")


def _small_starts(file: Opened, language: str) -> Iterator[Seen]:
    """Dutch: a sentence that begins with ’s or ’t has its capital at the next word."""
    ended = True
    for number, line, _ in file.lines() if language == "nl" else ():
        if ended and re.match(r"-?['’][stnk] [a-zà-ÿ]", line):
            yield Seen.what("S19", number, "capital-after-apostrophe", "warning", sample=line[:50])
        ended = line.endswith((".", "!", "?", ".”", "!”", "?”"))
