"""The example kit of this version and of earlier ones: what `init` writes, and that a kit left as it came is told."""

import json
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from PIL import Image, ImageChops

from media.brand import kit
from tests.paths import CLASSIC_KIT, EXAMPLE

LOGOS = EXAMPLE / "brand" / "logos"


@pytest.mark.parametrize("lang", ["en", "nl", "fr"])
def test_init_writes_the_look(tmp_path: Path, campaign: Callable[..., Result], lang: str) -> None:
    """A new campaign has the look "band" with the example's marks, whatever the language of its comments."""
    assert campaign("init", tmp_path / "c", "--lang", lang).exit_code == 0
    made = tmp_path / "c" / "brand"
    assert kit.load(made).look == "band"
    assert {path.name for path in (made / "logos").iterdir()} == {path.name for path in LOGOS.iterdir()}
    ours = (EXAMPLE / "brand" / kit.FILE).read_text(encoding="utf-8")
    assert tomllib.loads((made / kit.FILE).read_text(encoding="utf-8")) == tomllib.loads(ours)


def test_small_marks_are_the_logo_without_its_small_letters() -> None:
    """The example's marks keep the logo's figure, as large as it is, and leave out what is written below it."""
    for colouring in ("light", "dark"):
        with (
            Image.open(LOGOS / f"mey-awards-{colouring}.png") as logo,
            Image.open(LOGOS / f"mey-mark-{colouring}.png") as mark,
        ):
            assert mark.size == logo.size
            figure = (0, 0, 200, logo.height)
            same = ImageChops.difference(logo.convert("RGBA").crop(figure), mark.convert("RGBA").crop(figure))
            assert same.getbbox(alpha_only=False) is None
            below = mark.convert("RGBA").crop((205, 0, mark.width, mark.height)).getchannel("A").getbbox()
            assert below is not None
            assert below[3] > mark.height - 4  # its letters stand on the figure's ground


def told(campaign: Callable[..., Result], folder: Path) -> list[tuple[str, str]]:
    """Severity and advice of what is said of a kit that is still the example's."""
    found = json.loads(campaign("brand", "check", "--json", folder=folder).stdout)
    return [(one["severity"], one["remedy"]) for one in found if one["code"] == "B13"]


def test_marks_of_the_example_are_told(tmp_path: Path, campaign: Callable[..., Result]) -> None:
    """Whoever replaces the logos and forgets the small marks is told which files are still the example's."""
    campaign("init", tmp_path / "c", "--language", "nl")
    for path in (tmp_path / "c" / "brand" / "logos").iterdir():
        if "mark" not in path.name:
            path.write_bytes(path.read_bytes() + b"ours")
    ((severity, remedy),) = told(campaign, tmp_path / "c")
    assert severity == "warning"
    assert "brand/logos/mey-mark-light.png" in remedy
    assert "mey-awards" not in remedy


def test_kits_of_earlier_versions_are_told(tmp_path: Path, campaign: Callable[..., Result]) -> None:
    """A kit that an earlier version brought is known as the example's by its logos and words."""
    campaign("init", tmp_path / "c", "--language", "nl")
    shutil.rmtree(tmp_path / "c" / "brand")
    shutil.copytree(CLASSIC_KIT, tmp_path / "c" / "brand")
    ((severity, remedy),) = told(campaign, tmp_path / "c")
    assert severity == "warning"
    for name in ("mey-awards-light.png", "credal-dark.png", kit.FILE):
        assert f"brand/{'' if name == kit.FILE else 'logos/'}{name}" in remedy
