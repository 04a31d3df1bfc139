"""What a post may hold: photos, a first comment, a cover, a reel; no two alike; and new words for one that is live."""

import io
import json
import shutil
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageOps, PngImagePlugin
from sqlmodel import select

from campaign.cli.app import root
from media.errors import BadInput
from media.sources import photos
from schedules.consent import required_approvals
from schedules.database import events as database_events
from schedules.database import posts
from schedules.database.tables import RemoteObject
from schedules.facebook import content_limits
from schedules.model.states import State
from schedules.publishing import page_switch
from tests import office, queue_campaign, small_films
from tests.campaign.cli.test_bad_input import everything, refused
from tests.page_view import visible_at

Run = Callable[..., Any]
SECRET = "50.8503 N, 4.3517 E, Voorbeeldstraat 1"


def drawn(size: tuple[int, int] = (90, 60)) -> Image.Image:
    """A picture in which every corner differs."""
    return Image.effect_mandelbrot(size, (-2.0, -1.0, 1.0, 1.0), 60).convert("RGB")


def photo(path: Path, kind: str = "JPEG", *, turn: int = 1, size: tuple[int, int] = (90, 60)) -> Path:
    """A photo as a phone makes it: with the place, the phone, a comment, a colour profile and a way to turn it."""
    told = Image.Exif()
    told[0x0112], told[0x010F], told[0x010E] = turn, "Telefoon van Nora Voorbeeld", SECRET
    told.get_ifd(0x8825).update({1: "N", 2: (50.0, 51.0, 1.0), 29: SECRET})
    more: dict[str, Any] = {"exif": told, "icc_profile": b"a profile of 26 characters"}
    if kind == "JPEG":
        more |= {"comment": SECRET.encode(), "quality": 90}
    elif kind == "PNG":
        more["pnginfo"] = PngImagePlugin.PngInfo()
        more["pnginfo"].add_text("Comment", SECRET)
    else:
        more |= {"lossless": True, "xmp": SECRET.encode()}
    drawn(size).save(path, kind, **more)
    assert SECRET.encode() in path.read_bytes()
    return path


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign with a film of four seconds, made once and copied for each test."""
    here = tmp_path_factory.mktemp("founded")
    film = small_films.film(here / "film.mp4", seconds=4)
    for words in (
        ("init", here / "c", "--language", "nl", "--language", "fr"),
        ("--dir", here / "c", "testimony", "add", film, "--slug", "bakery", "--speaker", "Nora Voorbeeld",
         "--role", "entrepreneur", "--organisation", "Brusoc", "--language", "nl"),
    ):  # fmt: skip
        done = CliRunner().invoke(root, [str(word) for word in words])
        assert done.exit_code == 0, done.output
    return here / "c"


@pytest.fixture
def folder(founded: Path, tmp_path: Path) -> Path:
    """A campaign of a test's own, beside which a photo and a cover lie."""
    photo(tmp_path / "winkel.jpg")
    photo(tmp_path / "jury.png", "PNG")
    photo(tmp_path / "cover.png", "PNG", size=(160, 90))
    return office.made_home(shutil.copytree(founded, tmp_path / "c"))


