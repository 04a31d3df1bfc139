"""The folder that was the campaign before: kept from publishing, asked what went out from it, told that it is over."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock, Timeout
from sqlmodel import Session

from media import rights
from schedules.database import after_restore, engine, events, posts
from schedules.database.engine import Store
from schedules.errors import NotReady, ScheduleError
from schedules.home import identity, record, standing
from schedules.home.identity import Identity
from schedules.home.record import Home
from schedules.home.standing import Former, Standing
from schedules.model.records import Pause
from schedules.model.states import State

_OBJECTS = "SELECT * FROM remote_object ORDER BY id"
_STOPPED = (State.HELD, State.CANCELLED)
_ABOUT_FILMS = ("testimony-added", "testimony-changed", "testimony-removed")
_ABOUT_CONSENTS = ("consent-recorded", "consent-voided")  # those withdrawn are withdrawn again
_EVENT = "SELECT at, event, post_number FROM event WHERE id = ?"


@dataclass(frozen=True, kw_only=True)
class LeftBehind:
    """The numbers of posts that were changed in a former home since a copy was made, each named once.

    `films` and `consents`: how often a film was added, changed or removed there, a consent recorded or voided.
    """

    added: tuple[int, ...] = ()
    held: tuple[int, ...] = ()
    cancelled: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()
    films: int = 0
    consents: int = 0


@dataclass(frozen=True, kw_only=True)
class Learnt:
    """What a former home's database tells: which posts are out, and whether anything at all happened since the copy.

    `pause` is the one that holds there, `behind` which posts people changed there since.
    """

    out: frozenset[int]
    went_on: bool
    pause: Pause | None
    behind: LeftBehind


def folder_of(found: Standing) -> Path | None:
    """Return the folder that was home before, where it certainly stands on this computer."""
    home = found.home
    if home is None or home.folder == found.here.folder or found.here.computer.is_other_than(home.computer):
        return None
    folder = Path(home.folder)
    return folder if standing.look_at(home) is Former.STANDS and _is_certain(folder, home) else None


def _is_certain(folder: Path, home: Home) -> bool:
    """Tell whether a folder is certainly that home, before anything is written there; its database may be damaged."""
    known, written = identity.of_folder(folder), record.read(folder)
    if known is None:
        return written is not None and written.number == home.number
    return known.is_same_as(home.identity)


@contextmanager
def resting(folder: Path | None) -> Iterator[Path | None]:
    """Let no service run in a former home meanwhile; yields its folder, None where it cannot be written to.

    Raises NotReady while one runs there.
    """
    lock = _lock(folder / record.LOCK) if folder else None
    try:
        if lock:
            lock.acquire(blocking=False)
    except Timeout:
        raise NotReady("adopt-service-runs", folder=folder) from None
    except OSError:
        folder = None
    try:
        yield folder
    finally:
        if lock:
            lock.release()


def _lock(path: Path) -> FileLock:
    return FileLock(path, mode=rights.file_mode(path))


@contextmanager
def opened(folder: Path | None) -> Iterator[Store | None]:
    """Open a former home's database as it is; None where there is none, or none that this program reads as it is."""
    store = None
    try:
        known = identity.of_folder(folder) if folder else None
        if folder and known and known.schema == engine.SCHEMA:  # one of before would be brought up to date
            store = engine.checked_in(folder)
    except ScheduleError:  # damaged, or locked by somebody
        store = None
    try:
        yield store
    finally:
        if store:
            store.close()


def learnt(store: Store, ours: Store) -> Learnt:
    """Compare what a former home did with what the copy knows of it."""
    with store.read() as theirs, ours.read() as mine:
        out = after_restore.shown(theirs)
        newest = events.newest_event(theirs)
        went_on = _event(theirs, newest) != _event(mine, newest) or _objects(theirs) != _objects(mine)
        behind = _behind(theirs, mine, out)
        return Learnt(out=out, went_on=went_on, pause=events.paused(theirs), behind=behind)


def _behind(theirs: Session, mine: Session, out: frozenset[int]) -> LeftBehind:
    """Sort by what became of them the posts that were changed since both were one, but for those that are out."""
    since = events.events(theirs, after_id=_last_common(theirs, mine))
    ours = {one.number: one for one in posts.posts(mine)}
    found: dict[str, list[int]] = {}
    for post in posts.posts(theirs):
        happened = [one for one in since if one.post_number == post.number]
        if not happened or post.number in out:
            continue
        if any(one.event == "added" for one in happened):
            found.setdefault("added", []).append(post.number)
        elif post.state in _STOPPED:
            found.setdefault(str(post.state), []).append(post.number)
        elif post.number in ours and any(one.by != "service" for one in happened):
            found.setdefault("changed", []).append(post.number)
    numbers = {name: tuple(sorted(numbers)) for name, numbers in found.items()}
    names = [one.event for one in since]
    return LeftBehind(**numbers, films=_count(names, _ABOUT_FILMS), consents=_count(names, _ABOUT_CONSENTS))


def _count(names: list[str], wanted: tuple[str, ...]) -> int:
    return sum(name in wanted for name in names)


def _last_common(theirs: Session, mine: Session) -> int:
    """Return the newest event that two databases of one campaign share; events are only ever added."""
    shared, first_other = 0, min(events.newest_event(theirs), events.newest_event(mine)) + 1
    while first_other - shared > 1:
        middle = (shared + first_other) // 2
        if _event(theirs, middle) == _event(mine, middle):
            shared = middle
        else:
            first_other = middle
    return shared


def _event(session: Session, number: int) -> object:
    row = session.connection().exec_driver_sql(_EVENT, (number,)).first()
    return tuple(row) if row else None


def _objects(session: Session) -> list[tuple[object, ...]]:
    return [tuple(row) for row in session.connection().exec_driver_sql(_OBJECTS)]


def put_back(folder: Path, before: Iterable[Path]) -> Path | None:
    """Make a folder with a restored backup the campaign, or a copy of the folder that still is; returns that one.

    Looked for is the campaign's home among the folders `before` and in this user's list; nothing is changed there.
    """
    store = engine.open_in(folder)
    try:
        known = identity.of(store)
        listed = record.listed(known)
        places = dict.fromkeys([*before, Path(listed.folder)] if listed else before)
        home = next(filter(None, (_standing_home(place, folder, known) for place in places)), None)
        if home:
            record.write(folder, home)
            identity.numbered(store)
            return Path(home.folder)
        with record.alone():
            standing.take(folder, store, after=listed)
    finally:
        store.close()
    return None


def _standing_home(place: Path, folder: Path, known: Identity) -> Home | None:
    """Return the home that a folder says it is, where it is another folder of the same campaign."""
    with suppress(OSError):
        if place.is_absolute() and not place.samefile(folder) and standing.seems_home(place):
            found = identity.of_folder(place)
            return record.read(place) if found and found.is_same_as(known) else None
    return None


def leave(folder: Path | None, home: Home) -> bool:
    """Write into a former home that the campaign has gone on to another folder; tell whether that could be done."""
    try:
        if folder is None:
            return False
        record.write(folder, replace(home, left=True))
    except OSError:
        return False
    return True
