"""Colleagues elsewhere reach the desk through nginx and Caddy as docs/desk.md writes them out, by TLS alone."""

import base64
import hashlib
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from urllib.parse import urlencode, urlsplit

import pyotp
import pytest

from campaign.web import admission
from campaign.web.beyond import reached
from campaign.web.beyond.sign_on import BACK, SignOn
from tests import proxies, served_desk
from tests.campaign.reports import reported_campaign as reported
from tests.campaign.reports.reported_campaign import Run
from tests.oidc_office import Office
from tests.proxies import NAME, ORIGIN, PROGRAMS, Proxy
from tests.served_desk import DeskAt

pytestmark = pytest.mark.slow


CODES: list[str] = []  # for a first log-in, each good once
FORM: dict[str, str | None] = {"Content-Type": "application/x-www-form-urlencoded"}
KEY, PASSWORD, TOKEN = (
    "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
    "vier woorden op een rij",
    "a-token-that-somebody-has",
)
THERE: dict[str, str | None] = {"Cookie": f"{reached.COOKIE}={TOKEN}"}
AN = "an@example.org"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, campaign: Run, running: Office) -> Iterator[DeskAt]:
    """The desk of a campaign that others may reach through a proxy on this computer; An is at it already."""
    folder = reported.founded(tmp_path_factory.mktemp("desk"), campaign)
    for number, words in enumerate((("An", "--email", AN), *((f"Piet {one}",) for one in PROGRAMS)), 1):
        done = campaign("people", "add", *words, "--role", "admin", "--json", folder=folder)
        if number > 1:
            CODES.append(json.loads(done.stdout)["code"])
    with (folder / "campaign.toml").open("a", encoding="utf-8") as written:
        written.write(f"\n{proxies.written_out('toml')}")
        written.write(f'sign_on = "{running.issuer}"\nsign_on_client = "desk"\n')
    now = datetime.now(UTC)
    row = "INSERT INTO desk_session (digest, account_id, begun_at, seen_at, proven_at) VALUES (?, 1, ?, ?, ?)"
    with closing(sqlite3.connect(folder / "campaign.db")) as books, books:
        books.execute(row, (hashlib.sha256(TOKEN.encode()).hexdigest(), *[f"{now:%Y-%m-%d %H:%M:%S.%f}"] * 3))
    with served_desk.at(folder, now=now, sign_on=SignOn(secret=lambda _: "s3cret-words")) as found:
        yield found


@pytest.fixture(scope="module", params=PROGRAMS)
def proxy(
    desk: DeskAt, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Proxy]:
    """Each proxy before it."""
    with proxies.before(desk.port, request.param, tmp_path_factory.mktemp(request.param)) as found:
        yield found


@pytest.mark.parametrize("lang", ["nl", "fr"])
@pytest.mark.parametrize("kind", [*PROGRAMS.values(), "toml"])
def test_each_language_writes_out_the_same(kind: str, lang: str) -> None:
    """What is copied from the page is the same in every language, and there."""
    assert proxies.written_out(kind, lang) == proxies.written_out(kind) != ""


def test_the_key_opens_nothing_through_the_proxy(desk: DeskAt, proxy: Proxy) -> None:
    """What opens the desk on its own computer is nothing to others: neither its key nor its session."""
    with_key = proxy.ask("GET", f"{admission.OPEN}?key={desk.sessions.key}")
    with_session = proxy.ask("GET", "/figures", headers={"Cookie": desk.cookie})
    assert [(one.status, one.cookie) for one in (with_key, with_session)] == [(401, ""), (401, "")]
    assert desk.get("/figures").status == 200


def test_browsers_that_came_by_tls_come_by_tls_again(desk: DeskAt, proxy: Proxy) -> None:
    """Each answer through the proxy says so (HSTS), none on this computer does; plain HTTP is led to TLS."""
    assert proxy.ask("GET", "/figures").headers["strict-transport-security"] == "max-age=31536000"
    assert "strict-transport-security" not in desk.get("/figures").headers
    led = proxy.ask_plainly("/figures?a=b")
    assert (led.status // 100, led.headers["location"]) == (3, f"{ORIGIN}/figures?a=b")


@pytest.mark.parametrize(
    "told",
    [
        {"Host": "mey.example"},
        {"Host": "127.0.0.1"},
        {"Host": "localhost:8790"},
        {"Host": f"{NAME}.mey.example"},
        {"Host": f"{NAME}:8443"},
        {"Host": "mey.example", "X-Forwarded-Host": NAME},
    ],
    ids=lambda told: "+".join(map(str, told.values())),
)
def test_no_other_name_is_answered(proxy: Proxy, told: dict[str, str | None]) -> None:
    """Another host, that of this computer too, gets nothing of the desk through the proxy."""
    answer = proxy.ask("GET", "/", headers=told)
    assert answer.status == 421 or answer.content == b"", answer.content[:200]


@pytest.mark.parametrize(
    "told",
    [
        {"X-Forwarded-For": "127.0.0.1"},
        {"X-Forwarded-Proto": "http"},
        {"X-Forwarded-Host": "mey.example"},
        {"Forwarded": "for=127.0.0.1;host=mey.example;proto=http"},
        {"X-Forwarded-For": "127.0.0.1, ::1", "X-Forwarded-Proto": "https", "X-Forwarded-Port": "1"},
    ],
    ids=lambda told: "+".join(map(str, told)),
)
def test_what_browsers_forge_is_written_anew(proxy: Proxy, told: dict[str, str | None]) -> None:
    """Headers by which an outsider says who asks, and how, change nothing of the answer."""
    forged, plain = proxy.ask("GET", "/figures", headers=told), proxy.ask("GET", "/figures")
    assert (forged.status, forged.content) == (plain.status, plain.content) == (401, plain.content)


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        (ORIGIN, 401),
        (f"http://{NAME}", 403),
        (f"{ORIGIN}:8790", 403),
        ("https://mey.example", 403),
        (None, 403),
    ],
)
def test_changes_come_from_the_address_alone(proxy: Proxy, origin: str | None, status: int) -> None:
    """The origin of the address is ours, and no other: with it the session is asked for."""
    assert proxy.ask("POST", "/leave", b"", {"Origin": origin}).status == status


