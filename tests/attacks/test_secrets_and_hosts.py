"""T6: tokens, an app's secret, a mail password go to Facebook and to this computer; elsewhere if a person said so."""

import json
import os
import re
import shlex
import socket
import stat
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from campaign import new_campaign
from campaign.cli.app import root, utc_now
from campaign.page.keychain import Kept, Keychain
from schedules.database import claims, engine, remote_objects, withdrawals
from schedules.facebook.answers import PageAddress
from schedules.facebook.client import PageClient
from schedules.facebook.errors import GraphError, Refused
from schedules.model.records import PageIdentity
from tests.connected_page import at_a_terminal
from tests.queue_campaign import Campaign

pytestmark = pytest.mark.slow  # each attack is a campaign or a server of its own

TOKEN, APP_SECRET, PASSWORD = "EAAGsecret0of0the0page", "EAAGsecret0of0the0app", "EAAGsecret0of0the0mail"
ENV = {
    "CAMPAIGN_PAGE_TOKEN": TOKEN,
    "CAMPAIGN_APP_ID": "99",
    "CAMPAIGN_APP_SECRET": APP_SECRET,
    "CAMPAIGN_SMTP_PASSWORD": PASSWORD,
}
MAIL = """
[notices]
email_to = ["an@example.org"]
email_from = "campaign@example.org"
smtp_host = "smtp.evil.example"
smtp_user = "campaign"
"""
HOOK = '[notices]\nwebhook = "https://hooks.evil.example/sesame"\n'


class Attacked:
    """A campaign folder whose settings somebody changed; `looked_up` are the hosts that were asked for."""

    def __init__(self, folder: Path, looked_up: list[str]) -> None:
        self.folder, self.tokens, self.looked_up = folder / "mey", folder / "tokens", looked_up
        new_campaign.create(self.folder, new_campaign.first_settings(name="MEY"))
        self.toml = self.folder / "campaign.toml"
        self.plain = self.toml.read_text(encoding="utf-8")

    def says(self, text: str) -> None:
        """Let campaign.toml say so."""
        self.toml.write_text(f"{self.plain}\n{text}", encoding="utf-8")

    def names(self, url: str, number: str | None = "77") -> None:
        """Let campaign.toml name a Graph server."""
        told = f'id = "{number}"\n' if number else ""
        self.says(f"[page]\n{told}graph_url = {json.dumps(url)}\n")

    def run(self, *words: object, more: Mapping[str, str] | None = None, **given: Any) -> Result:
        """Run a command with every secret in the environment, or `more` in their place."""
        env = ENV | {"CAMPAIGN_TOKEN_DIR": str(self.tokens)} | dict(more or {})
        return CliRunner().invoke(root, ["--dir", str(self.folder), *map(str, words)], env=env, **given)


