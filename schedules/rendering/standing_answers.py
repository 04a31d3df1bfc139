"""The standing answer: what `campaign render` found finished last, told again while nothing has changed.

It lies beside the films with a hash of all that it hangs on, and the time until which it may be told. Whatever is
otherwise, is damaged or cannot be read, is looked into as if there were none. It imports no database: that is compared
as bytes, its log included.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import schedules
from media import files, given_files, json_values, rights
from media.brand import kit_fingerprint
from media.errors import MediaError
from media.json_values import JsonReader
from schedules.errors import ScheduleError
from schedules.model import campaign_paths
from schedules.rendering import film_notes
from schedules.rendering.film_notes import Kept

FILE = ".standing"  # in the folder of the finished films
_MOST = 64 * given_files.MEGABYTE  # that is read of a database, or of all forms
_LONGEST = 4 * given_files.MEGABYTE  # of an answer
_HOME, _SETTINGS = "campaign.home", rights.ROOT
_TROUBLES = (OSError, MediaError, ScheduleError, UnicodeDecodeError)
_LOGS = ("", "-wal", "-journal")  # of SQLite: what it has committed, or will take back


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is to be rendered: posts and testimonies (none: all), languages and formats (none: all), as written.

    `world` is what else an answer may hang on: our own version and files above this storey, and our environment.
    """

    wanted: tuple[str, ...]
    languages: tuple[str, ...]
    formats: tuple[str, ...]
    world: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Film:
    """A finished film as it is told of; `path`, and its `source` that it shows, are within the campaign's folder."""

    testimony: str
    language: str
    format: str
    source: str
    source_sha256: str
    path: str
    sha256: str
    width: int
    height: int
    duration_ms: int

    def kept(self, folder: Path) -> tuple[Kept, Kept]:
        """Return the film that is shown and the finished one, each with its hash; raises AstrayPath."""
        source = campaign_paths.named(folder, self.source, campaign_paths.FILMS)
        made = campaign_paths.named(folder, self.path, campaign_paths.RENDERS)
        return (source, self.source_sha256), (made, self.sha256)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What was found finished, and from when until when that may be told."""

    films: tuple[Film, ...]
    since: datetime
    until: datetime


def find(folder: Path, asked: Asked, *, now: datetime) -> tuple[Film, ...] | None:
    """Return the films of the standing answer to what is asked; None where it has to be looked into."""
    try:
        state, answer = _read(folder)
    except (OSError, KeyError, TypeError, ValueError):  # none, or something else
        return None
    with suppress(*_TROUBLES):
        if answer.since <= now < answer.until and _state(folder, asked, answer.films) == state:
            return answer.films if all(_is_known(folder, one) for one in answer.films) else None
    return None


def keep(folder: Path, asked: Asked, films: tuple[Film, ...], look: Callable[[], Answer | None]) -> None:
    """Let what `look` finds stand as the answer, if that is these films and nothing changes meanwhile.

    `look` returns None for what may not be told again. Where it cannot be kept, there is none.
    """
    try:
        shared = rights.group_around(folder / _SETTINGS) is not None
        before = None if shared else _state(folder, asked, films)
        found = look() if before else None
        if before and found and found.films == films:
            _write(folder, before, found)
            if _state(folder, asked, films) == before:
                return
    except _TROUBLES:
        pass
    with suppress(OSError):
        forget(folder)


def forget(folder: Path) -> None:
    """Remove the standing answer, which names testimonies. Raises OSError."""
    if not _place(folder).parent.is_symlink():
        files.remove_file(_place(folder))


def _state(folder: Path, asked: Asked, films: Sequence[Film]) -> str | None:
    """Return a hash of all that an answer hangs on; None where something has to be done first, as of a killed render.

    Raises OSError, MediaError and ScheduleError for what cannot be read, or is too large to be read each time.
    """
    campaign_paths.require_own_folders(folder)
    if campaign_paths.has_unfinished(folder):
        return None
    known = folder.stat()
    told = [
        (os.path.realpath(folder), known.st_dev, known.st_ino, known.st_mode, known.st_uid, known.st_gid),
        asdict(asked),
        [_read_all(folder / f"{campaign_paths.DATABASE}{log}") for log in _LOGS],
        _read_all(folder / _SETTINGS),
        os.path.lexists(folder / _HOME),
        kit_fingerprint.fingerprint(folder / "brand"),
        list(_forms(folder / campaign_paths.FORMS)),
        film_notes.programs(),
        [film_notes.modules(Path(place)) for place in schedules.__path__],
        [_of_film(folder, one) for one in films],
    ]
    return film_notes.hashed(told)


def _read_all(path: Path) -> str:
    """Return the hash of a file's bytes; one that is not there has that of an empty one."""
    told = hashlib.blake2b()
    with suppress(FileNotFoundError):
        for block in given_files.blocks(path, most=_MOST):
            told.update(block)
    return told.hexdigest()


def _forms(place: Path) -> Iterator[tuple[str, str]]:
    """Yield names and hashes of the signed forms; raises NotOrdinary for a link, which counts for none."""
    found = sorted(Path(here, name) for here, folders, names in os.walk(place) for name in [*folders, *names])
    left = _MOST
    for path in found:
        if path.is_symlink():
            raise given_files.NotOrdinary(str(path))
        if path.is_file():
            left -= path.stat().st_size
            if left < 0:
                raise given_files.too_large(path, _MOST - left, _MOST)
            yield path.relative_to(place).as_posix(), _read_all(path)


def _of_film(folder: Path, one: Film) -> list[object]:
    (source, _), (made, _) = one.kept(folder)
    return [asdict(one), list(film_notes.beside(source)), film_notes.noted(made)]


def _is_known(folder: Path, one: Film) -> bool:
    source, made = one.kept(folder)
    _, *known = film_notes.noted(made[0])
    return film_notes.is_known((source, made), known)


def _place(folder: Path) -> Path:
    return folder / campaign_paths.RENDERS / FILE


def _write(folder: Path, state: str, answer: Answer) -> None:
    told = {"state": state} | asdict(answer)
    files.write_whole(_place(folder), json.dumps(told, default=datetime.isoformat, indent=1).encode())


def _read(folder: Path) -> tuple[str, Answer]:
    """Return the state that an answer was found in, and the answer; a link in its place is none."""
    with given_files.ordinary(_place(folder), through_link=False) as file:
        told = JsonReader.of(json_values.parsed(file.read(_LONGEST)))
    since, until = (datetime.fromisoformat(told.text(name)) for name in ("since", "until"))
    if since.tzinfo is None or until.tzinfo is None:
        raise ValueError("no moments")
    films = tuple(map(_film, told.children("films")))
    return told.text("state"), Answer(films=films, since=since, until=until)


def _film(told: JsonReader) -> Film:
    return Film(
        testimony=told.text("testimony"),
        language=told.text("language"),
        format=told.text("format"),
        source=told.text("source"),
        source_sha256=told.text("source_sha256"),
        path=told.text("path"),
        sha256=told.text("sha256"),
        width=told.number("width"),
        height=told.number("height"),
        duration_ms=told.number("duration_ms"),
    )
