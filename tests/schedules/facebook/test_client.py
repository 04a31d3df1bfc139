"""The Page client: what it sends, what it makes of answers, and what it never lets out."""

import json
import os
import socket
import subprocess
import sys
import textwrap
import threading
import traceback
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from schedules.errors import BadRequest, ScheduleError
from schedules.facebook import answers, errors
from schedules.facebook import client as facebook_client

TOKEN = "EAAGsecret0token0that0must0never0be0seen"
OK = "application/json"


class Stub:
    """A server that gives one literal answer and keeps what it was sent."""

    def __init__(self) -> None:
        self.status, self.kind, self.headers = 200, OK, {}
        self.body: bytes = b"{}"
        self.seen: list[tuple[str, str, dict[str, str], bytes]] = []
        self.callers: set[tuple[str, int]] = set()
        stub = self

        class Handler(BaseHTTPRequestHandler):
            def do_any(self) -> None:
                sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                stub.callers.add(self.client_address)
                stub.seen.append((self.command, self.path, dict(self.headers), sent))
                self.send_response(stub.status)
                for name, value in {"Content-Length": str(len(stub.body)), **stub.headers}.items():
                    self.send_header(name, value)
                if stub.kind:
                    self.send_header("Content-Type", stub.kind)
                self.end_headers()
                self.wfile.write(stub.body)

            do_GET = do_POST = do_DELETE = do_any

            def log_message(self, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def answers(self, body: object, status: int = 200, kind: str = OK, **headers: str) -> None:
        """Set the answer."""
        self.body = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.status, self.kind = status, kind
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


@pytest.fixture
def stub() -> Iterator[Stub]:
    """Return a server with a literal answer."""
    one = Stub()
    yield one
    one.server.shutdown()
    one.server.server_close()


def client(url: str, token: str = TOKEN, **kwargs: float) -> facebook_client.PageClient:
    """Return our client at an address."""
    return facebook_client.PageClient(
        answers.PageAddress(page_id="77", graph_url=url, graph_version="v26.0"), token, **kwargs
    )


@pytest.fixture
def page(stub: Stub) -> Iterator[facebook_client.PageClient]:
    """Return our client at the stub."""
    one = client(stub.url)
    yield one
    one.close()


def test_create_post_sends_lower_case_booleans_and_the_token_in_a_header(
    stub: Stub, page: facebook_client.PageClient
) -> None:
    """A hidden post is one urlencoded POST; the token is in no URL and no body."""
    stub.answers({"id": "77_1"})
    assert page.create_post(message="Hé & ho", link="https://example.org/?a=1") == "77_1"
    method, path, headers, body = stub.seen[0]
    assert (method, path) == ("POST", "/v26.0/77/feed")
    assert body == b"message=H%C3%A9+%26+ho&link=https%3A%2F%2Fexample.org%2F%3Fa%3D1&published=false"
    assert headers["Authorization"] == f"Bearer {TOKEN}"


def test_finish_sends_nested_values_as_json(stub: Stub, page: facebook_client.PageClient) -> None:
    """facebook-sdk would spoil a list; our mark goes as an asset code and as a label."""
    stub.answers({"success": True})
    page.finish_video("5", description="D", title=None, mark="p7")
    assert stub.seen[0][3] == (
        b"upload_phase=finish&upload_session_id=5&description=D&published=false"
        b"&universal_video_id=p7&custom_labels=%5B%22p7%22%5D"
    )


def test_transfer_sends_exactly_the_bytes_asked_for(
    stub: Stub, page: facebook_client.PageClient, tmp_path: Path
) -> None:
    """The chunk is a multipart file `video_file_chunk` with the bytes [start, end)."""
    film = tmp_path / "film.mp4"
    film.write_bytes(b"0123456789")
    stub.answers({"start_offset": "7", "end_offset": "10"})
    assert page.transfer("5", film, start=3, end=7) == (7, 10)
    body = stub.seen[0][3]
    assert (
        b'name="video_file_chunk"; filename="film.mp4"\r\nContent-Type: application/octet-stream\r\n\r\n3456\r\n'
        in body
    )
    assert b'name="start_offset"\r\n\r\n3\r\n' in body


def test_a_film_that_shrank_is_bad_content_and_nothing_is_sent(
    stub: Stub, page: facebook_client.PageClient, tmp_path: Path
) -> None:
    """A rendition that changed under the upload is told, not half sent."""
    film = tmp_path / "film.mp4"
    film.write_bytes(b"0123")
    with pytest.raises(errors.BadContent, match="graph-film-unreadable"):
        page.transfer("5", film, start=0, end=7)
    with pytest.raises(errors.BadContent, match="graph-film-unreadable"):
        page.transfer("5", tmp_path / "none.mp4", start=0, end=7)
    assert stub.seen == []


@pytest.mark.parametrize(
    ("word", "moved", "out", "state"),
    [
        (None, {}, None, ("unknown", None, None)),
        ("ready", {}, "draft", ("ready", False, None)),
        ("upload_complete", {"bytes_transfered": 9}, None, ("processing", None, 9)),
        ("uploading", {"bytes_transferred": "8"}, None, ("uploading", None, 8)),
        ("expired", {}, "scheduled", ("error", False, None)),
        ("brand-new", {}, "published", ("unknown", True, None)),
    ],
)
def test_read_video_takes_every_spelling_of_the_state(
    stub: Stub,
    page: facebook_client.PageClient,
    word: str | None,
    moved: dict[str, Any],
    out: str | None,
    state: tuple[Any, ...],
) -> None:
    """Unknown words mean: keep asking."""
    publishing = {"publish_status": out} if out else {}
    stub.answers({"status": {"video_status": word, "uploading_phase": moved, "publishing_phase": publishing}})
    found = page.read_video("9")
    assert (found.phase, found.published, found.bytes_received) == state


def test_posts_follow_cursors_and_never_the_url_with_the_token(
    stub: Stub, page: facebook_client.PageClient
) -> None:
    """`paging.next` carries the token; only its cursor is used."""
    post = {"id": "1", "is_published": False, "created_time": "2026-11-24T10:00:00+0000"}
    stub.answers(
        {
            "data": [post],
            "paging": {"cursors": {"after": "abc"}, "next": f"{stub.url}/x?access_token={TOKEN}"},
        }
    )
    found = page.posts(limit=2)
    assert [one.created_at.isoformat() for one in found] == ["2026-11-24T10:00:00+00:00"] * 2
    assert [path.rpartition("unshimmed_url%7D&")[2] for _, path, _, _ in stub.seen] == [
        "limit=2",
        "limit=1&after=abc",
    ]


def test_wrong_offset_reads_the_window_as_object_or_as_text(
    stub: Stub, page: facebook_client.PageClient, tmp_path: Path
) -> None:
    """`error_data` comes in both shapes."""
    film = tmp_path / "film.mp4"
    film.write_bytes(b"0123456789")
    for data in ({"start_offset": 4, "end_offset": 9}, '{"start_offset": 4, "end_offset": 9}'):
        stub.answers({"error": {"code": 6001, "error_subcode": 1363037, "error_data": data}}, 400)
        with pytest.raises(errors.WrongOffset) as caught:
            page.transfer("5", film, start=0, end=3)
        assert (caught.value.start, caught.value.end) == (4, 9)


def test_a_rate_limit_names_the_time_facebook_names(stub: Stub, page: facebook_client.PageClient) -> None:
    """Minutes of the usage header become seconds; without it, an hour."""
    error = {"error": {"code": 80001}}
    usage = {
        "77": [
            {"type": "pages", "estimated_time_to_regain_access": 7},
            {"estimated_time_to_regain_access": 3},
        ]
    }
    stub.answers(error, 400, X_Business_Use_Case_Usage=json.dumps(usage))
    with pytest.raises(errors.TryLater) as caught:
        page.page()
    assert caught.value.after_s == 420
    stub.answers(error, 400, X_Business_Use_Case_Usage="broken")
    with pytest.raises(errors.TryLater) as caught:
        page.page()
    assert caught.value.after_s == 3600


@pytest.mark.parametrize(
    ("body", "status", "kind", "headers"),
    [
        (b"<html>502</html>", 502, "text/html", {}),
        (b"<html>login</html>", 200, "text/html", {}),
        (b'{"id": "77', 200, OK, {}),
        (b'{"id": "77_1"}', 200, OK, {"Content_Length": "99"}),
        (b'{"id": "77_1"}', 200, "", {}),
        (b'{"data": 1}', 503, OK, {}),
        (b"", 200, OK, {}),
        (b"[]", 200, OK, {}),
        (b'{"success": true}', 200, OK, {}),
        (b"", 302, OK, {"Location": "http://127.0.0.1:9/"}),
    ],
)
def test_answers_that_tell_nothing_are_unknown(
    stub: Stub, page: facebook_client.PageClient, body: bytes, status: int, kind: str, headers: dict[str, str]
) -> None:
    """HTML, half an answer, JSON without an id, a redirect: nobody knows whether the post was made."""
    stub.answers(body, status, kind, **headers)
    with pytest.raises(errors.Unknown):
        page.create_post(message="x", link=None)


def test_a_redirect_is_not_followed(stub: Stub, page: facebook_client.PageClient) -> None:
    """No other host is asked, and the token goes nowhere else."""
    other = Stub()
    stub.answers(b"", 307, OK, Location=f"{other.url}/v26.0/77")
    with pytest.raises(errors.Unknown, match="graph-redirect"):
        page.page()
    assert other.seen == []
    other.server.shutdown()
    other.server.server_close()


def test_a_refused_connection_was_certainly_not_sent() -> None:
    """Connection and name failures are proof that nothing arrived."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(errors.NotSent):
        client(f"http://127.0.0.1:{port}").create_post(message="x", link=None)
    with pytest.raises(errors.NotSent):
        client("https://no-such-host.invalid").page()


def test_a_silent_or_broken_connection_leaves_the_outcome_unknown() -> None:
    """A read timeout and a reset say nothing about what the server did."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        one = client(f"http://127.0.0.1:{silent.getsockname()[1]}", read_timeout=0.2)
        with pytest.raises(errors.Unknown):
            one.create_post(message="x", link=None)

        def drop() -> None:
            silent.accept()[0].close()  # the waiting one of above
            link = silent.accept()[0]
            link.recv(1)
            link.close()

        dropper = threading.Thread(target=drop)
        dropper.start()
        with pytest.raises(errors.Unknown):
            one.create_post(message="x", link=None)
        dropper.join()


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://graph.facebook.com", "graph-url-plain"),
        ("http://127.0.0.1.example.org", "graph-url-plain"),
        ("ftp://127.0.0.1", "graph-url-plain"),
        ("https://user:secret@graph.facebook.com", "graph-url"),
        ("https://graph.facebook.com/?x=1", "graph-url"),
        ("nonsense", "graph-url"),
    ],
)
def test_unsafe_addresses_are_refused(url: str, code: str) -> None:
    """Plain http is for this computer alone."""
    with pytest.raises(BadRequest) as caught:
        client(url)
    assert caught.value.code == code
    assert "secret" not in str(caught.value)


