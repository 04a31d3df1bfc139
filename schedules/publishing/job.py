"""What every step of publishing holds in its hands: the post, our claim on it, the Page, and the clock."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from sqlmodel import Session

from schedules.database import posts, transitions
from schedules.database.claims import Claim
from schedules.database.engine import Store
from schedules.facebook.answers import PostState, VideoState
from schedules.model.fingerprint import FILMS
from schedules.model.publishing_rules import Campaign
from schedules.model.records import SERVICE, PageIdentity, Post, RemoteObject

if TYPE_CHECKING:  # what drags in the network is imported by whoever opens the way to a Page
    from schedules.facebook.client import PageClient

T = TypeVar("T")
# The Page's clock and ours may differ: a computer whose clock runs on Belgian time is two hours ahead in summer.
CLOCKS_APART = timedelta(hours=2, minutes=5)
BACK_OFF_S = (1, 2, 5, 10, 20, 30, 60)
RARE_FROM, RARE_S = 60, 300  # from this look on, and seconds then


@dataclass(frozen=True, kw_only=True)
class PageRef:
    """Which Page this is, as a post remembers it."""

    id: str
    name: str
    graph_url: str
    rehearsal: bool

    @property
    def page(self) -> PageIdentity:
        """By what it is known."""
        return PageIdentity(page_id=self.id, graph_url=self.graph_url)

    def as_changes(self) -> dict[str, object]:
        """Return the post's columns that name the Page."""
        return {
            "page_id": self.id,
            "page_name": self.name,
            "page_graph_url": self.graph_url,
            "page_rehearsal": self.rehearsal,
        }


@dataclass(frozen=True, kw_only=True)
class Publisher:
    """One thread's means of publishing; `boundary(name)` is called at every line where a process may die.

    `rules_stand` tells whether the settings say still what `campaign` has of them; else no post goes on.
    """

    store: Store
    page: "PageClient"
    ref: PageRef
    campaign: Campaign
    clock: Callable[[], datetime]
    boundary: Callable[[str], None] = lambda _name: None
    stopping: Callable[[], bool] = lambda: False
    rules_stand: Callable[[], bool] = lambda: True


@dataclass(frozen=True, kw_only=True)
class Link:
    """An open way to a Page: which one it is, and how each thread gets a client of its own."""

    ref: PageRef
    new_page: Callable[[], "PageClient"]

    def publisher(
        self,
        *,
        store: Store,
        campaign: Campaign,
        clock: Callable[[], datetime],
        boundary: Callable[[str], None] = lambda _name: None,
        stopping: Callable[[], bool] = lambda: False,
    ) -> Publisher:
        """Return one thread's means of publishing here, with a client of its own that the caller closes."""
        return Publisher(
            store=store,
            page=self.new_page(),
            ref=self.ref,
            campaign=campaign,
            clock=clock,
            boundary=boundary,
            stopping=stopping,
        )


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

    def record(self, name: str, write: Callable[[Session], T]) -> T:
        """Make one commit, between its two boundaries."""
        self.publisher.boundary(f"{name}-commit:before")
        with self.publisher.store.write() as session:
            answer = write(session)
        self.publisher.boundary(f"{name}-commit:after")
        return answer

    def move(
        self, session: Session, event: str, *, changes: Mapping[str, object] | None = None, **params: object
    ) -> None:
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

    def hold(self, session: Session, code: str, **params: object) -> None:
        """Let the post rest in held, until a person looks at it."""
        reason = {"code": code, "params": params}
        self.move(session, "held", changes={"reason": reason}, why=code, **params)

    def note(self, session: Session, event: str, **params: object) -> None:
        """Write an event that changes no state."""
        post = self.post
        transitions.note(
            session, event, now=self.now, by=SERVICE, number=post.number, state=post.state, params=params
        )

    def patience(self, looks: int) -> Wait:
        """Return how long to wait before look number `looks` (from 0): ever longer, a minute at most for an hour."""
        seconds = BACK_OFF_S[min(looks, len(BACK_OFF_S) - 1)] if looks < RARE_FROM else RARE_S
        return Wait(until=self.now + timedelta(seconds=seconds))


def reading(page: "PageClient", kind: str) -> Callable[[str], VideoState | PostState]:
    """Return the call that reads back a remote object of this kind by its id."""
    return page.read_video if kind in FILMS else page.read_post


Step = Callable[[Job, RemoteObject], Wait | None]
