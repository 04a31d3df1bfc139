"""Films on their way in, piece by piece: kept apart until they are whole, judged and described, and for a day at most.

Each has a name that nobody can guess, in a folder of the campaign that is its owner's alone and in no backup.
"""

import json
import re
import secrets
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path, PureWindowsPath

from media import files, given_files, json_values
from media.json_values import JsonReader
from media.text import folding
from schedules.errors import BadRequest

FOLDER = ".arriving"
LARGEST = 4 * 2**30  # bytes of one film
MOST = 20  # films at once
KEPT = timedelta(days=1)
SPARE = 200 * given_files.MEGABYTE  # of the disk, for what else is written
LONGEST_NAME = 200
_ID = re.compile(r"[0-9a-f]{32}")
_ENDING = re.compile(r"\.[A-Za-z0-9]{2,4}")


@dataclass(frozen=True, kw_only=True)
class ArrivingFilm:
    """A film of which `offset` of `length` bytes are here; `name` is what its file was called, without folders."""

    id: str
    name: str
    length: int
    offset: int
    begun: datetime
    path: Path

    @property
    def is_whole(self) -> bool:
        """Return whether all of it is here."""
        return self.offset == self.length

    @property
    def slug(self) -> str:
        """Return the short name that is proposed for it."""
        found = folding.slug(Path(self.name).stem).lstrip("0123456789-")
        return found or "film"

    def ends(self) -> datetime:
        """Return when it is forgotten, if it has not become a film of the campaign."""
        return self.begun + KEPT


def begin(
    campaign: Path, name: str, length: int, *, now: datetime, free: Callable[[Path], int] | None = None
) -> ArrivingFilm:
    """Make room for a film; raises BadRequest where it is too large, or the disk has no room for it and its copy.

    `free` tells how many bytes the disk of a folder has left.
    """
    sweep(campaign, now=now)
    folder = files.folder(campaign / FOLDER)
    known = everything(campaign)
    if not 0 < length <= LARGEST:
        raise BadRequest("arriving-too-large" if length > 0 else "arriving-empty", size=length, most=LARGEST)
    if len(known) >= MOST:
        raise BadRequest("arriving-too-many", count=len(known))
    promised = sum(2 * one.length - one.offset for one in known)  # each is copied once it is whole
    left = (free or _free)(folder) - promised - SPARE
    if 2 * length > left:
        raise BadRequest("arriving-no-room", size=2 * length, left=max(0, left))
    number = secrets.token_hex(16)
    said = {"name": _plain(name), "length": length, "begun": now.isoformat()}
    files.write_whole(folder / f"{number}.json", json.dumps(said).encode())
    with files.new(_part(folder, number, said["name"])):
        pass
    return one(campaign, number)


def one(campaign: Path, number: str) -> ArrivingFilm:
    """Return a film on its way; raises BadRequest where there is none."""
    folder = campaign / FOLDER
    try:
        if not _ID.fullmatch(number):
            raise ValueError(number)
        raw = given_files.read(folder / f"{number}.json", most=given_files.MEGABYTE)
        said = JsonReader.of(json_values.parsed(raw))
        path = _part(folder, number, said.text("name"))
        return ArrivingFilm(
            id=number,
            name=said.text("name"),
            length=said.number("length"),
            offset=path.stat().st_size,
            begun=datetime.fromisoformat(said.text("begun")),
            path=path,
        )
    except (OSError, ValueError, KeyError, TypeError):
        raise BadRequest("arriving-gone") from None


def everything(campaign: Path) -> list[ArrivingFilm]:
    """Return the films on their way, the oldest first."""
    found = []
    for path in (campaign / FOLDER).glob("*.json"):
        with suppress(BadRequest):
            found.append(one(campaign, path.stem))
    return sorted(found, key=lambda film: (film.begun, film.id))


def add(campaign: Path, number: str, offset: int, piece: bytes) -> ArrivingFilm:
    """Put a piece behind what is here; raises BadRequest where it belongs elsewhere, or there is too much of it."""
    film = one(campaign, number)
    if offset != film.offset:
        raise BadRequest("arriving-elsewhere", at=film.offset)
    if film.offset + len(piece) > film.length:
        raise BadRequest("arriving-too-much", size=film.length)
    with film.path.open("r+b") as file:
        file.seek(offset)
        file.write(piece)
    return one(campaign, number)


def forget(campaign: Path, number: str) -> None:
    """Delete a film on its way; harmless where it is gone."""
    if _ID.fullmatch(number):
        for path in (campaign / FOLDER).glob(f"{number}*"):
            files.remove_file(path)


def forget_called(campaign: Path, slug: str) -> None:
    """Delete the films on their way that are called like a film whose consent was withdrawn."""
    for film in everything(campaign):
        if f"-{slug}-" in f"-{film.slug}-":
            forget(campaign, film.id)


def sweep(campaign: Path, *, now: datetime) -> None:
    """Delete the films on their way that nobody went on with for a day, and what belongs to none."""
    folder = campaign / FOLDER
    kept = {film.id for film in everything(campaign) if now < film.ends()}
    for path in folder.glob("*") if folder.is_dir() else ():
        if _ID.match(path.name) and path.name[:32] not in kept:
            files.remove_file(path)


def _part(folder: Path, number: str, name: object) -> Path:
    ending = Path(str(name)).suffix
    return folder / f"{number}.film{ending.lower() if _ENDING.fullmatch(ending) else ''}"


def _plain(name: str) -> str:
    """Return a file's name without folders and signs that steer, and not endlessly long."""
    last = PureWindowsPath(name).name
    clean = "".join(sign for sign in last if sign.isprintable()).strip()
    stem, ending = Path(clean).stem, Path(clean).suffix
    return f"{stem[:LONGEST_NAME]}{ending[:8]}" or "film"


def _free(folder: Path) -> int:
    return shutil.disk_usage(folder).free
