"""What happened and how the service is: events, heartbeat, pause, quiet."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import func
from sqlmodel import Session, col, select, update
from sqlmodel.sql.expression import SelectOfScalar

from schedules.database import posts, remote_objects, transitions
from schedules.database.tables import Event, Heartbeat, Pause, Person, Post, Quiet
from schedules.model import records, states
from schedules.model.states import State

ALIVE_FOR = timedelta(seconds=30)


def of_posts(session: Session, event: str, numbers: Iterable[int]) -> list[records.Event]:
    """Return the events of one kind of some posts, oldest first."""
    wanted = sorted(numbers)
    if not wanted:
        return []
    query = select(Event).where(Event.event == event, col(Event.post_number).in_(wanted))
    return [records.Event.of(row, by=row.by) for row in session.exec(query.order_by(col(Event.id))).all()]


def events(
    session: Session,
    *,
    number: int | None = None,
    film: int | None = None,
    begin: datetime | None = None,
    end: datetime | None = None,
    after_id: int = 0,
) -> list[records.Event]:
    """Return the log, oldest first: of one post, of a testimony with its posts, or what came after event `after_id`.

    From `begin` on, and before `end`.
    """
    who = col(Event.by_person_id) == col(Person.id)
    query = select(Event, Person.name).select_from(Event).join(Person, who, isouter=True)
    query = query.where(col(Event.id) > after_id)
    if number is not None:
        query = query.where(Event.post_number == number)
    if begin is not None:
        query = query.where(col(Event.at) >= begin)
    if end is not None:
        query = query.where(col(Event.at) < end)
    rows = session.exec(query.order_by(col(Event.id))).all()
    found = [records.Event.of(row, by=name or row.by) for row, name in rows]
    return found if film is None else _of_film(session, found, film)


def _of_film(session: Session, found: list[records.Event], film: int) -> list[records.Event]:
    theirs = set(session.exec(select(Post.number).where(Post.testimony_id == film)).all())
    return [one for one in found if one.params.get("testimony_number") == film or one.post_number in theirs]


def why_paused(session: Session, at: datetime) -> str | None:
    """Return the reason that was given for the pause of that moment; None where none was, or it was erased."""
    held = (col(Pause.since) <= at, col(Pause.ended_at).is_(None) | (col(Pause.ended_at) > at))
    return session.exec(select(Pause.reason).where(*held).order_by(col(Pause.id)).limit(1)).first()


def since(session: Session, moment: datetime, names: Iterable[str]) -> list[records.Event]:
    """Return the events of these names from `moment` on, oldest first; what is older is not read through."""
    before = select(Event.id).where(col(Event.at) < moment).order_by(col(Event.id).desc()).limit(1)
    floor = session.exec(before).first() or 0
    query = select(Event).where(col(Event.id) > floor, col(Event.event).in_(tuple(names)))
    return [records.Event.of(row) for row in session.exec(query.order_by(col(Event.id))).all()]


def after_last(session: Session, number: int, names: Iterable[str]) -> list[records.Event]:
    """Return what happened to a post since the last event of these names, that one too: all, where there is none."""
    mine = col(Event.post_number) == number
    last = select(func.max(Event.id)).where(mine, col(Event.event).in_(tuple(names)))
    query = select(Event).where(mine, col(Event.id) >= (session.exec(last).one() or 0))
    return [records.Event.of(row) for row in session.exec(query.order_by(col(Event.id))).all()]


def counts(session: Session) -> dict[str, int]:
    """Return how many posts stand in each state, every state named."""
    found = dict(session.exec(select(Post.state, func.count()).group_by(Post.state)).all())
    return {str(state): found.get(state, 0) for state in State}


def paused(session: Session) -> records.Pause | None:
    """Return the pause that holds now, if any."""
    row = session.exec(select(Pause).where(col(Pause.ended_at).is_(None))).first()
    return records.Pause.of(row) if row else None


def pause(session: Session, reason: str | None, *, now: datetime) -> None:
    """Stop all reveals from this transaction on; a second pause changes nothing but its reason, if it gives one."""
    before = paused(session)
    if before and reason in (None, before.reason):
        return
    session.execute(update(Pause).where(col(Pause.ended_at).is_(None)).values(ended_at=now))
    session.add(Pause(since=before.since if before else now, reason=reason))
    transitions.note(session, "paused", now=now, by="staff")


def resume(session: Session, *, now: datetime) -> list[int] | None:
    """End the pause and hold what fell due meanwhile; return the numbers of those, None where there was no pause.

    Nothing floods the Page: a person decides. What was handed over to Facebook may be out; the service looks.
    """
    stop = paused(session)
    if stop is None:
        return None
    session.execute(update(Pause).where(col(Pause.ended_at).is_(None)).values(ended_at=now))
    transitions.note(session, "resumed", now=now, by="staff")
    missed = [
        posts.post(session, number) for number in session.exec(_missed(now)).all() if number is not None
    ]
    for one in missed:
        why = unsent_for(stop, one.due_at)
        params, changes = {"why": why}, {"reason": {"code": why, "params": {}}}
        transitions.move(session, one.number, "held", now=now, by="staff", params=params, changes=changes)
    return [one.number for one in missed]


def unsent_for(stop: records.Pause, due: datetime | None) -> str:
    """Return the code of why a post has not gone out during this pause: of one due before it, no service sent it."""
    return "unserved" if due is not None and due < stop.since else "paused"


def _missed(now: datetime) -> SelectOfScalar[int | None]:
    """Select the posts that fell due and were not asked to be shown, but for those that Facebook itself shows."""
    due = (col(Post.state).in_(states.sources("held")), col(Post.due_at) <= now)
    return (
        select(col(Post.number))
        .where(*due, col(Post.number).not_in(remote_objects.handed_over()))
        .order_by(col(Post.due_at))
    )


def quiet(session: Session, page_id: str) -> records.Quiet | None:
    """Return the quiet that a Page asked for, perhaps over by now."""
    row = session.get(Quiet, page_id)
    return records.Quiet.of(row) if row else None


def quiets(session: Session, *, now: datetime) -> list[records.Quiet]:
    """Return what Pages ask for that is not over at `now`."""
    rows = session.exec(select(Quiet).where(col(Quiet.until) > now).order_by(col(Quiet.until))).all()
    return [records.Quiet.of(row) for row in rows]


def keep_quiet(session: Session, asked: records.Quiet) -> None:
    """Keep what a Page asks for, in the place of what it asked before."""
    session.merge(Quiet(**vars(asked)))


def end_quiet(session: Session, over: records.Quiet) -> bool:
    """Forget a quiet that is over; tell whether it was still kept."""
    row = session.get(Quiet, over.page_id)
    if row is None or records.Quiet.of(row) != over:
        return False
    session.delete(row)
    return True


def beat(session: Session, *, holder: str, pid: int, started_at: datetime, now: datetime) -> None:
    """Say that the service looked just now."""
    row = session.get(Heartbeat, 1) or Heartbeat(
        id=1, holder=holder, pid=pid, started_at=started_at, last_tick=now
    )
    row.holder, row.pid, row.started_at, row.last_tick, row.stopped_at = holder, pid, started_at, now, None
    session.add(row)


def rest(session: Session, *, now: datetime) -> None:
    """Say that the service stopped in good order."""
    session.execute(update(Heartbeat).values(stopped_at=now))


def pulse(session: Session) -> records.Pulse | None:
    """Return the last sign of life of a service, if one ever ran."""
    row = session.get(Heartbeat, 1)
    return records.Pulse.of(row) if row else None


def is_served(session: Session, *, now: datetime) -> bool:
    """Tell whether a service is at work: it looked a moment ago and has not said that it stopped."""
    last = pulse(session)
    return last is not None and last.stopped_at is None and now - last.last_tick < ALIVE_FOR


def silent(session: Session, *, now: datetime) -> records.Pulse | None:
    """Return the last sign of life of a service that never said it stopped and looks no more: killed, or hanging."""
    last = pulse(session)
    return last if last and last.stopped_at is None and not is_served(session, now=now) else None


def beginning(session: Session) -> tuple[str, str] | None:
    """Return by what a campaign is known, whatever became of it: moment and kind of its first event."""
    row = session.exec(select(Event).order_by(col(Event.id)).limit(1)).first()
    return (row.at.isoformat(), row.event) if row else None


def newest_event(session: Session) -> int:
    """Return the number of the newest event, 0 where there is none."""
    return session.exec(select(func.max(Event.id))).one() or 0


def newest_of_posts(session: Session) -> dict[int, int]:
    """Return the number of each post's newest event, by the post's: what has another one is not as it was."""
    query = select(Event.post_number, func.max(Event.id)).where(col(Event.post_number).is_not(None))
    found: dict[int, int] = {}
    for number, newest in session.exec(query.group_by(col(Event.post_number))).all():
        if number is not None and newest is not None:
            found[number] = newest
    return found


def newest_beside_posts(session: Session) -> int:
    """Return the number of the newest event that is of no post: of films, consents, settings; 0 where there is none."""
    return session.exec(select(func.max(Event.id)).where(col(Event.post_number).is_(None))).one() or 0


def newest_of(session: Session, names: Iterable[str]) -> str | None:
    """Return which of these events happened last; None where none did."""
    query = select(Event.event).where(col(Event.event).in_(tuple(names))).order_by(col(Event.id).desc())
    return session.exec(query.limit(1)).first()


def last_step(session: Session) -> datetime | None:
    """Return when something last happened to a post; None where there never was one."""
    query = select(Event.at).where(col(Event.post_number).is_not(None)).order_by(col(Event.id).desc())
    return session.exec(query.limit(1)).first()


def mishaps_since(session: Session, event_id: int) -> int:
    """Count the posts that became failed or doubtful after that event."""
    query = select(func.count()).where(col(Event.id) > event_id, col(Event.event).in_(("failed", "doubted")))
    return session.exec(query).one()
