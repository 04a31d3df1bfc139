"""Photos as telephones make them today are taken; a picture given as a film, or a film as a photo, is told from it."""

import io
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pillow_heif
import pytest
from click.testing import Result
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, features

from media import pictures
from media.errors import BadInput
from media.sources import file_kinds, photos, probe
from schedules.facebook.content_limits import PHOTO_BYTES
from tests import small_films
from tests.paths import STREET

SIZE = (96, 64)
PLACE = b"GPSLatitude: 51.0543, Gent"
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>Gent</x:xmpmeta>"
PROFILE = b"a profile" * 20
ORIENTATION = 0x0112


def drawn(mode: str = "RGB") -> Image.Image:
    """A blue picture whose upper left corner is red."""
    picture = Image.new("RGB", SIZE, (30, 60, 200))
    picture.paste((220, 20, 20), (0, 0, 32, 32))
    return picture.convert(mode)


def notes(orientation: int = 1) -> bytes:
    """Notes of a camera: where it was, and how it was held."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[0x010E] = PLACE.decode()
    return exif.tobytes()


@cache
def saved(kind: str, *, mode: str = "RGB", orientation: int = 1, more: int = 0) -> bytes:
    """The bytes of that picture in a file of a kind, with notes, and with as many pictures behind it."""
    into = io.BytesIO()
    if kind == "HEIC":
        heif = pillow_heif.from_pillow(drawn(mode))
        for _ in range(more):
            heif.add_from_pillow(drawn())
        heif.save(into, exif=notes(orientation), xmp=XMP, quality=90, primary_index=0)
    else:
        rest: dict[str, Any] = {"save_all": True, "append_images": [drawn("L")] * more} if more else {}
        drawn(mode).save(
            into, kind, exif=notes(orientation), xmp=XMP, icc_profile=PROFILE, quality=90, **rest
        )
    return into.getvalue()


def read(path: Path, data: bytes) -> photos.Picture:
    """What is taken of a photo with these bytes."""
    path.write_bytes(data)
    return photos.read(path, most_bytes=PHOTO_BYTES)


def is_red(picture: Image.Image, x: int, y: int) -> bool:
    """Whether the red corner is there."""
    colour = picture.convert("RGB").getpixel((x, y))
    assert isinstance(colour, tuple)
    return colour[0] > 150 and colour[2] < 100


@pytest.mark.parametrize("kind", ["HEIC", "AVIF"])
@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L"])
def test_photo_of_a_telephone(tmp_path: Path, kind: str, mode: str) -> None:
    """HEIC and AVIF are taken as photos: as a JPEG with the same picture, without what the camera noted."""
    taken = read(tmp_path / "photo", saved(kind, mode=mode))
    assert (taken.suffix, taken.width, taken.height, pictures.kind(taken.data)) == (".jpg", *SIZE, "jpeg")
    assert not any(word in taken.data for word in (PLACE, b"Gent", b"Exif"))
    seen = pictures.opened(taken.data)
    if mode != "L":
        assert (is_red(seen, 8, 8), is_red(seen, 80, 8)) == (True, False)


def test_meaning_of_colours_stays(tmp_path: Path) -> None:
    """What a photo's colours mean goes along, as a telephone's are wider than those of the web."""
    assert pictures.opened(read(tmp_path / "photo", saved("AVIF")).data).info["icc_profile"] == PROFILE


@pytest.mark.parametrize("kind", ["HEIC", "AVIF"])
@pytest.mark.parametrize(
    ("orientation", "corner"),
    [
        (1, (8, 8)),
        (2, (88, 8)),
        (3, (88, 56)),
        (4, (8, 56)),
        (5, (8, 8)),
        (6, (56, 8)),
        (7, (56, 88)),
        (8, (8, 88)),
    ],
)
def test_photo_stands_upright(tmp_path: Path, kind: str, orientation: int, corner: tuple[int, int]) -> None:
    """However the telephone was held, a photo is turned upright, once."""
    taken = read(tmp_path / "photo", saved(kind, orientation=orientation))
    seen = pictures.opened(taken.data)
    size = SIZE if orientation < 5 else (SIZE[1], SIZE[0])
    assert ((taken.width, taken.height), pictures.orientation(seen)) == (size, 1)
    assert is_red(seen, *corner)


@pytest.mark.parametrize("kind", ["HEIC", "AVIF"])
def test_photo_by_its_other_brand(tmp_path: Path, kind: str) -> None:
    """A photo whose first brand says no more than that it is a picture is known by those that follow."""
    data = saved(kind).replace(b"ftyp" + kind.lower().encode(), b"ftypmif1", 1)
    assert (pictures.kind(data), read(tmp_path / "photo", data).suffix) == (kind.lower(), ".jpg")


def larger(data: bytes) -> bytes:
    """The same file, promising a picture of 400 million pixels."""
    at = data.index(b"ispe") + 8
    return data[:at] + (20_000).to_bytes(4, "big") * 2 + data[at + 8 :]


def tiny(data: bytes) -> bytes:
    """The same file, promising a picture of one pixel."""
    at = data.index(b"ispe") + 8
    return data[:at] + (1).to_bytes(4, "big") * 2 + data[at + 8 :]


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "several": (lambda: saved("HEIC", more=2), "photo-several"),
    "moving": (lambda: saved("AVIF", more=2), "photo-moving"),
    "moving HEIC": (lambda: saved("HEIC").replace(b"ftypheic", b"ftyphevc", 1), "photo-moving"),
    "large HEIC": (lambda: larger(saved("HEIC")), "photo-large"),
    "large AVIF": (lambda: larger(saved("AVIF")), "photo-large"),
    "HEIC of another size": (lambda: tiny(saved("HEIC")), "photo-broken"),
    "uncompressed HEIC": (lambda: saved("HEIC").replace(b"hvc1", b"unci"), "photo-undecoded"),
    "cut off HEIC": (lambda: saved("HEIC")[:-200], "photo-broken"),
    "cut off AVIF": (lambda: saved("AVIF")[:-200], "photo-broken"),
    "head of HEIC": (lambda: saved("HEIC")[:40], "photo-broken"),
    "head of AVIF": (lambda: saved("AVIF")[:40], "photo-broken"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_photo_that_cannot_be_taken(tmp_path: Path, case: str) -> None:
    """Several pictures, moving ones, bombs and damaged files are refused by name, without being decoded first."""
    make, code = REFUSED[case]
    with pytest.raises(BadInput, match=code):
        read(tmp_path / "photo", make())


def test_heavy_photo_is_made_lighter(tmp_path: Path) -> None:
    """A photo whose JPEG would be too heavy for Facebook is pressed more; what stays too heavy is refused."""
    path = tmp_path / "photo"
    usual = read(path, saved("HEIC"))
    assert len(photos.read(path, most_bytes=len(usual.data) - 1).data) < len(usual.data)
    path.write_bytes(saved("HEIC")[:600])
    with pytest.raises(BadInput, match="photo-"):
        photos.read(path, most_bytes=600)


def test_photo_that_this_computer_cannot_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Pillow was built without AVIF, it is said that the photo is to be exported."""
    monkeypatch.setattr(features, "check", lambda _name: False)
    with pytest.raises(BadInput, match="photo-undecoded"):
        read(tmp_path / "photo", saved("AVIF"))


