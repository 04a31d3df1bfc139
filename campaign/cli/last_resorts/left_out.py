"""Options that nobody knows in a line that is right otherwise: the line without them, which is said."""

from collections.abc import Callable, Sequence

import click

from campaign.cli.last_resorts import wishes
from campaign.cli.typed_lines import for_good, tried_words
from campaign.cli.typed_lines.typed_line import Line, apart
from media.text.folding import folded

_GRAVE = for_good.COMMANDS | for_good.PUBLISHING
# What puts the other slips of a line right and returns it whole, where it can.
Mended = Callable[[list[str]], list[str] | None]


def without(root: click.Group, args: Sequence[str], mended: Mended) -> tuple[list[str], list[str]] | None:
    """Return the options that a line is to do without, and the line that is left; None where it has none, or fails.

    A command that publishes or cannot be undone does without a reason alone: another option may have meant less.
    """
    left, options = list(args), list[str]()
    while (place := _unknown(root, left)) is not None:
        line = apart(root, left)
        name = line.words[place].text.partition("=")[0]
        if _GRAVE & set(line.path) and not _is_reason(name):
            return None
        options.append(name)
        left = _shorter(line, place, mended)
    whole = mended(left) if options else None
    return (options, whole) if whole and not _is_idle(root, whole) else None


def _is_idle(root: click.Group, args: Sequence[str]) -> bool:
    """Tell whether a line changes nothing, for the option that it lost was all that it was to change."""
    line = apart(root, args)
    return line.path[-1:] == ("edit",) and all(one.free for one in line.words)


def refused(root: click.Group, args: Sequence[str]) -> click.NoSuchOption | None:
    """Return the error of the first option that the command of a line has not; None where it has them all."""
    line = apart(root, args)
    names = [one.text.partition("=")[0] for one in line.words if one.option is None and not one.free]
    known = _options(line.command)
    unknown = next((one for one in names if one.startswith("--") and one not in known), None)
    if unknown is None:
        return None
    names_of = [root.name or "campaign", *line.path]
    ctx: click.Context | None = None
    for name in names_of:
        ctx = click.Context(line.command, info_name=name, parent=ctx)
    return click.NoSuchOption(unknown, ctx=ctx)


def _unknown(root: click.Group, args: Sequence[str]) -> int | None:
    """Return the place of the last option that the command of a line has not, by no word for it."""
    line = apart(root, args)
    known = _options(line.command)
    for place in reversed(range(len(line.words))):
        one = line.words[place]
        name = one.text.partition("=")[0]
        is_option = one.option is None and not one.free and name.startswith("--")
        if is_option and name not in known and not _is_meant(name, line.command):
            return place
    return None


def _options(command: click.Command) -> set[str]:
    return {name for one in command.params for name in one.opts} | {"--help"}


def _is_meant(name: str, command: click.Command) -> bool:
    taken = [one.name or "" for one in command.params if isinstance(one, click.Argument)]
    bare = any(folded(name) in tried_words.tried("argument_words").get(one, ()) for one in taken)
    likeness = wishes.find(name.lstrip("-")) is None and tried_words.meant_option(name, command) is not None
    return bare or likeness or wishes.is_known(name, command)


def _is_reason(name: str) -> bool:
    return folded(name) in {"reason", *tried_words.tried("argument_words")["reason"]}


def _shorter(line: Line, place: int, mended: Mended) -> list[str]:
    """Return a line without an option, and without its value where the rest is read then."""
    texts = [one.text for one in line.words]
    end = place + 1
    while end < len(line.words) and line.words[end].free:
        end += 1
    lines = [line.rewritten([*texts[:place], *texts[last:]]) for last in range(end, place, -1)]
    return next((one for one in lines if mended(one)), lines[0])
