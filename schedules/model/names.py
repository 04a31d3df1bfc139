"""Where words name a person otherwise than that person wished (rule C06): word by word, blind to accents and case."""

import re
from functools import lru_cache
from urllib.parse import unquote

from media.text.folding import without_accents

# Joining words of Dutch, French and other names, which alone name nobody.
_JOINING = """
aan al bij da dal de del della den der des di do dos du el en et het la las le les los op s t te ten ter van ver von
zu zum
"""
PARTICLES = frozenset(_JOINING.split())
_WORD = re.compile(r"[^\W_]+")
_HUMP = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_SHORTEST_RUN = 6  # letters of a whole name that are looked for inside longer words too, as in hashtags


def parts(name: str) -> tuple[str, ...]:
    """Return the words of a name that name somebody: neither joining words nor single letters."""
    return tuple(word for word in _words(name) if word not in PARTICLES and len(word) > 1)


def forbidden(name: str, wish: str, pseudonym: str | None) -> tuple[str, ...]:
    """Return the words of a name that may not be shown: `wish` is `full`, `first-name`, `pseudonym` or `none`."""
    shown = {"full": name, "first-name": (name.split() or [""])[0], "pseudonym": pseudonym or ""}.get(
        wish, ""
    )
    allowed = set(_words(shown))
    return tuple(part for part in parts(name) if part not in allowed)


def said(text: str, unwanted: tuple[str, ...]) -> bool:
    """Tell whether a text has one of these words, also as a genitive, or as a hump of a CamelCase hashtag."""
    if not unwanted:
        return False
    found = _pieces(text)
    return any(word in found or f"{word}s" in found for word in unwanted)


def spelt(text: str, name: str) -> bool:
    """Tell whether a text has a whole name of several words, however joined: `Nora Voorbeeld`, `#noravoorbeeld`."""
    run = _whole(name)
    return bool(run) and run in _run_on(text)


@lru_cache(maxsize=4096)  # the same names are looked for in all that goes out
def _whole(name: str) -> str:
    """Return a name run together; empty where it has one word alone, or too few letters to tell it from others."""
    run = "".join(_words(name))
    return run if len(parts(name)) > 1 and len(run) >= _SHORTEST_RUN else ""


@lru_cache(maxsize=16)  # one text is asked for many names
def _run_on(text: str) -> str:
    return "".join(_words(text))


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(without_accents(unquote(text)))]


def _pieces(text: str) -> set[str]:
    whole = _WORD.findall(without_accents(unquote(text)))
    return {piece.casefold() for word in whole for piece in (word, *_HUMP.findall(word))}
