"""Words too many on a command line: what option each is the value of, where that can be told."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import click

from campaign.cli.typed_lines import tried_words, typed_text
from campaign.cli.typed_lines.typed_line import Line, Slip
from campaign.messages import pasteable
from campaign.typed import languages, moments, words
from media.text.folding import folded
from schedules.errors import BadRequest

_WHOLE = {("check",), ("status",), ("log",), ("consent", "list"), ("post", "list")}
_SHOWING = (("desk",), ("status",), ("overdue",), ("check",), ("doctor",), ("log",))
_SLUG = re.compile(r"[a-z][a-z0-9-]*")
_EVERYWHERE = {"--json", "--yes", "--debug"}  # flags of every command
FILES = {  # options that are repeated for each file, with the endings of those
    "subtitles": re.compile(r"[^.\s]\.(?:srt|vtt|sbv|ass|ssa|ttml|dfxp|sub|txt)$", re.IGNORECASE),
    "photos": re.compile(r"[^.\s]\.(?:jpe?g|png|webp|heic|heif|avif|tiff?|gif|bmp)$", re.IGNORECASE),
}


def slip(line: Line) -> Slip | None:
    """Refuse words too many with the options that they lack; None where nobody can tell."""
    found = _noun(line) or _verb(line) or _behind(line) or _undashed(line)
    return found or _flag(line) or _bare(line) or _words_of_text(line)


def _noun(line: Line) -> Slip | None:
    """Refuse `log bericht 9` with the number alone, as a post is named where a post's number is wanted."""
    if not any(one.name in ("number", "numbers") for one in line.command.params):
        return None
    for place, (one, after) in enumerate(pairwise(line.words)):
        if one.free and after.free and after.text.isdigit() and tried_words.command(one.text, ("post",)):
            return _without(line, place)
    return None


def _verb(line: Line) -> Slip | None:
    """Refuse `desk openen` without the verb, behind a command that only shows something."""
    if line.path not in _SHOWING:
        return None
    for place, one in enumerate(line.words):
        if one.free and tried_words.command(one.text, ("show", "serve", "run", "list")):
            return _without(line, place)
    return None


def _without(line: Line, place: int) -> Slip:
    texts = [one.text for at, one in enumerate(line.words) if at != place]
    return Slip(code="slip-bare", meant=line.rewritten(texts), params={"text": line.words[place].text})


def is_one_more(option: click.Parameter, text: str) -> bool:
    """Tell whether a word is plainly a value of an option."""
    if isinstance(option.type, typed_text.Word):
        return words.find(text, option.type.codes) is not None
    if isinstance(option.type, typed_text.Languages | typed_text.Language):
        return languages.code(text) is not None
    return option.name in FILES and " " not in text and FILES[option.name].search(text) is not None


def _left(line: Line) -> list[int]:
    """Return the places of the words that are no argument, and do not stand behind a value, whose rest they may be."""
    arguments = [one for one in line.command.params if isinstance(one, click.Argument)]
    free = [place for place, one in enumerate(line.words) if one.free]
    if any(one.nargs == -1 for one in arguments):
        left = [place for place in free if not line.words[place].text[:1].isdigit()]
    else:
        left = free[len(arguments) :]
    return left if all(is_apart(line, place) for place in left) else []


def is_apart(line: Line, place: int) -> bool:
    """Tell whether no value of an option stands before a word, nor before those that it follows."""
    while place and line.words[place - 1].free:
        place -= 1
    return place == 0 or line.words[place - 1].option is None


def _options(line: Line) -> Iterator[click.Option]:
    """Yield the options that were not given."""
    given = {one.text.partition("=")[0] for one in line.words if not one.free and one.option is None}
    for one in line.command.params:
        if isinstance(one, click.Option) and (one.multiple or not given & set(one.opts)):
            yield one


