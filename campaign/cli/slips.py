"""Slips of a command line that its words give away: dashes and quotes of a word processor, spaces without quotes.

Each is refused with the line as it was meant, so that it can be pasted. Nothing is run that was not typed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from campaign.cli import elsewhere, tried_words, typed_text
from campaign.messages import pasteable
from campaign.typed import languages, moments, numbers, words
from media.errors import MediaError
from schedules.errors import BadRequest, ScheduleError

_DASHES = "\u2010-\u2015\u2212\u00ad\ufe58\ufe63\uff0d"  # what word processors and phones put for hyphens
_DASHED = re.compile(rf"(?=[^=]*[{_DASHES}])([-{_DASHES}]+)([^\W\d_][^=\s]*)(=.*)?", re.DOTALL)
_OPENING, _CLOSING = "“”„«‘‚‹‟", "”“»’›‟"
_OPTION = re.compile(r"(--[a-z-]+=)?(.*)", re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class Word:
    """One word of a command line: `option` is the one whose value it is; `free` tells that it is no option either."""

    text: str
    option: click.Parameter | None = None
    free: bool = False


@dataclass(frozen=True, kw_only=True)
class Line:
    """A command line taken apart: the words that name the command, the command itself, its words."""

    before: tuple[str, ...]
    command: click.Command
    words: tuple[Word, ...]

    def corrected(self, texts: Sequence[str]) -> pasteable.Typed:
        """Return the line with these words in the place of its own, each quoted as the shell needs it."""
        return pasteable.Typed(" ".join(map(pasteable.quoted, (*self.before, *texts))))


def before_reading(root: click.Group, args: Sequence[str]) -> BadRequest | None:
    """Return the refusal of dashes and quotes of a word processor; asked before the line is read, and cheap."""
    if not any(
        set(arg) & set(_OPENING + _CLOSING) or _DASHED.fullmatch(arg) or arg[:1] == "'" for arg in args
    ):
        return None
    line = _apart(root, args)
    return _dashes(line) or _quotes(line)


def after_refusal(root: click.Group, args: Sequence[str], error: Exception) -> BadRequest | None:
    """Return a better refusal of a line that was refused, where its words tell what was meant; else None."""
    line, found = _apart(root, args), None
    if isinstance(error, click.NoSuchOption):
        found = _option(line) or _setting(line, error) or elsewhere.refusal(error, list(args))
    elif isinstance(error, click.BadParameter) or type(error) is click.UsageError:
        found = (
            _all(line)
            or elsewhere.everything(line.command, list(args))
            or _without_option(line, error)
            or _loose(line)
        )
    elif isinstance(error, MediaError | ScheduleError | OSError):
        found = _testimony(line, error) or _files(line)
    same = found is not None and found.params.get("line") == " ".join(map(pasteable.quoted, args))
    return None if same else found


def _apart(root: click.Group, args: Sequence[str]) -> Line:
    command: click.Command = root
    ctx, place = click.Context(root, info_name="campaign"), 0
    while place < len(args) and isinstance(command, click.Group):
        arg = args[place]
        if arg.startswith("-"):
            place += 2 if arg in _valued(root) else 1
            continue
        child = command.get_command(ctx, arg)
        if child is None:
            break
        command, place = child, place + 1
    return Line(before=tuple(args[:place]), command=command, words=_words(command, args[place:]))


def _valued(command: click.Command) -> dict[str, click.Parameter]:
    """Return the options of a command that take a value."""
    return {
        name: one
        for one in command.params
        if isinstance(one, click.Option) and not one.is_flag and not one.count
        for name in one.opts
    }


def _words(command: click.Command, args: Sequence[str]) -> tuple[Word, ...]:
    valued, found, option = _valued(command), list[Word](), None
    for arg in args:
        if option is not None:
            found.append(Word(text=arg, option=option))
            option = None
        elif arg.startswith("-") and len(arg) > 1:
            found.append(Word(text=arg))
            option = valued.get(arg)
        else:
            found.append(Word(text=arg, free=True))
    return tuple(found)


def _dashes(line: Line) -> BadRequest | None:
    texts, first = [one.text for one in line.words], ""
    for place, one in enumerate(line.words):
        found = _DASHED.fullmatch(one.text) if one.option is None else None
        name = found and _hyphens(found[2], line.command)
        if found and name:
            first = first or one.text
            texts[place] = name + (found[3] or "")
    return BadRequest("slip-dash", text=first, line=line.corrected(texts)) if first else None


def _hyphens(written: str, command: click.Command) -> str | None:
    """Return the option that a name with dashes of a word processor means."""
    name = "--" + re.sub(rf"[{_DASHES}]", "-", written)
    known = {option for one in command.params for option in one.opts} | {"--help"}
    return name if name in known else tried_words.meant_option(name, command)


def _quotes(line: Line) -> BadRequest | None:
    """Join what stands between curly quotes, and ask for straight ones. Where the text has spaces, they are meant."""
    texts, first, place = list[str](), "", 0
    while place < len(line.words):
        end = _closing(line.words, place)
        if end is None:
            texts.append(line.words[place].text)
            place += 1
            continue
        said = " ".join(one.text for one in line.words[place : end + 1])
        option, inner = _split(said)
        first = first or said
        texts.append((option or "") + inner.strip(_OPENING + _CLOSING + "' \u00a0\u202f"))
        place = end + 1
    return BadRequest("slip-quotes", text=first, line=line.corrected(texts)) if first else None


def _closing(found: Sequence[Word], place: int) -> int | None:
    """Return where the quotes end that open at this word; None where none do, or where they are part of a text."""
    inner = _split(found[place].text)[1]
    if (
        not inner
        or (inner[0] not in _OPENING and inner[0] != "'")
        or re.search(r"\s", inner.strip(_OPENING + _CLOSING))
    ):
        return None
    closing = "'" if inner[0] == "'" else _CLOSING
    for end in range(place, len(found)):
        last = found[end].text[-1:]
        if last in closing and last and not (end == place and (len(inner) == 1 or closing == "'")):
            return end
    return None


def _split(text: str) -> tuple[str | None, str]:
    found = _OPTION.fullmatch(text)
    return (found[1], found[2]) if found else (None, text)


def _option(line: Line) -> BadRequest | None:
    """Refuse `-dry-run` and `--at:demain` with the option as it is written."""
    known = {option for one in line.command.params for option in one.opts}
    for place, one in enumerate(line.words):
        if one.free or one.option is not None:
            continue
        name, sign, value = (
            one.text.partition(":") if ":" in one.text.partition("=")[0] else one.text.partition("=")
        )
        right = f"--{name.lstrip('-')}"
        if right in known and one.text != right and (sign == ":" or not name.startswith("--")):
            texts = [each.text for each in line.words]
            texts[place] = right + (f"={value}" if sign else "")
            return BadRequest("slip-option", text=one.text, line=line.corrected(texts))
    return None


def _setting(line: Line, error: click.NoSuchOption) -> BadRequest | None:
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
    params = {"option": error.option_name, "example": known[meant].line}
    return (
        BadRequest("slip-setting", section=section, **params)
        if section
        else BadRequest("slip-setting-top", **params)
    )


def _all(line: Line) -> BadRequest | None:
    """Refuse `alles` among numbers, where the command has an option for it."""
    if not any("--all" in one.opts for one in line.command.params):
        return None
    said = [one.text for one in line.words if one.free and words.find(one.text, ("all",))]
    if not said:
        return None
    texts = [pasteable.Typed("--all") if one.text in said and one.free else one.text for one in line.words]
    return BadRequest("slip-option", text=said[0], line=line.corrected(list(dict.fromkeys(texts))))


def _without_option(line: Line, error: Exception) -> BadRequest | None:
    """Refuse a value without its option, where the option must be given and the value is plainly one of it."""
    option = error.param if isinstance(error, click.MissingParameter) else None
    taken = sum(one.nargs for one in line.command.params if isinstance(one, click.Argument))
    free = [place for place, one in enumerate(line.words) if one.free][taken:] if taken >= 0 else []
    if not isinstance(option, click.Option) or not free or free != list(range(free[0], free[-1] + 1)):
        return None
    said = " ".join(line.words[place].text for place in free)
    if not (_is_one_more(option, said) or (option.name == "at" and moments.is_like(said))):
        return None
    texts: list[str] = [one.text for one in line.words]
    texts[free[0] : free[-1] + 1] = [option.opts[0], said]
    return BadRequest("slip-missing", option=option.opts[0], text=said, line=line.corrected(texts))


def _one_number(line: Line, arguments: Sequence[click.Parameter], free: list[int]) -> BadRequest | None:
    """Refuse `2 3` where one number is taken: the command is run for each."""
    said = [line.words[place].text for place in free]
    if len(arguments) != 1 or not isinstance(arguments[0].type, typed_text.Number):
        return None
    if not all(map(_are_numbers, said)) or len(said) < 2:
        return None
    lines = []
    for number in said[:2]:
        texts = [one.text for place, one in enumerate(line.words) if place not in free[1:]]
        texts[free[0]] = number
        lines.append(line.corrected(texts))
    return BadRequest("slip-numbers", text=" ".join(said), line=lines[0], other=lines[1])


def _loose(line: Line) -> BadRequest | None:
    """Refuse words too many: those behind the value of an option are more of it, or its rest; else of an argument."""
    arguments = [one for one in line.command.params if isinstance(one, click.Argument)]
    free = [place for place, one in enumerate(line.words) if one.free]
    variadic = any(one.nargs == -1 for one in arguments)
    if not variadic and (found := _one_number(line, arguments, free)):
        return found
    most = len(free) if variadic else len(free) - sum(one.nargs for one in arguments)
    first, texts = _behind_options(line, most, variadic=variadic)
    if first is None and variadic:
        return _spaced_span(line, free)
    if most > 0 and not variadic:
        left = [place for place in free if texts[place] is not None]
        first = _joined(texts, left, len(arguments)) or first
    if first is None:
        return None
    code, params = first
    return BadRequest(code, line=line.corrected([text for text in texts if text is not None]), **params)


_Slip = tuple[str, dict[str, object]]


def _behind_options(line: Line, most: int, *, variadic: bool) -> tuple[_Slip | None, list[str | None]]:
    """Return the first slip among words behind the values of options, and the line's words with all of them put right.

    A word that went into another is None.
    """
    texts: list[str | None] = [one.text for one in line.words]
    first: _Slip | None = None
    for place, one in enumerate(line.words):
        option = line.words[place - 1].option if place and one.free else None
        run = _run(line, place, most, variadic=variadic) if option is not None else []
        if option is None or not run:
            continue
        most, name = most - len(run), option.opts[0]
        if option.multiple and all(_is_one_more(option, line.words[each].text) for each in run):
            for each in run:
                texts[each] = pasteable.Typed(f"{name} {pasteable.quoted(line.words[each].text)}")
            first = first or ("slip-repeat", {"option": name})
        else:
            said = " ".join(line.words[each].text for each in (place - 1, *run))
            texts[place - 1 : run[-1] + 1] = [said, *[None] * len(run)]
            first = first or ("slip-spaces", {"text": said})
    return first, texts


def _run(line: Line, place: int, most: int, *, variadic: bool) -> list[int]:
    """Return the places of the free words from here on, at most so many; of numbers none, where numbers are taken."""
    found: list[int] = []
    while place < len(line.words) and line.words[place].free and len(found) < most:
        if variadic and line.words[place].text[:1].isdigit():
            break
        found.append(place)
        place += 1
    return found


def _is_one_more(option: click.Parameter, text: str) -> bool:
    if isinstance(option.type, typed_text.Word):
        return words.find(text, option.type.codes) is not None
    return isinstance(option.type, typed_text.Languages) and languages.code(text) is not None


def _joined(texts: list[str | None], free: list[int], wanted: int) -> _Slip | None:
    """Join the words of the last argument, where it lacks its quotes and all free words stand in one run."""
    if not wanted or len(free) <= wanted or free != list(range(free[0], free[-1] + 1)):
        return None
    start, end = free[0] + wanted - 1, free[-1] + 1
    said = " ".join(filter(None, texts[start:end]))
    texts[start:end] = [said, *[None] * (end - start - 1)]
    return "slip-spaces", {"text": said}


def _spaced_span(line: Line, free: list[int]) -> BadRequest | None:
    """Refuse `1 - 3`, which is a span of numbers where its three words are one."""
    parts = [line.words[place].text for place in free]
    said = " ".join(parts)
    if all(map(_are_numbers, parts)) or not _are_numbers(said):
        return None
    texts = [one.text for place, one in enumerate(line.words) if place not in free[1:]]
    texts[free[0]] = said
    return BadRequest("slip-spaces", text=said, line=line.corrected(texts))


def _are_numbers(text: str) -> bool:
    try:
        numbers.several(text)
    except BadRequest:
        return False
    return True


def _testimony(line: Line, error: Exception) -> BadRequest | None:
    """Refuse what is no testimony, where one testimony alone can be meant, with the line as it was meant."""
    told = error.params if isinstance(error, BadRequest) else {}
    written, person = told.get("slug"), told.get("person")
    films = told.get("films") if person else [told.get("name")]
    places = [place for place, one in enumerate(line.words) if one.text == written]
    if (
        not str(getattr(error, "code", "")).startswith("no-such-testimony-")
        or not isinstance(films, list)
        or len(films) != 1
        or len(places) != 1
    ):
        return None
    texts = [one.text for one in line.words]
    texts[places[0]] = str(films[0])
    takes = any("--person" in one.opts for one in line.command.params)
    if person and takes and not told.get("speaks") and "--person" not in texts:
        texts += ["--person", str(person)]
    code = "testimony-meant-person" if person else "testimony-meant"
    return BadRequest(code, slug=written, person=person, name=films[0], line=line.corrected(texts))


def _files(line: Line) -> BadRequest | None:
    """Refuse words that are no file each, but one together: a path with spaces, without quotes."""
    for first, one in enumerate(line.words):
        for last in range(first + 1, len(line.words)):
            if not (line.words[last].free and (one.free or one.option)):
                break
            said = " ".join(each.text for each in line.words[first : last + 1])
            if Path(said).is_file() and not Path(one.text).exists():
                texts = [each.text for each in line.words]
                texts[first : last + 1] = [said]
                return BadRequest("slip-spaces", text=said, line=line.corrected(texts))
    return None
