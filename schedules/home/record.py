"""Where a campaign's home is written down: `campaign.home` in its folder, and a list of this user's on this computer.

The file goes wherever the folder goes, so that a copy says of what it is a copy. The list tells what a file cannot: a
copy without the file, one that was left behind, and how far the home had come when it was last at work.
"""

import json
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from media import files, given_files, json_values
from schedules.database.engine import MOST_CAMPAIGNS
from schedules.home.identity import Identity
from schedules.home.machine import Machine, this

FILE, LOCK = "campaign.home", ".service.lock"  # which of the folders, and which of the services in it
APPLICATION = "testimony-campaign"
_LARGEST = 64 * 1024  # bytes; ours have some hundred
_PATIENCE_S = 5.0


@dataclass(frozen=True, kw_only=True)
class Home:
    """The folder that is, or was, a campaign; each that follows another has the next `turn`.

    `number` and `born` are the campaign's, `machine` and `host` the computer's. `device` and `inode` are the folder's,
    in its file system: they stay with it when it is renamed, and no copy has them. `left` stands in a folder that gave
    the campaign away to this home. `seen` is the newest event that the home is known to have had.
    """

    number: int
    born: str
    machine: str
    host: str
    folder: str
    device: int
    inode: int
    turn: int
    left: bool = False
    seen: int = 0

    @property
    def computer(self) -> Machine:
        """The computer it is on."""
        return Machine(number=self.machine, name=self.host)

    @property
    def identity(self) -> Identity:
        """By what its campaign is known."""
        return Identity(number=self.number, born=self.born, had_a_home=True)

    def is_at(self, other: "Home") -> bool:
        """Tell whether two are one folder of one computer, perhaps renamed in between."""
        if self.inode and other.inode and self.inode != other.inode:
            return False
        return self.folder == other.folder or bool(self.inode and self.device == other.device)


def device_of(path: Path) -> int:
    """Return by what a path's file system is known, also after another start, when devices are numbered anew.

    ext4 and btrfs have a number of their own (f_fsid, statfs(2)), NTFS a serial number (`st_dev` on Windows); elsewhere
    it is the device's. Raises OSError.
    """
    own = os.statvfs(path).f_fsid if hasattr(os, "statvfs") else 0
    return own or path.stat().st_dev


def here(folder: Path, known: Identity, *, turn: int = 0) -> Home:
    """Return what a folder would be as a home. Raises OSError where it is gone."""
    path, computer = folder.resolve(), this()
    return Home(
        number=known.number,
        born=known.born,
        machine=computer.number,
        host=computer.name,
        folder=str(path),
        device=device_of(path),
        inode=path.stat().st_ino,
        turn=turn,
        seen=known.newest,
    )


def read(folder: Path) -> Home | None:
    """Return what a campaign folder says of its home; None where it says nothing that makes sense."""
    return _read(folder / FILE)


def write(folder: Path, home: Home) -> None:
    """Say in a campaign folder where its home is, whole or not at all. Raises OSError."""
    files.write_whole(folder / FILE, _text(home))


def listed(known: Identity) -> Home | None:
    """Return the last home of a campaign that this user's list knows on this computer.

    Each has a file named by its number, so only for one that has none yet all are read.
    """
    found: list[Home | None] = []
    with suppress(OSError):
        places = _list().iterdir() if known.number == 0 else [_list() / _name(known.number)]
        found = [_read(path) for path in places if path.suffix == ".json"]
    ours = [one for one in found if one and one.identity.is_same_as(known)]
    return max(ours, key=lambda one: one.turn, default=None)


def is_written(folder: Path) -> bool:
    """Tell whether a campaign folder has a file that says where its home is, whatever it says."""
    return os.path.lexists(folder / FILE)


def place(number: int) -> Path | None:
    """Return where this user's list has the campaign of that number; None where there can be no list."""
    with suppress(OSError):
        return _list() / _name(number)
    return None


def keep(home: Home) -> None:
    """Put a home into the list of this user, where one can be written: containers and services may have no place."""
    with suppress(OSError):
        _list().mkdir(mode=0o700, parents=True, exist_ok=True)
        files.write_whole(_list() / _name(home.number), _text(home))


@contextmanager
def alone() -> Iterator[None]:
    """Let no other program of this user change homes meanwhile, where that can be had."""
    from filelock import FileLock, Timeout  # homes change seldom, and are read by every command

    with ExitStack() as held:
        with suppress(OSError, Timeout):
            _list().mkdir(mode=0o700, parents=True, exist_ok=True)
            held.enter_context(FileLock(_list() / ".lock", timeout=_PATIENCE_S))
        yield


def _list() -> Path:
    """Return this user's list. Raises OSError for a user who has no place of their own, as in some containers."""
    import platformdirs

    try:
        folder = Path(platformdirs.user_state_dir(APPLICATION, appauthor=False)) / "homes"
    except RuntimeError as nowhere:  # nobody of the system's, and no HOME
        raise FileNotFoundError(APPLICATION) from nowhere
    if not folder.is_absolute():  # the same, in older releases
        raise FileNotFoundError(folder)
    return folder


def _name(number: int) -> str:
    """Return what the list calls the file of a campaign."""
    return f"{number:08x}.json"


def _text(home: Home) -> bytes:
    return json.dumps(asdict(home), indent=1).encode()


def _read(path: Path) -> Home | None:
    """Read a file of ours; one that leads elsewhere, is too large or says something else is none."""
    try:
        with given_files.ordinary(path, through_link=False) as file:
            told = json_values.parsed(file.read(_LARGEST))
        values = {field.name: told[field.name] for field in fields(Home)}
    except (OSError, ValueError, KeyError, TypeError):
        return None
    kinds = {field.name: type(getattr(_EXAMPLE, field.name)) for field in fields(Home)}
    fits = all(type(values[name]) is kind for name, kind in kinds.items()) and _is_sensible(values)
    return Home(**values) if fits else None


def _is_sensible(values: dict[str, Any]) -> bool:
    """Tell whether these can be a home's: such a file may come from anybody, together with a copy."""
    is_place = "\0" not in values["folder"] and Path(values["folder"]).is_absolute()
    return is_place and 0 < values["number"] <= MOST_CAMPAIGNS and values["turn"] > 0


_EXAMPLE = Home(number=1, born="", machine="", host="", folder="", device=0, inode=0, turn=1)
