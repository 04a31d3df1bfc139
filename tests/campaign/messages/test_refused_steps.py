"""What staff are told when a post cannot make the step they ask for: what stands, and what to do."""

import re
from collections.abc import Callable

import pytest
from click.testing import Result

from campaign.messages import posts, translate
from schedules.database import approvals, transitions
from schedules.database.tables import Post
from schedules.model.states import State, after
from tests import queue_campaign
from tests.campaign.posts.test_drafts import live_settings

PAIRS = [(event, state) for event in posts.STAFF for state in State if after(state, event) is None]
COMMANDS = {
    "approve": ("approved", ()),
    "unapprove": ("unapproved", ()),
    "hold": ("held", ()),
    "release": ("released", ()),
    "cancel": ("cancelled", ()),
    "retry": ("retried", ()),
    "settle": ("settled-absent", ("--absent",)),
    "remove": ("removed", ()),
    "move": ("moved", ("--at", "2030-01-01 12:00")),
    "edit": ("edited", ("--caption", "Anders")),
}


@pytest.mark.parametrize(("event", "state"), PAIRS, ids=str)
def test_every_refusal_says_what_to_do(event: str, state: State) -> None:
    """A step that a post cannot make is refused with what stands and a command for what next, or nothing to do."""
    said = translate.say(f"{event}-when-{state}", transitions.impossible(3, state, event).params)
    assert "post 3" in said
    assert re.search(r"`campaign post [a-z]+|there is nothing to do", said), said
    assert not re.search(r"become|\{|\?", said)


@pytest.mark.parametrize("state", State, ids=str)
def test_refused_at_the_desk(
    queue: queue_campaign.Campaign, campaign: Callable[..., Result], state: State
) -> None:
    """Each command that a state does not allow says its own sentence, in one line, and changes nothing."""
    live_settings(queue)
    number = queue.queue(due=queue_campaign.NOON.replace(year=2030), approved=False)
    with queue.books.write() as session:
        session.get_one(Post, number).state = state
        if state is not State.DRAFT:
            approvals.approve(session, number, now=queue.clock(), by_person_id=None, organisation=None)
    for name, (event, more) in COMMANDS.items():
        if after(state, event) is None and (name, state) != ("edit", State.PUBLISHED):
            done = campaign("post", name, number, *more, folder=queue.folder)
            wanted = translate.say(
                f"{event}-when-{state}", transitions.impossible(number, state, event).params
            )
            assert (done.exit_code, done.stderr) == (2, f"Error: {wanted}\n")
    assert queue.post(number).state == state


def test_every_state_is_said() -> None:
    """Each state of a post has its sentence."""
    assert list(posts.LIFE) == list(State)
