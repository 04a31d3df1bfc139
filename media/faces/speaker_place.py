"""Where the speaker of a film is: a dozen of its pictures are looked at, and the middle of what is seen is taken.

Nothing else of a face is kept: no picture, no measure of it, no name.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from media.errors import RenderFailed
from media.faces import face_process
from media.faces.centerface import STEP
from media.faces.face_process import Box
from media.formats import Region
from media.render import film_stills
from media.sources.probe import Film
from media.timeline import scene

Seen = Literal["one", "none", "several", "wandering", "unseen"]
PICTURES = 12
_LONG_SIDE = 640  # pixels
_LEAST = 0.4  # of the pictures: a face must be seen in so many; a silhouette has one in a third
_TOGETHER = 0.25  # of the pictures with a face: so many with two are two people
_ALSO_NEAR = 0.5  # of the largest face's height; smaller ones stand behind
_WANDERS = 0.2  # of the picture's width or height
_WHOLE = Region(left=0, top=0, right=1, bottom=1)


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where the speaker is, in percent of the film's width and height; None where the pictures do not say, and why."""

    centre: tuple[int, int] | None
    seen: Seen


def find(film: Film, from_ms: int, to_ms: int) -> Place | None:
    """Look for the speaker's face in a part of a film; None where the extra `[faces]` is not installed."""
    file = face_process.network()
    if file is None:
        return None
    width, height = _size(film)
    pictures = list(_pictures(film, from_ms, to_ms, scene.Box(x=0, y=0, width=width, height=height)))
    found = face_process.faces(file, pictures, width, height) if pictures else None
    return Place(centre=None, seen="unseen") if found is None else judged(found)


def judged(found: Sequence[Sequence[Box]]) -> Place:
    """What the faces in each of some pictures say of where the speaker is: the middle of the nearest ones."""
    near = [_nearest(faces) for faces in found if faces]
    if not near or len(near) < len(found) * _LEAST:
        return Place(centre=None, seen="none")
    if sum(len(faces) > 1 for faces in near) >= len(near) * _TOGETHER:
        return Place(centre=None, seen="several")
    across = [face[0] + face[2] / 2 for face, *_ in near]
    down = [face[1] + face[3] / 2 for face, *_ in near]
    if max(_spread(across), _spread(down)) > _WANDERS:
        return Place(centre=None, seen="wandering")
    return Place(centre=(_percent(median(across)), _percent(median(down))), seen="one")


def _nearest(faces: Sequence[Box]) -> list[Box]:
    """The largest face, and those that are nearly as large."""
    ordered = sorted(faces, key=lambda face: -face[3])
    return [face for face in ordered if face[3] >= ordered[0][3] * _ALSO_NEAR]


def _spread(places: Sequence[float]) -> float:
    """How far apart places are; of many the two at the ends do not count, as one picture may mislead."""
    ordered = sorted(places)
    inner = ordered[1:-1] if len(ordered) > PICTURES / 2 else ordered
    return inner[-1] - inner[0]


def _percent(part: float) -> int:
    return min(max(round(part * 100), 0), 100)


def _size(film: Film) -> tuple[int, int]:
    """How large its pictures are looked at, in pixels: in multiples of the network's step."""
    scale = _LONG_SIDE / max(film.width, film.height)
    return max(STEP, round(film.width * scale / STEP) * STEP), max(
        STEP, round(film.height * scale / STEP) * STEP
    )


def _pictures(film: Film, from_ms: int, to_ms: int, box: scene.Box) -> Iterator[bytes]:
    """Pictures spread over a part of a film; where it changes its shape only those in the shape that it mostly has."""
    for number in range(PICTURES):
        at_ms = from_ms + (to_ms - from_ms) * (2 * number + 1) // (2 * PICTURES)
        seen = _as_seen(film, at_ms)
        if (seen.width, seen.height) != (film.width, film.height):
            continue
        try:
            still = film_stills.picture(scene.Still(box=box, film=seen, at_ms=at_ms, crop=_WHOLE))
        except RenderFailed:
            continue
        yield still.tobytes()


def _as_seen(film: Film, at_ms: int) -> Film:
    looks = [look for look in film.looks if look.from_ms <= at_ms] or film.looks[:1]
    return film.in_look(looks[-1]) if looks else film
