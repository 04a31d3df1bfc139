"""Files that are there whole or not at all: written in one go, or made in a folder of their own and moved out.

Such a folder stands beside the finished films, locked while its maker lives and swept away when that one has died;
nothing gets a final name there, `render` moves a film out when it is whole.
"""

import os
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from tempfile import mkdtemp
from typing import IO

SUFFIX = ".part"
_HELD = "held"
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)  # never through a link


@contextmanager
def working_folder(folder: Path, name: str) -> Iterator[Path]:
    """A new folder inside `folder`, gone afterwards whatever happened."""
    work, lock = _locked(folder, name)
    try:
        yield work
    finally:
        lock.close()
        shutil.rmtree(work, ignore_errors=True)


def remove_dead_folders(folder: Path) -> list[Path]:
    """Remove the working folders of renders that died, not of living ones. Returns what was removed."""
    return [work for work in sorted(folder.glob(f".*{SUFFIX}")) if work.is_dir() and _swept(work)]


def _swept(work: Path) -> bool:
    try:
        with (work / _HELD).open("ab") as held:
            if not _take(held):
                return False
            if sys.platform != "win32":
                shutil.rmtree(work, ignore_errors=True)
    except OSError:
        return False
    shutil.rmtree(work, ignore_errors=True)  # Windows removes a file only after it is closed
    return not work.exists()


def _locked(folder: Path, name: str) -> tuple[Path, IO[bytes]]:
    """Make and lock a folder; again, should a sweep have taken it between the two."""
    while True:
        work = Path(mkdtemp(prefix=f".{name}-", suffix=SUFFIX, dir=folder))
        with suppress(FileNotFoundError):
            lock = (work / _HELD).open("ab")
            if _take(lock) and (work / _HELD).exists():
                return work, lock
            lock.close()


if sys.platform == "win32":

    def _take(file: IO[bytes]) -> bool:
        import msvcrt

        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:

    def _take(file: IO[bytes]) -> bool:
        import fcntl

        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


def flush_to_disk(path: Path) -> None:
    """Have the disk keep a file before it gets its final name."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def write_whole(path: Path, content: bytes, *, private: bool = False) -> None:
    """Put bytes in a file's place, whole or not at all; what stood there keeps its permissions, a link its target.

    A `private` file is its owner's alone from the first byte, and takes the place of a link. Raises OSError with the
    path; then nothing changed.
    """
    home = path.parent.resolve() / path.name if private else path.resolve()
    known = stat.S_IMODE(home.stat().st_mode) if home.exists() and not private else None
    part = home.with_name(f".{token_hex(8)}{SUFFIX}")
    try:
        descriptor = os.open(part, _NEW_FILE, _first_mode(private, known))
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if known is not None:
            part.chmod(known)
        part.replace(home)
    except OSError as refused:
        raise OSError(refused.errno, refused.strerror, str(path)) from refused
    finally:
        with suppress(OSError):  # or it would hide what was refused
            part.unlink(missing_ok=True)


def _first_mode(private: bool, known: int | None) -> int:
    """The mode a new file begins with: never wider than that of the file whose place it takes."""
    if private:
        return 0o600
    return 0o666 if known is None else known & 0o600
