"""The two-second pieces a film is kept in, each with a sign of all that is seen in it.

A piece is one closed group of pictures, so a film can be put together from pieces that were made at different
times: a mended subtitle costs the pieces it touches, not the film.
"""

import hashlib
import json
import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from media.timeline.scene import Element
from media.timeline.timeline import Timeline, plain

_NEAR_MS = 30  # more than half a frame: what comes or goes so near to a piece may be seen in it
SECONDS = 2  # Facebook asks for closed groups of pictures of 2 to 5 seconds
MOST_TERMS = 90  # of a sum in ffmpeg's expressions; it reads no more than a hundred
Content = Callable[[Path], str]


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One group of pictures: its number in the film, first frame, count of frames, and sign (hex)."""

    number: int
    first: int
    frames: int
    sign: str

    @property
    def last(self) -> int:
        """The first frame after it."""
        return self.first + self.frames


@dataclass(frozen=True, kw_only=True)
class Output:
    """The pieces, rising, of one rendition that a run of ffmpeg makes, one after the other in `file` (a name)."""

    timeline: Timeline
    wanted: tuple[Piece, ...]
    file: str

    @property
    def frames(self) -> int:
        """How many frames the file gets."""
        return sum(piece.frames for piece in self.wanted)


def length(fps: Fraction) -> int:
    """How many frames a piece has (the film's last one may have fewer)."""
    return round(fps * SECONDS)


def of(timeline: Timeline, content: Content, made_with: str) -> tuple[Piece, ...]:
    """All pieces of a timeline in order.

    `content` gives the hash of a file's bytes; `made_with` tells the way of making, for it is part of the sign.
    """
    return tuple(_pieces(timeline, content, made_with))


def gaps(missing: Iterable[Piece]) -> list[list[Piece]]:
    """Rising pieces, those that follow each other put together."""
    found: list[list[Piece]] = []
    for piece in missing:
        if found and piece.number == found[-1][-1].number + 1:
            found[-1].append(piece)
        else:
            found.append([piece])
    return found


def film_frames(timeline: Timeline) -> tuple[int, int]:
    """The frames (first, and first after) in which anything of the film itself is seen, cards' fades included."""
    fade = max((card.fade_in_ms for card in timeline.of("end")), default=0)
    until = min(timeline.frame(timeline.shot.end_ms + fade), timeline.frames)
    return timeline.frame(timeline.shot.start_ms), until


def _pieces(timeline: Timeline, content: Content, made_with: str) -> Iterator[Piece]:
    size = length(timeline.fps)
    for number, first in enumerate(range(0, timeline.frames, size)):
        frames = min(size, timeline.frames - first)
        seen = [made_with, _seen(timeline, first, first + frames, content)]
        sign = hashlib.sha256(json.dumps(seen, sort_keys=True).encode()).hexdigest()[:32]
        yield Piece(number=number, first=first, frames=frames, sign=sign)


def _seen(timeline: Timeline, first: int, last: int, content: Content) -> dict[str, object]:
    per_ms = timeline.fps / 1000
    shown = (
        one
        for one in timeline.elements
        if math.floor(one.start_ms * per_ms) < last and math.ceil(one.end_ms * per_ms) > first
    )
    return {
        "picture": [timeline.width, timeline.height, str(timeline.fps), last - first],
        "film": _film(timeline, first, last, content),
        "elements": [_element(one, first / per_ms, last / per_ms, content) for one in shown],
    }


def _film(timeline: Timeline, first: int, last: int, content: Content) -> dict[str, object] | None:
    """Which frames of the film are seen in a piece, and how; where its end is near, also where that is."""
    shot, (begins, until) = timeline.shot, film_frames(timeline)
    if last <= begins or first >= until:
        return None
    near_the_end = last + 1 >= timeline.frame(shot.end_ms)
    return {
        "file": content(shot.film.path),
        **({"track": shot.film.picture_track} if shot.film.picture_track else {}),
        "from_ms": shot.from_ms,
        "to_ms": shot.to_ms if near_the_end else None,
        "frames": [max(first, begins) - begins, min(last, until) - begins],
        "place": plain(shot.place, content),
        "surround": shot.surround,
        **({"views": plain(shot.views, content)} if shot.views else {}),
    }


def _element(element: Element, begins: Fraction, ends: Fraction, content: Content) -> dict[str, object]:
    """What an element looks like while a piece lasts: its comings and goings count only when seen in it."""
    coming = element.start_ms + element.comes_ms >= begins - _NEAR_MS
    going = element.end_ms - element.goes_ms <= ends + _NEAR_MS
    marks = _marks(element, begins, ends, content)
    return {
        "kind": element.kind,
        "box": plain(element.box, content),
        "shapes": plain(element.shapes, content),
        "in": [element.start_ms, element.fade_in_ms, element.slide] if coming else None,
        "out": [element.end_ms, element.fade_out_ms] if going else None,
        **({"move": plain(element.move, content)} if element.move and (coming or going) else {}),
        **({"marks": marks} if marks else {}),
    }


def _marks(element: Element, begins: Fraction, ends: Fraction, content: Content) -> list[list[object]]:
    """What an element marks while a piece lasts, with the times that are seen in it."""
    low, high = begins - _NEAR_MS, ends + _NEAR_MS
    return [
        [one.start_ms if one.start_ms >= low else None, one.end_ms if one.end_ms <= high else None,
         one.colour, plain((one.boxes, one.lines), content)]
        for one in element.marks
        if one.start_ms <= high and one.end_ms >= low
    ]  # fmt: skip
