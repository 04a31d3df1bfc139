"""Who holds a post, and the only way its state changes: fenced, with its event in the same transaction."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select, update
from sqlmodel import Session, col

from schedules.database.claims import Claim, ClaimLost
from schedules.database.tables import Event, Post, RemoteObject
from schedules.errors import BadRequest
from schedules.model import states
from schedules.model.states import State

# Staff events that make the hidden copy on the Page worthless: its content or its going out is off.
_ABANDONS = ("unapproved", "edited", "cancelled", "settled-absent")


def move(
    session: Session,
    number: int,
    event: str,
    *,
    now: datetime,
    by: str,
    held: Claim | None = None,
    params: Mapping[str, object] | None = None,
    changes: Mapping[str, object] | None = None,
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


def _reasonless(new: State) -> dict[str, object]:
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
    params: Mapping[str, object] | None = None,
    by_person_id: int | None = None,
) -> None:
    """Add one event; `params` hold numbers, codes and ids, never a person's name."""
    session.add(
        Event(
            at=now,
            post_number=number,
            event=event,
            state=state,
            params=dict(params or {}),
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


def impossible(number: int, state: State, event: str) -> BadRequest:
    """Return the refusal of a step that the table does not have from where the post stands: what stands, what to do."""
    return BadRequest(f"{event}-when-{state}", number=number, state=str(state))
