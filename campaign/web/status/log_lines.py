"""The log as people read it: by day, newest first, with who did it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from urllib.parse import urlencode

from campaign.messages import translate
from campaign.reports import json_views
from campaign.reports.json_documents import EventDocument
from campaign.workspace import Workspace
from schedules.database import events
from schedules.model.records import SERVICE

MOST = 60  # lines on a page
WHO = (SERVICE, "people")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which lines are asked for; empty: all. `before` is the number of an event that was on the page before."""

    who: str = ""
    state: str = ""
    post: int | None = None
    words: str = ""
    before: int | None = None


@dataclass(frozen=True, kw_only=True)
class Line:
    """One event: what happened, and who did it."""

    id: int
    event: EventDocument
    by: str


@dataclass(frozen=True, kw_only=True)
class DayOfLog:
    """The events of one day, newest first."""

    day: date
    lines: tuple[Line, ...]


def read(asked: Mapping[str, str]) -> Asked:
    """Return what an address asks for; what it asks for wrongly is as if it did not."""
    return Asked(
        who=next((one for one in WHO if one == asked.get("who")), ""),
        state=asked.get("state", "")[:40],
        post=_number(asked.get("post", "")),
        words=asked.get("words", "")[:200],
        before=_number(asked.get("before", "")),
    )


def older(days: tuple[DayOfLog, ...], asked: Asked) -> str | None:
    """Return the address of the lines before these; None where there are none, or none are likely."""
    lines = [line for one in days for line in one.lines]
    if len(lines) < MOST:
        return None
    told = {"who": asked.who, "state": asked.state, "post": asked.post or "", "words": asked.words}
    return f"/status?{urlencode({**told, 'before': lines[-1].id})}"


def of(workspace: Workspace, asked: Asked, lang: str) -> tuple[DayOfLog, ...]:
    """Return the newest lines that are asked for, at most `MOST`."""
    zone = workspace.rules.zone
    with workspace.store.read() as session:
        found = events.events(session, number=asked.post)
        lines: list[Line] = []
        for one in reversed(found):
            if len(lines) == MOST:
                break
            if not _is_early(one.id, asked) or (asked.who and (one.by == SERVICE) != (asked.who == SERVICE)):
                continue
            if asked.state and one.state != asked.state:
                continue
            shown = json_views.event(session, one, zone, lang)
            if asked.words.casefold() in shown["detail"].casefold():
                lines.append(Line(id=one.id, event=shown, by=translate.place(one.by, lang)))
    return tuple(_days(lines))


def _is_early(number: int, asked: Asked) -> bool:
    return asked.before is None or number < asked.before


def _days(lines: Iterable[Line]) -> Iterable[DayOfLog]:
    for day, those in groupby(lines, key=lambda line: line.event["at"].date()):
        yield DayOfLog(day=day, lines=tuple(those))


def _number(written: str) -> int | None:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else None
