"""T12: a process that is killed leaves copies with names behind; the next command and every withdrawal remove them."""

import contextlib
import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

from media import files, temporary_copies
from schedules.model import campaign_paths
from tests import plan_campaign
from tests.paths import REPOSITORY

pytestmark = pytest.mark.slow  # each attack is a campaign or a server of its own

Run = Callable[..., Result]
Start = Callable[..., tuple[subprocess.Popen[str], str]]
NAME = b"Nora Voorbeeld"
needs_modes = pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such modes")
ENDLESS = """
import sys, time
from pathlib import Path
from media import files, temporary_copies
with temporary_copies.working_folder(Path(sys.argv[1]), *map(Path, sys.argv[2:])) as work:
    (work / "copy").write_bytes(b"Nora Voorbeeld")
    print(work, flush=True)
    time.sleep(60)
"""
RENDERING = """
import sys, time
from pathlib import Path
from media import files
with files.working_folder(Path(sys.argv[1]), "film") as work:
    (work / "copy").write_bytes(b"Nora Voorbeeld")
    print(work, flush=True)
    time.sleep(60)
"""
STUCK = """
import sys, time
from campaign.backup import pack, unpack
from campaign.cli.app import root

def stuck(*_args, **_more):
    print("stuck", flush=True)
    time.sleep(60)

place, name = sys.argv[1].split(":")
setattr({"pack": pack, "unpack": unpack}[place], name, stuck)
root.main(sys.argv[2:])
"""


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign with two films on record."""
    return plan_campaign.found(tmp_path_factory.mktemp("original") / "c")


@pytest.fixture
def folder(original: Path, tmp_path: Path) -> Path:
    """A copy of it, in a folder of its own, moved there."""
    made = shutil.copytree(original, tmp_path / "office" / "c")
    (made / "campaign.home").unlink(missing_ok=True)
    return made


@pytest.fixture
def started() -> Iterator[Start]:
    """Start Python with a script in a process of its own, up to the first line that it prints."""
    running: list[subprocess.Popen[str]] = []

    def start(script: str, *words: object) -> tuple[subprocess.Popen[str], str]:
        process = subprocess.Popen(
            [sys.executable, "-c", script, *map(str, words)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        )
        running.append(process)
        assert process.stdout is not None
        return process, process.stdout.readline().strip()

    yield start
    for process in running:
        kill(process)
        assert process.stdout is not None
        process.stdout.close()


def kill(process: subprocess.Popen[str]) -> None:
    """Kill a process that cannot say goodbye."""
    if process.poll() is None:
        process.send_signal(signal.SIGKILL if os.name != "nt" else signal.SIGTERM)
        process.wait()


def leftovers(*places: Path) -> list[Path]:
    """What is temporary, anywhere in these places."""
    marks = (".copies", ".backup", ".campaign-", ".arriving")
    return [path for place in places for path in sorted(place.rglob(".*")) if path.name.startswith(marks)]


@needs_modes
def test_working_folder_is_closed_and_cannot_be_guessed(tmp_path: Path) -> None:
    """Nobody else can look into a working folder, nor know its name before it is there; afterwards it is gone."""
    with (
        temporary_copies.working_folder(tmp_path, tmp_path) as one,
        temporary_copies.working_folder(tmp_path, tmp_path) as other,
    ):
        assert one != other
        assert {stat.S_IMODE(path.stat().st_mode) for path in (one, other)} == {0o700}
        assert {path.name for path in (tmp_path / ".copies").iterdir()} == {one.name, other.name}
    assert [*tmp_path.iterdir()] == []


def test_the_living_are_left_alone(tmp_path: Path, started: Start) -> None:
    """A working folder whose maker lives is not touched; once that is killed, it goes, wherever it lies."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "c").mkdir()
    process, said = started(ENDLESS, tmp_path / "elsewhere", tmp_path / "c")
    work = Path(said)
    assert temporary_copies.sweep(tmp_path / "c") == []
    assert (work / "copy").read_bytes() == NAME
    kill(process)
    assert [path.name for path in temporary_copies.sweep(tmp_path / "c")] == [work.name]
    assert [*(tmp_path / "elsewhere").iterdir()] == [*(tmp_path / "c").iterdir()] == []


