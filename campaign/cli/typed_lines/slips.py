"""Slips of a command line that its words give away: dashes and quotes of a word processor, spaces without quotes.

Each is refused with the line as it was meant, so that it can be pasted. Nothing is run that was not typed.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from campaign.cli import language
from campaign.cli.typed_lines import (
    elsewhere,
    for_good,
    lacking,
    loose_words,
    offered_lines,
    several_values,
    spaced_words,
    tried_words,
    typed_text,
)
from campaign.cli.typed_lines.typed_line import Line, Slip, Word, apart
from campaign.messages import pasteable, translate
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
_MOST_LINES = 9  # that are offered for as many numbers
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
    if isinstance(error, click.NoSuchCommand):
        told, found = (
            elsewhere.no_command(error, line),
            _of_folder(root, args) or loose_words.command(root, line, error),
        )
        if told:
            return told
    if told := elsewhere.folder(line):
        return told
    if isinstance(error, click.NoSuchOption):
        found = spaced_words.paths(line) or _option(line)
        if found is None and (told := elsewhere.setting(line, error) or elsewhere.refusal(error, list(args))):
            return told
    elif isinstance(error, click.BadParameter) or type(error) is click.UsageError:
        found = _of_words(line, error, desk)
        if found is None and (told := _otherwise(root, line, args, desk)):
            return told
        found = found or _without_option(line, error) or loose_words.slip(line) or spaced_words.loose(line)
    elif isinstance(error, MediaError | ScheduleError | OSError):
        if told := _all_but_named(line, error, args):
            return told
        found = (
            several_values.all_of(line, desk)
            or several_values.films(line, error, desk)
            or several_values.posts(line, error)
            or loose_words.flag_behind(line)
            or _testimony(line, error)
            or spaced_words.paths(line)
        )
    refused = _refusal(root, found, desk) if found and found.meant != list(args) else None
    refused = refused or (lacking.refusal(root, line, error, desk) if desk else None)
    homeless = lacking.campaign_of(line, desk) if refused and desk else None
    return homeless or refused


def _of_folder(root: click.Group, args: Sequence[str]) -> Slip | None:
    """Refuse the folder behind `--dir`, before a command, whose name lacks its quotes."""
    found = spaced_words.folder(args, root.list_commands(click.Context(root)))
    return _slip("slip-spaces", found[1], text=found[0]) if found else None


def _of_words(line: Line, error: Exception, desk: "Desk | None") -> Slip | None:
    """Refuse words of which there are too many for a reason that is plain: they are files, or several, or all."""
    return (
        spaced_words.paths(line)
        or several_values.all_of(line, desk)
        or several_values.one_at_a_time(line, desk)
        or several_values.person(line, desk)
        or several_values.organisations(line, desk)
        or _all(line)
    )


def _otherwise(root: click.Group, line: Line, args: Sequence[str], desk: "Desk | None") -> BadRequest | None:
    """Refuse words too many that mean another command, or nothing that this one has."""
    return (
        _one_number(root, line, desk)
        or (None if loose_words.slip(line) else elsewhere.short_name(line))
        or elsewhere.pause(line)
        or (elsewhere.everything(line.command, list(args)) if _is_of_all(line) else None)
        or loose_words.of_one(line, lacking.known_films(desk))
        or (None if loose_words.slip(line) else loose_words.refusal(root, line))
    )


def _all_but_named(line: Line, error: Exception, args: Sequence[str]) -> BadRequest | None:
    """Refuse `alles` where one is named, and nothing is called so."""
    if not str(getattr(error, "code", "")).startswith("no-such-"):
        return None
    if found := _all(line):
        return BadRequest(found.code, line=_typed(found.meant), **found.params)
    return elsewhere.everything(line.command, list(args))


def _is_of_all(line: Line) -> bool:
    """Tell whether a word for all is no word of a text: it stands alone, or where numbers are wanted."""
    free = [one.text for one in line.words if one.free]
    of_numbers = any(isinstance(one.type, typed_text.Numbers) for one in line.command.params)
    return of_numbers or all(words.find(one, ("all",)) for one in free)


def _refusal(root: click.Group, slip: Slip, desk: "Desk | None" = None) -> BadRequest | None:
    """Return a refusal with the line as it was meant, of which all other slips are put right too.

    None where the line would be refused as well: then there is none to offer. Where a value that got its quotes would
    be refused, that is said, with the line where it can be put right; where the line lacks something, that, too.
    """
    args = _put_right(root, slip.meant, desk)
    line = apart(root, args)
    if not offered_lines.is_read(line):
        return None
    told = BadRequest(slip.code, line=_typed(args), **slip.params)
    if wrong := offered_lines.wrong(line, desk):
        if slip.code != "slip-spaces":
            return told
        meant = [wrong.mended if one == wrong.text else one for one in args]
        typed = _typed([one for one in meant if one is not None])
        said = translate.say(wrong.refusal.code, wrong.refusal.params, language.current())
        return BadRequest("slip-value", said=said, line=typed) if wrong.mended else wrong.refusal
    if desk and (lacks := lacking.completed(root, line, desk)):
        what, whole = lacks
        return BadRequest(
            "slip-lacks", said=desk.say(slip.code, line=_typed(whole), **slip.params), what=what
        )
    return told


def _put_right(root: click.Group, args: list[str], desk: "Desk | None") -> list[str]:
    """Return a line with its other slips put right."""
    for _ in range(_MOST_SLIPS):
        line = apart(root, args)
        more = _dashes(line) or _quotes(line) or _option(line) or spaced_words.paths(line)
        more = more or several_values.all_of(line, desk) or several_values.person(line, desk)
        if more is None and not offered_lines.is_read(line):
            more = spaced_words.loose(line)
        if more is None or more.meant == args:
            break
        args = more.meant
    return args


def _typed(args: Sequence[str]) -> pasteable.Typed:
    """Return words as a line to paste, each quoted as the shell needs it."""
    return pasteable.Typed(" ".join(map(pasteable.quoted, args)))


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
    if (
        option.name == "at"
        and not moments.is_like(said)
        and tried_words.joins(line.words[free[0]].text, "before-moments")
    ):
        said = " ".join(line.words[place].text for place in free[1:])
    if not (loose_words.is_one_more(option, said) or (option.name == "at" and moments.is_like(said))):
        return None
    lacks_time = option.name == "at" and moments.lacks_time(said)
    texts: list[str] = [one.text for one in line.words]
    texts[free[0] : free[-1] + 1] = [option.opts[0], f"{said} {_SOME_TIME}" if lacks_time else said]
    code = "slip-missing-time" if lacks_time else "slip-missing"
    return _slip(code, line.rewritten(texts), option=option.opts[0], text=said)


def _one_number(root: click.Group, line: Line, desk: "Desk | None") -> BadRequest | None:
    """Refuse `2 3` and `2-3` where one number is taken: the command is run for each, with a moment that is one."""
    arguments = [one for one in line.command.params if isinstance(one, click.Argument)]
    free = [place for place, one in enumerate(line.words) if one.free]
    said = [line.words[place].text for place in free]
    if not arguments or type(arguments[0].type) is not typed_text.Number or not said:
        return None
    if any(one.required for one in arguments[1:]):
        return None
    try:
        each = numbers.several(" ".join(said))
    except BadRequest:
        return None
    if len(each) < 2:
        return None
    texts = [one.text for place, one in enumerate(line.words) if place not in free[1:]]
    lines = [line.rewritten([*texts[: free[0]], str(one), *texts[free[0] + 1 :]]) for one in each]
    text, wrong = " ".join(said), offered_lines.wrong(apart(root, lines[0]), desk)
    if wrong and "--at" in texts:
        bare = [one for one in lines[0] if one not in ("--at", wrong.text)]
        reason = translate.say(wrong.refusal.code, wrong.refusal.params, language.current())
        return BadRequest("slip-numbers-moment", text=text, line=_typed(bare), said=reason)
    told = ", ".join(f"`campaign {_typed(one)}`" for one in lines[:_MOST_LINES])
    return BadRequest("slip-numbers", text=text, lines=told)


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
