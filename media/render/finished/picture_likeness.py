"""Is what a finished film shows the picture that was given, as broad and as tall as it was?

Where a point of the given picture lies in the finished one is calculated from the timeline alone. Only where they
do not agree is the given picture sought in the finished one, in all sizes and places.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from media.render.finished.picture_reading import SIDE, Pixels, Shown
from media.timeline.timeline import Shot, Timeline

_FLAT = 6.0  # levels of 255: what has less contrast cannot be compared
_BLANK = 2.0  # a finished picture with less contrast shows nothing
SAME = 0.9  # so like each other are pictures that need not be looked at further
_ALIKE = 0.9  # so like is a picture that is certainly the same
_BETTER = 0.03  # by so much must a squeezed picture be more like it than any that is not
_STEP = 1.1  # from one size to the next, of those in which the picture is sought
_SIZES = _STEP ** np.arange(-7, 8)  # half to double
_MIDDLE = (
    0.75  # of what is shown of a picture is sought, for its edges may be cut off, or have bars beside them
)
_LEAST = 0.5  # of the picture, or of what is seen of it, must be compared
_SMALL = SIDE // 2
Grid = NDArray[np.floating]


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a given picture lies in the finished one, in fractions of that."""

    left: float
    top: float
    width: float
    height: float

    def resized(self, width: float, height: float) -> "Place":
        """Another size around the same middle."""
        left, top = self.left + (self.width - width) / 2, self.top + (self.height - height) / 2
        return Place(left=left, top=top, width=width, height=height)


@dataclass(frozen=True, kw_only=True)
class Middle:
    """The middle of what is shown of a given picture, in fractions of that (from, until): across and down."""

    across: tuple[float, float]
    down: tuple[float, float]


def _middle(begins: float, size: float, shown_from: float, shown_size: float) -> tuple[float, float]:
    first, last = max(0.0, (shown_from - begins) / size), min(1.0, (shown_from + shown_size - begins) / size)
    edge = (last - first) * (1 - _MIDDLE) / 2
    return first + edge, last - edge


def likeness(given: Shown, made: Pixels, timeline: Timeline, at_ms: float) -> float:
    """How like the finished film's pictures are to the given one in its place: 1 the same, 0 not at all.

    `made` are those at a moment (`at_ms`) and just after. What cannot be compared counts as the same.
    """
    free = _free(timeline, at_ms)
    places = _right_places(given, timeline)
    return max(_likeness(given.pixels, one, free, place) for one in made for place in places)


def squeeze(given: Shown, made: Pixels, timeline: Timeline, at_ms: float) -> float | None:
    """How many times too broad (below 1: too narrow) a picture is shown; None where it is not found squeezed."""
    place, box = _right_places(given, timeline)[0], timeline.shot.place.box
    middle = Middle(
        across=_middle(place.left, place.width, box.x / timeline.width, box.width / timeline.width),
        down=_middle(place.top, place.height, box.y / timeline.height, box.height / timeline.height),
    )
    return _found_squeezed(_Sought(made[-1], _free(timeline, at_ms)), given.pixels, middle, place)


def blank(given: Shown, made: Pixels, timeline: Timeline, at_ms: float) -> bool:
    """Whether a finished film shows nothing where there is a picture."""
    free, (place, *_) = _free(timeline, at_ms), _right_places(given, timeline)
    shown, seen = _laid(given.pixels, place, SIDE)
    seen &= free
    if seen.mean() < 0.02 or shown[seen].std() < 2 * _FLAT:
        return False
    return all(one[seen].std() < _BLANK for one in made)


def _right_places(given: Shown, timeline: Timeline) -> list[Place]:
    """Where a picture may lie: whole in the film's place, or filling it, where its shape is another than the film's."""
    film, canvas = timeline.shot.film, _canvas(timeline.shot, timeline)
    broader = given.shape / (film.width / film.height)
    if abs(broader - 1) < 0.02:
        return [canvas]
    whole = canvas.resized(canvas.width * min(1, broader), canvas.height / max(1, broader))
    filling = canvas.resized(canvas.width * max(1, broader), canvas.height / min(1, broader))
    return [whole, filling]


def _canvas(shot: Shot, timeline: Timeline) -> Place:
    """Where the whole film would lie, what is cropped of it included."""
    crop, box = shot.place.crop, shot.place.box
    width = box.width / timeline.width / (crop.right - crop.left)
    height = box.height / timeline.height / (crop.bottom - crop.top)
    left, top = box.x / timeline.width - crop.left * width, box.y / timeline.height - crop.top * height
    return Place(left=left, top=top, width=width, height=height)


def _free(timeline: Timeline, at_ms: float) -> NDArray[np.bool_]:
    """The points of a finished picture that show the film, and nothing over it."""
    free = np.zeros((SIDE, SIDE), dtype=bool)
    near = 1000 / timeline.fps * 2
    over = [one.box for one in timeline.elements if one.start_ms - near < at_ms < one.end_ms + near]
    for number, box in enumerate([timeline.shot.place.box, *over]):
        left, right = (round(x / timeline.width * SIDE) for x in (box.x, box.x + box.width))
        top, bottom = (round(y / timeline.height * SIDE) for y in (box.y, box.y + box.height))
        grown = 0 if number == 0 else 1
        free[max(0, top - grown) : bottom + grown, max(0, left - grown) : right + grown] = number == 0
    return free