def _undashed(line: Line) -> Slip | None:
    """Refuse `caption "Bonjour"` and `par Anne` with the option's dashes."""
    left, tried = _left(line), tried_words.tried("option_words", "--")
    for place in left[:1]:  # behind other words it may be one of a text: Bonjour à tous
        text = line.words[place].text
        for option in _options(line):
            if option.is_flag or option.name == "desk_dir":
                continue
            name = option.opts[-1]
            called = f"--{text.casefold()}" == name or folded(text) in tried.get(name, ())
            called = called and not (name == "--at" and tried_words.joins(text, "before-moments"))
            if called and place + 1 < len(line.words) and line.words[place + 1].free:
                texts = [one.text for one in line.words]
                texts[place] = name
                return Slip(code="slip-option", meant=line.rewritten(texts), params={"text": text})
    return None


def _behind(line: Line) -> Slip | None:
    """Refuse `consent tasks 1 klaar`, an option behind its value, with the option in front."""
    free = [one.text for one in line.words if one.free]
    if (
        len(free) != 2
        or len(line.words) != 2
        or any(isinstance(one, click.Argument) for one in line.command.params)
    ):
        return None
    tried = tried_words.tried("option_words", "--")
    for one in _options(line):
        name = one.opts[-1]
        called = folded(free[1]) in {folded(name), *tried.get(name, ())}
        if called and not one.is_flag and _fits(one, free[0]):
            return Slip(code="slip-option", meant=line.rewritten([name, free[0]]), params={"text": free[1]})
    return None


def _flag(line: Line) -> Slip | None:
    """Refuse `overdue spread` and `post release 4 tout de suite` with the option's dashes."""
    left = _left(line)
    if not left or left != list(range(left[0], left[-1] + 1)):
        return None
    said = " ".join(line.words[place].text for place in left)
    name = _flag_called(said, _options(line))
    if name is None:
        return None
    texts = [one.text for one in line.words]
    texts[left[0] : left[-1] + 1] = [name]
    return Slip(code="slip-option", meant=line.rewritten(texts), params={"text": said})


def flag_among_numbers(line: Line) -> Slip | None:
    """Refuse `overdue publier 10`, an option without its dashes where only numbers of posts can stand."""
    taken = [one for one in line.command.params if isinstance(one, click.Argument)]
    if not taken or any(one.name not in ("number", "numbers") for one in taken):
        return None
    options = list(_options(line))
    for place, one in enumerate(line.words):
        if one.free and (name := _flag_called(one.text, options)):
            texts = [each.text for at, each in enumerate(line.words) if at != place]
            return Slip(code="slip-option", meant=line.rewritten([*texts, name]), params={"text": one.text})
    return None


def _flag_called(said: str, options: Iterable[click.Parameter]) -> str | None:
    """Return the option without a value that people call so."""
    tried = tried_words.tried("option_words", "--")
    for one in options:
        name = one.opts[-1]
        called = folded(said) in {folded(name), *tried.get(name, ())}
        if called and isinstance(one, click.Option) and one.is_flag and name not in _EVERYWHERE:
            return name
    return None


def command(root: click.Group, line: Line, error: click.NoSuchCommand) -> Slip | None:
    """Refuse `subtitles fix FILE`, an option where a command is wanted, with the one command that has it."""
    group = line.command
    if group is root or not isinstance(group, click.Group):
        return None
    ctx, found = click.Context(group), list[tuple[str, str]]()
    for name in group.list_commands(ctx):
        one = group.get_command(ctx, name)
        option = _flag_called(error.command_name, one.params) if one else None
        found += [(name, option)] if option else []
    if len(found) != 1:
        return None
    name, option = found[0]
    texts = [name, *(one.text for one in line.words[1:]), option]
    return Slip(code="slip-command", meant=line.rewritten(texts), params={"option": error.command_name})


def _bare(line: Line) -> Slip | None:
    """Refuse words too many with the options that they are the values of."""
    left, texts = _left(line), list[str | list[str]](one.text for one in line.words)
    given = list[str]()
    for place in left:
        text = line.words[place].text
        found = [one.opts[-1] for one in _options(line) if _fits(one, text)]
        if len(found) != 1 or found[0] in given:
            return None
        texts[place] = [found[0], text]
        given.append(found[0])
    if not left:
        return None
    flat = [word for one in texts for word in ([one] if isinstance(one, str) else one)]
    told: dict[str, object] = {"option": given[0], "text": line.words[left[0]].text}
    code = "slip-missing" if len(given) == 1 else "slip-missing-several"
    told = told if len(given) == 1 else {"options": ", ".join(given)}
    return Slip(code=code, meant=line.rewritten(flat), params=told)


