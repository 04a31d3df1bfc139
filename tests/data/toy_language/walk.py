"""Ask every place that must know a language about the two toys; prints the answers as JSON.

Run by tests/test_languages.py in a copy of the house in which the toys' files lie.
"""

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from click.testing import CliRunner

from campaign import public_holidays
from campaign.cli import app
from campaign.cli.errors import agreed
from campaign.messages import consent, formatting, translate
from campaign.page.connection import TONGUES
from campaign.settings import declarations, settings, template
from campaign.spreadsheets.plan_rows import cells, columns, dates
from media.brand import kit
from media.brandcheck import sample
from media.errors import MediaError
from media.formats import LANDSCAPE
from media.languages import known
from media.lettering import line_breaks
from media.subtitles import writer
from media.subtitles.cues import transcript
from media.subtitles.lint import linter
from media.subtitles.norms import LOCALES, Context, Norms
from media.text import language_detection, typography
from schedules.consent import credits
from schedules.errors import ScheduleError
from schedules.model import bilingual
from schedules.rehearsal import language as page_language

FOLDER = Path(sys.argv[1])
SRT = """1
00:00:01,000 --> 00:00:04,000
= Blip blop.
- Blup, xoan € 500.

2
00:00:05,000 --> 00:00:09,000
x' rain§
"""
TOML = """
languages = ["nl", "xx", "yy"]
[plan]
slots = [{ day = "wedx", at = "18:00", language = "xx" }, { day = "y7", at = "18:00" }]
"""


def findings() -> list[str]:
    """Return what the linter says of a cue of two speakers, a loan, a small start and a wrong character."""
    path = FOLDER / "film.xx.srt"
    path.write_text(SRT, encoding="utf-8")
    return sorted(f"{one.code} {one.params['what'].code}" for one in linter.lint(path, Context(language="xx"))
                  if one.code in ("S19", "S22"))  # fmt: skip


def release() -> list[object]:
    """Return how the form that people sign ends in a language that has none."""
    folder = FOLDER / "new"
    assert run("--yes", "init", str(folder), "--language", "xx") == [0]
    return run("--dir", str(folder), "consent", "form", "--language", "xx", str(FOLDER / "form.html"))


def campaign_settings() -> declarations.Settings:
    """Return the settings of a campaign that speaks the toys."""
    path = FOLDER / "campaign.toml"
    path.write_text(TOML, encoding="utf-8")
    return settings.load(path)


def cell_reader() -> cells.Reader:
    """Return what reads the cells of that campaign's plans."""
    return cells.Reader(settings=campaign_settings(), folder=FOLDER, since_1904=False)


def run(*words: str) -> list[object]:
    """Return how a command ends: exit code, and the line that tells most."""
    done = CliRunner().invoke(app.root, words, prog_name="campaign")
    lines = [line for line in done.output.splitlines() if "Xoptions" in line or "Error" in line]
    return [done.exit_code, *lines]


def asked(lang: str, answer: str) -> list[object]:
    """Return what a question of yes or no offers in a language, and what an answer means."""
    import click

    command = click.command()(lambda: click.echo(agreed("Q", default=False, lang=lang)))
    shown = CliRunner().invoke(command, input=answer + "\n").output
    return shown.split()


def brand(change: Callable[[kit.Brand], kit.Brand]) -> object:
    """Return the words of a film that does not exist, laid out in the toy with the example kit."""
    elements = sample.laid_out(change(kit.load(Path("campaign/example/brand"))), "xx", LANDSCAPE).elements
    return len(elements) > 0


def spoken_kit(brand_kit: kit.Brand) -> kit.Brand:
    """Return the example kit with texts in the toy."""
    texts = {
        name: {**getattr(brand_kit, name), "xx": "Xtext"}
        for name in ("title_text", "end_text", "end_partners_text")
    }
    themes = {key: {**theme, "xx": "Xtheme"} for key, theme in brand_kit.themes.items()}
    return replace(brand_kit, **texts, themes=themes)


