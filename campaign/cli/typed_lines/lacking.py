"""What a line lacks: options and arguments that must be given, and values of options; with what they may be.

The line is offered with an example of each, such as the command's help has, so that only that is left to change.
"""

import inspect
import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import click

from campaign.cli import language
from campaign.cli.typed_lines import for_good, offered_lines, typed_text
from campaign.cli.typed_lines.typed_line import Line, apart
from campaign.messages import pasteable, translate
from media.errors import MediaError
from media.text import folding
from schedules.errors import BadRequest, ScheduleError

if TYPE_CHECKING:
    from campaign.cli.app import Desk
    from schedules.model.records import Testimony

_OF_ORGANISATIONS = ("ORG", "OLD-NAME")  # what stands for one that there is
# Commands that need no campaign, and those that show a film and do nothing with it.
_ANYWHERE = frozenset(["init", "demo", "docs", "doctor", "restore", "rehearsal", "check", "estimate"])
_SHOWING = frozenset(["show", "check", "list", "log", "preview", "export", "template"])
_Known = Mapping[click.Parameter, Sequence[str]]  # what is missing, each with what it may be
# A file of the examples that is called after its language.
_NAMED = re.compile(r"^([\w-]+\.)[a-z]{2}(\.[a-z]{3})$")
_MOST_TOLD = 2  # missing parts of which each is told what it is


def campaign_of(line: Line, desk: "Desk") -> BadRequest | None:
    """Return the refusal of a command on a campaign where there is none; a line that is offered would get it, too."""
    named = any(one.partition("=")[0] == "--dir" for one in (*line.before, *(one.text for one in line.words)))
    if named or set(line.before) & _ANYWHERE or isinstance(line.command, click.Group):
        return None
    try:
        desk.require_folder()
    except BadRequest as refused:
        return refused
    return None


def refusal(root: click.Group, line: Line, error: Exception, desk: "Desk") -> BadRequest | None:
    """Return the refusal of what a line lacks; None where it lacks nothing that we know."""
    missing, code = list[click.Parameter](), "lacks-parts"
    if isinstance(error, click.MissingParameter):
        missing = _missing(line, error.param, *_asked(line))
    elif isinstance(error, click.BadOptionUsage):
        missing, code = _valueless(root, line, error.option_name), "lacks-value"
    return _told(root, line, missing, code, desk) if missing else None


def lacks(line: Line, desk: "Desk") -> bool:
    """Tell whether a line lacks something that must be given."""
    return bool(_missing(line, *_asked(line), *_signer(line, desk)))


def with_value(root: click.Group, args: list[str], desk: "Desk | None") -> list[str]:
    """Return a line with an example of the value of its last option, where that lacks it."""
    line = apart(root, args)
    last = args[-1] if args else ""
    missing = _valueless(root, line, last) if desk and last.startswith("--") else []
    if not desk or not missing or (line.words and line.words[-1].option is not None):
        return args
    words = _completed(root, line, {one: values(one, desk) for one in missing}, desk, is_value=True)
    return line.rewritten(words) if words else args


def _missing(line: Line, *others: click.Parameter | None) -> list[click.Parameter]:
    """Return what must be given and is not, as it stands in the help."""
    given = {one.text.partition("=")[0] for one in line.words if not one.free and one.option is None}
    left = sum(one.free for one in line.words)
    missing = list[click.Parameter]()
    for one in line.command.params:
        if isinstance(one, click.Argument):
            if left < 1 and (one.required or _is_of_all(one, line, given)):
                missing.append(one)
            left -= 1
        elif (one.required or one in others) and not given & set(one.opts):
            missing.append(one)
    return missing


def _is_of_all(argument: click.Argument, line: Line, given: set[str]) -> bool:
    """Tell whether numbers are wanted, for there is an option for all of them, which was not given."""
    takes_all = any("--all" in one.opts for one in line.command.params)
    return takes_all and "--all" not in given and isinstance(argument.type, typed_text.Numbers)


def _valueless(root: click.Group, line: Line, name: str) -> list[click.Parameter]:
    """Return the option whose value is missing, at the end of the line."""
    known = [one for one in (*line.command.params, *root.params) if name in one.opts]
    last = [*line.before, *(one.text for one in line.words)][-1:]
    if not known or not isinstance(known[0], click.Option) or known[0].is_flag:
        return []
    return known[:1] if last and last[0] in known[0].opts else []


