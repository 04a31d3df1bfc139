"""Moving a post from the board: what each day would be for it, and the move itself, from the version it was seen in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from sqlmodel import Session

from campaign import timetable
from campaign.messages import moving as words
from campaign.messages import translate
from campaign.reports import json_views
from campaign.settings.plan_parsing import Slot
from campaign.timetable import Timetable
from campaign.web.board import one_reading, waiting
from campaign.workspace import Workspace
from schedules.database import events
from schedules.database import posts as database_posts
from schedules.errors import BadRequest, NotReady
from schedules.model import moments
from schedules.model.moments import Due
from schedules.model.records import Post
from schedules.model.states import after

if TYPE_CHECKING:
    from campaign.posts.move_verdicts import Kind, Verdict
    from campaign.posts.void_approvals import Fate

MOST_DAYS = 60
OFFERED = 6  # moments in the list beside a typed one
NEAR = timedelta(days=3)


@dataclass(frozen=True, kw_only=True)
class Target:
    """A moment to which a post may be moved, on the campaign's clock; `why` in few words, `said` in sentences.

    `is_slot`: it is a free slot; `beside`: the day has the post's own hour, too. `again`: the day before says the same.
    """

    moment: datetime
    kind: "Kind"
    why: tuple[str, ...]
    said: tuple[str, ...]
    fate: "Fate"
    is_slot: bool
    beside: bool
    stays: bool
    again: bool = False


@dataclass(frozen=True, kw_only=True)
class _Wanted:
    """A moment to judge: whether it is a free slot, and whether the day has the post's own hour, too."""

    due: Due
    is_slot: bool = False
    beside: bool = False


@dataclass(frozen=True, kw_only=True)
class Mover:
    """A post to move: where it is, by which version it is known, its first words, and its yeses' tolerance."""

    number: int
    version: int
    language: str
    title: str
    moment: datetime | None
    state: str
    movable: bool
    fate: "Fate"
    agreed: datetime | None
    tolerance_s: float


@dataclass(frozen=True, kw_only=True)
class Moved:
    """What a move did: from where, to where; `again`: the post was there already; `void`: it must be approved anew."""

    mover: Mover
    before: datetime | None
    moment: datetime
    void: bool
    again: bool


def mover(workspace: Workspace, number: int) -> Mover:
    """Return a post as it may be moved; raises BadRequest where there is none."""
    with workspace.store.read() as session:
        return _mover(session, workspace, database_posts.post(session, number))


def _mover(session: Session, workspace: Workspace, post: Post) -> Mover:
    from campaign.posts import (
        void_approvals,
    )  # rooms that edit wait until somebody moves: the board opens without them

    given, zone = void_approvals.yeses(session, workspace, post), workspace.rules.zone
    return Mover(
        number=post.number,
        version=_version(session, post.number),
        language=post.language,
        title=waiting.title(post),
        moment=json_views.local(post.due_at, zone),
        state=str(post.state),
        movable=after(post.state, "moved") is not None,
        fate=given.fate(post.due_at) if post.due_at else "none",
        agreed=json_views.local(given.agreed, zone),
        tolerance_s=given.tolerance.total_seconds(),
    )


def _version(session: Session, number: int) -> int:
    return max((one.id for one in events.events(session, number=number)), default=0)


def over_days(
    workspace: Workspace, number: int, first: date, last: date, *, now: datetime, lang: str
) -> tuple[Mover, list[Target]]:
    """Return what each of these days would be for a post at its hour, and each of their slots that are free."""
    last = min(last, first + timedelta(days=MOST_DAYS))
    days = [first + timedelta(days=at) for at in range(max(0, (last - first).days) + 1)]
    with workspace.store.read() as session:
        post = database_posts.post(session, number)
        table = timetable.of(workspace.settings, lang)
        wanted = list(_moments(session, workspace, post, days, table, now=now))
        found = _judged(session, workspace, post, wanted, now=now, lang=lang)
        return _mover(session, workspace, post), list(_without_repeats(found))


def offered(workspace: Workspace, number: int, *, now: datetime, lang: str) -> list[Target]:
    """Return the moments that are offered beside a typed one: days near its own at its hour, and the next slots."""
    post = mover(workspace, number)
    start = max(now.astimezone(workspace.rules.zone).date(), (post.moment or now).date() - NEAR)
    _, found = over_days(workspace, number, start, start + timedelta(days=21), now=now, lang=lang)
    able = [one for one in found if one.kind != "cannot" and not one.stays]
    slots = [one for one in able if one.is_slot][:3]
    rest = [one for one in able if not one.is_slot][: OFFERED - len(slots)]
    return sorted((*slots, *rest), key=lambda one: one.moment)


