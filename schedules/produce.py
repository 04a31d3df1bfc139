"""What film a post wants: its order, its timeline, and the finished film on record."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast

from sqlmodel import Session

from media import brand, formats, probe, render, subtitles, timeline
from media.framing import Fill
from schedules import archive, credits, ledger
from schedules.records import Post, Testimony

Progress = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True)
class Order:
    """One film to make: a testimony in a language and a format, with its credit as the consents allow."""

    film: Testimony
    language: str
    format: str
    name: str | None

    @property
    def wanted(self) -> tuple[int, str, str]:
        """Return what the order is for; two posts with the same share one rendition."""
        return self.film.id, self.language, self.format


def order(session: Session, film: Testimony, language: str, format: str) -> Order:
    """Return the order for a testimony's film, as it stands now."""
    name = credits.shown_name(film, archive.consents(session, testimony_id=film.id))
    return Order(film=film, language=language, format=format, name=name)


def order_for(session: Session, post: Post) -> Order:
    """Return the order for a post's film, as it stands now."""
    assert post.testimony_id is not None
    assert post.format is not None
    return order(session, archive.testimony_by_id(session, post.testimony_id), post.language, post.format)


def timeline_of(folder: Path, wanted: Order) -> timeline.Timeline:
    """Lay out the film of an order: pure reading of files, nothing is made. Raises BadInput."""
    film = wanted.film
    path = film.subtitles.get(wanted.language)
    kit = brand.load(folder / "brand")
    return timeline.build(
        film=probe.probe(folder / film.film_path),
        cues=subtitles.read(folder / path).cues if path else (),
        brand=kit,
        language=wanted.language,
        format=formats.FORMATS[wanted.format],
        credit=timeline.Credit(
            name=wanted.name,
            role=credits.role_word(film.role, wanted.language),
            organisation=film.organisation,
        ),
        title=kit.theme(film.theme, wanted.language),
        from_ms=film.from_ms,
        to_ms=film.to_ms,
        fill=None if film.fill == "kit" else cast("Fill", film.fill),
        centre=(film.centre[0], film.centre[1]),
    )


def make(folder: Path, wanted: Order, on_progress: Progress | None = None) -> render.Rendition:
    """Make the film of an order in `renders/`, or find it there. Raises BadInput, RenderFailed."""
    return render.render(timeline_of(folder, wanted), folder / "renders", on_progress=on_progress)


def keep(session: Session, folder: Path, wanted: Order, made: render.Rendition, *, now: datetime) -> int:
    """Register a finished film and return its number."""
    return ledger.keep_rendition(
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


def attach_standing(session: Session, folder: Path, post: Post) -> None:
    """Give an approved post the film that was rendered for it already, where that is still the one it wants."""
    wanted = order_for(session, post)
    film, language, format = wanted.wanted
    found = ledger.rendition_of(session, testimony_id=film, language=language, format=format)
    if (
        found
        and (folder / found.path).is_file()
        and render.key(timeline_of(folder, wanted)).startswith(found.key)
    ):
        ledger.attach_rendition(session, post.number, found.id)
