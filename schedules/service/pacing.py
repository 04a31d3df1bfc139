"""Does as the Page asks: hears its answers on every thread, stays quiet at once, keeps the quiet in the table.

What is heard is written by the next `settle`, never between a call and its record, which would wait for it.
"""

import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, ParamSpec, TypeVar, cast

from schedules.database import events, transitions
from schedules.database.engine import Store
from schedules.facebook.answers import Usage
from schedules.facebook.errors import BadContent, GraphError, TryLater
from schedules.model.records import SERVICE, Post, Quiet
from schedules.model.states import State
from schedules.publishing.job import Publisher

if TYPE_CHECKING:
    from schedules.facebook.client import PageClient

SLOW_AT, HUSH_AT = 75, 95  # percent of any quota used
DWELL = timedelta(minutes=5)  # what a percentage alone asks for; the next answer tells anew
SOON, AT_ONCE = timedelta(minutes=10), timedelta(minutes=1)  # ahead of a post's moment
# the longest window of any quota; whatever is named beyond is no time but a fault
LONGEST = timedelta(days=1)
MINUTE = timedelta(minutes=1)
OTHER_VERSION = "graph-version-other"  # the event
VERSIONS_NOTED = timedelta(days=90)  # for so long the same is not noted again
LIMITS = {
    "graph-too-fast": "usage-too-fast",
    "graph-blocked-awhile": "usage-blocked",
}  # what a refusal asks for
BLOCKED = "graph-blocked"  # of one post; of many one after the other, of whoever posts
BLOCKED_IN_A_ROW, BLOCKED_S = 3, 6 * 3600
REELS_A_DAY = 613  # the code; with a subcode it speaks of all our calls


def asked(
    usage: Usage | None, limit: TryLater | None, *, kind: str | None, page_id: str, now: datetime
) -> Quiet | None:
    """Return what one answer asks for: a refusal for too many calls, else what its usage headers said.

    `kind` is that of the post the call was made for. Thirty reels a day (613) are that reel's concern alone; "too fast"
    (368/1390008) is not: Facebook blocks who acts, so any call may prolong it.
    """
    percent, seconds = (usage.percent, usage.regain_s) if usage else (None, 0)
    if limit is not None and not _of_one_reel(limit, kind):
        code = LIMITS.get(limit.code, "usage-limit")
        total, seconds = True, max(limit.after_s, seconds)
    elif seconds > 0:
        code, total = "usage-spent", True
    elif percent is not None and percent >= SLOW_AT:
        code, total = "usage-near-full" if percent >= HUSH_AT else "usage-high", False
        seconds = int(DWELL.total_seconds())
    else:
        return None
    until = now + min(timedelta(seconds=seconds), LONGEST)
    return Quiet(page_id=page_id, until=until, total=total, code=code, percent=percent)


def heeded(before: Quiet | None, newly: Quiet | None, *, now: datetime) -> Quiet | None:
    """Return what holds after an answer: the stricter; of equals the later, a percentage's by a minute at least."""
    if before is None or newly is None:
        return before or newly
    if holds(before, now) is not holds(newly, now):
        return before if holds(before, now) else newly
    if _rank(newly) < _rank(before):
        return before
    worth = timedelta(0) if newly.total else MINUTE
    return newly if _rank(newly) > _rank(before) or newly.until - before.until > worth else before


def is_news(before: Quiet | None, newly: Quiet, *, now: datetime) -> bool:
    """Tell whether people should hear of it: a quiet begins, becomes stricter, or a total one lasts longer."""
    if not holds(before, now) or before is None or _rank(newly) > _rank(before):
        return True
    return newly.total and newly.until - before.until >= MINUTE


def holds(quiet: Quiet | None, now: datetime) -> bool:
    """Tell whether a quiet is on; one that ends absurdly late was written while the clock was wrong."""
    return quiet is not None and now < quiet.until <= now + LONGEST + timedelta(hours=1)


def is_total(quiet: Quiet | None, now: datetime) -> bool:
    """Tell whether no call at all may be made."""
    return quiet is not None and quiet.total and holds(quiet, now)


