"""Finished films: on record, and found again by what went into them, so that nothing is laid out that still stands."""

import glob
import hashlib
import importlib.util
import json
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from sqlmodel import Session

import media
from media import ffmpeg, files, given_files, kept_files, untouched
from media.brand import kit_fingerprint
from media.errors import MediaError
from media.render.finished.rendition import NOTE, Rendition
from schedules.consent import subtitle_languages
from schedules.database import renditions, withdrawals
from schedules.errors import BadRequest, NotReady
from schedules.model import campaign_paths
from schedules.model.publishing_rules import Rules
from schedules.rendering.film_order import Order

_DRAW = ("PIL", "fontTools", "numpy", "pysubs2", "uharfbuzz")  # packages that a film's looks depend on
_LONGEST = 1000  # bytes of a note

Kept = tuple[Path, str]  # a file and its hash on record


def former(session: Session, folder: Path, wanted: Order) -> Path | None:
    """Return the file that was made last for such an order, whether it still stands or not."""
    film, language, format = wanted.wanted
    found = renditions.rendition_of(session, testimony_id=film, language=language, format=format)
    return campaign_paths.rendition(folder, found) if found else None


def inputs(folder: Path, wanted: Order, rules: Rules) -> str:
    """Return the hash (hex) of all that the film of an order is laid out from, whether it can be made or not.

    That is: the records, the bytes of its kit and of its subtitles, the film's own hash, and our programs by the size
    and time of their files.
    """
    film = wanted.film
    told = [
        asdict(film),
        (
            wanted.language,
            wanted.format,
            wanted.name,
            [asdict(one) for one in wanted.beside],
            wanted.cover_ms,
        ),
        (rules.reel_shortest, rules.reel_longest),
        kit_fingerprint.fingerprint(folder / "brand"),
        list(_beside(folder, wanted)),
        _programs(),
    ]
    return _hash(told)


def _beside(folder: Path, wanted: Order) -> Iterator[tuple[str, str]]:
    """Yield names and hashes of the subtitles of a film, and of what lies beside them under the same name."""
    source = campaign_paths.film(folder, wanted.film)
    for path in sorted(source.parent.glob(f"{glob.escape(source.stem)}.*")):
        if path != source and path.is_file():
            yield path.name, given_files.digest(path)


def _programs() -> str:
    """The files that lay out and draw films: ours, those of packages, and ffmpeg."""
    places = [Path(folder) for folder in media.__path__]
    ours = [path for place in places for kind in ("*.py", "fonts/*") for path in place.rglob(kind)]
    theirs = [Path(spec.origin) for name in _DRAW if (spec := importlib.util.find_spec(name)) and spec.origin]
    seen = [(str(path), path.stat()) for path in sorted([*ours, *theirs, Path(ffmpeg.program())])]
    return _hash([(name, facts.st_size, facts.st_mtime_ns) for name, facts in seen])


def _hash(told: object) -> str:
    return hashlib.sha256(json.dumps(told, default=str, sort_keys=True).encode()).hexdigest()


def note(made: Path, used: str, kept: Iterable[Kept] = (), known: Collection[str] = ()) -> None:
    """Write beside a finished film what it was laid out from, as `inputs` told it before.

    Marks of `kept`, the film it shows and itself, are written with it; those that bear none that is known are read.
    """
    marks: list[str] = []
    if untouched.SEES_ALL:
        with suppress(MediaError, OSError):  # looked into when it is wanted again
            marks = compared(made.parent, kept, known)
    _write(made, used, marks)


def shown(folder: Path, wanted: Order) -> Kept:
    """Return the film that an order shows, with its hash on record."""
    return campaign_paths.film(folder, wanted.film), wanted.film.film_sha256


def _write(made: Path, used: str, marks: Iterable[str]) -> None:
    files.write_whole(made.with_suffix(NOTE), "\n".join([used, *marks]).encode())


def _noted(made: Path) -> list[str]:
    """Return what a finished film was laid out from, and the marks of files that were read; nothing without a note."""
    said = given_files.read(made.with_suffix(NOTE), most=_LONGEST)
    return said.decode().split("\n")


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


def found(session: Session, folder: Path, wanted: Order, rules: Rules) -> Rendition | None:
    """Return the film on record for an order if nothing that went into it has changed; None: it must be looked into.

    Its bytes, and those of the film it shows, are compared with the hashes on record, unless nobody touched them since
    they were.
    """
    film, language, format = wanted.wanted
    last = renditions.rendition_of(session, testimony_id=film, language=language, format=format)
    if last is None:
        return None
    try:
        path = campaign_paths.rendition(folder, last)
        used, *known = _noted(path)
        if used != inputs(folder, wanted, rules):
            return None
        marks = compared(path.parent, (shown(folder, wanted), (path, last.sha256)), known)
    except (MediaError, BadRequest, OSError, UnicodeDecodeError):
        return None
    if marks != known:
        with suppress(
            OSError, MediaError
        ):  # a folder that cannot be written to is no error: they are read again
            _write(path, used, marks)
    facts = {"width": last.width, "height": last.height, "duration_ms": last.duration_ms}
    return Rendition(path=path, sha256=last.sha256, reused=True, **facts)


def is_kept(session: Session, folder: Path, wanted: Order, made: Rendition) -> bool:
    """Tell whether a finished film is on record as it is, and with every approved post that is to carry it."""
    film, language, format = wanted.wanted
    last = renditions.rendition_of(session, testimony_id=film, language=language, format=format)
    if last is None or (campaign_paths.rendition(folder, last), last.sha256) != (made.path, made.sha256):
        return False
    waiting = renditions.awaiting(session, testimony_id=film, language=language, format=format)
    return all(post.rendition_id == last.id for post in waiting)


def is_forbidden(session: Session, folder: Path, wanted: Order) -> bool:
    """Tell whether a consent for a language that the film of an order shows was taken back, so that it would go."""
    shown = subtitle_languages.shown(folder, wanted.film, wanted.language)
    return any(withdrawals.forbids(session, wanted.film.id, one) for one in shown)


def keep(session: Session, folder: Path, wanted: Order, made: Rendition, *, now: datetime) -> int:
    """Register a finished film and return its number.

    Raises NotReady, with the film deleted, where the consent for it was taken back while it was being made.
    """
    if is_forbidden(session, folder, wanted):
        from media.render import recipe  # with all that renders

        recipe.remove(made.path)
        raise NotReady("film-withdrawn", slug=wanted.film.slug)
    return renditions.keep_rendition(
        session,
        now=now,
        testimony_id=wanted.film.id,
        language=wanted.language,
        format=wanted.format,
        key=made.path.stem,
        path=made.path.relative_to(folder).as_posix(),
        sha256=made.sha256,
        width=made.width,
        height=made.height,
        duration_ms=made.duration_ms,
    )