@pytest.fixture
def attacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Attacked:
    """A campaign, and a list of the hosts that anything asks for."""
    looked_up: list[str] = []
    look_up = socket.getaddrinfo

    def listening(host: Any, *args: Any, **kwargs: Any) -> Any:
        looked_up.append(str(host))
        return look_up(host, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", listening)
    return Attacked(tmp_path, looked_up)


LOOK_ALIKES = (
    "https://graph.facebook.com.evil.example",
    "https://evilfacebook.com",
    "https://facebook.com",
    "https://graph.facebook.com:8443",
    "https://graph-facebook.com",
    "https://GRAPH.FACEBOOK.COM.EVIL.EXAMPLE",
    "https://xn--graph-facebook-9zb.com",
    "https://localhost.evil.example",
    "https://127.0.0.1.nip.io",
    "https://192.0.2.7",
    "https://[2001:db8::7]:443",
    "https://0.0.0.0",
    "https://10.0.0.1/graph.facebook.com",
)
COMMANDS = (
    ("page", "connect", "--token-stdin"),
    ("page", "connect", "--token-stdin", "--yes"),
    ("page", "show"),
    ("run", "--until-idle"),
    ("run", "--until-idle", "--yes"),
)


@pytest.mark.parametrize("url", LOOK_ALIKES)
def test_a_look_alike_gets_nothing(attacked: Attacked, url: str) -> None:
    """A server that is neither Facebook's nor here is not even looked up: exit 3, one line that names what to do."""
    attacked.names(url)
    done = attacked.run("run", "--until-idle")
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (3, "", 1)
    assert "`page.graph_url` in campaign.toml sends the Page's token to https://" in done.stderr
    assert re.search(r"run `campaign page trust '?https://", done.stderr)
    assert attacked.looked_up == []
    assert not re.search("EAAG", done.output)


@pytest.mark.parametrize("words", COMMANDS)
def test_no_command_sends_a_token_to_it(attacked: Attacked, words: tuple[str, ...]) -> None:
    """Each command that speaks to the Page refuses, whatever --yes answers; nothing is changed."""
    attacked.names("https://graph.evil.example", number=None if words[1] == "connect" else "77")
    before = attacked.toml.read_bytes()
    done = attacked.run(*words, input=f"{TOKEN}\n")
    assert (done.exit_code, done.stderr.count("\n")) == (3, 1), done.output
    assert "https://graph.evil.example" in done.stderr
    assert attacked.looked_up == []
    assert attacked.toml.read_bytes() == before
    assert not attacked.tokens.exists()


TWO_WAYS = (
    "https://evil.example\\.facebook.com",
    "https://graph.facebook.com.",
    "https://graph.f\u0430cebook.com",
    "https://graph\u3002facebook\u3002com",
    "https://evil%2eexample",
    "https://graph..facebook.com",
    "https://2130706433",
    "http://[::1%25eth0]",
    "https://graph.facebook.com:0",
    "https://graph.facebook.com:",
    "https://graph.facebook.com:00443",
)
REFUSED_BEFORE = (
    "https://graph.facebook.com\\@evil.example",
    "https://graph.facebook.com@evil.example",
    "https://graph.facebook.com:x@evil.example",
    "https://evil.example#.facebook.com",
    "https://evil.example\t.facebook.com",
    "http://2130706433",
    "http://127.1",
    "http://0x7f.0.0.1",
    "http://0177.0.0.1",
    "http://localhost.evil.example",
    "http://127.0.0.1.nip.io",
    "http://127.0.0.1@evil.example",
    "http://evil.example",
)


def _refused(attacked: Attacked, key: str, value: str) -> None:
    section, name = key.split(".")
    attacked.says(f"[{section}]\n{name} = {json.dumps(value)}\n")
    done = attacked.run("status")
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1), (value, done.output)
    assert f"`{key}`" in done.stderr
    assert "campaign.toml, line " in done.stderr


@pytest.mark.parametrize("url", TWO_WAYS)
@pytest.mark.parametrize("key", ["page.graph_url", "notices.webhook"])
def test_what_two_programs_read_differently_is_no_address(attacked: Attacked, key: str, url: str) -> None:
    """An address in which one reader may see Facebook and another a stranger is refused with its line, exit 2."""
    _refused(attacked, key, url)


def test_a_mail_server_is_named_as_strictly(attacked: Attacked) -> None:
    """The mail server's name follows the same rule."""
    for host in ("127.1", "2130706433", "smtp.example.org.", "a..b", "smtp.f\u0430cebook.com"):
        _refused(attacked, "notices.smtp_host", host)


def test_addresses_that_were_refused_are_refused_still(attacked: Attacked) -> None:
    """Users before an @, plain http to strangers, other spellings of this computer: as before."""
    for url in REFUSED_BEFORE:
        for key in ("page.graph_url", "notices.webhook"):
            _refused(attacked, key, url)


def test_a_page_cannot_name_a_stranger_for_the_bytes_of_a_reel(tmp_path: Path) -> None:
    """An upload address that two programs read differently is refused: no byte and no token leaves."""
    (tmp_path / "film.mp4").write_bytes(b"film")
    address = PageAddress(page_id="1", graph_url="https://graph.facebook.com", graph_version="v27.0")
    page = PageClient(address, TOKEN)
    for url in (
        "https://evil.example\\.facebook.com/1",
        "https://rupload.facebook.com\t/1",
        "https://rupload.facebook.com\\.evil.example/1",
        "https://rupload.facebook.com./1",
        "https://facebook.com/1",
        "https://fbcdn.net.evil.example/1",
        "//rupload.facebook.com/1",
    ):
        with pytest.raises(Refused, match="graph-upload-url"):
            page.send_reel(url, tmp_path / "film.mp4", 0)
    page.close()


