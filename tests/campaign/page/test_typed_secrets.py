"""Secrets that `page connect` and `page trust` ask for at a terminal, so that nobody needs the environment."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

from campaign.cli import credentials
from campaign.cli.app import Desk
from campaign.notices import channels
from campaign.page.keychain import Kept, Keychain, mail_key
from campaign.settings import settings
from schedules.errors import NotReady
from tests import connected_page
from tests.connected_page import Bench
from tests.page_view import visible_at


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    """A person at a terminal, without the app in the environment."""
    monkeypatch.setattr("campaign.cli.errors.can_ask", lambda: True)
    with connected_page.founded(tmp_path) as one:
        one.env = {"CAMPAIGN_TOKEN_DIR": one.env["CAMPAIGN_TOKEN_DIR"], "CAMPAIGN_BY": "An Voorbeeld"}
        yield one


def typed(bench: Bench, *answers: str) -> Result:
    """Connect, typing these answers."""
    return bench.run("page", "connect", input="".join(f"{one}\n" for one in answers))


def test_the_app_is_asked_for_and_kept(bench: Bench) -> None:
    """Id and secret make the token last without the environment; no secret is printed; both lie beside the token."""
    told = bench.told
    done = typed(bench, told["app_id"], told["app_secret"], told["user_token"])
    assert done.exit_code == 0, done.stderr
    assert "developers.facebook.com" in done.stderr
    assert "no expiry" in done.stdout
    assert not any(told[name] in done.output for name in ("app_secret", "user_token"))
    assert told["app_secret"] in bench.kept()
    assert "exchange" in {call["edge"] for call in bench.calls()}


def test_the_service_proves_its_calls_with_the_app_that_was_typed(bench: Bench) -> None:
    """What is published later comes from the app, with nothing in the environment; `page show` asks with it too."""
    told = bench.told
    typed(bench, told["app_id"], told["app_secret"], told["user_token"])
    desk = Desk(secrets={"CAMPAIGN_TOKEN_DIR": str(bench.tokens)})
    read = settings.load(bench.folder / "campaign.toml")
    assert credentials.app_secret(desk, read) == told["app_secret"]
    bench.add("Wij zijn er.")
    assert bench.run("run", "--until-idle").exit_code == 0
    assert visible_at(bench.served) == ["Wij zijn er."]
    assert bench.json("page", "show")["missing_scopes"] == []


def test_the_app_that_was_typed_is_for_the_stored_token_alone(bench: Bench) -> None:
    """A token of the environment, which may be another app's, is not proven by it."""
    told = bench.told
    typed(bench, told["app_id"], told["app_secret"], told["user_token"])
    read = settings.load(bench.folder / "campaign.toml")
    desk = Desk(secrets={"CAMPAIGN_TOKEN_DIR": str(bench.tokens), "CAMPAIGN_PAGE_TOKEN": "EAAanother"})
    assert credentials.app(desk, read) is None
    assert credentials.app_secret(desk, read) is None


def test_connecting_anew_asks_for_the_token_alone(bench: Bench) -> None:
    """The app is known from then on; `page forget` forgets it with the token."""
    told = bench.told
    typed(bench, told["app_id"], told["app_secret"], told["user_token"])
    again = typed(bench, told["user_token"])
    assert again.exit_code == 0, again.stderr
    assert "App ID" not in again.stderr
    assert told["app_secret"] in bench.kept()
    assert bench.run("page", "forget").exit_code == 0
    assert not (bench.tokens / "page.token").exists()


def test_one_may_go_on_without_the_app(bench: Bench) -> None:
    """Enter at the first question connects without the app, and says what that means and which command asks again."""
    done = typed(bench, "", bench.told["user_token"])
    assert done.exit_code == 0, done.stderr
    assert "may expire within hours. `campaign page connect` asks for them" in done.stderr


@pytest.mark.parametrize("slip", ["mijn app", "0123456789abcdef0123456789abcdef", "123 456", "１２３"])
def test_what_cannot_be_an_app_s_id_is_asked_again(bench: Bench, slip: str) -> None:
    """An answer that cannot be an id, such as the secret, is refused with where to find it, and asked again."""
    told = bench.told
    done = typed(bench, slip, f" {told['app_id']} ", "two words", told["app_secret"], told["user_token"])
    assert done.exit_code == 0, done.stderr
    assert "an app's id is a number" in done.stderr
    assert "press Show" in done.stderr


def test_a_console_that_does_not_paste(bench: Bench) -> None:
    """Where Ctrl+V is a sign like others, which nobody sees, it is said how to paste, and asked again."""
    told = bench.told
    done = typed(bench, told["app_id"], "\x16", told["app_secret"], "\x16", told["user_token"])
    assert done.exit_code == 0, done.stderr
    assert done.stderr.count("Click the right mouse button to paste") == 2


def test_the_environment_needs_no_question(bench: Bench) -> None:
    """With the app in the environment only the token is asked for, and the app is kept nowhere."""
    told = bench.told
    bench.env |= {"CAMPAIGN_APP_ID": told["app_id"], "CAMPAIGN_APP_SECRET": told["app_secret"]}
    done = typed(bench, told["user_token"])
    assert done.exit_code == 0, done.stderr
    assert "App ID" not in done.stderr
    assert told["app_secret"] not in bench.kept()