def _laid(pixels: Grid, place: Place, side: int) -> tuple[Grid, NDArray[np.bool_]]:
    """A picture laid into a square of another, each point the mean of what it covers; and which points it covers."""
    down, covers_down = _means(place.top, place.height, side)
    across, covers_across = _means(place.left, place.width, side)
    return down @ pixels @ across.T, np.logical_and.outer(covers_down, covers_across)


def _means(begins: float, size: float, side: int) -> tuple[Grid, NDArray[np.bool_]]:
    """For each of some points along a side: how much each pixel of the given picture counts in it."""
    edges = (np.arange(side + 1) / side - begins) / size * SIDE
    low, high = edges[:-1, np.newaxis], edges[1:, np.newaxis]
    pixels = np.arange(SIDE)
    covered = np.clip(np.minimum(high, pixels + 1) - np.maximum(low, pixels), 0, None)
    return covered / (high - low), (edges[:-1] >= 0) & (edges[1:] <= SIDE)


def _part(part: tuple[float, float], size: float) -> Grid:
    """How much each pixel of a given picture counts in each point of a part of it, which is shown in some size."""
    shown = part[1] - part[0]
    return _means(-part[0] / shown, 1 / shown, max(4, round(shown * size * _SMALL)))[0]


def _likeness(given: Grid, made: Grid, free: NDArray[np.bool_], place: Place) -> float:
    """How like (1: the same, 0: not at all) a finished picture is to a given one in a place."""
    laid, seen = _laid(given, place, SIDE)
    seen = seen & free
    ours, theirs = made[seen], laid[seen]
    if len(theirs) < 100 or theirs.std() < _FLAT:
        return 1.0
    return float(
        ((ours - ours.mean()) * (theirs - theirs.mean())).mean() / max(0.1, ours.std() * theirs.std())
    )


def _found_squeezed(sought: "_Sought", given: Grid, middle: Middle, right: Place) -> float | None:
    """How many times too broad a picture is found in another; None where it is not, or is found unsqueezed as well."""
    found = np.zeros((len(_SIZES), len(_SIZES)))

    def look(tall: int, broad: int) -> None:
        if not found[tall, broad]:
            size = right.width * _SIZES[broad], right.height * _SIZES[tall]
            found[tall, broad] = sought.best(given, middle, *size)

    every = range(len(_SIZES))
    for tall, broad in product(every[::2], every[::2]):
        look(tall, broad)
    tall, broad = (int(place) for place in np.unravel_index(int(found.argmax()), found.shape))
    for near in product(every[max(0, tall - 1) : tall + 2], every[max(0, broad - 1) : broad + 2]):
        look(*near)
    for size in every:
        look(size, size)
    tall, broad = (int(place) for place in np.unravel_index(int(found.argmax()), found.shape))
    unsqueezed = max(np.diagonal(found, beside).max() for beside in (-1, 0, 1))
    if found.max() < max(_ALIKE, unsqueezed + _BETTER):
        return None
    return float(_SIZES[broad] / _SIZES[tall])


def _halved(grid: Grid) -> Grid:
    return np.asarray(grid.reshape(_SMALL, 2, _SMALL, 2).mean(axis=(1, 3)))


class _Sought:
    """A finished picture in which another is sought in all places, by correlation with what is free of it."""

    def __init__(self, made: Grid, free: NDArray[np.bool_]) -> None:
        made, free = _halved(made), _halved(free.astype(np.float64)) == 1
        self._least = _LEAST * free.sum()
        light = np.where(free, made - made[free].mean(), 0.0)
        self._seen = (free.astype(np.float64), light, light**2)

    def best(self, given: Grid, middle: Middle, width: float, height: float) -> float:
        """How like the middle of a picture of some size (in fractions) is, in the place where it is most so."""
        down, across = _part(middle.down, height), _part(middle.across, width)
        template = down @ given @ across.T
        tall, wide = template.shape
        template = template - template.mean()
        shape = (tall + _SMALL, wide + _SMALL)
        free, light, squares = (np.fft.rfft2(one, shape) for one in self._seen)
        whole, ours, ours2 = (
            np.conj(np.fft.rfft2(one, shape)) for one in (np.ones_like(template), template, template**2)
        )

        def sums(one: NDArray[np.complexfloating], other: NDArray[np.complexfloating]) -> Grid:
            return np.fft.irfft2(one * other, shape)

        count = np.maximum(sums(free, whole), 1)
        theirs_sum, ours_sum = sums(light, whole), sums(free, ours)
        both = sums(light, ours) - theirs_sum * ours_sum / count
        theirs_varies = sums(squares, whole) - theirs_sum**2 / count
        ours_varies = sums(free, ours2) - ours_sum**2 / count
        flat = count * _FLAT**2
        fit = (count > max(self._least, _LEAST * tall * wide)) & (theirs_varies > flat) & (ours_varies > flat)
        return float(np.where(fit, both / np.sqrt(np.where(fit, theirs_varies * ours_varies, 1)), 0).max())
