"""Words of a line that lack their quotes: more of a value or of an argument, and paths with spaces in them."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import click

from campaign.cli.typed_lines import loose_words, tried_words
from campaign.cli.typed_lines.typed_line import Line, Slip
from campaign.typed import numbers
from schedules.errors import BadRequest

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]+)?:(?=.)")  # before a file of subtitles: nl:film.srt
_ENDING = re.compile(r"[^.\s]\.(?:[A-Za-z][A-Za-z0-9]{1,4}|7z)$")  # of a file's name
_FILM = re.compile(r"[^.\s]\.(?:mp4|mov|mkv|m4v|webm|avi)$", re.IGNORECASE)


def paths(line: Line) -> Slip | None:
    """Refuse words that are no file or folder each, but one together that there is: a path without quotes."""
    texts, first, place = list[str](), "", 0
    while place < len(line.words):
        one = line.words[place]
        end = _end_of_path(line, place) if one.free or one.option else place
        said = " ".join(each.text for each in line.words[place : end + 1])
        texts.append(said)
        first = first or (said if end > place else "")
        place = end + 1
    return Slip(code="slip-spaces", meant=line.rewritten(texts), params={"text": first}) if first else None


def _end_of_path(line: Line, place: int) -> int:
    """Return the last word of the longest path that begins at a word; that word itself where it is all of it."""
    if _is_there(line.words[place].text):
        return place
    said = [each.text for each in line.words[place:]]
    ends = (end for end in range(len(said), 1, -1) if _is_there(" ".join(said[:end])))
    return place + next(ends, 1) - 1


def _is_there(text: str) -> bool:
    try:
        return any(one and Path(one).exists() for one in (text, _LANGUAGE.sub("", text, count=1)))
    except OSError:  # a name that is too long
        return False


def folder(args: Sequence[str], commands: Collection[str]) -> tuple[str, list[str]] | None:
    """Return the folder behind `--dir` whose name has spaces, and the line with it as one word; None for another.

    Of a folder that there is not, the name ends before the first command.
    """
    for place, (one, first) in enumerate(pairwise(args)):
        if one != "--dir" or _is_there(first):
            continue
        there = (end for end in range(len(args), place + 2, -1) if _is_there(" ".join(args[place + 1 : end])))
        before = (end for end in range(place + 3, len(args)) if args[end] in commands or args[end][:1] == "-")
        end = next(there, None) or next(before, None)
        if end:
            said = " ".join(args[place + 1 : end])
            return said, [*args[: place + 1], said, *args[end:]]
    return None


def is_file_name(text: str) -> bool:
    """Tell whether a word is a whole file's name by its ending, or a file that there is."""
    return _ENDING.search(text) is not None or Path(text).is_file()


def is_film(text: str) -> bool:
    """Tell whether a word is a film's file by its ending."""
    return _FILM.search(text) is not None


def loose(line: Line) -> Slip | None:
    """Refuse words too many: those behind the value of an option are more of it, or its rest; else of an argument."""
    arguments = [one for one in line.command.params if isinstance(one, click.Argument)]
    free = [place for place, one in enumerate(line.words) if one.free]
    variadic = any(one.nargs == -1 for one in arguments)
    most = len(free) if variadic else len(free) - sum(one.nargs for one in arguments)
    first, texts = _behind_options(line, most, variadic=variadic)
    if first is None and variadic:
        return _spaced_span(line, free)
    if most > 0 and not variadic:
        left = [place for place in free if texts[place] is not None]
        first = _joined(texts, left, arguments) or first
    if first is None:
        return None
    code, params = first
    flat = [word for one in texts if one is not None for word in ([one] if isinstance(one, str) else one)]
    return Slip(code=code, meant=line.rewritten(flat), params=params)


_First = tuple[str, dict[str, object]]
_Texts = list[str | tuple[str, ...] | None]  # several words, or none, in the place of one


