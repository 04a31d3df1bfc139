"""Colleagues: who acts in a session, under whose name what staff do is written, and who is known already."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from media.text import folding
from schedules.database.account_tables import Account
from schedules.database.subtitle_versions import SubtitleVersion
from schedules.database.tables import Appearance, Approval, Consent, Event, Person, Testimony, Withdrawal

STAFF = "staff"  # who acts, where no more is known of them
_ACTING, _FOUND = "acting", "acting-person"
_OF_FILMS = (
    *(Testimony.speaker_id, Appearance.person_id, Consent.person_id, Consent.guardian_id),
    Withdrawal.person_id,
)
_VOICES = (  # of colleagues: no speaker stands there
    (Account.person_id, Account.id),
    (Approval.by_person_id, Approval.id),
    (Event.by_person_id, Event.id),
    (SubtitleVersion.by_person_id, SubtitleVersion.id),
)


@dataclass(frozen=True, kw_only=True)
class Acting:
    """Who acts: a person by number, else by the name that this computer knows; neither: staff, and nobody knows who."""

    person: int | None = None
    name: str | None = None


NOBODY = Acting()


def seat(session: Session, acting: Acting) -> None:
    """Let what staff do in a session be done by somebody."""
    session.info[_ACTING] = acting


def behind(session: Session, by: str) -> int | None:
    """Return the number of the person who acts, where it is staff who do (`by`); one not known yet is made a person.

    The service, a link or the notices have no person behind them.
    """
    acting: Acting = session.info.get(_ACTING, NOBODY)
    if by != STAFF or not (acting.person or acting.name):
        return None
    if acting.person is not None:
        return acting.person
    if _FOUND not in session.info:
        session.info[_FOUND] = called(session, acting.name or "")
    found: int = session.info[_FOUND]
    return found


def called(session: Session, name: str) -> int:
    """Return the number of the colleague called so, however it is spelt; of a new one where none acted under it yet.

    Case, accents, spaces and signs make no other person. A speaker of that name is somebody else: what is erased of a
    speaker leaves the colleague, and the other way round.
    """
    known = session.exec(select(Person.id, Person.name).order_by(col(Person.id))).all()
    alike = [number for number, one in known if number is not None and one and folding.same(one, name)]
    theirs = (one for one in alike if not _is_of_films(session, one) or _has_acted(session, one))
    return next(theirs, None) or _made(session, name.strip())


def _is_of_films(session: Session, number: int) -> bool:
    """Tell whether somebody speaks or is seen in a film, or signed for it; whoever is not is a colleague."""
    return any(
        session.exec(select(one).where(one == number).limit(1)).first() is not None for one in _OF_FILMS
    )


def _has_acted(session: Session, number: int) -> bool:
    """Tell whether somebody has a role, approved or did something; whoever is here did so lately: newest first."""
    return any(
        session.exec(select(voice).where(voice == number).order_by(col(key).desc()).limit(1)).first()
        is not None
        for voice, key in _VOICES
    )


def _made(session: Session, name: str) -> int:
    row = Person(name=name)
    session.add(row)
    session.flush()
    assert row.id is not None
    return row.id
