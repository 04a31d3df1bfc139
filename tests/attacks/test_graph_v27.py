"""Graph v27.0: what it forbids is in no request of ours, an inspected token in no trace, and versions are told of."""

import json
import logging
import re
import socket
import ssl
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest

from campaign.notices import letter_text, notices
from campaign.page import graph_version
from schedules.database import engine, events
from schedules.errors import ScheduleError
from schedules.facebook import tokens, versions
from schedules.facebook.answers import PageAddress
from schedules.facebook.client import PageClient
from schedules.facebook.tokens import App, Uses
from tests import connected_page, mail_servers
from tests.connected_page import Bench
from tests.page_view import visible_at
from tests.paths import REPOSITORY

pytestmark = pytest.mark.slow  # each attack is a campaign or a server of its own

TOKEN, SECRET = "EAAGsecret0that0is0inspected", "EAAGsecret0of0the0app"
APP = App(id="99", secret=SECRET)
NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
Answer = Callable[[str, dict[str, str]], tuple[int, dict[str, str], bytes]]


class Graph:
    """A server that answers as a test says, and keeps each request: method, address, headers, body."""

    def __init__(self, answer: Answer) -> None:
        self.heard: list[tuple[str, str, dict[str, str], str]] = []
        graph = self

        class Handler(BaseHTTPRequestHandler):
            def do_any(self) -> None:
                sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                headers = {name.lower(): value for name, value in self.headers.items()}
                graph.heard.append((self.command, self.path, headers, sent.decode("latin-1")))
                status, more, body = answer(self.path, headers)
                self.send_response(status)
                for name, value in {
                    "Content-Type": "application/json", "Content-Length": str(len(body)), **more
                }.items():  # fmt: skip
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_POST = do_DELETE = do_any

            def log_message(self, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()


@contextmanager
def graph(answer: Answer) -> Iterator[Graph]:
    """Yield a server that answers so."""
    one = Graph(answer)
    try:
        yield one
    finally:
        one.server.shutdown()
        one.server.server_close()


def says(value: object, status: int = 200, **headers: str) -> Answer:
    """Answer everything with one value."""
    told = {name.replace("_", "-"): text for name, text in headers.items()}
    return lambda _path, _headers: (status, told, json.dumps(value).encode())


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """A campaign, its Page, the app and a person's token."""
    with connected_page.founded(tmp_path) as one:
        yield one


EVERYTHING = {
    "id": "1", "name": "P", "data": [], "upload_session_id": "2", "video_id": "3", "start_offset": "0",
    "end_offset": "9", "success": True, "is_published": True, "created_time": "2026-11-29T10:00:00+0000",
    "status": {"video_status": "ready"}, "access_token": "x" * 20, "upload_url": "UPLOAD",
}  # fmt: skip
FORBIDDEN = {
    "method",
    "ids",
    "date_format",
    "pretty",
    "debug",
    "metadata",
    "callback",
    "batch",
    "async",
    "include_headers",
}


def every_call(url: str, film: Path) -> Iterator[Callable[[], object]]:
    """Yield every call that the program makes."""
    page = PageClient(
        PageAddress(page_id="1", graph_url=url, graph_version=versions.DEFAULT), TOKEN, app_secret=SECRET
    )
    at = NOW
    yield from (
        page.page,
        lambda: page.start_video(size=9),
        lambda: page.transfer("2", film, start=0, end=4),
        lambda: page.finish_video("2", description="d", title="t", mark="m"),
        lambda: page.read_video("3"),
        lambda: page.reveal_video("3"),
        lambda: page.edit_video("3", description="d"),
        lambda: page.videos(limit=5),
        lambda: page.reels(limit=5),
        page.start_reel,
        lambda: page.send_reel(f"{url}/video-upload/v27.0/3", film, 0),
        lambda: page.finish_reel("3", description="d", scheduled_at=at),
        lambda: page.create_photo(film, alt="a"),
        lambda: page.read_photo("3"),
        lambda: page.create_post(message="m", link="https://example.org", photos=("1",), scheduled_at=at),
        lambda: page.read_post("3"),
        lambda: page.reveal_post("3"),
        lambda: page.edit_post("3", message="m"),
        lambda: page.posts(limit=5),
        lambda: page.comment("3", message="m"),
        lambda: page.comments("3"),
        lambda: page.upload_captions("3", film, locale="nl_NL", default=True),
        lambda: page.delete_captions("3", locales=("nl_NL",)),
        lambda: page.captions("3"),
        lambda: page.set_thumbnail("3", film),
        lambda: page.schedule("3", at=at),
        lambda: page.delete("3"),
        lambda: tokens.inspect(url, versions.DEFAULT, TOKEN, APP),
        lambda: tokens.lengthen(url, versions.DEFAULT, TOKEN, APP, now=NOW),
        lambda: tokens.permissions(url, versions.DEFAULT, TOKEN, APP),
        lambda: tokens.pages(url, versions.DEFAULT, TOKEN, APP),
        lambda: tokens.whoever(url, versions.DEFAULT, TOKEN, None),
        page.close,
    )


def test_no_request_of_ours_is_one_that_v27_forbids(tmp_path: Path) -> None:
    """No method override, no several ids, no date format, no alias, no JSONP, no batch, in any call that we make."""
    film = tmp_path / "film.mp4"
    film.write_bytes(b"123456789")
    with graph(says(EVERYTHING | {"data": []})) as one:
        for call in every_call(one.url, film):
            with suppress(ScheduleError):  # what one literal answer lacks is of no weight: it was sent
                call()
        methods = [n for n, f in vars(PageClient).items() if callable(f) and not n.startswith("_")]
        assert len(one.heard) >= len(methods)
    for method, address, headers, body in one.heard:
        names = {name for name, _ in parse_qsl(urlsplit(address).query) + parse_qsl(body)}
        names |= set(re.findall(r'name="(\w+)"', body))
        assert not names & FORBIDDEN, (method, address)
        assert ".as(" not in address + body
        assert not {"if-none-match", "x-http-method-override", "x-http-method", "x-method-override"} & set(
            headers
        )
        assert urlsplit(address).path.startswith(("/v27.0/", "/video-upload/"))


def test_grep_finds_no_override_in_our_source() -> None:
    """No dictionary of parameters in our client names `method`, `ids` or `date_format`."""
    for folder in ("schedules/facebook", "campaign/page"):
        for path in (REPOSITORY / folder).glob("*.py"):
            said = path.read_text(encoding="utf-8")
            if path.name != "versions.py":  # the table of what is forbidden
                assert not re.search(
                    r"""["'](method|ids|date_format|batch|callback)["']\s*:|[?&](ids|method)=""", said
                ), path
                assert "method=get" not in said, path


def test_what_is_asked_for_by_default_is_the_newest() -> None:
    """A campaign that names no version asks for v27.0."""
    assert versions.DEFAULT == versions.VERSIONS[0].name == "v27.0"


def test_a_token_is_inspected_by_a_true_get() -> None:
    """`debug_token` is a GET; the app's token travels in the header, the inspected one alone in the address."""
    with graph(says({"data": {"type": "USER", "is_valid": True, "app_id": "99"}})) as one:
        assert tokens.inspect(one.url, "v27.0", TOKEN + "+/=|", APP).valid
    (told,) = one.heard
    assert told[:2] == ("GET", f"/v27.0/debug_token?input_token={TOKEN}%2B%2F%3D%7C")
    assert told[2]["authorization"] == f"Bearer 99|{SECRET}"
    assert parse_qs(urlsplit(told[1]).query)["input_token"] == [TOKEN + "+/=|"]


def silent(_path: str, _headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
    """Hang up without an answer."""
    raise ConnectionAbortedError


def echo(status: int, kind: str, shape: str) -> Answer:
    """Answer with what was asked: every secret, plain and as it stood in the address."""

    def answer(path: str, headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        told = f"{path} {headers.get('authorization')} {TOKEN} {SECRET} {TOKEN[:-1]}\\u0064"
        return status, {"Content-Type": kind, "X-Told": TOKEN}, (shape % told).encode()

    return answer


ECHOES = {
    "error": echo(400, "application/json", '{"error": {"code": 100, "message": "%s", "type": "x"}}'),
    "token": echo(400, "application/json", '{"error": {"code": 190, "message": "%s"}}'),
    "server": echo(500, "application/json", '{"error": {"code": 1, "message": "%s"}}'),
    "html": echo(500, "text/html", "<p>%s</p>"),
    "broken": echo(200, "application/json", '{"data": "%s'),
    "kind": echo(200, "application/json", '{"data": {"is_valid": true, "app_id": "99", "type": "%s"}}'),
    "problem": echo(200, "application/json", '{"data": {"is_valid": false, "error": {"code": "%s"}}}'),
    "scopes": echo(
        200, "application/json", '{"data": {"is_valid": true, "app_id": "99", "type": "USER", "scopes": ["%s"]}}'
    ),
    "text": echo(200, "application/json", '"%s"'),
    "debug-info": echo(400, "application/json", '{"debug_info": {"type": "%s", "message": "x"}}'),
    "redirect": lambda path, _h: (302, {"Location": f"http://127.0.0.1:1{path}"}, b""),
    "length": lambda path, _h: (200, {"Content-Length": "999", "Content-Type": "application/json"}, path.encode()),
    "gzip": lambda path, _h: (200, {"Content-Encoding": "gzip"}, path.encode()),
    "silent": silent,
}  # fmt: skip


@pytest.fixture
def attacked(bench: Bench, caplog: pytest.LogCaptureFixture) -> Bench:
    """A campaign whose Graph server is a stranger on this computer; everything that anybody logs is kept."""
    caplog.set_level(logging.DEBUG)
    bench.env |= {"CAMPAIGN_APP_ID": "99", "CAMPAIGN_APP_SECRET": SECRET}
    return bench


def asks(bench: Bench, url: str) -> str:
    """Connect at a server with --debug, and return all that was said, logged and written."""
    path = bench.folder / "campaign.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(bench.served.graph_url, url), encoding="utf-8")
    said = [bench.connect(TOKEN, *words).output for words in ((), ("--debug",), ("--json",))]
    files = [one.read_bytes().decode("latin-1") for one in bench.folder.rglob("*") if one.is_file()]
    return "".join(said + files)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
@pytest.mark.parametrize("how", ECHOES)
def test_an_inspected_token_leaves_no_trace(
    attacked: Bench, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str], how: str
) -> None:
    """Whatever the server makes of the question, the token stands in no output, traceback, log or file."""
    with graph(ECHOES[how]) as one:
        everything = asks(attacked, one.url)
        caught = refusal(one.url)
    assert any(address == f"/v27.0/debug_token?input_token={TOKEN}" for _, address, _, _ in one.heard)
    everything += caplog.text + repr([record.args for record in caplog.records]) + "".join(capfd.readouterr())
    everything += chain(caught)
    for secret in (TOKEN, SECRET):
        assert secret not in everything
        assert secret.upper() not in everything


def refusal(url: str) -> ScheduleError | None:
    """Inspect a token at a server and return what that ends in."""
    try:
        tokens.inspect(url, "v27.0", TOKEN, APP)
    except ScheduleError as error:
        return error
    return None


def chain(error: BaseException | None) -> str:
    """Return what is known of an error and of all that led to it."""
    told = ""
    while error is not None:
        told += f"{error!r} {vars(error)} {''.join(traceback.format_exception(error))}"
        told += repr(getattr(getattr(error, "request", None), "url", ""))
        error = error.__cause__ or error.__context__
    return told


def test_no_trace_where_nobody_listens(attacked: Bench, caplog: pytest.LogCaptureFixture) -> None:
    """A refused connection, a server that is silent, and one with a certificate of nobody: no trace either."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    everything = asks(attacked, f"http://127.0.0.1:{port}")
    with pytest.raises(ScheduleError) as caught:
        tokens.inspect(f"https://127.0.0.1:{port}", "v27.0", TOKEN, APP)
    everything += chain(caught.value) + caplog.text
    assert TOKEN not in everything
    assert SECRET not in everything


def test_no_trace_where_the_certificate_is_wrong(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A server that nobody vouches for is not even asked."""
    caplog.set_level(logging.DEBUG)
    seal = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    seal.load_cert_chain(mail_servers.certificate(tmp_path))
    with graph(says({})) as one:
        one.server.socket = seal.wrap_socket(one.server.socket, server_side=True)
        with pytest.raises(ScheduleError) as caught:
            tokens.inspect(one.url.replace("http:", "https:"), "v27.0", TOKEN, APP)
    assert one.heard == []
    assert TOKEN not in chain(caught.value) + caplog.text


def test_the_name_of_a_page_tells_no_token(tmp_path: Path) -> None:
    """A server that writes what it was sent into the name of a Page cannot have it kept or shown."""
    with graph(
        lambda path, headers: (200, {}, json.dumps({"id": "1", "name": headers["authorization"]}).encode())
    ) as one:
        page = PageClient(PageAddress(page_id="1", graph_url=one.url, graph_version="v27.0"), TOKEN)
        assert page.page().name == "Bearer [token]"
        page.close()


def own(permissions: list[str] | None, *, page: bool = False) -> Answer:
    """Imitate a Graph server that says nothing of tokens, but answers with what one opens."""
    refused = (400, {}, b'{"error": {"code": 2500, "message": "Unknown path components: /debug_token"}}')
    made = {"id": "77", "name": "Women", "access_token": "EAAGsecret0of0a0page", "tasks": ["CREATE_CONTENT"]}

    def answer(path: str, headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        where = urlsplit(path).path.removeprefix("/v27.0/")
        if where == "me/accounts" and not page:
            return 200, {}, json.dumps({"data": [made]}).encode()
        if where == "me/permissions" and permissions is not None:
            rows = [{"permission": one, "status": "granted"} for one in permissions]
            rows.append({"permission": "publish_video", "status": "declined"})
            return 200, {}, json.dumps({"data": rows}).encode()
        if where in ("me", "77"):
            return 200, {}, b'{"id": "77", "name": "Women"}'
        return refused

    return answer


def connected(bench: Bench, answer: Answer, *words: str) -> Any:
    """Connect at a server that answers so, with an app of no rehearsal."""
    if "CAMPAIGN_APP_ID" in bench.env:
        bench.env |= {"CAMPAIGN_APP_ID": "99", "CAMPAIGN_APP_SECRET": SECRET}
    with graph(answer) as one:
        path = bench.folder / "campaign.toml"
        path.write_text(
            path.read_text(encoding="utf-8").replace(bench.served.graph_url, one.url), encoding="utf-8"
        )
        return bench.connect(TOKEN, *words)


@pytest.mark.parametrize("app", [True, False])
def test_a_page_is_connected_without_a_look_at_the_token(bench: Bench, app: bool) -> None:
    """Where `debug_token` is refused, `me/permissions` and `me/accounts` do; one sentence says what stays unknown."""
    done = connected(bench if app else bench.without_app(), own([*tokens.PUBLISHING]), "--json")
    assert done.exit_code == 0, done.stderr
    shown = json.loads(done.stdout)
    assert (shown["id"], shown["missing_scopes"], shown["expires_at"]) == ("77", [], None)
    assert ("does not say what this token is" in done.stderr) is app
    assert "EAAGsecret0of0a0page" in bench.kept()


def test_a_page_token_is_connected_without_a_look_at_it(bench: Bench) -> None:
    """A Page's own token is kept as it is; that its permissions and its end are unknown is said."""
    done = connected(bench, own(None, page=True), "--json")
    assert done.exit_code == 0, done.stderr
    assert json.loads(done.stdout)["missing_scopes"] is None
    assert "not known which permissions the token has" in done.stderr
    assert TOKEN in bench.kept()


def test_a_permission_that_is_lacking_is_named_without_a_look(bench: Bench) -> None:
    """What `me/permissions` does not grant for publishing is named, exit 3, and nothing is kept."""
    done = connected(bench.without_app(), own(["pages_show_list", "pages_read_engagement"]))
    assert (done.exit_code, done.stderr.count("\n")) == (3, 1)
    assert "lacks permissions: pages_manage_posts." in done.stderr
    assert not bench.tokens.exists()


def test_permissions_are_asked_for_where_they_are_used() -> None:
    """Publishing asks for three; comments and figures name theirs only when they are used."""
    assert Uses().scopes == ("pages_manage_posts", "pages_read_engagement", "pages_show_list")
    added = {
        one: set(Uses(**{one: True}).scopes) - set(Uses().scopes)
        for one in ("first_comments", "figures", "comments")
    }
    assert added == {
        "first_comments": {"pages_manage_engagement", "pages_read_user_content"},
        "figures": {"read_insights", "pages_manage_engagement"},
        "comments": {"pages_manage_engagement", "pages_read_user_content"},
    }


def test_a_campaign_without_first_comments_lacks_nothing(bench: Bench) -> None:
    """A token for publishing alone is enough, until a post is to have a first comment."""
    bench.page_says("debug-token", scopes=[*tokens.PUBLISHING])
    done = bench.connect(None, "--json")
    assert json.loads(done.stdout)["missing_scopes"] == []
    assert "permissions missing" not in done.stderr
    words = ("--caption", "Hallo", "--first-comment", "Meer?", "--language", "nl")
    assert bench.run("post", "add", *words).exit_code == 0
    assert bench.json("page", "show")["missing_scopes"] == [
        "pages_manage_engagement",
        "pages_read_user_content",
    ]
    told = {one["check"]: one["detail"] for one in bench.json("doctor")}
    assert "pages_manage_engagement" in told["token-lacks"]


@pytest.mark.parametrize("version", ["v20.0", "v99.0"])
def test_another_version_that_answers_is_told_once(bench: Bench, version: str) -> None:
    """A version that has ended, or is not out, is answered by another: posts go out, log and doctor say so."""
    bench.connect()
    path = bench.folder / "campaign.toml"
    text = path.read_text(encoding="utf-8").replace("\n[page]\n", f'\n[page]\ngraph_version = "{version}"\n')
    path.write_text(text, encoding="utf-8")
    bench.add("Toch.")
    for _ in range(2):
        assert bench.run("run", "--until-idle").exit_code == 0
    assert visible_at(bench.served) == ["Toch."]
    log = [one["event"] for one in bench.json("log")]
    assert log.count("graph-version-other") == 1
    assert log.count("graph-version-ended") == (version == "v20.0")
    done = bench.run("doctor", "--json")
    checks = {one["check"]: one for one in json.loads(done.stdout)}
    assert checks["graph-version-other"]["warning"]
    assert version in checks["graph-version-other"]["detail"]
    assert ("graph-version-ended" if version == "v20.0" else "graph-version-unknown") in checks
    assert f"version {version} of the Graph API" in bench.run("page", "show").stderr


def test_versions_that_end_are_told_in_time() -> None:
    """From ninety days before its last day a version is told of; after it, that it has ended; the newest is not."""
    day = date(2026, 11, 29)
    told = {
        name: [(one.code, one.params.get("days")) for one in graph_version.ends(name, day)]
        for name in ("v27.0", "v22.0", "v21.0", "v20.0", "v19.0", "v3.1", "v28.0")
    }
    assert told == {
        "v27.0": [], "v22.0": [], "v21.0": [("graph-version-ends", 53)], "v20.0": [("graph-version-ended", 0)],
        "v19.0": [("graph-version-ended", 0)], "v3.1": [("graph-version-ended", 0)],
        "v28.0": [("graph-version-unknown", None)],
    }  # fmt: skip
    assert [one.code for one in graph_version.ends("v21.0", date(2027, 1, 21))] == ["graph-version-ends"]
    assert [one.code for one in graph_version.ends("v21.0", date(2027, 1, 22))] == ["graph-version-ended"]


def test_a_version_that_ends_is_a_notice_once(tmp_path: Path) -> None:
    """The notice is noted once for a version, and again once it has ended; it names day and newest version."""
    store = engine.create(tmp_path)
    for now in (NOW, NOW, datetime(2027, 1, 22, tzinfo=UTC), datetime(2027, 1, 23, tzinfo=UTC)):
        with store.write() as session:
            notices.version_ends(session, "v21.0", now=now)
    with store.read() as session:
        noted = [(one.event, one.params["until"]) for one in events.since(session, NOW, notices.VERSION_ENDS)]
        owed = notices.owed(session, "email", now=datetime(2027, 1, 22, 1, tzinfo=UTC)).notices
    store.close()
    assert noted == [("graph-version-ends", "2027-01-21"), ("graph-version-ended", "2027-01-21")]
    assert [(one.event, one.params["newest"]) for one in owed] == [("graph-version-ended", "v27.0")]
    ((_, letter),) = letter_text.letters(owed, "MEY", alone=False, now=NOW, lang="en")
    assert letter.subject == "[MEY] Version v21.0 of the Graph API has ended"
    assert 'Write `graph_version = "v27.0"` under [page]' in letter.text


def test_odd_version_headers_say_nothing() -> None:
    """A header that is no version is passed over; it is shown and kept nowhere."""
    for told in ("", "v27.0\x1b[31m", "27.0", "v27", "v" + "9" * 500 + ".0", "v27.0 v28.0"):
        with graph(says({"id": "1", "name": "P"}, facebook_api_version=told)) as one:
            page = PageClient(PageAddress(page_id="1", graph_url=one.url, graph_version="v27.0"), TOKEN)
            page.page()
            assert page.versions is None
            page.close()


def test_facebook_sdk_stays_in_use() -> None:
    """Calls go through facebook-sdk's own client, which is told the version that the campaign asks for."""
    code = "import sys, schedules.facebook.session; print('facebook' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=REPOSITORY, check=True
    )
    assert done.stdout.strip() == "True"
