"""Lines whose words for a command are of another language, or the other way round, with the commands that they mean.

Nothing is dropped but the word for a command, a noun that says what it is on, and an article before that.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from campaign.cli import language
from campaign.cli.meant_lines import group_words
from campaign.cli.typed_lines import for_good, lacking, spaced_words, tried_words
from campaign.cli.typed_lines.typed_line import apart
from campaign.messages import translate
from campaign.typed import words
from media.text.folding import folded

if TYPE_CHECKING:
    from campaign.cli.app import Desk

_MOST_STEPS = 4  # words of one line that are put right, one after the other
_SHOWN = ("list", "show")  # what a noun alone asks for: the first of these that there is
_LOOKED_AT = ("list", "show", "open")  # what people call a preview, where that is what a group has
FILMS = (".mp4", ".mov", ".mkv", ".m4v", ".webm", ".avi")
_ENDINGS = {  # of a file, by the group that takes it
    "plan": (".csv", ".xlsx", ".ods", ".tsv", ".ics"),
    "subtitles": (".srt", ".vtt", ".sbv", ".txt"),
    "testimony": FILMS,
}
_ON_ONE: Mapping[
    str, Mapping[str, tuple[str, ...]]
] = {  # commands on all, which with a post's number, a film or a file mean another
    "run": {"post": ("post", "move", "--at", "now")},
    "check": {
        "post": ("post", "show"),
        "testimony": ("testimony", "check"),
        "subtitles": ("subtitles", "check"),
    },
    "status": {"post": ("post", "show"), "testimony": ("testimony", "show")},
}
_TO_GO_OUT = {"held": ("post", "release", "--now"), "failed": ("post", "retry")}  # what lets it, by its state
_UNSENT = ("draft", "approved", "held", "failed", "uploading", "staged")  # states of posts that are cancelled
_ELSEWHERE = {  # where people look for it -> where it is
    ("consent", "add"): ("consent", "record"),
    ("consent", "check"): ("consent", "list"),
    ("page", "check"): ("page", "show"),
    ("plan", "add"): ("post", "add"),
    ("post", "resume"): ("post", "release"),
    ("post", "check"): ("post", "show"),
    ("speech", "add"): ("speech", "fetch"),
    ("speech", "install"): ("speech", "fetch"),
    ("subtitles", "add"): ("testimony", "edit"),
    ("subtitles", "show"): ("testimony", "show"),
    ("subtitles", "list"): ("testimony", "show"),
    ("speech", "list"): ("speech", "models"),
    ("speech", "show"): ("speech", "models"),
}
_UNDOING = ("uninstall", "forget")  # what people call removing, where a group has no such command
_OF_ONE = ("post", "testimony")  # groups whose things are shown by a number or a short name
_THREE = 3  # mettre en pause
_PROGRAM_WORDS = 3  # python -m campaign
_PROGRAM = ("campaign", "campagne", "campaignexe")
_GLUED = re.compile(r"([^\W\d_]+)[.:/_-]([^\W\d_]+)")  # post.add


@dataclass(frozen=True, kw_only=True)
class _Words:
    """The commands that there are, and what is known of the campaign, by which a line is read."""

    root: click.Group
    paths: tuple[tuple[str, ...], ...]
    films: tuple[str, ...]
    states: Mapping[int, str]  # of the posts

    def named(self, group: str) -> list[str]:
        """Return the names of the commands of a group."""
        return [path[1] for path in self.paths if len(path) > 1 and path[0] == group]

    def groups(self) -> list[str]:
        """Return the names of the groups."""
        return list(dict.fromkeys(path[0] for path in self.paths if len(path) > 1))


def lines(root: click.Group, args: Sequence[str], desk: "Desk | None") -> list[list[str]]:
    """Return the lines that may have been meant; none where all commands are known, or nobody can tell."""
    paths = tuple(tuple(one.split()) for one in tried_words.paths(click.Context(root)))
    known = _Words(root=root, paths=paths, films=lacking.known_films(desk), states=lacking.states(desk))
    found = [list(args)]
    for _ in range(_MOST_STEPS):
        found = [meant for one in found for meant in _step(known, one)]
    return [one for one in found if one != list(args)]


def problem(root: click.Group, error: click.NoSuchCommand, meant: Sequence[Sequence[str]]) -> str:
    """Return what is said of an unknown command: which one was meant, as it is called where it was typed."""
    tried_words.aim(error)
    named = list(dict.fromkeys(path(root, one) for one in meant))
    group = error.ctx.info_name if error.ctx is not None and error.ctx.parent is not None else None
    inside = [one.removeprefix(f"{group} ") if group else one for one in named]
    aimed = error.possibilities or []
    if inside and not (len(aimed) == len(inside) == 1 and inside[0].startswith(aimed[0])):
        error.possibilities = inside  # type: ignore[misc]
    return translate.translate(error.format_message(), language.current())


def path(root: click.Group, args: Sequence[str]) -> str:
    """Return the words that name the command of a line, such as `post approve`."""
    return " ".join(apart(root, args).path)


def group(root: click.Group, written: str) -> str | None:
    """Return the group that people call so, in any language; None where they call none so."""
    ctx = click.Context(root)
    names = [one for one in root.list_commands(ctx) if isinstance(root.get_command(ctx, one), click.Group)]
    return tried_words.command(written, names)


def _step(known: _Words, args: Sequence[str]) -> list[list[str]]:
    """Return a line with its next unknown word put right, in each way that it may be; as it is where all are known."""
    line = apart(known.root, args)
    texts = [one.text for one in line.words]
    if not isinstance(line.command, click.Group) or "--help" in args:
        return [list(args)]
    group = line.path[-1] if line.path else ""
    before = [*line.front, *line.path[:-1]]
    if texts and texts[0].startswith("-"):
        return []
    found = _in_group(known, group, texts) if group else _at_root(known, texts)
    return [[*before, *one] for one in found]


def _at_root(known: _Words, texts: Sequence[str]) -> list[list[str]]:
    """Return what a line without a known first word may be: a verb with its noun, a noun, a verb alone, a near word."""
    if not texts:
        return []
    if texts[1:] and folded(texts[1]) in _PROGRAM and tried_words.command(texts[0], ["init", "add"]):
        return [["init", *texts[2:]]]  # nieuwe campagne "Samen"
    if plain := _without_glue(known, texts):
        return [plain]
    splits = list(_splits(texts))
    for written, rest in splits:
        if found := _with_noun(known, written, rest):
            return found
    root_names = [path[0] for path in known.paths if len(path) == 1]
    for written, rest in splits:
        name = tried_words.command(written, known.groups()) or tried_words.command(written, root_names)
        if name in known.groups():
            return [[name, *rest]]
        shows = rest and tried_words.command(rest[0], ["show", "list", "add"]) and not Path(rest[0]).exists()
        if name in for_good.PUBLISHING and shows:  # poster liste
            return [["post", "list"]] if folded(written).startswith("post") else []
        if name and shows:
            rest = rest[1:]
        if found := _verbs(known, written, rest, name):
            return found
    if len(texts) == 1 and (group := _group_of(known, texts)) in _OF_ONE:
        return [[group, "show", texts[0]]]
    near = tried_words.meant(texts[0], root_names, tried_words.tried("command_words"))
    return [[near, *texts[1:]]] if near else []


def _without_glue(known: _Words, texts: Sequence[str]) -> list[str]:
    """Return a line without the name of the program at its beginning, and `post.add` as two words."""
    for place, word in enumerate(texts[:_PROGRAM_WORDS]):
        if folded(word) in _PROGRAM and len(texts) > place + 1:
            return list(texts[place + 1 :])
    found = _GLUED.fullmatch(texts[0])
    group = tried_words.command(found[1], known.groups()) if found else None
    name = tried_words.command(found[2], known.named(group)) if found and group else None
    return [group, name, *texts[1:]] if group and name else []


def _splits(texts: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield the words that may be a verb together, and the rest: `keur goed 5`, `keur 5 goed`, `keur 5`."""
    if len(texts) > _THREE - 1:
        yield "".join(texts[:_THREE]), list(texts[_THREE:])
    if len(texts) > 1:
        yield "".join(texts[:2]), list(texts[2:])
    for place in range(2, len(texts)):
        yield texts[0] + texts[place], [*texts[1:place], *texts[place + 1 :]]
    yield texts[0], list(texts[1:])


