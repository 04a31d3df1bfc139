"""How often a post may begin to go up, and how many bytes one upload may cost, whatever the Page answers.

Both are counted from the log, so that a restart forgets nothing; whoever releases the post lets them count anew.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from schedules.database import events
from schedules.facebook import uploads
from schedules.model.records import Event, Post, RemoteObject

STARTS = 6  # hidden copies begun for a post; then a person is asked
IN_VAIN = 10  # times that an upload may break off with no more of it there than before; then another is begun
SLACK = 8 * uploads.FIRST_WINDOW  # bytes of corrections, beside sending a film twice
TRIES = 100  # of one step (an hour and a half, for they come ever more rarely), and ...
LATE_FOR = timedelta(days=1)  # ... so long after its moment: then a person is asked, even if `late` is "send"
INTERRUPTED = (
    "upload-interrupted"  # the event, with the bytes sent since the last one and the byte it came to
)


def starts_over(session: Session, number: int) -> int:
    """Return how often the hidden copy of a post was begun anew since it last began to go up."""
    return sum(one.event == "started-over" for one in _since_it_began(session, number))


def most(size: int) -> int:
    """Return how many bytes the upload of a film of `size` bytes may cost."""
    return 2 * size + SLACK


@dataclass(frozen=True, kw_only=True)
class Spent:
    """What an upload has cost so far: `bytes` sent, and times that it broke off `in_vain`, no further than before."""

    bytes: int = 0
    in_vain: int = 0

    def is_enough(self, size: int, sent: int = 0) -> bool:
        """Tell whether a film of `size` bytes has cost enough, with those `sent` since."""
        return self.in_vain >= IN_VAIN or self.bytes + sent >= most(size)


def spent(session: Session, ours: RemoteObject) -> Spent:
    """Return what this upload has cost, before it was broken off each time."""
    told = (one for one in _since_it_began(session, ours.post_number) if one.event == INTERRUPTED)
    mine = [one.params for one in told if one.params["object"] == ours.remote_id]
    furthest, in_vain = 0, 0
    for at in (int(str(one["at"])) for one in mine):
        in_vain += at <= furthest
        furthest = max(furthest, at)
    return Spent(bytes=sum(int(str(one["bytes"])) for one in mine), in_vain=in_vain)


def tried_enough(post: Post, now: datetime) -> bool:
    """Tell whether a post is so late, and was tried so often, that a person must look at it."""
    return post.due_at is not None and post.attempts >= TRIES and now - post.due_at > LATE_FOR


def _since_it_began(session: Session, number: int) -> list[Event]:
    found = events.events(session, number=number)
    began = max((at for at, one in enumerate(found) if one.event == "staging"), default=0)
    return found[began:]
