"""Is what a finished film shows the picture that was given, as broad and as tall as it was?

Where a point of the given picture lies in the finished one is calculated from the timeline alone. Only where they
do not agree is the given picture sought in the finished one, in all sizes and places.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from media.render.finished.picture_reading import SIDE, Pixels, Shown
from media.timeline.framing import Placed
from media.timeline.timeline import Shot, Timeline

_FLAT = 2.5  # levels of 255: what has less contrast cannot be compared
_BLANK = 1.0  # a finished picture with less contrast shows nothing
SAME = 0.9  # so like each other are pictures that need not be looked at further; at one place right ones have 0.96
OTHER = 0.7  # less like each other are pictures that are not the same, or not in the same place
_ALIKE = 0.9  # so like is a picture that is certainly the same
_BETTER = 0.6  # of what a picture lacks to be the same, a squeezed one may lack at most so much
_STEP = 1.1  # from one size to the next, of those in which the picture is sought
_SIZES = _STEP ** np.arange(-7, 8)  # half to double
_MIDDLE = (
    0.75  # of what is shown of a picture is sought, for its edges may be cut off, or have bars beside them
)
_LEAST = 0.5  # of the picture, or of what is seen of it, must be compared
_SMALL = SIDE // 2
_SAME_SHAPE = 0.02  # encoders round sizes to even numbers
_LEAST_SEEN = 0.02  # of a finished picture shows the film
Grid = NDArray[np.floating]
Part = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Place:
    """A part of a finished picture, in fractions of that."""

    left: float
    top: float
    width: float
    height: float

    def resized(self, width: float, height: float) -> "Place":
        """Another size around the same middle."""
        left, top = self.left + (self.width - width) / 2, self.top + (self.height - height) / 2
        return Place(left=left, top=top, width=width, height=height)


@dataclass(frozen=True, kw_only=True)
class Framing:
    """Where a given picture lies, what is cropped of it included (`whole`), and the window it is seen through."""

    whole: Place
    window: Place

    def middle(self) -> tuple[Part, Part]:
        """The middle of what is seen of the picture, in fractions of that: from and until, across and down."""
        across = _middle(self.whole.left, self.whole.width, self.window.left, self.window.width)
        return across, _middle(self.whole.top, self.whole.height, self.window.top, self.window.height)


def likeness(given: Shown, made: Pixels, timeline: Timeline, at_ms: float) -> float:
    """How like the finished film's pictures are to the given one in its place: 1 the same, 0 not at all.

    `made` are those at a moment (`at_ms`), just before and just after. What cannot be compared counts as the same.
    """
    framings = [(one, _free(timeline, one, at_ms)) for one in _framings(given, timeline.shot, timeline)]
    return max(
        _likeness(given.pixels, one, free, framing.whole) for one in made for framing, free in framings
    )


def squeeze(given: Shown, made: Pixels, timeline: Timeline, at_ms: float) -> float | None:
    """How many times too broad (below 1: too narrow) a picture is shown; None where it is not found squeezed."""
    framing = _framings(given, timeline.shot, timeline)[0]
    return _found_squeezed(
        _Sought(made[len(made) // 2], _free(timeline, framing, at_ms)), given.pixels, framing
    )


def blank(given: Shown, made: Pixels, timeline: Timeline, at_ms: float) -> bool:
    """Whether a finished film shows nothing where there is a picture."""
    framing = _framings(given, timeline.shot, timeline)[0]
    shown, seen = _laid(given.pixels, framing.whole, SIDE)
    seen &= _free(timeline, framing, at_ms)
    if seen.mean() < _LEAST_SEEN or shown[seen].std() < 4 * _FLAT:
        return False
    return all(one[seen].std() < _BLANK for one in made)


def _framings(given: Shown, shot: Shot, timeline: Timeline) -> list[Framing]:
    """Where a picture may lie: in the place of its shape; else whole in the film's place, or filling that.

    What a film looks like at a moment is believed even where its pictures do not tell (a broadcast's do not).
    """
    now = [view for view in shot.views if view.look.from_ms <= given.at_ms][-1:]
    places = [(view.place, view.look.width, view.look.height, view in now) for view in shot.views]
    places = places or [(shot.place, shot.film.width, shot.film.height, False)]
    alike = [
        _framing(place, timeline)
        for place, width, height, told in sorted(places, key=lambda one: not one[3])
        if told or abs(given.shape * height / width - 1) < _SAME_SHAPE
    ]
    if alike:
        return alike
    film = _framing(shot.place, timeline)
    broader = given.shape / (shot.film.width / shot.film.height)
    width, height = film.whole.width, film.whole.height
    whole = film.whole.resized(width * min(1, broader), height / max(1, broader))
    filling = film.whole.resized(width * max(1, broader), height / min(1, broader))
    return [Framing(whole=whole, window=film.window), Framing(whole=filling, window=film.window)]


def _framing(placed: Placed, timeline: Timeline) -> Framing:
    crop, box = placed.crop, placed.box
    window = Place(
        left=box.x / timeline.width,
        top=box.y / timeline.height,
        width=box.width / timeline.width,
        height=box.height / timeline.height,
    )
    width, height = window.width / (crop.right - crop.left), window.height / (crop.bottom - crop.top)
    left, top = window.left - crop.left * width, window.top - crop.top * height
    return Framing(whole=Place(left=left, top=top, width=width, height=height), window=window)


def _middle(begins: float, size: float, window_begins: float, window_size: float) -> Part:
    first, last = (
        max(0.0, (window_begins - begins) / size),
        min(1.0, (window_begins + window_size - begins) / size),
    )
    edge = (last - first) * (1 - _MIDDLE) / 2
    return first + edge, last - edge


def _free(timeline: Timeline, framing: Framing, at_ms: float) -> NDArray[np.bool_]:
    """The points of a finished picture that show the film, and nothing over it."""
    free = np.zeros((SIDE, SIDE), dtype=bool)
    window = framing.window
    top, bottom = round(window.top * SIDE), round((window.top + window.height) * SIDE)
    left, right = round(window.left * SIDE), round((window.left + window.width) * SIDE)
    free[top:bottom, left:right] = True
    near = 2 * 1000 / timeline.fps
    for one in timeline.elements:
        if one.start_ms - near < at_ms < one.end_ms + near:
            across, down = SIDE / timeline.width, SIDE / timeline.height
            rows = slice(max(0, int(one.box.y * down)), int((one.box.y + one.box.height) * down) + 2)
            free[rows, max(0, int(one.box.x * across)) : int((one.box.x + one.box.width) * across) + 2] = (
                False
            )
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


def _part(part: Part, size: float) -> Grid:
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


def _found_squeezed(sought: "_Sought", given: Grid, right: Framing) -> float | None:
    """How many times too broad a picture is found in another; None where it is not, or is found unsqueezed as well."""
    found = np.zeros((len(_SIZES), len(_SIZES)))
    middle, every = right.middle(), range(len(_SIZES))

    def look(*sizes: tuple[int, int]) -> None:
        for tall, broad in sizes:
            size = right.whole.width * _SIZES[broad], right.whole.height * _SIZES[tall]
            found[tall, broad] = found[tall, broad] or sought.best(given, middle, *size)

    look(*product(every[::2], every[::2]), *zip(every, every, strict=True))
    tall, broad = divmod(int(found.argmax()), len(_SIZES))
    look(*product(every[max(0, tall - 1) : tall + 2], every[max(0, broad - 1) : broad + 2]))
    tall, broad = divmod(int(found.argmax()), len(_SIZES))
    unsqueezed = max(np.diagonal(found, beside).max() for beside in (-1, 0, 1))
    if found.max() < _ALIKE or 1 - found.max() > (1 - unsqueezed) * _BETTER:
        return None
    return float(_SIZES[broad] / _SIZES[tall])


def _softened(grid: Grid) -> Grid:
    """Without the finest detail, of which nothing would be left where two pictures lie half a point apart."""
    wide = np.pad(grid, 1, mode="edge")
    rows = wide[:-2] + 2 * wide[1:-1] + wide[2:]
    return np.asarray((rows[:, :-2] + 2 * rows[:, 1:-1] + rows[:, 2:]) / 16)


def _halved(grid: Grid) -> Grid:
    return np.asarray(grid.reshape(_SMALL, 2, _SMALL, 2).mean(axis=(1, 3)))


class _Sought:
    """A finished picture in which another is sought in all places, by correlation with what is free of it."""

    def __init__(self, made: Grid, free: NDArray[np.bool_]) -> None:
        made, free = _softened(_halved(made)), _halved(free.astype(np.float64)) == 1
        self._least = _LEAST * free.sum()
        light = np.where(free, made - made[free].mean(), 0.0)
        self._seen = (free.astype(np.float64), light, light**2)

    def best(self, given: Grid, middle: tuple[Part, Part], width: float, height: float) -> float:
        """How like the middle of a picture of some size (in fractions) is, in the place where it is most so."""
        across, down = _part(middle[0], width), _part(middle[1], height)
        template = _softened(down @ given @ across.T)
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
