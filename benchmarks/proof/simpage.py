"""A Page in memory that answers the publisher's calls, obeys the fate each call is given, and forgets nothing.

It is stricter than the rehearsal Page in one thing: it can do what was asked long after the caller gave up.
"""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from schedules.answers import PostState, Upload, VideoState
from schedules.verdicts import Absent, NotSent, Refused, TryLater, Unauthorized, Unknown, WrongOffset

WINDOW = 1 << 20
LAG = timedelta(seconds=40)
SPELL = timedelta(minutes=25)  # longer than the publisher's patience with an unreadable Page


@dataclass(kw_only=True)
class Thing:
    """One object on the Page; `size` None for a post, which is whole from the start."""

    id: str
    kind: str
    words: tuple[str, str | None] = ("", None)
    created_at: datetime
    size: int | None = None
    received: int = 0
    whole: bool = False
    published: bool = False
    deleted: bool = False
    mark: str | None = None


@dataclass(kw_only=True)
class SimPage:
    """One Page; `fate` names what happens to a call, `pause` lets time and other services pass in the middle of it."""

    name: str = "page"
    clock: Callable[[], datetime]
    fate: Callable[[str], str | None]
    pause: Callable[[str], None]
    on_change: Callable[[], None] = lambda: None
    things: dict[str, Thing] = field(default_factory=dict)
    late: list[tuple[datetime, Callable[[], Any]]] = field(default_factory=list)
    blind_until: datetime | None = None
    blinded: bool = False
    moment: datetime | None = None  # when what takes effect late does so
    numbers: Any = field(default_factory=lambda: itertools.count(1))
    usage: None = None  # its quota has no end

    @property
    def public(self) -> list[Thing]:
        """What people see."""
        return [one for one in self.things.values() if one.published and not one.deleted]

    @property
    def hidden(self) -> list[Thing]:
        """Whole things that nobody sees; an upload never finished is no thing yet."""
        return [one for one in self.things.values() if one.whole and not one.published and not one.deleted]

    def settle(self) -> None:
        """Let what was accepted long ago take effect by now."""
        ripe = [(moment, effect) for moment, effect in self.late if moment <= self.clock()]
        self.late = [(moment, effect) for moment, effect in self.late if moment > self.clock()]
        for moment, effect in ripe:
            self.moment = moment
            _quietly(effect)
            self.moment = None
            self.on_change()

    def start_video(self, *, size: int) -> Upload:
        """Open an upload."""
        return self._answer("start_video", lambda: self._open(size))

    def transfer(self, session_id: str, path: Path, *, start: int, end: int) -> tuple[int, int]:
        """Take bytes, and say which are wanted next."""
        return self._answer("transfer", lambda: self._take(session_id, start, end))

    def finish_video(self, session_id: str, *, description: str, title: str | None, mark: str) -> None:
        """Close an upload; the film is whole and hidden."""
        self._answer("finish_video", lambda: self._finish(session_id, description, mark))

    def read_video(self, video_id: str) -> VideoState:
        """Tell how a film stands."""
        return self._answer("read_video", lambda: self._video(video_id))

    def reveal_video(self, video_id: str) -> None:
        """Show a film."""
        self._answer("reveal_video", lambda: self._show(video_id))

    def create_post(self, *, message: str, link: str | None, published: bool = False) -> str:
        """Make a post, hidden; `published` is for planted faults alone."""
        return self._answer("create_post", lambda: self._create(message, link, published))

    def read_post(self, post_id: str) -> PostState:
        """Tell how a post stands."""
        return self._answer("read_post", lambda: self._post(self._find(post_id)))

    def reveal_post(self, post_id: str) -> None:
        """Show a post."""
        self._answer("reveal_post", lambda: self._show(post_id))

    def posts(self, *, limit: int) -> list[PostState]:
        """List the newest posts, hidden ones too."""
        return self._answer("posts", lambda: self._list()[:limit])

    def delete(self, object_id: str) -> None:
        """Delete a thing."""
        self._answer("delete", lambda: self._delete(object_id))

    def _answer(self, call: str, act: Callable[[], Any]) -> Any:
        self.settle()
        reads = call in ("read_video", "read_post", "posts")
        fate = self.fate(call)
        if fate == "blind":
            self.blind_until, self.blinded = self.clock() + SPELL, True
        if reads and self.blind_until and self.clock() < self.blind_until:
            raise Unknown("graph-no-answer", why="blind")
        answer = FATES[fate or "none"](self, call, act)
        self.on_change()
        return answer

    def _open(self, size: int) -> Upload:
        one = self._new("video", size=size)
        return Upload(session_id=one.id, video_id=one.id, start_offset=0, end_offset=min(WINDOW, size))

    def _take(self, session_id: str, start: int, end: int) -> tuple[int, int]:
        one = self._find(session_id)
        if start != one.received:
            raise WrongOffset("graph-offset", start=one.received, end=self._until(one))
        one.received = end
        return one.received, self._until(one)

    def _until(self, one: Thing) -> int:
        return min(one.received + WINDOW, one.size or 0)

    def _finish(self, session_id: str, words: str, mark: str) -> None:
        one = self._find(session_id)
        if one.received != one.size:
            raise Refused("graph-film-refused", graph_code=6000, subcode=None, message="")
        one.whole, one.words, one.mark = True, (words, None), mark

    def _create(self, message: str, link: str | None, published: bool) -> str:
        one = self._new("feed_post", words=(message, link), whole=True, published=published)
        return one.id

    def _show(self, thing_id: str) -> None:
        self._find(thing_id).published = True

    def _delete(self, thing_id: str) -> None:
        self._find(thing_id).deleted = True

    def _new(self, kind: str, **values: Any) -> Thing:
        one = Thing(
            id=f"{self.name}-{next(self.numbers)}",
            kind=kind,
            created_at=self.moment or self.clock(),
            **values,
        )
        self.things[one.id] = one
        return one

    def _find(self, thing_id: str) -> Thing:
        one = self.things.get(thing_id)
        if one is None or one.deleted:
            raise Absent("graph-absent", graph_code=100, subcode=33)
        return one

    def _video(self, video_id: str) -> VideoState:
        one = self._find(video_id)
        phase = "ready" if one.whole else "uploading"
        return VideoState(
            phase=phase, published=one.published, permalink="/v", post_id=None, bytes_received=one.received
        )

    def _post(self, one: Thing) -> PostState:
        return PostState(
            id=one.id, published=one.published, message=one.words[0], link=one.words[1],
            created_at=one.created_at, permalink="/p",
        )  # fmt: skip

    def _list(self) -> list[PostState]:
        standing = [one for one in self.things.values() if one.kind == "feed_post" and not one.deleted]
        return [self._post(one) for one in reversed(standing)]


