"""Who may come to the desk, and with what they prove who they are."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session, col, delete, select, update

from media.text import folding
from schedules.database import colleagues, testimonies, transitions, withdrawals
from schedules.database.account_tables import Account, DeskSession, RecoveryCode
from schedules.database.tables import Appearance, Consent, Person
from schedules.errors import BadRequest
from schedules.model.colleagues import Colleague, Role, Secrets


def add(
    session: Session, name: str, role: Role, *, organisation: str | None, email: str | None, now: datetime
) -> Colleague:
    """Give somebody a role; raises BadRequest where somebody of that name or address has one."""
    for one in standing(session):
        if folding.same(one.name, name) or (email and folding.same(one.email or "", email)):
            raise BadRequest("people-known", name=one.name, role=one.role)
    person = colleagues.called(session, name)
    row = Account(person_id=person, role=role, organisation=organisation, email=email, added_at=now)
    session.add(row)
    session.flush()
    return _record(row, testimonies.names(session, {person}).get(person, ""))


def standing(session: Session, *, removed: bool = False) -> list[Colleague]:
    """Return who has a role, in the order they got it; `removed`: those who had one, too."""
    query = select(Account, Person.name).join(Person, col(Account.person_id) == col(Person.id))
    if not removed:
        query = query.where(col(Account.removed_at).is_(None))
    return [_record(row, name) for row, name in session.exec(query.order_by(col(Account.id))).all()]


def by_number(session: Session, number: int) -> Colleague | None:
    """Return whose account it is; None where there is none, or it was removed."""
    return next((one for one in standing(session) if one.id == number), None)


def meant(session: Session, written: str) -> Colleague | None:
    """Return who is meant by a name or an e-mail address as somebody types it; None where it is nobody."""
    found = [one for one in standing(session) if _is_called(one, written)]
    return found[0] if len(found) == 1 else None


def _is_called(one: Colleague, written: str) -> bool:
    known = {folding.folded(one.name), folding.folded(one.email or "")} - {""}
    return folding.folded(written) in known


def secrets(session: Session, number: int) -> Secrets:
    """Return what somebody proves who he or she is by."""
    row = session.get_one(Account, number)
    return Secrets(
        password=row.password,
        factor=row.factor,
        last_step=row.last_step,
        first_code=row.first_code,
        first_until=row.first_until,
    )


def give_first_code(session: Session, number: int, digest: str, *, until: datetime) -> None:
    """Let somebody choose a password with a code: what was chosen before, and every session, ends."""
    row = session.get_one(Account, number)
    row.password, row.factor, row.last_step, row.first_code, row.first_until = None, None, 0, digest, until
    _end(session, number)


def of_first_code(session: Session, digest: str, *, now: datetime) -> Colleague | None:
    """Return whose code it is; None where it is nobody's any more."""
    good = (
        col(Account.first_code) == digest,
        col(Account.first_until) > now,
        col(Account.removed_at).is_(None),
    )
    found = session.exec(select(Account.id).where(*good)).first()
    return by_number(session, found) if found else None


def choose(
    session: Session, number: int, *, password: str, factor: str, step: int, codes: Iterable[str]
) -> None:
    """Keep what somebody chose: an Argon2 hash, the second factor's key with its used step, digests of new codes."""
    row = session.get_one(Account, number)
    row.password, row.factor, row.last_step, row.first_code, row.first_until = (
        password,
        factor,
        step,
        None,
        None,
    )
    session.execute(delete(RecoveryCode).where(col(RecoveryCode.account_id) == number))
    session.add_all(RecoveryCode(account_id=number, digest=one) for one in codes)


def rehash(session: Session, number: int, password: str) -> None:
    """Keep a password under newer costs."""
    session.get_one(Account, number).password = password


def use_step(session: Session, number: int, step: int) -> bool:
    """Use a step of the second factor; tell whether it was new, for two may ask at once."""
    mine = (col(Account.id) == number, col(Account.last_step) < step)
    done = session.execute(update(Account).where(*mine).values(last_step=step).returning(col(Account.id)))
    return done.first() is not None


def use_recovery_code(session: Session, number: int, digest: str) -> bool:
    """Use a recovery code; tell whether it was one of somebody's that was not used yet."""
    mine = (col(RecoveryCode.account_id) == number, col(RecoveryCode.digest) == digest)
    done = session.execute(delete(RecoveryCode).where(*mine).returning(col(RecoveryCode.id)))
    return done.first() is not None


def recovery_codes_left(session: Session, number: int) -> int:
    """Return how many recovery codes somebody has left."""
    return len(session.exec(select(RecoveryCode.id).where(RecoveryCode.account_id == number)).all())


def remove(session: Session, number: int, *, now: datetime) -> None:
    """Take somebody's role, secrets, e-mail address and sessions; the name stays in history."""
    row = session.get_one(Account, number)
    row.removed_at = row.removed_at or now
    row.password, row.factor, row.first_code, row.first_until, row.email = None, None, None, None, None
    session.execute(delete(RecoveryCode).where(col(RecoveryCode.account_id) == number))
    _end(session, number)


def erase_name(session: Session, one: Colleague) -> bool:
    """Erase the name of somebody who was removed; tell whether it went: that of somebody in a film stays with the film.

    Raises NotErased where the database does not do it.
    """
    in_films = (
        select(Appearance.person_id).where(Appearance.person_id == one.person_id),
        select(Consent.id).where(
            (Consent.guardian_id == one.person_id) | (Consent.person_id == one.person_id)
        ),
    )
    if any(session.exec(query).first() is not None for query in in_films):
        return False
    row = session.get_one(Person, one.person_id)
    if row.name:
        withdrawals.erase_mentions(session, row.name)
    row.name = ""
    session.flush()
    if (
        session.exec(select(Person.name).where(Person.id == one.person_id, Person.name != "")).first()
        is not None
    ):
        raise withdrawals.NotErased("erasure-undone", table="person", column="name")
    return True


def note(session: Session, event: str, one: Colleague, *, now: datetime, by: int | None) -> None:
    """Write into the log what was done to somebody's account; names stand in `person` alone."""
    params = {"person": one.person_id, "role": one.role}
    transitions.note(session, event, now=now, by="staff", params=params, by_person_id=by)


def _end(session: Session, number: int) -> None:
    session.execute(delete(DeskSession).where(col(DeskSession.account_id) == number))


def _record(row: Account, name: str) -> Colleague:
    assert row.id is not None
    return Colleague(
        id=row.id,
        person_id=row.person_id,
        name=name,
        role=row.role,  # type: ignore[arg-type]
        organisation=row.organisation,
        email=row.email,
        added_at=row.added_at,
        removed_at=row.removed_at,
        can_log_in=row.password is not None and row.factor is not None,
    )
