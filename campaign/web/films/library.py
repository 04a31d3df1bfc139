"""The library as values: every film with who allows what, its subtitles, and what lacks."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from campaign.testimonies import allowed_use
from campaign.testimonies.allowed_use import Person
from campaign.web.films import lacks
from campaign.web.films.filters import Filters
from campaign.web.films.lacks import ERASED, Lack, Track
from campaign.workspace import Workspace
from media.errors import MediaError
from schedules.consent import credits, film_views, made_covers
from schedules.database import posts, testimonies
from schedules.model import campaign_paths
from schedules.model.campaign_paths import AstrayPath
from schedules.model.records import Testimony

CHANNELS = 3  # in the library's table; a film's page has all


@dataclass(frozen=True, kw_only=True)
class Row:
    """A film; `shown` tells whether its picture may be and its file is here, `used_ms` how long its part is.

    `speaker` is as allowed.
    """

    film: Testimony
    title: str
    speaker: str | None
    shown: bool
    used_ms: int
    people: tuple[Person, ...]
    tracks: tuple[Track, ...]
    lacks: tuple[Lack, ...]
    posts: tuple[int, ...]

    @property
    def is_bad(self) -> bool:
        """Return whether something stands in the way of it."""
        return any(one.severity == "error" for one in self.lacks)


@dataclass(frozen=True, kw_only=True)
class Library:
    """What the library shows; `count` and `lacking` are of all films, `rows` of those asked for."""

    filters: Filters
    rows: tuple[Row, ...]
    count: int
    lacking: int
    channels: tuple[str, ...]
    organisations: tuple[str, ...]
    languages: tuple[str, ...]


def of(workspace: Workspace, filters: Filters, *, now: datetime, lang: str) -> Library:
    """Return the library as it is `now`."""
    with workspace.store.read() as session:
        films = testimonies.testimonies(session)
        rows = [row(session, workspace, one, now=now, lang=lang) for one in films]
        channels = allowed_use.named_channels(testimonies.consents(session), CHANNELS)
    return Library(
        filters=filters,
        rows=tuple(_sorted((one for one in rows if _is_wanted(one, filters)), filters)),
        count=len(rows),
        lacking=sum(any(lack.code != ERASED for lack in one.lacks) for one in rows),
        channels=channels,
        organisations=tuple(sorted({one.organisation for one in films})),
        languages=tuple(dict.fromkeys(one.language for one in films)),
    )


def row(session: Session, workspace: Workspace, film: Testimony, *, now: datetime, lang: str) -> Row:
    """Return a film as the library shows it."""
    people = allowed_use.people(session, workspace, film, now=now)
    shown = not film_views.is_film_over(session, film, now=now, campaign=workspace.campaign)
    given = testimonies.consents(session, testimony_id=film.id)
    gone = lacks.is_erased(session, film)
    subtitles = () if gone else lacks.tracks(workspace, film)
    return Row(
        film=film,
        title=title(workspace, film),
        speaker=credits.shown_name(film, given) if shown else None,
        shown=shown and _is_here(workspace, film),
        used_ms=(film.film_ms if film.to_ms is None else film.to_ms) - film.from_ms,
        people=people,
        tracks=subtitles,
        lacks=lacks.of_film(session, workspace, film, people, subtitles, now=now, lang=lang),
        posts=tuple(one.number for one in posts.posts(session) if one.testimony_id == film.id),
    )


def _is_here(workspace: Workspace, film: Testimony) -> bool:
    with suppress(AstrayPath):  # what no path of ours is, `check` tells
        return campaign_paths.film(workspace.folder, film).is_file()
    return False


def title(workspace: Workspace, film: Testimony) -> str:
    """Return what a film is about in its own language, as its title card says it; else its short name."""
    try:
        return made_covers.kit(workspace.folder).theme(film.theme, film.language) or film.slug
    except (MediaError, OSError):
        return film.theme or film.slug


def _is_wanted(one: Row, filters: Filters) -> bool:
    words = " ".join(
        filter(None, (one.title, one.film.slug, one.film.theme, one.speaker, one.film.organisation))
    )
    return (
        filters.organisation in ("", one.film.organisation)
        and filters.language in ("", one.film.language)
        and filters.words.casefold() in words.casefold()
    )


def _sorted(rows: Iterable[Row], filters: Filters) -> list[Row]:
    if filters.order == "title":
        return sorted(rows, key=lambda one: one.title.casefold())
    if filters.order == "new":
        return sorted(rows, key=lambda one: -one.film.id)
    return sorted(rows, key=lambda one: (_worst(one), -len(one.lacks), one.film.id))


def _worst(one: Row) -> int:
    return min((lacks.LOUD.index(lack.severity) for lack in one.lacks), default=len(lacks.LOUD))
