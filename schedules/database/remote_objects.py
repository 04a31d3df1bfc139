"""What of ours stands on a Page, as the database keeps it: intents, ids, offsets."""

import hashlib
import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, col, select, update

from schedules.database import claims
from schedules.database.claims import Claim
from schedules.database.tables import CARRIERS, OPEN_EXTRA, Post, RemoteObject
from schedules.model import fingerprint, records

GONE = ("abandoned", "deleted")
UNSEEN = "unseen"
_OPEN = text(OPEN_EXTRA.replace("state", "remote_object.state").replace("kind", "remote_object.kind"))


def current(session: Session, number: int) -> records.RemoteObject | None:
    """Return the object that carries post `number`, the newest that was not given up."""
    query = select(RemoteObject).where(
        RemoteObject.post_number == number,
        col(RemoteObject.state).not_in(GONE),
        col(RemoteObject.kind).in_(CARRIERS),
    )
    row = session.exec(query.order_by(col(RemoteObject.id).desc())).first()
    return records.RemoteObject.of(row) if row else None


def intend(session: Session, held: Claim, *, now: datetime, **values: Any) -> records.RemoteObject:
    """Write down what is about to be made on the Page, with a mark of our own, while the post is still ours.

    A film's mark goes along to the Page; that of a post is made of its words, so that an edit does not hide it.
    """
    claims.renew(session, held, now=now)
    values = {"mark": f"tc-{secrets.token_hex(8)}", **values}
    row = RemoteObject(post_number=held.number, intent_at=now, fence=held.fence, **values)
    session.add(row)
    session.flush()
    return records.RemoteObject.of(row)


def change(session: Session, held: Claim, object_id: int, **values: Any) -> None:
    """Record what became of an object, while the post is still ours."""
    claims.fenced_object(session, held, object_id, **values)


def want(session: Session, number: int, *, now: datetime, kind: str, **values: Any) -> None:
    """Write down an extra that post `number` is to have on its Page; what is asked for already is not asked twice."""
    same = {"post_number": number, "kind": kind, "mark": values["mark"], "language": values.get("language")}
    over = (*GONE, "live") if kind == "words" else GONE  # words may change again and again
    standing = select(RemoteObject.id).filter_by(**same).where(col(RemoteObject.state).not_in(over))
    if session.exec(standing).first() is None:
        row = RemoteObject(post_number=number, kind=kind, intent="wanted", intent_at=now, fence=0, **values)
        session.add(row)


def open_extras(session: Session, number: int) -> list[records.RemoteObject]:
    """Return the extras that post `number` still waits for, in the order in which they were asked for."""
    query = select(RemoteObject).where(_OPEN, RemoteObject.post_number == number)
    return [records.RemoteObject.of(row) for row in session.exec(query.order_by(col(RemoteObject.id))).all()]


def underway(session: Session, number: int, kind: str) -> bool:
    """Tell whether the call for something asked for was begun, so that nobody can take it back."""
    found = _open(session, number, kind)
    return found is not None and found.intent != "wanted"


def unwant(session: Session, number: int, kind: str) -> None:
    """Take back what was asked for and not begun."""
    found = _open(session, number, kind)
    if found is not None and found.intent == "wanted":
        found.state = "abandoned"
        session.add(found)


def recalled(session: Session, *, page_id: str, graph_url: str) -> list[records.RemoteObject]:
    """Return what was handed over to the Page's own schedule on this Page and given up since: it must not go out."""
    handed = col(RemoteObject.scheduled_at).is_not(None)
    here = (RemoteObject.page_id == page_id, RemoteObject.graph_url == graph_url)
    query = select(RemoteObject).where(handed, RemoteObject.state == "abandoned", *here)
    return [records.RemoteObject.of(row) for row in session.exec(query).all()]


def to_take_back(session: Session, number: int) -> bool:
    """Tell whether something of post `number` stands on Facebook's schedule that is to go out no more."""
    handed = (col(RemoteObject.scheduled_at).is_not(None), RemoteObject.state == "abandoned")
    query = select(RemoteObject.id).where(RemoteObject.post_number == number, *handed)
    return session.exec(query).first() is not None


def on_schedule(session: Session) -> list[int]:
    """Return the numbers of the staged posts that wait on Facebook's own schedule."""
    handed = (col(RemoteObject.scheduled_at).is_not(None), RemoteObject.state == "ready")
    query = select(RemoteObject.post_number).join(Post, col(Post.number) == col(RemoteObject.post_number))
    return list(session.exec(query.where(*handed, Post.state == "staged")).all())


def orphan(session: Session, number: int, *, now: datetime, fence: int, **values: Any) -> None:
    """Keep the id of something hidden that no post needs, so that the sweep deletes it; one we know is in hand."""
    if values["remote_id"] in known_ids(session):
        return
    session.add(
        RemoteObject(
            post_number=number,
            state="abandoned",
            intent="delete",
            intent_at=now,
            mark="orphan",
            fence=fence,
            **values,
        )
    )