@pytest.mark.parametrize(("settings", "address"), [
    (MAIL, "smtp://smtp.evil.example"),
    (HOOK, "https://hooks.evil.example"),
    (MAIL.replace("smtp_user", 'smtp_security = "tls"\nsmtp_user'), "smtps://smtp.evil.example:587"),
])  # fmt: skip
@pytest.mark.parametrize(("words", "code"), [(("run", "--until-idle"), 0), (("doctor", "--send-notice"), 3)])
def test_notices_go_to_nobody_unasked(
    attacked: Attacked, settings: str, address: str, words: tuple[str, ...], code: int
) -> None:
    """A mail server with a password, and a webhook, must be confirmed: before, posts go out and no notice does."""
    attacked.says(settings)
    done = attacked.run(*words)
    assert (done.exit_code, done.stderr.count("campaign page trust")) == (code, 1), done.output
    assert f"run `campaign page trust {address}`" in done.stderr
    assert set(attacked.looked_up) <= {"127.0.0.1"}  # the rehearsal Page


def test_where_nothing_is_to_be_confirmed(attacked: Attacked) -> None:
    """Where no setting sends a secret elsewhere, an address cannot be confirmed, and that is said without a list."""
    done = attacked.run("page", "trust", "https://graph.example.org")
    assert (done.exit_code, "no setting in campaign.toml sends a secret" in done.stderr) == (2, True), (
        done.output
    )


def test_the_command_that_the_refusal_names_works(attacked: Attacked) -> None:
    """What stands in the refusal can be pasted: the address is confirmed then, and the next try asks for that host."""
    attacked.names("https://graph.example.org:8443")
    refused = attacked.run("page", "show")
    pasted = re.search("`campaign (page trust [^`]+)`", refused.stderr)
    assert pasted
    done = attacked.run(*shlex.split(pasted[1]))
    assert (done.exit_code, done.stdout) == (
        0, "https://graph.example.org:8443 gets the Page's token (`page.graph_url`): confirmed\n",
    )  # fmt: skip
    assert attacked.run("page", "show").exit_code == 1
    assert set(attacked.looked_up) == {"graph.example.org"}
    attacked.run("page", "trust", "--forget")
    assert attacked.run("page", "show").exit_code == 3


@pytest.mark.parametrize(
    "changed",
    [
        '[page]\nid = "77"\ngraph_url = "https://graph.example.org:8443"',
        '[page]\nid = "77"\ngraph_url = "https://graph.example.org/~stranger"',
        '[page]\nid = "77"\ngraph_url = "https://graph.example.org.evil.example"',
    ],
)
def test_a_confirmation_is_for_one_secret_at_one_place(attacked: Attacked, changed: str) -> None:
    """Another port, path, host or secret needs a confirmation of its own."""
    attacked.names("https://graph.example.org")
    assert attacked.run("page", "trust", "https://graph.example.org").exit_code == 0
    attacked.says(changed)
    assert attacked.run("run", "--until-idle").exit_code == 3
    assert attacked.looked_up == []


@pytest.mark.parametrize("changed", [
    '[notices]\nwebhook = "https://graph.example.org"',
    MAIL.replace("smtp.evil.example", "graph.example.org"),
])  # fmt: skip
def test_a_page_that_is_confirmed_gets_no_notices(attacked: Attacked, changed: str) -> None:
    """That a host may have the token does not let it have notices: they need a confirmation of their own."""
    attacked.names("https://graph.example.org")
    assert attacked.run("page", "trust", "https://graph.example.org").exit_code == 0
    attacked.says(changed)
    assert attacked.run("doctor", "--send-notice").exit_code == 3
    assert attacked.looked_up == []


def test_a_webhook_is_confirmed_with_its_secret_part(attacked: Attacked) -> None:
    """Many people's webhooks share a server: another one there must be confirmed anew."""
    attacked.says(HOOK)
    assert attacked.run("page", "trust", "hooks.evil.example").exit_code == 0
    shown = attacked.run("page", "trust", "--json")
    assert [one["confirmed"] for one in json.loads(shown.stdout) if one["secret"] == "webhook"] == [True]
    attacked.says(HOOK.replace("sesame", "stranger"))
    assert attacked.run("doctor", "--send-notice").exit_code == 3
    assert "sesame" not in shown.output


def test_what_is_in_no_setting_cannot_be_confirmed(attacked: Attacked) -> None:
    """A confirmation names what campaign.toml names, exit 2 otherwise."""
    attacked.names("https://graph.example.org")
    done = attacked.run("page", "trust", "https://other.example.org")
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert "https://graph.example.org" in done.stderr
    assert not attacked.tokens.exists()


