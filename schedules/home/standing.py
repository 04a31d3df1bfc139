"""Whether a folder is the campaign, or a copy of it: judged from what is written down, and from what still stands.

A folder that was renamed is known by its inode, one that was moved to another disk by the place that it left. Whatever
cannot be known is taken for a copy, as a post that waits does less harm than one that goes out twice; `campaign adopt`
settles it. Computers cloned whole, with their disks, cannot be told apart.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from schedules.database import engine
from schedules.database.engine import Store
from schedules.errors import NotReady
from schedules.home import identity, record
from schedules.home.identity import Identity
from schedules.home.record import Home


class Verdict(Enum):
    """What a folder is; those that are no home are the codes of why they publish nothing."""

    HOME = "home"
    NEW = "home-new"
    MOVED = "home-moved"
    COPY = "home-copy"
    HIDDEN = "home-hidden"
    ELSEWHERE = "home-elsewhere"
    LEFT = "home-left"
    OLDER = "home-older"
    UNKNOWN = "home-unknown"


PUBLISHES = (Verdict.HOME, Verdict.NEW, Verdict.MOVED)


class Former(Enum):
    """What became of the folder that was home before."""

    STANDS = "stands"
    GONE = "gone"
    HIDDEN = "hidden"


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What is known of a folder: itself, what its file and this user's list say, and its database."""

    here: Home
    written: Home | None
    listed: Home | None
    known: Identity

    @property
    def is_behind(self) -> bool:
        """Whether the home is known to have done more than this database knows; one that never had a home may be."""
        had_a_home = self.known.had_a_home or self.written is not None
        return had_a_home and self.listed is not None and self.known.newest < self.listed.seen


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A folder as it was judged; `home` is the campaign's as far as anybody knows, `here` the folder itself.

    `before` is the home that it took the place of just now.
    """

    verdict: Verdict
    here: Home
    home: Home | None
    before: Home | None = None

    @property
    def publishes(self) -> bool:
        """Whether the Page may be changed from here."""
        return self.verdict in PUBLISHES

    @property
    def told(self) -> dict[str, object]:
        """What a sentence about it needs."""
        home = self.home or self.here
        return {"folder": home.folder, "host": home.host, "here": self.here.folder}

    def refusal(self) -> NotReady:
        """Return why nothing is published from here."""
        return NotReady(self.verdict.value, **self.told)


def judge(evidence: Evidence, look: Callable[[Home], Former]) -> Standing:
    """Say what a folder is; `look` tells what became of the folder that was home, where it is another one."""
    known = [one for one in (evidence.written, evidence.listed) if one]
    home = max(known, key=lambda one: one.turn, default=None)  # of two alike, what the folder says
    return Standing(verdict=_verdict(evidence, home, look), here=evidence.here, home=home)


def _verdict(evidence: Evidence, home: Home | None, look: Callable[[Home], Former]) -> Verdict:
    here = evidence.here
    if home is None:
        return Verdict.UNKNOWN if evidence.known.had_a_home else Verdict.NEW
    if here.computer.is_other_than(home.computer) and not _is_mounted_here(here, home):
        return Verdict.ELSEWHERE
    if home.left:
        return Verdict.LEFT
    if here.is_at(home):
        return Verdict.OLDER if evidence.is_behind else Verdict.HOME
    in_its_place = here.folder == home.folder
    if not in_its_place and evidence.written is not None and home is not evidence.written:
        return Verdict.LEFT
    became = Former.GONE if in_its_place else look(home)
    if became is Former.GONE or (became is Former.HIDDEN and here.inode == home.inode != 0):
        return Verdict.OLDER if evidence.is_behind else Verdict.MOVED
    return Verdict.COPY if became is Former.STANDS else Verdict.HIDDEN


def _is_mounted_here(here: Home, home: Home) -> bool:
    """Tell of a computer without a number, such as a container, whose name changes, that the folder stayed the same."""
    return not (here.machine and home.machine) and here.is_at(home) and here.inode == home.inode


def of(folder: Path, store: Store) -> Standing:
    """Judge a campaign folder with its database; nothing is changed. Raises OSError where it is gone."""
    known = identity.of(store)
    written = record.read(folder)
    if written and known.is_another_than(written.number):
        written = None  # the file came from another campaign
    here, listed = record.here(folder, known), record.listed(known)
    evidence = Evidence(
        here=here, written=_followed(written, here), listed=_followed(listed, here), known=known
    )
    return judge(evidence, look_at)


def _followed(home: Home | None, here: Home) -> Home | None:
    """Return a home with the name its folder bears now, where it was renamed beside its old place or beside us."""
    if home is None or not home.inode or here.is_at(home) or here.machine != home.machine:
        return home
    for parent in dict.fromkeys((Path(home.folder).parent, Path(here.folder).parent)):
        with suppress(OSError), os.scandir(parent) as entries:
            for entry in entries:
                if entry.inode() == home.inode and record.device_of(Path(entry)) == home.device:
                    return replace(home, folder=entry.path)
    return home


def seems_home(folder: Path) -> bool:
    """Tell whether a folder says of itself that it is the home: what may be asked each time, and costs nothing."""
    written = record.read(folder)
    if written is None or written.left:
        return False
    here = record.here(folder, written.identity)
    return here.is_at(written) and not here.computer.is_other_than(written.computer)


def whereabouts(folder: Path) -> Home | None:
    """Return the campaign's home as far as anybody knows, asked from a folder that is not it."""
    known = identity.of_folder(folder)
    found = [record.read(folder), record.listed(known) if known else None]
    return max((one for one in found if one), key=lambda one: one.turn, default=None)


