"""T1: a path that comes out of a database leads nowhere but into the campaign's own folders."""

import json
import os
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from schedules.rehearsal.store import NewThing, Shelf
from schedules.withdrawal import erase
from tests.attacked_campaign import SRT, Attacked

pytestmark = pytest.mark.slow

Run = Callable[..., Result]
links = pytest.mark.skipif(os.name == "nt", reason="Windows lets not everybody make links")


COLUMNS = {
    "film": "UPDATE testimony SET film_path = ?",
    "subtitles": "UPDATE subtitle_file SET path = ?",
    "form": "UPDATE consent SET evidence_path = ?",
    "rendition": "UPDATE rendition SET path = ?",
    "cover": "UPDATE post SET cover_path = ? WHERE number = 1",
    "photo": "UPDATE post SET photos = json_replace(photos, '$[0].path', ?) WHERE number = 2",
}
COMMANDS = (
    ("consent", "withdraw", "bakery", "--yes"),
    ("testimony", "remove", "bakery", "--yes"),
    ("post", "edit", "2", "--photo", ""),
    ("post", "preview", "2", "{outside}/preview.html"),
    ("plan", "export", "{outside}/plan.csv"),
    ("backup", "{outside}/b.zip"),
    ("check",),
    ("render", "--all"),
    ("run", "--until-idle"),
)


@pytest.mark.parametrize("column", COLUMNS)
def test_row_that_names_a_file_outside(attacked: Attacked, column: str) -> None:
    """Whatever column names a file outside, no command reads, writes or deletes it, and one line says whose it is."""
    victim = attacked.outside / "victim.*"
    attacked.sql(COLUMNS[column], values=[str(victim)])
    for words in COMMANDS[:2] if column != "photo" else COMMANDS:
        said = attacked.refused(*(word.format(outside=attacked.outside) for word in words), says=str(victim))
        assert ("post 2" if column == "photo" else "1") in said
        assert "campaign restore" in said


@links
@pytest.mark.parametrize("room", ["films", "pictures", "renders"])
def test_folder_that_is_a_link_outside(attacked: Attacked, room: str) -> None:
    """A folder of the campaign that is exchanged for a link leads no command to files outside."""
    for name in ("0001.mp4", "0001.nl.srt", "cover.png", "one.png", "abc.mp4"):
        (attacked.outside / name).write_bytes(b"theirs")
    before = {path: path.read_bytes() for path in attacked.outside.iterdir()}
    shutil.rmtree(attacked.folder / room)
    (attacked.folder / room).symlink_to(attacked.outside)
    done = attacked.run("testimony", "remove", "bakery", "--yes", folder=attacked.folder)
    attacked.run("consent", "withdraw", "bakery", "--yes", folder=attacked.folder)
    assert {path: path.read_bytes() for path in attacked.outside.iterdir()} == before
    assert "Traceback" not in done.output


@links
def test_film_that_is_a_link_outside(attacked: Attacked) -> None:
    """A film that is a link is not rendered; a withdrawal deletes the link, not what it leads to."""
    film = attacked.folder / "films" / "0001.mp4"
    film.unlink()
    film.symlink_to(attacked.outside / "victim.mp4")
    done = attacked.run("render", "bakery", folder=attacked.folder)
    assert (done.exit_code, "films/0001.mp4" in done.stderr, "campaign restore" in done.stderr) == (
        2,
        True,
        True,
    )
    assert len(done.stderr.strip().splitlines()) == 1
    attacked.run("consent", "withdraw", "bakery", "--yes", folder=attacked.folder)
    assert (os.path.lexists(film), (attacked.outside / "victim.mp4").exists()) == (False, True)


@pytest.mark.parametrize("pattern", ["films/*.mp4", "films/?001.mp4", "films/[0-9]001.mp4"])
def test_pattern_in_a_row_deletes_no_other_film(attacked: Attacked, pattern: str) -> None:
    """A path with signs of a pattern names one file, and takes no other with it."""
    other = attacked.folder / "films" / "0001.mp4"
    attacked.sql("UPDATE testimony SET film_path = ?", values=[pattern])
    attacked.sql("UPDATE post SET state = 'cancelled'")
    attacked.run("testimony", "remove", "bakery", "--yes", folder=attacked.folder)
    assert other.exists()


