"""Backups made to do harm, sealed ones, and whose a backup is: all is said, and nothing outside is touched."""

import hashlib
import json
import os
import shutil
import sqlite3
import stat
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import Any

import pyrage
import pytest
from click.testing import Result

from campaign import workspace
from campaign.backup import member_names, pack, passphrase, unpack
from campaign.backup import sealed as seals
from campaign.settings import settings
from campaign.workspace import Workspace
from schedules.errors import NotReady
from tests import plan_campaign
from tests.campaign.backup.test_pack import MEASURE
from tests.paths import DATA, REPOSITORY

pytestmark = pytest.mark.slow  # each attack is a campaign or a server of its own

Run = Callable[..., Result]
Members = dict[str, bytes]
WORDS = "vier oude woorden samen"
needs_links = pytest.mark.skipif(os.name == "nt", reason="Windows asks for rights to make links")


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Path:
    """A campaign with a film, a form and a picture, and a backup of it beside it (`b.zip`)."""
    room = tmp_path_factory.mktemp("founded")
    folder = plan_campaign.found(room / "c")
    for name, data in {
        "films/bakery.mp4": bytes(range(256)) * 1200,
        "films/tailor.mp4": b"tailor",
        "consent/0001.pdf": b"%PDF-1.7 Nora Voorbeeld",
        "pictures/0001-ab.jpg": b"\xff\xd8",
    }.items():
        (folder / name).write_bytes(data)
    return folder


def office(folder: Path) -> AbstractContextManager[Workspace]:
    """A campaign as commands see it."""
    return workspace.opened(folder, settings.load(folder / settings.FILE))


