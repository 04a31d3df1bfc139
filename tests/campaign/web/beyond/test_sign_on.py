"""The office's own log-in lets in whom it confirms and who has a role here, and nobody else; nobody is made by it."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from campaign.people import logging_in
from campaign.web.beyond.sign_on import BACK, SignOn
from tests import oidc_office, served_desk
from tests.campaign.reports import reported_campaign as reported
from tests.campaign.reports.reported_campaign import Run
from tests.oidc_office import Office
from tests.served_desk import Answer, DeskAt

AN, PIET, GONE = "an@example.org", "piet@example.org", "els@example.org"
ELSEWHERE: dict[str, str | None] = {
    "Sec-Fetch-Site": "cross-site",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Dest": "document",
}  # how a browser says that another site led it here


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, campaign: Run, running: Office) -> Path:
    """A campaign whose office has a log-in of its own, with two people and one who left."""
    made = reported.founded(tmp_path_factory.mktemp("desk"), campaign)
    for name, role, email in (("An", "admin", AN.upper()), ("Piet", "viewer", PIET), ("Els", "editor", GONE)):
        assert campaign("people", "add", name, "--role", role, "--email", email, folder=made).exit_code == 0
    assert campaign("people", "remove", "Els", folder=made).exit_code == 0
    with (made / "campaign.toml").open("a", encoding="utf-8") as written:
        written.write(f'\n[desk]\nsign_on = "{running.issuer}"\nsign_on_client = "desk"\n')
    return made


@pytest.fixture(scope="module")
def desk(folder: Path) -> Iterator[DeskAt]:
    """Its desk, on the clock of this computer, with nobody at it yet."""
    sign_on = SignOn(secret=lambda _: "s3cret-words")
    with served_desk.at(folder, now=datetime.now(UTC), lang="en", admitted=False, sign_on=sign_on) as found:
        yield found


@pytest.fixture
def office(running: Office, folder: Path, desk: DeskAt) -> Office:
    """The log-in, honest, where everybody has an account; nobody was refused lately."""
    running.restore()
    for one in (AN, PIET, GONE, "stranger@example.org"):
        running.knows(one)
    with closing(sqlite3.connect(folder / "campaign.db")) as books, books:
        books.execute("DELETE FROM door_note")
    desk.clock[0] = datetime.now(UTC)
    return running


def begun(desk: DeskAt, query: str = "", **headers: str | None) -> Answer:
    """Go to the office's log-in from the desk."""
    return desk.get(f"/log-in/office{query}", **headers)


def back(desk: DeskAt, office: Office, email: str, sent: Answer) -> str:
    """Say there who one is; return the address that this leads back to."""
    led = urlsplit(office.log_in(sent.headers["location"], email))
    assert f"{led.scheme}://{led.netloc}{led.path}" == f"{desk.origin}{BACK}"
    return f"{led.path}?{led.query}"


def signed_on(desk: DeskAt, office: Office, email: str, query: str = "") -> Answer:
    """Log in as a person does."""
    sent = begun(desk, query)
    return desk.get(back(desk, office, email, sent), Cookie=sent.cookie, **ELSEWHERE)


def noted(folder: Path) -> list[tuple[str, int]]:
    """Return what was written down of the door."""
    with closing(sqlite3.connect(folder / "campaign.db")) as books:
        return list(books.execute("SELECT what, times FROM door_note ORDER BY id"))


def accounts(folder: Path) -> int:
    """Return how many people ever had a role."""
    with closing(sqlite3.connect(folder / "campaign.db")) as books:
        return int(books.execute("SELECT count(*) FROM account").fetchone()[0])


