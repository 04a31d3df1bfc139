"""Stores a signed form in consent/ under the consent's number, with its hash, or not at all."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from campaign.workspace import Workspace
from schedules.database import testimonies
from schedules.errors import BadRequest
from schedules.publishing import extras


@dataclass(frozen=True, kw_only=True)
class FormDetails:
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


def record(workspace: Workspace, details: FormDetails, *, now: datetime) -> int:
    """Record the form and return the consent's number; raises BadRequest with everything as before."""
    _check(details, now.astimezone(workspace.rules.zone).date())
    try:
        scan = details.form.read_bytes()
    except OSError as error:
        raise BadRequest("evidence-unreadable", path=details.form, why=error.strerror) from None
    if not scan:
        raise BadRequest("evidence-unreadable", path=details.form, why="0 bytes")
    with workspace.store.write() as session:
        number = testimonies.record_consent(
            session,
            details.slug,
            details.person,
            now=now,
            signed_on=details.signed_on,
            until=details.until,
            acts=_once(details.acts),
            channels=_once(details.channels),
            languages=_once(details.languages),
            purposes=_once(details.purposes),
            name_display=details.name_display,
            display_name=details.pseudonym,
            minor=details.minor,
            guardian=details.guardian,
            special=_once(details.special),
            evidence_path=(
                kept := f"consent/{testimonies.next_consent_id(session):04d}{details.form.suffix.lower()}"
            ),
            evidence_sha256=hashlib.sha256(scan).hexdigest(),
        )
        (workspace.folder / "consent").mkdir(exist_ok=True)
        (workspace.folder / kept).write_bytes(scan)
        session.flush()
        film = testimonies.testimony(session, details.slug)
        extras.want_files_again(session, film.id, now=now, campaign=workspace.campaign)
    return number


def _check(details: FormDetails, today: date) -> None:
    if details.signed_on > today:
        raise BadRequest("signed-in-future", day=details.signed_on)
    if details.until and details.until < details.signed_on:
        raise BadRequest("until-before-signed", signed=details.signed_on, until=details.until)
    if (details.name_display == "pseudonym") != bool(details.pseudonym):
        raise BadRequest("pseudonym-needed")
    if details.minor != bool(details.guardian):
        raise BadRequest("guardian-needed" if details.minor else "guardian-without-minor")


def _once(items: tuple[str, ...] | list[str]) -> list[str]:
    return list(dict.fromkeys(items))
