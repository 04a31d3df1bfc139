"""A campaign of which two posts wait for a partner's yes, and how a partner follows the link: no cookie, no session."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from tests.campaign.reports import reported_campaign as reported
from tests.campaign.reports.reported_campaign import Run
from tests.served_desk import Answer, DeskAt

FILM = (
    "post",
    "add",
    "--testimony",
    "bakery",
    "--language",
    "nl",
    "--caption",
    "Elke nacht om vier uur begint het brood.",
)
TEXT = ("post", "add", "--language", "fr", "--caption", "On écoute d’abord, on calcule ensuite.")
ORGANISATION = "Brusoc"


def founded(here: Path, run: Run) -> Path:
    """Make it: post 1 is a text in French, post 2 in Dutch; nothing keeps them back but a yes."""
    folder = reported.founded(here, run)
    for number, words in enumerate(
        (TEXT, (*TEXT[:2], "--language", "nl", "--caption", "Eerst luisteren, dan rekenen.")), 1
    ):
        done = run(*words, "--at", f"2026-12-0{number} 18:30", folder=folder)
        assert done.exit_code == 0, done.output
    return folder


def invited(folder: Path, run: Run, *words: object) -> str:
    """Ask an organisation by link; return the path of its address."""
    done = run("post", "invite", *words, folder=folder)
    assert done.exit_code == 0, done.output
    found = re.search(r"http://127\.0\.0\.1:\d+(/yes/\S+)", done.stdout)
    assert found, done.output
    return found[1]


@dataclass(frozen=True, kw_only=True)
class Partner:
    """Somebody who has a link, at a browser that is not at the desk."""

    desk: DeskAt
    path: str

    def get(self, more: str = "", **headers: str | None) -> Answer:
        """Open the link, or an address below it."""
        return self.desk.ask("GET", self.path + more, headers={"Cookie": None, **headers})

    def seen(self, number: int) -> str:
        """Return what the page's form says that is seen of a post."""
        found = re.search(r'name="seen" value="(\w+)"', self.get(f"/no/{number}").text)
        return found[1] if found else ""

    def post(self, more: str, **fields: object) -> Answer:
        """Press a button, as a browser does that tells no origin."""
        body = urlencode(fields, doseq=True).encode()
        form = {"Cookie": None, "Origin": "null", "Content-Type": "application/x-www-form-urlencoded"}
        return self.desk.ask("POST", self.path + more, body, form)

    def yes(self, number: int, seen: str | None = None) -> Answer:
        """Say yes to a post as it is seen."""
        return self.post(f"/yes/{number}", seen=self.seen(number) if seen is None else seen)

    def no(self, number: int, words: str = "Het bedrag mag er niet in.", *about: str) -> Answer:
        """Say no to a post as it is seen."""
        return self.post(f"/no/{number}", seen=self.seen(number), words=words, about=about or ("text",))
