"""Every yes to a post, for what exactly (the hash of its content), and under which rules."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select, update

from media.text import folding
from schedules.database import posts, testimonies
from schedules.database.tables import Approval, Person
from schedules.model import records


def content_hash(session: Session, number: int, *, credit: str | None = None) -> str:
    """Return the hash of what an approval covers, as `content_of` does for the post as it stands."""
    found = posts.post(session, number)
    film = None if found.testimony_id is None else testimonies.testimony_by_id(session, found.testimony_id)
    return content_of(found, film, credit=credit)


def content_of(
    post: records.Post,
    film: records.Testimony | None,
    *,
    credit: str | None = None,
    others: Sequence[str] = (),
    second: str | None = None,
) -> str:
    """Return the hash of what an approval covers: all that is said and shown, files by their bytes.

    `credit` is what the film calls its speaker where a consent wishes another name, `others` are whom it names else;
    `second` is the language that its subtitles have below their own.
    What a post does not have is left out, as earlier versions did not know it: their yes still stands.
    """
    said: list[Any] = [post.kind, post.language, post.latest_caption, post.link, post.format]
    shown = [(photo["sha256"], photo["alt"]) for photo in post.photos]
    beside = (post.first_comment, post.cover_sha256, post.cover_at_ms)
    if shown or any(one is not None for one in beside):
        said += [shown, *beside]
    if film is not None:
        said += _of_film(film, post.language)
        if post.cover_sha256 is None and (words := film.cover_words.get(post.language)):
            said += [{"cover": words}]
    if credit is not None:
        said += [credit]
    if others:
        said += [list(others)]
    if film is not None and second:
        said += [{"second": film.subtitles_sha256.get(second)}]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def _of_film(film: records.Testimony, language: str) -> list[Any]:
    said: list[Any] = [film.film_sha256, film.from_ms, film.to_ms, film.speaker, film.role, film.organisation]
    said += [film.theme, film.subtitles_sha256.get(language)]
    if (film.fill, film.centre) != ("kit", records.UNTOLD):
        said += [film.fill, film.centre]
    if film.centre == records.UNTOLD and film.known_centre:
        said += ["in the middle"]
    if film.sound_track is not None:
        said += [film.sound_track]
    return said


def approve(
    session: Session,
    number: int,
    *,
    now: datetime,
    by_person_id: int | None,
    organisation: str | None,
    content: str | None = None,
    kit: str | None = None,
    rules: str | None = None,
    invitation_id: int | None = None,
) -> None:
    """Keep somebody's yes to this `content` of a post (default: as it stands), with the film's brand kit's fingerprint.

    `rules` are those it is given under; a yes without them counts under any. `invitation_id`: it was given by link.
    """
    content = content or content_hash(session, number)
    session.add(
        Approval(
            post_number=number,
            content_hash=f"{content}.{kit}" if kit else content,
            organisation=organisation,
            by_person_id=by_person_id,
            at=now,
            rules=rules,
            invitation_id=invitation_id,
        )
    )


def revoke_approvals(
    session: Session, number: int, *, now: datetime, organisations: Iterable[str] = ()
) -> bool:
    """Take back every yes to a post, or those of these organisations; tell whether there was one."""
    standing = [col(Approval.post_number) == number, col(Approval.revoked_at).is_(None)]
    named = tuple(organisations)
    standing += [col(Approval.organisation).in_(named)] if named else []
    done = session.execute(update(Approval).where(*standing).values(revoked_at=now))
    return bool(done.rowcount)  # type: ignore[attr-defined]


def given(session: Session, number: int | None = None) -> list[records.Approval]:
    """Return every yes that was ever given, also those taken back, oldest first; to one post where it is named."""
    who = col(Approval.by_person_id) == col(Person.id)
    query = select(Approval, Person.name).select_from(Approval).join(Person, who, isouter=True)
    if number is not None:
        query = query.where(Approval.post_number == number)
    return [_record(row, name) for row, name in session.exec(query.order_by(col(Approval.id))).all()]


def stamps(session: Session) -> dict[int, int]:
    """Return what tells whether a post's yeses are those of before, by its number, while this program runs."""
    found: dict[int, int] = {}
    for row in session.connection().exec_driver_sql("SELECT post_number, * FROM approval ORDER BY id"):
        found[row[0]] = hash((found.get(row[0]), tuple(row)))
    return found


def _record(row: Approval, name: str | None) -> records.Approval:
    content, _, kit = row.content_hash.partition(".")
    return records.Approval.of(row, content=content, kit=kit, by=name or None)


def organisations(session: Session) -> list[str]:
    """Return for which organisations somebody ever said yes, one for each approval."""
    found = session.exec(select(Approval.organisation).where(col(Approval.organisation).is_not(None))).all()
    return [one for one in found if one]


def rename_kit(session: Session, old: str, new: str) -> None:
    """Let a yes to a film made with the kit of one fingerprint be one to it made with another, which shows the same."""
    if old == new:
        return
    given = col(Approval.content_hash)
    theirs = update(Approval).where(given.endswith(f".{old}", autoescape=True))
    session.execute(theirs.values(content_hash=func.replace(given, f".{old}", f".{new}")))


def rename_organisation(session: Session, old: str, new: str) -> None:
    """Let the approvals of an organisation, however it is spelt, be those of its new name."""
    spelt = {one for one in organisations(session) if folding.same(one, old)}
    session.execute(update(Approval).where(col(Approval.organisation).in_(spelt)).values(organisation=new))
