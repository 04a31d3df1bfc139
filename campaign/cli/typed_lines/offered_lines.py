"""Whether a line that is to be offered would be read: it is checked as one that was typed, up to the values in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from campaign.cli import options
from campaign.cli.typed_lines import typed_text
from campaign.cli.typed_lines.typed_line import Line, Word
from campaign.typed import links, moments
from media.text import folding
from schedules.errors import BadRequest, ScheduleError

if TYPE_CHECKING:
    from campaign.cli.app import Desk

_MOMENTS = {"at", "embargo"}  # options whose moment is read when the command has begun
_KINDS: tuple[type[click.ParamType[Any]], ...] = (
    typed_text.Word,
    typed_text.Number,
    typed_text.Language,
    typed_text.Languages,
    options.Moment,
    options.Centre,
    click.IntRange,
)
NUMBER = "N"  # in the place of a number that was not typed: one of an example is somebody's post


@dataclass(frozen=True, kw_only=True)
class Wrong:
    """A value that would be refused: the refusal, and the value as it would be taken, where that can be told."""

    text: str
    refusal: BadRequest
    mended: str | None = None


def is_read(line: Line) -> bool:
    """Tell whether a command takes all words of its line, and finds numbers where they are wanted."""
    given = _given(line, click.Context(line.command, info_name="campaign"))
    if given is None:
        return False
    return all(
        _number(param, text) is None for param, text in given if isinstance(param.type, typed_text.Number)
    )


def wrong(line: Line, desk: "Desk | None") -> Wrong | None:
    """Return the first value that the command would refuse; None where it would take them all."""
    ctx = click.Context(line.command, info_name="campaign", obj=desk)
    for param, text in _given(line, ctx) or ():
        if found := _wrong(param, text, ctx, desk):
            return found
    return None


def mended(line: Line, word: Word) -> str:
    """Return a word of a line as its command takes it, where that is plain: a link, a form's file, a short name."""
    if word.option is None:
        is_form = line.before[-2:] == ("consent", "form") and word.free
        return str(Path(word.text).with_suffix(".html")) if is_form else word.text
    if word.option.name == "slug" and line.before[-2:] == ("testimony", "add"):
        return folding.slug(word.text) or word.text
    if word.option.name != "link":
        return word.text
    try:
        return links.link(word.text)
    except BadRequest as refused:
        return str(refused.params.get("better", word.text))


def _given(line: Line, ctx: click.Context) -> list[tuple[click.Parameter, str]] | None:
    """Return every value of a line with its parameter; None where the line has too many words, or unknown options."""
    try:
        values, left, _ = line.command.make_parser(ctx).parse_args([one.text for one in line.words])
    except click.UsageError:
        return None
    return None if left else list(_pairs(line.command, values))


def _pairs(command: click.Command, values: dict[str, Any]) -> Iterator[tuple[click.Parameter, str]]:
    for param in command.params:
        value = values.get(param.name or "")
        several = value if isinstance(value, list | tuple) else (value,)
        yield from ((param, one) for one in several if isinstance(one, str))


def _number(param: click.Parameter, text: str) -> BadRequest | None:
    if text == NUMBER:
        return None
    try:
        param.type.read(text)  # type: ignore[attr-defined]
    except BadRequest as refused:
        is_name = isinstance(param.type, typed_text.NumberOrName) and refused.code == "number-unreadable"
        return None if is_name and " " not in text else refused
    return None


def _wrong(param: click.Parameter, text: str, ctx: click.Context, desk: "Desk | None") -> Wrong | None:
    kind: click.ParamType[Any] = param.type.kind if isinstance(param.type, typed_text.Emptied) else param.type
    if isinstance(kind, typed_text.Role):
        kind = typed_text.Word(kind.codes)  # which says nothing
    if kind is not param.type and typed_text.is_none(text):
        return None
    try:
        if isinstance(kind, options.Day):
            moments.read_day(text, today=options.today(ctx), ahead=param.name in options.ENDS)
        elif desk is not None and (param.name in _MOMENTS or _is_end(param, ctx)):
            return _moment(text, desk, time_alone=_is_end(param, ctx))
        elif isinstance(kind, _KINDS):
            kind.convert(text, param, ctx)
    except click.BadParameter as refused:
        return Wrong(text=text, refusal=_said(param, refused.message))
    except BadRequest as refused:
        return _of_time(text, refused)
    except ScheduleError:  # of the settings: said once the line is whole
        return None
    return None


def _said(param: click.Parameter, message: str) -> BadRequest:
    return BadRequest("value-unfit", option=param.opts[-1], said=message.rstrip("."))


def _is_end(param: click.Parameter, ctx: click.Context) -> bool:
    """Tell whether an option says when a service or a rehearsal ends."""
    return param.name == "until" and ctx.command.name in ("run", "rehearse")


def _moment(text: str, desk: "Desk", *, time_alone: bool) -> Wrong | None:
    """Return what is wrong with a moment, with its time where that alone is missing; nothing where it is read."""
    try:
        moments.read_when(text, now=desk.now(), zone=desk.settings().timezone, time_alone=time_alone)
    except BadRequest as refused:
        found = _of_time(text, refused)
        later = _moment(found.mended, desk, time_alone=time_alone) if found and found.mended else None
        return later or found
    return None


def _of_time(text: str, refused: BadRequest) -> Wrong | None:
    """Return what is wrong with a day or a moment; None for what is wrong elsewhere, such as in the settings."""
    if not refused.code.startswith(("when-", "day-")):
        return None
    return Wrong(text=text, refusal=refused, mended=_mended(text, refused))


def _mended(text: str, refused: BadRequest) -> str | None:
    """Return a moment with what it lacks, as an example."""
    if refused.code == "when-without-time-today":
        return f"{text} {refused.params['clock']}"
    if refused.code == "when-without-time":
        return f"{text} {moments.USUAL}"
    day = refused.params.get("day")
    return f"{day:%d/%m/%Y}" if refused.code == "day-without-year" and day else None
