"""From one Page to another: what was published in rehearsal returns to draft, hidden copies elsewhere are given up."""

from datetime import datetime

from sqlmodel import Session

from schedules.database import approvals, posts, remote_objects, transitions
from schedules.model import states
from schedules.model.states import State

# What a draft does not know yet.
FORGOTTEN = (
    "published_at",
    "permalink",
    "facebook_id",
    "page_id",
    "page_name",
    "page_graph_url",
    "page_rehearsal",
    "new_caption",
)


def rehearsed(session: Session) -> list[int]:
    """Return the numbers of the posts that are out on the rehearsal Page alone."""
    return [post.number for post in posts.posts(session, (State.PUBLISHED,)) if post.page_rehearsal]


def return_to_draft(session: Session, *, now: datetime, by: str = "staff") -> list[int]:
    """Make drafts of them all, approvals taken back, a proposed caption theirs; return their numbers."""
    numbers = rehearsed(session)
    for number in numbers:
        post = posts.post(session, number)
        caption = post.latest_caption
        changes = {**dict.fromkeys(FORGOTTEN), "caption": caption}
        transitions.move(session, number, "rehearsal-over", now=now, by=by, changes=changes)
        approvals.revoke_approvals(session, number, now=now)
        remote_objects.leave_behind(session, number)
    return numbers


def move_on(session: Session, page_id: str, *, now: datetime, by: str = "service") -> None:
    """Give up the hidden copies that stand on another Page than this one: their posts go up anew, here."""
    for number in remote_objects.hidden_elsewhere(session, page_id):
        state = posts.post(session, number).state
        if state in states.sources("page-changed"):
            transitions.move(session, number, "page-changed", now=now, by=by)
        if (
            state is not State.PUBLISHING
        ):  # what was being shown there is found out by reading, or by a person
            remote_objects.leave_behind(session, number)
