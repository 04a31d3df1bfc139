"""Is this machine able, and is the campaign sound? Each check is a code, a verdict, and what was found."""

import shutil
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from campaign import office, pages
from campaign.settings import Settings
from media import brand, encoder
from media.errors import MediaError
from schedules.store import journal_mode

LEAST_FREE = 2 * 1024**3  # bytes: some films' worth


@dataclass(frozen=True, kw_only=True)
class Check:
    """One thing that was looked at."""

    code: str
    good: bool
    params: dict[str, Any] = field(default_factory=dict)


def checks(folder: Path | None, settings: Settings | None, *, token: str | None) -> list[Check]:
    """Look at the machine, and at the campaign where there is one."""
    found = [_encoder(), _sqlite()]
    if folder is None or settings is None:
        return found
    free = shutil.disk_usage(folder).free
    disk = Check(code="check-disk", good=free > LEAST_FREE, params={"free": round(free / 1e9, 1)})
    with office.opened(folder, settings) as opened:
        page = pages.described(opened)
    return [*found, disk, _brand(folder), _page(page, token)]


def _page(page: dict[str, Any], token: str | None) -> Check:
    if page["rehearsal"]:
        return Check(code="check-page-rehearsal", good=True)
    code = "check-page-real" if token else "no-token"
    return Check(code=code, good=bool(token), params={"page": page["id"]})


def _encoder() -> Check:
    try:
        return Check(code="check-encoder", good=True, params={"version": encoder.version()})
    except MediaError as error:
        return Check(code=error.code, good=False, params=error.params)


def _sqlite() -> Check:
    mode = journal_mode(sqlite3.sqlite_version_info)
    return Check(code="check-sqlite", good=True, params={"version": sqlite3.sqlite_version, "mode": mode})


def _brand(folder: Path) -> Check:
    try:
        brand.load(folder / "brand")
    except MediaError as error:
        return Check(code=error.code, good=False, params=error.params)
    return Check(code="check-brand", good=True)
