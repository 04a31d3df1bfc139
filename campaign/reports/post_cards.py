"""Posts as the report shows them: a still, who speaks, when, how it stands, and what is wrong with it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from pathlib import PurePath
from typing import TYPE_CHECKING

from sqlmodel import Session

from campaign.messages import translate
from campaign.reports import json_views
from campaign.reports.json_documents import EventDocument
from campaign.workspace import Workspace
from media.findings import Finding
from schedules.consent import credits
from schedules.consent.film_views import FilmView
from schedules.database import events
from schedules.facebook import post_layout
from schedules.model.records import Post, Testimony
from schedules.model.states import State

if TYPE_CHECKING:
    from campaign.reports.post_stills import StillSource

OVER = (State.PUBLISHED, State.CANCELLED, State.REMOVED)
LOUD = ("error", "warning")
_AT_LINE = re.compile(r":\d+$")  # a line of a file
_SHOWN_LATE = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class Line:
    """Something that is wrong: how bad it is, its code, where, and its sentences in the reader's language."""

    severity: str
    code: str
    where: str
    message: str
    remedy: str


@dataclass(frozen=True, kw_only=True)
class Card:
    """A post; `moment` is when it went out, or is due, on the campaign's clock.

    `over`: a consent was taken back or ended, so nothing of its film and words is shown. `late_ms`: by so much it
    went out too late.
    """

    number: int
    kind: str
    state: str
    language: str
    format: str | None
    moment: datetime | None
    late_ms: int | None
    over: bool
    title: str | None
    speaker: str | None
    role: str | None
    organisation: str | None
    head: str
    rest: str
    alt: str
    reason: str | None
    wrong: tuple[Line, ...]
    permalink: str | None
    rehearsal: bool
    events: tuple[EventDocument, ...]
    still: "StillSource | None"


@dataclass(frozen=True, kw_only=True)
class Week:
    """The posts of one ISO week, from Monday `first` on; without a day: those that have no moment yet."""

    first: date | None
    cards: tuple[Card, ...]

    @property
    def last(self) -> date | None:
        """Return its Sunday."""
        return self.first + timedelta(days=6) if self.first else None

    @property
    def number(self) -> int | None:
        """Return the ISO week's number."""
        return self.first.isocalendar().week if self.first else None


def of(
    session: Session,
    workspace: Workspace,
    post: Post,
    wrong: Sequence[Line],
    view: FilmView | None,
    *,
    lang: str | None = None,
) -> Card:
    """Return a post as the report shows it; `wrong` is what is known to be wrong with it, `view` its film as shown."""
    over = view is None and post.testimony_id is not None
    head, rest = ("", "") if over else post_layout.fold(post.latest_caption)
    film = view.film if view else None
    zone, log = workspace.rules.zone, events.events(session, number=post.number)
    told = (json_views.event(session, one, zone, lang, named=not over, anyone=True) for one in log)
    late = post.published_at - post.due_at if post.published_at and post.due_at else None
    return Card(
        number=post.number,
        kind=post.kind,
        state=str(post.state),
        language=post.language,
        format=post.format,
        moment=_moment(post, workspace),
        late_ms=round(late.total_seconds() * 1000) if late and late >= _SHOWN_LATE else None,
        over=over,
        title=film.theme if film else None,
        speaker=view.speaker if view else None,
        role=credits.role_word(film.role, lang or "") if film else None,
        organisation=film.organisation if film else None,
        head=head,
        rest=rest,
        alt=next((photo["alt"] for photo in post.photos if photo["alt"]), None) or "",
        reason=None if over else json_views.reason(session, post.rests_for, lang, number=post.number),
        wrong=() if over else tuple(sorted(wrong, key=lambda one: LOUD.index(one.severity))),
        permalink=post.permalink if post.state is State.PUBLISHED else None,
        rehearsal=bool(post.page_rehearsal),
        events=tuple(told),
        still=None if over else _still(session, workspace, post, film),
    )


def _still(
    session: Session, workspace: Workspace, post: Post, film: Testimony | None
) -> "StillSource | None":
    from campaign.reports import post_stills  # it draws letters, which nobody else here waits for

    return post_stills.source(session, workspace, post, film)


def by_post(
    found: Iterable[Finding], posts: Sequence[Post], films: Iterable[Testimony], lang: str | None
) -> tuple[Mapping[int, list[Line]], list[Line]]:
    """Return the errors and warnings among findings by the post they are about, and those about none.

    Those of a film are at each of its posts, those of a subtitle file at its posts in that language.
    """
    lines: dict[int, list[Line]] = {post.number: [] for post in posts if post.state not in OVER}
    places = _places(posts, films)
    others = []
    for one in found:
        if one.severity not in LOUD:
            continue
        told = line(one, lang)
        numbers = places.get(one.where) or places.get(one.where.rpartition(":")[0])
        if numbers is None:
            others.append(told)
        for number in lines.keys() & (numbers or ()):
            lines[number].append(told)
    return lines, others


def line(one: Finding, lang: str | None) -> Line:
    """Return a finding in a reader's language."""
    message, remedy = translate.say_finding(one.code, one.params, lang)
    place = PurePath(one.where.replace("\\", "/")).name if _AT_LINE.search(one.where) else ""
    whole = message if message.endswith((".", "?", "!")) else f"{message}."
    return Line(severity=one.severity, code=one.code, where=place, message=whole, remedy=remedy)


def weeks(cards: Iterable[Card]) -> Iterator[Week]:
    """Yield cards by week, in order of their moments; those without a moment last."""
    dated = sorted((one for one in cards if one.moment), key=lambda one: (one.moment, one.number))
    for monday, those in groupby(dated, key=_monday):
        yield Week(first=monday, cards=tuple(those))
    if undated := tuple(one for one in cards if not one.moment):
        yield Week(first=None, cards=undated)


def _monday(card: Card) -> date | None:
    return card.moment.date() - timedelta(days=card.moment.weekday()) if card.moment else None


def _places(posts: Sequence[Post], films: Iterable[Testimony]) -> dict[str, set[int]]:
    """Return what findings call a post, a film or a subtitle file, with the posts that it is about."""
    places = {f"post {post.number}": {post.number} for post in posts}
    for film in films:
        theirs = [post for post in posts if post.testimony_id == film.id]
        places[film.slug] = places[f"testimony {film.slug}"] = {post.number for post in theirs}
        for language, path in film.subtitles.items():
            places[path] = {post.number for post in theirs if post.language == language}
    return places


def _moment(post: Post, workspace: Workspace) -> datetime | None:
    found = json_views.local(post.published_at or post.due_at, workspace.rules.zone)
    return found.replace(second=0, microsecond=0) if found else None
