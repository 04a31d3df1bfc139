"""The queue's tables: posts, what of them stands on a Page, and what happened. Films and people: `people.py`."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, Column, Index, text
from sqlmodel import Field, SQLModel

from schedules.model.states import KINDS as KINDS
from schedules.model.states import OWED, State
from schedules.people import (
    ACTS,
    CHANNELS,
    NAME_DISPLAYS,
    ROLES,
    SPECIAL,
    Appearance,
    Consent,
    Person,
    Rendition,
    SubtitleFile,
    Task,
    Testimony,
    Withdrawal,
    one_of,
)

__all__ = [
    "ACTS", "CARRIERS", "CHANNELS", "KINDS", "NAME_DISPLAYS", "OPEN_EXTRA", "ROLES", "SPECIAL", "Appearance",
    "Approval", "Consent", "Event", "Heartbeat", "Pause", "Person", "Post", "Quiet", "RemoteObject", "Rendition",
    "SubtitleFile", "Task", "Testimony", "Withdrawal",
]  # fmt: skip

CARRIERS = ("video", "reel", "feed_post")  # the remote objects that are a post
EXTRAS = ("captions", "cover", "comment", "words")  # and those that come with one
PLACES = ("intended", "started", "whole", "ready", "live", "abandoned", "deleted")
OPEN_EXTRA = f"state = 'intended' AND kind IN {EXTRAS!r}"
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
            sqlite_where=text("state = 'approved' AND testimony_id IS NOT NULL AND rendition_id IS NULL"),
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


class RemoteObject(SQLModel, table=True):
    """Something of ours on a Page: intent written before the call that makes it, its id right after."""

    __tablename__ = "remote_object"
    __table_args__ = (
        one_of("state", PLACES, "state_known"),
        Index("ix_remote_object_open", "post_number", sqlite_where=text(OPEN_EXTRA)),
        Index("ix_remote_object_handed", "scheduled_at", sqlite_where=text("scheduled_at IS NOT NULL")),
    )

    id: int | None = Field(default=None, primary_key=True)
    post_number: int = Field(foreign_key="post.number", index=True)
    kind: str  # video, reel, feed_post carry a post; captions, cover, comment, words are extras of one
    state: str = "intended"
    intent: str = "create"  # the call that was about to be made, or `wanted`: none was yet
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
