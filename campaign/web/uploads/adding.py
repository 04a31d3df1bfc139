"""A film that has arrived is described and taken in, by the same steps as `testimony add`."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from campaign.testimonies import arriving_films, intake, on_record
from campaign.testimonies.arriving_films import ArrivingFilm
from campaign.web.films import questions
from campaign.web.films.questions import Question
from campaign.workspace import Workspace
from media.errors import MediaError
from media.sources import probe
from media.text import folding
from schedules.database import testimonies
from schedules.database.tables import ROLES
from schedules.errors import BadRequest, ScheduleError

FIELDS = ("slug", "speaker", "role", "organisation", "language", "theme")
ANSWERS = ("meant-speaker", "meant-organisation", "meant-again")
LONGEST = 300
_LOCK = threading.Lock()


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What a first look into a film that has arrived shows: its length (ms) and size, or why it is refused."""

    length_ms: int = 0
    width: int = 0
    height: int = 0
    refusal: MediaError | ScheduleError | None = None


@dataclass(frozen=True, kw_only=True)
class Added:
    """What became of a description: the film's slug, or what must be asked first."""

    slug: str = ""
    questions: tuple[Question, ...] = ()


def looked_into(film: ArrivingFilm) -> Seen:
    """Look into a film with the probe that takes films in, in a process of its own, without listening yet."""
    try:
        seen = probe.probe(film.path, listen=False)
    except MediaError as error:
        return Seen(refusal=as_called(error, film))
    return Seen(length_ms=seen.duration_ms, width=seen.width, height=seen.height)


def refusal(film: ArrivingFilm) -> MediaError | ScheduleError | None:
    """Return why a file that has arrived can be no film of the campaign; None where it can, or nobody can tell now."""
    found = looked_into(film).refusal
    return found if found and found.code.startswith("film-") else None


def as_called(error: MediaError | ScheduleError, film: ArrivingFilm) -> MediaError | ScheduleError:
    """Return a refusal that calls the file as its person does, wherever it lies here."""
    here = str(film.path)
    error.params.update(
        {name: film.name for name, value in error.params.items() if str(value) in (here, film.path.name)}
    )
    return error


def typed(form: Mapping[str, str]) -> dict[str, str]:
    """Return what was typed into the form; of the short name what can be one: Fiets Winkel! becomes fiets-winkel."""
    found = {name: form.get(name, "").strip()[:LONGEST] for name in (*FIELDS, *ANSWERS)}
    return found | {"slug": folding.slug(found["slug"]) or found["slug"]}


def proposed(workspace: Workspace, film: ArrivingFilm, lang: str) -> dict[str, str]:
    """Return what the form holds before anybody types: a short name that is free, the reader's language.

    Where that is none of the campaign's, it is the campaign's first.
    """
    with workspace.store.read() as session:
        slug, number = film.slug, 2
        while testimonies.slug_taken(session, slug):
            slug, number = f"{film.slug}-{number}", number + 1
        organisations = on_record.known_organisations(session, workspace)
    return {
        **dict.fromkeys((*FIELDS, *ANSWERS), ""),
        "slug": slug,
        "role": ROLES[0],
        "language": lang if lang in workspace.settings.languages else workspace.settings.languages[0],
        "organisation": organisations[0] if len(organisations) == 1 else "",
    }


def add(workspace: Workspace, number: str, fields: Mapping[str, str], *, now: datetime) -> Added:
    """Take a film in; sent twice, it is taken in once. Raises as `intake.register` does, of the file's own name."""
    with _LOCK:
        film = arriving_films.one(workspace.folder, number)
        if not film.is_whole:
            raise BadRequest("arriving-not-whole", name=film.name)
        names = questions.of(workspace, fields["slug"], fields)
        asked = (*names.questions, *_again(workspace, film, fields))
        if asked:
            return Added(questions=asked)
        arrival = intake.Arrival(
            film=film.path,
            slug=fields["slug"],
            role=fields["role"] if fields["role"] in ROLES else ROLES[0],
            language=workspace.settings.language(fields["language"]),
            theme=fields["theme"] or None,
            subtitles=(),
            **names.words,  # type: ignore[arg-type]
        )
        try:
            intake.register(workspace, arrival, now=now)
        except (MediaError, ScheduleError) as error:
            raise as_called(error, film) from None
        arriving_films.forget(workspace.folder, number)
    return Added(slug=arrival.slug)


def added_before(workspace: Workspace, slug: str) -> bool:
    """Tell whether a film of this short name is there, as after a form that was sent twice."""
    with workspace.store.read() as session:
        return testimonies.slug_taken(session, slug)


def _again(workspace: Workspace, film: ArrivingFilm, fields: Mapping[str, str]) -> tuple[Question, ...]:
    """Ask whether a film that is on record is to be registered once more."""
    answer = fields.get("meant-again")
    if answer == questions.NEAR:
        return ()
    with workspace.store.read() as session:
        slugs = [one.slug for one in on_record.same_films(session, workspace, film.path)]
    if not slugs:
        return ()
    told = {"path": Path(film.name), "slugs": slugs, "slug": slugs[0], "added": fields["slug"]}
    if answer == questions.TYPED:
        raise BadRequest("film-known-no", **told)
    return (Question(name="again", code="film-known-ask", params=told),)
