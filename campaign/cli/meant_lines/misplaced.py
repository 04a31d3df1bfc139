"""Values where a file or another word is wanted: the option that they are of, and short names that cannot be."""

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from campaign.cli.typed_lines import lacking, loose_words, spaced_words, typed_text
from campaign.cli.typed_lines.typed_line import Line, Slip
from campaign.typed import languages
from media.text import folding

if TYPE_CHECKING:
    from campaign.cli.app import Desk

_SLUG = re.compile(r"[a-z][a-z0-9-]*")


def value(line: Line, desk: "Desk | None") -> Slip | None:
    """Refuse `consent form fr formulier.html` and `subtitles estimate koen text.txt` with the option of the value.

    Only where a file is wanted, the value is none, and the option must be given and is not.
    """
    files = [one for one in line.command.params if isinstance(one, click.Argument)]
    if desk is None or not any(isinstance(one.type, click.Path) for one in files):
        return None
    wanted = dict(zip((at for at, one in enumerate(line.words) if one.free), files, strict=False))
    for option in _lacking(line):
        known = lacking.known_films(desk) if option.name == "film" else lacking.values(option, desk)
        for place, one in enumerate(line.words):
            takes_file = isinstance(wanted.get(place, files[-1]).type, click.Path)
            if (
                one.free
                and takes_file
                and loose_words.is_apart(line, place)
                and _is_of(option, one.text, known)
            ):
                texts = [each.text for each in line.words]
                texts[place : place + 1] = []
                texts += [option.opts[-1], one.text]
                told: dict[str, object] = {"option": option.opts[-1], "text": one.text}
                return Slip(code="slip-missing", meant=line.rewritten(texts), params=told)
    return None


def _lacking(line: Line) -> Iterator[click.Option]:
    given = {one.text.partition("=")[0] for one in line.words if not one.free and one.option is None}
    for one in line.command.params:
        if isinstance(one, click.Option) and one.required and not given & set(one.opts):
            yield one


def _is_of(option: click.Option, text: str, known: Collection[str]) -> bool:
    if Path(text).exists() and not spaced_words.is_film(text):
        return False
    if option.name == "film":
        return text in known or spaced_words.is_film(text)
    if isinstance(option.type, typed_text.Language | typed_text.Languages):
        return languages.code(text) in known
    return not spaced_words.is_file_name(text) and loose_words.is_one_more(option, text)


def short_name(line: Line) -> Slip | None:
    """Refuse a new short name that has spaces or capitals with the line as it can be; None where it can be as it is."""
    for place, one in enumerate(line.words):
        name, sign, text = one.text.partition("=") if one.option is None else ("", "", one.text)
        is_slug = name == "--slug" if sign else getattr(one.option, "opts", [None])[-1] == "--slug"
        near = folding.slug(text) if is_slug and not _SLUG.fullmatch(text) else ""
        if near:
            texts = [each.text for each in line.words]
            texts[place] = f"{name}{sign}{near}"
            return Slip(code="slip-slug", meant=line.rewritten(texts), params={"slug": text})
    return None
