"""Claims and steps: one holder at a time, no write after the post is another's, and no step but the table's."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from schedules.database import claims as database_claims
from schedules.database import events, transitions
from schedules.database.claims import Claim, ClaimLost
from schedules.errors import BadRequest
from schedules.model import states
from schedules.model.states import State
from tests.queue_campaign import NOON, Campaign


def test_one_holder(queue: Campaign) -> None:
    """Of eight that claim a post at once, one gets it."""
    number = queue.queue()
    with ThreadPoolExecutor(8) as crowd:
        claims = list(
            crowd.map(lambda who: database_claims.claim(queue.books, number, by=f"{who}", now=NOON), range(8))
        )
    assert [claim.number for claim in claims if claim] == [number]


def test_lease_runs_out(queue: Campaign) -> None:
    """A post whose holder fell silent can be claimed when the lease is over, with a higher fence."""
    number = queue.queue()
    first = database_claims.claim(queue.books, number, by="one", now=NOON)
    assert first is not None
    assert database_claims.claim(queue.books, number, by="two", now=NOON + database_claims.LEASE) is None
    later = NOON + database_claims.LEASE + timedelta(seconds=1)
    assert database_claims.claim(queue.books, number, by="two", now=later) == Claim(
        number=number, fence=first.fence + 1
    )


def test_back_off_is_kept(queue: Campaign) -> None:
    """A post let go until a moment is not claimed before, and the try is counted."""
    number = queue.queue()
    held = database_claims.claim(queue.books, number, by="one", now=NOON)
    assert held is not None
    with queue.books.write() as session:
        database_claims.let_go(session, held, next_try_at=NOON + timedelta(seconds=30))
    assert database_claims.claim(queue.books, number, by="one", now=NOON + timedelta(seconds=29)) is None
    assert database_claims.claim(queue.books, number, by="one", now=NOON + timedelta(seconds=30)) is not None
    assert queue.post(number).attempts == 1


def test_old_holder_writes_nothing(queue: Campaign) -> None:
    """Whoever lost the post cannot move it, and leaves no event."""
    number = queue.queue()
    old = database_claims.claim(queue.books, number, by="one", now=NOON)
    database_claims.void_leases(queue.books)
    database_claims.claim(queue.books, number, by="two", now=NOON)
    with pytest.raises(ClaimLost), queue.books.write() as session:
        transitions.move(session, number, "staging", now=NOON, by="one", held=old)
    with queue.books.read() as session:
        assert [event.event for event in events.events(session, number=number)] == ["added", "approved"]


def test_what_came_after_the_last_step_of_a_kind(queue: Campaign) -> None:
    """The log of a post from its last event of some names on; all of it where it has none of them."""
    number, other = queue.queue(), queue.queue()
    held = database_claims.claim(queue.books, number, by="one", now=NOON)
    with queue.books.write() as session:
        transitions.move(session, number, "staging", now=NOON, by="one", held=held)
        transitions.move(session, other, "cancelled", now=NOON, by="staff")
    with queue.books.read() as session:
        for names, found in {
            ("approved",): ["approved", "staging"],
            ("added", "staging"): ["staging"],
            ("cancelled",): ["added", "approved", "staging"],
            (): ["added", "approved", "staging"],
        }.items():
            assert [one.event for one in events.after_last(session, number, names)] == found


def test_staff_outrank_the_service(queue: Campaign) -> None:
    """A cancel by staff takes the post from the service that holds it."""
    number = queue.queue()
    held = database_claims.claim(queue.books, number, by="one", now=NOON)
    with queue.books.write() as session:
        transitions.move(session, number, "cancelled", now=NOON, by="staff")
    with pytest.raises(ClaimLost), queue.books.write() as session:
        transitions.move(session, number, "staging", now=NOON, by="one", held=held)
    assert queue.post(number).state == "cancelled"


@pytest.mark.parametrize("event", sorted({event for _, event in states.TRANSITIONS}))
def test_only_the_tables_steps(queue: Campaign, event: str) -> None:
    """From draft, an event happens if the table has it there; else it is refused and nothing is written."""
    number = queue.queue(approved=False)
    wanted = states.after(State.DRAFT, event)
    if wanted is None:
        with pytest.raises(BadRequest, match=f"{event}-when-draft"), queue.books.write() as session:
            transitions.move(session, number, event, now=NOON, by="staff")
    else:
        with queue.books.write() as session:
            transitions.move(session, number, event, now=NOON, by="staff")
    assert queue.post(number).state == (wanted or State.DRAFT)


def test_nothing_leaves_an_end() -> None:
    """No arrow leads out of cancelled or removed, and only a removal and a rehearsal's end out of published."""
    ends = {
        (state, event)
        for state, event in states.TRANSITIONS
        if state in ("cancelled", "removed", "published")
    }
    assert ends == {(State.PUBLISHED, "removed"), (State.PUBLISHED, "rehearsal-over")}


def test_unknown_post(queue: Campaign) -> None:
    """A step of a post that does not exist is refused."""
    with pytest.raises(BadRequest, match="no-such-post"), queue.books.write() as session:
        transitions.move(session, 99, "cancelled", now=NOON, by="staff")
