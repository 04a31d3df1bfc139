"""Photos lie beside each other about as on Facebook, cut as little as can be."""

from io import BytesIO

import pytest
from PIL import Image

from schedules.facebook import post_layout
from schedules.rehearsal.edges import photos

WIDE, TALL, EVEN = (1600, 1067), (1067, 1600), (1200, 1200)


@pytest.mark.parametrize(
    ("sizes", "laid"),
    [
        ([WIDE], "n1 wide"),
        ([WIDE, WIDE], "n2 stacked"),
        ([TALL, TALL], "n2 abreast"),
        ([WIDE, TALL], "n2 abreast"),
        ([EVEN, EVEN], "n2 abreast"),
        ([WIDE, TALL, EVEN], "n3 wide"),
        ([TALL, WIDE, EVEN], "n3 tall"),
        ([WIDE] * 4, "n4 wide"),
        ([WIDE, WIDE, TALL, WIDE], "n4 even"),
        ([TALL] * 8, "n5 tall"),
        ([], "n0 even"),
    ],
)
def test_laid(sizes: list[tuple[int, int]], laid: str) -> None:
    """Two wide photos lie above each other, all other pairs abreast; more make a pattern by the first one's shape."""
    assert post_layout.laid(sizes) == laid


@pytest.mark.parametrize(
    ("size", "breadth"), [(WIDE, "r15"), (TALL, "r7"), (EVEN, "r10"), ((9, 900), "r5"), ((900, 9), "r25")]
)
def test_breadth(size: tuple[int, int], breadth: str) -> None:
    """A photo in a row is as broad as its shape asks, within bounds."""
    assert post_layout.breadth(*size) == breadth


@pytest.mark.parametrize(("turn", "size"), [(1, (90, 60)), (3, (90, 60)), (6, (60, 90)), (8, (60, 90))])
def test_a_photo_that_is_turned(turn: int, size: tuple[int, int]) -> None:
    """A photo that its phone says to turn is as wide as people see it."""
    told, made = Image.Exif(), BytesIO()
    told[0x0112] = turn
    Image.new("RGB", (90, 60)).save(made, "JPEG", exif=told)
    assert photos.kind_and_size(made.getvalue()) == ("jpeg", *size)
