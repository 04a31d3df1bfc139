"""By what a campaign is known, wherever its folder lies and whatever became of it.

A random number in the database's header (SQLite's `user_version`), which every copy of the file has too: below zero
until the campaign has a home. Campaigns of before have none until then, and are known by their first event.
"""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from secrets import randbelow

from schedules.database import engine, events
from schedules.database.engine import Store

_SCHEMA = "SELECT version_num FROM alembic_version"
_FIRST_EVENT = "SELECT at, event FROM event ORDER BY id LIMIT 1"
_PATIENCE_S = 2.0


@dataclass(frozen=True, kw_only=True)
class Identity:
    """A campaign's number (0: none yet), its first event, the number of its newest, and its database's schema."""

    number: int
    born: str
    had_a_home: bool
    newest: int = 0
    schema: str = engine.SCHEMA

    def is_same_as(self, other: "Identity") -> bool:
        """Tell whether two databases are of one campaign."""
        if self.number and other.number:
            return self.number == other.number
        return bool(self.born) and self.born == other.born

    def is_another_than(self, number: int) -> bool:
        """Tell whether this is certainly not the campaign of that number."""
        return bool(self.number and number) and self.number != number


def of(store: Store) -> Identity:
    """Return by what an open database is known."""
    with store.read() as session:
        number = session.connection().exec_driver_sql("PRAGMA user_version").scalar()
        born = events.beginning(session)
        newest = events.newest_event(session)
    told = " ".join(born) if born else ""
    return Identity(number=abs(number or 0), born=told, had_a_home=(number or 0) > 0, newest=newest)


def numbered(store: Store, *, like: int = 0) -> Identity:
    """Return by what an open database is known, noting that it has a home; one of before gets its original's number."""
    known = of(store)
    if known.had_a_home:
        return known
    with store.write() as session:
        number = known.number or like or 1 + randbelow(engine.MOST_CAMPAIGNS)
        session.connection().exec_driver_sql(f"PRAGMA user_version = {number}")
    return of(store)


def of_folder(folder: Path) -> Identity | None:
    """Return by what the database in a folder is known, untouched; None where it cannot be read."""
    address = f"{(folder / engine.FILE).as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=_PATIENCE_S)) as connection:
            number = connection.execute("PRAGMA user_version").fetchone()[0]
            first = connection.execute(_FIRST_EVENT).fetchone()
            schema = str(connection.execute(_SCHEMA).fetchone()[0])
        born = _told(*first) if first else ""
        return Identity(number=abs(number), born=born, had_a_home=number > 0, schema=schema)
    except (sqlite3.Error, ValueError, TypeError, AttributeError):
        return None


def _told(at: str, event: str) -> str:
    """Write a first event as `of` does: SQLite keeps moments as text, in UTC, without saying so."""
    return f"{datetime.fromisoformat(at).replace(tzinfo=UTC).isoformat()} {event}"
