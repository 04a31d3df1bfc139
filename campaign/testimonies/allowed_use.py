"""What the people in a film allow, channel by channel, in a few values that a table can say."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlmodel import Session

from campaign.workspace import Workspace
from schedules.consent import credits, gates
from schedules.consent.rules import ENDS_SOON, Allowed
from schedules.database import testimonies
from schedules.database.tables import CHANNELS
from schedules.model.records import Consent, Testimony

Kind = Literal[
    "yes",
    "until",
    "soon",
    "no",
    "no-form",
    "withdrawn",
    "ended",
    "form-gone",
    "guardian",
    "special",
    "not-yet",
]
BAD: tuple[Kind, ...] = ("withdrawn", "ended", "form-gone", "guardian", "special")
_LACKS: Mapping[str, Kind] = {
    "consent-withdrawn": "withdrawn",
    "consent-ended": "ended",
    "consent-evidence": "form-gone",
    "consent-guardian": "guardian",
    "consent-special": "special",
}


@dataclass(frozen=True, kw_only=True)
class Cell:
    """What a person allows for a channel: until which `day`, or since when not; all languages but those `left_out`."""

    channel: str
    kind: Kind
    day: date | None = None
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody in a film: the name on record, the name that is `shown` (None: none), and what is allowed where."""

    id: int
    name: str
    shown: str | None
    speaks: bool
    signed: bool
    cells: tuple[Cell, ...]

    def cell(self, channel: str) -> Cell:
        """Return what is allowed for a channel."""
        return next(one for one in self.cells if one.channel == channel)


def people(session: Session, workspace: Workspace, film: Testimony, *, now: datetime) -> tuple[Person, ...]:
    """Return everybody in a film, its speaker first, with what is allowed in each of the campaign's languages."""
    given = testimonies.consents(session, testimony_id=film.id)
    languages = workspace.settings.languages or (film.language,)
    asked = gates.allowed(session, film, CHANNELS, languages, now=now, campaign=workspace.campaign)
    present = testimonies.appearing(session, film.id)
    names = testimonies.names(session, set(present))
    today = now.astimezone(workspace.rules.zone).date()
    found = []
    for person in sorted(present, key=lambda one: (one != film.speaker_id, one)):
        theirs = [one for one in given if one.person_id == person]
        wished = credits.wish(person, given)
        name = names.get(person, "")
        said = {channel: _said(asked, person, channel, languages) for channel in CHANNELS}
        found.append(
            Person(
                id=person,
                name=name,
                shown=name if wished is None else credits.shown_as(name, wished),
                speaks=person == film.speaker_id,
                signed=bool(theirs),
                cells=tuple(_cell(channel, said[channel], theirs, today) for channel in CHANNELS),
            )
        )
    return tuple(found)


def named_channels(given: Iterable[Consent], most: int) -> tuple[str, ...]:
    """Return Facebook and the channels that forms name, at most so many, the usual ones first."""
    named = {channel for one in given for channel in one.channels}
    others = [one for one in CHANNELS if one in named and one != gates.CHANNEL]
    rest = [one for one in CHANNELS if one not in named and one != gates.CHANNEL]
    return (gates.CHANNEL, *[*others, *rest][: most - 1])


def _said(
    asked: Mapping[tuple[int, str, str], Allowed], person: int, channel: str, languages: Sequence[str]
) -> dict[str, Allowed]:
    return {language: asked[person, channel, language] for language in languages}


def _cell(channel: str, said: Mapping[str, Allowed], theirs: Sequence[Consent], today: date) -> Cell:
    may = tuple(language for language, one in said.items() if one.lack is None)
    if not may:
        return _lacking(channel, said, theirs, today)
    ends = [day for one in may if (day := said[one].until)]
    until = min(ends, default=None)
    not_in = tuple(language for language in said if language not in may)
    if until is None:
        return Cell(channel=channel, kind="yes", left_out=not_in)
    kind: Kind = "soon" if until - today <= ENDS_SOON else "until"
    return Cell(channel=channel, kind=kind, day=until, left_out=not_in)


def _lacking(channel: str, said: Mapping[str, Allowed], theirs: Sequence[Consent], today: date) -> Cell:
    lacks = [one.lack for one in said.values() if one.lack]
    worst = next((one for one in lacks if one.code in _LACKS), lacks[0])
    if worst.code in _LACKS:
        until = worst.params.get("until")
        day = date.fromisoformat(str(until)) if until else None
        return Cell(channel=channel, kind=_LACKS[worst.code], day=day)
    if not theirs:
        return Cell(channel=channel, kind="no-form")
    first = min(one.signed_on for one in theirs)
    return (
        Cell(channel=channel, kind="not-yet", day=first)
        if first > today
        else Cell(channel=channel, kind="no")
    )