def _with_noun(known: _Words, written: str, rest: Sequence[str]) -> list[list[str]]:
    """Return the one command that a verb and the noun behind it make: `verwijder de film koen`."""
    at = 1 if len(rest) > 1 and (tried_words.joins(rest[0], "the") or words.find(rest[0], ("all",))) else 0
    left = rest[at:]
    if not left:
        return []
    noun = tried_words.command(left[0], known.groups())
    behind = left[2:] if len(left) > 2 and tried_words.joins(left[1], "of") else left[1:]
    verb = _verb(known, noun, written, is_alone=not behind) if noun else None
    if noun and verb:
        return [[noun, verb, *behind]]
    whole = tried_words.command(left[0], [path[0] for path in known.paths if len(path) == 1])
    return [[whole, *left[1:]]] if whole and tried_words.command(written, ["show", "list"]) else []


def _verb(known: _Words, group: str, written: str, *, is_alone: bool) -> str | None:
    """Return the command of a group that a verb means; to show nothing in particular is to list it."""
    names = known.named(group)
    if is_alone and "list" in names and tried_words.command(written, ["show"]):
        return "list"
    return tried_words.command(written, names)


def _verbs(known: _Words, written: str, rest: Sequence[str], at_root: str | None) -> list[list[str]]:
    """Return the commands that a verb alone may be, of those what fits the word behind it."""
    found = [path for path in known.paths if len(path) > 1 and tried_words.command(written, path[1:])]
    if at_root:
        return _on_one(known, at_root, rest) or [[at_root, *rest]]
    group = _group_of(known, rest)
    fitting = [path for path in found if path[0] == group] or found
    return [[*path, *rest] for path in fitting] if len(fitting) <= tried_words.MOST else []


