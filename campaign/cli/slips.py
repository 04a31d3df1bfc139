"""Slips of a command line that its words give away: dashes and quotes of a word processor, spaces without quotes.

Each is refused with the line as it was meant, so that it can be pasted. Nothing is run that was not typed.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from campaign.cli import elsewhere, for_good, lacking, loose_words, tried_words, typed_text
from campaign.cli.typed_line import Line, Slip, Word, apart
from campaign.messages import pasteable
from campaign.typed import moments, numbers, words
from media.errors import MediaError
from schedules.errors import BadRequest, ScheduleError

if TYPE_CHECKING:
    from campaign.cli.app import Desk

_DASHES = "\u2010-\u2015\u2212\u00ad\ufe58\ufe63\uff0d"  # what word processors and phones put for hyphens
_DASHED = re.compile(rf"(?=[^=]*[{_DASHES}])([-{_DASHES}]+)([^\W\d_][^=\s]*)(=.*)?", re.DOTALL)
_OPENING, _CLOSING = "“”„«‘‚‹‟", "”“»’›‟"
_OPTION = re.compile(r"(--[a-z-]+=)?(.*)", re.DOTALL)
_MOST_SLIPS = 6  # put right in one line
_SOME_TIME = "18:00"  # offered where a day was written without one


def before_reading(root: click.Group, args: Sequence[str]) -> BadRequest | None:
    """Return the refusal of dashes and quotes of a word processor; asked before the line is read, and cheap."""
    if not any(
        set(arg) & set(_OPENING + _CLOSING) or _DASHED.fullmatch(arg) or arg[:1] == "'" for arg in args
    ):
        return None
    line = apart(root, args)
    slip = _dashes(line) or _quotes(line)
    if slip is None:
        return None
    return _refusal(root, slip) or BadRequest(f"{slip.code}-bare", **slip.params)


def after_refusal(
    root: click.Group, args: Sequence[str], error: Exception, desk: "Desk | None" = None
) -> BadRequest | None:
    """Return a better refusal of a line that was refused, where its words tell what was meant; else None."""
    line, found = apart(root, args), None
    if isinstance(error, click.NoSuchCommand) and (told := elsewhere.no_command(error)):
        return told
    if told := elsewhere.folder(line):
        return told
    if isinstance(error, click.NoSuchOption):
        found = _option(line)
        if found is None and (told := elsewhere.setting(line, error) or elsewhere.refusal(error, list(args))):
            return told
    elif isinstance(error, click.BadParameter) or type(error) is click.UsageError:
        told = (
            _one_number(line)
            or elsewhere.everything(line.command, list(args))
            or (None if loose_words.slip(line) else loose_words.refusal(root, line))
        )
        if told:
            return told
        found = _all(line) or _without_option(line, error) or loose_words.slip(line) or _loose(line)
    elif isinstance(error, MediaError | ScheduleError | OSError):
        if told := _all_but_named(line, error, args):
            return told
        found = _testimony(line, error) or _files(line)
    refused = _refusal(root, found) if found and found.meant != list(args) else None
    refused = refused or (lacking.refusal(root, line, error, desk) if desk else None)
    homeless = lacking.campaign_of(line, desk) if refused and desk else None
    return homeless or refused


def _all_but_named(line: Line, error: Exception, args: Sequence[str]) -> BadRequest | None:
    """Refuse `alles` where one is named, and nothing is called so."""
    if not str(getattr(error, "code", "")).startswith("no-such-"):
        return None
    if found := _all(line):
        return BadRequest(found.code, line=_typed(found.meant), **found.params)
    return elsewhere.everything(line.command, list(args))


def _refusal(root: click.Group, slip: Slip) -> BadRequest | None:
    """Return a refusal with the line as it was meant, of which all other slips are put right too.

    None where the line would be refused as well: then there is none to offer.
    """
    args = slip.meant
    for _ in range(_MOST_SLIPS):
        line = apart(root, args)
        more = _dashes(line) or _quotes(line) or _option(line) or (None if _is_read(line) else _loose(line))
        if more is None or more.meant == args:
            break
        args = more.meant
    if not _is_read(apart(root, args)):
        return None
    return BadRequest(slip.code, line=_typed(args), **slip.params)


def _typed(args: Sequence[str]) -> pasteable.Typed:
    """Return words as a line to paste, each quoted as the shell needs it."""
    return pasteable.Typed(" ".join(map(pasteable.quoted, args)))


def _is_read(line: Line) -> bool:
    """Tell whether a command takes all words of its line, and finds numbers where they are wanted."""
    ctx = click.Context(line.command, info_name="campaign")
    try:
        values, left, _ = line.command.make_parser(ctx).parse_args([one.text for one in line.words])
    except click.UsageError:
        return False
    return not left and all(_takes(one, values.get(one.name or "")) for one in line.command.params)


def _takes(param: click.Parameter, value: object) -> bool:
    """Tell whether what a parameter is given are numbers, where it wants them."""
    if not isinstance(param.type, typed_text.Number):
        return True
    is_right = _are_numbers if isinstance(param.type, typed_text.Numbers) else _is_number
    given = value if isinstance(value, list | tuple) else (value,)
    return all(is_right(one) for one in given if isinstance(one, str))


def _is_number(text: object) -> bool:
    try:
        return bool(numbers.one(str(text)) + 1)
    except BadRequest:
        return False


def _slip(code: str, meant: list[str], **params: object) -> Slip:
    return Slip(code=code, meant=meant, params=params)


def _dashes(line: Line) -> Slip | None:
    texts, first = [one.text for one in line.words], ""
    for place, one in enumerate(line.words):
        found = _DASHED.fullmatch(one.text) if one.option is None else None
        name = found and _hyphens(found[2], line.command)
        if found and name:
            first = first or one.text
            texts[place] = name + (found[3] or "")
    return _slip("slip-dash", line.rewritten(texts), text=first) if first else None


def _hyphens(written: str, command: click.Command) -> str | None:
    """Return the option that a name with dashes of a word processor means."""
    name = "--" + re.sub(rf"[{_DASHES}]", "-", written)
    known = {option for one in command.params for option in one.opts} | {"--help"}
    return name if name in known else tried_words.meant_option(name, command)


def _quotes(line: Line) -> Slip | None:
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
    return _slip("slip-quotes", line.rewritten(texts), text=first) if first else None


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


def _option(line: Line) -> Slip | None:
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
            return _slip("slip-option", line.rewritten(texts), text=one.text)
    return None


def _all(line: Line) -> Slip | None:
    """Refuse `alles` among numbers, where the command has an option for it."""
    if not any("--all" in one.opts for one in line.command.params):
        return None
    said = [one.text for one in line.words if one.free and words.find(one.text, ("all",))]
    if not said:
        return None
    texts = ["--all" if one.text in said and one.free else one.text for one in line.words]
    return _slip("slip-option", line.rewritten(list(dict.fromkeys(texts))), text=said[0])


def _without_option(line: Line, error: Exception) -> Slip | None:
    """Refuse a value without its option, where the option must be given and the value is plainly one of it."""
    option = error.param if isinstance(error, click.MissingParameter) else None
    taken = sum(one.nargs for one in line.command.params if isinstance(one, click.Argument))
    free = [place for place, one in enumerate(line.words) if one.free][taken:] if taken >= 0 else []
    if not isinstance(option, click.Option) or not free or free != list(range(free[0], free[-1] + 1)):
        return None
    said = " ".join(line.words[place].text for place in free)
    if not (loose_words.is_one_more(option, said) or (option.name == "at" and moments.is_like(said))):
        return None
    lacks_time = option.name == "at" and moments.lacks_time(said)
    texts: list[str] = [one.text for one in line.words]
    texts[free[0] : free[-1] + 1] = [option.opts[0], f"{said} {_SOME_TIME}" if lacks_time else said]
    code = "slip-missing-time" if lacks_time else "slip-missing"
    return _slip(code, line.rewritten(texts), option=option.opts[0], text=said)


def _one_number(line: Line) -> BadRequest | None:
    """Refuse `2 3` where one number is taken: the command is run for each."""
    arguments = [one for one in line.command.params if isinstance(one, click.Argument)]
    free = [place for place, one in enumerate(line.words) if one.free]
    said = [line.words[place].text for place in free]
    if not arguments or type(arguments[0].type) is not typed_text.Number or len(said) < 2:
        return None
    if any(one.required for one in arguments[1:]):
        return None
    if not all(map(_is_number, said)):
        return None
    lines = []
    for number in said:
        texts = [one.text for place, one in enumerate(line.words) if place not in free[1:]]
        texts[free[0]] = number
        lines.append(f"`campaign {_typed(line.rewritten(texts))}`")
    return BadRequest("slip-numbers", text=" ".join(said), lines=", ".join(lines))


def _loose(line: Line) -> Slip | None:
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
        first = _joined(texts, left, len(arguments)) or first
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
            for each in run:
                texts[each] = (name, line.words[each].text)
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


def _is_one(option: click.Parameter, text: str) -> bool:
    """Tell whether what an option was given is one of its values already, without the words behind it."""
    return option.name not in loose_words.FILES or loose_words.is_one_more(option, text)


def _joined(texts: _Texts, free: list[int], wanted: int) -> _First | None:
    """Join the words of the last argument, where it lacks its quotes and all free words stand in one run."""
    if not wanted or len(free) <= wanted or free != list(range(free[0], free[-1] + 1)):
        return None
    start, end = free[0] + wanted - 1, free[-1] + 1
    said = " ".join(one for one in texts[start:end] if isinstance(one, str))
    texts[start:end] = [said, *[None] * (end - start - 1)]
    return "slip-spaces", {"text": said}


def _spaced_span(line: Line, free: list[int]) -> Slip | None:
    """Refuse `1 - 3`, which is a span of numbers where its three words are one."""
    parts = [line.words[place].text for place in free]
    said = " ".join(parts)
    if all(map(_are_numbers, parts)) or not _are_numbers(said):
        return None
    texts = [one.text for place, one in enumerate(line.words) if place not in free[1:]]
    texts[free[0]] = said
    return _slip("slip-spaces", line.rewritten(texts), text=said)


def _are_numbers(text: str) -> bool:
    try:
        numbers.several(text)
    except BadRequest:
        return False
    return True


def _testimony(line: Line, error: Exception) -> Slip | None:
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
        or not for_good.may_offer(line.before, str(written), str(person or films[0]))
    ):
        return None
    texts = [one.text for one in line.words]
    texts[places[0]] = str(films[0])
    takes = any("--person" in one.opts for one in line.command.params)
    if person and takes and not told.get("speaks") and "--person" not in texts:
        texts += ["--person", str(person)]
    code = "testimony-meant-person" if person else "testimony-meant"
    return _slip(code, line.rewritten(texts), slug=written, person=person, name=films[0])


def _files(line: Line) -> Slip | None:
    """Refuse words that are no file each, but one together: a path with spaces, without quotes."""
    for first, one in enumerate(line.words):
        for last in range(first + 1, len(line.words)):
            if not (line.words[last].free and (one.free or one.option)):
                break
            said = " ".join(each.text for each in line.words[first : last + 1])
            if Path(said).is_file() and not Path(one.text).exists():
                texts = [each.text for each in line.words]
                texts[first : last + 1] = [said]
                return _slip("slip-spaces", line.rewritten(texts), text=said)
    return None
