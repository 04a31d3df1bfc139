"""An index of what all commands do, in every language: their names, the words for them, and what their help says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import click

from campaign.cli import language
from campaign.cli.typed_lines import for_good, tried_words
from campaign.messages import translate
from media.text.folding import folded

MOST = 3  # commands that are named
_SHORTEST = 4  # letters of a word that is looked up
_STEM = 5  # letters by which two words are one, whatever ends them
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NAME, _PART, _HELP = 8, 5, 1  # what it counts where a word is a command's, part of one, or in its help
_LEAST = 2


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A command: its path below the root, the words that are its own, and those of its help in every language."""

    path: str
    named: frozenset[str]
    told: frozenset[str]


def nearest(root: click.Group, text: str, *, within: str = "") -> list[str]:
    """Return the commands of which a text may speak, the nearest first; of one group where `within` names it.

    None that publishes, or takes away what does not come back: those are named where they are meant, never guessed.
    """
    words = [folded(one) for one in _WORD.findall(text)]
    words = [one for one in words if len(one) >= _SHORTEST]
    found = [(sum(_score(word, one) for word in words), one.path) for one in entries(root)]
    inside = [(score, path) for score, path in found if path.startswith(f"{within} " if within else "")]
    least = _HELP if within else _LEAST  # of all commands one that is named by chance tells nothing
    best = sorted((-score, place, path) for place, (score, path) in enumerate(inside) if score >= least)
    return [path for _, _, path in best[:MOST]]


def _score(word: str, entry: Entry) -> int:
    if word in entry.named:
        return _NAME
    long = (one for one in entry.named if len(one) > _STEM)
    if any(word.startswith(one[:-1]) or word.endswith(one) or one.startswith(word) for one in long):
        return _PART
    return _HELP if any(_same(word, one) for one in entry.told) else 0


def _same(word: str, other: str) -> bool:
    return word == other or (len(word) > _STEM and len(other) > _STEM and word[:-2] == other[:-2])


@cache
def _entries(root: click.Group) -> tuple[Entry, ...]:
    return tuple(_each(root))


def entries(root: click.Group) -> tuple[Entry, ...]:
    """Return every command that may be named as a guess."""
    return _entries(root)


def _each(root: click.Group) -> Iterator[Entry]:
    ctx, tried = click.Context(root), tried_words.tried("command_words")
    for path in tried_words.paths(ctx):
        command = found(root, path)
        risky = for_good.COMMANDS | for_good.PUBLISHING | set(tried_words.DELETING)
        if command is None or isinstance(command, click.Group) or set(path.split()) & risky:
            continue
        own = {word for name in path.split() for word in (folded(name), *tried.get(name, ()))}
        said = {one for lang in translate.LANGUAGES for one in _told(command, lang)}
        yield Entry(path=path, named=frozenset(own), told=frozenset(said))


def _told(command: click.Command, lang: str) -> Iterator[str]:
    """Yield the words of a command's first sentence, and of its options, in a language."""
    texts = [command.short_help or ""]
    texts += [one.help or "" for one in command.params if isinstance(one, click.Option) and not one.hidden]
    for text in texts:
        for part in language.paragraphs(text) if text else ():
            said = translate.translate(part, lang)
            yield from (folded(one) for one in _WORD.findall(said) if len(one) >= _SHORTEST)


def found(root: click.Group, path: str) -> click.Command | None:
    """Return a command by its words below the root."""
    command: click.Command | None = root
    for name in path.split():
        command = (
            command.get_command(click.Context(command), name) if isinstance(command, click.Group) else None
        )
    return command
