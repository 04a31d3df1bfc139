"""Spoilt and hostile films: rendered or refused plainly, soon, within memory, and nothing left behind."""

import os
import random
import shutil
import struct
import subprocess
import sys
import time
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result

from campaign.messages import translate
from media import formats
from media.brand import kit
from media.errors import BadInput, MediaError
from media.render import renderer
from media.render.encoding import FINAL, PREVIEW, Finish
from media.sources import probe
from media.sources.probe import Film
from media.timeline import timeline
from tests import small_films, spoilt_films
from tests.paths import CLASSIC_KIT, REPOSITORY

pytestmark = pytest.mark.slow

EXAMPLE = kit.load(CLASSIC_KIT)
KIT = replace(EXAMPLE, title_ms=0, title_fade_ms=0, end_ms=0, end_fade_ms=0)
SMALL = replace(formats.LANDSCAPE, name="small", width=384, height=216)
PICTURE = ("-f", "lavfi", "-i", "testsrc2=size=128x72:rate=25:duration=0.6")
EACH = 9  # of each of eight containers: each way once, 72 films
BOUND = 60.0  # seconds for one film of half a second, on a busy machine


@pytest.fixture(scope="module")
def bases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A film of 0.6 s in each container."""
    return spoilt_films.bases(tmp_path_factory.mktemp("bases"))


def shown(path: Path, folder: Path, finish: Finish = PREVIEW) -> str:
    """What becomes of a film: `rendered`, or the code with which it is refused."""
    try:
        return made(probe.probe(path), folder, finish)
    except MediaError as refused:
        return refused.code


def made(film: Film, folder: Path, finish: Finish = PREVIEW) -> str:
    """Render two seconds of a film at most: `rendered`."""
    upto = min(film.duration_ms, 2000)
    cut = timeline.build(film=film, cues=(), brand=KIT, language="fr", format=SMALL, to_ms=upto)
    assert renderer.render(cut, folder, finish=finish).path.is_file()
    return "rendered"


@pytest.mark.parametrize("container", spoilt_films.CONTAINERS)
def test_spoilt_films(container: str, bases: dict[str, bytes], tmp_path: Path) -> None:
    """Each container spoilt in nine ways: each rendered or refused within its time, nothing else is left."""
    chance = random.Random(container)
    outcomes = set()
    for number in range(EACH):
        path, folder = tmp_path / f"{number}-{container}", tmp_path / f"renders-{number}"
        path.write_bytes(spoilt_films.spoilt(bases[container], number, chance))
        began = time.monotonic()
        outcomes.add(shown(path, folder))
        assert time.monotonic() - began < BOUND, number
        left = sorted(one.suffix for one in folder.iterdir()) if folder.exists() else []
        assert left in ([], [".json", ".mp4"]), number
    assert "rendered" in outcomes
    assert all(translate.say(code, {}) != code for code in outcomes - {"rendered"})
    assert len(outcomes) > 1 or container == "film.ts"


def _lasting(bases: dict[str, bytes], path: Path) -> None:
    path.write_bytes(spoilt_films.matroska(bases["film.mkv"], b"\x44\x89\x88", struct.pack(">d", 8 * 3.6e6)))


def _huge_png(bases: dict[str, bytes], path: Path) -> None:
    small_films.ffmpeg(*PICTURE, "-c:v", "png", "-f", "mov", path)
    small, huge = (b"IHDR" + struct.pack(">II", *size) for size in ((128, 72), (30_000, 30_000)))
    path.write_bytes(path.read_bytes().replace(small, huge))


def _huge_raw(bases: dict[str, bytes], path: Path) -> None:
    small_films.ffmpeg(*PICTURE, "-c:v", "rawvideo", "-f", "avi", path)
    raw = bytearray(path.read_bytes())
    struct.pack_into("<II", raw, raw.index(b"strf") + 12, 30_000, 30_000)
    path.write_bytes(raw)


def _wide(bases: dict[str, bytes], path: Path) -> None:
    source = "testsrc2=size=16000x64:rate=25:duration=0.1"
    small_films.ffmpeg("-f", "lavfi", "-i", source, "-c:v", "ffv1", "-f", "matroska", path)


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
        spoilt_films.put(raw, kind, at, 0)
    path.write_bytes(raw)


def _many_streams(bases: dict[str, bytes], path: Path) -> None:
    tone = ("-f", "lavfi", "-i", "sine=duration=0.2", "-map", "0:v", *("-map", "1:a") * 210)
    small_films.ffmpeg(*PICTURE, *tone, "-c:v", "libx264", "-c:a", "aac", "-f", "mp4", path)


def _square(bases: dict[str, bytes], path: Path) -> None:
    source = "testsrc2=size=8000x8000:rate=25:duration=0.04"
    small_films.ffmpeg("-f", "lavfi", "-i", source, "-c:v", "mjpeg", "-f", "matroska", path)


def _terabytes_behind(bases: dict[str, bytes], path: Path) -> None:
    path.write_bytes(bases["front.mp4"])
    os.truncate(path, 4 * 10**12)


def _billions(bases: dict[str, bytes], path: Path) -> None:
    path.write_bytes(spoilt_films.counting(bases["behind.mp4"], 2**32 - 1, 1))


def _zip(bases: dict[str, bytes], path: Path) -> None:
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("film.mp4", bases["behind.mp4"])


def _pdf(bases: dict[str, bytes], path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\n" + bases["behind.mp4"])


def _terabytes_of_nothing(bases: dict[str, bytes], path: Path) -> None:
    path.touch()
    os.truncate(path, 4 * 10**12)


@pytest.mark.alone
@pytest.mark.parametrize(
    ("name", "make", "code"),
    [
        ("8h.mkv", _lasting, "film-too-long"),
        ("huge.mov", _huge_png, "film-too-large"),
        ("huge.avi", _huge_raw, "film-too-large"),
        ("wide.mkv", _wide, "film-too-large"),
        ("square.mkv", _square, "film-too-large"),
        ("no-frames.mp4", _no_frames, "film-undecodable"),
        ("billions.mp4", _billions, "film-undecodable"),
        ("streams.mp4", _many_streams, "film-too-many-tracks"),
        ("zip.mp4", _zip, "film-not-a-film"),
        ("pdf.mp4", _pdf, "film-not-a-film"),
        ("terabytes.mp4", _terabytes_of_nothing, "film-too-big"),
        ("terabytes-behind.mp4", _terabytes_behind, "film-too-big"),
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


@pytest.mark.parametrize(
    ("name", "make", "size"),
    [("huge.mov", _huge_png, "30000x30000"), ("square.mkv", _square, "8000x8000")],
)
def test_size_is_told(
    name: str,
    make: Callable[[dict[str, bytes], Path], None],
    size: str,
    bases: dict[str, bytes],
    tmp_path: Path,
) -> None:
    """A film of too many pixels is told how many it has, whatever its container says."""
    make(bases, tmp_path / name)
    with pytest.raises(BadInput) as caught:
        probe.probe(tmp_path / name)
    assert size in translate.say(caught.value.code, caught.value.params)


MEASURED = """
import resource, sys
from pathlib import Path
sys.path[:0] = [sys.argv[1]]
from media.sources import probe
from media.errors import BadInput
for path in map(Path, sys.argv[2:]):
    try:
        probe.probe(path)
    except BadInput as refused:
        print(refused.code)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1000)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured and bounded on Linux")
