"""What of ours stands on a Page, as the database keeps it; and the only way its state and its intent change."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypedDict, Unpack

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select, update
from sqlmodel.sql.expression import SelectOfScalar

from schedules.database import claims
from schedules.database.claims import Claim, ClaimLost
from schedules.database.tables import CARRIERS, EXTRA_IS_OPEN, Post, RemoteObject
from schedules.model import fingerprint, records, remote_states
from schedules.model.records import PageIdentity
from schedules.model.remote_states import GONE, HIDDEN, Event, Intent, RemoteState, Standing
from schedules.model.states import State

_IS_HANDED_OVER = col(RemoteObject.scheduled_at).is_not(None)
_IS_HIDDEN = col(RemoteObject.state).in_(HIDDEN)
_IS_THERE = col(RemoteObject.state).not_in(GONE)
_IS_GIVEN_UP = col(RemoteObject.state) == RemoteState.ABANDONED


class Facts(TypedDict, total=False):
    """What is found out about an object; `offset` in bytes, `parts` the ids of a post's photos."""

    remote_id: str | None
    session_id: str
    offset: int
    looks: int
    parts: list[str]
    intent_at: datetime
    scheduled_at: datetime | None
    fence: int


def move(
    session: Session, object_id: int, event: Event, *, held: Claim | None = None, **facts: Unpack[Facts]
) -> None:
    """Make one step of the table for an object, and keep what was found out with it.

    With `held` its post must be ours still. Raises ClaimLost where it is not, or where the table has no such step from
    where the object stands: then somebody else has moved it.
    """
    if held:
        claims.require(session, held)
    old = _standing(session, object_id)
    new = remote_states.after(old, event)
    if new is None:
        raise ClaimLost("claim-lost")
    values = {"state": new[0], "intent": new[1], **facts}
    there = (col(RemoteObject.id) == object_id, *_stands(old))
    if session.execute(update(RemoteObject).where(*there).values(**values)).rowcount != 1:  # type: ignore[attr-defined]
        raise ClaimLost("claim-lost")


def change(session: Session, held: Claim, object_id: int, **facts: Unpack[Facts]) -> None:
    """Keep what was found out about an object that stands where it stood, while its post is ours still."""
    claims.require(session, held)
    session.execute(update(RemoteObject).where(col(RemoteObject.id) == object_id).values(**facts))


def _standing(session: Session, object_id: int) -> Standing:
    row = session.execute(
        select(RemoteObject.state, RemoteObject.intent).where(RemoteObject.id == object_id)
    ).one()
    return RemoteState(row.state), Intent(row.intent)


def _stands(standing: Standing) -> tuple[ColumnElement[bool], ...]:
    return (col(RemoteObject.state) == standing[0], col(RemoteObject.intent) == standing[1])


def _move_each(session: Session, event: Event, *which: ColumnElement[bool] | bool) -> None:
    """Make the step for every object of those that can make it; the others stay."""
    for object_id in session.exec(select(RemoteObject.id).where(*which)).all():
        if object_id and remote_states.after(_standing(session, object_id), event):
            move(session, object_id, event)


def _begin(session: Session, event: Event, row: RemoteObject) -> records.RemoteObject:
    """Add an object, with the state and intent that the table begins with."""
    first = remote_states.after(None, event)
    assert first is not None
    row.state, row.intent = first
    session.add(row)
    session.flush()
    return record(row)


def record(row: RemoteObject) -> records.RemoteObject:
    """Return a frozen copy of a row."""
    return records.RemoteObject.of(row, state=RemoteState(row.state), intent=Intent(row.intent))


def current(session: Session, number: int) -> records.RemoteObject | None:
    """Return the object that carries post `number`, the newest that was not given up."""
    query = select(RemoteObject).where(
        RemoteObject.post_number == number, _IS_THERE, col(RemoteObject.kind).in_(CARRIERS)
    )
    row = session.exec(query.order_by(col(RemoteObject.id).desc())).first()
    return record(row) if row else None


def of_posts(session: Session, numbers: Iterable[int]) -> list[records.RemoteObject]:
    """Return everything of these posts that is or was on a Page, in the order in which it was intended."""
    query = select(RemoteObject).where(col(RemoteObject.post_number).in_(tuple(numbers)))
    return [record(row) for row in session.exec(query.order_by(col(RemoteObject.id))).all()]


def intend(
    session: Session,
    held: Claim,
    *,
    now: datetime,
    kind: str,
    page: PageIdentity,
    mark: str | None = None,
    size: int | None = None,
) -> records.RemoteObject:
    """Write down what is about to be made on the Page, with a mark of our own, while the post is still ours.

    A film's mark goes along to the Page; that of a post is made of its words, so that an edit does not hide it.
    `size` of a film in bytes.
    """
    claims.renew(session, held, now=now)
    return _begin(
        session,
        "intended",
        RemoteObject(
            post_number=held.number,
            kind=kind,
            intent_at=now,
            mark=mark or f"tc-{secrets.token_hex(8)}",
            size=size,
            fence=held.fence,
            **vars(page),
        ),
    )


