"""Somebody proves who he or she is: password and second factor together, slowly for whoever guesses.

An answer never tells which of the two was wrong, nor whether somebody has this name. Whoever was refused too often in
a quarter of an hour is not looked at until it is over: neither the password nor the time it takes tells anything.
"""

import ipaddress
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from campaign.people import passwords, second_factor
from campaign.people.digests import digest
from campaign.workspace import Workspace
from schedules.database import accounts, desk_sessions, door_notes
from schedules.errors import BadRequest, NotReady
from schedules.model.colleagues import Colleague, Secrets

WINDOW = timedelta(minutes=15)
MOST_OF_ACCOUNT, MOST_FROM_ADDRESS, MOST_OF_ALL = 10, 30, 300  # refusals within the window
IN, WRONG, SLOWED, OUT, ENDED = "logged-in", "log-in-wrong", "log-in-slowed", "logged-out", "session-ended"
PROVEN, CHOSEN, RECOVERED, REFUSED = (
    "logged-in-again",
    "password-chosen",
    "recovery-code-used",
    "role-refused",
)
FIRST_WRONG = "first-code-wrong"
GUESSES = (WRONG, FIRST_WRONG)


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What somebody typed into the form of the log-in; `code` is of the app, or one on paper."""

    name: str
    password: str
    code: str


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """What somebody chose with the first code, and the code that their app showed for the new key."""

    first_code: str
    password: str
    again: str
    key: str
    code: str


def origin(address: str | None) -> str:
    """Return what is kept of an address that asks: a digest, of an IPv6 one without its last half."""
    try:
        found = ipaddress.ip_address((address or "").partition("%")[0])
    except ValueError:
        return digest("-")[:16]
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is None:
        return digest(str(ipaddress.ip_network((found, 64), strict=False)))[:16]
    return digest(str(found))[:16]


def log_in(workspace: Workspace, typed: Typed, *, where: str, now: datetime) -> tuple[Colleague, str]:
    """Return who it is and a new session's token.

    Raises NotReady where too many were refused just now, and BadRequest for what is wrong.
    """
    found = _proven(workspace, typed, where=where, now=now)
    token = secrets.token_urlsafe(32)
    with workspace.store.write() as session:
        desk_sessions.begin(session, found.id, digest(token), now=now)
        door_notes.add(session, IN, now=now, account=found.id, origin=where)
    return found, token


def prove(workspace: Workspace, account: int, typed: Typed, *, where: str, now: datetime) -> str:
    """Let somebody who is here prove it again; return a new session's token, for the old one ends with it.

    Raises as `log_in` does, and BadRequest for somebody else.
    """
    with workspace.store.read() as session:
        known = accounts.by_number(session, account)
    found = _proven(workspace, typed, where=where, now=now, only=known.id if known else 0)
    token = secrets.token_urlsafe(32)
    with workspace.store.write() as session:
        desk_sessions.begin(session, found.id, digest(token), now=now)
        door_notes.add(session, PROVEN, now=now, account=found.id, origin=where)
    return token


def _proven(
    workspace: Workspace, typed: Typed, *, where: str, now: datetime, only: int | None = None
) -> Colleague:
    with workspace.store.read() as session:
        found = accounts.by_number(session, only) if only else accounts.meant(session, typed.name)
        kept = accounts.secrets(session, found.id) if found else None
        slow = _is_slow(session, found, where, now)
    if slow:
        raise _refused(workspace, SLOWED, found, where, now)
    is_right = passwords.fits(kept.password if kept else None, typed.password)
    with (
        workspace.store.write() as session
    ):  # counted and written at once: of a thousand at once none is let pass
        slow = _is_slow(session, found, where, now)
        if found and kept and is_right and not slow and _second(session, found, kept, typed.code, now):
            return found
        _note(session, SLOWED if slow else WRONG, found, where, now)
    raise _refusal(SLOWED if slow else WRONG)


def _second(session: Session, found: Colleague, kept: Secrets, code: str, now: datetime) -> bool:
    """Use a code of the app, or one on paper: each is good once."""
    step = second_factor.step_of(kept.factor, code, now=now) if kept.factor else None
    if step is not None:
        return accounts.use_step(session, found.id, step)
    if not accounts.use_recovery_code(session, found.id, digest(second_factor.plain(code))):
        return False
    door_notes.add(session, RECOVERED, now=now, account=found.id)
    return True


def _is_slow(session: Session, found: Colleague | None, where: str, now: datetime) -> bool:
    if (
        found
        and door_notes.failures(session, GUESSES, since=now - WINDOW, account=found.id) >= MOST_OF_ACCOUNT
    ):
        return True
    return are_many(session, GUESSES, where=where, now=now)


def are_many(session: Session, whats: tuple[str, ...], *, where: str, now: datetime) -> bool:
    """Tell whether so much was refused just now, from an address or in all, that nobody is looked at for a while."""
    since = now - WINDOW
    here = door_notes.failures(session, whats, since=since, origin=where)
    return here >= MOST_FROM_ADDRESS or door_notes.failures(session, whats, since=since) >= MOST_OF_ALL


def _note(session: Session, what: str, found: Colleague | None, where: str, now: datetime) -> None:
    """Write a refusal down; those that are only slowed bear no address, so that they push nothing else out."""
    account = found.id if found else None
    door_notes.add(session, what, now=now, account=account, origin=None if what == SLOWED else where)


def _refused(
    workspace: Workspace, what: str, found: Colleague | None, where: str, now: datetime
) -> NotReady | BadRequest:
    with workspace.store.write() as session:
        _note(session, what, found, where, now)
    return _refusal(what)


def slowed() -> NotReady:
    """Return the refusal of whoever must wait until the window is over."""
    return NotReady(SLOWED, minutes=int(WINDOW.total_seconds() // 60))


def _refusal(what: str) -> NotReady | BadRequest:
    return slowed() if what == SLOWED else BadRequest(what)


def invited(workspace: Workspace, first_code: str, *, where: str, now: datetime) -> Colleague:
    """Return who may choose a first password with a code; raises as `log_in` does."""
    with workspace.store.read() as session:
        slow = _is_slow(session, None, where, now)
        found = None if slow else accounts.of_first_code(session, digest(first_code.strip()), now=now)
    if found is None:
        raise _refused(workspace, SLOWED if slow else FIRST_WRONG, None, where, now)
    return found


def choose(workspace: Workspace, chosen: Chosen, *, where: str, now: datetime) -> tuple[str, tuple[str, ...]]:
    """Keep a first password and second factor; return a new session's token, and the recovery codes, shown once.

    Raises BadRequest for a password that is not fit or was typed otherwise the second time, a code that is not the
    app's, and a first code that is nobody's (any more).
    """
    found = invited(workspace, chosen.first_code, where=where, now=now)
    if chosen.password != chosen.again:
        raise BadRequest("password-otherwise")
    passwords.require_fit(chosen.password, name=found.name, email=found.email)
    step = second_factor.step_of(chosen.key, chosen.code, now=now)
    if step is None:
        raise BadRequest("factor-otherwise")
    kept, codes, token = (
        passwords.hashed(chosen.password),
        second_factor.paper_codes(),
        secrets.token_urlsafe(32),
    )
    with workspace.store.write() as session:
        if accounts.of_first_code(session, digest(chosen.first_code.strip()), now=now) is None:
            raise BadRequest(FIRST_WRONG)
        digests = [digest(second_factor.plain(one)) for one in codes]
        accounts.choose(session, found.id, password=kept, factor=chosen.key, step=step, codes=digests)
        desk_sessions.begin(session, found.id, digest(token), now=now)
        door_notes.add(session, CHOSEN, now=now, account=found.id, origin=where)
    return token, codes
