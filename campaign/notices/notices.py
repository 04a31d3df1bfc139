"""What is to be told to people who are not looking: posts that came to rest and wait for a decision, once each.

The log is the memory: each notice is two events, `notice-intended` before it is handed over and how it went after.
Whose intent has no outcome may have arrived and is never told again; what certainly did not arrive is tried again
for a day. A notice leaves the house, so it bears no name: people are numbers, free words stay behind.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import PurePath
from typing import Any

from sqlmodel import Session

from campaign.messages import translate
from campaign.notices.delivery import NotDelivered, Unanswered
from campaign.page import graph_version, token_end
from campaign.reports.json_documents import FindingDocument
from schedules.consent import earlier_trouble
from schedules.database import events as database_events
from schedules.database import posts, transitions
from schedules.facebook import versions
from schedules.facebook.errors import GraphError
from schedules.model.states import TRANSITIONS, State
from schedules.service import forgotten_drafts, pacing

WAITING = (State.HELD, State.FAILED, State.DOUBTFUL)
RESTS = {  # event -> the state in which a post then waits for a decision
    event: to for (old, event), to in TRANSITIONS.items() if to in WAITING and old not in WAITING
}
VERSION_ENDS = ("graph-version-ends", "graph-version-ended")
ALARMS = (
    "page-refused",
    "token-ends-soon",
    "takedown-due",
    forgotten_drafts.ALARM,
    *VERSION_ENDS,
    pacing.OTHER_VERSION,
)
STEPS = ("notice-intended", "notice-sent", "notice-refused", "notice-unanswered")
REACH = timedelta(hours=24)  # nothing older is told, and nothing is tried for longer
KEPT = timedelta(days=3)  # that long `status` tells of notices that went wrong
BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
UNDER_WAY = timedelta(minutes=5)  # an intent may be that old before its silence is a finding


_HARMLESS = (  # words that name nobody
    *("language", "day", "format", "kind", "object", "days", "until"),
    *("version", "newest", "asked", "answered"),
)


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One thing to tell: the event's number, name and moment; the post and its state (None: the campaign's); why."""

    event_id: int
    event: str
    at: datetime
    post: int | None
    state: str | None
    code: str
    params: dict[str, Any] = field(default_factory=dict)
    tries: int = 0

    @property
    def number(self) -> Any:
        """Return the post that it is about, also where it is no state of the post that is told; else None."""
        return self.post or self.params.get("number")


@dataclass(frozen=True, kw_only=True)
class Owed:
    """What is to be told by one way now, and when to look again for what waits after a refusal."""

    notices: tuple[Notice, ...] = ()
    again_at: datetime | None = None


def owed(session: Session, way: str, *, now: datetime) -> Owed:
    """Return what is still to be told by `way`: of the last day, not begun or certainly not arrived, and true still.

    Where anything is ready, what waits in back-off goes along.
    """
    events = database_events.since(session, now - REACH, (*RESTS, *ALARMS, *STEPS))
    steps = _steps(events, way)
    newest = {one.post_number: one.id for one in events if one.event in RESTS}
    waiting: list[tuple[datetime, Notice]] = []
    for one in events:
        mine = steps.get(one.id, [])
        if one.event in STEPS or (mine and mine[-1].event != "notice-refused"):
            continue
        if one.event in RESTS and newest[one.post_number] != one.id:
            continue
        notice = _notice(session, one, tries=sum(step.event == "notice-refused" for step in mine))
        if notice:
            again = mine[-1].params.get("again_at") if mine else None
            waiting.append((datetime.fromisoformat(again) if again else one.at, notice))
    if any(at <= now or not notice.tries for at, notice in waiting):
        return Owed(notices=tuple(notice for _, notice in waiting))
    return Owed(again_at=min((at for at, _ in waiting), default=None))


def intend(session: Session, way: str, notices: Sequence[Notice], *, now: datetime) -> bool:
    """Note that these are about to be handed over; False, and nothing noted, where one was told meanwhile."""
    if len(_still(session, way, notices, now)) < len(notices):
        return False
    for one in notices:
        _note(session, "notice-intended", one, way, now=now)
    return True


def sent(session: Session, way: str, notices: Iterable[Notice], *, now: datetime) -> None:
    """Note that the server took them."""
    for one in notices:
        _note(session, "notice-sent", one, way, now=now)


def unanswered(
    session: Session, way: str, notices: Iterable[Notice], why: Unanswered, *, now: datetime
) -> None:
    """Note that nobody knows whether they arrived; they are not told again."""
    for one in notices:
        _note(session, "notice-unanswered", one, way, now=now, **_failure(why))


def refused(
    session: Session, way: str, notices: Iterable[Notice], why: NotDelivered, *, now: datetime
) -> None:
    """Note that these, handed over, were refused, and when they are tried again."""
    for one in notices:
        again = now + BACK_OFF[min(one.tries, len(BACK_OFF) - 1)]
        _note(session, "notice-refused", one, way, now=now, again_at=again.isoformat(), **_failure(why))


def put_off(
    session: Session, way: str, notices: Sequence[Notice], why: NotDelivered, *, now: datetime
) -> None:
    """Note the same of what was not even handed over, except where another took it in hand meanwhile."""
    refused(session, way, _still(session, way, notices, now), why, now=now)


