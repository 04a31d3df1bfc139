"""Restores a backup into a folder of its own: whole or not at all, and paused until people have looked at the Page.

All happens in a working folder, also where nothing is to come of it (a dry run). Where the backup is not known to be
this campaign's own and leads elsewhere, a person is asked first.

A consent outranks the backup. Consents withdrawn since are read from the old campaign folder (where the command runs,
or from which the backup was made) and withdrawn again before anything appears. Posts that may be published already are
held (`schedules/database/after_restore.py`).
"""

import errno
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from campaign import new_campaign
from campaign.backup import examination, origin, refusals, sealed, unpack
from campaign.backup.examination import Examination
from campaign.backup.origin import Signer
from campaign.backup.pack import Progress
from campaign.backup.sealed import Keys
from campaign.backup.unpack import Unpacked
from campaign.settings import settings
from media import given_files, rights, temporary_copies
from schedules.database import after_restore, engine, events, remote_objects, tasks, withdrawals
from schedules.database.colleagues import NOBODY, Acting
from schedules.errors import BadRequest
from schedules.home import former
from schedules.model.records import ListedWithdrawal
from schedules.withdrawal import elsewhere, erase, steps

UNKNOWN = "restored-withdrawals"  # the task where nobody knows what was withdrawn since


@dataclass(frozen=True, kw_only=True)
class RestoreOptions:
    """Where to look for what happened since, and why the campaign will be paused, in words.

    `here` is the campaign folder where the command runs, `listed` a list of withdrawals that was named. `keys` open a
    sealed backup, `signer` knows this user's own. `agree` is asked before anything appears that leads elsewhere;
    a `dry` run ends before anything does. `remembered_in` are folders that remember working folders. `called` is
    by which word a film is called whose consent is withdrawn again; `acting` is who restores.
    """

    here: Path | None
    listed: Path | None
    reason: str
    called: str = withdrawals.CALLED
    keys: Keys = field(default_factory=Keys)
    signer: Signer | None = None
    agree: Callable[[Examination], bool] = lambda _found: False
    dry: bool = False
    remembered_in: tuple[Path, ...] = ()
    acting: Acting = NOBODY


@dataclass(frozen=True, kw_only=True)
class Restored:
    """What came back: of when, which posts rest now, which films were withdrawn again, and from where that was known.

    Of the films in `unfinished` something may still be on the Page; the posts in `scheduled`, Facebook shows by itself.
    It is a mere copy, `copy_of` a folder, where the campaign still stands there.
    """

    made_at: datetime
    held: tuple[int, ...]
    doubtful: tuple[int, ...]
    withdrawn: tuple[str, ...]
    unfinished: tuple[str, ...]
    scheduled: tuple[int, ...]
    known_from: tuple[Path, ...]
    examination: Examination
    copy_of: Path | None = None


@dataclass(frozen=True, kw_only=True)
class _Elsewhere:
    """What is known of the time since the backup: withdrawals, posts that people saw, and whence.

    `standing` are the folders whose database is the same campaign's for certain.
    """

    listed: list[ListedWithdrawal]
    out: frozenset[int]
    sources: tuple[Path, ...]
    standing: frozenset[Path]

    def the_one(self, here: Path | None) -> Path | None:
        """Return a folder where it is one whose database is the same campaign's."""
        place = here.resolve() if here else None
        return place if place in self.standing else None


def restore(
    path: Path, folder: Path, options: RestoreOptions, *, clock: Callable[[], datetime], progress: Progress
) -> Restored:
    """Put the backup at `path` into `folder`, which is new or empty; on any error it stays as it was.

    Raises BadRequest for a folder that is not empty, for a backup as `unpack.unpack` and `sealed.unseal` do, for a list
    of withdrawals that is none, and where nobody agreed; and OSError.
    """
    named = _named(options.listed)
    with _appearing(folder, options) as workshop:
        unpacked, is_sealed = _unpacked(path, workshop, options, progress)
        refusals.raise_for(path, workshop, unpacked.odd)
        manifest = unpacked.manifest
        _furnish(workshop)
        books = _opened(workshop, path).acting_as(options.acting)
        try:
            with books.read() as session:
                born = events.beginning(session)
            places = [place for place in (options.here, Path(manifest.folder)) if place and _is_folder(place)]
            known = _gathered(
                born,
                dict.fromkeys(one.resolve() for one in places),
                named,
                options.listed,
                work=workshop.parent,
            )
            standing = known.the_one(options.here)
            signs_here = origin.signs_here(born, options.signer)
            found = examination.examine(
                manifest, workshop, books, standing, sealed=is_sealed, signs_here=signs_here
            )
            if found.to_confirm and not options.dry and not options.agree(found):
                raise BadRequest("restore-unconfirmed", path=path)
            local = steps.Local(store=books, folder=workshop, place=folder.absolute(), clock=clock)
            done = _settled(replace(local, called=options.called), found, known, reason=options.reason)
        finally:
            books.close()
    if options.dry:
        return done
    return replace(done, copy_of=former.put_back(folder, places))


