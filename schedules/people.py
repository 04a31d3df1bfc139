"""Films, the people in them and what they allow, as tables. People's names live in `person` alone."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, MetaData, UniqueConstraint
from sqlmodel import Field, SQLModel

# Constraint names that Alembic can find again on SQLite and PostgreSQL alike.
NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = MetaData(naming_convention=NAMING).naming_convention

ROLES = ("entrepreneur", "microfinancier", "coach", "policy-maker", "jury", "host")
CHANNELS = ("facebook", "website", "newsletter", "press", "print")
ACTS = ("film", "publish")
SPECIAL = ("health", "origin", "belief", "politics", "union")  # GDPR article 9: named in the consent, or none
NAME_DISPLAYS = ("full", "first-name", "pseudonym", "none")


def one_of(column: str, values: tuple[str, ...], name: str) -> CheckConstraint:
    """Return the constraint that a column holds one of these words."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=name)


class Person(SQLModel, table=True):
    """A speaker, somebody seen in a film, a colleague who approved: the only place for names."""

    id: int | None = Field(default=None, primary_key=True)
    name: str


class Testimony(SQLModel, table=True):
    """A film and what is said of it; paths are relative to the campaign folder, times are milliseconds."""

    __table_args__ = (
        one_of("role", ROLES, "role_known"),
        CheckConstraint("film_ms > 0", name="film_has_length"),
    )

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True)
    speaker_id: int = Field(foreign_key="person.id")
    role: str
    organisation: str
    language: str
    theme: str | None = None
    film_path: str
    film_sha256: str
    film_ms: int
    from_ms: int = 0
    to_ms: int | None = None
    fill: str = "kit"  # kit, crop, blur, brand: what becomes of a film of another shape
    centre: list[int] = Field(default_factory=lambda: [50, 50], sa_column=Column(JSON, nullable=False))
    special: list[str] = Field(
        default_factory=list, sa_column=Column(JSON, nullable=False)
    )  # what it tells of
    added_at: datetime


class Appearance(SQLModel, table=True):
    """A recognisable person in a film: each one must consent."""

    testimony_id: int = Field(foreign_key="testimony.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True)
    minor: bool = False


class SubtitleFile(SQLModel, table=True):
    """A testimony's subtitles in one language."""

    __tablename__ = "subtitle_file"
    __table_args__ = (UniqueConstraint("testimony_id", "language"),)

    id: int | None = Field(default=None, primary_key=True)
    testimony_id: int = Field(foreign_key="testimony.id")
    language: str
    path: str
    sha256: str


class Consent(SQLModel, table=True):
    """One signed form: who allows what, where, in which languages, from when to when (dates inclusive)."""

    __table_args__ = (one_of("name_display", NAME_DISPLAYS, "name_display_known"),)

    id: int | None = Field(default=None, primary_key=True)
    testimony_id: int = Field(foreign_key="testimony.id", index=True)
    person_id: int = Field(foreign_key="person.id")
    acts: list[str] = Field(sa_column=Column(JSON, nullable=False))
    channels: list[str] = Field(sa_column=Column(JSON, nullable=False))
    languages: list[str] = Field(sa_column=Column(JSON, nullable=False))
    purposes: list[str] = Field(sa_column=Column(JSON, nullable=False))
    signed_on: date
    until: date | None = None
    evidence_path: str
    evidence_sha256: str
    name_display: str = "full"
    display_name: str | None = None
    special: list[str] = Field(
        default_factory=list, sa_column=Column(JSON, nullable=False)
    )  # explicitly allowed
    guardian_id: int | None = Field(default=None, foreign_key="person.id")  # who signed for a minor
    recorded_at: datetime
    withdrawn_at: datetime | None = None


class Withdrawal(SQLModel, table=True):
    """A consent taken back, wholly or for a channel or a language; how far its steps have come."""

    id: int | None = Field(default=None, primary_key=True)
    testimony_id: int = Field(foreign_key="testimony.id", index=True)
    person_id: int = Field(foreign_key="person.id")
    channel: str | None = None
    language: str | None = None
    asked_at: datetime
    step: int = 0  # of those that are done
    finished_at: datetime | None = None


class Task(SQLModel, table=True):
    """What a person has to do by hand: its code and parameters, ids alone."""

    id: int | None = Field(default=None, primary_key=True)
    code: str
    params: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    testimony_id: int | None = Field(default=None, foreign_key="testimony.id")
    post_number: int | None = Field(default=None, foreign_key="post.number")
    opened_at: datetime
    due_on: date | None = None
    done_at: datetime | None = None


class Rendition(SQLModel, table=True):
    """A finished film, named by the hash of everything that went into it."""

    __table_args__ = (UniqueConstraint("testimony_id", "language", "format", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    testimony_id: int = Field(foreign_key="testimony.id")
    language: str
    format: str
    key: str
    path: str
    sha256: str
    width: int
    height: int
    duration_ms: int
    made_at: datetime
