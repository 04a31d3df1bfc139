"""An outsider beyond this computer gets nothing of the desk, through the proxy or around it, and is written down."""

import hashlib
import re
import socket
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from http.client import HTTPConnection
from pathlib import Path

import pytest
from click.testing import Result

from campaign.web import admission
from campaign.web.beyond import reached
from tests import desk_pages, served_desk
from tests.campaign.reports import reported_campaign as reported
from tests.desk_pages import CHANGES
from tests.served_desk import NOW, Answer, DeskAt

NAME, SESSION, OLD = "desk.example.org", "a-token-that-somebody-has", "a-token-that-is-over"
WORDS = re.compile(rb"bakery|Bakster|Brusoc|MEY", re.IGNORECASE)  # what the campaign holds
Heads = dict[str, str | None]
THROUGH: Heads = {
    "Host": NAME,
    "X-Forwarded-For": "203.0.113.7",
    "X-Forwarded-Proto": "https",
}  # as the proxy hands on
PERSON: Heads = {"Cookie": f"{reached.COOKIE}={SESSION}"}
DOORS = (
    "/open",
    "/shipped/",
    "/log-in",
    "/yes/",
)  # what everybody may ask for: they say nothing of the campaign


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, campaign: Callable[..., Result]) -> Path:
    """A campaign whose desk others reach through a proxy, with somebody who is there, and was there once."""
    made = reported.founded(tmp_path_factory.mktemp("desk"), campaign)
    assert campaign("people", "add", "An", "--role", "admin", folder=made).exit_code == 0
    with (made / "campaign.toml").open("a", encoding="utf-8") as written:
        written.write(f'\n[desk]\naddress = "https://{NAME}"\nproxy = "127.0.0.1"\n')
    row = "INSERT INTO desk_session (digest, account_id, begun_at, seen_at, proven_at) VALUES (?, 1, ?, ?, ?)"
    with closing(sqlite3.connect(made / "campaign.db")) as books, books:
        for token, since in ((SESSION, NOW), (OLD, NOW - timedelta(hours=13))):
            moment = f"{since:%Y-%m-%d %H:%M:%S.%f}"
            books.execute(row, (hashlib.sha256(token.encode()).hexdigest(), moment, moment, moment))
    return made


@pytest.fixture(scope="module")
def desk(folder: Path) -> Iterator[DeskAt]:
    """Its desk."""
    with served_desk.at(folder) as found:
        yield found


def noted(folder: Path) -> dict[str, int]:
    """Return how often what was written down of the door."""
    with closing(sqlite3.connect(folder / "campaign.db")) as books:
        return dict(books.execute("SELECT what, sum(times) FROM door_note GROUP BY what"))


def through(desk: DeskAt, how: str, path: str, told: Heads) -> Answer:
    """Ask as the proxy hands it on; a change with the origin of the address, unless a test says otherwise."""
    origin: Heads = {} if how == "GET" else {"Origin": f"https://{NAME}"}
    return desk.ask(how, path, None if how == "GET" else b"", {**THROUGH, "Cookie": None, **origin, **told})


OUTSIDERS: dict[str, Callable[[DeskAt], Heads]] = {
    "no session": lambda _: {},
    "a session that is over": lambda _: {"Cookie": f"{reached.COOKIE}={OLD}"},
    "a guessed session": lambda _: {"Cookie": f"{reached.COOKIE}=AAAA"},
    "a session without its prefix": lambda desk: {"Cookie": f"desk_{desk.port}={SESSION}"},
    "the session of this computer": lambda desk: {"Cookie": desk.cookie},
    "the same, renamed": lambda desk: {"Cookie": f"{reached.COOKIE}={desk.cookie.partition('=')[2]}"},
    "another host": lambda _: {**PERSON, "Host": "mey.example"},
    "this computer's host": lambda desk: {**PERSON, "Host": f"127.0.0.1:{desk.port}"},
    "another port": lambda _: {**PERSON, "Host": f"{NAME}:8443"},
    "no TLS": lambda _: {**PERSON, "X-Forwarded-Proto": "http"},
    "no word of TLS": lambda _: {**PERSON, "X-Forwarded-Proto": None},
    "another origin": lambda _: {**PERSON, "Origin": "https://mey.example"},
    "the origin without TLS": lambda _: {**PERSON, "Origin": f"http://{NAME}"},
    "a script elsewhere": lambda _: {**PERSON, "Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors"},
}
EVERYWHERE = ("no session", "the session of this computer")  # the others are tried at some addresses
SOME = ("/", "/films/bakery", "/figures", "/changes", "/people", "/posts/1/still")


