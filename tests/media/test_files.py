"""Files that are there whole or not at all."""

import errno
import os
import stat
from pathlib import Path

import pytest

from media import files

needs_modes = pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such modes")


def mode(path: Path) -> str:
    """Return a file's permissions as octal digits."""
    return f"{stat.S_IMODE(path.stat().st_mode):o}"


@needs_modes
@pytest.mark.parametrize(("keep_mode", "after"), [(True, "640"), (False, "600")])
def test_permissions(tmp_path: Path, keep_mode: bool, after: str) -> None:
    """A file that is written anew is its owner's alone, unless it is people's own and they have opened it."""
    path = tmp_path / "plan.csv"
    path.write_bytes(b"old")
    path.chmod(0o640)
    files.write_whole(path, b"new", keep_mode=keep_mode)
    assert (path.read_bytes(), mode(path)) == (b"new", after)


@needs_modes
@pytest.mark.parametrize("keep_mode", [True, False])
def test_a_new_file(tmp_path: Path, keep_mode: bool) -> None:
    """A new file is its owner's alone, whatever new files are elsewhere on this computer."""
    umask = os.umask(0o000)
    try:
        files.write_whole(tmp_path / "a", b"x", keep_mode=keep_mode)
    finally:
        os.umask(umask)
    assert mode(tmp_path / "a") == "600"


@pytest.mark.parametrize("keep_mode", [True, False])
def test_a_link_is_replaced(tmp_path: Path, keep_mode: bool) -> None:
    """A link in a file's place is replaced by the file; what it points at stays as it was."""
    (tmp_path / "theirs").write_bytes(b"old")
    (tmp_path / "report.html").symlink_to("theirs")
    files.write_whole(tmp_path / "report.html", b"new", keep_mode=keep_mode)
    assert ((tmp_path / "theirs").read_bytes(), (tmp_path / "report.html").is_symlink()) == (b"old", False)


@pytest.mark.parametrize("name", ["folder", "missing/report.html"])
def test_nothing_is_left_of_a_failure(tmp_path: Path, name: str) -> None:
    """What cannot be written names the file that was asked for, and leaves nothing behind."""
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match=name.partition("/")[0]) as caught:
        files.write_whole(tmp_path / name, b"new")
    assert caught.value.filename == str(tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


@needs_modes
def test_a_closed_file_is_never_open_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a file that others may not read is written anew, they may not read its new form either."""
    path = tmp_path / "campaign.toml"
    path.write_bytes(b"old")
    path.chmod(0o600)
    seen: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda _file: seen.extend(mode(one) for one in tmp_path.glob(".*.part")))
    files.write_whole(path, b"new")
    assert (seen, mode(path)) == (["600"], "600")


def test_a_place_that_is_no_folder(tmp_path: Path) -> None:
    """A file within a file is refused by its own name."""
    (tmp_path / "plan.csv").write_bytes(b"old")
    with pytest.raises(OSError, match="Not a directory") as caught:
        files.write_whole(tmp_path / "plan.csv" / "x.csv", b"new")
    assert caught.value.filename == str(tmp_path / "plan.csv" / "x.csv")


@needs_modes
def test_a_drive_without_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a network drive has no locks, work goes on in a folder of its own, and nobody removes it for dead."""
    import fcntl

    def flock(_descriptor: int, _operation: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", flock)
    with files.working_folder(tmp_path, "film") as work:
        assert files.remove_dead_folders(tmp_path) == []
        assert work.is_dir()
    assert files.write_whole(tmp_path / "a", b"x") is None
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@needs_modes
def test_what_is_always_taken_away_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where others hold whatever is made, it is tried some times and ends in an error that names the folder."""
    import fcntl

    def flock(_descriptor: int, _operation: int) -> None:
        raise BlockingIOError(errno.EWOULDBLOCK, "taken")

    monkeypatch.setattr(fcntl, "flock", flock)
    with pytest.raises(OSError, match=str(tmp_path)), files.working_folder(tmp_path, "film"):
        pass
    with pytest.raises(OSError, match=str(tmp_path)):
        files.write_whole(tmp_path / "a", b"x")
