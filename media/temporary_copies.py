"""Working folders for copies of what people gave, each for its owner alone, gone when the work is done.

A process that is killed leaves its folder behind. Therefore each is locked while its maker lives, and remembered in
the campaigns (or other folders) that are to look for it: `sweep` removes those whose maker has died, wherever they lie.
"""

import os
import re
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from media import files, given_files

RECORDS = ".copies"  # the folder in which a campaign remembers them: a file for each, saying where it lies
_NAME = re.compile(r"\.copies-[A-Za-z0-9_]{8}\.part")
_LONGEST = 8192  # bytes of a record: a path
_PLACES = ("films", "pictures", "consent", "brand", "renders", "rehearsal", "rehearsed")
# what versions before 0.2, and `init`, leave when they are killed, named by `tempfile`; they lock nothing
_OF_BEFORE = (
    ("films", ".arriving-"), ("pictures", ".arriving-"),
    ("", ".campaign-new-"), ("", ".campaign-restore-"), ("", ".backup-"),
)  # fmt: skip
_RANDOM = re.compile(r"[a-z0-9_]{8}")
_IN_BACKUP = re.compile(r"backup\.zip|campaign\.db(-wal|-shm|-journal)?")


@contextmanager
def working_folder(beside: Path, *known_to: Path) -> Iterator[Path]:
    """Yield a new folder inside `beside`, for this user alone, gone afterwards; `known_to` remember where it lies.

    A folder of `known_to` that cannot be written remembers nothing. Raises OSError where `beside` cannot be written.
    """
    with ExitStack() as records, files.working_folder(beside, "copies") as work:
        for folder in known_to:
            records.enter_context(_recorded(folder, work))
        yield work


def sweep(known_to: Path) -> list[Path]:
    """Remove the working folders that `known_to` remembers and whose makers have died; return which they were."""
    return [work for record in _records(known_to) for work in _swept(known_to, record)]


def sweep_beside(folder: Path) -> list[Path]:
    """Remove this user's working folders right inside a folder whose makers have died; return which they were."""
    return [work for work in _inside(folder) if _is_own(work) and files.remove_dead(work)]


def sweep_campaign(folder: Path) -> list[Path]:
    """Remove all that dead processes left in a campaign, also what older versions left; return what was removed."""
    older = [path for place, name in _OF_BEFORE for path in _of_before(folder / place, name)]
    for path in older:
        files.remove_folder(path)
    places = (folder, *(folder / name for name in _PLACES))
    beside = [work for place in places for work in (*_dead(place), *files.remove_dead_parts(place))]
    return [*sweep(folder), *beside, *(path for path in older if not path.exists())]


def _of_before(place: Path, name: str) -> list[Path]:
    """Return the folders that an older version called so; what people called much alike is not among them."""
    found = [path for path in sorted(place.glob(f"{name}*")) if _RANDOM.fullmatch(path.name[len(name) :])]
    return [path for path in found if _is_folder(path) and (name != ".backup-" or _holds_backup(path))]


def _holds_backup(folder: Path) -> bool:
    with suppress(OSError):
        return all(_IN_BACKUP.fullmatch(path.name) for path in folder.iterdir())
    return False


def _inside(folder: Path) -> list[Path]:
    with suppress(OSError):
        return [work for work in sorted(folder.iterdir()) if _is_ours(work)]
    return []


def _dead(folder: Path) -> list[Path]:
    return [work for work in _inside(folder) if files.remove_dead(work)]


def _is_own(work: Path) -> bool:
    """Tell whether a folder is this user's: in a place that is everybody's, others may have put one there."""
    return os.name == "nt" or work.lstat().st_uid == os.geteuid()


@contextmanager
def _recorded(folder: Path, work: Path) -> Iterator[None]:
    """Remember a working folder, and forget it once it is gone."""
    record = folder / RECORDS / work.name
    try:
        with suppress(OSError):
            _write(record, _told(folder, work))
        yield
    finally:
        if not work.exists():
            _forget(record)


def _write(record: Path, text: str) -> None:
    if record.parent.is_symlink():
        return
    for _ in range(9):  # another process may take the folder away as it removes its last record
        with suppress(FileNotFoundError), files.new(files.folder(record.parent) / record.name) as file:
            file.write(text.encode())
            return


def _told(folder: Path, work: Path) -> str:
    """Say where a working folder lies: from the folder that remembers it, if inside, since that may be moved."""
    place, home = work.resolve(), folder.resolve()
    return str(place.relative_to(home)) if place.is_relative_to(home) else str(place)


def _forget(record: Path) -> None:
    with suppress(OSError):
        record.unlink(missing_ok=True)
        record.parent.rmdir()  # refused where others are remembered


def _records(known_to: Path) -> list[Path]:
    try:
        return sorted((known_to / RECORDS).iterdir())
    except OSError:
        return []


def _swept(known_to: Path, record: Path) -> Iterator[Path]:
    work = _work(known_to, record)
    if work is None or not work.parent.is_dir():  # not a record of ours, or on a disk that is not here now
        return
    if not os.path.lexists(work):
        _forget(record)
    elif _is_ours(work) and files.remove_dead(work):
        _forget(record)
        yield work


def _work(known_to: Path, record: Path) -> Path | None:
    """Return the folder that a record tells of; None where it tells of none that could be ours."""
    if not _NAME.fullmatch(record.name):
        return None
    try:
        with given_files.ordinary(record, through_link=False) as file:
            told = file.read(_LONGEST).decode()
    except (OSError, ValueError):
        return None
    work = known_to / told
    return work if work.name == record.name and "\0" not in told else None


def _is_ours(work: Path) -> bool:
    """Tell whether this is a working folder and nothing of anybody else: its name, and the file that is locked."""
    return bool(_NAME.fullmatch(work.name)) and _is_folder(work) and files.is_working_folder(work)


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.lstat().st_mode)
    except OSError:
        return False
