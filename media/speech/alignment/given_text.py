"""A transcript as its words, one after the other, with where its paragraphs and sentences begin."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_ENDS = re.compile(r"[.!?…][\"”’'»)\]]*$")
_SIGNS = "?!:;»%€"  # stand after a space of their own in French
_OPENS = ("«", "-", "–", "—")


@dataclass(frozen=True, kw_only=True)
class GivenText:
    """Words as they are shown, each with the signs that belong to it; `paragraphs` are the words that begin one."""

    words: tuple[str, ...]
    paragraphs: tuple[int, ...]

    def sentences(self) -> Iterator[tuple[int, int]]:
        """The words from which and up to which (not itself) each sentence goes."""
        first = 0
        for number, word in enumerate(self.words, 1):
            last = number in self.paragraphs or number == len(self.words)
            if last or ends_sentence(word):
                yield first, number
                first = number


def ends_sentence(word: str) -> bool:
    """Tell whether a word has the sign that ends a sentence."""
    return bool(_ENDS.search(word))


def given(text: str) -> GivenText:
    """The words of a text; a blank line parts paragraphs."""
    words, paragraphs = list[str](), list[int]()
    for paragraph in re.split(r"\n[ \t\r]*\n", text):
        if glued := glued_words(paragraph.split()):
            paragraphs.append(len(words))
            words += glued
    return GivenText(words=tuple(words), paragraphs=tuple(paragraphs))


def glued_words(words: Sequence[str]) -> list[str]:
    """Words, each with the sign that stands alone behind it or before it, as French has them."""
    glued = list[str]()
    for word in words:
        if glued and (word.strip(_SIGNS) == "" or glued[-1] in _OPENS):
            glued[-1] += " " + word
        else:
            glued.append(word)
    return glued
