"""Faults planted in our own code, each for as long as its context lasts: a proof that cannot fail proves nothing."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import Any
from unittest import mock

from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import update
from sqlmodel import Session, col, select

from benchmarks.proof.actors import Actor
from schedules.database import claims, remote_objects, transitions
from schedules.database.claims import LEASE, Claim, ClaimLost
from schedules.database.tables import Post, RemoteObject
from schedules.facebook.errors import Unknown
from schedules.model import remote_states, states
from schedules.model.states import State
from schedules.publishing import extras, feed_posts, kinds

TRIES = 3
Plant = Callable[[], AbstractContextManager[None]]


@contextmanager
def retried() -> Iterator[None]:
    """Publish at once, and again when no answer comes."""

    def attempt(job: Any, ours: Any, made: list[str]) -> str:
        return _public(job, ours)

    with _publishing_at_once(attempt):
        yield


@contextmanager
def listed_then_retried() -> Iterator[None]:
    """Publish at once; when no answer comes, look in the list, and where it is not there (yet), again."""

    def attempt(job: Any, ours: Any, made: list[str]) -> str:
        seen = [one.id for one in job.publisher.page.posts(limit=100) if one.message == job.post.message]
        return seen[0] if made and seen else _public(job, ours)

    with _publishing_at_once(attempt):
        yield


@contextmanager
def unfenced() -> Iterator[None]:
    """Write without asking whether the post is ours still."""
    moved, moved_on_page = transitions.move, remote_objects.move

    def fenceless(
        session: Session, number: int, event: str, *, held: Claim | None = None, **more: Any
    ) -> State:
        try:
            return moved(session, number, event, held=held and _holding_now(session, held), **more)
        except ClaimLost:  # the table of states has no such arrow: such code would not have asked it
            new = next(new for (_, name), new in states.TRANSITIONS.items() if name == event)
            _write(session, number, {"state": new, **(more.get("changes") or {})})
            return new

    def fenceless_on_page(session: Session, object_id: int, event: Any, **more: Any) -> None:
        try:
            moved_on_page(session, object_id, event, **more)
        except ClaimLost:
            new = next(new for (_, name), new in remote_states.TRANSITIONS.items() if name == event)
            values = {"state": new[0], "intent": new[1]} | {
                name: more[name] for name in more if name != "held"
            }
            session.execute(update(RemoteObject).where(col(RemoteObject.id) == object_id).values(**values))

    with (
        mock.patch.object(
            claims, "_fenced", lambda session, held, values: _write(session, held.number, values)
        ),
        mock.patch.object(transitions, "move", fenceless),
        mock.patch.object(remote_objects, "move", fenceless_on_page),
    ):
        yield


@contextmanager
def deferred() -> Iterator[None]:
    """Claim in a deferred transaction: read whether the post is free, then take it."""
    with mock.patch.object(claims, "claim", _deferred_claim):
        yield


@contextmanager
def default_misfire() -> Iterator[None]:
    """Leave APScheduler's misfire grace at its default of one second."""
    made = BackgroundScheduler.__init__

    def forgetful(self: BackgroundScheduler, *args: Any, **options: Any) -> None:
        options.pop("job_defaults", None)
        made(self, *args, **options)

    with mock.patch.object(BackgroundScheduler, "__init__", forgetful):
        yield


@contextmanager
def said_again() -> Iterator[None]:
    """Comment again when no answer comes."""

    def comment(job: Any, extra: Any, object_id: str) -> None:
        page, said = job.publisher.page, job.post.first_comment
        extras._intend(job, extra)
        for _ in range(TRIES):
            try:
                made = job.call("comment", lambda: page.comment(object_id, message=said))
            except Unknown:
                continue
            return extras._commented(job, extra, made)
        raise Unknown("graph-no-answer", why="planted")

    with mock.patch.dict(extras.STEPS, {"comment": comment}):
        yield


# Each with the promise that it must break; "" where any will do.
PLANTED: dict[str, tuple[Plant, str]] = {
    "retry": (retried, "doubled"),
    "list, then retry": (listed_then_retried, "doubled"),
    "no fencing": (unfenced, ""),
    "deferred transactions": (deferred, ""),
    "misfire grace 1 s": (default_misfire, ""),
    "comment sent again": (said_again, "comment doubled"),
}


@contextmanager
def _publishing_at_once(attempt: Callable[[Any, Any, list[str]], str]) -> Iterator[None]:
    def create(job: Any, ours: Any) -> None:
        made: list[str] = []
        for _ in range(TRIES):
            try:
                return feed_posts._adopt(job, ours, attempt(job, ours, made))
            except Unknown:
                made.append("unanswered")
        raise Unknown("graph-no-answer", why="planted")

    steps = {("feed_post", "fresh"): create, ("feed_post", "intended"): create}
    with mock.patch.dict(kinds.STEPS, steps):
        yield


def _public(job: Any, ours: Any) -> str:
    page, said, link = job.publisher.page, job.post.message, job.post.feed_link
    photos = feed_posts.photos(job, ours)
    shown = {"message": said, "link": link, "photos": photos, "published": True}
    return str(job.call("post-create", lambda: page.create_post(**shown)))


def _holding_now(session: Session, held: Claim) -> Claim:
    row = session.get_one(Post, held.number)
    session.refresh(row)
    return Claim(number=held.number, fence=row.fence)


def _write(session: Session, number: int, values: dict[str, Any]) -> None:
    if values:
        session.execute(update(Post).where(col(Post.number) == number).values(**values))


def _deferred_claim(store: Any, number: int, *, by: str, now: datetime) -> Claim | None:
    query = select(Post.fence).where(*claims.can_be_taken(number, now))
    with Session(store.engine.execution_options(begin="DEFERRED")) as session, session.begin():
        fence = session.exec(query).first()
        if Actor.running:
            Actor.running.pass_boundary()
        if fence is None:
            return None
        taken = {"lease_by": by, "lease_until": now + LEASE, "fence": fence + 1}
        _write(session, number, taken)
    return Claim(number=number, fence=fence + 1)