def test_memory(bases: dict[str, bytes], tmp_path: Path) -> None:
    """Claims are not believed with memory: 30 000 pixels a side or billions of samples take 300 MB at most."""
    for make, name in ((_huge_png, "huge.mov"), (_huge_raw, "huge.avi"), (_billions, "b.mp4")):
        make(bases, tmp_path / name)
    (tmp_path / "edits.mp4").write_bytes(spoilt_films.edited(bases["behind.mp4"], 20_000))
    films = [str(path) for path in sorted(tmp_path.iterdir())]
    command = [sys.executable, "-c", MEASURED, str(REPOSITORY), *films]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=True)
    *codes, megabytes = done.stdout.split()
    assert codes == ["film-undecodable", "film-too-large", "film-too-large"]
    assert int(megabytes) < 300


def test_many_tiny_samples(tmp_path: Path) -> None:
    """A film of 200,000 pictures of twelve bytes each is read to its end and rendered at an ordinary rate."""
    path = tmp_path / "film.mov"
    words = ("-c:v", "rawvideo", "-pix_fmt", "rgb24", "-video_track_timescale", 10_000)
    small_films.ffmpeg("-f", "lavfi", "-i", "color=size=2x2:rate=25:duration=0.2", *words, path)
    claimed = spoilt_films.counting(spoilt_films.lasting(path.read_bytes(), 20), 200_000, 12)
    path.write_bytes(claimed + bytes(2_400_000))
    film = probe.probe(path)
    assert film.duration_ms == 20_000
    assert made(film, tmp_path / "renders") == "rendered"


