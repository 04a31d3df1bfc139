"""The languages of a film's subtitles: burnt in, its own and a second one where the kit wants it, or sent beside it.

Gates ask it often; none of the files is read.
"""

from pathlib import Path

from media.brand import second_language
from schedules.model.publishing_rules import Rules
from schedules.model.records import Testimony


def beside(film: Testimony, shown: str, rules: Rules) -> tuple[str, ...]:
    """Return the languages of the files that go up beside a film with `shown` subtitles in its picture."""
    if rules.sidecars == "off":
        return ()
    return tuple(one for one in film.subtitles if rules.sidecars == "all" or one != shown)


def second(folder: Path, film: Testimony, language: str) -> str | None:
    """Return which language stands below a film's own; None where the kit wants none, or the film does not have it."""
    wanted = second_language.wanted(folder / "brand")
    return wanted if wanted != language and language in film.subtitles and wanted in film.subtitles else None


def shown(folder: Path, film: Testimony, language: str) -> tuple[str, ...]:
    """Return the languages that are read in a film made in a language; its own is one even if it has no subtitles."""
    below = second(folder, film, language)
    return (language, below) if below else (language,)
