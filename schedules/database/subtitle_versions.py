"""The versions of a film's subtitles: what somebody is working on, and a bounded number of those before."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import JSON, Column
from sqlmodel import Field, Session, SQLModel, col, delete, select
from sqlmodel.sql.expression import SelectOfScalar

from schedules.database.tables import Person, one_of
from schedules.errors import BadRequest
from schedules.model import edited_subtitles
from schedules.model.edited_subtitles import EditedCue, Kind

MOST = 20  # of a film in one language; the oldest go
Row = tuple[int, int, int, str]  # a cue as it is kept: number, start, end, text


class SubtitleVersion(SQLModel, table=True):
    """A film's subtitles in one language as somebody edits them, or as they were; times are milliseconds."""

    __tablename__ = "subtitle_version"
    __table_args__ = (
        one_of("kind", edited_subtitles.KINDS, "kind_known"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    testimony_id: int = Field(foreign_key="testimony.id", index=True)
    language: str
    kind: str
    cues: list[Row] = Field(sa_column=Column(JSON, nullable=False))
    base_sha256: str
    by_person_id: int | None = Field(default=None, foreign_key="person.id")
    begun_at: datetime
    saved_at: datetime


def newest(session: Session, film: int, language: str) -> edited_subtitles.SubtitleVersion | None:
    """Return the newest version; None where nobody edited these subtitles yet."""
    row = session.exec(_rows(film, language).limit(1)).first()
    return _record(session, row) if row else None


def worked_on(session: Session) -> list[tuple[int, datetime]]:
    """Return the working copies of all films by their numbers, and when each was saved: none is read."""
    found = select(SubtitleVersion.id, SubtitleVersion.saved_at).where(SubtitleVersion.kind == "working")
    rows = session.exec(found.order_by(col(SubtitleVersion.id))).all()
    return [(number, saved_at) for number, saved_at in rows if number is not None]


def every(session: Session, film: int, language: str) -> list[edited_subtitles.SubtitleVersion]:
    """Return all versions, the newest first."""
    return [_record(session, row) for row in session.exec(_rows(film, language)).all()]


def one(session: Session, film: int, language: str, number: int) -> edited_subtitles.SubtitleVersion:
    """Return a version of these subtitles; raises BadRequest where there is none of that number."""
    row = session.get(SubtitleVersion, number)
    if row is None or (row.testimony_id, row.language) != (film, language):
        raise BadRequest("no-such-version", number=number)
    return _record(session, row)


def add(
    session: Session,
    film: int,
    language: str,
    kind: Kind,
    cues: Sequence[EditedCue],
    *,
    base_sha256: str,
    by_person_id: int | None,
    now: datetime,
) -> int:
    """Keep a version, and return its number; the oldest of more than `MOST` go."""
    row = SubtitleVersion(
        testimony_id=film,
        language=language,
        kind=kind,
        cues=_plain(cues),
        base_sha256=base_sha256,
        by_person_id=by_person_id,
        begun_at=now,
        saved_at=now,
    )
    session.add(row)
    session.flush()
    assert row.id is not None
    older = [one.id for one in session.exec(_rows(film, language)).all()][MOST:]
    session.execute(delete(SubtitleVersion).where(col(SubtitleVersion.id).in_(older)))
    return row.id


def change(
    session: Session,
    number: int,
    *,
    kind: Kind | None = None,
    cues: Sequence[EditedCue] | None = None,
    base_sha256: str | None = None,
    now: datetime | None = None,
) -> None:
    """Change what is told of a version; what is None stays."""
    row = session.get_one(SubtitleVersion, number)
    row.kind = kind or row.kind
    row.cues = row.cues if cues is None else _plain(cues)
    row.base_sha256 = row.base_sha256 if base_sha256 is None else base_sha256
    row.saved_at = now or row.saved_at
    session.add(row)


def erase(session: Session, film: int, language: str | None) -> None:
    """Erase all versions of a film's subtitles, or those in a language."""
    theirs = [col(SubtitleVersion.testimony_id) == film]
    theirs += [] if language is None else [col(SubtitleVersion.language) == language]
    session.execute(delete(SubtitleVersion).where(*theirs))


def is_row(value: object) -> bool:
    """Tell whether a value is a cue as it is kept."""
    if not isinstance(value, list) or len(value) != 4:
        return False
    return all(type(one) is int for one in value[:3]) and isinstance(value[3], str)


def _rows(film: int, language: str) -> SelectOfScalar[SubtitleVersion]:
    theirs = (SubtitleVersion.testimony_id == film, SubtitleVersion.language == language)
    return select(SubtitleVersion).where(*theirs).order_by(col(SubtitleVersion.id).desc())


def _plain(cues: Sequence[EditedCue]) -> list[Row]:
    return [(one.id, one.start_ms, one.end_ms, one.text) for one in cues]


def _record(session: Session, row: SubtitleVersion) -> edited_subtitles.SubtitleVersion:
    person = session.get(Person, row.by_person_id) if row.by_person_id else None
    assert row.id is not None
    return edited_subtitles.SubtitleVersion(
        number=row.id,
        kind=row.kind,  # type: ignore[arg-type]  # the table has no other
        cues=tuple(
            EditedCue(id=n, start_ms=start, end_ms=end, text=text) for n, start, end, text in row.cues
        ),
        base_sha256=row.base_sha256,
        by_person_id=row.by_person_id,
        by=person.name if person else "",
        begun_at=row.begun_at,
        saved_at=row.saved_at,
    )
