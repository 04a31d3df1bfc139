"""Services that run the real steps, each in a thread, with one baton: who goes on is decided, not raced for."""

import threading
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import ClassVar


class Killed(BaseException):
    """Raised where a process would have died."""


class Broken(Exception):
    """A promise was not kept in the middle of a trial."""


class _Hand(threading.Thread):
    """A thread that does one piece of work after another: to begin a new one each time would cost a third more."""

    idle: ClassVar[list["_Hand"]] = []

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.work: Callable[[], None] | None = None
        self.asked = threading.Semaphore(0)
        self.start()

    def run(self) -> None:
        """Work for ever."""
        while True:
            self.asked.acquire()
            assert self.work is not None
            self.work()

    @classmethod
    def ask(cls, work: Callable[["_Hand"], None]) -> None:
        """Give an idle hand, or a new one, a piece of work; it is told whose it is, to lay itself idle again."""
        hand = cls.idle.pop() if cls.idle else cls()
        hand.work = partial(work, hand)
        hand.asked.release()


class Actor:
    """One service. `go_on` lets it run to its next stop: its work is over, it died, it paused, its turn was over."""

    running: "Actor | None" = None  # who has the baton

    def __init__(self, name: str) -> None:
        self.name = name
        self.busy = False
        self.doomed = False
        self.accident: BaseException | None = None
        self.wakes_at: datetime | None = None
        self.turn = 0
        self._go, self._back = threading.Semaphore(0), threading.Semaphore(0)

    def begin(self, work: Callable[[], None]) -> None:
        """Take a piece of work in hand; it starts with the next `go_on`."""
        self.busy, self.doomed, self.wakes_at = True, False, None
        _Hand.ask(partial(self._run, work))

    def go_on(self, turn: int = 1_000_000) -> None:
        """Run past at most `turn` boundaries."""
        self.turn, self.wakes_at = turn, None
        Actor.running = self
        self._go.release()
        self._back.acquire()

    def die(self) -> None:
        """Die where it stands."""
        if self.busy:
            self.doomed = True
            self.go_on()

    def stop_here(self, *, until: datetime | None = None) -> None:
        """Give the baton away in the middle of the work (called by the actor itself)."""
        self.wakes_at = until
        self._back.release()
        self._go.acquire()
        if self.doomed:
            raise Killed(self.name)

    def pass_boundary(self) -> None:
        """Count a boundary; at the end of the turn, give the baton away."""
        self.turn -= 1
        if self.turn <= 0:
            self.stop_here()

    def _run(self, work: Callable[[], None], hand: _Hand) -> None:
        self._go.acquire()
        try:
            if not self.doomed:
                work()
        except Killed:
            pass
        except BaseException as accident:
            self.accident = accident
        finally:
            self.busy = False
            _Hand.idle.append(hand)
            self._back.release()
