"""A seventh day: settings and the kit understand what was meant, and give no advice that contradicts another."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from campaign.messages import translate
from media.brand import kit
from media.brandcheck import rules
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


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('ink = "#102a43"', 'ink = "#9fb3c8"', "background"),
        ('background = "ink"', 'background = "#ffe9c0"', "background"),
        ('background = "ink" ', 'background = "#c0c0c0" ', "background"),
    ],
)
def test_one_ground_is_the_cause(folder: Path, old: str, new: str, key: str) -> None:
    """Where one ground keeps texts of several colours from showing it is named, and what is advised ends all of it."""
    written(folder, old, new)
    advice = {
        translate.say_finding(one.code, one.params)[1]
        for one in rules.check(folder, languages=(), organisations=())
        if one.code == "B02"
    }
    assert len(advice) == 1
    (told,) = advice
    assert f"The cause is `{key}` under [color]" in told
    line = re.findall(r"`([^`]+)`", told)[-1]
    file = folder / "brand.toml"
    file.write_text(re.sub(rf"(?m)^{key} = .*$", line, file.read_text(encoding="utf-8")), encoding="utf-8")
    after = rules.check(folder, languages=(), organisations=())
    assert [one for one in after if one.code == "B02"] == []


def test_one_text_is_the_cause(folder: Path) -> None:
    """Where the texts of one colour do not show, that colour is advised as before, and no ground."""
    written(folder, 'foreground = "white"', 'foreground = "#2a4a6a"')
    found = rules.check(folder, languages=(), organisations=())
    told = [translate.say_finding(one.code, one.params)[1] for one in found if one.code == "B02"]
    assert any("`foreground = " in one for one in told)
    assert not any("The cause is" in one for one in told)


@pytest.mark.parametrize(
    ("lang", "written"), [("fr", "de vos données\u00a0: "), ("nl", "voor uw gegevens: ")]
)
def test_colons_of_a_form(tmp_path: Path, campaign: Run, lang: str, written: str) -> None:
    """A printed form has the space before a colon that its language wants."""
    home = tmp_path / "c"
    assert campaign("init", home, "--language", lang).exit_code == 0
    file = home / "campaign.toml"
    text = re.sub(
        r"(?m)^#? ?organisations = .*$", 'organisations = ["Brusoc"]', file.read_text(encoding="utf-8")
    )
    file.write_text(text, encoding="utf-8")
    form = tmp_path / "form.html"
    assert campaign("consent", "form", form, "--language", lang, folder=home).exit_code == 0
    assert f"{written}Brusoc" in form.read_text(encoding="utf-8")


def test_no_english_in_an_example(tmp_path: Path, campaign: Run) -> None:
    """A list without its bracket is shown with an example that has no words of one language."""
    home = tmp_path / "c"
    assert campaign("--lang", "fr", "init", home, "--language", "fr").exit_code == 0
    file = home / "campaign.toml"
    text = re.sub(
        r"(?m)^#? ?organisations = .*$", 'organisations = ["Brusoc', file.read_text(encoding="utf-8")
    )
    assert "Partner" not in text
    file.write_text(text, encoding="utf-8")
    done = campaign("--lang", "fr", "status", folder=home)
    assert done.exit_code == 2
    assert "Partner" not in done.stderr
