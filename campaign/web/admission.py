"""Who may ask the desk: a browser of this computer, on a page of ours, with a session.

Cookies know no ports and a name may be made to point here (DNS rebinding), so host and origin are compared whole, and
every change must come from our own pages (OWASP ASVS 5.0, 3.5; docs/desk.md names the test of each row).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from flask import Flask, Request, Response, request
from werkzeug.wrappers import Response as AnyResponse

from campaign.web.sessions import Sessions

HOSTS = ("127.0.0.1", "localhost", "[::1]")
HARMLESS = ("GET", "HEAD")
OURS = ("same-origin", "none")  # `none`: typed, or opened by another program
OPEN = "/open"  # where the key is exchanged for a session
POLICY = "; ".join(
    (
        "default-src 'none'",
        *(f"{kind}-src 'self'" for kind in ("script", "style", "font", "connect")),
        *(f"{kind}-src 'self' blob:" for kind in ("img", "media")),
        *(f"{kind} 'none'" for kind in ("object-src", "base-uri", "frame-ancestors")),
        "form-action 'self'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Referrer-Policy": "same-origin",  # with `no-referrer` a form without a script would not say its origin
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


@dataclass(frozen=True, kw_only=True)
class Door:
    """What is asked of every call: the port that the desk serves, its sessions, and the clock."""

    port: int
    sessions: Sessions
    clock: Callable[[], datetime]

    @property
    def cookie(self) -> str:
        """Return the session's cookie, named by the port, as another desk of this computer has another."""
        return f"desk_{self.port}"

    def origins(self) -> frozenset[str]:
        """Return the origins of our pages."""
        return frozenset(f"http://{host}" for host in self._hosts())

    def _hosts(self) -> frozenset[str]:
        ends = ("", ":80") if self.port == 80 else (f":{self.port}",)
        return frozenset(f"{host}{end}" for host in HOSTS for end in ends)

    def refusal(self, asked: Request) -> HTTPStatus | None:
        """Return why a call is refused; None where it may go on. An address with a host of its own is not ours."""
        host = asked.environ.get("HTTP_HOST", "").lower()
        if host not in self._hosts() or not asked.environ.get("REQUEST_URI", "/").startswith("/"):
            return HTTPStatus.MISDIRECTED_REQUEST
        if not self._is_from_us(asked, f"http://{host}"):
            return HTTPStatus.FORBIDDEN
        if _is_public(asked) or self.sessions.holds(asked.cookies.get(self.cookie), now=self.clock()):
            return None
        return HTTPStatus.UNAUTHORIZED

    def _is_from_us(self, asked: Request, here: str) -> bool:
        """Tell whether a page of ours asks, or a person; a change needs a page of ours that says so."""
        origin, site = asked.headers.get("Origin"), asked.headers.get("Sec-Fetch-Site")
        if origin is not None and origin.lower() != here:
            return False
        if asked.method not in HARMLESS:
            return origin is not None and site in (None, "same-origin")
        return site in (None, *OURS) or _is_led(asked)


def _is_led(asked: Request) -> bool:
    """Tell whether a link elsewhere led a person here, in a window of its own."""
    return (
        asked.headers.get("Sec-Fetch-Mode") == "navigate"
        and asked.headers.get("Sec-Fetch-Dest") == "document"
    )


def _is_public(asked: Request) -> bool:
    """Tell whether a call needs no session: the exchange of the key, and files that are the same for everybody."""
    return asked.path == OPEN or (asked.path.startswith("/shipped/") and asked.method in HARMLESS)


def guard(app: Flask, door: Door, refused: Callable[[HTTPStatus], AnyResponse]) -> None:
    """Ask every call of an application at the door; `refused` makes the answer for one that may not go on."""

    @app.before_request
    def admit() -> AnyResponse | None:
        status = door.refusal(request)
        return None if status is None else refused(status)

    @app.after_request
    def protect(response: Response) -> Response:
        for name, told in HEADERS.items():
            response.headers.setdefault(name, told)  # a page of one style sheet may say so
        response.headers.setdefault("Cache-Control", "no-store")
        return response


# a path, its query and fragment: browsers strip tabs and line ends, and read a backslash as a slash
_WITHIN = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")


def within(address: str) -> str:
    """Return an address of the desk as a form brought it, where it stays within the desk; else that of the board."""
    return address if _WITHIN.fullmatch(address) else "/"
