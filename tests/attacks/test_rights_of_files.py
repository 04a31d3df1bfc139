"""T4: nobody else on this computer reads a campaign, its backups or what is made of it; a group may, once named."""

import os
import shutil
import stat
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import Result

from campaign import new_campaign, workspace
from campaign.backup import pack
from campaign.posts import drafts, editing
from campaign.reports import campaign_report
from campaign.settings import settings
from campaign.spreadsheets import exporter
from campaign.testimonies import release_form
from media import files
from schedules.home import former
from schedules.rehearsal import server
from tests import small_films
from tests.paths import REPOSITORY

if os.name == "nt":
    pytest.skip("Windows keeps no such modes", allow_module_level=True)

import grp

pytestmark = pytest.mark.slow  # each attack is a campaign or a server of its own

Run = Callable[..., Result]
NOBODY = 65534
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
needs_root = pytest.mark.skipif(
    os.geteuid() != 0 or not shutil.which("setpriv"), reason="only root becomes somebody else"
)
PHOTO = REPOSITORY / "campaign" / "example" / "brand"


@pytest.fixture(autouse=True, scope="module")
def generous() -> Iterator[None]:
    """Let this computer give every new file to everybody, as many do."""
    before = os.umask(0o000)
    yield
    os.umask(before)


def open_to_others(folder: Path) -> list[str]:
    """Everything in a folder, itself included, that others than its owner have any right to."""
    everything = [folder, *folder.rglob("*")]
    return [
        f"{stat.S_IMODE(path.lstat().st_mode):o} {path.relative_to(folder)}"
        for path in everything
        if not path.is_symlink() and path.lstat().st_mode & 0o077
    ]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Path:
    """A campaign with a film, a form, a photo; beside it (`out`) all that commands write for people."""
    tmp_path = tmp_path_factory.mktemp("filled")
    film = small_films.film(tmp_path / "film.mp4")
    (tmp_path / "film.srt").write_text(
        "1\n00:00:00,100 --> 00:00:00,900\nIk bak brood.\n\n", encoding="utf-8"
    )
    (tmp_path / "form.pdf").write_bytes(b"%PDF-1.7 signed")
    logo = next(PHOTO.rglob("*.png"))
    folder, out = tmp_path / "c", tmp_path / "out"
    out.mkdir(mode=0o700)
    (out / "empty").mkdir(mode=0o755)
    (tmp_path / "c").mkdir(mode=0o755)
    for words in (
        ("init", folder, "--language", "nl"),
        ("testimony", "add", film, "--slug", "bakery", "--speaker", "Nora Voorbeeld", "--role", "entrepreneur",
         "--organisation", "Brusoc", "--language", "nl", "--subtitles", tmp_path / "film.srt"),
        ("testimony", "edit", "bakery", "--subtitles", tmp_path / "film.srt"),
        ("consent", "record", "bakery", "--act", "film", "--act", "publish", "--channel", "facebook",
         "--language", "nl", "--signed", "2020-11-02", "--evidence", tmp_path / "form.pdf"),
        ("post", "add", "--caption", "Kijk.", "--language", "nl", "--photo", logo),
        ("post", "preview", "1", out / "preview.html"),
        ("plan", "export", out / "plan.csv"), ("plan", "export", out / "plan.xlsx"), ("plan", "export", out / "p.ics"),
        ("report", out / "report.html"), ("report", folder / "report.html"),
        ("consent", "form", "--language", "nl", out / "form.html"),
        ("subtitles", "export", "bakery", out),
        ("backup", out / "backup.zip"), ("restore", out / "backup.zip", out / "restored"),
        ("restore", out / "backup.zip", out / "empty"),
    ):  # fmt: skip
        done = campaign(*words, *(() if words[0] in ("init", "restore") else ("--dir", folder)))
        assert done.exit_code == 0, (words, done.stderr)
    return tmp_path


def test_everything_is_its_owners_alone(filled: Path) -> None:
    """Folders are 0700 and files 0600: in the campaign, in a restored one, and of all that is written outside."""
    assert open_to_others(filled / "c") == []
    assert open_to_others(filled / "out") == []


