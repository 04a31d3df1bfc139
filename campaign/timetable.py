"""Weekly slots -> times: which are to come, which are free, which days stay empty. Pure: `now` is a parameter."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from campaign import public_holidays
from campaign.messages import translate
from campaign.settings.declarations import Settings
from campaign.settings.plan_parsing import Blackout, Slot
from media.languages import known
from schedules.errors import BadRequest, NotReady

HORIZON = 400  # days ahead that are looked through
Why = Literal["blackout", "holiday", "community"]


@dataclass(frozen=True, kw_only=True)
class EmptyDay:
    """Why a day stays empty, and what it is called; of a blackout its `first` and `last` day."""

    why: Why
    name: str
    first: date | None = None
    last: date | None = None

    @property
    def told(self) -> dict[str, object]:
        """Return what its sentence needs."""
        days = {"first": self.first, "last": self.last}
        return {"name": self.name, **{name: day.isoformat() for name, day in days.items() if day}}


@dataclass(frozen=True, kw_only=True)
class Opening:
    """A slot of one day: its moment in UTC; `skipped` is the time set, where clocks skip it."""

    moment: datetime
    skipped: str | None = None


@dataclass(frozen=True, kw_only=True)
class Timetable:
    """When posts may go out; `holidays` returns those of a year, `community` has month and day as `07-11`."""

    zone: ZoneInfo
    slots: tuple[Slot, ...]
    blackouts: tuple[Blackout, ...]
    holidays: Callable[[int], Mapping[date, str]]
    community: Mapping[str, str]
    distance: timedelta
    per_day: int

    def closed(self, day: date) -> EmptyDay | None:
        """Return why a day stays empty, or None."""
        for span in self.blackouts:
            if span.first <= day <= span.last:
                return EmptyDay(
                    why="blackout", name=f"{span.first}/{span.last}", first=span.first, last=span.last
                )
        if name := self.holidays(day.year).get(day):
            return EmptyDay(why="holiday", name=name)
        name = self.community.get(f"{day:%m-%d}")
        return EmptyDay(why="community", name=name) if name else None

    def day(self, moment: datetime) -> date:
        """Return the day of a moment on the campaign's calendar."""
        return moment.astimezone(self.zone).date()

    def openings(self, *, language: str, kind: str, after: datetime) -> Iterator[Opening]:
        """Yield the slots for a language and kind from `after` on, soonest first; days that stay empty are left out."""
        fitting = [s for s in self.slots if s.language in (None, language) and s.kind in (None, kind)]
        first = self.day(after)
        for day in (first + timedelta(days=ahead) for ahead in range(HORIZON)):
            if self.closed(day):
                continue
            found = [opening(day, slot, self.zone) for slot in fitting if slot.weekday == day.weekday()]
            yield from sorted((one for one in found if one.moment >= after), key=lambda one: one.moment)

    def is_free(self, moment: datetime, planned: Iterable[datetime]) -> bool:
        """Tell whether a post may go out beside those planned: far enough from each, not too many that day."""
        others = tuple(planned)
        near = any(one == moment or abs(one - moment) < self.distance for one in others)
        same_day = sum(self.day(one) == self.day(moment) for one in others)
        return not near and same_day < self.per_day

    def clear(self, after: datetime, planned: Iterable[datetime]) -> datetime:
        """Return the first moment from `after` on that is far enough from each of those planned."""
        moment = after
        for one in sorted(planned):
            if abs(one - moment) < self.distance or one == moment:
                moment = one + self.distance
        return moment

    def is_slot(self, moment: datetime, *, language: str, kind: str) -> bool:
        """Tell whether a moment is one of the slots of a language and kind."""
        wall = self.day(moment)
        fitting = [s for s in self.slots if s.language in (None, language) and s.kind in (None, kind)]
        return any(
            opening(wall, slot, self.zone).moment == moment.replace(microsecond=0)
            for slot in fitting
            if slot.weekday == wall.weekday()
        )

    def skipped(self, moment: datetime, *, language: str, kind: str) -> str | None:
        """Return the wall time of a slot that the clocks skip, where `moment` is what became of it."""
        day = self.day(moment)
        fitting = [s for s in self.slots if s.language in (None, language) and s.kind in (None, kind)]
        found = (opening(day, slot, self.zone) for slot in fitting if slot.weekday == day.weekday())
        return next((one.skipped for one in found if one.moment == moment and one.skipped), None)


def opening(day: date, slot: Slot, zone: ZoneInfo) -> Opening:
    """Return a day's slot as a moment: moved forward where the clocks skip it, the first where it occurs twice."""
    wall = datetime.combine(day, slot.at)
    moment = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    met = moment.astimezone(zone).replace(tzinfo=None) == wall
    return Opening(moment=moment, skipped=None if met else wall.isoformat(" ", "minutes"))


def next_free(
    table: Timetable,
    *,
    language: str,
    kind: str,
    now: datetime,
    planned: Iterable[datetime],
) -> Opening:
    """Return the next free slot from `now` on.

    Raises NotReady where no slot is set for the language and kind; BadRequest where none is free for a year.
    """
    others = tuple(planned)
    if not has_slot(table, language=language, kind=kind):
        raise NotReady("no-slots", language=language, kind=kind)
    free = (
        one
        for one in table.openings(language=language, kind=kind, after=now)
        if table.is_free(one.moment, others)
    )
    first = next(free, None)
    if first is None:
        raise BadRequest("no-free-slot", language=language, kind=kind, days=HORIZON)
    return first


def has_slot(table: Timetable, *, language: str, kind: str) -> bool:
    """Tell whether the plan has slots for posts of a language and kind."""
    return any(one.language in (None, language) and one.kind in (None, kind) for one in table.slots)


def of(settings: Settings, lang: str | None = None) -> Timetable:
    """Return the timetable of a campaign, its holidays named in `lang`."""
    plan = settings.plan
    return Timetable(
        zone=settings.timezone,
        slots=plan.slots,
        blackouts=plan.blackouts,
        holidays=lambda year: public_holidays.of_year(plan.holidays, year, lang or known.FALLBACK),
        community={day: translate.word(name, lang) for day, name in plan.community_days.items()},
        distance=plan.distance,
        per_day=plan.per_day,
    )
