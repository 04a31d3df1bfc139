"""`campaign rehearsal`: the local Page alone."""

import json
import signal
import tempfile
import threading
from pathlib import Path

import click

from campaign.cli import output
from campaign.cli.app import Desk, pass_desk
from campaign.page import connection
from schedules.rehearsal import server as page
from schedules.rehearsal.language import Tongues


@click.group(short_help="Serve the local rehearsal Page.")
def rehearsal() -> None:
    """Serve the local rehearsal Page: it speaks Graph and shows posts as people will see them.

    \b
    Example:
      campaign rehearsal serve
    """


@rehearsal.command()
@click.option(
    "--port", type=click.IntRange(0, 65535), metavar="P", help="0: any free port (default: the folder's own)."
)
@pass_desk
def serve(desk: Desk, port: int | None) -> None:
    """Serve the rehearsal Page until stopped; its address is the first line on stdout, as JSON.

    \b
    Example:
      campaign rehearsal serve --port 0
    """
    folder = desk.find_folder()
    if folder is not None:
        settings = desk.settings()
        return _serve(desk, folder / "rehearsal", settings.name, port, connection.tongues(settings.timezone))
    with tempfile.TemporaryDirectory(prefix="campaign-rehearsal-") as temporary:
        return _serve(desk, Path(temporary), None, port, connection.TONGUES)


def _serve(desk: Desk, store: Path, name: str | None, port: int | None, tongues: Tongues) -> None:
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: stopped.set())
    with page.start(store, port=port, name=name, clock=desk.now, tongues=tongues) as served:
        where = ("graph_url", "page_url", "page_id", "access_token")
        output.say(json.dumps({key: getattr(served, key) for key in where}))
        output.note(desk.say("rehearsal-open", page_url=served.page_url))
        while not stopped.wait(0.5):  # a bounded wait lets Windows see Ctrl-C
            pass
