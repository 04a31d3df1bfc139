"""What people have to do by hand, as the database keeps it."""

from collections.abc import Container
from datetime import date, datetime

from sqlmodel import Session, col, select

from schedules.database import transitions
from schedules.database.tables import Task
from schedules.errors import BadRequest
from schedules.model import records

OFF_THE_PAGE = ("take-down", "delete-by-hand")  # tasks that are done once the post is gone


def open_task(
    session: Session,
    code: str,
    *,
    now: datetime,
    due_on: date | None = None,
    testimony_id: int | None = None,
    post_number: int | None = None,
    params: dict[str, object] | None = None,
) -> bool:
    """Ask a person for something, once: a task of the same code about the same is not opened again, done or not."""
    params = params or {}
    of = {"testimony_id": testimony_id, "post_number": post_number}
    rows = session.exec(select(Task).filter_by(code=code, **of)).all()
    if any(row.params == params for row in rows):
        return False
    row = Task(code=code, params=params, opened_at=now, due_on=due_on)
    row.testimony_id, row.post_number = testimony_id, post_number
    session.add(row)
    told = {"task": code, "testimony_number": testimony_id, "number": post_number}
    known = {name: value for name, value in told.items() if value is not None}
    transitions.note(session, "task-opened", now=now, by="service", number=post_number, params=known)
    return True


def widen(session: Session, code: str, of: Container[int], params: dict[str, object]) -> bool:
    """Let an open task of one of these withdrawals ask for what a later one of the same consent needs; tell if one did.

    A person is then asked for it once, by the number and the day that the task has.
    """
    rows = session.exec(select(Task).where(Task.code == code, col(Task.done_at).is_(None))).all()
    for row in rows:
        if row.params.get("withdrawal") in of:
            row.params = {**row.params, **params}
            session.add(row)
            return True
    return False


def tasks(session: Session, *, finished: bool = False) -> list[records.Task]:
    """Return what people have to do, by their numbers; with `finished`, also what they did."""
    query = select(Task).order_by(col(Task.id))
    rows = session.exec(query if finished else query.where(col(Task.done_at).is_(None))).all()
    return [records.Task.of(row) for row in rows]


def end_task(session: Session, number: int, *, now: datetime, by: str) -> records.Task:
    """Note that a person did it; raises BadRequest where there is no such task."""
    row = session.get(Task, number)
    if row is None:
        raise BadRequest("no-such-task", number=number)
    if row.done_at is None:
        row.done_at = now
        params = {"task": row.code, "task_number": number}
        transitions.note(session, "task-done", now=now, by=by, number=row.post_number, params=params)
    return records.Task.of(row)


def task_of(session: Session, code: str, post_number: int) -> records.Task | None:
    """Return the task of this code about a post, the newest."""
    query = select(Task).where(Task.code == code, Task.post_number == post_number)
    row = session.exec(query.order_by(col(Task.id).desc())).first()
    return records.Task.of(row) if row else None


def settle(session: Session, post_number: int, *, now: datetime, by: str) -> None:
    """End the tasks that a post's being off the Page has done."""
    for one in tasks(session):
        if one.post_number == post_number and one.code in OFF_THE_PAGE:
            end_task(session, one.id, now=now, by=by)
