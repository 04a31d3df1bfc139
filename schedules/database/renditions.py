"""Finished films, and which posts wait for one, as the database keeps them."""

from datetime import datetime
from typing import TypedDict, Unpack

from sqlmodel import Session, col, select, update

from schedules.database import posts
from schedules.database.tables import POST_IS_FILMLESS, POST_IS_OWED, Post, Rendition
from schedules.model import records
from schedules.model.states import State


class Film(TypedDict):
    """A finished film: what it is of, its key and file, its size in pixels and its length."""

    testimony_id: int
    language: str
    format: str
    key: str
    path: str
    sha256: str
    width: int
    height: int
    duration_ms: int


def keep_rendition(session: Session, *, now: datetime, **film: Unpack[Film]) -> int:
    """Register a finished film (once) and return its number."""
    of = (Rendition.testimony_id == film["testimony_id"], Rendition.language == film["language"])
    same = (Rendition.format == film["format"], Rendition.key == film["key"])
    row = session.exec(select(Rendition).where(*of, *same)).first()
    if row is None:
        row = Rendition(made_at=now, **film)
    else:
        row.path, row.sha256 = film["path"], film["sha256"]
    session.add(row)
    session.flush()
    assert row.id is not None
    return row.id


def rendition(session: Session, rendition_id: int) -> records.Rendition:
    """Return a registered rendition."""
    return records.Rendition.of(session.get_one(Rendition, rendition_id))


def hashes(session: Session, testimony_id: int) -> dict[str, str]:
    """Return the hashes of a testimony's finished films, by the names of their files without ending."""
    query = select(Rendition.key, Rendition.sha256).where(Rendition.testimony_id == testimony_id)
    return dict(session.exec(query).all())


def films_to_make(session: Session, *, soon: datetime, limit: int = 20) -> list[records.Post]:
    """Return approved posts whose film may have to be made: those without one, then those due by `soon`."""
    without = posts.with_slugs().where(POST_IS_FILMLESS).order_by(col(Post.due_at)).limit(limit)
    made = (col(Post.testimony_id).is_not(None), col(Post.rendition_id).is_not(None))
    approved = (POST_IS_OWED, col(Post.state) == State.APPROVED)
    nearly = posts.with_slugs().where(*approved, *made, col(Post.due_at) <= soon).limit(limit)
    return [posts.as_record(found) for query in (without, nearly) for found in session.exec(query).all()]


def awaiting(session: Session, *, testimony_id: int, language: str, format: str) -> list[records.Post]:
    """Return the approved posts that a finished film is for."""
    wanted = (
        col(Post.testimony_id) == testimony_id,
        col(Post.language) == language,
        col(Post.format) == format,
        col(Post.state) == State.APPROVED,
    )
    return [posts.as_record(found) for found in session.exec(posts.with_slugs().where(*wanted)).all()]


def rendition_of(
    session: Session, *, testimony_id: int, language: str, format: str
) -> records.Rendition | None:
    """Return the newest film of a testimony in a language and format."""
    wanted = {"testimony_id": testimony_id, "language": language, "format": format}
    row = session.exec(select(Rendition).filter_by(**wanted).order_by(col(Rendition.id).desc())).first()
    return records.Rendition.of(row) if row else None


def attach_rendition(session: Session, number: int, rendition_id: int | None) -> None:
    """Say which film post `number` will carry, while nothing of it is on the Page yet."""
    waiting = (col(Post.number) == number, col(Post.state) == State.APPROVED)
    session.execute(update(Post).where(*waiting).values(rendition_id=rendition_id))
