"""Posts that were changed by hand after a sheet was exported, so that importing it puts back what they were."""

import re
import zipfile
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlmodel import Session

from campaign.spreadsheets.sheets.reader import HEAVIEST
from media import given_files
from media.errors import MediaError
from schedules.database import events

_ABOUT, _MOST = "docProps/core.xml", 20_000  # bytes
_BY_US = b"<dc:creator>testimony-campaign</dc:creator>"
_CREATED = re.compile(rb"<dcterms:created[^>]*>([^<]+)<")  # of which workbooks keep whole seconds
_BROKEN = (zipfile.BadZipFile, zlib.error)
_BY_HAND = ("edited", "moved")


@dataclass(frozen=True, kw_only=True)
class ChangedSince:
    """When a sheet was exported, and which posts were changed since, other than by an import."""

    exported: datetime
    numbers: tuple[int, ...]


def of(session: Session, path: Path) -> ChangedSince | None:
    """Return which posts were changed since; None where none were, or the file does not tell when it was exported.

    Spreadsheet programs keep the moment in a workbook that they save; a CSV has none.
    """
    exported = exported_at(path)
    if exported is None:
        return None
    last = {
        one.post_number: one  # an import since then knows what was changed before it
        for one in events.since(session, exported, _BY_HAND)
        if one.at > exported + timedelta(seconds=1)
    }
    changed = tuple(sorted(number for number, one in last.items() if number and not one.params.get("plan")))
    return ChangedSince(exported=exported, numbers=changed) if changed else None


def exported_at(path: Path) -> datetime | None:
    """Return when we exported a workbook; None for any other file."""
    try:
        with (
            given_files.opened(path, most=HEAVIEST) as file,
            zipfile.ZipFile(file) as packed,
            packed.open(_ABOUT) as stream,
        ):
            about = stream.read(_MOST)
        found = _CREATED.search(about) if _BY_US in about else None
        written = datetime.fromisoformat(found[1].decode().strip()) if found else None
    except (MediaError, OSError, EOFError, ValueError, KeyError, NotImplementedError, RuntimeError, *_BROKEN):
        return None
    return written and (written if written.tzinfo else written.replace(tzinfo=UTC))
