"""The one last resort of a refused line: what it wishes for, the line without what nobody knows, what there is."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from campaign.cli import language
from campaign.cli.last_resorts import left_out, told, wishes
from campaign.cli.typed_lines import known_numbers, tried_words
from campaign.cli.typed_lines.typed_line import Line, apart
from campaign.messages import pasteable, translate
from schedules.errors import BadRequest

if TYPE_CHECKING:
    from campaign.cli.app import Desk

_GUESSES = ("option-of-others", "option-is-command", "slip-meant", "slip-meant-lacks", "slip-meant-value")


def resort(
    root: click.Group,
    args: Sequence[str],
    error: Exception,
    desk: "Desk | None",
    refused: BadRequest | None,
    mended: left_out.Mended,
) -> BadRequest | None:
    """Return the refusal of a line as it was found, or a better one where it was none that helps."""
    line = apart(root, args)
    if isinstance(error, click.NoSuchOption):
        return _of_option(root, args, error, desk, refused, mended)
    if refused is None and isinstance(error, click.NoSuchCommand) and not _is_aimed(error):
        return told.of_command(root, line, error)
    if refused is None and isinstance(error, click.UsageError):
        return told.of_words(line, error)
    return refused


def _is_aimed(error: click.ClickException) -> bool:
    tried_words.aim(error)
    return bool(getattr(error, "possibilities", None))


def _of_option(
    root: click.Group,
    args: Sequence[str],
    error: click.NoSuchOption,
    desk: "Desk | None",
    refused: BadRequest | None,
    mended: left_out.Mended,
) -> BadRequest | None:
    """Return what is said of an option that a command has not: where nothing was found, or others that have it."""
    line = apart(root, args)
    if refused is None and isinstance(line.command, click.Group):
        return _of_group(root, line, error, desk)
    if isinstance(line.command, click.Group) or (refused is not None and refused.code not in _GUESSES):
        return refused
    if line.path == ("pause",) and (until := known_numbers.pause_of(_said(line))):
        return until
    wish = wishes.option(line, desk)
    if refused is not None and wish is None:
        lists = refused.code == "option-of-others" and line.path[-1:] == ("list",)
        return told.of_option(line, error) if lists else refused
    left = left_out.without(root, args, mended)
    if wish is not None:
        return _beside(wish, left[1]) if left else wish
    if left:
        return BadRequest("slip-left-out", options=left[0], line=pasteable.line(left[1]))
    tried_words.aim(error)
    return told.of_option(line, error)


def _of_group(root: click.Group, line: Line, error: click.NoSuchOption, desk: "Desk | None") -> BadRequest:
    """Return what is said of an option before a command: as if its words had been the command's, `--aide-moi`."""
    words = error.option_name.lstrip("-").split("-")
    named = apart(root, [*line.before, *words])
    missing = click.NoSuchCommand(words[0], ctx=error.ctx)
    wish = wishes.command(root, named, missing, desk) if isinstance(named.command, click.Group) else None
    return wish or told.of_command(root, line, error)


def _said(line: Line) -> str:
    """Return the words behind an option that nobody knows."""
    return " ".join(
        [one.text.partition("=")[2] or one.text for one in line.words if one.free or "=" in one.text]
    )


def _beside(wish: BadRequest, left: Sequence[str]) -> BadRequest:
    """Return the sentence of a wish with the line that does without it."""
    said = translate.say(wish.code, wish.params, language.current())
    return BadRequest("slip-without", said=said, line=pasteable.line(left))
