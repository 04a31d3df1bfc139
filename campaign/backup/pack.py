"""Writes a backup: one ZIP with the database at a single moment, the settings, and all files that cannot be made again.

A ZIP can be opened without this program; `manifest.json`, its last member, holds the hash of every other member and
the campaign's signature. Left out: tokens, which are kept elsewhere; finished films, which can be rendered again; the
rehearsal Page. A sealed backup is that ZIP in an `age` file, and stands nowhere unsealed while it is made.
"""

import errno
import hashlib
import json
import os
import platform
import zipfile
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from campaign import __version__
from campaign.backup import member_names, origin, refusals, sealed
from campaign.backup.member_names import FILES, FOLDERS, MANIFEST, MOST_FILES
from campaign.backup.origin import Signer
from campaign.backup.sealed import Seal
from campaign.posts import pictures
from campaign.workspace import Workspace
from media import files, given_files, portable_names, temporary_copies
from media.given_files import NotOrdinary
from schedules.database import engine, events, posts, testimonies, withdrawals
from schedules.errors import BadRequest, NotReady, ScheduleError

FORMAT = "testimony-campaign-backup"
SQUEEZED = (engine.FILE, *FILES, MANIFEST)  # all else is pictures, films and scans, which do not get smaller
BLOCK = 1 << 20
Progress = Callable[[float], None]
_GONE = (errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ELOOP)  # the file, or what stood above it


@dataclass(frozen=True, kw_only=True)
class Packed:
    """A backup as it was made: when the database stood like this, how many files it holds, its size in bytes.

    `missing` are files that the database refers to and the campaign folder lacks; `unsigned` is why there is no
    signature, None where there is one.
    """

    path: Path
    made_at: datetime
    files: int
    size: int
    missing: tuple[str, ...]
    sealed: bool
    unsigned: ScheduleError | None


@dataclass(frozen=True, kw_only=True)
class PackOptions:
    """How a backup is made: sealed with what, if it is, and signed with the keys of whom."""

    seal: Seal | None = None
    signer: Signer | None = None


def pack(
    workspace: Workspace,
    path: Path,
    options: PackOptions | None = None,
    *,
    now: datetime,
    progress: Progress,
) -> Packed:
    """Write a backup of the campaign to `path`, whole or not at all; the service may go on meanwhile.

    What stood at `path` is replaced. Raises BadRequest where the place, a file's name, a link or a key is unfit,
    NotReady where a file went away meanwhile, OSError and sqlite3.Error.
    """
    chosen = options or PackOptions()
    place = path.parent.resolve(strict=True) / path.name
    _refuse_within(workspace.folder.resolve(), place)
    sealed.check_recipients(chosen.seal.recipients if chosen.seal else ())
    found = dict(_found(workspace.folder))
    _refuse_names(found, path)
    temporary_copies.sweep_beside(place.parent)
    with temporary_copies.working_folder(workspace.folder, workspace.folder) as work:
        signing, missing = _moment(workspace, work, found, chosen.signer, now)
        with temporary_copies.working_folder(place.parent, workspace.folder) as beside:
            new = beside / "backup"
            _write_whole(new, found, chosen.seal, signing, progress)
            size = new.stat().st_size
            files.place(new, place)
    return Packed(
        path=path,
        made_at=now,
        files=len(found),
        size=size,
        missing=missing,
        sealed=chosen.seal is not None,
        unsigned=signing.trouble,
    )


def outside(folder: Path, path: Path) -> Path:
    """Return where the backup `path` of the campaign in `folder` goes: beside the folder if it was to lie in it.

    In it, a backup is lost with the folder, and keeps what a withdrawal erases. Raises BadRequest for an unfit place.
    """
    home, place = folder.resolve(), path.parent.resolve() / path.name
    _refuse_within(home, place)
    return home.parent / path.name if place.is_relative_to(home) else path


def _moment(
    workspace: Workspace, work: Path, found: dict[str, Path], signer: Signer | None, now: datetime
) -> tuple["_Signing", tuple[str, ...]]:
    """Copy the database as it stands to be found with the files; return how the backup is signed, what is missing."""
    books = workspace.store.copied(work)
    found[engine.FILE] = books.path
    try:
        books.check()
        about = _about(workspace, books, now)
        return _Signing(signer=signer, about=about), _missing(books, found)
    finally:
        books.close()


def _write_whole(
    new: Path, found: dict[str, Path], seal: Seal | None, signing: "_Signing", progress: Progress
) -> None:
    """Write the archive to a new file for this user alone, through the seal if there is one, and to the disk."""
    with files.new_private(new) as raw:
        with sealed.sealing(raw, seal) if seal else nullcontext(raw) as plain:
            _write(plain, found, progress, signing)
        raw.flush()
        os.fsync(raw.fileno())


def _missing(books: engine.Store, found: dict[str, Path]) -> tuple[str, ...]:
    """Return what the database refers to and the folder does not have: of films, subtitles, pictures, signed forms."""
    with books.read() as session:
        films = [
            one for one in testimonies.testimonies(session) if not withdrawals.film_is_gone(session, one.id)
        ]
        paths = [path for film in films for path in (film.film_path, *film.subtitles.values())]
        paths += [one.evidence_path for one in testimonies.consents(session) if one.withdrawn_at is None]
        paths += [path for post in posts.posts(session, posts.TO_COME) for path in pictures.shown(post)]
    return tuple(sorted({path for path in paths if path not in found}))


def _about(workspace: Workspace, books: engine.Store, now: datetime) -> dict[str, object]:
    with books.read() as session:
        beginning = events.beginning(session)
    return {
        "format": FORMAT,
        "version": 1,
        "program": __version__,
        "schema": engine.SCHEMA,
        "campaign": workspace.settings.name,
        "identity": origin.identity(beginning),
        "computer": platform.node(),
        "folder": str(workspace.folder),
        "made_at": now.astimezone(workspace.rules.zone).isoformat(),
    }


