"""How often a post may begin to go up, and what one upload may cost, whatever the Page answers.

All is counted from the log, so that a restart forgets nothing; whoever releases the post lets it count anew.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from schedules.database import events
from schedules.facebook import uploads
from schedules.model.records import Event, Post

STARTS = 6  # hidden copies begun for a post; then a person is asked,
MISLED_STARTS = 3  # or so many, where the Page wants what it was just sent
MISLED = 2  # times in a row that it may want that of one copy
IN_VAIN = 40  # unanswered calls for one copy with no more of it there than before; then another is begun
SENSELESS = "graph-misled"  # why a copy is given up whose Page wants what it has, or what there is not
SLACK = 8 * uploads.FIRST_WINDOW  # bytes of corrections, beside sending a film twice
PHOTOS = 40 << 20  # bytes that the photos of a post are taken to have
TRIES = 100  # of one step (an hour and a half, for they come ever more rarely), and ...
LATE_FOR = timedelta(days=1)  # ... so long after its moment: then a person is asked, even if `late` is "send"
BETWEEN_S = (0, 60, 300, 1200, 3600)  # seconds before each further start; less where the post is due soon
LEAST_S = 60
INTERRUPTED = "upload-interrupted"  # the event: the bytes sent since the last one, and the byte it came to
# tries that cost the Page nothing
AGAIN = ("retried", "released", "page-connected")  # events by which a person says that it may go now
CROWD, CROWDED_FOR = 2, timedelta(minutes=10)  # copies that any posts began in vain, and for so long
UNSENT = ("graph-not-sent", "graph-rate-limit", "graph-too-fast", "page-quiet")


@dataclass(frozen=True, kw_only=True)
class Spent:
    """What a hidden copy has cost so far: `bytes` sent before it broke off, and calls that were `in_vain`."""

    bytes: int = 0
    in_vain: int = 0

    def is_enough(self, size: int, sent: int = 0) -> bool:
        """Tell whether files of `size` bytes have cost enough, with those `sent` since."""
        return self.in_vain >= IN_VAIN or self.bytes + sent >= 2 * size + SLACK


def starts_over(session: Session, number: int) -> int:
    """Return how often the hidden copy of a post was begun anew since it last began to go up."""
    return sum(one.event == "started-over" for one in events.after_last(session, number, ("staging",)))


def is_over(session: Session, number: int, starts: int) -> bool:
    """Tell whether so many starts are enough: fewer are, where the Page always wanted what it was just sent."""
    begun = [one for one in events.after_last(session, number, ("staging",)) if one.event == "started-over"]
    misled = len(begun) >= MISLED_STARTS and all(one.params.get("why") == SENSELESS for one in begun)
    return misled or starts >= STARTS


def next_turn(session: Session, now: datetime) -> datetime | None:
    """Return when another film may begin to go up; None: now.

    Where the Page took none of the films begun lately, of whatever posts, one a minute is enough to see that; until a
    person tries one again.
    """
    found = events.since(session, now - CROWDED_FOR, ("started-over", "upload-started", "staged", *AGAIN))
    films = {one.post_number for one in found if one.event == "upload-started"}
    good = [at for at, one in enumerate(found) if one.event in AGAIN or _is_up(one, films)]
    since = found[max(good, default=-1) + 1 :]
    in_vain = sum(one.event == "started-over" and one.post_number in films for one in since)
    begun = [one.at for one in since if one.event == "upload-started"]
    free = begun[-1] + timedelta(seconds=LEAST_S) if begun else now
    return free if in_vain >= CROWD and free > now else None


def _is_up(one: Event, films: set[int | None]) -> bool:
    return one.event == "staged" and one.post_number in films


def spent(session: Session, number: int) -> Spent:
    """Return what the hidden copy that a post has now has cost so far."""
    furthest, total, in_vain, moved_on = 0, 0, 0, False
    for one in events.after_last(session, number, ("staging", "started-over")):
        if one.event == INTERRUPTED:
            at = int(str(one.params["at"]))
            total, moved_on, furthest = (
                total + int(str(one.params["bytes"])),
                at > furthest,
                max(furthest, at),
            )
        if one.event == "try-later" and one.params["why"] not in UNSENT:
            in_vain, moved_on = in_vain + (not moved_on), False
    return Spent(bytes=total, in_vain=in_vain)


def wait(post: Post, starts: int, now: datetime) -> timedelta:
    """Return how long to wait before start number `starts` (the second is 1), ever longer, unless the post is due."""
    usual = timedelta(seconds=BETWEEN_S[min(starts, len(BETWEEN_S)) - 1])
    left = (post.due_at or now) - now
    return min(usual, max(timedelta(seconds=LEAST_S), left / 4))


def tried_enough(post: Post, now: datetime) -> bool:
    """Tell whether a post is so late, and was tried so often, that a person must look at it."""
    return post.due_at is not None and post.attempts >= TRIES and now - post.due_at > LATE_FOR