@pytest.fixture
def post(campaign: Callable[..., Result], folder: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `campaign post …` beside the photos; by default it must work and its JSON is returned."""
    monkeypatch.chdir(folder.parent)

    def run(*words: object, raw: bool = False) -> Any:
        done = campaign("post", *words, *(() if raw else ("--json",)), folder=folder)
        if raw:
            return done
        assert done.exit_code == 0, done.output
        return json.loads(done.stdout)

    return run


NL = ("--language", "nl", "--caption")


@pytest.mark.parametrize(
    ("words", "kind", "format"),
    [
        ((), "text", None),
        (("--link", "https://example.org"), "link", None),
        (("--photo", "winkel.jpg", "--alt", "De winkel"), "photo", None),
        (("--photo", "winkel.jpg", "--link", "https://example.org"), "photo", None),
        (("--photo", "winkel.jpg", "--photo", "jury.png", "--kind", "photo"), "photo", None),
        (("--testimony", "bakery"), "video", "landscape"),
        (("--testimony", "bakery", "--link", "https://example.org"), "video", "landscape"),
        (("--testimony", "bakery", "--format", "portrait"), "video", "portrait"),
        (("--testimony", "bakery", "--kind", "reel"), "reel", "portrait"),
        (("--testimony", "bakery", "--kind", "reel", "--format", "portrait"), "reel", "portrait"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else str(value),
)
def test_kind(post: Run, words: tuple[str, ...], kind: str, format: str | None) -> None:
    """Photos make a photo post, a film a video, a link alone a link; a reel is asked for and upright."""
    made = post("add", *NL, "Hallo", *words)
    assert (made["kind"], made["format"]) == (kind, format)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--photo", "winkel.jpg", "--testimony", "bakery"), ("--photo", "--testimony")),
        (("--photo", "winkel.jpg", "--alt", "Een", "--alt", "Twee"), ("(2)", "(1)", "--alt")),
        (("--alt", "Een"), ("(1)", "(0)", "--alt")),
        (("--photo", "winkel.jpg", "--kind", "text"), ("photo", "text")),
        (("--photo", "none.jpg"), ("none.jpg",)),
        (("--photo", "winkel.jpg", "--photo", "none.jpg"), ("none.jpg",)),
        (("--photo", "c"), ("c does not exist or is not a file",)),
        (("--kind", "reel"), ("--testimony",)),
        (("--kind", "reel", "--testimony", "bakery", "--format", "square"), ("square", "portrait")),
        (("--first-comment", " "), ("--first-comment", "empty")),
        (("--first-comment", ""), ("--first-comment", "empty")),
        (("--first-comment", "x" * 8001), ("8001", "8000")),
        (("--thumbnail", "cover.png"), ("--thumbnail", "--testimony")),
        (("--thumbnail-at", "1"), ("--thumbnail-at", "--testimony")),
        (
            ("--testimony", "bakery", "--thumbnail", "cover.png", "--thumbnail-at", "1"),
            ("exclude each other",),
        ),
        (
            ("--testimony", "bakery", "--thumbnail", "cover.webp"),
            ("cover.webp", "WebP", "JPEG, PNG, HEIC or AVIF"),
        ),
        (("--testimony", "bakery", "--thumbnail-at", "soon"), ("'soon'",)),
        (("--testimony", "bakery", "--thumbnail-at", "0:30"), ("30 s", "bakery", "earlier")),
        (("--photo", "winkel.jpg", "--link", "example.org"), ("https://",)),
        (("--photo", "winkel.jpg", "--format", "portrait"), ("--testimony",)),
    ],
    ids=lambda value: " ".join(value)[:60] if isinstance(value, tuple) else str(value),
)
def test_wishes_that_do_not_fit(
    post: Run, folder: Path, words: tuple[str, ...], said: tuple[str, ...]
) -> None:
    """Wishes that do not fit together are refused in one line; no picture is copied, nothing is queued."""
    photo(folder.parent / "cover.webp", "WEBP", size=(160, 90))
    before = everything(folder)
    refused(post("add", *NL, "Hallo", *words, raw=True), 2, *said)
    assert everything(folder) == before
    assert not list(folder.glob("pictures/.*"))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("turn", [1, 3, 6])
def test_metadata_stays_at_home(tmp_path: Path, kind: str, turn: int) -> None:
    """Of a photo only the picture is kept: every pixel, upright, its colour profile; no place, phone or comment."""
    source = photo(tmp_path / "photo", kind, turn=turn)
    kept = photos.read(source, most_bytes=content_limits.PHOTO_BYTES)
    assert SECRET.encode() not in kept.data
    assert b"Telefoon" not in kept.data
    with Image.open(io.BytesIO(kept.data)) as seen, Image.open(source) as first:
        assert seen.info["icc_profile"] == b"a profile of 26 characters"
        assert set(seen.getexif()) <= {0x0112}
        upright = ImageOps.exif_transpose(seen).convert("RGB")
        assert ImageChops.difference(upright, ImageOps.exif_transpose(first).convert("RGB")).getbbox() is None
    assert (kept.width, kept.height) == upright.size == ((60, 90) if turn == 6 else (90, 60))


def test_what_follows_a_photo_stays_at_home(tmp_path: Path) -> None:
    """A short film or a second picture that a phone hangs behind a photo is not kept."""
    source = photo(tmp_path / "photo.jpg")
    source.write_bytes(source.read_bytes() + b"\0\0\0\x18ftypmp42" + SECRET.encode())
    assert b"ftypmp42" not in photos.read(source, most_bytes=content_limits.PHOTO_BYTES).data


def test_photos_are_copied_under_numbers(post: Run, folder: Path) -> None:
    """Photos are copied under the post's number and their hash, in their order, each with its description."""
    made = post(
        "add", *NL, "Twee", "--photo", "jury.png", "--photo", "winkel.jpg", "--alt", "De jury", "--alt", ""
    )
    hashes = [one["sha256"] for one in made["photos"]]
    assert [one["alt"] for one in made["photos"]] == ["De jury", None]
    names = sorted(path.name for path in (folder / "pictures").iterdir())
    assert names == sorted([f"0001-{hashes[0][:12]}.png", f"0001-{hashes[1][:12]}.jpg"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--photo", "winkel.jpg", "--alt", "De winkel"), ""),
        (("--photo", "winkel.jpg"), "a photo of post 1 has no description"),
        (("--photo", "winkel.jpg", "--photo", "jury.png"), "2 photos of post 1 have no description"),
        (
            ("--photo", "winkel.jpg", "--photo", "jury.png", "--alt", "Een"),
            "`campaign post edit 1 --alt Een --alt TEXT`",
        ),
    ],
    ids=["all", "none of one", "none of two", "one of two"],
)
def test_a_photo_without_description_warns(post: Run, words: tuple[str, ...], said: str) -> None:
    """A photo that says nothing to who cannot see it is queued with a warning."""
    done = post("add", *NL, "Hallo", *words, raw=True)
    assert (done.exit_code, done.stdout) == (0, "1\n")
    assert said in done.stderr
    assert ("Warning" in done.stderr) == bool(said)


def test_cover(post: Run) -> None:
    """A film's cover is a picture or a moment of the finished film; a picture of another shape warns."""
    film = ("--testimony", "bakery")
    assert post("add", *NL, "Een", *film, "--thumbnail-at", "00:00:01,500")["thumbnail"] == {"at_ms": 1500}
    fits = post("add", *NL, "Twee", *film, "--thumbnail", "cover.png", raw=True)
    assert "cover" not in fits.stderr
    shape = post("add", *NL, "Drie", *film, "--thumbnail", "cover.png", "--format", "square", raw=True)
    assert "(160x90)" in shape.stderr
    assert "square" in shape.stderr


def test_edit_of_pictures_and_comment(post: Run, folder: Path) -> None:
    """An edit replaces photos, descriptions, comment or cover, or takes them away; what nobody shows is deleted."""
    add = ("--photo", "winkel.jpg", "--alt", "De winkel", "--first-comment", "Steun hen")
    before = post("add", *NL, "Hallo", *add)
    told = post("edit", 1, "--alt", "Een bakker")
    assert told["photos"] == [{"alt": "Een bakker", "sha256": before["photos"][0]["sha256"]}]
    told = post("edit", 1, "--photo", "jury.png", "--photo", "jury.png", "--first-comment", "")
    assert (len(told["photos"]), told["first_comment"]) == (2, None)
    assert [path.suffix for path in (folder / "pictures").iterdir()] == [".png"]
    told = post("edit", 1, "--photo", "")
    assert (told["kind"], told["photos"]) == ("text", [])
    assert list((folder / "pictures").iterdir()) == []


def test_edit_of_a_reel(post: Run) -> None:
    """A reel stays one when edited; a film becomes one upright; a cover is replaced by a moment and taken back."""
    post("add", *NL, "Hallo", "--testimony", "bakery", "--thumbnail", "cover.png")
    told = post("edit", 1, "--kind", "reel")
    assert (told["kind"], told["format"]) == ("reel", "portrait")
    told = post("edit", 1, "--caption", "Dag", "--thumbnail-at", "1")
    assert (told["kind"], told["thumbnail"]) == ("reel", {"at_ms": 1000})
    assert post("edit", 1, "--thumbnail", "")["thumbnail"] is None
    assert post("edit", 1, "--kind", "video")["kind"] == "video"


def test_an_edit_that_is_refused_changes_nothing(post: Run, folder: Path) -> None:
    """When one of the new photos cannot be taken, the post keeps the old ones, and their files stay."""
    post("add", *NL, "Hallo", "--photo", "winkel.jpg")
    before = everything(folder)
    refused(post("edit", 1, "--photo", "jury.png", "--photo", "none.jpg", raw=True), 2, "none.jpg")
    refused(post("edit", 1, "--photo", "jury.png", "--alt", "1", "--alt", "2", raw=True), 2, "--alt")
    assert everything(folder) == before


def test_approval_needs_the_pictures(post: Run, folder: Path) -> None:
    """A post whose photo was deleted from the folder is not approved."""
    post("add", *NL, "Hallo", "--photo", "winkel.jpg", "--at", "+1d")
    next((folder / "pictures").iterdir()).unlink()
    refused(post("approve", 1, raw=True), 3, "post 1", "pictures/0001-")


# Pictures that are none


def png(width: int, height: int, *, rows: int) -> bytes:
    """A black PNG of two colours that promises `height` rows and has some of them."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    body = zlib.compress((b"\0" + b"\0" * ((width + 7) // 8)) * rows, 1)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def saved(kind: str, **more: Any) -> bytes:
    """A small picture's bytes."""
    into = io.BytesIO()
    drawn().save(into, kind, **more)
    return into.getvalue()


def scans(count: int) -> bytes:
    """A JPEG that asks to be decoded again and again."""
    whole = saved("JPEG", progressive=True)
    last = whole.rindex(b"\xff\xda")
    return whole[:last] + whole[last:-2] * count + whole[-2:]


BAD: dict[str, tuple[bytes | Callable[[], bytes], str]] = {  # the large ones are made when they are brought
    "empty": (b"", "empty"),
    "a letter": (b"Dear all,\n" * 99, "is not a picture"),
    "gif": (saved("GIF"), "is a GIF"),
    "tiff": (saved("TIFF"), "is a TIFF"),
    "heic": (b"\0\0\0\x18ftypheic" + b"\0" * 99, "damaged"),
    "pdf": (b"%PDF-1.7\n", "is a PDF"),
    "cut off jpeg": (saved("JPEG")[:-300], "cut off"),
    "cut off png": (saved("PNG")[:-300], "cut off"),
    "cut off webp": (saved("WEBP")[:-300], "cut off"),
    "jpeg without end": (saved("JPEG")[:-2], "cut off"),
    "damaged png": (saved("PNG").replace(b"IDAT", b"IDAT\1", 1), "damaged"),
    "moving webp": (saved("WEBP", save_all=True, append_images=[Image.new("RGB", (90, 60))]), "is animated"),
    "11 MB": (lambda: saved("JPEG") + b"\0" * 11 * 1024**2, "11.0 MB"),
    "20000x20000": (lambda: png(20_000, 20_000, rows=20_000), "65 million"),
    "9000x9000": (lambda: png(9_000, 9_000, rows=9_000), "65 million"),
    "60000x60000 of one row": (lambda: png(60_000, 60_000, rows=1), "65 million"),
    "8000x8000 of one row": (lambda: png(8_000, 8_000, rows=1), "cut off or damaged"),
    "many scans": (scans(200), "damaged"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_picture(post: Run, folder: Path, name: str) -> None:
    """What is no photo, cut off, damaged, too heavy, moving or promises too many pixels is refused and not copied."""
    data, said = BAD[name]
    (folder.parent / "bad.jpg").write_bytes(data if isinstance(data, bytes) else data())
    before = everything(folder)
    refused(
        post("add", *NL, "Hallo", "--photo", "winkel.jpg", "--photo", "bad.jpg", raw=True), 2, "bad.jpg", said
    )
    assert everything(folder) == before


@settings(max_examples=150, deadline=None)
@given(
    start=st.sampled_from([b"", b"\xff\xd8\xff", saved("JPEG"), saved("PNG"), saved("WEBP"), scans(1)]),
    cut=st.integers(0, 4000),
    noise=st.binary(max_size=60),
    at=st.integers(0, 4000),
)
def test_any_bytes(
    tmp_path_factory: pytest.TempPathFactory, start: bytes, cut: int, noise: bytes, at: int
) -> None:
    """Whatever bytes are given: a picture that can be shown comes of them, or a refusal; never anything else."""
    path = tmp_path_factory.getbasetemp() / "any.jpg"
    data = start[: max(0, len(start) - cut)] if cut % 2 else start
    path.write_bytes(data[:at] + noise + data[at + len(noise) :])
    try:
        kept = photos.read(path, most_bytes=content_limits.PHOTO_BYTES)
    except BadInput as refusal:
        assert refusal.code.startswith(("photo-", "picture-"))  # noqa: PT017  # either is right
    else:
        path.write_bytes(kept.data)
        assert photos.size(path) == (kept.width, kept.height)


# Posts that look alike

LINK = ("--link", "https://example.org")
PHOTO = ("--photo", "winkel.jpg")


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        (("A",), ("A",), True),
        (("A",), (" A\n",), True),
        (("A",), ("B",), False),
        (("A",), ("a",), False),
        (("A", *LINK), ("A", *LINK), True),
        (("A", *LINK), ("A", "--link", "https://example.org/"), True),
        (("A", *LINK), ("A", "--link", "https://example.org/b"), False),
        (("A", *LINK), ("A",), False),
        (("Kijk: https://example.org", *LINK), ("Kijk: https://example.org",), True),
        (("A", *PHOTO), ("A",), True),
        (("A", *PHOTO, *LINK), ("A", *LINK), False),
        (("A", *PHOTO, *LINK), ("A\n\nhttps://example.org",), True),
        (("", *PHOTO), ("", *PHOTO), True),
        (("", *PHOTO, *LINK), ("https://example.org",), True),
        (("A", "--testimony", "bakery"), ("A",), False),
        (("A", "--testimony", "bakery"), ("A", "--testimony", "bakery"), False),
    ],
)
def test_twins(post: Run, first: tuple[str, ...], second: tuple[str, ...], alike: bool) -> None:
    """Two posts still to go out that the Page would show with equal text and link are not queued, in either order."""
    for one, other in ((first, second), (second, first)):
        number = post("add", *NL, *one)["number"]
        done = post("add", *NL, *other, raw=True)
        if alike:
            refused(done, 2, f"post {number}", f"campaign post cancel {number}")
        else:
            assert done.exit_code == 0, done.stderr
            post("cancel", number + 1)
        post("cancel", number)


def test_twins_by_edit(post: Run) -> None:
    """A post cannot be edited into another one's words; once the other is cancelled it can."""
    post("add", *NL, "A")
    post("add", *NL, "B")
    refused(post("edit", 2, "--caption", "A", raw=True), 2, "post 1")
    assert post("show", 2)["caption"] == "B"
    post("cancel", 1)
    assert post("edit", 2, "--caption", "A")["caption"] == "A"


def test_twins_by_approval(queue: queue_campaign.Campaign, campaign: Callable[..., Result]) -> None:
    """Of two equal posts from an older version none is approved as long as the other is still to go out."""
    live_settings(queue)
    for _ in range(2):
        queue.queue(approved=False, due=queue_campaign.NOON.replace(year=2030))
    refused(campaign("post", "approve", 1, folder=queue.folder), 3, "post 1", "post 2")
    campaign("post", "cancel", 2, folder=queue.folder)
    assert campaign("post", "approve", 1, folder=queue.folder).exit_code == 0


# New words for a live post


def live_settings(queue: queue_campaign.Campaign, *more: str) -> None:
    """Give the queue's folder the settings that the command line wants."""
    lines = ['name = "Test"', 'languages = ["nl", "fr"]', *more]
    (queue.folder / "campaign.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def live(queue: queue_campaign.Campaign, *more: str, **said: Any) -> int:
    """A post that is out, and settings."""
    live_settings(queue, *more)
    number = queue.queue_film(**said) if said.pop("film", False) else queue.queue(caption="Oud", **said)
    for _ in range(6):
        queue.work(number)
        queue.clock.on(seconds=2)
    assert queue.post(number).state == State.PUBLISHED
    return number


def objects(queue: queue_campaign.Campaign, number: int) -> list[tuple[str, str]]:
    """The (state, intent) of what was asked for of a live post's new words, oldest first."""
    with queue.books.read() as session:
        rows = session.exec(select(RemoteObject).where(RemoteObject.post_number == number)).all()
        return [(row.state, row.intent) for row in rows if row.kind == "words"]


def events(queue: queue_campaign.Campaign, number: int) -> list[str]:
    """What the log tells of a post, oldest first."""
    with queue.books.read() as session:
        return [one.event for one in database_events.events(session, number=number)]


def test_a_live_caption_waits_for_approval(
    queue: queue_campaign.Campaign, campaign: Callable[..., Result]
) -> None:
    """A live post's new caption waits; the post stays published, its old approval stands; approving asks to send it."""
    live(queue)
    done = campaign("post", "edit", 1, "--caption", " Nieuw ", folder=queue.folder)
    assert (done.exit_code, "waits for approval" in done.stdout) == (0, True), done.output
    post = queue.post(1)
    assert (post.state, post.caption, post.new_caption) == (State.PUBLISHED, "Oud", "Nieuw")
    assert objects(queue, 1) == []
    done = campaign("post", "approve", 1, folder=queue.folder)
    assert (done.exit_code, "approved" in done.stdout) == (0, True), done.output
    assert objects(queue, 1) == [("intended", "wanted")]
    assert events(queue, 1)[-2:] == ["edit-proposed", "edit-approved"]


def test_a_live_caption_is_sent(queue: queue_campaign.Campaign, campaign: Callable[..., Result]) -> None:
    """An approved new caption is what people read on the Page afterwards, and what `post show` tells."""
    live(queue)
    campaign("post", "edit", 1, "--caption", "Nieuw", folder=queue.folder)
    campaign("post", "approve", 1, folder=queue.folder)
    for _ in range(6):
        queue.work(1)
        queue.clock.on(seconds=20)
    assert visible_at(queue.served) == ["Nieuw"]
    assert (queue.post(1).caption, queue.post(1).new_caption) == ("Nieuw", None)


def test_a_live_caption_is_withdrawn(queue: queue_campaign.Campaign, campaign: Callable[..., Result]) -> None:
    """Giving the caption that is out withdraws the new one, even when it was approved and not yet sent."""
    live(queue)
    for words in (("edit", 1, "--caption", "Nieuw"), ("approve", 1), ("edit", 1, "--caption", "Oud")):
        assert campaign("post", *words, folder=queue.folder).exit_code == 0
    assert (queue.post(1).new_caption, objects(queue, 1)) == (None, [("abandoned", "wanted")])
    with queue.books.read() as session:
        assert required_approvals.of(session, posts.post(session, 1), queue.campaign()).standing
    refused(campaign("post", "approve", 1, folder=queue.folder), 2, "no new caption")


def test_another_live_caption_takes_the_place(
    queue: queue_campaign.Campaign, campaign: Callable[..., Result]
) -> None:
    """A second new caption replaces the first, approved one, and wants an approval of its own."""
    live(queue)
    for words in (("edit", 1, "--caption", "Nieuw"), ("approve", 1), ("edit", 1, "--caption", "Nieuwer")):
        assert campaign("post", *words, folder=queue.folder).exit_code == 0
    with queue.books.read() as session:
        assert not required_approvals.of(session, posts.post(session, 1), queue.campaign()).standing
    assert objects(queue, 1) == [("abandoned", "wanted")]
    campaign("post", "approve", 1, folder=queue.folder)
    assert objects(queue, 1) == [("abandoned", "wanted"), ("intended", "wanted")]


def test_a_live_caption_without_approval(
    queue: queue_campaign.Campaign, campaign: Callable[..., Result]
) -> None:
    """Where the campaign asks no approval, a live post's new caption is asked to be sent at once."""
    live(queue, "[service]", 'approval = "off"')
    done = campaign("post", "edit", 1, "--caption", "Nieuw", folder=queue.folder)
    assert ("is approved" in done.stdout, objects(queue, 1)) == (True, [("intended", "wanted")])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--link", "https://example.org"), "--link"),
        (("--photo", "winkel.jpg"), "--photo"),
        (("--caption", "Nieuw", "--at", "+1d"), "--at"),
        (("--thumbnail", ""), "--thumbnail"),
        (("--caption", ""), "post remove 1"),
        (("--caption", "x" * (content_limits.CAPTION_LIMIT + 1)), "63,206"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, tuple) else str(value)[:20],
)
def test_a_live_post_keeps_the_rest(
    queue: queue_campaign.Campaign,
    campaign: Callable[..., Result],
    words: tuple[str, ...],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of a live post nothing but the caption can be changed, and not to nothing; the refusal says what can be done."""
    live(queue)
    monkeypatch.chdir(queue.folder)
    photo(queue.folder / "winkel.jpg")
    refused(campaign("post", "edit", 1, *words, folder=queue.folder), 2, said)
    assert (queue.post(1).new_caption, events(queue, 1)[-1]) == (None, "published")
    assert not list(queue.folder.glob("pictures/*"))


def test_a_live_film_needs_consent(queue: queue_campaign.Campaign, campaign: Callable[..., Result]) -> None:
    """The new caption of a film's post is not approved once a consent is gone."""
    live(queue, film=True)
    campaign("post", "edit", 1, "--caption", "Nieuw", folder=queue.folder)
    (queue.folder / "consent" / "form.pdf").unlink()
    refused(campaign("post", "approve", 1, folder=queue.folder), 3, "post 1")
    assert (objects(queue, 1), events(queue, 1)[-1]) == ([], "edit-proposed")


def test_a_rehearsed_post_comes_back_with_its_new_caption(queue: queue_campaign.Campaign) -> None:
    """When the rehearsal is over, a live post with a new caption is a draft that says the new one."""
    number = live(queue)
    with queue.books.write() as session:
        posts.reword(session, number, "Nieuw")
        page_switch.return_to_draft(session, now=queue.clock())
    post = queue.post(number)
    assert (post.state, post.caption, post.new_caption) == (State.DRAFT, "Nieuw", None)


def test_a_removed_post_stays_as_it_was(
    queue: queue_campaign.Campaign, campaign: Callable[..., Result]
) -> None:
    """A cancelled post cannot be edited."""
    live_settings(queue)
    queue.queue(approved=False)
    campaign("post", "cancel", 1, folder=queue.folder)
    refused(campaign("post", "edit", 1, "--caption", "Nieuw", folder=queue.folder), 2, "cancelled")


# The preview


def test_preview(post: Run, folder: Path) -> None:
    """The preview is one file that shows Page, moment, folded text, photos and comment, and asks no other place."""
    long = "Samen geven we kansen. " * 30 + "<b>Slot</b> & meer"
    more = (
        "--photo",
        "winkel.jpg",
        "--alt",
        'Een "winkel" <i>',
        "--first-comment",
        "<script>alert(1)</script>",
    )
    post("add", *NL, long, *more, "--at", "2030-12-01 18:00")
    done = post("preview", 1, "post.html", raw=True)
    assert (done.exit_code, "post.html" in done.stdout) == (0, True), done.output
    page = (folder.parent / "post.html").read_text(encoding="utf-8")
    for words in ("1 December 2030 at 18:00", "Europe/Brussels", "See more", "data:image/jpeg;base64,"):
        assert words in page
    for words in (
        "#34;winkel&#34; &lt;i&gt;",
        "&lt;script&gt;alert(1)",
        "&lt;b&gt;Slot&lt;/b&gt; &amp; meer",
    ):
        assert words in page
    assert 'src="http' not in page
    assert SECRET not in page


def test_preview_of_a_film_and_a_link(post: Run, folder: Path) -> None:
    """A film that is not rendered shows a picture of itself and says so; a link shows its card."""
    post("add", *NL, "Een film", "--testimony", "bakery", "--kind", "reel")
    post("preview", 1, "film.html")
    page = (folder.parent / "film.html").read_text(encoding="utf-8")
    for words in (
        "data:image/jpeg;base64,",
        "not rendered yet",
        "Reel",
        "No date yet",
        "the picture is the cover that goes out with it",
    ):
        assert words in page
    post("add", *NL, "Kijk", "--link", "https://www.example.org/?a=1&b=2")
    assert post("preview", 2, "link.html") == {"path": str(folder.parent / "link.html")}
    page = (folder.parent / "link.html").read_text(encoding="utf-8")
    assert '<span class="site">example.org</span>' in page
    assert "https://www.example.org/?a=1&amp;b=2" in page


def test_preview_refuses(post: Run, folder: Path) -> None:
    """A preview overwrites no folder, needs one to stand in, and says which post or picture is missing."""
    post("add", *NL, "Hallo", "--photo", "winkel.jpg")
    refused(post("preview", 1, "c", raw=True), 2, "c")
    refused(post("preview", 1, "none/post.html", raw=True), 2, "none")
    refused(post("preview", 9, "post.html", raw=True), 2, "post 9")
    next((folder / "pictures").iterdir()).unlink()
    refused(post("preview", 1, "post.html", raw=True), 2, "0001-")
    assert sorted(path.name for path in folder.parent.iterdir()) == [
        "c",
        "cover.png",
        "jury.png",
        "winkel.jpg",
    ]