def rewritten(path: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    """Write a backup anew with other files and a manifest that fits them."""
    with zipfile.ZipFile(path) as box:
        files = {name: box.read(name) for name in box.namelist()}
    manifest: dict[str, Any] = json.loads(files.pop("manifest.json"))
    change(files)
    manifest["members"] = {
        name: {"size": len(data), "sha256": sha256(data).hexdigest()} for name, data in files.items()
    }
    with zipfile.ZipFile(path, "w") as box:
        for name, data in (files | {"manifest.json": json.dumps(manifest).encode()}).items():
            box.writestr(name, data)


@pytest.mark.parametrize("column", COLUMNS)
def test_backup_whose_rows_lead_outside(attacked: Attacked, column: str, tmp_path: Path) -> None:
    """An archive with such a row and its own list of withdrawals is refused by name; nothing outside is touched."""
    victim, backup = str(attacked.outside / "victim.*"), tmp_path / "b.zip"
    assert attacked.run("backup", backup, folder=attacked.folder).exit_code == 0
    told = {
        "testimony": 1,
        "person": 1,
        "channel": None,
        "language": None,
        "asked_at": "2026-11-29T08:00:00+00:00",
    }

    def change(files: dict[str, bytes]) -> None:
        attacked.sql(COLUMNS[column], values=[victim])
        film = attacked.asked("SELECT film_sha256 FROM testimony")[0][0]
        files["campaign.db"] = (attacked.folder / "campaign.db").read_bytes()
        files["consent/withdrawn.json"] = json.dumps([told | {"film_sha256": film}]).encode()

    rewritten(backup, change)
    before = sorted(attacked.outside.iterdir())
    done = attacked.run("restore", backup, tmp_path / "new", "--yes")
    assert (done.exit_code, victim in done.stderr, (tmp_path / "new").exists()) == (2, True, False), (
        done.output
    )
    assert sorted(attacked.outside.iterdir()) == before


@pytest.mark.parametrize(
    "told",
    [
        {"testimony": 10**25},
        {"person": 10**25},
        {"testimony": True},
        {"testimony": -1},
    ],
)
def test_list_of_withdrawals_with_impossible_numbers(attacked: Attacked, told: dict[str, object]) -> None:
    """A list that no campaign wrote is no list, whatever its numbers."""
    path = attacked.outside / "withdrawn.json"
    whole = {"testimony": 1, "film_sha256": "a", "person": 1, "channel": None, "language": None}
    path.write_text(json.dumps([whole | {"asked_at": "2026-11-29T08:00:00+00:00"} | told]))
    with pytest.raises(ValueError, match="withdrawn"):
        erase.read_list(path)


@pytest.mark.parametrize("name", ["../../outside/victim", "/etc/x", "*", "[0-9]", "a/b", ""])
def test_rehearsal_store_names_no_file_outside(attacked: Attacked, name: str) -> None:
    """A thing in the rehearsal Page's store whose id is a path or a pattern deletes nothing; one line says so."""
    store = attacked.folder / "rehearsal"
    shelf = Shelf(store)
    new = NewThing(kind="video", created_at=0.0, visible_from=0.0, data={"universal_video_id": "mark"})
    made = shelf.add(new, lambda seq: {"id": str(seq), "story": f"s{seq}", "session": f"x{seq}"})
    shelf.film(made).write_bytes(b"bytes")
    shelf.close()
    with closing(sqlite3.connect(store / "page.db")) as page:
        page.execute("UPDATE thing SET id = ?", (name,))
        page.commit()
    attacked.sql("UPDATE post SET state = 'cancelled'")
    (attacked.outside / "victim.nl_NL.srt").write_bytes(SRT)
    before = sorted(attacked.outside.iterdir()) + sorted(store.rglob("*.mp4"))
    done = attacked.run("testimony", "remove", "bakery", "--yes", folder=attacked.folder)
    assert (done.exit_code, "rehearsal" in done.stderr) == (2, True), done.output
    assert len(done.stderr.strip().splitlines()) == 1
    assert sorted(attacked.outside.iterdir()) + sorted(store.rglob("*.mp4")) == before


@links
@pytest.mark.parametrize(
    "room", ["films", "pictures", "renders", "rehearsal", "rehearsed", "renders/preview"]
)
def test_no_command_works_in_a_linked_folder(attacked: Attacked, room: str) -> None:
    """Files outside that are called as ours are neither swept nor deleted; each command says what is a link."""
    for name in (
        "0001-holiday.jpg",
        "0001.film.json",
        ".thesis.part/held",
        ".thesis.part/text",
        ".arriving-1/film",
    ):
        (attacked.outside / name).parent.mkdir(exist_ok=True)
        (attacked.outside / name).write_bytes(b"theirs")
    attacked.sql("UPDATE post SET cover_path = NULL")
    shutil.rmtree(attacked.folder / room, ignore_errors=True)
    (attacked.folder / room).symlink_to(attacked.outside)
    for words in (("status",), ("consent", "withdraw", "bakery", "--yes"), ("doctor", "--fix")):
        attacked.refused(*words, says="is a link")


@links
def test_what_only_bears_the_name_of_a_working_folder(attacked: Attacked) -> None:
    """A link, or a folder of people's, that is called as a working folder stays, and nothing is written in it."""
    theirs = attacked.folder / "renders" / ".thesis.part"
    theirs.mkdir()
    (theirs / "text").write_bytes(b"theirs")
    (attacked.folder / "renders" / ".planted.part").symlink_to(attacked.outside)
    before = sorted(attacked.outside.iterdir())
    for words in (("status",), ("doctor", "--fix"), ("consent", "withdraw", "bakery", "--yes")):
        attacked.run(*words, folder=attacked.folder)
        assert ((theirs / "text").read_bytes(), sorted(attacked.outside.iterdir())) == (b"theirs", before)


@pytest.mark.parametrize("name", ["films/0001.parts", "campaign.before-mine", "pictures/0001-album"])
def test_folder_under_the_name_of_a_file(attacked: Attacked, name: str) -> None:
    """A folder that people put there under a name like a file of ours stays, and keeps no withdrawal from its end."""
    (attacked.folder / name).mkdir()
    attacked.run("consent", "withdraw", "bakery", "--yes", folder=attacked.folder)
    assert attacked.asked("SELECT finished_at IS NULL, film_path FROM withdrawal, testimony") == [
        (0, "films/0001.mp4")
    ]
    assert ((attacked.folder / name).is_dir(), (attacked.folder / "films" / "0001.mp4").exists()) == (
        True,
        False,
    )


@pytest.mark.parametrize(
    "name", ["NUL", "con.mp4", "aux .mp4", "Lpt1.film.mp4", "com².mp4", "0001.mp4.", "0001.mp4 ", "a./b"]
)
def test_path_that_windows_reads_otherwise(attacked: Attacked, name: str) -> None:
    """A path that names a device on Windows, or another file for its last dot or blank, is refused on every system."""
    attacked.sql("UPDATE testimony SET film_path = ?", values=[f"films/{name}"])
    attacked.refused("consent", "withdraw", "bakery", "--yes", says=name)
