"""`campaign desk`: the desk in the browser."""

import gc
import json
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from campaign.cli import options, output
from campaign.cli.answers import who_acts
from campaign.cli.app import Desk, pass_desk
from campaign.people import colleagues
from campaign.settings.declarations import Settings
from campaign.web import admission, open_desk, server, way_in
from campaign.web.application import Application
from campaign.web.beyond import reached
from campaign.web.beyond.sign_on import SignOn
from campaign.web.live_changes import Changes
from campaign.web.server import Served
from campaign.web.sessions import Sessions
from campaign.workspace import Workspace
from media import child_programs
from media.errors import MediaError
from schedules.errors import ScheduleError

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from campaign.doctor import Check
    from campaign.page.connection import Connection
    from campaign.page.keychain import Keychain
    from campaign.testimonies.withdraw import Keys

LOOPBACK = ("127.0.0.1", "localhost", "::1")
SEES = ("BROWSER", "SSH_CONNECTION", "DISPLAY", "WAYLAND_DISPLAY")


@click.command("desk", short_help="Open the desk in the browser.")
@click.option(
    "--host",
    metavar="H",
    default=server.HOST,
    help="Where a proxy of another computer asks (default: 127.0.0.1).",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="P",
    help="0 for any free port (default: 8790, or the next that is free).",
)
@click.option("--no-browser", is_flag=True, help="Print the address only.")
@click.option("--with-service", is_flag=True, help="Run the service here, too, until the desk is closed.")
@pass_desk
def desk(desk: Desk, host: str, port: int | None, no_browser: bool, with_service: bool) -> int:
    """Open the desk in the browser: the calendar, what waits for you, films that play, and each post to edit.

    It is on this computer alone, and nothing of it is on the internet. Beyond it, it asks who somebody is (campaign
    people). The first line on stdout is its address as
    JSON, with the key that opens it; it ends with Ctrl-C.

    \b
    Example:
      campaign desk
      campaign desk --with-service
    """
    with options.campaign(desk) as workspace:
        if host not in LOOPBACK:
            colleagues.require_admin(workspace)
        sessions, here = Sessions(), open_desk.ServiceHere()
        with _served(desk, workspace, sessions, here, (host, port)) as served:
            gc.freeze()  # what is loaded by now stays: to look for garbage in it would keep the first page waiting
            closed = _heard()
            url = f"{served.origin}{admission.OPEN}?key={sessions.key}"
            output.say(json.dumps({"url": url}))
            if host not in LOOPBACK:
                to = workspace.settings.desk.address
                output.note(desk.say("desk-beyond" if to else "desk-beyond-nowhere", host=host, address=to))
            with _shown(desk, url, workspace.folder, quiet=no_browser) as shown:
                output.note(
                    desk.say("desk-opened" if shown else "desk-open", url=served.origin if shown else url)
                )
                if with_service and not closed.is_set():
                    return _served_with(desk, workspace, closed)
                while not closed.wait(0.5):  # a bounded wait lets Windows see Ctrl-C
                    if here.is_asked() and (ended := _asked_for(desk, workspace, here, closed)) is not None:
                        return ended
    return 0


def _served(
    desk: Desk,
    workspace: Workspace,
    sessions: Sessions,
    here: open_desk.ServiceHere,
    place: tuple[str, int | None],
) -> Served:
    opened = open_desk.of(
        workspace,
        clock=desk.now,
        lang=desk.lang,
        examine=lambda: _examined(desk),
        connect=lambda found: _connected(desk, found),
        keys=lambda found: _keys(desk, found),
        service=here,
        own=who_acts.own_name(desk),
        sign_on=SignOn(secret=lambda found: _sign_on_secret(desk, found)),
        keychain=lambda: _keychain(desk),
    )
    changes, settings = Changes(opened), workspace.settings.desk

    def made(found: int) -> Application:
        beyond = reached.beyond(settings.address)
        door = admission.Door(port=found, sessions=sessions, clock=desk.now, beyond=beyond)
        return Application(opened, door, changes)

    def stop() -> None:
        changes.stop()
        opened.outsiders.write(workspace.store, now=desk.now())

    host, port = place
    at = server.HOST if host in LOOPBACK else host
    return server.start(made, port=port, on_stop=stop, host=at, proxy=settings.proxy)


def _sign_on_secret(desk: Desk, settings: Settings) -> str | None:
    """Return the desk's secret at the office's own log-in; read when somebody first logs in by it."""
    from campaign.cli import credentials

    return credentials.sign_on_secret(desk, settings)


def _examined(desk: Desk) -> "list[Check]":
    """Look at this computer as `campaign doctor` does; what that needs is heavy, and loaded when a page first asks."""
    from campaign.cli.commands import doctor

    return doctor.examined(desk, desk.settings())


def _connected(desk: Desk, workspace: Workspace) -> "AbstractContextManager[Connection]":
    """Open the Page with its token; what reaches it is loaded when somebody does."""
    from campaign.cli.commands import post_steps

    return post_steps.connected(desk, workspace)


def _keychain(desk: Desk) -> "Keychain":
    """Return the place for secrets; loaded when a link for a partner is first made or followed."""
    from campaign.cli import credentials

    return credentials.keychain(desk)


def _keys(desk: Desk, workspace: Workspace) -> "Keys":
    """Return what a withdrawal opens the Page with; loaded when somebody withdraws a film."""
    from campaign.cli import credentials
    from campaign.cli.commands import run
    from campaign.testimonies.withdraw import Keys

    return Keys(
        token=partial(credentials.page_token, desk, workspace.settings),
        app_secret=partial(credentials.app_secret, desk, workspace.settings),
        announce=partial(run.announce, desk),
    )


def _served_with(desk: Desk, workspace: Workspace, closed: threading.Event) -> int:
    """Run the service until it ends; what it needs is loaded for it alone."""
    from campaign.cli.commands import run
    from schedules.service.service import Ending, RunLimit

    return 1 if run.serve(desk, workspace, RunLimit(), closed=closed) is Ending.FAILURES else 0


def _asked_for(
    desk: Desk, workspace: Workspace, here: open_desk.ServiceHere, closed: threading.Event
) -> int | None:
    """Run the service that a page asked for, until the desk is closed; None where it may not: the page says why."""
    try:
        return _served_with(desk, workspace, closed)
    except (ScheduleError, MediaError) as refusal:
        here.refuse(refusal)
        return None


@contextmanager
def _shown(desk: Desk, url: str, folder: Path, *, quiet: bool) -> Iterator[bool]:
    """Open the browser where one can be shown, and tell whether it was; the key stands in no program's command."""
    sees = {name: value for name in SEES if (value := desk.environment(name))}
    shown = False
    with ExitStack() as kept:
        if not quiet and child_programs.can_show(sys.platform, sees):
            with suppress(OSError):
                page = kept.enter_context(way_in.to(url, folder))
                shown = child_programs.browser(page.absolute().as_uri())
        yield shown


def _heard() -> threading.Event:
    """Return what Ctrl-C and SIGTERM set, from now on: whenever they come, what was opened is closed."""
    closed = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: closed.set())
    return closed
