"""A language is a file: one more in the folder is known everywhere, and what it does not bring is named."""

import json
import os
import shutil
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from babel import Locale
from babel.dates import format_date, get_timezone_location
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from campaign.messages import formatting, translate
from media.languages import known
from media.languages.language import Language
from schedules.database.tables import ROLES
from tests.paths import DATA, REPOSITORY

TOYS = DATA / "toy_language"
ANSWERS: dict[str, object] = {  # `xx` brings all that a language can, `yy` what it must
    "the languages": ["yy", "nl", "fr", "xx", "en"],
    "what staff may read": ["en", "nl", "fr", "xx"],
    "the rehearsal Page": ["en", "nl", "fr", "xx"],
    "a locale of the desk": ["xx", None],
    "a sentence": "q xnot",
    "a sentence without a catalogue": (
        "q is not a language code: write two or three lower-case letters, such as nl, fr or nl-BE."
    ),
    "help": [0, "Xoptions :"],
    "help without a catalogue": [
        2,
        "Error: --lang yy is not an available language: en, nl, fr, xx. Choose one of those.",
    ],
    "a word tried for an option": [
        2,
        "Error: No such option '--xfilm'. Did you mean '--testimony'? This is missing: --caption (the text of the "
        "post), --language (en, nl, fr, xx). Complete it, for example so: `campaign post add --testimony a --caption "
        "'Hoe houden zij het vol?' --language en`",
    ],
    "a question": ["Q", "[x/Z]", ":", "xax", "True"],
    "a day": ["1xo februari 2027", "1. helmikuuta 2027"],
    "a moment": "3 februari 2027 kl 18:00",
    "a number": "12\xa0345~6",
    "a length of time": ["2 timmar", "2 tuntia"],
    "the name of a language": ["nederländska", "xx"],
    "the language of a text": "xx",
    "a caption in two languages": "xx",
    "a break of lines": [True, True],
    "typography": ["a…", "a\u202f!"],
    "the linter": ["S19 capital-after-apostrophe", "S19 dashes-xx", "S19 ellipsis-dots", "S22 private-loan"],
    "reading speed": [9.0, 10.0],
    "a file of subtitles for Facebook": ["a.xx_XX.srt", "a.yy_YY.srt"],
    "a transcript": ["Blip blop", "blip blop."],
    "a role": ["xx-coach", "coach"],
    "a brand kit without it": "brand-language-missing xx: nl, fr, en",
    "a brand kit with it": True,
    "settings": [2, 6],
    "commented settings": True,
    "public holidays": "New Year’s Day",
    "a day in a plan": ["2027-01-01", "2027-04-04", "2027-03-02", "2027-02-02"],
    "a time in a plan": ["18:30:00", "18:00:00"],
    "headers of a plan": ["date", "caption", "Xdate", "Text", "Date"],
    "words in a plan": ["photo", "square", "xx", "nl"],
    "a letter": ["Xdear. Xall", "Dear Sir or"],
    "a release": [2, "Error: there is no form in xx. There is one in: Dutch, French and English."],
    "a reader of the Page": "nederländska",
}


def walked(house: Path, folder: Path) -> dict[str, Any]:
    """Return what every place says in a copy of the house with two more languages."""
    for storey in ("campaign", "schedules", "media"):
        shutil.copytree(REPOSITORY / storey, house / storey)
    for name in ("toy.py", "bare.py"):
        shutil.copy(TOYS / name, house / "media/languages")
    shutil.copy(TOYS / "xx.toml", house / "campaign/messages/texts")
    catalogue = house / "campaign/locale/xx/LC_MESSAGES"
    catalogue.mkdir(parents=True)
    with (TOYS / "xx.po").open("rb") as words, (catalogue / "campaign.mo").open("wb") as compiled:
        write_mo(compiled, read_po(words))
    environment = {**os.environ, "PYTHONPATH": str(house), "PYTHONUTF8": "1"}
    command = [sys.executable, "-W", "error", str(TOYS / "walk.py"), str(folder)]
    done = subprocess.run(command, cwd=house, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    answers: dict[str, Any] = json.loads(done.stdout)
    return answers


@pytest.mark.slow
def test_a_language_is_a_file(tmp_path: Path) -> None:
    """Every place that must know a language knows one whose file was put there, or says what it lacks."""
    (tmp_path / "folder").mkdir()
    assert walked(tmp_path / "house", tmp_path / "folder") == ANSWERS


@pytest.mark.parametrize("code", known.languages())
def test_a_shipped_language_is_whole(code: str) -> None:
    """A language here has a word for every role, a catalogue unless it is English, and all texts that English has."""
    english = translate.texts(known.FALLBACK)
    assert set(known.languages()[code].roles) == set(ROLES)
    assert code in translate.LANGUAGES
    assert set(translate.texts(code)) == set(english)
    for table in ("columns", "withdrawal_letter", "release"):
        assert set(translate.texts(code)[table]) == set(english[table])
    for table in ("words", "option_words", "command_words"):
        assert set(translate.texts(code)[table]) <= set(english[table])


def test_what_a_language_lacks_is_named() -> None:
    """A file without something that every language must bring says what it is."""
    with pytest.raises(TypeError, match="'reading_speed'"):
        Language(code="zz", region="sv_SE", facebook_locale="zz_ZZ")  # type: ignore[call-arg]


@pytest.mark.parametrize("code", ["nl", "fr", "en"])
def test_what_a_language_shows_by_itself_is_what_babel_has(code: str) -> None:
    """Dates of a year, names and lists that a page shows without Babel are those of CLDR, letter for letter."""
    language = known.languages()[code]
    region, shown = language.region, language.shown
    assert shown is not None
    for day in (date(2027, 1, 1) + timedelta(days=number) for number in range(365)):
        first = language.first_day if day.day == 1 else ""
        assert formatting.day(day, code).replace(f"1{first} ", "1 ") == format_date(day, "long", region)
        assert formatting.short(day, code).replace(f"1{first} ", "1 ") == format_date(day, "medium", region)
        assert formatting.weekday(day, code) == format_date(day, "EEEE", region)
        assert formatting.short_weekday(day, code) == format_date(day, "EEE", region)
        assert formatting.month(day, code) == format_date(day, "LLLL yyyy", region)
    assert {one: Locale.parse(one).get_language_name(region) for one in shown.languages} == shown.languages
    cities = {zone: get_timezone_location(zone, locale=region, return_city=True) for zone in shown.cities}
    assert cities == shown.cities
    for several in ([], ["a"], ["a", "b"], ["a", "b", "c"], ["a", "b", "c", "d"]):
        assert formatting.joined(several, code) == format_list(several, "standard", region)
        assert formatting.joined(several, code, to_choose=True) == format_list(several, "or", region)
