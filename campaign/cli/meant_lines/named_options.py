"""Options by a word of any language, with or without a value, before a command and behind it."""

from collections.abc import Iterator, Sequence

import click

from campaign.cli.typed_lines import tried_words
from campaign.cli.typed_lines.typed_line import Line, Slip
from media.text.folding import folded


def slip(root: click.Group, line: Line) -> Slip | None:
    """Refuse `--taal nl` and `--légende=Bonjour` with the options that they mean; None where nobody can tell."""
    before, texts = list(line.before), [one.text for one in line.words]
    tried = [place for place, one in enumerate(line.words) if one.option is None and not one.free]
    found = [*_renamed(before, range(len(before)), root), *_renamed(texts, tried, line.command)]
    bare = [] if found else list(_bare(line, texts, tried))
    if bare and not found:
        return Slip(code="slip-bare", meant=[*before, *texts], params={"text": bare[-1]})
    if not found:
        return None
    written, meant = found[0]
    error = click.NoSuchOption(written)
    error.possibilities = [meant]  # type: ignore[misc]
    return Slip(code="slip-meant", meant=[*before, *texts], params={"problem": error.format_message()})


def _renamed(texts: list[str], places: Sequence[int], command: click.Command) -> list[tuple[str, str]]:
    """Put the options that were meant in the places of those that were written; return both of each."""
    found = list[tuple[str, str]]()
    for place in reversed(places):
        name, _, value = texts[place].partition("=")
        if meant := _meant(name, command, texts) if name.startswith("--") else None:
            texts[place : place + 1] = [meant, value] if value and _has_value(meant, command) else [meant]
            found.insert(0, (name, meant))
    return found


def _has_value(name: str, command: click.Command) -> bool:
    return any(name in one.opts and not getattr(one, "is_flag", False) for one in command.params)


def _meant(name: str, command: click.Command, texts: Sequence[str]) -> str | None:
    """Return an option as it is called; None where it is known, where it stands there already, or nobody knows it."""
    options = {option: one for one in command.params for option in one.opts}
    if name in options or name == "--help" or _argument(name, command):
        return None
    meant = tried_words.meant_option(name, command)
    if meant is None or meant == "--help":
        return None
    given = {one.partition("=")[0] for one in texts}
    return meant if meant not in given or options[meant].multiple else None


def _argument(name: str, command: click.Command) -> bool:
    """Tell whether people call so what a command is given without an option."""
    known = tried_words.tried("argument_words")
    taken = [one.name or "" for one in command.params if isinstance(one, click.Argument)]
    own = {option for one in command.params for option in one.opts}
    return name not in own and any(folded(name.lstrip("-")) in known.get(one, ()) for one in taken)


def _bare(line: Line, texts: list[str], places: Sequence[int]) -> Iterator[str]:
    """Take away the names of what is given without one, each yielded; where there is room for what they name."""
    room = sum(isinstance(one, click.Argument) for one in line.command.params)
    if sum(one.free for one in line.words) > room:
        return
    for place in reversed(places):
        name, sign, value = texts[place].partition("=")
        if name.startswith("--") and _argument(name, line.command):
            texts[place : place + 1] = [value] if sign else []
            yield name
