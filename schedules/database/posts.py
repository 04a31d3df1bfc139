"""Posts, approvals and renditions, as the database keeps them."""

import hashlib
import json
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, text
from sqlmodel import Session, col, select, update

from schedules.database import testimonies, transitions
from schedules.database.tables import OPEN_EXTRA, Approval, Post
from schedules.errors import BadRequest
from schedules.model import fingerprint, records
from schedules.model.states import OWED, State
from schedules.people import Rendition, Testimony


def add_post(session: Session, *, now: datetime, state: State, by: str = "staff", **values: Any) -> int:
    """Queue a post as draft (or approved, where the campaign asks no approval). Returns its number."""
    row = Post(added_at=now, state=state, **values)
    session.add(row)
    session.flush()
    assert row.number is not None
    transitions.note(session, "added", now=now, by=by, number=row.number, state=state)
    return row.number


def post(session: Session, number: int) -> records.Post:
    """Return post `number`; raise BadRequest where there is none."""
    found = session.exec(_posts().where(Post.number == number)).first()
    if found is None:
        raise BadRequest("no-such-post", number=number)
    return _record(found)


def next_number(session: Session) -> int:
    """Return the number the next post will bear; its pictures are named by it."""
    return (session.exec(select(func.max(Post.number))).one() or 0) + 1


def posts(session: Session, states: tuple[str, ...] = ()) -> list[records.Post]:
    """Return the posts (in these states), by due moment; those without a date last."""
    query = _posts().order_by(col(Post.due_at).is_(None), col(Post.due_at), col(Post.number))
    if states:
        query = query.where(col(Post.state).in_(states))
    return [_record(found) for found in session.exec(query).all()]


TO_COME = tuple(one for one in State if one not in (State.PUBLISHED, State.CANCELLED, State.REMOVED))
# Said as literals, for SQLite uses a partial index only where the query repeats the index's own words.
_OWED = text(f"post.state IN {tuple(str(state) for state in OWED)!r}")
_FILMLESS = text("post.state = 'approved' AND post.testimony_id IS NOT NULL AND post.rendition_id IS NULL")
# Staged or out, with a subtitle file, a cover, a comment or new words still to come.
_WITH_EXTRAS = text(
    "post.state IN ('staged', 'published') AND post.number IN "
    f"(SELECT post_number FROM remote_object WHERE {OPEN_EXTRA})"
)


def due(session: Session, *, now: datetime, ahead: datetime, limit: int) -> list[records.Post]:
    """Return the posts with work to do: reveals due by `now`, then uploads due by `ahead`, soonest first.

    After them come posts with something still to come that belongs to them. A film's post has no work before its
    rendition stands; posts in back-off or in other hands are left out.
    """
    ripe = col(Post.state).in_((State.STAGED, State.PUBLISHING)) & (col(Post.due_at) <= now)
    filmed = col(Post.testimony_id).is_(None) | col(Post.rendition_id).is_not(None)
    early = col(Post.state).in_((State.APPROVED, State.UPLOADING)) & (col(Post.due_at) <= ahead) & filmed
    free = col(Post.lease_until).is_(None) | (col(Post.lease_until) < now)
    patient = col(Post.next_try_at).is_(None) | (col(Post.next_try_at) <= now)
    soon = col(Post.due_at) <= max(now, ahead)
    query = _posts().where(_OWED, soon, ripe | early, free, patient).order_by(col(Post.due_at))
    beside = _posts().where(_WITH_EXTRAS, free, patient).limit(limit)
    return [_record(found) for one in (query.limit(limit), beside) for found in session.exec(one).all()]


def next_moment(session: Session, rules: records.Rules, *, now: datetime) -> datetime | None:
    """Return when the next piece of work falls due: a reveal, an upload's start, or the end of a back-off."""
    moments: list[datetime | None] = [
        session.exec(_soonest(col(Post.due_at)).where(col(Post.due_at) > now)).first(),
        session.exec(
            select(Post.next_try_at)
            .where(col(Post.next_try_at) > now, col(Post.state).in_((*OWED, State.PUBLISHED)))
            .order_by(col(Post.next_try_at))
            .limit(1)
        ).first(),
    ]
    upload = session.exec(
        _soonest(col(Post.due_at)).where(
            col(Post.due_at) > now + rules.upload_ahead, col(Post.state) == State.APPROVED
        )
    ).first()
    moments.append(upload and upload - rules.upload_ahead)
    return min((moment for moment in moments if moment), default=None)


def next_due(session: Session, now: datetime) -> datetime | None:
    """Return the next moment to come at which a post goes out; what is past its moment is not among it."""
    found: datetime | None = session.exec(_soonest(col(Post.due_at)).where(col(Post.due_at) >= now)).first()
    return found


