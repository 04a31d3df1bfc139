"""What people do to a post in a trial: think better of it in the middle of everything, and decide what is held."""

from datetime import datetime, timedelta
from typing import Protocol

from sqlmodel import Session

from benchmarks.proof.actors import Broken
from benchmarks.proof.books import Books, when
from benchmarks.proof.simpage import SimPage
from schedules.database import approvals, posts, remote_objects, transitions
from schedules.errors import BadRequest
from schedules.model.states import State
from schedules.publishing import extras

LATE = timedelta(minutes=14)  # past its moment: a person names another


class _World(Protocol):
    """What staff see of the world."""

    books: Books
    page: SimPage
    number: int
    now: datetime

    def clock(self) -> datetime: ...


class Staff:
    """One colleague: `words` is what the post should say in the end, `cancelled` whether it should be out at all."""

    def __init__(self, world: _World) -> None:
        self.world = world
        self.words: str | None = None  # None: as it was queued
        self.edits = 0
        self.cancelled = False
        self.approves_at: datetime | None = None

    def edit(self, *, after_s: float) -> None:
        """Change the words, and approve them a while later; of a live post the new words are approved at once."""
        self.edits += 1
        words = f"Samen sterk {self.edits}."
        with self.world.books.store.write() as session:
            state = posts.post(session, self.world.number).state
            if state == State.PUBLISHED:
                return self._reword(session, words)
            try:
                self._move(session, "edited", caption=words, reason=None)
            except BadRequest:  # it is just going out
                return None
            approvals.revoke_approvals(session, self.world.number, now=self.world.clock())
        self.words, self.approves_at = words, self.world.now + timedelta(seconds=after_s)

    def cancel(self) -> None:
        """Call it off, where that can still be done."""
        with self.world.books.store.write() as session:
            try:
                self._move(session, "cancelled")
            except BadRequest:
                return
        self.cancelled, self.approves_at = True, None

    def approve(self) -> None:
        """Say yes to the new words, to go out in time or now."""
        self.approves_at = None
        now = self.world.clock()
        with self.world.books.store.write() as session:
            post = posts.post(session, self.world.number)
            if post.state != State.DRAFT:
                raise Broken(f"a draft became {post.state} by itself")
            if post.due_at and now - post.due_at > LATE:
                self._move(session, "moved", **when(now))
            self._move(session, "approved", reason=None)
            approvals.approve(session, post.number, now=now, by_person_id=None, organisation=None)

    def decide(self, state: State) -> bool:
        """Send again what is held or failed, settle a doubt by looking; tell whether it was settled by looking."""
        doubted = state == State.DOUBTFUL
        if doubted:
            state = self._settle()
        event = {State.HELD: "released", State.FAILED: "retried"}.get(state)
        if event:
            self._step("moved", **when(self.world.clock()))
            self._step(event, reason=None)
        return doubted

    def _settle(self) -> State:
        """As `campaign post settle` does."""
        seen, now = self.world.page.public, self.world.clock()
        changes = {"facebook_id": seen[0].id, "published_at": now} if seen else {}
        with self.world.books.store.write() as session:
            self._move(session, "settled-published" if seen else "settled-absent", **changes)
            if seen:
                remote_objects.found_live(session, self.world.number, seen[0].id, now=now)
                extras.want_comment(session, self.world.number, now=now)
        return State.PUBLISHED if seen else State.HELD

    def _reword(self, session: Session, words: str) -> None:
        """As `campaign post edit` and `approve` do for a live post."""
        world, now = self.world, self.world.clock()
        post = posts.post(session, world.number)
        if post.new_caption is not None:
            return  # the last one is on its way
        posts.reword(session, world.number, words)
        approvals.approve(session, world.number, now=now, by_person_id=None, organisation=None)
        post = posts.post(session, world.number)
        assert post.page is not None
        remote_objects.want(
            session,
            world.number,
            kind="words",
            now=now,
            page=post.page,
            mark=remote_objects.mark_of(post.new_message, None),
        )
        self.words = words

    def _step(self, event: str, **changes: object) -> None:
        with self.world.books.store.write() as session:
            self._move(session, event, **changes)

    def _move(self, session: Session, event: str, **changes: object) -> None:
        transitions.move(
            session, self.world.number, event, now=self.world.clock(), by="staff", changes=changes
        )