def _asked(line: Line) -> list[click.Parameter]:
    """Return what a command asks for when it has begun: the language of a new post, and its text."""
    if line.before[-2:] != ("post", "add"):
        return []
    has_text = any(one.text.partition("=")[0] in ("--caption", "--caption-file") for one in line.words)
    names = ("language",) if has_text else ("language", "caption")
    return [one for one in line.command.params if one.name in names]


def _signer(line: Line, desk: "Desk") -> list[click.Parameter]:
    """Return who approves, where the campaign wants the approval of more than one person."""
    if line.before[-2:] != ("post", "approve"):
        return []
    try:
        needs = desk.find_folder() is not None and desk.settings().service.approvals > 1
    except (ScheduleError, MediaError, OSError):  # said once the line is whole
        return []
    return [one for one in line.command.params if needs and one.name == "who"]


def completed(root: click.Group, line: Line, desk: "Desk") -> tuple[str, list[str]] | None:
    """Return what a line lacks still, and the whole line with an example of each; None where it lacks nothing."""
    missing = _missing(line, *_asked(line), *_signer(line, desk))
    if not missing:
        return None
    known = {one: values(one, desk) for one in missing}
    words = _completed(root, line, known, desk, is_value=False)
    return (_all(known, desk), line.rewritten(words)) if words else None


def _told(
    root: click.Group, line: Line, missing: Sequence[click.Parameter], code: str, desk: "Desk"
) -> BadRequest:
    known = {one: values(one, desk) or _forms(line, one, desk) for one in missing}
    what = _all(known, desk)
    line = _without_rest(line)
    line = replace(
        line, words=tuple(replace(one, text=offered_lines.mended(line, one)) for one in line.words)
    )
    words = _completed(root, line, known, desk, is_value=code == "lacks-value")
    if words is None:
        return BadRequest(f"{code}-bare", what=what, command=_path(root, line))
    if code == "lacks-value" and (rest := completed(root, apart(root, line.rewritten(words)), desk)):
        words = rest[1][len(line.before) :]
    typed = " ".join(map(pasteable.quoted, line.rewritten(words)))
    return BadRequest(code, what=what, line=pasteable.Typed(typed))


def _without_rest(line: Line) -> Line:
    """Return a line without the words that it has too many, which no line that is offered keeps."""
    arguments = [one for one in line.command.params if isinstance(one, click.Argument)]
    if any(one.nargs == -1 for one in arguments):
        return line
    spare = [place for place, one in enumerate(line.words) if one.free][len(arguments) :]
    return replace(line, words=tuple(one for place, one in enumerate(line.words) if place not in spare))


def _all(known: _Known, desk: "Desk") -> str:
    """Return all that is missing, as it is typed."""
    alone = len(known) <= _MOST_TOLD
    return ", ".join(_what(one, found, desk.lang, alone=alone) for one, found in known.items())


def _completed(
    root: click.Group, line: Line, known: _Known, desk: "Desk", *, is_value: bool
) -> list[str] | None:
    """Return the words of a line with a value of each that is missing; None where one has no example.

    Where a command ends what it is given nobody is named in a line to be pasted who was not meant.
    """
    if line.command.name in for_good.COMMANDS and any(isinstance(one, click.Argument) for one in known):
        return None
    examples = dict(_examples(root, line, desk.lang))
    words = [one.text for one in line.words]
    for one, found in known.items():
        example = examples.get(one.name) or _example_elsewhere(root, one, desk.lang)
        value = _wished(found, _of_today(one, example, desk), one, desk.lang)
        value = _of_nobody(line, one, value, found, desk.lang)
        given = [each.text for each in line.words if each.free]
        is_new = bool(value and given) and one.metavar == "NEW-NAME"
        if is_new and (value == given[-1] or (len(known) == 1 and not _is_slip_of(str(value), given[-1]))):
            value = desk.say("example-new-name", name=given[-1])
        if value is None:
            return None
        named = isinstance(one, click.Option) and not is_value
        every = found if one.name == "acts" and named else [value]  # filmed alone lets nothing go out
        words += [word for each in every for word in ([one.opts[-1], each] if named else [each])]
    words = [*words[: len(line.words)], *_in_one_language(words[len(line.words) :])]
    if any(one.metavar == "NEW-NAME" for one in known) and "--dry-run" not in words:
        words.append("--dry-run")  # an example changes nothing
    return words


