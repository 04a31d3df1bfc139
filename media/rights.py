"""Who may read and write a campaign's files: their owner alone, or a group of the system too; nobody else.

A campaign that is shared shows it by its own folder: mode 2770, so that what is made inside belongs to that group.
Windows has no such modes; there the access list of the user's profile protects what lies in it, and nothing is done.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

HAS_MODES = os.name != "nt"
ROOT = "campaign.toml"  # makes a folder a campaign's
SECRETS = ("page.token",)  # their owner's alone, whatever is shared
_SHARED = 0o2770
_LOOK = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


@contextmanager
def private() -> Iterator[None]:
    """Have everything that this process makes meanwhile, by whatever library or child, be its user's alone."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def group_around(path: Path) -> int | None:
    """Return the group that the campaign around a path is shared with; None where it is its owner's alone.

    A group that this process is not in shares nothing with it: its folder is a stranger's.
    """
    if not HAS_MODES:
        return None
    here = Path(os.path.realpath(path.parent))
    root = next((folder for folder in (here, *here.parents) if (folder / ROOT).is_file()), None)
    if root is None:
        return None
    known = root.stat()
    shared = stat.S_IMODE(known.st_mode) == _SHARED and is_member(known.st_gid)
    return known.st_gid if shared else None


def file_mode(path: Path) -> int:
    """Return the mode that a new file at this place has."""
    return 0o600 if path.name in SECRETS or group_around(path) is None else 0o660


def give(path: Path) -> None:
    """Give a file or folder of ours, which is no link, the rights of its place."""
    if not HAS_MODES:
        return
    group = group_around(path)
    if group is not None:
        os.chown(path, -1, group)
    path.chmod(mode_for(path.lstat(), path.name, group))


def mode_for(known: os.stat_result, name: str, group: int | None) -> int:
    """Return the mode that a file or folder should have, where its campaign is shared with a group or with nobody."""
    if stat.S_ISDIR(known.st_mode):
        return 0o700 if group is None else _SHARED
    owner = stat.S_IMODE(known.st_mode) & 0o700
    return owner if group is None or name in SECRETS else owner | owner >> 3


@dataclass(frozen=True, kw_only=True)
class Repaired:
    """What was closed, and what could not be: of another owner, or the same file under a name elsewhere."""

    closed: tuple[Path, ...]
    left: tuple[Path, ...]


def too_open(folder: Path, group: int | None) -> list[Path]:
    """Return what people who should not may read or write, and what the group that should may not; links aside."""
    if not HAS_MODES:
        return []
    return [path for path in _everything(folder) if _is_wrong(path, group)]


def repair(folder: Path, group: int | None) -> Repaired:
    """Give everything in a campaign's folder its rights, the folder itself first. No link is followed."""
    closed, left = list[Path](), list[Path]()
    for path in too_open(folder, group):
        (closed if _repaired(path, group) else left).append(path)
    return Repaired(closed=tuple(closed), left=tuple(left))


def is_shared_with(folder: Path, group: int) -> bool:
    """Tell whether a campaign's folder is shared with this group already."""
    known = folder.stat()
    return (known.st_gid, stat.S_IMODE(known.st_mode)) == (group, _SHARED)


def is_ours(path: Path) -> bool:
    """Tell whether this process may change a file's rights."""
    return os.geteuid() in (0, path.stat().st_uid)


def group_number(name: str) -> int | None:
    """Return the number of a system's group; None where there is none of that name."""
    import grp

    try:
        return grp.getgrnam(name).gr_gid
    except KeyError:
        return None


def is_member(group: int) -> bool:
    """Tell whether this process may give files to a group."""
    return os.geteuid() == 0 or group in (os.getegid(), *os.getgroups())


def _everything(folder: Path) -> Iterator[Path]:
    """Yield a folder and all in it, each folder before its contents, without going through links."""
    yield folder
    for here, folders, names in os.walk(folder, followlinks=False):
        yield from (Path(here, name) for name in sorted([*folders, *names]))


def _is_wrong(path: Path, group: int | None) -> bool:
    try:
        known = path.lstat()
    except OSError:  # gone meanwhile
        return False
    if not (stat.S_ISREG(known.st_mode) or stat.S_ISDIR(known.st_mode)):
        return False
    if group is None or path.name in SECRETS:
        return bool(stat.S_IMODE(known.st_mode) & 0o077)
    return known.st_gid != group or stat.S_IMODE(known.st_mode) != mode_for(known, path.name, group)


def _repaired(path: Path, group: int | None) -> bool:
    """Change what is really there, whatever is put in its place meanwhile; not what bears a name elsewhere too."""
    try:
        descriptor = os.open(path, _LOOK)
    except OSError:
        return False
    try:
        known = os.fstat(descriptor)
        if stat.S_ISREG(known.st_mode) and known.st_nlink > 1:
            return False
        if group is not None and known.st_gid != group:
            os.fchown(descriptor, -1, group)
        os.fchmod(descriptor, mode_for(known, path.name, group))
    except OSError:
        return False
    finally:
        with suppress(OSError):
            os.close(descriptor)
    return True
