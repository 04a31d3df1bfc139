"""The sound of a film: when somebody speaks in it, which is what ffmpeg's silencedetect does not call silence.

And what it looks like: its peaks, made once by our ffmpeg, in a process of its own at low priority, and kept in a file.
"""

import hashlib
import json
import math
import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from media import ffmpeg, files, given_files, json_values
from media.errors import BadInput, RenderFailed
from media.sources import looks
from media.sources.probe import Film

RATE = 48_000  # samples a second
# What stands before a meter of loudness, which is that of blocks of 0.4 s: a shorter sound is heard with what surrounds
# it; and in digital silence after a sound its numbers come near nought, where they take thirteen times as long: adenorm
METERED = "apad=pad_dur=0.4,adenorm=type=ac"


# The sound of `heard`, as filters name it. All of it is taken to its end, whatever a filter takes: ffmpeg 9 waits for
# ever where filters end before what is decoded again for them.
HEARD = "[dec:0]asplit[heard][passed];[passed]anullsink;[heard]"


def unread_tracks(film: Film, *kinds: str) -> list[str]:
    """Words after a film, a run's first input, that have tracks read (V, a, s, d) which the run does not use.

    Where no moment can be sought, ffmpeg's time begins with the first track that is read: so it is the film's.
    """
    return [] if film.seekable else looks.tracks_read(*kinds)


def sound_input(film: Film) -> list[str]:
    """A film as the input of a run that uses its sound alone, each track as it is."""
    return [*ffmpeg.safe_input(film.path), *unread_tracks(film, f"V:{film.picture_track}", "s", "d")]


def heard(film: Film, *begun: str) -> list[str]:
    """A film as the source of a run that uses the sound alone that is heard, as `HEARD`; `begun` says where to begin.

    Where channels or rate change in mid-film, ffmpeg begins all filters anew. Those here remember nothing; what they
    give is coded without loss and decoded again, so that filters behind see one sound from beginning to end.
    """
    return _heard_as(film, f"sample_fmts=flt:sample_rates={RATE}:channel_layouts=stereo", "pcm_f32le", *begun)


def _heard_as(film: Film, kind: str, coded: str, *begun: str) -> list[str]:
    alike = f"{_both_ears(film)}aformat={kind}"
    plain = ["-map", f"0:a:{film.sound_track}", "-af", alike, "-c:a", coded, "-f", "null", "-"]
    others = unread_tracks(film, f"V:{film.picture_track}", "s", "d")
    return [*begun, *ffmpeg.safe_input(film.path), *plain, *others, "-dec", "0:0"]


def _both_ears(film: Film) -> str:
    """Filters, with a comma behind, that bring a channel which carries the sound alone into both ears; else none.

    Where the sound goes on with fewer channels, the last one stands for it.
    """
    alone = film.lone_channel
    return f"aeval=val({alone})|val({alone}):c=stereo," if alone >= 0 else ""


def steady_sound(rate: int) -> str:
    """A filter that keeps sound in the film's time, at `rate` samples a second.

    It begins with silence when it begins late. Where it is 30 ms off, something was lost, and there is silence;
    where it is off by less a recorder's clock went wrong, and it is stretched, which is not heard.
    """
    return f"aresample={rate}:async=2000:min_comp=0.005:min_hard_comp=0.03:first_pts=0"


Span = tuple[int, int]  # milliseconds, from and until
_PAUSE_MS = 250  # shorter silences belong to words
_BREATH_MS = 120  # shorter sounds between silences are clicks
_BELOW_MEAN = 10  # decibels below the film's mean loudness that still count as speech
_QUIETEST, _LOUDEST = -55.0, -22.0  # bounds of that threshold, in dBFS
_SPEECH_RATE = 16_000  # samples a second: enough for a voice
_VOICE = "highpass=f=90,lowpass=f=6000"


def speech_spans(film: Film) -> tuple[Span, ...]:
    """The stretches in which something is heard, in film time; none for a film without sound or in silence.

    BadInput when the sound cannot be read to its end.
    """
    if not film.has_sound:
        return ()
    mean = _mean(film)
    noise = None if mean is None else noise_below(mean)
    if noise is None:
        return ()
    said: list[str] = []
    detect = f"silencedetect=noise={noise:.1f}dB:duration={_PAUSE_MS / 1000}"
    whole = f"{steady_sound(_SPEECH_RATE)},apad=whole_dur={film.duration_ms}ms"
    _listen(film, f"{whole},{_VOICE},{detect},ametadata=mode=print:file=-", said)
    return tuple(_between(said, film.duration_ms))


def noise_below(mean: float) -> float | None:
    """The loudness (dBFS) below which a film of this mean loudness is silent; None where all of it is."""
    return None if mean < _QUIETEST else min(max(mean - _BELOW_MEAN, _QUIETEST), _LOUDEST)


def _mean(film: Film) -> float | None:
    told = _listen(film, f"{_VOICE},volumedetect", [])
    found = re.search(r"mean_volume: (-?[\d.]+) dB", told)
    return float(found[1]) if found else None


