"""The only way a post's state changes: held to the table, fenced, with its event in the same transaction."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select, update
from sqlmodel import Session, col

from schedules.database import colleagues, remote_objects
from schedules.database.claims import Claim, ClaimLost
from schedules.database.tables import Event, Person, Post
from schedules.errors import BadRequest
from schedules.model import names, states
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
        remote_objects.give_up(session, number)
    if event in ("held", "put-off"):
        remote_objects.take_back(session, number)
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
    """Add one event; `params` hold numbers, codes, ids, and words of Facebook's that name nobody of the campaign.

    What staff do bears the person who acts in this session, where nobody else is named.
    """
    session.add(
        Event(
            at=now,
            post_number=number,
            event=event,
            state=state,
            params=nameless(session, params or {}),
            by=by,
            by_person_id=colleagues.behind(session, by) if by_person_id is None else by_person_id,
        )
    )


QUOTED = ("message", "said")  # what Facebook wrote itself, which may quote a post


def nameless(session: Session, params: Mapping[str, object]) -> dict[str, object]:
    """Return parameters without words of Facebook's that name somebody: an event is kept for ever."""
    if not any(params.get(name) for name in (*QUOTED, "before")):
        return dict(params)
    people = [names.parts(name) for name in session.execute(select(col(Person.name))).scalars() if name]
    return _unquoted(params, people)


def _unquoted(params: Mapping[str, object], people: list[tuple[str, ...]]) -> dict[str, object]:
    kept: dict[str, object] = {}
    for name, value in params.items():
        if isinstance(value, Mapping):
            kept[name] = _unquoted(value, people)
        else:
            named = name in QUOTED and any(names.said(str(value), unwanted) for unwanted in people)
            kept[name] = "…" if named else value
    return kept


def impossible(number: int, state: State, event: str) -> BadRequest:
    """Return the refusal of a step that the table does not have from where the post stands: what stands, what to do."""
    params: dict[str, object] = {"number": number, "state": str(state)}
    if state is State.DRAFT:
        params["how"] = (
            f"campaign post approve {number}"  # who knows the campaign's rules adds whose name it needs
        )
    return BadRequest(f"{event}-when-{state}", **params)
