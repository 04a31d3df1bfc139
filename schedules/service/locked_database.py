"""A database that another program keeps locked: what was dropped is taken up again, and nobody waits for ever."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from schedules.database import claims, transitions
from schedules.database.engine import Store
from schedules.errors import DatabaseBusy, NotReady
from schedules.model.records import SERVICE

T = TypeVar("T")
PATIENCE = timedelta(minutes=2)  # without one write; each try waits for SQLite's busy timeout
TRIES = 3  # at least: a laptop that slept between two tries waited for nothing


class Hindrance:
    """How long the service could write nothing, and which posts' steps were given up meanwhile."""

    def __init__(self, store: Store, *, by: str) -> None:
        self._store, self._by = store, by
        self._since: datetime | None = None
        self._failures = 0
        self._dropped: set[int] = set()

    def bear(self, look: Callable[[], T], now: datetime) -> T | None:
        """Run a look; None where the lock kept it from its end. Raises NotReady when that goes on too long."""
        try:
            return look()
        except DatabaseBusy as busy:
            self._since, self._failures = self._since or now, self._failures + 1
            if self._failures >= TRIES and now - self._since >= PATIENCE:
                raise NotReady("database-kept-locked", **busy.params) from None
            return None

    def drop(self, number: int, now: datetime) -> None:
        """Note that a step of post `number` ended without a record; `settle` frees the post."""
        self._dropped.add(number)
        self._since = self._since or now

    def settle(self, now: datetime) -> None:
        """Free what was dropped and tell how long it took, in the first write that succeeds."""
        since, dropped = self._since, set(self._dropped)
        if since is None:
            return
        params = {"seconds": max(round((now - since).total_seconds()), 0)}
        with self._store.write() as session:
            claims.free(session, dropped, by=self._by)
            transitions.note(session, "database-was-locked", now=now, by=SERVICE, params=params)
        self._dropped -= dropped
        self._since, self._failures = None, 0
        if self._dropped:  # meanwhile
            self._since = now