def page_refused(session: Session, why: GraphError, *, now: datetime) -> None:
    """Note that the Page takes nothing from us: once, until something goes up again or a day has passed."""
    known = database_events.since(session, now - REACH, ("page-refused", "staged", "published"))
    if known and known[-1].event == "page-refused":
        return
    transitions.note(session, "page-refused", now=now, by="service", params={"why": why.code, **why.told})


def token_ends(session: Session, expires_at: datetime | None, *, now: datetime) -> None:
    """Note that the Page's token ends soon, once for each end."""
    days = token_end.ends_soon(expires_at, now)
    if days is None or expires_at is None:
        return
    until = f"{expires_at:%Y-%m-%d}"
    known = database_events.since(session, now - token_end.WARN, ("token-ends-soon",))
    if all(one.params.get("until") != until for one in known):
        params = {"until": until, "days": days}
        transitions.note(session, "token-ends-soon", now=now, by="service", params=params)


def version_ends(session: Session, version: str, *, now: datetime) -> None:
    """Note that the version of Graph that the campaign asks for has ended, or ends soon: each once."""
    for one in graph_version.ends(version, now.date()):
        if one.code not in VERSION_ENDS:
            continue
        known = database_events.since(session, now - versions.WARN, (one.code,))
        if all(event.params.get("version") != version for event in known):
            transitions.note(session, one.code, now=now, by="service", params=one.params)


def troubles(session: Session, *, now: datetime) -> dict[str, int]:
    """Count the notices of the last days that may be lost, that wait to be tried again, that were given up: by code."""
    found: Counter[str] = Counter()
    events = database_events.since(session, now - KEPT, (*RESTS, *ALARMS, *STEPS))
    began: dict[object, Any] = {one.id: one for one in events}
    last = {(one.params["event"], one.params["way"]): one for one in events if one.event in STEPS}
    for (event_id, _way), step in last.items():
        cause = began.get(event_id)
        if step.event == "notice-refused" and cause and _notice(session, cause):
            found["notices-given-up" if now - cause.at > REACH else "notices-waiting"] += 1
        old = now - step.at > UNDER_WAY
        if step.event == "notice-unanswered" or (step.event == "notice-intended" and old):
            found["notices-unsure"] += 1
    return dict(found)


def findings(session: Session, *, now: datetime, lang: str | None) -> list[FindingDocument]:
    """Return the same as `status` shows it."""
    return [
        {
            "code": code,
            "severity": "warning",
            "where": "notices",
            "message": translate.say(code, {"count": count}, lang),
            "remedy": "",
        }
        for code, count in troubles(session, now=now).items()
    ]


def _still(session: Session, way: str, notices: Sequence[Notice], now: datetime) -> list[Notice]:
    """Return those that stand as they stood when they were read."""
    known = {(one.event_id, one.tries) for one in owed(session, way, now=now).notices}
    return [one for one in notices if (one.event_id, one.tries) in known]


def _steps(events: Iterable[Any], way: str) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for one in events:
        if one.event in STEPS and one.params["way"] == way:
            found.setdefault(one.params["event"], []).append(one)
    return found


def _told(session: Session, params: dict[str, Any]) -> dict[str, Any]:
    """Return parameters as they may leave the house: with Facebook's own words, where these name nobody."""
    words = {name: params[name] for name in transitions.QUOTED if name in params}
    before = params.get(earlier_trouble.BEFORE)
    inner = {"before": {**before, "params": _told(session, before["params"])}} if before else {}
    return {**_nameless(params), **transitions.nameless(session, words), **inner}


def _notice(session: Session, one: Any, *, tries: int = 0) -> Notice | None:
    """Return what an event gives to tell; None where the post no longer rests in that state, or has another moment."""
    about = {"event_id": one.id, "event": one.event, "at": one.at, "tries": tries}
    if one.event == forgotten_drafts.ALARM and _decided(session, one):
        return None
    if one.event in ALARMS:
        why = str(one.params.get("why", one.event))
        return Notice(post=None, state=None, code=why, params=_told(session, one.params), **about)
    post = posts.post(session, one.post_number)
    if post.state != RESTS[one.event]:
        return None
    reason = post.rests_for or {"code": one.params.get("why", f"event-{one.event}"), "params": one.params}
    code = "notice-by-staff" if reason["code"] == "by-staff" else str(reason["code"])
    params = _told(session, reason["params"])
    return Notice(post=post.number, state=str(post.state), code=code, params=params, **about)


def _decided(session: Session, one: Any) -> bool:
    """Tell whether somebody approved, moved or ended a draft since its moment passed."""
    post = posts.post(session, one.post_number)
    return post.state is not State.DRAFT or post.due_at != datetime.fromisoformat(one.params["due"])


def _nameless(params: dict[str, Any]) -> dict[str, Any]:
    return {name: _harmless(name, value) for name, value in params.items()}


def _harmless(name: str, value: Any) -> Any:
    """Return a parameter as it may leave the house: a person as a number, of a path its end, of free words nothing."""
    if name == "person":
        return f"person {value}" if isinstance(value, int) else "a person"
    if value is None or isinstance(value, int | float) or name in _HARMLESS:
        return value
    return PurePath(str(value)).name if name == "path" else "…"


def _failure(why: NotDelivered | Unanswered) -> dict[str, Any]:
    return {"why": why.code, **why.params}


def _note(session: Session, name: str, notice: Notice, way: str, *, now: datetime, **params: object) -> None:
    told = {"event": notice.event_id, "way": way, **params}
    transitions.note(session, name, now=now, by="service", number=notice.post, params=told)
