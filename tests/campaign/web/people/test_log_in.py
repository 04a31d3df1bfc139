"""People log in with password and second factor; who guesses, steals or waits too long gets nothing."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from campaign.people import logging_in
from tests import served_desk
from tests.campaign.reports import reported_campaign as reported
from tests.campaign.reports.reported_campaign import Run
from tests.campaign.web.people import desk_of_people
from tests.campaign.web.people.desk_of_people import PASSWORD, Known
from tests.served_desk import Answer, DeskAt

WRONG = "passen niet bij elkaar"
SLOW = "Te veel pogingen"


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Path:
    """A campaign with somebody in each role, made once."""
    return desk_of_people.founded(tmp_path_factory.mktemp("log-in"), campaign)


@pytest.fixture
def folder(founded: Path, tmp_path: Path) -> Path:
    """The same, of a test's own."""
    return reported.copied(founded, tmp_path)


@pytest.fixture
def desk(folder: Path) -> Iterator[DeskAt]:
    """Its desk, to which nobody is admitted yet."""
    with desk_of_people.at(folder) as found:
        yield found


def log_in(desk: DeskAt, name: str, password: str, code: str, **more: object) -> Answer:
    """Send the form of the log-in."""
    return desk.post("/log-in", name=name, password=password, code=code, **more)


def enter(desk: DeskAt, who: Known) -> Answer:
    """Log in once the app shows its next code, and keep the cookie."""
    desk.pass_by(seconds=31)
    answer = log_in(desk, who.name, PASSWORD, who.code(desk))
    desk.cookie = answer.cookie
    return answer


def test_the_first_log_in(desk: DeskAt, folder: Path) -> None:
    """With a code somebody chooses a password and an app, gets codes for paper, and is at the desk; it is good once."""
    assert desk.get("/", **{"Sec-Fetch-Mode": "navigate"}).status == 401
    who = desk_of_people.known(desk, folder, "editor")
    assert (who.answer.status, len(set(who.codes))) == (200, 10)
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(who.answer.headers["set-cookie"].split("; "))
    desk.cookie = who.answer.cookie
    assert "Editor Voorbeeld" in served_desk.told(desk.get("/"))
    assert desk.post("/log-in/first", first=who.first).status == 422
    assert desk.post("/log-in/first", first="geraden").status == 422


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"password": "kort", "again": "kort"}, "12 tot 200 tekens"),
        ({"password": "aaaaaaaaaaaaaaaa", "again": "aaaaaaaaaaaaaaaa"}, "snel te raden"),
        ({"password": "Editor-Voorbeeld-1", "again": "Editor-Voorbeeld-1"}, "snel te raden"),
        ({"again": "vier andere woorden op rij"}, "ander wachtwoord"),
        ({"code": "000000"}, "niet de zes cijfers"),
        ({"code": ""}, "niet de zes cijfers"),
    ],
)
def test_what_cannot_be_chosen(desk: DeskAt, folder: Path, told: dict[str, str], said: str) -> None:
    """A password that is short, guessed or typed in two ways, and a code of no app: the page says which, and stays."""
    first = desk_of_people.first_code(folder, "editor")
    key = desk_of_people.key_of(desk.post("/log-in/first", first=first))
    form = {"first": first, "key": key, "password": PASSWORD, "again": PASSWORD, "code": "000000", **told}
    answer = desk.post("/log-in/first/chosen", **form)
    assert (answer.status, answer.cookie) == (422, "")
    assert said in served_desk.told(answer)
    assert desk_of_people.key_of(answer) == key


def test_a_wrong_log_in_never_says_what_was_wrong(desk: DeskAt, folder: Path) -> None:
    """Name, password, code, a code that was used: one sentence for all, and no session."""
    who = desk_of_people.known(desk, folder, "editor")
    used = who.code(desk)
    tries = [
        ("Niemand", PASSWORD, used),
        (who.name, "een ander wachtwoord", used),
        (who.name, PASSWORD, "000000"),
        (who.name, PASSWORD, used),
        (who.name, PASSWORD, ""),
        ("Viewer Voorbeeld", PASSWORD, used),  # who chose nothing yet
        (who.name, "", ""),
    ]
    answers = [log_in(desk, *one) for one in tries]
    assert [(one.status, one.cookie) for one in answers] == [(422, "")] * len(tries)
    assert {WRONG in one.text for one in answers} == {True}
    assert enter(desk, who).status == 303


def test_a_recovery_code_is_good_once(desk: DeskAt, folder: Path) -> None:
    """Whoever lost the phone comes in with a code on paper, however it is typed, and with each once."""
    who = desk_of_people.known(desk, folder, "editor")
    assert log_in(desk, who.name.upper(), PASSWORD, who.codes[0].upper().replace("-", " ")).status == 303
    assert log_in(desk, who.name, PASSWORD, who.codes[0]).status == 422
    assert log_in(desk, who.name, "een ander wachtwoord", who.codes[1]).status == 422
    assert log_in(desk, who.name, PASSWORD, who.codes[1]).status == 303


