"""T10: a Page that never has enough gets no end of nothing: not of bytes, starts, pages of lists, seconds, memory."""

import json
import re
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from schedules.database import events
from schedules.database.engine import Store
from schedules.facebook import session, tokens
from schedules.facebook.answers import PageAddress
from schedules.facebook.client import PageClient
from schedules.facebook.errors import GraphError, TryLater, Unknown
from schedules.model.records import Post
from schedules.model.states import State
from schedules.publishing import publisher, upload_bounds
from schedules.service.pacing import Courtesy
from tests.queue_campaign import FILM, Campaign

pytestmark = pytest.mark.slow  # each attack is a campaign or a server of its own

TOKEN = "EAAGsecret0of0a0patient0client"
MIB = 1 << 20
Told = dict[str, Any]


class Cut(Exception):
    """The server hangs up."""


@dataclass
class Greedy:
    """A Page on this computer that answers uploads as a test says; `bytes` are those of films that it was sent."""

    answer: Callable[["Greedy", str, dict[str, str]], tuple[int, Told | bytes]]
    url: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    bytes: int = 0
    calls: Counter[str] = field(default_factory=Counter)

    def start(self) -> Told:
        """Return a new session, each time another."""
        number = self.calls["start"]
        return {
            "upload_session_id": f"s{number}",
            "video_id": f"{1000 + number}",
            "start_offset": "0",
            "end_offset": "1048576",
        }

    def client(self) -> PageClient:
        """Our client at this Page."""
        return PageClient(
            PageAddress(page_id="77", graph_url=self.url, graph_version="v27.0"), TOKEN, read_timeout=5
        )


def _handler(page: Greedy) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        disable_nagle_algorithm = True  # else each answer of two parts waits 40 ms for an acknowledgement
        protocol_version = "HTTP/1.1"

        def do_any(self) -> None:
            sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            asked = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
            asked |= {name: values[0] for name, values in parse_qs(sent[:9999].decode("latin-1")).items()}
            parts = re.findall(rb'name="(\w+)"\r\n\r\n([^\r]*)', sent[:9999])
            asked |= {name.decode(): value.decode() for name, value in parts}
            what = asked.get("upload_phase") or ("bytes" if "offset" in self.headers else self.command)
            page.calls[what] += 1
            page.bytes += len(sent) if what in ("transfer", "bytes") else 0
            try:
                status, told = page.answer(page, what, asked | {"path": self.path})
            except Cut:
                self.close_connection = True
                return
            body = told if isinstance(told, bytes) else json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            for name, value in page.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_DELETE = do_any

        def log_message(self, *args: Any) -> None:
            pass

    return Handler


