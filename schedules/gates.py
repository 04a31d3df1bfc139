"""May this post go out at this instant? One function, asked at approval, before rendering and as the reveal starts."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from schedules import archive, assent, journal
from schedules.models import ACTS
from schedules.records import Consent, Post, Rules

CHANNEL = "facebook"
PURPOSE = "campaign"


@dataclass(frozen=True, kw_only=True)
class Closed:
    """A closed gate: its code, and parameters that hold numbers of people, never names."""

    code: str
    params: dict[str, Any] = field(default_factory=dict)

    def as_reason(self) -> dict[str, Any]:
        """Return the form in which a post keeps it."""
        return {"code": self.code, "params": self.params}


def for_reveal(session: Session, post: Post, *, now: datetime, rules: Rules, folder: Path) -> Closed | None:
    """Return the gate that is closed at `now` for a post that would go out now, or None."""
    return (
        for_work(session, post, instant=now, rules=rules, folder=folder)
        or pause(session)
        or lateness(post, now=now, rules=rules)
    )


def for_work(session: Session, post: Post, *, instant: datetime, rules: Rules, folder: Path) -> Closed | None:
    """Return the gate that forbids preparing a post that will be out at `instant`, or None."""
    if rules.approval == "required" and (who := assent.lacking(session, post, rules=rules, folder=folder)):
        return unapproved(who)
    return embargo(post, instant=instant, zone=rules.zone) or consent(
        session, post, instant=instant, rules=rules, folder=folder
    )


def unapproved(who: tuple[str, ...]) -> Closed:
    """Return the gate that stays closed until these organisations (or anybody) said yes."""
    partners = ", ".join(filter(None, who))
    return (
        Closed(code="unapproved-by", params={"who": partners})
        if partners
        else Closed(code="changed-since-approval")
    )


def embargo(post: Post, *, instant: datetime, zone: ZoneInfo) -> Closed | None:
    """Return the embargo that still holds at `instant`, or None."""
    if post.embargo_until is None or instant >= post.embargo_until:
        return None
    until = post.embargo_until.astimezone(zone).isoformat(sep=" ", timespec="minutes")
    return Closed(code="embargo", params={"until": until})


def consent(session: Session, post: Post, *, instant: datetime, rules: Rules, folder: Path) -> Closed | None:
    """Return whose consent is missing at `instant` for a post's film, channel and language (rule C01), or None.

    Every recognisable person must allow both Belgian acts, filming and publishing, for this channel, language
    and purpose, on the campaign's calendar day of `instant`, with the signed form still as it was recorded (C04).
    """
    if post.testimony_id is None:
        return None
    return film_consent(
        session, post.testimony_id, post.language, instant=instant, rules=rules, folder=folder
    )


def film_consent(
    session: Session, testimony_id: int, language: str, *, instant: datetime, rules: Rules, folder: Path
) -> Closed | None:
    """Return whose consent is missing at `instant` for a film in a language, or None."""
    if rules.consent == "off":
        return None
    day = instant.astimezone(rules.zone).date()
    given = [
        one
        for one in archive.consents(session, testimony_id=testimony_id)
        if one.withdrawn_at is None and one.signed_on <= day and (one.until is None or day <= one.until)
    ]
    for person in archive.appearing(session, testimony_id):
        theirs = [one for one in given if one.person_id == person]
        missing = _missing(theirs, language)
        if missing:
            return Closed(
                code=missing, params={"person": person, "language": language, "day": day.isoformat()}
            )
        if broken := next((one for one in theirs if not _evidence_stands(folder, one)), None):
            return Closed(code="consent-evidence", params={"person": person, "consent": broken.id})
    return None


def lateness(post: Post, *, now: datetime, rules: Rules) -> Closed | None:
    """Return the late gate where a post is later than the campaign allows."""
    if rules.late == "send" or post.due_at is None or now - post.due_at <= rules.late_after:
        return None
    return Closed(code="late", params={"seconds": int((now - post.due_at).total_seconds())})


def _missing(theirs: list[Consent], language: str) -> str | None:
    fitting = [one for one in theirs if PURPOSE in one.purposes and CHANNEL in one.channels]
    spoken = [one for one in fitting if language in one.languages]
    for act in ACTS:
        if not any(act in one.acts for one in theirs):
            return f"consent-{act}"
        if not any(act in one.acts for one in fitting):
            return "consent-channel"
        if not any(act in one.acts for one in spoken):
            return "consent-language"
    return None


def _evidence_stands(folder: Path, one: Consent) -> bool:
    try:
        return hashlib.sha256((folder / one.evidence_path).read_bytes()).hexdigest() == one.evidence_sha256
    except OSError:
        return False


def pause(session: Session) -> Closed | None:
    """Return the pause that holds, as a closed gate, or None."""
    stop = journal.paused(session)
    return Closed(code="paused") if stop else None
