"""A file that nobody touched is known by its mark; whatever touches it, the mark is another."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from media import files, untouched

LONG_AGO = 1_600_000_000_000_000_000  # nanoseconds


def in_place(path: Path) -> None:
    """Write other bytes of the same size into the file, and put its times back."""
    before = path.stat()
    with path.open("r+b") as file:
        file.write(b"others")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def moved(path: Path) -> None:
    """Move another file of the same size and times into its place."""
    other = path.with_name("other")
    other.write_bytes(b"others")
    shutil.copystat(path, other)
    other.replace(path)


def longer(path: Path) -> None:
    """Append to it."""
    path.write_bytes(path.read_bytes() + b".")


TOUCHES = [
    pytest.param(
        in_place, marks=pytest.mark.skipif(not untouched.SEES_ALL, reason="no time of change is kept here")
    ),
    moved,
    longer,
]


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A file of long ago."""
    path = tmp_path / "film.mp4"
    path.write_bytes(b"it was")
    os.utime(path, ns=(LONG_AGO, LONG_AGO))
    return path


@pytest.mark.parametrize("touched", TOUCHES)
def test_whatever_touches_a_file_changes_its_mark(kept: Path, touched: Callable[[Path], None]) -> None:
    """Once a file is settled, nothing that is done to it leaves the mark as it was, however soon it is done."""
    for _ in range(20):
        kept.write_bytes(b"it was")
        mark = untouched.settled(kept, kept.parent)
        assert mark == untouched.mark(kept)
        touched(kept)
        assert untouched.mark(kept) != mark


def test_a_copy_bears_the_mark_that_copies_have(kept: Path) -> None:
    """Of notes that go with a campaign's folder the mark stays in a copy of it; of others it is another file's."""
    copy = kept.with_name("copy")
    shutil.copy2(kept, copy)
    assert untouched.mark(copy, copied=True) == untouched.settled(kept, kept.parent, copied=True)
    assert untouched.mark(copy) != untouched.settled(kept, kept.parent)
    longer(copy)
    assert untouched.mark(copy, copied=True) != untouched.mark(kept, copied=True)


def test_only_what_stays_as_it_was_is_settled(kept: Path) -> None:
    """What is no file, is gone, or has no folder of its disk beside it to tell the time is not settled."""
    assert untouched.settled(kept, kept.parent / "no folder") is None
    assert untouched.settled(kept.parent, kept.parent) is None
    assert untouched.settled(kept.with_name("gone"), kept.parent) is None
    with pytest.raises(FileNotFoundError):
        untouched.mark(kept.with_name("gone"))


@pytest.mark.skipif(untouched.SEES_ALL, reason="here the time of change tells, which nobody can set")
def test_times_to_come_are_not_settled(kept: Path) -> None:
    """A file from the future may be written again and bear the same time."""
    os.utime(kept, ns=(LONG_AGO * 2, LONG_AGO * 2))
    assert untouched.settled(kept, kept.parent) is None


def test_the_clock_of_a_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    """Asking a folder for its time makes no file that stays, and time goes on."""
    first = files.moment(tmp_path)
    assert files.moment(tmp_path) >= first > LONG_AGO
    assert list(tmp_path.iterdir()) == []
