"""Plays the whole plan on a copy of the database, with a rehearsal Page of its own and a clock that jumps.

No post of the campaign changes, and no other Page is called. Films are rendered as for the service, which needs them
anyway; everything else is in a working folder, and gone afterwards but for log and report, which are in `rehearsed/`.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from campaign.messages import formatting
from campaign.page.connection import Connection, face, rehearsing, tongues
from campaign.reports import campaign_report, debrief, json_views
from campaign.reports.debrief import Debrief
from campaign.workspace import Workspace
from media import files, temporary_copies
from media.text import controls
from schedules.database import events
from schedules.database.engine import Store
from schedules.publishing import page_switch
from schedules.rehearsal import server
from schedules.service import ended_consents
from schedules.service.service import RunLimit, Service
from schedules.withdrawal import erase

LOG, REPORT = "log.txt", "report.html"  # in the folder of a play

Clock = Callable[[], datetime]


@dataclass(kw_only=True)
class Leaping:
    """A clock that goes as another does, and leaps when told."""

    clock: Clock
    ahead: timedelta = timedelta(0)

    def __call__(self) -> datetime:
        """Tell the moment, an aware UTC datetime."""
        return self.clock() + self.ahead

    def leap(self, moment: datetime) -> None:
        """Be at `moment`; a moment that is past changes nothing."""
        self.ahead += max(moment - self(), timedelta(0))


@dataclass(frozen=True, kw_only=True)
class Stage:
    """Where a play takes place: a workspace on the copied database, its folder, clock and Page.

    `begun` is when it began, `rules` what was broken then.
    """

    workspace: Workspace
    folder: Path
    clock: Leaping
    page: Connection
    begun: datetime
    rules: tuple[str, ...]


@contextmanager
def stage(workspace: Workspace, *, clock: Clock, lang: str | None = None) -> Iterator[Stage]:
    """Yield a stage with a copy of the campaign as it stands; its pause, if any, is lifted there."""
    folder, leaping = workspace.folder / erase.PLAY, Leaping(clock=clock)
    shutil.rmtree(folder, ignore_errors=True)
    files.folder(folder)
    with temporary_copies.working_folder(workspace.folder, workspace.folder) as work:
        books = workspace.store.copied(work)
        try:
            copy = replace(workspace, store=books)
            with _page(work, workspace, leaping) as served:
                page = rehearsing(copy, served.address, leaping)
                begun = leaping()
                _prepare(books, page.ref.id, now=begun)
                broken = debrief.rules(copy, now=begun, lang=lang)
                yield Stage(
                    workspace=copy, folder=folder, clock=leaping, page=page, begun=begun, rules=broken
                )
        finally:
            books.close()


def _page(work: Path, workspace: Workspace, clock: Clock) -> server.Served:
    name, spoken = workspace.settings.name, tongues(workspace.rules.zone)
    seen = face(workspace.folder)
    return server.start(work / "page", port=0, name=name, clock=clock, tongues=spoken, face=seen)


def _prepare(books: Store, page_id: str, *, now: datetime) -> None:
    with books.write() as session:
        events.resume(session, now=now)
        page_switch.move_on(session, page_id, now=now)


def service(on: Stage, limit: RunLimit, on_look: Callable[[], None]) -> Service:
    """Return the service that plays: it leaps to the next moment when nothing is in hand, no further than wished."""

    def leap(moment: datetime) -> None:
        stops = [moment, limit.until, _next_end(on)]
        on.clock.leap(min(stop for stop in stops if stop))

    return Service(
        store=on.workspace.store,
        campaign=on.workspace.campaign,
        lock_in=on.folder,
        connect=lambda: nullcontext(on.page.link),
        clock=on.clock,
        on_look=on_look,
        on_idle=leap,
    )


def _next_end(on: Stage) -> datetime | None:
    """Return when the next consent for something that is out has ended: a moment too, though nothing goes out."""
    with on.workspace.store.read() as session:
        return ended_consents.next_end(session, after=on.clock(), zone=on.workspace.rules.zone)


def record(on: Stage, *, until: datetime | None = None, lang: str | None) -> Debrief:
    """Write the log and report of a play that went to its end, or `until` then, and return what it showed."""
    zone = on.workspace.rules.zone
    with on.workspace.store.read() as session:
        told = [json_views.event(session, one, zone, lang) for one in events.events(session)]
    lines = [f"{formatting.short(one['at'], lang)} {one['post'] or '-'} {one['detail']}\n" for one in told]
    files.write_whole(on.folder / LOG, controls.visible("".join(lines)).encode())
    shown = debrief.of(on.workspace, on.rules, begun=on.begun, until=until, lang=lang)
    campaign_report.write(on.workspace, on.folder / REPORT, now=on.clock(), lang=lang, debrief=shown)
    return shown
