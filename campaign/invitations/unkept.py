"""A yes by link that could not be kept: in the log of its post, and told to staff until that partner answers.

What is kept of the reasons is where they are put right, in words of ours: a reason itself may quote a post or a name.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from campaign.invitations import standing
from campaign.workspace import Workspace
from media.text import folding
from schedules.consent.required_approvals import ApprovalReader
from schedules.database import events, invitations, posts, transitions
from schedules.errors import DatabaseBusy
from schedules.model import records
from schedules.model.invited import LINK, Invitation
from schedules.model.records import Post

EVENT = "approval-unkept"
ABOUT = "unkept-"  # before the words of what has to be put right


@dataclass(frozen=True, kw_only=True)
class Unkept:
    """A partner's yes to a post that could not be kept: by which link, when, and what had to be put right first."""

    number: int
    organisation: str
    invitation: int
    at: datetime
    about: tuple[str, ...]


def note(
    workspace: Workspace, asked: Invitation, number: int, places: Iterable[str], *, now: datetime
) -> None:
    """Write into the log of a post that a yes could not be kept; pressed again with nothing between, it is once.

    Not worth waiting for a database.
    """
    about = [f"{ABOUT}{one}" for one in dict.fromkeys(places)] or [f"{ABOUT}post"]
    params: dict[str, object] = {"organisation": asked.organisation, "invitation": asked.id, "about": about}
    with suppress(DatabaseBusy), workspace.store.write() as session:
        before = events.events(session, number=number)[-1:]
        if any(one.event == EVENT and one.params == params for one in before):
            return
        state = posts.post(session, number).state
        transitions.note(session, EVENT, now=now, by=LINK, number=number, state=state, params=params)


def all_of(reader: ApprovalReader, among: Iterable[Post]) -> dict[int, tuple[Unkept, ...]]:
    """Return the yeses to these posts that could not be kept, the last of each link, where nothing came after them."""
    session = reader.session
    asked = {one.id: one for one in invitations.everything(session)}
    known = {one.number: one for one in among if any(one.number in link.posts for link in asked.values())}
    found: dict[tuple[int, int], Unkept] = {}
    for event in events.of_posts(session, EVENT, known):
        one = _unkept(event)
        found[one.number, one.invitation] = one
    told: dict[int, tuple[Unkept, ...]] = {}
    for one in found.values():
        if _waits(reader, known[one.number], asked[one.invitation], one):
            told[one.number] = (*told.get(one.number, ()), one)
    return told


def _unkept(event: records.Event) -> Unkept:
    assert event.post_number is not None
    about = event.params.get("about")
    return Unkept(
        number=event.post_number,
        organisation=str(event.params["organisation"]),
        invitation=int(str(event.params["invitation"])),
        at=event.at,
        about=tuple(map(str, about)) if isinstance(about, list) else (),
    )


def _waits(reader: ApprovalReader, post: Post, asked: Invitation, one: Unkept) -> bool:
    """Tell whether a partner's yes is still wanting: no answer of theirs came since, and the post lacks a yes."""
    if asked.revoked_at is not None or not standing.can_be_answered(post) or reader.of(post).complete:
        return False
    said = invitations.newest(reader.session, one.number)
    mine = (answer for answer in said if folding.same(answer.organisation, asked.organisation))
    return not any(answer.at >= one.at for answer in mine)
