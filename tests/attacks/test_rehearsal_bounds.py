"""T11, T20: strangers cost the rehearsal Page neither memory nor disk nor threads, and its faults are no tracebacks."""

import gzip
import json
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil
import pytest

from campaign.cli.app import utc_now
from schedules.rehearsal import listener, request_bodies, server, store
from tests import film_bytes
from tests.paths import REPOSITORY
from tests.raw_graph import Wire
from tests.schedules.facebook.test_page_calls import png

pytestmark = pytest.mark.slow  # each attack is a campaign or a server of its own

FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=b"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[server.Served]:
    """Serve a new Page."""
    with server.start(tmp_path / "rehearsal", port=0, clock=utc_now) as one:
        yield one


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[server.Served]:
    """Serve a Page for many tests, whatever they send."""
    with server.start(tmp_path_factory.mktemp("standing") / "rehearsal", port=0, clock=utc_now) as one:
        yield one


def at(served: Any) -> tuple[str, int]:
    """Return where a Page is served."""
    return "127.0.0.1", int(served.graph_url.rpartition(":")[2])


def head(served: Any, path: str, *lines: str, method: str = "POST") -> bytes:
    """Write the head of a call to this Page; without a token unless a line has it."""
    host = "{}:{}".format(*at(served))
    return "\r\n".join([f"{method} {path} HTTP/1.1", f"Host: {host}", *lines, "", ""]).encode()


def bearer(served: Any) -> str:
    """Return the header that admits."""
    return f"Authorization: Bearer {served.access_token}"


def heard(link: socket.socket) -> bytes:
    """Read until the other side has closed."""
    whole = b""
    while block := link.recv(65536):
        whole += block
    return whole


def said(served: Any, sent: bytes, *, more: bytes = b"", seconds: float = 5) -> tuple[int, Any, float]:
    """Send bytes, then more while they are taken; return status, error code, and how long the answer took."""
    with socket.create_connection(at(served), timeout=seconds) as link:
        begun = time.monotonic()
        link.sendall(sent)
        with suppress(OSError):
            link.sendall(more)
        answer = heard(link)
        lasted = time.monotonic() - begun
    status, body = int(answer.split()[1]), answer.partition(b"\r\n\r\n")[2]
    return status, json.loads(body)["error"]["code"] if body.startswith(b'{"error') else None, lasted


def calls(served: server.Served) -> list[dict[str, Any]]:
    """Return what the Page wrote down."""
    return list(Wire(served)("GET", "/_rehearsal/calls")["data"])


def spooled() -> int:
    """Return how many temporary files of rehearsal Pages this process has open; on Linux they have no name."""
    names = []
    for link in Path("/proc/self/fd").iterdir():
        with suppress(OSError):  # closed meanwhile
            names.append(str(link.readlink()))
    return len([name for name in names if "rehearsal" in name and "deleted" in name])


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ((), 104),
        (("Authorization: Bearer rehearsal-wrong",), 190),
        (("Authorization: OAuth x",), 190),
        (("Authorization: Basic eDp5",), 104),
    ],
)
@pytest.mark.parametrize(
    "path",
    [
        "/{page}/videos", "/{page}/photos", "/v27.0/me/video_reels", "/video-upload/v27.0/1", "/123/captions",
        "/nonsense/x",
    ],
)  # fmt: skip
def test_an_upload_of_nobody_is_refused_before_its_body(
    standing: server.Served, path: str, lines: tuple[str, ...], code: int
) -> None:
    """Ten gigabytes are announced; the answer comes at once, nothing is read, and nothing is written down."""
    noted = calls(standing)
    kind = "application/octet-stream" if "upload" in path else PARTS
    announced = ("Content-Length: 10000000000", f"Content-Type: {kind}", "Expect: 100-continue", *lines)
    file = b'--b\r\nContent-Disposition: form-data; name="source"; filename="x"\r\n\r\n'
    expected = head(standing, path.format(page=standing.page_id), *announced)
    with socket.create_connection(at(standing), timeout=60) as link:
        link.sendall(expected)
        if "upload" not in path and code == 104 and "nonsense" not in path:
            link.sendall(file + b"x" * 100_000)  # the token could still come, but not behind a file
        answer = heard(link).removeprefix(b"HTTP/1.1 100 Continue\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 401 ")
    assert json.loads(answer.partition(b"\r\n\r\n")[2])["error"]["code"] == code
    assert calls(standing) == noted