def test_two_clients_with_two_addresses_do_not_disturb_each_other(
    stub: Stub, page: facebook_client.PageClient
) -> None:
    """facebook-sdk's address is a constant of the process; ours is not."""
    other = Stub()
    stub.answers({"id": "1", "name": "first"})
    other.answers({"id": "2", "name": "second"})
    second = client(other.url + "/under/")
    assert [page.page().name, second.page().name, page.page().name] == ["first", "second", "first"]
    assert [path for _, path, _, _ in other.seen] == ["/under/v26.0/77?fields=id%2Cname"]
    second.close()
    other.server.shutdown()
    other.server.server_close()


def test_proxies_and_netrc_of_the_environment_do_not_touch_loopback(
    stub: Stub, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """No proxy sees a rehearsal; a .netrc entry never replaces the token."""
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login a password b\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    stub.answers({"id": "1", "name": "here"})
    assert client(stub.url).page().name == "here"
    assert stub.seen[0][2]["Authorization"] == f"Bearer {TOKEN}"


def test_the_token_is_in_no_error_and_no_url(
    stub: Stub, page: facebook_client.PageClient, tmp_path: Path
) -> None:
    """Graph quotes a malformed token, and connection errors quote URLs; neither gets through."""
    film = tmp_path / "film.mp4"
    film.write_bytes(b"x" * 10)
    quoting = {"error": {"code": 190, "message": f"Malformed access token {TOKEN}; access_token={TOKEN}"}}
    answers: list[tuple[object, int, str]] = [
        (quoting, 400, OK),
        (b"<html>", 502, "text/html"),
        (b"{", 200, OK),
    ]
    calls = [
        lambda c: c.page(),
        lambda c: c.start_video(size=10),
        lambda c: c.transfer("5", film, start=0, end=10),
        lambda c: c.finish_video("5", description="", title="T", mark="m"),
        lambda c: c.read_video("5"),
        lambda c: c.reveal_video("5"),
        lambda c: c.create_post(message="m", link=None),
        lambda c: c.read_post("5"),
        lambda c: c.reveal_post("5"),
        lambda c: c.posts(limit=5),
        lambda c: c.delete("5"),
        lambda c: c.start_reel(),
        lambda c: c.send_reel(f"{stub.url}/video-upload/v26.0/5", film, 0),
        lambda c: c.finish_reel("5", description="", published=True),
        lambda c: c.reels(limit=5),
        lambda c: c.videos(limit=5),
        lambda c: c.create_photo(film, alt="a"),
        lambda c: c.read_photo("5"),
        lambda c: c.comment("5", message="m"),
        lambda c: c.comments("5"),
        lambda c: c.upload_captions("5", film, locale="nl_NL"),
        lambda c: c.captions("5"),
        lambda c: c.set_thumbnail("5", film),
        lambda c: c.edit_post("5", message="m"),
    ]
    with socket.create_server(("127.0.0.1", 0)) as closed:
        nobody = client(f"http://127.0.0.1:{closed.getsockname()[1]}")
    told = []
    for call in calls:
        for one in (*answers, None):
            if one:
                stub.answers(*one)
            with pytest.raises(ScheduleError) as caught:
                call(page if one else nobody)
            told.append("".join(traceback.format_exception(caught.value)) + repr(caught.value.params))
    assert len(told) == 4 * len(calls)
    assert TOKEN not in "".join(told)
    assert all(TOKEN not in path and TOKEN.encode() not in body for _, path, _, body in stub.seen)


@pytest.mark.slow
def test_importing_the_client_loads_no_flask_and_survives_every_warning_as_an_error() -> None:
    """The invalid escape in facebook-sdk is fatal under -W error where no .pyc exists."""
    code = "import sys, schedules.facebook.client; sys.exit('flask' in sys.modules)"
    env = os.environ | {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPYCACHEPREFIX": "/nonexistent"}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], env=env, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_chunks_share_a_connection(stub: Stub, page: facebook_client.PageClient, tmp_path: Path) -> None:
    """All chunks of a film travel over one connection where the Page keeps it open."""
    film = tmp_path / "film.mp4"
    film.write_bytes(b"0123456789")
    stub.server.RequestHandlerClass.protocol_version = "HTTP/1.1"  # type: ignore[attr-defined]
    stub.answers({"start_offset": "7", "end_offset": "10"})
    for start in range(0, 10, 2):
        page.transfer("5", film, start=start, end=start + 2)
    assert (len(stub.seen), len(stub.callers)) == (5, 1)


@pytest.mark.slow
def test_an_upload_keeps_memory_flat(stub: Stub, tmp_path: Path) -> None:
    """A window of 200 MB is sent a block at a time."""
    film = tmp_path / "film.mp4"
    with film.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    code = f"""
        import resource, socket, threading
        from pathlib import Path
        from schedules.facebook import client as graph
        door = socket.create_server(("127.0.0.1", 0))
        got = 0
        def swallow():
            global got
            link = door.accept()[0]
            while got < 200 * 1024 * 1024 + 500:
                got += len(link.recv(65536))
            body = b'{{"start_offset": "209715200", "end_offset": "209715200"}}'
            head = f"HTTP/1.1 200 OK\\r\\nContent-Type: application/json\\r\\nContent-Length: {{len(body)}}\\r\\n\\r\\n"
            link.sendall(head.encode() + body)
        threading.Thread(target=swallow, daemon=True).start()
        url = f"http://127.0.0.1:{{door.getsockname()[1]}}"
        address = graph.PageAddress(page_id="7", graph_url=url, graph_version="v26.0")
        page = graph.PageClient(address, "t")
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(page.transfer("5", Path({str(film)!r}), start=0, end=200 * 1024 * 1024))
        print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024 < 16)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("(209715200, 209715200)\nTrue\n", "")
