"""The cover that is made for a film's post goes to the Page once; one of the post's own wins."""

import io
import shutil
import urllib.request
from collections.abc import Callable
from hashlib import sha256

import numpy as np
import pytest
from PIL import Image

from schedules.database import approvals, tables
from tests import small_films
from tests.campaign.reports import reported_campaign
from tests.page_view import fault_at, page_says
from tests.paths import EXAMPLE
from tests.queue_campaign import Campaign
from tests.schedules.publishing.test_kinds import events, finish

GROUND = (0x10, 0x2A, 0x43)


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A film that is white for two seconds, then red."""
    made = tmp_path_factory.mktemp("film")
    parts = [
        small_films.film(made / f"{colour}.mp4", seconds=2, size="192x108", picture=f"color=c={colour}")
        for colour in ("white", "red")
    ]
    listed = made / "all.txt"
    listed.write_text("".join(f"file '{part}'\n" for part in parts), encoding="utf-8")
    small_films.ffmpeg("-f", "concat", "-safe", "0", "-i", listed, "-c", "copy", made / "film.mp4")
    return (made / "film.mp4").read_bytes()


@pytest.fixture
def queued(queue: Campaign, film: bytes) -> Callable[..., int]:
    """Queue a post with that film, of a kit that makes covers, or does not."""

    def queue_it(*, makes: bool = True, **said: object) -> int:
        shutil.copytree(EXAMPLE / "brand", queue.folder / "brand")
        reported_campaign.covers(queue.folder, made=makes)
        number = queue.queue_film("reel", **said)
        (queue.folder / "films" / "0001.mp4").write_bytes(film)
        with queue.books.write() as session:
            of = session.get_one(tables.Testimony, 1)
            of.film_sha256, of.film_ms, of.cover_words = sha256(film).hexdigest(), 4000, {"nl": "Mijn oven"}
            session.get_one(tables.Post, number).format = "feed"
        approve_again(queue, number)
        return number

    return queue_it


def approve_again(queue: Campaign, number: int) -> None:
    """Say yes to a post as it stands."""
    with queue.books.write() as session:
        approvals.approve(session, number, now=queue.clock(), by_person_id=None, organisation=None)


def shown(queue: Campaign, number: int) -> list[Image.Image]:
    """The covers that the Page has of a post."""
    post = queue.post(number)
    listed = page_says(queue.served, f"{post.facebook_id}/thumbnails")["data"]
    found = []
    for one in listed:
        with urllib.request.urlopen(one["uri"], timeout=60) as answer:
            found.append(Image.open(io.BytesIO(answer.read())).convert("RGB"))
    return found


def pixel(picture: Image.Image, x: int, y: int) -> tuple[int, ...]:
    """A pixel, coarsely: JPEG is not exact."""
    return tuple(round(float(part) / 16) for part in np.asarray(picture)[y, x])


def coarse(colour: tuple[int, int, int]) -> tuple[int, ...]:
    """A colour, as coarsely."""
    return tuple(round(part / 16) for part in colour)


@pytest.mark.parametrize(
    ("at_ms", "colour"), [(None, (255, 255, 255)), (4500, (254, 0, 0)), (0, (255, 255, 255))]
)
def test_a_made_cover_goes_up(
    queue: Campaign, queued: Callable[..., int], at_ms: int | None, colour: tuple[int, int, int]
) -> None:
    """The Page has one cover of the format's size: the film's picture at its moment, the ground, words on it."""
    number = queued(cover_at_ms=at_ms)
    assert finish(queue, number).state == "published"
    (picture,) = shown(queue, number)
    assert picture.size == (1080, 1350)
    assert (pixel(picture, 200, 200), pixel(picture, 20, 1340)) == (coarse(colour), coarse(GROUND))
    assert np.asarray(picture)[950:1280, 54:700].max() > 240  # letters
    assert events(queue, number).count("cover-set") == 1


def test_a_cover_of_the_posts_own_wins(queue: Campaign, queued: Callable[..., int]) -> None:
    """What somebody chose is sent as it is."""
    (queue.folder / "pictures").mkdir()
    own = io.BytesIO()
    Image.new("RGB", (540, 675), "#00c000").save(own, "PNG")
    (queue.folder / "pictures" / "cover.png").write_bytes(own.getvalue())
    number = queued(cover_path="pictures/cover.png", cover_sha256=sha256(own.getvalue()).hexdigest())
    finish(queue, number)
    (picture,) = shown(queue, number)
    assert picture.size == (540, 675)


def test_a_kit_without_covers_leaves_it_to_the_page(queue: Campaign, queued: Callable[..., int]) -> None:
    """As before: no cover where none was chosen."""
    number = queued(makes=False)
    finish(queue, number)
    assert (shown(queue, number), events(queue, number).count("cover-set")) == ([], 0)


def test_a_film_that_was_exchanged_gives_no_cover(queue: Campaign, queued: Callable[..., int]) -> None:
    """A cover is drawn from the very film that was approved; the post is out without one, and the log says so."""
    number = queued()
    (queue.folder / "films" / "0001.mp4").write_bytes(b"another")
    assert finish(queue, number).state == "published"
    assert (shown(queue, number), events(queue, number).count("cover-given-up")) == ([], 1)


@pytest.mark.slow
@pytest.mark.parametrize("effect", ["lost", "refused-500-after-accept", "html-502", "error"])
def test_trouble_with_a_made_cover_never_keeps_a_film_back(
    queue: Campaign, queued: Callable[..., int], effect: str
) -> None:
    """Whatever becomes of it the film is out, once."""
    number = queued()
    fault_at(
        queue.served,
        edge="thumbnail-add",
        effect=effect,
        nth=1,
        **({"code": 100} if effect == "error" else {}),
    )
    assert finish(queue, number).state == "published"
    assert ("cover-given-up" if effect == "error" else "cover-set") in events(queue, number)
