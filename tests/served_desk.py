"""A desk of a campaign, served in this process over real HTTP, with somebody who has its key and a browser."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from campaign import doctor, workspace
from campaign.own_name import OwnName
from campaign.page.keychain import Keychain
from campaign.settings import settings
from campaign.web import admission, open_desk, server
from campaign.web.application import Application
from campaign.web.beyond import reached
from campaign.web.beyond.sign_on import SignOn
from campaign.web.live_changes import Changes
from campaign.web.sessions import Sessions
from tests import pinned_clock

CHROMIUM = Path("/usr/bin/chromium")
QUIET = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
QUIET += " --disable-component-update --disable-sync"
# The address bar of a window that nobody sees keeps two pages of its own ready: half of what a window costs. What is
# said last holds, so the names that playwright turns off stand here, too; an unknown name is let be.
OFF = "WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,AvoidUnnecessaryBeforeUnloadCheckSync,PaintHolding"
OFF += ",DestroyProfileOnBrowserClose,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,ThirdPartyStoragePartitioning"
OFF += ",LensOverlay,MediaRouter,OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch"
QUIET += f" --disable-features={OFF}"
NOW = pinned_clock.NOW
OPENED: list[Any] = []  # the windows of a test, for tests/campaign/web/conftest.py to close


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the desk answered."""

    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def text(self) -> str:
        """Return it as text."""
        return self.content.decode()

    @property
    def cookie(self) -> str:
        """Return the cookie that it sets, `name=value`."""
        return self.headers.get("set-cookie", "").partition(";")[0]


@dataclass
class DeskAt:
    """A served desk; asks carry its cookie and, for changes, its origin, unless a test says otherwise."""

    port: int
    sessions: Sessions
    clock: list[datetime]
    cookie: str = ""
    application: Application | None = None

    @property
    def origin(self) -> str:
        """Return where it is."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def routes(self) -> list[tuple[str, str]]:
        """Return the method and the rule of everything that it answers to."""
        return sorted((how, rule) for _, how, rule in self.application.rules()) if self.application else []

    @property
    def address(self) -> str:
        """Return the address with the key."""
        return f"{self.origin}{admission.OPEN}?key={self.sessions.key}"

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str | None] | None = None
    ) -> Answer:
        """Ask for something; a header of None is left out."""
        told: dict[str, str | None] = {"Host": f"127.0.0.1:{self.port}", "Cookie": self.cookie or None}
        if method not in ("GET", "HEAD"):
            told["Origin"] = self.origin
        told |= headers or {}
        connection = HTTPConnection("127.0.0.1", self.port, timeout=90)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in told.items():
                if value is not None:
                    connection.putheader(name, value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            found: HTTPResponse = connection.getresponse()
            return Answer(
                status=found.status,
                headers={name.lower(): value for name, value in found.getheaders()},
                content=found.read(),
            )
        finally:
            connection.close()

    def get(self, path: str, **headers: str | None) -> Answer:
        """Ask for a page."""
        return self.ask("GET", path, headers=headers)

    def post(self, path: str, /, **fields: object) -> Answer:
        """Send a form as the desk's own pages do; a list is sent as several values."""
        body = urlencode(fields, doseq=True).encode()
        return self.ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def pass_by(self, **length: float) -> None:
        """Let time pass on the desk's clock."""
        self.clock[0] += timedelta(**length)


@contextmanager
def at(
    folder: Path,
    *,
    now: datetime = NOW,
    lang: str | None = "nl",
    admitted: bool = True,
    own: OwnName | None = None,
    sign_on: SignOn | None = None,
) -> Iterator[DeskAt]:
    """Serve the desk of a campaign; `admitted`: with a session; `own`: who works here; `sign_on`: the office's."""
    with workspace.opened(folder, settings.load(folder / settings.FILE)) as opened:
        clock, sessions = [now], Sessions()
        desk = open_desk.of(
            opened,
            clock=lambda: clock[0],
            lang=lang,
            sign_on=sign_on,
            examine=lambda: doctor.checks(
                folder, opened.settings, token=lambda: None, app=None, now=clock[0]
            ),
            own=own,
            keychain=lambda: Keychain(folder=Path(os.environ["CAMPAIGN_TOKEN_DIR"])),
        )
        changes = Changes(desk)
        made: list[Application] = []

        def application(port: int) -> Application:
            beyond = reached.beyond(opened.settings.desk.address)
            door = admission.Door(port=port, sessions=sessions, clock=lambda: clock[0], beyond=beyond)
            made.append(Application(desk, door, changes))
            return made[0]

        proxy = opened.settings.desk.proxy
        with server.start(application, port=0, on_stop=changes.stop, proxy=proxy) as served:
            found = DeskAt(port=served.port, sessions=sessions, clock=clock, application=made[0])
            if admitted:
                found.cookie = found.get(f"{admission.OPEN}?key={sessions.key}").cookie
            yield found


@contextmanager
def browser() -> Iterator[Any]:
    """Start a real browser, without a network of its own."""
    from playwright.sync_api import sync_playwright  # heavy, and needed by tests in a browser alone

    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=str(CHROMIUM), args=QUIET.split())
        yield started
        started.close()


def page(
    started: Any, desk: DeskAt, path: str = "/", *, width: int = 1440, locale: str = "nl-BE", **more: Any
) -> Any:
    """Open a page of the desk in a window of its own, for a person who was given the address and has been there."""
    context = started.new_context(viewport={"width": width, "height": 900}, locale=locale, **more)
    OPENED.append(context)
    opened = context.new_page()
    opened.set_default_timeout(60_000)
    opened.noise = []
    opened.on("console", lambda line: opened.noise.append(line.text))
    opened.on("pageerror", lambda error: opened.noise.append(str(error)))
    if path == "/":
        opened.goto(desk.address)
        opened.wait_for_url(f"{desk.origin}/")
    else:
        # the cookie alone: no board is drawn that nobody looks at
        context.request.get(desk.address, max_redirects=0, timeout=60_000)
        opened.goto(desk.origin + path)
    return opened


def until(view: Any, expression: str) -> None:
    """Wait for a JavaScript expression; the page's policy forbids playwright's own waiting, which evaluates text.

    While a page is on its way, what is asked may not be there to be read: that is not yet, too.
    """
    from playwright.sync_api import Error  # heavy, and needed by tests in a browser alone

    said: object = None
    for _ in range(1200):
        try:
            said = view.evaluate(expression)
        except Error as error:
            said = error
        else:
            if said:
                return
        view.wait_for_timeout(50)
    raise AssertionError(f"{expression}: {said}")


def told(answer: Answer) -> str:
    """Return what a page says, without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text)).strip()