def _quietly(effect: Callable[[], Any]) -> Any:
    try:
        return effect()
    except (Absent, WrongOffset, Refused):
        return None


def _unsent(page: SimPage, call: str, act: Callable[[], Any]) -> Any:
    raise NotSent("graph-not-sent", why="sim")


def _lost_before(page: SimPage, call: str, act: Callable[[], Any]) -> Any:
    raise Unknown("graph-no-answer", why="sim")


def _lost_after(page: SimPage, call: str, act: Callable[[], Any]) -> Any:
    _quietly(act)
    page.on_change()
    raise Unknown("graph-no-answer", why="sim")


def _accepted_500(page: SimPage, call: str, act: Callable[[], Any]) -> Any:
    act()
    page.on_change()
    raise Unknown("graph-unknown", graph_code=2, subcode=None, message="")


def _late(seconds: float) -> Callable[[SimPage, str, Callable[[], Any]], Any]:
    def fate(page: SimPage, call: str, act: Callable[[], Any]) -> Any:
        page.late.append((page.clock() + timedelta(seconds=seconds), act))
        raise Unknown("graph-no-answer", why="sim")

    return fate


def _slow_then_done(page: SimPage, call: str, act: Callable[[], Any]) -> Any:
    page.pause(call)
    page.settle()
    return act()


def _done_then_slow(page: SimPage, call: str, act: Callable[[], Any]) -> Any:
    answer = act()
    page.on_change()
    page.pause(call)
    return answer


def _lagging(page: SimPage, call: str, act: Callable[[], Any]) -> Any:
    """A read that does not see the newest thing; anything else is done as ever."""
    if call == "posts":
        return [one for one in act() if one.created_at < page.clock() - LAG]
    if call in ("read_video", "read_post"):
        raise Absent("graph-absent", graph_code=100, subcode=33)
    return act()


def _rate(page: SimPage, call: str, act: Callable[[], Any]) -> Any:
    raise TryLater("graph-rate-limit", after_s=300, graph_code=80001, subcode=None, message="")


def _token(page: SimPage, call: str, act: Callable[[], Any]) -> Any:
    raise Unauthorized("graph-token-expired", graph_code=190, subcode=463, message="")


def _refused(page: SimPage, call: str, act: Callable[[], Any]) -> Any:
    raise Refused("graph-refused", graph_code=100, subcode=None, message="")


def _wrong_offset(page: SimPage, call: str, act: Callable[[], Any]) -> Any:
    """Take the bytes twice as it were: say that others are wanted."""
    if call != "transfer":
        return act()
    act()
    return act()  # the same bytes again: the Page corrects the offset


def _nothing(page: SimPage, call: str, act: Callable[[], Any]) -> Any:
    return act()


FATES: dict[str, Callable[[SimPage, str, Callable[[], Any]], Any]] = {
    "none": _nothing,
    "blind": _nothing,
    "unsent": _unsent,
    "lost-before": _lost_before,
    "lost-after": _lost_after,
    "500-after": _accepted_500,
    "late-4": _late(4),
    "late-45": _late(45),
    "late-200": _late(200),
    "late-1500": _late(1500),
    "slow-then-done": _slow_then_done,
    "done-then-slow": _done_then_slow,
    "lag": _lagging,
    "rate-limit": _rate,
    "token": _token,
    "refused": _refused,
    "wrong-offset": _wrong_offset,
}
