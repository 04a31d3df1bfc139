"""`campaign demo`: the main job on an example campaign, from drawn films to the rehearsal Page."""

import shutil
import sys
import tempfile
import time
from contextlib import nullcontext
from pathlib import Path

import click

from campaign import demo as examples
from campaign import workspace
from campaign.cli import errors, options, output
from campaign.cli.app import Desk, pass_desk
from campaign.cli.commands import run
from campaign.messages import formatting, pasteable
from campaign.messages.translate import N_
from campaign.page import connection
from campaign.reports import campaign_report, json_views
from campaign.reports.json_documents import PostDocument
from campaign.settings import settings
from campaign.workspace import Workspace
from media import synthetic_voice
from schedules.consent.required_approvals import ApprovalReader
from schedules.database import posts as database_posts
from schedules.service.service import Ending, RunLimit


@click.command(short_help="Run the main job on an example campaign.")
@click.argument("folder", metavar="[DIR]", type=options.FILE, required=False)
@click.option("--keep-open", is_flag=True, help="Keep serving the rehearsal Page until Ctrl-C.")
@pass_desk
def demo(desk: Desk, folder: Path | None, keep_open: bool) -> int:
    """Run the main job on an example campaign, on this computer: draw films, render them, publish them on schedule.

    \b
    Example:
      campaign demo my-demo --keep-open
    """
    place = (folder or Path(tempfile.mkdtemp(prefix="campaign-demo-"))).absolute()
    examples.found(place, desk.lang)
    output.note(desk.say("demo-folder", folder=place))
    with workspace.opened(place, settings.load(place / settings.FILE)) as opened:
        numbers = _prepare(desk, opened)
        with connection.connected(opened, None, clock=desk.now) as page:
            run.announce(desk, page)
            examples.date_and_approve(opened, numbers, now=desk.now)
            ending = run.publish(desk, opened, lambda: nullcontext(page.link), RunLimit(until_idle=True))
            if ending is Ending.STOPPED:
                return errors.INTERRUPTED
            campaign_report.write(opened, place / "report.html", now=desk.now(), lang=desk.lang)
            _tell(desk, opened, page.page_url)
            if keep_open:
                _keep_open(desk, page.page_url)
    return 0 if ending is Ending.IDLE else 1


def _prepare(desk: Desk, opened: Workspace) -> list[int]:
    with output.progress() as show:

        def draw(slug: str, part: float) -> None:
            show(desk.say("demo-drawing", slug=slug), part)

        synthesiser = synthetic_voice.found()
        numbers = examples.fill(opened, now=desk.now, on_progress=draw, synthesiser=synthesiser)
        examples.render(opened, now=desk.now, on_progress=show, lang=desk.lang)
    return numbers


def _tell(desk: Desk, opened: Workspace, page_url: str | None) -> None:
    with opened.store.read() as session:
        reader = ApprovalReader(session=session, campaign=opened.campaign, every=True)
        posts = [json_views.post(reader, one, desk.lang) for one in database_posts.posts(session)]
    where: dict[str, object] = {
        "folder": opened.folder,
        "page_url": page_url,
        "report": opened.folder / "report.html",
    }
    if desk.json:
        return output.say(output.document({**where, "posts": posts}))
    output.table(
        (N_("Post"), N_("Due"), N_("Out"), N_("Kind"), N_("Lang."), N_("State"), N_("Caption"), N_("Link")),
        [_row(desk, one) for one in posts],
    )
    return output.say(desk.say("demo-done", **where, command=_command()))


def _command() -> str:
    """Return how to call this program from here: by its name where that is known, else by its place."""
    beside = Path(sys.executable).with_name("campaign")
    return "campaign" if shutil.which("campaign") or not beside.exists() else pasteable.quoted(beside)


def _row(desk: Desk, one: PostDocument) -> tuple[object, ...]:
    due, out = one["due_at"], one["published_at"]
    after = f"+{formatting.number(f'{(out - due).total_seconds():.2f}', desk.lang)} s" if due and out else "-"
    words = one["caption"].partition("\n")[0]
    short = words if len(words) <= 44 else words[:43] + "…"
    kind = f"{desk.word(one['kind'])} {desk.word(one['format'] or '')}".strip()
    return (
        one["number"],
        f"{due:%H:%M:%S}",
        after,
        kind,
        formatting.language(one["language"], desk.lang),
        desk.word(one["state"]),
        short,
        one["permalink"],
    )


def _keep_open(desk: Desk, page_url: str | None) -> None:
    output.note(desk.say("demo-open", page_url=page_url))
    try:
        while True:
            time.sleep(0.5)  # a bounded wait lets Windows see Ctrl-C
    except KeyboardInterrupt:
        return
