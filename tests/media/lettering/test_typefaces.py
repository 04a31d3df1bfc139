"""A font is drawn at the weight asked, or it is known that it cannot be."""

from pathlib import Path

import numpy as np
import pytest
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw

from media.lettering import fonts, shaping, typefaces
from media.lettering.typefaces import Font
from tests.writing_fonts import DEVANAGARI, LATIN, VARIABLE


def ink(font: Font, text: str = "Hallo") -> float:
    """How much ink a word takes at 100 pixels, however it is drawn."""
    if fonts.is_shaped(text, font):
        mask = shaping.mask(shaping.shaped(text, font, 100), font, 100)
        return float(np.frombuffer(mask.covered, dtype=np.uint8).sum())
    sheet = Image.new("L", (900, 200))
    ImageDraw.Draw(sheet).text((20, 150), text, font=fonts.face(font, 100), fill=255, anchor="ls")
    return float(np.asarray(sheet, dtype=float).sum())


@pytest.mark.parametrize("text", ["Hallo", "محمد", "שלום"])
def test_one_file_is_light_regular_and_bold(text: str) -> None:
    """A variable font has the ink of the weight asked, in lines of every kind, and not that of its default."""
    light, regular, bold = (ink(typefaces.at_weight(VARIABLE, weight), text) for weight in (300, 400, 700))
    assert light * 1.08 < regular < bold / 1.2


@pytest.mark.parametrize(("asked", "has"), [(400, 400), (700, 700), (100, 300), (1000, 900)])
def test_the_nearest_weight_is_taken(asked: float, has: float) -> None:
    """A weight beyond the axis is the axis's end, and it is known which one is drawn."""
    font = typefaces.at_weight(VARIABLE, asked)
    assert typefaces.weight_of(font, asked) == has


def test_a_font_of_one_weight_is_its_file() -> None:
    """A static font stays a path, as in the recipes of films of before, and tells its own weight."""
    assert typefaces.at_weight(LATIN, 400) is LATIN
    assert [typefaces.weight_of(font, 400) for font in (LATIN, DEVANAGARI)] == [600, 600]


def test_an_axis_that_counts_otherwise(tmp_path: Path) -> None:
    """Where 400 is no value of the axis, what the font itself calls Regular or Bold is meant."""
    made = tmp_path / "odd.ttf"
    with TTFont(VARIABLE) as font:
        (axis,) = font["fvar"].axes
        axis.minValue, axis.defaultValue, axis.maxValue = 0.5, 0.5, 3.2
        for instance in font["fvar"].instances:
            instance.coordinates = {
                "wght": {"Regular": 1.0, "Bold": 2.4}.get(
                    font["name"].getDebugName(instance.subfamilyNameID), 0.5
                )
            }
        font.save(made)
    regular, bold = typefaces.at_weight(made, 400), typefaces.at_weight(made, 700)
    assert [one.weight for one in (regular, bold) if not isinstance(one, Path)] == pytest.approx(
        [1.0, 2.4], abs=0.01
    )
    assert [typefaces.weight_of(regular, 400), typefaces.weight_of(bold, 700)] == [400, 700]


def test_a_font_that_varies_in_other_things(tmp_path: Path) -> None:
    """A font with an axis, but none of weight, is its file, drawn as its maker made it."""
    made = tmp_path / "wide.ttf"
    with TTFont(VARIABLE) as font:
        font["fvar"].axes[0].axisTag = "wdth"
        for instance in font["fvar"].instances:
            instance.coordinates = {"wdth": 300.0}
        font.save(made)
    assert typefaces.at_weight(made, 700) == made
    assert ink(made) == pytest.approx(ink(typefaces.at_weight(VARIABLE, 300)), rel=0.02)
