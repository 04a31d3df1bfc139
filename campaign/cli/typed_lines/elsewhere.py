"""What a command does not have: options of others, what is given without one, settings, the folder of a campaign."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import click

from campaign.cli.meant_lines import commands
from campaign.cli.typed_lines import known_numbers, tried_words, typed_text
from campaign.cli.typed_lines.typed_line import Line, Slip, apart
from campaign.messages import pasteable
from campaign.settings.settings import FILE
from campaign.typed import moments, numbers, words
from media import toml_values
from media.text.folding import folded
from schedules.errors import BadRequest

if TYPE_CHECKING:
    from campaign.settings.rows import Row

_NUMBERS = re.compile(r"[0-9/.-]+")  # a date
_EVERYWHERE = {"--dir", "--json", "--yes", "--debug", "--lang"}  # which work before and after a command


def refusal(error: click.NoSuchOption, args: list[str]) -> BadRequest | Slip | None:
    """Return what says where an option that was tried belongs, or that it is not needed; None where nobody knows."""
    if error.ctx is None or tried_words.meant_option(error.option_name, error.ctx.command):
        return None
    option, ctx = error.option_name, error.ctx
    return (
        everything(ctx.command, args)
        or _bare(option, ctx.command, args)
        or _sibling(option, ctx, args)
        or _of_others(option, ctx)
        or _of_groups(option, ctx)
    )


def everything(command: click.Command, args: list[str]) -> BadRequest | None:
    """Refuse `--all` or `alles` where a command without numbers means all of them, or must have them."""
    said = [
        one
        for place, one in enumerate(args)
        if words.find(one.lstrip("-"), ("all",)) and not _is_of_value(command, args, place)
    ]
    if not said or any("--all" in one.opts for one in command.params) or isinstance(command, click.Group):
        return None
    arguments = [one for one in command.params if isinstance(one, click.Argument)]
    if any(one.required and isinstance(one.type, typed_text.Numbers) for one in arguments):
        return BadRequest("slip-each", text=said[0])
    if any(one.nargs != -1 or one.required for one in arguments):
        return None
    line = " ".join(pasteable.quoted(one) for one in args if one not in said)
    return BadRequest("slip-all", text=said[0], line=pasteable.Typed(line))


def _is_of_value(command: click.Command, args: list[str], place: int) -> bool:
    """Tell whether a word is the value of an option, or stands behind it, whose rest it may be."""
    while place and not args[place].startswith("-"):
        place -= 1
    options = (one for one in command.params if isinstance(one, click.Option) and args[place] in one.opts)
    return any(not (one.is_flag or (one.name or "").startswith("desk_")) for one in options)


def _bare(option: str, command: click.Command, args: list[str]) -> BadRequest | Slip | None:
    """Refuse `--numéro 5` and `--raison "Relire"` with the value alone, where the command takes it so."""
    known, tried = tried_words.tried("argument_words"), folded(option.lstrip("-"))
    name = next((one for one in _taken(command) if tried in known.get(one or "", ())), None)
    if name is None:
        return None
    given = _before(option, command, args)
    if name == "slug" and command.name == "edit" and given:
        return BadRequest("testimony-slug-stays", slug=given)
    if given and len(_taken(command)) == 1:
        return None
    line = _line(option, args, None, command)
    return Slip(code="slip-bare", meant=line, params={"text": option}) if line else None


def _before(option: str, command: click.Command, args: list[str]) -> str | None:
    """Return the word behind the name of a command, where one stands before the option."""
    if option not in args or command.name not in args:
        return None
    said = args[args.index(command.name) + 1 : args.index(option)]
    return said[0] if said and not said[0].startswith("-") else None


def of_noun(
    root: click.Group, line: Line, error: click.NoSuchCommand, states: Mapping[int, str]
) -> BadRequest | None:
    """Refuse what a group has not, though its name be of another language: `organisaties toevoegen Brusoc`."""
    texts = [one.text for one in line.words]
    group = commands.group(root, texts[0]) if texts and not line.path else None
    if group is None or len(texts) == 1 or texts[1].startswith("-"):
        return no_command(error, line) or _over(line, states)
    named = apart(root, [*line.before, group, *texts[1:]])
    if not isinstance(named.command, click.Group):
        return None
    ctx = click.Context(named.command, info_name=group, parent=click.Context(root, info_name="campaign"))
    return no_command(click.NoSuchCommand(texts[1], ctx=ctx), named) or _over(named, states)


def _over(line: Line, states: Mapping[int, str]) -> BadRequest | None:
    """Refuse `post delete 8` of a post that was taken away already."""
    texts = [one.text for one in line.words]
    if line.path[-1:] != ("post",) or len(texts) != 2 or not texts[1].isdecimal():
        return None
    tried = tried_words.tried("command_words")
    takes_away = any(folded(texts[0]) in {name, *tried[name]} for name in ("remove", "cancel"))
    state = states.get(int(texts[1]))
    if not takes_away or state not in ("cancelled", "removed"):
        return None
    return BadRequest("post-over", number=int(texts[1]), state=state)


def no_command(error: click.NoSuchCommand, line: Line) -> BadRequest | None:
    """Refuse `organisation add` and `testimony rename`, which people try, with where that is done, or not."""
    group = error.ctx.info_name if error.ctx else None
    tried, written = tried_words.tried("command_words"), folded(error.command_name)
    called = {name for name in ("add", "remove", "rename") if written in {name, *tried.get(name, ())}}
    if group == "organisation" and called - {"rename"}:
        return BadRequest("organisation-by-settings")
    if group == "post" and (written in {"restore", *tried.get("restore", ())} or _is_undone(written, tried)):
        return BadRequest("post-restore")
    if group == "consent" and (told := _no_consent(line, written)):
        return told
    if group == "post" and tried_words.joins(error.command_name, "refuse"):
        return _refused_post(line)
    undoes = tried_words.joins(error.command_name, "undo")
    if group == "plan" and (undoes or written in {*tried.get("remove", ()), *tried.get("cancel", ())}):
        return BadRequest("plan-no-undo")
    if group == "post" and (undoes or tried_words.joins(error.command_name, "copy")):
        number = next((one.text for one in line.words[1:2] if one.text.isdecimal()), "N")
        return BadRequest("post-no-undo" if undoes else "post-no-copy", number=pasteable.Typed(number))
    if group != "testimony" or "rename" not in called:
        return None
    named = [one.text for one in line.words[1:2] if one.free]
    return (
        BadRequest("testimony-slug-stays", slug=named[0]) if named else BadRequest("testimony-slug-stays-so")
    )


def _is_undone(written: str, tried: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether a word is the opposite of taking a post away: `uncancel`, `désannuler`, `ontannuleer`."""
    away = {word for name in ("cancel", "remove") for word in (name, *tried.get(name, ()))}
    return any(
        written.startswith(one) and written.removeprefix(one) in away for one in ("un", "de", "ont", "re")
    )


