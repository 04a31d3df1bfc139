"""`campaign subtitles transcribe`: draft subtitles from the speech of a film, on this computer."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from campaign.cli import options, output
from campaign.cli.app import Desk, pass_desk
from campaign.testimonies.film_subtitles import speech_subtitles
from campaign.testimonies.film_subtitles.speech_subtitles import Drafted, Wanted
from campaign.typed import languages
from campaign.workspace import Workspace
from media.errors import BadInput
from media.languages import known
from media.sources import probe, probe_cache
from media.sources.probe import Film
from media.subtitles.cues import words as subtitle_words
from schedules.database import testimonies
from schedules.errors import BadRequest
from schedules.model import bilingual, campaign_paths
from schedules.model.records import Testimony

_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@click.command(short_help="Make draft subtitles from the speech of a film.")
@click.argument("film", type=options.FILE, metavar="SLUG|FILM")
@click.option(
    "--language", metavar="L", help="The language spoken (default: the testimony's, else the one heard)."
)
@click.option("--model", metavar="MODEL|FOLDER", help="What recognises it (default: the best that is here).")
@click.option("--words", type=options.FILE, metavar="FILE.json", help="Where the words with their times go.")
@click.option("--output", "out", type=options.FILE, metavar="FILE.vtt", help="Write the draft to a file.")
@pass_desk
def transcribe(
    desk: Desk, film: Path, language: str | None, model: str | None, words: Path | None, out: Path | None
) -> None:
    """Make draft subtitles from the speech of a film: of a testimony they join it, of a file they go beside it.

    The sound is worked on by this computer alone; nothing of it is sent. A machine mishears, names and numbers most of
    all: the subtitles are a draft, which no film shows and no post takes along until somebody has watched the film with
    them (`campaign subtitles checked`). The names on record are given to it.

    \b
    Example:
      campaign subtitles transcribe bakery
      campaign subtitles transcribe bakery.mp4 --language nl --output bakery.nl.vtt
    """
    with open_campaign(desk) as workspace:
        one = meant_testimony(workspace, film)
        if one is None:
            return _of_file(
                desk, workspace, film, Wanted(language=language_code(language), model=model or ""), words, out
            )
        assert workspace is not None  # where a testimony was found
        wanted = wanted_of(workspace, one, language, model)
        return _of_testimony(desk, workspace, one, wanted, words, out)


@contextmanager
def open_campaign(desk: Desk) -> Iterator[Workspace | None]:
    """Yield the campaign where there is one."""
    if not desk.find_folder():
        yield None
        return
    with options.campaign(desk) as workspace:
        yield workspace


def meant_testimony(workspace: Workspace | None, given: Path) -> Testimony | None:
    """Return the testimony that is meant; None for a film's file. Raises BadInput for what is neither."""
    if given.exists():
        return None
    if workspace is None or given.suffix:
        raise BadInput("film-missing", path=str(given))
    with workspace.store.read() as session:
        known = [film.slug for film in testimonies.testimonies(session)]
    if str(given) not in known:
        code = "subtitles-nowhere" if known else "subtitles-nowhere-bare"
        raise BadInput(code, path=str(given), known=", ".join(known))
    return speech_subtitles.testimony(workspace, str(given))


def language_code(language: str | None) -> str:
    """Return the code of a language as typed: `Nederlands` is nl; raises BadRequest for what is no language."""
    if not language:
        return ""
    code = languages.code(language, tuple(known.languages())) or language.strip()
    if not _CODE.fullmatch(code):  # it becomes part of a file's name
        raise BadRequest("language-unfit", value=" ".join(language.split())[:40])
    return code


def wanted_of(workspace: Workspace, film: Testimony, language: str | None, model: str | None) -> Wanted:
    """Return what is wanted of a testimony, in the language said or its own."""
    end = film.film_ms if film.to_ms is None else film.to_ms
    return Wanted(
        language=workspace.settings.language(language) if language else film.language,
        model=model or workspace.settings.speech.model,
        names=speech_subtitles.names(film, workspace.settings.organisations),
        kept=campaign_paths.heard(workspace.folder, film),
        part=(film.from_ms, end),
    )


