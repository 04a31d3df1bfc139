"""Options that a command has not, by everyday words: what does it instead, or which commands have such an option."""

import re
from collections.abc import Iterator

import click

from campaign.cli.typed_lines import tried_words
from campaign.cli.typed_lines.typed_line import Line, Slip
from campaign.messages import pasteable
from media.text.folding import folded
from schedules.errors import BadRequest

_SHOWN = ("list", "show")  # what a noun as an option asks for: the first of these that there is
_LASTING = (("rehearse",), ("run",))  # commands that last until a moment
_DAYS = {"days": 1, "weeks": 7, "months": 30}
_SHOWING = ("check", "status", "overdue", "log", "doctor")  # commands that show something as they are


def refusal(root: click.Group, line: Line) -> BadRequest | Slip | None:
    """Refuse `status --pagina` with the command that shows it, and `consent form --organisatie` with those that ask it.

    None where nobody knows the word, or where the command itself has what it means.
    """
    place = next((at for at in range(len(line.words)) if _is_unknown(line, at)), None)
    if place is None or isinstance(line.command, click.Group):
        return None
    option, sign, _ = line.words[place].text.partition("=")
    written = folded(option.lstrip("-"))
    has_value = bool(sign) or (place + 1 < len(line.words) and line.words[place + 1].free)
    if tried_words.joins(written, "months"):
        return _shown(line, option, f"plan show {pasteable.quoted(_value(line, place))}".removesuffix(" ''"))
    shown, having = _command(root, written), list(_having(root, line, written))
    if shown and not (has_value and having):
        return _shown(line, option, shown)
    return _of_others(line, option, having) if having else None


def lasting(line: Line) -> Slip | None:
    """Return `rehearse --until +14d` for `rehearse --semaines 2`, where a command lasts until a moment."""
    place = next((at for at in range(len(line.words)) if _is_unknown(line, at)), None)
    if place is None:
        return None
    return _lasting(line, place, folded(line.words[place].text.partition("=")[0].lstrip("-")))


def _is_unknown(line: Line, place: int) -> bool:
    """Tell whether a word is an option that the command has not, by no word for it."""
    one = line.words[place]
    option = one.text.partition("=")[0]
    known = {name for param in line.command.params for name in param.opts} | {"--help"}
    is_option = one.option is None and not one.free and option.startswith("--")
    return is_option and option not in known and tried_words.meant_option(option, line.command) is None


def _lasting(line: Line, place: int, written: str) -> Slip | None:
    days = next((count for word, count in _DAYS.items() if tried_words.joins(written, word)), None)
    texts, sign, value = [one.text for one in line.words], "=" in line.words[place].text, _value(line, place)
    if days is None or line.before[-1:] not in _LASTING or not re.fullmatch(r"\d{1,3}", value):
        return None
    texts[place : place + (1 if sign else 2)] = ["--until", f"+{int(value) * days}d"]
    told: dict[str, object] = {"option": line.words[place].text.partition("=")[0]}
    return Slip(code="slip-lasting", meant=line.rewritten(texts), params=told)


def _value(line: Line, place: int) -> str:
    """Return what stands behind an option, or behind its sign `=`; nothing where that is another option."""
    _, sign, value = line.words[place].text.partition("=")
    after = next((one.text for one in line.words[place + 1 : place + 2]), "")
    return value if sign else "" if after.startswith("-") else after


def _command(root: click.Group, written: str) -> str:
    """Return the command that shows what people call so; empty where there is none."""
    ctx = click.Context(root)
    names = root.list_commands(ctx)
    tried = tried_words.tried("command_words")
    name = written if written in names else tried_words.called(written, names, tried)
    group = root.get_command(ctx, name) if name else None
    if not isinstance(group, click.Group):
        return name if name in _SHOWING else ""
    within = group.list_commands(ctx)
    return next((f"{name} {one}" for one in _SHOWN if one in within), "")


def _shown(line: Line, option: str, path: str) -> BadRequest:
    typed = pasteable.Typed(path)
    return BadRequest("option-is-command", command=f"campaign {_called(line)}", option=option, line=typed)


def _having(root: click.Group, line: Line, written: str) -> Iterator[tuple[str, str]]:
    """Yield the commands that have an option for a word, each with that option: those nearest to the line first."""
    tried = tried_words.tried("option_words", "--")
    named = [name for name, words in tried.items() if written in {folded(name.lstrip("-")), *words}]
    found = list[tuple[int, int, str, str]]()
    for path, command in _commands(root):
        own = {option for one in command.params for option in one.opts}
        option = next((name for name in named if name in own), None)
        if option and command is not line.command:
            found.append((_distance(line, path), named.index(option), path, option))
    yield from ((path, option) for _, _, path, option in sorted(found))


def _commands(root: click.Group) -> Iterator[tuple[str, click.Command]]:
    ctx = click.Context(root)
    for name in root.list_commands(ctx):
        command = root.get_command(ctx, name)
        if isinstance(command, click.Group):
            within = ((one, command.get_command(ctx, one)) for one in command.list_commands(ctx))
            yield from ((f"{name} {one}", found) for one, found in within if found)
        elif command:
            yield name, command


def _distance(line: Line, path: str) -> int:
    """Return how far a command is from the one of the line: in its group, of its name, of a group, of the root."""
    words, own = path.split(), _called(line).split()
    if words[0] == own[0]:
        return 0
    return 1 if words[-1] == own[-1] else 2


def _of_others(line: Line, option: str, having: list[tuple[str, str]]) -> BadRequest:
    """Name the commands that have an option, the nearest of them where there are many."""
    meant = having[0][1]
    known = [f"`campaign {path}`" for path, name in having if name == meant][: tried_words.MOST]
    command = f"campaign {_called(line)}"
    return BadRequest("option-of-others", command=command, option=option, known=known, meant=meant)


def _called(line: Line) -> str:
    return " ".join(line.path)
