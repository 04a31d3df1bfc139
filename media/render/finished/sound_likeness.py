"""Is a finished film's sound that of the film which was given: at its time, and all of it?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from media.render.finished.sound_reading import BIN_MS, SILENCE_DB, Decibels, Levels

_WINDOW, _STEP = 150, 75  # bins: 3 s are compared at a time, half of them once more with the next
_SHORTEST = 25  # bins; in less there is too little to compare
_FARTHEST = 50  # bins that a sound may be off to be found: a second
_EXACT = 2  # bins: a sound so little off is in its time
_MODULATED_DB = 3.0  # a steadier sound says nothing of time
_ALIKE, _BETTER = 0.9, 0.1  # how like a sound must be at another time, and how much more so than at its own
_RANGE_DB = 40.0  # what is softer, compared with speech, is left out
_SPEECH_DB, _SOFTEST_DB = 25.0, -50.0  # so far below the loudest, and no softer, something is said
_GONE_DB, _FROM_DB = (
    20.0,
    -45.0,
)  # what is so much softer than it should be is gone; what is softer, is not heard
_NOTICED = 4  # bins of silence that are heard as a gap


@dataclass(frozen=True, kw_only=True)
class Shift:
    """A sound at a wrong time: from which moment of the finished film, and how much too late (below 0: too early)."""

    at_ms: int
    late_ms: int


@dataclass(frozen=True, kw_only=True)
class Gap:
    """Where a sound differs for the first time, and for how long it does in all."""

    at_ms: int
    lasts_ms: int


def shifted(given: Levels, made: Levels) -> Shift | None:
    """Where the sound is heard at another time than in the film, if it is."""
    gain = _loudest(made.whole) - _loudest(given.whole)
    softest = _loudest(given.whole) - _RANGE_DB
    theirs, ours = np.maximum(given.bands, softest), np.maximum(made.bands - gain, softest)
    for at in range(0, max(1, len(theirs) - _SHORTEST), _STEP):
        if lag := _lag(theirs[at : at + _WINDOW], ours, at):
            return Shift(at_ms=at * BIN_MS, late_ms=lag * BIN_MS)
    return None


def missing(given: Levels, made: Levels) -> Gap | None:
    """Where nothing is heard on a side on which the film speaks."""
    loud = max(_loudest(given.whole) - _SPEECH_DB, _SOFTEST_DB)
    usual = _loudest(made.whole)
    gain = usual - _loudest(given.whole)
    expected = np.minimum(given.sides + gain, usual)
    gone = (given.sides > loud) & (made.sides < np.maximum(expected - _GONE_DB, SILENCE_DB + 1))
    return _gap(gone.any(axis=1))


def unexpected(given: Levels, made: Levels) -> Gap | None:
    """Where something is heard while the film is silent."""
    gain = _loudest(made.whole) - _loudest(given.whole)
    return _gap(made.whole > np.maximum(given.whole + max(gain, 0) + _GONE_DB, _FROM_DB))


def _loudest(levels: Decibels) -> float:
    """How loud the louder parts are; single peaks count for little."""
    heard = levels[levels > SILENCE_DB + 1]
    return float(np.percentile(heard, 95)) if len(heard) else SILENCE_DB


def _lag(window: Decibels, ours: Decibels, at: int) -> int:
    """By how many bins our sound is later than that in a window (from bin `at` on); 0 where that cannot be told."""
    window = window - window.mean(axis=0)
    if len(window) < _SHORTEST or np.sqrt((window**2).mean()) < _MODULATED_DB:
        return 0
    lags = np.arange(-_FARTHEST, _FARTHEST + 1)
    padded = np.pad(ours, ((_FARTHEST, _FARTHEST), (0, 0)), mode="edge")
    like = np.array([_likeness(window, padded[at + lag + _FARTHEST :][: len(window)]) for lag in lags])
    best, own = like.max(), like[abs(lags) <= _EXACT].max()
    return int(lags[like.argmax()]) if best >= _ALIKE and best >= own + _BETTER else 0


def _likeness(window: Decibels, other: Decibels) -> float:
    other = other - other.mean(axis=0)
    return float((window * other).sum() / max(1e-6, np.sqrt((window**2).sum() * (other**2).sum())))


def _gap(wrong: NDArray[np.bool_]) -> Gap | None:
    """The first stretch that lasts long enough to be heard, and the length of all such."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], wrong, [False])).astype(np.int8)))
    spans = [
        (begin, end) for begin, end in zip(edges[::2], edges[1::2], strict=True) if end - begin >= _NOTICED
    ]
    if not spans:
        return None
    return Gap(
        at_ms=int(spans[0][0]) * BIN_MS, lasts_ms=int(sum(end - begin for begin, end in spans)) * BIN_MS
    )