WHOLE = ("fails-halfway", "17-None", "reel", "gone")  # the case of each kind that comes to all calls in vain


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Have each copy given up after a few calls in vain instead of forty, but in one case of each kind."""
    if request.node.callspec.id not in WHOLE:
        monkeypatch.setattr(upload_bounds, "IN_VAIN", 6)


@contextmanager
def served(answer: Callable[[Greedy, str, dict[str, str]], tuple[int, Told | bytes]]) -> Iterator[Greedy]:
    """Yield a Page that answers so."""
    page = Greedy(answer)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(page))
    page.url = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield page
    finally:
        server.shutdown()
        server.server_close()


def error(code: int, subcode: int | None = None, **data: Any) -> tuple[int, Told]:
    """Return an error as Graph writes it."""
    return 400, {"error": {"code": code, "error_subcode": subcode, "message": "no", "error_data": data}}


def window(start: Any, end: Any) -> tuple[int, Told]:
    """Return the window that is wanted next."""
    return 200, {"start_offset": start, "end_offset": end}


def misled(start: Any, end: Any) -> tuple[int, Told]:
    """Return the correction that other bytes are wanted."""
    return error(6001, 1363037, start_offset=start, end_offset=end)


def at_rest(queue: Campaign, number: int, page: Greedy, *, days: float = 3, **rules: Any) -> Post:
    """Let a publisher work, and time pass, until the post waits for a person, or days have passed."""
    client, until = page.client(), queue.clock() + timedelta(days=days)
    means = replace(queue.publisher(**rules), page=client)
    while (post := queue.post(number)).state in (State.APPROVED, State.UPLOADING) and queue.clock() < until:
        publisher.work(means, number, by="test")
        again = queue.post(number).next_try_at
        queue.clock.moment = max(queue.clock() + timedelta(seconds=1), again or queue.clock())
    client.close()
    return post


def transfers(
    answer: Callable[[Greedy, dict[str, str]], tuple[int, Told | bytes]],
) -> Callable[..., tuple[int, Told | bytes]]:
    """Answer starts well, transfers so, and all else with an object that is not there."""

    def answered(page: Greedy, what: str, asked: dict[str, str]) -> tuple[int, Told | bytes]:
        if what == "start":
            return 200, page.start()
        return answer(page, asked) if what == "transfer" else error(100, 33)

    return answered


def cut(_page: Greedy, _asked: dict[str, str]) -> tuple[int, Told]:
    """Hang up."""
    raise Cut


def to_and_fro(page: Greedy, asked: dict[str, str]) -> tuple[int, Told]:
    """Go on, and back again."""
    return window(MIB, 2 * MIB) if page.calls["transfer"] % 2 else window(0, MIB)


def halfway(page: Greedy, asked: dict[str, str]) -> tuple[int, Told]:
    """Take two windows, fail, and want all of it again."""
    at = int(asked["start_offset"])
    if at >= 2 * MIB:
        return error(2)
    return window(at + MIB, at + 2 * MIB) if page.calls["transfer"] % 4 else misled(0, MIB)


GREEDY: dict[str, Callable[[Greedy, dict[str, str]], tuple[int, Told | bytes]]] = {
    "stands-still": lambda page, asked: window(asked["start_offset"], int(asked["start_offset"]) + MIB),
    "stands-still-whole": lambda page, asked: window(0, len(FILM)),
    "begins-anew": lambda page, asked: window(0, MIB),
    "to-and-fro": to_and_fro,
    "byte-by-byte": lambda page, asked: window(int(asked["start_offset"]) + 1, int(asked["start_offset"]) + 2),
    "jumps": lambda page, asked: window(10**9, 10**9 + MIB),
    "jumps-to-the-end": lambda page, asked: window(len(FILM), len(FILM)),
    "below-zero": lambda page, asked: window(-1, MIB),
    "beyond-numbers": lambda page, asked: window(10**30, 10**30 + 1),
    "misled-for-ever": lambda page, asked: misled(0, MIB),
    "misled-to-the-end": lambda page, asked: misled(len(FILM) - 1, 10**40),
    "misled-below-zero": lambda page, asked: misled(-(10**25), 0),
    "misled-beyond": lambda page, asked: misled(10**25, 10**26),
    "no-window": lambda page, asked: (200, {"start_offset": "abc", "end_offset": None}),
    "gone": lambda page, asked: error(100, 33),
    "session-gone": lambda page, asked: error(100, 1363041),
    "fails": lambda page, asked: error(2),
    "fails-halfway": halfway,
    "interrupted": lambda page, asked: error(390, 1363030),
    "hangs-up": cut,
    "empty": lambda page, asked: (200, b""),
    "no-json": lambda page, asked: (500, b"<p>busy"),
}  # fmt: skip


EVERY_DAY = ("stands-still", "misled-beyond", "gone", "jumps")


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize(
    "how", [pytest.param(how, marks=() if how in EVERY_DAY else pytest.mark.slow) for how in GREEDY]
)
def test_a_page_that_never_has_enough_ends_in_failed(queue: Campaign, how: str) -> None:
    """Whatever it answers for days, it gets some films' worth of bytes and some starts; then a person is asked."""
    number = queue.queue_film()
    with served(transfers(GREEDY[how])) as page:
        post = at_rest(queue, number, page, late="send")
    assert post.state is State.FAILED, how
    assert post.reason_code in ("upload-again-and-again", "upload-never-ends")
    assert page.calls["start"] <= 6
    assert page.bytes <= 6 * (2 * len(FILM) + 21 * MIB)
    assert page.calls["transfer"] <= 500
    assert page.calls["finish"] <= 6


