"""The language of a command's output: `--lang`, else the locale; help and click's own words in that language."""

import gettext
import inspect
import os
import re
import sys
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import click

from campaign.messages import translate
from campaign.messages.cli import HELP
from campaign.typed import languages
from media.languages import known

LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set decides
EXAMPLE = "\b\nExample:\n"
# words of a person's own, such as a caption, which a reader's example has in the reader's language
_WORDS = re.compile(r'"(?=[^"\n]* )[^"\n]*[a-z]{3,}[^"\n]*"')


def asked(args: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return the language to speak, also where the command line is refused before its options are heard."""
    said = [
        after if arg == "--lang" else arg.removeprefix("--lang=")
        for arg, after in zip(args, [*args, ""][1:], strict=True)
        if arg == "--lang" or arg.startswith("--lang=")
    ]
    local = next((environment[name] for name in LOCALE if environment.get(name)), None) or _windows()
    wanted = languages.spoken(said[-1]) if said else None
    return wanted or translate.spoken(local or "") or known.FALLBACK


def _windows() -> str:
    """Return the language of Windows' own menus, where no locale is set."""
    if sys.platform == "win32":
        import ctypes
        import locale

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    return ""


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Let click, which asks gettext by itself, find our catalogue in this language; children of ours inherit it."""
    domain, before = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain("campaign", str(translate.LOCALE))
    gettext.textdomain("campaign")
    os.environ["LANGUAGE"] = lang
    try:
        yield
    finally:
        gettext.textdomain(domain)
        os.environ.pop("LANGUAGE")
        if before is not None:
            os.environ["LANGUAGE"] = before


def current() -> str | None:
    """Return the language of the command at work, wherever it is asked for."""
    context = click.get_current_context(silent=True)
    return getattr(context.obj, "lang", None) if context else None


def first_sentence(text: str) -> str:
    """Return the first sentence of a help text, as lists of commands show it."""
    first, stop, _ = paragraphs(text)[0].partition(". ")
    return first + stop.strip()


def paragraphs(text: str) -> list[str]:
    """Return a help text's paragraphs as the catalogue has them: each on one line; examples stay as they are."""
    parts = inspect.cleandoc(text).split("\n\n")
    return [part if part.startswith("\b") else " ".join(part.split()) for part in parts]


def example(paragraph: str) -> str | None:
    """Return the lines of an example in which somebody writes something, which each language does in its own words."""
    lines = textwrap.dedent(paragraph.removeprefix(EXAMPLE))
    return lines if paragraph.startswith(EXAMPLE) and _WORDS.search(lines) else None


def spoken_example(paragraph: str, lang: str | None) -> str:
    """Return the lines of an example as a reader of a language would type them."""
    lines = textwrap.dedent(paragraph.removeprefix(EXAMPLE))
    spoken = translate.translate(lines, lang) if example(paragraph) else lines
    named = translate.texts(known.find_or_fallback(lang).code).get("example_words", {})
    for word, theirs in named.items():
        spoken = re.sub(rf"\b{re.escape(word)}\b", theirs, spoken)
    return translate.placeholders(spoken, lang)


class Context(click.Context):
    """A command's context, whose help is in its language."""

    def make_formatter(self) -> click.HelpFormatter:
        """Make what writes the help of this command."""
        lang = getattr(self.obj, "lang", None)
        return HelpPage(lang, width=self.terminal_width, max_width=self.max_content_width)


class HelpPage(click.HelpFormatter):
    """Writes help, translating what our commands say of themselves."""

    def __init__(self, lang: str | None, **sizes: Any) -> None:
        super().__init__(**sizes)
        self._lang = lang

    def write_heading(self, heading: str) -> None:
        """Write a heading, with the space before its colon that the language wants."""
        super().write_heading(heading + known.find_or_fallback(self._lang).space_before_signs)

    def write_text(self, text: str) -> None:
        """Write a help text, paragraph by paragraph."""
        super().write_text("\n\n".join(map(self._said, paragraphs(text))))

    def write_dl(self, rows: Iterable[tuple[str, str]], *sizes: Any, **more: Any) -> None:
        """Write options or commands with what they do."""
        told = [(translate.placeholders(term, self._lang), self._row(text)) for term, text in rows]
        super().write_dl(told, *sizes, **more)

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how a command is used."""
        super().write_usage(prog, translate.placeholders(args, self._lang), prefix)

    def _said(self, paragraph: str) -> str:
        if paragraph.startswith(EXAMPLE):
            heading = translate.translate("Example:", self._lang)
            typed = spoken_example(paragraph, self._lang)
            return f"\b\n{heading}\n{textwrap.indent(typed, '  ')}"
        return (
            translate.placeholders(translate.translate(paragraph, self._lang), self._lang)
            if paragraph
            else ""
        )

    def _row(self, text: str) -> str:
        help, gap, extra = text.partition("  [")
        about, sentence = HELP
        if help == sentence:
            return translate.translate(sentence, self._lang, about=about)
        return self._said(help) + gap + extra
