"""A page shows no broken picture: what is not there any more is said in words, at every address of a picture."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from tests import served_desk
from tests.campaign.reports import reported_campaign as reported
from tests.campaign.reports.reported_campaign import Run
from tests.campaign.web.films.desk_of_films import withdrawn
from tests.served_desk import Answer, DeskAt

PAGES = (
    "/?view=list&day=2036-12-02",
    "/?view=week&day=2036-12-02",
    "/films",
    "/films/bakery",
    "/posts/1",
    "/posts/2",
)
PICTURES = re.compile(r'(?:<img[^>]*? src|poster)="(/[^"]+)"')
GONE = "beeld weg"


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Path:
    """A campaign with a film's post, which has a cover of its own, and one with two photos."""
    here = tmp_path_factory.mktemp("pictures")
    folder = reported.founded(here, campaign)
    one, two, cover = (here / f"{name}.png" for name in ("one", "two", "cover"))
    for place, path in enumerate((one, two, cover)):
        Image.new("RGB", (1200, 675), (40 * place, 90, 90)).save(path)
    film = ("post", "add", "--testimony", "bakery", "--language", "nl", "--caption", "Brood")
    photos = ("post", "add", "--language", "nl", "--caption", "Kermis", "--photo", one, "--photo", two)
    for words in (
        (*film, "--thumbnail", cover, "--at", "2/12/2036 18:30"),
        (*photos, "--at", "3/12/2036 18:30"),
    ):
        done = campaign(*words, folder=folder)
        assert done.exit_code == 0, done.output
    return folder


@pytest.fixture
def folder(founded: Path, tmp_path: Path) -> Path:
    """A campaign of a test's own."""
    return reported.copied(founded, tmp_path)


@pytest.fixture
def desk(folder: Path) -> Iterator[DeskAt]:
    """Its desk, in Dutch."""
    with served_desk.at(folder) as found:
        yield found


def seen(desk: DeskAt, address: str) -> Answer:
    """Ask for a picture as a browser does for a page that shows it."""
    return desk.get(address, **{"Sec-Fetch-Dest": "image"})


def shown(desk: DeskAt) -> dict[str, list[str]]:
    """Return the pictures that each page shows."""
    return {page: PICTURES.findall(desk.get(page).text) for page in PAGES}


def withdraw(desk: DeskAt, _folder: Path) -> None:
    """Take the speaker's consent back."""
    assert withdrawn(desk).status == 200


def lose(*patterns: str) -> Callable[[DeskAt, Path], None]:
    """Return what deletes files of the folder."""

    def lost(_desk: DeskAt, folder: Path) -> None:
        for pattern in patterns:
            for path in folder.glob(pattern):
                path.unlink()

    return lost


def spoil(*patterns: str) -> Callable[[DeskAt, Path], None]:
    """Return what makes files of the folder unreadable."""

    def spoiled(_desk: DeskAt, folder: Path) -> None:
        for pattern in patterns:
            for path in folder.glob(pattern):
                path.write_bytes(b"no picture")

    return spoiled


def test_whole_pictures_are_shown(desk: DeskAt) -> None:
    """As long as all is there, each page has its pictures, and each of them comes."""
    found = shown(desk)
    assert all(found.values()), found
    assert {seen(desk, one).headers["content-type"] for those in found.values() for one in those} == {
        "image/jpeg"
    }


@pytest.mark.parametrize(
    ("happens", "said"),
    [
        (
            withdraw,
            {
                "/films": "beeld weg",
                "/films/bakery": "film, teksten en ondertitels zijn hier gewist",
                "/posts/1": "er wordt niets van getoond",
            },
        ),
        (
            lose("films/*.mp4"),
            {
                "/films": "beeld weg",
                "/films/bakery": "het bestand is er niet",
                "/posts/1": "De film zit niet in de campagnemap",
            },
        ),
        (
            lose("pictures/*"),
            {
                "/posts/1": "Het beeld is weg",
                "/posts/2": "Foto 1 is weg",
                "/?view=week&day=2036-12-02": "beeld weg",
            },
        ),
        (spoil("films/*.mp4", "pictures/*"), {}),
    ],
)
def test_a_picture_that_is_gone_is_words(
    desk: DeskAt, folder: Path, happens: Callable[[DeskAt, Path], None], said: dict[str, str]
) -> None:
    """Pages say in words what is gone; what a page of before still asks for is a picture of these words."""
    before = shown(desk)
    happens(desk, folder)
    for one in {address for those in (*before.values(), *shown(desk).values()) for address in those}:
        answer = seen(desk, one)
        assert answer.headers["content-type"].startswith("image/"), one
        assert (answer.status == 200) == (answer.headers["content-type"] == "image/jpeg"), one
        assert answer.status == 200 or "".join(re.findall(r">([^<]+)<", answer.text)) == GONE, answer.text
        assert answer.headers["cache-control"] == "no-store"
    for page, words in said.items():
        assert words.casefold() in served_desk.told(desk.get(page)).casefold(), page
