"""The token: where it is kept, who may read it, how it stands, and that it is seen nowhere else."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from campaign.page.keychain import Kept
from schedules.errors import BadRequest
from schedules.facebook import answers, tokens
from schedules.facebook import client as facebook_client
from schedules.facebook.errors import GraphError, Unknown
from schedules.facebook.tokens import App
from tests import connected_page, pinned_clock
from tests.connected_page import Bench, brussels
from tests.page_view import fault_at
from tests.paths import REPOSITORY
from tests.schedules.facebook.test_client import Stub

TOKEN = "EAAGseeded0secret0token0that0must0never0show"
SECRET = "app0secret0that0must0never0show"
posix = pytest.mark.skipif(os.name == "nt", reason="on Windows the profile's access list protects the file")


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """A campaign, its Page, the app and a person's token."""
    with connected_page.founded(tmp_path) as one:
        yield one


@pytest.fixture
def stub() -> Iterator[Stub]:
    """A server with a literal answer."""
    one = Stub()
    yield one
    one.server.shutdown()
    one.server.server_close()


@posix
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620])
def test_an_open_file_is_refused(bench: Bench, mode: int) -> None:
    """A file that others can read or write is refused, exit 3, with what to do."""
    bench.connect()
    path = bench.tokens / "page.token"
    path.chmod(mode)
    done = bench.run("run", "--until-idle")
    assert done.exit_code == 3
    assert f"Run `chmod 600 {path}`" in done.stderr


def test_show_and_forget(bench: Bench) -> None:
    """`page show` tells how the token stands; after `page forget` there is none, exit 3."""
    bench.connect()
    shown = bench.json("page", "show")
    assert shown == {
        "id": bench.served.page_id, "name": "Women who start", "graph_url": bench.served.graph_url,
        "rehearsal": False, "stored_in": "file", "valid": True, "expires_at": None, "missing_scopes": [],
    }  # fmt: skip
    assert "no expiry" in bench.run("page", "show").stdout
    assert bench.json("page", "forget") == {"id": bench.served.page_id, "removed_from": ["file"]}
    assert not (bench.tokens / "page.token").exists()
    for words in (["page", "show"], ["run", "--until-idle"]):
        done = bench.run(*words)
        assert (done.exit_code, "campaign page connect" in done.stderr) == (3, True)
    assert "no stored token" in bench.run("page", "forget").stdout


def test_show_without_a_page(bench: Bench) -> None:
    """Without a configured Page, `page show` names the rehearsal Page and `page forget` has nothing to do."""
    assert bench.json("page", "show")["rehearsal"] is True
    assert bench.run("page", "show").exit_code == 0
    assert bench.run("page", "forget").exit_code == 3


def test_the_environment_wins(bench: Bench) -> None:
    """CAMPAIGN_PAGE_TOKEN outdoes the stored token, and `page forget` says that it is still there."""
    bench.connect()
    bench.env["CAMPAIGN_PAGE_TOKEN"] = TOKEN
    done = bench.run("page", "show")
    assert done.exit_code == 1
    assert "takes precedence over a stored one" in done.stdout
    assert TOKEN not in done.output
    assert bench.run("run", "--until-idle").exit_code == 3
    assert "CAMPAIGN_PAGE_TOKEN is still set" in bench.run("page", "forget").stderr


def test_the_environment_is_not_for_the_rehearsal(bench: Bench) -> None:
    """CAMPAIGN_PAGE_TOKEN is never sent to the rehearsal Page."""
    bench.env["CAMPAIGN_PAGE_TOKEN"] = TOKEN
    bench.add("Oefening.")
    assert bench.run("run", "--until-idle").exit_code == 0


@pytest.mark.parametrize(("days", "warns"), [(15, False), (13, True), (0.5, True)])
def test_the_end_is_told_fourteen_days_ahead(bench: Bench, days: float, warns: bool) -> None:
    """`page show`, `doctor` and `run` warn when the token has fourteen days left, and still work."""
    bench.page_says(
        "debug-token", expires_at=int((pinned_clock.now() + timedelta(days=days, hours=1)).timestamp())
    )
    bench.connect(bench.served.access_token)
    doctor = bench.json("doctor")
    assert any(one["warning"] and one["check"] == "token-ends" for one in doctor) is warns
    assert all(one["good"] for one in doctor)
    for words in (["page", "show"], ["run", "--until-idle"]):
        done = bench.run(*words)
        assert (done.exit_code, f"expires soon (days left: {int(days)})" in done.stderr) == (0, warns)


def test_the_end_is_known_without_the_app(bench: Bench) -> None:
    """What Facebook said when the Page was connected is remembered when the app's secret is not at hand."""
    ends = int((pinned_clock.now() + timedelta(days=3)).timestamp())
    bench.page_says("debug-token", expires_at=ends)
    bench.connect(bench.served.access_token)
    assert bench.without_app().json("page", "show")["expires_at"] == brussels(ends)


