"""`campaign subtitles transcribe`: draft subtitles from the speech of a film, on this computer."""

from dataclasses import replace
from typing import Any

import click

from campaign.cli import options, output
from campaign.cli.answers import speech_drafts
from campaign.cli.answers.speech_drafts import Asked, Heard
from campaign.cli.app import Desk, pass_desk
from campaign.testimonies.film_subtitles import speech_subtitles
from campaign.testimonies.film_subtitles.speech_subtitles import Drafted
from media.errors import BadInput
from media.sources.probe import Film
from schedules.errors import BadRequest
from schedules.model import bilingual


@click.command(short_help="Make draft subtitles from the speech of a film.")
@click.argument("film", type=options.FILE, metavar="SLUG|FILM")
@click.option(
    "--language", metavar="L", help="The language spoken (default: the testimony's, else the one heard)."
)
@click.option("--model", metavar="MODEL|FOLDER", help="What recognises it (default: the best that is here).")
@click.option("--words", type=options.FILE, metavar="FILE.json", help="Where the words with their times go.")
@click.option("--output", "out", type=options.FILE, metavar="FILE.vtt", help="Write the draft to a file.")
@pass_desk
def transcribe(desk: Desk, /, **said: Any) -> None:
    """Make draft subtitles from the speech of a film: of a testimony they join it, of a file they go beside it.

    The sound is worked on by this computer alone; nothing of it is sent. A machine mishears, names and numbers most of
    all: the subtitles are a draft, which no film shows and no post takes along until somebody has watched the film with
    them (`campaign subtitles checked`). The names on record are given to it.

    \b
    Example:
      campaign subtitles transcribe bakery
      campaign subtitles transcribe bakery.mp4 --language nl --output bakery.nl.vtt
    """
    asked = Asked(**said)
    with speech_drafts.meant(desk, asked) as heard:
        made, where = speech_drafts.make(
            desk,
            heard,
            asked,
            lambda film, name: _drafted(desk, heard, film, name),
            kept=lambda params: BadRequest("speech-replace-not", **params),
        )
    return _told(desk, made, where)


def _drafted(desk: Desk, heard: Heard, film: Film, name: str) -> Drafted:
    """Recognise a film; where another language is spoken, once more if a person wants it; `--yes` is no word of it."""
    context, wanted = speech_subtitles.context(heard.workspace), heard.wanted
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


def _told(desk: Desk, made: Drafted, where: dict[str, object]) -> None:
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