@pytest.mark.parametrize("how", ["gone", pytest.param("fails", marks=pytest.mark.slow)])
def test_it_waits_ever_longer_between_starts(queue: Campaign, how: str) -> None:
    """Starts do not follow each other at once: from the third on there is a wait, and the log tells of each."""
    number = queue.queue_film()
    with served(transfers(GREEDY[how])) as page:
        at_rest(queue, number, page, late="send")
    with queue.books.read() as session:
        log = events.events(session, number=number)
    begun = [one.at for one in log if one.event == "upload-started"]
    waits = [round((after - before).total_seconds()) for before, after in pairwise(begun[1:])]
    assert waits == sorted(waits)
    assert all(wait >= 1 for wait in waits)
    assert log[-1].event == "failed"


def test_a_retried_post_begins_anew(queue: Campaign) -> None:
    """The way on works: what failed so is tried again, and goes up once the Page takes it."""
    number = queue.queue_film()
    with served(transfers(GREEDY["stands-still"])) as page:
        assert at_rest(queue, number, page, late="send").state is State.FAILED
    retried(queue.books, number, queue)
    for _ in range(5):
        queue.clock.on(seconds=6)
        post = queue.work(number)
    assert post.state is State.PUBLISHED


def retried(books: Store, number: int, queue: Campaign) -> None:
    """Try a post again, as staff do."""
    from schedules.database import transitions

    with books.write() as session:
        transitions.move(session, number, "retried", now=queue.clock(), by="staff")


def test_restarts_of_the_service_forget_nothing(queue: Campaign) -> None:
    """Bytes and starts are counted in the log: another service goes on counting where the first one died."""
    number = queue.queue_film()
    with served(transfers(GREEDY["stands-still"])) as page:
        for _ in range(20):
            at_rest(queue, number, page, days=1e-5, late="send")
        assert page.calls["start"] <= 6
        assert at_rest(queue, number, page, late="send").state is State.FAILED


def test_a_page_that_answers_slowly_is_no_greedy_one(queue: Campaign) -> None:
    """Corrections and broken chunks that lead somewhere are no reason to stop: the film goes up in one upload."""
    number = queue.queue_film()

    def bumpy(page: Greedy, asked: dict[str, str]) -> tuple[int, Told | bytes]:
        at = int(asked["start_offset"])
        if page.calls["transfer"] % 3 == 1:
            raise Cut
        if page.calls["transfer"] % 3 == 2 and at:
            return misled(at - 10, at - 10 + MIB)
        return window(min(at + MIB, len(FILM)), min(at + 2 * MIB, len(FILM)))

    def answer(page: Greedy, what: str, asked: dict[str, str]) -> tuple[int, Told | bytes]:
        if what == "finish":
            return 200, {"success": True}
        if what == "GET":
            return 200, {"status": {"video_status": "ready"}, "published": False}
        return transfers(bumpy)(page, what, asked)

    with served(answer) as page:
        post = at_rest(queue, number, page)
    assert (post.state, page.calls["start"]) == (State.PUBLISHING, 1)


def reel_answers(
    received: Any, *, sends: tuple[int, Told | bytes] | None
) -> Callable[..., tuple[int, Told | bytes]]:
    """Open reels at this Page, break off their bytes, and say that so many are there."""

    def answer(page: Greedy, what: str, asked: dict[str, str]) -> tuple[int, Told | bytes]:
        if what == "start":
            return 200, {
                "video_id": f"{1000 + page.calls['start']}",
                "upload_url": f"{page.url}/video-upload/v27.0/1",
            }
        if what == "bytes" and sends is None:
            raise Cut
        if what == "bytes":
            assert sends
            return sends
        if what == "finish":
            return error(2)
        phase = {"video_status": "uploading", "uploading_phase": {"bytes_transferred": received}}
        return 200, {"status": phase}

    return answer


