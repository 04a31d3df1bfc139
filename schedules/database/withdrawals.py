"""Consents taken back, as the database keeps them; and the erasing of words and names in it."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, delete, select, update

from schedules.database import remote_objects, subtitle_versions, testimonies, transitions
from schedules.database.account_tables import Account
from schedules.database.once import once
from schedules.database.tables import (
    Appearance,
    Approval,
    Consent,
    Event,
    Pause,
    Person,
    Post,
    RemoteObject,
    Rendition,
    SubtitleFile,
    Testimony,
    Withdrawal,
)
from schedules.errors import BadRequest, ScheduleError
from schedules.model import bilingual, campaign_paths, names, records
from schedules.model.remote_states import GONE
from schedules.model.states import State

BEGUN = "consent-withdrawn"
CALLED = "withdrawn"  # a film whose short name names somebody who withdrew, with its number


class NotErased(ScheduleError):
    """What was erased stands in the database still: it does not do what it is told (exit 1)."""


def begin(
    session: Session,
    film: records.Testimony,
    person_id: int,
    *,
    channel: str | None,
    language: str | None,
    now: datetime,
    below: bool = False,
) -> int:
    """Take a person's consents for a film back from this transaction on; returns the withdrawal's number.

    One of the same scope is gone on with, unless a form was signed anew since. `below`: films show that language below.
    """
    whole = channel is None and language is None
    if (before := earlier(session, film.id, person_id, channel, language)) is not None:
        return before
    named = naming(session, person_id) if whole else speaking(session, film.id, channel, language, below)
    row = Withdrawal(
        testimony_id=film.id, person_id=person_id, channel=channel, language=language, asked_at=now
    )
    session.add(row)
    session.flush()
    assert row.id is not None
    if whole:
        theirs = (col(Consent.testimony_id) == film.id, col(Consent.person_id) == person_id)
        session.execute(update(Consent).where(*theirs).values(withdrawn_at=now))
    params: dict[str, Any] = {"withdrawal": row.id, "testimony_number": film.id, "person": person_id}
    params |= {"channel": channel or "-", "language": language or "-", "posts": named}
    transitions.note(session, BEGUN, now=now, by="staff", params=params)
    return row.id


def earlier(
    session: Session, film: int, person_id: int, channel: str | None, language: str | None
) -> int | None:
    """Return the withdrawal of the same scope that is gone on with; None where a form was signed anew since."""
    scope = {"testimony_id": film, "person_id": person_id, "channel": channel, "language": language}
    last = session.exec(select(Withdrawal).filter_by(**scope).order_by(col(Withdrawal.id).desc())).first()
    if last is None:
        return None
    theirs = (Consent.testimony_id == film, Consent.person_id == person_id)
    anew = select(Consent.id).where(*theirs, col(Consent.recorded_at) > last.asked_at)
    return None if last.finished_at and session.exec(anew).first() else last.id


def naming(session: Session, person_id: int) -> list[int]:
    """Return the posts whose words spell a person's whole name, of whatever film: quotes go too."""
    name = session.get_one(Person, person_id).name
    found = session.exec(select(Post)).all()
    return [one.number for one in found if one.number and names.spelt(_words_of(one), name)]


def speaking(
    session: Session, film: int, channel: str | None, language: str | None, below: bool
) -> list[int]:
    """Return the posts of a film in other languages whose caption, or film if it is `below`, has a part in this one."""
    if language is None or channel not in (None, "facebook"):
        return []
    found = session.exec(select(Post).where(Post.testimony_id == film, Post.language != language)).all()
    said = bilingual.speaks
    meant = (one for one in found if below or said((one.caption, one.new_caption), one.language, language))
    return [one.number for one in meant if one.number]


def _words_of(row: Post) -> str:
    alts = (photo.get("alt") for photo in row.photos)
    said = (row.caption, row.new_caption, row.first_comment, row.link, row.key, *alts)
    return "\n".join(text for text in said if text)


