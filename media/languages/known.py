"""Which languages there are: a file in this folder is one, and there is no other list of them."""

import importlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from media.languages.language import Language, Notes

FALLBACK = "en"  # what is read where a language has no word of its own
_OURS = ("known", "language")  # files of this folder that are no language


@cache
def languages() -> Mapping[str, Language]:
    """Return every language by its code, in the order of the files' names; the one that all fall back on is last."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py") if path.stem not in _OURS)
    modules = (importlib.import_module(f"media.languages.{name}") for name in names)
    brought: list[Language] = [module.LANGUAGE for module in modules]
    brought.sort(key=lambda language: language.code == FALLBACK)
    return {language.code: language for language in brought}


@cache
def weekdays() -> Mapping[str, int]:
    """Return the days of the week by their names in every language; Monday is 0."""
    return {
        name: number
        for language in languages().values()
        for number, names in enumerate(language.weekdays)
        for name in names.split()
    }


def short(code: str | None) -> str:
    """Return a language's code without its region: `nl` of `nl-BE` or `nl_BE.UTF-8`; nothing for none."""
    return (code or "").replace("_", "-").partition("-")[0].lower()


def find(code: str | None) -> Language | None:
    """Return the language that a code means, whatever its region; None where it has no file here."""
    return languages().get(short(code))


def find_or_fallback(code: str | None) -> Language:
    """Return the language that a code means, or the one that all fall back on."""
    return find(code) or languages()[FALLBACK]


def notes(code: str | None) -> tuple[Notes, str]:
    """Return how a file words its notes in a language, or as all fall back on, and the space before a colon."""
    for language in (find(code), languages()[FALLBACK]):
        if language and language.notes:
            return language.notes, language.space_before_signs
    raise LookupError(FALLBACK)
