"""How often the service may begin: it remembers its last starts and ends, whatever supervisor starts it again.

A service that the Page or an accident ended waits ever longer before it asks again; one that is started again and again
in a minute asks for nothing that it knows.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from schedules.consent.rules import Closed
from schedules.database import events, transitions
from schedules.errors import NotReady, ScheduleError
from schedules.facebook.errors import GraphError
from schedules.model.records import SERVICE

BEGAN = "service-started"  # the event, with the Page's number and name
GAVE_UP = "service-gave-up"  # the event; `why` is the code of what ended it
# of any post, or a new token: the way is free again
FREE_AGAIN = ("staged", "published", "page-connected")
RESTS_S = (0, 10, 30, 60, 300, 1200, 3600)  # after each such end in a row
KEPT = timedelta(hours=3)
OFTEN, MINUTE = 2, timedelta(minutes=1)
UNFORESEEN = "service-accident"


@dataclass(frozen=True, kw_only=True)
class Rest:
    """A service that begins makes no call before `until`, for it ended so many `times` in a row, last for `why`."""

    until: datetime
    times: int
    why: Closed

    def told(self, zone: ZoneInfo) -> dict[str, object]:
        """Return what its sentence needs, on the campaign's clock."""
        until = self.until.astimezone(zone).isoformat(timespec="seconds")
        return {"times": self.times, "until": until, "why": self.why}


def rest(session: Session, *, now: datetime) -> Rest | None:
    """Return the rest of a service that begins `now`; None: it may ask the Page at once."""
    found = events.since(session, now - KEPT, (GAVE_UP, *FREE_AGAIN))
    free = max((at for at, one in enumerate(found) if one.event in FREE_AGAIN), default=-1)
    ends = found[free + 1 :]
    if not ends:
        return None
    until = ends[-1].at + timedelta(seconds=RESTS_S[min(len(ends), len(RESTS_S)) - 1])
    if not now < until <= now + timedelta(seconds=RESTS_S[-1]):
        return None
    why = Closed(code=str(ends[-1].params["why"]), params=ends[-1].params)
    return Rest(until=until, times=len(ends), why=why)


def recalled(session: Session, page_id: str, *, now: datetime) -> str | None:
    """Return what the Page was called when the service began a moment ago, if it began often; None: ask."""
    begun = events.since(session, now - MINUTE, (BEGAN,))
    known = [one.params for one in begun if one.params.get("page") == page_id]
    return str(known[-1].get("page_name") or page_id) if len(known) >= OFTEN else None


def note_end(session: Session, error: Exception, *, now: datetime) -> None:
    """Note that the Page or an accident ended the service; what a person did, or another program, is no such end."""
    why = error.params.get("why") if isinstance(error, NotReady) and error.code == "page-refuses" else error
    if isinstance(why, GraphError):
        told = {"why": why.code, **why.told}
    elif isinstance(error, ScheduleError):
        return
    else:
        told = {"why": UNFORESEEN, "kind": type(error).__name__}
    transitions.note(session, GAVE_UP, now=now, by=SERVICE, params=told)