def person_of(session: Session, film: records.Testimony, name: str | None) -> int:
    """Return whose consent is meant in a film (None: the speaker's); raises BadRequest for a name that is not in it."""
    if name is None:
        return film.speaker_id
    among = testimonies.appearing(session, film.id)
    known = testimonies.names(session, set(among))
    going = {one.person_id for one in of_film(session, film.id) if one.finished_at is None}
    numbered = [number for number in among if name == f"person {number}"]
    meant = (
        numbered[0]
        if numbered
        else testimonies.called(name, {one: known[one] for one in among if one in known})
    )
    if meant is not None:
        return meant
    if nameless := [number for number in going if number not in known]:  # its name is erased already
        return nameless[0]
    raise BadRequest("no-such-person", slug=film.slug, known=", ".join(known.values()) or "-")


def one(session: Session, number: int) -> records.Withdrawal:
    """Return a withdrawal."""
    return records.Withdrawal.of(session.get_one(Withdrawal, number))


@once
def of_film(session: Session, testimony_id: int) -> list[records.Withdrawal]:
    """Return what was ever withdrawn of a film."""
    rows = session.exec(select(Withdrawal).where(Withdrawal.testimony_id == testimony_id)).all()
    return [records.Withdrawal.of(row) for row in rows]


def everything(session: Session) -> list[records.Withdrawal]:
    """Return all withdrawals, oldest first."""
    rows = session.exec(select(Withdrawal).order_by(col(Withdrawal.id)))
    return [records.Withdrawal.of(row) for row in rows]


def unfinished(session: Session) -> list[records.Withdrawal]:
    """Return the withdrawals that are not finished, oldest first."""
    return [found for found in everything(session) if found.finished_at is None]


def forbids(session: Session, testimony_id: int, language: str) -> bool:
    """Tell whether what would be made of a film in a language now would only be deleted: its files are gone."""
    made = (Withdrawal.testimony_id == testimony_id, col(Withdrawal.channel).is_(None))
    spoken = col(Withdrawal.language).is_(None) | (col(Withdrawal.language) == language)
    if session.get_one(Testimony, testimony_id).film_path == campaign_paths.GONE:
        return True
    last = session.exec(select(func.max(Withdrawal.asked_at)).where(*made, spoken)).one()
    if last is None:
        return False
    anew = select(Consent.id).where(Consent.testimony_id == testimony_id, col(Consent.recorded_at) > last)
    return session.exec(anew).first() is None


def film_is_gone(session: Session, testimony_id: int) -> bool:
    """Tell whether our copy of a film was deleted, as a consent for it was withdrawn wholly."""
    whole = (col(Withdrawal.channel).is_(None), col(Withdrawal.language).is_(None))
    query = select(Withdrawal.id).where(Withdrawal.testimony_id == testimony_id, *whole)
    return session.exec(query).first() is not None


def require_film(session: Session, film: records.Testimony) -> records.Testimony:
    """Return a testimony whose film is wanted; raises BadRequest where it was erased, so that nobody asks it back."""
    if film_is_gone(session, film.id):
        raise BadRequest("film-erased", slug=film.slug)
    return film


def gone_on(session: Session, number: int, step: int) -> bool:
    """Note that a step is done; tell whether we were the first to say so."""
    before = (col(Withdrawal.id) == number, col(Withdrawal.step) == step - 1)
    done = session.execute(update(Withdrawal).where(*before).values(step=step))
    return bool(done.rowcount)  # type: ignore[attr-defined]


def finish(session: Session, number: int, *, step: int, now: datetime) -> bool:
    """Note that a withdrawal is finished; tell whether we were the first to say so."""
    open_ = (col(Withdrawal.id) == number, col(Withdrawal.finished_at).is_(None))
    done = session.execute(update(Withdrawal).where(*open_).values(step=step, finished_at=now))
    return bool(done.rowcount)  # type: ignore[attr-defined]


