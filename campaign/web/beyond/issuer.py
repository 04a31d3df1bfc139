"""The office's own log-in by OpenID Connect: the one door to Authlib, and what is believed of what an issuer says.

Authorization code with PKCE (S256), state and nonce. Redirects are not followed, answers are bounded, endpoints are
https or on this computer, and a token is believed by its signature alone: of a key pair that the issuer publishes.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, cast
from urllib.parse import urlsplit

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from campaign.web.beyond.pending import Begun
from media import json_values
from media.json_values import Json
from schedules.errors import NotReady
from schedules.facebook import hosts

ALGORITHMS = (
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
    "EdDSA",
    "Ed25519",
)
KINDS = ("RSA", "EC", "OKP")  # of keys: no shared one
SCOPE = "openid email"
KNOWN_FOR = timedelta(hours=1)  # what an issuer says of itself
LEEWAY_S = 60  # by which clocks may differ
TIMEOUT_S = (5.0, 10.0)  # to connect, and between two parts of an answer
LONGEST_S = 20.0  # that an answer may take in all
MOST = 1 << 20  # bytes of an answer
MICROSOFT = "login.microsoftonline.com"  # says in `xms_edov` what all others say in `email_verified`


@dataclass(frozen=True, kw_only=True)
class Client:
    """The desk as the office's log-in knows it; without a `secret`, PKCE alone proves who asks. `back`: where to."""

    issuer: str
    name: str
    secret: str | None = field(repr=False)
    back: str


@dataclass(frozen=True, kw_only=True)
class Said:
    """The e-mail address that an issuer confirms, and when its person last proved who it is; None: it does not say."""

    email: str
    proven_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class _Known:
    """What an issuer says of itself, and since when we know."""

    told: Mapping[str, Json]
    at: datetime


class Issuer:
    """An office's own log-in, asked by any thread; refusals are `NotReady` and name its host alone."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self._known: _Known | None = None

    @property
    def host(self) -> str:
        """Return its host, as it stands in sentences."""
        return urlsplit(self.client.issuer).hostname or ""

    def address(self, begun: Begun, *, now: datetime) -> str:
        """Return where a browser says who its person is: once more, where it is to prove it again."""
        more = {"prompt": "login", "max_age": "0"} if begun.account else {}
        with self._door() as door:
            made, _ = door.create_authorization_url(
                self._endpoint(door, "authorization_endpoint", now),
                state=begun.state,
                nonce=begun.nonce,
                code_verifier=begun.verifier,
                **more,
            )
        return str(made)

    def said(self, code: str, begun: Begun, *, now: datetime) -> Said:
        """Return what the issuer confirms of whoever brought a code."""
        with self._door() as door:
            try:
                token = self._exchanged(door, code, begun, now)
                claims = self._claims(door, token, begun, now)
                told = self._confirmed(claims) or self._confirmed(self._told_of(door, token, claims, now))
            except (
                AuthlibBaseError,
                JoseError,
                ValueError,
                KeyError,
                TypeError,
                AttributeError,
                OverflowError,
            ) as trouble:
                raise NotReady("sign-on-odd", host=self.host, why=type(trouble).__name__) from None
            except OSError:  # what requests raises is one
                raise NotReady("sign-on-unreachable", host=self.host) from None
        if told is None:
            raise NotReady("sign-on-unverified", host=self.host)
        return Said(email=told, proven_at=_moment(claims.get("auth_time"), now))

    def _door(self) -> "_Door":
        return _Door(self.client)

    def _exchanged(self, door: "_Door", code: str, begun: Begun, now: datetime) -> Mapping[str, Any]:
        methods = self._said(door, now).get("token_endpoint_auth_methods_supported")
        door.token_endpoint_auth_method = _method(self.client, methods)
        found: Mapping[str, Any] = door.fetch_token(
            self._endpoint(door, "token_endpoint", now),
            grant_type="authorization_code",
            code=code,
            code_verifier=begun.verifier,
            redirect_uri=self.client.back,
            withhold_token=True,
        )
        return found

    def _claims(
        self, door: "_Door", token: Mapping[str, Any], begun: Begun, now: datetime
    ) -> Mapping[str, Json]:
        """Return what a token says of its person: signed by the issuer, for us, for this log-in, and not over."""
        told = door.json(self._endpoint(door, "jwks_uri", now))
        keys = cast(Any, {"keys": [one for one in cast(Any, told["keys"]) if one.get("kty") in KINDS]})
        read = jwt.decode(str(token["id_token"]), KeySet.import_key_set(keys), algorithms=ALGORITHMS)
        wanted = {"iss": {"essential": True, "value": self._said(door, now)["issuer"]}}
        wanted |= {"aud": {"essential": True, "value": self.client.name}, "sub": {"essential": True}}
        asked = {
            "nonce": begun.nonce,
            "client_id": self.client.name,
            "access_token": token.get("access_token"),
        }
        claims = CodeIDToken(read.claims, read.header, options=wanted, params=asked)
        claims.validate(now=int(now.timestamp()), leeway=LEEWAY_S)
        return cast(Mapping[str, Json], claims)

    def _confirmed(self, claims: Mapping[str, Json]) -> str | None:
        """Return the address that claims name, where the issuer says that it is their person's."""
        email, sure = claims.get("email"), claims.get("email_verified")
        if sure is None and self.host == MICROSOFT:
            sure = claims.get("xms_edov") in (True, 1, "1", "true")
        is_one = isinstance(email, str) and email.isascii() and "@" in email
        return str(email) if is_one and sure is True else None

    def _told_of(
        self, door: "_Door", token: Mapping[str, Any], claims: Mapping[str, Json], now: datetime
    ) -> Mapping[str, Json]:
        """Return what the issuer says elsewhere of the same person; nothing where it does not."""
        if "userinfo_endpoint" not in self._said(door, now) or "email" in claims:
            return {}
        told = door.json(self._endpoint(door, "userinfo_endpoint", now), bearer=str(token["access_token"]))
        return told if told.get("sub") == claims["sub"] else {}

    def _endpoint(self, door: "_Door", name: str, now: datetime) -> str:
        return door.safe(self._said(door, now).get(name))

    def _said(self, door: "_Door", now: datetime) -> Mapping[str, Json]:
        """Return what the issuer says of itself, which must be of itself."""
        known = self._known
        if known is None or not timedelta() <= now - known.at < KNOWN_FOR:
            told = door.json(f"{self.client.issuer}/.well-known/openid-configuration")
            if str(told.get("issuer", "")).rstrip("/") != self.client.issuer:
                raise NotReady("sign-on-odd", host=self.host, why="issuer")
            known = self._known = _Known(told=told, at=now)
        return known.told


