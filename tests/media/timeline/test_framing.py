"""How a film of another shape stands in a format: cropped around a centre, or on a surround."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as some

from media import formats
from media.formats import FILLS
from media.timeline import framing
from schedules.consent import required_approvals
from schedules.database import engine, posts
from schedules.model.publishing_rules import Campaign
from tests import small_films
from tests.paths import DATA
from tests.queue_campaign import RULES

WIDE, UPRIGHT = (1920, 1080), (1080, 1920)
PERCENT = some.integers(0, 100)


@pytest.mark.parametrize(
    ("format", "film", "centre", "crop"),
    [
        ("square", WIDE, (50, 50), (0.219, 0, 0.781, 1)),
        ("square", WIDE, (30, 35), (0.019, 0, 0.581, 1)),
        ("square", WIDE, (5, 35), (0, 0, 0.562, 1)),
        ("portrait", WIDE, (60, 30), (0.442, 0, 0.758, 1)),
        ("portrait", WIDE, (60, 42), (0.463, 0.134, 0.737, 1)),
        ("landscape", UPRIGHT, (50, 35), (0, 0.192, 1, 0.508)),
        ("landscape", UPRIGHT, (50, 5), (0, 0, 1, 0.316)),
        ("landscape", (1280, 720), (20, 90), (0, 0, 1, 1)),
    ],
    ids=[
        "middle",
        "left of the middle",
        "no further than the edge",
        "a face in the upper part",
        "a face brought up from behind the subtitles",
        "upright film, around the face",
        "no higher than the top",
        "the format's own shape is left alone",
    ],
)
def test_crop(
    format: str, film: tuple[int, int], centre: tuple[int, int], crop: tuple[float, float, float, float]
) -> None:
    """Cropping fills the picture around the chosen centre, as far as the film goes."""
    placed = framing.placed(formats.FORMATS[format], *film, fill="crop", centre=centre)
    shape = formats.FORMATS[format]
    assert (placed.box.x, placed.box.y, placed.box.width, placed.box.height) == (
        0,
        0,
        shape.width,
        shape.height,
    )
    shown = placed.crop
    assert (shown.left, shown.top, shown.right, shown.bottom) == pytest.approx(crop, abs=0.001)


def test_surround_crops_a_quarter_at_most_around_the_centre() -> None:
    """On a surround a wide film loses a quarter of its width at most, on the side away from the face."""
    placed = framing.placed(formats.PORTRAIT, *WIDE, fill="blur", centre=(20, 35))
    assert (placed.crop.left, placed.crop.right) == (0, pytest.approx(0.75, abs=0.002))
    assert (placed.box.y, placed.box.width, placed.box.height) == (230, 1080, 810 - 2)


@given(
    format=some.sampled_from(list(formats.FORMATS.values())),
    width=some.integers(1, 9000),
    height=some.integers(1, 9000),
    fill=some.sampled_from(FILLS),
    centre=some.tuples(PERCENT, PERCENT),
)
def test_films_of_odd_shapes(
    format: formats.Format, width: int, height: int, fill: formats.Fill, centre: tuple[int, int]
) -> None:
    """Whatever a film's shape, part of it is shown in an even part of the picture, and never squeezed."""
    placed = framing.placed(format, width, height, fill=fill, centre=centre)
    crop, box = placed.crop, placed.box
    assert 0 <= crop.left < crop.right <= 1
    assert 0 <= crop.top < crop.bottom <= 1
    assert [value % 2 for value in (box.x, box.y, box.width, box.height)] == [0, 0, 0, 0]
    assert box.x >= 0
    assert box.y >= 0
    assert box.right <= format.width
    assert box.bottom <= format.height
    if fill == "crop":
        assert (box.width, box.height) == (format.width, format.height)
    shape = (crop.right - crop.left) * width / ((crop.bottom - crop.top) * height)
    if 0.1 < width / height < 10:
        assert box.width / box.height == pytest.approx(shape, rel=2 / min(box.width, box.height) + 0.001)


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Callable[..., Result]) -> Path:
    """A campaign with an approved post of a film."""
    here = tmp_path_factory.mktemp("founded")
    film = small_films.film(here / "film.mp4")
    (here / "form.pdf").write_text("signed", encoding="utf-8")
    made = here / "c"
    for words in (
        ("init", made, "--language", "nl"),
        ("testimony", "add", film, "--slug", "bakery", "--speaker", "Fatou Voorbeeld", "--role", "coach",
         "--organisation", "Brusoc", "--language", "nl", "--fill", "crop", "--centre", "40,35", "--dir", made),
        ("consent", "record", "bakery", "--act", "film", "--act", "publish", "--channel", "facebook",
         "--language", "nl", "--signed", "2020-11-02", "--evidence", here / "form.pdf", "--dir", made),
        ("post", "add", "--testimony", "bakery", "--caption", "x", "--language", "nl", "--at", "+1d", "--dir", made),
        ("post", "approve", 1, "--dir", made),
    ):  # fmt: skip
        done = campaign(*words)
        assert done.exit_code == 0, done.stderr
        if words[0] == "init":
            settings = (made / "campaign.toml").read_text(encoding="utf-8")
            (made / "campaign.toml").write_text(
                settings + '\n[subtitles]\nspoken = "off"\n', encoding="utf-8"
            )
    return made


@pytest.fixture
def folder(founded: Path, tmp_path: Path) -> Path:
    """A campaign of a test's own."""
    return shutil.copytree(founded, tmp_path / "c")


def approved(folder: Path) -> bool:
    """Tell whether somebody's yes to post 1 stands."""
    books = engine.open_in(folder)
    with books.read() as session:
        stands = (
            required_approvals.of(
                session, posts.post(session, 1), Campaign(folder=folder, rules=RULES)
            ).standing
            != ()
        )
    books.close()
    return stands


def test_staff_choose(folder: Path, campaign: Callable[..., Result]) -> None:
    """`--fill` and `--centre` are kept with the testimony; what was approved otherwise needs a new approval."""

    def edit(*words: str) -> None:
        assert campaign("testimony", "edit", "bakery", *words, folder=folder).exit_code == 0

    def kept() -> tuple[str, list[int]]:
        film = json.loads(campaign("testimony", "show", "bakery", "--json", folder=folder).stdout)
        return film["fill"], film["centre"]

    assert (kept(), approved(folder)) == (("crop", [40, 35]), True)
    edit("--centre", "60, 35")
    assert (kept(), approved(folder)) == (("crop", [60, 35]), False)
    edit("--centre", "40,35")
    assert (kept(), approved(folder)) == (("crop", [40, 35]), True)
    edit("--fill", "kit")
    assert (kept(), approved(folder)) == (("kit", [40, 35]), False)


def test_older_approvals_stand(tmp_path: Path) -> None:
    """What was approved before films had a fill and a centre is still approved."""
    dump = (DATA / "campaign-0001.sql").read_text(encoding="utf-8")
    with closing(sqlite3.connect(tmp_path / engine.FILE)) as books:
        books.executescript(dump)
    assert approved(tmp_path)


@pytest.mark.parametrize("centre", ["40", "40,101", "40.5,35", "x,y", "-1,5", "40,35,10"])
def test_centre_that_is_none(folder: Path, campaign: Callable[..., Result], centre: str) -> None:
    """A centre that is no place in the picture is refused in one line that shows how to write it."""
    done = campaign("testimony", "edit", "bakery", "--centre", centre, folder=folder)
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "40,35" in done.stderr