def _behind_options(line: Line, most: int, *, variadic: bool) -> tuple[_First | None, _Texts]:
    """Return the first slip among words behind the values of options, and the line's words with all of them put right.

    A word that went into another is None.
    """
    texts: _Texts = [one.text for one in line.words]
    first: _First | None = None
    for place, one in enumerate(line.words):
        option = line.words[place - 1].option if place and one.free else None
        run = _run(line, place, most, variadic=variadic) if option is not None else []
        if option is None or not run:
            continue
        most, name = most - len(run), option.opts[0]
        if (
            option.multiple
            and all(loose_words.is_one_more(option, line.words[each].text) for each in run)
            and _is_one(option, line.words[place - 1].text)
        ):
            texts[place - 1] = line.words[place - 1].text.rstrip(",")
            for each, words in _values(line, run, option):
                texts[each] = (name, words) if words else None
            first = first or ("slip-repeat", {"option": name})
        else:
            said = " ".join(line.words[each].text for each in (place - 1, *run))
            texts[place - 1 : run[-1] + 1] = [said, *[None] * len(run)]
            first = first or ("slip-spaces", {"text": said})
    return first, texts


def _values(line: Line, run: Sequence[int], option: click.Parameter) -> Iterator[tuple[int, str]]:
    """Yield the places of several values behind an option, each with its words; none for what went into another."""
    while run:
        if len(run) > 1 and tried_words.joins(line.words[run[0]].text, "and"):
            yield run[0], ""
            run = run[1:]
        sizes = range(len(run), 0, -1)
        said = (" ".join(line.words[each].text for each in run[:size]) for size in sizes)
        size, text = next(
            (
                (size, text)
                for size, text in zip(sizes, said, strict=True)
                if loose_words.is_one_more(option, text)
            ),
            (1, line.words[run[0]].text),
        )
        yield run[0], text.rstrip(",")
        yield from ((each, "") for each in run[1:size])
        run = run[size:]


def _run(line: Line, place: int, most: int, *, variadic: bool) -> list[int]:
    """Return the places of the free words from here on, at most so many; of numbers none, where numbers are taken."""
    found: list[int] = []
    while place < len(line.words) and line.words[place].free and len(found) < most:
        if variadic and line.words[place].text[:1].isdigit():
            break
        found.append(place)
        place += 1
    return found


def _is_one(option: click.Parameter, text: str) -> bool:
    """Tell whether what an option was given is one of its values already, without the words behind it."""
    return option.name not in loose_words.FILES or loose_words.is_one_more(option, text)


def _joined(texts: _Texts, free: list[int], arguments: Sequence[click.Argument]) -> _First | None:
    """Join the words of an argument that lacks its quotes, where all free words stand in one run."""
    wanted = len(arguments)
    if not wanted or len(free) <= wanted or free != list(range(free[0], free[-1] + 1)):
        return None
    said = [str(texts[place]) for place in free]
    if is_name(arguments[-1]):
        return None
    ends = _ends(said, arguments)
    joined = [" ".join(said[start:end]) for start, end in pairwise((0, *ends))]
    texts[free[0] : free[-1] + 1] = [*joined, *[None] * (len(free) - len(joined))]
    return "slip-spaces", {"text": next(one for one in joined if " " in one)}


def is_name(argument: click.Argument) -> bool:
    """Tell whether an argument is a testimony's short name, which has no spaces."""
    return argument.name == "slug"


def _ends(said: Sequence[str], arguments: Sequence[click.Argument]) -> tuple[int, ...]:
    """Return where the words of each argument end: a file's with its ending, else before the last word; others at one.

    The last argument has all that is left.
    """
    if len(arguments) == 1:
        return (len(said),)
    if not isinstance(arguments[0].type, click.Path):
        return (*range(1, len(arguments)), len(said))
    most = len(said) - len(arguments) + 1
    whole = (end for end in range(most, 0, -1) if _is_there(" ".join(said[:end])))
    ending = (end for end in range(1, most + 1) if is_file_name(said[end - 1]))
    first = next(whole, None) or next(ending, most)
    return (first, *range(first + 1, first + len(arguments) - 1), len(said))


def _spaced_span(line: Line, free: list[int]) -> Slip | None:
    """Refuse `1 - 3`, which is a span of numbers where its three words are one."""
    parts = [line.words[place].text for place in free]
    said = " ".join(parts)
    if all(map(are_numbers, parts)) or not are_numbers(said):
        return None
    texts = [one.text for place, one in enumerate(line.words) if place not in free[1:]]
    texts[free[0]] = said
    return Slip(code="slip-spaces", meant=line.rewritten(texts), params={"text": said})


def are_numbers(text: str) -> bool:
    """Tell whether a text is numbers of posts."""
    try:
        numbers.several(text)
    except BadRequest:
        return False
    return True
