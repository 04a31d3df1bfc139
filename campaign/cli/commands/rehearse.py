"""`campaign rehearse` and `rehearsal serve`: play the whole plan in minutes, and serve the rehearsal Page."""

import json
import signal
import tempfile
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import click

from campaign import rehearsal as campaign_rehearsal
from campaign.checks import let_through
from campaign.cli import errors, options, output
from campaign.cli.app import Desk, pass_desk
from campaign.cli.commands import run
from campaign.messages import translate
from campaign.page import connection
from campaign.reports import json_views
from campaign.reports.debrief import Debrief
from campaign.workspace import Workspace
from schedules.consent.required_approvals import ApprovalReader
from schedules.database import events, posts
from schedules.rehearsal import server as page
from schedules.service.service import Ending, RunLimit


@click.command(short_help="Play the whole plan on a rehearsal Page, in minutes.")
@click.option("--until", metavar="WHEN", help="Play only up to this time.")
@pass_desk
def rehearse(desk: Desk, until: str | None) -> int:
    """Play the whole plan on a rehearsal Page of its own, with a clock that jumps from due time to due time.

    No post changes and nothing leaves this computer. The log and the report are written to rehearsed/; exit code 1 if
    a post would not go out.

    \b
    Example:
      campaign rehearse --until "31/12/2026 23:59"
    """
    moment = options.when(desk, until, time_alone=True).utc if until else None
    with (
        options.campaign(desk) as workspace,
        campaign_rehearsal.stage(workspace, clock=desk.now, lang=desk.lang) as stage,
    ):
        output.note(desk.say("play-begins", url=stage.page.page_url))
        against = _before(desk, workspace)
        tell = run.teller(desk, stage.workspace, dated=True)
        limit = RunLimit(until_idle=True, until=moment)
        service = campaign_rehearsal.service(stage, limit, tell)
        with run.signals(service.stop):
            ending = service.run(limit)
        if ending is Ending.STOPPED:
            return _stopped(desk, stage)
        shown = campaign_rehearsal.record(stage, until=moment, lang=desk.lang)
        with stage.workspace.store.read() as session:
            counts = events.counts(session)
        document = _document(desk, stage, shown, counts)
    output.say(output.document(document) if desk.json else _said(desk, stage, shown, counts))
    for one in against:
        output.note(desk.say("warning", sentence=one))
    return 1 if shown.behind else 0


def _before(desk: Desk, workspace: Workspace) -> list[str]:
    """Say on stderr that the campaign is paused, which no play is; return what is wrong with posts that go out."""
    with workspace.store.read() as session:
        if pause := events.paused(session):
            since = options.shown(json_views.local(pause.since, workspace.rules.zone))
            code = "play-paused-because" if pause.reason else "play-paused"
            output.note(desk.say(code, since=since, reason=pause.reason))
        reader = ApprovalReader(session=session, campaign=workspace.campaign, every=True)
        found = let_through.findings(session, workspace, reader, now=desk.now(), lang=desk.lang)
        return [" ".join(translate.say_finding(one.code, one.params, desk.lang)) for one in found]


def _stopped(desk: Desk, stage: campaign_rehearsal.Stage) -> int:
    """Say how far a play came that somebody ended; it has no report, for that would tell of half a plan."""
    with stage.workspace.store.read() as session:
        counts = options.counted(desk, events.counts(session), kind="played")
    at = json_views.local(stage.clock(), stage.workspace.rules.zone)
    output.note(desk.say("play-stopped", at=at, counts=counts))
    return errors.INTERRUPTED


def _document(
    desk: Desk, stage: campaign_rehearsal.Stage, shown: Debrief, counts: dict[str, int]
) -> dict[str, object]:
    with stage.workspace.store.read() as session:
        describe = partial(
            json_views.post,
            ApprovalReader(session=session, campaign=stage.workspace.campaign),
            lang=desk.lang,
        )
        return {
            "until": json_views.local(stage.clock(), stage.workspace.rules.zone),
            "counts": counts,
            "left": [
                {**describe(posts.post(session, one.number)), "why": one.why}
                for one in (*shown.behind, *shown.later)
            ],
            "calendar": list(shown.calendar),
            "consents": list(shown.consents),
            "log": str(stage.folder / campaign_rehearsal.LOG),
            "report": str(stage.folder / campaign_rehearsal.REPORT),
        }


def _said(desk: Desk, stage: campaign_rehearsal.Stage, shown: Debrief, counts: dict[str, int]) -> str:
    behind = [
        desk.say("play-behind", number=one.number, state=one.state, why=one.why or "-")
        for one in shown.behind
    ]
    if shown.later:
        behind.append(desk.say("play-later", count=len(shown.later)))
    report, log = (str(stage.folder / name) for name in (campaign_rehearsal.REPORT, campaign_rehearsal.LOG))
    over = desk.say("play-over", counts=options.counted(desk, counts, kind="played"), report=report, log=log)
    return "\n".join([*shown.calendar, *shown.consents, *behind, over])


@click.group(short_help="Open the rehearsal Page on this computer.")
def rehearsal() -> None:
    """Open the rehearsal Page on this computer: it takes posts as Facebook does and shows them as people will.

    \b
    Example:
      campaign rehearsal serve
    """


@rehearsal.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="P",
    help="0 for any free port (default: the folder's own).",
)
@pass_desk
def serve(desk: Desk, port: int | None) -> None:
    """Keep the rehearsal Page open until Ctrl-C; the first line printed is its address, as JSON.

    \b
    Example:
      campaign rehearsal serve --port 0
    """
    folder = desk.find_folder()
    if folder is not None:
        settings = desk.settings()
        tongues, face = connection.tongues(settings.timezone), connection.face(folder)
        return _serve(
            desk,
            partial(page.start, folder / "rehearsal", name=settings.name, tongues=tongues, face=face),
            port,
        )
    with tempfile.TemporaryDirectory(prefix="campaign-rehearsal-") as temporary:
        return _serve(desk, partial(page.start, Path(temporary), tongues=connection.TONGUES), port)


def _serve(desk: Desk, start: Callable[..., page.Served], port: int | None) -> None:
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: stopped.set())
    with start(port=port, clock=desk.now) as served:
        where = ("graph_url", "page_url", "page_id", "access_token")
        output.say(json.dumps({key: getattr(served, key) for key in where}))
        output.note(desk.say("rehearsal-open", page_url=served.page_url))
        while not stopped.wait(0.5):  # a bounded wait lets Windows see Ctrl-C
            pass
