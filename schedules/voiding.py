"""A signed form that was recorded by mistake: it counts no more, and opens nothing."""

from datetime import datetime

from sqlmodel import Session, col, select

from schedules.database import transitions, withdrawals
from schedules.errors import BadRequest
from schedules.people import Appearance, Consent, Person, Testimony


def void(session: Session, number: int, *, absent: bool, now: datetime) -> int:
    """Let form `number` count no more; returns its film's number.

    Whom it names stays in the film, and needs another form, unless `absent` says that this person is not in it at all:
    then the name goes too, where nothing else needs it. Raises BadRequest where there is no such form or it counts no
    more already, and for somebody who is in the film all the same: the speaker, or who has another form.
    """
    row = session.get(Consent, number)
    if row is None:
        raise BadRequest("no-such-consent", number=number)
    if row.withdrawn_at is not None:
        raise BadRequest("consent-void-already", number=number)
    film = session.get_one(Testimony, row.testimony_id)
    row.withdrawn_at = now
    if absent:
        _take_out(session, row, film)
    params = {"consent": number, "testimony_number": row.testimony_id, "person": row.person_id}
    transitions.note(session, "consent-voided", now=now, by="staff", params=params)
    return row.testimony_id


def _take_out(session: Session, row: Consent, film: Testimony) -> None:
    if row.person_id == film.speaker_id:
        raise BadRequest("void-speaker", slug=film.slug, number=row.id)
    theirs = (Consent.testimony_id == row.testimony_id, Consent.person_id == row.person_id)
    other = session.exec(select(Consent.id).where(*theirs, col(Consent.withdrawn_at).is_(None))).first()
    if other is not None:
        raise BadRequest("void-other-form", number=row.id, other=other)
    session.delete(session.get_one(Appearance, (row.testimony_id, row.person_id)))
    for one in {row.person_id, *([row.guardian_id] if row.guardian_id else [])}:
        if not withdrawals.needed(session, one, row.person_id, film=row.testimony_id):
            session.get_one(Person, one).name = ""