def _listen(film: Film, filters: str, said: list[str]) -> str:
    """Run the film's sound through filters: keeps the lines on silences, returns what ffmpeg says at the end."""
    words = [*heard(film), "-filter_complex", f"{HEARD}{filters}[said]", "-map", "[said]", "-f", "null", "-"]
    seconds = 60 + film.duration_ms / 5000
    done = ffmpeg.run(
        words, seconds=seconds, on_line=lambda line: said.append(line) if "silence_" in line else None
    )
    if done.too_slow or done.status != 0:
        raise BadInput("sound-unreadable", detail=done.said.rpartition("\n")[2][:200])
    return done.said


def _between(said: list[str], until: int) -> list[Span]:
    """What lies between the silences that were told."""
    edges = [
        (found[1], round(float(found[2]) * 1000))
        for line in said
        if (found := re.search(r"silence_(start|end)=(-?[\d.]+)", line))
    ]
    spans, begin = [], 0
    for kind, at in edges:
        if kind == "start":
            spans.append((begin, min(max(at, 0), until)))
            begin = until
        else:
            begin = min(at, until)
    spans.append((begin, until))
    return [span for span in spans if span[1] - span[0] >= _BREATH_MS]


STEP_MS = 10
_DRAWN_RATE = 8000  # samples a second
_A_STEP = _DRAWN_RATE * STEP_MS // 1000  # samples
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


def peaks(film: Film) -> Peaks:
    """Return what a film's sound looks like; raises BadInput where it cannot be read to its end."""
    if not film.has_sound:
        return Peaks(samples=b"", heard=())
    import numpy as np  # only who draws a sound needs it

    lows, highs, loudness = array("h"), array("h"), _Loudness()
    try:
        for samples in filter(None, _whole_steps(_decoded(film))):
            loudness.add(samples)
            begins = range(0, len(samples), _A_STEP)
            for kept, edge in ((lows, np.minimum), (highs, np.maximum)):
                kept.frombytes(edge.reduceat(samples, begins).tobytes())
    except RenderFailed as failed:
        raise BadInput("sound-unreadable", detail=str(failed.params.get("detail", ""))[:200]) from None
    pairs = array("b")
    for low, high in zip(lows, highs, strict=True):
        pairs.append(low >> 8)
        pairs.append(high >> 8)
    return Peaks(samples=pairs.tobytes(), heard=tuple(_heard(lows, highs, loudness.decibels)))


def _decoded(film: Film) -> Iterator[bytes]:
    length = film.duration_ms * _DRAWN_RATE // 1000
    kind = f"sample_fmts=s16:sample_rates={_DRAWN_RATE}:channel_layouts=mono"  # small at once: a third of the work
    graph = (
        f"{HEARD}{steady_sound(_DRAWN_RATE)},highpass=f=90,aformat=sample_fmts=s16,atrim=end_sample={length}"
    )
    words = [*_heard_as(film, kind, "pcm_s16le"), "-filter_complex", f"{graph}[said]"]
    return ffmpeg.streamed(
        [*words, "-map", "[said]", "-f", "s16le", "pipe:1"],
        seconds=300 + film.duration_ms / 1000,  # all others go first
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
    """The stretches between silences, by the bounds of `speech_spans`."""
    noise = noise_below(mean)
    if noise is None:
        return
    least = round(_FULL * 10 ** (noise / 20))
    begin, quiet = None, 0
    for place, (low, high) in enumerate(zip(lows, highs, strict=True)):
        if max(-low, high) > least:
            begin, quiet = (place if begin is None else begin), 0
            continue
        quiet += STEP_MS
        if begin is not None and quiet >= _PAUSE_MS:
            yield from _long_enough(begin, place + 1 - quiet // STEP_MS)
            begin = None
    if begin is not None:
        yield from _long_enough(begin, len(lows) - quiet // STEP_MS)


def _long_enough(begin: int, end: int) -> Iterator[Span]:
    if (end - begin) * STEP_MS >= _BREATH_MS:
        yield begin * STEP_MS, end * STEP_MS


def kept_peaks(place: Path) -> Peaks | None:
    """Return what a file keeps; None where there is none, or it is not as it was written."""
    try:
        head, _, samples = given_files.read(place, most=_LARGEST).partition(b"\n")
        said = json_values.parsed(head)
        if said["sha256"] != _digest(said["heard"], samples):
            return None
        return Peaks(samples=samples, heard=tuple((int(begin), int(end)) for begin, end in said["heard"]))
    except (OSError, BadInput, ValueError, KeyError, TypeError):
        return None


def keep_peaks(place: Path, found: Peaks) -> None:
    """Keep them in a file, whole or not at all; raises OSError."""
    spans = [list(one) for one in found.heard]
    head = json.dumps({"heard": spans, "sha256": _digest(spans, found.samples)})
    files.write_whole(place, head.encode() + b"\n" + found.samples)


def _digest(spans: object, samples: bytes) -> str:
    return hashlib.sha256(json.dumps(spans).encode() + b"\n" + samples).hexdigest()
