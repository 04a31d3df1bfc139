"""What film a post wants: its order, its timeline, and the finished film on record."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import cast

from sqlmodel import Session

from media import formats, kept_files
from media.brand import kit as brand_kit
from media.errors import BadInput, MediaError
from media.formats import Fill
from media.render import capacity, recipe, renderer
from media.render.encoding import FINAL, PREVIEW
from media.sources import probe_cache
from media.timeline import draft_word, timeline
from schedules.consent import credits, speaking, subtitle_files
from schedules.database import renditions, testimonies, withdrawals
from schedules.errors import NotReady
from schedules.model import campaign_paths
from schedules.model.publishing_rules import Rules
from schedules.model.records import Post, Testimony

Progress = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True)
class Order:
    """One film to make: a testimony in a language and a format, with its credit as the consents allow.

    `beside` is everybody else on record in it, of whom its subtitles may tell when they speak; `kept` are the hashes
    of the films that are on record, by their files' names.
    """

    film: Testimony
    language: str
    format: str
    name: str | None
    beside: tuple[speaking.Other, ...] = ()
    kept: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    @property
    def wanted(self) -> tuple[int, str, str]:
        """Return what the order is for; two posts with the same share one rendition."""
        return self.film.id, self.language, self.format


def order(session: Session, film: Testimony, language: str, format: str) -> Order:
    """Return the order for a testimony's film, as it stands now."""
    given = testimonies.consents(session, testimony_id=film.id)
    return Order(
        film=film,
        language=language,
        format=format,
        name=credits.shown_name(film, given),
        beside=speaking.others(session, film, given),
        kept=renditions.hashes(session, film.id),
    )


def order_for(session: Session, post: Post) -> Order:
    """Return the order for a post's film, as it stands now."""
    assert post.testimony_id is not None
    assert post.format is not None
    return order(session, testimonies.testimony_by_id(session, post.testimony_id), post.language, post.format)


def timeline_of(folder: Path, wanted: Order, rules: Rules, *, preview: bool = False) -> timeline.Timeline:
    """Lay out the film of an order: pure reading of files, nothing is made. Raises BadInput.

    A `preview` may show subtitles that nobody has checked, and then says so in its picture.
    """
    film = wanted.film
    kit = brand_kit.load(folder / "brand")
    credit = timeline.Credit(
        name=wanted.name, role=credits.role_word(film.role, wanted.language), organisation=film.organisation
    )
    laid = timeline.build(
        film=probe_cache.remembered(campaign_paths.film(folder, film), folder / "renders").hearing(
            film.sound_track
        ),
        cues=subtitle_files.source(folder, film, wanted.language, drafts=preview)
        if wanted.language in film.subtitles
        else (),
        brand=kit,
        language=wanted.language,
        format=formats.FORMATS[wanted.format],
        credit=credit,
        turns=speaking.turns(folder, film, wanted.language, credit, wanted.beside),
        title=kit.theme(film.theme, wanted.language),
        short_title=kit.short_theme(film.theme, wanted.language),
        from_ms=film.from_ms,
        to_ms=film.to_ms,
        fill=None if film.fill == "kit" else cast("Fill", film.fill),
        centre=film.known_centre,
    )
    _require_reel_length(laid, film.slug, rules)
    if preview and subtitle_files.is_draft(folder, film, wanted.language):
        return draft_word.marked(laid, kit)
    return laid


def make(
    folder: Path, wanted: Order, rules: Rules, on_progress: Progress | None = None
) -> renderer.Rendition:
    """Make the film of an order in `renders/`, or find it there. Raises BadInput, RenderFailed."""
    return make_all(folder, [wanted], rules, on_progress)[0]


def make_all(
    folder: Path,
    orders: Sequence[Order],
    rules: Rules,
    on_progress: Progress | None = None,
    *,
    preview: bool = False,
) -> list[renderer.Rendition]:
    """Make films that share what they have in common; previews go into a folder of their own, for no post.

    Raises BadInput, of its kinds FileChanged where a film or its subtitles are no longer what was taken in, also when
    that happens meanwhile; RenderFailed.
    """
    _require_films(folder, orders)
    timelines = [timeline_of(folder, wanted, rules, preview=preview) for wanted in orders]
    made = renderer.render_all(
        timelines,
        folder / "renders" / "preview" if preview else folder / "renders",
        on_progress=on_progress,
        finish=PREVIEW if preview else FINAL,
        room=capacity.room(rules.memory_mb),
        kept={} if preview else {name: sha256 for one in orders for name, sha256 in one.kept.items()},
    )
    try:
        _require_films(folder, orders)
    except MediaError:
        for one in made:
            recipe.remove(one.path)
        raise
    return made


def _require_films(folder: Path, orders: Sequence[Order]) -> None:
    """Raise FileChanged where a film is not the one that was taken in, BadInput where it is gone."""
    for film in {one.film.id: one.film for one in orders}.values():
        path = campaign_paths.film(folder, film)
        try:
            kept_files.require(path, film.film_sha256)
        except OSError as gone:
            raise BadInput("file-gone", path=str(path), detail=gone.strerror or str(gone)) from gone


def former(session: Session, folder: Path, wanted: Order) -> Path | None:
    """Return the file that was made last for such an order, whether it still stands or not."""
    film, language, format = wanted.wanted
    found = renditions.rendition_of(session, testimony_id=film, language=language, format=format)
    return campaign_paths.rendition(folder, found) if found else None


def explain(
    folder: Path, wanted: Order, rules: Rules, made_last: Path | None, *, preview: bool
) -> renderer.Explanation:
    """Say why the film of an order would be made, without making it. Raises BadInput."""
    laid = timeline_of(folder, wanted, rules, preview=preview)
    if preview:
        return renderer.explain(laid, folder / "renders" / "preview", None, PREVIEW)
    return renderer.explain(laid, folder / "renders", made_last)


def by_film(orders: Iterable[Order]) -> list[list[Order]]:
    """Put together the orders of one film, which are made together."""
    films: dict[int, list[Order]] = {}
    for one in orders:
        films.setdefault(one.film.id, []).append(one)
    return list(films.values())


def _require_reel_length(laid: timeline.Timeline, slug: str, rules: Rules) -> None:
    """Upright films are Reels, for which Facebook has limits (facts/testimony.md section 2)."""
    shortest, longest = (bound.total_seconds() for bound in (rules.reel_shortest, rules.reel_longest))
    if laid.format == "portrait" and not shortest * 1000 <= laid.duration_ms <= longest * 1000:
        seconds, bounds = (
            f"{laid.duration_ms / 1000:.1f}",
            {"shortest": f"{shortest:g}", "longest": f"{longest:g}"},
        )
        raise BadInput("reel-length", testimony=slug, seconds=seconds, **bounds)


def keep(session: Session, folder: Path, wanted: Order, made: renderer.Rendition, *, now: datetime) -> int:
    """Register a finished film and return its number.

    Raises NotReady, with the film deleted, where the consent for it was taken back while it was being made.
    """
    if withdrawals.forbids(session, wanted.film.id, wanted.language):
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


def attach_standing(session: Session, folder: Path, post: Post, rules: Rules) -> None:
    """Give an approved post the film that was rendered for it already, where that is still the one it wants."""
    wanted = order_for(session, post)
    film, language, format = wanted.wanted
    found = renditions.rendition_of(session, testimony_id=film, language=language, format=format)
    if (
        found
        and campaign_paths.rendition(folder, found).is_file()
        and renderer.key(timeline_of(folder, wanted, rules)).startswith(found.key)
    ):
        renditions.attach_rendition(session, post.number, found.id)
