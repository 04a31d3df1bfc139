"""Languages as people name them: `français`, `Frans`, `FR`, `fra`, `nl_BE` -> the code; one reader for all doors."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from campaign.messages import formatting, translate
from campaign.typed import words
from media.languages import known
from media.text.folding import folded

_CODE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.IGNORECASE)
_LONG_ENOUGH = 3  # letters of a name that is not taken for a code


def code(written: str, home: Iterable[str] = ()) -> str | None:
    """Return the code of the language that a text names, its region kept where one was written; None for none.

    `home` are the codes of the campaign, which are meant first, as they are spelt there.
    """
    plain = written.strip().replace("_", "-")
    if plain.endswith(".") and plain.strip("."):
        whole, ours = plain.rstrip("."), tuple(home)
        return code(whole, ours) or _shortened(folded(whole), ours)
    mine = {one.casefold(): one for one in home}
    if plain.casefold() in mine:
        return mine[plain.casefold()]
    if _CODE.fullmatch(plain) and (short := _short(plain, frozenset(map(known.short, mine)))):
        return short + plain[len(known.short(plain)) :]
    return names(frozenset(map(known.short, mine))).get(folded(plain)) or _inflected(folded(plain))


def several(written: str) -> tuple[str, ...]:
    """Return the codes of the languages that a text names one after the other; none where it names one, or others."""
    for parts in (words.apart(written), re.split(r"[\s/+]+", written.strip())):
        found = tuple(filter(None, map(code, parts)))
        if len(parts) > 1 and len(found) == len(parts):
            return found
    return ()


def names_several(written: str, home: Iterable[str]) -> bool:
    """Return whether a text names more than one language: `fr/nl`, `nl-fr`, `les deux`; `home` are the campaign's."""
    mine = [one.casefold() for one in home]
    if written.strip().casefold() in mine:
        return False
    parts = re.split(r"\W+", written.strip().casefold())
    both = len(parts) > 1 and all(part in map(known.short, mine) for part in parts)
    return both or len(several(written)) > 1 or folded(written) in _all_words()


@cache
def _all_words() -> frozenset[str]:
    words_for_all = (translate.texts(one).get("cell_words", {}).get("all", ()) for one in known.languages())
    return frozenset(folded(word) for every in words_for_all for word in every)


def _short(plain: str, home: frozenset[str]) -> str | None:
    base = known.short(plain)
    return base if base in home or base in known.languages() else formatting.language_code(base)


def _shortened(word: str, home: Iterable[str]) -> str | None:
    """Return the one language of ours whose name begins so: `Ned.`, `franç.`."""
    mine = {one: names(frozenset([known.short(one)])) for one in home or known.languages()}
    found = {
        one
        for one, named in mine.items()
        if any(name.startswith(word) and code == known.short(one) for name, code in named.items())
    }
    return found.pop() if len(found) == 1 and len(word) >= _LONG_ENOUGH else None


def _inflected(word: str) -> str | None:
    """Return the language of an adjective: `française`, `Franse`."""
    return names(frozenset()).get(word.removesuffix("e")) if word.endswith("e") else None


def name(code: object, lang: str | None = None) -> str:
    """Return what a language is called in another."""
    return formatting.language(code, lang)


def spoken(written: str) -> str | None:
    """Return which of the languages that staff may read a text names; None where it is none of them."""
    return translate.spoken(written) or translate.spoken(code(written) or "")


@cache
def names(home: frozenset[str]) -> Mapping[str, str]:
    """Return languages by their names in all languages that we speak, and in their own; folded."""
    found = {
        folded(name): code
        for reader in known.languages()
        for code, name in formatting.names_of_languages(reader).items()
        if len(name) > _LONG_ENOUGH
    }
    for one in sorted({*home, *known.languages()}):
        language = known.find(one)
        own = (formatting.own_name(one), *(language.names if language else ()))
        found |= {folded(name): one for name in own}
    return found
