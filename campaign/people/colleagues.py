"""Gives people their roles, lists them, and takes the roles back."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from campaign.people import extra
from campaign.people.digests import digest
from campaign.workspace import Workspace
from media.text import folding
from schedules.database import accounts
from schedules.database import colleagues as database_colleagues
from schedules.errors import BadRequest, NotReady
from schedules.model import organisations
from schedules.model.colleagues import Colleague, Role

FIRST_CODE_FOR = timedelta(hours=72)


@dataclass(frozen=True, kw_only=True)
class Added:
    """Who was given a role, and the code that a first password is chosen with until a moment."""

    colleague: Colleague
    code: str
    until: datetime


def add(
    workspace: Workspace,
    name: str,
    role: Role,
    *,
    organisation: str | None,
    email: str | None,
    now: datetime,
    by: int | None = None,
) -> Added:
    """Give somebody a role and a code for a first password.

    Raises BadRequest for no name, a name or address that is there already, an e-mail address that is none, an approver
    without an organisation of the campaign, and another role with one; NotReady where nobody could log in here.
    """
    extra.require()
    name, email = name.strip(), (email or "").strip() or None
    if not folding.folded(name):
        raise BadRequest("people-no-name")
    if email is not None and ("@" not in email.strip("@") or any(one.isspace() for one in email)):
        raise BadRequest("people-email", email=email)
    whose = _organisation(workspace, role, organisation)
    with workspace.store.write() as session:
        found = accounts.add(session, name, role, organisation=whose, email=email, now=now)
        accounts.note(session, "people-added", found, now=now, by=by)
        code = _first_code(session, found, now=now)
    return Added(colleague=found, code=code, until=now + FIRST_CODE_FOR)


def _organisation(workspace: Workspace, role: Role, written: str | None) -> str | None:
    named = (written or "").strip() or None
    if role != "approver":
        if named:
            raise BadRequest("people-organisation-of-approver", role=role)
        return None
    if not named:
        raise BadRequest("people-approver-of")
    known = workspace.settings.organisations
    same = organisations.listed(named, known)
    if same is None:
        raise BadRequest("people-organisation-unknown", name=named, known=known)
    return same


def code_anew(workspace: Workspace, name: str, *, now: datetime, by: int | None = None) -> Added:
    """Let somebody choose a password and a second factor anew; what was chosen before, and sessions, end at once."""
    extra.require()
    with workspace.store.write() as session:
        found = one(session, name)
        accounts.note(session, "people-code", found, now=now, by=by)
        code = _first_code(session, found, now=now)
    return Added(colleague=found, code=code, until=now + FIRST_CODE_FOR)


def _first_code(session: Session, found: Colleague, *, now: datetime) -> str:
    code = secrets.token_urlsafe(24)
    accounts.give_first_code(session, found.id, digest(code), until=now + FIRST_CODE_FOR)
    return code


def one(session: Session, name: str, *, removed: bool = False) -> Colleague:
    """Return who is meant by a name or an e-mail address; raises BadRequest where it is nobody."""
    if found := accounts.meant(session, name):
        return found
    gone = [each for each in accounts.standing(session, removed=True) if folding.same(each.name, name)]
    if removed and gone:
        return gone[-1]
    known = [each.name for each in accounts.standing(session)]
    raise BadRequest("no-such-colleague" if known else "no-colleagues", name=name, known=known)


def everybody(workspace: Workspace) -> list[Colleague]:
    """Return who has a role, in the order they got it."""
    with workspace.store.read() as session:
        return accounts.standing(session)


def remove(
    workspace: Workspace, name: str, *, erase: bool, now: datetime, by: int | None = None
) -> tuple[Colleague, bool]:
    """Take somebody's role and end their sessions; `erase`: their name goes from all history, too.

    Returns who it was, and whether the name was erased. Raises BadRequest where it is nobody, and NotReady where
    nobody would be left who may add people, and others are.
    """
    with workspace.store.write() as session:
        by = by or database_colleagues.behind(
            session, database_colleagues.STAFF
        )  # whose own name may be erased
        found = one(session, name, removed=erase)
        others = [each for each in accounts.standing(session) if each.id != found.id]
        is_last = found.removed_at is None and found.role == "admin"
        if is_last and others and not any(each.role == "admin" for each in others):
            raise NotReady("people-last-admin", name=found.name)
        if found.removed_at is None:
            accounts.remove(session, found.id, now=now)
            accounts.note(session, "people-removed", found, now=now, by=by)
        erased = erase and accounts.erase_name(session, found)
        if erased:
            accounts.note(session, "people-erased", found, now=now, by=by)
    if erased:
        workspace.store.compact()
    return found, erased


def require_admin(workspace: Workspace) -> None:
    """Raise NotReady where nobody is there who can log in and add others: the desk stays on its computer."""
    admins = [each for each in everybody(workspace) if each.role == "admin"]
    if not any(each.can_log_in for each in admins):
        raise NotReady("people-first-log-in", name=admins[0].name) if admins else NotReady("people-first")
