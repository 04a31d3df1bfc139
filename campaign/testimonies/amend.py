"""Corrects a testimony: texts, cut, subtitles; all of it or nothing."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

from sqlmodel import Session

from campaign.checks import film_framing, film_tracks, subtitles
from campaign.posts import void_approvals
from campaign.testimonies import framing, intake, on_record
from campaign.testimonies.film_subtitles import edited_drafts
from campaign.testimonies.intake import Arrival
from campaign.workspace import Workspace
from media import files, temporary_copies
from media.errors import MediaError
from media.findings import Finding
from media.formats import FORMATS, output_rate
from media.sources import probe
from media.subtitles.cues import words as words_of
from schedules.database import testimonies
from schedules.model import campaign_paths, records


@dataclass(frozen=True, kw_only=True)
class Amended:
    """What only warns, and the posts that are drafts again because what they show was changed."""

    findings: tuple[Finding, ...]
    again: tuple[int, ...]


def amend(
    workspace: Workspace,
    slug: str,
    words: dict[str, Any],
    given: tuple[tuple[str, Path], ...],
    *,
    now: datetime,
    without: tuple[str, ...] = (),
    also: Callable[[Session], None] = lambda _session: None,
    first: Callable[[Session], None] = lambda _session: None,
) -> Amended:
    """Change the testimony `slug` by these words (columns to values) and subtitle files.

    Its subtitles in the languages of `without` are taken away, our copies too. `first` and `also` are done in the same
    transaction, before and after; what they raise leaves all as it was. Raises as `intake.register` does. A post that
    was approved becomes a draft where what it shows is changed.
    """
    if "theme" in words:
        words = {**words, "theme": on_record.theme(workspace, words["theme"])}
    with workspace.store.read() as session:
        film = testimonies.testimony(session, slug)
    wanted = replace(as_arrival(workspace, film), subtitles=given, **words)
    fps, findings = _looked_at(wanted)
    had = set(film.subtitles).difference(without)
    findings += intake.checked(workspace, wanted, film_ms=film.film_ms, fps=fps, had=had)
    centre, framed = _framed(workspace, film, wanted, words)
    findings += framed
    if {"from_ms", "to_ms"} & words.keys():
        findings += _outside_part(workspace, wanted, film, fps, {one for one, _ in given})
    films = files.folder(workspace.folder / "films")
    with temporary_copies.working_folder(films, workspace.folder) as work:
        copies = {name: _copy(workspace, film, name, path, work) for name, path in given}
        for name, path in given:
            findings += edited_drafts.told(path, copies[name][0], slug, name)
        parts = _Parts(words={**words, **centre}, copies=copies, without=without)
        again = _enter(workspace, film, parts, now=now, also=also, first=first)
    return Amended(findings=tuple(findings), again=again)


def _copy(
    workspace: Workspace, film: records.Testimony, language: str, given: Path, work: Path
) -> tuple[Path, str]:
    """Copy a subtitle file with its words, which may be a draft still; return its place and SHA-256."""
    copy = intake.copy(given, work / f"{language}{intake.ending(given)}")
    copy = edited_drafts.still_draft(workspace, film, language, copy)
    older = campaign_paths.subtitles(workspace.folder, film, language) if language in film.subtitles else None
    edited_drafts.take_words(given, copy[0], language, older)
    return copy


def _outside_part(
    workspace: Workspace, wanted: Arrival, film: records.Testimony, fps: Fraction, new: Collection[str]
) -> list[Finding]:
    """What is said of the film's own subtitles where another part of it is to be used."""
    subject = intake.subject(wanted, film_ms=film.film_ms, fps=fps)
    paths = {
        one: campaign_paths.subtitles(workspace.folder, film, one) for one in film.subtitles if one not in new
    }
    found = [
        one
        for language, path in paths.items()
        if path.exists()
        for one in subtitles.findings(workspace, path, language, subject)
        if one.code == "S13"
    ]
    return [replace(one, where=f"films/{Path(one.where).name}") for one in found]


def _looked_at(wanted: Arrival) -> tuple[Fraction, list[Finding]]:
    """The film's frame rate, where it is needed; and what is to be said of its tracks, where one was chosen."""
    number = wanted.sound_track
    if number is None and not wanted.subtitles:
        return Fraction(25), []
    film = film_tracks.with_sound_track(probe.probe(wanted.film, listen=number is not None), number)
    return output_rate(film.fps), [] if number is None else film_tracks.findings(film, wanted.slug)


def _framed(
    workspace: Workspace, film: records.Testimony, wanted: Arrival, words: dict[str, Any]
) -> tuple[testimonies.Words, list[Finding]]:
    """What is kept anew of where the speaker is, and what is said of it; nothing where the film cannot be read."""
    if not framing.changed(film, words):
        return {}, []
    if isinstance(wanted.centre, tuple):
        return framing.given(wanted.centre).columns(), []
    try:
        seen = probe.probe(wanted.film, listen=False)
    except MediaError:
        return (framing.NOBODY_KNOWS.columns() if wanted.centre else {}), []
    centre = framing.settled(wanted.centre, seen, wanted.from_ms, wanted.to_ms)
    if centre == framing.NOBODY_KNOWS and not wanted.centre:
        told = replace(film_framing.on_record(film), fill=wanted.fill)
        return {}, film_framing.findings(workspace.folder, told, seen, FORMATS.values())
    told = centre.framing(film.slug, wanted.language, wanted.fill)
    return centre.columns(), film_framing.findings(workspace.folder, told, seen, FORMATS.values())


def as_arrival(workspace: Workspace, film: records.Testimony) -> Arrival:
    """Return a testimony as it would be taken in anew."""
    said = {
        name: getattr(film, name) for name in ("slug", "speaker", "role", "organisation", "language", "theme")
    }
    return Arrival(
        film=campaign_paths.film(workspace.folder, film),
        subtitles=(),
        from_ms=film.from_ms,
        to_ms=film.to_ms,
        fill=film.fill,
        **said,
    )


@dataclass(frozen=True, kw_only=True)
class _Parts:
    """What of a testimony is changed: columns, copies of subtitles with their SHA-256, languages that go."""

    words: dict[str, Any]
    copies: dict[str, tuple[Path, str]]
    without: tuple[str, ...]


def _enter(
    workspace: Workspace,
    film: records.Testimony,
    parts: _Parts,
    *,
    now: datetime,
    also: Callable[[Session], None],
    first: Callable[[Session], None],
) -> tuple[int, ...]:
    """Put the copies under names of their own, so that the older ones stand until the change is whole.

    Return the posts that must be approved again.
    """
    homes = {
        language: (f"films/{film.id:04d}.{language}-{sha256[:8]}{path.suffix}", sha256)
        for language, (path, sha256) in parts.copies.items()
    }
    with workspace.store.write() as session:
        first(session)
        testimonies.change_testimony(
            session, film, now=now, subtitles=homes, without=parts.without, **parts.words
        )
        for language, (path, _) in parts.copies.items():
            placed = files.place(path, workspace.folder / homes[language][0])
            if words_of.beside(path).is_file():
                files.place(words_of.beside(path), words_of.beside(placed))
        session.flush()
        also(session)
        again = void_approvals.fall_back(
            session, workspace, now=now, why="testimony-was-changed", films=(film.id,)
        )
    for language in (*homes, *parts.without):
        older = film.subtitles.get(language)
        if older and older != homes.get(language, ("",))[0]:
            campaign_paths.subtitles(workspace.folder, film, language, to_delete=True).unlink(missing_ok=True)
            campaign_paths.words(workspace.folder, film, language, to_delete=True).unlink(missing_ok=True)
    return again
