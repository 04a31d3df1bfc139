"""A database put back from a backup: it knows nothing of what went out since, so nothing goes out by itself.

The campaign is paused; what may be out already rests until a person has looked at the Page. No post is shown by what
is done here, and nothing on the Page is touched.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session, col, select, update

from schedules import journal, ledger, moves, remote
from schedules.models import Event, Post, RemoteObject
from schedules.records import Post as Known
from schedules.states import State

STAFF = "staff"
HELD, DOUBTED = "restored-held-post", "restored-unknown-post"
_BULK = ("paused", "late")  # held for these, `campaign overdue` would send them all at once
_REMADE = (State.APPROVED, State.UPLOADING, State.HELD, State.FAILED)
_ON_THE_PAGE = (State.UPLOADING, State.STAGED, State.PUBLISHING)
_MAY_BE_OUT = (State.APPROVED, *_ON_THE_PAGE, State.HELD)


@dataclass(frozen=True, kw_only=True)
class Calmed:
    """The numbers of the posts that rest now: held until somebody has looked, or doubtful."""

    held: tuple[int, ...]
    doubtful: tuple[int, ...]


def calm(session: Session, *, since: datetime, reason: str, out: Collection[int], now: datetime) -> Calmed:
    """Let nothing of a database that stood still since `since` go out by itself; `out` are posts known to be out.

    Held is what was due by now, or stood on the Page already; doubtful is what was just being shown, or was handed over
    to Facebook's own schedule for a moment that is past. Later posts stay approved, behind the pause.
    """
    journal.pause(session, reason, now=now)
    journal.rest(session, now=now)  # the service of then is not ours to miss
    moves.note(session, "restored", now=now, by=STAFF, params={"since": since.isoformat(timespec="seconds")})
    since = since.astimezone(UTC)
    held, doubtful = [], []
    for post in ledger.posts(session, _MAY_BE_OUT):
        if not _may_be_out(post, out, now):
            continue
        if _is_shown_without_us(session, post, now):
            doubtful.append(post.number)
            _doubt(session, post, now)
        elif post.state is not State.HELD:
            held.append(post.number)
            _hold(session, post, now)
        elif (post.reason or {}).get("code") in _BULK:
            held.append(post.number)
            _hold_still(session, post, now)
        if post.state in _ON_THE_PAGE:
            _look_for_comment(session, post, since)
    _settle_extras(session, since, now)
    _forget_films(session)
    return Calmed(held=tuple(sorted(held)), doubtful=tuple(sorted(doubtful)))


def beginning(session: Session) -> tuple[str, str] | None:
    """Return by what a campaign is known, whatever became of it: moment and kind of its first event."""
    row = session.exec(select(Event).order_by(col(Event.id)).limit(1)).first()
    return (row.at.isoformat(), row.event) if row else None


def shown(session: Session) -> frozenset[int]:
    """Return the numbers of the posts that people see, saw, or perhaps see."""
    states = (State.PUBLISHING, State.PUBLISHED, State.DOUBTFUL, State.REMOVED)
    return frozenset(post.number for post in ledger.posts(session, states))


def _may_be_out(post: Known, out: Collection[int], now: datetime) -> bool:
    due = post.due_at is not None and post.due_at <= now
    return due or post.number in out or post.state in _ON_THE_PAGE


def _is_shown_without_us(session: Session, post: Known, now: datetime) -> bool:
    if post.state is State.PUBLISHING:
        return True
    ours = remote.current(session, post.number)
    return (
        post.state is State.STAGED
        and ours is not None
        and ours.scheduled_at is not None
        and min(ours.scheduled_at, post.due_at or now) <= now
    )


def _doubt(session: Session, post: Known, now: datetime) -> None:
    ours = remote.current(session, post.number)
    known = {"object": (ours.remote_id if ours else None) or "?"}
    changes = {"reason": {"code": DOUBTED, "params": known}, "facebook_id": ours.remote_id if ours else None}
    moves.move(session, post.number, "doubted", now=now, by=STAFF, params=known, changes=changes)


def _hold(session: Session, post: Known, now: datetime) -> None:
    params, changes = {"why": HELD, "number": post.number}, {"reason": _reason(post)}
    moves.move(session, post.number, "held", now=now, by=STAFF, params=params, changes=changes)


def _hold_still(session: Session, post: Known, now: datetime) -> None:
    """Say of a post that is held already that it may be out, so that no decision about many sends it again."""
    session.execute(update(Post).where(col(Post.number) == post.number).values(reason=_reason(post)))
    params = {"why": HELD, "number": post.number}
    moves.note(session, "held", now=now, by=STAFF, number=post.number, state=State.HELD, params=params)


def _reason(post: Known) -> dict[str, Any]:
    return {"code": HELD, "params": {"number": post.number}}


def _look_for_comment(session: Session, post: Known, since: datetime) -> None:
    """Should the copy on the Page turn out to be public, its first comment is looked for, not made again."""
    ours = remote.current(session, post.number)
    if ours is None or not post.first_comment:
        return
    comment = RemoteObject(
        post_number=post.number,
        kind="comment",
        intent="create",
        intent_at=since,
        mark=remote.mark_of(post.first_comment, None),
        fence=0,
        page_id=ours.page_id,
        graph_url=ours.graph_url,
    )
    session.add(comment)


def _settle_extras(session: Session, since: datetime, now: datetime) -> None:
    """Of posts that are out: a comment still to come may be there, and new words may be older than those there."""
    waiting = (col(RemoteObject.state) == "intended", col(RemoteObject.intent) == "wanted")
    comment = update(RemoteObject).where(*waiting, col(RemoteObject.kind) == "comment")
    session.execute(comment.values(intent="create", intent_at=since))
    words = (col(RemoteObject.kind) == "words", col(RemoteObject.state) == "intended")
    for row in session.exec(select(RemoteObject).where(*words)).all():
        row.state = "abandoned"
        told: dict[str, Any] = {"number": row.post_number, "params": {"why": "restored-words"}}
        moves.note(session, "words-given-up", now=now, by=STAFF, state=State.PUBLISHED, **told)


def _forget_films(session: Session) -> None:
    """Finished films are in no backup: what waits has its film made again."""
    waits = col(Post.state).in_(_REMADE)
    session.execute(update(Post).where(waits, col(Post.rendition_id).is_not(None)).values(rendition_id=None))


def on_schedule(session: Session) -> tuple[int, ...]:
    """Return the posts that Facebook will show by itself until the service has taken them back."""
    handed = (col(RemoteObject.scheduled_at).is_not(None), col(RemoteObject.state) == "abandoned")
    query = select(RemoteObject.post_number).where(*handed).distinct()
    return tuple(sorted(session.exec(query).all()))
