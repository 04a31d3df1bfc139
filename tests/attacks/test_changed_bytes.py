"""T3: what goes up is what was taken in: a picture, cover, film or subtitle file that was exchanged since is held."""

import os
import shutil
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from PIL import Image

from media.errors import MediaError
from schedules.database import renditions, tables, testimonies
from schedules.errors import BadRequest
from schedules.rendering import film_order, finished_films, orders
from schedules.rendering.producer import Producer
from tests import attacked_campaign, small_films
from tests.page_view import page_says, visible_at
from tests.paths import EXAMPLE
from tests.queue_campaign import FILM, NOON, PIXEL, RULES, Campaign
from tests.running_service import wait_for

pytestmark = pytest.mark.slow  # each attack is a campaign or a server of its own

Run = Callable[..., Result]
SRT = b"1\n00:00:00,100 --> 00:00:00,900\nSamen.\n\n"
OTHER = b"somebody else's bytes"
SOON = timedelta(minutes=10)


def film_with_all(queue: Campaign, kind: str = "video") -> int:
    """A film's post with a cover and a subtitle file in another language, due soon."""
    shutil.copytree(EXAMPLE / "brand", queue.folder / "brand")
    (queue.folder / "pictures").mkdir(exist_ok=True)
    (queue.folder / "pictures" / "cover.png").write_bytes(PIXEL)
    queue.testimony()
    for language in ("nl", "fr"):
        (queue.folder / "films" / f"0001.{language}.srt").write_bytes(SRT)
    with queue.books.write() as session:
        film = testimonies.testimony(session, "bakery")
        files = {one: (f"films/0001.{one}.srt", sha256(SRT).hexdigest()) for one in ("nl", "fr")}
        testimonies.change_testimony(session, film, now=queue.clock(), subtitles=files)
    (queue.folder / "renders").mkdir(exist_ok=True)
    (queue.folder / "renders" / "abc.mp4").write_bytes(FILM)
    with queue.books.write() as session:
        made = renditions.keep_rendition(
            session, now=queue.clock(), testimony_id=1, language="nl", format="landscape", key="abc",
            path="renders/abc.mp4", sha256=sha256(FILM).hexdigest(), width=1920, height=1080, duration_ms=12_000,
        )  # fmt: skip
    cover: dict[str, Any] = {"cover_path": "pictures/cover.png", "cover_sha256": sha256(PIXEL).hexdigest()}
    about = {"testimony_id": 1, "format": "landscape", "rendition_id": made}
    return queue.queue(kind=kind, due=NOON + SOON, **about, **cover)


def played(queue: Campaign, *numbers: int) -> list[str]:
    """Let the posts come as far as they can, and return their states."""
    for _ in range(25):
        for number in numbers:
            queue.work(number)
        queue.clock.on(seconds=30)
        states = [str(queue.post(number).state) for number in numbers]
        if set(states) <= {"held", "published"}:
            break  # from there a post goes nowhere by itself
    return states


def exchange(path: Path, how: str, outside: Path) -> None:
    """Put something else in a file's place."""
    outside.write_bytes(OTHER)
    if how == "in place":
        path.write_bytes(OTHER)
    elif how == "one bit":
        data = bytearray(path.read_bytes())
        data[-1] ^= 1
        kept = path.stat()
        path.write_bytes(bytes(data))
        os.utime(path, ns=(kept.st_atime_ns, kept.st_mtime_ns))
    elif how == "longer":
        path.write_bytes(path.read_bytes() + b"\0")
    else:
        path.unlink()
        {"link": lambda: path.symlink_to(outside), "folder": path.mkdir, "pipe": lambda: pipe(path)}[how]()


def pipe(path: Path) -> None:
    """Make a pipe that nobody writes to; who waits for it all the same is let go after some seconds."""
    os.mkfifo(path)

    def let_go() -> None:
        with suppress(OSError):  # nobody waits
            os.close(os.open(path, os.O_WRONLY | os.O_NONBLOCK))

    timer = threading.Timer(5, let_go)
    timer.daemon = True
    timer.start()


