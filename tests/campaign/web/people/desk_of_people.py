"""A campaign with somebody in each role, and browsers that are logged in as one of them, without a password's time."""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyotp

from campaign.people.digests import digest
from schedules.database import accounts, desk_sessions, engine
from schedules.database.engine import Store
from schedules.model.colleagues import ROLES, Role
from tests import served_desk
from tests.campaign.reports.reported_campaign import Run
from tests.served_desk import Answer, DeskAt

HEFBOOM, OTHER = "Hefboom", "Brusoc"
PASSWORD = "vier woorden op een rij"
NAMES: dict[Role, str] = {role: f"{role.capitalize()} Voorbeeld" for role in ROLES}


@contextmanager
def books(folder: Path) -> Iterator[Store]:
    """Open the database."""
    opened = engine.open_in(folder)
    try:
        yield opened
    finally:
        opened.close()


def founded(here: Path, run: Run) -> Path:
    """Make a campaign of two organisations with a post of text, and somebody in each role."""
    folder = here / "c"
    for words in (
        ("init", folder, "--name", "MEY", "--language", "nl"),
        (
            "--dir",
            folder,
            "post",
            "add",
            "--language",
            "nl",
            "--caption",
            "Brood en boter",
            "--at",
            "2026-12-03 18:00",
        ),
    ):
        done = run(*words)
        assert done.exit_code == 0, done.output
    text = (folder / "campaign.toml").read_text(encoding="utf-8")
    listed = f'organisations = ["{HEFBOOM}", "{OTHER}"]'
    text = re.sub(r"(?m)^#? ?organisations = .*$", listed, text, count=1)
    (folder / "campaign.toml").write_text(text if listed in text else f"{listed}\n{text}", encoding="utf-8")
    with books(folder) as opened, opened.write() as session:
        for role in ROLES:
            whose = HEFBOOM if role == "approver" else None
            accounts.add(session, NAMES[role], role, organisation=whose, email=None, now=served_desk.NOW)
    return folder


def number_of(folder: Path, role: Role) -> int:
    """Return the number of the account of a role."""
    with books(folder) as opened, opened.read() as session:
        return next(one.id for one in accounts.standing(session) if one.role == role)


def token(folder: Path, role: Role, *, now: datetime = served_desk.NOW) -> str:
    """Begin a session of somebody in a role, who proved it now."""
    made = secrets.token_urlsafe(32)
    number = number_of(folder, role)
    with books(folder) as opened, opened.write() as session:
        desk_sessions.begin(session, number, digest(made), now=now)
    return made


@contextmanager
def at(folder: Path, role: Role | None = None) -> Iterator[DeskAt]:
    """Serve the desk for somebody in a role; None: for nobody yet."""
    with served_desk.at(folder, admitted=False) as desk:
        if role:
            desk.cookie = f"desk_{desk.port}={token(folder, role)}"
        yield desk


def first_code(folder: Path, role: Role) -> str:
    """Give somebody a code for a first password."""
    made, number = secrets.token_urlsafe(24), number_of(folder, role)
    with books(folder) as opened, opened.write() as session:
        until = served_desk.NOW.replace(year=served_desk.NOW.year + 1)
        accounts.give_first_code(session, number, digest(made), until=until)
    return made


@dataclass(frozen=True, kw_only=True)
class Known:
    """Somebody who chose a password and an app: the app's key, the codes for paper, the answer, and the first code."""

    name: str
    key: str
    codes: tuple[str, ...]
    answer: Answer
    first: str

    def code(self, desk: DeskAt) -> str:
        """Return what the app shows now."""
        return pyotp.TOTP(self.key).at(desk.clock[0])


def known(desk: DeskAt, folder: Path, role: Role) -> Known:
    """Let somebody choose a password and an app, in a browser of their own."""
    first = first_code(folder, role)
    key = key_of(desk.post("/log-in/first", first=first))
    told = {"first": first, "key": key, "password": PASSWORD, "again": PASSWORD}
    answer = desk.post("/log-in/first/chosen", **told, code=pyotp.TOTP(key).at(desk.clock[0]))
    codes = tuple(re.findall(r"<li><code>([a-z0-9-]+)</code>", answer.text))
    return Known(name=NAMES[role], key=key, codes=codes, answer=answer, first=first)


def key_of(page: Answer) -> str:
    """Return the key that a page offers to an app."""
    found = re.search(r'name="key" value="([A-Z2-7]{32})"', page.text)
    assert found, page.text
    return found[1]


def notes(folder: Path) -> list[tuple[str, str | None, int]]:
    """Return what was written down at the door: what, at which act, how often."""
    with books(folder) as opened, opened.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT what, act, times FROM door_note ORDER BY id").fetchall()
    return [(what, act, times) for what, act, times in rows]
