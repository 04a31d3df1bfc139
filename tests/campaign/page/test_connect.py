"""`campaign page connect`: a token becomes a Page that posts go to, or it is said at once what is wrong with it."""

import json
import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from campaign.settings import editor, settings
from schedules.database import engine, posts
from schedules.model.states import State
from schedules.publishing import page_switch
from tests import connected_page, pinned_clock
from tests.connected_page import Bench, brussels
from tests.page_view import fault_at, visible_at
from tests.paths import REPOSITORY


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """A campaign, its Page, the app and a person's token."""
    with connected_page.founded(tmp_path) as one:
        yield one


def test_a_user_token_becomes_a_page_token(bench: Bench) -> None:
    """A person's token is exchanged; the Page's own token is kept, and campaign.toml names the Page."""
    done = bench.connect()
    assert done.exit_code == 0, done.stderr
    assert "Connected: Page Women who start" in done.stdout
    assert "no expiry" in done.stdout
    assert bench.served.access_token in bench.kept()
    assert settings.load(bench.folder / "campaign.toml").page.id == bench.served.page_id
    assert [call["edge"] for call in bench.calls()][:3] == ["debug-token", "exchange", "accounts"]


def test_posts_go_out_with_the_kept_token(bench: Bench) -> None:
    """After connecting, `run` publishes on the Page with nothing in the environment but where tokens are."""
    bench.connect()
    bench.add("Wij zijn er.")
    done = bench.run("run", "--until-idle")
    assert done.exit_code == 0, done.stderr
    assert visible_at(bench.served) == ["Wij zijn er."]


def test_a_page_token_is_kept_as_it_is(bench: Bench) -> None:
    """A Page's own token is accepted, without an exchange, and told when it ends."""
    ends = int(pinned_clock.now().timestamp()) + 3600
    bench.page_says("debug-token", expires_at=ends)
    done = bench.connect(bench.served.access_token)
    assert done.exit_code == 0, done.stderr
    assert "expires soon (days left: 0)" in done.stderr
    assert "exchange" not in {call["edge"] for call in bench.calls()}
    assert bench.json("page", "show")["expires_at"] == brussels(ends)


@pytest.mark.parametrize("which", ["user", "page"])
def test_without_the_app(bench: Bench, which: str) -> None:
    """Without app id and secret the token is not looked at; it is said that it may end, and the Page is still read."""
    token = bench.told["user_token"] if which == "user" else bench.served.access_token
    done = bench.without_app().connect(token)
    assert done.exit_code == 0, done.stderr
    assert "may expire within hours" in done.stderr
    assert not {"debug-token", "exchange"} & {call["edge"] for call in bench.calls()}
    assert bench.served.access_token in bench.kept()


@pytest.mark.parametrize(
    ("edge", "says", "exit_code", "sentence"),
    [
        ("debug-token", {"type": "APP"}, 2, "of type APP; a user token or a Page token is needed"),
        ("debug-token", {"app_id": "99"}, 2, "was not made with app"),
        (
            "debug-token",
            {"is_valid": False, "error": {"code": 190, "subcode": 463}},
            2,
            "has expired (code 463)",
        ),
        ("debug-token", {"scopes": ["pages_show_list"]}, 3, "pages_manage_posts, pages_read_engagement"),
        ("accounts", {"tasks": ["ANALYZE"]}, 3, "you may not publish on Women who start"),
    ],
)
def test_what_is_wrong_is_said_at_once(
    bench: Bench, edge: str, says: dict[str, Any], exit_code: int, sentence: str
) -> None:
    """The wrong type, app, permission or role, an expired token: one line, and nothing is kept or changed."""
    bench.page_says(edge, **says)
    before = (bench.folder / "campaign.toml").read_bytes()
    done = bench.connect()
    assert (done.exit_code, done.stdout) == (exit_code, "")
    assert sentence in done.stderr
    assert done.stderr.count("\n") == 1
    assert not bench.tokens.exists()
    assert (bench.folder / "campaign.toml").read_bytes() == before


def test_an_app_in_development_mode_is_named(bench: Bench) -> None:
    """When Facebook refuses because of development mode, that is what is said, exit 3."""
    message = "(#200) App is in development mode and cannot be used by this account"
    fault_at(bench.served, edge="accounts", effect="error", code=200, message=message, always=True)
    done = bench.connect()
    assert done.exit_code == 3
    assert "development mode" in done.stderr


def test_facebook_may_not_say_what_a_token_is(bench: Bench) -> None:
    """Where the look at a token is refused, the token is judged by what it opens, and it is said what stays unknown."""
    message = "Unsupported get request"
    fault_at(bench.served, edge="debug-token", effect="error", code=100, message=message, always=True)
    done = bench.connect()
    assert done.exit_code == 0, done.stderr
    assert "Facebook does not say what this token is ((#100) Unsupported get request)" in done.stderr
    assert bench.served.access_token in bench.kept()
    shown = bench.json("page", "show")
    assert (shown["valid"], shown["expires_at"]) == (True, None)


