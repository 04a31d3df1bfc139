"""The product's own questions to its database, asked again past SQLAlchemy: half of a simulated trial was asking."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import event
from sqlmodel import Session

from schedules.database.engine import Store

THEN = datetime(2001, 1, 1, tzinfo=UTC)  # a moment that stands for `now`; what is near it moves along


class Question:
    """What a function of the product asks at a moment: heard once, then asked for any moment."""

    def __init__(self, store: Store, ask: Callable[[Session, datetime], Any]) -> None:
        heard: list[tuple[str, Any]] = []

        def listen(_c: Any, _u: Any, statement: str, values: Any, _x: Any, _m: bool) -> None:
            heard.append((statement, values))

        event.listen(store.engine, "before_cursor_execute", listen)
        with store.read() as session:
            ask(session, THEN)
        event.remove(store.engine, "before_cursor_execute", listen)
        self.heard = [one for one in heard if one[0].startswith("SELECT")]

    def ask(self, peephole: sqlite3.Connection, column: str, now: datetime) -> set[Any]:
        """Return what stands in a column of the answers at `now`."""
        found = set()
        for sql, values in self.heard:
            answer = peephole.execute(sql, [_moved(value, now) for value in values])
            place = [name for name, *_ in answer.description].index(column)
            found |= {row[place] for row in answer}
        return found


def moment_of(text: str | None) -> datetime | None:
    """Read a moment as SQLAlchemy wrote it."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC) if text else None


def written(moment: datetime) -> str:
    """Write a moment as SQLAlchemy does."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(sep=" ", timespec="microseconds")


def _moved(value: Any, now: datetime) -> Any:
    if isinstance(value, str) and value.startswith(("2001-01", "2000-12")):
        moment = moment_of(value)
        assert moment is not None
        return written(now + (moment - THEN))
    return value
