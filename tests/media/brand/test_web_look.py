"""A kit's colours on web pages: whatever they are, text on them can be read; a broken kit leaves our own."""

import io
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from media.brand import colour, web_look
from tests.paths import EXAMPLE

KIT = EXAMPLE / "brand"
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def contrast(one: str, other: str) -> float:
    """The contrast of two colours."""
    return colour.ratio(colour.luminance(one), colour.luminance(other))


@given(COLOURS, COLOURS)
def test_text_on_any_ground(wished: str, ground: str) -> None:
    """On a ground of any colour there is text that WCAG 2 AA allows, the wished colour itself where that is."""
    found = colour.readable(wished, (ground,))
    assert contrast(found, ground) >= 4.5
    assert found == wished or contrast(wished, ground) < 4.5


@given(COLOURS)
def test_links_by_day_and_by_night(wished: str) -> None:
    """A link of any colour can be read on all our grounds, by day and by night."""
    for grounds in (web_look.LIGHT, web_look.DARK):
        found = colour.readable(wished, grounds)
        assert all(contrast(found, ground) >= 4.5 for ground in grounds)


@pytest.mark.parametrize(
    ("wished", "ground", "found"),
    [
        ("#0f766e", "#ffffff", "#0f766e"),
        ("#ffff00", "#ffffff", "#737300"),
        ("#ffffff", "#ffffff", "#737373"),
        ("#000000", "#102a43", "#999999"),
    ],
)
def test_the_nearest_that_can_be_read(wished: str, ground: str, found: str) -> None:
    """A colour keeps its hue: it is moved towards black or white only as far as reading takes."""
    assert colour.readable(wished, (ground,)) == found


def test_a_kit_s_look() -> None:
    """The example kit's own colours, and its mark: for a head, without its empty edges, and as a square badge."""
    look = web_look.found(KIT)
    assert (look.ground, look.accent, look.on_ground, look.link) == (
        "#102a43",
        "#ffb84d",
        "#ffffff",
        "#0f766e",
    )
    badge = Image.open(io.BytesIO(look.badge or b""))
    assert (badge.size, badge.convert("RGB").getpixel((0, 0))) == ((264, 264), (0x10, 0x2A, 0x43))
    assert Image.open(io.BytesIO(look.mark or b"")).height == 128


def test_a_pale_kit(tmp_path: Path) -> None:
    """Yellow on white and white on yellow: every text is moved until it can be read."""
    folder = Path(shutil.copytree(KIT, tmp_path / "brand"))
    file = folder / "brand.toml"
    text = re.sub(
        r'^(foreground|primary|accent|background) = "\w+"',
        r'\1 = "#fff4b0"',
        file.read_text("utf-8"),
        flags=re.M,
    )
    file.write_text(text, encoding="utf-8")
    look = web_look.found(folder)
    assert contrast(look.on_ground, look.ground) >= 4.5
    assert contrast(look.on_accent, look.accent) >= 4.5
    assert contrast(look.link, "#ffffff") >= 4.5


@pytest.mark.parametrize("broken", ["no folder", "schema = 2", "\x00"])
def test_a_kit_that_cannot_be_read(tmp_path: Path, broken: str) -> None:
    """Without a kit, or with one that is broken, pages have our own colours."""
    folder = tmp_path / "brand"
    if broken != "no folder":
        folder.mkdir()
        (folder / "brand.toml").write_text(broken, encoding="utf-8")
    assert web_look.found(folder) == web_look.PLAIN


@pytest.mark.parametrize("look", [web_look.PLAIN, web_look.found(KIT)], ids=["plain", "kit"])
def test_our_own_colours(look: web_look.WebLook) -> None:
    """Our own colours and the example's hold to the same rule."""
    pairs = [
        (look.on_ground, look.ground),
        (look.on_accent, look.accent),
        (look.link, "#f0f2f5"),
        (look.link_dark, "#22252b"),
    ]
    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []
