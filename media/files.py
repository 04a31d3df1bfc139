"""Files that are there whole or not at all: written in one go, or made in a folder of their own and moved out.

Such a folder stands beside the finished films, locked while its maker lives and swept away when that one has died;
nothing gets a final name there, `render` moves a film out when it is whole.
"""

import errno
import os
import re
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import util
from pathlib import Path
from secrets import token_hex
from tempfile import mkdtemp
from typing import IO

from media import portable_names, rights
from media.errors import BadInput

SUFFIX = ".part"
_HELD = "held"
_TRIES = 9  # to make and lock a file before a sweep takes it
_PART = re.compile(r"\.[0-9a-f]{16}\.part")
_NEW_FILE = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


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
    """Remove the working folders of renders that died, not of living ones, nor what is none. Returns what was removed.

    What only bears such a name is not ours: a link, or a folder without the file that is locked.
    """
    return [work for work in sorted(folder.glob(f".*{SUFFIX}")) if _is_dead_folder(work)]


def _is_dead_folder(work: Path) -> bool:
    return not work.is_symlink() and is_working_folder(work) and remove_dead(work)


def remove_file(path: Path) -> None:
    """Remove a file or a link that may be gone already; a folder of people's, under whatever name, stays."""
    if path.is_symlink() or not path.is_dir():
        path.unlink(missing_ok=True)


def has_parts(folder: Path) -> bool:
    """Tell whether something unfinished stands in a folder: of the living, or of the dead."""
    with suppress(OSError), os.scandir(folder) as entries:
        return any(entry.name.endswith(SUFFIX) for entry in entries)
    return False


def is_working_folder(work: Path) -> bool:
    """Tell whether a folder is one that a process works or worked in: it holds the file that is locked."""
    try:
        return stat.S_ISREG((work / _HELD).lstat().st_mode)
    except OSError:
        return False


def remove_folder(folder: Path) -> None:
    """Remove a folder with all in it, as far as that is allowed."""
    shutil.rmtree(folder, ignore_errors=True)


def remove_dead(work: Path) -> bool:
    """Remove a working folder unless its maker lives; tell whether it is gone."""
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
    for _ in range(_TRIES):
        work = Path(mkdtemp(prefix=f".{name}-", suffix=SUFFIX, dir=folder))
        with suppress(FileNotFoundError):
            rights.give(work)
            lock = new(work / _HELD)
            if _take(lock, makes=True) and (work / _HELD).exists():
                return work, lock
            lock.close()
    raise _taken_away(folder)


def _taken_away(folder: Path) -> OSError:
    return OSError(errno.EAGAIN, os.strerror(errno.EAGAIN), str(folder))


if sys.platform == "win32":

    def _take(file: IO[bytes], *, makes: bool = False) -> bool:
        import msvcrt

        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:

    def _take(file: IO[bytes], *, makes: bool = False) -> bool:
        """Lock a file; where a drive has no locks, whoever makes one goes on, and nobody removes it for dead."""
        import fcntl

        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return makes
        return True


def flush_to_disk(path: Path) -> None:
    """Have the disk keep a file before it gets its final name."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def folder(path: Path) -> Path:
    """Make a folder where there is none yet, with the rights of its place, and return it.

    Raises BadInput where a link stands there: what is copied into it would lie elsewhere.
    """
    if path.is_symlink():
        raise BadInput("folder-is-link", path=str(path), target=str(path.readlink()))
    portable_names.require_fit(path, sys.platform)
    if not path.is_dir():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(FileExistsError):
            path.mkdir(mode=0o700)
            rights.give(path)
    return path


def new(path: Path) -> IO[bytes]:
    """Open a file that is not there yet, its rights those of its place from the first byte; never through a link."""
    return os.fdopen(_created(path), "w+b")


def new_private(path: Path) -> IO[bytes]:
    """Open a file that is not there yet, for this user alone wherever it lies; never through a link."""
    return os.fdopen(os.open(path, _NEW_FILE, 0o600), "w+b")


def moment(folder: Path) -> int:
    """Return the time now by the clock of a folder's disk, as its files get it, in nanoseconds; raises OSError."""
    path = folder / f".{token_hex(8)}{SUFFIX}"
    try:
        with new(path) as file:
            return os.fstat(file.fileno()).st_mtime_ns
    finally:
        path.unlink(missing_ok=True)


def made(path: Path) -> Path:
    """Make an empty file where there is none yet, for a library that opens it by its name; return the name."""
    if path.is_symlink():
        raise BadInput("file-is-link", path=str(path), target=str(path.readlink()))
    with suppress(FileExistsError):
        new(path).close()
    return path


def _created(path: Path, mode: int | None = None) -> int:
    """Make a file, closed to all but its owner until it has its mode: that of its place, where none is named."""
    descriptor = os.open(path, _NEW_FILE, 0o600)
    if rights.HAS_MODES:
        group = rights.group_around(path)
        if group is not None:
            os.fchown(descriptor, -1, group)
        os.fchmod(descriptor, rights.file_mode(path) if mode is None else mode)
    return descriptor


def place(source: Path, target: Path) -> Path:
    """Give a finished file its name, in the place of what stands there, a link included; return the name."""
    rights.give(source)
    return source.replace(target)


@contextmanager
def unfinished(target: Path, mode: int | None = None) -> Iterator[Path]:
    """Yield a new empty file beside the target, which afterwards takes its place, a link's included, or is gone.

    It is locked meanwhile where a file that is locked can be moved; what others left there that died goes.
    """
    portable_names.require_fit(target, sys.platform)
    remove_dead_parts(target.parent)
    part, held = _part(target, rights.file_mode(target) if mode is None else mode)
    try:
        yield part
        part.replace(target)
    finally:
        held.close()
        with suppress(OSError):  # or it would hide what was refused
            part.unlink(missing_ok=True)


def _part(target: Path, mode: int) -> tuple[Path, IO[bytes]]:
    """Make and lock an unfinished file; again, should somebody have taken it for a dead one between the two."""
    for _ in range(_TRIES):
        part = target.with_name(f".{token_hex(8)}{SUFFIX}")
        held = os.fdopen(_created(part, mode), "rb")
        if sys.platform == "win32":  # there nobody moves or removes what is open
            held.close()
            return part, held
        if _take(held, makes=True) and part.exists():
            return part, held
        held.close()
    raise _taken_away(target.parent)


def remove_dead_parts(folder: Path) -> list[Path]:
    """Remove the unfinished files of processes that died, not of living ones. Returns what was removed."""
    if sys.platform == "win32":
        return []
    with suppress(OSError):
        found = [entry.name for entry in os.scandir(folder) if _PART.fullmatch(entry.name)]
        return [folder / name for name in sorted(found) if _is_removed(folder / name)]
    return []


def _is_removed(part: Path) -> bool:
    try:
        descriptor = os.open(part, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode) or not _take(file):
                return False
            part.unlink()
    except OSError:
        return False
    return True


def write_whole(path: Path, content: bytes, *, keep_mode: bool = False) -> None:
    """Put bytes in a file's place, whole or not at all; a link there is replaced, and what it points at untouched.

    The file is its owner's alone from the first byte, or the group's that its campaign is shared with; a file of
    people's own may `keep_mode`. Raises OSError with the path; then nothing changed.
    """
    home = path.parent.resolve() / path.name
    try:
        known = home.lstat().st_mode if keep_mode and home.exists() else 0
        mode = stat.S_IMODE(known) & 0o777 if stat.S_ISREG(known) else None
        with unfinished(home, mode) as part, part.open("rb+") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as refused:
        raise OSError(refused.errno, refused.strerror, str(path)) from refused


def compiled(source: Path) -> bytes | None:
    """Return what was kept of something as Python keeps what it compiled; None where nothing was, or may be."""
    with suppress(OSError, NotImplementedError):
        return Path(util.cache_from_source(source)).read_bytes()
    return None


def keep_compiled(source: Path, content: bytes) -> None:
    """Keep what can be made anew where Python keeps what it compiled; where it may keep nothing, nothing is kept."""
    if sys.dont_write_bytecode:
        return
    with suppress(OSError, NotImplementedError):
        place = Path(util.cache_from_source(source))
        place.parent.mkdir(parents=True, exist_ok=True)
        write_whole(place, content)
