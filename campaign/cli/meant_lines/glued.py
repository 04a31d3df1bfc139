"""Several files in one value, and a file of subtitles with its language otherwise than before a colon."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from campaign.cli.typed_lines import loose_words, spaced_words, tried_words, typed_text
from campaign.cli.typed_lines.typed_line import Line, Slip
from campaign.typed import languages
from media.languages import known

_PIECE = re.compile(r"\S.*?\.[A-Za-z][A-Za-z0-9]{1,4}(?=[\s,;&+]|$)")  # up to the ending of a file's name
_BETWEEN = re.compile(r"^[\s,;&+]+")
_SIGN = r"\s*(?:->|=>|[=:,;/]|\s)\s*"
_TAGS = (  # the language before the file, and behind it, perhaps between brackets
    re.compile(rf"[(\[]?(?P<language>[^\W\d_][\w-]+)[)\]]?{_SIGN}(?P<file>\S.*)"),
    re.compile(rf"(?P<file>.*[^\s=:,;/]){_SIGN}[(\[]?(?P<language>[^\W\d_][\w-]+)[)\]]?"),
)
_SEVERAL = 2


@dataclass(frozen=True, kw_only=True)
class _Given:
    """An option with what was given behind it: its value, with the loose word that follows where one does."""

    option: click.Option
    value: str
    next: str | None
    start: int
    end: int  # behind its last word, the loose one left out


def slip(line: Line) -> Slip | None:
    """Refuse `--photo a.jpg,b.jpg`, `--subtitles fr=film.srt` and `--caption-file a.txt b.txt` with what each means."""
    if found := _arguments(line) or _named(line):
        return found
    for one in _given(line):
        if found := _tagged(line, one) or _pieces(line, one) or _first(line, one):
            return found
    return None


def _named(line: Line) -> Slip | None:
    """Refuse `organisation=microStart` with the option that it is."""
    for place, one in enumerate(line.words):
        name, sign, value = one.text.partition("=")
        if not one.free or not sign or not value or not re.fullmatch(r"[^\W\d_][\w-]*", name):
            continue
        option = tried_words.meant_option(f"--{name}", line.command)
        if option and option != "--help" and not _is_there(one.text):
            texts = [each.text for each in line.words]
            texts[place : place + 1] = [option, value]
            told: dict[str, object] = {"option": option, "text": value}
            return Slip(code="slip-missing", meant=line.rewritten(texts), params=told)
    return None


def _given(line: Line) -> Iterator[_Given]:
    """Yield every option of files with its value, which may stand behind a sign of equality."""
    named = {name: one for one in line.command.params if isinstance(one, click.Option) for name in one.opts}
    for place, one in enumerate(line.words):
        name, sign, value = one.text.partition("=")
        option = named.get(name)
        if one.free or one.option or option is None or not _is_of_files(option):
            continue
        end = place + 1 if sign else place + 2
        value = value if sign else "".join(each.text for each in line.words[place + 1 : end])
        after = line.words[end] if end < len(line.words) and line.words[end].free else None
        if value:
            yield _Given(option=option, value=value, next=after.text if after else None, start=place, end=end)


def _is_of_files(option: click.Option) -> bool:
    kind = option.type.kind if isinstance(option.type, typed_text.Emptied) else option.type
    return isinstance(kind, click.Path) or option.name in loose_words.FILES


def _is_there(text: str) -> bool:
    try:
        return Path(text).exists()
    except OSError:  # a name that is too long
        return False


def _put(line: Line, one: _Given, words: list[str], *, taken: int = 0) -> list[str]:
    """Return the line with these words in the place of an option, its value, and so many words behind it."""
    texts = [each.text for each in line.words]
    texts[one.start : one.end + taken] = words
    return line.rewritten(texts)


def _tagged(line: Line, one: _Given) -> Slip | None:
    """Put a colon between the language and the file, and the language first; so of those that follow."""
    if one.option.name != "subtitles" or _is_there(one.value):
        return None
    both = one.value if one.next is None else f"{one.value} {one.next}"
    for text, taken in ((one.value, 0), (both, 1)):
        meant = _with_colon(one.option, text)
        if meant and meant != text.replace(": ", ":"):
            words, name = [meant], one.option.opts[-1]
            rest = [each.text if each.free else "" for each in line.words[one.end + taken :]]
            while len(rest) > 1 and (more := _with_colon(one.option, f"{rest[0]} {rest[1]}")):
                words, rest, taken = [*words, more], rest[2:], taken + 2
            repeated = [word for each in words for word in (name, each)]
            told: dict[str, object] = {"text": text}
            return Slip(code="slip-tag", meant=_put(line, one, repeated, taken=taken), params=told)
    return None


def _with_colon(option: click.Option, text: str) -> str | None:
    """Return `fr:film.srt` of a language and a file in any order, with any sign between."""
    for pattern in _TAGS:
        found = pattern.fullmatch(text)
        if found is None or not _is_spoken(found["language"]) or ":" in found["file"]:
            continue
        if loose_words.is_one_more(option, found["file"]) or _is_there(found["file"]):
            return f"{found['language']}:{found['file']}"
    return None


def _is_spoken(word: str) -> bool:
    """Tell whether a word is a language that is known here; codes of others are words of files' names: `mon film`."""
    return (languages.code(word) or "").partition("-")[0] in known.languages()