def look_at(home: Home) -> Former:
    """Say what became of a former home. What cannot be looked into is hidden, as a disk that was taken out."""
    folder = Path(home.folder)
    if folder.anchor.startswith("\\\\"):
        return Former.HIDDEN  # whoever is asked for a share learns our name and a hash of our password
    try:
        if not _exists(folder / engine.FILE):
            return Former.GONE if _nearest_device(folder) == home.device else Former.HIDDEN
    except OSError:
        return Former.HIDDEN
    found = identity.of_folder(folder)
    return Former.STANDS if found is None or found.is_same_as(home.identity) else Former.GONE


def _exists(path: Path) -> bool:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def _nearest_device(folder: Path) -> int:
    """Return the file system where a folder would be; another than it was on means that one is not mounted now."""
    return record.device_of(next(one for one in (folder, *folder.parents) if _exists(one)))


def settle(folder: Path, store: Store) -> Standing:
    """Judge a folder, and write down as its home what is new, was moved, or bears another name now.

    The standing tells what it was before, and the home as it is written now. Raises NotReady where it is no home, and
    OSError where it is gone.
    """
    found = of(folder, store)
    if found.verdict is Verdict.HOME:
        return _refreshed(folder, found)
    if not found.publishes:
        raise found.refusal()
    with record.alone():
        found = of(folder, store)
        if not found.publishes:
            raise found.refusal()
        return replace(found, home=take(folder, store, after=found.home), before=found.home)


def begin(folder: Path, store: Store) -> None:
    """Let a campaign that never had a home have one, where its folder can be written to."""
    places = (folder, folder / engine.FILE)
    may = not record.is_written(folder) and all(os.access(place, os.W_OK) for place in places)
    if may and of(folder, store).verdict is Verdict.NEW:
        settle(folder, store)


def take(folder: Path, store: Store, *, after: Home | None) -> Home:
    """Make a folder the home that follows another; raises OSError where that cannot be written down there."""
    known = identity.numbered(store, like=after.number if after else 0)
    home = record.here(folder, known, turn=after.turn + 1 if after else 1)
    record.write(folder, home)
    record.keep(home)
    return home


def _refreshed(folder: Path, found: Standing) -> Standing:
    assert found.home is not None
    now = replace(found.here, turn=found.home.turn, seen=max(found.home.seen, found.here.seen))
    if (now.folder, now.device, now.inode) == (found.home.folder, found.home.device, found.home.inode):
        return found
    if os.access(folder, os.W_OK):
        record.write(folder, now)
        record.keep(now)
    return replace(found, home=now)
