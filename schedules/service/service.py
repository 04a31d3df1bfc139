"""The background service: who runs, when to look, who does the work, and how to stop. No rule of publishing lives here.

Posts are the only schedule. APScheduler wakes us at the next due moment, which is re-armed from a query, and for the
sweep; a watcher looks four times a second whether another process changed the database; every wait is bounded, so a
clock that jumps and a laptop that slept are ordinary looks.
"""

import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from functools import partial
from pathlib import Path

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.date import DateTrigger
from filelock import FileLock, Timeout

from media import rights
from schedules.database import claims, engine, events, posts, transitions
from schedules.database.engine import Store
from schedules.errors import DatabaseBusy, NotReady
from schedules.home.guard import Guard
from schedules.home.record import LOCK
from schedules.model.publishing_rules import Campaign
from schedules.model.records import Post
from schedules.publishing import facebook_schedule
from schedules.publishing.job import Link, Publisher
from schedules.rendering.producer import Producer
from schedules.service import starts
from schedules.service.locked_database import Hindrance
from schedules.service.pacing import Courtesy
from schedules.service.standing_rules import StandingRules
from schedules.service.workers import Hands

LOOK_S = 0.25
TICK = timedelta(seconds=5)
SHORT_REST = timedelta(seconds=30)  # that a person may be kept waiting for
GRACE = timedelta(seconds=4)  # after its limit, in which posts in hand come to a rest of their own


class Ending(Enum):
    """Why the service stopped by itself or was stopped."""

    STOPPED = "stopped"
    IDLE = "idle"
    FAILURES = "failures"
    UNTIL = "until"


@dataclass(frozen=True, kw_only=True)
class RunLimit:
    """How long to run: until stopped, until nothing is left to do, or until a time."""

    until_idle: bool = False
    until: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class InHand:
    """What a service has begun: posts that are brought a step further, and whether a film is being made."""

    posts: tuple[int, ...]
    film: bool


@dataclass(kw_only=True)
class Service:
    """One publisher for one campaign folder; `run` returns why it ended.

    `on_idle` is told the next moment of work when there is none now, and `on_wait` the same where a person waits for
    the end; `on_limit` hears what was in hand when the time was up. `lock_in` is another folder for the lock: that of
    a play, which needs no home. `read_campaign` says what the settings are now, or raises ScheduleError.
    """

    store: Store
    campaign: Campaign
    connect: Callable[[], AbstractContextManager[Link]]
    clock: Callable[[], datetime]
    boundary: Callable[[str], None] = lambda _name: None
    on_standby: Callable[[int | None], None] = lambda _pid: None
    on_look: Callable[[], None] = lambda: None
    on_rest: Callable[[starts.Rest], None] = lambda _rest: None
    on_wait: Callable[[datetime], None] = lambda _moment: None
    on_limit: Callable[[InHand], None] = lambda _in_hand: None
    on_idle: Callable[[datetime], None] | None = None
    lock_in: Path | None = None
    read_campaign: Callable[[], Campaign] | None = None
    stopping: threading.Event = field(default_factory=threading.Event)
    awake: threading.Event = field(default_factory=threading.Event)
    left_behind: bool = False

    def stop(self) -> None:
        """Ask the service to finish the step in hand and end; safe in a signal handler."""
        self.stopping.set()
        self.awake.set()

    def run(self, limit: RunLimit) -> Ending:
        """Publish what is due until a wish is fulfilled.

        Raises NotReady on a pause, a refusal, where another service runs, and in a copy; BadRequest where the database
        is damaged: it is read through before anything goes out.
        """
        with self._only_publisher(limit) as ours:
            if not ours:
                return Ending.STOPPED
            self.store.check()
            guard = None if self.lock_in else Guard(folder=self.campaign.folder, store=self.store)
            if guard:
                guard.begin()
            claims.void_leases(self.store)
            if not self._has_rested(limit):
                return Ending.STOPPED
            with (
                self._remembered(),
                self.connect() as link,
            ):  # only now: a dead service's Page may have died with it
                return self._serve(limit, link, guard)

    def _has_rested(self, limit: RunLimit) -> bool:
        """Wait while the Page is to be left alone after ends that it caused; False where we are stopped meanwhile.

        Raises NotReady where a person waits for an answer and the rest is long. A play rests never.
        """
        told = False
        while not self.lock_in and (rest := self._rest()):
            if limit.until_idle and rest.until - self.clock() > SHORT_REST:
                raise NotReady("service-rests", **rest.told(self.campaign.rules.zone))
            if not told:
                self.on_rest(rest)
                told = True
            if self.stopping.wait(LOOK_S) or (limit.until and self.clock() >= limit.until):
                return False
        return True

    def _rest(self) -> starts.Rest | None:
        with self.store.read() as session:
            return starts.rest(session, now=self.clock())

    @contextmanager
    def _remembered(self) -> Iterator[None]:
        """Note that the Page, or an accident, ended the service: the next one goes more slowly."""
        try:
            yield
        except Exception as error:
            with suppress(Exception), self.store.write() as session:  # the error itself is what is to be told
                starts.note_end(session, error, now=self.clock())
            raise

    @contextmanager
    def _only_publisher(self, limit: RunLimit) -> Iterator[bool]:
        """Hold the publisher's lock, which the kernel frees when its process dies; stand by while another has it."""
        path = (self.lock_in or self.campaign.folder) / LOCK
        lock = FileLock(path, mode=rights.file_mode(path))
        try:
            lock.acquire(blocking=False)
        except Timeout:
            self._stand_by(limit, lock)
        try:
            yield lock.is_locked
        finally:
            lock.release()

    def _stand_by(self, limit: RunLimit, lock: FileLock) -> None:
        with self.store.read() as session:
            pulse = events.pulse(session)
        pid = pulse.pid if pulse else None
        if limit.until_idle:
            raise NotReady("service-runs", pid=pid or "?")
        self.on_standby(pid)
        while not self.stopping.wait(LOOK_S) and not lock.is_locked:
            if limit.until and self.clock() >= limit.until:
                return
            try:
                lock.acquire(blocking=False)
            except Timeout:
                continue

    def _serve(self, limit: RunLimit, link: Link, guard: Guard | None) -> Ending:
        round_ = _Round(self, link, guard)
        try:
            return round_.until(limit)
        except Exception as error:
            if guard and not guard.stands:  # whatever failed first
                raise NotReady("home-gone", folder=self.campaign.folder) from error
            raise
        finally:
            round_.close()


