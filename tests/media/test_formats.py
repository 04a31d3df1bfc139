"""The shapes films go out in."""

from fractions import Fraction

import pytest

from media import formats


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("landscape", (1920, 1080)),
        ("square", (1080, 1080)),
        ("feed", (1080, 1350)),
        ("portrait", (1080, 1920)),
    ],
)
def test_sizes(name: str, size: tuple[int, int]) -> None:
    """Each format has the size that the contract promises."""
    assert (formats.FORMATS[name].width, formats.FORMATS[name].height) == size


def test_portrait_keeps_clear_of_buttons() -> None:
    """A Reel's text stays out of the top 14 %, the bottom 35 % and 6 % at the sides."""
    region = formats.PORTRAIT.region
    assert (region.left, region.top, region.right, region.bottom) == (0.06, 0.14, 0.94, 0.65)


@pytest.mark.parametrize(
    ("name", "lowest", "highest", "characters"),
    [("landscape", 7, 8, 42), ("square", 5, 7, 36), ("feed", 5, 5, 34), ("portrait", 3.9, 4.5, 30)],
)
def test_subtitles_are_as_large_as_the_norms_ask(
    name: str, lowest: float, highest: float, characters: int
) -> None:
    """A line of subtitles is as high (percent), and has as many characters, as facts/testimony.md section 1.2 says."""
    format = formats.FORMATS[name]
    assert lowest <= format.line_height_pct <= highest
    assert (format.max_chars, format.max_lines) == (characters, 2)
    assert 0.79 < format.small_line_pct / format.line_height_pct < 1


@pytest.mark.parametrize(
    ("measured", "goes_out_at"),
    [
        (Fraction(25), Fraction(25)),
        (Fraction(2997, 100), Fraction(30000, 1001)),
        (Fraction(24000, 1001), Fraction(24)),
        (Fraction(15), Fraction(30)),
        (Fraction(2937, 100), Fraction(30)),
        (Fraction(120), Fraction(60)),
    ],
)
def test_fixed_rates(measured: Fraction, goes_out_at: Fraction) -> None:
    """Every film goes out at a fixed standard rate from 24 to 60."""
    assert formats.output_rate(measured) == goes_out_at
