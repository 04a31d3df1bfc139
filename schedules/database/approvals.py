"""Whose yes a post has, and for what exactly: the hash of its content."""

import hashlib
import json
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select, update

from schedules.database import posts, testimonies
from schedules.database.tables import Approval


def content_hash(session: Session, number: int) -> str:
    """Return the hash of what an approval covers: all that is said and shown, files by their bytes.

    What a post does not have is left out, as earlier versions did not know it: their yes still stands.
    """
    found = posts.post(session, number)
    caption = found.latest_caption
    said: list[Any] = [found.kind, found.language, caption, found.link, found.format]
    shown = [(photo["sha256"], photo["alt"]) for photo in found.photos]
    beside = (found.first_comment, found.cover_sha256, found.cover_at_ms)
    if shown or any(one is not None for one in beside):
        said += [shown, *beside]
    if found.testimony_id is not None:
        film = testimonies.testimony_by_id(session, found.testimony_id)
        said += [
            film.film_sha256,
            film.from_ms,
            film.to_ms,
            film.speaker,
            film.role,
            film.organisation,
            film.theme,
        ]
        said += [film.subtitles_sha256.get(found.language)]
        if (film.fill, film.centre) != ("kit", [50, 50]):
            said += [film.fill, film.centre]
        if film.sound_track is not None:
            said += [film.sound_track]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def approve(
    session: Session,
    number: int,
    *,
    now: datetime,
    by_person_id: int | None,
    organisation: str | None,
    kit: str | None = None,
) -> None:
    """Keep somebody's yes to the post exactly as it stands, with the fingerprint of its film's brand kit."""
    content = content_hash(session, number)
    session.add(
        Approval(
            post_number=number,
            content_hash=f"{content}.{kit}" if kit else content,
            organisation=organisation,
            by_person_id=by_person_id,
            at=now,
        )
    )


def revoke_approvals(
    session: Session, number: int, *, now: datetime, organisation: str | None = None
) -> bool:
    """Take back every yes to a post, or one organisation's; tell whether there was one."""
    standing = [col(Approval.post_number) == number, col(Approval.revoked_at).is_(None)]
    standing += [] if organisation is None else [col(Approval.organisation) == organisation]
    done = session.execute(update(Approval).where(*standing).values(revoked_at=now))
    return bool(done.rowcount)  # type: ignore[attr-defined]


def assents(session: Session, number: int, *, kit: str | None = None) -> set[str | None]:
    """Return for which organisations (None: none in particular) somebody said yes to the post as it stands now.

    A yes given with another brand kit than `kit` counts no more; older ones, and with `kit` None any, are not asked.
    """
    query = select(Approval.content_hash, Approval.organisation)
    query = query.where(Approval.post_number == number, col(Approval.revoked_at).is_(None))
    now = content_hash(session, number)
    split = ((kept.partition("."), organisation) for kept, organisation in session.exec(query).all())
    return {who for (content, _, then), who in split if content == now and (not kit or then in ("", kit))}
