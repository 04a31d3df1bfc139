"""Restores a backup into a folder of its own: whole or not at all, and paused until people have looked at the Page.

A consent outranks the backup. Consents withdrawn since are read from the old campaign folder (where the command runs,
or from which the backup was made) and withdrawn again before anything appears. Posts that may be published already are
held (`schedules/database/after_restore.py`).
"""

import errno
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from sqlmodel import Session

from campaign import new_campaign
from campaign.backup import unpack
from campaign.backup.pack import Progress
from campaign.backup.unpack import Manifest
from campaign.settings import settings
from schedules.database import (
    after_restore,
    engine,
    posts,
    remote_objects,
    tasks,
    testimonies,
    trusted_rows,
    withdrawals,
)
from schedules.errors import BadRequest
from schedules.home import former
from schedules.model.records import ListedWithdrawal, Withdrawal
from schedules.model.states import State
from schedules.withdrawal import erase, steps, unpublish

UNKNOWN = "restored-withdrawals"  # the task where nobody knows what was withdrawn since


@dataclass(frozen=True, kw_only=True)
class RestoreOptions:
    """Where to look for what happened since, and why the campaign will be paused, in words.

    `here` is the campaign folder where the command runs, `listed` a list of withdrawals that was named.
    """

    here: Path | None
    listed: Path | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class Restored:
    """What came back: of when, which posts rest now, which films were withdrawn again, and from where that was known.

    Of the films in `unfinished` something may still be on the Page; the posts in `scheduled`, Facebook shows by itself.
    It is a mere copy, `copy_of` a folder, where a service publishes from there.
    """

    made_at: datetime
    held: tuple[int, ...]
    doubtful: tuple[int, ...]
    withdrawn: tuple[str, ...]
    unfinished: tuple[str, ...]
    scheduled: tuple[int, ...]
    known_from: tuple[Path, ...]
    copy_of: Path | None = None


@dataclass(frozen=True, kw_only=True)
class _Elsewhere:
    """What is known of the time since the backup: withdrawals, posts that people saw, and whence."""

    listed: list[ListedWithdrawal]
    out: frozenset[int]
    sources: tuple[Path, ...]


def restore(
    path: Path, folder: Path, options: RestoreOptions, *, clock: Callable[[], datetime], progress: Progress
) -> Restored:
    """Put the backup at `path` into `folder`, which is new or empty; on any error it stays as it was.

    Raises BadRequest for a folder that is not empty, for a backup as `unpacking.unpack` does, for a list of withdrawals
    that is none; and OSError.
    """
    named = _named(options.listed)
    with _appearing(folder) as workshop:
        manifest = unpack.unpack(path, workshop, progress=progress)
        _furnish(workshop)
        books = _opened(workshop, path)
        try:
            with books.read() as session:
                born = after_restore.beginning(session)
            places = [place for place in (options.here, Path(manifest.folder)) if place and place.is_dir()]
            known = _gathered(born, dict.fromkeys(one.resolve() for one in places), options.listed, named)
            done = _settled(books, workshop, manifest, known, options.reason, clock)
        finally:
            books.close()
    return replace(done, copy_of=former.put_back(folder, [*places, Path(manifest.folder)]))


def _named(path: Path | None) -> list[ListedWithdrawal]:
    try:
        return erase.read_list(path) if path else []
    except (OSError, ValueError):
        raise BadRequest("withdrawn-no-list", path=path) from None


def _furnish(folder: Path) -> None:
    for name in new_campaign.FOLDERS:
        (folder / name).mkdir(exist_ok=True)
    if not (folder / ".gitignore").exists():
        (folder / ".gitignore").write_text(new_campaign.IGNORED, encoding="utf-8")


def _opened(folder: Path, path: Path) -> engine.Store:
    """Open the database that came back, brought up to date; the backup itself is the copy from before that.

    Nothing of it is believed: it is read through before any of it is used. Raises BadRequest with all that was found.
    """
    if found := [one for one in trusted_rows.findings(folder / engine.FILE) if one.code != "strange-file"]:
        raise trusted_rows.refusal("backup-strange", path, found)
    try:
        books = engine.checked_in(folder)
    except BadRequest as error:
        newer = error.code == "database-unknown-version"
        code = "backup-newer" if newer else "backup-damaged"
        raise BadRequest(code, path=path, program="?", name=engine.FILE) from error
    for aside in folder.glob("campaign.before-*.db"):
        aside.unlink()
    return books