def test_each_writer_is_private_by_itself(tmp_path: Path) -> None:
    """Without the command line too, which closes everything for its process, each writer closes what it makes."""
    folder, out = tmp_path / "c", tmp_path / "out"
    out.mkdir(mode=0o700)
    new_campaign.create(folder, new_campaign.first_settings(name="Mine", languages=("nl",)))
    with workspace.opened(folder, settings.load(folder / "campaign.toml")) as opened:
        server.start(opened.rehearsal_folder, port=0, clock=lambda: NOW).stop()
        photo = next(PHOTO.rglob("*.png"))
        editing.add(opened, drafts.Draft(caption="Kijk.", language="nl", photos=(photo,)), now=NOW)
        campaign_report.write(opened, out / "report.html", now=NOW)
        release_form.write(opened, "nl", out / "form.html")
        for name in ("plan.csv", "plan.xlsx", "plan.ics"):
            exporter.export(opened, out / name, now=NOW)
        pack.pack(opened, out / "backup.zip", now=NOW, progress=lambda _part: None)
        opened.store.copied(out).close()
    assert (open_to_others(folder), open_to_others(out)) == ([], [])


@pytest.mark.slow
@pytest.mark.timeout(1500)  # five programs, of which two draw and render
def test_what_takes_long_is_its_owners_alone(tmp_path: Path, campaign_process: Run) -> None:
    """So is what programs of their own make: drawn and rendered films, the rehearsal Page, a play, the sheet."""
    for words in (
        ("demo", "c"), ("rehearse", "--dir", "c"), ("render", "--preview", "--dir", "c"),
        ("brand", "preview", "sheet.png", "--dir", "c"), ("service", "install", "--dir", "c"),
    ):  # fmt: skip
        done = campaign_process(*words, env={"HOME": str(tmp_path / "home")})
        assert done.returncode == 0, (words, done.stderr)
    assert len(list((tmp_path / "c" / "renders").glob("*.mp4"))) > 0
    (tmp_path / "home").chmod(0o700)
    assert open_to_others(tmp_path / "c") == []
    assert open_to_others(tmp_path / "sheet.png") == []
    assert [
        path for path in (tmp_path / "home").rglob("*") if path.is_file() and path.stat().st_mode & 0o077
    ] == []


@needs_root
def test_another_user_reads_nothing(filled: Path) -> None:
    """Another user of this computer can list no folder and open no file, even in a folder that is open to all."""
    (filled / "out").chmod(0o755)
    assert seen_by(NOBODY, NOBODY, filled / "c") == set()
    assert seen_by(NOBODY, NOBODY, filled / "out") == set()


def seen_by(user: int, group: int, folder: Path) -> set[str]:
    """What somebody else can read and write in a folder, to which the way is open."""
    for path in folder.parents:
        if path.stat().st_uid == os.geteuid() and len(path.parts) > 2:
            path.chmod(path.stat().st_mode | 0o055)
    other = ["setpriv", f"--reuid={user}", f"--regid={group}", "--clear-groups"]
    words = [*other, "find", str(folder), "-type", "f", "-readable", "-writable"]
    done = subprocess.run(words, env={"PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=False)
    return {Path(line).relative_to(folder).as_posix() for line in done.stdout.splitlines()}


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such modes")
def test_the_lock_of_an_adoption_is_the_groups_too(tmp_path: Path) -> None:
    """Where `adopt` takes the lock of a service first, others of the group can take it afterwards."""
    (tmp_path / "campaign.toml").touch()
    tmp_path.chmod(0o2770)
    before = os.umask(0o077)
    try:
        with former.resting(tmp_path):
            pass
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / ".service.lock").stat().st_mode) == 0o660