def _of_testimony(
    desk: Desk,
    workspace: Workspace,
    film: Testimony,
    wanted: Wanted,
    words: Path | None,
    out: Path | None,
) -> None:
    if out is None and speech_subtitles.standing(workspace, film, wanted.language):
        params = {"slug": film.slug, "language": wanted.language}
        if not desk.confirm(desk.say("speech-replace", **params)):
            raise BadRequest("speech-replace-not", **params)
    places = free_places(desk, out, words)
    path = campaign_paths.film(workspace.folder, film)
    seen = probe_cache.remembered(path, workspace.folder / "renders").hearing(film.sound_track)
    made = _drafted(desk, workspace, seen, wanted, film.slug)
    if places:
        speech_subtitles.write(made, *places)
        return _told(desk, made, path=places[0])
    again = speech_subtitles.join(workspace, film, made, now=desk.now())
    if words:
        subtitle_words.write(words, made.words)
    options.tell_drafts(desk, again, workspace.rules)
    return _told(desk, made, slug=film.slug, **draft_place(workspace, film, made.language))


def _of_file(
    desk: Desk, workspace: Workspace | None, film: Path, wanted: Wanted, words: Path | None, out: Path | None
) -> None:
    if workspace:
        one = speech_subtitles.of_file(workspace, film) if film.is_file() else None
        asked = wanted.model or workspace.settings.speech.model
        named = speech_subtitles.names(one, workspace.settings.organisations)
        wanted = replace(wanted, model=asked, names=named)
        wanted = replace(wanted, kept=campaign_paths.heard(workspace.folder, one) if one else None)
    speech_subtitles.model(wanted.model, wanted.language)  # what lacks is said before anything else
    seen = probe.probe(film)
    places = free_places(
        desk, out or (beside_film(film, wanted.language) if wanted.language else None), words
    )
    made = _drafted(desk, workspace, seen, wanted, film.name)
    places = places or free_places(desk, beside_film(film, made.language), words)
    assert places is not None
    speech_subtitles.write(made, *places)
    return _told(desk, made, path=places[0])


def draft_place(workspace: Workspace, film: Testimony, language: str) -> dict[str, object]:
    """Return where a testimony's new draft lies, and what a copy of it to be corrected may be called."""
    place = campaign_paths.subtitles(
        workspace.folder, speech_subtitles.testimony(workspace, film.slug), language
    )
    return {"file": place, "own": f"{film.slug}.{language}{place.suffix}"}


def beside_film(film: Path, language: str) -> Path:
    """Return where the subtitles of a film go that go beside it."""
    return film.with_name(f"{film.stem}.{language}.vtt")


def free_places(desk: Desk, out: Path | None, words: Path | None) -> tuple[Path, Path] | None:
    """Return where a draft and its words go, once a person lets go of what is there; None: it goes to no file."""
    if words:
        speech_subtitles.require_words_place(words)
        options.spared(desk, words)
    if out is None:
        return None
    speech_subtitles.require_place(out)
    speech_subtitles.require_words_place(subtitle_words.beside(out))
    options.spared(desk, out)
    return out, words or subtitle_words.beside(out)


def _drafted(desk: Desk, workspace: Workspace | None, film: Film, wanted: Wanted, name: str) -> Drafted:
    """Recognise a film; where another language is spoken, once more if a person wants it; `--yes` is no word of it."""
    context = speech_subtitles.context(workspace)
    try:
        with output.progress_of(name) as show:
            return speech_subtitles.drafted(film, wanted, context, told=show)
    except BadInput as other:
        if other.code != "speech-other-language":
            raise
        if desk.yes or not desk.confirm(desk.say("speech-other-language-ask", **other.params)):
            raise
    with output.progress_of(name) as show:
        return speech_subtitles.drafted(film, replace(wanted, despite=True), context, told=show)


def _told(desk: Desk, made: Drafted, **where: Any) -> None:
    """Say what was made and what became of the rest; the draft's own notes say which words to look at."""
    heard = made.heard
    if desk.json:
        said = {
            "cues": len(made.cues),
            "words": len(made.words),
            "language": made.language,
            "model": heard.model,
        }
        lists = {"dropped": heard.dropped, "unwritten": heard.unwritten, "languages": heard.languages}
        return output.say(output.document(where | said | lists | {"unchecked": "recognised"}))
    for part in heard.dropped:
        output.note(
            desk.say("speech-dropped", from_ms=part.start_ms, to_ms=part.end_ms, text=part.text, why=part.why)
        )
    for start, end in heard.unwritten:
        output.note(desk.say("speech-unwritten", from_ms=start, to_ms=end))
    if doubted := speech_subtitles.doubted(heard):
        found, percent = doubted
        output.note(desk.say("speech-language-unsure", found=found, percent=percent, said=heard.language))
    for change in speech_subtitles.changes(heard):
        start, end = change.span
        output.note(desk.say("speech-language-there", from_ms=start, to_ms=end, language=change.code))
    code = "speech-joined" if "slug" in where else "speech-made"
    return output.say(desk.say(code, count=len(made.cues), language=bilingual.base(made.language), **where))
