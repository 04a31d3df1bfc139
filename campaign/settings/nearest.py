"""Which of the names that there are somebody meant by one that there is not."""

import difflib
from collections.abc import Iterable

from campaign.messages import translate
from media.languages import known as languages
from media.text.folding import folded

_NEAR, _SURE = 0.66, 0.8  # likeness from 0 to 1


def same(written: str, name: str) -> bool:
    """Tell whether a name differs in capitals, spaces, hyphens or accents alone, or is a word for it."""
    return folded(written) in (folded(name), *_words(name))


def of(written: str, names: Iterable[str], *, surely: bool = False) -> str | None:
    """Return the name that was meant; None where nobody can tell, or only guess (`surely`)."""
    known = {folded(name): name for name in names}
    exact = next((name for name in known.values() if same(written, name)), None)
    if exact or not known:
        return exact
    word = folded(written)
    begun = [short for short in known if len(short) > 3 and word.startswith(short)]
    near = difflib.get_close_matches(word, known, n=1, cutoff=_SURE if surely else _NEAR)
    return known[(near or ([] if surely else begun) or [""])[0]] if near or (begun and not surely) else None


def _words(name: str) -> frozenset[str]:
    """Return what people of any language call a setting or a section, folded."""
    tables = (translate.texts(code).get("setting_words", {}) for code in languages.languages())
    return frozenset(folded(word) for table in tables for word in table.get(name, ()))