def posts(session: Session, of: records.Withdrawal) -> list[int]:
    """Return the numbers of the posts that a withdrawal concerns, in whatever state."""
    if of.channel not in (None, "facebook"):
        return []
    query = select(Post.number).where(Post.testimony_id == of.testimony_id)
    if of.language is not None:
        query = query.where(Post.language == of.language)
    begun = session.exec(select(Event.params).where(Event.event == BEGUN)).all()
    named = [number for told in begun if told["withdrawal"] == of.id for number in told["posts"]]
    return sorted({number for number in session.exec(query).all() if number} | set(named))


def ended(session: Session, of: records.Withdrawal) -> dict[str, list[int]]:
    """Return the posts that a withdrawal `removed` from the Page or `cancelled`, and those of other films: `named`."""
    numbers = posts(session, of)
    happened = (col(Event.event).in_(("cancelled", "removed")), col(Event.by) == records.SERVICE)
    when = (Event.at >= of.asked_at, col(Event.post_number).in_(numbers))
    found: dict[str, set[int]] = {"removed": set(), "cancelled": set(), "named": set()}
    for row in session.exec(select(Event).where(*happened, *when)).all():
        if row.post_number is not None and row.params.get("withdrawal", of.id) == of.id:
            found[row.event].add(row.post_number)
    theirs = set(session.exec(select(Post.number).where(Post.testimony_id == of.testimony_id)).all())
    found["named"] = (found["removed"] | found["cancelled"]) - theirs
    return {name: sorted(each) for name, each in found.items()}


def took_for_name(session: Session, number: int, at: datetime) -> bool:
    """Tell whether a post was taken off by then because its text spells the name of somebody who withdrew."""
    begun = select(Event.params).where(Event.event == BEGUN, Event.at <= at)
    whole = [told for told in session.exec(begun).all() if told["channel"] == told["language"] == "-"]
    return any(number in told["posts"] for told in whole)


def captions_beside(session: Session, of: records.Withdrawal) -> list[records.RemoteObject]:
    """Return the subtitle files in a withdrawn language that go up beside the film in other languages."""
    theirs = select(Post.number).where(Post.testimony_id == of.testimony_id)
    beside = (col(RemoteObject.kind) == "captions", col(RemoteObject.language) == of.language)
    standing = col(RemoteObject.state).not_in(GONE)
    query = select(RemoteObject).where(*beside, standing, col(RemoteObject.post_number).in_(theirs))
    return [remote_objects.record(row) for row in session.exec(query).all()]


def end_extras(session: Session, numbers: Iterable[int]) -> None:
    """Give up what is still to come with these posts, and void the publisher's claims on them."""
    remote_objects.end_extras(session, numbers)
    unheld = {"fence": Post.fence + 1, "lease_by": None, "lease_until": None}
    session.execute(update(Post).where(col(Post.number).in_(tuple(numbers))).values(**unheld))


def renditions(session: Session, of: records.Withdrawal) -> list[records.Rendition]:
    """Return the finished films that a withdrawal concerns."""
    query = select(Rendition).where(Rendition.testimony_id == of.testimony_id)
    if of.language is not None:
        query = query.where(Rendition.language == of.language)
    return [records.Rendition.of(row) for row in session.exec(query).all()]


def erase_files(session: Session, of: records.Withdrawal) -> None:
    """Forget the finished films, subtitle files, their versions and words of covers that a withdrawal concerns."""
    gone = [found.id for found in renditions(session, of)]
    session.execute(update(Post).where(col(Post.rendition_id).in_(gone)).values(rendition_id=None))
    session.execute(delete(Rendition).where(col(Rendition.id).in_(gone)))
    theirs = [col(SubtitleFile.testimony_id) == of.testimony_id]
    theirs += [] if of.language is None else [col(SubtitleFile.language) == of.language]
    session.execute(delete(SubtitleFile).where(*theirs))
    subtitle_versions.erase(session, of.testimony_id, of.language)
    _keep_cover_words(
        session.get_one(Testimony, of.testimony_id), lambda one, _: of.language not in (None, one)
    )
    _require_none(session, col(Rendition.path), col(Rendition.id).in_(gone))
    _require_none(session, col(SubtitleFile.path), *theirs)


