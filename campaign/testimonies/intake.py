"""Copies a film with its subtitles into the campaign: checked, numbered, registered; whole or not at all."""

import errno
import hashlib
import os
import re
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from fractions import Fraction
from pathlib import Path

from campaign.checks import film_framing, film_tracks, films, subtitles
from campaign.testimonies import framing, on_record
from campaign.testimonies.film_subtitles import edited_drafts, transcripts_given
from campaign.testimonies.framing import Centre
from campaign.workspace import Workspace
from media import files, given_files, temporary_copies
from media.errors import BadInput, MediaError
from media.findings import Finding
from media.formats import FORMATS, output_rate
from media.languages import known
from media.sources import probe, probe_cache
from media.sources.probe import Film
from media.subtitles import reader
from media.subtitles.cues import words
from media.text import folding, language_detection
from media.timecode import clock
from schedules.database import testimonies
from schedules.errors import BadRequest

SLUG = re.compile(r"[a-z][a-z0-9-]*")
BLOCK = 1 << 20


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """What staff say of a film; `subtitles` are (language, file) pairs, times in milliseconds.

    `fill` says what becomes of a film of another shape than a format's: `kit`, `crop`, `blur`, `brand` or `band`;
    `fill` says what becomes of a film of another shape than a format's: `kit`, `crop`, `blur`, `brand` or `band`;
    `centre` is where the face is, in percent of the picture's width and height (None: not said; `none`: not known);
    `special` of which special categories it tells; `sound_track` which is heard, from 1 on (None: chosen by
    listening); `cover_words` are its cover's, by language.
    """

    film: Path
    slug: str
    speaker: str
    role: str
    organisation: str
    language: str
    theme: str | None
    subtitles: tuple[tuple[str, Path], ...]
    from_ms: int = 0
    to_ms: int | None = None
    fill: str = "kit"
    centre: framing.Asked = None
    special: tuple[str, ...] = ()
    sound_track: int | None = None
    cover_words: Mapping[str, str] = field(default_factory=dict)


def register(workspace: Workspace, arrival: Arrival, *, now: datetime) -> tuple[int, list[Finding]]:
    """Check, copy and register a film; return its number and the findings that do not refuse it.

    Raises BadRequest or BadInput, with films/ and database as before, where the film or a subtitle file cannot be
    read or timed, the slug is taken or unfit, or a name is empty.
    """
    _check_words(arrival)
    arrival = replace(arrival, theme=on_record.theme(workspace, arrival.theme))
    with workspace.store.read() as session:
        if testimonies.slug_taken(session, arrival.slug):
            raise BadRequest("slug-taken", slug=arrival.slug)
    film = film_tracks.with_sound_track(probe.probe(arrival.film), arrival.sound_track)
    findings = film_tracks.findings(film, arrival.slug) + films.findings(film, arrival.slug)
    findings += checked(workspace, arrival, film_ms=film.duration_ms, fps=output_rate(film.fps))
    centre = framing.settled(arrival.centre, film, arrival.from_ms, arrival.to_ms)
    seen = centre.framing(arrival.slug, arrival.language, arrival.fill)
    findings += film_framing.findings(workspace.folder, seen, film, FORMATS.values())
    with _copies(workspace, arrival) as copies:
        number = _enter(workspace, arrival, copies, film, centre, now=now)
    return number, findings