def test_wrong_app_secret(bench: Bench) -> None:
    """An app secret that Facebook does not accept is named as that."""
    bench.env["CAMPAIGN_APP_SECRET"] = "wrong-secret"
    done = bench.connect()
    assert (done.exit_code, "does not accept the id and secret of app" in done.stderr) == (2, True)
    assert "wrong-secret" not in done.stderr


def test_half_an_app(bench: Bench) -> None:
    """An app id without its secret is misuse."""
    del bench.env["CAMPAIGN_APP_SECRET"]
    done = bench.connect()
    assert (done.exit_code, "CAMPAIGN_APP_SECRET is not set" in done.stderr) == (2, True)


def test_another_page(bench: Bench) -> None:
    """A Page that the token does not open is named, with those that it opens, exit 3."""
    done = bench.connect(None, "--page-id", "42")
    assert done.exit_code == 3
    assert f"gives no access to Page 42, only to Women who start ({bench.served.page_id})" in done.stderr


def test_another_page_than_configured(bench: Bench) -> None:
    """--page-id that contradicts campaign.toml is misuse; the file decides."""
    bench.connect()
    done = bench.connect(None, "--page-id", "42")
    assert (done.exit_code, "campaign.toml names Page" in done.stderr) == (2, True)


def test_several_pages(bench: Bench) -> None:
    """With several Pages and none named, all are listed, exit 2."""
    from campaign.page.connect import _chosen
    from schedules.errors import BadRequest
    from schedules.facebook.tokens import OwnPage

    own = [OwnPage(id=number, name=f"P{number}", tasks=(), token="x" * 9) for number in ("1", "2")]
    with pytest.raises(BadRequest) as caught:
        _chosen(own, None)
    assert (caught.value.code, caught.value.params) == ("pages-several", {"listed": "P1 (1), P2 (2)"})
    assert _chosen(own, "2").id == "2"


@pytest.mark.parametrize("text", ["", "short", "two words and more", "tóken-with-an-accent"])
def test_no_token_at_all(bench: Bench, text: str) -> None:
    """What cannot be a token is refused before anybody is asked."""
    done = bench.run("page", "connect", "--token-stdin", input=f"{text}\n")
    assert (done.exit_code, "that is not a token" in done.stderr) == (2, True)
    assert bench.calls() == []


def test_nothing_is_asked_without_a_terminal(bench: Bench) -> None:
    """Without a terminal and without --token-stdin the command says how to give the token, exit 2."""
    done = bench.run("page", "connect", input="whatever")
    assert (done.exit_code, "--token-stdin" in done.stderr) == (2, True)


def test_json_answer(bench: Bench) -> None:
    """`--json` prints one document about the Page that was connected, the one that `page show` prints."""
    done = bench.connect(None, "--json")
    shown = json.loads(done.stdout)
    assert (shown["id"], shown["stored_in"], shown["missing_scopes"]) == (bench.served.page_id, "file", [])
    assert shown == bench.json("page", "show")


def test_proof_of_the_app(bench: Bench) -> None:
    """With the app's secret set, each call but those in the app's own name carries appsecret_proof."""
    bench.connect()
    bench.run("run", "--until-idle")
    proven = {call["edge"]: "appsecret_proof" in call["query"] for call in bench.calls()}
    assert proven == {"debug-token": False, "exchange": False, "accounts": True, "page": True}


def test_another_app_s_secret_costs_no_post(bench: Bench) -> None:
    """A wrong secret of the app refuses every call: the service ends and names the variable, the post stays due."""
    bench.connect()
    bench.add("Hoe houden zij het vol?")
    bench.env["CAMPAIGN_APP_SECRET"] = "0123456789abcdef0123456789abcdef"
    done = bench.run("run", "--until-idle")
    assert (done.exit_code, "CAMPAIGN_APP_SECRET" in done.stderr) == (3, True)
    assert bench.json("post", "show", "1")["state"] in ("approved", "uploading")
    assert "CAMPAIGN_APP_SECRET" in bench.run("doctor").stdout


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("", '[page]\nid = "7"\n'),
        ('name = "x"  # why\n', 'name = "x"  # why\n\n[page]\nid = "7"\n'),
        ("[page] # here\ngraph_version = 'v26.0'", "[page] # here\nid = \"7\"\ngraph_version = 'v26.0'"),
        ('# [page]\n# id = "1234567890"   # the number\n', '[page]\nid = "7"   # the number\n'),
    ],
)
def test_the_number_goes_into_the_settings(tmp_path: Path, text: str, new: str) -> None:
    """The Page's number is written where it belongs; comments stay, line ends too."""
    path = tmp_path / "campaign.toml"
    for ends in ("\n", "\r\n"):
        path.write_bytes(text.replace("\n", ends).encode())
        assert editor.write_page(path, "7")
        assert (
            path.read_bytes()
            == (new.replace("\n", ends) if ends in text.replace("\n", ends) else new).encode()
        )
        assert tomllib.loads(path.read_text())["page"]["id"] == "7"


