"""Reads a backup, and believes nothing in it before every byte has been compared with the manifest.

An archive may have been cut off, edited by somebody or made to do harm: its names lead only into the folder that is
being filled, its sizes are those that the manifest promises, and it holds what the manifest lists and nothing else.
All that is wrong is found before it is refused, so that people see what was done to it.
"""

import errno
import hashlib
import os
import shutil
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from campaign.backup import member_names, origin
from campaign.backup.member_names import FILES, MANIFEST, MOST_FILES, shown
from campaign.backup.origin import Origin, Signer
from campaign.backup.pack import BLOCK, FORMAT, Progress
from campaign.settings import settings
from media import files, json_values
from schedules.database import engine
from schedules.errors import BadRequest

VERSION = 1
LONGEST = 32 << 20  # bytes of a manifest, and of a list of members: more than 50,000 files need
MOST_GROWTH = 200  # how many times its size an archive may unpack to, beyond `SMALL`: databases shrink most
SMALL = 64 << 20
LONGEST_TEXT = 1_000_000  # bytes of the settings
YEARS = range(2020, 2200)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError,
    OverflowError, struct.error,
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What a backup says of itself, and whether that is signed.

    `folder` is where its campaign stood on the `computer` that made it; all of it is believed only where `origin` is
    `own`.
    """

    made_at: datetime
    schema: str
    program: str
    folder: str
    campaign: str
    computer: str
    members: dict[str, tuple[int, str]]  # name -> size, sha256
    origin: Origin


@dataclass(frozen=True, kw_only=True)
class Unpacked:
    """What was in an archive: its manifest, and by name what no backup of ours holds, or not so; that was left out."""

    manifest: Manifest
    odd: dict[str, BadRequest]


def unpack(path: Path, into: Path, *, of: Path, signer: Signer | None = None, progress: Progress) -> Unpacked:
    """Put the files of the archive `path` into the folder `into`, which is empty, as far as they can be believed.

    `of` is the file that people named, for what is said. Raises BadRequest for what is no backup, was made by a newer
    version, cannot be read, or swells, and where there is no room. What was written by then, the caller removes.
    """
    with _opened(path, of) as archive:
        manifest = _manifest(archive, of, signer)
        odd = _odd_members(archive, manifest, of)
        _require_measure(archive, manifest, path, of)
        require_room(sum(size for size, _ in manifest.members.values()), into, of)
        whole, done = sum(size for size, _ in manifest.members.values()) or 1, 0
        for name, (size, _) in manifest.members.items():
            if name not in odd:
                with _naming(of, name, odd):
                    _put(archive, name, into, manifest.members[name])
            done += size
            progress(done / whole)
    return Unpacked(manifest=manifest, odd=odd)


def require_room(need: int, folder: Path, of: Path) -> None:
    """Refuse, before anything is written, what needs more bytes than the disk of a folder has free."""
    free = shutil.disk_usage(folder).free
    if need > free:
        raise BadRequest("restore-no-room", path=of, need=_mega(need), free=_mega(free))


def _require_measure(archive: zipfile.ZipFile, manifest: Manifest, path: Path, of: Path) -> None:
    """Refuse what unpacks to far more than its size, or says that it packs more than it is."""
    size = path.stat().st_size
    packed = sum(info.compress_size for info in archive.infolist())
    whole = sum(size for size, _ in manifest.members.values())
    if packed > size or whole > MOST_GROWTH * size + SMALL:
        raise BadRequest("backup-swells", path=of, size=_mega(size), whole=_mega(whole))


def _mega(size: int) -> int:
    return -(-size // 1_000_000)


@contextmanager
def _opened(path: Path, of: Path) -> Iterator[zipfile.ZipFile]:
    """Yield the archive; what it cannot be read for is one refusal."""
    try:
        with _broken(), path.open("rb") as raw:
            if raw.read(4) != b"PK\x03\x04":
                raise BadRequest("backup-none", path=of)
            if _size_of_list(raw) > LONGEST:
                raise BadRequest("backup-too-many", path=of, most=MOST_FILES)
            with zipfile.ZipFile(raw) as archive:
                yield archive
    except zipfile.BadZipFile as error:
        raise BadRequest("backup-cut-off", path=of) from error


def _size_of_list(raw: IO[bytes]) -> int:
    """Return how many bytes the archive's own list of members takes, before it is read into memory as a whole.

    From the record at the end (APPNOTE 4.3.16), or the one before it where that is too small (4.3.14).
    """
    end = raw.seek(0, os.SEEK_END)
    start = max(0, end - (1 << 16) - 22)
    raw.seek(start)
    tail = raw.read()
    place = tail.rfind(b"PK\x05\x06")
    if place < 0 or len(tail) - place < 22:
        raise zipfile.BadZipFile("no end")
    size = int(struct.unpack("<L", tail[place + 12 : place + 16])[0])
    wide = tail.rfind(b"PK\x06\x06", 0, place)
    if wide >= 0 and place - wide >= 56:
        size = max(size if size != 0xFFFFFFFF else 0, struct.unpack("<Q", tail[wide + 40 : wide + 48])[0])
    raw.seek(0)
    return size


def _manifest(archive: zipfile.ZipFile, of: Path, signer: Signer | None) -> Manifest:
    try:
        info = archive.getinfo(MANIFEST)
    except KeyError:
        raise BadRequest("backup-none", path=of) from None
    if info.file_size > LONGEST:
        raise BadRequest("backup-none", path=of)
    with archive.open(info) as reader:
        raw = reader.read(LONGEST)
    try:
        told: Any = json_values.parsed(raw)
        if told["format"] != FORMAT:
            raise BadRequest("backup-none", path=of)
        if told["version"] > VERSION or str(told["schema"]) > engine.SCHEMA:
            raise BadRequest("backup-newer", path=of, program=shown(str(told["program"])))
        return _read(told, origin.origin(told, signer))
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        raise BadRequest("backup-damaged", path=of, name=MANIFEST) from None


def _read(told: dict[str, Any], whence: Origin) -> Manifest:
    made_at = datetime.fromisoformat(told["made_at"])
    if made_at.tzinfo is None or made_at.year not in YEARS:
        raise ValueError
    members = {name: (int(one["size"]), str(one["sha256"])) for name, one in told["members"].items()}
    if any(size < 0 for size, _ in members.values()):
        raise ValueError
    about = {key: str(told[key]) for key in ("schema", "program", "folder")}
    about |= {key: str(told.get(key) or "?") for key in ("campaign", "computer")}
    return Manifest(made_at=made_at, members=members, origin=whence, **about)


def _odd_members(archive: zipfile.ZipFile, manifest: Manifest, of: Path) -> dict[str, BadRequest]:
    """Return what no backup of ours holds, by name: places elsewhere, links, twins, what the manifest does not list."""
    infos = archive.infolist()
    if len(infos) > MOST_FILES + 1:
        raise BadRequest("backup-too-many", path=of, most=MOST_FILES)
    odd: dict[str, BadRequest] = {}
    for info in infos:
        kind = stat.S_IFMT(info.external_attr >> 16)
        if not member_names.is_ours(info.filename) or kind not in (0, stat.S_IFREG) or not _is_plain(info):
            odd[info.filename] = BadRequest("backup-unsafe", path=of, name=shown(info.filename))
    counted = Counter(info.filename for info in infos)
    twice = {name for name, count in counted.items() if count > 1}
    listed = {*manifest.members, MANIFEST}
    lacking = {engine.FILE, settings.FILE} - {*counted}
    for name in sorted(twice | ({*counted} ^ listed) | lacking):
        odd.setdefault(name, BadRequest("backup-damaged", path=of, name=shown(name)))
    for name in FILES:
        if manifest.members.get(name, (0, ""))[0] > LONGEST_TEXT:
            odd[name] = BadRequest("backup-member-large", path=of, name=name, most=_mega(LONGEST_TEXT))
    for one, other in member_names.alike(counted):
        odd.setdefault(other, BadRequest("backup-alike", path=of, name=shown(one), other=shown(other)))
    return odd


def _is_plain(info: zipfile.ZipInfo) -> bool:
    """Tell whether a member is kept as we keep them: by a usual method, under one name, neither locked nor a folder."""
    return (
        info.compress_type in _METHODS
        and not info.flag_bits & 0x1
        and not info.is_dir()
        and info.orig_filename == info.filename
    )


@contextmanager
def _naming(of: Path, name: str, odd: dict[str, BadRequest]) -> Iterator[None]:
    """Note a member that cannot be read, or is not as the manifest says, and go on."""
    try:
        with _broken():
            yield
    except zipfile.BadZipFile:
        odd[name] = BadRequest("backup-damaged", path=of, name=shown(name))


@contextmanager
def _broken() -> Iterator[None]:
    """Let whatever a broken archive raises leave as BadZipFile; also what comes of seeking where no file is."""
    try:
        yield
    except _BROKEN as error:
        raise zipfile.BadZipFile(f"{error}" or type(error).__name__) from error
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
        raise zipfile.BadZipFile(f"{error}") from error


def _put(archive: zipfile.ZipFile, name: str, into: Path, wanted: tuple[int, str]) -> None:
    """Write one member, never more bytes than were promised; raises ValueError where it is not as promised."""
    target = into.joinpath(*name.split("/"))
    digest, written = hashlib.sha256(), 0
    with suppress(FileExistsError, NotADirectoryError):  # two names that are one here
        _make_folders(target.parent, into)
        with archive.open(name) as reader, files.new_private(target) as writer:
            while written <= wanted[0] and (block := reader.read(BLOCK)):
                written += len(block)
                digest.update(block)
                writer.write(block)
        if (written, digest.hexdigest()) == wanted:
            return
    raise ValueError(name)


def _make_folders(folder: Path, into: Path) -> None:
    if folder != into:
        _make_folders(folder.parent, into)
        folder.mkdir(mode=0o700, exist_ok=True)
