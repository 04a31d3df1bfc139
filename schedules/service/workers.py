"""The service's hands: threads that bring posts a step further, each with a Page client of its own."""

import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial

from sqlmodel import Session

from schedules.consent import kept_forms
from schedules.database import remote_objects, withdrawals
from schedules.errors import DatabaseBusy
from schedules.facebook.errors import Forbidden, GraphError, Unauthorized
from schedules.model.records import Post
from schedules.model.states import State
from schedules.publishing import leftovers
from schedules.publishing import publisher as publishing_publisher
from schedules.publishing.job import Link, PageRef, Publisher
from schedules.service import ended_consents, forgotten_drafts
from schedules.service.locked_database import Hindrance
from schedules.service.pacing import Courtesy
from schedules.service.standing_rules import StandingRules
from schedules.withdrawal import steps

Chore = tuple[str, int]  # what, and its number
# After the Page did not do what was asked: first so long, then twice as long, but never longer than ...
AGAIN = {"recall": timedelta(seconds=5), "withdrawal": timedelta(seconds=30)}
RAREST = timedelta(minutes=10)


class Chores:
    """The chores of one service; `wanted` is asked often and only reads, `work` runs in a thread.

    What the Page does not do is asked again ever more rarely.
    """

    def __init__(self) -> None:
        self._tried: dict[Chore, tuple[datetime, int]] = {}

    def wanted(self, session: Session, ref: PageRef, now: datetime) -> bool:
        """Tell whether there is something to do now."""
        return any(self._is_ripe(one, now) for one in _open(session, ref))

    def work(self, publisher: Publisher) -> None:
        """Do it. Raises Unauthorized and Forbidden."""
        now = publisher.clock()
        with publisher.store.read() as session:
            ripe = [one for one in _open(session, publisher.ref) if self._is_ripe(one, now)]
        for one in ripe:
            self._tried[one] = (now, self._tried.get(one, (now, 0))[1] + 1)
        if any(kind == "recall" for kind, _ in ripe):
            leftovers.recall(publisher)
        if any(kind == "withdrawal" for kind, _ in ripe):
            steps.resume(publisher, time.sleep)

    def _is_ripe(self, one: Chore, now: datetime) -> bool:
        if one not in self._tried:
            return True
        at, tries = self._tried[one]
        first = AGAIN[one[0]]
        return not timedelta(0) <= now - at < min(first * 2 ** min(tries - 1, 10), RAREST)


def _open(session: Session, ref: PageRef) -> list[Chore]:
    recalled = [("recall", one.id) for one in remote_objects.recalled(session, ref.page)]
    return recalled + [("withdrawal", one.id) for one in withdrawals.unfinished(session)]


QUICK, UPLOADS = 8, 2  # threads: reveals and words must never wait behind films
CHORES = 0  # the number in hand of the one piece of work that is no post's
STOP_S = 6.0  # that the end of the service waits for steps in hand


@dataclass(kw_only=True)
class Mishap:
    """What no waiting mends: the Page refuses all work, or something unforeseen happened."""

    refusal: GraphError | None = None
    accident: Exception | None = None

    @property
    def ends(self) -> bool:
        """Whether the service is to end: nothing more is begun."""
        return self.refusal is not None or self.accident is not None


@dataclass(kw_only=True)
class Hands:
    """Work in hand; `done` is called whenever a piece ends. `new_publisher` makes one thread's publisher."""

    link: Link
    new_publisher: Callable[[], Publisher]
    rules: StandingRules
    courtesy: Courtesy
    hindrance: Hindrance
    done: Callable[[], None]
    chores: Chores = field(default_factory=Chores)
    mishap: Mishap = field(default_factory=Mishap)
    in_hand: dict[int, "Future[None]"] = field(default_factory=dict)
    threads: threading.local = field(default_factory=threading.local)
    quick: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(QUICK, "quick"))
    uploads: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(UPLOADS, "uploads"))

    @property
    def busy(self) -> bool:
        """Whether anything is in hand."""
        return any(not future.done() for future in self.in_hand.values())

    @property
    def numbers(self) -> tuple[int, ...]:
        """Return the posts in hand."""
        return tuple(
            sorted(one for one, future in self.in_hand.items() if one != CHORES and not future.done())
        )

    def take(self, post: Post) -> None:
        """Bring a post as far as it can come now, unless it is in hand already; films have threads of their own."""
        sends_files = (post.is_film or post.photos) and post.state in (State.APPROVED, State.UPLOADING)
        self._begin(post.number, self.uploads if sends_files else self.quick, lambda: self._work(post))

    def do_chores(self, now: datetime) -> None:
        """Begin what is to be done beside posts: take back from Facebook's schedule, go on with withdrawals."""
        with self.publisher().store.read() as session:
            wanted = self.chores.wanted(session, self.link.ref, now)
        if wanted:
            self._begin(CHORES, self.quick, lambda: self.chores.work(self.publisher()))

    def sweep(self) -> None:
        """Delete what was left hidden and note what was forgotten, in the thread that calls; else the next one does."""
        try:
            publisher = self.publisher(idle=True)
            if publisher.stopping():
                return
            forgotten_drafts.look(publisher.store, now=publisher.clock())
            leftovers.sweep(publisher)
            ended_consents.look(publisher)
            kept_forms.look(publisher.store, publisher.campaign, now=publisher.clock())
        except (GraphError, DatabaseBusy):
            return
        except Exception as accident:
            self.mishap.accident = accident

    def publisher(self, post: Post | None = None, *, idle: bool = False) -> Publisher:
        """Return this thread's publisher, for HTTP sessions are not shared; it does as the Page asks."""
        if not hasattr(self.threads, "publisher"):
            self.threads.publisher = self.new_publisher()
        campaign = self.rules.campaign
        publisher = replace(
            self.threads.publisher, campaign=campaign, rules_stand=partial(self.rules.hold, campaign)
        )
        return self.courtesy.attend(publisher, post, idle=idle)

    def rest(self) -> bool:
        """Take nothing more, wait some seconds for the steps in hand, and tell whether one hangs."""
        self.quick.shutdown(wait=False, cancel_futures=True)
        self.uploads.shutdown(wait=False, cancel_futures=True)
        return bool(wait(self.in_hand.values(), timeout=STOP_S).not_done)

    def _begin(self, number: int, pool: ThreadPoolExecutor, act: Callable[[], None]) -> None:
        is_free = number not in self.in_hand or self.in_hand[number].done()
        if is_free and not self.mishap.ends:
            self.in_hand[number] = pool.submit(self._guarded, act)

    def _work(self, post: Post) -> None:
        publisher = self.publisher(post)
        try:
            publishing_publisher.work(publisher, post.number, by=f"{os.getpid()}")
        except DatabaseBusy:
            self.hindrance.drop(post.number, publisher.clock())

    def _guarded(self, act: Callable[[], None]) -> None:
        try:
            act()
        except (Unauthorized, Forbidden) as refusal:
            self.mishap.refusal = refusal
        except DatabaseBusy:
            return
        except Exception as accident:
            self.mishap.accident = accident
        finally:
            self.done()