def test_doctor_tells_how_the_token_stands(bench: Bench) -> None:
    """`doctor` says that the token works, where it is kept, and until when."""
    bench.connect()
    codes = [one["check"] for one in bench.json("doctor")]
    assert codes[-4:] == [
        "check-page-real",
        "check-token-file",
        "check-token-for-good",
        "check-own-name-none",
    ]
    assert "kept in a file that only you can read" in bench.run("doctor").stdout


def test_doctor_without_a_token(bench: Bench) -> None:
    """A configured Page without a token is a finding, exit 1."""
    bench.connect()
    bench.run("page", "forget")
    done = bench.run("doctor")
    assert (done.exit_code, "campaign page connect" in done.stdout) == (1, True)


def test_a_token_that_ended(bench: Bench) -> None:
    """A token that the Page no longer accepts: `page show` says valid false, doctor NO, both exit 1."""
    bench.connect()
    fault_at(bench.served, edge="page", effect="token-expired", always=True)
    done = bench.run("page", "show", "--json")
    assert (done.exit_code, json.loads(done.stdout)["valid"]) == (1, False)
    assert "has expired" in done.stderr
    assert bench.run("doctor").exit_code == 1


def test_a_token_that_ends_while_we_publish(bench: Bench) -> None:
    """When the Page stops taking the token in mid-run, the service says in words why, exit 3, and the post stays."""
    bench.connect()
    bench.add("Nog niet.")
    fault_at(bench.served, edge="post-create", effect="token-expired", always=True)
    done = bench.run("run", "--until-idle")
    assert (done.exit_code, "the Page's token has expired. Get a new one" in done.stderr) == (3, True)
    assert bench.json("post", "show", 1)["state"] == "uploading"


def test_nobody_can_be_asked(bench: Bench) -> None:
    """When the Page cannot be reached, validity is unknown, and nothing is claimed."""
    bench.connect()
    bench.served.stop()
    done = bench.run("page", "show", "--json")
    assert (done.exit_code, json.loads(done.stdout)["valid"]) == (1, None)


@pytest.mark.parametrize(
    "url", ["http://example.org", "http://127.0.0.1.example.org", "http://localhost.example.org"]
)
def test_plain_http_is_for_this_computer(bench: Bench, url: str) -> None:
    """A Graph address without encryption on another host is refused before anything is sent, exit 2."""
    path = bench.folder / "campaign.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(bench.served.graph_url, url), encoding="utf-8")
    done = bench.connect()
    assert done.exit_code == 2
    assert bench.told["user_token"] not in done.output
    with pytest.raises(BadRequest):
        tokens.pages(url, "v26.0", TOKEN, None)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(stub: Stub, status: int) -> None:
    """A redirect to another host ends the call: the other host hears nothing, least of all a token."""
    other = Stub()
    stub.answers({}, status=status, Location=f"{other.url}/v26.0/steal")
    app = App(id="9", secret=SECRET)
    now = pinned_clock.now()
    for call in (
        lambda: tokens.inspect(stub.url, "v26.0", TOKEN, app),
        lambda: tokens.lengthen(stub.url, "v26.0", TOKEN, app, now=now),
        lambda: tokens.pages(stub.url, "v26.0", TOKEN, app),
        lambda: tokens.whoever(stub.url, "v26.0", TOKEN, app),
    ):
        with pytest.raises(Unknown) as caught:
            call()
        assert caught.value.code == "graph-redirect"
    assert other.seen == []
    other.server.shutdown()
    other.server.server_close()


def test_no_secret_in_any_address(stub: Stub) -> None:
    """Tokens and secrets travel in a header or a body; the token that is inspected alone where Meta wants it."""
    app = App(id="9", secret=SECRET)
    calls: list[tuple[Any, dict[str, Any]]] = [
        (lambda: tokens.inspect(stub.url, "v26.0", TOKEN, app), {"data": {"is_valid": True, "type": "USER"}}),
        (
            lambda: tokens.lengthen(stub.url, "v26.0", TOKEN, app, now=pinned_clock.now()),
            {"access_token": "x"},
        ),
        (lambda: tokens.pages(stub.url, "v26.0", TOKEN, app), {"data": []}),
        (lambda: tokens.whoever(stub.url, "v26.0", TOKEN, app), {"id": "1"}),
    ]
    for call, answer in calls:
        stub.answers(answer)
        call()
    assert len(stub.seen) == 4
    assert [(method, TOKEN in path, SECRET in path) for method, path, _, _ in stub.seen] == [
        ("GET", True, False), ("POST", False, False), ("GET", False, False), ("GET", False, False)
    ]  # fmt: skip
    assert stub.seen[0][1] == f"/v26.0/debug_token?input_token={TOKEN}"
    assert stub.seen[0][2]["Authorization"] == f"Bearer 9|{SECRET}"


