"""A third day in French: what is wrong with a brand kit, a sheet or a moment is told with what is right there."""

import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from campaign.messages import translate
from media.brand import kit
from media.brandcheck import rules
from media.errors import BadInput

EXAMPLE = Path(kit.__file__).parents[2] / "campaign" / "example" / "brand"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the example kit, to be spoiled."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "brand"))


@pytest.mark.parametrize(
    ("written", "says"),
    [
        (
            'text = {{ nl = "{nl}", en = "{en}" }}',
            'between the braces in that line, behind a comma: `fr = "..."`',
        ),
        ('"text" = {{nl="{nl}",en="{en}"}}', 'between the braces in that line, behind a comma: `fr = "..."`'),
        ('text.nl = "{nl}"\ntext.en = "{en}"', 'Write below [title_card]: `text.fr = "..."`'),
    ],
)
def test_a_language_that_a_card_lacks(folder: Path, written: str, says: str) -> None:
    """A text that lacks a language is told how to have it as its line is written, and that line is the right one."""
    file = folder / "brand.toml"
    text = file.read_text(encoding="utf-8")
    texts = tomllib.loads(text)["title_card"]["text"]
    begun = text.index("[title_card.text]")
    ended = text.index("[", begun + 1)
    line = written.format(**texts)
    file.write_text(text[:begun] + line + "\n\n" + text[ended:], encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        kit.load(folder)
    said = translate.say(caught.value.code, caught.value.params)
    assert said.endswith(says)
    if "braces" in says:
        assert file.read_text(encoding="utf-8").split("\n")[int(str(caught.value.params["line"])) - 1] == line


def founded(tmp_path: Path, campaign: Callable[..., Result]) -> Path:
    """A new campaign whose organisation is no partner of the example kit."""
    folder = tmp_path / "c"
    assert campaign("init", str(folder), "--language", "fr").exit_code == 0
    return folder


def settle(folder: Path, organisations: str) -> None:
    """Write the campaign's organisations."""
    file = folder / "campaign.toml"
    kept = [
        one for one in file.read_text(encoding="utf-8").split("\n") if not one.startswith("organisations")
    ]
    file.write_text("\n".join([f"organisations = {organisations}", *kept]), encoding="utf-8")


def test_doctor_and_brand_check_say_the_same(tmp_path: Path, campaign: Callable[..., Result]) -> None:
    """A kit in which `brand check` finds an error is not called complete by `doctor`."""
    folder = founded(tmp_path, campaign)
    settle(folder, '["Avenir Microcrédit"]')
    assert "B09" in campaign("brand", "check", "--dir", str(folder)).stdout
    said = campaign("doctor", "--dir", str(folder)).stdout
    assert "the brand kit is complete" not in said
    assert "Avenir Microcrédit" in said


def test_a_partner_spelt_in_two_ways_and_one_place_for_two(folder: Path) -> None:
    """A partner whose name has other accents or capitals than the campaign's is told; so are two of one place."""
    file = folder / "brand.toml"
    text = file.read_text(encoding="utf-8").replace("order = 2", "order = 1")
    file.write_text(text, encoding="utf-8")
    found = {one.code: one for one in rules.check(folder, organisations=["MICROSTART"])}
    assert found["B17"].params == {"name": "microStart", "organisation": "MICROSTART"}
    assert found["B18"].severity == "info"
    assert "B17" not in {one.code for one in rules.check(folder, organisations=["microStart"])}


def test_a_language_that_the_program_does_not_know(tmp_path: Path, campaign: Callable[..., Result]) -> None:
    """What a language lacks that nothing is known of is told before its campaign is made; of others nothing is."""
    told = campaign("init", str(tmp_path / "w"), "--language", "wallon")
    assert "the program does not know this language: Walloon" in told.stderr
    assert "warning" not in campaign("init", str(tmp_path / "f"), "--language", "français").stderr.lower()


def test_a_setting_given_as_an_option(tmp_path: Path, campaign: Callable[..., Result]) -> None:
    """A setting that was typed as an option is shown as its line in the file, with what was typed."""
    said = campaign("init", str(tmp_path / "d"), "--organisation", "microStart").stderr
    assert said.rstrip().endswith('organisations = ["microStart"]')


def test_what_a_row_lacks_is_corrected_in_its_cell(tmp_path: Path, campaign: Callable[..., Result]) -> None:
    """Of a row that is no post yet a dry run names the cell; a past moment cannot be `now` there."""
    folder = founded(tmp_path, campaign)
    sheet = tmp_path / "plan.csv"
    dutch = "Wij hebben met deze lening de eerste fietsen van onze winkel kunnen kopen en daarom zijn wij heel blij."
    sheet.write_text(f"Date,Language,Text\n24/12/2099 18:00,fr,{dutch}\n", encoding="utf-8")
    said = campaign("plan", "import", str(sheet), "--dry-run", "--dir", str(folder)).stderr
    assert "Correct it in the file, in the cell C2 (Text)." in said
    assert "campaign post edit" not in said
    sheet.write_text("Date,Language,Text\n24/12/2020 18:00,fr,Bonjour\n", encoding="utf-8")
    said = campaign("plan", "import", str(sheet), "--dir", str(folder)).stderr
    assert "is in the past" in said
    assert "write now" not in said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("lufs = -16", "lufs = −16", "Did you mean `lufs = -16`?"),
        ("lufs = -16", "lufs = –16", "Did you mean `lufs = -16`?"),
        ('surround = "band"', 'surround = "floue"', 'Did you mean `surround = "flou"`?'),
    ],
)
def test_signs_and_words_of_a_kit(folder: Path, old: str, new: str, said: str) -> None:
    """A minus of a word processor is one, and a value is proposed by the word that the kit's comments have."""
    file = folder / "brand.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        kit.load(folder)
    assert translate.say(caught.value.code, caught.value.params).endswith(said)


def test_subtitles_are_told_with_what_is_right(tmp_path: Path, campaign: Callable[..., Result]) -> None:
    """A file that names no language is told a name that fits its words; a line is shown as it should be."""
    file = tmp_path / "velo.srt"
    cue = "1\n00:00:01,000 --> 00:00:04,000\nKarim, j’ai vendu mes premiers vélos!\nEt puis la banque m’a aidé.\n\n"
    file.write_text(cue, encoding="utf-8")
    said = campaign("subtitles", "check", str(file)).stdout
    assert "name the file velo.fr.srt" in said
    assert "--subtitles" not in said
    said = campaign("subtitles", "check", str(file), "--language", "fr").stdout
    assert "Write: “Karim, j’ai vendu mes premiers vélos\u00a0!”" in said.replace("\u202f", "\u00a0")