def _words_of_text(line: Line) -> Slip | None:
    """Refuse `post add Bonjour à tous` and `testimony edit koen Koen Janssens`, whose words are one text or name."""
    left = _left(line)
    said = [line.words[place].text for place in left]
    if len(left) < 2 or left != list(range(left[0], left[-1] + 1)):
        return None
    given = {one.name: one.opts[-1] for one in _options(line)}
    text = " ".join(said)
    names = ["at"] if moments.is_like(text) and not moments.says_more(text) else []
    names += ["speaker"] if all(one.istitle() for one in said) else []
    option = next((given[name] for name in (*names, "caption") if name in given), None)
    if option is None:
        return None
    texts = [one.text for one in line.words]
    texts[left[0] : left[-1] + 1] = [option, text]
    told: dict[str, object] = {"option": option, "text": text}
    return Slip(code="slip-missing", meant=line.rewritten(texts), params=told)


def flag_behind(line: Line) -> Slip | None:
    """Refuse `subtitles check film.srt corriger`, whose last word is no file but an option without its dashes."""
    last = line.words[-1] if line.words else None
    if last is None or not last.free or len(line.words) < 2 or Path(last.text).exists():
        return None
    name = _flag_called(last.text, _options(line))
    texts = [*(one.text for one in line.words[:-1]), name or ""]
    return Slip(code="slip-option", meant=line.rewritten(texts), params={"text": last.text}) if name else None


def _fits(option: click.Option, text: str) -> bool:
    if (option.name or "").startswith("desk_"):
        return False
    if option.name == "testimony":
        is_name = _SLUG.fullmatch(text) is not None and not moments.is_like(text)
        return is_name and languages.code(text) is None
    if isinstance(option.type, typed_text.Number) or option.name == "page_id":
        return text.isdigit()
    if option.name == "caption":
        return re.search(r"\S\s+\S", text) is not None
    return is_one_more(option, text)


def of_one(line: Line, films: Sequence[str]) -> BadRequest | None:
    """Refuse `check fatou` and `status 3`, commands on the whole campaign, with the one on a testimony or a post."""
    free = [one.text for one in line.words if one.free]
    is_all = len(free) == len(line.words)
    if is_all and free[1:] and line.path != ("log",) and tried_words.command(free[0], ("post", "testimony")):
        free = free[1:]  # `check bericht 2`
    if len(free) != 1 or not is_all or line.path not in _WHOLE:
        return None
    if free[0] in films:
        return _command(line, ["testimony", "check" if line.path == ("check",) else "show", free[0]], free[0])
    is_number = free[0].isdigit() and line.path != ("consent", "list")
    return _command(line, ["post", "show", free[0]], free[0]) if is_number else None


def refusal(root: click.Group, line: Line) -> BadRequest | None:
    """Refuse `post list 3`, which shows one, and `check brand`, whose two words are the other way round."""
    free, group = [one.text for one in line.words if one.free], line.path[:-1]
    if len(free) != 1 or not line.path or len(line.words) != 1:
        return None
    name, word = line.path[-1], free[0]
    ctx = click.Context(root)
    if name == "list" and group:
        parent = root.get_command(ctx, group[0])
        shown = parent.get_command(ctx, "show") if isinstance(parent, click.Group) else None
        if shown is not None and not words.find(word, ("all",)):
            return _command(line, [*group, "show", word], word)
    other = root.get_command(ctx, word)
    if isinstance(other, click.Group) and name in other.list_commands(ctx):
        return _command(line, [word, name], word)
    if line.path not in _WHOLE or any(isinstance(one, click.Argument) for one in line.command.params):
        return None
    return BadRequest("slip-whole", text=word, line=pasteable.Typed(" ".join(line.path)))


def _command(line: Line, meant: list[str], word: str) -> BadRequest:
    typed = pasteable.line([*line.front, *meant])
    return BadRequest("slip-command", option=word, line=typed)
