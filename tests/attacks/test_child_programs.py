"""T5, T13: no file or variable of a stranger chooses the program that runs, and no child sees a secret."""

import os
import pickle
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import Result

from campaign.cli.app import Desk, Root
from media import ffmpeg
from media.errors import BadInput, RenderFailed
from media.sources import stills
from schedules.database import testimonies
from schedules.rendering import film_order, process_worker
from tests import quick_bounds, small_films
from tests.paths import REPOSITORY
from tests.queue_campaign import RULES, Campaign

pytestmark = [
    pytest.mark.slow,  # each attack starts programs
    pytest.mark.usefixtures("real_bounds"),
    pytest.mark.skipif(os.name == "nt", reason="the stranger's program is a shell script"),
]
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


def test_no_module_is_loaded_from_the_folder_of_a_campaign(installed: Path, tmp_path: Path) -> None:
    """Files that are called as libraries are, in the folder that somebody works in, are not run."""
    for name in (
        "click",
        "filelock",
        "sqlalchemy",
        "sqlmodel",
        "requests",
        "pathlib",
        "json",
        "re",
        "string",
    ):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('a stranger')", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "campaign", "--version"],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


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


SECRETS = {
    "CAMPAIGN_PAGE_TOKEN": "EAAsecretpagetoken",
    "CAMPAIGN_APP_SECRET": "0123456789abcdefsecret",
    "CAMPAIGN_SMTP_PASSWORD": "mail-secret",
    "CAMPAIGN_BACKUP_PASSPHRASE": "seal-secret",
    "PGPASSWORD": "database-secret",
    "AWS_SECRET_ACCESS_KEY": "store-secret",
    "GITHUB_TOKEN": "stranger-secret",
    "HTTPS_PROXY": "http://an:proxy-secret@proxy:3128",
    "http_proxy": "http://an:proxy-secret@proxy:3128",
}
LOADING = {  # what makes a program load, run or write what it does not bring
    "LD_LIBRARY_PATH": "/loaded-by-a-stranger",
    "DYLD_LIBRARY_PATH": "/loaded-by-a-stranger",
    "PYTHONSTARTUP": "/loaded-by-a-stranger",
    "PYTHONBREAKPOINT": "loaded-by-a-stranger.run",
    "PERL5OPT": "-Mloaded-by-a-stranger",
    "BASH_ENV": "/loaded-by-a-stranger",
    "FFREPORT": "file=loaded-by-a-stranger.log",
}
PLANTED = (*SECRETS.values(), "proxy-secret", "loaded-by-a-stranger")
PARENT = """
import os, pickle, sys, time
from schedules.rendering.process_worker import Render
render = Render(*pickle.load(sys.stdin.buffer))
while not render.is_over():
    time.sleep(0.05)
print(render.outcome().code)
"""


def listed(line: str) -> set[str]:
    """Return what a file that a child wrote says of secrets."""
    return {one for one in PLANTED if one in line}