def want(
    session: Session,
    number: int,
    *,
    now: datetime,
    kind: str,
    page: PageIdentity,
    mark: str,
    language: str | None = None,
) -> None:
    """Write down an extra that post `number` is to have on its Page; what is asked for already is not asked twice."""
    same: dict[str, Any] = {"post_number": number, "kind": kind, "mark": mark, "language": language}
    over = (*GONE, RemoteState.LIVE) if kind == "words" else GONE  # words may change again and again
    standing = select(RemoteObject.id).filter_by(**same).where(col(RemoteObject.state).not_in(over))
    if session.exec(standing).first() is None:
        _begin(session, "wanted", RemoteObject(intent_at=now, fence=0, **same, **vars(page)))


def intend_comment(session: Session, number: int, *, since: datetime, page: PageIdentity, mark: str) -> None:
    """Write down a first comment that may have been made since then: it is looked for, not made again."""
    row = RemoteObject(post_number=number, kind="comment", intent_at=since, mark=mark, fence=0, **vars(page))
    _begin(session, "intended", row)


def open_extras(session: Session, number: int) -> list[records.RemoteObject]:
    """Return the extras that post `number` still waits for, in the order in which they were asked for."""
    query = select(RemoteObject).where(EXTRA_IS_OPEN, RemoteObject.post_number == number)
    return [record(row) for row in session.exec(query.order_by(col(RemoteObject.id))).all()]


def underway(session: Session, number: int, kind: str) -> bool:
    """Tell whether the call for something asked for was begun, so that nobody can take it back."""
    extra = _open_extra(session, number, kind)
    return extra is not None and extra.intent is not Intent.WANTED


def unwant(session: Session, number: int, kind: str) -> None:
    """Take back what was asked for and not begun."""
    extra = _open_extra(session, number, kind)
    if extra is not None and extra.intent is Intent.WANTED:
        move(session, extra.id, "given-up")


def _open_extra(session: Session, number: int, kind: str) -> records.RemoteObject | None:
    return next((extra for extra in open_extras(session, number) if extra.kind == kind), None)


def end_extras(session: Session, numbers: Iterable[int]) -> None:
    """Give up what is still to come with these posts."""
    _move_each(session, "given-up", EXTRA_IS_OPEN, col(RemoteObject.post_number).in_(tuple(numbers)))


def restore_extras(session: Session, since: datetime) -> list[int]:
    """Of posts that are out: a comment still to come may have been made since then, and is looked for.

    New words may be older than those there, and are given up; returns the posts that lose theirs.
    """
    reworded = []
    query = select(RemoteObject).where(EXTRA_IS_OPEN).order_by(col(RemoteObject.id))
    for row in session.exec(query).all():
        extra = record(row)
        if extra.kind == "comment" and extra.intent is Intent.WANTED:
            move(session, extra.id, "asking", intent_at=since)
        if extra.kind == "words":
            move(session, extra.id, "given-up")
            reworded.append(extra.post_number)
    return reworded


def recalled(session: Session, page: PageIdentity) -> list[records.RemoteObject]:
    """Return what was handed over to the Page's own schedule on this Page and given up since: it must not go out."""
    query = select(RemoteObject).where(_IS_HANDED_OVER, _IS_GIVEN_UP, *_is_on(page))
    return [record(row) for row in session.exec(query).all()]


def to_take_back(session: Session, number: int) -> bool:
    """Tell whether something of post `number` stands on Facebook's schedule that is to go out no more."""
    return number in posts_to_take_back(session)


def posts_to_take_back(session: Session) -> tuple[int, ...]:
    """Return the posts that Facebook will show by itself until the service has taken them back."""
    query = select(RemoteObject.post_number).where(_IS_HANDED_OVER, _IS_GIVEN_UP).distinct()
    return tuple(sorted(session.exec(query).all()))


def on_schedule(session: Session) -> list[int]:
    """Return the numbers of the staged posts that wait on Facebook's own schedule."""
    handed = (_IS_HANDED_OVER, RemoteObject.state == RemoteState.READY, Post.state == State.STAGED)
    query = select(RemoteObject.post_number).join(Post, col(Post.number) == col(RemoteObject.post_number))
    return list(session.exec(query.where(*handed)).all())


def handed_over() -> SelectOfScalar[int]:
    """Select the posts that Facebook itself shows, or was asked to show."""
    return select(RemoteObject.post_number).where(_IS_HANDED_OVER, _IS_HIDDEN)


def orphan(
    session: Session,
    number: int,
    *,
    now: datetime,
    fence: int,
    kind: str,
    remote_id: str,
    page: PageIdentity,
) -> None:
    """Keep the id of something hidden that no post needs, so that the sweep deletes it; one we know is in hand."""
    if remote_id in known_ids(session):
        return
    row = RemoteObject(
        post_number=number,
        kind=kind,
        intent_at=now,
        remote_id=remote_id,
        mark="orphan",
        fence=fence,
        **vars(page),
    )
    _begin(session, "orphaned", row)