def test_a_thousand_tries_are_slowed_and_counted(desk: DeskAt, folder: Path) -> None:
    """After ten wrong tries not even the right one is looked at, for a quarter of an hour, and all is counted."""
    who = desk_of_people.known(desk, folder, "editor")
    statuses = [log_in(desk, who.name, f"geraden wachtwoord {one}", "123456").status for one in range(120)]
    assert statuses == [422] * 10 + [429] * 110
    desk.pass_by(seconds=31)
    right = log_in(desk, who.name, PASSWORD, who.code(desk))
    assert (right.status, right.cookie, SLOW in right.text) == (429, "", True)
    found = desk_of_people.notes(folder)
    assert sum(times for what, _, times in found if what == logging_in.WRONG) == 10
    assert sum(times for what, _, times in found if what == logging_in.SLOWED) == 111
    assert len(found) < 20
    desk.pass_by(minutes=16)
    assert enter(desk, who).status == 303


def test_one_address_that_tries_many_names_is_slowed(desk: DeskAt) -> None:
    """Names that nobody has count as well: after thirty tries an address waits, whoever it says it is."""
    statuses = [log_in(desk, f"Iemand {one}", "geraden", "123456").status for one in range(40)]
    assert statuses == [422] * 30 + [429] * 10
    assert desk.post("/log-in/first", first="geraden").status == 429


def test_a_log_in_never_keeps_the_session_that_was_brought(desk: DeskAt, folder: Path) -> None:
    """The cookie that somebody planted, or an older one of the same browser, is not the one of the new session."""
    who = desk_of_people.known(desk, folder, "editor")
    desk.cookie = f"desk_{desk.port}=gepland"
    first = enter(desk, who).cookie
    second = enter(desk, who).cookie
    assert len({first, second, f"desk_{desk.port}=gepland", who.answer.cookie}) == 4
    desk.cookie = first
    assert desk.get("/").status == 401
    desk.cookie = f"{second}x"
    assert desk.get("/").status == 401
    desk.cookie = second
    assert desk.get("/").status == 200


def test_sessions_end(desk: DeskAt, folder: Path) -> None:
    """After half an hour without a page, after twelve hours with one, and by logging out."""
    desk.cookie = f"desk_{desk.port}={desk_of_people.token(folder, 'viewer')}"
    assert desk.get("/figures").status == 200
    left = desk.post("/leave")
    assert (left.status, left.headers["location"]) == (303, "/log-in?left")
    assert desk.get("/figures").status == 401
    desk.cookie = f"desk_{desk.port}={desk_of_people.token(folder, 'viewer')}"
    desk.pass_by(minutes=31)
    assert desk.get("/figures").status == 401
    desk.cookie = f"desk_{desk.port}={desk_of_people.token(folder, 'viewer', now=desk.clock[0])}"
    seen = []
    for _ in range(36):
        desk.pass_by(minutes=20)
        seen.append(desk.get("/figures").status)
    assert (seen[:34], seen[-1]) == ([200] * 34, 401)


def test_an_administrator_ends_sessions(desk: DeskAt, folder: Path) -> None:
    """On the page of people a session is ended, a role taken, a code given anew: the browser is out at once."""
    mine = f"desk_{desk.port}={desk_of_people.token(folder, 'admin')}"
    theirs = f"desk_{desk.port}={desk_of_people.token(folder, 'editor')}"
    number = desk_of_people.number_of(folder, "editor")

    def is_in() -> bool:
        return desk.get("/figures", Cookie=theirs).status == 200

    def press(address: str) -> int:
        form = {"Cookie": mine, "Content-Type": "application/x-www-form-urlencoded"}
        return desk.ask("POST", address, b"", form).status

    page = desk.get("/people", Cookie=mine).text
    sessions = re.findall(r"/people/sessions/(\d+)/end", page)
    assert (is_in(), len(sessions)) == (True, 2)
    newest = max(sessions, key=int)
    assert (press(f"/people/sessions/{newest}/end"), is_in()) == (303, False)
    assert press(f"/people/sessions/{newest}/end") == 303
    theirs = f"desk_{desk.port}={desk_of_people.token(folder, 'editor')}"
    assert (is_in(), press(f"/people/{number}/code"), is_in()) == (True, 200, False)
    theirs = f"desk_{desk.port}={desk_of_people.token(folder, 'editor')}"
    assert (is_in(), press(f"/people/{number}/remove"), is_in()) == (True, 303, False)
    assert press(f"/people/{number}/remove") == 422
    own = desk_of_people.number_of(folder, "admin")
    last = press(f"/people/{own}/remove")
    assert (last, desk.get("/people", Cookie=mine).status) == (422, 200)


