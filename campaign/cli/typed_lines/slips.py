"""Slips of a command line that its words give away: dashes and quotes of a word processor, spaces without quotes.

Each is refused with the line as it was meant, so that it can be pasted. Nothing is run that was not typed.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from campaign.cli import language
from campaign.cli.last_resorts import besides, last, left_out, wishes
from campaign.cli.last_resorts import told as told_last
from campaign.cli.meant_lines import (
    commands,
    film_ends,
    given_paths,
    glued,
    group_words,
    log_days,
    misplaced,
    named_options,
    near_names,
    no_option,
    post_pieces,
    typography,
    unneeded,
)
from campaign.cli.typed_lines import (
    elsewhere,
    lacking,
    loose_words,
    offered_lines,
    several_values,
    spaced_words,
    tried_words,
    typed_text,
)
from campaign.cli.typed_lines.typed_line import Line, Slip, apart
from campaign.messages import pasteable, translate
from campaign.typed import moments, words
from media.errors import MediaError
from schedules.errors import BadRequest, ScheduleError

if TYPE_CHECKING:
    from campaign.cli.app import Desk

_MOST_SLIPS = 6  # put right in one line
_EXAMPLED = ("slip-meant", "slip-unfit")
_OF_VALUES = ("slip-spaces", "slip-bare", *_EXAMPLED)  # slips beside which a value may be wrong, too


def before_reading(root: click.Group, args: Sequence[str]) -> BadRequest | None:
    """Return the refusal of dashes and quotes of a word processor; asked before the line is read, and cheap."""
    if not any(map(typography.is_like, args)):
        return None
    line = apart(root, args)
    slip = typography.dashes(line) or typography.quotes(line)
    if slip is None:
        return None
    return _refusal(root, slip) or BadRequest(f"{slip.code}-bare", **slip.params)


def after_refusal(
    root: click.Group, args: Sequence[str], error: Exception, desk: "Desk | None" = None
) -> BadRequest | None:
    """Return a better refusal of a line that was refused, where its words tell what was meant; else None."""
    refused = _better(root, args, error, desk)
    refused = last.resort(root, args, error, desk, refused, lambda one: _whole(root, one, desk))
    return besides.told(root, args, refused or _unfit(root, args, error, desk), desk)


def _unfit(
    root: click.Group, args: Sequence[str], error: Exception, desk: "Desk | None"
) -> BadRequest | None:
    """Refuse a word that is none of those that fit with the whole line, in which an example is in its place."""
    if not isinstance(error, click.BadParameter) or isinstance(error, click.MissingParameter):
        return None
    is_word = isinstance(error.param, click.Option) and isinstance(error.param.type, typed_text.Word)
    return _refusal(root, _slip("slip-unfit", list(args)), desk) if is_word else None


def _better(
    root: click.Group, args: Sequence[str], error: Exception, desk: "Desk | None"
) -> BadRequest | None:
    line, found = apart(root, args), None
    day = log_days.slip(line, desk.now()) if desk else None
    if day and (refused := _refusal(root, day, desk)):
        return refused
    if isinstance(error, click.UsageError) and (refused := unneeded.elsewhere(line)):
        return refused
    if not isinstance(error, click.NoSuchCommand) and (refused := given_paths.refusal(line)):
        return refused
    if isinstance(error, click.NoSuchCommand):
        found = _of_folder(root, args) or loose_words.command(root, line, error)
        refused = elsewhere.of_noun(root, line, error, lacking.states(desk)) or wishes.command(
            root, line, error, desk
        )
        refused = refused or (None if found else _of_commands(root, args, error, desk))
        if refused:
            return refused
    if refused := elsewhere.folder(line) or (wishes.words(line, desk) if _is_of_values(error) else None):
        return refused
    told = found or _found(root, line, error, args, desk)
    if isinstance(told, BadRequest):
        return told
    refused = _refusal(root, told, desk) if told and told.meant != list(args) else None
    if refused is None and isinstance(error, click.NoSuchOption):
        other = no_option.refusal(root, line)
        refused = _refusal(root, other, desk) if isinstance(other, Slip) else other
    refused = refused or (lacking.refusal(root, line, error, desk) if desk else None)
    meant = isinstance(error, click.NoSuchOption) or (refused and refused.code.startswith("slip-meant"))
    if refused is None or desk is None or meant:
        return refused
    return lacking.campaign_of(line, desk) or refused


def _is_of_words(error: Exception) -> bool:
    """Tell whether a line was refused for words that it has too many."""
    return type(error) is click.UsageError


def _is_of_values(error: Exception) -> bool:
    return _is_of_words(error) or type(error) is click.BadParameter


def _found(
    root: click.Group, line: Line, error: Exception, args: Sequence[str], desk: "Desk | None"
) -> BadRequest | Slip | None:
    """Return the slip of a line by what it was refused for, or a refusal where no line can be offered."""
    if isinstance(error, click.NoSuchOption):
        if refused := unneeded.token(line):
            return refused
        found = spaced_words.paths(line) or typography.option(line) or unneeded.slip(root, line, error)
        found = found or named_options.slip(root, line)
        found = found or elsewhere.day(line) or no_option.lasting(line)
        return found or elsewhere.setting(line, error) or elsewhere.refusal(error, list(args))
    if isinstance(error, click.BadParameter) or _is_of_words(error):
        found = (
            unneeded.reason(line)
            or post_pieces.slip(line, desk)
            or glued.slip(line)
            or _of_words(line, error, desk)
            or group_words.number_first(line)
            or loose_words.flag_among_numbers(line)
        )
        if found is None and (told := _otherwise(root, line, args, desk)):
            return told
        found = found or _without_option(line, error) or loose_words.slip(line) or spaced_words.loose(line)
        is_missing = isinstance(error, click.MissingParameter)
        return (misplaced.value(line, desk) if is_missing else None) or found
    if isinstance(error, MediaError | ScheduleError | OSError):
        return _all_but_named(line, error, args) or _of_content(line, error, desk)
    return None


def _of_content(line: Line, error: Exception, desk: "Desk | None") -> BadRequest | Slip | None:
    """Refuse what a command began with and could not take: files, names, numbers."""
    return (
        glued.slip(line)
        or unneeded.slashes(line, error)
        or unneeded.until_idle(line)
        or misplaced.short_name(line)
        or near_names.organisation(line, error)
        or several_values.all_of(line, desk)
        or several_values.films(line, error, desk)
        or several_values.posts(line, error)
        or loose_words.flag_behind(line)
        or near_names.testimony(line, error)
        or spaced_words.paths(line)
    )


def _of_commands(
    root: click.Group, args: Sequence[str], error: click.NoSuchCommand, desk: "Desk | None"
) -> BadRequest | None:
    """Refuse a line whose words for a command are none of ours with the lines that it means, each whole."""
    meant = commands.lines(root, args, desk)
    problem = commands.problem(root, error, meant)
    whole = [(one, line) for one in meant if (line := _whole(root, one, desk))]
    if len(whole) == 1:
        return _refusal(root, _slip("slip-meant", whole[0][0], problem=problem), desk)
    if whole:
        lines = ", ".join(dict.fromkeys(f"`campaign {pasteable.line(line)}`" for _, line in whole))
        return BadRequest("slip-meant-several", problem=problem, lines=pasteable.Typed(lines))
    told = _better(root, meant[0], click.UsageError(""), desk) if len(meant) == 1 else None
    if told is None and len(meant) == 1 and (unknown := left_out.refused(root, meant[0])):
        told = after_refusal(root, meant[0], unknown, desk)
    if told is not None:
        return told
    if meant:
        shown = told_last.lines(root, list(dict.fromkeys(commands.path(root, one) for one in meant)))
        return BadRequest("slip-meant-help", problem=problem, lines=shown)
    return None


def _whole(root: click.Group, args: list[str], desk: "Desk | None") -> list[str] | None:
    """Return a line with its slips put right and with all that it must have; None where it would be refused still."""
    meant = lacking.with_value(root, _put_right(root, args, desk), desk)
    line = apart(root, meant)
    if not offered_lines.is_read(line):
        return None
    if named := misplaced.short_name(line):
        line = apart(root, named.meant)
    if desk is None or not lacking.lacks(line, desk):
        return [*line.before, *(one.text for one in line.words)]
    done = lacking.completed(root, line, desk)
    return done[1] if done else None


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
        several_values.twice(line)
        or several_values.one_number(root, line, desk)
        or (None if loose_words.slip(line) else elsewhere.short_name(line))
        or elsewhere.pause(line)
        or elsewhere.of_posts(line, lacking.states(desk))
        or several_values.unknown_films(line, desk)
        or (elsewhere.everything(line.command, list(args)) if _is_of_all(line) else None)
        or loose_words.of_one(line, lacking.known_films(desk))
        or (None if loose_words.slip(line) else loose_words.refusal(root, line))
    )


def _all_but_named(line: Line, error: Exception, args: Sequence[str]) -> BadRequest | None:
    """Refuse `alles` where one is named, and nothing is called so."""
    if not str(getattr(error, "code", "")).startswith("no-such-"):
        return None
    if found := _all(line):
        return BadRequest(found.code, line=pasteable.line(found.meant), **found.params)
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
    args = lacking.with_value(root, _put_right(root, slip.meant, desk), desk)
    line = apart(root, args)
    if not offered_lines.is_read(line):
        return None
    if named := misplaced.short_name(line):
        slip, args = named, named.meant
    elif ends := film_ends.wrong(line, desk):
        return _of_value(slip, ends, None)
    elif wrong := offered_lines.wrong(line, desk):
        if slip.code not in _OF_VALUES:
            return _offered(slip, args)
        meant = _mended(args, wrong)
        if slip.code not in _EXAMPLED or meant is None:
            return _of_value(slip, wrong, meant) if meant else _with_example(root, slip, wrong, line, desk)
        args = meant
    line = apart(root, args)
    lacks = lacking.completed(root, line, desk) if desk else None
    return _lacking(slip, *lacks, desk) if desk and lacks else _offered(slip, args)


def _offered(slip: Slip, args: Sequence[str]) -> BadRequest:
    return BadRequest(slip.code, line=pasteable.line(args), **slip.params)


def _mended(args: Sequence[str], wrong: offered_lines.Wrong) -> list[str] | None:
    """Return a line with a value as it would be taken; None where that cannot be told."""
    return [wrong.mended if one == wrong.text else one for one in args] if wrong.mended else None


def _of_value(slip: Slip, wrong: offered_lines.Wrong, meant: Sequence[str] | None) -> BadRequest:
    """Refuse a value, with the line in which it is put right, where there is one."""
    said = translate.say(wrong.refusal.code, wrong.refusal.params, language.current())
    if meant is not None:
        return BadRequest("slip-value", said=said, line=pasteable.line(meant))
    if slip.code == "slip-meant":
        return BadRequest("slip-meant-value", said=said, **slip.params)
    return wrong.refusal


def _with_example(
    root: click.Group, slip: Slip, wrong: offered_lines.Wrong, line: Line, desk: "Desk | None"
) -> BadRequest:
    """Refuse a word that is none of those that fit with the whole line, in which an example is in its place."""
    refused = _of_value(slip, wrong, None)
    place = next((at for at, one in enumerate(line.words) if one.option and one.text == wrong.text), None)
    option = line.words[place].option if place is not None else None
    is_word = option is not None and isinstance(option.type, typed_text.Word)
    if desk is None or option is None or not is_word or slip.code not in _EXAMPLED:
        return refused
    said = desk.say(refused.code, **refused.params)
    texts = [one.text for one in line.words]
    texts[place or 0] = lacking.values(option, desk)[0]
    whole = line.rewritten(texts)
    if lacks := lacking.completed(root, apart(root, whole), desk):
        return BadRequest("slip-meant-lacks", problem=said, what=lacks[0], line=pasteable.line(lacks[1]))
    return BadRequest("slip-example", said=said, line=pasteable.line(whole))


def _lacking(slip: Slip, what: str, whole: Sequence[str], desk: "Desk") -> BadRequest:
    """Refuse a line that lacks something besides its slip, with an example of that."""
    if slip.code == "slip-meant":
        return BadRequest("slip-meant-lacks", line=pasteable.line(whole), what=what, **slip.params)
    said = desk.say(slip.code, line=pasteable.line(whole), **slip.params)
    return BadRequest("slip-lacks", said=said, what=what)


def _put_right(root: click.Group, args: list[str], desk: "Desk | None") -> list[str]:
    """Return a line with its other slips put right."""
    for _ in range(_MOST_SLIPS):
        line = apart(root, args)
        more = (
            typography.dashes(line)
            or typography.quotes(line)
            or typography.option(line)
            or spaced_words.paths(line)
        )
        more = more or named_options.slip(root, line) or glued.slip(line)
        more = more or several_values.all_of(line, desk) or several_values.person(line, desk)
        more = more or misplaced.value(line, desk)
        if more is None and not offered_lines.is_read(line):
            more = _without_options(line) or loose_words.slip(line)
        if more is None and not offered_lines.is_read(line):
            more = spaced_words.loose(line)
        if more is None or more.meant == args:
            break
        args = more.meant
    line = apart(root, args)
    return line.rewritten([offered_lines.mended(line, one) for one in line.words])


def _slip(code: str, meant: list[str], **params: object) -> Slip:
    return Slip(code=code, meant=meant, params=params)


def _all(line: Line) -> Slip | None:
    """Refuse `alles` among numbers, where the command has an option for it."""
    if not any("--all" in one.opts for one in line.command.params):
        return None
    said = [one.text for one in line.words if one.free and words.find(one.text, ("all",))]
    if not said:
        return None
    texts = ["--all" if one.text in said and one.free else one.text for one in line.words]
    return _slip("slip-all-option", line.rewritten(list(dict.fromkeys(texts))), text=said[0])


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
    texts[free[0] : free[-1] + 1] = [option.opts[0], f"{said} {moments.USUAL}" if lacks_time else said]
    code = "slip-missing-time" if lacks_time else "slip-missing"
    return _slip(code, line.rewritten(texts), option=option.opts[0], text=said)


def _without_options(line: Line) -> Slip | None:
    """Refuse values without the options that must be given, as if each had been asked for."""
    required = (one for one in line.command.params if isinstance(one, click.Option) and one.required)
    asked = (_without_option(line, click.MissingParameter(param=one)) for one in required)
    return next(filter(None, asked), None)