def page_name(session: Session, page_id: str) -> str | None:
    """Return what a Page was called when a post last went to it."""
    query = select(Post.page_name).where(Post.page_id == page_id).order_by(col(Post.number).desc()).limit(1)
    return session.exec(query).first()


def owed(session: Session) -> int:
    """Count the posts that the service still owes work: to bring them out, or what comes with them."""
    dated = session.exec(select(func.count()).select_from(Post).where(_OWED)).one()
    beside = select(func.count()).select_from(Post).where(_WITH_EXTRAS, col(Post.state) == State.PUBLISHED)
    return dated + session.exec(beside).one()


def twin(session: Session, of: records.Post) -> int | None:
    """Return another post still to go out that would look the same on the Page: equal in text and link, no film.

    Facebook keeps no sign of ours on such posts, so nobody could tell which of the two is there. A link that stands in
    the text is shown as the post's own, and its last slash is of no weight.
    """
    if of.face is None:
        return None
    message, link = of.face
    caption: Any = col(Post.caption)
    for sign, same in fingerprint.ALIKE.items():
        caption = func.replace(caption, sign, same)
    beside = func.coalesce(col(Post.link), "")
    bare = func.rtrim(beside, "/")
    below = case((caption == "", beside), else_=caption + "\n\n" + beside)
    with_photo = (col(Post.kind) == "photo") & (col(Post.link).is_not(None))
    says = case((with_photo, below), else_=caption)
    links = case(((col(Post.kind) == "link") & (func.instr(caption, bare) == 0), bare), else_="")
    query = select(Post.number).where(
        col(Post.state).in_(TO_COME),
        col(Post.testimony_id).is_(None),
        col(Post.number) != of.number,
        says == message,
        links == link,
    )
    return session.exec(query.order_by(col(Post.number)).limit(1)).first()


def reword(session: Session, number: int, caption: str | None) -> None:
    """Keep what a live post shall say instead (None: as it does), until somebody approves it; void any claim on it."""
    unheld = {"fence": Post.fence + 1, "lease_by": None, "lease_until": None}
    session.execute(update(Post).where(col(Post.number) == number).values(new_caption=caption, **unheld))


def content_hash(session: Session, number: int) -> str:
    """Return the hash of what an approval covers: all that is said and shown, files by their bytes.

    What a post does not have is left out, as earlier versions did not know it: their yes still stands.
    """
    found = post(session, number)
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


def keep_rendition(session: Session, *, now: datetime, **values: Any) -> int:
    """Register a finished film (once) and return its number."""
    wanted = {name: values[name] for name in ("testimony_id", "language", "format", "key")}
    row = session.exec(select(Rendition).filter_by(**wanted)).first()
    if row is None:
        row = Rendition(made_at=now, **values)
    else:
        row.path, row.sha256 = values["path"], values["sha256"]
    session.add(row)
    session.flush()
    assert row.id is not None
    return row.id


def rendition(session: Session, rendition_id: int) -> records.Rendition:
    """Return a registered rendition."""
    return records.Rendition.of(session.get_one(Rendition, rendition_id))


def films_to_make(session: Session, *, soon: datetime, limit: int = 20) -> list[records.Post]:
    """Return approved posts whose film may have to be made: those without one, then those due by `soon`."""
    without = _posts().where(_FILMLESS).order_by(col(Post.due_at)).limit(limit)
    made = (col(Post.testimony_id).is_not(None), col(Post.rendition_id).is_not(None))
    approved = (_OWED, col(Post.state) == State.APPROVED)
    nearly = _posts().where(*approved, *made, col(Post.due_at) <= soon).limit(limit)
    return [_record(found) for query in (without, nearly) for found in session.exec(query).all()]


def awaiting(session: Session, *, testimony_id: int, language: str, format: str) -> list[records.Post]:
    """Return the approved posts that a finished film is for."""
    wanted = (
        col(Post.testimony_id) == testimony_id,
        col(Post.language) == language,
        col(Post.format) == format,
        col(Post.state) == State.APPROVED,
    )
    return [_record(found) for found in session.exec(_posts().where(*wanted)).all()]


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


def _posts() -> Any:
    film = col(Post.testimony_id) == col(Testimony.id)
    return select(Post, Testimony.slug).select_from(Post).join(Testimony, film, isouter=True)


def _soonest(moment: Any) -> Any:
    return select(moment).where(_OWED).order_by(moment).limit(1)


def _record(found: tuple[Post, str | None]) -> records.Post:
    row, slug = found
    return records.Post.of(row, testimony=slug, state=State(row.state))