def _refuse_within(folder: Path, place: Path) -> None:
    """A backup among the files that are backed up would hold itself, and every older one."""
    for name in FOLDERS:
        if place.is_relative_to(folder / name):
            raise BadRequest("backup-within", path=place, folder=name)
    odd = place.exists() and not place.is_file()  # a folder, a pipe, a device
    if odd or (place.parent == folder and place.name.startswith((*FILES, engine.FILE))):
        raise BadRequest("backup-no-file", path=place)


def _refuse_names(found: dict[str, Path], path: Path) -> None:
    """Refuse what could not be restored everywhere."""
    if len(found) > MOST_FILES:
        raise BadRequest("backup-too-many", path=path, most=MOST_FILES)
    for name in found:
        if not member_names.is_ours(name):
            raise BadRequest("backup-name-unfit", path=f"{name!r}")
    for one, other in member_names.alike(found):
        raise BadRequest("backup-names-alike", path=one, other=other)


def _found(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield every file that belongs into a backup, by its name there; refuse all links that lead out, each by name."""
    home = folder.resolve()
    within, astray = tuple(home / name for name in FOLDERS), list[BadRequest]()
    for name in FILES:
        real = _resolved(home / name)
        if real is None or not real.is_relative_to(home):
            astray.append(_leads_out(name, home / name))
        elif real.is_file():
            yield name, real
    for name in FOLDERS:
        if _resolved(home / name) != home / name:
            astray.append(_leads_out(name, home / name))
        else:
            yield from _Walk(within=within, astray=astray).below(home / name, name, ())
    if astray:
        raise refusals.of("backup-links-out", astray, path=folder)


def _resolved(path: Path) -> Path | None:
    """Return where a path leads; None for a link that leads to itself."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return None


def _leads_out(name: str, path: Path) -> BadRequest:
    try:
        target = str(path.readlink())
    except OSError:  # one of the folders above it is the link
        target = "?"
    return BadRequest("backup-link-out", path=member_names.shown(name), target=member_names.shown(target))


@dataclass(frozen=True, kw_only=True)
class _Walk:
    """A walk through folders: links are followed `within` those that are backed up, others noted as `astray`."""

    within: tuple[Path, ...]
    astray: list[BadRequest]

    def below(self, here: Path, name: str, above: tuple[Path, ...]) -> Iterator[tuple[str, Path]]:
        """Yield the files of a real folder; not in a circle, and without what is just arriving."""
        if here in above or not here.is_dir():
            return
        for path in sorted(here.iterdir()):
            if path.name.startswith((".arriving-", ".copies-")):
                continue
            inner = f"{name}/{path.name}"
            if not portable_names.is_fit(path.name):
                raise BadRequest("backup-name-unfit", path=f"{name}/{path.name!r}")
            real = self._real(path, inner)
            if real is None:
                continue
            if real.is_dir():
                yield from self.below(real, inner, (*above, here))
            elif real.is_file():
                yield inner, real

    def _real(self, path: Path, name: str) -> Path | None:
        """Return the file or folder itself; None where it is elsewhere, which is noted."""
        real = _resolved(path)
        if real is None or not any(real.is_relative_to(place) for place in self.within):
            self.astray.append(_leads_out(name, path))
            return None
        return real


@dataclass(kw_only=True)
class _Signing:
    """Whose key signs the manifest; `trouble` is why none did: a keyring that stays shut is no reason for no backup."""

    signer: Signer | None
    about: dict[str, object]
    trouble: ScheduleError | None = None

    def manifest(self, members: dict[str, object]) -> bytes:
        """Return the manifest as it is written, signed where that is possible."""
        told = self.about | {"members": members}
        if self.signer is not None:
            try:
                told = origin.signed(told, self.signer.key(str(self.about["identity"])))
            except ScheduleError as error:
                self.trouble = error
        return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _write(raw: IO[bytes], found: dict[str, Path], progress: Progress, signing: _Signing) -> None:
    """Write the archive: each file, then the manifest that says what they are."""
    members: dict[str, object] = {}
    whole, done = sum(path.stat().st_size for path in found.values() if path.is_file()) or 1, 0
    with zipfile.ZipFile(raw, "w") as box:
        for name, path in found.items():
            digest, size = hashlib.sha256(), 0
            for block in _put(box, name, path):
                digest.update(block)
                size += len(block)
                progress(min(1.0, (done + size) / whole))
            done += size
            members[name] = {"size": size, "sha256": digest.hexdigest()}
        box.writestr(_info(MANIFEST), signing.manifest(members))


def _put(box: zipfile.ZipFile, name: str, path: Path) -> Iterator[bytes]:
    """Copy a file into the archive block by block, and yield each: films are larger than memory."""
    with _reader(name, path) as reader, box.open(_info(name, path), "w", force_zip64=True) as writer:
        while block := reader.read(BLOCK):
            writer.write(block)
            yield block


def _reader(name: str, path: Path) -> IO[bytes]:
    """Open a file that was found; a link or anything else that took its place since is not followed."""
    try:
        return given_files.ordinary(path, through_link=False)
    except OSError as error:
        if isinstance(error, NotOrdinary) or error.errno in _GONE:
            raise NotReady("backup-changed", path=name) from None
        raise


def _info(name: str, path: Path | None = None) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo.from_file(path, name, strict_timestamps=False) if path else zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED if name in SQUEEZED else zipfile.ZIP_STORED
    info.external_attr = 0o600 << 16
    return info
