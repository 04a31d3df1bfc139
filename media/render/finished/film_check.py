"""The last gate of a render: what the finished film holds, compared with the film that was given.

What differs is a RenderFailed that says in numbers what, and the film never gets its name.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from media.errors import RenderFailed
from media.render import encoding
from media.render.encoding import Finish
from media.render.finished import (
    film_reading,
    picture_likeness,
    picture_reading,
    sound_likeness,
    sound_reading,
)
from media.render.finished.film_reading import Finished
from media.render.finished.picture_reading import Shown
from media.render.finished.sound_reading import Levels
from media.timecode import clock
from media.timeline.timeline import Timeline

_LONGER_MS = 60  # two packets of sound
_LOUDER, _SOFTER = 2.0, 4.0  # LU from what was aimed at; less happens with short or restless sounds
_HEADROOM_DB = 6.0  # a sound with so much room above its peaks could have been made louder
_OTHERS = 2  # pictures that are not those of the film; a single one may be shown for too short to be met
_MOST_SOUGHT = 2  # pictures, for to seek one takes about a second
_SILENT_LUFS = -48.0  # what is as soft as a silent room was not made louder


@dataclass(frozen=True, kw_only=True)
class Given:
    """What the film that was given holds of sound and pictures, as the finished ones of all languages shall have it."""

    levels: Levels
    pictures: tuple[Shown, ...]


def given(timeline: Timeline, folder: Path, *, seconds: float) -> Given:
    """Read the film of a timeline; works in a folder. RenderFailed where it cannot be read."""
    return Given(
        levels=sound_reading.of_source(timeline, folder, seconds=seconds),
        pictures=tuple(picture_reading.of_source(timeline, folder, seconds=seconds)),
    )


def require_like(film: Path, timeline: Timeline, finish: Finish, given: Given, *, seconds: float) -> None:
    """RenderFailed where a finished film is not what its timeline says of the film that was given."""
    wanted = {_frame(one, timeline): one for one in given.pictures}
    made = film_reading.read(film, timeline, list(wanted), seconds=seconds)
    for wrong in _all_wrong(made, timeline, finish, given, wanted):
        raise wrong


def _frame(one: Shown, timeline: Timeline) -> int:
    """The frame of the finished film that shows a picture."""
    shot = timeline.shot
    shown = timeline.frame(shot.start_ms) + round((one.at_ms - shot.from_ms) * timeline.fps / 1000)
    return min(max(shown, 0), timeline.frames - 1)


def _all_wrong(
    made: Finished, timeline: Timeline, finish: Finish, given: Given, wanted: dict[int, Shown]
) -> Iterator[RenderFailed]:
    yield from _wrong_form(made, timeline, finish)
    yield from _wrong_sound(made, timeline, given.levels)
    yield from _wrong_pictures(made, timeline, wanted)


def _wrong_form(made: Finished, timeline: Timeline, finish: Finish) -> Iterator[RenderFailed]:
    width, height = encoding.finished_size(timeline, finish)
    if made.size != (width, height):
        yield RenderFailed("finished-size", there="{}x{}".format(*made.size), wanted=f"{width}x{height}")
    if made.frames != timeline.frames:
        yield RenderFailed("finished-pictures", there=made.frames, wanted=timeline.frames)
    if abs(made.picture_ms - timeline.duration_ms) > 1000 / timeline.fps + 1:
        yield RenderFailed(
            "finished-length", there=clock(made.picture_ms), wanted=clock(timeline.duration_ms)
        )
    if abs(made.sound_ms - made.picture_ms) > _LONGER_MS:
        yield RenderFailed("finished-sound-length", there=clock(made.sound_ms), wanted=clock(made.picture_ms))


def _wrong_sound(made: Finished, timeline: Timeline, given: Levels) -> Iterator[RenderFailed]:
    if shift := sound_likeness.shifted(given, made.levels):
        yield RenderFailed(
            "finished-sound-late" if shift.late_ms > 0 else "finished-sound-early",
            at=clock(shift.at_ms),
            off=abs(shift.late_ms),
        )
    if gap := sound_likeness.missing(given, made.levels):
        yield RenderFailed("finished-silence", at=clock(gap.at_ms), seconds=f"{gap.lasts_ms / 1000:.1f}")
    if gap := sound_likeness.unexpected(given, made.levels):
        yield RenderFailed("finished-noise", at=clock(gap.at_ms), seconds=f"{gap.lasts_ms / 1000:.1f}")
    if made.lufs is not None and made.peak is not None and made.lufs > _SILENT_LUFS:
        aimed, room = timeline.sound.lufs, made.peak < timeline.sound.true_peak - _HEADROOM_DB
        if made.lufs > aimed + _LOUDER or (made.lufs < aimed - _SOFTER and room):
            yield RenderFailed("finished-loudness", there=f"{made.lufs:.1f}", wanted=f"{aimed:.1f}")


def _wrong_pictures(made: Finished, timeline: Timeline, wanted: dict[int, Shown]) -> Iterator[RenderFailed]:
    """What is wrong with the pictures; those that are the least like what was given are sought in other shapes."""
    there = [
        (shown, made.pictures[frame], frame) for frame, shown in wanted.items() if frame in made.pictures
    ]
    at = [float(frame * 1000 / timeline.fps) for _, _, frame in there]
    like = []
    for (shown, pictures, _), at_ms in zip(there, at, strict=True):
        if picture_likeness.blank(shown, pictures, timeline, at_ms):
            yield RenderFailed("finished-blank", at=clock(round(at_ms)))
        like.append((picture_likeness.likeness(shown, pictures, timeline, at_ms), at_ms, shown, pictures))
    like.sort(key=lambda one: one[:2])
    for likeness, at_ms, shown, pictures in like[:_MOST_SOUGHT]:
        if likeness < picture_likeness.SAME and (
            squeezed := picture_likeness.squeeze(shown, pictures, timeline, at_ms)
        ):
            yield RenderFailed(
                "finished-broad" if squeezed > 1 else "finished-narrow",
                at=clock(round(at_ms)),
                times=f"{max(squeezed, 1 / squeezed):.1f}",
            )
    other = [at_ms for likeness, at_ms, _, _ in like if likeness < picture_likeness.OTHER]
    if other and len(other) >= min(_OTHERS, len(like)):
        yield RenderFailed("finished-other-picture", at=clock(round(min(other))))
