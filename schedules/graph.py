"""The Page client: Graph calls through facebook-sdk, film bytes through requests; it alone imports either.

It knows no database and no clock. Every failure leaves as one of the errors of `verdicts.py`; the token
travels in a header alone, so that it is in no URL and no error text.
"""

import json
import re
import ssl
import warnings
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import MaxRetryError, NewConnectionError

from schedules import answers, homes, verdicts
from schedules.answers import PageAddress, PageInfo, PostState, Upload, VideoState
from schedules.verdicts import (
    Absent,
    BadContent,
    Forbidden,
    GraphError,
    NotSent,
    Refused,
    TryLater,
    Unauthorized,
    Unknown,
    WrongOffset,
)

with warnings.catch_warnings():  # its invalid escape is fatal on first import under `-W error`
    warnings.simplefilter("ignore")
    import facebook

__all__ = [
    "Absent", "BadContent", "Forbidden", "GraphError", "NotSent", "PageAddress", "PageClient", "PageInfo",
    "PostState", "Refused", "TryLater", "Unauthorized", "Unknown", "Upload", "VideoState", "WrongOffset",
]  # fmt: skip

BLOCK = 256 * 1024  # bytes of a film in memory at a time
T = TypeVar("T")


class PageClient:
    """One Page at one address with one token. Every method raises `GraphError` alone."""

    def __init__(
        self,
        address: PageAddress,
        token: str,
        *,
        app_secret: str | None = None,
        connect_timeout: float = 10,
        read_timeout: float = 60,
    ) -> None:
        self._page, self._version = address.page_id, address.graph_version
        timeouts = (connect_timeout, read_timeout)
        self._door = _Door(address.graph_url, token, timeouts, app_secret=app_secret)
        # Without a token of its own the library puts none into a URL; it refuses every living version here.
        self._graph = facebook.GraphAPI(timeout=(connect_timeout, read_timeout), session=self._door)
        self._graph.version = address.graph_version

    def close(self) -> None:
        """Close the connections; the client can still be used and opens new ones."""
        self._door.close()

    def page(self) -> PageInfo:
        """Ask who the Page is."""
        found = self._get(self._page, fields="id,name")
        return _read(lambda: PageInfo(id=str(found["id"]), name=str(found.get("name", ""))))

    def start_video(self, *, size: int) -> Upload:
        """Open an upload of `size` bytes; the film has its id before a byte moves. Safe to repeat."""
        found = self._post(f"{self._page}/videos", upload_phase="start", file_size=size)
        return _read(lambda: answers.read_upload(found))

    def transfer(self, session_id: str, path: Path, *, start: int, end: int) -> tuple[int, int]:
        """Send the film's bytes [start, end) and return the next window; equal numbers mean that all are in.

        Raises `WrongOffset` with the window wanted instead. Safe to repeat; reads the file a block at a time.
        """
        fields = {"upload_phase": "transfer", "upload_session_id": session_id, "start_offset": str(start)}
        with _open_film(path, end) as film:
            film.seek(start)
            body = _Multipart(fields, film, end - start)
            path_ = f"{self._version}/{self._page}/videos"
            answer = self._door.guard(lambda: self._door.send_film(path_, body))
        return _read(lambda: (int(answer["start_offset"]), int(answer["end_offset"])))

    def finish_video(self, session_id: str, *, description: str, title: str | None, mark: str) -> None:
        """Close the upload; the film stays hidden. `mark` is our own sign on it, to find it again."""
        self._post(
            f"{self._page}/videos",
            upload_phase="finish",
            upload_session_id=session_id,
            description=description,
            title=title,
            published=False,
            universal_video_id=mark,
            custom_labels=[mark],
        )

    def read_video(self, video_id: str) -> VideoState:
        """Read a film back; `Absent` may be mere lag just after `start_video`."""
        found = self._get(video_id, fields=answers.VIDEO_FIELDS)
        return _read(lambda: answers.read_video(found, self._door.public_url))

    def reveal_video(self, video_id: str) -> None:
        """Make a hidden film public; setting a state, so safe to repeat."""
        self._post(video_id, published=True)

    def create_post(self, *, message: str, link: str | None) -> str:
        """Create a hidden post and return its id. Never to be repeated before looking."""
        found = self._post(f"{self._page}/feed", message=message or None, link=link, published=False)
        return _read(lambda: str(found["id"]))

    def read_post(self, post_id: str) -> PostState:
        """Read a post back."""
        found = self._get(post_id, fields=answers.POST_FIELDS)
        return _read(lambda: answers.read_post(found, self._door.public_url))

    def reveal_post(self, post_id: str) -> None:
        """Make a hidden post public; setting a state, so safe to repeat."""
        self._post(post_id, is_published=True)

    def posts(self, *, limit: int) -> list[PostState]:
        """Return the newest posts, hidden ones too, newest first."""
        found: list[PostState] = []
        after: str | None = None
        while len(found) < limit:
            args = {"fields": answers.POST_FIELDS, "limit": min(limit - len(found), 100)}
            answer = self._get(f"{self._page}/feed", **args, **({"after": after} if after else {}))
            found += self._post_list(answer)
            after = answers.next_cursor(answer)
            if not after:
                break
        return found

    def delete(self, object_id: str) -> None:
        """Delete a film or a post; `Absent` when it is gone already."""
        self._door.guard(lambda: self._graph.delete_object(object_id))

    def _get(self, path: str, **args: object) -> Any:
        return self._door.guard(lambda: self._graph.get_object(path, **_wire(args)))

    def _post(self, path: str, **args: object) -> Any:
        return self._door.guard(
            lambda: self._graph.request(f"{self._version}/{path}", post_args=_wire(args), method="POST")
        )

    def _post_list(self, answer: dict[str, Any]) -> list[PostState]:
        return _read(lambda: [answers.read_post(one, self._door.public_url) for one in answer["data"]])


