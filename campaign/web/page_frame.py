"""What stands around every page: where one is, what waits, how the service is, the reader's language."""

from dataclasses import dataclass
from datetime import datetime

from campaign.messages import translate
from campaign.reports import json_views
from campaign.web.board import one_reading
from campaign.web.open_desk import OpenDesk
from campaign.web.readers import Reader
from schedules.database import accounts


@dataclass(frozen=True, kw_only=True)
class Heartbeat:
    """Whether the service runs, whether the campaign is paused, and when the next post goes out, on its clock."""

    running: bool
    paused: bool
    next_due: datetime | None
    missed: int

    @property
    def is_off(self) -> bool:
        """Return whether no service runs although posts are due or will be."""
        return not self.running and (self.missed > 0 or self.next_due is not None)


@dataclass(frozen=True, kw_only=True)
class Frame:
    """The frame of a page; `newest` is the newest event that it knows, `now` when it was made, on its clock.

    `page` is the Page that posts go to; "" where it is the rehearsal Page, or has no name yet. `own_name` is that of
    whoever works at this computer, "" where none is known, None where the desk knows its people otherwise;
    `asks_name`: nobody was asked for it yet, and `offered_name` is what the system calls this user. `people`: whether
    anybody has a role.
    """

    campaign: str
    waits: int
    heartbeat: Heartbeat
    languages: tuple[str, ...]
    zone: str
    first_language: str
    newest: int
    now: datetime
    page: str
    people: bool
    own_name: str | None
    asks_name: bool
    offered_name: str


def of(desk: OpenDesk, reader: Reader) -> Frame:
    """Return the frame as it is now."""
    workspace, now = desk.workspace(), desk.clock()
    with workspace.store.read() as session:
        found = one_reading.of(session, workspace, now=now, lang=reader.lang)
        people = bool(accounts.standing(session))
    own = desk.asked_for_name
    heartbeat = Heartbeat(
        running=found.running,
        paused=found.paused,
        next_due=json_views.local(found.next_due(now), workspace.rules.zone),
        missed=found.missed,
    )
    return Frame(
        campaign=workspace.settings.name,
        waits=found.strip.count,
        heartbeat=heartbeat,
        languages=translate.LANGUAGES,
        zone=workspace.rules.zone.key,
        first_language=workspace.settings.languages[0],
        newest=found.newest,
        now=now.astimezone(workspace.rules.zone).replace(second=0, microsecond=0),
        page=json_views.campaign_page(workspace)["name"] or "",
        people=people,
        own_name=(own.name or "") if own else None,
        asks_name=own is not None and own.is_to_ask,
        offered_name=(own.system or "") if own else "",
    )