def _gathered(
    born: object, places: Iterable[Path], file: Path | None, named: list[ListedWithdrawal]
) -> _Elsewhere:
    """Ask each of these folders that holds the same campaign, its list even where its database is broken."""
    listed, out, sources = list(named), set[int](), [file] if file else []
    for place in places:
        with tempfile.TemporaryDirectory(prefix="campaign-restore-") as hall:
            books = engine.glimpsed(place, Path(hall))
            if books is None and not (place / erase.LIST).is_file():
                continue
            if books is not None:
                try:
                    with books.read() as session:
                        if after_restore.beginning(session) != born:
                            continue
                        listed += erase.told_of(session)
                        out |= after_restore.shown(session)
                finally:
                    books.close()
            listed += erase.listed(place)
            sources.append(place)
    return _Elsewhere(listed=listed, out=frozenset(out), sources=tuple(sources))


def _settled(
    books: engine.Store,
    folder: Path,
    manifest: Manifest,
    known: _Elsewhere,
    reason: str,
    clock: Callable[[], datetime],
) -> Restored:
    """Pause, hold what may be out, and withdraw again what was withdrawn since."""
    now, since = clock(), manifest.made_at
    with books.write() as session:
        calmed = after_restore.calm(session, since=since, reason=reason, out=known.out, now=now)
        if not known.sources:
            due = (now + timedelta(days=1)).date()
            tasks.open_task(session, UNKNOWN, now=now, due_on=due, params={"since": since.date().isoformat()})
    begun, unfinished = _withdrawn(books, folder, known.listed, clock)
    with books.read() as session:
        held, doubtful = (
            _still(session, calmed.held, State.HELD),
            _still(session, calmed.doubtful, State.DOUBTFUL),
        )
        scheduled = remote_objects.posts_to_take_back(session)
    return Restored(
        made_at=since,
        held=held,
        doubtful=doubtful,
        withdrawn=begun,
        unfinished=unfinished,
        scheduled=scheduled,
        known_from=known.sources,
    )


def _withdrawn(
    books: engine.Store, folder: Path, listed: list[ListedWithdrawal], clock: Callable[[], datetime]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Withdraw again what is listed, as far as this computer goes; the rest, the service does on the Page."""
    unique = {json.dumps(one, sort_keys=True): one for one in (*erase.listed(folder), *listed)}
    listed = sorted(unique.values(), key=lambda one: str(one["asked_at"]), reverse=True)
    begun = steps.replay(books, listed, now=clock())
    local = steps.Local(store=books, folder=folder, clock=clock)
    with books.read() as session:
        open_ = [one.id for one in withdrawals.unfinished(session)]
    left = [number for number in open_ if not steps.carry_out(local, number, _nothing_on_a_page(books))]
    with books.read() as session:
        if listed:
            erase.keep(folder, listed)
            erase.listing(session, folder)
        return _slugs(session, begun), _slugs(session, left)


def _slugs(session: Session, numbers: list[int]) -> tuple[str, ...]:
    of = [withdrawals.one(session, number).testimony_id for number in numbers]
    return tuple(dict.fromkeys(testimonies.testimony_by_id(session, film).slug for film in of))


def _nothing_on_a_page(books: engine.Store) -> Callable[[Withdrawal], bool]:
    def gone(of: Withdrawal) -> bool:
        with books.read() as session:
            return not unpublish.has_work(session, of)

    return gone


def _still(session: Session, numbers: tuple[int, ...], state: State) -> tuple[int, ...]:
    return tuple(number for number in numbers if posts.post(session, number).state is state)


@contextmanager
def _appearing(folder: Path) -> Iterator[Path]:
    """Yield a workshop; without an error it becomes the folder, or its contents move into the empty one."""
    place = folder.absolute()
    if place.exists() and not place.is_dir():
        raise BadRequest("restore-on-file", folder=folder)
    if place.is_dir() and any(place.iterdir()):
        raise BadRequest("restore-not-empty", folder=folder)
    home = place if place.is_dir() else place.parent
    with tempfile.TemporaryDirectory(dir=home, prefix=".campaign-restore-") as hall:
        workshop = Path(hall) / "campaign"
        workshop.mkdir()
        yield workshop
        try:
            _move_in(workshop, place) if place.is_dir() else workshop.rename(place)
        except OSError as error:
            if error.errno in (errno.EEXIST, errno.ENOTEMPTY):  # somebody else was faster
                raise BadRequest("restore-not-empty", folder=folder) from error
            raise


def _move_in(workshop: Path, place: Path) -> None:
    """Move everything into an empty folder, the settings last, for they make it a campaign's; or nothing."""
    placed: list[tuple[Path, Path]] = []
    try:
        for item in sorted(workshop.iterdir(), key=lambda item: item.name == settings.FILE):
            target = place / item.name
            placed.append((target, item))
            item.rename(target)
    except BaseException:
        for target, item in placed:
            if target.exists():
                target.rename(item)
        raise