def test_campaign_that_was_moved_since(tmp_path: Path, started: Start) -> None:
    """What lies inside a campaign is found there again when its folder bears another name."""
    (tmp_path / "c" / "films").mkdir(parents=True)
    kill(started(ENDLESS, tmp_path / "c" / "films", tmp_path / "c")[0])
    (tmp_path / "c").rename(tmp_path / "renamed")
    assert len(temporary_copies.sweep(tmp_path / "renamed")) == 1
    assert [path.name for path in (tmp_path / "renamed").rglob("*")] == ["films"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("letters", "../letters"),
        (".copies-abcdefgh.part", "../letters"),
        (".copies-abcdefgh.part", "../.copies-abcdefgh.part"),
        (".copies-abcdefgh.part", "/etc/.copies-abcdefgh.part"),
        (".copies-abcdefgh.part", "../link/.copies-abcdefgh.part\0"),
        (".copies-abcdefgh.part", ""),
    ],
)
def test_a_planted_record_removes_nothing(tmp_path: Path, name: str, told: str) -> None:
    """A record that somebody wrote into a shared folder leads to no folder but one that is a working folder of ours."""
    for place in ("letters", ".copies-abcdefgh.part"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "mine.txt").write_text("mine")
    (tmp_path / "c" / ".copies").mkdir(parents=True)
    (tmp_path / "c" / ".copies" / name).write_text(told)
    assert temporary_copies.sweep(tmp_path / "c") == []
    assert (tmp_path / "letters" / "mine.txt").is_file()
    assert (tmp_path / ".copies-abcdefgh.part" / "mine.txt").is_file()


@pytest.mark.skipif(os.name == "nt", reason="Windows asks for rights to make links")
def test_a_planted_link_removes_nothing(tmp_path: Path) -> None:
    """A link under the name of a working folder is not followed, nor is one in the place of the records."""
    letters = tmp_path / "letters"
    letters.mkdir()
    (letters / "held").write_text("mine")
    (tmp_path / "c" / ".copies").mkdir(parents=True)
    (tmp_path / "c" / ".copies-abcdefgh.part").symlink_to(letters)
    (tmp_path / "c" / ".copies" / ".copies-abcdefgh.part").write_text(".copies-abcdefgh.part")
    assert temporary_copies.sweep_campaign(tmp_path / "c") == []
    assert (letters / "held").is_file()
    shutil.rmtree(tmp_path / "c" / ".copies")
    (tmp_path / "c" / ".copies").symlink_to(letters)
    with temporary_copies.working_folder(tmp_path / "c", tmp_path / "c"):
        assert [path.name for path in letters.iterdir()] == ["held"]


KILLS = {  # what is killed, where it stands still, the command
    "backup": ("pack:_write", ("backup", "{out}/b.zip")),
    "sealed backup": ("pack:_write", ("backup", "{out}/b.age", "--recipient", "{key}")),
    "backup of the moment": ("pack:_missing", ("backup", "{out}/b.zip")),
    "restore": ("unpack:_make_folders", ("restore", "{whole}", "{out}/d")),
    "restore into an empty folder": ("unpack:_make_folders", ("restore", "{whole}", "{empty}")),
    "dry run": ("unpack:_make_folders", ("restore", "{whole}", "{out}/d", "--dry-run")),
}
PUBLIC = "age1dmzhtp852wgjdnd0wedpsg2y4kh5wenqcdj2kre359gzhca3hy9sgfme6e"


SLOW = [pytest.param(name, marks=pytest.mark.slow) for name in KILLS if name not in ("backup", "restore")]