BROKEN = (400, {"debug_info": {"type": "PartialRequestError"}})
REELS = [
    pytest.param(
        received, sends, marks=() if (received, sends) in ((10**30, BROKEN), (-5, None)) else pytest.mark.slow
    )
    for received in (0, -5, 10**30, len(FILM) - 1, 17, "x")
    for sends in (None, (500, b"<p>"), BROKEN)
]


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize(("received", "sends"), REELS)
def test_a_reel_without_end_ends_in_failed(
    queue: Campaign, received: Any, sends: tuple[int, Told | bytes] | None
) -> None:
    """A Page that never has the whole of a reel gets it some times, and then the post waits for a person."""
    number = queue.queue_film("reel")
    with served(reel_answers(received, sends=sends)) as page:
        post = at_rest(queue, number, page, late="send")
    assert post.state is State.FAILED
    assert page.calls["start"] <= 6
    assert page.bytes <= 6 * 3 * len(FILM)


@pytest.mark.slow
def test_a_film_that_is_never_processed_ends_in_held(queue: Campaign) -> None:
    """A film that the Page is at work on for ever is asked for ever more rarely; a day late, a person is asked."""
    number = queue.queue_film()

    def answer(page: Greedy, what: str, asked: dict[str, str]) -> tuple[int, Told | bytes]:
        if what == "start":
            return 200, page.start()
        if what == "transfer":
            return window(len(FILM), len(FILM))
        return 200, {"success": True, "status": {"video_status": "processing"}, "published": False}

    def taking(page: Greedy, what: str, asked: dict[str, str]) -> tuple[int, Told | bytes]:
        if what == "transfer":
            at = min(int(asked["start_offset"]) + MIB, len(FILM))
            return window(at, min(at + MIB, len(FILM)))
        return answer(page, what, asked)

    with served(taking) as page:
        post = at_rest(queue, number, page, late="send")
    assert (post.state, post.reason_code) == (State.HELD, "upload-never-ends")
    assert page.calls["start"] == 1


@pytest.mark.slow
@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("kind", ["video", "reel"])
def test_a_start_that_is_never_answered_ends_in_failed(queue: Campaign, kind: str) -> None:
    """An upload that can never be begun is tried some hundreds of times, ever more rarely; then a person is asked."""
    number = queue.queue_film(kind)
    with served(lambda page, what, asked: error(1)) as page:
        post = at_rest(queue, number, page, late="send")
    assert (post.state, post.reason_code) == (State.FAILED, "upload-again-and-again")
    assert page.calls["start"] <= 6 * 41


@pytest.mark.slow
def test_photos_that_are_never_all_taken_end_in_failed(queue: Campaign) -> None:
    """A Page that takes all photos of a post but the last gets them some times, and then a person is asked."""
    number = queue.queue_photos(None, None, None)

    def answer(page: Greedy, what: str, asked: dict[str, str]) -> tuple[int, Told | bytes]:
        return error(2) if page.calls["POST"] % 3 == 0 else (200, {"id": f"{page.calls['POST']}"})

    with served(answer) as page:
        post = at_rest(queue, number, page, late="send")
    assert (post.state, post.reason_code) == (State.FAILED, "upload-again-and-again")
    assert page.calls["POST"] <= 6 * 41 * 3


def test_a_post_that_is_made_and_never_found_ends_in_failed(queue: Campaign) -> None:
    """A text whose making is never answered is looked for, made anew some times, and then waits for a person."""
    number = queue.queue()

    def answer(page: Greedy, what: str, asked: dict[str, str]) -> tuple[int, Told | bytes]:
        return error(2) if what == "POST" else (200, {"data": []})

    with served(answer) as page:
        post = at_rest(queue, number, page, late="send")
    assert (post.state, post.reason_code) == (State.FAILED, "upload-again-and-again")
    assert page.calls["POST"] <= 6


def endless(page: Greedy, what: str, asked: dict[str, str]) -> tuple[int, Told]:
    """Answer a list with nothing in it, and always another page behind it."""
    return 200, {"data": [], "paging": {"cursors": {"after": f"c{sum(page.calls.values())}"}, "next": "x"}}


def circle(page: Greedy, what: str, asked: dict[str, str]) -> tuple[int, Told]:
    """Answer a list of one, whose next page is the same."""
    entry = {
        "id": "1",
        "created_time": "2026-11-29T10:00:00+0000",
        "is_published": True,
        "access_token": "x" * 9,
    }
    return 200, {"data": [entry], "paging": {"cursors": {"after": "same"}, "next": "x"}}


