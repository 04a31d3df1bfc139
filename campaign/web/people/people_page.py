"""What the page of people shows: who has which role, who is at the desk, and what happened at its door."""

from dataclasses import dataclass
from datetime import datetime

from campaign.messages import translate
from campaign.reports import json_views
from campaign.workspace import Workspace
from schedules.database import accounts, desk_sessions, door_notes
from schedules.model.colleagues import Colleague

NOTES = 60


@dataclass(frozen=True, kw_only=True)
class Here:
    """A browser of somebody's: its number, since when, and when it last asked, on the campaign's clock."""

    number: int
    begun: datetime | None
    seen: datetime | None


@dataclass(frozen=True, kw_only=True)
class Row:
    """Somebody with a role, and the browsers that they are logged in with."""

    person: Colleague
    sessions: tuple[Here, ...]


@dataclass(frozen=True, kw_only=True)
class Told:
    """A line of what happened at the door: when, whose account, what, and how often within its minute."""

    at: datetime | None
    who: str
    what: str
    times: int


def rows(workspace: Workspace, *, now: datetime) -> tuple[Row, ...]:
    """Return who has a role, in the order they got it."""
    zone = workspace.rules.zone
    with workspace.store.read() as session:
        open_ = desk_sessions.everything(session, now=now)
        people = accounts.standing(session)
    return tuple(
        Row(
            person=one,
            sessions=tuple(
                Here(
                    number=each.id,
                    begun=json_views.local(each.begun_at, zone),
                    seen=json_views.local(each.seen_at, zone),
                )
                for each in open_
                if each.colleague.id == one.id
            ),
        )
        for one in people
    )


def notes(workspace: Workspace, lang: str) -> tuple[Told, ...]:
    """Return what happened at the door lately, the newest first."""
    zone = workspace.rules.zone
    with workspace.store.read() as session:
        named = {one.id: one.name for one in accounts.standing(session, removed=True)}
        found = door_notes.newest(session, NOTES)
    return tuple(
        Told(
            at=json_views.local(one.at, zone),
            who=named.get(one.account_id or 0, ""),
            what=translate.say(f"door-{one.what}", {"act": one.act or "look"}, lang),
            times=one.times,
        )
        for one in found
    )
