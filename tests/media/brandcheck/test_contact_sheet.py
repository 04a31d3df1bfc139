"""The contact sheet of a brand kit: what stands on it, and that nothing runs out of its place."""

import re
import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from campaign.checks import brand as brand_sheet
from campaign.cli import docs_pages
from media import formats
from media.brand import kit
from media.brandcheck import contact_sheet
from media.brandcheck.contact_sheet import Note
from media.brandcheck.sheet_pictures import Pictures
from tests.paths import REPOSITORY

EXAMPLE = REPOSITORY / "campaign" / "example" / "brand"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the example kit."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "brand"))


def test_every_picture_of_the_sheet_is_whole() -> None:
    """A film's pictures and both cards of a kit, in a format, are as large as the format, and cover all of it."""
    made = Pictures(kit.load(EXAMPLE), "nl", formats.SQUARE)
    for kind in contact_sheet.ROWS:
        picture = made.picture(kind)
        assert (picture.mode, picture.size) == ("RGB", (1080, 1080)), kind
        corners = [picture.getpixel((x, y)) for x in (2, 1077) for y in (2, 1077)]
        assert (0, 0, 0) not in corners, kind


@pytest.mark.slow
@pytest.mark.parametrize("look", ["classic", "band"])
def test_sheet(look: str, folder: Path) -> None:
    """Each language has a sheet of A3's proportions; findings stand on the pictures with their numbers, and beside."""
    file = folder / kit.FILE
    text = re.sub(r"(?m)^look = .*\n", "", file.read_text(encoding="utf-8"))
    file.write_text(text.replace("schema = 1\n", f'schema = 1\nlook = "{look}"\n', 1), encoding="utf-8")
    brand = kit.load(folder)
    words = brand_sheet.labels(brand.languages, "nl")
    notes = [
        Note(sentence="Dit is te klein.", element="end_card", format="landscape"),
        Note(sentence="Leeg."),
    ]
    sound, noted = (
        np.asarray(contact_sheet.drawn(brand, words, ("nl",), given)).astype(int) for given in ((), notes)
    )
    assert sound.shape == (contact_sheet.TALL, contact_sheet.WIDE, 3)
    assert abs(contact_sheet.WIDE - contact_sheet.TALL * 2**0.5) < 2
    changed = np.abs(sound - noted).max(axis=2) > 60
    ends = changed[contact_sheet.TALL * 2 // 3 :, : contact_sheet.WIDE // 2]
    assert changed[: contact_sheet.TALL // 2].sum() == 0
    assert 1000 < ends.sum() < 5000
    assert changed[:, contact_sheet.WIDE // 2 :].sum() > 3000


@pytest.mark.slow
def test_a_sheet_with_more_findings_than_room() -> None:
    """What does not fit the sheet is left to `brand check`, which is said."""
    brand = kit.load(EXAMPLE)
    notes = [Note(sentence="Zeer lang. " * 40)] * 30
    drawn = contact_sheet.drawn(brand, brand_sheet.labels(brand.languages), ("nl",), notes)
    margin = np.asarray(drawn)[contact_sheet.TALL - 90 :]
    assert (margin == margin[0, 0]).all()


@pytest.mark.slow
def test_pictures_of_the_manual_are_current(tmp_path: Path) -> None:
    """The pictures of films in docs/, in each language, show what the program draws; `make docs` draws them anew."""
    for lang in ("nl", "fr"):
        (tmp_path / lang).mkdir()
    docs_pages.draw_pictures(tmp_path)
    drawn = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*.png"))
    assert len(drawn) == 9
    for name in drawn:
        with Image.open(tmp_path / name) as now, Image.open(REPOSITORY / "docs" / name) as then:
            assert now.size == then.size, name
            away = np.abs(np.asarray(now.convert("RGB"), float) - np.asarray(then.convert("RGB"), float))
            assert away.mean() < 0.5, name
        assert (REPOSITORY / "docs" / name).stat().st_size < 450_000, name
