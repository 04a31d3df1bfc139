"""`campaign rehearse`: the whole plan, played in minutes."""

from functools import partial
from typing import Any

import click

from campaign import playing, views
from campaign.cli import opening, running, screen
from campaign.cli.app import Desk, pass_desk
from schedules import journal, ledger, slots
from schedules.service import Wishes


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
    moment = slots.parse_when(until, now=desk.now(), zone=desk.settings().timezone).utc if until else None
    with opening.campaign(desk) as office, playing.stage(office, clock=desk.now) as stage:
        screen.note(desk.say("play-begins", url=stage.page.page_url))
        tell = running.teller(desk, stage.office)
        wishes = Wishes(until_idle=True, until=moment)
        service = playing.service(stage, wishes, tell)
        with running.signals(service.stop):
            service.run(wishes)
        left = playing.record(stage, lang=desk.lang)
        shown = _outcome(desk, stage, left)
    screen.say(screen.document(shown) if desk.json else _said(desk, shown))
    return 1 if left else 0


def _outcome(desk: Desk, stage: playing.Stage, left: list[int]) -> dict[str, Any]:
    describe = partial(views.post, zone=stage.office.rules.zone, lang=desk.lang)
    with stage.office.store.read() as session:
        return {
            "until": views.local(stage.clock(), stage.office.rules.zone),
            "counts": journal.counts(session),
            "left": [describe(session, ledger.post(session, number)) for number in left],
            "log": str(stage.folder / "log.txt"),
            "report": str(stage.folder / "report.html"),
        }


def _said(desk: Desk, shown: dict[str, Any]) -> str:
    counts = opening.counted(desk, shown["counts"])
    waiting = [
        f"  {one['number']} {desk.word(one['state'])}: {one['reason'] or '-'}" for one in shown["left"]
    ]
    told = desk.say("play-over", counts=counts, report=shown["report"], log=shown["log"])
    return "\n".join([told, *waiting])
