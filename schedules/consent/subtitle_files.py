"""Subtitle files that go up beside a film: what Facebook calls them, and their cues in the finished film's time."""

from pathlib import Path

from media.brand import kit as brand_kit
from media.errors import BadInput
from media.subtitles import reader, writer
from media.subtitles.model import Cue
from schedules.model import campaign_paths
from schedules.model.publishing_rules import Rules
from schedules.model.records import Testimony


def locale(language: str, rules: Rules) -> str:
    """Return what Facebook calls a language."""
    return writer.locale(language, rules.locales)


def source(folder: Path, film: Testimony, language: str) -> tuple[Cue, ...]:
    """Return a film's subtitles in a language in the film's own time.

    Raises BadInput for a file that cannot be read, for estimated times that nobody has checked, and FileChanged where
    it is not the one that was taken in; AstrayPath.
    """
    path = campaign_paths.subtitles(folder, film, language)
    read = reader.read(path, sha256=film.subtitles_sha256[language], language=language)
    if read.estimated:
        raise BadInput("subtitles-estimated", path=str(path), slug=film.slug)
    return read.cues


def cues(folder: Path, film: Testimony, language: str) -> tuple[Cue, ...]:
    """Return a film's subtitles in a language as its renditions show them.

    Raises BadInput as `source` does, and for a kit that cannot be read.
    """
    cues = source(folder, film, language)
    kit = brand_kit.load(folder / "brand")
    lead = max(0, kit.title_ms - kit.title_fade_ms)  # as the timeline begins the film, under the title's fade
    until = film.film_ms if film.to_ms is None else film.to_ms
    return writer.in_rendition_time(cues, from_ms=film.from_ms, to_ms=until, lead_ms=lead)
