"""Pleas for help wherever they stand, in any language: `help post add`, `post ?`, `/?`, `-h`, `aide`, `hulp`."""

from collections.abc import Sequence

import click

from campaign.cli.meant_lines import commands
from campaign.cli.typed_lines import tried_words
from campaign.cli.typed_lines.typed_line import Line, Word, apart
from media.text.folding import folded

_SIGNS = {"?", "/?", "-?", "--?", "??", "-h", "/h", "/help", "-help", "/hulp", "/aide", "-H"}
_PROGRAMS = {"man"}  # which elsewhere show the help of a command


def asked(root: click.Group, args: Sequence[str], error: Exception) -> list[str] | None:
    """Return the line that shows the help of the command that was named; None where nobody asked for help."""
    code = str(getattr(error, "code", ""))
    if not isinstance(error, click.UsageError) and not code.startswith("no-such-testimony"):
        return None
    line = apart(root, args)
    plea = next((place for place, one in enumerate(line.words) if _is_plea(line, place)), None)
    in_front = next((place for place, one in enumerate(line.before) if _is_sign(one)), None)
    if plea is None and in_front is None:
        return None
    before = [one for place, one in enumerate(line.before) if place != in_front]
    named = [one.text for place, one in enumerate(line.words) if place != plea and _is_name(line, one)]
    return [*_command(root, [*before, *named]), "--help"]


def before(root: click.Group, args: Sequence[str]) -> list[str] | None:
    """Return `init --help` for `--help init`, which click answers for the group alone; None for any other line."""
    place = args.index("--help") if "--help" in args else len(args)
    behind = [one for one in args[place + 1 :] if not one.startswith("-")]
    line = apart(root, args[:place])
    if not behind or line.words or not isinstance(line.command, click.Group):
        return None
    named = _command(root, [*args[:place], *args[place + 1 :]])
    return [*named, "--help"] if len(named) > len(line.before) else None


def _is_sign(text: str) -> bool:
    """Tell whether a word asks for help wherever it stands."""
    return text in _SIGNS or (text.startswith("--") and _is_word(text))


def _is_word(text: str) -> bool:
    return folded(text) in {"help", *tried_words.tried("option_words")["help"]}


def _is_plea(line: Line, place: int) -> bool:
    """Tell whether a word asks for help: a sign does anywhere, a word as a command, an option, or the only word."""
    one = line.words[place]
    if one.option is not None:
        return False
    if not one.free or one.text in _SIGNS:
        return _is_sign(one.text)
    is_of_group = isinstance(line.command, click.Group)
    if is_of_group and place == 0 and not line.before and one.text in _PROGRAMS:
        return True
    return _is_word(one.text) and (is_of_group or len(line.words) == 1)


def _is_name(line: Line, one: Word) -> bool:
    return one.free and isinstance(line.command, click.Group)


def _command(root: click.Group, words: Sequence[str]) -> tuple[str, ...]:
    """Return the words of the command that is named, perhaps in another language; none where nobody can tell."""
    line = apart(root, words)
    if not line.words:
        return line.before
    meant = commands.lines(root, words, None)
    return apart(root, meant[0]).before if len(meant) == 1 else line.before