@pytest.mark.alone
def test_samples_without_end(
    bases: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A film in which no picture is found however long one reads is given up when its time is over."""
    monkeypatch.setattr(probe, "FIRST_PICTURE_SECONDS", 2)
    film = tmp_path / "film.mp4"
    film.write_bytes(spoilt_films.counting(bases["behind.mp4"], 1_000_000, 1) + bytes(1_000_000))
    began = time.monotonic()
    assert shown(film, tmp_path / "renders") == "film-too-slow"
    assert time.monotonic() - began < 10


def test_shown_again_and_again(bases: dict[str, bytes], tmp_path: Path) -> None:
    """A film whose edit list shows it two thousand times is as long as that, and rendered."""
    film = tmp_path / "film.mp4"
    film.write_bytes(spoilt_films.edited(bases["behind.mp4"], 2000))
    assert shown(film, tmp_path / "renders") == "rendered"


def test_a_hundred_tracks(tmp_path: Path) -> None:
    """A film with a hundred tracks is a film."""
    tone = ("-f", "lavfi", "-i", "sine=duration=0.2", "-map", "0:v", *("-map", "1:a") * 99)
    small_films.ffmpeg(*PICTURE, *tone, "-c:v", "libx264", "-c:a", "aac", tmp_path / "film.mp4")
    assert shown(tmp_path / "film.mp4", tmp_path / "renders") == "rendered"


def test_eight_hours_in_a_header_alone(bases: dict[str, bytes], tmp_path: Path) -> None:
    """An MP4 film whose headers claim eight hours lasts as long as its pictures do."""
    (tmp_path / "film.mp4").write_bytes(spoilt_films.lasting(bases["behind.mp4"], spoilt_films.HOURS_8))
    assert probe.probe(tmp_path / "film.mp4").duration_ms == 600


@pytest.mark.parametrize("finish", [FINAL, PREVIEW], ids=["final", "preview"])
def test_one_frame(tmp_path: Path, finish: Finish) -> None:
    """A film of a single picture is a film, and rendered."""
    path = tmp_path / "one.mp4"
    small_films.ffmpeg(*PICTURE, "-frames:v", "1", "-c:v", "libx264", "-pix_fmt", "yuv420p", path)
    assert shown(path, tmp_path / "renders", finish) == "rendered"


def test_less_than_a_frame(tmp_path: Path) -> None:
    """A film that is over before a picture of the rendition is, is too short, and so is such a part of a film."""
    film = small_films.film(tmp_path / "film.mp4", seconds=0.6, sound=None)
    brief = tmp_path / "brief.mp4"
    small_films.ffmpeg("-i", film, "-frames:v", "1", "-c", "copy", "-video_track_timescale", 12_800, brief)
    raw = bytearray(brief.read_bytes())
    spoilt_films.put(raw, b"stts", 20, 13)
    brief.write_bytes(raw)
    assert shown(brief, tmp_path / "renders") == "film-too-short"
    with pytest.raises(BadInput, match="film-too-short"):
        timeline.build(
            film=probe.probe(film), cues=(), brand=KIT, language="fr", format=SMALL, from_ms=100, to_ms=110
        )


def test_size_that_changes_on_the_way(tmp_path: Path) -> None:
    """A call that changes from landscape to portrait is rendered in one size."""
    for name, size, begins in (("a.ts", "128x72", 0), ("b.ts", "72x128", 0.6)):
        picture = f"testsrc2=size={size}:rate=25:duration=0.6"
        words = ("-c:v", "libx264", "-pix_fmt", "yuv420p", "-output_ts_offset", begins)
        small_films.ffmpeg("-f", "lavfi", "-i", picture, *words, tmp_path / name)
    film = tmp_path / "call.ts"
    film.write_bytes((tmp_path / "a.ts").read_bytes() + (tmp_path / "b.ts").read_bytes())
    assert shown(film, tmp_path / "renders") == "rendered"


WHO = ("--speaker", "Nora Voorbeeld", "--role", "coach", "--organisation", "Crédal", "--language", "nl")
AGREED = ("--act", "film", "--act", "publish", "--channel", "facebook", "--language", "nl")


@pytest.fixture
def say(tmp_path: Path, campaign: Callable[..., Result]) -> Callable[..., Result]:
    """Run a command in a new campaign without cards."""
    folder = tmp_path / "mey"
    assert campaign("init", folder, "--name", "Proef", "--language", "nl").exit_code == 0
    kit = folder / "brand" / "brand.toml"
    text = kit.read_text(encoding="utf-8")
    kit.write_text(
        text.replace("seconds = 2.5", "seconds = 0").replace("seconds = 3.5", "seconds = 0"), "utf-8"
    )
    (tmp_path / "form.pdf").write_text("signed", encoding="utf-8")
    return lambda *words: campaign(*words, folder=folder)


@pytest.fixture
def taken(say: Callable[..., Result], tmp_path: Path) -> Callable[[Path, str], list[Result]]:
    """Add a film as a testimony, and make a preview of it; return what was done, up to the first failure."""

    def run(film: Path, slug: str) -> list[Result]:
        added = say("testimony", "add", "--slug", slug, *WHO, "--", film)
        if added.exit_code != 0:
            return [added]
        signed = ("--signed", "2020-11-01", "--evidence", tmp_path / "form.pdf")
        assert say("consent", "record", slug, *AGREED, *signed).exit_code == 0
        return [added, say("render", slug, "--preview")]

    return run


def left(folder: Path, *names: str) -> set[str]:
    """The names of all files in a campaign's folders of films and renditions."""
    return {one.name for name in names for one in (folder / "mey" / name).rglob("*") if one.is_file()}


def test_spoilt_films_at_the_command_line(
    taken: Callable[[Path, str], list[Result]], bases: dict[str, bytes], tmp_path: Path
) -> None:
    """A spoilt film is taken in and shown, or refused in one plain line; nothing of a refused one is kept."""
    chance = random.Random("desk")
    for number in range(EACH):
        film = tmp_path / f"{number}-front.mp4"
        film.write_bytes(spoilt_films.spoilt(bases["front.mp4"], number, chance))
        before = left(tmp_path, "films", "renders")
        *_, last = done = taken(film, f"film-{number}")
        if last.exit_code != 0:
            assert last.exit_code == (2 if len(done) == 1 else 1), last.stderr
            *progress, told = last.stderr.splitlines()
            assert (told[:7], [line for line in progress if "%" not in line]) == ("Error: ", [])
            assert not any(word in last.stderr for word in ("Traceback", "unforeseen"))
        if len(done) == 1:
            assert left(tmp_path, "films", "renders") == before
        else:
            suffixes = sorted(Path(name).suffix for name in left(tmp_path, "renders/preview"))
            assert suffixes.count(".mp4") * 2 == len(suffixes)


NAMES = (
    "twee woorden.mp4", 'an\'s "film".mp4', "-y.mp4", "50 % korting %03d.mp4", "é.mp4",
    unicodedata.normalize("NFD", "Crédal à Liège.mp4"), "twee\nregels.mp4", "$(rm -rf x);&.mp4", "🎬.mp4",
    "l" * 200 + ".mp4",
)  # fmt: skip


def test_names_of_files(
    taken: Callable[[Path, str], list[Result]], bases: dict[str, bytes], tmp_path: Path
) -> None:
    """No name of a file means anything to a shell, to ffmpeg, or to us; in the campaign it is a number."""
    for number, name in enumerate(NAMES, 1):
        (tmp_path / name).write_bytes(bases["behind.mp4"])
        assert [done.exit_code for done in taken(tmp_path / name, f"film-{number}")] == [0, 0], name
    assert left(tmp_path, "films") == {f"{number:04}.mp4" for number in range(1, len(NAMES) + 1)}


def test_refusal_names_the_file(taken: Callable[[Path, str], list[Result]], tmp_path: Path) -> None:
    """A refused film is named in one line, whatever its name does."""
    film = tmp_path / "-twee\nregels %s {path}.mp4"
    film.write_bytes(b"%PDF-1.7\n" * 99)
    (done,) = taken(film, "film")
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert "-twee regels %s {path}.mp4 is not a film." in done.stderr
    assert left(tmp_path, "films") == set()


def test_film_larger_than_the_disk(
    taken: Callable[[Path, str], list[Result]],
    bases: dict[str, bytes],
    tmp_path: Path,
) -> None:
    """A film that does not fit on the disk is refused before the disk is full."""
    film, free = tmp_path / "film.mp4", shutil.disk_usage(tmp_path).free
    if free > 99 * 10**9:
        pytest.skip("no film is refused on a disk with room for every film")
    film.write_bytes(bases["front.mp4"])
    os.truncate(film, free + 10**9)
    (done,) = taken(film, "film")
    assert (done.exit_code, done.stderr.count("\n")) == (1, 1)
    assert "no room left on the disk" in done.stderr
    assert left(tmp_path, "films") == set()
