"""What a folder is to its campaign: a table of what may be known of it, and what is said."""

import json
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from schedules.database import engine
from schedules.errors import NotReady
from schedules.home import former, record, standing
from schedules.home.identity import Identity
from schedules.home.record import Home
from schedules.home.standing import Evidence, Former, Verdict

A = Home(
    number=7,
    born="then paused",
    machine="m1",
    host="desk",
    folder="/home/a",
    device=1,
    inode=10,
    turn=1,
    seen=5,
)
B = replace(A, folder="/home/b", inode=11, turn=0)
KNOWN = Identity(number=7, born="then paused", had_a_home=True, newest=5)
FRESH = replace(KNOWN, had_a_home=False)
STANDS, GONE, HIDDEN = Former.STANDS, Former.GONE, Former.HIDDEN


@pytest.mark.parametrize(
    ("here", "written", "listed", "known", "became", "verdict"),
    [
        (A, None, None, FRESH, GONE, Verdict.NEW),
        (A, None, None, KNOWN, GONE, Verdict.UNKNOWN),
        (A, A, A, KNOWN, GONE, Verdict.HOME),
        (A, A, None, KNOWN, GONE, Verdict.HOME),
        (A, None, A, KNOWN, GONE, Verdict.HOME),
        (replace(A, folder="/home/renamed"), A, A, KNOWN, GONE, Verdict.HOME),
        (replace(A, device=3), A, A, KNOWN, GONE, Verdict.HOME),  # devices are numbered anew at each start
        (replace(A, inode=99), A, A, KNOWN, STANDS, Verdict.MOVED),  # put back in its place, file by file
        (replace(A, inode=99), A, A, replace(KNOWN, newest=4), STANDS, Verdict.OLDER),
        (A, A, A, replace(KNOWN, newest=4), GONE, Verdict.OLDER),
        (B, A, A, KNOWN, STANDS, Verdict.COPY),
        (B, A, None, KNOWN, STANDS, Verdict.COPY),
        (B, None, A, KNOWN, STANDS, Verdict.COPY),
        (B, None, A, FRESH, STANDS, Verdict.COPY),  # copied before it had a home
        (B, A, A, KNOWN, HIDDEN, Verdict.HIDDEN),
        (B, A, A, KNOWN, GONE, Verdict.MOVED),
        (
            replace(B, inode=10, device=2),
            A,
            A,
            KNOWN,
            HIDDEN,
            Verdict.MOVED,
        ),  # renamed, and its disk numbered anew
        (B, A, None, KNOWN, GONE, Verdict.MOVED),
        (B, A, A, replace(KNOWN, newest=4), GONE, Verdict.OLDER),
        (
            replace(B, device=2, inode=10),
            A,
            A,
            KNOWN,
            STANDS,
            Verdict.COPY,
        ),  # the same number on another disk
        (replace(A, inode=0), replace(A, inode=0), None, KNOWN, GONE, Verdict.HOME),  # a disk without inodes
        (replace(B, inode=0), replace(A, inode=0), None, KNOWN, STANDS, Verdict.COPY),
        (A, replace(A, machine="m2", host="laptop"), None, KNOWN, GONE, Verdict.ELSEWHERE),
        (A, replace(A, machine="m2", turn=3), A, KNOWN, GONE, Verdict.ELSEWHERE),
        (A, replace(A, host="other name"), A, KNOWN, GONE, Verdict.HOME),
        (replace(A, machine=""), replace(A, machine=""), None, KNOWN, GONE, Verdict.HOME),
        (replace(A, machine="", host="box-2"), replace(A, machine=""), None, KNOWN, GONE, Verdict.HOME),
        (replace(B, machine="", host="box-2"), replace(A, machine=""), None, KNOWN, GONE, Verdict.ELSEWHERE),
        (A, replace(B, turn=2, left=True), None, KNOWN, GONE, Verdict.LEFT),
        (A, replace(B, turn=2, left=True), A, KNOWN, GONE, Verdict.LEFT),
        (A, A, replace(B, turn=2), KNOWN, STANDS, Verdict.LEFT),
        (A, A, replace(B, turn=2), KNOWN, GONE, Verdict.LEFT),
        (replace(B, turn=2), replace(B, turn=2), A, KNOWN, STANDS, Verdict.HOME),
    ],
)
def test_verdicts(
    here: Home, written: Home | None, listed: Home | None, known: Identity, became: Former, verdict: Verdict
) -> None:
    """Home is the folder itself, whatever it is called; what cannot be known for sure is a copy."""
    evidence = Evidence(here=here, written=written, listed=listed, known=known)
    assert standing.judge(evidence, lambda _home: became).verdict is verdict


