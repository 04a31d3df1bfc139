"""A command line taken apart into words, each with what it is there: an option, its value, or neither."""

from collections.abc import Sequence
from dataclasses import dataclass

import click


@dataclass(frozen=True, kw_only=True)
class Word:
    """One word of a command line: `option` is the one whose value it is; `free` tells that it is no option either."""

    text: str
    option: click.Parameter | None = None
    free: bool = False


@dataclass(frozen=True, kw_only=True)
class Line:
    """A command line taken apart: the words up to the command's name, the command itself, its words.

    `path` are those of the words before that name the command, without the options between them.
    """

    before: tuple[str, ...]
    command: click.Command
    words: tuple[Word, ...]
    path: tuple[str, ...] = ()

    @property
    def front(self) -> tuple[str, ...]:
        """The options before the command, with their values."""
        left = list(self.path)
        return tuple(one for one in self.before if not (left[:1] == [one] and left.pop(0)))

    def rewritten(self, texts: Sequence[str]) -> list[str]:
        """Return the whole line with these words in the place of the command's own."""
        return [*self.before, *texts]


@dataclass(frozen=True, kw_only=True)
class Slip:
    """What is wrong with a line: the code and the parameters of its sentence, and the line put right, word by word."""

    code: str
    meant: list[str]
    params: dict[str, object]


def apart(root: click.Group, args: Sequence[str]) -> Line:
    """Return a line with its command, whatever its words are."""
    command: click.Command = root
    ctx, place, path = click.Context(root, info_name="campaign"), 0, list[str]()
    while place < len(args) and isinstance(command, click.Group):
        arg = args[place]
        if arg.startswith("-"):
            place += 2 if arg in _valued(root) else 1
            continue
        child = command.get_command(ctx, arg)
        if child is None:
            break
        command, place = child, place + 1
        path.append(arg)
    words = _words(command, args[place:])
    return Line(before=tuple(args[:place]), command=command, words=words, path=tuple(path))


def _valued(command: click.Command) -> dict[str, click.Parameter]:
    """Return the options of a command that take a value."""
    return {
        name: one
        for one in command.params
        if isinstance(one, click.Option) and not one.is_flag and not one.count
        for name in one.opts
    }


def _words(command: click.Command, args: Sequence[str]) -> tuple[Word, ...]:
    valued, found, option = _valued(command), list[Word](), None
    for arg in args:
        if option is not None:
            found.append(Word(text=arg, option=option))
            option = None
        elif arg.startswith("-") and len(arg) > 1:
            found.append(Word(text=arg))
            option = valued.get(arg)
        else:
            found.append(Word(text=arg, free=True))
    return tuple(found)
