"""What was found out about a film, kept for the next time: reading a large film to its end takes a while."""

import json
from contextlib import suppress
from dataclasses import fields
from fractions import Fraction
from pathlib import Path
from typing import Any

from media import encoder, probe
from media.probe import Film


def remembered(path: Path, folder: Path) -> Film:
    """The facts of a film, from a note in `folder` if it is about this very file; else probed, and noted.

    A file is the same while size and time of change are. BadInput as `probe.probe` raises it.
    """
    note = folder / f"{path.stem}.film.json"
    now = _known_by(path)
    if now is not None and (found := _read(note, now, path)):
        return found
    film = probe.probe(path)
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        note.write_text(json.dumps({"known_by": now, "film": _plain(film)}), encoding="utf-8")
    return film


def _known_by(path: Path) -> list[Any] | None:
    try:
        facts = path.stat()
    except OSError:
        return None
    return [facts.st_size, facts.st_mtime_ns, encoder.version()]


def _read(note: Path, now: list[Any], path: Path) -> Film | None:
    try:
        said = json.loads(note.read_text(encoding="utf-8"))
        if said["known_by"] != now or said["film"].keys() != {one.name for one in fields(Film)}:
            return None
        return Film(**(said["film"] | {"path": path, "fps": Fraction(said["film"]["fps"])}))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _plain(film: Film) -> dict[str, Any]:
    return vars(film) | {"path": film.path.name, "fps": str(film.fps)}
