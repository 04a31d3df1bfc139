"""`campaign subtitles align`: a transcript gets the times of the speech, on this computer."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from campaign.cli import options, output
from campaign.cli.app import Desk, pass_desk
from campaign.cli.commands import subtitles_transcribe as transcribing
from campaign.messages import formatting
from campaign.testimonies.film_subtitles import aligned_subtitles, named_language, speech_subtitles
from campaign.testimonies.film_subtitles import subtitles as testimony_subtitles
from campaign.testimonies.film_subtitles.aligned_subtitles import Timed
from campaign.testimonies.film_subtitles.speech_subtitles import Wanted
from campaign.workspace import Workspace
from media.sources import probe, probe_cache
from media.sources.probe import Film
from media.subtitles.cues import words as subtitle_words
from schedules.errors import BadRequest
from schedules.model import bilingual, campaign_paths
from schedules.model.records import Testimony


@click.command(short_help="Give a transcript the times of the speech.")
@click.argument("film", type=options.FILE, metavar="SLUG|FILM")
@click.argument("text", type=options.FILE, metavar="TEXT.txt")
@click.option(
    "--language", metavar="L", help="The language spoken (default: the testimony's, else the one heard)."
)
@click.option("--model", metavar="MODEL|FOLDER", help="What recognises it (default: the best that is here).")
@click.option("--words", type=options.FILE, metavar="FILE.json", help="Where the words with their times go.")
@click.option("--output", "out", type=options.FILE, metavar="FILE.vtt", help="Write the subtitles to a file.")
@click.option(
    "--encoding",
    metavar="E",
    help="The text's encoding, such as cp1252 (default: UTF-8, or as its letters tell).",
)
@pass_desk
def align(
    desk: Desk, /, film: Path, text: Path, language: str | None, encoding: str | None, **said: Any
) -> None:
    """Give a transcript the times at which its words are spoken: subtitles of a testimony, or beside a film.

    Says what is spoken but is not in the text, and what is in the text but nobody says; no word is changed. A blank
    line always starts a new subtitle. The sound is worked on by this computer alone; nothing of it is sent. The times
    are a machine's: no film shows the subtitles until somebody has watched it with them (`campaign subtitles checked`).

    \b
    Example:
      campaign subtitles align bakery bakery.txt
      campaign subtitles align bakery.mp4 bakery.txt --language fr --output bakery.fr.vtt
    """
    with transcribing.open_campaign(desk) as workspace:
        one = transcribing.meant_testimony(workspace, film)
        if one is None:
            wanted = _wanted(workspace, film, language or named_language.named_language(text), said["model"])
            return _of_file(desk, workspace, film, wanted, (text, encoding), said)
        assert workspace is not None  # where a testimony was found
        wanted = transcribing.wanted_of(workspace, one, language, said["model"])
        return _of_testimony(desk, workspace, one, wanted, (text, encoding), said)


def _wanted(workspace: Workspace | None, film: Path, language: str | None, model: str | None) -> Wanted:
    wanted = Wanted(language=transcribing.language_code(language), model=model or "")
    if workspace is None:
        return wanted
    one = speech_subtitles.of_file(workspace, film) if film.is_file() else None
    return replace(
        wanted,
        model=wanted.model or workspace.settings.speech.model,
        names=speech_subtitles.names(one, workspace.settings.organisations),
        kept=campaign_paths.heard(workspace.folder, one) if one else None,
    )


def _of_testimony(
    desk: Desk,
    workspace: Workspace,
    film: Testimony,
    wanted: Wanted,
    text: tuple[Path, str | None],
    said: dict[str, Any],
) -> None:
    if said["out"] is None and speech_subtitles.standing(workspace, film, wanted.language):
        params = {"slug": film.slug, "language": wanted.language}
        if not desk.confirm(desk.say("speech-replace", **params)):
            raise BadRequest("align-replace-not", text=text[0], **params)
    shown = _text(desk, *text, wanted.language)
    places = transcribing.free_places(desk, said["out"], said["words"])
    path = campaign_paths.film(workspace.folder, film)
    seen = probe_cache.remembered(path, workspace.folder / "renders").hearing(film.sound_track)
    made = _timed(desk, workspace, seen, shown, wanted, film.slug)
    if places:
        speech_subtitles.write(made.draft, *places)
        return _told(desk, made, path=places[0])
    again = speech_subtitles.join(workspace, film, made.draft, now=desk.now())
    if said["words"]:
        subtitle_words.write(said["words"], made.draft.words)
    options.tell_drafts(desk, again, workspace.rules)
    return _told(desk, made, slug=film.slug, **transcribing.draft_place(workspace, film, made.draft.language))


def _of_file(
    desk: Desk,
    workspace: Workspace | None,
    film: Path,
    wanted: Wanted,
    text: tuple[Path, str | None],
    said: dict[str, Any],
) -> None:
    speech_subtitles.model(wanted.model, wanted.language)  # what lacks is said before anything else
    shown, seen = _text(desk, *text, wanted.language), probe.probe(film)
    out = said["out"] or (transcribing.beside_film(film, wanted.language) if wanted.language else None)
    places = transcribing.free_places(desk, out, said["words"])
    made = _timed(desk, workspace, seen, shown, wanted, film.name)
    beside = transcribing.beside_film(film, made.draft.language)
    places = places or transcribing.free_places(desk, beside, said["words"])
    assert places is not None
    speech_subtitles.write(made.draft, *places)
    return _told(desk, made, path=places[0])


def _text(desk: Desk, path: Path, encoding: str | None, language: str) -> str:
    text, marks = testimony_subtitles.transcript_text(path, encoding=encoding, language=language)
    if marks:
        output.note(desk.say("transcript-marks-left-out", count=marks))
    return text


def _timed(
    desk: Desk, workspace: Workspace | None, film: Film, text: str, wanted: Wanted, name: str
) -> Timed:
    with output.progress_of(name) as show:
        return aligned_subtitles.timed(film, text, wanted, speech_subtitles.context(workspace), told=show)


def _told(desk: Desk, made: Timed, **where: Any) -> None:
    """Say what was made, and where text and speech differ."""
    draft = made.draft
    if desk.json:
        said = {"cues": len(draft.cues), "words": len(draft.words), "language": draft.language}
        said |= {"model": draft.heard.model, "recognised": round(made.anchors, 3), "unchecked": draft.kind}
        found = [output.as_json(desk, one) for one in made.findings]
        return output.say(output.document(where | said | {"findings": found}))
    for one in made.findings:
        at = one.params.get("at")  # told as `transcribe` tells its moments
        place = one.where if at is None else formatting.length(at, desk.lang)
        output.note(output.finding_line(desk, replace(one, where=place)))
    code = "align-joined" if "slug" in where else "align-made"
    return output.say(desk.say(code, count=len(draft.cues), language=bilingual.base(draft.language), **where))