@settings(max_examples=60, deadline=None)
@given(
    kind=st.sampled_from(["HEIC", "AVIF"]),
    cut=st.integers(0, 900),
    at=st.integers(0, 900),
    noise=st.binary(max_size=40),
)
def test_any_bytes(
    tmp_path_factory: pytest.TempPathFactory, kind: str, cut: int, at: int, noise: bytes
) -> None:
    """Whatever became of a photo's bytes: a JPEG comes of them, or a refusal; never anything else."""
    data = saved(kind)
    data = data[: len(data) - cut] if cut % 3 == 0 else data
    try:
        taken = read(tmp_path_factory.getbasetemp() / "any", data[:at] + noise + data[at + len(noise) :])
    except BadInput as refusal:
        assert refusal.code.startswith("photo-")  # noqa: PT017  # either is right
    else:
        assert taken.suffix == ".jpg"


# What is given as something else

SVG = b"<?xml version='1.0'?>\n<!-- ours -->\n<svg xmlns='http://www.w3.org/2000/svg'/>"


def plain(kind: str) -> bytes:
    """The bytes of a picture that Pillow writes."""
    into = io.BytesIO()
    drawn().save(into, kind)
    return into.getvalue()


GIVEN: dict[str, Callable[[], bytes]] = {
    "JPEG": lambda: plain("JPEG"),
    "PNG": lambda: plain("PNG"),
    "WebP": lambda: plain("WEBP"),
    "GIF": lambda: plain("GIF"),
    "TIFF": lambda: plain("TIFF"),
    "BMP": lambda: plain("BMP"),
    "JPEG 2000": lambda: plain("JPEG2000"),
    "icon": lambda: plain("ICO"),
    "SVG": lambda: SVG,
    "HEIC": lambda: saved("HEIC"),
    "AVIF": lambda: saved("AVIF"),
}