def welcome(quiet: Quiet | None, post: Post, now: datetime) -> bool:
    """Tell whether the next step for a post may call the Page."""
    if quiet is None or not holds(quiet, now):
        return True
    if quiet.total or _is_urgent(post, now):
        return not quiet.total
    ahead, hushed = (post.due_at or now) - now, _rank(quiet) > 0
    if not hushed:
        return ahead <= SOON
    return post.state in (State.APPROVED, State.UPLOADING) and not post.is_film and ahead <= AT_ONCE


def in_turn(posts: Iterable[Post], quiet: Quiet | None, *, now: datetime, busy: bool) -> list[Post]:
    """Return the posts to work on now: all, or in a quiet what may not wait and one other at a time."""
    able = [post for post in posts if welcome(quiet, post, now)]
    if not holds(quiet, now):
        return able
    pressing = [post for post in able if _is_urgent(post, now) or (post.due_at or now) - now <= AT_ONCE]
    others = [post for post in able if post not in pressing]
    return pressing + ([] if busy or pressing else others[:1])


def ahead(quiet: Quiet | None, usual: timedelta, *, now: datetime) -> timedelta:
    """Return how far ahead of their moment posts are looked for."""
    if quiet is None or not holds(quiet, now):
        return usual
    return min(usual, AT_ONCE if _rank(quiet) > 0 else SOON)


def _is_urgent(post: Post, now: datetime) -> bool:
    """Tell whether it is to be shown now, or was and is to be read back."""
    due = post.due_at is not None and post.due_at <= now
    return post.state is State.PUBLISHING or (post.state is State.STAGED and due)


def _of_one_reel(limit: TryLater, kind: str | None) -> bool:
    told = limit.params.get("graph_code"), limit.params.get("subcode")
    return kind == "reel" and told == (REELS_A_DAY, None)


def _rank(quiet: Quiet) -> int:
    """Return how strict a quiet is: 0 slow, 1 nothing but what is due, 2 total."""
    return 2 if quiet.total else int((quiet.percent or 0) >= HUSH_AT)


