"""The subtitle files that go up beside a film: in which languages, and what they say in the finished film's time."""

from pathlib import Path

from media.brand import kit as brand_kit
from media.errors import BadInput
from media.subtitles import reader, writer
from media.subtitles.model import Cue
from schedules.model.publishing_rules import Rules
from schedules.model.records import Testimony


def languages(film: Testimony, shown: str, rules: Rules) -> tuple[str, ...]:
    """Return the languages of the files that go up beside a film with `shown` subtitles in its picture."""
    if rules.sidecars == "off":
        return ()
    return tuple(one for one in film.subtitles if rules.sidecars == "all" or one != shown)


def locale(language: str, rules: Rules) -> str:
    """Return what Facebook calls a language."""
    return writer.locale(language, rules.locales)


def cues(folder: Path, film: Testimony, language: str) -> tuple[Cue, ...]:
    """Return a film's subtitles in a language as its renditions show them.

    Raises BadInput for a file or kit that cannot be read, and for estimated times that nobody has checked.
    """
    path = folder / film.subtitles[language]
    read = reader.read(path)
    if read.estimated:
        raise BadInput("subtitles-estimated", path=str(path))
    kit = brand_kit.load(folder / "brand")
    lead = max(0, kit.title_ms - kit.title_fade_ms)  # as the timeline begins the film, under the title's fade
    until = film.film_ms if film.to_ms is None else film.to_ms
    return writer.in_rendition_time(read.cues, from_ms=film.from_ms, to_ms=until, lead_ms=lead)
