"""Which posts a yes can be given to, and whether it must be known whose it is."""

from collections.abc import Iterable
from contextlib import suppress

from campaign.posts import whose_yes
from campaign.workspace import Workspace
from schedules.consent import required_approvals
from schedules.consent.required_approvals import ApprovalReader
from schedules.database import posts
from schedules.errors import BadRequest
from schedules.model.states import State


def candidates(workspace: Workspace) -> tuple[int, ...]:
    """Return the numbers of all drafts that have a date, as the gates see them, by their moment."""
    with workspace.store.read() as session:
        reader = ApprovalReader(session=session, campaign=workspace.campaign, every=True)
        found = posts.posts(session, (State.DRAFT, *required_approvals.WAITING))
        return tuple(one.number for one in found if one.due_at and reader.seen(one).state is State.DRAFT)


def needs_name(workspace: Workspace, numbers: Iterable[int]) -> bool:
    """Tell whether it must be known who says yes to one of these posts; a post that does not exist needs nothing."""
    with workspace.store.read() as session:
        reader = ApprovalReader(session=session, campaign=workspace.campaign)
        for number in numbers:
            with suppress(BadRequest):
                found = reader.of(posts.post(session, number))
                if found.needs_names and not found.complete:
                    return True
    return False


def near_names(workspace: Workspace, numbers: Iterable[int], who: str | None) -> tuple[int, str] | None:
    """Return the first of these posts to which somebody with nearly this name said yes before, and that name."""
    with workspace.store.read() as session:
        reader = ApprovalReader(session=session, campaign=workspace.campaign)
        for number in numbers if who else ():
            with suppress(BadRequest):
                found = reader.of(posts.post(session, number))
                if not found.complete and (near := whose_yes.near_name(who or "", found)):
                    return number, near
    return None