def _on_one(known: _Words, name: str, rest: Sequence[str]) -> list[list[str]]:
    """Return what a command on all means with the name of one: `publier 5` sends that post, as it stands."""
    meant = _ON_ONE.get(name, {}).get(_group_of(known, rest) or "", ())
    if meant and name == "run":
        return [sent(rest, known.states)]
    return [[*meant, *rest]] if meant else []


def sent(rest: Sequence[str], states: Mapping[int, str]) -> list[str]:
    """Return the line that lets a post go out now: moved, released or tried again, by its state."""
    state = states.get(int(rest[0]), "") if rest[0].isdecimal() else ""
    meant = _TO_GO_OUT.get(state, _ON_ONE["run"]["post"])
    rest = [one for one in rest if not group_words.is_now(one)]
    return [*meant[:2], *rest, *meant[2:]]


def _group_of(known: _Words, rest: Sequence[str]) -> str | None:
    """Return the group of commands that takes such a word: a number of a post, a film's short name, a file."""
    if not rest:
        return None
    if spaced_words.are_numbers(rest[0]):
        return "post"
    if any(folded(rest[0]) == folded(slug) for slug in known.films):
        return "testimony"
    word = rest[0].casefold()
    return next((group for group, endings in _ENDINGS.items() if word.endswith(endings)), None)


def _in_group(known: _Words, group: str, texts: Sequence[str]) -> list[list[str]]:
    """Return what a group without a known command behind it may be; its verb may stand at the end of the line."""
    names = known.named(group)
    if not texts:
        return [[group, _shown(names)]]
    if plain := group_words.meant(known.root, group, texts, known.films):
        return [plain]
    for written, rest in _splits(texts):
        if verb := _verb(known, group, written, is_alone=not rest):
            return [[group, _of_state(known, group, verb, rest), *rest]]
    for (where, name), meant in _ELSEWHERE.items():
        if where == group and tried_words.command(texts[0], [name]):
            return [[*meant, *texts[1:]]]
    if "show" not in names and "preview" in names and tried_words.command(texts[0], _LOOKED_AT):
        return [[group, "preview", *texts[1:]]]
    for place, word in enumerate(texts[1:], 1):
        if verb := tried_words.command(word, names):
            return [[group, verb, *texts[:place], *texts[place + 1 :]]]
    if tried_words.command(texts[0], _SHOWN):
        return [[group, _shown(names), *texts[1:]]]
    if tried_words.command(texts[0], ["remove"]) and (own := [one for one in _UNDOING if one in names]):
        return [[group, one, *texts[1:]] for one in own]
    others = [path for path in known.paths if len(path) > 1 and path[1] not in tried_words.DELETING]
    if found := [[*path, *texts[1:]] for path in others if tried_words.command(texts[0], path[1:])]:
        return found if len(found) <= tried_words.MOST else []
    on_all = tried_words.command(texts[0], list(_ON_ONE)) if group == _group_of(known, texts[1:]) else None
    if on_all and (found := _on_one(known, on_all, texts[1:])):
        return found
    if near := tried_words.meant(texts[0], names, tried_words.tried("command_words")):
        return [[group, near, *texts[1:]]]
    return [[group, "show", *texts]] if "show" in names and _group_of(known, texts) == group else []


def _of_state(known: _Words, group: str, verb: str, rest: Sequence[str]) -> str:
    """Return what deleting a post is: cancelling one that was never on the Page."""
    if (group, verb) != ("post", "remove") or not rest or not rest[0].isdecimal():
        return verb
    return "cancel" if known.states.get(int(rest[0])) in _UNSENT else verb


def _shown(names: Sequence[str]) -> str:
    """Return what shows the things of a group with these commands; its help where nobody can tell."""
    return next((name for name in _SHOWN if name in names), names[0] if len(names) == 1 else "--help")
