"""What was found out about a film, kept for the next time: reading a large film to its end takes a while."""

import json
import re
from contextlib import suppress
from dataclasses import fields
from fractions import Fraction
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from media import ffmpeg, files, given_files, json_values, untouched
from media.errors import BadInput
from media.sources import probe
from media.sources.looks import Look
from media.sources.probe import Film


def remembered(path: Path, folder: Path) -> Film:
    """The facts of a film, from a note in `folder` if it is about this very file; else probed, and noted.

    A file is the same while nobody touched it (`untouched`). BadInput as `probe.probe` raises it.
    """
    if found := kept(path, folder):
        return found
    film = probe.probe(path)
    note(film, folder)
    return film


def kept(path: Path, folder: Path) -> Film | None:
    """The facts of a film that a note in `folder` tells of this very file; None where it would have to be probed."""
    try:
        now = _known_by(untouched.mark(path, copied=True))
    except OSError:
        return None
    return _read(_note(path, folder), now, path)


def note(film: Film, folder: Path) -> None:
    """Keep a film's facts in `folder` for the next time; a folder that cannot be written is no error."""
    with suppress(OSError, BadInput):
        seen = untouched.settled(film.path, files.folder(folder), copied=True)
        said = {"known_by": _known_by(seen), "film": _plain(film)}
        files.write_whole(_note(film.path, folder), json.dumps(said).encode())


def _note(path: Path, folder: Path) -> Path:
    return folder / f"{path.stem}.film.json"


def _known_by(mark: str | None) -> list[str | None]:
    return [mark, ffmpeg.version()]


def _read(note: Path, now: list[str | None], path: Path) -> Film | None:
    try:
        said = json_values.parsed(given_files.read(note, most=given_files.MEGABYTE))
        if said["known_by"] != now or said["film"].keys() != {one.name for one in fields(Film)}:
            return None
        lists = {name: tuple(said["film"][name]) for name in ("sounds", "lone_channels", "sound_ends")}
        lists["looks"] = tuple(Look(**look) for look in said["film"]["looks"])
        film = Film(**(said["film"] | lists | {"path": path, "fps": Fraction(said["film"]["fps"])}))
        return film if _is_possible(film) else None
    except (OSError, BadInput, ValueError, KeyError, TypeError, AttributeError):
        return None


def _is_possible(film: Film) -> bool:
    """Tell whether a note says what a probe could: its words go into programs' arguments."""
    return all(map(_is_told, [*_told(film), *(one for look in film.looks for one in _told(look))]))


def _told(value: Film | Look) -> list[tuple[Any, Any]]:
    """What is told, with the kind that it should be of."""
    kinds = get_type_hints(type(value)).items()
    return [one for name, kind in kinds for one in _values(getattr(value, name), kind)]


def _values(value: Any, kind: Any) -> list[tuple[Any, Any]]:
    """A field's value with its kind, or those within it where it is a row of them."""
    return [(one, get_args(kind)[0]) for one in value] if get_origin(kind) is tuple else [(value, kind)]


def _is_told(told: tuple[Any, Any]) -> bool:
    value, kind = told
    if kind is Path:
        return True
    is_word = isinstance(value, str)
    return type(value) in (get_args(kind) or (kind,)) and (
        not is_word or re.fullmatch(r"[\w.-]+", value, re.ASCII) is not None
    )


def _plain(film: Film) -> dict[str, object]:
    looks = [vars(look) for look in film.looks]
    return vars(film) | {"path": film.path.name, "fps": str(film.fps), "looks": looks}