def test_somebody_with_a_role_is_let_in(desk: DeskAt, office: Office, folder: Path) -> None:
    """The page of the log-in leads there; who comes back confirmed is at the desk, in their role, by a new session."""
    assert 'href="/log-in/office?back=/"' in desk.get("/log-in").text
    sent = begun(desk, "?back=/figures")
    assert (
        sent.status,
        {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(sent.headers["set-cookie"].split("; ")),
    ) == (
        303,
        True,
    )
    came = desk.get(back(desk, office, AN, sent), Cookie=sent.cookie, **ELSEWHERE)
    assert (came.status, 'content="0; url=/figures"' in came.text) == (200, True)
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(came.headers["set-cookie"].split("; "))
    assert [desk.get("/people", Cookie=came.cookie).status, noted(folder)] == [200, [("signed-on", 1)]]
    viewer = signed_on(desk, office, PIET)
    assert [desk.get(at, Cookie=viewer.cookie).status for at in ("/figures", "/people")] == [200, 403]


def altered(**claims: object) -> Callable[[Office], None]:
    """Return who lets the office say something else of whoever logs in."""

    def alter(office: Office) -> None:
        office.alter = lambda told: {**told, **claims}

    return alter


def expired(office: Office) -> None:
    """Let its tokens be over."""
    office.alter = lambda told: {**told, "exp": int(time.time()) - 3600}


def signing(how: Callable[..., str]) -> Callable[[Office], None]:
    """Return who lets its tokens be signed otherwise."""

    def sign(office: Office) -> None:
        office.sign = how

    return sign


def nothing(_office: Office) -> None:
    """Leave it honest."""


def led_by(change: Callable[[str], str]) -> Callable[[str, str], tuple[str, str]]:
    """Return who comes back by another address than the office led to."""
    return lambda path, cookie: (change(path), cookie)


def as_it_was(path: str, cookie: str) -> tuple[str, str]:
    """Come back as the office led."""
    return path, cookie


ODD, STALE, UNKNOWN = "may not believe", "begun in another browser", "has a role at this desk"
UNVERIFIED, NOBODY = "does not confirm", "let nobody in"
Came = Callable[[str, str], tuple[str, str]]
ATTACKS: dict[str, tuple[str, Callable[[Office], None], Came, int, str]] = {
    "another state": (AN, nothing, led_by(lambda path: path.replace("state=", "state=x")), 403, STALE),
    "no state": (AN, nothing, led_by(lambda path: path.replace("state=", "was=")), 403, STALE),
    "another browser": (AN, nothing, lambda path, cookie: (path, cookie[:-1] + "x"), 403, STALE),
    "no browser's": (AN, nothing, lambda path, _: (path, ""), 403, STALE),
    "another code": (AN, nothing, led_by(lambda path: path.replace("code=", "code=x")), 502, ODD),
    "no code": (AN, nothing, led_by(lambda path: path.replace("code=", "was=")), 403, NOBODY),
    "refused there": (AN, nothing, led_by(lambda path: f"{path}&error=access_denied"), 403, NOBODY),
    "of another issuer": (AN, nothing, led_by(lambda path: f"{path}&iss=https://mey.example"), 502, ODD),
    "another nonce": (AN, altered(nonce="x"), as_it_was, 502, ODD),
    "another audience": (AN, altered(aud="another"), as_it_was, 502, ODD),
    "another issuer's token": (AN, altered(iss="https://mey.example"), as_it_was, 502, ODD),
    "expired": (AN, expired, as_it_was, 502, ODD),
    "not signed": (AN, signing(oidc_office.unsigned), as_it_was, 502, ODD),
    "signed by the public key": (AN, signing(oidc_office.with_public_key), as_it_was, 502, ODD),
    "signed by another": (AN, signing(oidc_office.with_another_key), as_it_was, 502, ODD),
    "an address not confirmed": (AN, altered(email_verified=False), as_it_was, 403, UNVERIFIED),
    "a name for an address": (AN, altered(email="An"), as_it_was, 403, UNVERIFIED),
    "letters that look alike": (AN, altered(email="an@example.or\uff47"), as_it_was, 403, UNVERIFIED),
    "a stranger": ("stranger@example.org", nothing, as_it_was, 403, UNKNOWN),
    "who left": (GONE, nothing, as_it_was, 403, UNKNOWN),
}  # fmt: skip


@pytest.mark.parametrize(("email", "alter", "came", "status", "said"), ATTACKS.values(), ids=ATTACKS)
def test_nobody_else_is_let_in(
    desk: DeskAt,
    office: Office,
    folder: Path,
    email: str,
    alter: Callable[[Office], None],
    came: Came,
    status: int,
    said: str,
) -> None:
    """Whoever is not confirmed, or has no role, gets a sentence, no session and no role, and it is written down."""
    before = accounts(folder)
    sent = begun(desk)
    alter(office)
    path, cookie = came(back(desk, office, email, sent), sent.cookie)
    answer = desk.get(path, Cookie=cookie or None, **ELSEWHERE)
    assert (answer.status, answer.cookie, said in answer.text) == (status, "", True), served_desk.told(answer)
    assert "Traceback" not in answer.text
    assert accounts(folder) == before
    written = {what for what, _ in noted(folder)}
    if said == STALE:  # counted, and written every ten seconds
        assert written <= {"sign-on-stale"}
    else:
        assert written == {"sign-on-refused"}


def test_coming_back_twice(desk: DeskAt, office: Office) -> None:
    """The address that was led back to opens nothing a second time."""
    sent = begun(desk)
    path = back(desk, office, AN, sent)
    assert desk.get(path, Cookie=sent.cookie).status == 200
    again = desk.get(path, Cookie=sent.cookie)
    assert (again.status, again.cookie) == (403, "")


def test_looking_whether_it_lives_begins_nothing(desk: DeskAt, office: Office) -> None:
    """HEAD sends nobody there and uses nothing up."""
    sent = begun(desk)
    path = back(desk, office, AN, sent)
    assert [
        desk.ask("HEAD", at, headers={"Cookie": sent.cookie}).cookie for at in ("/log-in/office", path)
    ] == ["", ""]
    assert desk.get(path, Cookie=sent.cookie).cookie != ""


@pytest.mark.parametrize(
    ("proven", "status"),
    [(lambda: time.time(), 200), (lambda: None, 403), (lambda: time.time() - 3600, 403)],
    ids=["now", "not told", "an hour ago"],
)
def test_what_is_dangerous_asks_again(
    desk: DeskAt, office: Office, proven: Callable[[], object], status: int
) -> None:
    """A session of an office that remembers its people is no proof: who they are is asked anew, there, and told."""
    altered(auth_time=None)(office)
    first = signed_on(desk, office, AN)
    form: dict[str, str | None] = {
        "Cookie": first.cookie,
        "Content-Type": "application/x-www-form-urlencoded",
    }
    refused = desk.ask("POST", "/people", b"name=Bob&role=viewer", form)
    assert (refused.status, "/log-in/office?again" in refused.text) == (403, True)
    sent = begun(desk, "?again", Cookie=first.cookie)
    assert {"prompt=login", "max_age=0"} <= set(urlsplit(sent.headers["location"]).query.split("&"))
    altered(auth_time=proven())(office)
    came = desk.get(back(desk, office, AN, sent), Cookie=sent.cookie, **ELSEWHERE)
    assert came.status == status
    if status == 200:
        done = desk.ask("POST", "/people", b"name=Bob&role=viewer", form | {"Cookie": came.cookie})
        assert done.status in (200, 422)  # 422: Bob is there from before
        assert desk.get("/figures", Cookie=first.cookie).status == 401  # it ended with the new one


def test_somebody_else_proves_nothing(desk: DeskAt, office: Office) -> None:
    """Who logs in again must be who is logged in."""
    first = signed_on(desk, office, AN)
    sent = begun(desk, "?again", Cookie=first.cookie)
    altered(auth_time=time.time())(office)
    came = desk.get(back(desk, office, PIET, sent), Cookie=sent.cookie, **ELSEWHERE)
    assert (came.status, came.cookie) == (403, "")


def test_who_is_refused_too_often_waits(desk: DeskAt, office: Office, folder: Path) -> None:
    """After thirty refusals from an address within a quarter of an hour, the office is not asked for it any more."""
    sent = begun(desk)
    path = back(desk, office, AN, sent)
    with closing(sqlite3.connect(folder / "campaign.db")) as books, books:
        told = (desk.clock[0].isoformat(sep=" ").partition("+")[0], logging_in.origin("127.0.0.1"))
        books.execute(
            "INSERT INTO door_note (at, what, origin, times) VALUES (?, 'sign-on-refused', ?, 30)", told
        )
    assert [begun(desk).status, desk.get(path, Cookie=sent.cookie).status] == [429, 429]
    assert "/oauth2/token" not in [path for path, _ in office.asked]


def test_a_desk_without_one(folder: Path, tmp_path: Path, campaign: Run) -> None:
    """Where the settings name no log-in there is none, and no page leads to it."""
    with served_desk.at(reported.founded(tmp_path, campaign), admitted=False) as desk:
        assert [desk.get(at).status for at in ("/log-in/office", f"{BACK}?code=a&state=b")] == [404, 404]
        assert "/log-in/office" not in desk.get("/log-in").text
