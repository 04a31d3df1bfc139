"""An office's own log-in on this computer: a real OpenID Connect server, and before it one that can be altered."""

import base64
import hmac
import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from joserfc import jws, jwt
from joserfc.jwk import RSAKey

from campaign.web import server

Claims = dict[str, Any]
Alter = Callable[[Claims], Claims]
PATIENCE_S = 90


@dataclass
class Office:
    """An issuer before the real one: what it hands on may be altered, and is signed anew by a key that it publishes.

    `alter` changes what a token says, `sign` how it is signed, `answer` the whole answer of an address.
    """

    port: int
    inner: int
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, parameters={"kid": "office"}))
    alter: Alter = lambda claims: claims
    sign: Callable[[Claims, RSAKey], str] = lambda claims, key: jwt.encode(
        {"alg": "RS256", "kid": "office"}, claims, key
    )
    answer: dict[str, Callable[[bytes], tuple[int, dict[str, str], bytes]]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def issuer(self) -> str:
        """Return its address."""
        return f"http://127.0.0.1:{self.port}"

    def knows(self, email: str, **claims: object) -> None:
        """Let somebody have an account there."""
        told = json.dumps({"email": email, "email_verified": True, **claims}).encode()
        status, _, _ = self._inner("PUT", f"/users/{email}", told, {"Content-Type": "application/json"})
        assert status == 204

    def log_in(self, address: str, email: str) -> str:
        """Say at the issuer who one is, as a person in a browser; return where that leads back to."""
        parts = urlsplit(address)
        assert f"{parts.scheme}://{parts.netloc}" == self.issuer
        form = urlencode({"sub": email}).encode()
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        status, heads, text = self._inner("POST", f"{parts.path}?{parts.query}", form, kind)
        assert status == 302, text[:500]
        return heads["location"]

    def restore(self) -> None:
        """Let it be honest again."""
        plain = Office(port=self.port, inner=self.inner, key=self.key)
        self.alter, self.sign, self.answer, self.asked = plain.alter, plain.sign, {}, []

    def _inner(
        self, how: str, path: str, body: bytes, heads: dict[str, str]
    ) -> tuple[int, dict[str, str], bytes]:
        wire = HTTPConnection("localhost", self.inner, timeout=PATIENCE_S)
        try:
            wire.request(how, path, body=body, headers={"Host": f"127.0.0.1:{self.port}", **heads})
            found = wire.getresponse()
            return found.status, {name.lower(): value for name, value in found.getheaders()}, found.read()
        finally:
            wire.close()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., object]) -> list[bytes]:
        """Answer a call of the desk."""
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        path, names = (
            environ["PATH_INFO"],
            {"HTTP_AUTHORIZATION": "Authorization", "CONTENT_TYPE": "Content-Type"},
        )
        asked = {**dict(parse_qsl(body.decode())), "head": environ.get("HTTP_AUTHORIZATION", "")}
        self.asked.append((path, asked))
        heads = {told: environ[name] for name, told in names.items() if environ.get(name)}
        status, said, text = self._inner(environ["REQUEST_METHOD"], path, body, heads)
        kind = {"Content-Type": said.get("content-type", "")}
        if path == "/jwks":
            text = json.dumps({"keys": [self.key.as_dict(private=False)]}).encode()
        if path == "/oauth2/token" and status == 200:
            text = self._altered(text)
        if path in self.answer:
            status, kind, text = self.answer[path](text)
        start_response(f"{status} ", list(kind.items()))
        return [text]

    def _altered(self, text: bytes) -> bytes:
        told = json.loads(text)
        claims = json.loads(jws.extract_compact(told["id_token"].encode()).payload)
        claims.pop("at_hash", None)
        told["id_token"] = self.sign(self.alter(claims), self.key)
        return json.dumps(told).encode()


def _part(told: object) -> str:
    text = told if isinstance(told, bytes) else json.dumps(told).encode()
    return base64.urlsafe_b64encode(text).rstrip(b"=").decode()


def with_public_key(claims: Claims, key: RSAKey) -> str:
    """Sign as an attacker who knows the public key alone, and calls it a shared secret."""
    said = f"{_part({'alg': 'HS256', 'kid': 'office'})}.{_part(claims)}"
    return f"{said}.{_part(hmac.digest(key.as_pem(private=False), said.encode(), 'sha256'))}"


def unsigned(claims: Claims, _key: RSAKey) -> str:
    """Sign not at all."""
    return f"{_part({'alg': 'none'})}.{_part(claims)}."


def with_another_key(claims: Claims, _key: RSAKey) -> str:
    """Sign with a key that the issuer does not publish, under the name of its own."""
    return jwt.encode(
        {"alg": "RS256", "kid": "office"}, claims, RSAKey.generate_key(2048, parameters={"kid": "office"})
    )


@contextmanager
def office() -> Iterator[Office]:
    """Run both until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        inner = int(found.getsockname()[1])
    words = [sys.executable, "-m", "oidc_provider_mock", "--port", str(inner)]
    started = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    made = Office(port=0, inner=inner)

    def at(port: int) -> Office:
        made.port = port
        return made

    try:
        _wait(inner, started)
        with server.start(at, port=0, on_stop=lambda: None):
            yield made
    finally:
        started.terminate()
        started.wait(PATIENCE_S)


def _wait(port: int, started: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until and started.poll() is None:
        try:
            socket.create_connection(("localhost", port), timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the office's log-in did not begin")