@pytest.mark.parametrize("kind", GIVEN)
def test_picture_as_a_film(tmp_path: Path, kind: str) -> None:
    """A picture that is given as a film is refused as what it is, whatever it is called."""
    path = tmp_path / "film.mp4"
    path.write_bytes(GIVEN[kind]())
    with pytest.raises(BadInput) as refused:
        probe.probe(path)
    expected = "film-is-photo" if kind in ("JPEG", "PNG", "WebP", "HEIC", "AVIF") else "film-is-picture"
    assert (refused.value.code, refused.value.params["kind"]) == (expected, kind)


def test_pages_and_subtitles_are_no_pictures() -> None:
    """Neither a web page with a drawing in it, nor subtitles in XML, nor many comments are taken for a drawing."""
    comments = b"<!--a-->" * 400
    for head in (b"<!DOCTYPE html><svg>", b"<?xml version='1.0'?><tt/>", b"BM is a letter", comments):
        assert file_kinds.picture(head) == ""


FILMS = {
    "mp4": (),
    "mov": (),
    "mkv": (),
    "avi": (),
    "ts": ("-f", "mpegts"),
    "m2ts": ("-f", "mpegts", "-mpegts_m2ts_mode", 1),
    "mpg": ("-c:v", "mpeg2video", "-c:a", "mp2"),
    "flv": (),
    "wmv": ("-c:v", "wmv2", "-c:a", "wmav2"),
    "mxf": ("-c:v", "mpeg2video", "-c:a", "pcm_s16le"),
}


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A film of a second."""
    return small_films.film(tmp_path_factory.mktemp("film") / "film.mp4")


@pytest.mark.parametrize("ending", FILMS)
def test_film_as_a_photo(tmp_path: Path, film: Path, ending: str) -> None:
    """A film that is given as a photo is refused as a film, whatever it is called."""
    path = tmp_path / f"film.{ending}"
    small_films.ffmpeg("-i", film, *(FILMS[ending] or ("-c", "copy")), "-t", "0.2", path)
    with pytest.raises(BadInput, match="photo-film"):
        photos.read(path, most_bytes=100)
    assert file_kinds.picture(path.read_bytes()[: file_kinds.HEAD]) == ""


# What staff see of it


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Callable[..., Result], film: Path) -> Path:
    """A campaign with a testimony."""
    made = tmp_path_factory.mktemp("founded") / "c"
    said = ("--speaker", "Nora Voorbeeld", "--role", "coach", "--organisation", "Brusoc", "--language", "nl")
    assert campaign("init", made, "--language", "nl").exit_code == 0
    done = campaign("testimony", "add", film, "--slug", "bakery", *said, folder=made)
    assert done.exit_code == 0, done.stderr
    return made


@pytest.fixture
def folder(founded: Path, tmp_path: Path) -> Path:
    """A copy of that campaign, beside which photos lie."""
    (tmp_path / "oven.heic").write_bytes(saved("HEIC", orientation=6))
    (tmp_path / "oven.avif").write_bytes(saved("AVIF"))
    return shutil.copytree(founded, tmp_path / "c")


def test_photos_are_posted(campaign: Callable[..., Result], folder: Path) -> None:
    """HEIC and AVIF can be posted as photos and as the cover of a film; what lies in the campaign is a JPEG."""
    words = ("post", "add", "--caption", "Onze oven", "--language", "nl")
    for more in (
        ("--photo", "oven.heic", "--photo", "oven.avif"),
        ("--testimony", "bakery", "--thumbnail", "oven.heic"),
    ):
        given = [folder.parent / word if word.startswith("oven.") else word for word in more]
        done = campaign(*words, *given, folder=folder)
        assert done.exit_code == 0, done.stderr
    plan = folder.parent / "plan.csv"
    plan.write_text("Datum;Uur;Taal;Tekst;Foto's\n24/12/2035;18:00;nl;Dag;oven.avif\n", encoding="utf-8")
    done = campaign("--yes", "plan", "import", plan, folder=folder)
    assert done.exit_code == 0, done.stderr
    kept = list((folder / "pictures").iterdir())
    assert [path.suffix for path in kept] == [".jpg"] * 4
    assert not any(PLACE in path.read_bytes() for path in kept)


@pytest.mark.parametrize("name", ["oven.heic", "oven.avif"])
def test_picture_as_a_film_is_said(campaign: Callable[..., Result], folder: Path, name: str) -> None:
    """A photo that is given to `testimony add` is refused in one line that can be pasted from."""
    said = ("--speaker", "Nora Voorbeeld", "--role", "coach", "--organisation", "Brusoc", "--language", "nl")
    done = campaign("testimony", "add", folder.parent / name, "--slug", "oven", *said, folder=folder)
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert f"not a film. Post it as a photo: `campaign post add --photo {folder.parent / name}" in done.stderr


def test_film_as_a_photo_is_said(campaign: Callable[..., Result], folder: Path, film: Path) -> None:
    """A film that is given as a photo is refused in one line that says how films are posted."""
    done = campaign("post", "add", "--caption", "Dag", "--language", "nl", "--photo", film, folder=folder)
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert f"is a film, not a photo. Register it with `campaign testimony add {film}" in done.stderr


def test_logo_of_a_telephone_is_refused(campaign: Callable[..., Result], folder: Path) -> None:
    """A logo stays a PNG or WebP: another picture is refused by the name of its key."""
    logo = next((folder / "brand" / "logos").glob("*.png"))
    logo.write_bytes(saved("HEIC"))
    done = campaign("brand", "check", folder=folder)
    assert done.exit_code == 1
    assert "Give a PNG or WebP file" in done.stdout + done.stderr


def test_given_photo(campaign: Callable[..., Result], folder: Path) -> None:
    """The AVIF that was taken in as a film of 0.0 s is a photo, and no film."""
    path = STREET / "films" / "photo.avif"
    if not path.is_file():
        pytest.skip(f"no {path}: name the folder in CAMPAIGN_TEST_STREET")
    with pytest.raises(BadInput, match="film-is-photo"):
        probe.probe(path)
    taken = photos.read(path, most_bytes=PHOTO_BYTES)
    assert (taken.suffix, taken.width, taken.height) == (".jpg", 320, 180)


@pytest.mark.parametrize("kind", ["HEIC", "AVIF"])
@pytest.mark.parametrize("brand", [b"MiHB", b"abcd", b"isom", b"mp42"])
def test_a_phone_with_a_brand_of_its_own(tmp_path: Path, kind: str, brand: bytes) -> None:
    """What describes a picture is one, whichever brand stands first: never a film of a second."""
    path = tmp_path / "photo.mp4"
    path.write_bytes(saved(kind)[:8] + brand + saved(kind)[12:])
    assert pictures.kind(path.read_bytes()) == kind.lower()
    with pytest.raises(BadInput) as refused:
        probe.probe(path)
    assert (refused.value.code, refused.value.params["kind"]) == ("film-is-photo", kind)