def leave_behind(session: Session, number: int) -> None:
    """Give up whatever of a post stands on a Page, public or not: it will be made anew on another."""
    standing = (col(RemoteObject.post_number) == number, col(RemoteObject.state).not_in(GONE))
    session.execute(update(RemoteObject).where(*standing).values(state="abandoned"))


def hidden_elsewhere(session: Session, page_id: str) -> list[int]:
    """Return the numbers of the posts of which something not public stands on another Page than this one."""
    hidden = col(RemoteObject.state).not_in((*GONE, "live"))
    query = select(RemoteObject.post_number).where(hidden, RemoteObject.page_id != page_id).distinct()
    return sorted(session.exec(query).all())


def known_ids(session: Session) -> set[str]:
    """Return every id of ours on any Page."""
    return {found for found in session.exec(select(RemoteObject.remote_id)).all() if found}


def leftovers(
    session: Session, *, page_id: str, graph_url: str, before: datetime
) -> list[records.RemoteObject]:
    """Return the hidden objects given up before that moment on this Page whose id is known and in no post's use."""
    in_use = select(RemoteObject.remote_id).where(
        col(RemoteObject.state).not_in(GONE), col(RemoteObject.remote_id).is_not(None)
    )
    query = _given_up(page_id, graph_url, before).where(
        col(RemoteObject.remote_id).is_not(None), col(RemoteObject.remote_id).not_in(in_use)
    )
    return [records.RemoteObject.of(row) for row in session.exec(query).all()]


def unanswered(
    session: Session, *, page_id: str, graph_url: str, before: datetime
) -> list[records.RemoteObject]:
    """Return the posts whose creation was given up before that moment without ever an answer, oldest first."""
    query = _given_up(page_id, graph_url, before).where(
        RemoteObject.kind == "feed_post", col(RemoteObject.remote_id).is_(None)
    )
    return [records.RemoteObject.of(row) for row in session.exec(query.order_by(col(RemoteObject.id))).all()]


def closed(session: Session, object_id: int, state: str) -> None:
    """Record the end of an object: `deleted`, for the Page has it no longer, or `live`, for people see it."""
    row = session.get_one(RemoteObject, object_id)
    row.state = state
    session.add(row)


def found_live(session: Session, number: int, object_id: str, *, now: datetime) -> None:
    """Record that a person saw post `number` on its Page; `object_id` is its name where we know none.

    Where nothing of it was known to stand there (a restore), it is known from now on.
    """
    ours = current(session, number)
    if ours:
        row = session.get_one(RemoteObject, ours.id)
        row.state, row.remote_id = "live", ours.remote_id or object_id
        return
    post = session.get_one(Post, number)
    if post.page_id and post.page_graph_url:
        row = RemoteObject(
            post_number=number,
            kind=post.kind if post.kind in CARRIERS else "feed_post",
            state="live",
            intent="read-back",
            intent_at=now,
            remote_id=object_id,
            mark="settled",
            fence=post.fence,
            page_id=post.page_id,
            graph_url=post.page_graph_url,
        )
        session.add(row)


def unseen(session: Session, object_id: int) -> None:
    """Record that the Page knew nothing of an object that was to be deleted."""
    session.get_one(RemoteObject, object_id).intent = UNSEEN


def taken_down(session: Session, number: int) -> None:
    """Record that what was live of a post is gone from the Page, and that nothing more is to come with it."""
    theirs = col(RemoteObject.post_number) == number
    live, waiting = col(RemoteObject.state) == "live", col(RemoteObject.state) == "intended"
    session.execute(update(RemoteObject).where(theirs, live).values(state="deleted"))
    session.execute(update(RemoteObject).where(theirs, waiting).values(state="abandoned"))


def mark_of(message: str, link: str | None) -> str:
    """Return the mark of a post: a hash of what readers see of it, for Graph keeps no sign of ours on it."""
    said = f"{fingerprint.seen(message).strip()}\0{(link or '').rstrip('/')}"
    return "words-" + hashlib.sha256(said.encode()).hexdigest()[:24]


def marks_of(message: str, link: str | None) -> set[str]:
    """Return the marks that a post on the Page may bear: a link in its text may be shown as if it were its own."""
    shown = link is not None and link.rstrip("/") in message
    return {mark_of(message, link)} | ({mark_of(message, None)} if shown else set())


def _given_up(page_id: str, graph_url: str, before: datetime) -> Any:
    return select(RemoteObject).where(
        RemoteObject.state == "abandoned",
        RemoteObject.page_id == page_id,
        RemoteObject.graph_url == graph_url,
        RemoteObject.intent_at < before,
    )


def _open(session: Session, number: int, kind: str) -> RemoteObject | None:
    query = select(RemoteObject).where(
        RemoteObject.post_number == number, RemoteObject.kind == kind, RemoteObject.state == "intended"
    )
    return session.exec(query).first()
