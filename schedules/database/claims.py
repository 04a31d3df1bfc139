"""Who holds a post: a lease and a fencing number that every later write repeats."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, update
from sqlmodel import Session, col, select

from schedules.database.engine import Store
from schedules.database.tables import EXTRA_IS_OPEN, Post, RemoteObject
from schedules.errors import ScheduleError
from schedules.model import states
from schedules.model.states import State

LEASE = timedelta(seconds=120)
# A post that is out, with something still to come that belongs to it.
_HAS_EXTRAS = (
    select(RemoteObject.id).where(col(RemoteObject.post_number) == col(Post.number), EXTRA_IS_OPEN).exists()
)
_HAS_WORK = col(Post.state).in_(states.OWED) | (
    (col(Post.state) == State.PUBLISHED) & _HAS_EXTRAS.correlate(Post)
)


class ClaimLost(ScheduleError):
    """Somebody else took the post over meanwhile: stop, write nothing more."""


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A post in our hands: its number and the fencing number that every later write repeats."""

    number: int
    fence: int


def claim(store: Store, number: int, *, by: str, now: datetime) -> Claim | None:
    """Take post `number` for `by` unless another holds it or it waits in back-off; one conditional UPDATE."""
    statement = (
        update(Post)
        .where(*can_be_taken(number, now))
        .values(lease_by=by, lease_until=now + LEASE, fence=Post.fence + 1)
        .returning(col(Post.fence))
    )
    with store.write() as session:
        fence = session.execute(statement).scalar()
    return None if fence is None else Claim(number=number, fence=fence)


def can_be_taken(number: int, now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that a post has work, is in nobody's hands and not in back-off."""
    free = (col(Post.lease_until).is_(None)) | (col(Post.lease_until) < now)
    patient = (col(Post.next_try_at).is_(None)) | (col(Post.next_try_at) <= now)
    return (col(Post.number) == number, _HAS_WORK, free, patient)


def renew(session: Session, held: Claim, *, now: datetime) -> None:
    """Prolong our hold; raise ClaimLost where it is ours no longer."""
    _fenced(session, held, {"lease_until": now + LEASE})


def let_go(session: Session, held: Claim, *, next_try_at: datetime | None = None) -> None:
    """Give the post back, to be taken again at once or at `next_try_at`."""
    values: dict[str, object] = {"lease_by": None, "lease_until": None}
    if next_try_at is not None:
        values |= {"next_try_at": next_try_at, "attempts": Post.attempts + 1}
    _fenced(session, held, values)


def void_leases(store: Store) -> None:
    """Free every post: its caller holds the publisher's lock, so whoever leased them is dead."""
    with store.write() as session:
        session.execute(
            update(Post).where(col(Post.lease_by).is_not(None)).values(lease_by=None, lease_until=None)
        )


def free(session: Session, numbers: set[int], *, by: str) -> None:
    """Give back posts that `by` claimed and works on no longer, without a fence in hand."""
    ours = (col(Post.number).in_(numbers), col(Post.lease_by) == by)
    session.execute(update(Post).where(*ours).values(lease_by=None, lease_until=None))


def end_tries(session: Session, held: Claim) -> None:
    """Count tries of the held post anew: those until now were of something that has ended."""
    _fenced(session, held, {"attempts": 0, "next_try_at": None})


def correct(session: Session, held: Claim, caption: str | None) -> None:
    """Let the held post say from now on what its live copy says."""
    _fenced(session, held, {"caption": caption, "new_caption": None})


def require(session: Session, held: Claim) -> None:
    """Raise ClaimLost where the post is ours no longer."""
    _fenced(session, held, {})


def _fenced(session: Session, held: Claim, values: Mapping[str, object]) -> None:
    where = (col(Post.number) == held.number, col(Post.fence) == held.fence)
    changed = values or {"fence": held.fence}
    if session.execute(update(Post).where(*where).values(**changed)).rowcount != 1:  # type: ignore[attr-defined]
        raise ClaimLost("claim-lost")
