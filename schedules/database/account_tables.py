"""The tables of people who come to the desk: who may, with which secrets, who is there, and what happened at the door.

Names stand in `person` alone. Of codes and sessions a digest is kept, of passwords an Argon2 hash.
"""

from datetime import datetime

from sqlmodel import Field, SQLModel

from schedules.database.tables import one_of
from schedules.model.colleagues import ROLES


class Account(SQLModel, table=True):
    """Somebody who may come to the desk; who was removed keeps the row, without secrets, for history names it."""

    __table_args__ = (one_of("role", ROLES, "role_known"),)

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    role: str
    organisation: str | None = None
    email: str | None = None
    added_at: datetime
    removed_at: datetime | None = None
    password: str | None = None
    factor: str | None = None
    last_step: int = 0  # of the second factor: a code is good once
    first_code: str | None = None
    first_until: datetime | None = None


class RecoveryCode(SQLModel, table=True):
    """A code for whoever lost the second factor: good once, then deleted."""

    __tablename__ = "recovery_code"

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    digest: str


class DeskSession(SQLModel, table=True):
    """A browser of somebody who logged in; deleted when the session ends."""

    __tablename__ = "desk_session"

    id: int | None = Field(default=None, primary_key=True)
    digest: str = Field(unique=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    begun_at: datetime
    seen_at: datetime
    proven_at: datetime


class DoorNote(SQLModel, table=True):
    """A log-in or a refusal: numbers and digests alone; the same within a minute counts on one row."""

    __tablename__ = "door_note"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(index=True)
    what: str
    account_id: int | None = Field(default=None, foreign_key="account.id")
    act: str | None = None
    origin: str | None = None  # a digest of the address that asked
    times: int = 1
