"""Notes beside finished films: what each was laid out from, and the marks that files bore when they were compared.

All that is told by files alone; nothing here asks the database.
"""

import glob
import hashlib
import importlib.util
import json
import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import media
from media import ffmpeg, files, given_files, kept_files, untouched
from media.errors import MediaError
from media.render.finished.rendition import NOTE
from schedules.model import campaign_paths

_DRAW = ("PIL", "fontTools", "numpy", "pysubs2", "uharfbuzz")  # packages that a film's looks depend on
_FONTS = (".ttf", ".otf")
_FOUND = (campaign_paths.HEARD, campaign_paths.PEAKS, campaign_paths.SHOTS)
_LONGEST = 1000  # bytes of a note

Kept = tuple[Path, str]  # a file and its hash on record


def beside(source: Path) -> Iterator[tuple[str, str]]:
    """Yield names and hashes of the subtitles of a film, and of what lies beside them under the same name.

    Not of what was found in the film for whoever edits: it says nothing that the film itself does not.
    """
    found = tuple(f"{source.stem}{one}-" for one in _FOUND)
    for path in sorted(source.parent.glob(f"{glob.escape(source.stem)}.*")):
        if path != source and path.is_file() and not path.name.startswith(found):
            yield path.name, given_files.digest(path)


def programs() -> str:
    """Return a hash of what lays out and draws films, by size and time of files: our own, of packages, ffmpeg's."""
    ours = [one for place in media.__path__ for one in _seen(place, (".py", *_FONTS))]
    theirs = [Path(spec.origin) for name in _DRAW if (spec := importlib.util.find_spec(name)) and spec.origin]
    others = [(str(path), path.stat()) for path in (*theirs, Path(ffmpeg.program()))]
    return hashed(sorted([*ours, *((name, facts.st_size, facts.st_mtime_ns) for name, facts in others)]))


def modules(place: Path) -> str:
    """Return a hash of the modules below a folder, by their size and time."""
    return hashed(sorted(_seen(place, (".py",))))


def _seen(place: Path | str, endings: tuple[str, ...]) -> Iterator[tuple[str, int, int]]:
    """Yield path, size and time of the files below a folder with these endings; asked often, so without `Path`."""
    with os.scandir(place) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _seen(entry.path, endings)
            elif entry.name.endswith(endings):
                facts = entry.stat()
                yield entry.path, facts.st_size, facts.st_mtime_ns


def hashed(told: object) -> str:
    """Return the hash (hex) of what is told."""
    return hashlib.sha256(json.dumps(told, default=str, sort_keys=True).encode()).hexdigest()


def note(made: Path, used: str, kept: Iterable[Kept] = (), known: Collection[str] = ()) -> None:
    """Write beside a finished film what it was laid out from, as `finished_films.inputs` told it before.

    Marks of `kept`, the film it shows and itself, are written with it; those that bear none that is known are read.
    """
    marks: list[str] = []
    if untouched.SEES_ALL:
        with suppress(MediaError, OSError):  # looked into when it is wanted again
            marks = compared(made.parent, kept, known)
    write(made, used, marks)


def write(made: Path, used: str, marks: Iterable[str]) -> None:
    """Write the note of a film: what it was laid out from, and marks."""
    files.write_whole(made.with_suffix(NOTE), "\n".join([used, *marks]).encode())


def noted(made: Path) -> list[str]:
    """Return what a finished film was laid out from, and the marks of files that were read; nothing without a note."""
    said = given_files.read(made.with_suffix(NOTE), most=_LONGEST)
    return said.decode().split("\n")


def is_known(kept: Iterable[Kept], known: Collection[str]) -> bool:
    """Tell whether files are still those of their hashes: they bear marks that are known, or were read just now.

    Raises OSError for a file that is gone.
    """
    if untouched.SEES_ALL:
        return all(f"{sha256} {untouched.mark(path)}" in known for path, sha256 in kept)
    return all(kept_files.digest(path) == sha256 for path, sha256 in kept)


def compared(beside: Path, kept: Iterable[Kept], known: Collection[str] = ()) -> list[str]:
    """Compare files with their hashes, those alone that bear no mark that is known, and return the marks of all.

    Raises as `kept_files.require`.
    """
    marks = []
    for path, sha256 in kept:
        told = f"{sha256} {untouched.mark(path)}"
        if told not in known:
            seen = untouched.settled(path, beside) if untouched.SEES_ALL else None
            kept_files.require(path, sha256)
            told = f"{sha256} {seen}" if seen else ""
        marks.append(told)
    return marks
