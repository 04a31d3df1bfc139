"""The shelf of logos: one area to the eye, rows, columns, and logos that are none."""

from collections.abc import Callable
from math import sqrt
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from media.brand import logo_drawing
from media.brand.kit import Logo
from media.timeline.band import logo_shelf
from media.timeline.scene import Box, Picture

ROOM = Box(x=54, y=700, width=972, height=326)
WIDE_ROOM = Box(x=96, y=750, width=1728, height=276)
Drawn = Callable[..., Path]


@pytest.fixture
def logo(tmp_path: Path) -> Drawn:
    """Draws a logo of a size, with a margin around it, and gives its file."""

    def draw(
        width: int, height: int, *, margin: int = 40, colour: str = "#123b8a", low: bool = False
    ) -> Path:
        picture = Image.new("RGBA", (width + 2 * margin, height + 2 * margin), (0, 0, 0, 0))
        pen = ImageDraw.Draw(picture)
        pen.rectangle((margin, margin, margin + width - 1, margin + height - 1), fill=colour)
        if low:  # most of it is drawn in its lower part
            pen.rectangle(
                (margin + 9, margin, margin + width - 1, margin + height * 3 // 4), fill=(0, 0, 0, 0)
            )
        file = tmp_path / f"logo-{len(list(tmp_path.iterdir()))}.png"
        picture.save(file)
        return file

    return draw


def rows(laid: list[Picture]) -> list[int]:
    """How many logos stand in each row."""
    counts: list[int] = []
    for number, one in enumerate(laid):
        if number and one.box.x > laid[number - 1].box.x:
            counts[-1] += 1
        else:
            counts.append(1)
    return counts


def shelf(paths: list[Path], room: Box = ROOM, *, wide: bool = False) -> list[Picture]:
    """Logos on a shelf."""
    return logo_shelf.laid(paths, room, 1080, wide=wide)


def test_what_is_drawn_is_measured(logo: Drawn) -> None:
    """A file's margins are no part of its logo; neither is a haze that nobody sees."""
    file = logo(600, 200, margin=70)
    with Image.open(file) as opened:
        hazy = opened.copy()
    hazy.putpixel((0, 0), (255, 0, 0, 5))
    hazy.save(file)
    drawn = logo_drawing.measured(file)
    assert (drawn.width, drawn.height, drawn.shape, round(drawn.mass, 2)) == (600, 200, 3, 0.5)


def test_one_area_for_all(logo: Drawn) -> None:
    """A wide, a tall and a square logo have the same area, to a pixel's rounding."""
    laid = shelf([logo(1200, 150), logo(300, 600), logo(500, 500)])
    areas = [one.box.width * one.box.height for one in laid]
    assert max(areas) <= min(areas) * 1.03
    assert [round(one.box.width / one.box.height, 1) for one in laid] == [8.0, 0.5, 1.0]


def test_logos_are_no_larger_than_a_mark(logo: Drawn) -> None:
    """Even a lone partner is not larger than the campaign's own mark."""
    (alone,) = shelf([logo(800, 800)])
    assert sqrt(alone.box.width * alone.box.height) == pytest.approx(0.165 * 1080, abs=1)


def test_row_stands_on_the_masses(logo: Drawn) -> None:
    """Logos of a row are level by what is drawn, not by their files' middles; but never by much."""
    even, low = shelf([logo(400, 400), logo(400, 400, low=True)])
    middle = even.box.y + even.box.height / 2
    assert low.box.y + 0.58 * low.box.height == pytest.approx(middle, abs=2)


@pytest.mark.parametrize(
    ("count", "narrow", "wide"),
    [(1, [1], [1]), (2, [2], [2]), (3, [2, 1], [3]), (4, [2, 2], [4]), (5, [2, 2, 1], [5]), (6, [2, 2, 2], [3, 3]),
     (7, [3, 2, 2], [4, 3]), (8, [3, 3, 2], [4, 4])],
)  # fmt: skip
def test_rows(logo: Drawn, count: int, narrow: list[int], wide: list[int]) -> None:
    """Rows differ by one logo at most, and there are as many as make logos large."""
    paths = [logo(900, 200) for _ in range(count)]
    assert (rows(shelf(paths)), rows(shelf(paths, WIDE_ROOM, wide=True))) == (narrow, wide)


def test_equal_rows_share_columns(logo: Drawn) -> None:
    """Four logos of different widths stand in two columns."""
    laid = shelf([logo(700, 200), logo(900, 200), logo(500, 200), logo(800, 200)])
    assert [one.box.x for one in laid[:2]] == [one.box.x for one in laid[2:]]


def test_columns_do_not_make_crumbs(logo: Drawn) -> None:
    """Where a very wide logo would make its column, and all logos smaller, rows run flush left instead."""
    paths = [logo(300, 300), logo(300, 300), logo(300, 300), logo(2400, 300), logo(300, 300), logo(300, 300)]
    areas = {one.box.width * one.box.height for one in shelf(paths)}
    assert min(areas) > 90**2


@pytest.mark.parametrize("count", [1, 5, 8, 12, 20])
def test_every_logo_is_inside(logo: Drawn, count: int) -> None:
    """However many logos: each lies in the room, and none on another."""
    sizes = [(1200, 100), (200, 600), (400, 400), (900, 200)]
    laid = shelf([logo(*sizes[number % 4]) for number in range(count)])
    boxes = [one.box for one in laid]
    assert len(boxes) == count
    for number, one in enumerate(boxes):
        assert ROOM.x <= one.x < one.right <= ROOM.right + 1
        assert ROOM.y <= one.y < one.bottom <= ROOM.bottom + 1
        before = boxes[:number]
        assert all(
            one.x >= o.right or o.x >= one.right or one.y >= o.bottom or o.y >= one.bottom for o in before
        )


@pytest.mark.parametrize(("width", "height"), [(1, 1), (1, 900), (3000, 1), (7, 5)])
def test_hardly_a_logo(logo: Drawn, width: int, height: int) -> None:
    """A logo of one pixel, or of one row of them, is drawn hardly larger than it is, beside one that is whole."""
    tiny, whole = shelf([logo(width, height), logo(400, 400)])
    assert 1 <= tiny.box.width <= max(2, round(1.5 * width))
    assert 1 <= tiny.box.height <= max(2, round(1.5 * height))
    assert whole.box.width > 150


def test_empty_file_is_taken_as_drawn_all_over(tmp_path: Path) -> None:
    """A picture in which nothing is drawn has a place all the same; the check says what is wrong with it."""
    Image.new("RGBA", (300, 100), (0, 0, 0, 0)).save(tmp_path / "none.png")
    (laid,) = shelf([tmp_path / "none.png"])
    assert round(laid.box.width / laid.box.height) == 3


def test_colouring_with_the_higher_contrast(logo: Drawn) -> None:
    """On paper the darker file is taken, also where a kit has interchanged them; of two alike the one made for it."""
    pale, deep = logo(300, 100, colour="#ffffff"), logo(300, 100, colour="#102a43")
    right, wrong, same = Logo(light=pale, dark=deep), Logo(light=deep, dark=pale), Logo(light=deep, dark=deep)
    assert logo_drawing.version(right, "#faf7f0") == logo_drawing.version(wrong, "#faf7f0") == deep
    assert logo_drawing.version(right, "#102a43") == logo_drawing.version(wrong, "#102a43") == pale
    assert logo_drawing.version(same, "#faf7f0") == deep


def test_exchanged_file_is_measured_anew(logo: Drawn, tmp_path: Path) -> None:
    """A logo that is replaced while the service runs is measured again."""
    file, other = logo(300, 100), logo(500, 500)
    assert logo_drawing.measured(file).shape == 3
    file.write_bytes(other.read_bytes())
    assert logo_drawing.measured(file).shape == 1
