"""Films made as they are ordered: laid out, rendered or found, and put on record."""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import cast

from sqlmodel import Session

from media import formats
from media.brand import kit as brand_kit
from media.errors import BadInput, MediaError
from media.formats import Fill
from media.render import capacity, recipe, renderer
from media.render.encoding import FINAL, PREVIEW
from media.render.finished.rendition import Rendition
from media.sources import probe_cache
from media.subtitles.cues import words
from media.subtitles.cues.words import Word
from media.subtitles.model import Cue
from media.timeline import draft_word, timeline
from schedules.consent import credits, speaking, subtitle_files, subtitle_languages
from schedules.database import renditions
from schedules.model import campaign_paths
from schedules.model.publishing_rules import Rules
from schedules.model.records import Post, Testimony
from schedules.rendering import film_notes, film_order, finished_films
from schedules.rendering.film_order import Order

Progress = Callable[[int, int], None]


def timeline_of(folder: Path, wanted: Order, rules: Rules, *, preview: bool = False) -> timeline.Timeline:
    """Lay out the film of an order: pure reading of files, nothing is made. Raises BadInput.

    A `preview` may show subtitles that nobody has checked, and then says so in its picture.
    """
    film = wanted.film
    kit = brand_kit.load(folder / "brand").for_languages(film.subtitles)
    below = subtitle_languages.second(folder, film, wanted.language)
    credit = timeline.Credit(
        name=wanted.name, role=credits.role_word(film.role, wanted.language), organisation=film.organisation
    )
    laid = timeline.build(
        film=probe_cache.remembered(campaign_paths.film(folder, film), folder / "renders").hearing(
            film.sound_track
        ),
        cues=_read(folder, film, wanted.language, drafts=preview),
        words=_heard(folder, film, wanted.language) if kit.highlight == "word" else (),
        second=_read(folder, film, below, drafts=preview) if below else (),
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
        cover_ms=wanted.cover_ms,
    )
    _require_reel_length(laid, film.slug, rules)
    shown = subtitle_languages.shown(folder, film, wanted.language)
    if preview and any(subtitle_files.is_draft(folder, film, one) for one in shown):
        return draft_word.marked(laid, kit)
    return laid


def _read(folder: Path, film: Testimony, language: str, *, drafts: bool) -> tuple[Cue, ...]:
    return subtitle_files.source(folder, film, language, drafts=drafts) if language in film.subtitles else ()


def _heard(folder: Path, film: Testimony, language: str) -> tuple[Word, ...]:
    """Return the words of a film's subtitles with their times; nothing where nobody measured any."""
    if language not in film.subtitles:
        return ()
    path = campaign_paths.words(folder, film, language)
    return words.read(path) if path.is_file() else ()


def make(folder: Path, wanted: Order, rules: Rules, on_progress: Progress | None = None) -> Rendition:
    """Make the film of an order in `renders/`, or find it there. Raises BadInput, RenderFailed."""
    return make_all(folder, [wanted], rules, on_progress)[0]


def make_all(
    folder: Path,
    orders: Sequence[Order],
    rules: Rules,
    on_progress: Progress | None = None,
    *,
    preview: bool = False,
) -> list[Rendition]:
    """Make films that share what they have in common; previews go into a folder of their own, for no post.

    Raises BadInput, of its kinds FileChanged where a film or its subtitles are no longer what was taken in, also when
    that happens meanwhile; RenderFailed.
    """
    known = _compared(folder, orders)
    used = [finished_films.inputs(folder, wanted, rules) for wanted in orders]
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
        known = _compared(folder, orders, known)
    except MediaError:
        for one in made:
            recipe.remove(one.path)
        raise
    for wanted, one, before in zip(orders, made, used, strict=True):
        if not preview and finished_films.inputs(folder, wanted, rules) == before:
            kept = (finished_films.shown(folder, wanted), (one.path, one.sha256))
            film_notes.note(one.path, before, kept, known)
    return made


def _compared(folder: Path, orders: Sequence[Order], known: Collection[str] = ()) -> list[str]:
    """Compare films with their hashes, those alone that bear no mark that is known, and return the marks of all.

    Raises FileChanged where a film is not the one that was taken in, BadInput where it is gone.
    """
    films = dict(finished_films.shown(folder, one) for one in orders)
    marks = []
    for path, sha256 in films.items():
        try:
            marks += film_notes.compared(folder / "renders", [(path, sha256)], known)
        except OSError as gone:
            raise BadInput("file-gone", path=str(path), detail=gone.strerror or str(gone)) from gone
    return marks


def explain(
    folder: Path, wanted: Order, rules: Rules, made_last: Path | None, *, preview: bool
) -> renderer.Explanation:
    """Say why the film of an order would be made, without making it. Raises BadInput."""
    laid = timeline_of(folder, wanted, rules, preview=preview)
    if preview:
        return renderer.explain(laid, folder / "renders" / "preview", None, PREVIEW)
    return renderer.explain(laid, folder / "renders", made_last)


def _require_reel_length(laid: timeline.Timeline, slug: str, rules: Rules) -> None:
    """Upright films are Reels, for which Facebook has limits (facts/testimony.md section 2)."""
    shortest, longest = (bound.total_seconds() for bound in (rules.reel_shortest, rules.reel_longest))
    if laid.format == "portrait" and not shortest * 1000 <= laid.duration_ms <= longest * 1000:
        seconds, bounds = (
            f"{laid.duration_ms / 1000:.1f}",
            {"shortest": f"{shortest:g}", "longest": f"{longest:g}"},
        )
        raise BadInput("reel-length", testimony=slug, seconds=seconds, **bounds)


def attach_standing(session: Session, folder: Path, post: Post, rules: Rules) -> None:
    """Give an approved post the film that was rendered for it already, where that is still the one it wants."""
    wanted = film_order.order_for(session, post)
    film, language, format = wanted.wanted
    found = renditions.rendition_of(session, testimony_id=film, language=language, format=format)
    if (
        found
        and campaign_paths.rendition(folder, found).is_file()
        and renderer.key(timeline_of(folder, wanted, rules)).startswith(found.key)
    ):
        renditions.attach_rendition(session, post.number, found.id)