@pytest.mark.parametrize("name", ["backup", "restore", *SLOW])
def test_killed_commands_are_swept(
    name: str, folder: Path, tmp_path: Path, campaign: Run, started: Start
) -> None:
    """What a killed backup, restore or dry run leaves stays while it lives, and goes with the next command."""
    out, empty, whole = tmp_path / "out", tmp_path / "empty", tmp_path / "whole.zip"
    (out.mkdir(), empty.mkdir())
    assert campaign("backup", whole, folder=folder).exit_code == 0
    place, words = KILLS[name]
    filled = [word.format(out=out, empty=empty, whole=whole, key=PUBLIC) for word in words]
    process, said = started(STUCK, place, "--dir", folder, *filled)
    assert said == "stuck"
    left = leftovers(tmp_path)
    assert left
    assert campaign("status", folder=folder).exit_code == 0
    assert leftovers(tmp_path) == left
    kill(process)
    assert campaign("status", folder=folder).exit_code == 0
    assert leftovers(tmp_path) == []
    assert [*out.iterdir()] == [*empty.iterdir()] == []


RANDOM = {
    "backup": ("--dir", "{folder}", "backup", "{out}/b.zip"),
    "sealed": ("--dir", "{folder}", "backup", "{out}/b.age", "--recipient", PUBLIC),
    "restore": ("--dir", "{folder}", "restore", "{whole}", "{out}/d"),
    "dry run": ("--dir", "{folder}", "restore", "{whole}", "{out}/d", "--dry-run"),
    "rehearse": ("--dir", "{folder}", "rehearse"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", RANDOM)
def test_killed_at_any_moment(name: str, folder: Path, tmp_path: Path, campaign: Run) -> None:
    """Whenever a command is killed, the next one leaves nothing temporary, and what it made is whole or not there."""
    out, whole = tmp_path / "out", tmp_path / "whole.zip"
    for number in range(8):
        (folder / "films" / f"000{number}.mp4").write_bytes(NAME * 700_000)
    for words in (("--caption", "Nu.", "--at", "+2h"), ("--caption", "Straks.", "--at", "+3d")):
        campaign("post", "add", *words, "--language", "nl", folder=folder)
    assert campaign("backup", whole, folder=folder).exit_code == 0
    words = [word.format(folder=folder, out=out, whole=whole) for word in RANDOM[name]]
    for moment in range(1, 12):
        out.mkdir(exist_ok=True)
        process = subprocess.Popen(
            [sys.executable, "-m", "campaign", *words],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        )
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(moment * 0.12)
        kill(process)
        assert campaign("status", folder=folder).exit_code == 0
        assert leftovers(tmp_path) == []
        if (out / "d").exists():
            assert (out / "d" / "campaign.toml").is_file()
        shutil.rmtree(out)


@pytest.mark.slow
def test_killed_restore_outside_any_campaign(
    folder: Path, tmp_path: Path, campaign: Run, started: Start
) -> None:
    """Where no campaign is at hand that remembers it, the next backup or restore removes what a killed one left."""
    (out := tmp_path / "out").mkdir()
    assert campaign("backup", tmp_path / "b.zip", folder=folder).exit_code == 0
    process, said = started(STUCK, "unpack:_make_folders", "restore", tmp_path / "b.zip", out / "d")
    kill(process)
    assert said == "stuck"
    assert leftovers(out)
    assert campaign("backup", tmp_path / "c.zip", folder=folder).exit_code == 0
    assert leftovers(out) == []


def test_a_withdrawal_sweeps(folder: Path, tmp_path: Path, campaign: Run, started: Start) -> None:
    """A withdrawal removes what dead processes left anywhere, also of versions before that locked and noted nothing."""
    (elsewhere := tmp_path / "elsewhere").mkdir()
    (form := tmp_path / "form.pdf").write_bytes(b"%PDF-1.7 signed")
    words = ("--act", "film", "--act", "publish", "--channel", "facebook", "--language", "nl")
    signed = ("--signed", "2026-11-01", "--evidence", form)
    assert campaign("consent", "record", "bakery", *words, *signed, folder=folder).exit_code == 0
    for place, *known in ((elsewhere, folder), (folder, folder), (folder / "films",)):
        kill(started(ENDLESS, place, *known)[0])
    for older in (
        "films/.arriving-ab12cd_4",
        "pictures/.arriving-ab12cd_4",
        ".campaign-restore-ab12cd_4",
        ".backup-ab12cd_4",
    ):
        (folder / older).mkdir()
        (folder / older / "campaign.db").write_bytes(NAME)
    (folder / "campaign.before-0004.db-journal").write_bytes(NAME)
    living, said = started(ENDLESS, elsewhere, folder)
    done = campaign("consent", "withdraw", "bakery", folder=folder)
    assert done.exit_code == 0, done.stderr
    assert leftovers(folder) == [folder / ".copies", folder / ".copies" / Path(said).name]
    assert leftovers(elsewhere) == [Path(said)]
    assert not [*folder.glob("campaign.before-*")]
    assert (Path(said) / "copy").read_bytes() == NAME
    kill(living)


def test_killed_renders_are_swept(folder: Path, campaign: Run, started: Start) -> None:
    """What a killed render leaves of a film, with the names drawn in it, goes with the next command of any kind."""
    (folder / "renders" / "preview").mkdir(parents=True)
    for place in ("renders", "renders/preview"):
        kill(started(RENDERING, folder / place)[0])
    _living, said = started(RENDERING, folder / "renders")
    assert campaign("post", "list", folder=folder).exit_code == 0
    assert [*(folder / "renders").rglob("copy")] == [Path(said) / "copy"]


def test_doctor_sweeps(folder: Path, tmp_path: Path, campaign: Run, started: Start) -> None:
    """`doctor --fix` removes such copies too, and says so."""
    (elsewhere := tmp_path / "elsewhere").mkdir()
    for place in (elsewhere, folder / "films"):
        kill(started(ENDLESS, place, folder)[0])
    (folder / "films" / ".arriving-ab12cd_4").mkdir()
    said = campaign("doctor", "--fix", folder=folder).stdout
    assert leftovers(tmp_path) == []
    assert "leftovers of programs" in said


@pytest.mark.parametrize(
    "name", [".backup-20261129", ".backup-old", "films/.arriving-soon", ".campaign-restore-x"]
)
def test_what_people_named_alike_stays(tmp_path: Path, name: str) -> None:
    """A folder that people called much as older versions called theirs is not taken for one of those."""
    (tmp_path / name).mkdir(parents=True)
    (tmp_path / name / "plan.xlsx").write_bytes(b"ours")
    assert temporary_copies.sweep_campaign(tmp_path) == []
    assert (tmp_path / name / "plan.xlsx").read_bytes() == b"ours"


def test_nothing_of_a_play_stays_but_its_report(folder: Path, campaign: Run) -> None:
    """A rehearsal plays on a copy of the database in a working folder: what stays is the log and the report."""
    assert campaign("rehearse", folder=folder).exit_code == 0
    assert sorted(path.name for path in (folder / "rehearsed").iterdir()) == [
        ".service.lock",
        "log.txt",
        "report.html",
    ]
    assert leftovers(folder) == []


def test_records_are_looked_for_where_they_are() -> None:
    """Each command looks for the records under the name that they have, without loading what reads them."""
    assert campaign_paths.COPIES == temporary_copies.RECORDS


WRITING = """
import sys, time
from pathlib import Path
from media import files
with files.unfinished(Path(sys.argv[1])) as part:
    part.write_bytes(b"Nora Voorbeeld")
    print(part, flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(os.name == "nt", reason="there nobody removes what is open, so no lock tells who lives")
def test_unfinished_exports_of_the_dead(tmp_path: Path, started: Start) -> None:
    """A file whose writer was killed goes when the next is written there; one that is being written stays."""
    dying, left = started(WRITING, tmp_path / "plan.csv")
    _living, kept = started(WRITING, tmp_path / "report.html")
    (tmp_path / ".0123456789abcdef.part.txt").write_text("mine")
    kill(dying)
    files.write_whole(tmp_path / "other.csv", b"x")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        [".0123456789abcdef.part.txt", Path(kept).name, "other.csv"]
    )
    assert left != kept
