"""A backup: one file that brings everything back, byte for byte; and nothing but a whole one is ever believed."""

import hashlib
import json
import os
import sqlite3
import stat
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from schedules.database import engine, transitions
from tests import plan_campaign
from tests.paths import DATA
from tests.queue_campaign import NOON

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign with files of every kind, some with names that are not English."""
    folder = plan_campaign.found(tmp_path_factory.mktemp("founded") / "c")
    for name, data in {
        "brand/été/ÇA VA ’n 日本.svg": b"<svg/>",
        "films/bakery.mp4": bytes(range(256)) * 5000,
        "films/0001.nl.srt": b"1\r\n00:00:00,200 --> 00:00:02,800\r\nIk\r\n\r\n",
        "pictures/0001-ab.jpg": b"\xff\xd8",
        "consent/0001.pdf": b"signed",
        "renders/abc.mp4": b"can be made again",
        "rehearsal/page.db": b"a Page on this computer",
        ".service.lock": b"",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


@pytest.fixture
def backup(founded: Path, tmp_path: Path, campaign: Run) -> Path:
    """A backup of it."""
    path = tmp_path / "b.zip"
    done = campaign("backup", path, folder=founded)
    assert done.exit_code == 0, done.stderr
    return path


def kept(folder: Path) -> dict[str, bytes]:
    """The files of a campaign folder that a backup holds, but for the database."""
    names = ("campaign.toml", ".gitignore", "brand/", "films/", "pictures/", "consent/")
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if name.startswith(names)}


def restored(campaign: Run, path: Path, folder: Path, *more: object) -> dict[str, Any]:
    """Restore a backup, and what was told of it."""
    done = campaign("restore", path, folder, "--json", *more)
    assert done.exit_code == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def everything(path: Path) -> list[str]:
    """What a database says, as SQL."""
    with closing(sqlite3.connect(path)) as books:
        return list(books.iterdump())


def test_comes_back_byte_for_byte(founded: Path, backup: Path, tmp_path: Path, campaign: Run) -> None:
    """Settings, brand, films, pictures and signed forms come back as they were; what can be made again does not."""
    restored(campaign, backup, tmp_path / "d")
    assert kept(tmp_path / "d") == kept(founded)
    assert not [*(tmp_path / "d" / "renders").iterdir()]
    assert not (tmp_path / "d" / "rehearsal").exists()
    before, after = (set(everything(one / engine.FILE)) for one in (founded, tmp_path / "d"))
    assert {line.partition(" VALUES")[0] for line in before - after} <= {'INSERT INTO "sqlite_sequence"'}
    assert campaign("check", folder=tmp_path / "d").exit_code in (0, 1)


def test_into_an_empty_folder(backup: Path, tmp_path: Path, campaign: Run) -> None:
    """A folder that is empty is filled."""
    (tmp_path / "leeg").mkdir()
    restored(campaign, backup, tmp_path / "leeg")
    assert (tmp_path / "leeg" / "campaign.toml").is_file()
    assert not [*(tmp_path / "leeg").glob(".campaign-*")]


def test_manifest_says_what_is_in_it(founded: Path, backup: Path) -> None:
    """Any program can read a backup: its manifest has version, schema and the hash of every file."""
    with zipfile.ZipFile(backup) as box:
        told = json.loads(box.read("manifest.json"))
        for name, one in told["members"].items():
            data = box.read(name)
            assert (len(data), hashlib.sha256(data).hexdigest()) == (one["size"], one["sha256"])
        stored = {info.filename for info in box.infolist() if info.compress_type == zipfile.ZIP_STORED}
    assert (told["schema"], told["format"]) == (engine.SCHEMA, "testimony-campaign-backup")
    assert {name for name in told["members"] if name.startswith("films/")} <= stored
    assert {*told["members"]} == {*kept(founded), engine.FILE}


def test_existing_file_is_left_alone(founded: Path, tmp_path: Path, campaign: Run) -> None:
    """A file that exists is replaced by --yes alone, and never by half a backup."""
    path = tmp_path / "b.zip"
    path.write_bytes(b"mine")
    refused = campaign("backup", path, folder=founded)
    assert (refused.exit_code, path.read_bytes()) == (2, b"mine")
    assert campaign("backup", path, "--yes", folder=founded).exit_code == 0
    assert zipfile.is_zipfile(path)
    assert [*tmp_path.iterdir()] == [path]


@pytest.mark.parametrize("place", ["films/b.zip", "brand/été/b.zip", "campaign.db", "campaign.toml", "brand"])
def test_place_that_would_do_harm(founded: Path, campaign: Run, place: str) -> None:
    """A backup is not written over the campaign's own files, nor among those that are backed up."""
    before = kept(founded)
    assert campaign("backup", founded / place, "--yes", folder=founded).exit_code == 2
    assert kept(founded) == before


