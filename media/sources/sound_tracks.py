"""Which of a film's sound tracks is heard: found by listening to them, not by their order.

A camera writes a track for each microphone, whether one is plugged in or not.
"""

import re
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from media import ffmpeg
from media.errors import RenderFailed
from media.sources import sound_kinds
from media.sources.sound_kinds import AUDIBLE, EMPTY, HUM, KINDS, SILENCE, SOUND, UNREADABLE, Heard, Samples

_WHOLE_MS = 180_000  # shorter films are heard wholly, of longer ones some windows
_MOST_WINDOWS, _LEAST_WINDOWS, _WINDOW_MS = 8, 4, 15_000
_RUNS = 32  # to hear all tracks of a long film, as far as each gets the least number of windows
_SECONDS = 60  # at most, to read one window
_MOST_HEARD = 16  # tracks: as many as recorders have
_FAINTER_DB = 30  # than the loudest track: what crept from afar into an open microphone
_LOUDER_DB = 6  # than another track, so that nobody doubts it
_AUDIO = re.compile(r"(?m)^ +Stream #0:(\d+).*?: Audio: (\w+)(.*)$")
# Codecs that every ffmpeg decodes; of others it is asked.
_COMMON = re.compile(r"aac|mp[123]|opus|vorbis|flac|alac|e?ac3|dts|pcm_\w+|amr_[nw]b|wmav[12]|adpcm_\w+")


@dataclass(frozen=True, kw_only=True)
class SoundTrack:
    """A sound track: what is heard in it, and whether the film calls it the default one."""

    heard: Heard
    is_default: bool


def found(path: Path, said: str, there: Sequence[bool], length_ms: int) -> tuple[SoundTrack, ...]:
    """Return a film's sound tracks; `said` is what ffmpeg says of it, `there` whether each has packets.

    Of a single track of one channel there is nothing to choose: if it is not silence it counts as a sound. So do all
    in a film of length 0.
    """
    told = _told(said)[: len(there)]
    kinds = [_kind(codec, full) for (codec, _), full in zip(told, there, strict=True)]
    usable = [number for number, kind in enumerate(kinds) if kind == SOUND]
    choosing = len(usable) > 1 or any(", mono," not in told[number][1] for number in usable)
    tracks = [
        SoundTrack(heard=Heard(kind=kind), is_default="(default)" in more)
        for kind, (_, more) in zip(kinds, told, strict=True)
    ]
    windows = list(_windows(length_ms, len(usable)))
    for number in usable[:_MOST_HEARD] if length_ms else ():
        heard = _listened(path, number, windows)
        if choosing or heard.kind == SILENCE:
            tracks[number] = replace(tracks[number], heard=heard)
    return tuple(tracks)


def _told(said: str) -> list[tuple[str, str]]:
    """Each sound track's codec and what else is said of it, in the film's order; programs say them in theirs."""
    tracks = {int(stream): (codec, more) for stream, codec, more in _AUDIO.findall(said)}
    return [tracks[stream] for stream in sorted(tracks)]


def chosen(tracks: Sequence[SoundTrack]) -> int | None:
    """Return which track is heard, from 0 on; None where none can be.

    Silence and hum never go before a sound, nor a steady sound before a voice. Where several are of one kind the
    film's default one is heard, else the one that is clearly louder, else the first.
    """
    loudest = max((track.heard.level for track in tracks), default=0)
    ranks = [_rank(track.heard, loudest) for track in tracks]
    best = max(ranks, default=0)
    if best <= KINDS.index(EMPTY):
        return None
    among = [number for number, rank in enumerate(ranks) if rank == best]
    steps = (_default, _louder) if KINDS[best] in AUDIBLE else (_louder, _default)
    for narrowed in steps:
        among = narrowed(tracks, among)
    return among[0]


def _default(tracks: Sequence[SoundTrack], among: list[int]) -> list[int]:
    return [number for number in among if tracks[number].is_default] or among


def _louder(tracks: Sequence[SoundTrack], among: list[int]) -> list[int]:
    loudest = max(tracks[number].heard.level for number in among)
    return [number for number in among if tracks[number].heard.level >= loudest - _LOUDER_DB]


def _rank(heard: Heard, loudest: float) -> int:
    faint = heard.kind in AUDIBLE and heard.level < loudest - _FAINTER_DB
    return KINDS.index(HUM if faint else heard.kind)


def _kind(codec: str, has_packets: bool) -> str:
    """What can be said of a track before anybody has listened to it."""
    if not has_packets:
        return EMPTY
    return SOUND if _COMMON.fullmatch(codec) or codec in _decodable(ffmpeg.version()) else UNREADABLE


@lru_cache(maxsize=1)
def _decodable(version: str) -> frozenset[str]:
    """Names of the codecs that this ffmpeg decodes."""
    listed: list[str] = []
    ffmpeg.run(["-loglevel", "error", "-codecs"], seconds=_SECONDS, on_line=listed.append)
    return frozenset(line.split()[1] for line in listed if re.match(r" D.A", line))


def _listened(path: Path, track: int, windows: Sequence[tuple[int, int]]) -> Heard:
    try:
        return sound_kinds.judged([_samples(path, track, *window) for window in windows])
    except RenderFailed:
        return Heard(kind=UNREADABLE)


def _windows(length_ms: int, tracks: int) -> Iterator[tuple[int, int]]:
    """Which parts of a film are listened to: from when, and for how long, in milliseconds."""
    if length_ms <= _WHOLE_MS:
        yield 0, _WHOLE_MS
        return
    count = max(_LEAST_WINDOWS, min(_MOST_WINDOWS, _RUNS // max(tracks, 1)))
    for number in range(count):
        yield (length_ms - _WINDOW_MS) * number // (count - 1), _WINDOW_MS


def _samples(path: Path, track: int, begin_ms: int, length_ms: int) -> Samples:
    """A window of a track with all of its channels, which the header of a WAV counts."""
    sought = ["-ss", f"{begin_ms / 1000:.3f}"] if begin_ms else []
    taken = ["-map", f"0:a:{track}", "-t", f"{length_ms / 1000:.3f}", "-ar", str(sound_kinds.RATE)]
    made = ["-c:a", "pcm_s16le", "-map_metadata", "-1", "-f", "wav", "-"]
    wav = ffmpeg.output([*sought, *ffmpeg.safe_input(path), *taken, *made], seconds=_SECONDS)
    (channels,) = struct.unpack_from("<H", wav, 22) if wav else (1,)
    data = _data(wav)
    size = 2 * channels
    return np.frombuffer(data[: len(data) // size * size], dtype="<i2").reshape(-1, channels)


def _data(wav: bytes) -> bytes:
    """What is heard, behind chunks that say something else."""
    at = 12
    while at + 8 <= len(wav):
        name, length = struct.unpack_from("<4sI", wav, at)
        at += 8
        if name == b"data":  # in a pipe its length was not known
            return wav[at:]
        at += length + length % 2
    return b""
