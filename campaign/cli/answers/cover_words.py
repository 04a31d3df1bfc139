"""`--cover-words [L:]TEXT`: the words of a film's cover, in a language each."""

import re
from collections.abc import Mapping

import click

from campaign.cli.app import Desk
from media.languages import known
from schedules.errors import BadRequest

OPTION = click.option(
    "--cover-words",
    metavar="[L:]TEXT",
    multiple=True,
    help="The words of the film's cover, at most 40 characters; one text per language, repeatable. Without: the "
    'question. "" takes them back.',
)
_NAMED = re.compile(r"(?P<code>[A-Za-z]{2,3}(?:-[A-Za-z]{2})?)\s*:(?P<text>.*)", re.DOTALL)


def read(desk: Desk, written: tuple[str, ...], default: str) -> dict[str, str]:
    """Return the texts by their languages, that of one that names none is `default`; an empty one is taken back.

    BadRequest for two in one language, and for a language that the campaign does not have.
    """
    found: dict[str, str] = {}
    for one in written:
        language, text = _parted(desk, one, default)
        if language in found:
            raise BadRequest("cover-words-twice", language=language)
        found[language] = " ".join(text.split())
    return found


def changed(before: Mapping[str, str], said: Mapping[str, str]) -> dict[str, str]:
    """Return the words by language once these are put in place of older ones, or taken back."""
    return {one: text for one, text in {**before, **said}.items() if text}


def of_film(
    desk: Desk, written: tuple[str, ...], default: str, before: Mapping[str, str]
) -> dict[str, dict[str, str]]:
    """Return what an edited film is given: its words by language; nothing where none were written."""
    return {"cover_words": changed(before, read(desk, written, default))} if written else {}


def _parted(desk: Desk, written: str, default: str) -> tuple[str, str]:
    """The language and the text. A word before a colon is a language where the campaign has it, or no space follows."""
    named = _NAMED.fullmatch(written.strip())
    if named is None:
        return default, written
    settings = desk.settings()
    ours = {known.short(one) for one in settings.languages}
    if known.short(named["code"]) in ours or not named["text"][:1].isspace():
        return settings.language(named["code"]), named["text"]
    return default, written