def test_place_that_is_not_there(founded: Path, tmp_path: Path, campaign: Run) -> None:
    """A folder that does not exist is named in one line."""
    done = campaign("backup", tmp_path / "geen" / "b.zip", folder=founded)
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert "geen" in done.stderr


def test_what_is_missing_is_told(founded: Path, tmp_path: Path, campaign: Run) -> None:
    """A film that is on record and gone from the folder is a warning."""
    told = json.loads(campaign("backup", tmp_path / "b.zip", "--json", folder=founded).stdout)
    assert told["missing"] == ["films/tailor.mp4"]


# -- what is refused


def reboxed(path: Path, change: Callable[[dict[str, bytes], dict[str, Any]], None]) -> None:
    """Write a backup anew with other files, its manifest fitting but for what `change` does to it."""
    with zipfile.ZipFile(path) as box:
        files = {name: box.read(name) for name in box.namelist()}
    manifest = json.loads(files.pop("manifest.json"))
    change(files, manifest)
    files["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(path, "w") as box:
        for name, data in files.items():
            box.writestr(name, data)


def smuggled(name: str) -> Callable[[Path], None]:
    """A backup that holds one more file, under this name, as its manifest says."""

    def add(files: dict[str, bytes], manifest: dict[str, Any]) -> None:
        files[name] = b"evil"
        manifest["members"][name] = {"size": 4, "sha256": hashlib.sha256(b"evil").hexdigest()}

    return lambda path: reboxed(path, add)


def linked(path: Path) -> None:
    """A backup with a link that leads out of it."""
    smuggled("films/link")(path)
    with zipfile.ZipFile(path) as box:
        entries = {info: box.read(info) for info in box.infolist()}
    with zipfile.ZipFile(path, "w") as box:
        for info, data in entries.items():
            if info.filename == "films/link":
                info.external_attr = (stat.S_IFLNK | 0o777) << 16
            box.writestr(info, data)


def told(**words: Any) -> Callable[[Path], None]:
    """A backup whose manifest says something else."""
    return lambda path: reboxed(path, lambda _files, manifest: manifest.update(words))


def without(name: str) -> Callable[[Path], None]:
    """A backup that lacks a file, as its manifest says."""

    def take(files: dict[str, bytes], manifest: dict[str, Any]) -> None:
        del files[name], manifest["members"][name]

    return lambda path: reboxed(path, take)


def swapped(name: str, data: bytes) -> Callable[[Path], None]:
    """A backup in which one file has other bytes than its manifest says."""
    return lambda path: reboxed(path, lambda files, _manifest: files.update({name: data}))


def cut(share: float) -> Callable[[Path], None]:
    """A backup that was cut off."""
    return lambda path: os.truncate(path, int(path.stat().st_size * share))


def flipped(place: int) -> Callable[[Path], None]:
    """A backup with one byte changed."""

    def flip(path: Path) -> None:
        data = bytearray(path.read_bytes())
        data[place] ^= 0x40
        path.write_bytes(data)

    return flip


def padded(path: Path) -> None:
    """A backup whose first file is longer than was promised."""

    def longer(files: dict[str, bytes], manifest: dict[str, Any]) -> None:
        manifest["members"]["campaign.toml"]["size"] -= 1

    reboxed(path, longer)


def broken_books(path: Path) -> None:
    """A backup of a database that is none, with a fitting hash."""

    def swap(files: dict[str, bytes], manifest: dict[str, Any]) -> None:
        files[engine.FILE] = b"no database " * 1000
        manifest["members"][engine.FILE] = {
            "size": 12_000,
            "sha256": hashlib.sha256(files[engine.FILE]).hexdigest(),
        }

    reboxed(path, swap)


REFUSALS: dict[str, tuple[Callable[[Path], object], str]] = {
    "empty": (lambda path: path.write_bytes(b""), "not a campaign backup"),
    "a film": (lambda path: path.write_bytes(b"\x00\x00\x00\x18ftypmp42" * 99), "not a campaign backup"),
    "another zip": (
        lambda path: zipfile.ZipFile(path, "w").close() or smuggled_zip(path),
        "not a campaign backup",
    ),
    "cut short": (cut(0.5), "cut off"),
    "cut at the end": (cut(0.999), "cut off"),
    "flipped in a film": (flipped(300_000), "damaged"),
    "other bytes": (swapped("films/bakery.mp4", b"x"), "films/bakery.mp4"),
    "longer than promised": (padded, "campaign.toml"),
    "newer schema": (told(schema="9999"), "newer version"),
    "newer kind": (told(version=2), "newer version"),
    "no manifest to read": (told(members=[1]), "damaged"),
    "no moment": (told(made_at="yesterday"), "damaged"),
    "another format": (told(format="x"), "not a campaign backup"),
    "no database": (without(engine.FILE), engine.FILE),
    "broken database": (broken_books, engine.FILE),
    "no settings": (without("campaign.toml"), "campaign.toml"),
    "up": (smuggled("films/../../evil"), "never writes"),
    "further up": (smuggled("../evil"), "never writes"),
    "root": (smuggled("/tmp/evil"), "never writes"),
    "Windows up": (smuggled("films\\..\\..\\evil"), "never writes"),
    "Windows drive": (smuggled("brand/C:evil"), "never writes"),
    "elsewhere": (smuggled("rehearsal/page.db"), "never writes"),
    "a link": (linked, "never writes"),
    "a file in a file": (smuggled("films/bakery.mp4/evil"), "damaged"),
}


def smuggled_zip(path: Path) -> None:
    """Some zip that is no backup."""
    with zipfile.ZipFile(path, "w") as box:
        box.writestr("hallo.txt", "hallo")


@pytest.mark.parametrize("name", REFUSALS)
def test_refused_before_anything_appears(backup: Path, tmp_path: Path, campaign: Run, name: str) -> None:
    """What is no whole backup of ours is refused in one line, and no folder appears, nor anything beside it."""
    spoil, words = REFUSALS[name]
    spoil(backup)
    before = sorted(tmp_path.rglob("*"))
    done = campaign("restore", backup, tmp_path / "d")
    assert (done.exit_code, done.stdout) == (2, "")
    lines = [line for line in done.stderr.splitlines() if "%" not in line]
    assert len(lines) == 1
    assert words in lines[0]
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("taken", ["full", "file"])
def test_folder_that_is_taken(backup: Path, tmp_path: Path, campaign: Run, taken: str) -> None:
    """A folder with anything in it, or a file, is left as it is."""
    place = tmp_path / "d"
    if taken == "full":
        place.mkdir()
    mine = place / "mine.txt" if taken == "full" else place
    mine.write_text("mine", encoding="utf-8")
    assert campaign("restore", backup, place).exit_code == 2
    assert mine.read_text(encoding="utf-8") == "mine"
    assert [*place.iterdir()] == [mine] if taken == "full" else place.is_file()


@pytest.mark.slow
def test_no_flipped_bit_passes(backup: Path, tmp_path: Path, campaign: Run, founded: Path) -> None:
    """Wherever one bit is changed, a backup is refused, or brings back exactly what was in it."""
    whole, wanted = backup.read_bytes(), kept(founded)
    for place in range(7, len(whole), len(whole) // 60):
        backup.write_bytes(whole)
        flipped(place)(backup)
        done = campaign("restore", backup, tmp_path / f"d{place}")
        if done.exit_code == 0:
            assert kept(tmp_path / f"d{place}") == wanted
        else:
            assert (done.exit_code, (tmp_path / f"d{place}").exists()) == (2, False)


def test_older_database_is_brought_up_to_date(backup: Path, tmp_path: Path, campaign: Run) -> None:
    """A backup of an earlier version comes back with the newest schema, and no copy of the older file beside it."""
    dump = (DATA / "campaign-0004.sql").read_text(encoding="utf-8")
    with closing(sqlite3.connect(tmp_path / "old.db")) as books:
        books.executescript(dump)
    data = (tmp_path / "old.db").read_bytes()

    def swap(files: dict[str, bytes], manifest: dict[str, Any]) -> None:
        files[engine.FILE], manifest["schema"] = data, "0004"
        manifest["members"][engine.FILE] = {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}

    reboxed(backup, swap)
    restored(campaign, backup, tmp_path / "d")
    assert f"VALUES('{engine.SCHEMA}')" in "\n".join(everything(tmp_path / "d" / engine.FILE))
    assert not [*(tmp_path / "d").glob("campaign.before-*")]


# -- while others write, and when films are large


@pytest.fixture
def writer(founded: Path) -> Iterator[threading.Event]:
    """Somebody who writes two events in one transaction, again and again."""
    books, over = engine.open_in(founded), threading.Event()

    def write() -> None:
        while not over.wait(0.001):
            with books.write() as session:
                for _ in range(2):
                    transitions.note(session, "paused", now=NOON, by="writer")

    thread = threading.Thread(target=write)
    thread.start()
    yield over
    over.set()
    thread.join()
    books.close()


def test_moment_of_the_database_is_one(
    founded: Path, writer: threading.Event, tmp_path: Path, campaign: Run
) -> None:
    """A backup made while the service writes has every transaction whole or not at all."""
    for number in range(5):
        done = campaign("backup", tmp_path / f"{number}.zip", folder=founded)
        assert done.exit_code == 0, done.stderr
        with zipfile.ZipFile(tmp_path / f"{number}.zip") as box:
            box.extract(engine.FILE, tmp_path)
        with closing(sqlite3.connect(tmp_path / engine.FILE)) as books:
            assert books.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert books.execute("SELECT count(*) % 2 FROM event WHERE by = 'writer'").fetchone() == (0,)


MEASURE = """
import re, sys
from pathlib import Path
from campaign.cli.app import root
try:
    root.main(sys.argv[1:])
finally:  # ru_maxrss would tell of the test's own process, too
    print(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1])
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_films_larger_than_memory(founded: Path, tmp_path: Path) -> None:
    """A film of gigabytes is neither read into memory when backed up nor when restored."""
    film = founded / "films" / "large.mp4"
    with film.open("wb") as writer:
        writer.truncate(1 << 30)
    peaks = []
    try:
        for words in (("backup", "b.zip", "--dir", founded), ("restore", "b.zip", "d")):
            ran = subprocess.run(
                [sys.executable, "-c", MEASURE, *map(str, words)],
                cwd=tmp_path,
                env=os.environ | {"PYTHONPATH": str(DATA.parent.parent)},
                capture_output=True,
                text=True,
                check=True,
            )
            peaks.append(int(ran.stdout.split()[-1]))
        assert (tmp_path / "d" / "films" / "large.mp4").stat().st_size == 1 << 30
        assert max(peaks) < 250_000  # KB
    finally:
        film.unlink()
