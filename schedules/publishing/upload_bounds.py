"""How often a post may begin to go up, and how many bytes one upload may cost, whatever the Page answers.

Both are counted from the log, so that a restart forgets nothing; whoever releases the post lets them count anew.
"""

from datetime import datetime, timedelta

from sqlmodel import Session

from schedules.database import events
from schedules.facebook import uploads
from schedules.model.records import Event, Post, RemoteObject

STARTS = 6  # hidden copies begun for a post; then a person is asked
SLACK = 20 * uploads.FIRST_WINDOW  # bytes of corrections, beside sending a film twice
TRIES = 100  # of one step (an hour and a half, for they come ever more rarely), and ...
LATE_FOR = timedelta(days=1)  # ... so long after its moment: then a person is asked, even if `late` is "send"
INTERRUPTED = "upload-interrupted"  # the event, with the bytes that were sent since the last one


def starts_over(session: Session, number: int) -> int:
    """Return how often the hidden copy of a post was begun anew since it last began to go up."""
    return sum(one.event == "started-over" for one in _since_it_began(session, number))


def most(size: int) -> int:
    """Return how many bytes the upload of a film of `size` bytes may cost."""
    return 2 * size + SLACK


def sent(session: Session, ours: RemoteObject) -> int:
    """Return how many bytes were sent in vain or in parts for this upload, before it was broken off each time."""
    told = (one for one in _since_it_began(session, ours.post_number) if one.event == INTERRUPTED)
    return sum(int(str(one.params["bytes"])) for one in told if one.params["object"] == ours.remote_id)


def tried_enough(post: Post, now: datetime) -> bool:
    """Tell whether a post is so late, and was tried so often, that a person must look at it."""
    return post.due_at is not None and post.attempts >= TRIES and now - post.due_at > LATE_FOR


def _since_it_began(session: Session, number: int) -> list[Event]:
    found = events.events(session, number=number)
    began = max((at for at, one in enumerate(found) if one.event == "staging"), default=0)
    return found[began:]