PROTECTED = {"HttpOnly", "Secure", "SameSite=Strict", "Path=/"}


def test_people_log_in_by_tls(desk: DeskAt, proxy: Proxy) -> None:
    """Password and app are chosen and asked for through the proxy; the cookie is for this host and TLS alone."""
    app, desk.clock[0] = pyotp.TOTP(KEY), datetime.now(UTC)
    typed = {"first": CODES.pop(), "key": KEY, "password": PASSWORD, "again": PASSWORD}
    chosen = {**typed, "code": app.at(desk.clock[0])}
    first = proxy.ask("POST", "/log-in/first/chosen", urlencode(chosen).encode(), FORM)
    assert (first.status, first.cookie.partition("=")[0]) == (200, "__Host-desk"), served_desk.told(first)
    attributes = first.headers["set-cookie"].split("; ")
    assert set(attributes) >= PROTECTED
    assert not [one for one in attributes if one.startswith("Domain")]
    assert proxy.ask("GET", "/figures", headers={"Cookie": first.cookie}).status == 200
    assert desk.get("/figures", Cookie=first.cookie).status == 401  # of the address alone
    left = proxy.ask("POST", "/leave", b"", {"Cookie": first.cookie})
    assert (left.status, left.headers["location"]) == (303, "/log-in?left")
    assert proxy.ask("GET", "/figures", headers={"Cookie": first.cookie}).status == 401


def test_the_office_lets_in_by_tls(desk: DeskAt, proxy: Proxy, running: Office) -> None:
    """The office's own log-in leads back to the address by TLS, and is good for the browser that began it."""
    running.restore()
    running.knows(AN)
    desk.clock[0] = datetime.now(UTC)
    sent = proxy.ask("GET", "/log-in/office")
    assert sent.cookie.startswith("__Host-desk-on-its-way=")
    assert {"HttpOnly", "Secure", "SameSite=Lax", "Path=/"} <= set(sent.headers["set-cookie"].split("; "))
    led = urlsplit(running.log_in(sent.headers["location"], AN))
    assert f"{led.scheme}://{led.netloc}{led.path}" == f"{ORIGIN}{BACK}"
    came = proxy.ask("GET", f"{led.path}?{led.query}", headers={"Cookie": sent.cookie})
    assert (came.status, set(came.headers["set-cookie"].split("; ")) >= PROTECTED) == (200, True)
    assert proxy.ask("GET", "/figures", headers={"Cookie": came.cookie}).status == 200


def test_what_happens_comes_through_at_once(desk: DeskAt, proxy: Proxy) -> None:
    """No proxy keeps back what is told to an open page: it comes while the stream stays open."""
    wire = proxy.connection()
    try:
        wire.request("GET", "/changes?since=999999", headers={"Host": NAME, "Cookie": THERE["Cookie"] or ""})
        stream = wire.getresponse()
        assert (stream.status, stream.readline()) == (200, b"retry: 1000\n")
        paused = re.search(r'name="pause" value="(\w+)"', desk.get("/status").text)
        done = (
            desk.post("/status/resume", pause=paused[1])
            if paused
            else desk.post("/status/pause", reason="Ziek")
        )
        assert done.status == 303
        heard = [stream.readline() for _ in range(6)]  # a beat every 15 seconds, where nothing is told
        assert any(line.startswith(b"event: changed") for line in heard), heard
    finally:
        wire.close()


def test_a_piece_of_a_film_comes_through(proxy: Proxy) -> None:
    """A piece of 8 MiB, as browsers send them, passes; and can be given up."""
    tus: dict[str, str | None] = {**THERE, "Tus-Resumable": "1.0.0"}
    called = base64.b64encode(b"film.mp4").decode()
    told = {**tus, "Upload-Length": str(9 * 2**20), "Upload-Metadata": f"filename {called}"}
    place = proxy.ask("POST", "/uploads", b"", told).headers["location"]
    piece = {**tus, "Content-Type": "application/offset+octet-stream", "Upload-Offset": "0"}
    assert proxy.ask("PATCH", place, bytes(8 * 2**20), piece).headers["upload-offset"] == str(8 * 2**20)
    assert proxy.ask("DELETE", place, b"", tus).status == 204