def _no_consent(line: Line, written: str) -> BadRequest | None:
    """Refuse `consent verwijder 1`, of which there are two, and `consent unvoid 1`, of which there is none."""
    tried = tried_words.tried("command_words")
    if written in {"restore", *tried.get("restore", ())}:
        return BadRequest("consent-restore")
    void = {"void", *tried.get("void", ())}
    if any(written.removeprefix(undoing) in void for undoing in ("un", "de", "ont")) and written not in void:
        return BadRequest("consent-unvoid")
    if not any(written in {one, *tried.get(one, ())} for one in ("remove", "cancel")):
        return None
    said = next((one.text for one in line.words[1:2] if one.free), "N")
    if not said.isdecimal() and re.fullmatch(r"[a-z][a-z0-9-]*", said):
        return BadRequest("consent-remove", number=pasteable.Typed("N"), slug=said)
    return BadRequest("consent-remove", number=pasteable.Typed(said if said.isdecimal() else "N"))


def _refused_post(line: Line) -> BadRequest:
    """Refuse `post refuser 2` with the two commands that keep a post from going out."""
    said = "".join(f" {one.text}" for one in line.words[1:2] if one.free and one.text.isdecimal())
    lines = pasteable.Typed(f"`campaign post hold{said}`, `campaign post unapprove{said}`")
    return BadRequest("post-refused", lines=lines)


