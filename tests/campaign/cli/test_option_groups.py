"""Options that exclude each other are refused in every command, whichever comes last; so is one value given twice."""

from collections.abc import Callable, Iterator
from itertools import permutations

import click
import pytest
from click.testing import Result

from campaign.cli import app, option_groups

Run = Callable[..., Result]


def commands(command: click.Command, *above: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command with the words that call it."""
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from commands(below, *above, name)
    else:
        yield above, command


COMMANDS = dict(commands(app.root))


def options(command: click.Command) -> list[click.Option]:
    """A command's own options."""
    return [one for one in command.params if isinstance(one, click.Option) and one.expose_value]


def given(command: click.Command, name: str) -> list[str]:
    """An option as it is written, with a value if it takes one."""
    option = next(one for one in options(command) if name in one.opts)
    return [name] if option.is_flag else [name, "1"]


EXCLUSIVE = [
    (words, pair)
    for words, command in COMMANDS.items()
    for group in option_groups.groups(command)
    for pair in permutations(group, 2)
]
TWO_SIDED = [
    (words, pair)
    for words, command in COMMANDS.items()
    for one in options(command)
    if one.secondary_opts
    for pair in permutations((one.opts[0], one.secondary_opts[0]))
]
EACH = {  # two people, or two films: the command is run for each
    (("post", "approve"), "--by"),
    (("subtitles", "checked"), "--by"),
    (("post", "add"), "--testimony"),
    (("post", "edit"), "--testimony"),
}
SINGLE = [
    (words, one.opts[0])
    for words, command in COMMANDS.items()
    for one in options(command)
    if not (one.is_flag or one.multiple)
]


@pytest.mark.parametrize(("words", "pair"), [*EXCLUSIVE, *TWO_SIDED])
def test_exclusive(campaign: Run, words: tuple[str, ...], pair: tuple[str, str]) -> None:
    """Of options that exclude each other none wins: the command is refused before it reads anything, and both named."""
    command = COMMANDS[words]
    sides = [[name] if name not in known(command) else given(command, name) for name in pair]
    done = campaign(*words, *sides[0], *sides[1])
    assert done.exit_code == 2
    assert all(name in done.stderr for name in pair), done.stderr


def known(command: click.Command) -> set[str]:
    """The names of a command's options, the other sides of flags left out."""
    return {name for one in options(command) for name in one.opts}


@pytest.mark.parametrize(("words", "name"), SINGLE)
def test_given_twice(campaign: Run, words: tuple[str, ...], name: str) -> None:
    """An option that takes one value is refused where two are given: the last one is not taken in silence."""
    done = campaign(*words, name, "1", name, "2")
    each = ", ".join(f"`campaign {' '.join(words)} {name} {value}`" for value in (1, 2))
    told = each if (words, name) in EACH else f"{name} takes one value"
    assert (done.exit_code, told in done.stderr) == (2, True), done.stderr


def test_no_group_is_forgotten() -> None:
    """Flags that set one value are declared, as are the groups that the manual tells of."""
    for command in COMMANDS.values():
        sharing: dict[str, list[str]] = {}
        for one in options(command):
            sharing.setdefault(str(one.name), []).append(one.opts[0])
        for names in sharing.values():
            assert len(names) == 1 or any(set(names) <= set(group) for group in option_groups.groups(command))
    assert {words for words, _ in EXCLUSIVE} >= {
        ("overdue",), ("post", "add"), ("post", "edit"), ("post", "settle"),
    }  # fmt: skip


def test_all_three_are_named(campaign: Run) -> None:
    """The three decisions on late posts at once are refused, and each is named."""
    done = campaign("overdue", "28", "--spread", "--send-now", "--cancel")
    assert (done.exit_code, "--spread, --send-now and --cancel exclude each other" in done.stderr) == (
        2,
        True,
    )


def test_a_value_taken_away_excludes_nothing(campaign: Run) -> None:
    """`--thumbnail ""` takes the picture away and may stand beside the moment that takes its place."""
    done = campaign("post", "edit", "1", "--thumbnail", "", "--thumbnail-at", "1")
    assert "exclude each other" not in done.stderr
