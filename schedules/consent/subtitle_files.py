"""The subtitle files that go up beside a film: in which languages, and what they say in the finished film's time."""

from pathlib import Path

from media.brand import kit as brand_kit
from media.errors import BadInput, MediaError
from media.subtitles import draft, reader, writer
from media.subtitles.model import Cue
from schedules.model import campaign_paths
from schedules.model.publishing_rules import Rules
from schedules.model.records import Testimony

UNCHECKED: dict[draft.Kind, str] = {
    "estimated": "subtitles-estimated",
    "aligned": "subtitles-aligned",
    "recognised": "subtitles-recognised",
}
"""The codes for which a draft is refused, by what a machine made of it."""


def languages(film: Testimony, shown: str, rules: Rules) -> tuple[str, ...]:
    """Return the languages of the files that go up beside a film with `shown` subtitles in its picture."""
    if rules.sidecars == "off":
        return ()
    return tuple(one for one in film.subtitles if rules.sidecars == "all" or one != shown)


def locale(language: str, rules: Rules) -> str:
    """Return what Facebook calls a language."""
    return writer.locale(language, rules.locales)


def source(folder: Path, film: Testimony, language: str, *, drafts: bool = False) -> tuple[Cue, ...]:
    """Return a film's subtitles in a language in the film's own time; `drafts` are for previews alone.

    Raises BadInput for a file that cannot be read, for a draft that nobody has checked, and FileChanged where it is
    not the one that was taken in; AstrayPath.
    """
    path = campaign_paths.subtitles(folder, film, language)
    read = reader.read(path, sha256=film.subtitles_sha256[language], language=language)
    if read.unchecked and not drafts:
        raise BadInput(UNCHECKED[read.unchecked], path=str(path), slug=film.slug)
    return read.cues


def is_draft(folder: Path, film: Testimony, language: str) -> bool:
    """Tell whether a film's subtitles in a language are a draft that nobody has checked; False if unreadable.

    Raises AstrayPath.
    """
    if language not in film.subtitles:
        return False
    path = campaign_paths.subtitles(folder, film, language)
    try:
        return draft.is_marked(path) and reader.read(path, language=language).unchecked is not None
    except MediaError:
        return False  # the render says so


def cues(folder: Path, film: Testimony, language: str) -> tuple[Cue, ...]:
    """Return a film's subtitles in a language as its renditions show them.

    Raises BadInput as `source` does, and for a kit that cannot be read.
    """
    cues = source(folder, film, language)
    kit = brand_kit.load(folder / "brand")
    lead = max(0, kit.title_ms - kit.title_fade_ms)  # as the timeline begins the film, under the title's fade
    until = film.film_ms if film.to_ms is None else film.to_ms
    return writer.in_rendition_time(cues, from_ms=film.from_ms, to_ms=until, lead_ms=lead)
