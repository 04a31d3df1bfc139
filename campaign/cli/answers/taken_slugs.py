"""What is said of a film that is added under a short name that another has: how that one is completed."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from sqlmodel import Session

from campaign.cli.options import LanguageFile
from campaign.messages import formatting, pasteable
from campaign.messages.pasteable import Worded
from campaign.testimonies import amend, intake, on_record
from campaign.workspace import Workspace
from media import given_files
from media.errors import MediaError
from media.text import folding
from schedules.database import testimonies
from schedules.errors import BadRequest
from schedules.model import campaign_paths
from schedules.model.records import Testimony

_TIMES = {"from_ms": "--from", "to_ms": "--to"}
_WORDS = ("speaker", "role", "organisation", "language", "theme", "fill", "sound_track")


def refuse(
    session: Session,
    workspace: Workspace,
    said: Mapping[str, object],
    files: Iterable[tuple[LanguageFile, str]],
) -> None:
    """Raise BadRequest where a testimony has this slug already, with the command that changes it to what was said.

    `files` are subtitles, each with how it was written; of another person or film no such command is offered.
    """
    slug, film_file = str(said["slug"]), Path(str(said["film"]))
    if not testimonies.slug_taken(session, slug):
        return
    film = testimonies.testimony(session, slug)
    known = on_record.same_films(session, workspace, film_file)
    is_another = film_file.exists() and slug not in (one.slug for one in known)
    if is_another or not folding.same(film.speaker, str(said["speaker"])):
        raise BadRequest("slug-taken-other", slug=slug, speaker=film.speaker)
    said = _with_end(workspace, film, said)
    if words := [*_words(film, said), *_subtitles(workspace, film, files)]:
        line = Worded(" ".join([pasteable.quoted(slug), *words]))
        raise BadRequest("slug-taken-edit", slug=slug, line=line)
    raise BadRequest("slug-taken-same", slug=slug)


def _with_end(workspace: Workspace, film: Testimony, said: Mapping[str, object]) -> Mapping[str, object]:
    """Return what was said with the film's end, where the part that it has ends before the new beginning.

    Raises BadRequest for a part that cannot be: what is offered would be refused.
    """
    start, end = said.get("from_ms"), said.get("to_ms")
    if not start and end is None:
        return said
    begin = start if isinstance(start, int) and start else film.from_ms
    if end is None and film.to_ms is not None and film.to_ms <= begin < film.film_ms:
        end = film.film_ms
    until = end if isinstance(end, int) else film.to_ms
    wanted = replace(amend.as_arrival(workspace, film), from_ms=begin, to_ms=until)
    intake.check_times(wanted, film.film_ms, Fraction(25))
    return said if end is None else {**said, "to_ms": end}


def _words(film: Testimony, said: Mapping[str, object]) -> Iterator[str]:
    """Yield each option whose value is another than the testimony has."""
    for name in _WORDS:
        if said.get(name) not in (None, "", getattr(film, name)):
            yield f"--{name.replace('_', '-')} {pasteable.quoted(said[name])}"
    for name, option in _TIMES.items():
        value = said.get(name)
        if value not in (None, getattr(film, name)) and (value or name == "to_ms"):
            yield f"{option} {formatting.place(value, 'en')}"
    x_y = said.get("centre")
    if isinstance(x_y, tuple) and list(x_y) != list(film.centre):
        yield f"--centre {x_y[0]},{x_y[1]}"
    special = said.get("special")
    if isinstance(special, list) and set(special) - set(film.special):
        yield from (f"--special {one}" for one in special)


def _subtitles(
    workspace: Workspace, film: Testimony, files: Iterable[tuple[LanguageFile, str]]
) -> Iterator[str]:
    """Yield the option for each file of subtitles that the testimony does not have in that language."""
    for one, written in files:
        has = one.language in film.subtitles
        there = campaign_paths.subtitles(workspace.folder, film, one.language) if has else None
        if there is None or not _same(there, one.path):
            yield f"--subtitles {pasteable.quoted(written)}"


def _same(one: Path, other: Path) -> bool:
    with suppress(OSError, MediaError):
        return given_files.digest(one) == given_files.digest(other)
    return False