def test_who_may_is_told_to_go_on_and_who_may_not_is_not(standing: server.Served) -> None:
    """`Expect: 100-continue` is answered by the token's holder's body alone."""
    length = ("Content-Length: 9", f"Content-Type: {FORM}", "Expect: 100-continue")
    for lines, first in (
        ((bearer(standing),), b"HTTP/1.1 100 "),
        (("Authorization: Bearer x",), b"HTTP/1.1 401 "),
    ):
        with socket.create_connection(at(standing), timeout=60) as link:
            link.sendall(head(standing, "/me/feed", *length, *lines))
            assert link.recv(13) == first
            if b"100" in first:
                link.sendall(b"message=x")
                assert b" 200 " in heard(link)


@pytest.mark.parametrize(
    ("lines", "body", "status"),
    [
        (("Content-Length: -1",), b"message=x", 400),
        (("Content-Length: +9",), b"message=x", 400),
        (("Content-Length: 9, 9",), b"message=x", 400),
        (("Content-Length: 9", "Content-Length: 10"), b"message=x", 400),
        (("Content-Length: 9e9",), b"message=x", 400),
        (("Content-Length: ٩",), b"message=x", 400),
        (("Content-Length: 99999999999999999999999999",), b"message=x", 400),
        (("Content-Length: 2000000",), b"message=x", 413),
        (("Content-Length: 9", "Transfer-Encoding: chunked"), b"9\r\nmessage=x\r\n0\r\n\r\n", 411),
        (("Transfer-Encoding: gzip",), gzip.compress(b"message=x", mtime=0), 411),
        (("Transfer-Encoding: chunked",), b"-9\r\nmessage=x\r\n0\r\n\r\n", 411),
        (("Transfer-Encoding: chunked",), b"f" * 70_000, 411),
        (("Transfer-Encoding: chunked",), b"80000\r\n" + b"m" * 100, 411),
        (("Transfer-Encoding: chunked",), b"9\r\nmessage=x\r\n0\r\n\r\n", 411),
        (("Content-Length: 9",), b"message=x", 200),
        (("Content-Length: 5",), b"message=x", 400),
        ((), b"message=x", 400),
    ],
    ids=range(17),
)  # fmt: skip
def test_lengths_that_lie_are_refused(
    standing: server.Served, lines: tuple[str, ...], body: bytes, status: int
) -> None:
    """Negative, doubled, huge, contradicted, chunked without an end: a refusal of Graph's, or the call itself."""
    sent = head(standing, "/me/feed", f"Content-Type: {FORM}", bearer(standing), *lines)
    got, code, _ = said(standing, sent, more=body)
    assert (got, code) == (status, 100 if status >= 400 else None)


def part(name: str, text: bytes, filename: str | None = None) -> bytes:
    """Write one part of a multipart body."""
    named = f'; filename="{filename}"' if filename else ""
    return f'--b\r\nContent-Disposition: form-data; name="{name}"{named}\r\n\r\n'.encode() + text + b"\r\n"


