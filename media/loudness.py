"""Loudness: measured as EBU R 128 has it, mended by a fixed gain, with a limiter where peaks need it.

Speech is brought to the brand's target; silence and near silence stay, for raising them makes noise.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from media import encoder
from media.errors import RenderFailed
from media.timeline import Sound

SILENCE_LUFS = -50.0  # nobody speaks this softly; room noise does
_MARGIN_DB = 0.5  # AAC may overshoot the peaks it was given
_LIMITER_MARGIN_DB = 1.0
_MOST_CORRECTED_DB = 4.0


@dataclass(frozen=True, kw_only=True)
class Level:
    """Measured loudness in LUFS (None: silence) and true peak in dBTP."""

    lufs: float | None
    peak: float


def measure(source: Sequence[str], chain: str, *, seconds: float) -> Level:
    """Measure a film's sound (`source`: ffmpeg input options) after a filter `chain`, without its picture."""
    measured = f"{chain},ebur128=peak=true:framelog=quiet"
    arguments = [*source, "-map", "0:a:0", "-vn", "-af", measured, "-f", "null", "-"]
    ended = encoder.run(arguments, seconds=seconds)
    if ended.status != 0:
        raise RenderFailed("sound-unreadable", detail=ended.said.strip().rpartition("\n")[2])
    summary = ended.said.rpartition("Summary:")[2]
    lufs, peak = _number(r"I:\s+(\S+) LUFS", summary), _number(r"Peak:\s+(\S+) dBFS", summary)
    silent = lufs is None or lufs <= SILENCE_LUFS
    return Level(lufs=None if silent else lufs, peak=-120.0 if peak is None else peak)


def mended(source: Sequence[str], chain: str, sound: Sound, *, seconds: float) -> str:
    """The filter `chain` with what brings its sound to the target added."""
    level = measure(source, chain, seconds=seconds)
    if level.lufs is None:
        return chain
    gain = sound.lufs - level.lufs
    if level.peak + gain <= sound.true_peak - _MARGIN_DB:
        return f"{chain},{_gain(gain)}"
    limited = measure(source, f"{chain},{_gain(gain)},{_limiter(sound)}", seconds=seconds)
    lost = 0.0 if limited.lufs is None else sound.lufs - limited.lufs
    gain += min(max(lost, 0.0), _MOST_CORRECTED_DB)
    return f"{chain},{_gain(gain)},{_limiter(sound)}"


def _gain(decibel: float) -> str:
    return f"volume={decibel:.2f}dB"


def _limiter(sound: Sound) -> str:
    """Peaks between samples count too: the limiter works at four times the rate."""
    ceiling = 10 ** ((sound.true_peak - _LIMITER_MARGIN_DB) / 20)
    limit = f"alimiter=limit={ceiling:.4f}:attack=4:release=60:level=0:latency=1"
    return f"aresample=192000,{limit},aresample=48000"


def _number(pattern: str, text: str) -> float | None:
    found = re.search(pattern, text)
    if not found or "inf" in found[1] or "nan" in found[1]:
        return None
    return float(found[1])