def checked(
    workspace: Workspace, arrival: Arrival, *, film_ms: int, fps: Fraction, had: Collection[str] = ()
) -> list[Finding]:
    """Return the findings that do not refuse; raise BadRequest or BadInput for what is wrong with words or files.

    `had` are the languages in which the testimony has subtitles already.
    """
    _check_words(arrival)
    check_times(arrival, film_ms, fps)
    seen_of = subject(arrival, film_ms=film_ms, fps=fps)
    is_taken_in = arrival.film.is_relative_to(workspace.folder / "films")
    film: Path | str = arrival.slug if is_taken_in else arrival.film
    found, refused = list[Finding](), list[MediaError]()
    kept = {*had, *(language for language, _ in arrival.subtitles)}
    for language, path in arrival.subtitles:
        try:
            with transcripts_given.of_film(film, language):
                seen = subtitles.findings(workspace, path, language, seen_of)
            told = [transcripts_given.told(one, film, language) for one in seen]
            found += [subtitles.named(one, arrival.slug, kept - {language}) for one in _readable(told)]
        except BadInput as error:
            refused.append(error)
    if refused:
        raise refused[0] if len(refused) == 1 else BadInput("subtitles-refused-all", problems=refused)
    return found


def subject(arrival: Arrival, *, film_ms: int, fps: Fraction) -> subtitles.Subject:
    """Return what its subtitles are judged with."""
    return subtitles.Subject(
        spoken=arrival.language,
        names=(arrival.speaker.strip(), arrival.organisation.strip()),
        film_ms=film_ms,
        fps=fps,
        from_ms=arrival.from_ms,
        to_ms=arrival.to_ms,
    )


def _readable(findings: list[Finding]) -> list[Finding]:
    """Return the findings on a subtitle file; raise BadInput where it cannot be read or timed."""
    refusing = reader.refusals(findings)
    if refusing:
        first = next((one for one in refusing if one.code == "S01"), refusing[0])
        more = len(refusing) - 1
        raise BadInput("subtitles-refused-more" if more else "subtitles-refused", finding=first, more=more)
    return findings


def _check_words(arrival: Arrival) -> None:
    if not SLUG.fullmatch(arrival.slug):
        near = folding.slug(arrival.slug)
        raise BadRequest("slug-unfit-near" if near else "slug-unfit", slug=arrival.slug, near=near)
    for option, text in (("--speaker", arrival.speaker), ("--organisation", arrival.organisation)):
        if not text.strip() or "\n" in text:
            raise BadRequest("words-empty", option=option)
    languages = [language for language, _ in arrival.subtitles]
    for language in languages:
        if languages.count(language) > 1:
            raise _twice(language, [path for said, path in arrival.subtitles if said == language])


def _twice(language: str, paths: Sequence[Path]) -> BadRequest:
    """Return the refusal of several subtitle files in a language, with the one that seems to be in another."""
    told: dict[str, object] = {"language": language, "files": ", ".join(map(str, paths))}
    for path in paths:
        with suppress(MediaError, OSError):
            text = "\n".join(cue.text for cue in reader.opened(path).shown)
            if found := language_detection.likely_other_language(text, known.short(language)):
                return BadRequest("subtitles-twice-other", found=found, path=path, **told)
    return BadRequest("subtitles-twice", **told)


@dataclass(frozen=True, kw_only=True)
class Part:
    """Which part of a film is to be used, in milliseconds; `to_ms` None: up to its end."""

    film: Path
    from_ms: int
    to_ms: int | None


def check_times(arrival: Arrival | Part, film_ms: int, fps: Fraction) -> None:
    """Raise BadRequest for a part that is not within the film, and BadInput for one of no picture."""
    end = film_ms if arrival.to_ms is None else arrival.to_ms
    asked = {"start": arrival.from_ms / 1000, "end": end / 1000}
    if arrival.to_ms is not None and arrival.to_ms <= arrival.from_ms < film_ms:
        raise BadRequest("cut-backwards", **asked)
    if not 0 <= arrival.from_ms < end <= film_ms:
        raise BadRequest("cut-unfit", film=film_ms / 1000, **asked)
    if (end - arrival.from_ms) * fps / 1000 <= Fraction(1, 2):
        raise BadInput("film-too-short", path=str(arrival.film), length=clock(end - arrival.from_ms))


