"""What changed in the campaign, told to every open browser within a second.

One thread looks at the database four times a second; who listens is told the numbers of the posts that changed, and
asks for what it shows. Everything that one look finds is one event.
"""

import queue
import threading
from collections.abc import Callable, Iterator
from datetime import datetime

from campaign.web.open_desk import OpenDesk
from schedules.database import engine, events, subtitle_versions
from schedules.errors import ScheduleError

LOOK_S = 0.25
BEAT_S = 15.0  # how often who listens hears that the desk is still here
LISTENERS = 36  # at once; each holds a thread of the server, and pages need some (`server.THREADS`)
LATER_MS = 15_000  # after which one that found no room asks again
MOST = 32  # changes that one who listens may have waiting; then it shows all anew
ALL = "all"
TYPED = "subtitles"  # what somebody types there is no event of the campaign's: their editor alone shows it
SERVICE_EVERY = 8  # looks: whether a service runs is known by its silence, which is no change
# Whether a service is at work, and when the last one began: one that came and went between two looks was shown, maybe.
Service = tuple[bool, datetime | None]
Copies = list[
    tuple[int, datetime]
]  # of subtitles that somebody works on: their numbers, and when they were saved


class Changes:
    """Tells who listens what changed, from any thread."""

    def __init__(self, desk: OpenDesk) -> None:
        self._desk = desk
        self._listening: set[queue.Queue[str]] = set()
        self._lock, self._over = threading.Lock(), threading.Event()
        self._thread: threading.Thread | None = None

    def stream(self, is_open: Callable[[], bool], *, since: int, served: bool) -> Iterator[str]:
        """Yield what changes as server-sent events, until the desk ends, who listens goes away or `is_open` no more.

        `since` is the newest event that the page knows, `served` whether it shows a service at work: what happened
        between its making and its listening, or while the connection was lost, is told at once. `is_open` is asked at
        every beat, which keeps the session of an open page. Where too many listen, this ends at once.
        """
        told: queue.Queue[str] = queue.Queue(MOST)
        with self._lock:
            is_full = len(self._listening) >= LISTENERS
            if not is_full:
                self._listening.add(told)
            self._look()
        if is_full:
            yield f"retry: {LATER_MS}\n\n"
            return
        try:
            yield "retry: 1000\n\n"
            if missed := self._missed(since, served):
                yield f"event: changed\ndata: {missed}\n\n"
            while not self._over.is_set() and is_open():
                try:
                    yield f"event: changed\ndata: {told.get(timeout=BEAT_S)}\n\n"
                except queue.Empty:
                    yield ": here\n\n"
        finally:
            with self._lock:
                self._listening.discard(told)

    def stop(self) -> None:
        """Let everybody go."""
        self._over.set()
        self._tell(ALL)
        if self._thread:
            self._thread.join(5)

    def _look(self) -> None:
        """Begin to look, where nobody does yet."""
        if self._thread is None and not self._over.is_set():
            self._thread = threading.Thread(
                target=self._watch, args=self._known(), name="desk-changes", daemon=True
            )
            self._thread.start()

    def _watch(self, seen: int, service: Service, copies: Copies) -> None:
        """Look until the desk ends; the service's heartbeat alone, which is a change too, is told of no one.

        What is given is known before anybody is told what it missed, so that nothing falls between the two.
        """
        watcher, looks = engine.Watcher(self._desk.opened.store), 0
        try:
            while not self._over.wait(LOOK_S):
                looks += 1
                try:
                    known = seen
                    if watcher.changed():
                        seen, copies = self._tell_since(seen), self._tell_typed(copies)
                    if looks % SERVICE_EVERY == 0 or seen > known:
                        before, service = service, self._service()
                        if before != service:
                            self._tell(ALL)
                except ScheduleError:  # busy or damaged: the page that is asked for next says so
                    self._tell(ALL)
        finally:
            watcher.close()

    def _missed(self, since: int, served: bool) -> str:
        """Return what happened since an event; empty where nothing did."""
        try:
            return self._news(since)[0] if self._service()[0] is served else ALL
        except ScheduleError:  # the page that is asked for next says so
            return ALL

    def _known(self) -> tuple[int, Service, Copies]:
        """Return the newest event, how the service stands, what is typed; of a busy database, the beginning."""
        try:
            with self._desk.opened.store.read() as session:
                newest, copies = events.newest_event(session), subtitle_versions.worked_on(session)
            return newest, self._service(), copies
        except ScheduleError:
            return 0, (False, None), []

    def _service(self) -> Service:
        with self._desk.opened.store.read() as session:
            last = events.pulse(session)
            is_served = events.is_served(session, now=self._desk.clock())
        return is_served, last.started_at if last else None

    def _tell_since(self, seen: int) -> int:
        """Tell what happened since event `seen`, and return the newest one."""
        what, newest = self._news(seen)
        if what:
            self._tell(what)
        return newest

    def _tell_typed(self, known: Copies) -> Copies:
        """Tell that subtitles were typed since these working copies, and return those that there are."""
        with self._desk.opened.store.read() as session:
            copies = subtitle_versions.worked_on(session)
        if copies != known:
            self._tell(TYPED)
        return copies

    def _news(self, since: int) -> tuple[str, int]:
        """Return the numbers of the posts that changed since an event, or that more did, and the newest event."""
        with self._desk.opened.store.read() as session:
            news = events.events(session, after_id=since)
        if not news:
            return "", since
        numbers = sorted({one.post_number for one in news if one.post_number})
        is_more = any(one.post_number is None for one in news)
        return ALL if is_more else ",".join(map(str, numbers)), news[-1].id

    def _tell(self, what: str) -> None:
        with self._lock:
            for one in self._listening:
                try:
                    one.put_nowait(what)
                except queue.Full:
                    with one.mutex:
                        one.queue.clear()
                        one.queue.append(ALL)
