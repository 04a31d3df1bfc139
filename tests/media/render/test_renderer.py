"""The finished film: its form, its sound, its name, and what is left behind when something goes wrong."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest

from media import files, formats, given_files
from media.brand import kit
from media.errors import BadInput, RenderFailed
from media.render import renderer
from media.sources import probe
from media.subtitles.model import Cue
from media.timeline import timeline
from media.timeline.timeline import Credit, Timeline
from tests import small_films
from tests.paths import CLASSIC_KIT, REPOSITORY
from tests.running_service import wait_for

KIT = kit.load(CLASSIC_KIT)
SMALL = replace(formats.LANDSCAPE, name="small", width=384, height=216)
CUES = (Cue(start_ms=200, end_ms=900, text="Crédal, Ça va ?"),)

pytestmark = pytest.mark.slow


def build(film: Path, *, cues: tuple[Cue, ...] = CUES, **inputs: object) -> Timeline:
    """A small timeline of a film: 2 s of title, the film, 3.5 s of end card."""
    credit = Credit(name="Ayşe Exemple", role="coach", organisation="Crédal")
    given: dict[str, object] = {"language": "fr", "format": SMALL, "credit": credit, "title": "Et demain ?"}
    return timeline.build(film=probe.probe(film), cues=cues, brand=KIT, **(given | inputs))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two seconds of test picture with a soft tone, and a phone's data about place and device."""
    words = [
        "-metadata",
        "location=+50.8466+004.3528/",
        "-metadata",
        "title=At home",
        "-metadata",
        "make=Phone",
    ]
    path = tmp_path_factory.mktemp("films") / 'été 100% "chez nous".mp4'
    return small_films.film(path, *words, "-movflags", "use_metadata_tags", seconds=2, size="192x108")


@pytest.fixture(scope="module")
def made(film: Path, tmp_path_factory: pytest.TempPathFactory) -> renderer.Rendition:
    """The film, rendered once."""
    return renderer.render(build(film), tmp_path_factory.mktemp("renders"))


@dataclass(frozen=True)
class Again:
    """The film made once more, where half of it lay already: what came out, and the progress that was told."""

    done: renderer.Rendition
    told: list[tuple[int, int]]


@pytest.fixture(scope="module")
def again(made: renderer.Rendition, film: Path, tmp_path_factory: pytest.TempPathFactory) -> Again:
    """The film, rendered in another folder, whose name is like few others and in which half of the film lies."""
    folder = tmp_path_factory.mktemp("again") / "été 100%d 'renders'"
    folder.mkdir()
    (folder / made.path.name).write_bytes(made.path.read_bytes()[:5000])
    told: list[tuple[int, int]] = []
    done = renderer.render(build(film), folder, on_progress=lambda *counted: told.append(counted))
    return Again(done, told)