LISTS: dict[str, Callable[[Greedy, PageClient], list[Any]]] = {
    "posts": lambda page, client: client.posts(limit=300),
    "videos": lambda page, client: client.videos(limit=300),
    "reels": lambda page, client: client.reels(limit=300),
    "accounts": lambda page, client: tokens.pages(page.url, "v27.0", TOKEN, None),
}


@pytest.mark.parametrize("answer", [endless, circle])
@pytest.mark.parametrize("which", LISTS)
def test_a_list_ends(which: str, answer: Callable[..., tuple[int, Told]]) -> None:
    """A list whose pages go on for ever, empty or in a circle, is asked some times and ends."""
    with served(answer) as page:
        client = page.client()
        assert len(LISTS[which](page, client)) <= 2
        client.close()
    assert page.calls["GET"] <= 35


def test_a_list_gives_no_more_than_was_asked_for() -> None:
    """A page with more in it than was asked for is cut."""
    entry = {"id": "1", "created_time": "2026-11-29T10:00:00+0000", "is_published": True}
    with served(lambda page, what, asked: (200, {"data": [entry] * 5000})) as page:
        client = page.client()
        assert len(client.posts(limit=3)) == 3
        client.close()


TIMED = b'{"id": "1", "created_time": "2026-11-29T10:00:00+0000", "is_published": true, "scheduled_publish_time": %s}'
ODD: dict[str, bytes] = {
    "deep": b'{"id":' + b"[" * 200_000,
    "deep-whole": b"[" * 5000 + b"]" * 5000,
    "number": TIMED % (b"9" * 25),
    "digits": b'{"id": ' + b"9" * 10_000 + b"}",
    "year": TIMED % b"99999999999999",
    "path": b'{"id": "../../me", "created_time": "2026-11-29T10:00:00+0000", "is_published": true}',
    "escape": b'{"id": "1\\u001b[2J", "created_time": "2026-11-29T10:00:00+0000", "is_published": true}',
    "long": b'{"id": "' + b"1" * 5000 + b'", "created_time": "2026-11-29T10:00:00+0000", "is_published": true}',
    "offset": b'{"id": "1", "created_time": "0001-01-01T00:00:00+2300", "is_published": true}',
}  # fmt: skip


@pytest.mark.parametrize("how", ODD)
def test_an_odd_answer_tells_nothing(how: str) -> None:
    """Too deep, too long, moments beyond the calendar, ids that are paths: an odd answer, never an accident."""
    with served(lambda page, what, asked: (200, ODD[how])) as page:
        client = page.client()
        with pytest.raises(Unknown):
            client.read_post("1")
        client.close()


def test_a_permalink_leads_to_a_page() -> None:
    """What would be a script in the report is no permalink."""
    told = {
        "id": "1",
        "created_time": "2026-11-29T10:00:00+0000",
        "is_published": True,
        "permalink_url": "javascript:alert(1)",
    }
    with served(lambda page, what, asked: (200, told)) as page:
        client = page.client()
        assert client.read_post("1").permalink is None
        client.close()


def test_an_answer_without_end_costs_little() -> None:
    """An answer that goes on for ever is cut after some megabytes."""
    with served(lambda page, what, asked: (200, b'{"id": "' + b"1" * (70 << 20))) as page:
        client = page.client()
        with pytest.raises(GraphError) as caught:
            client.page()
        client.close()
    assert caught.value.code == "graph-odd-answer"


@pytest.mark.alone
@pytest.mark.parametrize("dripping", ["head", "body"])
def test_an_answer_that_drips_is_not_waited_for(monkeypatch: pytest.MonkeyPatch, dripping: str) -> None:
    """An answer of which a byte comes now and then ends, in its head as in its body."""
    monkeypatch.setattr(session, "LONGEST_S", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=_drip, args=(listening, dripping), daemon=True).start()
        page = Greedy(endless, url=f"http://127.0.0.1:{listening.getsockname()[1]}").client()
        began = time.monotonic()
        with pytest.raises(Unknown):
            page.page()
        page.close()
    assert time.monotonic() - began < 4


