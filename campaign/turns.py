"""Which slot a film's post takes: near its post in the other language, the films beginning with either by turns."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypedDict

from campaign import timetable
from campaign.timetable import Opening, Timetable
from schedules.model.bilingual import base

AHEAD = timedelta(days=14)  # no further than so long after the first free slot is a better one looked for


class Wanted(TypedDict):
    """Which slots are looked for: for a language and a kind of post, from a moment on."""

    language: str
    kind: str
    now: datetime


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One of a film's posts: its moment, and its language without a region."""

    at: datetime
    language: str


@dataclass(frozen=True, kw_only=True)
class Film:
    """What a post is beside: the film's post in another language, or the languages in which one is still to come.

    `others` are the first posts of the other films, `within` is how far apart a film's posts may be.
    """

    sibling: Turn | None
    missing: tuple[str, ...]
    others: tuple[Turn, ...]
    within: timedelta


def next_slot(
    table: Timetable, film: Film, *, language: str, kind: str, now: datetime, planned: Iterable[datetime]
) -> Opening:
    """Return the free slot from `now` on that leaves the film's languages close and in turn, the soonest of these.

    Where none does, it is one that leaves them close, else the first free one. Raises as `timetable.next_free` does.
    """
    taken = tuple(planned)
    wanted: Wanted = {"language": language, "kind": kind, "now": now}
    first = timetable.next_free(table, **wanted, planned=taken)
    last = film.sibling.at + film.within if film.sibling else first.moment + AHEAD
    near = tuple(one for one in taken if one <= last + film.within + timedelta(days=1))
    fitting = {
        (_repeated(film.others, min(ours, other, key=lambda one: one.at)), ours.at): one
        for one in _free(table, **wanted, until=last, planned=near)
        for ours in (Turn(at=one.moment, language=base(language)),)
        for other in _partners(table, film, ours, kind=kind, now=now, planned=near)
    }
    return fitting[min(fitting)] if fitting else first


def _partners(
    table: Timetable, film: Film, ours: Turn, *, kind: str, now: datetime, planned: tuple[datetime, ...]
) -> Iterator[Turn]:
    """Yield the film's post in the other language where it is close, else the free slots for one that are."""
    if film.sibling:
        yield from (film.sibling,) if abs(film.sibling.at - ours.at) <= film.within else ()
        return
    begin, end = max(now, ours.at - film.within), ours.at + film.within
    for other in film.missing:
        wanted: Wanted = {"language": other, "kind": kind, "now": begin}
        for one in _free(table, **wanted, until=end, planned=(*planned, ours.at)):
            yield Turn(at=one.moment, language=base(other))


def _free(
    table: Timetable,
    *,
    language: str,
    kind: str,
    now: datetime,
    until: datetime,
    planned: tuple[datetime, ...],
) -> Iterator[Opening]:
    """Yield the free slots from `now` to `until`."""
    for one in table.openings(language=language, kind=kind, after=now):
        if one.moment > until:
            return
        if table.is_free(one.moment, planned):
            yield one


def _repeated(others: tuple[Turn, ...], first: Turn) -> int:
    """Count the films next to this one, before and after, that begin with the same language."""
    before = max((one for one in others if one.at <= first.at), key=lambda one: one.at, default=None)
    after = min((one for one in others if one.at > first.at), key=lambda one: one.at, default=None)
    return sum(one is not None and one.language == first.language for one in (before, after))
