"""What every step of publishing holds in its hands: the post, our claim on it, the Page, and the clock."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol, TypeVar

from schedules.database import posts, transitions
from schedules.database.claims import Claim
from schedules.database.engine import Store
from schedules.model.fingerprint import FILMS
from schedules.model.publishing_rules import Rules
from schedules.model.records import SERVICE, Post, RemoteObject

T = TypeVar("T")
# The Page's clock and ours may differ: a computer whose clock runs on Belgian time is two hours ahead in summer.
CLOCKS_APART = timedelta(hours=2, minutes=5)
BACK_OFF_S = (1, 2, 5, 10, 20, 30, 60)


class Page(Protocol):
    """The calls a publisher makes; `graph.PageClient` answers them over HTTP and says what each does."""

    @property
    def usage(self) -> Any: ...
    def start_video(self, *, size: int) -> Any: ...
    def transfer(self, session_id: str, path: Path, *, start: int, end: int) -> tuple[int, int]: ...
    def finish_video(self, session_id: str, *, description: str, title: str | None, mark: str) -> None: ...
    def read_video(self, video_id: str) -> Any: ...
    def reveal_video(self, video_id: str) -> None: ...
    def start_reel(self) -> Any: ...
    def send_reel(self, upload_url: str, path: Path, offset: int) -> None: ...
    def finish_reel(self, video_id: str, *, description: str, published: bool) -> None: ...
    def videos(self, *, limit: int) -> Any: ...
    def create_photo(self, path: Path, *, alt: str | None) -> str: ...
    def create_post(
        self, *, message: str, link: str | None, photos: tuple[str, ...] = (), published: bool = False
    ) -> str: ...
    def read_post(self, post_id: str) -> Any: ...
    def reveal_post(self, post_id: str) -> None: ...
    def posts(self, *, limit: int) -> Any: ...
    def comment(self, object_id: str, *, message: str) -> str: ...
    def comments(self, object_id: str) -> Any: ...
    def upload_captions(self, video_id: str, path: Path, *, locale: str) -> None: ...
    def captions(self, video_id: str) -> list[str]: ...
    def drop_captions(self, video_id: str, *, locales: tuple[str, ...]) -> None: ...
    def set_thumbnail(self, video_id: str, path: Path) -> None: ...
    def edit_post(self, post_id: str, *, message: str) -> None: ...
    def edit_video(self, video_id: str, *, description: str) -> None: ...
    def schedule(self, object_id: str, *, at: datetime) -> None: ...
    def delete(self, object_id: str) -> None: ...


@dataclass(frozen=True, kw_only=True)
class PageRef:
    """Which Page this is, as a post remembers it."""

    id: str
    name: str
    graph_url: str
    rehearsal: bool

    def as_changes(self) -> dict[str, Any]:
        """Return the post's columns that name the Page."""
        return {
            "page_id": self.id,
            "page_name": self.name,
            "page_graph_url": self.graph_url,
            "page_rehearsal": self.rehearsal,
        }


@dataclass(frozen=True, kw_only=True)
class Link:
    """An open way to a Page: which one it is, and how each thread gets a client of its own."""

    ref: PageRef
    new_page: Callable[[], Page]


@dataclass(frozen=True, kw_only=True)
class Publisher:
    """One thread's means of publishing; `boundary(name)` is called at every line where a process may die."""

    store: Store
    page: Page
    ref: PageRef
    folder: Path
    rules: Rules
    clock: Callable[[], datetime]
    boundary: Callable[[str], None] = lambda _name: None
    stopping: Callable[[], bool] = lambda: False


@dataclass(frozen=True, kw_only=True)
class Wait:
    """The post has nothing to do now; `until` None means: when it falls due, or when something changes."""

    until: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Job:
    """A claimed post as it stood when the step began."""

    publisher: Publisher
    held: Claim
    post: Post

    @property
    def now(self) -> datetime:
        """Read the publisher's clock."""
        return self.publisher.clock()

    def afresh(self) -> "Job":
        """Return the job with the post as it stands now."""
        with self.publisher.store.read() as session:
            return replace(self, post=posts.post(session, self.post.number))

    def call(self, name: str, act: Callable[[], T]) -> T:
        """Make one call to the Page, between its two boundaries."""
        self.publisher.boundary(f"{name}:before")
        answer = act()
        self.publisher.boundary(f"{name}:after")
        return answer

    def record(self, name: str, write: Callable[[Any], T]) -> T:
        """Make one commit, between its two boundaries."""
        self.publisher.boundary(f"{name}-commit:before")
        with self.publisher.store.write() as session:
            answer = write(session)
        self.publisher.boundary(f"{name}-commit:after")
        return answer

    def move(self, session: Any, event: str, *, changes: dict[str, Any] | None = None, **params: Any) -> None:
        """Move the post along the table, fenced, with the event's parameters."""
        transitions.move(
            session,
            self.post.number,
            event,
            now=self.now,
            by=SERVICE,
            held=self.held,
            params=params,
            changes=changes,
        )

    def note(self, session: Any, event: str, **params: Any) -> None:
        """Write an event that changes no state."""
        post = self.post
        transitions.note(
            session, event, now=self.now, by=SERVICE, number=post.number, state=post.state, params=params
        )

    def patience(self, looks: int) -> Wait:
        """Return how long to wait before look number `looks` (counted from 0): ever longer, a minute at most."""
        return Wait(until=self.now + timedelta(seconds=BACK_OFF_S[min(looks, len(BACK_OFF_S) - 1)]))


def reading(page: Page, kind: str) -> Callable[[str], Any]:
    """Return the call that reads back a remote object of this kind by its id."""
    return page.read_video if kind in FILMS else page.read_post


Step = Callable[[Job, RemoteObject], Wait | None]