def _read(make: Callable[[], T]) -> T:
    """Take values out of an answer; one that lacks them tells nothing."""
    try:
        return make()
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Unknown("graph-odd-answer", why="an answer without what was asked for") from None


def _wire(args: Mapping[str, object]) -> dict[str, str]:
    """Write values as Graph wants them: lower-case booleans, nested ones as JSON (facebook-sdk spoils both)."""
    return {name: v if isinstance(v, str) else json.dumps(v) for name, v in args.items() if v is not None}


def _open_film(path: Path, end: int) -> Any:
    try:
        if path.stat().st_size >= end:
            return path.open("rb")
    except OSError as why:
        raise BadContent("graph-film-unreadable", path=str(path), why=why.strerror) from why
    raise BadContent("graph-film-unreadable", path=str(path), why="shorter than when its upload began")


class _Multipart:
    """A multipart body read from disk while it is sent; its length is known before."""

    boundary = "testimony-campaign-7f1c9a52d3e84b60"

    def __init__(self, fields: Mapping[str, str], film: Any, size: int) -> None:
        head = "".join(
            f'--{self.boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in fields.items()
        )
        part = 'Content-Disposition: form-data; name="video_file_chunk"; filename="film.mp4"\r\n'
        part += "Content-Type: application/octet-stream\r\n\r\n"
        self._start = f"{head}--{self.boundary}\r\n{part}".encode()
        self._close = f"\r\n--{self.boundary}--\r\n".encode()
        self._film, self._size = film, size

    def __len__(self) -> int:
        return len(self._start) + self._size + len(self._close)

    def __iter__(self) -> Iterator[bytes]:
        yield self._start
        left = self._size
        while left and (block := self._film.read(min(BLOCK, left))):
            left -= len(block)
            yield block
        yield self._close


class _Door(requests.Session):
    """A session leading to one address only, whatever host facebook-sdk names; sorts what comes back."""

    def __init__(
        self, graph_url: str, token: str, timeouts: tuple[float, float], *, app_secret: str | None = None
    ) -> None:
        super().__init__()
        home, loopback = homes.home(graph_url)
        self._proof = {"appsecret_proof": homes.proof(token, app_secret)} if app_secret else {}
        self._token, self._home, self._timeouts = token, home, timeouts
        self.public_url = home if loopback else "https://www.facebook.com/"
        self.trust_env = not loopback
        self.auth = self._authorize  # requests would put a .netrc entry in its place, were it a plain header
        self.headers["Accept"] = "application/json"
        self.hooks["response"].append(self._examine)
        self.adapters.clear()
        parts = urlsplit(home)
        self.mount(f"{parts.scheme}://{parts.netloc}/", HTTPAdapter())

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

    def send_film(self, path: str, body: _Multipart) -> Any:
        """POST film bytes and return the answer."""
        kind = {"Content-Type": f"multipart/form-data; boundary={body.boundary}"}
        return self.request("POST", path, data=body, headers=kind, timeout=self._timeouts).json()

    def guard(self, call: Callable[[], Any]) -> Any:
        """Run a call; whatever goes wrong on the way leaves as a `GraphError`."""
        try:
            return call()
        except GraphError:
            raise
        except (requests.RequestException, facebook.GraphAPIError, KeyError, OSError) as trouble:
            kind, code = (NotSent, "graph-not-sent") if _not_sent(trouble) else (Unknown, "graph-no-answer")
            raise kind(code, why=type(trouble).__name__, url=self._home) from None

    def _examine(self, response: requests.Response, **_: object) -> None:
        """Raise what the answer means, before facebook-sdk, which forgets status and headers, sees it."""
        try:
            self._judge(response)
        except GraphError:
            response.close()
            raise

    def _judge(self, response: requests.Response) -> None:
        if response.is_redirect:
            raise Unknown("graph-redirect", status=response.status_code, url=self._home)
        try:
            answer = response.json() if "json" in response.headers.get("content-type", "") else None
        except ValueError:
            answer = None
        error = answer.get("error") if isinstance(answer, dict) else None
        if isinstance(error, dict):
            error = {**error, "message": self._scrub(str(error.get("message", "")))}
            regain_s = verdicts.regain_s(response.headers)
            raise verdicts.sort(error, status=response.status_code, regain_s=regain_s)
        if not (isinstance(answer, dict) or answer is True) or response.status_code >= 300:
            raise Unknown("graph-odd-answer", why=f"HTTP {response.status_code} without a Graph answer")

    def _scrub(self, text: str) -> str:
        """Take tokens out of Graph's own text, which quotes a malformed one."""
        text = text.replace(self._token, "[token]") if self._token else text
        return re.sub(r"(access_token=|\bEAA)[\w.|%-]+", "[token]", text)[:300]


def _not_sent(trouble: Exception) -> bool:
    """Tell whether no request can have arrived: no address, no connection, no trusted certificate."""
    reason = trouble.args[0] if trouble.args else None
    reason = reason.reason if isinstance(reason, MaxRetryError) else reason
    cause = reason.args[0] if isinstance(reason, Exception) and reason.args else None
    early = (requests.ConnectTimeout, requests.exceptions.ProxyError, requests.exceptions.InvalidSchema)
    untrusted = isinstance(cause, ssl.SSLCertVerificationError)
    return untrusted or isinstance(reason, NewConnectionError) or isinstance(trouble, early)
