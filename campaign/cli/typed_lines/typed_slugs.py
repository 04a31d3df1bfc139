"""Short names of testimonies as people type them: `Vélos` is velos, as in a plan, where the campaign has one."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from media.text import folding

if TYPE_CHECKING:
    from campaign.cli.app import Desk

_PLAIN = re.compile(r"[a-z][a-z0-9-]*|[0-9][0-9, -]*")  # as they are kept; and numbers of posts
_MARK = "SLUG"  # in what stands for a parameter's value


def guard(command: click.Command) -> None:
    """Have a command take short names so; once for each command."""
    named = [str(param.name) for param in command.params if _is_of_slugs(param)]
    if not named:
        return
    invoke = command.invoke

    def invoke_meant(ctx: click.Context) -> Any:
        _read(ctx, named)
        return invoke(ctx)

    command.invoke = invoke_meant  # type: ignore[method-assign]


def _is_of_slugs(param: click.Parameter) -> bool:
    own = param.metavar or (str(param.name).upper() if isinstance(param, click.Argument) else "")
    return _MARK in own


def _read(ctx: click.Context, named: Sequence[str]) -> None:
    """Put what is meant in the place of what was typed, and say so on stderr."""
    given = [one for name in named for one in _several(ctx.params.get(name))]
    if not any(map(_is_otherwise, given)):
        return
    from campaign.cli.app import Desk  # which guards its commands with this

    desk = ctx.find_object(Desk)
    if desk is None or not desk.find_folder():
        return
    meant = _meant(desk, [str(one) for one in given])
    for name in named:
        value = ctx.params.get(name)
        if isinstance(value, tuple | list):
            ctx.params[name] = tuple(_exchanged(one, meant) for one in value)
        else:
            ctx.params[name] = _exchanged(value, meant)


def _several(value: object) -> Sequence[object]:
    return value if isinstance(value, tuple | list) else (value,)


def _is_otherwise(value: object) -> bool:
    text = str(value)
    return bool(value) and not _PLAIN.fullmatch(text) and not (isinstance(value, Path) and value.exists())


def _exchanged(value: Any, meant: dict[str, str]) -> Any:
    found = meant.get(str(value)) if _is_otherwise(value) else None
    return type(value)(found) if found else value


def _meant(desk: "Desk", given: Sequence[str]) -> dict[str, str]:
    """Return which testimonies these are in another spelling, each told."""
    from campaign.cli import options, output
    from schedules.database import testimonies

    with options.campaign(desk, warns=False) as workspace, workspace.store.read() as session:
        known = [film.slug for film in testimonies.testimonies(session)]
    found = {}
    for one in dict.fromkeys(given):
        alike = [slug for slug in known if folding.same(slug, one)]
        if one not in known and len(alike) == 1:
            found[one] = alike[0]
            output.note(desk.say("slug-understood", written=one, name=alike[0]))
    return found