class _Round:
    """One run of the service with the lock in hand: its threads, its scheduler, its watcher."""

    def __init__(self, service: Service, link: Link, guard: Guard | None = None) -> None:
        self.service, self.store, self.link, self.guard = service, service.store, link, guard
        self.started_at = service.clock()
        self.last_tick: datetime | None = None
        read = service.read_campaign or (lambda: service.campaign)
        self.rules = StandingRules(read=read, campaign=service.campaign)
        self.producer = Producer(service.store, service.campaign)
        self.courtesy = Courtesy(service.store, link.ref.id, clock=service.clock, wake=service.awake.set)
        self.hindrance = Hindrance(service.store, by=f"{os.getpid()}")
        self.hands = Hands(
            link=link,
            new_publisher=self._new_publisher,
            rules=self.rules,
            courtesy=self.courtesy,
            hindrance=self.hindrance,
            done=service.awake.set,
        )
        self.scheduler = BackgroundScheduler(
            timezone="UTC", job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )
        self.scheduler.add_job(
            self.hands.sweep, "interval", minutes=10, id="sweep", next_run_time=self.started_at
        )
        self.watcher = engine.Watcher(service.store)
        self.armed: datetime | None = None
        self.awaited: datetime | None = None
        self.up: datetime | None = None  # when the time was found to be up
        self.scheduler.start()
        self.first_event = self._note(
            starts.BEGAN, pid=os.getpid(), page=link.ref.id, page_name=link.ref.name
        )

    def until(self, limit: RunLimit) -> Ending:
        service = self.service
        while not service.stopping.is_set():
            now = service.clock()
            if (ending := self.hindrance.bear(partial(self._look, limit, now), now)) is not None:
                return ending
            if service.on_idle and self.armed and not self._busy:
                self.hands.sweep()  # the scheduler's clock does not leap
                service.on_idle(self.armed)
                self.last_tick = None
            self._tell_of_waiting(limit)
            service.awake.wait(LOOK_S)
        return Ending.STOPPED

    def _tell_of_waiting(self, limit: RunLimit) -> None:
        """Say till when there is nothing to do, once for each such moment."""
        if limit.until_idle and self.armed and not self._busy and self.armed != self.awaited:
            self.awaited = self.armed
            self.service.on_wait(self.armed)

    @property
    def _busy(self) -> bool:
        return self.producer.busy or self.hands.busy

    def _look(self, limit: RunLimit, now: datetime) -> Ending | None:
        self._raise_mishap()
        if self.guard:
            self.guard.require()
        self._look_at_settings(now)
        if self.up is None and (self._something_happened() or self._tick_is_due(now)):
            self.service.awake.clear()
            self._tick(now)
            self.service.on_look()
        return self._at_limit(limit, now) if self._is_up(limit, now) else self._ending(limit)

    def _look_at_settings(self, now: datetime) -> None:
        """Obey from now on what the settings say, and note it."""
        if event := self.rules.look(now):
            self._note(event)
            self.producer.campaign = self.rules.campaign
            self.service.awake.set()

    def _is_up(self, limit: RunLimit, now: datetime) -> bool:
        """Tell whether the time is up; a play finishes what it has begun, for its clock stands still meanwhile."""
        return limit.until is not None and now >= limit.until and not (self.service.on_idle and self._busy)

    def _at_limit(self, limit: RunLimit, now: datetime) -> Ending | None:
        """Begin nothing more but what is due by now: a film is given up, posts in hand get some seconds."""
        assert limit.until is not None
        for post in self._due(now):
            if post.due_at and post.due_at <= limit.until:
                self.hands.take(post)
        if self.up is None:
            self.up = now
            if self._busy:
                self.service.on_limit(InHand(posts=self.hands.numbers, film=self.producer.busy))
            self.producer.stop()
        is_over = not self.hands.busy or not timedelta(0) <= now - self.up < GRACE
        self._raise_mishap()  # of what came to its end since
        return Ending.UNTIL if is_over else None

    def _something_happened(self) -> bool:
        return self.watcher.changed() or self.service.awake.is_set() or self.producer.has_news

    def _tick_is_due(self, now: datetime) -> bool:
        return self.last_tick is None or not timedelta(0) <= now - self.last_tick < TICK

    def _tick(self, now: datetime) -> None:
        due, before = self._tick_is_due(now), self.last_tick
        self.last_tick = None  # a tick that is broken off comes again at once
        self.hindrance.settle(now)
        self.courtesy.settle(now)
        if due:
            with self.store.write() as session:
                events.beat(
                    session, holder=socket.gethostname(), pid=os.getpid(), started_at=self.started_at, now=now
                )
            self.hands.do_chores(now)
            self.watcher.changed()  # our own heartbeat is no news, and all that was before it is read below
        if self.rules.known:
            self.producer.tick(now)
        for post in self._due(now):
            self.hands.take(post)
        self._arm(now)
        self._remember()
        self.last_tick = now if due else before

    def _due(self, now: datetime) -> list[Post]:
        campaign, known = self.rules.campaign, self.rules.known
        ahead = self.courtesy.ahead(campaign.rules.upload_ahead, now=now)
        with self.store.read() as session:
            found = posts.due(session, now=now, ahead=now + ahead, limit=200)
            found += facebook_schedule.to_look_at(session, now=now, campaign=campaign)
        return self.courtesy.in_turn(found if known else [], now=now, busy=self.hands.busy)

    def _remember(self) -> None:
        """Note beside the campaign how far it has come."""
        if self.guard:
            with self.store.read() as session:
                self.guard.remember(events.newest_event(session))

    def _arm(self, now: datetime) -> None:
        """Have APScheduler wake us at the next moment of work; a new id per arming, for a job is never moved."""
        with self.store.read() as session:
            moment = posts.next_moment(session, self.rules.campaign.rules, now=now)
        moment = min(filter(None, (moment, self.courtesy.ends_at(now))), default=None)
        if moment is None or moment == self.armed:
            return
        self.armed = moment
        self.scheduler.add_job(
            self.service.awake.set, DateTrigger(moment), id=f"due-{moment.isoformat()}", replace_existing=True
        )

    def _new_publisher(self) -> Publisher:
        service = self.service
        return self.link.publisher(
            store=service.store,
            campaign=service.campaign,
            clock=service.clock,
            boundary=service.boundary,
            stopping=self._stops,
        )

    def _stops(self) -> bool:
        """Tell a thread before its next step that it takes none: we are stopped, or the campaign is elsewhere now."""
        return self.service.stopping.is_set() or (self.guard is not None and not self.guard.holds())

    def _raise_mishap(self) -> None:
        """End where a thread met what no waiting mends, before anything more is handed over."""
        mishap = self.hands.mishap
        if mishap.accident:
            raise mishap.accident
        if mishap.refusal:
            raise NotReady("page-refuses", why=mishap.refusal)

    def _ending(self, limit: RunLimit) -> Ending | None:
        is_busy = self._busy
        self._raise_mishap()  # only now, for a thread that is through has told of its own
        if not limit.until_idle or is_busy:
            return None
        with self.store.read() as session:
            if events.paused(session):
                raise NotReady("campaign-paused")
            if posts.owed(session):
                return None
            mishaps = events.mishaps_since(session, self.first_event)
        return Ending.FAILURES if mishaps else Ending.IDLE

    def _note(self, event: str, **params: object) -> int:
        with self.store.write() as session:
            transitions.note(session, event, now=self.service.clock(), by="service", params=params)
            session.flush()
            return events.newest_event(session)

    def close(self) -> None:
        """Finish the steps in hand, for at most some seconds; what is left behind, the next service takes up."""
        self.service.stopping.set()
        self.scheduler.remove_all_jobs()  # none may be under way, for APScheduler ends with an error where one is
        self.scheduler.shutdown(wait=False)
        self.producer.stop()
        self.service.left_behind = self.hands.rest()
        self.watcher.close()
        if self.guard and not self.guard.stands:
            return  # what has the folder's name now is another's
        with suppress(DatabaseBusy):
            self.courtesy.settle(self.service.clock())
            with self.store.write() as session:
                events.rest(session, now=self.service.clock())
            self._note("service-stopped", pid=os.getpid())
            self._remember()
            self.service.on_look()