ENDS = b"--b--\r\n"
LONG: list[tuple[str, str, Callable[[], bytes]]] = [  # made when they are sent: some have 20 MB
    ("/me/feed", FORM, lambda: b"message=" + b"x" * 1_100_000),
    ("/me/feed", "application/json", lambda: b'{"message": "' + b"x" * 1_100_000 + b'"}'),
    ("/me/feed", "application/json", lambda: b"[" * 500_000),
    ("/me/feed", "application/json", lambda: b'{"a":' * 150_000),
    ("/me/feed", "application/json", lambda: b'{"message": "\\ud800"}'),
    ("/me/feed", FORM, lambda: b"&".join(b"a%d=1" % n for n in range(300))),
    ("/me/feed", PARTS, lambda: b"".join(part(f"a{n}", b"1") for n in range(300)) + b"--b--\r\n"),
    ("/me/feed", PARTS, lambda: part("message", b"x" * 1_100_000) + b"--b--\r\n"),
    ("/me/feed", PARTS, lambda: part("source", b"x" * 10, "x") + b"--b--\r\n"),
    ("/me/feed", PARTS, lambda: b"--b\r\nX: " + b"x" * 1_100_000),
    ("/me/feed", PARTS, lambda: part("message", b"x")),
    ("/me/feed", "multipart/form-data", lambda: part("message", b"x")),
    ("/me/photos", PARTS, lambda: part("source", b"x" * 21_000_000, "x") + b"--b--\r\n"),
    ("/me/photos", PARTS, lambda: part("source", b"x", "x") * 2 + b"--b--\r\n"),
    ("/1/captions", PARTS, lambda: part("captions_file", b"x" * 500_000, "x.nl_NL.srt") + b"--b--\r\n"),
    ("/me/videos", PARTS, lambda: part("upload_phase", b"finish") + part("thumb", b"x" * 21_000_000, "x") + ENDS),
    ("/me/videos", PARTS, lambda: part("upload_phase", b"start") + part("x", b"x" * 10, "x") + b"--b--\r\n"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "kind", "made"), LONG)
def test_each_edge_has_its_own_bounds(
    standing: server.Served, path: str, kind: str, made: Callable[[], bytes]
) -> None:
    """Fields, JSON, depth, parts, their heads, pictures, subtitles: too long is refused, and its spool is gone."""
    body = made()
    lines = (f"Content-Type: {kind}", f"Content-Length: {len(body)}", bearer(standing))
    status, code, _ = said(standing, head(standing, path, *lines), more=body)
    assert (status in (400, 413), code) == (True, 100)
    if sys.platform == "linux":
        assert spooled() == 0
    assert Wire(standing)("GET", "/me?fields=id")["id"] == standing.page_id


def test_the_token_in_a_body_counts_before_a_file_alone(standing: server.Served) -> None:
    """facebook-sdk sends it as a field before the picture; behind it, it comes too late."""
    picture, token = part("source", png(), "x.png"), part("access_token", standing.access_token.encode())
    for body, status in ((token + picture, 200), (picture + token, 401)):
        whole = body + b"--b--\r\n"
        lines = (f"Content-Type: {PARTS}", f"Content-Length: {len(whole)}")
        assert said(standing, head(standing, "/me/photos", *lines), more=whole)[0] == status


@pytest.mark.parametrize(
    "sent",
    [
        b"GET /" + b"x" * 200_000,
        b"GET / HTTP/1.1\r\nX: " + b"x" * 200_000,
        b"GET / HTTP/1.1\r\n" + b"X-%d: x\r\n" * 20_000,
        b"GET / HTTP/1.1\r\n" + b"\r" * 200_000,
    ],
)
def test_a_head_has_bounds(standing: server.Served, sent: bytes) -> None:
    """A line, a header, a number of headers without an end: the connection ends, and the Page serves on."""
    with socket.create_connection(at(standing), timeout=60) as link:
        try:
            link.sendall(sent)
            answer = heard(link)
        except OSError:
            answer = b""
    assert answer == b"" or re.match(rb"HTTP/1\.1 4\d\d ", answer)
    assert Wire(standing)("GET", "/me?fields=id")["id"] == standing.page_id


@contextmanager
def hostile(served: Any, sent: bytes, number: int) -> Iterator[list[socket.socket]]:
    """Hold open many connections that have sent this much and no more."""
    with ExitStack() as stack:
        links = []
        for _ in range(number):
            link = stack.enter_context(socket.create_connection(at(served), timeout=60))
            link.sendall(sent)
            links.append(link)
        yield links


