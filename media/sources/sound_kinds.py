"""Is a sound silence, hum, some sound or a voice, how loud is it, and does one of its channels carry it alone?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

UNREADABLE, EMPTY, SILENCE, HUM, SOUND, VOICE = "unreadable", "empty", "silence", "hum", "sound", "voice"
KINDS = (UNREADABLE, EMPTY, SILENCE, HUM, SOUND, VOICE)  # none is heard before one that stands behind it
AUDIBLE = (SOUND, VOICE)
ALL_CHANNELS = -1
RATE = 8000  # samples a second

Samples = np.ndarray[Any, np.dtype[np.int16]]  # rows of one sample for each channel
_Floats = np.ndarray[Any, np.dtype[np.float64]]

_FRAME = RATE // 10  # samples that are judged together
_WINDOW = np.hanning(_FRAME)
_HZ = np.fft.rfftfreq(_FRAME, 1 / RATE)
_HEARD = _HZ >= 20
_NOTHING_DB = -120.0
_VOICE_HZ = 200  # below are mains, wind and steps; a low voice has its overtones above
_LOUDEST = 99.5  # percentile of levels: a few words in a long film count, a click does not
_SILENT_DB = -80.0  # dBFS: softer than a microphone's own noise; soft recordings of voices reach -60
_QUIET_DB = -45.0  # a steady sound that is softer is what stands in a room
_ACTIVE_DB = 25  # below a sound's loudest: what is softer lies between words
_LIVELY_DB = (
    2  # from one frame to the next, in the middle: voices change by 3 to 8, a drifting hum by less than 1
)
_FLAT, _FLAT_LIVELY = (
    0.3,
    0.45,
)  # spectral flatness: noise and gusts have more, voices below 0.25, in noise too
_LOW_HZ, _LOW_SHARE = 250, 0.5
_LONE_DB = 35  # by which a channel is louder than each other where it alone is heard
_ALIKE_DB, _OPPOSED = 6, -0.95  # channels as loud, of this correlation, cancel each other in one loudspeaker


@dataclass(frozen=True, kw_only=True)
class Heard:
    """What a sound is (a word of `KINDS`), its level (dBFS) where voices are, and which channel carries it alone."""

    kind: str
    level: float = _NOTHING_DB
    lone_channel: int = ALL_CHANNELS


def judged(windows: Sequence[Samples]) -> Heard:
    """Judge a sound by some windows of it, at `RATE` samples a second."""
    whole = [window for window in windows if len(window) >= _FRAME]
    if not whole:
        return Heard(kind=SILENCE)
    spectra = [
        np.concatenate(parts) for parts in zip(*map(_channel_spectra, _of_one_width(whole)), strict=True)
    ]
    levels = np.array([_levels(spectrum, _VOICE_HZ) for spectrum in spectra])
    loudest = np.percentile(levels, _LOUDEST, axis=1)
    channel = int(np.argmax(loudest))
    kind = _kind(spectra[channel], levels[channel])
    alone = _lone(whole, loudest) if kind == VOICE else ALL_CHANNELS
    return Heard(kind=kind, level=float(loudest[channel]), lone_channel=alone)


def _of_one_width(windows: Sequence[Samples]) -> Iterator[Samples]:
    """Windows with as many channels as the fewest have: their number may change on the way."""
    width = min(window.shape[1] for window in windows)
    return (window[:, :width] for window in windows)


def _channel_spectra(window: Samples) -> list[_Floats]:
    """The power of each frequency in each frame, for each channel; all of a frame together is its mean square."""
    frames = len(window) // _FRAME
    scale = 2 / (_FRAME * np.sum(_WINDOW**2)) / 32768**2
    parts = window[: frames * _FRAME].reshape(frames, _FRAME, -1)
    return [np.abs(np.fft.rfft(parts[:, :, one] * _WINDOW)) ** 2 * scale for one in range(window.shape[1])]


def _levels(spectrum: _Floats, from_hz: float) -> _Floats:
    power: _Floats = np.maximum(spectrum[:, from_hz <= _HZ].sum(axis=1), 1e-12)
    return 10 * np.log10(power)


def _kind(spectrum: _Floats, levels: _Floats) -> str:
    loudest = float(np.percentile(levels, _LOUDEST))
    if loudest < _SILENT_DB:
        return HUM if np.percentile(_levels(spectrum, 20), _LOUDEST) >= _SILENT_DB else SILENCE
    active = levels > loudest - _ACTIVE_DB
    lively = _liveliness(levels, active) > _LIVELY_DB
    seen = spectrum[active][:, _HEARD].mean(axis=0) + 1e-15
    if np.exp(np.log(seen).mean()) / seen.mean() > (_FLAT_LIVELY if lively else _FLAT):
        return HUM
    if lively:
        return VOICE
    low = seen[_HZ[_HEARD] < _LOW_HZ].sum() / seen.sum()
    return HUM if loudest < _QUIET_DB or low > _LOW_SHARE else SOUND


def _liveliness(levels: _Floats, active: "np.ndarray[Any, np.dtype[np.bool_]]") -> float:
    """By how much the level changes from one frame to the next, in the middle of all such changes."""
    changes = np.abs(np.diff(levels))[active[1:] & active[:-1]]
    return float(np.median(changes)) if len(changes) else 0.0


def _lone(windows: Sequence[Samples], loudest: _Floats) -> int:
    """The channel that is to be heard in both ears: all others are silent, or one cancels the other."""
    if len(loudest) < 2 or len({window.shape[1] for window in windows}) > 1:
        return ALL_CHANNELS
    first, second = np.argsort(loudest)[:-3:-1]
    if loudest[first] - loudest[second] > _LONE_DB:
        return int(first)
    alike = len(loudest) == 2 and loudest[first] - loudest[second] < _ALIKE_DB
    return 0 if alike and _correlation(windows) < _OPPOSED else ALL_CHANNELS


def _correlation(windows: Sequence[Samples]) -> float:
    left, right = np.concatenate(list(windows)).astype(float).T
    power = np.sqrt((left**2).sum() * (right**2).sum())
    return float((left * right).sum() / power) if power else 0.0
