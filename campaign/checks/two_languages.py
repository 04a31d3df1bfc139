"""Films with subtitles in two languages, and with the word spoken marked: is there what the kit asks for, and room?"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import cast

from campaign.checks import subtitle_rooms
from media.brand import kit as brand_kit
from media.brand.kit import Brand
from media.errors import MediaError
from media.findings import Finding, Severity
from media.formats import Fill, Format
from media.sources.probe import Film
from media.subtitles import norms
from media.subtitles.cues import words
from media.subtitles.model import Cue
from media.timecode import clock
from media.timeline import second_language, two_languages
from schedules.consent import subtitle_files
from schedules.model import campaign_paths
from schedules.model.records import Testimony

FASTEST = 26  # signs a second of both languages together: docs/films.md
_MOST_SAID = 3  # moments


def findings(
    folder: Path, film: Testimony, seen: Film, formats: Iterable[Format], language: str | None = None
) -> list[Finding]:
    """Return what is said of a film's second language and of its words; nothing where the kit cannot be read.

    Only of the film in one `language`, where that is given.
    """
    try:
        kit = brand_kit.load(folder / "brand")
    except MediaError:
        return []
    found = list(_unheard(folder, film, kit))
    below = kit.second_language
    above = [one for one in film.subtitles if one != below and language in (None, one)]
    if below == "off" or not above:
        return found
    if below not in film.subtitles:
        params: dict[str, object] = {"language": below, "slug": film.slug}
        return [*found, _found("F31", "warning", film, params)]
    with suppress(MediaError):  # what cannot be read, or is a draft, is told as such
        second = subtitle_files.source(folder, film, below)
        found += _too_long(film, seen, kit, tuple(formats), second, above[0])
        for one in above:
            found += _too_fast(film, subtitle_files.source(folder, film, one), second, one, below)
    return found


def _unheard(folder: Path, film: Testimony, kit: Brand) -> Iterator[Finding]:
    """F34: the word spoken is to be marked, and nobody knows when each word is said."""
    if kit.highlight != "word" or film.language not in film.subtitles:
        return
    path = campaign_paths.subtitles(folder, film, film.language)
    if not words.beside(path).is_file():
        params: dict[str, object] = {"language": film.language, "slug": film.slug}
        yield _found("F34", "info", film, params)


def _too_fast(
    film: Testimony, first: Sequence[Cue], second: Sequence[Cue], language: str, below: str
) -> Iterator[Finding]:
    """F32: who reads both languages has too little time, though each alone may be slow enough."""
    both = two_languages.together(first, two_languages.with_first(first, second))
    fast: dict[int, float] = {}
    for one in both:
        if one.first and one.second:
            speed = _speed(one.first) + _speed(one.second)
            at = max(one.first.start_ms, one.second.start_ms)
            if speed > FASTEST:
                fast[at] = max(speed, fast.get(at, 0))
    if fast:
        moments = [clock(at) for at in sorted(fast)]
        more = ["..."] if len(moments) > _MOST_SAID else []
        params: dict[str, object] = {
            "moments": ", ".join(moments[:_MOST_SAID] + more),
            "cps": f"{max(max(fast.values()), FASTEST + 0.1):.1f}",
            "most": FASTEST,
            "language": language,
            "below": below,
        }
        yield _found("F32", "warning", film, params)


def _speed(cue: Cue) -> float:
    return norms.length(cue.text) * 1000 / (cue.end_ms - cue.start_ms)


def _too_long(
    film: Testimony,
    seen: Film,
    kit: Brand,
    formats: tuple[Format, ...],
    second: Sequence[Cue],
    above: str,
) -> Iterator[Finding]:
    """F33: a subtitle that two lines below those of the language spoken do not hold, in the first such format."""
    fill = None if film.fill == "kit" else cast("Fill", film.fill)
    for cue in second:
        for format in formats:
            look, room = subtitle_rooms.second(kit, above, seen, fill, format)
            setting = second_language.setting_of(cue.text, look, room, kit, kit.second_language)
            if setting is None:
                text = cue.text.replace("\n", " ")[:60]
                params: dict[str, object] = {"text": text, "at": clock(cue.start_ms), "format": format.name}
                yield _found("F33", "error", film, params | {"language": kit.second_language})
                break


def _found(code: str, severity: Severity, film: Testimony, params: dict[str, object]) -> Finding:
    return Finding(code=code, severity=severity, where=f"testimony {film.slug}", params=params)
