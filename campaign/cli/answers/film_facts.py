"""The facts of a testimony: as documents have them, and as people read them."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from campaign.cli.app import Desk
from campaign.messages import formatting, translate
from media.errors import MediaError
from media.subtitles import reader
from schedules.model import campaign_paths, records

_SAID: dict[str, Callable[[Any, str | None], str]] = {
    "film_ms": formatting.length,
    "from_ms": formatting.place,
    "to_ms": formatting.place,
    "role": translate.word,
    "fill": translate.word,
    "speaker": translate.place,
    "language": formatting.language,
    "centre": lambda place, _lang: ", ".join(map(str, place)),
    "centre_by": translate.word,
}


def plain(desk: Desk, name: str, value: object) -> object:
    """Return a fact as people read it; "" where there is nothing to say."""
    if value is None or value in ([], {}):
        return ""
    if name in _SAID:
        return _SAID[name](value, desk.lang)
    if isinstance(value, dict):
        named = ((formatting.language(code, desk.lang), file) for code, file in value.items())
        return "\n".join(f"{translate.labelled(spoken, desk.lang)} {file}" for spoken, file in named)
    return desk.word(", ".join(map(str, value))) if isinstance(value, list | tuple) else value


def subtitles(desk: Desk, folder: Path, film: records.Testimony) -> str:
    """Return a testimony's subtitle files by language; of what a machine made, whether somebody has checked it."""
    rows = []
    for language, file in film.subtitles.items():
        spoken = translate.labelled(formatting.language(language, desk.lang), desk.lang)
        state = ""
        with suppress(OSError, MediaError):
            state = _state(desk, campaign_paths.subtitles(folder, film, language), language)
        rows.append(f"{spoken} {file}" + (f" ({state})" if state else ""))
    return "\n".join(rows)


def _state(desk: Desk, path: Path, language: str) -> str:
    """Return who checked what a machine made, and when, or that nobody has; "" of what a person made."""
    file = reader.opened(path, language=language)
    if file.mark is None:
        return ""
    if file.unchecked is None:
        return desk.say("state-checked", who=file.mark.who, day=file.mark.day)
    return desk.say("draft-changed" if file.mark.who else f"draft-{file.unchecked}", who=file.mark.who)


def as_json(one: records.Testimony) -> dict[str, object]:
    """Return a testimony with the keys that scripts rely on."""
    return {
        "number": one.id,
        "slug": one.slug,
        "speaker": one.speaker,
        "role": one.role,
        "organisation": one.organisation,
        "language": one.language,
        "theme": one.theme,
        "film": one.film_path,
        "film_sha256": one.film_sha256,
        "film_ms": one.film_ms,
        "from_ms": one.from_ms,
        "to_ms": one.to_ms,
        "fill": one.fill,
        "centre": one.centre,
        "centre_by": one.centre_told_by,
        "special": one.special,
        "sound_track": one.sound_track,
        "cover_words": one.cover_words,
        "subtitles": one.subtitles,
    }