PLACES: dict[str, Callable[[], object]] = {
    "the languages": lambda: list(known.languages()),
    "what staff may read": lambda: list(translate.LANGUAGES),
    "the rehearsal Page": lambda: list(TONGUES.languages),
    "a locale of the desk": lambda: [translate.spoken("xx_YY.UTF-8"), translate.spoken("yy")],
    "a sentence": lambda: translate.say("language-unfit", {"value": "q"}, "xx-YY"),
    "a sentence without a catalogue": lambda: translate.say("language-unfit", {"value": "q"}, "yy"),
    "help": lambda: run("--lang", "xx", "status", "--help"),
    "help without a catalogue": lambda: run("--lang", "yy", "status"),
    "a word tried for an option": lambda: run("post", "add", "--xfilm", "a"),
    "a question": lambda: asked("xx", "xax"),
    "a day": lambda: [formatting.day(date(2027, 2, 1), code) for code in ("xx", "yy")],
    "a moment": lambda: formatting.moment(datetime(2027, 2, 3, 18, 0, tzinfo=UTC), "xx"),
    "a number": lambda: formatting.number("12345.6", "xx"),
    "a length of time": lambda: [formatting.lasting(7200, code) for code in ("xx", "yy")],
    "the name of a language": lambda: [formatting.language("nl", "xx"), formatting.language("xx", "nl")],
    "the language of a text": lambda: language_detection.other_language("blip blop blup blip blop", "nl"),
    "a caption in two languages": lambda: bilingual.second("Het is een feest.\n\n---\n\nblip blop", "nl", ("nl", "xx")),
    "a break of lines": lambda: [line_breaks.clings("blip", "xx-XX"), line_breaks.clings("q'", "xx")],
    "typography": lambda: [typography.typeset("a§", "xx"), typography.unbroken("a !", "xx")],
    "the linter": findings,
    "reading speed": lambda: list(Norms().speed("xx-XX", verbatim=False)),
    "a file of subtitles for Facebook": lambda: [writer.facebook_name("a", code, LOCALES) for code in ("xx-XX", "yy")],
    "a transcript": lambda: transcript.phrases("Blip blop blip blop.", "xx", line=12),
    "a role": lambda: [credits.role_word("coach", "xx-XX"), credits.role_word("coach", "yy")],
    "a brand kit without it": lambda: brand(lambda brand_kit: brand_kit),
    "a brand kit with it": lambda: brand(spoken_kit),
    "settings": lambda: [slot.weekday for slot in campaign_settings().plan.slots],
    "commented settings": lambda: "# Xlanguages" in template.text({}, "xx").split("\n"),
    "public holidays": lambda: public_holidays.of_year("BE", 2027, "xx")[date(2027, 1, 1)],
    "a day in a plan": lambda: [dates.day(text).day.isoformat() for text in (
        "1xo januari 2027", "4 aprl 2027", "tuex 2 mars 2027", "2 helmikuu 2027")],
    "a time in a plan": lambda: [dates.clock(text).at.isoformat() for text in ("kl 18k30", "18 kor")],
    "headers of a plan": lambda: [columns.named("xdate"), columns.named("XWORDS"), columns.titles("xx")["date"],
                                  columns.titles("xx")["caption"], columns.titles("yy")["date"]],
    "words in a plan": lambda: [cell_reader().kind("xphoto"), cell_reader().format("XSquare"),
                                cell_reader().language("Xaxish"), cell_reader().language("nederländska")],
    "a letter": lambda: [consent.letter(one, channel=None, language=None, was_live=True)[:11] for one in ("xx", "yy")],
    "a release": release,
    "a reader of the Page": lambda: page_language.Reader(tongues=TONGUES, lang="xx", asked=True).language("nl_NL"),
}  # fmt: skip


def answer(ask: Callable[[], object]) -> object:
    """Return what a place answers, or the error's code with what it names."""
    try:
        return ask()
    except (MediaError, ScheduleError) as refused:
        return f"{refused.code} {refused.params.get('language', '')}: {refused.params.get('known', '')}"


json.dump({place: answer(ask) for place, ask in PLACES.items()}, sys.stdout, ensure_ascii=False)
