"""What happened at the desk's door: log-ins and refusals, by numbers and digests; as many as `MOST`, the newest."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, delete, func, select, update

from schedules.database.account_tables import DoorNote
from schedules.model import colleagues

MOST = 5_000
TOGETHER = timedelta(minutes=1)  # the same within this counts on one row


def add(
    session: Session,
    what: str,
    *,
    now: datetime,
    account: int | None = None,
    act: str | None = None,
    origin: str | None = None,
    times: int = 1,
) -> None:
    """Write down what happened so many times; the same of the same minute is counted, and the oldest go."""
    same = (
        col(DoorNote.what) == what,
        col(DoorNote.account_id).is_not_distinct_from(account),
        col(DoorNote.act).is_not_distinct_from(act),
        col(DoorNote.origin).is_not_distinct_from(origin),
        col(DoorNote.at) > now - TOGETHER,
    )
    counted = update(DoorNote).where(*same).values(times=DoorNote.times + times).returning(col(DoorNote.id))
    if session.execute(counted).first() is not None:
        return
    session.add(DoorNote(at=now, what=what, account_id=account, act=act, origin=origin, times=times))
    session.flush()
    newest = session.exec(select(func.max(DoorNote.id))).one() or 0
    session.execute(delete(DoorNote).where(col(DoorNote.id) <= newest - MOST))


def failures(
    session: Session,
    whats: tuple[str, ...],
    *,
    since: datetime,
    account: int | None = None,
    origin: str | None = None,
) -> int:
    """Return how often something failed since a moment: of an account, from an address, or at all."""
    query = select(func.sum(DoorNote.times)).where(col(DoorNote.what).in_(whats), col(DoorNote.at) > since)
    if account is not None:
        query = query.where(DoorNote.account_id == account)
    if origin is not None:
        query = query.where(DoorNote.origin == origin)
    return int(session.exec(query).one() or 0)


def newest(session: Session, most: int) -> list[colleagues.DoorNote]:
    """Return the newest notes, the last first."""
    rows = session.exec(select(DoorNote).order_by(col(DoorNote.id).desc()).limit(most)).all()
    return [
        colleagues.DoorNote(at=row.at, what=row.what, account_id=row.account_id, act=row.act, times=row.times)
        for row in rows
    ]
