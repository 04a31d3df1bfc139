"""`campaign report`: writes the report as a web page, or as a PDF that a browser of this computer prints."""

from pathlib import Path

import click

from campaign.cli import options, output
from campaign.cli.app import Desk, pass_desk
from campaign.messages import web_page
from campaign.reports import browsers
from campaign.reports import campaign_report as reports
from campaign.workspace import Workspace
from media import files
from media.errors import RenderFailed
from schedules.errors import BadRequest, NotReady

PAGE, PRINT = (".html", ".htm"), ".pdf"


@click.command(short_help="Write the report as a web page or a PDF.")
@click.argument("file", type=options.FILE, metavar="FILE.html|.pdf")
@pass_desk
def report(desk: Desk, file: Path) -> None:
    """Write the report: every post with a still of its film, what was published, what is coming, what is wrong; one
    web page that needs no network, or a PDF, which Edge, Chrome, Chromium or Brave prints in the background.

    \b
    Example:
      campaign report report.html
      campaign report report.pdf
    """
    if file.suffix.lower() not in (*PAGE, PRINT):
        raise BadRequest("report-ending", path=file)
    with options.campaign(desk) as workspace:
        target = options.spared(desk, file, reports.PAGE_OF)
        if file.suffix.lower() == PRINT:
            _print(desk, workspace, target)
        else:
            reports.write(workspace, target, now=desk.now(), lang=desk.lang)
    output.say(
        output.document({"path": file.absolute()}) if desk.json else desk.say("report-written", path=file)
    )


def _print(desk: Desk, workspace: Workspace, target: Path) -> None:
    """Write the report as a PDF; where no browser prints it, as a web page beside, and raise what says so."""
    from campaign.reports import printed  # seldom needed

    page = reports.page(workspace, now=desk.now(), lang=desk.lang)
    if printed.write(page, target, of=reports.PAGE_OF, known_to=workspace.folder):
        return
    instead = options.spared(desk, target.with_suffix(PAGE[0]), reports.PAGE_OF)
    files.write_whole(instead, web_page.sealed(page, reports.PAGE_OF))
    if browsers.found():
        raise RenderFailed("browser-printed-nothing", path=instead)
    raise NotReady("no-printing-browser", path=instead)
