"""Which second language a brand kit wants below the first, without reading the rest of it."""

import tomllib
from functools import lru_cache
from pathlib import Path

from media import given_files
from media.errors import MediaError

OFF = "off"


def wanted(folder: Path) -> str:
    """Return the language that the kit in a folder asks for, `off` where it asks for none or cannot be read."""
    path = folder / "brand.toml"
    try:
        seen = path.stat()
        return _wanted(path, seen.st_mtime_ns, seen.st_size, seen.st_ino)
    except (OSError, MediaError):
        return OFF


@lru_cache(maxsize=8)
def _wanted(path: Path, *_version: int) -> str:
    raw = given_files.read(path, most=given_files.MEGABYTE)
    try:
        plain = tomllib.loads(raw.decode("utf-8-sig"))
        said = plain.get("subtitles", {}).get("second_language", OFF)
        if said == OFF or said in plain["meta"]["languages"]:
            return str(said)
    except (ValueError, KeyError, TypeError, AttributeError):
        pass
    return _as_meant(path) if b"second_language" in raw else OFF


def _as_meant(path: Path) -> str:
    """The same of a kit that is written with slips, as its reader has it."""
    from media.brand import kit  # the whole kit with all that draws, which hardly any needs here

    return kit.load(path.parent).second_language