def test_settings_that_cannot_be_changed_safely(tmp_path: Path) -> None:
    """A file where two lines would not do (an inline table) stays as it is, and the person is told."""
    path = tmp_path / "campaign.toml"
    path.write_text('page = { graph_version = "v26.0" }\n')
    assert not editor.write_page(path, "7")
    assert path.read_text() == 'page = { graph_version = "v26.0" }\n'


def test_the_example_settings_take_the_number(tmp_path: Path) -> None:
    """In a campaign as `init` makes it, the number takes the place of the example."""
    from campaign import new_campaign

    new_campaign.create(tmp_path / "mey", new_campaign.first_settings(name="MEY"))
    path = tmp_path / "mey" / "campaign.toml"
    assert editor.write_page(path, "77")
    assert settings.load(path).page.id == "77"
    assert "1234567890" not in path.read_text(encoding="utf-8")


def rehearse(bench: Bench) -> None:
    """Publish one post in rehearsal, with the settings as they are before connecting."""
    bench.add("Geoefend.")
    assert bench.run("run", "--until-idle").exit_code == 0
    assert bench.json("post", "show", 1)["page"]["rehearsal"] is True


def test_rehearsed_posts_stay_unless_told(bench: Bench) -> None:
    """Without a terminal and without --yes, connecting only says which posts were rehearsed."""
    rehearse(bench)
    done = bench.connect()
    assert "Posts 1 were published in rehearsal and stay that way" in done.stderr
    assert bench.json("post", "show", 1)["state"] == "published"


def test_rehearsed_posts_return_to_draft(bench: Bench) -> None:
    """With --yes what was rehearsed is a draft again that remembers no Page, and goes out for real, once."""
    rehearse(bench)
    assert "Posts 1 are drafts again" in bench.connect(None, "--yes").stderr
    shown = bench.json("post", "show", 1)
    assert (shown["state"], shown["page"], shown["facebook_id"], shown["published_at"]) == (
        "draft",
        None,
        None,
        None,
    )
    assert bench.run("post", "move", 1, "--at", "now").exit_code == 0
    assert bench.run("post", "approve", 1).exit_code == 0
    assert bench.run("run", "--until-idle").exit_code == 0
    assert visible_at(bench.served) == ["Geoefend."]


def test_a_person_is_asked(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """At a terminal the question is asked, and no means no."""
    rehearse(bench)
    connected_page.at_a_terminal(monkeypatch, False)
    assert "stay that way" in bench.connect().stderr


def test_what_is_out_for_real_never_returns(bench: Bench) -> None:
    """A post on the connected Page is no rehearsal, whatever is answered."""
    bench.connect()
    bench.add("Echt.")
    bench.run("run", "--until-idle")
    bench.connect(None, "--yes")
    assert bench.json("post", "show", 1)["state"] == "published"


@pytest.mark.slow
def test_hidden_copies_of_the_rehearsal_go_up_anew(bench: Bench) -> None:
    """A post that waits hidden on the rehearsal Page when the Page is connected goes out on the real one."""
    bench.add("Straks.", "+5s")
    done = bench.run("run", "--until", "+2s")
    assert bench.json("post", "show", 1)["state"] == "staged", done.stderr
    bench.connect()
    done = bench.run("run", "--until-idle")
    assert done.exit_code == 0, done.stderr
    assert visible_at(bench.served) == ["Straks."]
    books = engine.open_in(bench.folder)
    with books.read() as session:
        assert posts.post(session, 1).state is State.PUBLISHED
        assert page_switch.rehearsed(session) == []
    books.close()


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="a terminal of another kind")
def test_the_token_is_asked_for_unseen(bench: Bench) -> None:
    """At a terminal the token is asked for, and what is pasted does not show."""
    import pty
    import subprocess
    import sys

    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "campaign", "--dir", str(bench.folder), "page", "connect"]
    process = subprocess.Popen(
        command, env=os.environ | bench.env, stdin=follower, stdout=subprocess.PIPE, stderr=follower,
        start_new_session=True, cwd=REPOSITORY,
    )  # fmt: skip
    shown = b""
    while b"not shown" not in shown:
        shown += os.read(leader, 1000)
    os.write(leader, bench.told["user_token"].encode() + b"\n")
    output, _ = process.communicate(timeout=240)
    shown += os.read(leader, 10000)
    os.close(leader)
    os.close(follower)
    assert (process.returncode, b"Connected" in output) == (0, True), shown
    assert bench.told["user_token"].encode() not in shown
