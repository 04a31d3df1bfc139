"""A seventh day: settings and the kit understand what was meant, and give no advice that contradicts another."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from campaign.messages import translate
from media.brand import kit
from media.errors import BadInput
from tests import small_films
from tests.paths import EXAMPLE

Run = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the example kit, to be spoiled."""
    return Path(shutil.copytree(EXAMPLE / "brand", tmp_path / "brand"))


def written(folder: Path, old: str, new: str) -> None:
    """Write something else in brand.toml."""
    file = folder / "brand.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    "languages",
    ['["nl", "FR", "en"]', '["néerlandais", "français", "anglais"]', '["Nederlands", "Frans", "English"]',
     '["NL ", "fra", "engels"]'],
)  # fmt: skip
def test_languages_of_a_kit_in_words(folder: Path, languages: str) -> None:
    """The languages of a kit are read in words and capitals, as those of campaign.toml are."""
    written(folder, 'languages = ["nl", "fr", "en"]', f"languages = {languages}")
    assert kit.load(folder).languages == ("nl", "fr", "en")


def test_a_language_that_nobody_knows(folder: Path) -> None:
    """What is no language is told once, with what to write, and not once for each text that lacks it."""
    written(folder, 'languages = ["nl", "fr", "en"]', 'languages = ["nl", "les deux"]')
    with pytest.raises(BadInput) as caught:
        kit.load(folder)
    assert caught.value.code == "brand-key-wrong"
    said = translate.say(caught.value.code, caught.value.params)
    assert said.endswith('meta.languages cannot be ["nl", "les deux"]. Write ["nl", "fr"].')


def test_a_second_language_in_words(folder: Path) -> None:
    """The second language of the subtitles is read in words too."""
    written(folder, 'second_language = "off"', 'second_language = "néerlandais"')
    assert kit.load(folder).second_language == "nl"


@pytest.mark.parametrize(
    ("lang", "what", "options"),
    [
        ("fr", "santé, opinion politique", "--special santé --special opinion-politique"),
        ("nl", "gezondheid, politieke mening", "--special gezondheid --special politieke-mening"),
        ("en", "health, political opinion", "--special health --special politics"),
    ],
)
def test_what_a_film_tells_of_is_said_in_words(lang: str, what: str, options: str) -> None:
    """What a film tells of and nobody allowed is told in the reader's words, with the whole command."""
    params = {"person": "person 3", "language": "fr", "slug": "amina", "what": "health, politics"}
    params |= {"said_as": "record-consent-special"}
    said = translate.say("consent-special", params, lang)
    assert options in said
    assert what in translate.say("consent-special", {**params, "said_as": None}, lang)


def test_a_slip_in_the_settings_is_not_spread(tmp_path: Path, campaign: Run) -> None:
    """Where films and kit spell an organisation alike, check corrects campaign.toml and does not rename it there."""
    home = tmp_path / "c"
    assert campaign("init", home, "--language", "fr").exit_code == 0
    file = home / "campaign.toml"
    text = re.sub(
        r"(?m)^#? ?organisations = .*$", 'organisations = ["Brusoc"]', file.read_text(encoding="utf-8")
    )
    file.write_text(text, encoding="utf-8")
    film = small_films.film(tmp_path / "een.mp4", size="64x36")
    done = campaign(
        "testimony", "add", film, "--slug", "ali", "--speaker", "Ali Exemple", "--role", "entrepreneur",
        "--organisation", "Brusoc", "--theme", "coping", "--language", "fr", "--yes", folder=home,
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    file.write_text(text.replace("Brusoc", "Brussoc"), encoding="utf-8")
    said = campaign("check", folder=home).stdout
    assert "Did you mean Brusoc? Then write that in campaign.toml." in said
    assert "organisation rename" not in said