def _drip(listening: socket.socket, dripping: str) -> None:
    line, _ = listening.accept()
    with line, suppress(OSError):
        line.recv(9999)
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n"
        line.sendall(head if dripping == "head" else head + b"\r\n{")
        for number in range(100):
            line.sendall(f"X-{number}: 1\r\n".encode() if dripping == "head" else b" ")
            time.sleep(0.1)


@pytest.mark.parametrize("minutes", ["99999999999999", "1e300", "-5", "inf", "nan", "9" * 30])
def test_a_page_cannot_ask_for_quiet_without_end(queue: Campaign, minutes: str) -> None:
    """However long a header asks us to be quiet, it is for a day at most, and never an accident."""
    header = json.dumps(
        {"7": [{"type": "pages", "call_count": 1e300, "estimated_time_to_regain_access": minutes}]}
    )

    def answer(page: Greedy, what: str, asked: dict[str, str]) -> tuple[int, Told]:
        return error(32)

    with served(answer) as page:
        page.headers["X-Business-Use-Case-Usage"] = header
        courtesy = Courtesy(queue.books, "77", clock=queue.clock)
        client = courtesy.hear(page.client())
        with pytest.raises(TryLater) as caught:
            client.page()
        courtesy.settle(queue.clock())
    assert caught.value.after_s in range(1, 24 * 3600 + 1)
    ends = courtesy.ends_at(queue.clock())
    assert ends
    assert ends - queue.clock() <= timedelta(days=1)


def test_what_is_recalled_in_vain_is_asked_ever_more_rarely(queue: Campaign) -> None:
    """A copy that the Page does not give back is asked for again and again, ever more rarely: 150 times a day."""
    from schedules.service import workers

    chores, asked = workers.Chores(), 0
    number = queue.queue()
    queue.work(number)
    with queue.books.write() as session:
        handed_over_and_given_up(session, number, queue)
    queue.served.stop()  # from now on nobody answers
    means = queue.publisher()
    for _ in range(6 * 60):
        with queue.books.read() as session:
            wanted = chores.wanted(session, means.ref, queue.clock())
        if wanted:
            asked += 1
            chores.work(means)
        queue.clock.on(minutes=1)
    assert 30 < asked < 50


def handed_over_and_given_up(books: Any, number: int, queue: Campaign) -> None:
    """Say that a post's copy was handed over to the Page's schedule, and is to go out no more."""
    from sqlmodel import update

    from schedules.database.tables import RemoteObject

    books.exec(update(RemoteObject).values(state="abandoned", scheduled_at=queue.clock()))


@pytest.mark.slow
def test_errors_are_of_the_family(tmp_path: Path) -> None:
    """Whatever a Page answers to any call, what comes out is one of Graph's errors or a value."""
    film = tmp_path / "film.mp4"
    film.write_bytes(b"123456789")
    calls: tuple[Callable[[PageClient], object], ...] = (
        lambda page: page.page(),
        lambda page: page.start_video(size=9),
        lambda page: page.transfer("1", film, start=0, end=4),
        lambda page: page.start_reel(),
        lambda page: page.read_video("1"),
        lambda page: page.read_photo("1"),
        lambda page: page.comments("1"),
        lambda page: page.captions("1"),
        lambda page: page.create_photo(film, alt=None),
        lambda page: page.delete("1"),
    )
    bodies = [
        *ODD.values(),
        b"true",
        b"null",
        b"[]",
        b'"x"',
        b"1",
        b"",
        b"{",
        b'{"error": 7}',
        b"\xff\xfe\x00",
    ]
    bodies += [
        b'{"error": {"code": "x"}}',
        b'{"error": {"code": 6001, "error_data": "{"}}',
        b'{"debug_info": {}}',
    ]
    for body in bodies:
        with served(lambda page, what, asked, body=body: (200, body)) as page:  # type: ignore[misc]
            client = page.client()
            for call in calls:
                with suppress(GraphError):  # nothing else may come out
                    call(client)
            client.close()