def test_confirmations_are_kept_outside_the_campaign(attacked: Attacked) -> None:
    """They stand beside the token, readable by their owner alone, and no file of the campaign changes."""
    attacked.names("https://graph.example.org")
    before = {path: path.read_bytes() for path in attacked.folder.rglob("*") if path.is_file()}
    attacked.run("page", "trust", "https://graph.example.org")
    after = {path: path.read_bytes() for path in attacked.folder.rglob("*") if path.is_file()}
    assert after == before
    (kept,) = attacked.tokens.iterdir()
    assert json.loads(kept.read_text(encoding="utf-8")) == ["page https://graph.example.org"]
    if os.name != "nt":
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600


@pytest.mark.skipif(os.name == "nt", reason="rights of another kind")
def test_a_list_that_others_could_write_counts_for_nothing(attacked: Attacked) -> None:
    """A list of confirmations that others may write, a link, or what is no list, is refused with the way on."""
    attacked.names("https://graph.example.org")
    attacked.run("page", "trust", "https://graph.example.org")
    (kept,) = attacked.tokens.iterdir()
    kept.chmod(0o666)
    done = attacked.run("page", "show")
    assert (done.exit_code, "others can write to" in done.stderr, done.stderr.count("\n")) == (3, True, 1)
    kept.chmod(0o600)
    kept.write_text('{"page": 1}')
    assert attacked.run("page", "show").exit_code == 2
    kept.rename(kept.with_name("elsewhere"))
    kept.symlink_to(kept.with_name("elsewhere"))
    assert attacked.run("page", "show").exit_code == 3
    assert attacked.looked_up == []


def test_a_person_is_asked_at_the_terminal(attacked: Attacked, monkeypatch: pytest.MonkeyPatch) -> None:
    """`page connect` asks a person at the terminal whether the address is right; no leaves everything as it was."""
    attacked.names("https://graph.example.org", number=None)
    at_a_terminal(monkeypatch, False)
    monkeypatch.setattr("campaign.cli.errors.can_ask", lambda: True)
    assert attacked.run("page", "connect", "--token-stdin", input=f"{TOKEN}\n").exit_code == 3
    assert not attacked.tokens.exists()
    at_a_terminal(monkeypatch, True)
    assert attacked.run("page", "connect", "--token-stdin", input=f"{TOKEN}\n").exit_code == 1
    assert set(attacked.looked_up) == {"graph.example.org"}


def test_doctor_names_every_server_that_waits_for_a_word(attacked: Attacked) -> None:
    """`doctor` lists each unconfirmed server and speaks to none of them, exit 1."""
    attacked.says(
        f'[page]\nid = "77"\ngraph_url = "https://graph.evil.example"\n{MAIL}webhook = "https://h.example/s"\n'
    )
    done = attacked.run("doctor", "--json")
    found = [one["detail"] for one in json.loads(done.stdout) if one["check"] == "host-unconfirmed"]
    assert done.exit_code == 1
    assert [re.findall("page trust ([^`]+)`", one)[0] for one in found] == [
        "https://graph.evil.example", "https://h.example", "smtp://smtp.evil.example",
    ]  # fmt: skip
    assert attacked.looked_up == []


UNFIT = [
    "EAAGsecret\n0of0the0app",
    "EAAGsecret\udcff0of0the0app",
    "EAAGsecret€0app",
    "EAAGsecret 0app",
    "\x1bEAAGsecret",
]


@pytest.mark.parametrize("unfit", UNFIT)
@pytest.mark.parametrize("name", ["CAMPAIGN_APP_SECRET", "CAMPAIGN_APP_ID"])
def test_a_secret_that_cannot_be_sent_is_not_quoted(attacked: Attacked, name: str, unfit: str) -> None:
    """What of a variable cannot stand in a header is refused by the variable's name, wherever it would be sent."""
    attacked.names("http://127.0.0.1:9")
    with_secret = [("doctor",), ("run", "--until-idle")] if name == "CAMPAIGN_APP_SECRET" else []
    for words in (("page", "connect", "--token-stdin"), *with_secret):
        done = attacked.run(*words, "--debug", input=TOKEN, more={name: unfit})
        line = done.stderr.splitlines()[-1]
        assert (done.exit_code, name in line) == (2, True)
        assert "EAAGsecret" not in done.output


def test_a_line_s_end_around_a_secret_is_none_of_it(attacked: Attacked) -> None:
    """A file of Windows ends its lines with one sign more, which reaches the variable: the secret is taken without."""
    attacked.names("http://127.0.0.1:9")
    ends = {"CAMPAIGN_APP_ID": "99\r", "CAMPAIGN_APP_SECRET": f" {APP_SECRET}\r\n"}
    done = attacked.run("page", "connect", "--token-stdin", input=TOKEN, more=ends)
    assert (done.exit_code, "127.0.0.1:9" in done.stderr) == (1, True)


