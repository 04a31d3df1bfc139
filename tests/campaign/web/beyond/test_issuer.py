"""Of what an office's log-in says, only what it signed for this desk, this log-in and this moment is believed."""

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from campaign.web.beyond.issuer import Client, Issuer
from campaign.web.beyond.pending import Pending
from schedules.errors import NotReady
from tests import oidc_office
from tests.oidc_office import Claims, Office

WHO = "an@example.org"
BACK = "http://127.0.0.1:8790/log-in/office/back"


@pytest.fixture
def office(running: Office) -> Office:
    """The same, honest, with somebody who has an account."""
    running.restore()
    running.knows(WHO)
    return running


def client(office: Office, **changed: object) -> Client:
    """Return the desk as it is known there."""
    return Client(
        **{"issuer": office.issuer, "name": "desk", "secret": "s3cret-words", "back": BACK, **changed}
    )  # type: ignore[arg-type]


def logged_in(office: Office, issuer: Issuer | None = None, *, now: datetime | None = None) -> str:
    """Log in as a person does; return the address that is believed."""
    issuer, now = issuer or Issuer(client(office)), now or datetime.now(UTC)
    begun, _ = Pending().begin(None, now=now)
    led = parse_qs(urlsplit(office.log_in(issuer.address(begun, now=now), WHO)).query)
    assert led["state"] == [begun.state]
    return issuer.said(led["code"][0], begun, now=now).email


def test_a_confirmed_address_is_believed(office: Office) -> None:
    """With a code comes the e-mail address that the issuer confirms; the desk proves itself by secret and PKCE."""
    assert logged_in(office) == WHO
    (asked,) = [one for path, one in office.asked if path == "/oauth2/token"]
    assert len(asked["code_verifier"]) >= 43
    assert ("client_secret" in asked, asked["head"][:6]) == (False, "Basic ")


def test_a_desk_without_a_secret(office: Office) -> None:
    """PKCE alone proves who asks where the desk has no secret there; the server of this test wants one."""
    with pytest.raises(NotReady, match="sign-on-odd"):
        logged_in(office, Issuer(client(office, secret=None)))
    (asked,) = [one for path, one in office.asked if path == "/oauth2/token"]
    assert (asked["client_id"], asked["head"], "client_secret" in asked) == ("desk", "", False)
    assert len(asked["code_verifier"]) >= 43


def test_the_browser_is_sent_with_all_that_protects(office: Office) -> None:
    """The address to log in at bears state, nonce and the challenge of PKCE, and asks for the e-mail address alone."""
    begun, _ = Pending().begin(None, now=datetime.now(UTC))
    address = Issuer(client(office)).address(begun, now=datetime.now(UTC))
    told = {name: one for name, (one,) in parse_qs(urlsplit(address).query).items()}
    challenge = told.pop("code_challenge")
    assert told == {
        "response_type": "code", "client_id": "desk", "redirect_uri": BACK, "scope": "openid email",
        "state": begun.state, "nonce": begun.nonce, "code_challenge_method": "S256",
    }  # fmt: skip
    assert len(challenge) == 43
    assert begun.verifier not in address


def changed(**claims: object) -> Callable[[Claims], Claims]:
    """Return who changes claims; None takes one away."""
    return lambda told: {name: one for name, one in {**told, **claims}.items() if one is not None}


HOUR = 3600
ODD: dict[str, Callable[[Claims], Claims]] = {
    "another nonce": changed(nonce="another"),
    "no nonce": changed(nonce=None),
    "another audience": changed(aud="another-desk"),
    "two audiences, for another": changed(aud=["desk", "another"], azp="another"),
    "two audiences, for nobody": changed(aud=["desk", "another"]),
    "no audience": changed(aud=None),
    "another issuer": changed(iss="https://login.mey.example"),
    "no issuer": changed(iss=None),
    "expired": lambda told: {**told, "exp": int(time.time()) - HOUR},
    "without end": changed(exp=None),
    "from tomorrow": lambda told: {**told, "iat": int(time.time()) + 24 * HOUR},
    "nobody": changed(sub=None),
    "of another access token": changed(at_hash="AAAAAAAAAAAAAAAAAAAAAA"),
}


@pytest.mark.parametrize("alter", ODD.values(), ids=ODD)
def test_a_token_that_is_not_for_this_log_in(office: Office, alter: Callable[[Claims], Claims]) -> None:
    """What the issuer signed for another desk, log-in, moment or person lets nobody in."""
    office.alter = alter
    with pytest.raises(NotReady) as refused:
        logged_in(office)
    assert (refused.value.code, refused.value.params["host"]) == ("sign-on-odd", "127.0.0.1")


@pytest.mark.parametrize(
    "sign", [oidc_office.unsigned, oidc_office.with_public_key, oidc_office.with_another_key]
)
def test_a_token_that_the_issuer_did_not_sign(office: Office, sign: Callable[..., str]) -> None:
    """Algorithm none, the public key as a shared secret, a key of another: none is believed."""
    office.sign = sign
    with pytest.raises(NotReady, match="sign-on-odd"):
        logged_in(office)


@pytest.mark.parametrize(
    "told", [{"email_verified": False}, {"email_verified": None}, {"email_verified": "true"}, {"email": 1}]
)
def test_an_address_that_nobody_confirmed(office: Office, told: dict[str, object]) -> None:
    """An e-mail address counts only where the issuer says that it is its person's."""
    office.alter = changed(**told)
    with pytest.raises(NotReady, match="sign-on-unverified"):
        logged_in(office)


