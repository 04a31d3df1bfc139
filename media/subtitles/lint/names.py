"""The linter's rule on names (S20): people and organisations are spelled as on record, accents and capitals too."""

import re
import unicodedata
from collections.abc import Iterator

from media.subtitles.model import Seen
from media.subtitles.norms import Context
from media.subtitles.reader import Opened
from media.text import folding

_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff"  # on letters that have none of their own with them: Ɛ́, m̃
_WORD = re.compile(rf"(?:[^\W_][{_MARKS}]*)+(?:[-.](?:[^\W_][{_MARKS}]*)+)*")


def names(file: Opened, context: Context) -> Iterator[Seen]:
    """S20: a name on record, written with other accents, capitals or spaces."""
    known = known_names(context.names)
    longest = max((len(name.split()) for name in known.values()), default=0) + 1
    for number, line, _ in file.lines():
        said = dict.fromkeys(_misspelt(line, known, longest))
        for wrong, right in said:
            yield Seen(code="S20", line=number, severity="warning", params={"wrong": wrong, "right": right})


def known_names(names: tuple[str, ...]) -> dict[str, str]:
    """The names by their folded form; of names of several words, the words that begin with a capital too."""
    known: dict[str, str] = {}
    for name in names:
        parts = [part for part in name.split() if len(part) > 3 and part[0].isupper()]
        for one in (name, *parts):
            known.setdefault(folding.folded(one), unicodedata.normalize("NFC", one))
    known.pop("", None)
    return known


def _misspelt(line: str, known: dict[str, str], longest: int) -> Iterator[tuple[str, str]]:
    words = list(_WORD.finditer(unicodedata.normalize("NFC", line)))
    line = unicodedata.normalize("NFC", line)
    for at, first in enumerate(words):
        for last in words[at : at + longest]:
            written = line[first.start() : last.end()]
            right = known.get(folding.folded(written))
            if (
                right
                and folding.plain_marks(written) != folding.plain_marks(right)
                and _other(written, right)
            ):
                yield written, right


def _other(written: str, right: str) -> bool:
    """Whether a spelling is wrong, not merely in capitals or a common word: `hefboom` is a lever, `an` a word."""
    if written in (right.upper(), right.lower()) and right == right.title():
        return False
    return written != right.upper()