def _is_folder(place: Path) -> bool:
    """Tell whether a folder is there; its name may come from a backup, and be none, or another computer's share."""
    try:
        return place.is_absolute() and not str(place).startswith(("//", "\\\\")) and place.is_dir()
    except (OSError, ValueError):
        return False


def _unpacked(
    path: Path, workshop: Path, options: RestoreOptions, progress: Progress
) -> tuple[Unpacked, bool]:
    """Fill the working folder from the backup; what had to be unsealed for that is gone at once."""
    if path.exists() and not path.is_file():  # a pipe would be waited for
        raise BadRequest("backup-none", path=path)
    with given_files.opened(path) as raw:
        is_sealed = sealed.is_sealed(raw.read(64))
    if not is_sealed:
        return unpack.unpack(path, workshop, of=path, signer=options.signer, progress=progress), False
    unpack.require_room(path.stat().st_size, workshop, path)
    plain = workshop.parent / "unsealed"
    sealed.unseal(path, plain, options.keys)
    try:
        return unpack.unpack(plain, workshop, of=path, signer=options.signer, progress=progress), True
    finally:
        plain.unlink()


def _named(path: Path | None) -> list[ListedWithdrawal]:
    try:
        return erase.read_list(path) if path else []
    except (OSError, ValueError):
        raise BadRequest("withdrawn-no-list", path=path) from None


def _furnish(folder: Path) -> None:
    for name in new_campaign.FOLDERS:
        (folder / name).mkdir(mode=0o700, exist_ok=True)
    if not (folder / ".gitignore").exists():
        (folder / ".gitignore").write_text(new_campaign.IGNORED, encoding="utf-8")


def _opened(folder: Path, path: Path) -> engine.Store:
    """Open the database that came back, brought up to date; the backup itself is the copy from before that."""
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
    born: object, places: Iterable[Path], named: list[ListedWithdrawal], file: Path | None, *, work: Path
) -> _Elsewhere:
    """Ask each of these folders that holds the same campaign, its list even where its database is broken."""
    listed, out, sources, standing = list(named), set[int](), [file] if file else [], set[Path]()
    for number, place in enumerate(places):
        (copies := work / f"standing-{number}").mkdir(mode=0o700)
        books = engine.glimpsed(place, copies)
        if books is None and not (place / erase.LIST).is_file():
            continue
        if books is not None:
            try:
                with books.read() as session:
                    if events.beginning(session) != born:
                        continue
                    listed += erase.told_of(session)
                    out |= after_restore.shown(session)
                    standing.add(place)
            finally:
                books.close()
        listed += erase.listed(place)
        sources.append(place)
    return _Elsewhere(listed=listed, out=frozenset(out), sources=tuple(sources), standing=frozenset(standing))


def _settled(local: steps.Local, found: Examination, known: _Elsewhere, *, reason: str) -> Restored:
    """Pause, hold what may be out, and withdraw again what was withdrawn since."""
    books, now, since = local.store, local.clock(), found.made_at
    with books.write() as session:
        calmed = after_restore.calm(session, since=since, reason=reason, out=known.out, now=now)
        if not known.sources:
            due = (now + timedelta(days=1)).date()
            tasks.open_task(session, UNKNOWN, now=now, due_on=due, params={"since": since.date().isoformat()})
    again = elsewhere.withdraw_again(local, known.listed)
    with books.read() as session:
        resting = after_restore.still(session, calmed)
        scheduled = remote_objects.posts_to_take_back(session)
    return Restored(
        made_at=since,
        held=resting.held,
        doubtful=resting.doubtful,
        withdrawn=again.films,
        unfinished=again.unfinished,
        scheduled=scheduled,
        known_from=known.sources,
        examination=found,
    )


@contextmanager
def _appearing(folder: Path, options: RestoreOptions) -> Iterator[Path]:
    """Yield a folder to work in; without an error it becomes the folder, or its contents move into the empty one."""
    place = folder.absolute()
    if place.exists() and not place.is_dir():
        raise BadRequest("restore-on-file", folder=folder)
    home = place if place.is_dir() else place.parent
    temporary_copies.sweep_beside(home)
    if place.is_dir() and any(place.iterdir()):
        raise _not_empty(folder)
    with temporary_copies.working_folder(home, *options.remembered_in) as work:
        workshop = work / "campaign"
        workshop.mkdir(mode=0o700)
        yield workshop
        if options.dry:
            return
        try:
            _move_in(workshop, place) if place.is_dir() else workshop.rename(place)
            rights.give(place)
        except OSError as error:
            if error.errno in (errno.EEXIST, errno.ENOTEMPTY):  # somebody else was faster
                raise _not_empty(folder) from error
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


def _not_empty(folder: Path) -> BadRequest:
    here = folder.resolve() == Path.cwd().resolve()
    return BadRequest("restore-not-empty-here" if here else "restore-not-empty", folder=folder)
