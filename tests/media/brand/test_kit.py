"""The brand kit: what is read from brand.toml, and how its faults are named."""

import re
import shutil
from pathlib import Path

import pytest
from PIL import Image

from media.brand import colour, kit
from media.errors import BadInput
from media.lettering import drawing_faults, fonts
from tests.paths import CLASSIC_KIT, EXAMPLE

EXAMPLE_KIT = EXAMPLE / "brand"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of a kit without a look, to be spoiled."""
    return Path(shutil.copytree(CLASSIC_KIT, tmp_path / "brand"))


def spoilt(folder: Path, pattern: str, instead: str) -> BadInput:
    """The error after a piece of brand.toml was replaced."""
    file = folder / "brand.toml"
    text, count = re.subn(pattern, instead, file.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    assert count == 1
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        kit.load(folder)
    assert caught.value.params.get("path") == str(file)
    return caught.value


def test_example_kit() -> None:
    """The example kit is whole: four partners in order, three languages, fonts that come with the program."""
    loaded = kit.load(EXAMPLE_KIT)
    assert [partner.id for partner in loaded.partners] == ["hefboom", "microstart", "brusoc", "credal"]
    assert loaded.languages == ("nl", "fr", "en")
    assert loaded.font == fonts.FONTS / "SourceSans3-SemiBold.ttf"
    assert (loaded.lufs, loaded.true_peak, loaded.title_ms) == (-16, -1.5, 2500)


def test_languages_of_regions() -> None:
    """`nl` covers `nl-BE`; a language that the kit does not speak is refused."""
    loaded = kit.load(EXAMPLE_KIT)
    assert loaded.speak(loaded.title_text, "nl-BE") == "Micro-ondernemers getuigen"
    with pytest.raises(BadInput, match="brand-language-missing"):
        loaded.speak(loaded.title_text, "de")


@pytest.mark.parametrize(
    ("pattern", "instead", "code", "key"),
    [
        (r"^schema = 1", "schema = 2", "brand-key-wrong", "schema"),
        (r"^paper = .*", "", "brand-key-missing", "color.paper"),
        (r'^ink = "#102a43"', 'ink = "navy"', "brand-key-near", "color.palette.ink"),
        (r"^box_alpha = 0.70", "box_alpha = 0.5", "brand-key-wrong", "logo.campaign.box_alpha"),
        (r"^box_alpha = 0.70   .* 0.54", "box_alpha = 0.5 # ", "brand-key-wrong", "subtitles.box_alpha"),
        (r"^seconds = 5", 'seconds = "five"', "brand-key-wrong", "lower_third.seconds"),
        (r"^fill = .*", 'fill = "squeeze"', "brand-key-wrong", "picture.fill"),
        (r"^surround = .*", 'surround = "pink"', "brand-key-wrong", "picture.surround"),
        (r"^surround = .*", 'surround = "blurr"', "brand-key-near", "picture.surround"),
        (r"^\[audio\]", "[sound]", "brand-key-unknown", "sound"),
        (r"^\[audio\]", "[odio]", "brand-key-misspelt", "odio"),
        (r"^seconds = 2.5 .*", "seconds = 2,5", "brand-line", None),
        (r"^corner = .*", "corner = « top-right »", "brand-line", None),
        (r"^\[end_card\]", "[end_card", "brand-line", None),
        (r'^dark = "logos/mey.*', 'dark = "logos\\\\new.png"', "brand-line", "logo.campaign.dark"),
        (
            r'^dark = "logos/mey.*',
            "dark = 'logos\\\\mey-award-dark.png'",
            "brand-file-misspelt",
            "logo.campaign.dark",
        ),
        (r'^light = "logos/mey.*', 'light = "logos/none.png"', "brand-file-missing", "logo.campaign.light"),
        (r'^light = "logos/mey.*', 'light = "../../x.png"', "brand-file-outside", "logo.campaign.light"),
        (r'^dark = "logos/mey.*', 'dark = "brand.toml"', "brand-not-a-picture", "logo.campaign.dark"),
        (r"^fr = \"Une initiative de\"", "", "brand-key-missing", "end_card.partners_text.fr"),
        (r'^id = "microstart"', "", "brand-key-missing", "partner[2].id"),
    ],
)
def test_faults_name_file_and_key(
    folder: Path, pattern: str, instead: str, code: str, key: str | None
) -> None:
    """A fault in the kit names the file, the line and the key to mend."""
    error = spoilt(folder, pattern, instead)
    assert (error.code, error.params.get("key")) == (code, key)
    written = (
        (folder / "brand.toml").read_text(encoding="utf-8").split("\n")[int(str(error.params["line"])) - 1]
    )
    assert instead.replace("\\\\", "\\") in written or code == "brand-key-missing"


@pytest.mark.parametrize(
    ("line", "said", "meant"),
    [
        ('corner = "top-right"', "rechtsboven", "top-right"),
        ('corner = "top-right"', "Linksonder", "bottom-left"),
        ('corner = "top-right"', "en haut à gauche", "top-left"),
        ('corner = "top-right"', "bas droite", "bottom-right"),
        ('corner = "top-right"', "Top Left", "top-left"),
        ('fill = "surround"', "bijgesneden", "crop"),
        ('fill = "surround"', "recadré", "crop"),
        ('surround = "blur"', "huisstijlkleur", "brand"),
        ('surround = "blur"', "flou", "blur"),
    ],
)
def test_choices_in_words(folder: Path, line: str, said: str, meant: str) -> None:
    """What the kit names in English may be said in Dutch and French, however it is spelt."""
    file = folder / "brand.toml"
    text = file.read_text(encoding="utf-8")
    assert line in text
    file.write_text(text.replace(line, f'{line.partition(" ")[0]} = "{said}"'), encoding="utf-8")
    loaded = kit.load(folder)
    assert meant in (loaded.logo_corner, loaded.fill)


def test_all_faults_at_once(folder: Path) -> None:
    """All that is wrong in a kit is told at once, in the order of the lines."""
    file = folder / "brand.toml"
    text = file.read_text(encoding="utf-8")
    for old, new in (
        ('ink = "#102a43"', "ink = #102a43"),
        ('paper = "cloud"', 'paper = "clowd"'),
        ("width_pct = 14", "width_pct = 1,4"),
        ('logo_light = "logos/brusoc-light.png"', 'logo_light = "logos/brussoc-light.png"'),
        ('surround = "blur"', "surround = blur"),
        ("lufs = -16", "lufs = 16"),
    ):
        assert old in text
        text = text.replace(old, new)
    file.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    with pytest.raises(BadInput, match="brand-several") as caught:
        kit.load(folder)
    problems = caught.value.params["problems"]
    assert isinstance(problems, list)
    assert [one.code.removeprefix("brand-") for one in problems] == [
        "line", "key-near", "key-wrong", "file-misspelt", "line", "key-wrong"
    ]  # fmt: skip
    lines = [int(one.params["line"]) for one in problems]
    assert lines == sorted(lines)


@pytest.mark.parametrize(
    ("fill", "surround", "means"),
    [("surround", "blur", "blur"), ("surround", "brand", "brand"), ("crop", "blur", "crop")],
)
def test_fill(folder: Path, fill: str, surround: str, means: str) -> None:
    """The kit says what becomes of a film of another shape: a surround, of one kind or the other, or a crop."""
    file = folder / "brand.toml"
    text = file.read_text(encoding="utf-8")
    text = text.replace('fill = "surround"', f'fill = "{fill}"').replace(
        'surround = "blur"', f'surround = "{surround}"'
    )
    file.write_text(text, encoding="utf-8")
    assert kit.load(folder).fill == means


def test_theme_speaks_each_language() -> None:
    """A theme's key becomes the kit's words in the film's language; other words stand as they are."""
    loaded = kit.load(EXAMPLE_KIT)
    assert loaded.theme("policy", "nl-BE") == "Een oproep aan de politiek"
    assert (loaded.theme("Mijn bakkerij", "fr"), loaded.theme(None, "fr")) == ("Mijn bakkerij", "")