def test_a_token_of_before_has_no_app(tmp_path: Path) -> None:
    """What an earlier version stored, without an app, is read as ever."""
    older = {"token": "EAAx", "name": "MEY", "expires_at": None, "ends_known": True, "scopes": ["a"]}
    chain = Keychain(folder=tmp_path)
    chain.keep("there", Kept(token="EAAx"))
    chain.path.write_text(json.dumps({"there": json.dumps(older)}), encoding="utf-8")
    assert chain.read("there") == Kept(
        token="EAAx", name="MEY", ends_known=True, scopes=("a",), stored_in="file"
    )


MAIL = """
[notices]
email_to = ["an@example.org"]
email_from = "campaign@example.org"
smtp_host = "smtp.example.org"
smtp_user = "an"
"""


@pytest.fixture
def mailing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, campaign: Callable[..., Result]) -> Path:
    """A campaign that sends mails through a server with a password; its folder."""
    monkeypatch.setattr("campaign.cli.errors.can_ask", lambda: True)
    monkeypatch.setenv("CAMPAIGN_TOKEN_DIR", str(tmp_path / "tokens"))
    assert campaign("init", tmp_path / "mey", "--name", "MEY", "--language", "nl").exit_code == 0
    path = tmp_path / "mey" / "campaign.toml"
    path.write_text(path.read_text(encoding="utf-8") + MAIL, encoding="utf-8")
    return tmp_path / "mey"


def password_of(folder: Path) -> str | None:
    """The mail server's password as the service gets it."""
    desk = Desk(secrets={"CAMPAIGN_TOKEN_DIR": str(folder.parent / "tokens")})
    return credentials.mail_password(desk, settings.load(folder / "campaign.toml"))


def test_the_mail_server_s_password_is_asked_for(mailing: Path, campaign: Callable[..., Result]) -> None:
    """Confirming the mail server asks for its password, hidden, and stores it for the service; Enter leaves it."""
    done = campaign("page", "trust", "smtp.example.org", folder=mailing, input="open sesame\n")
    assert done.exit_code == 0, done.stderr
    assert "open sesame" not in done.output
    assert password_of(mailing) == "open sesame"
    read = settings.load(mailing / "campaign.toml")
    assert channels.gap(read.notices, password_of(mailing)) is None
    campaign("page", "trust", "smtp.example.org", folder=mailing, input="\n")
    assert password_of(mailing) == "open sesame"
    campaign("page", "trust", "smtp.example.org", folder=mailing, input="another\n")
    assert password_of(mailing) == "another"


def test_a_password_is_for_one_user_of_one_server(mailing: Path, campaign: Callable[..., Result]) -> None:
    """Settings that name another server or user get none; `--forget` removes it."""
    campaign("page", "trust", "smtp.example.org", folder=mailing, input="open sesame\n")
    path = mailing / "campaign.toml"
    before = path.read_text(encoding="utf-8")
    for old, new in (("smtp.example.org", "smtp.evil.example"), ('"an"', '"bea"')):
        path.write_text(before.replace(old, new), encoding="utf-8")
        assert password_of(mailing) is None
    path.write_text(before, encoding="utf-8")
    assert campaign("page", "trust", "--forget", folder=mailing).exit_code == 0
    assert password_of(mailing) is None
    assert Keychain(folder=mailing.parent / "tokens").read(mail_key("smtp.example.org", 587, "an")) is None


SIGN_ON = """
[desk]
sign_on = "https://login.example.org/realms/office"
sign_on_client = "desk"
"""


def test_the_secret_at_the_office_s_log_in(mailing: Path, campaign: Callable[..., Result]) -> None:
    """A log-in that nobody confirmed is asked for nobody; confirming it asks for the desk's secret there, unseen."""
    path = mailing / "campaign.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(MAIL, SIGN_ON), encoding="utf-8")
    desk = Desk(secrets={"CAMPAIGN_TOKEN_DIR": str(mailing.parent / "tokens")})
    with pytest.raises(NotReady, match="host-unconfirmed"):
        credentials.sign_on_secret(desk, settings.load(path))
    done = campaign("page", "trust", "login.example.org", folder=mailing, input="open sesame\n")
    assert (done.exit_code, "open sesame" in done.output) == (0, False), done.stderr
    assert credentials.sign_on_secret(desk, settings.load(path)) == "open sesame"
    given = Desk(
        secrets={"CAMPAIGN_TOKEN_DIR": str(mailing.parent / "tokens"), "CAMPAIGN_OIDC_SECRET": "another"}
    )
    assert credentials.sign_on_secret(given, settings.load(path)) == "another"
    campaign("page", "trust", "login.example.org", "--forget", folder=mailing)
    with pytest.raises(NotReady, match="host-unconfirmed"):
        credentials.sign_on_secret(desk, settings.load(path))
    kept = mailing.parent / "tokens" / "page.token"
    assert not kept.exists() or "open sesame" not in kept.read_text(encoding="utf-8")
