"""What a film brings beside what is shown and heard of it: said when it is taken in, chosen with `--sound-track`."""

from collections.abc import Iterator, Sequence

from media.findings import Detail, Finding
from media.sources.probe import Film
from media.sources.sound_kinds import AUDIBLE, EMPTY, UNREADABLE, VOICE
from schedules.errors import BadRequest

_NOT_HEARD = (EMPTY, UNREADABLE)
_MOST_TOLD = 16  # tracks


def with_sound_track(film: Film, number: int | None) -> Film:
    """Return the film with its sound track `number` (from 1 on) heard; None: the one that was chosen by listening.

    Raises BadRequest, which names the tracks that are there, where it has none of that number or it holds no sound.
    """
    if number is None:
        return film
    if not film.sounds:
        raise BadRequest("sound-track-none", path=film.path)
    tracks, last = _described(film.sounds), len(film.sounds)
    if not 1 <= number <= last:
        raise BadRequest("sound-track-unknown", path=film.path, number=number, count=last, tracks=tracks)
    if film.sounds[number - 1] in _NOT_HEARD:
        raise BadRequest("sound-track-unusable", path=film.path, number=number, tracks=tracks)
    return film.hearing(number)


def findings(film: Film, slug: str) -> list[Finding]:
    """Return what is to be said of a film's tracks: which are shown and heard, and what is left out."""
    return list(_found(film, slug))


def _found(film: Film, slug: str) -> Iterator[Finding]:
    where, count, heard = film.path.name, len(film.sounds), film.sound_track + 1
    if count > 1 and film.has_sound:
        params = {"count": count, "heard": heard, "tracks": _described(film.sounds), "slug": slug}
        left_out = VOICE in (*film.sounds[: heard - 1], *film.sounds[heard:])
        yield Finding(code="F01", severity="warning" if left_out else "info", where=where, params=params)
    if count and not film.has_sound:
        params = {"count": count, "tracks": _described(film.sounds)}
        yield Finding(code="F02", severity="warning", where=where, params=params)
    elif count and film.sounds[film.sound_track] not in AUDIBLE:
        params = {"heard": heard, "sound": _described(film.sounds)[film.sound_track]}
        yield Finding(code="F03", severity="warning", where=where, params=params)
    if film.lone_channel >= 0:
        yield Finding(code="F04", severity="info", where=where, params={"channel": film.lone_channel + 1})
    if film.pictures > 1:
        params = {"count": film.pictures, "shown": film.picture_track + 1}
        yield Finding(code="F05", severity="warning", where=where, params=params)
    if film.own_subtitles:
        params = {"count": film.own_subtitles, "slug": slug}
        yield Finding(code="F06", severity="info", where=where, params=params)


def _described(sounds: Sequence[str]) -> list[Detail]:
    return [
        Detail(f"sound-track-{kind}", {"number": number})
        for number, kind in enumerate(sounds[:_MOST_TOLD], 1)
    ]
