"""Commands that a sentence shows can be pasted: every value in them is quoted as the reader's shell reads it.

A command is what stands in backquotes and begins with a program's name or an option. Values elsewhere stay as they are.
"""

import os
import re
import shlex
from pathlib import PurePath

_COMMAND = re.compile(r"`(?:campaign|cd|chmod|rm|sudo|--[a-z-]+) [^`]*`")
_BARE = re.compile(r"(?<!\{)\{([a-z_]+)\}(?!\})")
_PLAIN_ON_WINDOWS = re.compile(
    r"[\w.:/\\+=-]+"
)  # elsewhere , @ # % & and more mean something to one of the shells
_DOUBLE, _SINGLE = re.compile('(["“”„])'), re.compile("(['‘’‚‛])")  # PowerShell takes all of these for quotes


class Typed(str):
    """Words of a command line that are typed as they stand, because what needed it is quoted already."""

    __slots__ = ()


def quoted(value: object, *, windows: bool | None = None) -> str:
    """Return a value as one word of a command line, for a POSIX shell, or for both PowerShell and cmd.

    `windows` None: whichever this computer has.
    """
    text = str(value)
    if isinstance(value, Typed):
        return text
    if isinstance(value, PurePath) and text.startswith("-"):
        text = f"./{text}"  # which no program takes for an option
    return _for_windows(text) if (os.name == "nt" if windows is None else windows) else shlex.quote(text)


def _for_windows(text: str) -> str:
    if _PLAIN_ON_WINDOWS.fullmatch(text):
        return text
    if "$" in text or "`" in text:  # which PowerShell would fill in between double quotes
        return "'" + _SINGLE.sub(r"\1\1", text) + "'"
    end = text[len(text.rstrip("\\")) :]  # before the closing quote, a backslash would keep it from closing
    return '"' + _DOUBLE.sub(r"\1\1", text) + end + '"'


def marked(sentence: str) -> str:
    """Return a sentence whose commands say of each value in them that it is typed: `{path}` becomes `{path:typed}`."""
    return _COMMAND.sub(lambda command: _BARE.sub(r"{\1:typed}", command[0]), sentence)