@pytest.fixture
def telling(stranger: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An ffmpeg that writes down what it sees of the environment, its parent's too, and what it may take."""
    told = stranger / "told"
    told.mkdir()
    script = stranger / "telling"
    lines = [
        "#!/bin/sh", f"env > {told}/env.$$", f"tr '\\0' '\\n' < /proc/$PPID/environ > {told}/parent.$$",
        f"ulimit -f > {told}/file.$$", f"ulimit -n > {told}/files.$$", f"cat /proc/$$/status > {told}/status.$$",
        "echo ffmpeg version 9",
    ]  # fmt: skip
    script.write_text("\n".join(lines), encoding="utf-8")
    script.chmod(0o700)
    monkeypatch.setenv("CAMPAIGN_FFMPEG", str(script))
    return told


def plant(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set all secrets, and all that makes a program load something."""
    for name, value in (SECRETS | LOADING).items():
        monkeypatch.setenv(name, value)


def test_an_encoder_sees_no_secret(telling: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each way to run ffmpeg gives it an environment without tokens, passwords and what makes it load something."""
    plant(monkeypatch)
    ffmpeg.version()
    ffmpeg.run(["-i", "x"], seconds=20)
    ffmpeg.output(["-i", "x"], seconds=20)
    seen = {path: path.read_text(encoding="utf-8") for path in telling.glob("env.*")}
    assert len(seen) == 3
    assert [listed(text) for text in seen.values()] == [set()] * 3
    assert all(f"HOME={os.environ['HOME']}" in text for text in seen.values())


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system has no such bounds")
def test_an_encoder_has_bounds(telling: Path) -> None:
    """On Linux an encoder may neither fill the disk with one file, nor open files without end, nor gain rights."""
    ffmpeg.run(["-i", "x"], seconds=20)
    (status,) = telling.glob("status.*")
    assert "NoNewPrivs:\t1" in status.read_text(encoding="utf-8")
    (files,) = telling.glob("files.*")
    assert files.read_text(encoding="utf-8").strip() == "512"
    (size,) = telling.glob("file.*")
    assert int(size.read_text(encoding="utf-8")) * 512 <= 64_000_000_000


BOUND = """
import ctypes, os, resource
signal = ctypes.c_int()
ctypes.CDLL(None).prctl(2, ctypes.byref(signal), 0, 0, 0)
kinds = (resource.RLIMIT_DATA, resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE, resource.RLIMIT_CORE)
print([resource.getrlimit(kind) for kind in kinds], signal.value, os.environ["MALLOC_ARENA_MAX"])
print([line for line in open("/proc/self/status") if line.startswith("NoNewPrivs")])
"""


@pytest.mark.skipif(not quick_bounds.CAN, reason="here tests bound programs as the program does")
@pytest.mark.parametrize("with_thread", [True, False])
def test_tests_bound_programs_as_the_program_does(with_thread: bool) -> None:
    """What other tests have set by small programs, so that ffmpeg begins sooner, is what ours sets."""
    seen = [
        subprocess.run(
            [*bounds(1000, with_thread=with_thread), sys.executable, "-c", BOUND],
            capture_output=True, text=True, check=True,
        ).stdout
        for bounds in (quick_bounds.REAL, quick_bounds.bounds)
    ]  # fmt: skip
    assert seen[0] == seen[1]
    assert (
        f"(1000000000, 1000000000), (64000000000, 64000000000), (512, 512), (0, 0)] {9 * with_thread} 8"
        in seen[0]
    )


@pytest.mark.slow
def test_a_render_sees_no_secret(telling: Path, queue: Campaign, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a render's process nor the ffmpeg below it has a secret in its environment, from its first moment."""
    (queue.folder / "brand").symlink_to(REPOSITORY / "campaign/example/brand")
    queue.testimony()
    with queue.books.read() as session:
        order = film_order.order(session, testimonies.testimony(session, "bakery"), "nl", "landscape")
    plant(monkeypatch)
    done = subprocess.run(
        [sys.executable, "-c", PARENT], input=pickle.dumps((queue.folder, order, RULES)), cwd=REPOSITORY,
        capture_output=True, check=True,
    )  # fmt: skip
    seen = [
        path.read_text(encoding="utf-8")
        for pattern in ("env.*", "parent.*")
        for path in telling.glob(pattern)
    ]
    assert len(seen) >= 2, done.stderr
    assert [listed(text) for text in seen] == [set()] * len(seen)


@pytest.mark.parametrize(
    "said",
    [
        b"", b"\xff", b"null", b"[]", b"{}", b"[" * 100_000, b'{"error": "OSError", "code": "x", "params": {}}',
        b'{"film": "../../etc/passwd", "sha256": "0", "width": 1, "height": 1, "duration_ms": 1, "reused": false}',
        b'{"film": "/etc/passwd", "sha256": "0", "width": 1, "height": 1, "duration_ms": 1, "reused": false}',
        b"\x80\x04\x8c\x05posix\x8c\x06system\x93\x8c\x04true\x85R.",
    ],
)  # fmt: skip
def test_a_render_is_not_believed(said: bytes, tmp_path: Path) -> None:
    """Whatever else the process of a render answers, nothing in it is run, and it leads to no file elsewhere."""
    assert process_worker.read(said, tmp_path) is None


def test_a_command_has_no_secret_in_its_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Secrets leave the environment before a command runs; the desk alone has them; other variables stay."""
    plant(monkeypatch)
    ours = [name for name in SECRETS if name.startswith(("CAMPAIGN_", "PG"))]
    seen: dict[str, object] = {}

    @click.command()
    @click.pass_obj
    def look(desk: Desk) -> None:
        seen.update({name: (desk.environment(name), name in os.environ) for name in ours})
        seen["desk"] = listed(repr(desk))

    assert (
        Root("campaign", callback=None).main(["look"], standalone_mode=False) == 2
    )  # it knows no such command
    monkeypatch.setattr(Root, "get_command", lambda self, ctx, name: look)
    assert Root("campaign").main(["look"], standalone_mode=False) == 0
    assert seen == {name: (SECRETS[name], False) for name in ours} | {"desk": set()}
    assert os.environ["CAMPAIGN_PAGE_TOKEN"] == SECRETS["CAMPAIGN_PAGE_TOKEN"]


APART = """
from pathlib import Path
from campaign.cli import environment_secrets
with environment_secrets.set_apart() as secrets:
    print(sorted(secrets), Path("/proc/self/environ").read_bytes())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system shows it to nobody")
def test_a_child_finds_no_secret_with_its_parent() -> None:
    """What `/proc` shows of the environment that a command was given has no secret in it any more."""
    ours = {name: value for name, value in SECRETS.items() if name.startswith("CAMPAIGN_")}
    done = subprocess.run(
        [sys.executable, "-c", APART],
        env=os.environ | ours,
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    assert all(name in done.stdout for name in ours)
    assert listed(done.stdout) == set()


@pytest.mark.parametrize(
    "script",
    [
        "ffconcat version 1.0\nfile secret.mp4\n",
        "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nsecret.mp4\n#EXT-X-ENDLIST\n",
        "v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=video 9 RTP/AVP 96\n",
    ],
)
def test_a_film_exchanged_for_a_list_is_not_followed(script: str, tmp_path: Path) -> None:
    """A cover is taken from a film alone: a list of other files in its place is not followed."""
    small_films.film(tmp_path / "secret.mp4", size="64x64", seconds=1)
    (tmp_path / "film.mp4").write_text(script, encoding="utf-8")
    with pytest.raises(RenderFailed):
        stills.frame(tmp_path / "film.mp4", at_ms=0, into=tmp_path / "cover.jpg")
    assert not (tmp_path / "cover.jpg").exists()


def test_every_film_of_a_stranger_is_opened_guarded() -> None:
    """Only files that we made ourselves are inputs of ffmpeg without its list of allowed containers."""
    ours = {"joining.py", "sound.py", "example_films.py", "ffmpeg.py", "film_reading.py"}
    unguarded = {
        path.name for path in (REPOSITORY / "media").rglob("*.py")
        if re.search(r"\"-i\", (ffmpeg\.)?source\(", path.read_text(encoding="utf-8"))
    }  # fmt: skip
    assert unguarded == ours