def left(folder: Path) -> list[str]:
    """The names of all that lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_plays_on_facebook(made: renderer.Rendition) -> None:
    """H.264 High, 4:2:0, BT.709, fixed rate, AAC-LC 48 kHz stereo, index in front, as long as the timeline."""
    said = small_films.told(made.path)
    assert re.search(
        r"Video: h264 \(High\).*yuv420p\(tv, bt709, progressive\), 384x216 \[SAR 1:1.*25 fps", said
    )
    assert re.search(r"Audio: aac \(LC\).*48000 Hz, stereo", said)
    content = made.path.read_bytes()
    assert content.index(b"moov") < content.index(b"mdat")
    assert made.duration_ms == 7520  # 188 frames
    assert probe.probe(made.path).duration_ms == 7520


def test_groups_of_two_seconds(made: renderer.Rendition) -> None:
    """Every two seconds a closed group of pictures begins."""
    said = small_films.ffmpeg(
        "-i", made.path, "-vf", r"select=eq(pict_type\,I),showinfo", "-an", "-f", "null", "-"
    )
    assert re.findall(r"pts_time:(\S+) .* iskey:(\d)", said) == [
        ("0", "1"),
        ("2", "1"),
        ("4", "1"),
        ("6", "1"),
    ]


def test_nothing_of_the_phone(made: renderer.Rendition) -> None:
    """Place, device and title of the source are not carried over."""
    content = made.path.read_bytes()
    assert not any(word in content for word in (b"+50.8466", b"At home", b"Phone"))


def test_named_by_its_key_alone(made: renderer.Rendition, film: Path) -> None:
    """The name says nobody's name; only the film's recipe is left beside it."""
    name = renderer.key(build(film))[:16]
    assert left(made.path.parent) == [f"{name}.json", f"{name}.mp4"]
    assert made.sha256 == given_files.digest(made.path)


def test_reused_while_nothing_changed(made: renderer.Rendition, film: Path, tmp_path: Path) -> None:
    """The same inputs, from wherever they lie, are not rendered again; a changed subtitle is another film."""
    elsewhere = shutil.copy(film, tmp_path / "copy.mp4")
    again = renderer.render(build(Path(elsewhere)), made.path.parent)
    assert again == replace(made, reused=True)
    changed = build(film, cues=(replace(CUES[0], text="Ça va !"),))
    assert renderer.key(changed) != renderer.key(build(film))


def test_same_bytes_every_time(made: renderer.Rendition, again: Again) -> None:
    """Rendered anew on the same machine, a film has the same bytes; folders may have any name."""
    assert again.done.sha256 == made.sha256
    assert given_files.digest(again.done.path) == made.sha256


def test_damaged_rendition_is_made_again(again: Again) -> None:
    """A rendition that was cut off later is not reused."""
    assert not again.done.reused


def test_progress_is_told(again: Again) -> None:
    """Progress counts frames up to all of them."""
    assert again.told == sorted(again.told)
    assert (again.told[0], again.told[-1]) == ((0, 188), (188, 188))


@pytest.mark.parametrize(
    ("late", "frames"),
    [(0.0, "null"), (0.4, "null"), (0.0, "select='lt(n,30)+not(mod(n,3))'")],
    ids=["plain", "sound starts late", "variable rate"],
)
def test_picture_and_sound_start_together(tmp_path: Path, late: float, frames: str) -> None:
    """A flash and a beep at one moment of the film come at one moment of the rendition, trimmed too."""
    flash = "color=black:size=192x108:rate=30:duration=4,geq=lum='if(between(T,2,2.2),235,16)':cb=128:cr=128"
    at = 2 - late
    beep = f"aevalsrc='if(between(t,{at},{at}+0.2),0.5*sin(2*PI*1000*t),0)':s=44100:d={4 - late}"
    source = tmp_path / "flash.mp4"
    words = ["-f", "lavfi", "-i", f"{flash},{frames}", "-itsoffset", late, "-f", "lavfi", "-i", beep]
    small_films.ffmpeg(*words, "-c:v", "libx264", "-fps_mode", "passthrough", source)
    for start, expected in ((0, 4.0), (1500, 2.5)):
        done = renderer.render(build(source, cues=(), credit=None, from_ms=start), tmp_path / "out")
        first = round(expected * 30) - 15
        shown = small_films.frames(done.path, range(first, first + 30), (384, 216))
        seen = first + np.flatnonzero(shown[:, 80:130, 150:220].mean(axis=(1, 2, 3)) > 150)[0]
        heard = np.flatnonzero(np.abs(small_films.sound(done.path)) > 0.05)[0] / 48000
        assert seen / 30 == pytest.approx(expected, abs=0.001)
        assert heard == pytest.approx(expected, abs=0.02)


@pytest.mark.parametrize("volume", [0.01, 0.2, 1])
def test_loudness(tmp_path: Path, volume: float) -> None:
    """Soft and loud speech-like sound comes to -16 LUFS, with no true peak above -1.5 dBTP."""
    voice = f"aevalsrc='{volume}*sin(2*PI*220*t)*pow(abs(sin(2*PI*1.7*t)),6)+{volume}*0.2*sin(2*PI*2500*t)':s=48000"
    source = small_films.film(tmp_path / "voice.mp4", seconds=6, sound=voice)
    done = renderer.render(build(source), tmp_path / "out")
    lufs, peak = small_films.loudness(done.path)
    assert lufs == pytest.approx(-16, abs=0.5)
    assert peak <= -1.5


def test_real_speech(films: Path, tmp_path: Path) -> None:
    """A real voice comes to -16 LUFS, with no true peak above -1.5 dBTP."""
    done = renderer.render(build(films / "timecode-speech.mp4", to_ms=12_000), tmp_path)
    lufs, peak = small_films.loudness(done.path)
    assert lufs == pytest.approx(-16, abs=0.5)
    assert peak <= -1.5


@pytest.mark.parametrize("sound", [None, "anullsrc=r=48000:cl=mono", "anoisesrc=amplitude=0.0003"])
def test_silence_stays_silent(tmp_path: Path, sound: str | None) -> None:
    """No sound, silence and the hiss of a quiet room get a sound track, but are not made louder."""
    source = small_films.film(tmp_path / "mute.mp4", seconds=1, sound=sound)
    done = renderer.render(build(source), tmp_path / "out")
    assert probe.probe(done.path).has_sound
    assert np.abs(small_films.sound(done.path)).max() < 0.001


@pytest.mark.parametrize("name", ["portrait", "square", "feed", "landscape"])
def test_upright_phone_film_in_all_formats(tmp_path: Path, name: str) -> None:
    """A phone's rotated film at its odd rate goes out in every format."""
    flat = small_films.film(tmp_path / "flat.mp4", size="128x72", seconds=0.5, rate="30000/1001")
    small_films.ffmpeg("-display_rotation", "90", "-i", flat, "-c", "copy", tmp_path / "phone.mp4")
    kit = replace(KIT, title_ms=0, end_ms=0)
    given = {"language": "nl", "format": formats.FORMATS[name], "brand": kit, "cues": ()}
    made = timeline.build(film=probe.probe(tmp_path / "phone.mp4"), **given)  # type: ignore[arg-type]
    done = renderer.render(made, tmp_path / "out")
    found = probe.probe(done.path)
    assert (found.width, found.height) == (formats.FORMATS[name].width, formats.FORMATS[name].height)
    assert "29.97 fps" in small_films.told(done.path)


