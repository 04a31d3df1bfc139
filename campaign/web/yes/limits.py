"""How often links may be tried: per address that asks and per link, in a bounded memory; what is told of it once."""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta

WINDOW = timedelta(minutes=1)
WRONG = 20  # links that lead nowhere, from one address in a window; then it is answered nothing for the rest of it
ANSWERS, LOOKS = 30, 900  # of one link in a window; a player asks for a film in many pieces
QUIET = timedelta(minutes=10)  # for so long the same refusal is not written down again
MOST = 4096  # addresses and links that are remembered; the oldest are forgotten


@dataclass(kw_only=True)
class _Count:
    begun: datetime
    count: int = 0


class Limits:
    """Counts for all threads of a desk; moments are aware UTC ones."""

    def __init__(self) -> None:
        self._counts: OrderedDict[tuple[str, str], _Count] = OrderedDict()
        self._told: OrderedDict[tuple[object, ...], datetime] = OrderedDict()
        self._lock = threading.Lock()

    def is_out(self, caller: str, *, now: datetime) -> bool:
        """Tell whether an address tried so many wrong links that it is answered nothing for a while."""
        return self._count("wrong", caller, now, add=0) >= WRONG

    def wrong(self, caller: str, *, now: datetime) -> None:
        """Count a link that leads nowhere."""
        self._count("wrong", caller, now, add=1)

    def is_spent(self, serial: str, *, answers: bool, now: datetime) -> bool:
        """Count a look or an answer of a link; tell whether there were too many of them."""
        kind, most = ("answers", ANSWERS) if answers else ("looks", LOOKS)
        return self._count(kind, serial, now, add=1) > most

    def is_to_be_told(self, *what: object, now: datetime) -> bool:
        """Tell whether a refusal is to be written down: the first of its kind in a while."""
        with self._lock:
            last = self._told.get(what)
            if last is not None and now - last < QUIET:
                return False
            self._told[what] = now
            while len(self._told) > MOST:
                self._told.popitem(last=False)
            return True

    def _count(self, kind: str, who: str, now: datetime, *, add: int) -> int:
        with self._lock:
            found = self._counts.get((kind, who))
            if found is None or now - found.begun >= WINDOW:
                if not add:
                    return 0
                self._counts.pop((kind, who), None)
                found = self._counts[(kind, who)] = _Count(begun=now)
            found.count += add
            while len(self._counts) > MOST:
                self._counts.popitem(last=False)
            return found.count
