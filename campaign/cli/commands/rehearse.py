"""`campaign rehearse`: the whole plan, played in minutes."""

from functools import partial
from typing import Any

import click

from campaign import rehearsal
from campaign.cli import options, output
from campaign.cli.app import Desk, pass_desk
from campaign.cli.commands import run
from campaign.reports import json_views
from campaign.reports.debrief import Debrief
from schedules.database import events, posts
from schedules.model import moments
from schedules.service.service import Wishes


@click.command(short_help="Play the whole plan on a rehearsal Page, in minutes.")
@click.option("--until", metavar="WHEN", help="Play no further than this moment.")
@pass_desk
def rehearse(desk: Desk, until: str | None) -> int:
    """Play the whole plan on a Page of its own, with a clock that jumps from moment to moment.

    No post changes and nothing leaves this computer. Log and report lie in rehearsed/ afterwards; exit 1 where a post
    would not go out.

    \b
    Example:
      campaign rehearse --until "2026-12-31 23:59"
    """
    moment = moments.parse_when(until, now=desk.now(), zone=desk.settings().timezone).utc if until else None
    with options.campaign(desk) as office, rehearsal.stage(office, clock=desk.now, lang=desk.lang) as stage:
        output.note(desk.say("play-begins", url=stage.page.page_url))
        tell = run.teller(desk, stage.office, dated=True)
        wishes = Wishes(until_idle=True, until=moment)
        service = rehearsal.service(stage, wishes, tell)
        with run.signals(service.stop):
            service.run(wishes)
        shown = rehearsal.record(stage, lang=desk.lang)
        told = _document(desk, stage, shown)
    output.say(output.document(told) if desk.json else _said(desk, told, shown))
    return 1 if shown.behind else 0


def _document(desk: Desk, stage: rehearsal.Stage, shown: Debrief) -> dict[str, Any]:
    describe = partial(json_views.post, zone=stage.office.rules.zone, lang=desk.lang)
    with stage.office.store.read() as session:
        return {
            "until": json_views.local(stage.clock(), stage.office.rules.zone),
            "counts": events.counts(session),
            "left": [
                describe(session, posts.post(session, one.number)) | {"why": one.why} for one in shown.behind
            ],
            "calendar": list(shown.calendar),
            "consents": list(shown.consents),
            "log": str(stage.folder / "log.txt"),
            "report": str(stage.folder / "report.html"),
        }


def _said(desk: Desk, told: dict[str, Any], shown: Debrief) -> str:
    counts = options.counted(desk, told["counts"])
    behind = [
        desk.say("play-behind", number=one.number, state=one.state, why=one.why or "-")
        for one in shown.behind
    ]
    over = desk.say("play-over", counts=counts, report=told["report"], log=told["log"])
    return "\n".join([*shown.calendar, *shown.consents, *behind, over])