def _pieces(line: Line, one: _Given) -> Slip | None:
    """Repeat an option that may be given more than once for each file in its value."""
    pieces = _apart(one.value)
    if not one.option.multiple or len(pieces) < _SEVERAL:
        return None
    name = one.option.opts[-1]
    words = [word for piece in pieces for word in (name, piece)]
    return Slip(code="slip-repeat", meant=_put(line, one, words), params={"option": name})


def _arguments(line: Line) -> Slip | None:
    """Set the files apart that stand in one word, where a command takes several."""
    taken = [one for one in line.command.params if isinstance(one, click.Argument)]
    if not any(one.nargs == -1 and isinstance(one.type, click.Path) for one in taken):
        return None
    texts = [one.text for one in line.words]
    for place, one in enumerate(line.words):
        if one.free and (pieces := _apart(one.text)):
            texts[place : place + 1] = pieces
            return Slip(code="slip-apart", meant=line.rewritten(texts), params={"text": one.text})
    return None


def _first(line: Line, one: _Given) -> Slip | None:
    """Give an option that takes one file the first of those that were given."""
    if one.option.multiple:
        return None
    pieces, taken, said = _apart(one.value), 0, one.value
    if (
        not pieces
        and one.next
        and _has_too_many(line)
        and all(map(spaced_words.is_file_name, (one.value, one.next)))
    ):
        pieces, taken, said = [one.value.rstrip(",;"), one.next], 1, f"{one.value} {one.next}"
    if len(pieces) < _SEVERAL or _is_there(said):
        return None
    name = one.option.opts[-1]
    meant = _put(line, one, [name, pieces[0]], taken=taken)
    return Slip(code="slip-one-value", meant=meant, params={"option": name, "text": said})


def _has_too_many(line: Line) -> bool:
    """Tell whether there are more words than the command takes without options."""
    taken = [one for one in line.command.params if isinstance(one, click.Argument)]
    return all(one.nargs == 1 for one in taken) and sum(one.free for one in line.words) > len(taken)


def _apart(value: str) -> list[str]:
    """Return the names of files that a value is made of; none where it is a file, or not made of names alone."""
    value = value if _is_there(value) else re.sub(r"['\"\[\](){}]", "", value)
    if _is_there(value) or sum(1 for _ in _PIECE.finditer(value)) < _SEVERAL:
        return []
    pieces = [_BETWEEN.sub("", found[0]) for found in _PIECE.finditer(value)]
    joined = [_without_joining(one) for one in pieces]
    rest = _PIECE.sub("", value)
    return [] if rest.strip(" ,;&+") else joined


def _without_joining(piece: str) -> str:
    word, _, rest = piece.partition(" ")
    return rest if rest and tried_words.joins(word, "and") else piece
