"""`campaign log`: what happened, oldest first."""

import time

import click

from campaign.cli import options, output
from campaign.cli.app import Desk, pass_desk
from campaign.messages import translate
from campaign.messages.translate import N_
from campaign.reports import json_views
from campaign.reports.json_documents import EventDocument
from campaign.workspace import Workspace
from schedules.database import events, posts


@click.command(short_help="Show what happened, oldest first.")
@click.argument("number", metavar="[N]", type=int, required=False)
@click.option("--follow", is_flag=True, help="Keep showing what happens until Ctrl-C.")
@pass_desk
def log(desk: Desk, number: int | None, follow: bool) -> None:
    """Show what happened, oldest first: to one post or to the whole campaign.

    \b
    Example:
      campaign log 3
    """
    with options.campaign(desk) as workspace:
        if follow:
            return _follow(desk, workspace, number)
        with workspace.store.read() as session:
            if number is not None:
                posts.post(session, number)
            shown = [
                json_views.event(session, one, workspace.rules.zone, desk.lang)
                for one in events.events(session, number=number)
            ]
    if desk.json:
        return output.say(output.document(shown))
    if not shown:
        return output.say(desk.say("none-events"))
    rows = [
        (
            options.shown(one["at"]),
            one["post"],
            _state(desk, one),
            one["detail"],
            translate.place(one["by"], desk.lang),
        )
        for one in shown
    ]
    return output.table((N_("At"), N_("Post"), N_("State"), N_("What happened"), N_("By")), rows)


def _state(desk: Desk, one: EventDocument) -> str:
    return desk.word(one["state"]) if one["state"] else ""


def _follow(desk: Desk, workspace: Workspace, number: int | None) -> None:
    seen = 0
    while True:
        with workspace.store.read() as session:
            for one in events.events(session, number=number, after_id=seen):
                seen = one.id
                shown = json_views.event(session, one, workspace.rules.zone, desk.lang)
                output.say(output.line(shown) if desk.json else _line(desk, shown))
        time.sleep(0.5)


def _line(desk: Desk, one: EventDocument) -> str:
    return f"{options.shown(one['at'])}  {one['post'] or '':>4}  {_state(desk, one):<10}  {one['detail']}"
