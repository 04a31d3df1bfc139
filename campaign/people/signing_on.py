"""Logs in whom the office's own log-in confirms: somebody with a role, by e-mail address; nobody is made by it."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from campaign.people import acts, logging_in
from campaign.people.digests import digest
from campaign.workspace import Workspace
from schedules.database import accounts, desk_sessions, door_notes
from schedules.errors import BadRequest, NotReady
from schedules.model.colleagues import Colleague

IN, AGAIN, REFUSED = "signed-on", "signed-on-again", "sign-on-refused"


@dataclass(frozen=True, kw_only=True)
class Confirmed:
    """What the office's log-in confirms: an e-mail address, and when its person last proved who it is, if it says so.

    `account` is whose session is to be proved again, None for a new one; `ends` is the digest of the one that ends.
    """

    email: str
    proven_at: datetime | None
    account: int | None = None
    ends: str | None = None


def require_not_slowed(workspace: Workspace, *, where: str, now: datetime) -> None:
    """Raise NotReady where too many were refused just now, from an address or in all."""
    with workspace.store.read() as session:
        if logging_in.are_many(session, (REFUSED,), where=where, now=now):
            raise logging_in.slowed()


def refuse(workspace: Workspace, *, where: str, now: datetime) -> None:
    """Write down that somebody was refused."""
    with workspace.store.write() as session:
        door_notes.add(session, REFUSED, now=now, origin=where)


def sign_on(workspace: Workspace, told: Confirmed, *, where: str, now: datetime) -> str:
    """Return the token of a new session; who proved nothing lately by what is told must do so before what is dangerous.

    Raises BadRequest for somebody who has no role here, or is another than who proves it again, and NotReady where
    that was not done just now.
    """
    token = secrets.token_urlsafe(32)
    with workspace.store.write() as session:
        found = _known(session, told)
        if told.account and not _is_lately(told.proven_at, now):
            raise NotReady("sign-on-not-anew")
        if told.ends:
            desk_sessions.end(session, told.ends)
        proven_at = told.proven_at or now - 2 * acts.AGAIN
        desk_sessions.begin(session, found.id, digest(token), now=now, proven_at=min(proven_at, now))
        door_notes.add(session, AGAIN if told.account else IN, now=now, account=found.id, origin=where)
    return token


def _known(session: Session, told: Confirmed) -> Colleague:
    """Return who has a role under the address, whatever its capitals; two under one are nobody."""
    found = [one for one in accounts.standing(session) if (one.email or "").lower() == told.email.lower()]
    if len(found) != 1 or (told.account and found[0].id != told.account):
        raise BadRequest("sign-on-unknown")
    return found[0]


def _is_lately(proven_at: datetime | None, now: datetime) -> bool:
    return proven_at is not None and now - proven_at <= acts.AGAIN
