"""Words without accents and case, so that spellings can be compared: one table for whoever compares them."""

import unicodedata

_LETTERS = str.maketrans(  # what Unicode takes for letters of their own
    {
        "ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D",
        "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe",
    }
)  # fmt: skip


def without_accents(text: str) -> str:
    """A text without accents and without characters that nobody sees; case, spaces and punctuation stay."""
    apart = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(letter for letter in apart if unicodedata.category(letter) not in ("Mn", "Cf"))


def folded(text: str) -> str:
    """Letters and digits alone, small and without accents: Crédal and CREDAL become credal."""
    return "".join(letter for letter in without_accents(text).casefold() if letter.isalnum())