def of_posts(line: Line, states: Mapping[int, str]) -> BadRequest | None:
    """Refuse `resume 10` and `run 5`, commands on the whole campaign, with those on posts."""
    said = " ".join(one.text for one in line.words if one.free)
    if line.path not in (("resume",), ("run",)):
        return None
    try:
        asked = numbers.several(said)
    except BadRequest:
        return None
    lines = (
        commands.sent([str(one)], states)
        if line.path == ("run",)
        else ["post", "retry" if states.get(one) == "failed" else "release", str(one)]
        for one in asked
    )
    found = ", ".join(f"`campaign {pasteable.line(one)}`" for one in lines)
    return BadRequest("command-of-posts", command=line.path[0], text=said, lines=pasteable.Typed(found))


def day(line: Line) -> Slip | None:
    """Refuse `overdue 10 --demain`, where posts are named, with the command that moves one."""
    if line.before[-1:] != ("overdue",):
        return None
    free = [one.text for one in line.words if one.free]
    flags = [one.text for one in line.words if one.text.startswith("--") and one.option is None]
    said = flags[0].lstrip("-") if len(flags) == 1 else ""
    if len(free) != 1 or not free[0].isdecimal() or not moments.lacks_time(said):
        return None
    before = line.before[:-1]
    meant = [*before, "post", "move", free[0], "--at", f"{said} {moments.USUAL}"]
    return Slip(code="slip-command", meant=meant, params={"option": flags[0]})


def short_name(line: Line) -> BadRequest | None:
    """Refuse `testimony edit karim karim-2`: a short name stays as it is."""
    free = [one.text for one in line.words if one.free]
    if line.before[-2:] != ("testimony", "edit") or len(free) != 2:
        return None
    if not re.fullmatch(r"[a-z][a-z0-9-]*", free[1]) or len(line.words) > len(free):
        return None
    return BadRequest("testimony-slug-stays", slug=free[0])


def pause(line: Line) -> BadRequest | None:
    """Refuse `pause 1 2`, whose words are numbers of posts."""
    said = " ".join(one.text for one in line.words if one.free)
    return known_numbers.pause_of(said) if line.before[-1:] == ("pause",) else None


def _sibling(option: str, ctx: click.Context, args: list[str]) -> Slip | None:
    """Refuse `post release 4 --at WHEN` with the command of its group that is made for the option, on the same post."""
    if ctx.parent is None or ctx.parent.parent is None or ctx.info_name not in args:
        return None
    place = args.index(ctx.info_name)
    for name, meant, command in _having(option, ctx.parent, besides=ctx.command):
        line = _line(option, [*args[:place], name, *args[place + 1 :]], meant, command)
        if line and _requires(command, meant) and _taken(command) == _taken(ctx.command):
            return Slip(code="slip-command", meant=line, params={"option": option})
    return None


def _line(option: str, args: list[str], other: str | None, command: click.Command) -> list[str] | None:
    """Return the line with another option, or none, in the place of one; None where it would be refused again."""
    place = args.index(option) if option in args else len(args)
    if place + 1 >= len(args) or args[place + 1].startswith("-"):
        return None
    known = {name for one in command.params for name in one.opts} | _EVERYWHERE
    others = {one for one in args if one.startswith("-")} - {option}
    texts = [*args[:place], *([other] if other else []), *args[place + 1 :]]
    return texts if others <= known else None


def _requires(command: click.Command, option: str) -> bool:
    return any(option in one.opts and one.required for one in command.params)


def _taken(command: click.Command) -> list[str | None]:
    return [one.name for one in command.params if isinstance(one, click.Argument)]


def _of_others(option: str, ctx: click.Context) -> BadRequest | None:
    """Name the other commands of the group that have what was meant."""
    if ctx.parent is None or ctx.parent.parent is None:
        return None
    found = list(_having(option, ctx.parent, besides=ctx.command))
    if not found or len(found) > tried_words.MOST:
        return None
    known = [f"`{ctx.parent.command_path} {name}`" for name, _, _ in found]
    params = {"command": ctx.command_path, "option": option, "known": known}
    return BadRequest("option-of-others", **params, meant=found[0][1])


