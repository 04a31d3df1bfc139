"""Reads a backup, and believes nothing in it before every byte has been compared with the manifest.

An archive may have been cut off, edited by somebody or made to do harm: its names lead only into the folder that is
being filled, its sizes are those that the manifest promises, and it holds what the manifest lists and nothing else.
"""

import hashlib
import json
import shutil
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from campaign.backup import pack
from campaign.backup.pack import BLOCK, FILES, FOLDERS, FORMAT, MANIFEST, Progress
from campaign.settings import settings
from schedules.database import engine
from schedules.errors import BadRequest

VERSION = 1
LONGEST = 64 << 20  # bytes of a manifest: some hundred thousand files
_BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError,
    OverflowError,
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What a backup says of itself; `folder` is where its campaign stood on the computer that made it."""

    made_at: datetime
    schema: str
    program: str
    folder: str
    members: dict[str, tuple[int, str]]  # name -> size, sha256


def unpack(path: Path, into: Path, *, progress: Progress) -> Manifest:
    """Put a backup's files into the folder `into`, which is empty, and return its manifest.

    Raises BadRequest for what is no backup, was made by a newer version, is damaged, or holds more than it should, and
    where there is no room. What was written by then is for the caller to remove.
    """
    with _opened(path) as archive:
        manifest = _manifest(archive, path)
        _refuse_strangers(archive, manifest, path)
        need, free = sum(size for size, _ in manifest.members.values()), shutil.disk_usage(into).free
        if need > free:
            raise BadRequest("restore-no-room", path=path, need=_mega(need), free=_mega(free))
        done = 0
        for name, (size, sha256) in manifest.members.items():
            if _put(archive, name, into, size) != sha256:
                raise BadRequest("backup-damaged", path=path, name=name)
            done += size
            progress(done / need if need else 1.0)
    return manifest


def _mega(size: int) -> int:
    return -(-size // 1_000_000)


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """Yield the archive; what it cannot be read for is one refusal."""
    try:
        with path.open("rb") as raw:
            start = raw.read(4)
            if start != b"PK\x03\x04":
                raise BadRequest("backup-none", path=path)
            with zipfile.ZipFile(raw) as archive:
                yield archive
    except _BROKEN as error:
        raise BadRequest("backup-damaged", path=path, name=f"{error}" or type(error).__name__) from error


def _manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    try:
        info = archive.getinfo(MANIFEST)
    except KeyError:
        raise BadRequest("backup-none", path=path) from None
    if info.file_size > LONGEST:
        raise BadRequest("backup-none", path=path)
    with archive.open(info) as reader:
        raw = reader.read(LONGEST)
    try:
        told: Any = json.loads(raw)
        if told["format"] != FORMAT:
            raise BadRequest("backup-none", path=path)
        if told["version"] > VERSION or str(told["schema"]) > engine.SCHEMA:
            raise BadRequest("backup-newer", path=path, program=told["program"])
        return _read(told)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise BadRequest("backup-damaged", path=path, name=MANIFEST) from None


def _read(told: dict[str, Any]) -> Manifest:
    made_at = datetime.fromisoformat(told["made_at"])
    if made_at.tzinfo is None:
        raise ValueError
    members = {name: (int(one["size"]), str(one["sha256"])) for name, one in told["members"].items()}
    about = {key: str(told[key]) for key in ("schema", "program", "folder")}
    return Manifest(made_at=made_at, members=members, **about)


def _refuse_strangers(archive: zipfile.ZipFile, manifest: Manifest, path: Path) -> None:
    """Refuse an archive that holds other files than its manifest says, or under names that lead elsewhere."""
    names = [info.filename for info in archive.infolist()]
    for info in archive.infolist():
        kind = stat.S_IFMT(info.external_attr >> 16)
        if not _is_ours(info.filename) or kind not in (0, stat.S_IFREG):
            raise BadRequest("backup-unsafe", path=path, name=info.filename)
    if len({*names}) != len(names) or {*names} != {*manifest.members, MANIFEST}:
        odd = sorted({*names} ^ {*manifest.members, MANIFEST}) or [MANIFEST]
        raise BadRequest("backup-damaged", path=path, name=odd[0])
    if missing := {engine.FILE, settings.FILE} - {*names}:
        raise BadRequest("backup-damaged", path=path, name=min(missing))


def _is_ours(name: str) -> bool:
    """Tell whether a member's name leads to one of our own places, on every system."""
    parts = name.split("/")
    if len(parts) == 1:
        return name in (*FILES, engine.FILE, MANIFEST)
    if parts[0] not in FOLDERS or pack.UNFIT.search(name):
        return False
    kinds = (PurePosixPath, PureWindowsPath)
    return all(
        part not in ("", ".", "..") and all(kind(part).parts == (part,) for kind in kinds) for part in parts
    )


def _put(archive: zipfile.ZipFile, name: str, into: Path, size: int) -> str:
    """Write one member, never more bytes than were promised, and return its sha256; "" where it is not as promised."""
    target = into.joinpath(*name.split("/"))
    digest, written = hashlib.sha256(), 0
    with suppress(FileExistsError, NotADirectoryError):  # two names that are one here
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(name) as reader, target.open("xb") as writer:
            while written <= size and (block := reader.read(BLOCK)):
                written += len(block)
                digest.update(block)
                writer.write(block)
        return digest.hexdigest() if written == size else ""
    return ""
