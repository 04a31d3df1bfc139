"""Words that people type for codes that programs read: as the program prints them, and as people write them besides.

`paysage`, `liggend`, `Landscape` are all `landscape`. Case, accents, spaces, hyphens and underscores do not count, nor
does an ending of gender or number that leaves one code alone: `publiées`, `brouillons`.
"""

import difflib
import re
from collections.abc import Iterable, Sequence
from functools import cache

from campaign.messages import translate
from media.languages import known
from media.text.folding import folded

_BETWEEN = re.compile(r"\s*[,;|&+]\s*|\s+(?:and|en|et)\s+", re.IGNORECASE)


def find(written: str, codes: Iterable[str]) -> str | None:
    """Return which of these codes a word means, in any language we know; None where it means none, or more than one."""
    codes = tuple(codes)
    if written in codes:
        return written
    word = folded(written)
    for asked in ({word}, _stems(word)) if word else ():
        meant = [code for code in codes if asked & _forms(code, stems=len(asked) > 1)]
        if meant:
            return meant[0] if len(meant) == 1 else None
    return None


def several(written: str, codes: Iterable[str]) -> tuple[str, ...] | None:
    """Return the codes that words with commas between mean; None where one of them means none."""
    codes = tuple(codes)
    whole = find(written, codes)
    found = (whole,) if whole else tuple(find(part, codes) for part in apart(written))
    meant = tuple(code for code in found if code)
    return meant if len(meant) == len(found) > 0 else None


def apart(written: str) -> tuple[str, ...]:
    """Return what stands between the commas of a text, and between its words for `and`."""
    return tuple(filter(None, (part.strip() for part in _BETWEEN.split(written))))


def nearest(written: str, codes: Sequence[str]) -> str | None:
    """Return the code of which a spelling is nearest to what was written; None where none is near."""
    spelt = {spelling: code for code in reversed(codes) for spelling in spellings(code)}
    near = difflib.get_close_matches(folded(written), spelt, n=1, cutoff=0.7)
    return spelt[near[0]] if near else None


@cache
def spellings(code: str) -> frozenset[str]:
    """Return all spellings of a code in every language, folded: the program's own words, and those of `[words]`."""
    theirs = [
        word for lang in known.languages() for word in translate.texts(lang).get("words", {}).get(code, ())
    ]
    printed = [translate.word(code, lang) for lang in known.languages()]
    roles = [spoken.roles[code] for spoken in known.languages().values() if code in spoken.roles]
    return frozenset(filter(None, map(folded, (code, *printed, *roles, *theirs))))


@cache
def _forms(code: str, *, stems: bool) -> frozenset[str]:
    if not stems:
        return spellings(code)
    return frozenset(stem for spelling in spellings(code) for stem in _stems(spelling))


def _stems(word: str) -> set[str]:
    """Return a word with and without an ending of gender or number."""
    return {word, *(word.removesuffix(ending) for ending in ("s", "e", "es") if len(word) > 3)}
