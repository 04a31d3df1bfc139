"""campaign.toml -> checked values. Every error names the file, the line, the key and what to write instead.

What may be set stands in `declarations.py`.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from media import given_files
from schedules.errors import BadRequest

if TYPE_CHECKING:
    from campaign.settings.declarations import Settings


FILE = "campaign.toml"


def load(path: Path) -> "Settings":
    """Read and check a campaign's settings file."""
    from campaign.settings import (
        mistakes,
        validation,  # pydantic, which `campaign --help` does without
    )

    return validation.settings(mistakes.Source(path=path, text=_decode(path)))


def _decode(path: Path) -> str:
    try:
        raw = given_files.read(path, most=given_files.MEGABYTE)
    except OSError as error:
        raise BadRequest("settings-unreadable", file=path, why=error.strerror or str(error)) from None
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise BadRequest("settings-not-utf8", file=path, line=raw[: error.start].count(b"\n") + 1) from None
