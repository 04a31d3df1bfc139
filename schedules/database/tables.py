"""The queue's tables: posts, what of them stands on a Page, what happened; films, people and what they allow."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Column,
    ColumnElement,
    Index,
    MetaData,
    UniqueConstraint,
    and_,
    bindparam,
    text,
)
from sqlmodel import Field, SQLModel, col

from schedules.model.remote_states import Intent, RemoteState
from schedules.model.states import KINDS as KINDS
from schedules.model.states import OWED, State

# Constraint names that Alembic can find again on SQLite and PostgreSQL alike.
NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = MetaData(naming_convention=NAMING).naming_convention
SQLModel.model_config["defer_build"] = (
    True  # rows are not validated: building what would costs each command 12 ms
)

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
    fill: str = "kit"  # kit, crop, blur, brand, band: what becomes of a film of another shape
    centre: list[int] = Field(default_factory=lambda: [50, 50], sa_column=Column(JSON, nullable=False))
    centre_by: str | None = None  # given, found, assumed; None: before this was kept
    special: list[str] = Field(
        default_factory=list, sa_column=Column(JSON, nullable=False)
    )  # what it tells of
    sound_track: int | None = None  # which is heard, from 1 on; None: chosen by listening
    cover_words: dict[str, str] | None = Field(
        default=None, sa_column=Column(JSON(none_as_null=True))
    )  # of its cover, by language
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


CARRIERS = ("video", "reel", "feed_post")  # the remote objects that are a post
EXTRAS = ("captions", "cover", "comment", "words")  # and those that come with one
OPEN_EXTRA = f"state = '{RemoteState.INTENDED}' AND kind IN {EXTRAS!r}"
FILMLESS = f"state = '{State.APPROVED}' AND testimony_id IS NOT NULL AND rendition_id IS NULL"
_FILMED = "(kind IN ('video', 'reel')) = (testimony_id IS NOT NULL)"


class Post(SQLModel, table=True):
    """A dated promise; `due_at` is the moment, wall time and zone what was meant. A photo is path, sha256, alt."""

    __table_args__ = (
        one_of("state", tuple(State), "state_known"),
        one_of("kind", KINDS, "kind_known"),
        CheckConstraint("(due_at IS NULL) = (due_wall IS NULL)", name="due_whole"),
        CheckConstraint(_FILMED, name="film_has_testimony"),
        CheckConstraint("kind <> 'link' OR link IS NOT NULL", name="link_has_link"),
        CheckConstraint("state IN ('draft', 'cancelled') OR due_at IS NOT NULL", name="waiting_has_date"),
        Index("ix_post_owed", "due_at", sqlite_where=text(f"state IN {tuple(str(s) for s in OWED)!r}")),
        Index("uq_post_key", "key", unique=True, sqlite_where=text("key IS NOT NULL")),
        Index("ix_post_retry", "next_try_at", sqlite_where=text("next_try_at IS NOT NULL")),
        Index(
            "ix_post_filmless",
            "due_at",
            sqlite_where=text(FILMLESS),
        ),
        {"sqlite_autoincrement": True},
    )

    number: int | None = Field(default=None, primary_key=True)
    kind: str
    state: str = State.DRAFT
    language: str
    caption: str
    testimony_id: int | None = Field(default=None, foreign_key="testimony.id")
    format: str | None = None
    link: str | None = None
    photos: list[dict[str, str | None]] = Field(default_factory=list, sa_type=JSON, nullable=False)
    first_comment: str | None = None
    cover_path: str | None = None
    cover_sha256: str | None = None
    cover_at_ms: int | None = None  # of the finished film, where the cover is one of its pictures
    key: str | None = None  # how the plan's own rows name it
    embargo_until: datetime | None = None
    new_caption: str | None = None  # what a live post will say once somebody approves it
    due_at: datetime | None = None
    due_wall: str | None = None
    due_zone: str | None = None
    rendition_id: int | None = Field(default=None, foreign_key="rendition.id")
    published_at: datetime | None = None
    permalink: str | None = None
    facebook_id: str | None = None
    page_id: str | None = None
    page_name: str | None = None
    page_graph_url: str | None = None
    page_rehearsal: bool | None = None
    reason: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    attempts: int = 0
    next_try_at: datetime | None = None
    lease_by: str | None = None
    lease_until: datetime | None = None
    fence: int = 0
    added_at: datetime


class Approval(SQLModel, table=True):
    """Somebody's yes to one exact content of a post."""

    id: int | None = Field(default=None, primary_key=True)
    post_number: int = Field(foreign_key="post.number", index=True)
    content_hash: str
    organisation: str | None = None
    by_person_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime
    revoked_at: datetime | None = None
    rules: str | None = None  # that it was given under; None: before these were kept
    invitation_id: int | None = None  # of a yes by link, which an organisation gives and no person


