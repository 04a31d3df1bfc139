"""`campaign report`: writes the report as a web page."""

from pathlib import Path

import click

from campaign.cli import options, output
from campaign.cli.app import Desk, pass_desk
from campaign.reports import campaign_report as reports


@click.command(short_help="Write the report as a web page.")
@click.argument("file", type=options.FILE, metavar="FILE.html")
@pass_desk
def report(desk: Desk, file: Path) -> None:
    """Write the report: what was published, what is coming, what waits for a decision; one web page that needs no
    network.

    \b
    Example:
      campaign report report.html
    """
    with options.campaign(desk) as workspace:
        reports.write(workspace, options.page_file(desk, file), now=desk.now(), lang=desk.lang)
    output.say(
        output.document({"path": file.absolute()}) if desk.json else desk.say("report-written", path=file)
    )
