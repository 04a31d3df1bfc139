"""Stores a signed form in consent/ under the consent's number, with its hash, or not at all."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlmodel import Session

from campaign.posts import void_approvals
from campaign.testimonies import form_files
from campaign.workspace import Workspace
from media import files
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


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """The consent's number, and the posts that are drafts again because their film names its speaker otherwise."""

    number: int
    again: tuple[int, ...]


def record(workspace: Workspace, details: FormDetails, *, now: datetime) -> Recorded:
    """Record the form; raises BadRequest or BadInput with everything as before."""
    require_sound(details, now.astimezone(workspace.rules.zone).date())
    kept: Path | None = None
    with form_files.copied(details.form, workspace.folder) as copy:
        try:
            with workspace.store.write() as session:
                number = _enter(session, details, copy, now=now)
                kept = workspace.folder / _place(number, copy)
                files.place(copy.path, kept)
                film = testimonies.testimony(session, details.slug)
                extras.want_files_again(session, film.id, now=now, campaign=workspace.campaign)
                again = void_approvals.fall_back(
                    session, workspace, now=now, why="consent-was-changed", films=(film.id,)
                )
        except BaseException:
            if kept:
                kept.unlink(missing_ok=True)
            raise
    return Recorded(number=number, again=again)


def _enter(session: Session, details: FormDetails, copy: form_files.Copy, *, now: datetime) -> int:
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
        evidence_path=_place(testimonies.next_consent_id(session), copy),
        evidence_sha256=copy.sha256,
    )
    session.flush()
    return number


def _place(number: int, copy: form_files.Copy) -> str:
    return f"consent/{number:04d}{copy.ending}"


def require_sound(details: FormDetails, today: date) -> None:
    """Refuse what no form can say, or not `today`; raises BadRequest."""
    if details.signed_on > today:
        raise BadRequest("signed-in-future", day=details.signed_on)
    if details.until and details.until < details.signed_on:
        raise BadRequest("until-before-signed", signed=details.signed_on, until=details.until)
    if (details.name_display == "pseudonym") != bool(details.pseudonym):
        raise BadRequest("pseudonym-alone" if details.pseudonym else "pseudonym-needed")
    if details.minor != bool(details.guardian):
        raise BadRequest("guardian-needed" if details.minor else "guardian-without-minor")


def _once(items: tuple[str, ...] | list[str]) -> list[str]:
    return list(dict.fromkeys(items))
