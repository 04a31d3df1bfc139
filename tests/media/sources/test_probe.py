"""What counts as a film, and what is read from it."""

import shutil
import struct
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from media.errors import BadInput
from media.sources import probe
from tests import small_films, spoilt_films


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One second of test picture and tone, its index at the end."""
    return small_films.film(tmp_path_factory.mktemp("films") / "film.mp4")


def refused(path: Path) -> BadInput:
    """The error with which a file is refused."""
    with pytest.raises(BadInput) as caught:
        probe.probe(path)
    return caught.value


def test_reads_a_film(film: Path) -> None:
    """Size, length, frame rate and sound are those of the file."""
    found = probe.probe(film)
    assert (found.width, found.height, found.fps, found.has_sound) == (128, 72, Fraction(25), True)
    assert found.duration_ms == 1000


@pytest.mark.parametrize(
    "name", ["été à Liège.mp4", "-leading dash.mp4", "100%d %03d.mp4", 'it\'s "quoted";[x].mp4']
)
def test_any_file_name(film: Path, tmp_path: Path, name: str) -> None:
    """No character of a file name means anything to ffmpeg."""
    shutil.copy(film, tmp_path / name)
    assert probe.probe(tmp_path / name).duration_ms == 1000


def test_rotated_film_is_upright(film: Path, tmp_path: Path) -> None:
    """A phone's rotation is applied before the size is told."""
    turned = tmp_path / "turned.mp4"
    small_films.ffmpeg("-display_rotation", "90", "-i", film, "-c", "copy", turned)
    found = probe.probe(turned)
    assert (found.width, found.height) == (72, 128)


def test_wide_pixels_count(tmp_path: Path) -> None:
    """Pixels that are not square are counted as they are shown."""
    path = small_films.film(tmp_path / "wide.mp4", "-vf", "setsar=2/1", size="64x64")
    found = probe.probe(path)
    assert (found.width, found.height) == (128, 64)


def test_silent_film(tmp_path: Path) -> None:
    """A film without a sound track is a film."""
    assert not probe.probe(small_films.film(tmp_path / "mute.mp4", sound=None)).has_sound


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.mp4", b"", "film-empty"),
        ("notes.txt", b"This is not a film.\n" * 50, "film-not-a-film"),
        ("notes.mp4", b"This is not a film.\n" * 50, "film-not-a-film"),
        ("list.m3u8", b"#EXTM3U\n#EXTINF:1,\nfilm.mp4\n", "film-not-a-film"),
        ("list.ffconcat", b"ffconcat version 1.0\nfile film.mp4\n", "film-not-a-film"),
    ],
)
def test_what_is_no_film(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    """Empty files, text and playlists are refused, each for its own reason."""
    (tmp_path / name).write_bytes(content)
    assert refused(tmp_path / name).code == code


def test_missing_file(tmp_path: Path) -> None:
    """A file that is not there, and a folder, are no film."""
    assert refused(tmp_path / "none.mp4").code == "film-missing"
    assert refused(tmp_path).code == "film-missing"


def test_still_picture(film: Path, tmp_path: Path) -> None:
    """A photograph is no film, and is told from one."""
    small_films.ffmpeg("-i", film, "-frames:v", "1", tmp_path / "photo.jpg")
    assert refused(tmp_path / "photo.jpg").code == "film-is-photo"


def test_sound_alone(film: Path, tmp_path: Path) -> None:
    """Sound alone has no picture, and a cover attached to it is none either."""
    small_films.ffmpeg("-i", film, "-vn", tmp_path / "sound.m4a")
    small_films.ffmpeg("-i", film, "-frames:v", "1", tmp_path / "cover.jpg")
    words = [
        "-i",
        tmp_path / "sound.m4a",
        "-i",
        tmp_path / "cover.jpg",
        "-map",
        "0",
        "-map",
        "1",
        "-c",
        "copy",
    ]
    small_films.ffmpeg(*words, "-disposition:v:0", "attached_pic", "-f", "mp4", tmp_path / "covered.m4a")
    assert refused(tmp_path / "sound.m4a").code == "film-no-picture"
    assert refused(tmp_path / "covered.m4a").code == "film-no-picture"


def test_cut_off_with_index_at_the_end(film: Path, tmp_path: Path) -> None:
    """A film without its end, where the index is, is cut off."""
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(film.read_bytes()[: film.stat().st_size // 2])
    assert refused(cut).code == "film-cut-off"


def test_cut_off_with_index_in_front(film: Path, tmp_path: Path) -> None:
    """A film with its index in front tells how much of it is there."""
    fast, cut = tmp_path / "fast.mp4", tmp_path / "cut.mp4"
    small_films.ffmpeg("-i", film, "-c", "copy", "-movflags", "+faststart", fast)
    cut.write_bytes(fast.read_bytes()[: fast.stat().st_size * 6 // 10])
    error = refused(cut)
    assert error.code == "film-ends-early"
    assert "0:00:00." in str(error.params["there"])
    assert error.params["promised"] == "0:00:01.000"


def test_sound_that_outlasts_the_picture(tmp_path: Path) -> None:
    """A film lasts as long as its sound where that goes on, and it is known how long its picture lasts."""
    sources = ("testsrc2=size=128x72:duration=1", "sine=sample_rate=48000:duration=2.5")
    words = [word for source in sources for word in ("-f", "lavfi", "-i", source)]
    small_films.ffmpeg(*words, tmp_path / "film.mp4")
    found = probe.probe(tmp_path / "film.mp4")
    assert found.picture_ms == 1000
    assert found.duration_ms == pytest.approx(2500, abs=25)


def test_padding_is_no_sound(film: Path) -> None:
    """What an encoder adds to fill its last packet makes no film longer."""
    found = probe.probe(film)
    assert (found.duration_ms, found.picture_ms, found.promised_ms) == (1000, None, None)


def test_a_header_that_promises_more(film: Path, tmp_path: Path) -> None:
    """A whole file whose header claims a minute lasts as long as its pictures do, and the claim is known."""
    lying = tmp_path / "film.mkv"
    small_films.ffmpeg("-i", film, "-c", "copy", lying)
    whole = lying.read_bytes()
    lying.write_bytes(spoilt_films.matroska(whole, b"\x44\x89\x88", struct.pack(">d", 60_000)))
    found = probe.probe(lying)
    assert (found.duration_ms, found.promised_ms) == (1000, 60_000)


def test_another_sound_is_heard_to_its_end(film: Path) -> None:
    """Where another sound track is chosen the film lasts as long as that, and as before where the first is again."""
    both = replace(
        probe.probe(film), sounds=("voice", "voice"), lone_channels=(-1, 1), sound_ends=(1000, 2500)
    )
    other = both.hearing(2)
    assert (other.sound_track, other.duration_ms, other.picture_ms) == (1, 2500, 1000)
    assert other.hearing(1) == both
