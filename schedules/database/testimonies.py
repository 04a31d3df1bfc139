"""Testimonies, the people in them and their consents, as the database keeps them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Required, TypedDict, Unpack

from sqlalchemy import func
from sqlmodel import Session, col, select

from media.text import folding
from schedules.database import subtitle_versions, tables, transitions
from schedules.database.once import once
from schedules.database.tables import Appearance, Consent, Person, SubtitleFile, Testimony, Withdrawal
from schedules.errors import BadRequest
from schedules.model import records
from schedules.model.campaign_paths import GONE

_FILM_TABLES = ("testimony", "subtitle_file", "appearance", "person", "consent", "withdrawal")
_THERE = col(Testimony.film_path) != GONE


def person(session: Session, name: str, *, among: tuple[int, ...] = ()) -> int:
    """Return the id of the one called `name`, however it is spelt, among those ids, else of a new person.

    Elsewhere names may be shared.
    """
    theirs = names(session, set(among))
    known = called(name, {number: theirs[number] for number in among if number in theirs})
    if known is not None:
        return known
    row = Person(name=name)
    session.add(row)
    session.flush()
    assert row.id is not None
    return row.id


def called(name: str, people: Mapping[int, str]) -> int | None:
    """Return who of these is called so: to the letter, else the one whose name is the same but for its spelling."""
    exact = [number for number, known in people.items() if known == name]
    alike = [number for number, known in people.items() if folding.same(known, name)]
    return exact[0] if exact else alike[0] if len(alike) == 1 else None


def next_testimony_id(session: Session) -> int:
    """Return the number the next testimony will bear; its files are named by it."""
    return (session.exec(select(func.max(Testimony.id))).one() or 0) + 1


def slug_taken(session: Session, slug: str) -> bool:
    """Tell whether a testimony bears this slug already."""
    return session.exec(select(Testimony.id).where(Testimony.slug == slug)).first() is not None


class _Words(TypedDict, total=False):
    role: str
    organisation: str
    language: str
    theme: str | None
    from_ms: int
    to_ms: int | None
    fill: str
    centre: list[int]
    centre_by: str | None
    special: list[str]
    sound_track: int | None
    cover_words: dict[str, str] | None


class Words(_Words, total=False):
    """What is said of a film, how much of it is used and how its picture is placed."""

    slug: str


class NewFilm(_Words):
    """A film that arrives, with our copy of its file."""

    slug: str
    film_path: str
    film_sha256: str
    film_ms: int


class Form(TypedDict, total=False):
    """What a signed form says, and our copy of it."""

    acts: Required[list[str]]
    channels: Required[list[str]]
    languages: Required[list[str]]
    purposes: Required[list[str]]
    until: date | None
    name_display: str
    display_name: str | None
    special: list[str]
    evidence_path: Required[str]
    evidence_sha256: Required[str]


def add_testimony(
    session: Session,
    *,
    now: datetime,
    speaker: str,
    subtitles: dict[str, tuple[str, str]],
    **film: Unpack[NewFilm],
) -> int:
    """Register a film; `subtitles` maps language -> (path in the folder, sha256). Returns its number."""
    if slug_taken(session, film["slug"]):
        raise BadRequest("slug-taken", slug=film["slug"])
    speaker_id = person(session, speaker)
    row = Testimony(added_at=now, speaker_id=speaker_id, **film)
    session.add(row)
    session.flush()
    assert row.id is not None
    session.add(Appearance(testimony_id=row.id, person_id=speaker_id))
    for language, (path, sha256) in subtitles.items():
        session.add(SubtitleFile(testimony_id=row.id, language=language, path=path, sha256=sha256))
    transitions.note(session, "testimony-added", now=now, by="staff", params={"testimony_number": row.id})
    return row.id


def change_testimony(
    session: Session,
    film: records.Testimony,
    *,
    now: datetime,
    subtitles: dict[str, tuple[str, str]],
    without: Collection[str] = (),
    speaker: str | None = None,
    **words: Unpack[Words],
) -> None:
    """Correct what is said of a film, its speaker's name included, and put these subtitle files in place of older.

    Those in the languages of `without` go. The log has what is another now; where nothing is, nothing.
    """
    row, changed = session.get_one(Testimony, film.id), list[str]()
    changed += [name for name, value in words.items() if value != getattr(row, name)]
    for name, value in words.items():
        setattr(row, name, value)
    if speaker is not None and speaker != film.speaker:
        session.get_one(Person, film.speaker_id).name = speaker
        changed.append("speaker")
    ours = select(SubtitleFile).where(SubtitleFile.testimony_id == film.id)
    files = {one.language: one for one in session.exec(ours)}
    for language, (path, sha256) in subtitles.items():
        file = files.get(language) or SubtitleFile(
            testimony_id=film.id, language=language, path="", sha256=""
        )
        changed += [f"subtitles {language}"] if file.sha256 != sha256 else []
        file.path, file.sha256 = path, sha256
        session.add(file)
    for language in without:
        session.delete(files[language])
        subtitle_versions.erase(session, film.id, language)
        changed.append(f"subtitles {language}")
    told = [one for one in changed if one != "centre_by"] or changed
    if told:
        params = {"testimony_number": film.id, "what": ", ".join(told)}
        transitions.note(session, "testimony-changed", now=now, by="staff", params=params)


def retire(session: Session, film: records.Testimony, *, called: str = "removed") -> None:
    """Take a film out: its number stays, for log, posts and consents refer to it, and its slug is free again.

    `called` is the word by which it is called from now on, before its number.
    """
    row = session.get_one(Testimony, film.id)
    row.slug, row.theme, row.cover_words, row.film_path = f"{called}-{film.id}", None, None, GONE
    while session.exec(
        select(Testimony.id).where(Testimony.slug == row.slug, Testimony.id != film.id)
    ).first():
        row.slug += "-"


def testimony(session: Session, slug: str) -> records.Testimony:
    """Return the testimony called `slug`; raise BadRequest where there is none, or it was taken out."""
    row = session.exec(select(Testimony).where(Testimony.slug == slug, _THERE)).first()
    if row is None:
        speakers = [one.speaker for one in testimonies(session)]
        raise unknown(slug, _slugs(session), films_of(session), speakers, _nameless(session))
    return _testimony(session, row)


def _nameless(session: Session) -> dict[str, datetime]:
    """Return the slugs that withdrawals left in the place of names, each with the moment of the last."""
    whole = (col(Withdrawal.channel).is_(None), col(Withdrawal.language).is_(None))
    query = select(Testimony.slug, Testimony.id, Withdrawal.asked_at).where(
        Withdrawal.testimony_id == Testimony.id, *whole, _THERE
    )
    rows = session.exec(query.order_by(col(Withdrawal.id))).all()
    return {slug: at for slug, number, at in rows if slug.endswith(f"-{number}")}


def unknown(
    written: str,
    slugs: Iterable[str],
    people: Mapping[str, Sequence[str]],
    speakers: Iterable[str],
    nameless: Mapping[str, datetime] | None = None,
) -> BadRequest:
    """Return why a testimony is refused that there is not: a person's name was written, or one like a slug, or neither.

    `people` are names with the slugs of the films they are in, `speakers` those who speak in one; `nameless` are slugs
    that withdrawals left in the place of names, one of which may be meant.
    """
    known = sorted(slugs)
    params: dict[str, object] = {"slug": written, "known": ", ".join(known) or "-"}
    same = next((name for name in people if folding.same(name, written)), None)
    near = None if same else folding.nearest(written, known)
    person = same or (None if near else folding.nearest(written, people))
    if person:
        films, speaks = list(people[person]), person in speakers
        return BadRequest("no-such-testimony-person", person=person, films=films, speaks=speaks, **params)
    if near or not nameless:
        return BadRequest("no-such-testimony-near" if near else "no-such-testimony", name=near, **params)
    last, on = max(nameless.items(), key=lambda one: one[1])
    code = "no-such-testimony-withdrawn" if len(nameless) == 1 else "no-such-testimony-withdrawn-several"
    return BadRequest(code, gone=list(nameless), last=last, on=on, **params)


def films_of(session: Session) -> dict[str, list[str]]:
    """Return who is in which films, of people whose names still stand; in those that they speak in first."""
    told = (
        select(Person.name, Testimony.slug)
        .join(Appearance, col(Appearance.person_id) == col(Person.id))
        .join(Testimony, col(Testimony.id) == col(Appearance.testimony_id))
        .where(_THERE, col(Person.name) != "")
        .order_by(col(Testimony.speaker_id) != col(Person.id), col(Testimony.slug))
    )
    found: dict[str, list[str]] = {}
    for name, slug in session.exec(told).all():
        found.setdefault(name, []).append(slug)
    return found


@once
def testimony_by_id(session: Session, testimony_id: int) -> records.Testimony:
    """Return the testimony with this number, which a post refers to."""
    row = session.get_one(Testimony, testimony_id)
    return _testimony(session, row)


@once
def testimonies(session: Session) -> list[records.Testimony]:
    """Return every testimony that was not taken out, oldest first."""
    rows = session.exec(select(Testimony).where(_THERE).order_by(col(Testimony.id))).all()
    files: dict[int, list[SubtitleFile]] = {}
    for file in session.exec(select(SubtitleFile)).all():
        files.setdefault(file.testimony_id, []).append(file)
    theirs = select(tables.Person).join(Testimony, col(Testimony.speaker_id) == col(tables.Person.id))
    names = {one.id: one.name for one in session.exec(theirs).all()}
    return [_record(row, names[row.speaker_id], files.get(row.id or 0, ())) for row in rows]


@once
def appearing(session: Session, testimony_id: int) -> tuple[int, ...]:
    """Return the numbers of all recognisable people in a film, the speaker first."""
    speaker = session.get_one(Testimony, testimony_id).speaker_id
    found = session.exec(select(Appearance.person_id).where(Appearance.testimony_id == testimony_id)).all()
    return tuple(sorted(found, key=lambda number: (number != speaker, number)))


@once
def minors(session: Session, testimony_id: int) -> frozenset[int]:
    """Return the numbers of the minors in a film."""
    theirs = (Appearance.testimony_id == testimony_id, col(Appearance.minor).is_(True))
    return frozenset(session.exec(select(Appearance.person_id).where(*theirs)).all())


def names(session: Session, person_ids: set[int]) -> dict[int, str]:
    """Return the names that still stand for these people."""
    rows = session.exec(select(Person).where(col(Person.id).in_(person_ids))).all()
    return {row.id: row.name for row in rows if row.id is not None and row.name}


def next_consent_id(session: Session) -> int:
    """Return the number the next consent will bear; its form is named by it."""
    return (session.exec(select(func.max(Consent.id))).one() or 0) + 1


def named(session: Session, params: dict[str, object]) -> dict[str, object]:
    """Return an event's or reason's parameters with `person` as a name, where one still stands under it.

    Where they name a testimony by its number too, its `slug` stands beside it.
    """
    person, film = params.get("person"), params.get("testimony_number")
    if isinstance(film, int):
        params = {**params, "slug": testimony_by_id(session, film).slug}
    if not isinstance(person, int):
        return params
    return {**params, "person": names(session, {person}).get(person, f"person {person}")}


def record_consent(
    session: Session,
    slug: str,
    person_name: str | None,
    *,
    now: datetime,
    signed_on: date,
    minor: bool = False,
    guardian: str | None = None,
    **form: Unpack[Form],
) -> int:
    """Keep one signed form for a person in the film `slug` (default: the speaker). Returns its number.

    Who was once said to be a minor stays one, so that every form of theirs needs a guardian's signature.
    """
    film = testimony(session, slug)
    among = appearing(session, film.id)
    person_id = film.speaker_id if person_name is None else person(session, person_name, among=among)
    seen = session.get(Appearance, (film.id, person_id)) or Appearance(
        testimony_id=film.id, person_id=person_id
    )
    seen.minor = seen.minor or minor
    session.add(seen)
    row = Consent(testimony_id=film.id, person_id=person_id, recorded_at=now, signed_on=signed_on, **form)
    row.guardian_id = person(session, guardian) if guardian else None
    session.add(row)
    session.flush()
    assert row.id is not None
    params = {"consent": row.id, "testimony_number": film.id, "person": person_id}
    transitions.note(session, "consent-recorded", now=now, by="staff", params=params)
    return row.id


@once
def consents(session: Session, *, testimony_id: int | None = None) -> list[records.Consent]:
    """Return the consents on record, oldest first; those of one film where it is named."""
    query = (
        select(Consent, Testimony.slug, Person.name)
        .select_from(Consent)
        .join(Testimony, col(Consent.testimony_id) == col(Testimony.id))
        .join(Person, col(Consent.person_id) == col(Person.id))
        .order_by(col(Consent.id))
    )
    if testimony_id is not None:
        query = query.where(Consent.testimony_id == testimony_id)
    return [
        records.Consent.of(row, testimony=slug, person=name or f"person {row.person_id}")
        for row, slug, name in session.exec(query).all()
    ]


def stamp(session: Session) -> int:
    """Return what tells whether films, the people in them and their forms are those of before, while this program runs.

    It is of their rows, whoever wrote them and however.
    """
    connection = session.connection()
    rows = (connection.exec_driver_sql(f"SELECT * FROM {table}").all() for table in _FILM_TABLES)
    return hash(tuple(tuple(map(tuple, each)) for each in rows))


def _slugs(session: Session) -> list[str]:
    return list(session.exec(select(Testimony.slug).where(_THERE).order_by(Testimony.slug)).all())


def _testimony(session: Session, row: Testimony) -> records.Testimony:
    files = session.exec(select(SubtitleFile).where(SubtitleFile.testimony_id == row.id)).all()
    return _record(row, session.get_one(tables.Person, row.speaker_id).name, files)


def _record(row: Testimony, speaker: str, files: Iterable[SubtitleFile]) -> records.Testimony:
    return records.Testimony.of(
        row,
        speaker=speaker or f"person {row.speaker_id}",
        cover_words=row.cover_words or {},
        subtitles={file.language: file.path for file in files},
        subtitles_sha256={file.language: file.sha256 for file in files},
    )
