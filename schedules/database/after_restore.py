"""A database put back from a backup, or copied: it knows nothing of what went out since, so nothing goes out by itself.

The campaign is paused, unless all that went out is known; what may be out already rests until a person has looked at
the Page. No post is shown by what is done here, and nothing on the Page is touched.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, func, select, update

from schedules.database import (
    desk_sessions,
    events,
    invitations,
    posts,
    remote_objects,
    testimonies,
    transitions,
    withdrawals,
)
from schedules.database.tables import Appearance, Event, Person, Post, Testimony
from schedules.model import moments
from schedules.model.records import ListedWithdrawal, Reason
from schedules.model.records import Post as Known
from schedules.model.states import State

STAFF = "staff"
_BULK = ("paused", "unserved", "late")  # held for these, `campaign overdue` would send them all at once
_REMADE = (State.APPROVED, State.UPLOADING, State.HELD, State.FAILED)
_ON_THE_PAGE = (State.UPLOADING, State.STAGED, State.PUBLISHING)
_AT_REST = (State.DRAFT, State.FAILED)  # out only if somebody acted since: where that is known
_MAY_BE_OUT = (State.APPROVED, *_ON_THE_PAGE, State.HELD, *_AT_REST)


@dataclass(frozen=True, kw_only=True)
class Codes:
    """By which codes the log and the posts tell of it: the event, and why a post rests or has lost its new words."""

    event: str
    held: str
    unknown: str
    known: str
    words: str


RESTORED = Codes(
    event="restored",
    held="restored-held-post",
    unknown="restored-unknown-post",
    known="restored-known-post",
    words="restored-words",
)
ADOPTED = Codes(
    event="adopted",
    held="adopted-held-post",
    unknown="adopted-unknown-post",
    known="adopted-known-post",
    words="adopted-words",
)


@dataclass(frozen=True, kw_only=True)
class Calmed:
    """The numbers of the posts that rest now: held until somebody has looked, or doubtful."""

    held: tuple[int, ...]
    doubtful: tuple[int, ...]


def calm(
    session: Session,
    *,
    since: datetime,
    reason: str | None,
    out: Collection[int],
    now: datetime,
    codes: Codes = RESTORED,
) -> Calmed:
    """Let nothing of a database that stood still since `since` go out by itself; `out` are posts known to be out.

    Held is what was due by now, or stood on the Page already; doubtful is what was just being shown, was handed over
    to Facebook's own schedule for a moment that is past, or rested then and is known to be out. Later posts stay
    approved, behind the pause; without a `reason` there is none.
    """
    if reason is not None:
        events.pause(session, reason, now=now)
    events.rest(session, now=now)  # the service of then is not ours to miss
    desk_sessions.end_all(session)  # nor do browsers of then know this copy
    note(session, codes, since=since, now=now)
    calmed = _laid_to_rest(session, since.astimezone(UTC), out, codes, now)
    _settle_extras(session, since.astimezone(UTC), codes.words, now)
    invitations.revoke_all(session, now=now)
    if codes is RESTORED:
        _forget_films(session)
    return calmed


def _laid_to_rest(
    session: Session, since: datetime, out: Collection[int], codes: Codes, now: datetime
) -> Calmed:
    """Hold or doubt every post that may be out."""
    held, doubtful = [], []
    for post in posts.posts(session, _MAY_BE_OUT):
        if not _may_be_out(post, out, now):
            continue
        if post.number in out and _not_to_be_held(session, post):
            doubtful.append(post.number)
            _doubt(session, post, codes.known, now)
        elif _is_shown_without_us(session, post, now):
            doubtful.append(post.number)
            _doubt(session, post, codes.unknown, now)
        elif post.state is not State.HELD:
            held.append(post.number)
            _hold(session, post, codes.held, now)
        elif post.number in out or post.reason_code in _BULK:
            held.append(post.number)
            _hold_still(session, post, codes.held, now)
        if post.state in _ON_THE_PAGE:
            _look_for_comment(session, post, since)
    return Calmed(held=tuple(sorted(held)), doubtful=tuple(sorted(doubtful)))


def still(session: Session, calmed: Calmed) -> Calmed:
    """Return which of these posts still rest: a consent that is withdrawn again cancels some."""
    held = [number for number in calmed.held if posts.post(session, number).state is State.HELD]
    doubtful = [number for number in calmed.doubtful if posts.post(session, number).state is State.DOUBTFUL]
    return Calmed(held=tuple(held), doubtful=tuple(doubtful))


def note(session: Session, codes: Codes, *, since: datetime, now: datetime) -> None:
    """Write into the log that the database is one of `since`, put to use again."""
    params = {"since": since.isoformat(timespec="seconds")}
    transitions.note(session, codes.event, now=now, by=STAFF, params=params)


def last_sign(session: Session) -> datetime | None:
    """Return when a campaign was at work last, as far as its database knows."""
    newest = session.exec(select(Event).order_by(col(Event.id).desc()).limit(1)).first()
    beat = events.pulse(session)
    signs = [newest.at] if newest else []
    return max([*signs, beat.last_tick] if beat else signs, default=None)


@dataclass(frozen=True, kw_only=True)
class Holdings:
    """How much a database holds: posts, films that are not gone, people with a name, consents."""

    posts: int
    films: int
    people: int
    consents: int


def holdings(session: Session) -> Holdings:
    """Count what a database holds."""
    named = select(func.count()).select_from(Person).where(col(Person.name) != "")
    standing = [
        one for one in testimonies.testimonies(session) if not withdrawals.film_is_gone(session, one.id)
    ]
    return Holdings(
        posts=session.exec(select(func.count()).select_from(Post)).one(),
        films=len(standing),
        people=session.exec(named).one(),
        consents=len(testimonies.consents(session)),
    )


def shown(session: Session) -> frozenset[int]:
    """Return the numbers of the posts that people see, saw, or perhaps see."""
    states = (State.PUBLISHING, State.PUBLISHED, State.DOUBTFUL, State.REMOVED)
    return frozenset(post.number for post in posts.posts(session, states))


def _may_be_out(post: Known, out: Collection[int], now: datetime) -> bool:
    due = post.due_at is not None and post.due_at <= now and post.state not in _AT_REST
    return due or post.number in out or post.state in _ON_THE_PAGE


def _not_to_be_held(session: Session, post: Known) -> bool:
    """Tell of a post that is known to be out that it cannot be held, or that holding it would take it off the Page."""
    ours = remote_objects.current(session, post.number) if post.state is State.STAGED else None
    return post.state in _AT_REST or (ours is not None and ours.scheduled_at is not None)


def _is_shown_without_us(session: Session, post: Known, now: datetime) -> bool:
    if post.state is State.PUBLISHING:
        return True
    ours = remote_objects.current(session, post.number)
    return (
        post.state is State.STAGED
        and ours is not None
        and ours.scheduled_at is not None
        and min(ours.scheduled_at, post.due_at or now) <= now
    )


def _doubt(session: Session, post: Known, code: str, now: datetime) -> None:
    ours = remote_objects.current(session, post.number)
    known = {"object": (ours.remote_id if ours else None) or "?"}
    changes: dict[str, object] = {"reason": {"code": code, "params": known}}
    changes |= {"facebook_id": ours.remote_id if ours else None}
    if post.due_at is None:  # only drafts may be without a moment
        due = moments.due_at(now, ZoneInfo("UTC"))
        changes |= {"due_at": due.utc, "due_wall": due.wall, "due_zone": due.zone}
    transitions.move(session, post.number, "doubted", now=now, by=STAFF, params=known, changes=changes)


def _hold(session: Session, post: Known, code: str, now: datetime) -> None:
    params, changes = {"why": code, "number": post.number}, {"reason": _reason(post, code)}
    transitions.move(session, post.number, "held", now=now, by=STAFF, params=params, changes=changes)


def _hold_still(session: Session, post: Known, code: str, now: datetime) -> None:
    """Say of a post that is held already that it may be out, so that no decision about many sends it again."""
    session.execute(update(Post).where(col(Post.number) == post.number).values(reason=_reason(post, code)))
    params = {"why": code, "number": post.number}
    transitions.note(session, "held", now=now, by=STAFF, number=post.number, state=State.HELD, params=params)


def _reason(post: Known, code: str) -> Reason:
    return Reason(code=code, params={"number": post.number})


def _look_for_comment(session: Session, post: Known, since: datetime) -> None:
    """Should the copy on the Page turn out to be public, its first comment is looked for, not made again."""
    ours = remote_objects.current(session, post.number)
    if ours is None or not post.first_comment:
        return
    mark = remote_objects.mark_of(post.first_comment, None)
    remote_objects.intend_comment(session, post.number, since=since, page=ours.page, mark=mark)


def _settle_extras(session: Session, since: datetime, why: str, now: datetime) -> None:
    """Of posts that are out: a comment still to come may be there, and new words may be older than those there."""
    for number in remote_objects.restore_extras(session, since):
        transitions.note(
            session,
            "words-given-up",
            now=now,
            by=STAFF,
            number=number,
            state=State.PUBLISHED,
            params={"why": why},
        )


def _forget_films(session: Session) -> None:
    """Finished films are in no backup: what waits has its film made again."""
    waits = col(Post.state).in_(_REMADE)
    session.execute(update(Post).where(waits, col(Post.rendition_id).is_not(None)).values(rendition_id=None))


def withdraw_again(session: Session, told: ListedWithdrawal, *, now: datetime) -> int | None:
    """Begin a withdrawal that a database from a backup does not know; None where it does, or has no such film.

    It is known where one of its scope was asked as late: a form signed anew since then stands. Somebody who was said
    to be in the film only later is in it from now on, and so keeps it closed.
    """
    film = session.get(Testimony, told["testimony"])
    if film is None or film.film_sha256 != told["film_sha256"]:
        return None
    found = testimonies.testimony_by_id(session, told["testimony"])
    before = withdrawals.of_film(session, found.id)
    scope = (told["person"], told["channel"], told["language"])
    asked = datetime.fromisoformat(told["asked_at"])
    theirs = [one for one in before if (one.person_id, one.channel, one.language) == scope]
    if any(one.asked_at >= asked for one in theirs):
        return None
    _let_appear(session, found.id, told["person"])
    number = withdrawals.begin(
        session, found, told["person"], now=now, channel=told["channel"], language=told["language"]
    )
    return None if number in {one.id for one in before} else number


def _let_appear(session: Session, film: int, person: int) -> None:
    """Let a person be in a film, without a name where this database knows none."""
    if session.get(Person, person) is None:
        session.add(Person(id=person, name=""))
        session.flush()
    if session.get(Appearance, (film, person)) is None:
        session.add(Appearance(testimony_id=film, person_id=person))
        session.flush()