@pytest.mark.parametrize(("title", "end"), [((0, 0), (0, 0)), ((480, 480), (480, 480)), ((400, 0), (400, 0))])
def test_cards_of_any_length(
    film: Path, tmp_path: Path, title: tuple[int, int], end: tuple[int, int]
) -> None:
    """Without cards, with cards that only fade and with cards that never do, the film is as long as it should be."""
    kit = replace(KIT, title_ms=title[0], title_fade_ms=title[1], end_ms=end[0], end_fade_ms=end[1])
    given = {"language": "nl", "format": SMALL, "brand": kit, "cues": CUES}
    made = timeline.build(film=probe.probe(film), **given)  # type: ignore[arg-type]
    done = renderer.render(made, tmp_path)
    assert done.duration_ms == 2000 + title[0] - title[1] + end[0]
    assert probe.probe(done.path).duration_ms == done.duration_ms


SCRIPT = """
import resource, sys
from pathlib import Path
sys.path[:0] = [{repository!r}]
from tests.media.render import test_renderer
from media.render import renderer
from media.errors import MediaError
if {limit}:
    resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
try:
    made = test_renderer.build(Path({film!r}), format=test_renderer.formats.LANDSCAPE)
    renderer.render(made, Path({folder!r}), on_progress=lambda done, total: print(done, flush=True))
except MediaError as error:
    print(error.code, error.params["folder"])
"""


def script(film: Path, folder: Path, limit: int = 0) -> list[str]:
    """A process of its own that renders, with a limit on the size of files if need be."""
    text = SCRIPT.format(repository=str(REPOSITORY), film=str(film), folder=str(folder), limit=limit)
    return [sys.executable, "-c", text]


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are a thing of POSIX")
@pytest.mark.parametrize("limit", [2_000, 200_000])
def test_full_disk_leaves_nothing(film: Path, tmp_path: Path, limit: int) -> None:
    """When the disk is full, while drawing or while encoding, the render says so and leaves nothing behind."""
    done = subprocess.run(
        script(film, tmp_path / "out", limit), capture_output=True, text=True, check=True, timeout=240
    )
    assert done.stdout.splitlines()[-1] == f"render-disk-full {tmp_path / 'out'}"
    assert left(tmp_path / "out") == []


def grows_no_more(path: Path) -> bool:
    """Whether a file stays as long as it is for a moment."""
    size = path.stat().st_size
    time.sleep(0.3)
    return path.stat().st_size == size


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a thing of POSIX")
def test_killed_render_is_swept(film: Path, tmp_path: Path) -> None:
    """A killed render leaves no final name and no encoder running; the next one sweeps its folder away."""
    with subprocess.Popen(script(film, tmp_path / "out"), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        next(line for line in process.stdout if int(line) > 0)
        (work,) = (tmp_path / "out").iterdir()
        assert files.remove_dead_folders(tmp_path / "out") == []
        os.kill(process.pid, signal.SIGKILL)
    assert work.name.endswith(".part")
    assert wait_for(lambda: grows_no_more(work / "run0-0.mp4"))
    assert files.remove_dead_folders(tmp_path / "out") == [work]
    assert left(tmp_path / "out") == []


def test_folder_that_cannot_be(film: Path, tmp_path: Path) -> None:
    """A folder that cannot be made is an error of the work, named."""
    (tmp_path / "file").write_text("")
    with pytest.raises(RenderFailed) as caught:
        renderer.render(build(film), tmp_path / "file" / "renders")
    assert caught.value.code == "render-folder-unwritable"


def test_film_that_went_bad(film: Path, tmp_path: Path) -> None:
    """A film that can no longer be read stops the render, and nothing is left behind."""
    gone = Path(shutil.copy(film, tmp_path / "film.mp4"))
    made = build(gone)
    gone.write_bytes(b"no film any more")
    with pytest.raises(RenderFailed):
        renderer.render(made, tmp_path / "out")
    assert left(tmp_path / "out") == []


def test_film_that_is_gone(film: Path, tmp_path: Path) -> None:
    """A film that was taken away since it was registered is named."""
    gone = Path(shutil.copy(film, tmp_path / "film.mp4"))
    made = build(gone)
    gone.unlink()
    with pytest.raises(BadInput) as caught:
        renderer.render(made, tmp_path / "out")
    assert (caught.value.code, caught.value.params["path"]) == ("file-gone", str(gone))