def _keep_cover_words(film: Testimony, stays: Callable[[str, str], bool]) -> None:
    """Forget the words of a film's cover but those that stay, by language and words."""
    film.cover_words = {
        one: said for one, said in (film.cover_words or {}).items() if stays(one, said)
    } or None


def erase_words(session: Session, numbers: Iterable[int]) -> None:
    """Erase what posts say and show, once nothing of theirs is on its way any more."""
    settled = col(Post.state).not_in((State.PUBLISHING, State.DOUBTFUL))
    blank: dict[str, Any] = {
        "caption": "",
        "new_caption": None,
        "first_comment": None,
        "photos": [],
        "cover_path": None,
    }
    blank |= {"cover_sha256": None, "cover_at_ms": None, "key": None, "reason": None}
    theirs = (col(Post.number).in_(tuple(numbers)), settled)
    session.execute(update(Post).where(*theirs).values(**blank))
    session.execute(update(Post).where(*theirs, col(Post.kind) != "link").values(link=None))
    session.execute(update(Post).where(*theirs, col(Post.kind) == "link").values(link="-"))
    for name, value in blank.items():
        column = getattr(Post, name)
        _require_none(session, column, *theirs, column.is_not(None) if value is None else column != value)
    _require_none(session, col(Post.link), *theirs, col(Post.link).is_not(None), col(Post.link) != "-")


def _require_none(session: Session, column: Any, *where: Any) -> None:
    """Read back that nothing stands in a column any more that was just erased; raises NotErased."""
    session.flush()
    if session.exec(select(column).where(*where).limit(1)).first() is not None:
        raise NotErased("erasure-undone", table=column.class_.__tablename__, column=column.key)


def erase_person(session: Session, of: records.Withdrawal, *, called: str = CALLED) -> None:
    """Erase a person's name, and a guardian's, wherever nothing else needs them; numbers and signed forms stay."""
    film, person = session.get_one(Testimony, of.testimony_id), session.get_one(Person, of.person_id)
    unwanted = names.parts(person.name)
    if names.said(film.slug, unwanted) or names.spelt(film.slug, person.name):
        film.slug = f"{called}-{film.id}"
    if film.theme and names.said(film.theme, unwanted):
        film.theme = None
    if names.said(film.organisation, unwanted):
        film.organisation = "-"
    mine = (Consent.testimony_id == of.testimony_id, Consent.person_id == of.person_id)
    forms = session.exec(select(Consent).where(*mine)).all()
    for form in forms:
        form.display_name = None
    erase_mentions(session, person.name)
    people = {of.person_id, *(form.guardian_id for form in forms if form.guardian_id)}
    forgotten = [one for one in people if not needed(session, one, of.person_id, film=of.testimony_id)]
    for number in forgotten:
        session.get_one(Person, number).name = ""
    _require_none(session, col(Person.name), col(Person.id).in_(forgotten), col(Person.name) != "")
    _require_none(session, col(Consent.display_name), *mine, col(Consent.display_name).is_not(None))
    for column, kept in (
        (col(Testimony.slug), film.slug),
        (col(Testimony.theme), film.theme),
        (col(Testimony.organisation), film.organisation),
    ):
        _require_none(session, column, col(Testimony.id) == film.id, column.is_distinct_from(kept))


