"""Commands that a sentence shows can be pasted: every value in them is quoted as the reader's shell reads it.

A command is what stands in backquotes and begins with a program's name or an option. Values elsewhere stay as they are.
"""

import os
import re
import shlex
from collections.abc import Collection, Iterable
from pathlib import PurePath

_COMMAND = re.compile(r"`(?:campaign|cd|chmod|rm|sudo|--[a-z-]+) [^`]*`")
_BARE = re.compile(r"(?<![\"{])\{([a-z_]+)\}(?![\"}])|\"\{([a-z_]+)\}\"")  # between quotes too, which then go
_SENTENCE = re.compile(r"(?:`[^`]*`|[^`])+?(?:[.!?](?=\s|$)|$)", re.DOTALL)
_PLACEHOLDERS = {"N": "number", "SLUG": "slug", "L": "language"}  # what stands for a value -> its parameter
_PLACEHOLDER = re.compile(r"(?<= )(?:N|SLUG|L)(?=[ `:])")
_PLAIN = re.compile(r"(?!~)[\w@%+=:,./-]+")
_SPECIAL = re.compile(r"[\"$`\\!]")  # between double quotes
_PLAIN_ON_WINDOWS = re.compile(
    r"[\w.:/\\+=-]+"
)  # elsewhere , @ # % & and more mean something to one of the shells
_DOUBLE, _SINGLE = re.compile('(["“”„])'), re.compile("(['‘’‚‛])")  # PowerShell takes all of these for quotes


def without_commands(text: str) -> str:
    """Return a text without those of its sentences that show a command; the whole text where each shows one."""
    sentences = _SENTENCE.findall(text)
    return " ".join(one.strip() for one in sentences if "`" not in one) or text


class Typed(str):
    """Words of a command line that are typed as they stand, because what needed it is quoted already."""

    __slots__ = ()


class Worded(Typed):
    """A command line, or a part of one, whose codes behind options are said in the reader's words."""

    __slots__ = ()


class Unfilled(Typed):
    """Such words whose last is a placeholder, such as NAME, which each language has its own word for."""

    __slots__ = ()


def line(words: Iterable[str]) -> Typed:
    """Return words as a line to paste, each quoted as the reader's shell needs it."""
    return Typed(" ".join(map(quoted, words)))


def quoted(value: object, *, windows: bool | None = None) -> str:
    """Return a value as one word of a command line, for a POSIX shell, or for both PowerShell and cmd.

    A list is a word for each of its values. `windows` None: whichever this computer has.
    """
    if isinstance(value, list | tuple):
        return " ".join(quoted(one, windows=windows) for one in value)
    text = str(value)
    if isinstance(value, Typed):
        return text
    if isinstance(value, PurePath) and text.startswith("-"):
        text = f"./{text}"  # which no program takes for an option
    return _for_windows(text) if (os.name == "nt" if windows is None else windows) else _for_posix(text)


def _for_posix(text: str) -> str:
    if _PLAIN.fullmatch(text):
        return text
    return f'"{text}"' if "'" in text and not _SPECIAL.search(text) else shlex.quote(text)


def _for_windows(text: str) -> str:
    if _PLAIN_ON_WINDOWS.fullmatch(text):
        return text
    if "$" in text or "`" in text:  # which PowerShell would fill in between double quotes
        return "'" + _SINGLE.sub(r"\1\1", text) + "'"
    end = text[len(text.rstrip("\\")) :]  # before the closing quote, a backslash would keep it from closing
    return '"' + _DOUBLE.sub(r"\1\1", text) + end + '"'


def marked(sentence: str, known: Collection[str] = ()) -> str:
    """Return a sentence whose commands say of each value in them that it is typed: `{path}` becomes `{path:typed}`.

    A placeholder, such as N for a post's number, gives way to its parameter where that is `known`.
    """

    def typed(command: re.Match[str]) -> str:
        named = _PLACEHOLDER.sub(lambda found: _named(found[0], known), command[0])
        return _BARE.sub(lambda value: f"{{{value[1] or value[2]}:typed}}", named)

    return _COMMAND.sub(typed, sentence)


def _named(placeholder: str, known: Collection[str]) -> str:
    name = _PLACEHOLDERS[placeholder]
    return f"{{{name}}}" if name in known else placeholder