@pytest.fixture(scope="module")
def outside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Serve a Page from a process of its own, so that what it costs can be measured; yields it and the process."""
    folder = tmp_path_factory.mktemp("outside")
    command = [sys.executable, "-m", "campaign", "rehearsal", "serve", "--port", "0"]
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY), "TMPDIR": str(folder)}
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        told = json.loads(child.stdout.readline())
        yield type("Outside", (), told), psutil.Process(child.pid), folder
        child.terminate()


@pytest.mark.alone
@pytest.mark.slow
@pytest.mark.parametrize(
    "sent",
    [
        "POST /me/photos HTTP/1.1\r\nHost: {host}\r\nContent-Type: multipart/form-data; boundary=b\r\n"
        "Content-Length: 10000000000\r\n\r\n",
        "POST /me/feed HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{{",
        "GET / HTTP/1.1\r\nHost: {host}\r\nX-Slow: ",
        "",
    ],
    ids=["upload", "json", "head", "silence"],
)
def test_hundreds_of_hostile_connections_cost_little(outside: Any, sent: str) -> None:
    """Memory, threads, files and records stay as they were, more or less, and who may is answered meanwhile."""
    served, process, folder = outside
    wire, before = Wire(served), process.memory_info().rss
    noted = len(calls(served))
    filling = b"x" * 900_000 if "json" in sent else b"x" * 200_000 if "photos" in sent else b""
    with hostile(served, sent.format(host="{}:{}".format(*at(served))).encode(), 200) as links:
        for link in links:
            try:
                link.sendall(filling)
            except OSError:
                continue
        for _ in range(5):
            begun = time.monotonic()
            assert wire("GET", "/me?fields=id")["id"] == served.page_id
            assert time.monotonic() - begun < 3
        assert process.num_threads() <= listener.MOST_CONNECTIONS + listener.MOST_ENDING + 4
        assert process.memory_info().rss - before < 100 * 1024**2
        assert len(process.net_connections()) <= listener.MOST_CONNECTIONS + listener.MOST_ENDING + 4
    assert sum(path.stat().st_size for path in folder.rglob("tmp*") if path.is_file()) < 2 * 1024**2
    assert len(calls(served)) - noted == 5


def test_a_stranger_who_dawdles_makes_room(served: server.Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """All places are taken by callers who say nothing: the oldest of them loses its place, not who has a token."""
    monkeypatch.setattr(listener, "MOST_CONNECTIONS", 8)
    with hostile(served, b"GET / HTTP/1.1\r\nX-Slow", 8) as links:
        assert Wire(served)("GET", "/me?fields=id")["id"] == served.page_id
        assert links[0].recv(100) == b""
        links[-1].settimeout(0.05)
        with pytest.raises(TimeoutError):
            links[-1].recv(100)


def test_a_slow_upload_of_somebody_known_keeps_its_place(
    served: server.Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever showed the token is not pushed out by any number of strangers."""
    monkeypatch.setattr(listener, "MOST_CONNECTIONS", 4)
    body = b"message=slowly"
    with socket.create_connection(at(served), timeout=60) as link:
        lines = (f"Content-Type: {FORM}", f"Content-Length: {len(body)}", bearer(served))
        link.sendall(head(served, "/me/feed", *lines) + body[:3])
        time.sleep(0.1)
        with hostile(served, b"GET / HTTP", 12):
            link.sendall(body[3:])
            assert b" 200 " in heard(link)


