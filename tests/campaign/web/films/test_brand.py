"""The brand kit's preview at the desk: its findings in sentences, its sheet drawn when it is asked for."""

from contextlib import suppress
from pathlib import Path

import pytest

from tests import served_desk
from tests.served_desk import DeskAt


def test_the_page_comes_before_its_sheet(desk: DeskAt) -> None:
    """The page is there at once; findings and sheet load by themselves."""
    page = desk.get("/brand")
    assert page.status == 200
    assert 'hx-get="/brand/findings"' in page.text
    assert 'src="/brand/sheet.png"' in page.text


def test_what_is_found_stands_in_sentences(desk: DeskAt, folder: Path) -> None:
    """A kit that cannot be read says what is wrong and where; a whole one says what is still the example's."""
    assert "huisstijl" in served_desk.told(desk.get("/brand/findings"))
    kit = folder / "brand" / "brand.toml"
    kit.write_text(kit.read_text(encoding="utf-8").replace("[", "[[", 1), encoding="utf-8")
    assert "[[meta]]" in served_desk.told(desk.get("/brand/findings"))
    assert desk.get("/brand/sheet.png").status == 422


@pytest.mark.slow
def test_the_sheet_is_drawn(desk: DeskAt) -> None:
    """It is the sheet of `brand preview`, as PNG, and no browser keeps it; who asks again while it is drawn waits."""
    answer = None
    for _ in range(9):
        with suppress(TimeoutError):  # of who asks first, on a busy computer
            answer = desk.get("/brand/sheet.png")
        if answer:
            break
    assert answer
    assert (answer.status, answer.content[:4]) == (200, b"\x89PNG")
    assert answer.headers["cache-control"] == "no-store"
