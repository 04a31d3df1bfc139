"""Who may ask the desk: a browser of this computer, on a page of ours, with a session.

Cookies know no ports and a name may be made to point here (DNS rebinding), so host and origin are compared whole, and
every change must come from our own pages (OWASP ASVS 5.0, 3.5; docs/desk.md names the test of each row).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus

from flask import Flask, Request, Response, g, request
from werkzeug.wrappers import Response as AnyResponse

from campaign.people import acts
from campaign.people.acts import OWNER, Who
from campaign.web.beyond import reached
from campaign.web.beyond.reached import Beyond
from campaign.web.people import route_acts
from campaign.web.sessions import Sessions

HOSTS = ("127.0.0.1", "localhost", "[::1]")
HARMLESS = ("GET", "HEAD")
OURS = ("same-origin", "none")  # `none`: typed, or opened by another program
OPEN = "/open"  # where the key is exchanged for a session
PARTNERS = "/yes/"  # where partners answer by a signed link
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
class Refusal:
    """Why a call may not go on: the answer's status, and the sentence's code; `again` where a new log-in opens it."""

    status: HTTPStatus
    code: str
    params: Mapping[str, object] = field(default_factory=dict)
    again: bool = False


def _outside(status: HTTPStatus) -> Refusal:
    return Refusal(status=status, code=f"desk-{status.value}")


@dataclass(frozen=True, kw_only=True)
class Door:
    """What is asked of every call: the port that the desk serves, its sessions, and the clock.

    `sessions` are those of the key, for whoever has this computer; `people` finds who logged in by their token.
    `beyond` is the address under which other computers reach it; None: they do not.
    """

    port: int
    sessions: Sessions
    clock: Callable[[], datetime]
    people: Callable[[str, datetime], Who | None] = lambda _token, _now: None
    beyond: Beyond | None = None

    @property
    def cookie(self) -> str:
        """Return the session's cookie of whoever asks: named by the port, as another desk of this computer has another.

        A browser that came by TLS keeps it for this host alone (`__Host-`), and sends it by TLS alone.
        """
        return reached.COOKIE if self.is_sealed(request) else f"desk_{self.port}"

    def give(self, answer: AnyResponse, token: str) -> None:
        """Give a browser the cookie of its new session."""
        sealed = self.is_sealed(request)
        answer.set_cookie(self.cookie, token, httponly=True, samesite="Strict", path="/", secure=sealed)

    def take(self, answer: AnyResponse) -> None:
        """Take a browser's cookie away."""
        sealed = self.is_sealed(request)
        answer.delete_cookie(self.cookie, httponly=True, samesite="Strict", path="/", secure=sealed)

    def origins(self) -> frozenset[str]:
        """Return the origins of our pages."""
        return frozenset(f"http://{host}" for host in self._hosts())

    def _hosts(self) -> frozenset[str]:
        ends = ("", ":80") if self.port == 80 else (f":{self.port}",)
        return frozenset(f"{host}{end}" for host in HOSTS for end in ends)

    def refusal(self, asked: Request) -> Refusal | None:
        """Return why a call is refused; None where it may go on. An address with a host of its own is not ours."""
        here = self.reached_as(asked)
        if here is None or not asked.environ.get("REQUEST_URI", "/").startswith("/"):
            return _outside(HTTPStatus.MISDIRECTED_REQUEST)
        if not (_is_of_a_link(asked) or self._is_from_us(asked, here)):
            return _outside(HTTPStatus.FORBIDDEN)
        who, is_public = self.who(asked.cookies.get(self.cookie)), _is_public(asked)
        if who is OWNER and reached.through_proxy(asked.environ):
            who = None  # the key and its sessions are of this computer alone
        if who is None:
            return None if is_public else _outside(HTTPStatus.UNAUTHORIZED)
        g.who = who
        return None if is_public or asked.url_rule is None else self._not_allowed(asked, who)

    def who(self, token: str | None) -> Who | None:
        """Return whose session a token is, and that it was used now; None where it is nobody's."""
        if not token:
            return None
        now = self.clock()
        return OWNER if self.sessions.holds(token, now=now) else self.people(token, now)

    def _not_allowed(self, asked: Request, who: Who) -> Refusal | None:
        """Return why somebody may not do what is asked; an address whose act is not told is nobody's."""
        act = route_acts.of(asked)
        if act is None or act == route_acts.ANYBODY:
            return Refusal(status=HTTPStatus.FORBIDDEN, code="desk-role-nobody", params={})
        if not acts.may(who, act):
            params = {"role": who.role, "known": acts.ACTS[act].roles, "act": act}
            return Refusal(status=HTTPStatus.FORBIDDEN, code="desk-role", params=params)
        if asked.method not in HARMLESS and acts.needs_proof(who, act, now=self.clock()):
            return Refusal(status=HTTPStatus.FORBIDDEN, code="desk-again", again=True)
        return None

    def reached_as(self, asked: Request) -> str | None:
        """Return the origin of our pages for whoever calls so; None where nobody reaches the desk by that name."""
        if reached.through_proxy(asked.environ):
            is_ours = self.beyond is not None and self.beyond.answers_to(asked.environ)
            return self.beyond.origin if self.beyond and is_ours else None
        host = asked.environ.get("HTTP_HOST", "").lower()
        return f"http://{host}" if host in self._hosts() and reached.from_here(asked.environ) else None

    def is_sealed(self, asked: Request) -> bool:
        """Tell whether a browser comes by TLS."""
        return self.beyond is not None and self.beyond.is_sealed and reached.through_proxy(asked.environ)

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


def is_for_partners(asked: Request) -> bool:
    """Tell whether the address of a call is one that partners have, who have no session."""
    return asked.path.startswith(PARTNERS)


def _is_of_a_link(asked: Request) -> bool:
    """Tell whether a page behind a partner's link answers: it tells nobody its address, so its origin is `null`.

    The address itself is the right to answer, and no cookie adds to it: nobody can be made to use it unawares.
    """
    pressed = asked.method == "POST" and asked.headers.get("Origin") == "null"
    return pressed and is_for_partners(asked) and asked.headers.get("Sec-Fetch-Site") in (None, "same-origin")


def _is_public(asked: Request) -> bool:
    """Tell whether a call needs no session: the doors, and files that are the same for everybody."""
    if asked.path == OPEN:
        return not reached.through_proxy(asked.environ)
    return route_acts.of(asked) == route_acts.ANYBODY


def guard(app: Flask, door: Door, refused: Callable[[Refusal], AnyResponse]) -> None:
    """Ask every call of an application at the door; `refused` makes the answer for one that may not go on.

    Who asks is `g.who` from there on, nobody for what needs no session.
    """

    @app.before_request
    def admit() -> AnyResponse | None:
        refusal = door.refusal(request)
        return None if refusal is None else refused(refusal)

    @app.after_request
    def protect(response: Response) -> Response:
        for name, told in HEADERS.items():
            response.headers.setdefault(name, told)  # a page of one style sheet may say so
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.update(reached.SEALED if door.is_sealed(request) else {})
        return response


# a path, its query and fragment: browsers strip tabs and line ends, and read a backslash as a slash
_WITHIN = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")


def within(address: str) -> str:
    """Return an address of the desk as a form brought it, where it stays within the desk; else that of the board."""
    return address if _WITHIN.fullmatch(address) else "/"
