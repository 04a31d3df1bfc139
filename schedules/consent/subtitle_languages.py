"""In which languages subtitle files go up beside a film; gates ask it often, and read none of the files."""

from schedules.model.publishing_rules import Rules
from schedules.model.records import Testimony


def beside(film: Testimony, shown: str, rules: Rules) -> tuple[str, ...]:
    """Return the languages of the files that go up beside a film with `shown` subtitles in its picture."""
    if rules.sidecars == "off":
        return ()
    return tuple(one for one in film.subtitles if rules.sidecars == "all" or one != shown)
