"""Which files a backup holds and under which names: names that every system can store, each leading to one place.

Made and read by the same rules, so that what is backed up on one computer comes back on any other.
"""

import unicodedata
from collections.abc import Iterable, Iterator

from campaign.settings import settings
from media import portable_names
from schedules.database import engine

MANIFEST = "manifest.json"
FOLDERS = (
    "brand",
    "films",
    "pictures",
    "consent",
)  # in this order: what was withdrawn meanwhile is read last
FILES = (settings.FILE, ".gitignore")
MOST_FILES = 50_000
_DEEPEST = 16  # folders within each other


def is_ours(name: str) -> bool:
    """Tell whether a member's name leads to one of the places that backups hold, on every system."""
    parts = name.split("/")
    if len(parts) == 1:
        return name in (*FILES, engine.FILE, MANIFEST)
    return parts[0] in FOLDERS and len(parts) <= _DEEPEST and all(map(portable_names.is_fit, parts))


def alike(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of names that are one on systems that tell neither case nor ways to write an accent apart."""
    seen: dict[str, str] = {}
    for name in names:
        key = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
        if key in seen:
            yield seen[key], name
        else:
            seen[key] = name


def shown(name: str) -> str:
    """Return a name as it may be printed, whoever made it up: on one line, and not endless."""
    text = name if name.isprintable() else ascii(name)[1:-1]
    return text if len(text) <= 100 else f"{text[:99]}…"
