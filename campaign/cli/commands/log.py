"""`campaign log`: what happened, oldest first."""

import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import click
from sqlmodel import Session

from campaign.cli import options, output
from campaign.cli.app import Desk, pass_desk
from campaign.cli.typed_lines import typed_text
from campaign.messages import doers
from campaign.messages.translate import N_
from campaign.reports import json_views
from campaign.reports.json_documents import EventDocument
from campaign.workspace import Workspace
from schedules.database import events, posts, testimonies
from schedules.errors import BadRequest
from schedules.model.records import Event


@dataclass(frozen=True, kw_only=True)
class _Wanted:
    """Of what the log is: a post, a testimony with its posts, or all; from one moment until before another."""

    number: int | None
    film: int | None
    begin: datetime | None
    end: datetime | None

    def events(self, session: Session, after_id: int = 0) -> list[Event]:
        """Return what happened, oldest first."""
        return events.events(session, **vars(self), after_id=after_id)


@click.command(short_help="Show what happened, oldest first.")
@click.argument("number", metavar="[N|SLUG]", type=typed_text.NumberOrName(), required=False)
@click.option("--from", "first", type=options.Day(), metavar="DATE", help="Only from this day on.")
@click.option("--to", "last", type=options.Day(), metavar="DATE", help="Only up to this day, and on it.")
@click.option("--follow", is_flag=True, help="Keep showing what happens until Ctrl-C.")
@pass_desk
def log(desk: Desk, number: int | str | None, first: date | None, last: date | None, follow: bool) -> None:
    """Show what happened, oldest first: to one post, to one testimony with its posts, or to the whole campaign.

    \b
    Example:
      campaign log 3
      campaign log bakery
      campaign log --from 2/11/2026
    """
    with options.campaign(desk) as workspace:
        with workspace.store.read() as session:
            wanted = _wanted(workspace, session, number, first, last)
            shown = [] if follow else _shown(desk, workspace, session, wanted.events(session))
        if follow:
            return _follow(desk, workspace, wanted)
    if desk.json:
        return output.say(output.document(shown))
    if not shown:
        is_all = number is None and first is None and last is None
        return output.say(desk.say("none-events" if is_all else "none-events-of"))
    rows = [
        (
            options.noted(one["at"]),
            one["post"],
            _state(desk, one),
            one["detail"],
            doers.said(one["by"], desk.lang),
        )
        for one in shown
    ]
    return output.table((N_("At"), N_("Post"), N_("State"), N_("What happened"), N_("By")), rows)


def _wanted(
    workspace: Workspace, session: Session, named: int | str | None, first: date | None, last: date | None
) -> _Wanted:
    """Return of what the log is; raises BadRequest for a post or a testimony that there is not."""
    if isinstance(named, int):
        posts.post(session, named)
    return _Wanted(
        number=named if isinstance(named, int) else None,
        film=_film(session, named) if isinstance(named, str) else None,
        begin=_midnight(workspace, first) if first else None,
        end=_midnight(workspace, last + timedelta(days=1)) if last else None,
    )


def _midnight(workspace: Workspace, day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=workspace.rules.zone)


def _film(session: Session, slug: str) -> int:
    try:
        return testimonies.testimony(session, slug).id
    except BadRequest as refused:
        if refused.code != "no-such-testimony":
            raise
        raise BadRequest("log-of-nothing", text=slug, known=refused.params["known"]) from None


def _shown(desk: Desk, workspace: Workspace, session: Session, happened: list[Event]) -> list[EventDocument]:
    return [json_views.event(session, one, workspace.rules.zone, desk.lang) for one in happened]


def _state(desk: Desk, one: EventDocument) -> str:
    return desk.word(one["state"]) if one["state"] else ""


def _follow(desk: Desk, workspace: Workspace, wanted: _Wanted) -> None:
    seen = 0
    while True:
        with workspace.store.read() as session:
            for one in wanted.events(session, after_id=seen):
                seen = one.id
                shown = json_views.event(session, one, workspace.rules.zone, desk.lang)
                output.say(output.line(shown) if desk.json else _line(desk, shown))
        time.sleep(0.5)


def _line(desk: Desk, one: EventDocument) -> str:
    return f"{options.noted(one['at'])}  {one['post'] or '':>4}  {_state(desk, one):<10}  {one['detail']}"
