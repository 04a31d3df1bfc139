"""Posts, as the database keeps them: which there are, which are due, which look alike."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import count
from typing import Any, Unpack

from sqlalchemy import and_, case, func
from sqlmodel import Session, col, select, update

from schedules.database import colleagues, transitions
from schedules.database.tables import (
    EXTRA_IS_OPEN,
    POST_IS_OWED,
    Event,
    Post,
    RemoteObject,
    Testimony,
    written_out,
)
from schedules.errors import BadRequest
from schedules.model import fingerprint, names, publishing_rules, records
from schedules.model.records import PostColumns
from schedules.model.states import OWED, State


class Numbered(PostColumns):
    """A new post whose number is chosen, with the state in which it begins."""

    number: int
    state: State


def add_post(
    session: Session, *, now: datetime, state: State, by: str = "staff", **content: Unpack[PostColumns]
) -> int:
    """Queue a post as draft (or approved, where the campaign asks no approval). Returns its number."""
    row = Post(added_at=now, state=state, **content)
    session.add(row)
    session.flush()
    assert row.number is not None
    transitions.note(session, "added", now=now, by=by, number=row.number, state=state)
    return row.number


def post(session: Session, number: int) -> records.Post:
    """Return post `number`; raise BadRequest where there is none."""
    found = session.exec(with_slugs().where(Post.number == number)).first()
    if found is None:
        raise BadRequest("no-such-post", number=number)
    return as_record(found)


def next_number(session: Session) -> int:
    """Return the number the next post will bear; its pictures are named by it."""
    return (session.exec(select(func.max(Post.number))).one() or 0) + 1


def posts(session: Session, states: tuple[str, ...] = ()) -> list[records.Post]:
    """Return the posts (in these states), by due moment; those without a date last."""
    query = with_slugs().order_by(col(Post.due_at).is_(None), col(Post.due_at), col(Post.number))
    if states:
        query = query.where(col(Post.state).in_(states))
    return [as_record(found) for found in session.exec(query).all()]


def cover_moment(session: Session, *, testimony_id: int, language: str, format: str) -> int | None:
    """Return which moment (ms) of a finished film is its cover, by the first post that says so; they share it."""
    wanted = (Post.testimony_id == testimony_id, Post.language == language, Post.format == format)
    chosen = col(Post.cover_at_ms).is_not(None), col(Post.state) != State.CANCELLED
    return session.exec(select(Post.cover_at_ms).where(*wanted, *chosen).order_by(col(Post.number))).first()


TO_COME = tuple(one for one in State if one not in (State.PUBLISHED, State.CANCELLED, State.REMOVED))
# Staged or out, with a subtitle file, a cover, a comment or new words still to come.
_HAS_EXTRAS = and_(
    written_out(Post.state, State.STAGED, State.PUBLISHED),
    col(Post.number).in_(select(RemoteObject.post_number).where(EXTRA_IS_OPEN)),
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
    query = with_slugs().where(POST_IS_OWED, soon, ripe | early, free, patient).order_by(col(Post.due_at))
    beside = with_slugs().where(_HAS_EXTRAS, free, patient).limit(limit)
    return [as_record(found) for one in (query.limit(limit), beside) for found in session.exec(one).all()]


def next_moment(session: Session, rules: publishing_rules.Rules, *, now: datetime) -> datetime | None:
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


def past(session: Session, states: Sequence[State], *, now: datetime) -> list[records.Post]:
    """Return the posts in these states whose moment is past, the earliest first."""
    query = with_slugs().where(col(Post.state).in_(states), col(Post.due_at) < now)
    found = session.exec(query.order_by(col(Post.due_at), col(Post.number))).all()
    return [as_record(one) for one in found]


def next_due(session: Session, since: datetime) -> datetime | None:
    """Return the first moment, from `since` on, at which a post goes out that the service owes."""
    return next((one.due_at for one in owed_from(session, since)), None)


def owed_from(session: Session, since: datetime) -> Iterator[records.Post]:
    """Yield the posts due from `since` on that the service owes, the soonest first; each is read when it is wanted."""
    query = with_slugs().where(POST_IS_OWED, col(Post.due_at) >= since)
    query = query.order_by(col(Post.due_at), col(Post.number)).limit(1)
    for place in count():
        found = session.exec(query.offset(place)).first()
        if found is None:
            return
        yield as_record(found)


def page_name(session: Session, page_id: str) -> str | None:
    """Return what a Page was called when a post last went to it."""
    query = select(Post.page_name).where(Post.page_id == page_id).order_by(col(Post.number).desc()).limit(1)
    return session.exec(query).first()


def owed(session: Session) -> int:
    """Count the posts that the service still owes work: to bring them out, or what comes with them."""
    dated = session.exec(select(func.count()).select_from(Post).where(POST_IS_OWED)).one()
    beside = select(func.count()).select_from(Post).where(_HAS_EXTRAS, col(Post.state) == State.PUBLISHED)
    return dated + session.exec(beside).one()


def have_first_comments(session: Session) -> bool:
    """Tell whether a post that is out or may go out is to have a first comment."""
    over = (State.CANCELLED, State.REMOVED)
    wanted = col(Post.first_comment).is_not(None), col(Post.state).not_in(over)
    return session.exec(select(Post.number).where(*wanted).limit(1)).first() is not None


def twin(session: Session, of: records.Post) -> int | None:
    """Return another post still to go out that would look the same on the Page: equal in text and link, no film.

    Facebook keeps no sign of ours on such posts, so nobody could tell which of the two is there. A link that stands in
    the text is shown as the post's own, and its last slash is of no weight. A live post is held against others with
    its new caption, where it is to get one.
    """
    shown = fingerprint.face(kind=of.kind, caption=of.latest_caption, link=of.link)
    if shown is None:
        return None
    message, link = shown
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


def give_reason(session: Session, number: int, reason: records.Reason) -> None:
    """Put another reason in the place of the one for which a post is held."""
    session.exec(update(Post).where(col(Post.number) == number).values(reason=reason))


def forget_holds(session: Session, name: str) -> None:
    """Erase why staff hold or held a post, where it says somebody's name; that they did stays."""
    for post in session.exec(select(Post).where(col(Post.reason).is_not(None))):
        kept = post.reason or {}
        words = kept.get("params", {}).get("reason") if kept.get("code") == "by-staff" else None
        if words and names.said(str(words), names.parts(name)):
            post.reason = {"code": "by-staff", "params": {"reason": "-"}}
            session.add(post)


