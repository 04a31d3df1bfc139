"""T5, T13: no file or variable of a stranger chooses the program that runs, and no child sees a secret."""

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from media import ffmpeg
from media.errors import BadInput
from tests.paths import REPOSITORY

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stranger's program is a shell script")
STOREYS = ("campaign", "media", "schedules")
CHOOSING = ("IMAGEIO_FFMPEG_EXE", "FFMPEG_BINARY", "FFPLAY_BINARY", "FFMPEG", "IMAGEMAGICK_BINARY")
WORKS = """
import sys
from pathlib import Path
import media
assert Path(media.__file__).is_relative_to(sys.argv[1]), media.__file__
from campaign.demo import EXAMPLES
from media import example_films, ffmpeg, formats
from media.brand import kit
from media.render import moviepy_composition
from media.sources import probe
from media.timeline import timeline

film = Path("film.mp4")
example_films.draw(film, EXAMPLES[0].scene, seconds=1)
made = timeline.build(
    film=probe.probe(film), cues=(), brand=kit.load(Path(media.__file__).parent.parent / "campaign/example/brand"),
    language="fr", format=formats.FORMATS["square"], title="Comment tenir ?",
    credit=timeline.Credit(name="Piet Fictief", role="coach", organisation="Crédal"),
)
print(moviepy_composition.composition(made).get_frame(1.0).shape, ffmpeg.version()[:14])
"""


@pytest.fixture
def stranger(tmp_path: Path) -> Path:
    """A program that leaves a mark where it ran, named as ffmpeg and as ffplay."""
    place = tmp_path / "stranger"
    place.mkdir()
    for name in ("ffmpeg", "ffplay"):
        (place / name).write_text(f"#!/bin/sh\ntouch {place}/ran\nexit 1\n", encoding="utf-8")
        (place / name).chmod(0o700)
    return place


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The program and its libraries, installed (by links) in a folder of this test: a `.env` may stand above it."""
    site = tmp_path / "installed" / "lib" / "site"
    site.mkdir(parents=True)
    libraries = [path for path in Path(sysconfig.get_paths()["purelib"]).iterdir() if path.suffix != ".pth"]
    for path in [*libraries, *(REPOSITORY / storey for storey in STOREYS)]:
        if path.name != "__pycache__" and not (site / path.name).exists():
            (site / path.name).symlink_to(path)
    return site


def test_no_env_file_chooses_a_program(stranger: Path, installed: Path, tmp_path: Path) -> None:
    """A `.env` beside, above, at home or above the libraries is not read: the stranger's ffmpeg never runs."""
    work = tmp_path / "work" / "campaign"
    work.mkdir(parents=True)
    said = "".join(f"{name}={stranger}/ffmpeg\n" for name in CHOOSING)
    for folder in (work, work.parent, tmp_path, tmp_path / "home", installed, *installed.parents[:2]):
        folder.mkdir(exist_ok=True)
        (folder / ".env").write_text(said, encoding="utf-8")
    ours = {"PATH": os.environ["PATH"], "HOME": str(tmp_path / "home"), "PYTHONPATH": str(installed)}
    done = subprocess.run(
        [sys.executable, "-c", WORKS, str(installed)],
        cwd=work,
        env=ours,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "(1080, 1080, 3) ffmpeg version\n"
    assert not (stranger / "ran").exists()


@pytest.mark.parametrize("name", CHOOSING)
def test_no_variable_of_a_library_chooses_a_program(
    name: str, stranger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which ffmpeg runs is not asked of the variables that MoviePy and imageio-ffmpeg would obey."""
    monkeypatch.setenv(name, str(stranger / "ffmpeg"))
    assert Path(ffmpeg.program()).parent.name == "binaries"
    assert ffmpeg.version().startswith("ffmpeg version")
    assert not (stranger / "ran").exists()


def test_no_search_path_chooses_a_program(stranger: Path, installed: Path) -> None:
    """Where imageio-ffmpeg brings no program, none is looked for along the search path: it is said what to do."""
    (installed / "imageio_ffmpeg").unlink()
    shutil.copytree(
        Path(sysconfig.get_paths()["purelib"]) / "imageio_ffmpeg", installed / "imageio_ffmpeg",
        ignore=shutil.ignore_patterns("ffmpeg-*"),
    )  # fmt: skip
    ours = {"PATH": f"{stranger}:{os.environ['PATH']}", "PYTHONPATH": str(installed)}
    done = subprocess.run(
        [sys.executable, "-c", "from media import ffmpeg; ffmpeg.version()"], cwd=stranger, env=ours,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stderr.splitlines()[-1] == "media.errors.RenderFailed: ffmpeg-missing: {}"
    assert not (stranger / "ran").exists()


def test_a_person_may_name_a_program(stranger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """CAMPAIGN_FFMPEG names another ffmpeg by its whole path, and that one runs."""
    own = stranger / "own"
    own.write_text("#!/bin/sh\necho ffmpeg version of my own\n", encoding="utf-8")
    own.chmod(0o700)
    monkeypatch.setenv("CAMPAIGN_FFMPEG", str(own))
    assert ffmpeg.version() == "ffmpeg version of my own"


@pytest.mark.parametrize(
    "named", ["ffmpeg", "./ffmpeg", "../stranger/ffmpeg", "/", "/no/such", "/etc/passwd"]
)
def test_what_is_no_whole_path_of_a_program_is_refused(
    named: str, stranger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name, a path from the working folder, a folder, a file that is no program: refused, nothing is run."""
    monkeypatch.chdir(stranger)
    monkeypatch.setenv("CAMPAIGN_FFMPEG", named)
    with pytest.raises(BadInput, match="ffmpeg-named"):
        ffmpeg.version()
    assert not (stranger / "ran").exists()


def test_a_refused_program_is_said_in_one_line(
    campaign: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command that needs ffmpeg ends with 2 and says which variable to put right."""
    assert campaign("init", tmp_path / "here").exit_code == 0
    monkeypatch.setenv("CAMPAIGN_FFMPEG", "ffmpeg")
    film = tmp_path / "film.mp4"
    film.write_bytes(b"no film")
    words = ["--slug", "a", "--speaker", "A", "--role", "coach", "--organisation", "B", "--language", "nl"]
    done = campaign("testimony", "add", film, *words, folder=tmp_path / "here")
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert "CAMPAIGN_FFMPEG names ffmpeg" in done.stderr