def _of_groups(option: str, ctx: click.Context) -> BadRequest | None:
    """Name the commands of other groups that have the option, such as `testimony edit` for `post edit 4 --special`."""
    root = ctx.find_root()
    if not isinstance(root.command, click.Group):
        return None
    named = [(name, root.command.get_command(root, name)) for name in root.command.list_commands(root)]
    groups = [click.Context(one, root, name) for name, one in named if isinstance(one, click.Group)]
    found = [
        (name, f"`{group.command_path} {name}`")
        for group in groups
        for name, meant, _ in _having(option, group, besides=ctx.command)
        if meant == option
    ]
    known = [path for name, path in found if name == ctx.info_name] or [path for _, path in found]
    if not known or len(known) > tried_words.MOST:
        return None
    params = {"command": ctx.command_path, "option": option, "known": known}
    return BadRequest("option-of-others", **params, meant=option)


def _having(
    option: str, group: click.Context, *, besides: click.Command
) -> Iterator[tuple[str, str, click.Command]]:
    """Yield the names of the commands of a group that have the option that was meant, its name there, and them."""
    assert isinstance(group.command, click.Group)
    for name in group.command.list_commands(group):
        command = group.command.get_command(group, name)
        if command is None or command is besides or isinstance(command, click.Group):
            continue
        meant = tried_words.meant_option(option, command)
        if meant and meant != "--help":
            yield name, meant, command


def _set(line: Line, option: str, setting: "Row") -> str:
    """Return a setting's line with what was typed behind the option, where it is a list of texts; else its example."""
    said = [after.text for one, after in pairwise(line.words) if one.text == option and after.free]
    said += [one.text.partition("=")[2] for one in line.words if one.text.startswith(f"{option}=")]
    values = [part for one in said for part in words.apart(one) or (one,)]
    listed = isinstance(setting.example, list) and all(isinstance(one, str) for one in setting.example)
    if not values or not listed:
        return setting.line
    return f"{setting.name} = {toml_values.written(values)}"


def setting(line: Line, error: click.NoSuchOption) -> BadRequest | None:
    """Refuse a setting as an option of `init`: it belongs in campaign.toml, once that is there."""
    if line.command.name != "init" or tried_words.meant_option(error.option_name, line.command):
        return None
    from campaign.settings import nearest, rows  # slow to load
    from campaign.settings.declarations import Settings

    known = {row.name: row for row in rows.rows(Settings)}
    meant = nearest.of(error.option_name.lstrip("-").replace("-", "_"), known)
    if meant is None:
        return None
    section = known[meant].key.rpartition(".")[0]
    params = {"option": error.option_name, "example": _set(line, error.option_name, known[meant])}
    return (
        BadRequest("slip-setting", section=section, **params)
        if section
        else BadRequest("slip-setting-top", **params)
    )


def folder(line: Line) -> BadRequest | None:
    """Refuse the folder of a campaign behind a command that takes none: it is named with --dir."""
    arguments = [one for one in line.command.params if isinstance(one, click.Argument)]
    if isinstance(line.command, click.Group) or any(isinstance(one.type, click.Path) for one in arguments):
        return None
    texts = [one.text for one in line.words]
    if any(one.partition("=")[0] == "--dir" for one in (*line.before, *texts)):
        return None
    for place, one in enumerate(line.words):
        if one.free and _is_folder(one.text, known=bool(arguments) or _is_told(line, place)):
            meant = line.rewritten([*texts[:place], *texts[place + 1 :], "--dir", one.text])
            typed = pasteable.line(meant)
            return BadRequest("slip-folder", text=one.text, line=typed)
    return None


def _is_told(line: Line, place: int) -> bool:
    """Tell whether a word may be of an option: the value of one that nobody knows, or the rest of another's value."""
    before = [one for one in line.words[:place] if not one.free]
    if not before:
        return False
    known = {name for one in line.command.params for name in one.opts} | _EVERYWHERE
    return not before[-1].text.startswith("-") or before[-1].text.partition("=")[0] not in known


def _is_folder(text: str, *, known: bool) -> bool:
    """Tell whether a word names a folder; with `known` one in which there is a campaign."""
    if not text.strip():
        return False
    path = Path(text)
    known = known or _NUMBERS.fullmatch(text) is not None
    return (path / FILE).is_file() or (not known and ("/" in text or "\\" in text))