def _is_slip_of(name: str, written: str) -> bool:
    """Tell whether a name is what was written, misspelt: a name of another would be merged with it."""
    return not folding.same(name, written) and folding.nearest(written, [name]) is not None


def _of_today(param: click.Parameter, example: str | None, desk: "Desk") -> str | None:
    """Return an example of a day as one of this year: today."""
    from campaign.cli import options

    if example is None or not isinstance(param.type, options.Day):
        return example
    today = desk.now()
    return f"{today.day}/{today.month}/{today.year}"


def _of_nobody(
    line: Line, param: click.Parameter, value: str | None, known: Sequence[str], lang: str | None
) -> str | None:
    """Return a number, or one of several films, as what stands for it: a line that acts must act on nobody's."""
    if value and isinstance(param.type, typed_text.Number):
        return offered_lines.NUMBER
    is_guess = len(known) > 1 and _is_of_films(param) and line.path[-1] not in _SHOWING
    return translate.placeholders("SLUG", lang) if is_guess else value


def _in_one_language(words: Sequence[str]) -> list[str]:
    """Return examples of which a file is called after the language that stands among them, too: `bakery.nl.vtt`."""
    spoken = next((after for one, after in pairwise(words) if one == "--language"), None)
    return [_NAMED.sub(rf"\g<1>{spoken}\g<2>", one) if spoken else one for one in words]


def _path(root: click.Group, line: Line) -> str:
    """Return the words that name the command of a line."""
    names: list[str] = ["campaign"]
    command: click.Command = root
    for word in line.before:
        found = (
            command.get_command(click.Context(command), word) if isinstance(command, click.Group) else None
        )
        if found is not None:
            names, command = [*names, word], found
    return " ".join(names)


def _what(param: click.Parameter, known: Sequence[str], lang: str | None, *, alone: bool) -> str:
    """Return what is missing as it is typed, with its values, or else with what it is."""
    metavar = param.make_metavar(click.Context(click.Command(""))).removesuffix("...").strip("[]")
    name = translate.placeholders(metavar, lang) if isinstance(param, click.Argument) else param.opts[-1]
    about = ", ".join(known) or (_help(param, lang) if alone else "")
    return f"{name} ({about})" if about else name


def _help(param: click.Parameter, lang: str | None) -> str:
    """Return what the help says of an option, as a part of a sentence."""
    help = getattr(param, "help", None)
    said = translate.translate(help, lang).partition(" (")[0].rstrip(".") if help else ""
    return said if said[:2].isupper() else said[:1].lower() + said[1:]


def values(param: click.Parameter, desk: "Desk") -> tuple[str, ...]:
    """Return the values that there are, as they are typed; none where any will do, or the campaign cannot be read."""
    if isinstance(param.type, typed_text.Word):
        return tuple(translate.one_piece(code, desk.lang) for code in param.type.codes)
    if param.name == "desk_lang":
        return translate.LANGUAGES
    spoken = isinstance(param.type, typed_text.Language | typed_text.Languages)
    try:
        if desk.find_folder() is None:
            return translate.LANGUAGES if spoken else ()
        if spoken:
            return tuple(desk.settings().languages)
        if param.metavar in _OF_ORGANISATIONS:
            return tuple(desk.settings().organisations)
        return known_films(desk) if _is_of_films(param) else ()
    except (ScheduleError, MediaError, OSError):  # said once the line is whole
        return ()


def _is_of_films(param: click.Parameter) -> bool:
    return param.metavar == "SLUG" or (isinstance(param, click.Argument) and param.name == "slug")


def _forms(line: Line, param: click.Parameter, desk: "Desk") -> tuple[str, ...]:
    """Return the forms that count, where the number of one is missing: each with whose film it is."""
    if line.command.name != "void" or param.name != "number":
        return ()
    return tuple(f"{number} {slug}" for number, slug in forms(desk))


