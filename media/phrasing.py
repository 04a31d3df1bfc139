"""A transcript parted into subtitles: at sentences, else at clauses, else where a phrase ends; two lines at most.

The rules are Netflix's and the BBC's for parting a text (facts/testimony.md section 1.1): after punctuation, before a
conjunction or preposition, never after a word that clings to the next.
"""

import re

from media.grammar import clings
from media.subtitles.lint.timing import length

_SENTENCE = re.compile(r"(?<=[.!?…])(?:[ \u00a0\u202f]?[»”\"')\]])*\s+(?=[^\s»!?…;:])")
_ENDS, _CLOSES, _SIGNS = ".!?…", ",;:)–—", "?!:;»%€"
_CLAUSE, _PHRASE, _ANYWHERE, _TORN = 0.0, 0.15, 0.4, 3.0  # what it costs to part here


def phrases(text: str, language: str, *, line: int, lines: int = 2) -> list[str]:
    """The text as subtitles of at most `lines` lines of `line` signs, their lines parted with a line end.

    A blank line in the text always parts. No word is changed, left out or added; a longer word stands alone.
    """
    found = []
    for paragraph in re.split(r"\n[ \t]*\n", text):
        for sentence in _sentences(" ".join(paragraph.split())):
            found += [_laid(part, language, line, lines) for part in _parts(sentence, language, line * lines)]
    return found


def _sentences(text: str) -> list[str]:
    """Sentences, each with its closing quote; abbreviations such as M. and dhr. end none."""
    whole: list[str] = []
    at = 0
    for found in _SENTENCE.finditer(text):
        before = text[at : found.start()].rpartition(" ")[2]
        if re.fullmatch(r"[^\W\d_]\.|\d+\.", before) or any(
            clings(before, one) for one in ("nl", "fr", "en")
        ):
            continue
        whole.append(text[at : found.end()].strip())
        at = found.end()
    return [one for one in [*whole, text[at:].strip()] if one]


def _parts(sentence: str, language: str, room: int) -> list[str]:
    """A sentence in as few parts as fit, parted evenly at the best places."""
    words = _words(sentence)
    count = max(1, -(-length(sentence) // max(1, room - 8)))
    return [" ".join(words[a:b]) for a, b in _divided(words, language, count, room)]


def _laid(part: str, language: str, line: int, lines: int) -> str:
    if length(part) <= line:
        return part
    words = _words(part)
    return "\n".join(" ".join(words[a:b]) for a, b in _divided(words, language, lines, line))


def _words(text: str) -> list[str]:
    """Words, each with the sign that follows it after a space, as in French."""
    glued: list[str] = []
    for word in text.split(" "):
        if glued and (word.strip(_SIGNS) == "" or glued[-1] in ("«", "-", "–", "—")):
            glued[-1] += " " + word
        else:
            glued.append(word)
    return glued


def _divided(words: list[str], language: str, count: int, room: int) -> list[tuple[int, int]]:
    """Where each of the parts begins and ends: even in length, parted where it costs least; more if they must be."""
    ends = [0]
    for word in words:
        ends.append(ends[-1] + length(word) + 1)
    for parts in range(min(count, len(words)), len(words)):
        if found := _cheapest(words, ends, language, parts, room):
            return found
    return [(at, at + 1) for at in range(len(words))]


def _cheapest(
    words: list[str], ends: list[int], language: str, count: int, room: int
) -> list[tuple[int, int]] | None:
    mean = ends[-1] / count
    best: dict[int, tuple[float, list[tuple[int, int]]]] = {0: (0.0, [])}
    for _ in range(count):
        longer: dict[int, tuple[float, list[tuple[int, int]]]] = {}
        for start, (price, parts) in best.items():
            for end in range(start + 1, len(words) + 1):
                wide = ends[end] - ends[start] - 1
                if wide > room and end > start + 1:
                    break
                torn = _price(words[end - 1], words[end], language) if end < len(words) else 0.0
                whole = price + (2 * (wide - mean) / room) ** 2 + torn
                if end not in longer or whole < longer[end][0]:
                    longer[end] = whole, [*parts, (start, end)]
        best = longer
    return best[len(words)][1] if len(words) in best else None


def _price(before: str, after: str, language: str) -> float:
    last = before.rstrip("”’\"'»")[-1:]
    if last and last in _ENDS + _CLOSES:
        return _CLAUSE
    if clings(before, language):
        return _TORN
    return _PHRASE if clings(after, language) else _ANYWHERE
