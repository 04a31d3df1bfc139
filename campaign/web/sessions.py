"""Who is at the desk: the key of the first address, and the sessions that it was exchanged for.

Keys and sessions are 256 random bits; what is kept of them is a digest, in memory alone, so that they end with the desk
(OWASP ASVS 5.0, 7.2 and 7.3).
"""

import hmac
import secrets
import threading
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from campaign.people.digests import digest

IDLE = timedelta(
    minutes=30
)  # an open page asks again and again, so this counts from when the last one is closed
LONGEST = timedelta(hours=12)
MOST = 50  # sessions at once; the one that was idle longest goes


@dataclass(frozen=True, kw_only=True)
class _Session:
    begun: datetime
    seen: datetime


class Sessions:
    """The sessions of a desk, for any thread; every moment is an aware UTC one."""

    def __init__(self) -> None:
        self.key = secrets.token_urlsafe(32)
        self._known: dict[str, _Session] = {}
        self._lock = threading.Lock()

    def begin(self, key: str, *, now: datetime) -> str | None:
        """Return a new session for whoever has the desk's key; None for any other."""
        if not hmac.compare_digest(digest(key), digest(self.key)):
            return None
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._forget(now, most=MOST - 1)
            self._known[digest(token)] = _Session(begun=now, seen=now)
        return token

    def holds(self, token: str | None, *, now: datetime) -> bool:
        """Tell whether a session is still open, and that it was used `now`."""
        with self._lock:
            self._forget(now)
            known = digest(token or "")
            found = self._known.get(known)
            if found is None:
                return False
            self._known[known] = replace(found, seen=max(found.seen, now))
            return True

    def end(self, token: str | None) -> None:
        """End a session; harmless where it ended before."""
        with self._lock:
            self._known.pop(digest(token or ""), None)

    def _forget(self, now: datetime, most: int = MOST) -> None:
        """Let sessions go that were idle or open for too long, and the idlest where there are too many."""
        kept = {
            known: one
            for known, one in self._known.items()
            if now - one.seen < IDLE and now - one.begun < LONGEST
        }
        newest = sorted(kept, key=lambda known: kept[known].seen, reverse=True)[:most]
        self._known = {known: kept[known] for known in newest}
