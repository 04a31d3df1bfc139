"""How often outsiders were refused, written down by kind and minute, and no more often than the database bears."""

import threading
from collections import Counter
from contextlib import suppress
from datetime import datetime, timedelta

from schedules.database import door_notes
from schedules.database.engine import Store
from schedules.errors import ScheduleError

EVERY = timedelta(seconds=10)  # between two writings; what is refused meanwhile is counted


class Outsiders:
    """Counts refusals, for any thread."""

    def __init__(self) -> None:
        self._counted: Counter[str] = Counter()
        self._written: datetime | None = None
        self._lock = threading.Lock()

    def refused(self, store: Store, what: str, *, now: datetime) -> None:
        """Count a refusal of a kind; write down what was counted, where that was not done just now."""
        with self._lock:
            self._counted[what] += 1
            if self._written is not None and timedelta() <= now - self._written < EVERY:
                return
        self.write(store, now=now)

    def write(self, store: Store, *, now: datetime) -> None:
        """Write down what was counted and not written yet."""
        with self._lock:
            counted, self._counted, self._written = self._counted, Counter(), now
        if counted:
            with suppress(ScheduleError), store.write() as session:
                for what, times in counted.items():
                    door_notes.add(session, what, now=now, times=times)
