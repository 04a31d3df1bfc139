"""`campaign subtitles align`: a transcript gets the times of the speech, on this computer."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from campaign.cli import options, output
from campaign.cli.answers import speech_drafts
from campaign.cli.answers.speech_drafts import Asked
from campaign.cli.app import Desk, pass_desk
from campaign.messages import formatting
from campaign.testimonies.film_subtitles import aligned_subtitles, named_language, speech_subtitles
from campaign.testimonies.film_subtitles import subtitles as testimony_subtitles
from campaign.testimonies.film_subtitles.aligned_subtitles import Timed
from media.sources.probe import Film
from schedules.errors import BadRequest
from schedules.model import bilingual

_TEXTS = (".txt", ".md", ".rtf", ".doc", ".docx", ".odt", ".pdf", ".srt", ".vtt", ".sbv")  # of no film


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
def align(desk: Desk, /, text: Path, encoding: str | None, **said: Any) -> None:
    """Give a transcript the times at which its words are spoken: subtitles of a testimony, or beside a film.

    Says what is spoken but is not in the text, and what is in the text but nobody says; no word is changed. A blank
    line always starts a new subtitle. The sound is worked on by this computer alone; nothing of it is sent. The times
    are a machine's: no film shows the subtitles until somebody has watched it with them (`campaign subtitles checked`).

    \b
    Example:
      campaign subtitles align bakery bakery.txt
      campaign subtitles align bakery.mp4 bakery.txt --language fr --output bakery.fr.vtt
    """
    asked = Asked(**said)
    if asked.film.suffix.lower() in _TEXTS and text.suffix.lower() not in _TEXTS:
        raise BadRequest("align-turned", film=text, text=asked.film)
    if asked.language is None and asked.film.exists():
        asked = replace(asked, language=named_language.named_language(text))
    with speech_drafts.meant(desk, asked) as heard:
        shown = _text(desk, text, encoding, heard.wanted.language)
        context = speech_subtitles.context(heard.workspace)

        def timed(film: Film, name: str) -> Timed:
            with output.progress_of(name) as show:
                return aligned_subtitles.timed(film, shown, heard.wanted, context, told=show)

        made, where = speech_drafts.make(
            desk,
            heard,
            asked,
            timed,
            kept=lambda params: BadRequest("align-replace-not", text=text, **params),
        )
    return _told(desk, made, where)


def _text(desk: Desk, path: Path, encoding: str | None, language: str) -> str:
    text, marks = testimony_subtitles.transcript_text(path, encoding=encoding, language=language)
    if marks:
        output.note(desk.say("transcript-marks-left-out", count=marks))
    return text


def _told(desk: Desk, made: Timed, where: dict[str, object]) -> None:
    """Say what was made, and where text and speech differ."""
    if desk.json:
        said = {"cues": len(made.cues), "words": len(made.words), "language": made.language}
        said |= {"model": made.heard.model, "recognised": round(made.anchors, 3), "unchecked": made.kind}
        found = [output.as_json(desk, one) for one in made.findings]
        return output.say(output.document(where | said | {"findings": found}))
    for one in made.findings:
        at = one.params.get("at")  # told as `transcribe` tells its moments
        place = one.where if at is None else formatting.length(at, desk.lang)
        output.note(output.finding_line(desk, replace(one, where=place)))
    code = "align-joined" if "slug" in where else "align-made"
    return output.say(desk.say(code, count=len(made.cues), language=bilingual.base(made.language), **where))
