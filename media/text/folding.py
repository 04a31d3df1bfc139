"""Words without accents and case, so that spellings can be compared: one table for whoever compares them."""

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_NEAR = 0.8  # how alike two names are at least, of which one may be a slip of the other
_SHORTEST = 4  # letters of a name that is looked for within a longer one
_WORD = re.compile(r"[^\W_]+")
_LETTERS = str.maketrans(  # what Unicode takes for letters of their own
    {
        "ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D",
        "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe",
        "ʼ": "'", "ʹ": "'",  # which stand for apostrophes
    }
)  # fmt: skip

_MARKS = str.maketrans(dict.fromkeys("’‘ʼ′´`＇", "'") | dict.fromkeys("‐‑‒–−", "-"))


def without_accents(text: str) -> str:
    """A text without accents and without characters that nobody sees; case, spaces and punctuation stay."""
    if text.isascii():
        return text  # most are, and have none
    apart = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    unseen = [letter for letter in set(apart) if unicodedata.category(letter) in ("Mn", "Cf")]
    return apart.translate(dict.fromkeys(map(ord, unseen))) if unseen else apart


@lru_cache(maxsize=4096)  # the same words are compared with all that somebody may have meant
def folded(text: str) -> str:
    """Letters and digits alone, small and without accents: Crédal and CREDAL become credal."""
    return "".join(_WORD.findall(without_accents(text).casefold()))


def slug(text: str) -> str:
    """A text as a short name for commands: Café Nadège becomes cafe-nadege; empty where nothing of it can be one.

    A letter comes first, then small letters without accents, digits, and one hyphen for all else between.
    """
    return re.sub(r"^[^a-z]+|-+$", "", re.sub(r"[^a-z0-9]+", "-", without_accents(text).casefold()))


def tidy(name: str) -> str:
    """A name as it is kept: its letters put together (NFC), one space between its words, none around it."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def plain_marks(text: str) -> str:
    """A text with one kind of apostrophe, of hyphen and of space, which keyboards and programs put in many kinds."""
    return " ".join(text.translate(_MARKS).split())


def same(one: str, other: str) -> bool:
    """Tell whether two names are one, whatever their accents, case, apostrophes, hyphens and spaces."""
    return folded(one) == folded(other) if folded(one) else one.strip() == other.strip()


def nearly_same(one: str, other: str) -> bool:
    """Tell whether two names of people, which are not the `same`, may be one: a letter otherwise, or words in turn."""
    first, second = ([folded(word) for word in name.replace("-", " ").split()] for name in (one, other))
    if len(first) != len(second) or len(first) < 2 or same(one, other):
        return False
    return sorted(first) == sorted(second) or all(map(_near_word, first, second))


def _near_word(one: str, other: str) -> bool:
    return one == other or difflib.SequenceMatcher(None, one, other).ratio() >= _NEAR


def stands_in(name: str, text: str) -> bool:
    """Tell whether a text has a name, as whole words, spelt in any way that is the `same`."""
    wanted = folded(name)
    if not wanted:
        return bool(name.strip()) and name.strip() in text
    words, run_on = _words(text)
    return wanted in run_on and any(_begins(words[at:], wanted) for at in range(len(words)))


@lru_cache(maxsize=16)  # one text is asked for many names
def _words(text: str) -> tuple[list[str], str]:
    """Return the words of a text, folded, and all of them run together."""
    words = [folded(word) for word in _WORD.findall(without_accents(text))]
    return words, "".join(words)


def _begins(words: list[str], wanted: str) -> bool:
    """Tell whether the first of these words make up what is wanted, and end with it."""
    for word in words:
        if not word or not wanted.startswith(word):
            return False
        wanted = wanted.removeprefix(word)
        if not wanted:
            return True
    return False


def nearest(written: str, names: Iterable[str]) -> str | None:
    """Return the name of which what was written may be a slip, or a longer form; None where none is near."""
    known = {folded(one): one for one in names}
    wanted = folded(written)
    close = difflib.get_close_matches(wanted, list(known), n=1, cutoff=_NEAR)
    within = (
        one for one in known if min(len(one), len(wanted)) >= _SHORTEST and (one in wanted or wanted in one)
    )
    found = close[0] if close else next(within, None)
    return known[found] if found else None
