"""Does as the Page asks: hears its answers on every thread, stays quiet at once, keeps the quiet in the table.

What is heard is written by the next `settle`, never between a call and its record, which would wait for it.
"""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeVar, cast

from schedules import tempo
from schedules.database import events, transitions
from schedules.database.engine import Store
from schedules.facebook.errors import TryLater
from schedules.model.records import Post, Quiet
from schedules.publishing.job import SERVICE, Publisher
from schedules.quota import Usage

P = TypeVar("P")


class Courtesy:
    """What one Page asked for; `wake` is called when that changed and `settle` has something to write."""

    def __init__(
        self,
        store: Store,
        page_id: str,
        *,
        clock: Callable[[], datetime],
        wake: Callable[[], None] = lambda: None,
    ) -> None:
        self._store, self._page_id, self._clock, self._wake = store, page_id, clock, wake
        self._lock = threading.Lock()
        self._quiet = self._kept()

    def heard(self, usage: Usage | None, limit: TryLater | None, kind: str | None) -> None:
        """Take in what an answer said: what its usage headers did, and whether it refused for too many calls."""
        now = self._clock()
        newly = tempo.asked(usage, limit, kind=kind, page_id=self._page_id, now=now)
        with self._lock:
            kept = tempo.heeded(self._quiet, newly, now=now)
            changed, self._quiet = kept is not self._quiet, kept
        if changed:
            self._wake()

    def settle(self, now: datetime) -> None:
        """Take over what another process heard, write what we did, and tell once when it is over."""
        kept = self._kept()
        with self._lock:
            quiet = self._quiet = tempo.heeded(self._quiet, kept, now=now)
        if quiet is None:
            return
        if not tempo.holds(quiet, now):
            return self._end(quiet, now)
        if quiet != kept:
            self._write(quiet, now, news=tempo.is_news(kept, quiet, now=now))

    def _kept(self) -> Quiet | None:
        with self._store.read() as session:
            return events.quiet(session, self._page_id)

    def _write(self, quiet: Quiet, now: datetime, *, news: bool) -> None:
        seconds = round((quiet.until - now).total_seconds())
        told = {"why": quiet.code, "percent": quiet.percent, "seconds": seconds}
        with self._store.write() as session:
            events.keep_quiet(session, quiet)
            if news:
                transitions.note(session, "page-asks-quiet", now=now, by=SERVICE, params=told)

    def _end(self, quiet: Quiet, now: datetime) -> None:
        with self._store.write() as session:
            if events.end_quiet(session, quiet):
                transitions.note(session, "quiet-over", now=now, by=SERVICE)
        with self._lock:
            self._quiet = None if self._quiet is quiet else self._quiet

    def ends_at(self, now: datetime) -> datetime | None:
        """Return when the quiet that holds now is over."""
        quiet = self._quiet
        return quiet.until if quiet and tempo.holds(quiet, now) else None

    def ahead(self, usual: timedelta, *, now: datetime) -> timedelta:
        """Return how far ahead posts are looked for."""
        return tempo.ahead(self._quiet, usual, now=now)

    def in_turn(self, posts: list[Post], *, now: datetime, busy: bool) -> list[Post]:
        """Return the posts to work on now; `busy`: some are in hand already."""
        return tempo.in_turn(posts, self._quiet, now=now, busy=busy)

    def attend(self, publisher: Publisher, post: Post | None = None, *, idle: bool = False) -> Publisher:
        """Return a publisher whose every call is heard and, in a total quiet, not made (with `idle`: in any).

        Its work on `post` stops between two steps when the next one is not welcome.
        """
        page = self.hear(publisher.page, kind=post.kind if post else None, idle=idle)
        return replace(publisher, page=page, stopping=partial(self._must_rest, publisher.stopping, post))

    def hear(self, page: P, *, kind: str | None = None, idle: bool = False) -> P:
        """Return a Page whose answers are heard; in a total quiet (with `idle`: in any) its calls raise TryLater."""
        return cast(P, _HeardPage(page, self, self._is_quiet if idle else self._is_total, kind))

    def _must_rest(self, stopping: Callable[[], bool], post: Post | None) -> bool:
        return stopping() or (post is not None and not tempo.welcome(self._quiet, post, self._clock()))

    def _is_quiet(self) -> bool:
        return tempo.holds(self._quiet, self._clock())

    def _is_total(self) -> bool:
        return tempo.is_total(self._quiet, self._clock())

    def refusal(self) -> TryLater:
        """Return what a call ends in that is not made."""
        quiet, now = self._quiet, self._clock()
        seconds = round((quiet.until - now).total_seconds()) if quiet else 0
        return TryLater("page-quiet", after_s=max(seconds, 0))


class _HeardPage:
    """A Page whose answers are heard, whoever asks: `shut` tells whether it may be asked at all."""

    def __init__(self, page: Any, courtesy: Courtesy, shut: Callable[[], bool], kind: str | None) -> None:
        self._page, self._courtesy, self._shut, self._kind = page, courtesy, shut, kind

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._page, name)
        return partial(self._call, found) if callable(found) else found

    def _call(self, act: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if self._shut():
            raise self._courtesy.refusal()
        before, limit = self._page.usage, None
        try:
            return act(*args, **kwargs)
        except TryLater as error:
            limit = error
            raise
        finally:
            usage = self._page.usage
            self._courtesy.heard(usage if usage is not before else None, limit, self._kind)