@pytest.mark.parametrize("listed", [None, A, replace(B, turn=2)])
@pytest.mark.parametrize("became", list(Former))
@pytest.mark.parametrize("newest", [4, 5, 6])
def test_never_two_homes(listed: Home | None, became: Former, newest: int) -> None:
    """Of a campaign and its copy at most one publishes, whatever the list says and whatever became of the other."""
    known, copied = replace(KNOWN, newest=newest), replace(KNOWN, newest=5)
    original = standing.judge(Evidence(here=A, written=A, listed=listed, known=known), lambda _home: became)
    there = standing.judge(Evidence(here=B, written=A, listed=listed, known=copied), lambda _home: STANDS)
    assert not (original.publishes and there.publishes)


def test_of_many_copies_of_a_lost_campaign_one_follows(tmp_path: Path) -> None:
    """Copies that begin in the same moment, their original gone, are one campaign and copies of it."""
    first = tmp_path / "a"
    first.mkdir()
    store = engine.create(first)
    standing.settle(first, store)
    store.close()
    copies = [shutil.copytree(first, tmp_path / name) for name in ("b", "c", "d", "e")]
    shutil.rmtree(first)

    def begin(folder: Path) -> str:
        opened = engine.open_in(folder)
        try:
            return standing.settle(folder, opened).verdict.value
        except NotReady as refusal:
            return refusal.code
        finally:
            opened.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(begin, copies)) == ["home-left", "home-left", "home-left", "home-moved"]


@pytest.mark.parametrize(
    "change",
    [
        {"folder": "relative"}, {"folder": "/a\0b"}, {"number": 0}, {"number": 2**31}, {"number": -7}, {"turn": 0},
        {"turn": "1"}, {"turn": True}, {"inode": 1.5}, {"left": 0}, {"host": None}, {"machine": ["m"]},
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_ours(tmp_path: Path, change: dict[str, object]) -> None:
    """What comes with a copy may come from anybody: a file that no program of ours wrote says nothing."""
    record.write(tmp_path, A)
    assert record.read(tmp_path) == A
    (tmp_path / record.FILE).write_text(json.dumps(asdict(A) | change), encoding="utf-8")
    assert record.read(tmp_path) is None


@pytest.mark.parametrize("kind", ["link", "pipe", "folder", "large"])
def test_a_thing_that_is_no_file(tmp_path: Path, kind: str) -> None:
    """A link, a pipe, a folder or a huge file in the place of the file says nothing, and is not waited for."""
    path = tmp_path / record.FILE
    if kind == "link":
        record.write(tmp_path, A)
        path.symlink_to(path.rename(tmp_path / "elsewhere"))
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.write_bytes(json.dumps(asdict(A)).encode() + b" " * 200_000)
    found = record.read(tmp_path)
    assert found is None or kind == "large"


def test_a_disk_that_was_taken_out(tmp_path: Path) -> None:
    """A former folder is gone only where its file system is there and the folder is not."""
    home = replace(A, folder=str(tmp_path / "gone"), device=record.device_of(tmp_path))
    assert standing.look_at(home) is Former.GONE
    assert standing.look_at(replace(home, device=home.device + 1)) is Former.HIDDEN


def test_nothing_is_written_where_another_campaign_lies(tmp_path: Path) -> None:
    """A file that names a folder of somebody else's does not have `adopt` write there."""
    other = tmp_path / "other"
    other.mkdir()
    (other / "campaign.db").write_bytes(b"no database")
    home = replace(A, folder=str(other))
    found = standing.Standing(verdict=Verdict.COPY, here=B, home=home)
    assert standing.look_at(home) is Former.STANDS
    assert former.folder_of(found) is None