def give_up(session: Session, number: int) -> None:
    """Give up the post's hidden objects: they stay known by id, for the sweep.

    What was perhaps asked to be shown may become public yet, as if scheduled: the service deletes it at once.
    """
    query = select(RemoteObject).where(RemoteObject.post_number == number, _IS_HIDDEN)
    for ours in map(record, session.exec(query).all()):
        if ours.intent in (Intent.REVEAL, Intent.READ_BACK) and ours.remote_id:
            move(session, ours.id, "given-up", scheduled_at=ours.intent_at)
        else:
            move(session, ours.id, "given-up")


def take_back(session: Session, number: int) -> None:
    """Give up what of the post waits on Facebook's own schedule: the service deletes it at once."""
    _move_each(session, "given-up", col(RemoteObject.post_number) == number, _IS_HANDED_OVER)


def leave_behind(session: Session, number: int) -> None:
    """Give up whatever of a post stands on a Page, public or not: it will be made anew on another."""
    _move_each(session, "left-behind", col(RemoteObject.post_number) == number)


def hidden_elsewhere(session: Session, page_id: str) -> list[int]:
    """Return the numbers of the posts of which something not public stands on another Page than this one."""
    query = select(RemoteObject.post_number).where(_IS_HIDDEN, RemoteObject.page_id != page_id).distinct()
    return sorted(session.exec(query).all())


def known_ids(session: Session) -> set[str]:
    """Return every id of ours on any Page."""
    return {known for known in session.exec(select(RemoteObject.remote_id)).all() if known}


def leftovers(session: Session, page: PageIdentity, *, before: datetime) -> list[records.RemoteObject]:
    """Return the hidden objects given up before that moment on this Page whose id is known and in no post's use."""
    is_known = col(RemoteObject.remote_id).is_not(None)
    in_use = select(RemoteObject.remote_id).where(_IS_THERE, is_known)
    query = _given_up(page, before).where(is_known, col(RemoteObject.remote_id).not_in(in_use))
    return [record(row) for row in session.exec(query).all()]


def unanswered(session: Session, page: PageIdentity, *, before: datetime) -> list[records.RemoteObject]:
    """Return the posts whose creation was given up before that moment without ever an answer, oldest first."""
    query = _given_up(page, before).where(
        RemoteObject.kind == "feed_post", col(RemoteObject.remote_id).is_(None)
    )
    return [record(row) for row in session.exec(query.order_by(col(RemoteObject.id))).all()]


def found_live(session: Session, number: int, object_id: str, *, now: datetime) -> None:
    """Record that a person saw post `number` on its Page; `object_id` is its name where we know none.

    Where nothing of it was known to stand there (a restore), it is known from now on.
    """
    ours = current(session, number)
    if ours:
        return move(session, ours.id, "seen", remote_id=ours.remote_id or object_id)
    post = session.get_one(Post, number)
    if post.page_id and post.page_graph_url:
        row = RemoteObject(
            post_number=number,
            kind=post.kind if post.kind in CARRIERS else "feed_post",
            intent_at=now,
            remote_id=object_id,
            mark="settled",
            fence=post.fence,
            page_id=post.page_id,
            graph_url=post.page_graph_url,
        )
        _begin(session, "seen", row)
    return None


def taken_down(session: Session, number: int) -> None:
    """Record that what was live of a post is gone from the Page, and that nothing more is to come with it."""
    theirs = col(RemoteObject.post_number) == number
    waiting = col(RemoteObject.state) == RemoteState.INTENDED
    _move_each(session, "taken-down", theirs)
    _move_each(session, "given-up", theirs, waiting)


def mark_of(message: str, link: str | None) -> str:
    """Return the mark of a post: a hash of what readers see of it, for Graph keeps no sign of ours on it."""
    said = f"{fingerprint.seen(message).strip()}\0{(link or '').rstrip('/')}"
    return "words-" + hashlib.sha256(said.encode()).hexdigest()[:24]


def marks_of(message: str, link: str | None) -> set[str]:
    """Return the marks that a post on the Page may bear: a link in its text may be shown as if it were its own."""
    shown = link is not None and link.rstrip("/") in message
    return {mark_of(message, link)} | ({mark_of(message, None)} if shown else set())


def _given_up(page: PageIdentity, before: datetime) -> SelectOfScalar[RemoteObject]:
    return select(RemoteObject).where(_IS_GIVEN_UP, *_is_on(page), RemoteObject.intent_at < before)


def _is_on(page: PageIdentity) -> tuple[ColumnElement[bool], ...]:
    return (col(RemoteObject.page_id) == page.page_id, col(RemoteObject.graph_url) == page.graph_url)
