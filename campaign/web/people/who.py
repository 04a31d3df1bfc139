"""Who asks: the person of a session, as the database has it, for the door and for what is written down there."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from campaign.people.acts import Who
from campaign.people.digests import digest
from campaign.web.open_desk import OpenDesk
from schedules.database import accounts, desk_sessions, door_notes
from schedules.errors import DatabaseBusy
from schedules.model.colleagues import OpenSession

OUT = "logged-out"  # `logging_in.OUT`, which loads what is heavy
Found = Callable[[str, datetime], Who | None]


def finder(desk: OpenDesk) -> Found:
    """Return what finds the person of a session's token, and keeps that the browser is still there."""

    def found(token: str, now: datetime) -> Who | None:
        store = desk.opened.store
        with store.read() as session:
            one = desk_sessions.of(session, digest(token), now=now)
        if one is None:
            return None
        if now - one.seen_at >= desk_sessions.SEEN_EVERY:
            with suppress(DatabaseBusy), store.write() as session:
                desk_sessions.see(session, one.id, now=now)
        return _who(one)

    return found


def _who(one: OpenSession) -> Who:
    of = one.colleague
    return Who(
        role=of.role,
        organisation=of.organisation,
        person_id=of.person_id,
        account=of.id,
        session=one.id,
        name=of.name,
        proven_at=one.proven_at,
    )


def note(desk: OpenDesk, what: str, who: Who, act: str, *, now: datetime) -> None:
    """Write down that somebody was refused an act, by numbers alone."""
    with suppress(DatabaseBusy), desk.opened.store.write() as session:
        door_notes.add(session, what, now=now, account=who.account, act=act)


def are_there(desk: OpenDesk) -> bool:
    """Tell whether anybody has a role here, so that there is something to log in with."""
    with desk.opened.store.read() as session:
        return bool(accounts.standing(session))


def leave(desk: OpenDesk, token: str | None, *, now: datetime) -> bool:
    """End a person's session; tell whether it was one."""
    if not token:
        return False
    with desk.opened.store.read() as session:
        if desk_sessions.of(session, digest(token), now=now) is None:
            return False
    with desk.opened.store.write() as session:
        whose = desk_sessions.end(session, digest(token))
        if whose is not None:
            door_notes.add(session, OUT, now=now, account=whose)
    return whose is not None
