"""The cover that is made for a post's film where the kit wishes it: whose picture, which words, who is named.

A cover of the post's own wins. Nothing is kept of what is made: it is drawn anew from film, words and kit.
"""

import hashlib
import json
from functools import lru_cache
from pathlib import Path

from media import formats
from media.brand import kit as brand_kit
from media.brand import kit_fingerprint
from media.brand.kit import Brand
from media.errors import MediaError
from media.sources import probe_cache
from media.timeline import timeline
from media.timeline.band import cover, grid
from media.timeline.band.cover import Frame, Said
from media.timeline.scene import Element
from schedules.consent import credits, subtitle_files
from schedules.model import campaign_paths
from schedules.model.records import Post, Testimony

_UNSPOKEN_MS = 1000  # of what is used of a film: shown where no subtitles say when speech begins
_END_MS = 200  # a film has no picture in its last moment


def is_made(folder: Path, post: Post) -> bool:
    """Tell whether a cover is made for this post; not where the kit cannot be read, as then no film is made either."""
    try:
        return wanted(post) and kit(folder).cover_words
    except MediaError:
        return False


def wanted(post: Post) -> bool:
    """Tell whether a post has a film and no cover of its own."""
    return post.testimony_id is not None and post.format is not None and post.cover_path is None


def kit(folder: Path) -> Brand:
    """Return the campaign's kit; raises BadInput. It is read once for each state of it."""
    return _kit(folder / "brand", kit_fingerprint.fingerprint(folder / "brand"))


@lru_cache(maxsize=4)
def _kit(folder: Path, _state: str) -> Brand:
    return brand_kit.load(folder)


def laid_out(folder: Path, post: Post, film: Testimony, name: str | None) -> Element:
    """Lay out the cover of a post that `is_made`; `name` is what the consents allow the speaker to be called.

    Raises BadInput, AstrayPath.
    """
    brand, language = kit(folder), post.language
    assert post.format is not None
    source = probe_cache.remembered(campaign_paths.film(folder, film), folder / "renders")
    frame = Frame(
        film=source,
        at_ms=_moment(folder, post, film, brand, source.picture_ms),
        centre=film.known_centre,
    )
    place = grid.of(formats.FORMATS[post.format])
    return cover.cover(frame, _said(film, name, brand, language), place, brand, language=language)


def sign(folder: Path, laid: Element) -> str:
    """Return what tells a cover from any other: where all stands and what it says, and the state of the kit."""
    state = kit_fingerprint.fingerprint(folder / "brand")
    told = json.dumps([timeline.plain(laid, lambda path: path.name), state], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def _said(film: Testimony, name: str | None, brand: Brand, language: str) -> Said:
    short = brand.short_themes.get(film.theme or "", {})
    asked = (brand.theme(film.theme, language), short.get(language, short.get("", "")))
    last = name or brand.speak(brand.title_text, language)
    return Said(
        words=film.cover_words.get(language, ""),
        instead=tuple(one for one in (*asked, last) if one),
        name=name,
        role=credits.role_word(film.role, language),
        organisation=film.organisation,
    )


def _moment(folder: Path, post: Post, film: Testimony, brand: Brand, picture_ms: int | None) -> int:
    """Return which moment of the film as it came in is shown: the chosen one, else that of the first word.

    `picture_ms` is when its picture ends, where that is before its sound does.
    """
    until = film.film_ms if film.to_ms is None else film.to_ms
    if post.cover_at_ms is None:
        wished = _first_word(folder, film, until)
    else:
        wished = film.from_ms + post.cover_at_ms - max(0, brand.title_ms - brand.title_fade_ms)
    return max(film.from_ms, min(wished, until - _END_MS, (picture_ms or until) - _END_MS))


def in_finished(folder: Path, film: Testimony, at_ms: int) -> int:
    """Return when a finished film shows the moment `at_ms` of the film as it came in; raises BadInput for the kit."""
    brand = kit(folder)
    return at_ms - film.from_ms + max(0, brand.title_ms - brand.title_fade_ms)


def _first_word(folder: Path, film: Testimony, until: int) -> int:
    """Return when speech begins in the part that is used, as subtitles tell; a second into it where none do."""
    spoken = film.language if film.language in film.subtitles else next(iter(film.subtitles), None)
    try:
        cues = subtitle_files.source(folder, film, spoken) if spoken else ()
    except MediaError:
        cues = ()
    heard = [max(cue.start_ms, film.from_ms) for cue in cues if cue.end_ms > film.from_ms]
    return next((one for one in heard if one < until), film.from_ms + _UNSPOKEN_MS)