def test_an_address_that_stands_elsewhere(office: Office) -> None:
    """Where the token has none, the issuer is asked for it; of another person it is not believed."""
    office.alter = changed(email=None, email_verified=None)
    assert logged_in(office) == WHO
    office.answer["/userinfo"] = lambda text: (
        200, {"Content-Type": "application/json"}, text.replace(b'"sub"', b'"was"')
    )  # fmt: skip
    with pytest.raises(NotReady, match="sign-on-unverified"):
        logged_in(office)


def test_a_code_is_good_once(office: Office) -> None:
    """The same code a second time, or with what another log-in was begun with, is nothing."""
    issuer, now = Issuer(client(office)), datetime.now(UTC)
    begun, _ = Pending().begin(None, now=now)
    led = parse_qs(urlsplit(office.log_in(issuer.address(begun, now=now), WHO)).query)
    assert issuer.said(led["code"][0], begun, now=now).email == WHO
    with pytest.raises(NotReady, match="sign-on-odd"):
        issuer.said(led["code"][0], begun, now=now)


JSON = {"Content-Type": "application/json"}
DISCOVERY, KEYS, TOKEN = "/.well-known/openid-configuration", "/jwks", "/oauth2/token"
LED = (302, {"Location": "http://127.0.0.1:1/"}, b"")
Answered = Callable[[bytes], tuple[int, dict[str, str], bytes]]


def without_tls(text: bytes) -> bytes:
    """Name endpoints that are elsewhere, and not encrypted."""
    told = json.loads(text)
    return json.dumps(
        {name: f"http://mey.example/{name}" if "_endpoint" in name else one for name, one in told.items()}
    ).encode()


def said(body: bytes, status: int = 200) -> Answered:
    """Answer with this, whatever was asked."""
    return lambda _: (status, JSON, body)


ANSWERS: dict[str, tuple[str, Answered, str]] = {
    "of another issuer": (
        DISCOVERY,
        lambda text: (200, JSON, text.replace(b'"issuer": "h', b'"issuer": "x')),
        "odd",
    ),
    "endpoints without TLS": (DISCOVERY, lambda text: (200, JSON, without_tls(text)), "odd"),
    "no JSON": (DISCOVERY, said(b"<html>"), "odd"),
    "a list": (DISCOVERY, said(b"[]"), "odd"),
    "deep": (DISCOVERY, said(b"[" * 100_000), "odd"),
    "too long": (DISCOVERY, lambda text: (200, JSON, text + b" " * (2 << 20)), "odd"),
    "led elsewhere": (DISCOVERY, lambda _: LED, "odd"),
    "broken": (DISCOVERY, said(b"{}", 500), "odd"),
    "keys led elsewhere": (KEYS, lambda _: LED, "odd"),
    "no keys": (KEYS, said(b'{"keys": []}'), "odd"),
    "keys that are none": (KEYS, said(b'{"keys": 1}'), "odd"),
    "a shared key": (KEYS, said(b'{"keys": [{"kty": "oct", "k": "AAAA", "kid": "office"}]}'), "odd"),
    "the code led elsewhere": (TOKEN, lambda _: LED, "odd"),
    "no token": (TOKEN, said(b'{"access_token": "a", "token_type": "Bearer"}'), "odd"),
    "half a token": (TOKEN, said(b'{"id_token": "a.b", "access_token": "a"}'), "odd"),
    "a refusal": (TOKEN, said(b'{"error": "invalid_client"}', 400), "odd"),
    "not now": (TOKEN, said(b"busy", 503), "unreachable"),
}


@pytest.mark.parametrize(("path", "answer", "code"), ANSWERS.values(), ids=ANSWERS)
def test_an_issuer_that_answers_oddly(office: Office, path: str, answer: Answered, code: str) -> None:
    """Whatever an issuer answers is a sentence, and no secret goes where it leads."""
    office.answer[path] = answer
    with pytest.raises(NotReady, match=f"sign-on-{code}"):
        logged_in(office)


def test_an_issuer_that_is_not_there() -> None:
    """Nobody answers: a sentence that names the host."""
    begun, _ = Pending().begin(None, now=datetime.now(UTC))
    gone = Client(issuer="http://127.0.0.1:9", name="desk", secret=None, back=BACK)
    with pytest.raises(NotReady, match="sign-on-unreachable"):
        Issuer(gone).address(begun, now=datetime.now(UTC))


def test_what_was_begun_is_good_once_and_for_its_browser() -> None:
    """A state is taken once, by the browser that began it, within ten minutes; of a thousand the oldest go."""
    pending, now = Pending(), datetime.now(UTC)
    first, cookie = pending.begin(None, now=now)
    second, same = pending.begin(cookie, now=now)
    assert (same, pending.begin("planted", now=now)[1] == "planted") == (cookie, False)
    assert pending.take(first.state, "another", now=now) is None
    assert pending.take("another", cookie, now=now) is None
    assert pending.take(first.state, cookie, now=now) == first
    assert pending.take(first.state, cookie, now=now) is None
    assert pending.take(second.state, cookie, now=now + timedelta(minutes=11)) is None
    begun = [pending.begin(None, now=now) for _ in range(1_001)]
    assert pending.take(begun[0][0].state, begun[0][1], now=now) is None
    assert pending.take(begun[-1][0].state, begun[-1][1], now=now) == begun[-1][0]