def test_proof_is_that_of_the_documents(stub: Stub) -> None:
    """appsecret_proof is the hex HMAC-SHA256 of the token under the app's secret, on films' bytes too."""
    import hashlib
    import hmac

    stub.answers({"id": "1", "name": "P"})
    address = answers.PageAddress(page_id="1", graph_url=stub.url, graph_version="v26.0")
    client = facebook_client.PageClient(address, TOKEN, app_secret=SECRET)
    client.page()
    client.create_post(message="x", link=None)
    client.close()
    proof = hmac.new(SECRET.encode(), TOKEN.encode(), hashlib.sha256).hexdigest()
    assert all(f"appsecret_proof={proof}" in path for _, path, _, _ in stub.seen)


@pytest.mark.parametrize("text", [f"Malformed access token {TOKEN}", f"no {SECRET}", f"9|{SECRET}"])
def test_what_facebook_quotes_is_cleared(stub: Stub, text: str) -> None:
    """Facebook's own text, which quotes what it was sent, is cleared of tokens and secrets."""
    stub.answers({"error": {"code": 100, "message": text}}, status=400)
    with pytest.raises((GraphError, BadRequest)) as caught:
        tokens.inspect(stub.url, "v26.0", TOKEN, App(id="9", secret=SECRET))
    assert TOKEN not in str(caught.value)
    assert SECRET not in str(caught.value)


def test_values_do_not_show_their_secrets() -> None:
    """What holds a token does not show it when it is printed."""
    shown = repr(
        [
            Kept(token=TOKEN),
            App(id="1", secret=SECRET),
            tokens.OwnPage(id="1", name="", tasks=(), token=TOKEN),
        ]
    )
    assert TOKEN not in shown
    assert SECRET not in shown


def test_a_whole_session_leaves_no_trace(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """After connect, show, doctor, a run that fails, log, report, status and tracebacks no secret is anywhere."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    outputs = [bench.connect().output]
    bench.add("Met een fout.")
    fault_at(bench.served, edge="post-create", effect="error", code=190, subcode=463,
             message=f"Error validating {bench.served.access_token}", always=True)  # fmt: skip
    session = ("page show", "doctor", "run --until-idle", "run --until +1s --debug", "log", "log --json", "status",
               "report out.html", "status --json", "post show 1 --json", "page show --debug", "zzz --debug",
               "page connect --debug")  # fmt: skip
    monkeypatch.chdir(bench.folder)
    outputs += [bench.run(*line.split()).output for line in session]
    secrets = {name: bench.told[name] for name in ("user_token", "app_secret")}
    secrets |= {"lasting": f"{bench.told['user_token']}-lasting", "page": bench.served.access_token}
    files = [
        path
        for place in (bench.folder, tmp_path / "temporary")
        for path in place.rglob("*")
        if path.is_file()
    ]
    assert bench.folder / "out.html" in files
    for name, secret in secrets.items():
        assert secret not in "".join(outputs), name
        assert [path for path in files if secret.encode() in path.read_bytes()] == [], name
    asked = {(call["edge"], name) for call in bench.calls() for name in (call["query"] or "").split(",")}
    forbidden = {"access_token", "input_token", "client_secret", "fb_exchange_token"}
    assert {(edge, name) for edge, name in asked if name in forbidden} == {("debug-token", "input_token")}


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="there is no /proc")
@pytest.mark.slow
def test_no_secret_in_the_list_of_processes(bench: Bench) -> None:
    """While a token is read and sent, it stands in no command line of any process."""
    fault_at(bench.served, edge="debug-token", effect="slow", seconds=1.5)
    command = [
        sys.executable,
        "-m",
        "campaign",
        "--dir",
        str(bench.folder),
        "page",
        "connect",
        "--token-stdin",
    ]
    seen: set[bytes] = set()
    ended = threading.Event()

    def look() -> None:
        while not ended.is_set():
            for path in Path("/proc").glob("[0-9]*/cmdline"):
                try:
                    seen.add(path.read_bytes())
                except OSError:
                    continue
            time.sleep(0.1)

    looker = threading.Thread(target=look)
    looker.start()
    done = subprocess.run(
        command, env=os.environ | bench.env, input=f"{bench.told['user_token']}\n", capture_output=True, text=True,
        cwd=REPOSITORY, timeout=240, check=False,
    )  # fmt: skip
    ended.set()
    looker.join()
    assert done.returncode == 0, done.stderr
    assert any(b"--token-stdin" in line for line in seen)
    secrets = (bench.told["user_token"], bench.told["app_secret"], bench.served.access_token)
    assert not [line for line in seen for secret in secrets if secret.encode() in line]