def _moment(told: Json, now: datetime) -> datetime | None:
    """Return a moment that an issuer tells in seconds; what is to come is now."""
    if not isinstance(told, int | float) or isinstance(told, bool):
        return None
    return min(datetime.fromtimestamp(told, UTC), now)


def _method(client: Client, known: Json) -> str:
    if client.secret is None:
        return "none"
    is_post = isinstance(known, list) and "client_secret_basic" not in known and "client_secret_post" in known
    return "client_secret_post" if is_post else "client_secret_basic"


class _Door(OAuth2Session):  # type: ignore[misc]
    """Calls an issuer: no redirect is followed, no answer is longer or slower than it may be."""

    def __init__(self, client: Client) -> None:
        self._host = urlsplit(client.issuer).hostname or ""
        super().__init__(
            client.name,
            client.secret,
            scope=SCOPE,
            redirect_uri=client.back,
            code_challenge_method="S256",
        )
        self.trust_env = not hosts.is_loopback(self._host)

    def json(self, address: str, *, bearer: str | None = None) -> Mapping[str, Json]:
        """Return the object that an address answers with."""
        head = {"Accept": "application/json"} | ({"Authorization": f"Bearer {bearer}"} if bearer else {})
        # with an `auth` of its own requests puts no .netrc entry into the head
        answer = self.request(
            "GET", self.safe(address), headers=head, auth=lambda asked: asked, withhold_token=True
        )
        try:
            told = json_values.parsed(answer.content) if answer.status_code == 200 else None
        except ValueError:
            told = None
        if not isinstance(told, dict):
            raise NotReady("sign-on-odd", host=self._host, why=f"HTTP {answer.status_code}")
        return told

    def safe(self, address: object) -> str:
        """Return an address that the issuer names, where secrets are safe on their way there."""
        try:
            origin = hosts.origin(str(address))
        except ValueError:
            raise NotReady("sign-on-odd", host=self._host, why="address") from None
        if origin.scheme != "https" and not (origin.scheme == "http" and origin.is_here):
            raise NotReady("sign-on-odd", host=self._host, why="http")
        return str(address)

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Any:
        """Call, and read what comes within its bounds."""
        kwargs |= {"allow_redirects": False, "timeout": TIMEOUT_S, "stream": True}
        try:
            answer = super().request(method, url, *args, **kwargs)
            body, until = bytearray(), time.monotonic() + LONGEST_S
            while piece := answer.raw.read1(16 << 10, decode_content=True):
                body += piece
                if len(body) > MOST or time.monotonic() > until:
                    raise NotReady("sign-on-odd", host=self._host, why="length")
        except (OSError, UnicodeError):  # what requests raises is an OSError
            raise NotReady("sign-on-unreachable", host=self._host) from None
        answer._content = bytes(body)
        return answer
