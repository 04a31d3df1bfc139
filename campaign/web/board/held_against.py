"""What posts are held against, as one value: what was found of a post holds as long as both are the same."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlmodel import Session

from campaign.settings.declarations import Settings
from campaign.workspace import Workspace
from schedules.database import testimonies

FOLDERS = (
    "brand",
    "consent",
    "films",
    "pictures",
)  # of the kit, of forms, of subtitles, of photos and covers


@dataclass(frozen=True, kw_only=True)
class Against:
    """All that posts are held against: settings, rows of films, people and forms, files, and the campaign's day."""

    settings: Settings
    films: int
    files: int
    today: date


def of(session: Session, workspace: Workspace, files: int, *, now: datetime) -> Against:
    """Return what posts are held against now; `files` is what `files_in` says."""
    return Against(
        settings=workspace.settings,
        films=testimonies.stamp(session),
        files=files,
        today=now.astimezone(workspace.rules.zone).date(),
    )


def files_in(folder: Path) -> int:
    """Return what tells whether files beside the database are those of before; none of them is opened."""
    return hash(tuple(one for name in FOLDERS for one in _files(folder / name)))


def _files(folder: str | Path) -> Iterator[tuple[str, int, int]]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    yield from _files(entry.path)
                else:
                    seen = entry.stat()
                    yield entry.path, seen.st_mtime_ns, seen.st_size
    except OSError:  # gone meanwhile, or not ours to read
        yield str(folder), 0, 0
