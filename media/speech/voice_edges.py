"""Where a voice really begins and ends: a detector sees steps of 32 ms and begins late, the sound's energy is exact."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from media.speech.sound import A_MILLISECOND

if TYPE_CHECKING:
    import numpy as np

    from media.sources.audio import Span

_STEP_MS = 10
_REACH_MS = 120  # an edge moves so far at most
_AROUND_MS = 1000  # of sound that tells how quiet it is where nobody speaks
_QUIET = 10  # percentile of the loudness around that counts as silence
_ABOVE_DB = 8.0  # over silence
_BELOW_VOICE_DB = 30.0  # under the voice's own loudness: what is less is no sound of it
_FLOOR_DB = -90.0


def moved(samples: "np.ndarray", voice: Iterable["Span"]) -> tuple["Span", ...]:
    """Stretches of voice (milliseconds) with each edge where the sound begins or ends, if that is near."""
    levels = _levels(samples)
    found = list[tuple[int, int]]()
    for start, end in voice:
        floor = found[-1][1] if found else 0
        begin = max(_edge(levels, start, end, ends=False), floor)
        until = max(_edge(levels, start, end, ends=True), begin)
        if until > begin:
            found.append((begin, min(until, len(samples) // A_MILLISECOND)))
    return tuple(found)


def _levels(samples: "np.ndarray") -> "np.ndarray":
    """Loudness of each step in decibels."""
    import numpy as np

    step = _STEP_MS * A_MILLISECOND
    whole = samples[: len(samples) // step * step].reshape(-1, step)
    power = np.einsum("ij,ij->i", whole, whole) / step
    return np.asarray(10 * np.log10(np.maximum(power, 10 ** (_FLOOR_DB / 10))))


def _edge(levels: "np.ndarray", start: int, end: int, *, ends: bool) -> int:
    """The edge of the sound nearest to one of the voice's; the voice's own where none is in reach."""
    import numpy as np

    at = (end if ends else start) // _STEP_MS
    reach = _REACH_MS // _STEP_MS
    around = levels[max(at - _AROUND_MS // _STEP_MS, 0) : at + _AROUND_MS // _STEP_MS]
    spoken = levels[start // _STEP_MS : max(end // _STEP_MS, start // _STEP_MS + 1)]
    if not len(around) or not len(spoken):
        return end if ends else start
    quiet = float(np.percentile(around, _QUIET))
    bound = max(quiet + _ABOVE_DB, float(np.percentile(spoken, 90)) - _BELOW_VOICE_DB)
    first = max(at - reach, 0)
    loud = levels[first : at + reach] >= bound
    places = first + np.flatnonzero(loud[:-1] & ~loud[1:] if ends else ~loud[:-1] & loud[1:]) + 1
    if not len(places):
        return end if ends else start
    nearest = places[np.argmin(np.abs(places - at))]
    return int(nearest) * _STEP_MS