def typed(workspace: Workspace, number: int, written: str, *, now: datetime, lang: str) -> Target:
    """Return what a typed moment would be for a post; raises BadRequest where it cannot be read."""
    due = _read(workspace, written, now=now)
    with workspace.store.read() as session:
        post = database_posts.post(session, number)
        return _judged(session, workspace, post, [_Wanted(due=due)], now=now, lang=lang)[0]


def _read(workspace: Workspace, written: str, *, now: datetime) -> Due:
    from campaign.typed import moments as typed_moments

    return typed_moments.read_when(written, now=now, zone=workspace.rules.zone).due


def move(workspace: Workspace, number: int, written: str, *, version: int | None, now: datetime) -> Moved:
    """Move a post to a typed moment from the version in which it was seen; one that is there already stays.

    Raises BadRequest where the moment cannot be read or is past, NotReady where the post is not as it was seen, or
    as `editing.move` does.
    """
    from campaign.posts import editing

    due = _read(workspace, written, now=now)
    with workspace.store.write() as session:
        before = database_posts.post(session, number)
        again, void = before.due_at == due.utc, False
        if not again:
            _require_version(session, workspace, number, version)
            void = editing.move_in(session, workspace, before, due, now=now)
        found = _mover(session, workspace, database_posts.post(session, number))
    zone = workspace.rules.zone
    return Moved(
        mover=found,
        before=json_views.local(before.due_at, zone),
        moment=due.utc.astimezone(zone),
        void=void,
        again=again,
    )


def _require_version(session: Session, workspace: Workspace, number: int, version: int | None) -> None:
    """Refuse a change to a post that is not as it was seen, with what happened to it since."""
    if version is None or _version(session, number) == version:
        return
    last = events.events(session, number=number)[-1]
    told = {
        "number": number,
        "what": last.event,
        "by": last.by,
        "at": last.at.astimezone(workspace.rules.zone),
    }
    raise NotReady("desk-changed", **told | {"at": f"{told['at']:%Y-%m-%d %H:%M}"})


def _moments(
    session: Session,
    workspace: Workspace,
    post: Post,
    days: Iterable[date],
    table: Timetable,
    *,
    now: datetime,
) -> Iterator[_Wanted]:
    """Yield each day at the post's hour, then its free slots for such a post."""
    hour = post.due_at.astimezone(table.zone).time() if post.due_at else None
    taken = {one.due_at for one in database_posts.posts(session) if one.number != post.number}
    for day in days:
        slots = [_at(day, slot, table) for slot in table.slots if _fits(slot, day, post)]
        free = [one for one in slots if one not in taken and one > now]
        kept = _at(day, Slot(weekday=day.weekday(), at=hour or moments.USUAL), table)
        if hour is None and free:
            kept = free[0]
        yield _Wanted(due=moments.due_at(kept, table.zone), is_slot=kept in free)
        for one in () if table.closed(day) else free:
            if one != kept:
                yield _Wanted(due=moments.due_at(one, table.zone), is_slot=True, beside=True)


def _fits(slot: Slot, day: date, post: Post) -> bool:
    return (
        slot.weekday == day.weekday()
        and slot.language in (None, post.language)
        and slot.kind in (None, post.kind)
    )


def _at(day: date, slot: Slot, table: Timetable) -> datetime:
    return timetable.opening(day, slot, table.zone).moment


def _judged(
    session: Session,
    workspace: Workspace,
    post: Post,
    wanted: list[_Wanted],
    *,
    now: datetime,
    lang: str,
) -> list[Target]:
    from campaign.posts import move_verdicts

    dues = [one.due for one in wanted]
    known = one_reading.of(session, workspace, now=now, lang=lang).facts
    found = move_verdicts.verdicts(session, workspace, post, dues, now=now, lang=lang, known=known)
    return [
        _target(post, verdict, one, workspace=workspace, lang=lang)
        for verdict, one in zip(found, wanted, strict=True)
    ]


def _target(post: Post, verdict: "Verdict", asked: _Wanted, *, workspace: Workspace, lang: str) -> Target:
    why = (words.briefly(one.code, one.params, lang) for one in verdict.told)
    said = (
        translate.say_finding(one.code, {"number": post.number, **one.params}, lang)[0]
        for one in verdict.told
    )
    return Target(
        moment=verdict.due.utc.astimezone(workspace.rules.zone),
        kind=verdict.kind,
        why=tuple(dict.fromkeys(why)),
        said=tuple(dict.fromkeys(said)),
        fate=verdict.fate,
        is_slot=asked.is_slot,
        beside=asked.beside,
        stays=verdict.due.utc == post.due_at,
    )


def _without_repeats(found: Iterable[Target]) -> Iterator[Target]:
    """Yield the days, each that is forbidden for the reason of the day before marked so."""
    before: Target | None = None
    for one in found:
        same = before is not None and one.kind == "cannot" == before.kind and one.why == before.why
        yield replace(one, again=same)
        before = one


def when(text: str) -> date:
    """Return the day of an address; raises BadRequest where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadRequest("desk-400") from None
