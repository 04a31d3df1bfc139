"""Who is at the desk: a row for each browser that somebody logged in with, known by the digest of its cookie."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, delete, select

from schedules.database import accounts
from schedules.database.account_tables import DeskSession
from schedules.model.colleagues import OpenSession

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
MOST = 20  # of one person at once; the one that was idle longest goes
SEEN_EVERY = timedelta(minutes=1)  # how often it is written that a browser is still there


def begin(
    session: Session, account: int, digest: str, *, now: datetime, proven_at: datetime | None = None
) -> None:
    """Begin a session; what is over is forgotten, and the idlest where somebody has too many.

    `proven_at` is when its person proved who it is; without it, now.
    """
    forget(session, now=now)
    mine = (
        select(DeskSession.id)
        .where(DeskSession.account_id == account)
        .order_by(col(DeskSession.seen_at).desc())
    )
    spare = session.exec(mine).all()[MOST - 1 :]
    session.execute(delete(DeskSession).where(col(DeskSession.id).in_(spare)))
    session.add(
        DeskSession(digest=digest, account_id=account, begun_at=now, seen_at=now, proven_at=proven_at or now)
    )


def of(session: Session, digest: str, *, now: datetime) -> OpenSession | None:
    """Return the session of a digest; None where it is none, or over, or its person was removed."""
    row = session.exec(select(DeskSession).where(DeskSession.digest == digest)).first()
    if row is None or _is_over(row, now):
        return None
    return _record(session, row)


def everything(session: Session, *, now: datetime) -> list[OpenSession]:
    """Return all open sessions, the newest first."""
    rows = session.exec(select(DeskSession).order_by(col(DeskSession.begun_at).desc())).all()
    found = [_record(session, row) for row in rows if not _is_over(row, now)]
    return [one for one in found if one is not None]


def see(session: Session, number: int, *, now: datetime) -> None:
    """Keep that a browser is still there; of a session that has ended, nothing."""
    if (row := session.get(DeskSession, number)) is not None:
        row.seen_at = max(row.seen_at, now)


def end(session: Session, digest: str) -> int | None:
    """End a session; return whose it was, None where it had ended."""
    gone = delete(DeskSession).where(col(DeskSession.digest) == digest).returning(col(DeskSession.account_id))
    return session.execute(gone).scalar()


def end_one(session: Session, number: int) -> int | None:
    """End a session by its number; return whose it was, None where it had ended."""
    gone = delete(DeskSession).where(col(DeskSession.id) == number).returning(col(DeskSession.account_id))
    return session.execute(gone).scalar()


def end_all(session: Session) -> None:
    """End every session, as in a campaign that was put back or moved."""
    session.execute(delete(DeskSession))


def forget(session: Session, *, now: datetime) -> None:
    """Delete what is over."""
    old = (col(DeskSession.seen_at) <= now - IDLE) | (col(DeskSession.begun_at) <= now - LONGEST)
    session.execute(delete(DeskSession).where(old))


def _is_over(row: DeskSession, now: datetime) -> bool:
    return now - row.seen_at >= IDLE or now - row.begun_at >= LONGEST


def _record(session: Session, row: DeskSession) -> OpenSession | None:
    colleague = accounts.by_number(session, row.account_id)
    if colleague is None or row.id is None:
        return None
    return OpenSession(
        id=row.id, colleague=colleague, begun_at=row.begun_at, seen_at=row.seen_at, proven_at=row.proven_at
    )
