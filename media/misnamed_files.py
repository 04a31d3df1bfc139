"""A settings file under nearly its name, as Notepad or a copy leaves it: `campaign.toml.txt`, `brand (1).toml`."""

import difflib
import os
from itertools import islice
from pathlib import Path

_ENDINGS = (".txt", ".text", ".tml", ".toml", ".tom", ".toml~", ".ini", ".rtf", ".doc", ".docx", "")
_MOST = 2_000  # names of a folder that are looked at
_NEAR = 0.8


def like(path: Path) -> Path | None:
    """Return the file that stands in a folder under nearly the name of this one; None where none does."""
    try:
        with os.scandir(path.parent) as entries:
            names = [one.name for one in islice(entries, _MOST) if one.is_file()]
    except OSError:
        return None
    near = {name: _likeness(name.casefold(), path.name) for name in sorted(names) if name != path.name}
    best = max(near, key=lambda name: near[name], default=None)
    return path.with_name(best) if best and near[best] else None


def _likeness(name: str, wanted: str) -> float:
    """Return how near a name is to the wanted one, from 0 to 1; 0 where it is another file's."""
    stem, ending = Path(name).stem, Path(name).suffix
    if ending not in _ENDINGS:
        return 0
    own = Path(wanted).stem
    if name.removesuffix(".txt") == wanted or stem.removesuffix(".toml") == own:
        return 1
    alike = difflib.SequenceMatcher(None, name, wanted).ratio()
    return alike if alike >= _NEAR or (stem.startswith(own) and ending == ".toml") else 0