def forms(desk: "Desk") -> list[tuple[int, str]]:
    """Return the numbers of the forms that count, each with its testimony; none where the campaign is not read."""
    from campaign.cli import options
    from schedules.database import testimonies as database_testimonies

    try:
        if desk.find_folder() is None:
            return []
        with options.campaign(desk, warns=False) as workspace, workspace.store.read() as session:
            found = database_testimonies.consents(session)
    except (ScheduleError, MediaError, OSError):  # said once the line is whole
        return []
    return [(one.id, one.testimony) for one in found if one.withdrawn_at is None]


def known_films(desk: "Desk | None") -> tuple[str, ...]:
    """Return the short names of the testimonies that there are; none where there is no campaign, or it is not read."""
    return tuple(slug for slug, _ in speakers(desk))


def speakers(desk: "Desk | None") -> list[tuple[str, str]]:
    """Return the short name of each testimony with who speaks in it."""
    return [(film.slug, film.speaker) for film in testimonies(desk)]


def organisations(desk: "Desk") -> set[str]:
    """Return the names of organisations that the settings or testimonies have."""
    try:
        listed = set(desk.settings().organisations) if desk.find_folder() else set()
    except (ScheduleError, MediaError, OSError):  # said once the line is whole
        listed = set()
    return listed | {film.organisation for film in testimonies(desk)}


def states(desk: "Desk | None") -> dict[int, str]:
    """Return the state of each post; none where there is no campaign, or it is not read."""
    from campaign.cli import options
    from schedules.database import posts

    try:
        if desk is None or desk.find_folder() is None:
            return {}
        with options.campaign(desk, warns=False) as workspace, workspace.store.read() as session:
            return {post.number: post.state for post in posts.posts(session)}
    except (ScheduleError, MediaError, OSError):  # said once the line is whole
        return {}


def testimonies(desk: "Desk | None") -> "list[Testimony]":
    """Return the testimonies; none where there is no campaign, or it is not read."""
    from campaign.cli import options
    from schedules.database import testimonies as database_testimonies

    try:
        if desk is None or desk.find_folder() is None:
            return []
        with options.campaign(desk, warns=False) as workspace, workspace.store.read() as session:
            return database_testimonies.testimonies(session)
    except (ScheduleError, MediaError, OSError):  # said once the line is whole
        return []


def _wished(
    known: Sequence[str], example: str | None, param: click.Parameter, lang: str | None
) -> str | None:
    """Return a value to be offered: of those that there are the reader's language or the example, else the first."""
    if isinstance(param.type, typed_text.Language | typed_text.Languages) and lang in known:
        return lang
    return example if example and (not known or example in known) else next(iter(known), example)


def _examples(root: click.Group, line: Line, lang: str | None) -> Iterator[tuple[str | None, str]]:
    """Yield parameters of a command with their values in its help's examples, those most like the line last."""
    typed = {one.text for one in line.words}
    for paragraph in language.paragraphs(inspect.cleandoc(line.command.help or "")):
        if not paragraph.startswith(language.EXAMPLE):
            continue
        spoken = language.spoken_example(paragraph, lang)
        lines = reversed(spoken.replace("\\\n", " ").splitlines())
        for one in sorted(lines, key=lambda one: len(typed & set(one.split()))):
            yield from _values(apart(root, shlex.split(one)[1:]))


def _example_elsewhere(root: click.Group, param: click.Parameter, lang: str | None) -> str | None:
    """Return a value of an option of the same name and help in an example of another command."""
    for command in _commands(root):
        alike = [one for one in command.params if one.opts == param.opts and one.metavar == param.metavar]
        if alike and alike[0].name == param.name:
            line = Line(before=(), command=command, words=())
            if example := dict(_examples(root, line, lang)).get(param.name):
                return example
    return None


def _commands(group: click.Group) -> Iterator[click.Command]:
    ctx = click.Context(group)
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        if isinstance(command, click.Group):
            yield from _commands(command)
        elif command is not None:
            yield command


def _values(line: Line) -> Iterator[tuple[str | None, str]]:
    arguments = [one for one in line.command.params if isinstance(one, click.Argument)]
    free = [one.text for one in line.words if one.free]
    yield from ((one.option.name, one.text) for one in line.words if one.option)
    yield from ((one.name, text) for one, text in zip(arguments, free, strict=False))
