"""Carries notices out beside the service: a thread for each way, so that a server that hangs delays nobody."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from campaign.notices import letter_text, notices
from campaign.notices.delivery import Handover, Letter, NotDelivered, Unanswered, Way
from campaign.notices.notices import Notice, Owed
from campaign.page import token_end
from schedules.database import events
from schedules.database.engine import Store

GATHER_S = 2.0  # posts that come to rest together are told together
LOOK_S = 60.0  # looks at least this often
END_S = 3.0  # and delays the service's end by no more


@dataclass(frozen=True, kw_only=True)
class Round:
    """One way out of one campaign; `boundary` marks the lines where a crash is tried."""

    store: Store
    campaign: str
    way: Way
    clock: Callable[[], datetime]
    lang: str | None = None
    boundary: Callable[[str], None] = lambda _name: None

    def tell(self) -> datetime | None:
        """Tell what is owed by this way, each thing at most once; return when to try again what was refused."""
        left = list(self._owed().notices)
        told = letter_text.letters(
            left, self.campaign, alone=self.way.alone, now=self.clock(), lang=self.lang
        )
        for group, letter in told:
            try:
                self._send(group, letter)
            except NotDelivered as why:
                with self.store.write() as session:
                    notices.put_off(session, self.way.name, left, why, now=self.clock())
                break
            left = [one for one in left if one not in group]
        return self._owed().again_at

    def _owed(self) -> Owed:
        with self.store.read() as session:
            return notices.owed(session, self.way.name, now=self.clock())

    def _send(self, group: Sequence[Notice], letter: Letter) -> None:
        """Reach the server first: until it is there, nothing has begun that could be in doubt."""
        with self.way.reached() as hand_over:
            with self.store.write() as session:
                ours = notices.intend(session, self.way.name, group, now=self.clock())
            if ours:
                self.boundary("notice-intended")
                self._record(group, letter, hand_over)

    def _record(self, group: Sequence[Notice], letter: Letter, hand_over: Handover) -> None:
        name = self.way.name
        try:
            hand_over(letter)
        except Unanswered as why:
            with self.store.write() as session:
                return notices.unanswered(session, name, group, why, now=self.clock())
        except NotDelivered as why:
            with self.store.write() as session:
                notices.refused(session, name, group, why, now=self.clock())
            raise
        self.boundary("notice-taken")
        with self.store.write() as session:
            notices.sent(session, name, group, now=self.clock())


class Messenger:
    """A thread that tells by one way from the first look until it is closed.

    `on_accident` hears what went wrong unforeseen. A service that stands by never looks, and so tells nothing.
    """

    def __init__(
        self,
        round_: Round,
        *,
        expires_at: datetime | None = None,
        on_accident: Callable[[Exception], None] = lambda _error: None,
        gather_s: float = GATHER_S,
    ) -> None:
        self._round, self._expires_at, self._gather_s = round_, expires_at, gather_s
        self._on_accident = on_accident
        self._news, self._closing = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"notices-{round_.way.name}", daemon=True)
        self._begun = False

    def look(self) -> None:
        """Say that something may have happened; returns at once."""
        if not self._begun:
            self._begun = True
            self._thread.start()
        self._news.set()

    def hurry(self) -> None:
        """Say that the end is near: tell at once what is still owed, then be done; returns at once."""
        self._closing.set()
        self._news.set()

    def close(self, seconds: float = END_S) -> None:
        """Wait for the last round, for at most so long; what is left, the next service tells."""
        self.hurry()
        if self._begun:
            self._thread.join(seconds)

    def _run(self) -> None:
        seen, again_at = -1, None
        while True:
            self._news.wait(self._patience(again_at))
            self._closing.wait(self._gather_s)
            last = self._closing.is_set()
            self._news.clear()
            try:
                seen, again_at = self._look(seen, again_at)
            except Exception as accident:
                self._on_accident(accident)
            if last:
                return

    def _look(self, seen: int, again_at: datetime | None) -> tuple[int, datetime | None]:
        """Tell what is owed if anything happened since event `seen`, or its time has come."""
        round_ = self._round
        with round_.store.read() as session:
            newest = events.newest_event(session)
        if newest == seen and not (again_at and again_at <= round_.clock()):
            return seen, again_at
        if token_end.ends_soon(self._expires_at, round_.clock()) is not None:
            with round_.store.write() as session:
                notices.token_ends(session, self._expires_at, now=round_.clock())
        return newest, round_.tell()

    def _patience(self, again_at: datetime | None) -> float:
        if again_at is None:
            return LOOK_S
        return min(LOOK_S, max(0.1, (again_at - self._round.clock()).total_seconds()))


@contextmanager
def carrying(messengers: Sequence[Messenger]) -> Iterator[Callable[[], None]]:
    """Yield what wakes these messengers; at the end they tell what is left, for no more than some seconds."""

    def look() -> None:
        for one in messengers:
            one.look()

    try:
        yield look
    finally:
        end = time.monotonic() + END_S
        for one in messengers:
            one.hurry()
        for one in messengers:
            one.close(max(0.0, end - time.monotonic()))