@pytest.mark.parametrize("kind", OUTSIDERS)
def test_an_outsider_gets_nothing_through_the_proxy(desk: DeskAt, kind: str) -> None:
    """Every page, picture, film and change refuses whoever is not at the desk by its address, and says nothing."""
    told = OUTSIDERS[kind](desk)
    asked = [one for one in desk_pages.addresses(desk, "GET", *CHANGES) if not one[1].startswith(DOORS)]
    for how, address in (
        asked if kind in EVERYWHERE else [("GET", at) for at in SOME] + [("POST", "/status/pause")]
    ):
        answer = through(desk, how, address, told)
        assert (answer.status in (401, 403, 421), WORDS.search(answer.content)) == (True, None), (
            how,
            address,
        )


def test_somebody_who_is_there_is_let_through(desk: DeskAt) -> None:
    """With the session, the host, the origin and TLS the same addresses answer: each refusal had its reason."""
    assert through(desk, "GET", "/", PERSON).status == 200
    assert through(desk, "POST", "/reader", PERSON).status == 303


def test_the_key_opens_nothing_elsewhere(desk: DeskAt) -> None:
    """The address that opens the desk on this computer is nothing through the proxy, though its key is right."""
    answer = through(desk, "GET", f"{admission.OPEN}?key={desk.sessions.key}", {})
    assert (answer.status, answer.cookie) == (401, "")


def around(desk: DeskAt, headers: dict[str, str], source: str = "127.0.0.2") -> int:
    """Ask from another address than the proxy's; return the answer's status."""
    wire = HTTPConnection("127.0.0.1", desk.port, timeout=90, source_address=(source, 0))
    try:
        wire.request("GET", "/figures", headers=headers)
        return wire.getresponse().status
    except OSError as why:
        pytest.skip(f"this system has no {source}: {why}")
    finally:
        wire.close()


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"X-Forwarded-For": "127.0.0.1", "X-Forwarded-Proto": "https"},
        {"X-Forwarded-Proto": "https", "X-Forwarded-Host": NAME, "X-Forwarded-Port": "443"},
        {"Forwarded": f"for=127.0.0.1;proto=https;host={NAME}"},
    ],
    ids=lambda more: "+".join(more) or "nothing",
)
def test_nobody_else_is_the_proxy(desk: DeskAt, more: dict[str, str]) -> None:
    """Who reaches the port around the proxy and says what it would say is not believed, even with a session."""
    assert around(desk, {"Host": NAME, "Cookie": f"{reached.COOKIE}={SESSION}", **more}) == 421


def test_a_proxy_that_is_not_named_is_nobody(folder: Path) -> None:
    """Without `proxy` in the settings nobody is believed, whatever address they name."""
    text = (folder / "campaign.toml").read_text(encoding="utf-8")
    (folder / "campaign.toml").write_text(text.replace('proxy = "127.0.0.1"\n', ""), encoding="utf-8")
    try:
        with served_desk.at(folder, admitted=False) as desk:
            hosts = (NAME, "127.0.0.1", "localhost")
            answers = [through(desk, "GET", "/figures", {**PERSON, "Host": one}) for one in hosts]
    finally:
        (folder / "campaign.toml").write_text(text, encoding="utf-8")
    assert [one.status for one in answers] == [421, 421, 421]


def test_the_desk_listens_to_this_computer_alone(desk: DeskAt) -> None:
    """Other addresses of this computer answer to nobody: the proxy is the only way."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            asked.connect(("192.0.2.1", 9))
        except OSError:
            pytest.skip("this computer has no other address")
        own = asked.getsockname()[0]
    if own.startswith("127."):
        pytest.skip("this computer has no other address")
    with pytest.raises(OSError, match=r"refused|timed out|unreachable"):
        socket.create_connection((own, desk.port), timeout=5)


def test_a_thousand_tries_a_minute(desk: DeskAt, folder: Path) -> None:
    """A thousand guesses get nothing, are written down by kind and number, and fill no database."""
    before = noted(folder)
    for number in range(1_000):
        told: Heads = {"Cookie": f"{reached.COOKIE}=guess{number}"}
        address = ("/", "/posts/1", f"/posts/{number}", "/nowhere")[number % 4]
        assert through(desk, "GET", address, told).status == 401
    desk.pass_by(seconds=11)
    through(desk, "GET", "/", {"Host": "mey.example"})
    after = noted(folder)
    assert after["refused-401"] - before.get("refused-401", 0) >= 1_000
    assert after["refused-421"] > before.get("refused-421", 0)
    with closing(sqlite3.connect(folder / "campaign.db")) as books:
        assert books.execute("SELECT count(*) FROM door_note WHERE what LIKE 'refused-%'").fetchone()[0] < 20
    assert through(desk, "GET", "/", PERSON).status == 200
