"""How loud a sound is from moment to moment: of the film that was given, and of the finished one.

Both are read alike, and by nothing that made the finished one: each block of sound is put where its own time says,
without a filter that would fill gaps or move anything.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from media import ffmpeg
from media.errors import RenderFailed
from media.render import footage
from media.sources import audio
from media.timeline.timeline import Timeline

BIN_MS = 20
SILENCE_DB = -90.0  # what has no sound at all counts as this loud
_RATE = 8000  # samples a second: what tells one voice from another lies below 4 kHz
_SAMPLES = _RATE * BIN_MS // 1000  # in a bin
_SIDES = 2
_BANDS_HZ = (0, 300, 600, 1000, 1600, 2500)  # where each band of pitch begins
_NEAR = _SAMPLES // 2  # blocks that follow each other as nearly as this are one
_AT_ONCE = 3000  # bins whose spectra are calculated at a time
_BLOCK = re.compile(r"0,\s*-?\d+,\s*(-?\d+),\s*\d+,\s*(\d+), 0x")
STEADY = (
    f"aresample={_RATE},aformat=sample_fmts=s16:channel_layouts=stereo"  # how a sound is written for `placed`
)
BYTES = _RATE * _SIDES * 2  # a second, of what is written
Decibels = NDArray[np.float32]
Block = tuple[int, int]  # of samples: where it begins, how many


@dataclass(frozen=True, kw_only=True)
class Levels:
    """Loudness in each 20 ms (a row), in dB below full scale: of left and right, and of six bands of pitch."""

    sides: Decibels
    bands: Decibels

    @property
    def whole(self) -> Decibels:
        """Left and right together."""
        return decibels(np.power(10, self.sides / 10).mean(axis=1))


def decibels(power: NDArray[Any]) -> Decibels:
    """Powers (1: full scale) as dB, nothing below silence."""
    return np.asarray(10 * np.log10(np.maximum(power, 10 ** (SILENCE_DB / 10))), dtype=np.float32)


def of_source(timeline: Timeline, folder: Path, *, seconds: float) -> Levels:
    """The sound of the film that was given, each moment where the finished film should have it; works in `folder`.

    RenderFailed where it cannot be read, or takes longer than `seconds`.
    """
    shot = timeline.shot
    if not shot.film.has_sound:
        return placed(None, [], timeline.duration_ms)
    blocks: list[Block] = []

    def note(line: str) -> None:
        if found := _BLOCK.match(line):
            blocks.append((int(found[1]), int(found[2]) // (2 * _SIDES)))

    file = folder / "given.pcm"
    ended = ffmpeg.run(_given(timeline, file.name), seconds=seconds, on_line=note, folder=folder)
    if ended.status != 0:
        raise RenderFailed("sound-unreadable", detail=ended.last_words)
    later = (shot.start_ms - shot.from_ms) * _RATE // 1000
    moved = [(at + later, count) for at, count in blocks]
    levels = placed(file, moved, timeline.duration_ms, heard_ms=(shot.start_ms, shot.end_ms))
    file.unlink()
    return levels


def _given(timeline: Timeline, name: str) -> list[str]:
    """Words that write a film's sound as samples, and tell on stdout when each block of them is heard."""
    film, begin = timeline.shot.film, max(0, timeline.shot.from_ms - 500)
    sought = ["-ss", f"{begin / 1000:.3f}", "-t", f"{(timeline.shot.to_ms - begin) / 1000:.3f}"]
    return [
        *("-loglevel", "error", *footage.film_time_options(film), *(sought if film.seekable else [])),
        *ffmpeg.safe_input(film.path),
        *audio.unread_tracks(film, f"V:{film.picture_track}", "s", "d"),
        *("-filter_complex", f"[0:a:{film.sound_track}]{STEADY},asplit=2[heard][times]"),
        *("-map", "[heard]", "-f", "s16le", "-y", name, "-map", "[times]", "-f", "framecrc", "-"),
    ]


def placed(
    file: Path | None, blocks: Iterable[Block], duration_ms: int, heard_ms: tuple[int, int] | None = None
) -> Levels:
    """The levels of samples that lie in a file one after the other, each block at its place in a film.

    What lies outside of the film, or of what is heard of it, is left out.
    """
    bins = -(-duration_ms // BIN_MS)
    first, last = (round(ms / BIN_MS) for ms in heard_ms or (0, bins * BIN_MS))
    sides, bands = (np.zeros((bins, width), dtype=np.float32) for width in (_SIDES, len(_BANDS_HZ)))
    for at, samples in _runs(file, blocks):
        where = round(at / _SAMPLES)
        begin, end = max(first, where), min(last, bins, where + len(samples) // _SAMPLES)
        for some in range(begin, end, _AT_ONCE):
            until = min(end, some + _AT_ONCE)
            part = samples[(some - where) * _SAMPLES : (until - where) * _SAMPLES]
            sides[some:until], bands[some:until] = _powers(part)
    return Levels(sides=decibels(sides), bands=decibels(bands))


def _runs(file: Path | None, blocks: Iterable[Block]) -> Iterator[tuple[int, NDArray[np.int16]]]:
    """Blocks that follow each other in time put together: where each run begins, and its samples."""
    if file is None or file.stat().st_size == 0:
        return
    samples = np.memmap(file, dtype="<i2", mode="r").reshape(-1, _SIDES)
    read = begin = at = 0
    for where, count in blocks:
        if abs(where - at - (read - begin)) > _NEAR:
            yield at, samples[begin:read]
            begin, at = read, where
        read += count
    yield at, samples[begin:read]


def _powers(samples: NDArray[np.int16]) -> tuple[NDArray[np.floating], NDArray[np.floating]]:
    """The power of each side, and of each band, in each bin."""
    heard = samples.reshape(-1, _SAMPLES, _SIDES).astype(np.float32) / 32768
    power = np.abs(np.fft.rfft(heard * np.hanning(_SAMPLES)[:, np.newaxis], axis=1)) ** 2
    edges = [hertz * _SAMPLES // _RATE for hertz in _BANDS_HZ]
    bands = np.add.reduceat(power.sum(axis=2), edges, axis=1) / _SAMPLES**2
    return (heard**2).mean(axis=1), bands