@needs_root
def test_a_group_reads_and_writes(tmp_path: Path, campaign: Run) -> None:
    """`[files] group` lets a group in, everywhere and for all that comes later; a secret stays its owner's alone."""
    folder, group = tmp_path / "c", somebodys_group()
    assert campaign("init", folder).exit_code == 0
    (folder / "page.token").write_text("{}")
    name_group(folder, group.gr_name)
    assert campaign("doctor", "--fix", folder=folder).exit_code == 0
    (tmp_path / "form.pdf").write_bytes(b"%PDF-1.7")
    photo = next(PHOTO.rglob("*.png"))
    done = campaign("post", "add", "--caption", "Kijk.", "--language", "nl", "--photo", photo, folder=folder)
    assert done.exit_code == 0, done.stderr
    assert campaign("report", folder / "report.html", folder=folder).exit_code == 0
    assert campaign("plan", "export", tmp_path / "plan.csv", folder=folder).exit_code == 0
    found = {
        path.relative_to(folder).as_posix(): (f"{stat.S_IMODE(path.stat().st_mode):o}", path.stat().st_gid)
        for path in [folder, *folder.rglob("*")]
    }
    assert found.pop("page.token")[0] == "600"
    folders = {name for name in found if (folder / name).is_dir()}
    assert {found[name] for name in folders} == {("2770", group.gr_gid)}
    assert {found[name] for name in found.keys() - folders} == {("660", group.gr_gid)}
    assert {"report.html", "campaign.db"} < found.keys()
    assert seen_by(NOBODY, group.gr_gid, folder) >= {"campaign.db", "report.html"}
    assert seen_by(NOBODY, NOBODY, folder) == set()
    assert open_to_others(tmp_path / "plan.csv") == []


@pytest.mark.parametrize("command", [("post", "list"), ("doctor",)])
def test_a_group_that_there_is_not(tmp_path: Path, campaign: Run, command: tuple[str, ...]) -> None:
    """A group that this computer does not know is told by name, by a command and by `doctor`."""
    assert campaign("init", tmp_path / "c").exit_code == 0
    name_group(tmp_path / "c", "no-such-group")
    done = campaign(*command, folder=tmp_path / "c")
    assert done.exit_code in (1, 2)
    assert "no group no-such-group" in " ".join(done.output.split())


def test_a_campaign_of_before_is_told_and_repaired(tmp_path: Path, campaign: Run) -> None:
    """`doctor` tells what others may read, changes nothing, and closes it with --fix; a link's target stays open."""
    folder, theirs, twin = tmp_path / "c", tmp_path / "theirs", tmp_path / "twin"
    assert campaign("init", folder).exit_code == 0
    theirs.write_text("not ours")
    twin.write_text("not ours alone")
    (folder / "films" / "link.mp4").symlink_to(theirs)
    (folder / "films" / "also.mp4").hardlink_to(twin)
    os.mkfifo(folder / "films" / "pipe")
    for path in (folder, folder / "consent", folder / "campaign.db", theirs, twin):
        path.chmod(0o755)
    told = campaign("doctor", "--json", folder=folder)
    assert (told.exit_code, "files or folders of the campaign: 4 (" in told.stdout) == (0, True)
    assert folder.stat().st_mode & 0o077
    done = campaign("doctor", "--fix", "--json", folder=folder)
    assert "corrected who may read these files or folders: 3 (c, campaign.db, consent)" in done.stdout
    assert "left as they are: 1 (films/also.mp4)" in done.stdout
    assert [stat.S_IMODE(path.stat().st_mode) for path in (folder, folder / "campaign.db")] == [0o700, 0o700]
    assert [stat.S_IMODE(path.stat().st_mode) for path in (theirs, twin)] == [0o755, 0o755]


def test_leftovers_of_killed_programs_are_removed(tmp_path: Path, campaign: Run) -> None:
    """`doctor --fix` removes what killed renders and commands left, and says so; what is at work stays."""
    folder = tmp_path / "c"
    assert campaign("init", folder).exit_code == 0
    with files.working_folder(folder / "renders", "film") as alive:
        dead = shutil.copytree(alive, alive.with_name(f".dead-1{files.SUFFIX}"))
        done = campaign("doctor", "--fix", "--json", folder=folder)
        assert "removed leftovers of programs that were killed: 1 (renders/.dead-1.part)" in done.stdout
        assert (alive.is_dir(), dead.exists()) == (True, False)


def somebodys_group() -> "grp.struct_group":
    """A group of this computer that is not our own."""
    return next(one for one in grp.getgrall() if one.gr_gid not in (0, NOBODY))


def name_group(folder: Path, name: str) -> None:
    """Write a group into a campaign's settings."""
    with (folder / "campaign.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[files]\ngroup = "{name}"\n')