ODD = [] if os.name == "nt" else ["link", "folder", "pipe"]
HOWS = ["in place", *(pytest.param(how, marks=pytest.mark.slow) for how in ("one bit", "longer")), *ODD]
RARE = ["in place", *(pytest.param(how, marks=pytest.mark.slow) for how in ("one bit", "longer", *ODD))]
SENT = ("pictures/cover.png", "films/0001.fr.srt", "renders/abc.mp4")


@pytest.mark.parametrize("how", RARE)
@pytest.mark.parametrize("name", SENT)
def test_file_of_a_film_exchanged_after_approval(
    queue: Campaign, name: str, how: str, tmp_path_factory: Any
) -> None:
    """A cover, subtitle file or finished film that is another holds the post with its name; others go on."""
    number, other = film_with_all(queue), queue.queue(due=NOON + SOON, caption="Een ander.")
    exchange(queue.folder / name, how, tmp_path_factory.mktemp("outside") / "theirs")
    assert played(queue, number, other) == ["held", "published"]
    assert name in str(queue.post(number).reason)
    assert visible_at(queue.served) == ["Een ander."]
    assert page_says(queue.served, f"{queue.served.page_id}/videos?fields=id")["data"] == []


@pytest.mark.parametrize("how", HOWS)
def test_photo_exchanged_after_approval(queue: Campaign, how: str, tmp_path_factory: Any) -> None:
    """A photo that is another holds its post before anything of it is sent; others go on."""
    number, other = queue.queue_photos("Een bakker"), queue.queue(caption="Een ander.")
    exchange(queue.folder / "pictures" / "one.png", how, tmp_path_factory.mktemp("outside") / "theirs")
    assert played(queue, number, other) == ["held", "published"]
    assert "pictures/one.png" in str(queue.post(number).reason)
    assert list((queue.folder / "rehearsal" / "pictures").iterdir()) == []


@pytest.mark.parametrize("hidden", ["everything", "films"])
def test_photo_that_leads_outside(queue: Campaign, hidden: str, tmp_path_factory: Any) -> None:
    """A row that names a picture outside, even with its true hash, publishes nothing of it."""
    outside = tmp_path_factory.mktemp("outside") / "private.png"
    outside.write_bytes(PIXEL)
    photo = {"path": str(outside), "sha256": sha256(PIXEL).hexdigest(), "alt": None}
    number = queue.queue(kind="photo", photos=[photo])
    for _ in range(3):
        queue.work(number, **({"hidden": hidden} if hidden == "films" else {}))
    assert (queue.post(number).state, visible_at(queue.served)) == ("held", [])
    assert list((queue.folder / "rehearsal" / "pictures").iterdir()) == []


