"""Keep a signed form: copied into consent/ under the consent's number, with its hash, or not kept at all."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from campaign.workspace import Office
from schedules.database import testimonies
from schedules.errors import BadRequest
from schedules.publishing import extras


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What a form says; dates are the campaign's calendar days, inclusive; `special` is what it allows explicitly."""

    slug: str
    person: str | None
    acts: tuple[str, ...]
    channels: tuple[str, ...]
    languages: list[str]
    purposes: tuple[str, ...]
    signed_on: date
    until: date | None
    form: Path
    name_display: str
    pseudonym: str | None
    minor: bool = False
    guardian: str | None = None
    special: tuple[str, ...] = ()


def record(office: Office, wishes: Wishes, *, now: datetime) -> int:
    """Record the form and return the consent's number; raises BadRequest with everything as before."""
    _check(wishes, now.astimezone(office.rules.zone).date())
    try:
        scan = wishes.form.read_bytes()
    except OSError as error:
        raise BadRequest("evidence-unreadable", path=wishes.form, why=error.strerror) from None
    if not scan:
        raise BadRequest("evidence-unreadable", path=wishes.form, why="0 bytes")
    with office.store.write() as session:
        number = testimonies.record_consent(
            session,
            wishes.slug,
            wishes.person,
            now=now,
            signed_on=wishes.signed_on,
            until=wishes.until,
            acts=_once(wishes.acts),
            channels=_once(wishes.channels),
            languages=_once(wishes.languages),
            purposes=_once(wishes.purposes),
            name_display=wishes.name_display,
            display_name=wishes.pseudonym,
            minor=wishes.minor,
            guardian=wishes.guardian,
            special=_once(wishes.special),
            evidence_path=(
                kept := f"consent/{testimonies.next_consent_id(session):04d}{wishes.form.suffix.lower()}"
            ),
            evidence_sha256=hashlib.sha256(scan).hexdigest(),
        )
        (office.folder / "consent").mkdir(exist_ok=True)
        (office.folder / kept).write_bytes(scan)
        session.flush()
        film = testimonies.testimony(session, wishes.slug)
        extras.want_files_again(session, film.id, now=now, campaign=office.campaign)
    return number


def _check(wishes: Wishes, today: date) -> None:
    if wishes.signed_on > today:
        raise BadRequest("signed-in-future", day=wishes.signed_on)
    if wishes.until and wishes.until < wishes.signed_on:
        raise BadRequest("until-before-signed", signed=wishes.signed_on, until=wishes.until)
    if (wishes.name_display == "pseudonym") != bool(wishes.pseudonym):
        raise BadRequest("pseudonym-needed")
    if wishes.minor != bool(wishes.guardian):
        raise BadRequest("guardian-needed" if wishes.minor else "guardian-without-minor")


def _once(items: tuple[str, ...] | list[str]) -> list[str]:
    return list(dict.fromkeys(items))
