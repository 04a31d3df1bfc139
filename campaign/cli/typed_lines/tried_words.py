"""Words that people try for a command or an option, in any language, and which one they mean."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import click

from campaign.cli.typed_lines import for_good
from campaign.messages import translate
from campaign.typed import orders
from media.languages import known as languages
from media.text.folding import folded

_UNDOING = ("un", "un-", "de", "de-", "dé", "ont", "no-", "not-", "non-", "pas-", "niet-", "geen-")
DELETING = ("remove", "cancel", "withdraw", "void", "uninstall", "forget")  # named in their own groups alone
MOST = 5  # commands of other groups that are named


def aim(error: click.ClickException) -> None:
    """Let an error about an unknown option or command name what was meant; nothing where nobody can tell."""
    if isinstance(error, click.NoSuchOption) and error.ctx:
        found = meant_option(error.option_name, error.ctx.command)
        error.possibilities = [found] if found else None  # type: ignore[misc]
    elif isinstance(error, click.NoSuchCommand) and isinstance(error.ctx and error.ctx.command, click.Group):
        assert error.ctx is not None
        error.possibilities = meant_commands(error.command_name, error.ctx) or None  # type: ignore[misc]


def meant_option(written: str, command: click.Command) -> str | None:
    """Return the option of a command that was meant: by a word of any language, by its beginning, or the nearest."""
    known = [name for one in command.params for name in one.opts if name.startswith("--")]
    return meant(written, [*known, "--help"], tried("option_words", "--"))


def meant_commands(written: str, ctx: click.Context) -> list[str]:
    """Return the command of this group that was meant, else those of other groups that people call so."""
    assert isinstance(ctx.command, click.Group)
    words, here = tried("command_words"), ctx.command.list_commands(ctx)
    if found := called(written, here, words):
        return [found]
    if found := _list_or_show(written, here, words):
        return [found]
    root = ctx.find_root()
    elsewhere = [
        path
        for path in paths(root)
        if (ctx.parent is None or path.split()[-1] not in DELETING)
        and folded(written) in {folded(path.split()[-1]), *words.get(path.split()[-1], ())}
    ]
    if 0 < len(elsewhere) <= MOST:
        before = "" if ctx.parent is None else f"{root.info_name} "
        return [before + path for path in elsewhere]
    near = meant(written, here, words)
    return [near] if near else []


def _list_or_show(written: str, here: list[str], words: Mapping[str, frozenset[str]]) -> str | None:
    """Return `show` for what is called `list`, and the other way round, where a group has one of the two alone."""
    if len(there := {"list", "show"} & set(here)) != 1:
        return None
    called = {"list", "show", *words.get("list", ()), *words.get("show", ())}
    return there.pop() if folded(written) in called else None


def paths(root: click.Context) -> Iterator[str]:
    """Yield every command by its names below the root, such as `post approve`."""
    assert isinstance(root.command, click.Group)
    for name in root.command.list_commands(root):
        yield name
        group = root.command.get_command(root, name)
        if isinstance(group, click.Group):
            yield from (f"{name} {one}" for one in group.list_commands(root))


@cache
def tried(table: str, before: str = "") -> Mapping[str, frozenset[str]]:
    """Return the words that people of any language try, folded, by what they stand for; the first fits first.

    A verb that stands for a command is as well tried as an order.
    """
    found = {before + name: set[str]() for name in translate.texts(languages.FALLBACK)[table]}
    for words in map(translate.texts, languages.languages()):
        grammar = orders.Grammar(**words.get("orders", {})) if table == "command_words" else orders.Grammar()
        for name, said in words.get(table, {}).items():
            found[before + name].update(folded(one) for word in said for one in orders.forms(word, grammar))
    return {name: frozenset(said) for name, said in found.items()}


def joins(written: str, *kinds: str) -> bool:
    """Tell whether a word joins others, in any language, as one of these kinds of `joining_words` does."""
    known = tried("joining_words")
    return any(folded(written) in known[kind] for kind in kinds)


def meant(written: str, known: list[str], others: Mapping[str, frozenset[str]]) -> str | None:
    """Return the one of the known that was meant, or None where nobody can tell.

    A command that cannot be undone is meant by a slip of a letter, not by a likeness: `publish` is no `unpublish`,
    and `publier` no `oublier`.
    """
    if found := called(written, known, others):
        return found
    word = written.lstrip("-").casefold()
    is_another = any(folded(written) in {folded(name), *words} for name, words in others.items())
    known = [one for one in known if for_good.may_mean(word, one, others.get(one, ()), is_another=is_another)]
    spelt = {one: name for name, words in others.items() if name in known for one in words}
    like = difflib.get_close_matches(folded(word), list(spelt), n=1, cutoff=0.8)
    begun = [name for name in known if len(word) > 1 and name.lstrip("-").startswith(word)]
    names = [name.lstrip("-") for name in known if not _undoes(word, name.lstrip("-"))]
    near = difflib.get_close_matches(word, names, n=1, cutoff=0.7)
    if begun or near:
        return begun[0] if begun else next(name for name in known if name.lstrip("-") in near)
    return spelt[like[0]] if like else None


def _undoes(word: str, name: str) -> bool:
    """Tell whether a word says the opposite of a name: `uncancel`, `not-published`, of which neither is a slip."""
    return word.removesuffix(name) in _UNDOING


def command(written: str, names: Sequence[str]) -> str | None:
    """Return the one of these names of commands that is written, or that people call so, in any language."""
    same = next((name for name in names if folded(written) == folded(name)), None)
    return same or called(written, names, tried("command_words"))


def called(written: str, known: Sequence[str], others: Mapping[str, frozenset[str]]) -> str | None:
    """Return the one of the known that people call so."""
    return next((name for name, words in others.items() if name in known and folded(written) in words), None)
