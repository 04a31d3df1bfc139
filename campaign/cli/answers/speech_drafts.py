"""Drafts that commands make from the speech of a film: which film is meant, what is replaced, where they go."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from campaign.cli import options
from campaign.cli.app import Desk
from campaign.testimonies.film_subtitles import speech_subtitles
from campaign.testimonies.film_subtitles.speech_subtitles import Drafted, Wanted
from campaign.typed import languages
from campaign.workspace import Workspace
from media.errors import BadInput
from media.languages import known
from media.sources import probe, probe_cache
from media.sources.probe import Film
from media.subtitles.cues import words as timed_words
from schedules.database import testimonies
from schedules.errors import BadRequest
from schedules.model import campaign_paths
from schedules.model.records import Testimony

_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
Draft = TypeVar("Draft", bound=Drafted)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The film as typed, and what was said of it: `language`, `model`, and the files `out` and `words` to be made."""

    film: Path
    language: str | None
    model: str | None
    out: Path | None
    words: Path | None


@dataclass(frozen=True, kw_only=True)
class Heard:
    """The film that is meant, of a testimony or a file, and what is wanted of its speech."""

    workspace: Workspace | None
    testimony: Testimony | None
    wanted: Wanted


@contextmanager
def meant(desk: Desk, asked: Asked) -> Iterator[Heard]:
    """Yield the film that is meant, with its campaign open where there is one; what lacks is said before anything else.

    Raises BadInput for what is neither a film nor a testimony, NotInstalled without recogniser or model.
    """
    with _campaign(desk) as workspace:
        found = _testimony(workspace, asked.film)
        wanted = _wanted(workspace, found, asked)
        speech_subtitles.model(wanted.model, wanted.language)
        yield Heard(workspace=workspace, testimony=found, wanted=wanted)


@contextmanager
def _campaign(desk: Desk) -> Iterator[Workspace | None]:
    if not desk.find_folder():
        yield None
        return
    with options.campaign(desk) as workspace:
        yield workspace


def _testimony(workspace: Workspace | None, given: Path) -> Testimony | None:
    """Return the testimony that is meant; None for a film's file. Raises BadInput for what is neither."""
    if given.exists():
        return None
    if workspace is None or given.suffix:
        raise BadInput("film-missing", path=str(given))
    with workspace.store.read() as session:
        slugs = [film.slug for film in testimonies.testimonies(session)]
    if str(given) not in slugs:
        code = "subtitles-nowhere" if slugs else "subtitles-nowhere-bare"
        raise BadInput(code, path=str(given), known=", ".join(slugs))
    return speech_subtitles.testimony(workspace, str(given))


def _wanted(workspace: Workspace | None, film: Testimony | None, asked: Asked) -> Wanted:
    """Return what is wanted of a film's speech, in the language said, else a testimony's own."""
    if workspace is None:
        return Wanted(language=language_code(asked.language), model=asked.model or "")
    one = film or (speech_subtitles.of_file(workspace, asked.film) if asked.film.is_file() else None)
    language, part = language_code(asked.language), None
    if film is not None:
        language = workspace.settings.language(asked.language) if asked.language else film.language
        part = (film.from_ms, film.film_ms if film.to_ms is None else film.to_ms)
    return Wanted(
        language=language,
        model=asked.model or workspace.settings.speech.model,
        names=speech_subtitles.names(one, workspace.settings.organisations),
        kept=campaign_paths.heard(workspace.folder, one) if one else None,
        part=part,
    )


def language_code(language: str | None) -> str:
    """Return the code of a language as typed: `Nederlands` is nl; raises BadRequest for what is no language."""
    if not language:
        return ""
    code = languages.code(language, tuple(known.languages())) or language.strip()
    if not _CODE.fullmatch(code):  # it becomes part of a file's name
        raise BadRequest("language-unfit", value=" ".join(language.split())[:40])
    return code


def make(
    desk: Desk,
    heard: Heard,
    asked: Asked,
    drafted: Callable[[Film, str], Draft],
    *,
    kept: Callable[[dict[str, object]], BadRequest],
) -> tuple[Draft, dict[str, object]]:
    """Make a draft of a film and put it where it goes; return it with where that is, as it is told.

    `drafted` gets the film and what it is called while it is heard; `kept` is raised where the testimony's draft that
    is there stays.
    """
    if heard.testimony is None:
        return _beside_file(desk, heard, asked, drafted)
    assert heard.workspace is not None  # where a testimony was found
    return _in_testimony(desk, heard.workspace, heard.testimony, heard.wanted, asked, drafted, kept)


def _in_testimony(
    desk: Desk,
    workspace: Workspace,
    film: Testimony,
    wanted: Wanted,
    asked: Asked,
    drafted: Callable[[Film, str], Draft],
    kept: Callable[[dict[str, object]], BadRequest],
) -> tuple[Draft, dict[str, object]]:
    if asked.out is None and speech_subtitles.standing(workspace, film, wanted.language):
        params: dict[str, object] = {"slug": film.slug, "language": wanted.language}
        if not desk.confirm(desk.say("speech-replace", **params)):
            raise kept(params)
    places = _free_places(desk, asked.out, asked.words)
    path = campaign_paths.film(workspace.folder, film)
    seen = probe_cache.remembered(path, workspace.folder / "renders").hearing(film.sound_track)
    made = drafted(seen, film.slug)
    if places:
        speech_subtitles.write(made, *places)
        return made, {"path": places[0]}
    again = speech_subtitles.join(workspace, film, made, now=desk.now())
    if asked.words:
        timed_words.write(asked.words, made.words)
    options.tell_drafts(desk, again, workspace.rules)
    return made, {"slug": film.slug, **_own_place(workspace, film, made.language)}


def _own_place(workspace: Workspace, film: Testimony, language: str) -> dict[str, object]:
    """Return where a testimony's new draft lies, and what a copy of it to be corrected may be called."""
    now = speech_subtitles.testimony(workspace, film.slug)
    place = campaign_paths.subtitles(workspace.folder, now, language)
    return {"file": place, "own": f"{film.slug}.{language}{place.suffix}"}


def _beside_file(
    desk: Desk, heard: Heard, asked: Asked, drafted: Callable[[Film, str], Draft]
) -> tuple[Draft, dict[str, object]]:
    seen, language = probe.probe(asked.film), heard.wanted.language
    out = asked.out or (_beside_film(asked.film, language) if language else None)
    places = _free_places(desk, out, asked.words)
    made = drafted(seen, asked.film.name)
    places = places or _free_places(desk, _beside_film(asked.film, made.language), asked.words)
    assert places is not None
    speech_subtitles.write(made, *places)
    return made, {"path": places[0]}


def _beside_film(film: Path, language: str) -> Path:
    """Return where the subtitles of a film go that go beside it."""
    return film.with_name(f"{film.stem}.{language}.vtt")


def _free_places(desk: Desk, out: Path | None, words: Path | None) -> tuple[Path, Path] | None:
    """Return where a draft and its words go, once a person lets go of what is there; None: it goes to no file."""
    if words:
        speech_subtitles.require_words_place(words)
        options.spared(desk, words)
    if out is None:
        return None
    speech_subtitles.require_place(out)
    speech_subtitles.require_words_place(timed_words.beside(out))
    options.spared(desk, out)
    return out, words or timed_words.beside(out)
