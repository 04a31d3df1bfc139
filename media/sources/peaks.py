"""What a film's sound looks like: the lowest and highest sample of each hundredth of a second, and where it is heard.

It is made once by our ffmpeg, in a process of its own at low priority, and kept in a file.
"""

import hashlib
import json
import math
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from media import ffmpeg, files, given_files, json_values
from media.errors import BadInput, RenderFailed
from media.sources import audio
from media.sources.audio import Span
from media.sources.probe import Film

STEP_MS = 10
_RATE = 8000  # samples a second
_A_STEP = _RATE * STEP_MS // 1000  # samples
_MEMORY_MB = 1024
_LARGEST = 60_000_000  # bytes: a hundred hours
_FULL = 32768
_SPARSE = 8  # of so many samples one tells how loud it is on the whole


@dataclass(frozen=True, kw_only=True)
class Peaks:
    """A sound as it is drawn: `samples` are pairs of signed bytes, lowest and highest, one pair each `STEP_MS`.

    None for a film without sound. `heard` are the stretches in which something is heard that is no noise (ms).
    """

    samples: bytes
    heard: tuple[Span, ...]


def measured(film: Film) -> Peaks:
    """Return what a film's sound looks like; raises BadInput where it cannot be read to its end."""
    if not film.has_sound:
        return Peaks(samples=b"", heard=())
    lows, highs, loudness = array("h"), array("h"), _Loudness()
    try:
        for samples in _whole_steps(_decoded(film)):
            loudness.add(samples)
            for at in range(0, len(samples), _A_STEP):
                step = samples[at : at + _A_STEP]
                lows.append(min(step))
                highs.append(max(step))
    except RenderFailed as failed:
        raise BadInput("sound-unreadable", detail=str(failed.params.get("detail", ""))[:200]) from None
    pairs = array("b")
    for low, high in zip(lows, highs, strict=True):
        pairs.append(low >> 8)
        pairs.append(high >> 8)
    return Peaks(samples=pairs.tobytes(), heard=tuple(_heard(lows, highs, loudness.decibels)))


def _decoded(film: Film) -> Iterator[bytes]:
    length = film.duration_ms * _RATE // 1000
    graph = (
        f"{audio.HEARD}{audio.steady_sound(_RATE)},highpass=f=90,aformat=sample_fmts=s16:channel_layouts=mono"
    )
    words = [*audio.heard(film), "-filter_complex", f"{graph},atrim=end_sample={length}[said]"]
    return ffmpeg.streamed(
        [*words, "-map", "[said]", "-f", "s16le", "pipe:1"],
        seconds=60 + film.duration_ms / 5000,
        memory_mb=_MEMORY_MB,
    )


def _whole_steps(pieces: Iterable[bytes]) -> Iterator["array[int]"]:
    rest = b""
    for piece in pieces:
        whole = rest + piece
        end = len(whole) // (2 * _A_STEP) * (2 * _A_STEP)
        rest = whole[end:]
        yield array("h", whole[:end])
    if len(rest) > 1:
        yield array("h", rest[: len(rest) // 2 * 2])


class _Loudness:
    """How loud a sound is on the whole."""

    def __init__(self) -> None:
        self._squares, self._count = 0, 0

    def add(self, samples: "array[int]") -> None:
        sparse = samples[::_SPARSE]
        self._squares += sum(one * one for one in sparse)
        self._count += len(sparse)

    @property
    def decibels(self) -> float:
        """Return it in dBFS."""
        mean = math.sqrt(self._squares / self._count) if self._count else 0.0
        return 20 * math.log10(max(mean, 1.0) / _FULL)


def _heard(lows: Sequence[int], highs: Sequence[int], mean: float) -> Iterator[Span]:
    """The stretches between silences, by the bounds of `audio.speech_spans`."""
    noise = audio.noise_below(mean)
    if noise is None:
        return
    least = round(_FULL * 10 ** (noise / 20))
    begin, quiet = None, 0
    for place, (low, high) in enumerate(zip(lows, highs, strict=True)):
        if max(-low, high) > least:
            begin, quiet = (place if begin is None else begin), 0
            continue
        quiet += STEP_MS
        if begin is not None and quiet >= audio.PAUSE_MS:
            yield from _long_enough(begin, place + 1 - quiet // STEP_MS)
            begin = None
    if begin is not None:
        yield from _long_enough(begin, len(lows) - quiet // STEP_MS)


def _long_enough(begin: int, end: int) -> Iterator[Span]:
    if (end - begin) * STEP_MS >= audio.BREATH_MS:
        yield begin * STEP_MS, end * STEP_MS


def kept(place: Path) -> Peaks | None:
    """Return what a file keeps; None where there is none, or it is not as it was written."""
    try:
        head, _, samples = given_files.read(place, most=_LARGEST).partition(b"\n")
        said = json_values.parsed(head)
        if said["sha256"] != _digest(said["heard"], samples):
            return None
        return Peaks(samples=samples, heard=tuple((int(begin), int(end)) for begin, end in said["heard"]))
    except (OSError, BadInput, ValueError, KeyError, TypeError):
        return None


def keep(place: Path, peaks: Peaks) -> None:
    """Keep them in a file, whole or not at all; raises OSError."""
    heard = [list(one) for one in peaks.heard]
    head = json.dumps({"heard": heard, "sha256": _digest(heard, peaks.samples)})
    files.write_whole(place, head.encode() + b"\n" + peaks.samples)


def _digest(heard: object, samples: bytes) -> str:
    return hashlib.sha256(json.dumps(heard).encode() + b"\n" + samples).hexdigest()