@pytest.mark.alone
@pytest.mark.parametrize(
    "sent",
    [
        ("", ""),
        ("GET / HTTP/1.1\r\nX: ", "x"),
        (
            f"POST /me/feed HTTP/1.1\r\nHost: {{host}}\r\nContent-Type: {FORM}\r\nContent-Length: 99999\r\n\r\n",
            "m",
        ),
        (
            f"POST /me/photos HTTP/1.1\r\nHost: {{host}}\r\nContent-Type: {PARTS}\r\nContent-Length: 99999\r\n\r\n",
            "-",
        ),
        ("POST /me/feed HTTP/1.1\r\nHost: {host}\r\n{bearer}\r\nContent-Length: 99999\r\n\r\n", "m"),
    ],
    ids=["silent", "head", "form", "parts", "known"],
)
def test_whoever_drips_is_cut_off(
    served: server.Served, sent: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A byte now and then holds a place for a bounded time, with a token or without, in head and body."""
    for name in ("HEAD_S", "BODY_S", "SILENT_S"):
        monkeypatch.setattr(listener, name, 0.3)
    monkeypatch.setattr(request_bodies, "UNKNOWN_S", 0.3)
    monkeypatch.setattr(listener, "LEAST_RATE", 1024**2)
    begun, ended = time.monotonic(), False
    with socket.create_connection(at(served), timeout=60) as link:
        link.sendall(sent[0].format(host="{}:{}".format(*at(served)), bearer=bearer(served)).encode())
        link.settimeout(0.05)
        while not ended and time.monotonic() - begun < 3:
            try:
                link.sendall(sent[1].encode())
                ended = link.recv(65536) == b""
            except TimeoutError:
                continue
            except OSError:
                ended = True
    assert ended
    assert time.monotonic() - begun < 2.5


def test_whoever_reads_nothing_is_cut_off(
    served: server.Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer that nobody takes holds a place for a bounded time."""
    monkeypatch.setattr(listener, "SEND_S", 0.3)
    monkeypatch.setattr(listener, "LINGER_S", 0.1)
    wire = Wire(served)
    whole = film_bytes.padded(20_000_000)
    made = wire("POST", "/me/videos", {"upload_phase": "start", "file_size": len(whole)})
    (tmp_path / "rehearsal/films" / f"{made['video_id']}.mp4").write_bytes(whole)
    with closing(store.Shelf(tmp_path / "rehearsal")) as shelf:
        film = shelf.find(made["video_id"])
        shelf.change(film, live_from=None, data=film.data | {"received": len(whole), "finished_at": 1.0})
    path = f"{served.page_url.removeprefix(served.graph_url)}films/{made['video_id']}.mp4"
    with socket.create_connection(at(served), timeout=60) as link:
        link.sendall(head(served, path, method="GET"))
        time.sleep(1)
        names = [thread.name for thread in threading.enumerate() if "process_request_thread" in thread.name]
        assert names == []


def test_what_is_written_down_is_bounded(served: server.Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many calls the newest are kept, of a long address its beginning, and of strangers nothing."""
    monkeypatch.setattr(store, "CALLS_KEPT", 10)
    wire = Wire(served)
    for n in range(15):
        wire("GET", f"/me?fields=id&n{n}=1")
    for n in range(15):
        wire("GET", f"/me?n={n}", Authorization="")
        wire("GET", f"/debug_token?n={n}", Authorization="")
        wire("POST", "/oauth/access_token", {"client_id": "x"}, Authorization="")
    wire("GET", "/me/" + "x" * 5000 + "?" + "y" * 5000)
    noted = calls(served)
    assert len(noted) == 10
    assert [one["query"].count("n") for one in noted[:9]] == [1] * 9
    assert max(len(noted[-1][name]) for name in ("path", "query")) == 300


def test_two_withdrawals_at_once_leave_no_traceback(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Two processes purge a store that is being served: a photo that is gone while its post is read is no fault."""
    folder = tmp_path / "rehearsal"
    purge = f"""
from pathlib import Path; from schedules.rehearsal.store import Shelf
shelf = Shelf(Path({str(folder)!r}))
for n in range(10):
    shelf.purge(lambda thing: thing.kind == "photo")
shelf.close()
"""
    answers: list[tuple[int, bytes]] = []
    with server.start(folder, port=0, clock=utc_now) as served:
        stop, path = threading.Event(), served.page_url.removeprefix(served.graph_url)
        whole = part("source", png(), "x.png") + part("caption", b"Kijk") + b"--b--\r\n"
        lines = (f"Content-Type: {PARTS}", f"Content-Length: {len(whole)}", bearer(served))

        def read() -> None:
            while not stop.is_set():
                said(served, head(served, f"/{served.page_id}/photos", *lines), more=whole, seconds=30)
                with socket.create_connection(at(served), timeout=60) as link:
                    link.sendall(head(served, path, method="GET"))
                    answers.append((int((answer := heard(link)).split()[1]), answer))

        threads = [threading.Thread(target=read) for _ in range(3)]
        for thread in threads:
            thread.start()
        workers = [subprocess.Popen([sys.executable, "-c", purge]) for _ in range(2)]
        assert [worker.wait(60) for worker in workers] == [0, 0]
        stop.set()
        for thread in threads:
            thread.join()
    assert capfd.readouterr() == ("", "")
    assert {status for status, _ in answers} == {200}


@pytest.mark.parametrize(
    "path", ["/key/{key}/", "/key/{key}/not-public", "/key/{key}/pulse", "/me", "/_rehearsal/calls"]
)
def test_a_fault_of_ours_is_graph_s_500(
    served: server.Served, tmp_path: Path, path: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """With the store broken under it, the Page says Graph's word for it, none of ours, and nothing on stderr."""
    Wire(served)("POST", "/me/feed", {"message": "x"})
    served._shelf.close()
    key = json.loads((tmp_path / "rehearsal/page.json").read_text(encoding="utf-8"))["key"]
    status, code, _ = said(served, head(served, path.format(key=key), bearer(served), method="GET"))
    assert (status, code) == (500, 1)
    assert capfd.readouterr() == ("", "")


def test_a_page_that_stops_answers_what_was_asked(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """One withdrawal ends, and its Page with it, amid the calls of another: none meets a closed store."""
    heard_of: list[int] = []
    with server.start(tmp_path, port=0, clock=utc_now) as served:
        wire = Wire(served)
        wire(
            "POST",
            "/_rehearsal/faults",
            {"edge": "post-create", "effect": "slow", "seconds": 0.3, "always": True},
        )

        def post() -> None:
            heard_of.append(len(wire("POST", "/me/feed", {"message": "x"})["id"]))

        threads = [threading.Thread(target=post) for _ in range(4)]
        for thread in threads:
            thread.start()
        time.sleep(0.15)
    for thread in threads:
        thread.join()
    assert capfd.readouterr() == ("", "")
    assert len(heard_of) == 4


def test_broken_bytes_are_answered_or_dropped(
    standing: server.Served, capfd: pytest.CaptureFixture[str]
) -> None:
    """No request, however malformed, makes noise or ends the server."""
    for sent in (
        b"\x16\x03\x01\x02\x00", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\x00" * 100 + b"\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n", b"GET /%ff%00 HTTP/1.1\r\nHost: \xff\r\n\r\n",
        head(standing, "/_rehearsal/proof?word=x", method="GET"), head(standing, "/_rehearsal/proof", method="GET"),
        head(standing, "/me", bearer(standing), "Content-Type: \xff", method="PUT"),
        head(standing, "*", method="OPTIONS"),
        head(standing, "/me/feed?message=%ff", bearer(standing), "Content-Length: 0"),
        head(standing, "/me?fields=" + "{" * 500, bearer(standing), method="GET"),
        head(standing, "/video-upload/v27.0/1", bearer(standing), "offset: ²", "file_size: " + "9" * 5000),
        head(standing, "/me/feed?attached_media[" + "9" * 5000 + "]=x", bearer(standing), "Content-Length: 0"),
        head(standing, "/me/video_reels?since=0001-01-01&until=" + "9" * 400, bearer(standing), method="GET"),
    ):  # fmt: skip
        with socket.create_connection(at(standing), timeout=60) as link:
            link.sendall(sent)
            link.shutdown(socket.SHUT_WR)
            try:
                assert not heard(link).startswith(b"HTTP/1.1 5")
            except ConnectionError:
                continue
    assert Wire(standing)("GET", "/me?fields=id")["id"] == standing.page_id
    assert capfd.readouterr() == ("", "")
