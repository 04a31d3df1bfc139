"""Nobody but a browser of this computer that was given the key gets anything of the desk, at any of its addresses."""

import re
import socket
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import psutil
import pytest
from click.testing import Result

from campaign.web import admission, server, shipped_files
from campaign.web.sessions import MOST
from tests import desk_pages
from tests.desk_pages import CHANGES, Founded
from tests.paths import REPOSITORY
from tests.served_desk import Answer, DeskAt

WORDS = re.compile(rb"brood|bakery|Bakster|Brusoc|MEY", re.IGNORECASE)  # what the campaign holds
SAFE_WITHOUT = (
    "/open",
    "/shipped/",
    "/yes/",
    "/log-in",
)  # what everybody may have: the exchange of the key, what is the same for all, a word on a link that is none
LINK = "/yes/"  # its address is the right to answer, and its pages tell no origin
REFUSED = (401, 403, 421)
OUTSIDERS: dict[str, dict[str, str | None]] = {
    "no session": {"Cookie": None},
    "another's session": {"Cookie": "desk_1=x"},
    "another host": {"Host": "mey.example"},
    "another port": {"Host": "127.0.0.1:1"},
    "no host": {"Host": None},
    "two hosts": {"Host": "127.0.0.1, mey.example"},
    "another origin": {"Origin": "http://mey.example"},
    "the rehearsal Page's origin": {"Origin": "http://localhost:8770"},
    "no origin that it tells": {"Origin": "null"},
    "a script elsewhere": {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"},
    "a picture elsewhere": {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"},
    "a film elsewhere": {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "video"},
    "a frame elsewhere": {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"},
}  # fmt: skip
FORGED: dict[str, dict[str, str | None]] = {
    "no origin": {"Origin": None},
    "no origin that it tells": {"Origin": "null"},
    "another port": {"Origin": "http://127.0.0.1:1"},
    "another name": {"Origin": "http://localhost"},
    "another scheme": {"Origin": "https://127.0.0.1"},
    "a form elsewhere": {
        "Origin": "http://mey.example",
        "Sec-Fetch-Site": "cross-site",
        "Sec-Fetch-Mode": "navigate",
        "Sec-Fetch-Dest": "document",
    },
    "our origin, another site": {"Sec-Fetch-Site": "same-site"},
    "only a referer of ours": {"Origin": None, "Referer": "http://127.0.0.1/"},
}


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Callable[..., Result]) -> Founded:
    """A campaign with a post in each state, made once."""
    return desk_pages.founded(tmp_path_factory.mktemp("desk"), campaign)


@pytest.fixture(scope="module")
def desk(founded: Founded) -> Iterator[DeskAt]:
    """Its desk."""
    with founded.desk() as found:
        yield found


def books(founded: Founded) -> list[object]:
    """Return what the database says of posts, and how much happened."""
    with closing(sqlite3.connect(founded.folder / "campaign.db")) as opened:
        posts = opened.execute("SELECT * FROM post ORDER BY number").fetchall()
        happened = (
            "SELECT count(*) FROM event WHERE event <> 'link-refused'"  # a link that is none is written down
        )
        return [*posts, opened.execute(happened).fetchone()]


def raw(desk: DeskAt, sent: bytes, *, wait_s: float = 10) -> bytes:
    """Send bytes, and return all that comes until the desk closes or is silent."""
    with socket.create_connection(("127.0.0.1", desk.port), timeout=wait_s) as wire:
        wire.sendall(sent)
        return heard(wire)


def heard(wire: socket.socket) -> bytes:
    """Return what comes until the other side closes or is silent."""
    found = b""
    try:
        while part := wire.recv(65536):
            found += part
    except OSError:
        pass
    return found


def head(desk: DeskAt, line: str, *more: str, cookie: bool = True) -> bytes:
    """Return a request as bytes."""
    told = [line, f"Host: 127.0.0.1:{desk.port}", *([f"Cookie: {desk.cookie}"] if cookie else []), *more]
    return ("\r\n".join((*told, "Connection: close")) + "\r\n\r\n").encode()


@pytest.mark.parametrize("told", OUTSIDERS.values(), ids=OUTSIDERS)
def test_an_outsider_gets_nothing_anywhere(desk: DeskAt, told: dict[str, str | None]) -> None:
    """Every address that a browser may ask for refuses an outsider, and says nothing of the campaign."""
    for _, address in desk_pages.addresses(desk, "GET"):
        if told.get("Cookie", "") in (None, "desk_1=x") and address.startswith(SAFE_WITHOUT):
            continue
        answer = desk.ask("GET", address, headers=told)
        assert answer.status in REFUSED or (told == {"Host": None} and answer.status == 400), address
        assert not WORDS.search(answer.content), address


@pytest.mark.parametrize("told", FORGED.values(), ids=FORGED)
def test_no_change_comes_from_elsewhere(desk: DeskAt, founded: Founded, told: dict[str, str | None]) -> None:
    """Every address that changes something refuses whoever is not a page of ours, even with a session."""
    before = books(founded)
    asked = desk_pages.addresses(desk, *CHANGES)
    assert asked
    for how, address in asked:
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        if address.startswith(LINK) and told == {"Origin": "null"}:
            continue
        answer = desk.ask(how, address, b"reason=x&sure=yes", form | told)
        assert (answer.status, WORDS.search(answer.content)) == (403, None), (how, address)
    assert books(founded) == before
    assert desk.get("/status").status == 200  # nobody was sent away either


@pytest.mark.parametrize("cookie", [None, "desk_1=x", "page=x; key=x"])
def test_no_change_without_a_session(desk: DeskAt, founded: Founded, cookie: str | None) -> None:
    """Our origin alone changes nothing: what cookies of other ports of this host hold is no session."""
    before = books(founded)
    for how, address in desk_pages.addresses(desk, *CHANGES):
        refused = range(400, 500) if address.startswith((LINK, "/log-in")) else (401,)
        assert desk.ask(how, address, b"", {"Cookie": cookie}).status in refused, (how, address)
    assert books(founded) == before


def test_looking_changes_nothing(desk: DeskAt, founded: Founded) -> None:
    """Asking for every address, with GET and with HEAD, leaves posts and events as they are."""
    before = books(founded)
    for how in ("GET", "HEAD"):
        for _, address in desk_pages.addresses(desk, "GET"):
            if address not in (desk_pages.STREAM, desk_pages.SHEET):
                answer = desk.ask(how, address)
                assert answer.status < 500, (how, address)
    assert books(founded) == before


@pytest.mark.slow
def test_a_sheet_that_is_drawn_changes_nothing(desk: DeskAt, founded: Founded) -> None:
    """So does the picture that is drawn when it is asked for, and it bears the same protection."""
    before = books(founded)
    for how in ("GET", "HEAD"):
        answer = desk.ask(how, desk_pages.SHEET)
        assert answer.status == 200
        _protected(desk_pages.SHEET, answer)
    assert books(founded) == before


def test_a_head_opens_no_session(desk: DeskAt) -> None:
    """Programs that look whether a link lives (HEAD) take no session with the key."""
    answer = desk.ask("HEAD", f"{admission.OPEN}?key={desk.sessions.key}", headers={"Cookie": None})
    assert answer.cookie == ""


def test_a_session_is_never_the_one_that_was_brought(desk: DeskAt) -> None:
    """A cookie that somebody else put into the browser is not taken over: each exchange makes a new one."""
    brought = f"desk_{desk.port}=chosen-by-somebody-else-000000000000000000"
    address = f"{admission.OPEN}?key={desk.sessions.key}"
    made = [desk.ask("GET", address, headers={"Cookie": brought}).cookie for _ in range(2)]
    assert brought not in made
    assert made[0] != made[1]
    assert desk.get("/", Cookie=brought).status == 401


def test_the_key_and_the_session_stand_nowhere(desk: DeskAt) -> None:
    """No page holds the key or a session, and no address that a page leads to hands them on."""
    secrets = (desk.sessions.key.encode(), desk.cookie.partition("=")[2].encode())
    for address in (*desk_pages.pages(desk), f"{admission.OPEN}?key={desk.sessions.key}", "/nowhere"):
        answer = desk.get(address)
        assert not any(secret in answer.content for secret in secrets), address
        assert answer.headers["referrer-policy"] in ("no-referrer", "same-origin")


def test_a_fifty_first_session_ends_the_idlest(founded: Founded) -> None:
    """Sessions are bounded: whoever was away the longest opens the address again."""
    with founded.desk() as desk:
        opened = []
        for _ in range(MOST):
            desk.pass_by(seconds=1)
            opened.append(desk.get(f"{admission.OPEN}?key={desk.sessions.key}", Cookie=None).cookie)
        assert desk.get("/figures").status == 401  # the first of all
        assert all(desk.get("/figures", Cookie=one).status == 200 for one in (opened[0], opened[-1]))


@pytest.mark.parametrize(
    "line",
    [
        "GET http://mey.example/ HTTP/1.1",
        "GET http://mey.example/status HTTP/1.0",
        "GET //mey.example/ HTTP/1.1",
        "GET /\\mey.example HTTP/1.1",
        "GET /%2e%2e/campaign.toml HTTP/1.1",
        "GET /shipped/../../campaign.toml HTTP/1.1",
        "GET /shipped/0/..%2f..%2fcampaign.toml HTTP/1.1",
        "GET /shipped/%2e%2e/%2e%2e/campaign.db HTTP/1.1",
        "GET /shipped/0/tokens.css%00 HTTP/1.1",
        "GET /shipped//tokens.css HTTP/1.1",
        "GET /posts/99999999999999999999999999 HTTP/1.1",
        "GET /posts/-1/still HTTP/1.1",
        "GET /posts/1e3/still HTTP/1.1",
        "GET /films/..%2f..%2fetc HTTP/1.1",
        "GET /films/%00 HTTP/1.1",
        "GET /%ff%fe HTTP/1.1",
        "TRACE / HTTP/1.1",
        "PROPFIND / HTTP/1.1",
        "CONNECT mey.example:443 HTTP/1.1",
        "OPTIONS * HTTP/1.1",
    ],
)
def test_addresses_that_nobody_has(desk: DeskAt, line: str) -> None:
    """Whole addresses, ways up, guessed numbers and strange methods lead nowhere, and to no trace."""
    found = raw(desk, head(desk, line))
    status = int(found.split(b" ", 2)[1])
    assert status not in (200, 500), found[:300]
    assert b"Traceback" not in found
    assert b"campaign.db" not in found


@pytest.mark.parametrize(
    "sent",
    [
        b"\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /\r\n\r\n" * 50,
        b"\x00" * 4096 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        b"GET /status HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\nHost: 127.0.0.1\nX: a\r\n b\r\n\r\nGET /status HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost : 127.0.0.1\r\nCookie\x00: a\r\n\r\n",
    ],
)  # fmt: skip
def test_rubbish_down_the_wire(desk: DeskAt, sent: bytes) -> None:
    """What is no request, or two in one, is refused without a trace, and the next is answered."""
    found = raw(desk, sent, wait_s=3)
    assert b"Traceback" not in found
    assert not WORDS.search(found)
    assert desk.get("/figures").status == 200


def test_heads_and_bodies_are_bounded(desk: DeskAt) -> None:
    """A head or a body beyond its bound is refused, not read into memory."""
    long = raw(desk, head(desk, "GET / HTTP/1.1", f"X-Long: {'x' * 400_000}"))
    assert long.split(b" ", 2)[1] in (b"431", b"400")
    told = f"Content-Length: {server.LARGEST_BODY + 1}"
    large = raw(desk, head(desk, "POST /leave HTTP/1.1", f"Origin: {desk.origin}", told))
    assert large.split(b" ", 2)[1] == b"413"


@pytest.mark.alone
def test_who_is_slow_keeps_nobody_waiting(founded: Founded) -> None:
    """Two hundred who send their heads byte by byte (slowloris) hold no thread: others are answered."""
    with founded.desk() as desk, ExitStack() as held:
        for _ in range(200):
            wire = held.enter_context(socket.create_connection(("127.0.0.1", desk.port), timeout=60))
            wire.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
        began = time.monotonic()
        assert desk.get("/figures").status == 200
        assert time.monotonic() - began < 5


@pytest.mark.slow
def test_five_hundred_connections_keep_nobody_waiting_for_good(desk: DeskAt) -> None:
    """Connections that say nothing are bounded, and once they let go the desk answers as before."""
    with ExitStack() as held:
        for _ in range(500):
            try:
                held.enter_context(socket.create_connection(("127.0.0.1", desk.port), timeout=1))
            except OSError:
                break
    assert desk.get("/figures").status == 200


@pytest.mark.alone
def test_many_streams_leave_threads_for_pages(founded: Founded) -> None:
    """Who listens holds a thread; more listeners than the desk has threads for do not take the pages from others."""
    with founded.desk() as desk, ExitStack() as held:
        for _ in range(server.THREADS + 4):
            wire = held.enter_context(socket.create_connection(("127.0.0.1", desk.port), timeout=60))
            wire.sendall(head(desk, f"GET {desk_pages.STREAM} HTTP/1.1"))
        began = time.monotonic()
        assert desk.get("/figures").status == 200
        assert time.monotonic() - began < 10


def test_every_answer_bears_the_same_protection(desk: DeskAt) -> None:
    """Pages, parts, refusals, files, redirects and what is nowhere: each has the policy and is kept by nobody."""
    asked = [
        at
        for _, at in desk_pages.addresses(desk, "GET")
        if at not in (desk_pages.STREAM, desk_pages.SHEET)  # the sheet has a test of its own
    ]
    answers: list[tuple[str, Answer]] = [(at, desk.get(at)) for at in asked]
    answers += [
        ("nowhere", desk.get("/nowhere")),
        ("refused", desk.get("/", Cookie=None)),
        ("misdirected", desk.get("/", Host="mey.example")),
        ("redirect", desk.post("/reader", back="/", desk_language="fr")),
        ("method", desk.ask("PUT", "/", b"")),
        ("closed", desk.get(f"{admission.OPEN}?key=x")),
    ]
    for name, answer in answers:
        _protected(name, answer)


def _protected(name: str, answer: Answer) -> None:
    """Say what of its protection an answer lacks."""
    told = {key.lower(): value for key, value in admission.HEADERS.items()}
    if (
        name.startswith("/release-forms/") or "/forms/" in name
    ):  # printed, or handed over: its own policy lets less
        policy = told.pop("content-security-policy")
        assert len(answer.headers["content-security-policy"]) < len(policy), name
    if name.startswith(LINK):  # its address is the right to answer, and told to nobody
        told["referrer-policy"] = "no-referrer"
    assert {key: answer.headers.get(key) for key in told} == told, name
    is_kept = name.startswith("/shipped/") and answer.status == 200
    assert answer.headers["cache-control"] == (shipped_files.KEPT if is_kept else "no-store"), name


def test_what_breaks_leaves_no_trace(tmp_path: Path, campaign: Callable[..., Result]) -> None:
    """A database damaged under an open desk is a sentence on every page: no trace, no path, no SQL."""
    founded = desk_pages.founded(tmp_path, campaign)
    with founded.desk() as desk:
        for file in founded.folder.glob("campaign.db*"):
            content = file.read_bytes()
            file.write_bytes(b"\xa5" * len(content))
        for _, address in desk_pages.addresses(desk, "GET"):
            if address.startswith((desk_pages.STREAM, "/shipped/", admission.OPEN)):
                continue
            answer = desk.get(address)
            assert not re.search(r"Traceback|sqlalchemy|sqlite3\.|SELECT |File \"", answer.text), address
            assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "typed", ["a\r\nSet-Cookie: x=y", "\x1b[2J\x1b[31mrood", "<script>1</script>", "‮lit"]
)
def test_nothing_that_is_typed_steers_head_page_or_log(
    founded: Founded, desk: DeskAt, capfd: pytest.CaptureFixture[str], typed: str
) -> None:
    """Line ends, signs that steer a terminal and marks come back as text or not at all; the terminal shows none."""
    answer = desk.post("/reader", back="/?words=" + typed, desk_language="nl")
    page = desk.ask("GET", "/?words=" + "".join(f"%{byte:02x}" for byte in typed.encode()))
    agent = desk.get(
        "/nowhere", **{"User-Agent": typed.encode("ascii", "replace").decode().replace("\r\n", " ")}
    )
    assert "x" not in {one.partition("=")[0] for one in (answer.headers.get("set-cookie", ""),)}
    assert "<script>1</script>" not in page.text
    assert agent.status in (400, 404)
    said = capfd.readouterr()
    assert "\x1b" not in said.out + said.err


@pytest.mark.parametrize(
    "back", ["//mey.example", "/\\mey.example", "http://mey.example/", "/\t/mey.example", "javascript:1", ""]
)
def test_nobody_is_led_away(desk: DeskAt, back: str) -> None:
    """Where a form leads back to is within the desk, whatever it asks for."""
    answer = desk.post("/reader", back=back, desk_language="nl")
    assert answer.status == 303
    assert re.fullmatch(
        r"(http://127\.0\.0\.1:\d+)?/[^/\\\t].*|(http://127\.0\.0\.1:\d+)?/", answer.headers["location"]
    )


def test_two_threads_exchange_the_key(desk: DeskAt) -> None:
    """Sessions that begin at once are each whole."""
    found: list[str] = []

    def take() -> None:
        found.append(desk.get(f"{admission.OPEN}?key={desk.sessions.key}", Cookie=None).cookie)

    threads = [threading.Thread(target=take) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(set(found)) == 8
    assert {desk.get("/figures", Cookie=one).status for one in found} == {200}


def test_the_port_is_of_this_computer_alone(desk: DeskAt) -> None:
    """The desk listens at the loopback address, and at no other of this computer."""
    listens = [
        one.laddr.ip
        for one in psutil.Process().net_connections()
        if one.laddr.port == desk.port and one.status == psutil.CONN_LISTEN
    ]
    assert listens == ["127.0.0.1"]


def test_one_function_judges_where_a_form_leads() -> None:
    """Whoever leads back to where a form came from asks `admission.within`."""
    for path in (REPOSITORY / "campaign" / "web").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        asked = re.findall(r'([\w.]+)\(\s*request\.\w+\.get\("back"', text)
        assert len(asked) == text.count('.get("back"'), path.name
        assert set(asked) <= {"admission.within"}, path.name
