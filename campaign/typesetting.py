"""Captions and comments as they are kept: French with its spaces that do not break, which nobody's keyboard has."""

from collections.abc import Iterable

from media.text import typography
from schedules.model import bilingual


def set_right(text: str, language: str, pair: tuple[str, ...]) -> str:
    """Return a text with the spaces of its language, of each half its own where it is in two of `pair`.

    Nothing that a reader sees changes, so neither does what anybody approved.
    """
    parts, other = bilingual.halves(text), bilingual.second(text, language, pair)
    if parts is None or other is None:
        return typography.bound(text, bilingual.base(language))
    first, second = text[: parts.start], text[parts.start :]
    return typography.bound(first, bilingual.base(language)) + typography.bound(second, bilingual.base(other))


def kept(text: str | None, olds: Iterable[str | None], language: str, pair: tuple[str, ...]) -> str | None:
    """Return the first of the texts kept before of which `text` is but the typeset form; `text` where none is."""
    return next((old for old in olds if old and set_right(old, language, pair) == text), text)


def portable(text: str) -> str:
    """Return a text that spreadsheets can save: their CSV of Windows-1252 has `?` for the narrow space."""
    return text.replace(typography.NARROW, " ")