@contextmanager
def _copies(workspace: Workspace, arrival: Arrival) -> Iterator[dict[str, tuple[Path, str]]]:
    """Copy film and subtitles into films/ under temporary names, each with its sha256; what is not taken goes."""
    folder = files.folder(workspace.folder / "films")
    _require_room(folder, [arrival.film, *(path for _, path in arrival.subtitles)])
    with temporary_copies.working_folder(folder, workspace.folder) as work:
        sources = [("film", arrival.film), *arrival.subtitles]
        copies = {name: copy(path, work / f"{name}{ending(path)}") for name, path in sources}
        for language, path in arrival.subtitles:
            edited_drafts.take_words(path, copies[language][0], language)
        yield copies


def _require_room(folder: Path, arriving: Iterable[Path]) -> None:
    """Refuse, as the disk itself would, what does not fit on it, before it is full."""
    if shutil.disk_usage(folder).free < sum(path.stat().st_size for path in arriving):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def ending(path: Path) -> str:
    """Return a file's ending where it is one: names of people must not slip into files' names."""
    return path.suffix.lower() if re.fullmatch(r"\.[A-Za-z0-9]{2,4}", path.suffix) else ""


def copy(source: Path, target: Path) -> tuple[Path, str]:
    """Copy a file and return its new place and sha256."""
    digest = hashlib.sha256()
    with given_files.opened(source) as reader, files.new(target) as writer:
        while block := reader.read(BLOCK):
            digest.update(block)
            writer.write(block)
    return target, digest.hexdigest()


def _enter(
    workspace: Workspace,
    arrival: Arrival,
    copies: dict[str, tuple[Path, str]],
    film: Film,
    centre: Centre,
    *,
    now: datetime,
) -> int:
    """Register the film and move its files to their numbered names, in one transaction."""
    moved: list[Path] = []
    try:
        with workspace.store.write() as session:
            stem = f"{testimonies.next_testimony_id(session):04d}"
            paths = {name: _home(workspace, stem, name, copy) for name, (copy, _) in copies.items()}
            read = {name: sha256 for name, (_, sha256) in copies.items() if name != "film"}
            number = testimonies.add_testimony(
                session,
                now=now,
                speaker=arrival.speaker.strip(),
                subtitles={one: (_within(workspace, paths[one]), sha256) for one, sha256 in read.items()},
                **_columns(arrival, film, centre, _within(workspace, paths["film"]), copies["film"][1]),
            )
            for name, (copy, _) in copies.items():
                moved.append(files.place(copy, paths[name]))
                if words.beside(copy).is_file():
                    moved.append(files.place(words.beside(copy), words.beside(paths[name])))
    except BaseException:
        _delete_copies(moved)
        raise
    probe_cache.note(replace(film, path=paths["film"]), workspace.folder / "renders")
    return number


def _columns(arrival: Arrival, film: Film, centre: Centre, path: str, sha256: str) -> testimonies.NewFilm:
    """What is kept of a film, whose copy is at a path in the folder, and of what staff say of it."""
    return {
        "slug": arrival.slug,
        "film_path": path,
        "film_sha256": sha256,
        "film_ms": film.duration_ms,
        "sound_track": film.sound_track + 1 if film.has_sound else None,
        "role": arrival.role,
        "organisation": arrival.organisation.strip(),
        "language": arrival.language,
        "theme": arrival.theme,
        "from_ms": arrival.from_ms,
        "to_ms": arrival.to_ms,
        "fill": arrival.fill,
        "special": list(arrival.special),
        "cover_words": dict(arrival.cover_words) or None,
        **centre.columns(),
    }


def _home(workspace: Workspace, stem: str, name: str, copy: Path) -> Path:
    middle = "" if name == "film" else f".{name}"
    return workspace.folder / "films" / f"{stem}{middle}{copy.suffix}"


def _within(workspace: Workspace, path: Path) -> str:
    return path.relative_to(workspace.folder).as_posix()


def _delete_copies(moved: Iterable[Path]) -> None:
    for path in moved:
        path.unlink(missing_ok=True)
