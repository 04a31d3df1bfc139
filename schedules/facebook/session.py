"""The door to Graph: facebook-sdk and requests behind one session; it alone imports either.

Every failure leaves as one of the errors of `errors.py`; the token travels in a header alone, so that it is in no
URL and no error text. What an answer may cost is bounded, and secrets that it quotes are taken out of it.
"""

import hmac
import http.client
import json
import socket
import ssl
import threading
import time
import warnings
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, TypeVar
from urllib.parse import quote, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError, MaxRetryError, NewConnectionError

from media import json_values
from media.json_values import Json
from schedules.errors import BadRequest
from schedules.facebook import answers, error_table, hosts, proven_connections, rehearsal_proof
from schedules.facebook.errors import GraphError, NotSent, Refused, Unknown
from schedules.facebook.uploads import Multipart, Raw

T = TypeVar("T")


def proof(token: str, app_secret: str) -> str:
    """Return what proves that whoever sends a token knows the app's secret ("Secure Graph API Calls")."""
    return hmac.new(app_secret.encode(), token.encode(), "sha256").hexdigest()


def is_word(text: str) -> bool:
    """Tell whether a secret can stand in a header: what cannot would be quoted by whoever trips over it."""
    return text.isascii() and text.isprintable() and " " not in text


def home(graph_url: str) -> tuple[str, bool]:
    """Return the address with one slash at its end, and whether it is this computer; refuse unsafe ones."""
    parts = urlsplit(graph_url)
    try:
        origin = hosts.origin(graph_url)
    except ValueError:
        origin = None
    if origin is None or parts.query or parts.fragment:
        raise BadRequest("graph-url", url=graph_url.rpartition("@")[2].partition("?")[0])
    if origin.scheme != "https" and not (origin.scheme == "http" and origin.is_here):
        raise BadRequest("graph-url-plain", url=graph_url)
    return f"{origin}{parts.path.rstrip('/')}/", origin.is_here


with warnings.catch_warnings():  # its invalid escape is fatal on first import under `-W error`
    warnings.simplefilter("ignore")
    import facebook

CONTENT = ".fbcdn.net"  # Facebook's own too, where Graph may send a reel's bytes


MOST = 64 << 20  # bytes of an answer: a hundred posts of the greatest length are less
PIECE = 16 << 10  # bytes of an answer read at a time
LONGEST_S = 120.0  # seconds that an answer may take once it has begun
TROUBLES = (requests.RequestException, facebook.GraphAPIError, HTTPError, http.client.HTTPException)
SHORTEST = 8  # signs of a token
PLACEHOLDER = "unsaid-until-it-is-sent"  # stands in an address for a secret


class SecretAdapter(HTTPAdapter):
    """Writes a secret into the request's line as it is sent, so that no address, log or error ever holds it.

    Its connections wait for the head of an answer for so long and no longer, however slowly it comes.
    """

    secret = ""

    def get_connection_with_tls_context(self, *args: Any, **kwargs: Any) -> Any:
        """Return the connections to an address, which know the secret."""
        pool: Any = super().get_connection_with_tls_context(*args, **kwargs)
        if not issubclass(pool.ConnectionCls, _Connection):
            kinds, said = (_Connection, pool.ConnectionCls), quote(self.secret, safe="")
            pool.ConnectionCls = type("Connection", kinds, {"said": said})
        return pool


class _Connection:
    said = ""
    sock: socket.socket | None

    def putrequest(self, method: str, url: str, *args: Any, **kwargs: Any) -> None:
        url = url.replace(PLACEHOLDER, self.said) if self.said else url
        super().putrequest(method, url, *args, **kwargs)  # type: ignore[misc]

    def getresponse(self, *args: Any, **kwargs: Any) -> Any:
        patience = threading.Timer(LONGEST_S, self._hang_up)
        patience.daemon = True
        patience.start()
        try:
            return super().getresponse(*args, **kwargs)  # type: ignore[misc]
        finally:
            patience.cancel()

    def _hang_up(self) -> None:
        with suppress(OSError):
            if self.sock:
                self.sock.shutdown(socket.SHUT_RDWR)


