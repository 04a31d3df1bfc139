"""Log-ins at the office's own log-in that were begun and not ended yet: what each was begun with, good once.

A browser has a cookie from which it is known that it comes back to what it began itself (no log-in of somebody else is
pushed upon it). All of it is kept in memory, bounded, for ten minutes.
"""

import secrets
import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from campaign.people.digests import digest

KEPT_FOR = timedelta(minutes=10)
MOST, MOST_FROM = 1_000, 50  # in all, and from one place


@dataclass(frozen=True, kw_only=True)
class Begun:
    """What one log-in was begun with: 256 random bits each; `browser` is the digest of the cookie that began it.

    `where` is from where it was begun, `back` the page that it leads to. `account`: who is logged in and proves it
    again; `ends`: the digest of a session that ends with it.
    """

    state: str = field(repr=False)
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)
    browser: str = field(repr=False)
    at: datetime
    where: str = ""
    back: str = "/"
    account: int | None = None
    ends: str | None = None


class Pending:
    """The log-ins that were begun, for any thread."""

    def __init__(self) -> None:
        self._begun: dict[str, Begun] = {}
        self._lock = threading.Lock()

    def begin(
        self,
        brought: str | None,
        *,
        now: datetime,
        where: str = "",
        back: str = "/",
        account: int | None = None,
        ends: str | None = None,
    ) -> tuple[Begun, str]:
        """Begin one for a browser; return it, and the cookie that the browser is known by from now on.

        A browser that has begun another one in a second tab, and so `brought` a cookie that is known, keeps it.
        """
        with self._lock:
            self._forget(now, where)
            known = {one.browser for one in self._begun.values()}
            cookie = brought if brought and digest(brought) in known else secrets.token_urlsafe(32)
            begun = Begun(
                state=secrets.token_urlsafe(32),
                nonce=secrets.token_urlsafe(32),
                verifier=secrets.token_urlsafe(48),
                browser=digest(cookie),
                at=now,
                where=where,
                back=back,
                account=account,
                ends=ends,
            )
            self._begun[begun.state] = begun
        return begun, cookie

    def take(self, state: str, brought: str | None, *, now: datetime) -> Begun | None:
        """Return what was begun with a state, once; None where it was not, not by this browser, or too long ago."""
        with self._lock:
            self._forget(now)
            found = self._begun.get(state)
            if found is None or not secrets.compare_digest(found.browser, digest(brought or "")):
                return None
            return self._begun.pop(state)

    def _forget(self, now: datetime, where: str | None = None) -> None:
        """Let those go that were begun too long ago, and the oldest where there are too many, in all or from one place.

        So whoever begins a thousand from one place ends nobody's elsewhere.
        """
        kept = [one for one in self._begun.values() if now - one.at < KEPT_FOR]
        here = [one.state for one in kept if one.where == where]
        spare = set(here[: max(0, len(here) - MOST_FROM + 1)])
        kept = [one for one in kept if one.state not in spare]
        self._begun = {one.state: one for one in kept[-(MOST - 1) :]}