def test_broken_toml(folder: Path) -> None:
    """A file that is not TOML is refused with the place of the fault."""
    error = spoilt(folder, r"^schema = 1", "schema = = 1")
    assert (error.code, error.params["line"]) == ("brand-line", 4)


def test_missing_kit(tmp_path: Path) -> None:
    """A folder without brand.toml is no kit."""
    with pytest.raises(BadInput, match="brand-missing"):
        kit.load(tmp_path)


def test_opaque_logo(folder: Path) -> None:
    """A logo without transparency would stand on the picture as a block, and is refused."""
    Image.new("RGB", (40, 20), "white").save(folder / "logos" / "block.png")
    error = spoilt(folder, r'^light = "logos/mey.*', 'light = "logos/block.png"')
    assert error.code == "brand-logo-opaque"


def test_glyphs_of_the_shipped_font() -> None:
    """The font has every sign of our languages and of the names that occur; what it lacks is told."""
    font = fonts.FONTS / "SourceSans3-Bold.ttf"
    assert (
        drawing_faults.missing(font, "Crédal, Ça va ? « œuvre » Şişli, € ğıİčćšžłńășțåøñõ “”„…·\u202f") == ""
    )
    assert drawing_faults.missing(font, "Ça 漢字 字") == "漢字"


def test_luminance() -> None:
    """White, black and brand colours have the luminance that WCAG computes."""
    assert colour.luminance("#ffffff") == pytest.approx(1)
    assert colour.luminance("#000000") == 0
    assert colour.luminance("#777777") == pytest.approx(0.184, abs=0.001)