@pytest.fixture(scope="module")
def made_once(founded: Path, tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Path:
    """A folder with a backup of it (`b.zip`), and the keys of the user who made it (`tokens`)."""
    room = tmp_path_factory.mktemp("made")
    env = {"CAMPAIGN_TOKEN_DIR": str(room / "tokens")}
    done = campaign("backup", room / "b.zip", folder=founded, env=env)
    assert done.exit_code == 0, done.stderr
    return room


@pytest.fixture
def tokens(made_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this test's user keeps keys."""
    folder = shutil.copytree(made_once / "tokens", tmp_path / "tokens")
    monkeypatch.setenv("CAMPAIGN_TOKEN_DIR", str(folder))
    return folder


@pytest.fixture
def backup(made_once: Path, tmp_path: Path, tokens: Path) -> Path:
    """A backup of it, signed with this user's key."""
    return shutil.copy(made_once / "b.zip", tmp_path / "b.zip")


@pytest.fixture
def outside(tmp_path: Path, founded: Path) -> Iterator[Path]:
    """A folder of the user's own files; none of them, and nothing of the campaign, may change."""
    letters = tmp_path / "letters"
    letters.mkdir()
    (letters / "mine.txt").write_text("mine")
    before = everything(letters) | everything(founded)
    yield letters
    assert everything(letters) | everything(founded) == before


def everything(folder: Path) -> dict[str, bytes]:
    """What is in a folder, byte for byte; of links where they lead."""
    found = sorted(folder.rglob("*"))
    files = {str(path): path.read_bytes() for path in found if path.is_file() and not path.is_symlink()}
    return files | {str(path): str(path.readlink()).encode() for path in found if path.is_symlink()}


def refused(done: Result, *words: str) -> list[str]:
    """The lines of a command that refused in words, without those of its progress; nothing was said on stdout."""
    lines = [line for line in done.stderr.splitlines() if "%" not in line or "Error" in line]
    assert done.exit_code == 2, done.output
    assert lines[-1].startswith("Error: ")
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr
    return lines


# -- archives


def rewritten(
    path: Path,
    change: Callable[[Members, dict[str, Any]], None],
    *,
    dress: Callable[[zipfile.ZipInfo], None] = lambda _info: None,
) -> None:
    """Write a backup anew with other files and a fitting manifest, but for what `change` does to that."""
    with zipfile.ZipFile(path) as box:
        files = {name: box.read(name) for name in box.namelist()}
    manifest = json.loads(files.pop("manifest.json"))
    known = dict(files)
    change(files, manifest)
    for name, data in files.items():
        if known.get(name) != data:
            said = {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            manifest["members"].setdefault(name, said).update(said)
    files["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(path, "w") as box:
        for name, data in files.items():
            info = zipfile.ZipInfo(name)
            info.external_attr = 0o600 << 16
            dress(info)
            box.writestr(info, data)


def named(*names: str) -> Callable[[Path], None]:
    """A backup that holds files of these names, as its manifest says."""
    return lambda path: rewritten(path, lambda files, _manifest: files.update(dict.fromkeys(names, b"evil")))


def dressed(**attributes: Any) -> Callable[[Path], None]:
    """A backup in which one file is kept in an odd way."""

    def dress(info: zipfile.ZipInfo) -> None:
        if info.filename == "films/bakery.mp4":
            for name, value in attributes.items():
                setattr(info, name, value)

    return lambda path: rewritten(path, lambda _files, _manifest: None, dress=dress)


def told(**words: Any) -> Callable[[Path], None]:
    """A backup whose manifest says something else."""
    return lambda path: rewritten(path, lambda _files, manifest: manifest.update(words))


def doubled(path: Path) -> None:
    """A backup with two files of one name."""
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(path, "a") as box:
        box.writestr("films/bakery.mp4", b"other")


def patched(old: bytes, new: bytes) -> Callable[[Path], None]:
    """A backup with some bytes put in the place of others where they stand first."""

    def patch(path: Path) -> None:
        data = path.read_bytes()
        assert old in data
        path.write_bytes(data.replace(old, new, 1))

    return patch


def patched_at_the_end(place: int, new: bytes) -> Callable[[Path], None]:
    """A backup whose last record says something else."""

    def patch(path: Path) -> None:
        data = bytearray(path.read_bytes())
        end = data.rindex(b"PK\x05\x06")
        data[end + place : end + place + len(new)] = new
        path.write_bytes(data)

    return patch


def deep(path: Path) -> None:
    """A backup whose manifest is a list within a list, many thousands deep."""
    rewritten(path, lambda _files, _manifest: None)
    with zipfile.ZipFile(path) as box:
        files = {name: box.read(name) for name in box.namelist()}
    files["manifest.json"] = b"[" * 200_000
    with zipfile.ZipFile(path, "w") as box:
        for name, data in files.items():
            box.writestr(name, data)


NAMES = [
    "../evil", "films/../../evil", "/tmp/evil", "//server/share/evil", "C:/evil", "C:evil", "films/C:evil",
    "films/a/../../../evil", "films\\..\\..\\evil", "films/..\\evil", "films/evil:stream", "films/evil::$DATA",
    "films/CON", "films/con.mp4", "films/NUL", "films/nul.tar.gz", "films/COM1", "films/lpt9.txt", "films/AUX.",
    "brand/prn/logo.png", "films/CONIN$", "films/com¹.txt", "films/evil.", "films/evil ", "films/evil. .",
    "films//evil", "films/./evil", "films/", "films/a\nb", "films/a\x1b[2Jb", "films/a\x00b", "films/\ud800",
    "films/" + "a" * 300, "films/" + "a/" * 40 + "b", "rehearsal/page.json", "renders/a.mp4", "campaign.home",
    ".copies/x", "campaign.db-wal", "campaign.db-journal", ".service.lock", "campaign.toml/evil", "evil.txt",
    "Films/evil", "consent", "~/evil", "films/a|b", "films/a?", "",
]  # fmt: skip
ODD: dict[str, tuple[Callable[[Path], object], str]] = {
    "a link": (dressed(external_attr=(stat.S_IFLNK | 0o777) << 16), "bakery.mp4"),
    "a link made on Windows": (
        dressed(external_attr=(stat.S_IFLNK | 0o777) << 16, create_system=0),
        "bakery",
    ),
    "a device": (dressed(external_attr=(stat.S_IFCHR | 0o666) << 16), "bakery.mp4"),
    "a pipe": (dressed(external_attr=(stat.S_IFIFO | 0o666) << 16), "bakery.mp4"),
    "another method": (dressed(compress_type=zipfile.ZIP_LZMA), "bakery.mp4"),
    "twins by case": (named("films/Bakery.mp4"), "Bakery.mp4"),
    "twins by accent": (named("films/é.mp4", "films/e\u0301.mp4"), "one file on many computers"),
    "twins by folder": (named("brand/A/x", "brand/a/x"), "one file on many computers"),
    "one name twice": (doubled, "bakery.mp4"),
    "other name in front": (patched(b"films/tailor.mp4", b"films/tailor.mp5"), "tailor"),
    "larger than it says": (told(members={}), "damaged"),
    "a list too long": (patched_at_the_end(12, struct.pack("<L", 0xF0000000)), "files"),
    "a list elsewhere": (patched_at_the_end(16, struct.pack("<L", 0xFFFFFF)), "damaged"),
    "deep": (deep, "damaged"),
    "the year one": (told(made_at="0001-01-01T00:00:00+14:00"), "damaged"),
    "the year 9999": (told(made_at="9999-12-31T23:59:59-14:00"), "damaged"),
    "no offset": (told(made_at="2026-11-24T12:00:00"), "damaged"),
    "a list of people": (told(members=["a"]), "damaged"),
    "size below nothing": (told(members={"campaign.db": {"size": -1, "sha256": ""}}), "damaged"),
    "size without end": (told(members={"campaign.db": {"size": 1e400, "sha256": ""}}), "damaged"),
    "settings of megabytes": (
        lambda path: rewritten(path, lambda files, _m: files.update({"campaign.toml": b"#" * 2_000_000})),
        "campaign.toml",
    ),
}


@pytest.mark.parametrize("name", NAMES)
def test_no_name_leads_elsewhere(name: str) -> None:
    """A member is ours only under a name that leads into our own folders on every system."""
    assert not member_names.is_ours(name)


@pytest.mark.parametrize(
    "name", ["films/0001.nl.srt", "brand/été/ÇA VA ’n 日本.svg", "campaign.db", ".gitignore", "brand/a.b/c"]
)
def test_our_names_are_ours(name: str) -> None:
    """Names that campaigns have stay possible."""
    assert member_names.is_ours(name)


@pytest.mark.parametrize("name", ODD)
def test_odd_archive_is_refused(
    name: str, backup: Path, outside: Path, tmp_path: Path, campaign: Run
) -> None:
    """An archive that no backup of ours can be is refused in a sentence, and nothing appears anywhere."""
    spoil, words = ODD[name]
    spoil(backup)
    before = sorted(tmp_path.rglob("*"))
    done = campaign("restore", backup, tmp_path / "d")
    refused(done, words)
    assert sorted(tmp_path.rglob("*")) == before


def test_swelling_archive_is_refused_before_it_swells(
    backup: Path, tmp_path: Path, campaign: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A small file that would become a thousand times as large is refused before a byte of it is unpacked."""
    monkeypatch.setattr(unpack, "SMALL", 1 << 20)
    monkeypatch.setattr(unpack, "MOST_GROWTH", 10)
    zeros = bytes(16 << 20)
    rewritten(
        backup,
        lambda files, _manifest: files.update({"films/zeros.mp4": zeros}),
        dress=lambda info: setattr(info, "compress_type", zipfile.ZIP_DEFLATED),
    )
    assert backup.stat().st_size < 1_000_000
    refused(campaign("restore", backup, tmp_path / "d"), "would become")
    assert not (tmp_path / "d").exists()


def test_all_that_is_wrong_is_said(backup: Path, outside: Path, tmp_path: Path, campaign: Run) -> None:
    """Of an archive with many faults each is a line, the last says that nothing was restored; so does a dry run."""

    def spoil(files: Members, manifest: dict[str, Any]) -> None:
        files |= {"../evil": b"evil", "films/CON": b"evil", "films/BAKERY.mp4": b"evil", "brand/a:b": b"evil"}
        manifest["members"]["consent/0001.pdf"]["sha256"] = "0" * 64

    rewritten(backup, spoil)
    wrong = ("'../evil'", "'films/CON'", "'films/BAKERY.mp4'", "'brand/a:b'", "consent/0001.pdf in it")
    for more in ((), ("--dry-run",)):
        lines = refused(campaign("restore", backup, tmp_path / "d", *more), *wrong)
        assert len(lines) == len(wrong) + 1
        assert "what is said above (5)" in lines[-1]
    said = campaign("restore", backup, tmp_path / "d", "--dry-run", "--json")
    assert said.exit_code == 2
    assert len(json.loads(said.stdout)["findings"]) == len(wrong)
    assert not (tmp_path / "d").exists()


def test_every_kind_of_attack_is_said_at_once(
    backup: Path, outside: Path, tmp_path: Path, campaign: Run
) -> None:
    """Path, link, trigger, path in a row, oversized row and host: an archive with all of them is told of each."""

    def spoil(files: Members, manifest: dict[str, Any]) -> None:
        (tmp_path / "x.db").write_bytes(files["campaign.db"])
        with closing(sqlite3.connect(tmp_path / "x.db")) as books:
            books.execute("UPDATE testimony SET film_path = '/home/mine/*' WHERE id = 1")
            books.execute("UPDATE testimony SET theme = ? WHERE id = 2", ("x" * 6_000_000,))
            books.execute("CREATE TRIGGER quiet AFTER UPDATE ON post BEGIN DELETE FROM event; END")
            books.commit()
        files["campaign.db"] = (tmp_path / "x.db").read_bytes()
        (tmp_path / "x.db").unlink()
        files["../evil"] = b"evil"
        leading("graph_url", '"https://graph.evil.example"', "page")(files, manifest)

    def link(info: zipfile.ZipInfo) -> None:
        if info.filename == "films/bakery.mp4":
            info.external_attr = (stat.S_IFLNK | 0o777) << 16

    rewritten(backup, spoil, dress=link)
    before = sorted(tmp_path.rglob("*"))
    for more in ((), ("--yes",), ("--dry-run",)):
        done = campaign("restore", backup, tmp_path / "d", *more)
        refused(
            done, "'../evil'", "'films/bakery.mp4'", "quiet", "/home/mine/*", "longer than any", "graph.evil"
        )
        assert sorted(tmp_path.rglob("*")) == before


def test_more_members_than_any_campaign_has(
    backup: Path, tmp_path: Path, campaign: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An archive of endless members is refused."""
    monkeypatch.setattr(unpack, "MOST_FILES", 20)
    named(*(f"films/{number}.mp4" for number in range(30)))(backup)
    refused(campaign("restore", backup, tmp_path / "d"), "more than 20 files")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_pipes_are_not_waited_for(founded: Path, backup: Path, tmp_path: Path, campaign: Run) -> None:
    """A pipe in the place of a backup, of a key, or of the file to be written is refused, not waited for."""
    os.mkfifo(pipe := tmp_path / "pipe")
    refused(campaign("restore", pipe, tmp_path / "d"), "not a campaign backup")
    refused(campaign("backup", pipe, "--yes", folder=founded), "cannot be the name")
    data = passphrase.INTRO + b"-> X25519 AAAA\nAAAA\n--- AAAA\n"
    (tmp_path / "keyed.age").write_bytes(data)
    refused(campaign("restore", tmp_path / "keyed.age", tmp_path / "d", "--identity", pipe), "is not a file")
    assert stat.S_ISFIFO(pipe.lstat().st_mode)


@pytest.mark.parametrize(
    "folder", ["//evil.example/share", "\\\\evil.example\\share", "a\0b", "x" * 5000, "relative", ""]
)
def test_folder_that_a_manifest_names(folder: str, backup: Path, tmp_path: Path, campaign: Run) -> None:
    """Where a backup says that its campaign stood is no place to call at: another computer's share, or none at all."""
    rewritten(backup, told_folder(folder))
    done = campaign("restore", backup, tmp_path / "d", "--yes", "--json")
    assert done.exit_code == 0, done.stderr
    assert json.loads(done.stdout)["known_from"] == []


def told_folder(folder: str) -> Callable[[Members, dict[str, Any]], None]:
    """A change of what the manifest says of its folder."""
    return lambda _files, manifest: manifest.update(folder=folder)


def test_strange_database_is_said_in_a_dry_run(backup: Path, tmp_path: Path, campaign: Run) -> None:
    """What stands in a database that no campaign has is found without restoring it, too."""

    def spoil(files: Members, _manifest: dict[str, Any]) -> None:
        (tmp_path / "x.db").write_bytes(files["campaign.db"])
        with closing(sqlite3.connect(tmp_path / "x.db")) as books:
            books.execute("CREATE TRIGGER t AFTER UPDATE ON post BEGIN DELETE FROM event; END")
            books.execute("CREATE VIEW v AS SELECT 1")
            books.commit()
        files["campaign.db"] = (tmp_path / "x.db").read_bytes()

    rewritten(backup, spoil)
    refused(campaign("restore", backup, tmp_path / "d", "--dry-run"), "nothing was restored")
    assert not (tmp_path / "d").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such modes")
def test_backup_and_restored_folder_are_closed(backup: Path, tmp_path: Path, campaign: Run) -> None:
    """A backup, and all that is restored from it, is its owner's alone, whatever new files usually are here."""
    before = os.umask(0o000)
    try:
        assert campaign("restore", backup, tmp_path / "d").exit_code == 0
    finally:
        os.umask(before)
    places = [backup, tmp_path / "d", *(tmp_path / "d").rglob("*")]
    assert [path for path in places if path.stat().st_mode & 0o077] == []


# -- links


@needs_links
def test_links_that_lead_out_are_refused(founded: Path, tmp_path: Path, campaign: Run) -> None:
    """A backup holds nothing from outside the campaign: every link that leads there is named, no file is written."""
    folder = shutil.copytree(founded, tmp_path / "c")
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "mine.txt").write_text("mine")
    links = {
        "films/letter.mp4": tmp_path / "letters" / "mine.txt",
        "brand/letters": tmp_path / "letters",
        "pictures/gone.jpg": tmp_path / "gone",
        "consent/up": Path("..") / ".." / "letters",
        "films/page.json": folder / "rehearsal" / "page.json",
        "films/round.mp4": folder / "films" / "round.mp4",
    }
    for name, target in links.items():
        (folder / name).symlink_to(target)
    done = campaign("backup", tmp_path / "b.zip", folder=folder)
    lines = refused(done, *links)
    assert len(lines) == len(links) + 1
    assert not (tmp_path / "b.zip").exists()
    assert not [*tmp_path.glob(".copies*"), *folder.glob(".copies*")]


@needs_links
@pytest.mark.parametrize("name", ["films", "consent", "brand", "campaign.toml", ".gitignore"])
def test_a_place_that_is_a_link_is_refused(name: str, founded: Path, tmp_path: Path, campaign: Run) -> None:
    """A whole folder, or the settings, may not be a link to elsewhere either."""
    folder = shutil.copytree(founded, tmp_path / "c")
    (folder / name).rename(tmp_path / "elsewhere")
    (folder / name).symlink_to(tmp_path / "elsewhere")
    refused(campaign("backup", tmp_path / "b.zip", folder=folder), name, "is a link")
    assert not (tmp_path / "b.zip").exists()


@needs_links
def test_links_inside_are_followed_once(founded: Path, tmp_path: Path, campaign: Run) -> None:
    """A link between the folders that are backed up becomes the file itself; a circle ends."""
    folder = shutil.copytree(founded, tmp_path / "c")
    (folder / "brand" / "film.mp4").symlink_to(folder / "films" / "bakery.mp4")
    (folder / "brand" / "round").symlink_to(folder / "brand")
    assert campaign("backup", tmp_path / "b.zip", folder=folder).exit_code == 0
    with zipfile.ZipFile(tmp_path / "b.zip") as box:
        assert box.read("brand/film.mp4") == box.read("films/bakery.mp4")
        assert not [name for name in box.namelist() if name.startswith("brand/round/round")]


@needs_links
def test_target_that_is_a_link_is_replaced(founded: Path, tmp_path: Path, campaign: Run) -> None:
    """A backup to a place where a link stands takes the link's place; what it leads to stays as it is."""
    (tmp_path / "mine.txt").write_text("mine")
    (tmp_path / "b.zip").symlink_to(tmp_path / "mine.txt")
    assert campaign("backup", tmp_path / "b.zip", "--yes", folder=founded).exit_code == 0
    assert (tmp_path / "mine.txt").read_text() == "mine"
    assert not (tmp_path / "b.zip").is_symlink()


@pytest.mark.parametrize(
    ("name", "other"), [("brand/Logo.svg", "brand/logo.svg"), ("brand/é.svg", "brand/e\u0301.svg")]
)
def test_names_that_are_one_elsewhere(
    name: str, other: str, founded: Path, tmp_path: Path, campaign: Run
) -> None:
    """Two files that would become one on another computer are told when the backup is made, not when it is needed."""
    folder = shutil.copytree(founded, tmp_path / "c")
    (folder / name).write_text("a")
    if (folder / other).exists():
        pytest.skip("one file on this system, too")
    (folder / other).write_text("b")
    refused(campaign("backup", tmp_path / "b.zip", folder=folder), "Rename one")


# -- seals


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stretch passphrases for a millisecond instead of a second."""
    monkeypatch.setattr(passphrase, "WORK", 8)


@pytest.fixture
def keyfile(tmp_path: Path) -> tuple[str, Path]:
    """A public key, and the file with its secret one as `age-keygen` writes it."""
    identity = pyrage.x25519.Identity.generate()
    path = tmp_path / "key.txt"
    path.write_text(f"# created: 2026-11-29\n# public key: {identity.to_public()}\n{identity}\n")
    return str(identity.to_public()), path


@pytest.fixture
def sealed(founded: Path, tmp_path: Path, tokens: Path, campaign: Run, quick: None) -> Path:
    """A backup that is sealed with a passphrase."""
    path = tmp_path / "b.age"
    done = campaign("backup", path, "--seal", folder=founded, env={"CAMPAIGN_BACKUP_PASSPHRASE": WORDS})
    assert done.exit_code == 0, done.stderr
    return path


def test_sealed_with_a_passphrase(founded: Path, sealed: Path, tmp_path: Path, campaign: Run) -> None:
    """A sealed backup tells nothing without its passphrase, and comes back byte for byte with it."""
    assert b"Nora Voorbeeld" not in sealed.read_bytes()
    assert b"campaign.toml" not in sealed.read_bytes()
    done = campaign("restore", sealed, tmp_path / "d", env={"CAMPAIGN_BACKUP_PASSPHRASE": WORDS})
    assert done.exit_code == 0, done.stderr
    for name in ("films/bakery.mp4", "consent/0001.pdf", "campaign.toml"):
        assert (tmp_path / "d" / name).read_bytes() == (founded / name).read_bytes()


def test_age_opens_it(sealed: Path) -> None:
    """A sealed backup is an ordinary age file: other programs open it with the passphrase."""
    assert pyrage.passphrase.decrypt(sealed.read_bytes(), WORDS).startswith(b"PK\x03\x04")


@pytest.mark.slow
def test_what_age_sealed_is_restored(backup: Path, tmp_path: Path, campaign: Run) -> None:
    """A backup that another program sealed with a passphrase, which takes it a second, is restored."""
    theirs = tmp_path / "theirs.age"
    theirs.write_bytes(pyrage.passphrase.encrypt(backup.read_bytes(), "é à ç 日本"))
    done = campaign("restore", theirs, tmp_path / "d", env={"CAMPAIGN_BACKUP_PASSPHRASE": "é à ç 日本"})
    assert done.exit_code == 0, done.stderr


def test_sealed_for_keys(
    founded: Path, tmp_path: Path, tokens: Path, keyfile: tuple[str, Path], campaign: Run
) -> None:
    """Sealed for several keys, each of them opens it, and no other does."""
    public, path = keyfile
    second = pyrage.x25519.Identity.generate()
    made = tmp_path / "b.age"
    done = campaign("backup", made, "--recipient", public, "--recipient", second.to_public(), folder=founded)
    assert done.exit_code == 0, done.stderr
    assert pyrage.decrypt(made.read_bytes(), [second]).startswith(b"PK\x03\x04")
    assert campaign("restore", made, tmp_path / "d", "--identity", path).exit_code == 0
    other = tmp_path / "other.txt"
    other.write_text(str(pyrage.x25519.Identity.generate()))
    refused(campaign("restore", made, tmp_path / "e", "--identity", other), "no key in")
    refused(campaign("restore", made, tmp_path / "e"), "--identity KEYFILE")
    for unfit in (b"", b"no key", b"\xff\xfe\x00", made.read_bytes()[:9999]):
        other.write_bytes(unfit)
        refused(campaign("restore", made, tmp_path / "e", "--identity", other), "holds no secret key")
    assert not (tmp_path / "e").exists()


def spoilt_seals(whole: bytes) -> dict[str, bytes]:
    """A sealed backup, damaged in one way each."""
    head = whole.index(b"\n---") + 60
    spoilt = {
        f"cut at {place}": whole[:place]
        for place in (22, 60, head, head + 20, len(whole) // 2, len(whole) - 1)
    }
    for place in (30, 60, 110, head - 20, head + 4, len(whole) // 2, len(whole) - 1):
        data = bytearray(whole)
        data[place] ^= 1
        spoilt[f"changed at {place}"] = bytes(data)
    spoilt["longer"] = whole + b"x"
    spoilt["a header without end"] = whole[:22] + b"-> scrypt " + b"A" * 100_000
    spoilt["a header of nothing"] = b"age-encryption.org/v1\n--- AAAA\n"
    spoilt["two ways"] = whole[:22] + b"-> X25519 AAAA\nAAAA\n" + whole[22:]
    return spoilt


def test_damaged_seals(sealed: Path, outside: Path, tmp_path: Path, campaign: Run) -> None:
    """A sealed backup that was cut off, changed or lengthened anywhere is refused in one line, and nothing appears."""
    for name, data in spoilt_seals(sealed.read_bytes()).items():
        path = tmp_path / "spoilt.age"
        path.write_bytes(data)
        before = sorted(tmp_path.rglob("*"))
        done = campaign("restore", path, tmp_path / "d", env={"CAMPAIGN_BACKUP_PASSPHRASE": WORDS})
        assert len(refused(done)) == 1, name
        assert sorted(tmp_path.rglob("*")) == before, name


@pytest.mark.parametrize(
    ("given", "words"),
    [("niet dit", "not the passphrase"), ("", "no terminal"), (None, "no terminal")],
)
def test_wrong_or_no_passphrase(
    given: str | None, words: str, sealed: Path, tmp_path: Path, campaign: Run
) -> None:
    """Without the right passphrase nothing appears, and nobody is asked where there is no terminal."""
    before = sorted(tmp_path.rglob("*"))
    done = campaign("restore", sealed, tmp_path / "d", env={"CAMPAIGN_BACKUP_PASSPHRASE": given})
    assert len(refused(done, words)) == 1
    assert sorted(tmp_path.rglob("*")) == before


def test_a_seal_that_would_cost_the_memory(sealed: Path, tmp_path: Path, campaign: Run) -> None:
    """A header that asks for a terabyte of work is refused at once."""
    for work in (b"40", b"21", b"0", b"-1", b"08", b"1e2"):
        path = tmp_path / "heavy.age"
        path.write_bytes(sealed.read_bytes().replace(b" 8\n", b" " + work + b"\n", 1))
        done = campaign("restore", path, tmp_path / "d", env={"CAMPAIGN_BACKUP_PASSPHRASE": WORDS})
        refused(done, "changed after it was sealed")


def test_passphrase_is_nowhere(founded: Path, tmp_path: Path, campaign: Run, quick: None) -> None:
    """Nothing of a passphrase is printed or written."""
    env = {"CAMPAIGN_BACKUP_PASSPHRASE": WORDS}
    done = campaign("backup", tmp_path / "b.age", "--seal", "--debug", folder=founded, env=env)
    assert done.exit_code == 0
    assert WORDS not in done.output
    assert [
        path for path in tmp_path.rglob("*") if path.is_file() and WORDS.encode() in path.read_bytes()
    ] == []


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--seal", "--recipient", "age1x"), "is not a public key"),
        (("--recipient", ""), "is not a public key"),
        (("--recipient", "ssh-ed25519 AAAA"), "is not a public key"),
        (("--seal",), "no terminal"),
    ],
)
def test_seals_that_cannot_be(
    options: tuple[str, ...], words: str, founded: Path, tmp_path: Path, campaign: Run
) -> None:
    """A seal that cannot be meant is refused before anything is written."""
    refused(campaign("backup", tmp_path / "b.age", *options, folder=founded), words)
    assert not (tmp_path / "b.age").exists()


def test_one_seal_at_a_time(founded: Path, tmp_path: Path, keyfile: tuple[str, Path], campaign: Run) -> None:
    """A passphrase and keys do not go together."""
    refused(
        campaign("backup", tmp_path / "b.age", "--seal", "--recipient", keyfile[0], folder=founded),
        "Leave one out",
    )


def test_a_secret_key_is_not_repeated(founded: Path, tmp_path: Path, campaign: Run) -> None:
    """Who gives the secret key in place of the public one is told so; it is printed nowhere."""
    secret = str(pyrage.x25519.Identity.generate())
    for one in (secret, secret.lower(), f" {secret}"):
        done = campaign("backup", tmp_path / "b.age", "--recipient", one, "--debug", folder=founded)
        assert (done.exit_code, "secret key" in done.stderr) == (2, True)
        assert secret[20:].casefold() not in done.output.casefold()


def test_unsealed_is_said(founded: Path, tmp_path: Path, campaign: Run) -> None:
    """Of an unsealed backup is said that it holds names, who may keep it, and how it is sealed."""
    done = campaign("backup", tmp_path / "b.zip", folder=founded)
    assert "holds names" in done.stderr
    assert "--seal" in done.stderr


def test_no_unsealed_byte_beside_the_target(founded: Path, tmp_path: Path, keyfile: tuple[str, Path]) -> None:
    """While a sealed backup is made, nothing beside its target can be read: a stick that is lost then tells nothing."""
    folder = shutil.copytree(founded, tmp_path / "c")
    (out := tmp_path / "stick").mkdir()
    seen = b""

    def look(_done: float) -> None:
        nonlocal seen
        seen += b"".join(everything(out).values())

    with office(folder) as campaign_office:
        options = pack.PackOptions(seal=seals.Seal(recipients=(keyfile[0],)))
        pack.pack(campaign_office, out / "b.age", options, now=plan_campaign.NOW, progress=look)
    assert seen
    assert b"Nora Voorbeeld" not in seen
    assert b"PK\x03\x04" not in seen
    assert [path.name for path in out.iterdir()] == ["b.age"]


@needs_links
def test_file_that_becomes_a_link_meanwhile(founded: Path, tmp_path: Path) -> None:
    """A film that somebody exchanges for a link while the backup is made is not followed, and there is no backup."""
    folder = shutil.copytree(founded, tmp_path / "c")
    (tmp_path / "mine.txt").write_text("mine")
    last = folder / "consent" / "0001.pdf"

    def exchange(_done: float) -> None:
        if not last.is_symlink():
            last.unlink()
            last.symlink_to(tmp_path / "mine.txt")

    with office(folder) as campaign_office, pytest.raises(NotReady, match="backup-changed"):
        pack.pack(campaign_office, tmp_path / "b.zip", now=plan_campaign.NOW, progress=exchange)
    assert not (tmp_path / "b.zip").exists()


def test_full_disk_while_sealing(
    founded: Path, tmp_path: Path, keyfile: tuple[str, Path], campaign: Run
) -> None:
    """A disk that is full is said as ever, and no part of a sealed backup stays."""
    if sys.platform != "linux" or not Path("/dev/full").exists():
        pytest.skip("only Linux has a disk that is always full")

    def fill() -> None:
        with (
            Path("/dev/full").open("wb", buffering=0) as full,
            seals.sealing(full, seals.Seal(recipients=(keyfile[0],))) as plain,
        ):
            for _ in range(64):
                plain.write(bytes(1 << 20))

    with pytest.raises(OSError, match="No space"):
        fill()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_films_larger_than_memory_are_sealed(
    founded: Path, tmp_path: Path, keyfile: tuple[str, Path]
) -> None:
    """A film of 400 MB is read into memory neither when it is sealed nor when it is opened."""
    folder = shutil.copytree(founded, tmp_path / "c")
    with (folder / "films" / "large.mp4").open("wb") as writer:
        writer.truncate(400 << 20)
    peaks = []
    for words in (
        ("--dir", folder, "backup", "b.age", "--recipient", keyfile[0]),
        ("restore", "b.age", "d", "--identity", keyfile[1]),
    ):
        ran = subprocess.run(
            [sys.executable, "-c", MEASURE, *map(str, words)],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
            capture_output=True,
            text=True,
            check=True,
        )
        peaks.append(int(ran.stdout.split()[-1]))
    assert (tmp_path / "d" / "films" / "large.mp4").stat().st_size == 400 << 20
    assert max(peaks) < 250_000  # KB


ASKED = """
import os, pty, sys
answers = sys.argv[1].split("|")
child, terminal = pty.fork()
if child == 0:
    os.execv(sys.executable, [sys.executable, "-m", "campaign", *sys.argv[2:]])
heard = b""
try:
    while more := os.read(terminal, 4096):
        heard += more
        if heard.rstrip(b" ").endswith(b":") and answers:
            os.write(terminal, answers.pop(0).encode() + b"\\n")
            heard += b"\\n"
except OSError:
    pass
sys.stdout.buffer.write(heard)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such terminals")
def test_asked_for_on_a_terminal(founded: Path, tmp_path: Path) -> None:
    """On a terminal the passphrase is asked for twice, again where the two differ, and never shown."""

    def at_the_terminal(answers: str, *words: object) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-c", ASKED, answers, *map(str, words), "--lang", "en"],
            env=os.environ | {"PYTHONPATH": str(REPOSITORY), "CAMPAIGN_TOKEN_DIR": str(tmp_path / "t")},
            capture_output=True,
            text=True,
            timeout=240,
        )
        return done.returncode, done.stdout

    made = tmp_path / "b.age"
    answers = f"{WORDS}|{WORDS} fout|{WORDS}|{WORDS}"
    code, said = at_the_terminal(answers, "--dir", founded, "backup", made, "--seal")
    assert code == 0, said
    assert WORDS not in said
    assert at_the_terminal("fout", "restore", made, tmp_path / "d")[0] == 2
    code, said = at_the_terminal(WORDS, "restore", made, tmp_path / "d")
    assert code == 0, said
    assert (tmp_path / "d" / "campaign.toml").is_file()


# -- whose it is


def leading(key: str, value: str, section: str) -> Callable[[Members, dict[str, Any]], None]:
    """A backup whose settings say something else."""

    def change(files: Members, _manifest: dict[str, Any]) -> None:
        text = files["campaign.toml"].decode()
        kept = "\n".join(line for line in text.splitlines() if line.strip() != f"[{section}]")
        files["campaign.toml"] = f"{kept}\n[{section}]\n{key} = {value}\n".encode()

    return change


LEADS = {
    "page.graph_url": ("graph_url", '"https://graph.evil.example"', "page"),
    "page.id": ("id", '"666"', "page"),
    "notices.webhook": ("webhook", '"https://evil.example/hooks/s3cret"', "notices"),
    "notices.email_to": ("email_to", '["evil@example.org"]', "notices"),
    "notices.smtp_host": ("smtp_host", '"smtp.evil.example"', "notices"),
    "service.consent": ("consent", '"off"', "service"),
    "service.approval": ("approval", '"off"', "service"),
    "files.group": ("group", '"everybody"', "files"),
}


@pytest.mark.parametrize("key", LEADS)
def test_settings_that_lead_elsewhere_are_asked_for(
    key: str, backup: Path, founded: Path, outside: Path, tmp_path: Path, campaign: Run
) -> None:
    """A backup that was changed to lead elsewhere says where, and comes back only with --yes; secrets are not shown."""
    rewritten(backup, leading(*LEADS[key]))
    for where in ({}, {"folder": founded}):
        done = campaign("restore", backup, tmp_path / "d", **where)
        refused(done, f"{key} is ", "--yes", "signature does not fit")
        assert "s3cret" not in done.output
        assert not (tmp_path / "d").exists()


def test_each_difference_is_said(backup: Path, founded: Path, tmp_path: Path, campaign: Run) -> None:
    """All that leads elsewhere is named at once, the brand kit's addresses too; a dry run shows it, asking nothing."""

    def change(files: Members, manifest: dict[str, Any]) -> None:
        leading("graph_url", '"https://graph.evil.example"', "page")(files, manifest)
        leading("smtp_host", '"smtp.evil.example"', "notices")(files, manifest)
        kit = files["brand/brand.toml"].decode()
        files["brand/brand.toml"] = kit.replace("https://www.example.org", "https://phish.example").encode()

    rewritten(backup, change)
    names = {"page.graph_url", "notices.smtp_host", "brand.meta.link"}
    shown = campaign("restore", backup, tmp_path / "d", "--dry-run", "--json", folder=founded)
    assert shown.exit_code == 0, shown.stderr
    told = json.loads(shown.stdout)
    assert names <= {one["key"] for one in told["differences"]}
    assert (told["origin"], told["to_confirm"]) == ("changed", True)
    assert not (tmp_path / "d").exists()
    refused(campaign("restore", backup, tmp_path / "d", folder=founded), *names)
    done = campaign("restore", backup, tmp_path / "d", "--yes", folder=founded)
    assert done.exit_code == 0, done.stderr
    for name in names:
        assert name in done.stderr


def test_own_backup_asks_nothing(backup: Path, tmp_path: Path, campaign: Run) -> None:
    """A backup that this campaign made here is restored without a question, also beside other settings."""
    done = campaign("restore", backup, tmp_path / "d")
    assert done.exit_code == 0, done.stderr
    assert "signature" not in done.stderr
    assert json.loads(campaign("restore", backup, tmp_path / "e", "--json").stdout)["origin"] == "own"


def test_own_backup_says_what_differs(founded: Path, tokens: Path, tmp_path: Path, campaign: Run) -> None:
    """Also of an own backup is said which settings lead elsewhere than those of now, for they come back with it."""
    folder = shutil.copytree(founded, tmp_path / "c")
    (folder / "campaign.home").unlink(missing_ok=True)
    text = (folder / "campaign.toml").read_text("utf-8")
    kept = "\n".join(line for line in text.splitlines() if line.strip() != "[page]")
    (folder / "campaign.toml").write_text(f'{kept}\n[page]\nid = "123"\n', "utf-8")
    assert campaign("backup", tmp_path / "b.zip", folder=folder).exit_code == 0
    (folder / "campaign.toml").write_text(text, "utf-8")
    done = campaign("restore", tmp_path / "b.zip", tmp_path / "d", folder=folder)
    assert done.exit_code == 0, done.stderr
    assert "page.id is 123 in the backup, and - here" in done.stderr


@pytest.mark.parametrize(
    ("change", "origin"),
    [
        (lambda manifest: manifest.pop("signature"), "unsigned"),
        (lambda manifest: manifest.update(signature="0" * 64), "changed"),
        (lambda manifest: manifest.update(signature=None), "unsigned"),
        (lambda manifest: manifest.update(signature="é"), "changed"),
        (lambda manifest: manifest.update(identity="0" * 16), "elsewhere"),
        (lambda manifest: manifest.update(identity=None), "elsewhere"),
        (lambda manifest: manifest.update(folder="/elsewhere"), "changed"),
        (lambda manifest: manifest.update(more={"a": [1, 2.5, None, "\ud800"]}), "changed"),
        (lambda manifest: (manifest.pop("signature"), manifest.pop("identity")), "unsigned"),
    ],
)
def test_signature_cannot_be_gone_round(
    change: Callable[[dict[str, Any]], object], origin: str, backup: Path, tmp_path: Path, campaign: Run
) -> None:
    """Where a campaign signs its backups, one whose signature is wrong, odd or missing is restored with --yes alone."""
    rewritten(backup, lambda _files, manifest: change(manifest))
    refused(campaign("restore", backup, tmp_path / "d"), "--yes")
    done = campaign("restore", backup, tmp_path / "d", "--yes", "--json")
    assert (done.exit_code, json.loads(done.stdout)["origin"]) == (0, origin)


def test_made_on_another_computer(
    backup: Path, tmp_path: Path, campaign: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where its key is not, a backup is said to be made elsewhere; without odd settings it is restored."""
    monkeypatch.setenv("CAMPAIGN_TOKEN_DIR", str(tmp_path / "another"))
    done = campaign("restore", backup, tmp_path / "d")
    assert done.exit_code == 0, done.stderr
    assert "made on another computer" in done.stderr


def test_key_is_in_neither_folder_nor_backup(backup: Path, founded: Path, tokens: Path) -> None:
    """The key that signs is kept where tokens are, and stands in no campaign folder and in no backup."""
    stored = json.loads((tokens / "page.token").read_text())
    keys = [json.loads(one)["token"] for one in stored.values()]
    assert len(keys) == 1
    with zipfile.ZipFile(backup) as box:
        texts = [box.read(name) for name in box.namelist()]
    assert not [text for text in [*texts, *everything(founded).values()] if keys[0].encode() in text]


def test_backups_of_before_are_restored(tmp_path: Path, tokens: Path, campaign: Run) -> None:
    """A backup of version 0.1.0, which signed none, is restored as ever, and said to be unsigned."""
    shutil.copy(DATA / "of-0.1.0" / "backup.zip", tmp_path / "old.zip")
    done = campaign("restore", tmp_path / "old.zip", tmp_path / "d")
    assert done.exit_code == 0, done.stderr
    assert "is not signed" in done.stderr


# -- dry runs


def test_dry_run_touches_nothing(
    founded: Path, backup: Path, outside: Path, tmp_path: Path, campaign: Run
) -> None:
    """A dry run says what a backup is, and what restoring it would do; no folder appears, and nothing changes."""
    before = everything(tmp_path)
    done = campaign("restore", backup, tmp_path / "d", "--dry-run", folder=founded)
    assert done.exit_code == 0, done.stderr
    for words in (
        "a backup of the campaign Plan",
        "on this computer, and not changed since",
        "not sealed",
        "films 2,",
    ):
        assert words in done.stdout
    assert "Nothing was restored" in done.stdout
    assert "nothing would be erased again" in done.stdout
    assert everything(tmp_path) == before
    (tmp_path / "empty").mkdir()
    assert campaign("restore", backup, tmp_path / "empty", "--dry-run").exit_code == 0
    assert [*(tmp_path / "empty").iterdir()] == []


@pytest.mark.parametrize(("place", "warned"), [("b.zip", True), ("own/b.zip", True), ("../b.zip", False)])
def test_a_backup_in_the_folder_is_warned_of(
    founded: Path, tmp_path: Path, campaign: Run, place: str, warned: bool
) -> None:
    """A backup in the campaign folder is made, with a warning that it is lost together with it."""
    folder = shutil.copytree(founded, tmp_path / "c")
    (folder / "own").mkdir()
    done = campaign("backup", folder / place, folder=folder)
    assert (done.exit_code, "lies in the campaign folder" in done.stderr) == (0, warned), done.stderr


@pytest.mark.parametrize(
    ("lang", "said"),
    [("nl", "de twee ingaven verschillen"), ("fr", "les deux saisies"), ("en", "The two entered values")],
)
def test_two_passphrases_that_differ(
    founded: Path, tmp_path: Path, campaign: Run, monkeypatch: pytest.MonkeyPatch, lang: str, said: str
) -> None:
    """A passphrase typed twice differently is said in the language of the command."""
    monkeypatch.setattr("campaign.cli.errors.can_ask", lambda: True)
    typed = "one passphrase\nanother passphrase\n" + "one passphrase\n" * 2
    words = ("backup", tmp_path / "s.age", "--seal", "--lang", lang)
    done = campaign(*words, folder=shutil.copytree(founded, tmp_path / "c"), input=typed)
    assert said in done.stderr


def test_dry_run_as_json(sealed: Path, tmp_path: Path, campaign: Run) -> None:
    """For programs a dry run is one document: whence, how much, what would be held and withdrawn, what differs."""
    env = {"CAMPAIGN_BACKUP_PASSPHRASE": WORDS}
    done = campaign("restore", sealed, tmp_path / "d", "--dry-run", "--json", env=env)
    assert done.exit_code == 0, done.stderr
    told = json.loads(done.stdout)
    wanted = {"dry_run": True, "sealed": True, "origin": "own", "films": 2, "findings": [], "differences": []}
    assert wanted.items() <= told.items()
    assert {
        "held",
        "withdrawn",
        "posts",
        "people",
        "consents",
        "made_at",
        "computer",
        "campaign",
    } <= told.keys()
    assert not (tmp_path / "d").exists()
