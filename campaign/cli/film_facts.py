"""The facts of a testimony: as documents have them, and as people read them."""

from collections.abc import Callable
from typing import Any

from campaign.cli.app import Desk
from campaign.messages import formatting, translate
from schedules.model import records

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
