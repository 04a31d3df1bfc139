"""Who holds a post, and the only way its state changes: fenced, with its event in the same transaction."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, text, update
from sqlmodel import Session, col

from schedules.database.engine import Store
from schedules.database.tables import OPEN_EXTRA, Event, Post, RemoteObject
from schedules.errors import BadRequest, ScheduleError
from schedules.model import states
from schedules.model.states import State

LEASE = timedelta(seconds=120)
# A post that is out, with something still to come that belongs to it.
_OPEN_EXTRAS = text(
    f"post.state = 'published' AND EXISTS (SELECT 1 FROM remote_object r WHERE r.post_number = post.number "
    f"AND r.{OPEN_EXTRA.replace('kind', 'r.kind')})"
)
# Staff events that make the hidden copy on the Page worthless: its content or its going out is off.
_ABANDONS = ("unapproved", "edited", "cancelled", "settled-absent")


class ClaimLost(ScheduleError):
    """Somebody else took the post over meanwhile: stop, write nothing more."""


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A post in our hands: its number and the fencing number that every later write repeats."""

    number: int
    fence: int


def claim(store: Store, number: int, *, by: str, now: datetime) -> Claim | None:
    """Take post `number` for `by` unless another holds it or it waits in back-off; one conditional UPDATE."""
    free = (col(Post.lease_until).is_(None)) | (col(Post.lease_until) < now)
    patient = (col(Post.next_try_at).is_(None)) | (col(Post.next_try_at) <= now)
    statement = (
        update(Post)
        .where(col(Post.number) == number, col(Post.state).in_(states.OWED) | _OPEN_EXTRAS, free, patient)
        .values(lease_by=by, lease_until=now + LEASE, fence=Post.fence + 1)
        .returning(col(Post.fence))
    )
    with store.write() as session:
        fence = session.execute(statement).scalar()
    return None if fence is None else Claim(number=number, fence=fence)


def renew(session: Session, held: Claim, *, now: datetime) -> None:
    """Prolong our hold; raise ClaimLost where it is ours no longer."""
    _fenced(session, held, {"lease_until": now + LEASE})


def let_go(session: Session, held: Claim, *, next_try_at: datetime | None = None) -> None:
    """Give the post back, to be taken again at once or at `next_try_at`."""
    values: dict[str, Any] = {"lease_by": None, "lease_until": None}
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


def move(
    session: Session,
    number: int,
    event: str,
    *,
    now: datetime,
    by: str,
    held: Claim | None = None,
    params: dict[str, Any] | None = None,
    changes: dict[str, Any] | None = None,
    by_person_id: int | None = None,
) -> State:
    """Make one step of the table for post `number` and write its event.

    With `held` the write is fenced (raises ClaimLost); without, it is staff's, and voids any claim on the post.
    Raises BadRequest when the post does not exist or the table has no such step from where it stands.
    """
    old = session.execute(select(col(Post.state)).where(col(Post.number) == number)).scalar()
    if old is None:
        raise BadRequest("no-such-post", number=number)
    new = states.after(State(old), event)
    if new is None:
        raise ClaimLost("claim-lost") if held else impossible(number, State(old), event)
    values = {"state": new, "attempts": 0, "next_try_at": None, **_reasonless(new), **(changes or {})}
    if held is None:
        values |= {"fence": Post.fence + 1, "lease_by": None, "lease_until": None}
    where = [col(Post.number) == number, col(Post.state) == old]
    where += [col(Post.fence) == held.fence] if held else []
    if session.execute(update(Post).where(*where).values(**values)).rowcount != 1:  # type: ignore[attr-defined]
        raise ClaimLost("claim-lost")
    if event in _ABANDONS:
        abandon(session, number)
    if event in ("held", "put-off"):
        take_back(session, number)
    note(session, event, now=now, by=by, number=number, state=new, params=params, by_person_id=by_person_id)
    return new


def _reasonless(new: State) -> dict[str, Any]:
    """Return that a post has no reason in a state that needs none: what held it is over."""
    return {} if new in (State.HELD, State.FAILED, State.DOUBTFUL) else {"reason": None}


def note(
    session: Session,
    event: str,
    *,
    now: datetime,
    by: str,
    number: int | None = None,
    state: str | None = None,
    params: dict[str, Any] | None = None,
    by_person_id: int | None = None,
) -> None:
    """Add one event; `params` hold numbers, codes and ids, never a person's name."""
    session.add(
        Event(
            at=now,
            post_number=number,
            event=event,
            state=state,
            params=params or {},
            by=by,
            by_person_id=by_person_id,
        )
    )


def abandon(session: Session, number: int) -> None:
    """Give up the post's hidden objects: they stay known by id, for the sweep.

    What was perhaps asked to be shown may become public yet, as if scheduled: the service deletes it at once.
    """
    ours = (
        col(RemoteObject.post_number) == number,
        col(RemoteObject.state).not_in(("live", "abandoned", "deleted")),
    )
    asked = (col(RemoteObject.intent).in_(("reveal", "read-back")), col(RemoteObject.remote_id).is_not(None))
    session.execute(update(RemoteObject).where(*ours, *asked).values(scheduled_at=RemoteObject.intent_at))
    session.execute(update(RemoteObject).where(*ours).values(state="abandoned"))


def take_back(session: Session, number: int) -> None:
    """Give up what of the post waits on Facebook's own schedule: the service deletes it at once."""
    handed = (col(RemoteObject.post_number) == number, col(RemoteObject.scheduled_at).is_not(None))
    waiting = col(RemoteObject.state).not_in(("live", "abandoned", "deleted"))
    session.execute(update(RemoteObject).where(*handed, waiting).values(state="abandoned"))


def correct(session: Session, held: Claim, **values: Any) -> None:
    """Change what the held post says of itself, where that is no step of its life."""
    _fenced(session, held, values)


def fenced_object(session: Session, held: Claim, object_id: int, **values: Any) -> None:
    """Change one of the held post's remote objects; raises ClaimLost where the post is ours no longer."""
    _fenced(session, held, {})
    session.execute(update(RemoteObject).where(col(RemoteObject.id) == object_id).values(**values))


def _fenced(session: Session, held: Claim, values: dict[str, Any]) -> None:
    where = (col(Post.number) == held.number, col(Post.fence) == held.fence)
    changed = values or {"fence": held.fence}
    if session.execute(update(Post).where(*where).values(**changed)).rowcount != 1:  # type: ignore[attr-defined]
        raise ClaimLost("claim-lost")


def impossible(number: int, state: State, event: str) -> BadRequest:
    """Return the refusal of a step that the table does not have from where the post stands: what stands, what to do."""
    return BadRequest(f"{event}-when-{state}", number=number, state=str(state))
