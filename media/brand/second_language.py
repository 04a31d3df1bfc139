"""Which second language a brand kit wants below the first, without reading the rest of it."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from media import given_files, toml_values
from media.errors import MediaError

OFF = "off"


def wanted(folder: Path) -> str:
    """Return the language that the kit in a folder asks for, `off` where it asks for none or cannot be read."""
    path = folder / "brand.toml"
    try:
        seen = path.stat()
        return _wanted(path, seen.st_mtime_ns, seen.st_size, seen.st_ino)
    except (OSError, UnicodeDecodeError, MediaError):
        return OFF


@lru_cache(maxsize=8)
def _wanted(path: Path, *_version: int) -> str:
    values = _values(given_files.read(path, most=given_files.MEGABYTE).decode("utf-8-sig"))
    subtitles, meta = values.get("subtitles"), values.get("meta")
    said = subtitles.get("second_language", OFF) if isinstance(subtitles, dict) else OFF
    languages = meta.get("languages") if isinstance(meta, dict) else None
    if said == OFF or (isinstance(languages, list) and said in languages):
        return str(said)
    return _as_meant(path)


def _values(text: str) -> Mapping[str, object]:
    try:
        return toml_values.parsed(text)
    except tomllib.TOMLDecodeError:
        from media.text import toml_slips  # slow to load

        return toml_slips.read(text).values


def _as_meant(path: Path) -> str:
    """The same of a kit that has a word for it, as its reader takes it."""
    from media.brand import kit  # with all that draws, which hardly any kit needs here

    return kit.load(path.parent).second_language
