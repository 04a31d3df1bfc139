"""Brings the catalogues in campaign/locale up to date with the code's sentences, and compiles them: `make catalogues`.

Translations are kept; a sentence that is gone is laid aside at the end of its catalogue (`#~`) and comes back if the
code uses it again (`--prune` deletes it); new and changed sentences must be translated. A changed one is offered its
old translation, marked `fuzzy`, which counts as missing until the mark is removed.
"""

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import click
from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from campaign.cli import docs_pages, language, output
from campaign.messages import cli, translate
from campaign.settings import rows
from campaign.settings.declarations import Settings

HOUSE = Path(__file__).parent.parent.parent
MARKS: dict[str, tuple[int, ...] | None] = {"N_": None, "NN_": (1, 2), "_": None}
MADE = datetime(2026, 11, 24, tzinfo=UTC)  # of every catalogue, so that a run without news changes no byte
Said = tuple[str | tuple[str, ...], str, str | None]  # what is said (for one, for many), where, about what


def said() -> Catalog:
    """Return all that is said to people, in English."""
    catalog = Catalog(project="testimony-campaign", domain="campaign", creation_date=MADE, fuzzy=False)
    for sentence, place, about in (*_marked(), *_helped(), *_settings()):
        catalog.add(sentence, locations=[(place, 0)], context=about)
    return catalog


def _marked() -> Iterator[Said]:
    """Yield what is marked in code and on web pages; which files those are stands in pyproject.toml."""
    about, kept = cli.HELP
    methods, options = _mappings()
    marked = extract_from_dir(HOUSE, methods, options, keywords=MARKS, comment_tags=())
    for place, _, text, _, _ in marked:
        yield text, place, about if text == kept else None


def _mappings() -> tuple[list[tuple[str, str]], dict[str, dict[str, str]]]:
    """Return the method of each pattern of files, and its options, as `pybabel extract` reads them, too."""
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))
    mappings = project["tool"]["babel"]["mappings"]
    methods = [(mapping["pattern"], mapping["method"]) for mapping in mappings]
    return methods, {mapping["pattern"]: mapping for mapping in mappings}


def _helped() -> Iterator[Said]:
    """Yield what commands say with `--help`, by paragraphs as it is shown."""
    for context, command in docs_pages.commands():
        place = context.command_path
        texts = [command.help or "", command.epilog or "", command.short_help or ""]
        texts += [option.help or "" for option in command.params if isinstance(option, click.Option)]
        for part in (part for text in texts for part in language.paragraphs(text) if part):
            said = language.example(part) if part[0] == "\b" else part
            if said:
                yield said, place, None


def _settings() -> Iterator[Said]:
    """Yield what each setting is for, and what is said above its section in a new campaign's settings."""
    place = "campaign/settings/declarations.py"
    yield from ((row.sentence, place, None) for row in rows.rows(Settings))
    yield from ((heading, place, None) for heading in rows.headings(Settings))


def path(lang: str, ending: str = "po") -> Path:
    """Return where a language's catalogue is."""
    return translate.LOCALE / lang / "LC_MESSAGES" / f"campaign.{ending}"


def read(lang: str) -> Catalog:
    """Read a language's catalogue; an empty one where there is none yet."""
    if not path(lang).exists():
        return Catalog(locale=lang, domain="campaign", fuzzy=False)
    with path(lang).open("rb") as file:
        return read_po(file, locale=lang, domain="campaign")


def missing(catalog: Catalog) -> list[str]:
    """Return what a catalogue does not translate."""
    return [str(one.id) for one in catalog if one.id and (one.fuzzy or not all(_strings(one.string)))]


def _strings(string: str | Iterable[str] | None) -> tuple[str, ...]:
    return (string or "",) if string is None or isinstance(string, str) else tuple(string)


def updated(catalog: Catalog, template: Catalog) -> Catalog:
    """Return a catalogue with all that the template has, and what was laid aside brought back where it is said."""
    for one in catalog.obsolete.values():
        catalog[one.id] = one
    catalog.obsolete.clear()
    catalog.update(template)
    return catalog


def write(lang: str, catalog: Catalog) -> None:
    """Write a catalogue as text, which people edit, and compiled, as it is read."""
    catalog.header_comment = f"# What staff read, in `{lang}`. `make catalogues` after every change."
    catalog.creation_date = catalog.revision_date = MADE
    for ending, writer in (("po", _text), ("mo", _compiled)):
        path(lang, ending).parent.mkdir(parents=True, exist_ok=True)
        path(lang, ending).write_bytes(writer(catalog))


def _text(catalog: Catalog) -> bytes:
    out = BytesIO()
    write_po(out, catalog, width=110, include_lineno=False)
    return re.sub(
        rb'"(Generated-By|Project-Id|Report-Msgid|Language-Team|POT-Creation-Date|PO-Revision-Date|Last-Translator)[^\n]*\n',
        b"",
        out.getvalue(),
    )


def _compiled(catalog: Catalog) -> bytes:
    out = BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def main() -> int:
    """Update every catalogue; end with 1 where something is not translated."""
    template, lacking = said(), 0
    for lang in translate.LANGUAGES[1:]:
        catalog = updated(read(lang), template)
        if "--prune" in sys.argv:
            catalog.obsolete.clear()
        write(lang, catalog)
        for sentence in missing(catalog):
            output.say(f"{lang}: {sentence}")
        lacking += len(missing(catalog))
        output.say(f"{path(lang)}: {len(catalog)} sentences, {len(missing(catalog))} to translate")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