class Door(requests.Session):
    """A session leading to one address only, whatever host facebook-sdk names; sorts what comes back.

    `graph` is facebook-sdk behind it; `usage` is what the newest usage headers said, `version` which version of Graph
    answered last; None while none said.
    """

    def __init__(
        self, graph_url: str, token: str, timeouts: tuple[float, float], *, app_secret: str | None = None
    ) -> None:
        super().__init__()
        if not is_word(token):
            raise BadRequest("token-unfit")
        address, loopback = home(graph_url)
        self._proof = {"appsecret_proof": proof(token, app_secret)} if app_secret else {}
        self._token, self._home, self._timeouts, self._loopback = token, address, timeouts, loopback
        self._said: tuple[str, ...] = (token, app_secret or "")
        self.usage: answers.Usage | None = None
        self.version: str | None = None
        self.public_url = address if loopback else "https://www.facebook.com/"
        self.trust_env = not loopback
        self.auth = self._authorize  # requests would put a .netrc entry in its place, were it a plain header
        self.headers["Accept"] = "application/json"
        self.hooks["response"].append(self._examine)
        self.adapters.clear()
        parts = urlsplit(address)
        self.adapter = SecretAdapter()
        if loopback and rehearsal_proof.is_for_rehearsal(token):
            proven_connections.demand_proof(self.adapter.poolmanager, token)
        self.mount(f"{parts.scheme}://{parts.netloc}/", self.adapter)
        # Without a token of its own the library puts none into a URL; it refuses every living version here.
        self.graph = facebook.GraphAPI(timeout=timeouts, session=self)

    def _authorize(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        if self._proof:
            request.prepare_url(request.url, self._proof)
        return request

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> requests.Response:  # type: ignore[override]
        """Send to our address; facebook-sdk's own one is a constant of the whole process."""
        path = str(url).removeprefix(facebook.FACEBOOK_GRAPH_URL)
        kwargs["allow_redirects"] = False
        return super().request(method, self._home + path.lstrip("/"), *args, **kwargs)

    def send_parts(self, path: str, body: Multipart) -> Json:
        """POST a multipart body and return the answer."""
        kind = {"Content-Type": f"multipart/form-data; boundary={body.boundary}"}
        answer: Json = self.request("POST", path, data=body, headers=kind, timeout=self._timeouts).json()
        return answer

    def send_raw(self, url: str, body: Raw, *, offset: int, size: int) -> None:
        """POST a film's bytes to the address Graph gave for them; none but Graph's own ever sees the token."""
        origin = self._trusted(url)
        if origin not in self.adapters:
            self.mount(origin, HTTPAdapter())
        headers = {"offset": str(offset), "file_size": str(size)}
        super().request(
            "POST",
            url,
            data=body,
            headers=headers,
            auth=self._authorize_upload,
            timeout=self._timeouts,
            allow_redirects=False,
        )

    def _authorize_upload(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"OAuth {self._token}"
        return request

    def _trusted(self, url: str) -> str:
        """Return an upload address's origin; refuse one that is neither Facebook's nor this rehearsal's."""
        try:
            origin, home = hosts.origin(url), hosts.origin(self._home)
        except ValueError:
            raise Refused("graph-upload-url", host="-") from None
        is_facebook = origin.is_facebook or (
            origin.host.endswith(CONTENT) and (origin.scheme, origin.port) == ("https", 443)
        )
        if not (origin == home if self._loopback else is_facebook):
            raise Refused("graph-upload-url", host=origin.host)
        return f"{origin.scheme}://{urlsplit(url).netloc}/"

    def guard(self, call: Callable[[], T]) -> T:
        """Run a call; whatever goes wrong on the way leaves as a `GraphError`."""
        try:
            return call()
        except GraphError:
            raise
        except (*TROUBLES, KeyError, OSError) as trouble:
            kind, code = (NotSent, "graph-not-sent") if _not_sent(trouble) else (Unknown, "graph-no-answer")
            raise kind(code, why=type(trouble).__name__, url=self._home) from None

    def _examine(self, response: requests.Response, **_: object) -> None:
        """Raise what the answer means, before facebook-sdk, which forgets status and headers, sees it."""
        self.usage = answers.read_usage(response.headers) or self.usage
        self.version = answers.read_version(response.headers) or self.version
        try:
            if response.is_redirect:
                raise Unknown("graph-redirect", status=response.status_code, url=self._home)
            self._judge(response, self._read(response))
        except GraphError:
            response.close()
            raise

    def _read(self, response: requests.Response) -> Json:
        """Read an answer, no more of it and for no longer than one may be; keep it without the secrets it quotes."""
        body, until = bytearray(), time.monotonic() + LONGEST_S
        while piece := response.raw.read1(PIECE, decode_content=True):
            body += piece
            if len(body) > MOST or time.monotonic() > until:
                raise Unknown("graph-odd-answer", why=f"it is longer than {MOST >> 20} MB or takes minutes")
        response._content = b""  # else requests would read on by itself
        is_json = "json" in response.headers.get("content-type", "")
        try:
            answer: Json = self._cleared(json_values.parsed(body)) if is_json else None
            response._content = json.dumps(answer).encode()  # what facebook-sdk reads
        except (ValueError, RecursionError):
            return None
        return answer

    def _cleared(self, answer: Json) -> Json:
        """Return an answer without the secrets that it quotes; RecursionError for one that is far too deep."""
        if isinstance(answer, str):
            return self._unsaid(answer)
        if isinstance(answer, dict):
            return {self._unsaid(name): self._cleared(value) for name, value in answer.items()}
        return [self._cleared(value) for value in answer] if isinstance(answer, list) else answer

    def _judge(self, response: requests.Response, answer: Json) -> None:
        error, fine = _error_in(answer, response.status_code), response.status_code < 300
        if isinstance(error, dict):
            usage = answers.read_usage(response.headers)
            regain_s = usage.regain_s if usage else None
            told = self._told(error)
            raise error_table.sort(told, status=response.status_code, regain_s=regain_s or None)
        if isinstance(answer, dict) and isinstance(answer.get("debug_info"), dict):
            raise error_table.sort_upload(self._told(answer["debug_info"]))
        if error is not None or not fine or not (isinstance(answer, dict) or answer is True):
            raise Unknown("graph-odd-answer", why=f"HTTP {response.status_code} without a Graph answer")

    def _told(self, error: Mapping[str, Json]) -> dict[str, Json]:
        """Return what an error says without our secrets, which are still in it where an answer is to tell tokens."""
        return {
            name: self._unsaid(value) if isinstance(value, str) else value for name, value in error.items()
        }

    def _unsaid(self, text: str) -> str:
        """Take this door's own secrets out of a text."""
        for secret in self._secrets():
            text = text.replace(secret, "[token]")
        return text

    def _secrets(self) -> tuple[str, ...]:
        """Return this door's secrets as they may be quoted; what is shorter than a token is no secret but a word."""
        long = [said for said in self._said if len(said) >= SHORTEST]
        return tuple(one for said in long for one in {said, quote(said), quote(said, safe="")})


def _error_in(answer: Json, status: int) -> Json:
    """Return what an answer has as its error: Graph's object, or what some put in its place; None where it has none.

    A `data` around it counts only where the status says that something failed: tokens that are looked at have one, too.
    """
    if not isinstance(answer, dict):
        return None
    within = answer.get("data")
    if answer.get("error") is None and status >= 300 and isinstance(within, dict):
        answer = within
    error = answer.get("error")
    if isinstance(error, dict) and isinstance(error.get("error"), dict):
        error = error["error"]
    return False if error is None and answer.get("success") is False else error


def _not_sent(trouble: Exception) -> bool:
    """Tell whether no request can have arrived: no address, no connection, no trusted certificate."""
    reason = trouble.args[0] if trouble.args else None
    reason = reason.reason if isinstance(reason, MaxRetryError) else reason
    cause = reason.args[0] if isinstance(reason, Exception) and reason.args else None
    early = (requests.ConnectTimeout, requests.exceptions.ProxyError, requests.exceptions.InvalidSchema)
    untrusted = isinstance(cause, ssl.SSLCertVerificationError)
    return untrusted or isinstance(reason, NewConnectionError) or isinstance(trouble, early)
