"""`campaign brand check` on the cards of the look "band": logos nobody could read, files that are none, long texts."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from campaign.messages import translate
from media.brand import kit
from media.brand.kit import Brand, Logo, Partner
from media.brandcheck import card_rules
from media.errors import BadInput
from media.findings import Finding
from tests.paths import EXAMPLE

KIT = replace(
    kit.load(EXAMPLE / "brand"), look="band", title_picture="film", end_style="split", languages=("nl", "fr")
)


class Lines:
    """Where something stands, as its own name."""

    def key(self, key: str) -> str:
        """The key."""
        return key

    def words(self, words: str) -> str:
        """The words."""
        return words

    def file(self, path: Path) -> str:
        """The file's name."""
        return path.name


def found(brand: Brand) -> list[Finding]:
    """What is found, each finding once."""
    seen = card_rules.findings(brand, Lines())
    return list({(one.code, one.where, str(one.params)): one for one in seen}.values())


def codes(brand: Brand) -> dict[str, set[str]]:
    """Where each code is found."""
    seen = found(brand)
    return {one.code: {two.where for two in seen if two.code == one.code} for one in seen}


def partner(file: Path) -> Partner:
    """A partner with one logo for all grounds."""
    return Partner(id=file.stem, name={"nl": "X", "fr": "X"}, logo=Logo(light=file, dark=file), url="")


def drawn(file: Path, size: tuple[int, int], ground: object = (0, 0, 0, 0), ink: str = "#123b8a") -> Path:
    """A logo that fills its file but for a margin."""
    picture = Image.new("RGBA", size, ground)  # type: ignore[arg-type]
    inner = (size[0] // 9, size[1] // 9, size[0] - 1 - size[0] // 9, size[1] - 1 - size[1] // 9)
    ImageDraw.Draw(picture).rectangle(inner, fill=ink)
    picture.save(file)
    return file


def test_cards_of_the_example_are_in_order() -> None:
    """Nothing is found on the cards of the example kit."""
    assert found(KIT) == []


def test_logos_too_small_and_too_wide(tmp_path: Path) -> None:
    """A logo of 24:1 is too wide; among eight partners it is a hair as well, in the format where it is smallest."""
    wide = drawn(tmp_path / "wide.png", (7200, 300))
    others = [drawn(tmp_path / f"{number}.png", (900, 250)) for number in range(7)]
    partners = tuple(partner(one) for one in [*others, wide])
    seen = codes(replace(KIT, partners=partners))
    assert seen == {"B21": {"wide.png"}, "B20": {"wide.png"}}
    small = next(one for one in found(replace(KIT, partners=partners)) if one.code == "B20")
    assert int(str(small.params["height"])) < 30


def test_too_many_partners(tmp_path: Path) -> None:
    """Nine partners are one too many for an end card."""
    nine = tuple(partner(drawn(tmp_path / f"{number}.png", (600, 250))) for number in range(9))
    assert codes(replace(KIT, partners=nine))["B22"] == {"[[partner]]"}
    assert "B22" not in codes(replace(KIT, partners=nine[:8]))


def test_logos_that_are_none(tmp_path: Path) -> None:
    """White on white, empty, animated, a single pixel: each has its sentence, none stops the check."""
    boxed = drawn(tmp_path / "boxed.png", (600, 250), ground="white")
    white = drawn(tmp_path / "white.png", (600, 250), ground="white", ink="white")
    empty = drawn(tmp_path / "empty.png", (600, 250), ink="#00000000")
    pixel = tmp_path / "pixel.png"
    Image.new("RGBA", (1, 1), (0, 0, 0, 255)).save(pixel)
    moving = tmp_path / "moving.png"
    one, two = (Image.open(drawn(tmp_path / f"{ink}.png", (600, 250), ink=ink)) for ink in ("red", "blue"))
    one.save(moving, save_all=True, append_images=[two])
    partners = tuple(partner(file) for file in (boxed, white, empty, pixel, moving))
    seen = codes(replace(KIT, partners=partners))
    assert (seen["B24"], seen["B25"], seen["B23"]) == (
        {"boxed.png", "white.png"},
        {"empty.png"},
        {"moving.png"},
    )
    assert "pixel.png" in seen["B20"]


@pytest.mark.parametrize(
    ("name", "begins", "kind"),
    [
        ("logo.svg", b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"></svg>', "SVG"),
        ("logo.png", b"<svg></svg>", "SVG"),
        ("logo.svgz", b"\x1f\x8b\x08", "SVG"),
        ("logo.pdf", b"%PDF-1.7\n", "PDF"),
        ("logo.ai", b"%PDF-1.5\n", "AI"),
        ("logo.eps", b"%!PS-Adobe-3.0 EPSF-3.0\n", "EPS"),
    ],
)
def test_drawing_of_shapes(tmp_path: Path, name: str, begins: bytes, kind: str) -> None:
    """A logo in SVG, PDF or EPS is refused in a sentence that says what to export."""
    folder = Path(shutil.copytree(EXAMPLE / "brand", tmp_path / "brand"))
    (folder / "logos" / name).write_bytes(begins)
    file = folder / kit_file(folder)
    text = file.read_text(encoding="utf-8").replace("logos/brusoc-dark.png", f"logos/{name}")
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match="brand-logo-drawing") as refused:
        kit.load(folder)
    said = translate.say(refused.value.code, refused.value.params, "en")
    assert f"logos/{name}" in said.replace("\\", "/")
    assert f"a drawing in {kind}, which cannot be placed in a film. Export it as a PNG" in said


def kit_file(folder: Path) -> str:
    """The kit's file in a folder."""
    assert (folder / kit.FILE).is_file()
    return kit.FILE


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_long_texts(language: str) -> None:
    """A theme of 190 characters, an appeal of 180 and an address of 70 are drawn whole, and each is found."""
    other = "fr" if language == "nl" else "nl"
    question = "Waarom zouden wij nog " + "altijd opnieuw " * 11 + "?"
    appeal = "Samen geven wij kleine ondernemers een kans. " * 4
    brand = replace(
        KIT,
        themes={"long": {language: question, other: "Waarom?"}},
        end_text={language: appeal, other: "Samen."},
        link="https://www.een-bijzonder-lang-adres-van-een-voorbeeld.example.org/mey-awards-2027",
    )
    seen = found(brand)
    assert {one.code for one in seen} == {"B26", "B27"}
    assert {one.params["element"] for one in seen if one.code == "B26"} == {"title_card", "end_card"}


def test_text_that_no_card_holds() -> None:
    """A theme of a thousand characters is an error, at the theme."""
    brand = replace(KIT, themes={"long": {"nl": "Waarom dan toch? " * 60, "fr": "Pourquoi ?"}})
    seen = found(brand)
    assert [(one.code, one.severity) for one in seen] == [("B06", "error")] * len(seen)
    assert seen


def test_classic_kits_are_not_judged_by_it() -> None:
    """A kit with the cards of before hears nothing of shelves and steps."""
    brand = replace(KIT, look="classic", title_picture="none", end_style="plain", partners=KIT.partners * 3)
    assert found(brand) == []