def erase_mentions(session: Session, name: str) -> None:
    """Erase what people wrote of somebody elsewhere: why the campaign was paused, themes and covers of other films."""
    pauses, films = session.exec(select(Pause)).all(), session.exec(select(Testimony)).all()
    reasons = [one.id for one in pauses if one.reason and names.said(one.reason, names.parts(name))]
    themes = [one.id for one in films if one.theme and names.spelt(one.theme, name)]
    for film in films:
        _keep_cover_words(film, lambda _, said: not names.spelt(said, name))
    session.execute(update(Pause).where(col(Pause.id).in_(reasons)).values(reason=None))
    session.execute(update(Testimony).where(col(Testimony.id).in_(themes)).values(theme=None))
    _require_none(session, col(Pause.reason), col(Pause.id).in_(reasons), col(Pause.reason).is_not(None))
    theme = col(Testimony.theme)
    _require_none(session, theme, col(Testimony.id).in_(themes), theme.is_not(None))


def needed(session: Session, number: int, person: int, *, film: int) -> bool:
    """Tell whether a name stays: of somebody in another film, signing for another, approving, or at the desk."""
    elsewhere = (
        select(Appearance.person_id).where(Appearance.person_id == number, Appearance.testimony_id != film),
        select(Consent.id).where(Consent.guardian_id == number, Consent.person_id != person),
        select(Approval.id).where(Approval.by_person_id == number),
        select(Account.id).where(Account.person_id == number, col(Account.removed_at).is_(None)),
    )
    return any(session.exec(query).first() is not None for query in elsewhere)


def void(session: Session, number: int, *, absent: bool, now: datetime) -> int:
    """Let form `number` count no more; returns its film's number.

    Whom it names stays in the film, and needs another form, unless `absent` says that this person is not in it at all:
    then the name goes too, where nothing else needs it; that may be said of a void form afterwards. Raises BadRequest
    where there is no such form or it counts no more already, and for somebody who is in the film all the same: the
    speaker, or who has another form.
    """
    if (row := session.get(Consent, number)) is None:
        raise BadRequest("no-such-consent", number=number)
    film = session.get_one(Testimony, row.testimony_id)
    if row.withdrawn_at is not None:
        waits = _waits_for(session, row, film)
        if not (absent and waits):
            raise BadRequest("consent-void-in-film" if waits else "consent-void-already", number=number)
    row.withdrawn_at = row.withdrawn_at or now
    if absent:
        _take_out(session, row, film)
    params = {"consent": number, "testimony_number": row.testimony_id, "person": row.person_id}
    transitions.note(session, "consent-voided", now=now, by="staff", params=params)
    return row.testimony_id


def _waits_for(session: Session, void: Consent, film: Testimony) -> bool:
    """Tell whether a film waits for a form of somebody other than its speaker, who has none left but void ones."""
    theirs = (Consent.testimony_id == void.testimony_id, Consent.person_id == void.person_id)
    counts = session.exec(select(Consent.id).where(*theirs, col(Consent.withdrawn_at).is_(None))).first()
    taken_back = any(one.person_id == void.person_id for one in of_film(session, void.testimony_id))
    seen = session.get(Appearance, (void.testimony_id, void.person_id))
    return not (counts or taken_back or seen is None or void.person_id == film.speaker_id)


def _take_out(session: Session, row: Consent, film: Testimony) -> None:
    if row.person_id == film.speaker_id:
        raise BadRequest("void-speaker", slug=film.slug, number=row.id)
    theirs = (Consent.testimony_id == row.testimony_id, Consent.person_id == row.person_id)
    other = session.exec(select(Consent.id).where(*theirs, col(Consent.withdrawn_at).is_(None))).first()
    if other is not None:
        raise BadRequest("void-other-form", number=row.id, other=other)
    session.delete(session.get_one(Appearance, (row.testimony_id, row.person_id)))
    for one in {row.person_id, *([row.guardian_id] if row.guardian_id else [])}:
        if not needed(session, one, row.person_id, film=row.testimony_id):
            session.get_one(Person, one).name = ""
            _require_none(session, col(Person.name), col(Person.id) == one, col(Person.name) != "")