def with_slugs() -> Any:
    """Return the query of all posts, each beside the slug of its film, if it has one."""
    film = col(Post.testimony_id) == col(Testimony.id)
    return select(Post, Testimony.slug).select_from(Post).join(Testimony, film, isouter=True)


def _soonest(moment: Any) -> Any:
    return select(moment).where(POST_IS_OWED).order_by(moment).limit(1)


def as_record(found: tuple[Post, str | None]) -> records.Post:
    """Return the frozen copy of a row that `with_slugs` found."""
    row, slug = found
    return records.Post.of(row, testimony=slug, state=State(row.state))


def add_posts(session: Session, posts: Sequence[Numbered], *, now: datetime, by: str = "staff") -> None:
    """Queue posts whose numbers are chosen (from `next_number` on), each with its event."""
    session.add_all([Post(added_at=now, **values) for values in posts])
    session.flush()
    session.add_all(
        [
            Event(
                at=now,
                post_number=values["number"],
                event="added",
                state=str(values["state"]),
                by=by,
                by_person_id=colleagues.behind(session, by),
            )
            for values in posts
        ]
    )
    session.flush()


def rename(
    session: Session, post: records.Post, key: str | None, *, now: datetime, by: str = "staff"
) -> None:
    """Give a post another key in the plan; it says nothing else, so every yes to it stands."""
    session.execute(update(Post).where(col(Post.number) == post.number).values(key=key))
    transitions.note(session, "keyed", now=now, by=by, number=post.number, state=State(post.state))
