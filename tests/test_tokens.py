"""Connecting the rehearsal Page: a user's token becomes a Page's, as Meta describes it."""

import hashlib
import hmac
import json
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from schedules.rehearsal import serve
from tests.queueing import Clock
from tests.test_rehearsal import Wire


@pytest.fixture
def served(tmp_path: Path) -> Iterator[serve.Served]:
    """Serve a new Page whose clock stands still."""
    with serve.start(tmp_path / "rehearsal", port=0, clock=Clock()) as one:
        yield one


@pytest.fixture
def wire(served: serve.Served) -> Wire:
    """Speak raw HTTP to the Page."""
    return Wire(served)


def ask(wire: Wire, path: str, **query: str) -> Any:
    """Ask with everything in the query, as browsers and libraries do."""
    return wire("GET", f"/v26.0/{path}?{urllib.parse.urlencode(query)}", Authorization="")


def app(wire: Wire) -> str:
    """Return the app's own token."""
    return f"{wire.served.address.app_id}|{wire.served.address.app_secret}"


def exchange(wire: Wire, **other: str) -> Any:
    """Exchange the user's token for a long one."""
    where = wire.served.address
    query = {
        "grant_type": "fb_exchange_token",
        "client_id": where.app_id,
        "client_secret": where.app_secret,
        "fb_exchange_token": where.user_token,
    }
    return ask(wire, "oauth/access_token", **(query | other))


def test_a_user_token_becomes_a_page_token_without_an_end(wire: Wire) -> None:
    """Exchange, list the Pages, and the token found there is the Page's own, with its tasks."""
    long = exchange(wire)
    assert (long["token_type"], long["expires_in"]) == ("bearer", 5184000)
    found = ask(wire, "me/accounts", fields="id,name,access_token,tasks", access_token=long["access_token"])
    (page,) = found["data"]
    assert (page["id"], page["access_token"]) == (wire.id, wire.served.access_token)
    assert {"CREATE_CONTENT", "MODERATE", "ANALYZE"} <= set(page["tasks"])
    told = ask(wire, "debug_token", input_token=page["access_token"], access_token=app(wire))["data"]
    assert (told["type"], told["expires_at"], told["is_valid"], told["profile_id"]) == (
        "PAGE",
        0,
        True,
        wire.id,
    )
    assert "pages_manage_posts" in told["scopes"]


def test_a_page_token_from_a_short_user_token_lasts_an_hour(wire: Wire) -> None:
    """It publishes, and `debug_token` tells when it ends."""
    (page,) = ask(wire, "me/accounts", access_token=wire.served.address.user_token)["data"]
    assert page["access_token"] != wire.served.access_token
    told = ask(wire, "debug_token", input_token=page["access_token"], access_token=app(wire))["data"]
    assert told["expires_at"] - told["issued_at"] == 3600
    assert ask(wire, "me", access_token=page["access_token"])["id"] == wire.id


def test_an_unknown_token_is_told_as_invalid(wire: Wire) -> None:
    """`debug_token` answers 200 with the error inside."""
    told = ask(wire, "debug_token", input_token="nonsense", access_token=app(wire))["data"]
    assert (told["is_valid"], told["error"]["code"]) == (False, 190)


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"client_id": "1"}, 101),
        ({"client_secret": "x"}, 1),
        ({"fb_exchange_token": "x"}, 190),
        ({"grant_type": "x"}, 100),
    ],
)
def test_a_wrong_exchange_is_refused(wire: Wire, other: dict[str, str], code: int) -> None:
    """App, secret, token and grant are each looked at."""
    assert exchange(wire, **other)["error"]["code"] == code


def test_a_user_token_does_not_publish(wire: Wire) -> None:
    """The Page's edges want the Page's token, the person's edges the person's."""
    token = wire.served.address.user_token
    refused = wire("POST", f"/{wire.id}/feed", {"message": "x", "access_token": token}, Authorization="")
    assert refused["error"]["code"] == 200
    assert ask(wire, "me", access_token=token)["name"] == "Nora Voorbeeld"


def test_a_proof_of_the_app_secret_is_checked_where_one_is_sent(wire: Wire) -> None:
    """A right `appsecret_proof` passes, a wrong one is 100."""
    token, secret = wire.served.access_token, wire.served.address.app_secret
    proof = hmac.new(secret.encode(), token.encode(), hashlib.sha256).hexdigest()
    assert ask(wire, wire.id, access_token=token, appsecret_proof=proof)["id"] == wire.id
    assert ask(wire, wire.id, access_token=token, appsecret_proof="0" * 64)["error"]["code"] == 100


def test_a_lacking_role_can_be_rehearsed(tmp_path: Path) -> None:
    """What is taken out of `page.json` is no longer granted; an older `page.json` gets what it lacks."""
    folder = tmp_path / "rehearsal"
    folder.mkdir()
    told = {"page_id": "123456789012345", "token": "rehearsal-x", "name": "Test", "tasks": ["ANALYZE"]}
    (folder / "page.json").write_text(json.dumps(told), encoding="utf-8")
    with serve.start(folder, port=0, clock=Clock()) as one:
        (page,) = ask(Wire(one), "me/accounts", access_token=one.address.user_token)["data"]
        assert page["tasks"] == ["ANALYZE"]