def test_a_kept_token_that_cannot_be_sent_is_not_quoted(attacked: Attacked) -> None:
    """So is a token that stands in the file of tokens and was damaged there."""
    attacked.names("http://127.0.0.1:9")
    Keychain(folder=attacked.tokens).keep("127.0.0.1:9/77", Kept(token="EAAGsecret\n0of0the0page"))
    for words in (("page", "show"), ("doctor",), ("run", "--until-idle")):
        done = attacked.run(*words, "--debug", more={"CAMPAIGN_PAGE_TOKEN": ""})
        assert (done.exit_code in (1, 2), "EAAGsecret" in done.output) == (True, False)
        assert "that is not a token" in done.output


def test_an_accident_quotes_no_secret(attacked: Attacked, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever an accident's words hold, the secrets of the environment are struck out, also of its traceback."""
    words = {"CAMPAIGN_SMTP_PASSWORD": "open sesame", "CAMPAIGN_APP_SECRET": "0123456789abcdef"}
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: int(" ".join(words.values())))
    attacked.names("http://127.0.0.1:9")
    done = attacked.run("page", "show", "--debug", more=words)
    assert "ValueError" in done.stderr
    assert not any(word in done.output for word in words.values())


def test_this_computer_needs_no_word(attacked: Attacked) -> None:
    """Servers on this computer are spoken to as ever: the refusal of the connection is what is said."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    attacked.names(f"http://127.0.0.1:{port}")
    done = attacked.run("page", "show")
    assert (done.exit_code, "cannot be reached" in done.stderr) == (1, True)
    assert attacked.run("page", "trust").stdout.count("nothing to confirm") == 1


@pytest.fixture
def eavesdropper() -> Iterator[tuple[int, list[bytes]]]:
    """A proxy on this computer that says yes to everything and keeps what it hears."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def listen() -> None:
            with suppress(OSError):
                while True:
                    line, _ = listening.accept()
                    with line, suppress(OSError):
                        line.settimeout(2)
                        heard.append(line.recv(65536))
                        line.sendall(b"HTTP/1.1 200 yes\r\n\r\n")
                        heard.append(line.recv(65536))

        threading.Thread(target=listen, daemon=True).start()
        yield listening.getsockname()[1], heard


def test_a_proxy_of_the_environment_hears_no_secret(
    eavesdropper: tuple[int, list[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy gets the name of Facebook's server and sealed bytes: the token goes on only to Facebook's certificate."""
    port, heard = eavesdropper
    for name in ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{port}")
    address = PageAddress(page_id="1", graph_url="https://graph.facebook.com", graph_version="v27.0")
    page = PageClient(address, TOKEN, app_secret=APP_SECRET, read_timeout=2)
    with pytest.raises(GraphError):
        page.page()
    page.close()
    assert heard[0].startswith(b"CONNECT graph.facebook.com:443 ")
    assert not [told for told in heard if b"EAAG" in told or b"Authorization" in told]


def test_a_withdrawal_is_recorded_though_the_page_is_a_strangers(attacked: Attacked) -> None:
    """Taking a consent back closes the gates and erases here; what is on the Page waits, and one line says why."""
    attacked.names("https://graph.evil.example")
    withdrawn = _withdrawn(attacked)
    assert (withdrawn.exit_code, "campaign page trust https://graph.evil.example" in withdrawn.stderr) == (
        1,
        True,
    )
    assert attacked.looked_up == []
    store = engine.open_in(attacked.folder)
    with store.read() as session:
        assert len(withdrawals.unfinished(session)) == 1
    store.close()


def _withdrawn(attacked: Attacked) -> Result:
    """Withdraw the consent to a film whose post is said to be on the stranger's Page."""
    books = engine.open_in(attacked.folder)
    queue = Campaign(folder=attacked.folder, books=books, served=None, clock=utc_now)  # type: ignore[arg-type]
    number = queue.queue_film()
    held = claims.claim(books, number, by="test", now=utc_now())
    assert held
    page = PageIdentity(page_id="77", graph_url="https://graph.evil.example")
    with books.write() as session:
        made = remote_objects.intend(session, held, now=utc_now(), kind="video", page=page)
        remote_objects.move(session, made.id, "opened", held=held, remote_id="4711")
        claims.let_go(session, held)
    books.close()
    return attacked.run("consent", "withdraw", "bakery")
