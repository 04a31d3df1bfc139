"""The log as people read it: by day, newest first, with who did it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice
from urllib.parse import urlencode

from sqlmodel import Session

from campaign.messages import desk_speech, doers, formatting, translate
from campaign.messages.translate import N_
from campaign.reports import json_views
from campaign.reports.json_documents import EventDocument
from campaign.workspace import Workspace
from schedules.database import events
from schedules.model.records import SERVICE, Event

MOST = 60  # lines on a page
WHO = (SERVICE, "people")
COLUMNS = (N_("At"), N_("Post"), N_("State"), N_("What happened"), N_("By"))
NUMBERS = re.compile(r"\d{3,}")  # of what only Facebook and this program know


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which lines are asked for; empty: all. `before` is the number of an event that was on the page before.

    `odd` is what was typed for a post's number and is none.
    """

    who: str = ""
    state: str = ""
    post: int | None = None
    words: str = ""
    before: int | None = None
    odd: str = ""

    @property
    def is_narrow(self) -> bool:
        """Return whether some lines are left out."""
        return bool(self.who or self.state or self.post is not None or self.words)

    def address(self, path: str, **more: object) -> str:
        """Return where these lines are shown, or with `more` others."""
        told = {
            "who": self.who,
            "state": self.state,
            "post": self.post or self.odd,
            "words": self.words,
            **more,
        }
        return f"{path}?{urlencode({name: value for name, value in told.items() if value})}"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One event: what happened, and who did it; `whole` is all that is on record of it, where that is more."""

    id: int
    event: EventDocument
    by: str
    whole: str = ""


@dataclass(frozen=True, kw_only=True)
class DayOfLog:
    """The events of one day, newest first."""

    day: date
    lines: tuple[Line, ...]


def read(asked: Mapping[str, str]) -> Asked:
    """Return what an address asks for; what it asks for wrongly is as if it did not."""
    post = _number(asked.get("post", "").strip())
    return Asked(
        who=next((one for one in WHO if one == asked.get("who")), ""),
        state=asked.get("state", "")[:40],
        post=post,
        odd="" if post is not None else asked.get("post", "").strip()[:40],
        words=asked.get("words", "")[:200],
        before=_number(asked.get("before", "")),
    )


def older(days: tuple[DayOfLog, ...], asked: Asked) -> str | None:
    """Return the address of the lines before these; None where there are none, or none are likely."""
    lines = [line for one in days for line in one.lines]
    if len(lines) < MOST:
        return None
    return asked.address("/status", before=lines[-1].id)


def of(workspace: Workspace, asked: Asked, lang: str) -> tuple[DayOfLog, ...]:
    """Return the newest lines that are asked for, at most `MOST`."""
    with workspace.store.read() as session:
        lines = list(islice(_lines(session, workspace, asked, lang), MOST))
    return tuple(_days(lines))


def written(workspace: Workspace, asked: Asked, lang: str) -> bytes:
    """Return all lines that are asked for as a sheet, oldest first, as Belgian Excel opens it."""
    from campaign.spreadsheets.sheets import formula_guard  # which most pages do not need
    from campaign.spreadsheets.sheets import reader as sheets

    with workspace.store.read() as session:
        lines = list(_lines(session, workspace, asked, lang))[::-1]
    head = [translate.translate(one, lang) for one in COLUMNS]
    rows = [
        (
            formatting.written(line.event["at"].replace(tzinfo=None, microsecond=0)),
            line.event["post"] or "",
            translate.word(line.event["state"], lang) if line.event["state"] else "",
            line.event["detail"],
            line.by,
        )
        for line in lines
    ]
    return sheets.csv_written([head, *([formula_guard.guarded(str(cell)) for cell in row] for row in rows)])


def _lines(session: Session, workspace: Workspace, asked: Asked, lang: str) -> Iterator[Line]:
    """Yield the lines that are asked for, newest first."""
    zone, words = workspace.rules.zone, asked.words.casefold()
    for one in reversed(events.events(session, number=asked.post)):
        if not _is_early(one.id, asked) or (asked.who and _is_of_people(one) != (asked.who != SERVICE)):
            continue
        if asked.state and one.state != asked.state:
            continue
        shown = json_views.event(session, one, zone, lang)
        with desk_speech.speaking(here=False):
            whole = json_views.detail(session, one, lang)
        if words in shown["detail"].casefold() or words in whole.casefold():
            more = whole if NUMBERS.findall(whole) != NUMBERS.findall(shown["detail"]) else ""
            yield Line(id=one.id, event=shown, by=doers.said(shown["by"], lang), whole=more)


def _is_of_people(one: Event) -> bool:
    return one.by_person_id is not None or one.by != SERVICE


def _is_early(number: int, asked: Asked) -> bool:
    return asked.before is None or number < asked.before


def _days(lines: Iterable[Line]) -> Iterable[DayOfLog]:
    for day, those in groupby(lines, key=lambda line: line.event["at"].date()):
        yield DayOfLog(day=day, lines=tuple(those))


def _number(written: str) -> int | None:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else None
