"""Spoilt and hostile films: rendered or refused plainly, soon, within memory, and nothing left behind."""

import os
import random
import struct
import time
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result

from campaign.sentences import saying
from media import brand, formats, probe, render, timeline
from media.compositing import FINAL, PREVIEW, Finish
from media.errors import BadInput, MediaError
from tests import filmmaking, spoiling

pytestmark = pytest.mark.slow

EXAMPLE = brand.load(Path(__file__).parent.parent / "campaign" / "example" / "brand")
KIT = replace(EXAMPLE, title_ms=0, title_fade_ms=0, end_ms=0, end_fade_ms=0)
SMALL = replace(formats.LANDSCAPE, name="small", width=384, height=216)
PICTURE = ("-f", "lavfi", "-i", "testsrc2=size=128x72:rate=25:duration=0.6")
EACH = 25  # of each of eight containers: 200 films
BOUND = 30.0  # seconds for one film of half a second, on a busy machine


@pytest.fixture(scope="module")
def bases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A film of 0.6 s in each container."""
    return spoiling.bases(tmp_path_factory.mktemp("bases"))


def shown(path: Path, folder: Path, finish: Finish = PREVIEW) -> str:
    """What becomes of a film: `rendered`, or the code with which it is refused."""
    try:
        film = probe.probe(path)
        cut = timeline.build(
            film=film, cues=(), brand=KIT, language="fr", format=SMALL, to_ms=min(film.duration_ms, 2000)
        )
        render.render(cut, folder, finish=finish)
        return "rendered"
    except MediaError as refused:
        return refused.code


@pytest.mark.parametrize("container", spoiling.CONTAINERS)
def test_spoilt_films(container: str, bases: dict[str, bytes], tmp_path: Path) -> None:
    """Twenty-five spoilt films of each container: each rendered or refused within its time, nothing else is left."""
    chance = random.Random(container)
    outcomes = set()
    for number in range(EACH):
        path, folder = tmp_path / f"{number}-{container}", tmp_path / f"renders-{number}"
        path.write_bytes(spoiling.spoilt(bases[container], number, chance))
        began = time.monotonic()
        outcomes.add(shown(path, folder))
        assert time.monotonic() - began < BOUND, number
        left = sorted(one.suffix for one in folder.iterdir()) if folder.exists() else []
        assert left in ([], [".json", ".mp4"]), number
    assert "rendered" in outcomes
    assert all(saying.say(code, {}) != code for code in outcomes - {"rendered"})
    assert len(outcomes) > 1 or container == "film.ts"


def _lasting(bases: dict[str, bytes], path: Path) -> None:
    path.write_bytes(spoiling.matroska(bases["film.mkv"], b"\x44\x89\x88", struct.pack(">d", 8 * 3.6e6)))


def _huge_png(bases: dict[str, bytes], path: Path) -> None:
    filmmaking.ffmpeg(*PICTURE, "-c:v", "png", "-f", "mov", path)
    small, huge = (b"IHDR" + struct.pack(">II", *size) for size in ((128, 72), (30_000, 30_000)))
    path.write_bytes(path.read_bytes().replace(small, huge))


def _huge_raw(bases: dict[str, bytes], path: Path) -> None:
    filmmaking.ffmpeg(*PICTURE, "-c:v", "rawvideo", "-f", "avi", path)
    raw = bytearray(path.read_bytes())
    struct.pack_into("<II", raw, raw.index(b"strf") + 12, 30_000, 30_000)
    path.write_bytes(raw)


def _wide(bases: dict[str, bytes], path: Path) -> None:
    source = "testsrc2=size=16000x64:rate=25:duration=0.1"
    filmmaking.ffmpeg("-f", "lavfi", "-i", source, "-c:v", "ffv1", "-f", "matroska", path)


def _no_frames(bases: dict[str, bytes], path: Path) -> None:
    raw = bytearray(bases["behind.mp4"])
    for kind, at in (
        (b"stts", 12),
        (b"stsz", 16),
        (b"stsc", 12),
        (b"stco", 12),
        (b"stss", 12),
        (b"ctts", 12),
    ):
        spoiling.put(raw, kind, at, 0)
    path.write_bytes(raw)


def _many_streams(bases: dict[str, bytes], path: Path) -> None:
    tone = ("-f", "lavfi", "-i", "sine=duration=0.2", "-map", "0:v", *("-map", "1:a") * 210)
    filmmaking.ffmpeg(*PICTURE, *tone, "-c:v", "libx264", "-c:a", "aac", "-f", "mp4", path)


def _zip(bases: dict[str, bytes], path: Path) -> None:
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("film.mp4", bases["behind.mp4"])


def _pdf(bases: dict[str, bytes], path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\n" + bases["behind.mp4"])


def _terabytes_of_nothing(bases: dict[str, bytes], path: Path) -> None:
    path.touch()
    os.truncate(path, 4 * 10**12)


@pytest.mark.parametrize(
    ("name", "make", "code"),
    [
        ("8h.mkv", _lasting, "film-too-long"),
        ("huge.mov", _huge_png, "film-too-large"),
        ("huge.avi", _huge_raw, "film-too-large"),
        ("wide.mkv", _wide, "film-too-large"),
        ("no-frames.mp4", _no_frames, "film-unreadable"),
        ("streams.mp4", _many_streams, "film-too-heavy"),
        ("zip.mp4", _zip, "film-not-a-film"),
        ("pdf.mp4", _pdf, "film-not-a-film"),
        ("terabytes.mp4", _terabytes_of_nothing, "film-not-a-film"),
    ],
)
def test_monsters(
    name: str,
    make: Callable[[dict[str, bytes], Path], None],
    code: str,
    bases: dict[str, bytes],
    tmp_path: Path,
) -> None:
    """A film that claims eight hours, thirty thousand pixels, hundreds of tracks or terabytes is refused at once."""
    make(bases, tmp_path / name)
    began = time.monotonic()
    with pytest.raises(BadInput, match=code):
        probe.probe(tmp_path / name)
    assert time.monotonic() - began < 5


def test_eight_hours_in_a_header_alone(bases: dict[str, bytes], tmp_path: Path) -> None:
    """An MP4 film whose headers claim eight hours lasts as long as its pictures do."""
    (tmp_path / "film.mp4").write_bytes(spoiling.lasting(bases["behind.mp4"], spoiling.HOURS_8))
    assert probe.probe(tmp_path / "film.mp4").duration_ms == 600


def test_one_frame(tmp_path: Path) -> None:
    """A film of a single picture is a film, and rendered."""
    path = tmp_path / "one.mp4"
    filmmaking.ffmpeg(*PICTURE, "-frames:v", "1", "-c:v", "libx264", "-pix_fmt", "yuv420p", path)
    assert shown(path, tmp_path / "renders", FINAL) == "rendered"


def test_size_that_changes_on_the_way(tmp_path: Path) -> None:
    """A call that changes from landscape to portrait is rendered in one size."""
    for name, size, begins in (("a.ts", "128x72", 0), ("b.ts", "72x128", 0.6)):
        picture = f"testsrc2=size={size}:rate=25:duration=0.6"
        words = ("-c:v", "libx264", "-pix_fmt", "yuv420p", "-output_ts_offset", begins)
        filmmaking.ffmpeg("-f", "lavfi", "-i", picture, *words, tmp_path / name)
    film = tmp_path / "call.ts"
    film.write_bytes((tmp_path / "a.ts").read_bytes() + (tmp_path / "b.ts").read_bytes())
    assert shown(film, tmp_path / "renders") == "rendered"


@pytest.fixture
def add(tmp_path: Path, campaign: Callable[..., Result]) -> Callable[[Path, str], Result]:
    """Add a film to a new campaign as a testimony."""
    folder = tmp_path / "mey"
    assert campaign("init", folder, "--name", "Proef", "--language", "nl").exit_code == 0

    def run(film: Path, slug: str) -> Result:
        who = (
            "--speaker",
            "Nora Voorbeeld",
            "--role",
            "coach",
            "--organisation",
            "Crédal",
            "--language",
            "nl",
        )
        return campaign("testimony", "add", "--slug", slug, *who, "--", film, folder=folder)

    return run


def test_spoilt_films_at_the_command_line(
    add: Callable[[Path, str], Result], bases: dict[str, bytes], tmp_path: Path
) -> None:
    """A spoilt film is taken in, or refused in one line that tells which, and then nothing of it is in films/."""
    chance = random.Random("desk")
    for number in range(12):
        film = tmp_path / f"{number}-behind.mp4"
        film.write_bytes(spoiling.spoilt(bases["behind.mp4"], number, chance))
        before = sorted((tmp_path / "mey" / "films").iterdir())
        done = add(film, f"film-{number}")
        if done.exit_code != 0:
            assert (done.exit_code, done.stderr.count("\n")) == (2, 1), done.stderr
            assert done.stderr.startswith("Error: ")
            assert sorted((tmp_path / "mey" / "films").iterdir()) == before


@pytest.mark.parametrize(
    "name",
    [
        "twee woorden.mp4", 'an\'s "film".mp4', "-y.mp4", "50 % korting %03d.mp4", "é.mp4",
        unicodedata.normalize("NFD", "Crédal à Liège.mp4"), "twee\nregels.mp4", "$(rm -rf x);&.mp4", "🎬.mp4",
        "l" * 200 + ".mp4",
    ],
)  # fmt: skip
def test_names_of_files(
    name: str, add: Callable[[Path, str], Result], bases: dict[str, bytes], tmp_path: Path
) -> None:
    """No name of a file means anything to a shell, to ffmpeg, or to us; in the campaign it is a number."""
    (tmp_path / name).write_bytes(bases["behind.mp4"])
    done = add(tmp_path / name, "film")
    assert done.exit_code == 0, done.stderr
    assert [one.name for one in (tmp_path / "mey" / "films").iterdir()] == ["0001.mp4"]