P = ParamSpec("P")
T = TypeVar("T")


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
        self._other: tuple[str, str] | None = None  # the version asked for, and another one that answered
        self._noted: dict[str, object] | None = None
        self._told: dict[str, object] = {}  # Facebook's words with the newest refusal

    def answered(self, versions: tuple[str, str] | None) -> None:
        """Take in which version of Graph was asked for, and which one answered."""
        if versions and versions[0] != versions[1] and versions != self._other:
            self._other = versions
            self._wake()

    def heard(self, usage: Usage | None, limit: TryLater | None, kind: str | None) -> None:
        """Take in what an answer said: what its usage headers did, and whether it refused for too many calls."""
        now = self._clock()
        newly = asked(usage, limit, kind=kind, page_id=self._page_id, now=now)
        with self._lock:
            kept = heeded(self._quiet, newly, now=now)
            changed, self._quiet = kept is not self._quiet, kept
            self._told = limit.told if changed and limit else self._told
        if changed:
            self._wake()

    def judged(self, error: BadContent, number: int | None) -> GraphError:
        """Return a refusal as what it is: of one post, unless those of several others before it were the same.

        Then Facebook has stopped whoever posts, and each further post would only prolong it.
        """
        if error.code != BLOCKED:
            return error
        with self._store.read() as session:
            found = events.since(session, self._clock() - LONGEST, ("failed", "published"))
        others = [one for one in found if one.post_number != number][-BLOCKED_IN_A_ROW:]
        if len(others) < BLOCKED_IN_A_ROW or any(one.params.get("why") != BLOCKED for one in others):
            return error
        return TryLater("graph-blocked-awhile", after_s=BLOCKED_S, **error.told)

    def settle(self, now: datetime) -> None:
        """Take over what another process heard, write what we did, and tell once when it is over."""
        if self._other:
            self._note_version(*self._other, now)
        kept = self._kept()
        with self._lock:
            quiet = self._quiet = heeded(self._quiet, kept, now=now)
        if quiet is None:
            return
        if not holds(quiet, now):
            return self._end(quiet, now)
        if quiet != kept:
            self._write(quiet, now, news=is_news(kept, quiet, now=now))

    def _kept(self) -> Quiet | None:
        with self._store.read() as session:
            return events.quiet(session, self._page_id)

    def _write(self, quiet: Quiet, now: datetime, *, news: bool) -> None:
        seconds = round((quiet.until - now).total_seconds())
        with self._lock:
            words = self._told if quiet.total else {}
        told = {**words, "why": quiet.code, "percent": quiet.percent, "seconds": seconds}
        with self._store.write() as session:
            events.keep_quiet(session, quiet)
            if news:
                transitions.note(session, "page-asks-quiet", now=now, by=SERVICE, params=told)

    def _note_version(self, asked: str, answered: str, now: datetime) -> None:
        """Note once that another version answers than was asked for."""
        told: dict[str, object] = {"asked": asked, "answered": answered}
        if told == self._noted:
            return
        with self._store.write() as session:
            known = events.since(session, now - VERSIONS_NOTED, (OTHER_VERSION,))
            same = [one for one in known if one.params == told or now - one.at < timedelta(days=1)]
            if not same:
                transitions.note(session, OTHER_VERSION, now=now, by=SERVICE, params=told)
        self._noted = told

    def _end(self, quiet: Quiet, now: datetime) -> None:
        with self._store.write() as session:
            if events.end_quiet(session, quiet):
                transitions.note(session, "quiet-over", now=now, by=SERVICE)
        with self._lock:
            self._quiet = None if self._quiet is quiet else self._quiet

    def ends_at(self, now: datetime) -> datetime | None:
        """Return when the quiet that holds now is over."""
        quiet = self._quiet
        return quiet.until if quiet and holds(quiet, now) else None

    def ahead(self, usual: timedelta, *, now: datetime) -> timedelta:
        """Return how far ahead posts are looked for."""
        return ahead(self._quiet, usual, now=now)

    def in_turn(self, posts: list[Post], *, now: datetime, busy: bool) -> list[Post]:
        """Return the posts to work on now; `busy`: some are in hand already."""
        return in_turn(posts, self._quiet, now=now, busy=busy)

    def attend(self, publisher: Publisher, post: Post | None = None, *, idle: bool = False) -> Publisher:
        """Return a publisher whose every call is heard and, in a total quiet, not made (with `idle`: in any).

        Its work on `post` stops between two steps when the next one is not welcome.
        """
        page = self.hear(publisher.page, post=post, idle=idle)
        return replace(publisher, page=page, stopping=partial(self._must_rest, publisher.stopping, post))

    def hear(self, page: "PageClient", *, post: Post | None = None, idle: bool = False) -> "PageClient":
        """Return a Page whose answers are heard; in a total quiet (with `idle`: in any) its calls raise TryLater."""
        shut = self._is_quiet if idle else self._is_total
        return cast("PageClient", _HeardPage(page, self, shut, post))

    def _must_rest(self, stopping: Callable[[], bool], post: Post | None) -> bool:
        return stopping() or (post is not None and not welcome(self._quiet, post, self._clock()))

    def _is_quiet(self) -> bool:
        return holds(self._quiet, self._clock())

    def _is_total(self) -> bool:
        return is_total(self._quiet, self._clock())

    def refusal(self) -> TryLater:
        """Return what a call ends in that is not made."""
        quiet, now = self._quiet, self._clock()
        seconds = round((quiet.until - now).total_seconds()) if quiet else 0
        return TryLater("page-quiet", after_s=max(seconds, 0))


class _HeardPage:
    """A Page whose answers are heard, whoever asks: `shut` tells whether it may be asked at all."""

    def __init__(
        self, page: "PageClient", courtesy: Courtesy, shut: Callable[[], bool], post: Post | None
    ) -> None:
        self._page, self._courtesy, self._shut = page, courtesy, shut
        self._kind = post.kind if post else None
        self._number = post.number if post else None

    def __getattr__(self, name: str) -> object:
        member = getattr(self._page, name)
        return partial(self._call, member) if callable(member) else member

    def _call(self, act: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        if self._shut():
            raise self._courtesy.refusal()
        before, limit = self._page.usage, None
        try:
            return act(*args, **kwargs)
        except TryLater as error:
            limit = error
            raise
        except BadContent as error:
            judged = self._courtesy.judged(error, self._number)
            limit = judged if isinstance(judged, TryLater) else None
            raise judged from None
        finally:
            self._courtesy.answered(self._page.versions)
            usage = self._page.usage
            self._courtesy.heard(usage if usage is not before else None, limit, self._kind)
