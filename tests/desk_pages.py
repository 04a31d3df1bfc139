"""Every address of the desk, by the routes that it has: a page that is new joins the tests of all pages by itself."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path

from click.testing import Result

from campaign.web import admission, shipped_files
from schedules.model.states import State
from tests import served_desk
from tests.campaign.reports import reported_campaign as reported
from tests.served_desk import DeskAt

VALUES = {  # what may stand in an address
    "number": ("1",),
    "slug": ("bakery",),
    "language": ("nl",),
    "act": ("hold", "approve", "cancel", "remove", "release"),
    "place": ("1",),
}
VIEWS = ("/?view=week", "/?view=list", "/?state=draft&words=niets")  # of the board
GIVEN = re.compile(r"<(?:\w+:)?(\w+)>")
STREAM = "/changes"
SHEET = "/brand/sheet.png"  # the one picture that takes seconds
LATE = "late"  # no state: a moment that passed
SHOWN = (LATE, *State)
CAPTION = "Elke nacht om vier uur begint {} met het brood. Hoe houdt zij het vol?"
CHANGES = ("DELETE", "PATCH", "POST", "PUT")
_PAGES: dict[str, list[str]] = {}  # of each desk, by its address with the key


PAPER = (
    "/release-forms/"  # what is printed and signed: a document in its own language, with a policy of its own
)


def addresses(desk: DeskAt, *methods: str) -> list[tuple[str, str]]:
    """Return how and where the desk can be asked, with values in the addresses."""
    return [(how, at) for how, rule in desk.routes if how in methods for at in _filled(rule)]


def _filled(rule: str) -> Iterator[str]:
    names = GIVEN.findall(rule)
    if rule.startswith("/shipped/"):
        yield shipped_files.address("tokens.css")
        return
    for values in product(*(VALUES.get(name, ("1",)) for name in names)):
        given = iter(values)
        yield GIVEN.sub(lambda _: next(given), rule)  # noqa: B023


def pages(desk: DeskAt) -> list[str]:
    """Return the addresses of all whole pages, sought once a desk."""
    if desk.address not in _PAGES:
        found = [at for _, at in addresses(desk, "GET") if at not in (STREAM, admission.OPEN)]
        _PAGES[desk.address] = [
            at for at in (*found, *VIEWS) if not at.startswith(PAPER) and _is_page(desk, at)
        ]
    return _PAGES[desk.address]


def _is_page(desk: DeskAt, address: str) -> bool:
    if address == SHEET:  # drawn for seconds, in each language anew
        return False
    answer = desk.get(address)
    return answer.status == 200 and answer.content.lstrip().startswith(b"<!doctype html>")


@dataclass(frozen=True, kw_only=True)
class Founded:
    """A campaign with a film and, in a month to come, a late post and one in each state; and when to look at it."""

    folder: Path
    now: datetime

    @property
    def board(self) -> str:
        """Return the address of its month."""
        return f"/?day={self.now.date().isoformat()}"

    @contextmanager
    def desk(self, *, lang: str = "nl") -> Iterator[DeskAt]:
        """Serve its desk, on the day on which one post is late."""
        with served_desk.at(self.folder, now=self.now, lang=lang) as found:
            yield found


def founded(here: Path, run: Callable[..., Result]) -> Founded:
    """Make it."""
    first = (datetime.now(UTC).replace(day=1) + timedelta(days=62)).replace(day=3)
    folder = reported.founded(here, run)
    with (folder / "campaign.toml").open("a", encoding="utf-8") as written:
        written.write(
            '\n[service]\napproval = "off"\n'
        )  # else what is waiting without a yes is shown as a draft
    for number, state in enumerate(SHOWN, 1):
        when = f"{first.date() + timedelta(days=number - 1)} 18:30"
        words = (
            "post",
            "add",
            "--testimony",
            "bakery",
            "--language",
            "nl" if number % 3 else "fr",
            "--at",
            when,
        )
        done = run(*words, "--caption", CAPTION.format(number), folder=folder)
        assert done.exit_code == 0, (state, done.output)
    with closing(sqlite3.connect(folder / "campaign.db")) as books, books:
        for number, state in enumerate(SHOWN, 1):
            told = (str(State.APPROVED if state == LATE else state), number)
            books.execute("UPDATE post SET state = ? WHERE number = ?", told)
    return Founded(folder=folder, now=first.replace(hour=20, minute=0, second=0, microsecond=0))