def test_dangerous_acts_ask_again(desk: DeskAt, folder: Path) -> None:
    """Five minutes after a log-in, what is dangerous waits for another one, with what was typed, and is done once."""
    who = desk_of_people.known(desk, folder, "admin")
    desk.cookie = who.answer.cookie
    desk.pass_by(minutes=6)
    form = {"name": "Nieuwe Voorbeeld", "role": "viewer"}
    asked = desk.post("/people", **form)
    assert (asked.status, 'name="kept.name" value="Nieuwe Voorbeeld"' in asked.text) == (403, True)
    assert desk.post("/status/resume").status == 403
    kept = {"kept-address": "/people", **{f"kept.{name}": value for name, value in form.items()}}
    wrong = desk.post("/log-in/again", password="een ander", code=who.code(desk), **kept)
    assert (wrong.status, 'name="kept.role" value="viewer"' in wrong.text) == (422, True)
    proven = desk.post("/log-in/again", password=PASSWORD, code=who.code(desk), **kept)
    assert (proven.status, 'action="/people"' in proven.text) == (200, True)
    old, desk.cookie = desk.cookie, proven.cookie
    assert desk.get("/", Cookie=old).status == 401
    assert "Nieuwe Voorbeeld" not in desk.get("/people").text
    added = desk.post("/people", **form)
    assert added.status == 200
    assert "de code dient alleen op deze computer" in served_desk.told(added)
    assert "Nieuwe Voorbeeld" in desk.get("/people").text
    assert desk.post("/people", **form).status == 422


def test_nobody_proves_for_somebody_else(desk: DeskAt, folder: Path) -> None:
    """Another's password and code, even an administrator's, prove nothing of who is logged in."""
    who = desk_of_people.known(desk, folder, "admin")
    desk.cookie = f"desk_{desk.port}={desk_of_people.token(folder, 'protection')}"
    desk.pass_by(minutes=6)
    answer = desk.post("/log-in/again", name=who.name, password=PASSWORD, code=who.code(desk))
    assert (answer.status, answer.cookie) == (422, "")


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": None},
        {"Origin": "http://mey.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Host": "mey.example"},
    ],
)
def test_the_log_in_is_asked_by_our_pages_alone(desk: DeskAt, headers: dict[str, str | None]) -> None:
    """No other site sends the form of the log-in, nor another name of this computer."""
    for path in ("/log-in", "/log-in/first", "/log-in/first/chosen", "/log-in/again"):
        assert desk.ask("POST", path, b"name=x", headers).status in (403, 421)


def test_a_form_of_an_ended_session_waits_for_the_log_in(desk: DeskAt, folder: Path) -> None:
    """What was typed when the session had ended stands on the page of the log-in, and is sent once more after it."""
    who = desk_of_people.known(desk, folder, "editor")
    told = {"Sec-Fetch-Mode": "navigate", "Content-Type": "application/x-www-form-urlencoded"}
    page = desk.ask("POST", "/posts/1/save", b"caption-1=Lang+getypt", told)
    assert (page.status, 'name="kept.caption-1" value="Lang getypt"' in page.text) == (401, True)
    kept = {"kept-address": "/posts/1/save", "kept.caption-1": "Lang getypt"}
    desk.pass_by(seconds=31)
    done = log_in(desk, who.name, PASSWORD, who.code(desk), **kept)
    assert (done.status, 'action="/posts/1/save"' in done.text, "Lang getypt" in done.text) == (
        200,
        True,
        True,
    )
    away = log_in(desk, who.name, PASSWORD, who.codes[0], back="//mey.example/")
    assert (away.status, away.headers["location"]) == (303, "/")


def test_no_secret_and_no_name_is_kept_at_the_door(desk: DeskAt, folder: Path) -> None:
    """The database has no password, code or cookie that opens anything, and the notes have no name and no address."""
    who = desk_of_people.known(desk, folder, "editor")
    enter(desk, who)
    log_in(desk, "Wie Ook", "geraden", "123456")
    with closing(sqlite3.connect(folder / "campaign.db")) as books:
        dumped = "\n".join(books.iterdump())
        notes = repr(books.execute("SELECT * FROM door_note").fetchall())
    token = desk.cookie.partition("=")[2]
    secrets = [PASSWORD, who.first, token, who.answer.cookie.partition("=")[2], *who.codes]
    assert [one for one in secrets if one in dumped] == []
    assert not re.search(r"Editor|Voorbeeld|Wie Ook|127\.0\.0\.1", notes)
