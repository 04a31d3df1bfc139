"""Options of which one alone is meant: two of them, or one with two values, are refused before anything is done."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from campaign.cli import language
from campaign.messages import translate
from campaign.messages.translate import N_

GROUPS = "exclusive_options"  # a command's own: names of options, by two or more
TOGETHER = N_("{options} exclude each other; give one of them")
TWICE = N_("{option} takes one value and was given {count} times; give it once")

Given = TypeVar("Given", bound=click.Command)


def exclusive(*names: str) -> Callable[[Given], Given]:
    """Declare that of these options of a command one alone may be given."""

    def declare(command: Given) -> Given:
        setattr(command, GROUPS, (names, *groups(command)))
        return command

    return declare


def groups(command: click.Command) -> tuple[tuple[str, ...], ...]:
    """Return the names of the options that exclude each other."""
    declared: tuple[tuple[str, ...], ...] = getattr(command, GROUPS, ())
    return declared


def guard(command: click.Command) -> None:
    """Have a command refuse them; once for each command."""
    make = command.make_parser

    def make_parser(ctx: click.Context) -> Any:
        parser = make(ctx)
        parse = parser.parse_args

        def parse_args(args: list[str]) -> Any:
            opts, rest, order = parse(args)
            if not ctx.resilient_parsing:
                _refuse(command, ctx, opts, order)
            return opts, rest, order

        parser.parse_args = parse_args  # type: ignore[method-assign]
        return parser

    command.make_parser = make_parser  # type: ignore[method-assign]


def _refuse(
    command: click.Command, ctx: click.Context, opts: dict[str, Any], order: Sequence[click.Parameter]
) -> None:
    """Raise UsageError for options that exclude each other, and for one value given twice; `""` takes a value away."""
    written = [one for one in order if isinstance(one, click.Option) and one.expose_value]
    given = [one.opts[-1] for one in written if opts.get(str(one.name)) != ""]
    for names in groups(command):
        if len(found := [name for name in names if name in given]) > 1:
            raise _wrong(TOGETHER, ctx, options=found)
    for option, count in Counter(written).items():
        if count > 1 and option.secondary_opts:
            raise _wrong(TOGETHER, ctx, options=[option.opts[-1], option.secondary_opts[-1]])
        if count > 1 and not (option.multiple or option.is_flag or option.count):
            raise _wrong(TWICE, ctx, option=option.opts[-1], count=count)


def _wrong(sentence: str, ctx: click.Context, **params: object) -> click.UsageError:
    return click.UsageError(translate.fill(sentence, params, language.current()), ctx)
