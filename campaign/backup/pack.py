"""Writes a backup: one ZIP with the database at a single moment, the settings, and all files that cannot be made again.

A ZIP can be opened without this program; `manifest.json`, its last member, holds the hash of every other member. Left
out: tokens, which are kept elsewhere; finished films, which can be rendered again; the rehearsal Page.
"""

import hashlib
import json
import os
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from campaign import __version__
from campaign.posts import pictures
from campaign.settings import settings
from campaign.workspace import Workspace
from schedules.database import engine, posts, testimonies, withdrawals
from schedules.errors import BadRequest, NotReady

FORMAT = "testimony-campaign-backup"
MANIFEST = "manifest.json"
FOLDERS = (
    "brand",
    "films",
    "pictures",
    "consent",
)  # in this order: what was withdrawn meanwhile is read last
FILES = (settings.FILE, ".gitignore")
SQUEEZED = (engine.FILE, *FILES, MANIFEST)  # all else is pictures, films and scans, which do not get smaller
BLOCK = 1 << 20
UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\\ud800-\udfff]')
Progress = Callable[[float], None]


@dataclass(frozen=True, kw_only=True)
class Packed:
    """A backup as it was made: when the database stood like this, how many files it holds, its size in bytes.

    `missing` are files that the database refers to and the campaign folder lacks.
    """

    path: Path
    made_at: datetime
    files: int
    size: int
    missing: tuple[str, ...]


def pack(workspace: Workspace, path: Path, *, now: datetime, progress: Progress) -> Packed:
    """Write a backup of the campaign to `path`, whole or not at all; the service may go on meanwhile.

    What stood at `path` is replaced. Raises BadRequest where the place or a file's name is unfit, NotReady where a
    file went away meanwhile, OSError and sqlite3.Error.
    """
    place = path.parent.resolve(strict=True) / path.name
    _refuse_within(workspace.folder.resolve(), place)
    with tempfile.TemporaryDirectory(dir=place.parent, prefix=".backup-") as hall:
        new = Path(hall) / "backup.zip"
        books = workspace.store.copied(Path(hall))
        found = dict(_found(workspace.folder)) | {engine.FILE: books.path}
        try:
            books.check()
            missing = _missing(books, found)
        finally:
            books.close()
        with new.open("wb") as raw:
            members = _write(raw, found, progress, about=_about(workspace, now))
            raw.flush()
            os.fsync(raw.fileno())
        size = new.stat().st_size
        new.replace(place)
    return Packed(path=path, made_at=now, files=len(members), size=size, missing=missing)


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


def _about(workspace: Workspace, now: datetime) -> dict[str, object]:
    return {
        "format": FORMAT,
        "version": 1,
        "program": __version__,
        "schema": engine.SCHEMA,
        "campaign": workspace.settings.name,
        "folder": str(workspace.folder),
        "made_at": now.astimezone(workspace.rules.zone).isoformat(),
    }


def _refuse_within(folder: Path, place: Path) -> None:
    """A backup among the files that are backed up would hold itself, and every older one."""
    for name in FOLDERS:
        if place.is_relative_to(folder / name):
            raise BadRequest("backup-within", path=place, folder=name)
    if place.is_dir() or (place.parent == folder and place.name in (*FILES, engine.FILE)):
        raise BadRequest("backup-no-file", path=place)


def _found(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield every file that belongs into a backup, by its name there."""
    for name in FILES:
        if (folder / name).is_file():
            yield name, folder / name
    for name in FOLDERS:
        yield from _below(folder / name, name, ())


def _below(folder: Path, name: str, above: tuple[Path, ...]) -> Iterator[tuple[str, Path]]:
    """Yield the files of a folder; links are followed, but not in a circle, and what is just arriving is left out."""
    here = folder.resolve()
    if here in above or not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".arriving-"):
            continue
        if UNFIT.search(path.name):
            raise BadRequest("backup-name-unfit", path=f"{name}/{path.name!r}")
        if path.is_dir():
            yield from _below(path, f"{name}/{path.name}", (*above, here))
        elif path.is_file():
            yield f"{name}/{path.name}", path


def _write(
    raw: IO[bytes], found: dict[str, Path], progress: Progress, *, about: dict[str, object]
) -> dict[str, object]:
    """Write the archive and return what its manifest says of each file."""
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
        told = json.dumps(about | {"members": members}, ensure_ascii=False, indent=1)
        box.writestr(_info(MANIFEST), told.encode())
    return members


def _put(box: zipfile.ZipFile, name: str, path: Path) -> Iterator[bytes]:
    """Copy a file into the archive block by block, and yield each: films are larger than memory."""
    try:
        reader = path.open("rb")
    except FileNotFoundError:
        raise NotReady("backup-changed", path=name) from None
    with reader, box.open(_info(name, path), "w", force_zip64=True) as writer:
        while block := reader.read(BLOCK):
            writer.write(block)
            yield block


def _info(name: str, path: Path | None = None) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo.from_file(path, name, strict_timestamps=False) if path else zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED if name in SQUEEZED else zipfile.ZIP_STORED
    info.external_attr = 0o644 << 16
    return info
