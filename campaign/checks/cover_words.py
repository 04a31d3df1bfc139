"""Words of a film's cover that it does not show: too long for it, or of a kit that makes no covers (F24)."""

from collections.abc import Iterator

from media.brand.kit import Brand
from media.errors import MediaError
from media.findings import Detail, Finding, Severity
from media.formats import FORMATS
from media.timeline.band import cover, grid
from schedules.model.records import Testimony


def findings(kit: Brand, film: Testimony) -> Iterator[Finding]:
    """Yield what is said of the words of a film's cover, in each language."""
    for language, words in film.cover_words.items():
        said: dict[str, object] = {"slug": film.slug, "language": language, "text": words}
        if not kit.cover_words:
            yield _found(film, "info", "cover-words-unused", "advice-cover-words-on", said)
        elif len(" ".join(words.split())) > cover.MOST_CHARACTERS:
            yield _found(film, "warning", "cover-words-long", "advice-cover-words-short", said)
        elif formats := _too_wide(kit, language, words):
            told = said | {"formats": formats}
            yield _found(film, "warning", "cover-words-wide", "advice-cover-words-short", told)


def _too_wide(kit: Brand, language: str, words: str) -> list[str]:
    """The formats on whose covers the words do not fit; what cannot be drawn at all is told elsewhere."""
    try:
        places = {name: grid.of(format) for name, format in FORMATS.items()}
        return [
            name for name, place in places.items() if not cover.fits(words, place, kit, language=language)
        ]
    except MediaError:
        return []


def _found(film: Testimony, severity: Severity, what: str, advice: str, said: dict[str, object]) -> Finding:
    both: dict[str, object] = {"what": Detail(what, said), "advice": Detail(advice, said)}
    return Finding(code="F24", severity=severity, where=f"testimony {film.slug}", params=both)