class RemoteObject(SQLModel, table=True):
    """Something of ours on a Page: intent written before the call that makes it, its id right after."""

    __tablename__ = "remote_object"
    __table_args__ = (
        one_of("state", tuple(RemoteState), "state_known"),
        Index("ix_remote_object_open", "post_number", sqlite_where=text(OPEN_EXTRA)),
        Index("ix_remote_object_handed", "scheduled_at", sqlite_where=text("scheduled_at IS NOT NULL")),
    )

    id: int | None = Field(default=None, primary_key=True)
    post_number: int = Field(foreign_key="post.number", index=True)
    kind: str  # video, reel, feed_post carry a post; captions, cover, comment, words are extras of one
    state: str = RemoteState.INTENDED
    intent: str = Intent.CREATE
    intent_at: datetime
    remote_id: str | None = None
    session_id: str | None = None
    offset: int = Field(default=0, sa_type=BigInteger)
    size: int | None = Field(default=None, sa_type=BigInteger)
    mark: str
    looks: int = 0
    parts: list[str] = Field(default_factory=list, sa_type=JSON, nullable=False)  # its photos' ids
    language: str | None = None  # of subtitles
    scheduled_at: datetime | None = None  # when Facebook itself shows it: handed over
    fence: int
    page_id: str
    graph_url: str


class Event(SQLModel, table=True):
    """One step, as code and parameters; rows are only ever added (a trigger refuses the rest)."""

    id: int | None = Field(default=None, primary_key=True)
    at: datetime
    post_number: int | None = Field(default=None, foreign_key="post.number", index=True)
    event: str
    state: str | None = None
    params: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    by: str
    by_person_id: int | None = Field(default=None, foreign_key="person.id")


class Heartbeat(SQLModel, table=True):
    """Which service runs, and when it last looked."""

    id: int | None = Field(default=None, primary_key=True)
    holder: str
    pid: int
    started_at: datetime
    last_tick: datetime
    stopped_at: datetime | None = None


class Quiet(SQLModel, table=True):
    """A Page asked for fewer calls: none but reveals, or none at all, before `until`."""

    page_id: str = Field(primary_key=True)
    until: datetime
    total: bool  # no call at all
    code: str
    percent: int | None = None  # of its quota used


class Pause(SQLModel, table=True):
    """A stop that staff asked for; the campaign is paused while a row has no end."""

    id: int | None = Field(default=None, primary_key=True)
    since: datetime
    reason: str | None = None
    ended_at: datetime | None = None


def written_out(column: str, *words: str) -> ColumnElement[bool]:
    """Return that a column holds one of these words, not as parameters but as literals.

    SQLite uses a partial index only where the query repeats the index's own words ("Partial Indexes", section 3).
    """
    if len(words) == 1:
        return col(column) == bindparam(None, str(words[0]), literal_execute=True)
    return col(column).in_(bindparam(None, [*map(str, words)], expanding=True, literal_execute=True))


POST_IS_OWED = written_out(Post.state, *OWED)
POST_IS_FILMLESS = and_(
    written_out(Post.state, State.APPROVED),
    col(Post.testimony_id).is_not(None),
    col(Post.rendition_id).is_(None),
)
EXTRA_IS_OPEN = and_(
    written_out(RemoteObject.state, RemoteState.INTENDED), written_out(RemoteObject.kind, *EXTRAS)
)
