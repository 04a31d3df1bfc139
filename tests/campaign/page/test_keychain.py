"""Where a token is kept: the system's keyring, else a file that only its owner can read."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from campaign.page import keychain
from campaign.page.keychain import Kept, Keychain
from schedules.errors import BadRequest, NotReady

TOKEN = "EAAGseeded0secret0token0that0must0never0show"
posix = pytest.mark.skipif(os.name == "nt", reason="on Windows the profile's access list protects the file")


class Ring:
    """A keyring of the system, as the keyring package offers it."""

    priority = 5.0

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], str] = {}
        self.shut = False

    def _open(self) -> None:
        if self.shut:
            raise RuntimeError(f"locked, {TOKEN}")

    def get_password(self, service: str, name: str) -> str | None:
        """Look a secret up."""
        self._open()
        return self.held.get((service, name))

    def set_password(self, service: str, name: str, secret: str) -> None:
        """Keep a secret."""
        self._open()
        self.held[service, name] = secret

    def delete_password(self, service: str, name: str) -> None:
        """Forget a secret."""
        self._open()
        del self.held[service, name]


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Ring:
    """A machine with a keyring, and a user's settings folder of its own."""
    one = Ring()
    monkeypatch.setattr(keychain, "_ring", lambda: one)
    monkeypatch.setattr(keychain, "_config_folder", lambda: tmp_path / "config")
    return one


def test_the_keyring_comes_first(ring: Ring) -> None:
    """With a keyring the token is kept there, with its end, and no file is made."""
    ends = datetime(2027, 1, 1, tzinfo=UTC)
    kept = Kept(token=TOKEN, name="Page", expires_at=ends, ends_known=True, scopes=("a",))
    assert Keychain().keep("host/1", kept) == "keyring"
    assert not Keychain().path.exists()
    found = Keychain().read("host/1")
    assert found
    assert (found.token, found.expires_at, found.scopes, found.stored_in) == (TOKEN, ends, ("a",), "keyring")
    assert Keychain().read("other/1") is None


def test_a_keyring_that_refuses(ring: Ring) -> None:
    """When the keyring cannot be written, the file is next; when it cannot be read, that is said, without a secret."""
    Keychain().keep("host/1", Kept(token=TOKEN))
    ring.shut = True
    with pytest.raises(NotReady) as caught:
        Keychain().read("host/1")
    assert (caught.value.code, caught.value.params) == ("keyring-shut", {"why": "RuntimeError"})
    assert Keychain().keep("host/1", Kept(token=TOKEN + "2")) == "file"
    found = Keychain().read("host/1")
    assert (found and found.token, found and found.stored_in) == (TOKEN + "2", "file")


def test_a_token_moves_into_the_keyring(ring: Ring, monkeypatch: pytest.MonkeyPatch) -> None:
    """A token kept in the file before there was a keyring leaves the file when a new one comes."""
    ring.shut = True
    Keychain().keep("host/1", Kept(token=TOKEN))
    ring.shut = False
    Keychain().keep("host/1", Kept(token=TOKEN))
    assert not Keychain().path.exists()


def test_forget_removes_it_everywhere(ring: Ring) -> None:
    """Forgetting removes the token from the keyring and from the file, and leaves other Pages' tokens."""
    ring.shut = True
    for key in ("host/1", "host/2"):
        Keychain().keep(key, Kept(token=TOKEN))
    ring.shut = False
    ring.set_password(keychain.SERVICE, "host/1", "{}")
    assert Keychain().forget("host/1") == ["keyring", "file"]
    assert ring.held == {}
    assert list(json.loads(Keychain().path.read_text())) == ["host/2"]
    assert Keychain().forget("host/1") == []


@pytest.mark.parametrize("kind", ["fail", "null"])
def test_no_keyring_worth_the_name(kind: str) -> None:
    """The keyring package's stand-ins for a missing keyring count as none."""
    keyring = pytest.importorskip("keyring")
    backend = pytest.importorskip(f"keyring.backends.{kind}").Keyring()
    before = keyring.get_keyring()
    keyring.set_keyring(backend)
    try:
        assert keychain._ring() is None
    finally:
        keyring.set_keyring(before)


def test_a_real_backend_is_used() -> None:
    """A keyring that the keyring package recommends is taken."""
    keyring = pytest.importorskip("keyring")
    from keyring.backend import KeyringBackend

    class Real(KeyringBackend):
        priority = 5  # type: ignore[assignment]
        get_password = set_password = delete_password = lambda self, *_: None

    before = keyring.get_keyring()
    keyring.set_keyring(Real())
    try:
        assert isinstance(keychain._ring(), Real)
    finally:
        keyring.set_keyring(before)


def test_the_folder_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without CAMPAIGN_TOKEN_DIR the file lies among the user's settings, where each system has them."""
    pytest.importorskip("platformdirs")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    path = Keychain().path
    assert (path.name, path.parent.name) == ("page.token", "testimony-campaign")


@posix
def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    """The file has mode 0600 and its folder 0700, whatever the umask; no other file remains."""
    before = os.umask(0)
    try:
        Keychain(folder=tmp_path / "t").keep("host/1", Kept(token=TOKEN))
    finally:
        os.umask(before)
    assert [path.name for path in (tmp_path / "t").iterdir()] == ["page.token"]
    assert (tmp_path / "t" / "page.token").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "t").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("text", ["", "{", "\xff", '{"127.0.0.1/1": "no"}', '{"127.0.0.1/1": {}}'])
def test_a_broken_file(tmp_path: Path, text: str) -> None:
    """A file that holds no tokens is named, not a traceback."""
    (tmp_path / "page.token").write_bytes(text.encode("latin-1"))
    (tmp_path / "page.token").chmod(0o600)
    with pytest.raises(BadRequest) as caught:
        Keychain(folder=tmp_path).read("127.0.0.1/1")
    assert caught.value.code in ("token-file-broken", "token-store-broken")


def test_a_token_is_for_one_host_and_page() -> None:
    """The key of a token holds host and Page, so that no other host is ever offered it."""
    assert keychain.key("https://Graph.Facebook.com", "7") == "graph.facebook.com/7"
    assert keychain.key("http://127.0.0.1:8000/x", "7") == "127.0.0.1:8000/7"
