"""The last that is said of a line which nobody can tell: what comes nearest, or what the command or group can do."""

from collections.abc import Sequence

import click

from campaign.cli import language
from campaign.cli.last_resorts import help_index
from campaign.cli.typed_lines import typed_text
from campaign.cli.typed_lines.typed_line import Line
from campaign.messages import pasteable, translate
from schedules.errors import BadRequest

_FEW = 4  # commands of a group, or options of a command, of which each is told
_OFTEN = ("status", "desk", "docs")  # what is often looked for by who knows no command yet


def of_command(root: click.Group, line: Line, error: click.NoSuchCommand | click.NoSuchOption) -> BadRequest:
    """Refuse a word for no command with the commands of which it may speak, else with what there is."""
    said = " ".join(one.text for one in line.words if not one.text.startswith("-")) or _name(error)
    within = line.path[-1] if line.path else ""
    problem = _problem(error)
    near = help_index.nearest(root, said, within=within) or help_index.nearest(root, _name(error))
    if near:
        return BadRequest("resort-near", problem=problem, lines=lines(root, near))
    if not within:
        return BadRequest("resort-often", problem=problem, lines=lines(root, _OFTEN))
    names = _named(line, within)
    if len(names) <= _FEW:
        help = f"campaign {within} --help"
        return BadRequest("resort-group", problem=problem, lines=lines(root, names), help=help)
    known = [f"`campaign {one}`" for one in names]
    return BadRequest("slip-known", problem=problem, known=known, help=f"campaign {within} --help")


def _name(error: click.NoSuchCommand | click.NoSuchOption) -> str:
    return error.command_name if isinstance(error, click.NoSuchCommand) else error.option_name.lstrip("-")


def _named(line: Line, within: str) -> list[str]:
    """Return the commands of the group of a line."""
    group = line.command
    names = group.list_commands(click.Context(group)) if isinstance(group, click.Group) else []
    return [f"{within} {name}" for name in names]


def lines(root: click.Group, paths: Sequence[str]) -> pasteable.Typed:
    """Return commands with what each does, as its help begins; those that must be given something with `--help`."""
    each = ((path, help_index.found(root, path)) for path in paths)
    told = (f"`campaign {path}{_help(command)}` ({_does(command)})" for path, command in each if command)
    return pasteable.Typed(", ".join(told))


def _help(command: click.Command) -> str:
    """Return what makes a command show its help, where it would be refused alone."""
    wants = any(one.required for one in command.params) or isinstance(command, click.Group)
    return " --help" if wants else ""


def _does(command: click.Command) -> str:
    """Return the first sentence of a command's help, without its stop."""
    said = translate.translate(command.short_help or "", language.current()).rstrip(".")
    return translate.placeholders(said, language.current())


def of_option(line: Line, error: click.NoSuchOption) -> BadRequest:
    """Refuse an option of no command with those that the command has, each with what it does."""
    return _of_words(line, _problem(error))


def of_words(line: Line, error: click.UsageError) -> BadRequest | None:
    """Refuse words too many with what the command takes; None where something else is wrong."""
    if type(error) is not click.UsageError or isinstance(line.command, click.Group):
        return None
    return _of_words(line, _problem(error))


def _problem(error: click.UsageError) -> str:
    """Return what click says of a line, as a sentence."""
    said = translate.translate(error.format_message(), language.current())
    return said if said.endswith((".", "?", "?)")) else f"{said}."


def _of_words(line: Line, problem: str) -> BadRequest:
    path = " ".join(line.path)
    ctx = click.Context(line.command, info_name=path)
    usage = translate.placeholders(" ".join(line.command.collect_usage_pieces(ctx)[1:]), language.current())
    options = [one for one in line.command.params if isinstance(one, click.Option) and not _is_common(one)]
    told = {"problem": problem, "command": f"campaign {path}", "does": _does(line.command)}
    if not options:
        taken = pasteable.Typed(f"{told['command']} {usage}".strip())
        return BadRequest("resort-no-options", problem=problem, does=told["does"], taken=taken)
    alone = len(options) <= _FEW
    listed = [
        f"{one.opts[-1]} ({about})" if alone and (about := _about(one)) else one.opts[-1] for one in options
    ]
    return BadRequest("resort-options", options=listed, **told)


def _is_common(option: click.Option) -> bool:
    return (option.name or "").startswith("desk_") or option.hidden


def _about(option: click.Option) -> str:
    """Return what the help says of an option, up to its first bracket or stop; its words where it says nothing."""
    if not option.help:
        codes = option.type.codes if isinstance(option.type, typed_text.Word) else ()
        return ", ".join(translate.one_piece(code, language.current()) for code in codes)
    said = (
        translate.translate(option.help or "", language.current())
        .partition(" (")[0]
        .partition(". ")[0]
        .rstrip(".")
    )
    said = translate.placeholders(said, language.current())
    return said if said[:2].isupper() else said[:1].lower() + said[1:]