@pytest.mark.parametrize("kind", ["video", "reel"])
@pytest.mark.parametrize("at", [1, 2])
def test_film_exchanged_in_the_middle_of_its_upload(queue: Campaign, kind: str, at: int) -> None:
    """A finished film that is another while it goes up is never made public: held, and what went up is left behind."""
    number, sent = film_with_all(queue, kind), []
    path = queue.folder / "renders" / "abc.mp4"

    def boundary(name: str) -> None:
        if name in ("transfer:before", "reel-send:before"):
            sent.append(name)
            if len(sent) == (at if kind == "video" else 1):
                path.write_bytes(FILM[: len(FILM) // 2] + bytes(len(FILM) - len(FILM) // 2))

    for _ in range(25):
        queue.work(number, boundary)
        queue.clock.on(seconds=30)
        if queue.post(number).state == "held":
            break
    assert (queue.post(number).state, visible_at(queue.served)) == ("held", [])
    assert "renders/abc.mp4" in str(queue.post(number).reason)
    theirs = [path.read_bytes() for path in (queue.folder / "rehearsal" / "films").iterdir()]
    assert [data for data in theirs if not FILM.startswith(data.rstrip(b"\0")[:1000])] == []


def test_photo_exchanged_between_two_photos(queue: Campaign) -> None:
    """Of two photos, the second is exchanged as the first goes up: the post is held, and nothing is shown."""
    number = queue.queue_photos("Een", "Twee")

    def boundary(name: str) -> None:
        if name == "photo:after":
            (queue.folder / "pictures" / "one.png").write_bytes(OTHER)

    queue.work(number, boundary)
    assert (queue.post(number).state, visible_at(queue.served)) == ("held", [])


def test_cover_exchanged_once_the_film_stands_hidden(queue: Campaign) -> None:
    """A cover that is another when its turn comes holds the staged post; put back and released, it is out with it."""
    number = film_with_all(queue)
    cover = queue.folder / "pictures" / "cover.png"

    def boundary(name: str) -> None:
        if name == "staged-commit:after":
            cover.write_bytes(OTHER)

    for _ in range(8):
        queue.work(number, boundary)
        queue.clock.on(seconds=5)
    assert (queue.post(number).state, visible_at(queue.served)) == ("held", [])
    assert "pictures/cover.png" in str(queue.post(number).reason)


@pytest.fixture
def filmed(queue: Campaign) -> Campaign:
    """A campaign with a real film, a kit without cards and subtitles, of which nothing is rendered yet."""
    shutil.copytree(EXAMPLE / "brand", queue.folder / "brand")
    brand = queue.folder / "brand" / "brand.toml"
    shown = brand.read_text(encoding="utf-8")
    for seconds in ("seconds = 2.5", "seconds = 3.5"):
        assert seconds in shown
        shown = shown.replace(seconds, "seconds = 0")
    brand.write_text(shown, encoding="utf-8")
    (queue.folder / "renders").mkdir()
    film = small_films.film(
        queue.folder / "renders" / "film.mp4", seconds=2, rate="10", picture="color=c=teal"
    )
    queue.testimony(film=film.read_bytes())
    film.unlink()
    (queue.folder / "films" / "0001.nl.srt").write_bytes(SRT)
    with queue.books.write() as session:
        bakery = testimonies.testimony(session, "bakery")
        files = {"nl": ("films/0001.nl.srt", sha256(SRT).hexdigest())}
        testimonies.change_testimony(session, bakery, now=queue.clock(), subtitles=files)
        session.get_one(tables.Testimony, 1).film_ms = 2000
    return queue


def order_of(queue: Campaign) -> film_order.Order:
    """The film that a post of the campaign wants."""
    with queue.books.read() as session:
        return film_order.order(session, testimonies.testimony(session, "bakery"), "nl", "square")


@pytest.mark.parametrize("how", HOWS)
@pytest.mark.parametrize("name", ["films/0001.mp4", "films/0001.nl.srt"])
def test_source_exchanged_before_the_render(
    filmed: Campaign, name: str, how: str, tmp_path_factory: Any
) -> None:
    """A film or subtitle file that is another than was taken in is not rendered, and the refusal names it."""
    wanted = order_of(filmed)
    exchange(filmed.folder / name, how, tmp_path_factory.mktemp("outside") / "theirs")
    with pytest.raises((MediaError, BadRequest)) as refused:
        orders.make(filmed.folder, wanted, RULES)
    assert name in str(refused.value)
    assert refused.value.code in ("file-changed", "file-not-ordinary", "path-astray")
    assert not list((filmed.folder / "renders").glob("*.mp4"))


@pytest.mark.parametrize("name", ["films/0001.mp4", "films/0001.nl.srt"])
def test_service_holds_what_it_cannot_render_as_it_was(filmed: Campaign, name: str) -> None:
    """The service holds the post of an exchanged film, says its name and what to do, and makes the next one's film."""
    number = filmed.queue(kind="video", testimony_id=1, format="square", due=NOON + timedelta(hours=1))
    (filmed.folder / name).write_bytes(OTHER)
    producer = Producer(filmed.books, filmed.campaign())
    producer.tick(filmed.clock())
    wait_for(lambda: not producer.busy or producer.has_news)
    producer.tick(filmed.clock())
    producer.stop()
    post = filmed.post(number)
    assert (post.state, name in str(post.reason)) == ("held", True)


@pytest.mark.slow
def test_source_exchanged_during_the_render(filmed: Campaign) -> None:
    """A film that is exchanged while it is rendered leaves no rendition behind."""
    path = filmed.folder / "films" / "0001.mp4"

    def told(_done: int, _total: int) -> None:
        path.write_bytes(path.read_bytes()[:-1] + b"x")

    with pytest.raises(MediaError, match="file-changed"):
        orders.make(filmed.folder, order_of(filmed), RULES, told)
    assert not list((filmed.folder / "renders").glob("*.mp4"))


@pytest.mark.slow
def test_rendition_and_its_recipe_exchanged_together(filmed: Campaign) -> None:
    """A finished film that was exchanged with the recipe beside it is made anew, never found made."""
    wanted = order_of(filmed)
    first = orders.make(filmed.folder, wanted, RULES)
    with filmed.books.write() as session:
        finished_films.keep(session, filmed.folder, wanted, first, now=filmed.clock())
    whole = first.path.read_bytes()
    theirs = whole + b"theirs"
    first.path.write_bytes(theirs)
    beside = first.path.with_suffix(".json")
    told = beside.read_text(encoding="utf-8").replace(first.sha256, sha256(theirs).hexdigest())
    beside.write_text(told, encoding="utf-8")
    again = orders.make(filmed.folder, order_of(filmed), RULES)
    assert (again.reused, again.path.read_bytes() == theirs) == (False, False)


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A room with a campaign of every kind of file."""
    room = tmp_path_factory.mktemp("room")
    attacked_campaign.found(room)
    return room


@pytest.mark.parametrize("again", ["another", "the same"])
def test_person_goes_on_after_an_exchanged_photo(
    founded: Path, tmp_path: Path, campaign: Run, again: str
) -> None:
    """Approval is refused by the photo's name; with another photo, or the original once more, it is given."""
    attacked = attacked_campaign.copied(founded, tmp_path, campaign)
    for name, colour in (("one.png", 10), ("two.png", 200)):
        Image.new("RGB", (320, 240), (colour, 90, 30)).save(tmp_path / name)
    assert (
        campaign("post", "edit", "2", "--photo", tmp_path / "one.png", folder=attacked.folder).exit_code == 0
    )
    (kept,) = (attacked.folder / "pictures").glob("0002-*")
    kept.write_bytes(OTHER)
    said = attacked.refused("post", "approve", "2", says=f"pictures/{kept.name}", code=3)
    assert "campaign post edit 2 --photo" in said
    new = tmp_path / ("two.png" if again == "another" else "one.png")
    assert campaign("post", "edit", "2", "--photo", new, folder=attacked.folder).exit_code == 0
    done = campaign("post", "approve", "2", folder=attacked.folder)
    assert done.exit_code == 0, done.output
    shown = [path.read_bytes() for path in (attacked.folder / "pictures").glob("0002-*")]
    assert [data == OTHER for data in shown] == [False]


def test_exchanged_photo_is_not_released(founded: Path, tmp_path: Path, campaign: Run) -> None:
    """A held post is not released while its photo is another; put back, it is."""
    attacked = attacked_campaign.copied(founded, tmp_path, campaign)
    picture = attacked.folder / "pictures" / "one.png"
    before = picture.read_bytes()
    assert campaign("post", "hold", "2", folder=attacked.folder).exit_code == 0
    picture.write_bytes(OTHER)
    attacked.refused("post", "release", "2", says="pictures/one.png", code=3)
    picture.write_bytes(before)
    assert campaign("post", "release", "2", folder=attacked.folder).exit_code == 0
