"""Finished films: on record, and found again by what went into them, so that nothing is laid out that still stands."""

from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from media.brand import kit_fingerprint
from media.errors import MediaError
from media.render.finished.rendition import Rendition
from schedules.consent import subtitle_languages
from schedules.database import renditions, withdrawals
from schedules.errors import BadRequest, NotReady
from schedules.model import campaign_paths
from schedules.model.publishing_rules import Rules
from schedules.rendering import film_notes
from schedules.rendering.film_notes import Kept
from schedules.rendering.film_order import Order


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
        list(film_notes.beside(campaign_paths.film(folder, film))),
        film_notes.programs(),
    ]
    return film_notes.hashed(told)


def shown(folder: Path, wanted: Order) -> Kept:
    """Return the film that an order shows, with its hash on record."""
    return campaign_paths.film(folder, wanted.film), wanted.film.film_sha256


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
        used, *known = film_notes.noted(path)
        if used != inputs(folder, wanted, rules):
            return None
        marks = film_notes.compared(path.parent, (shown(folder, wanted), (path, last.sha256)), known)
    except (MediaError, BadRequest, OSError, UnicodeDecodeError):
        return None
    if marks != known:
        with suppress(
            OSError, MediaError
        ):  # a folder that cannot be written to is no error: they are read again
            film_notes.write(path, used, marks)
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
