"""A rendition's sound: the film's own, brought to the brand's loudness, in silence under the cards.

It is made apart from the picture, for it is the same in every language and format.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from media import ffmpeg
from media.errors import RenderFailed
from media.render import footage
from media.sources import audio
from media.sources.audio import RATE
from media.timeline.timeline import Sound, Timeline, plain

SILENCE_LUFS = -50.0  # nobody speaks this softly; room noise does
_MARGIN_DB = 0.5  # AAC may overshoot the peaks it was given
_LIMITER_MARGIN_DB = 1.0
_NEAR_LU = 0.25
_ROUNDS = 4
_MOST_LIMITED_DB = 12.0


@dataclass(frozen=True, kw_only=True)
class Level:
    """Measured loudness in LUFS (None: silence) and true peak in dBTP."""

    lufs: float | None
    peak: float


@dataclass(frozen=True, kw_only=True)
class Mending:
    """What brings a sound to its target: a gain, and the ceiling (dBTP) of a limiter where one is needed."""

    gain: float
    ceiling: float | None = None

    def filters(self) -> str:
        """As filters. Peaks between samples count too: the limiter works at four times the rate."""
        louder = f"volume={self.gain:.2f}dB"
        if self.ceiling is None:
            return louder
        return f"{louder},aresample=192000,{_limiter(self.ceiling)},aresample=48000"

    def roughly(self) -> str:
        """Filters that are as loud, for measuring."""
        return f"volume={self.gain:.2f}dB" + (
            f",{_limiter(self.ceiling)}" if self.ceiling is not None else ""
        )


Measure = Callable[[str], Level]  # the level of a sound after some filters


def measure(source: Sequence[str], chain: str, *, seconds: float, peaks: bool = True) -> Level:
    """Measure a sound (`source`: ffmpeg's input words; `chain`: labelled filters). RenderFailed if it is unreadable."""
    meter = f"ebur128=peak={'true' if peaks else 'none'}:framelog=quiet"
    graph = f"{chain},{audio.METERED},{meter}[measured]"
    arguments = [*source, "-filter_complex", graph, "-map", "[measured]", "-f", "null", "-"]
    ended = ffmpeg.run(arguments, seconds=seconds)
    if ended.status != 0:
        raise RenderFailed("sound-unreadable", detail=ended.last_words)
    summary = ended.said.rpartition("Summary:")[2]
    lufs, peak = _number(r"I:\s+(\S+) LUFS", summary), _number(r"Peak:\s+(\S+) dBFS", summary)
    silent = lufs is None or lufs <= SILENCE_LUFS
    return Level(lufs=None if silent else lufs, peak=-120.0 if peak is None else peak)


def level_mending(level: Level, sound: Sound, again: Measure) -> Mending:
    """What a sound of some level needs; `again` measures the loudness of it after filters."""
    gain = 0.0 if level.lufs is None else sound.lufs - level.lufs
    if level.peak + gain <= sound.true_peak - _MARGIN_DB:
        return Mending(gain=gain)
    return _limited(Mending(gain=gain, ceiling=sound.true_peak - _LIMITER_MARGIN_DB), sound, again)


def better_mending(mended: Mending, finished: Level, sound: Sound, again: Measure) -> Mending | None:
    """What would bring a finished sound nearer to its target; None where it is there. No peak is let through."""
    excess = finished.peak - sound.true_peak
    if excess <= 0:
        return None
    ceiling = (
        sound.true_peak - _LIMITER_MARGIN_DB if mended.ceiling is None else mended.ceiling - excess - 0.1
    )
    return _limited(replace(mended, ceiling=ceiling), sound, again)


def _limited(mended: Mending, sound: Sound, again: Measure) -> Mending:
    """Raise the gain by what the limiter takes away."""
    most = mended.gain + _MOST_LIMITED_DB
    for _ in range(_ROUNDS):
        level = again(mended.roughly())
        if level.lufs is None or abs(sound.lufs - level.lufs) <= _NEAR_LU:
            break
        mended = replace(mended, gain=min(mended.gain + sound.lufs - level.lufs, most))
    return mended


def _limiter(ceiling: float) -> str:
    return f"alimiter=limit={10 ** (ceiling / 20):.4f}:attack=4:release=60:level=0:latency=1"


def _number(pattern: str, text: str) -> float | None:
    found = re.search(pattern, text)
    if not found or "inf" in found[1] or "nan" in found[1]:
        return None
    return float(found[1])


# Facebook asks for 128 kb/s at least. ffmpeg's encoder spends on speech half of what it is allowed, and less when
# both channels are alike, so it is allowed much and codes them apart: measured 140 to 170 kb/s on real speech.
_AAC = (
    "-c:a",
    "aac",
    "-b:a",
    "384k",
    "-aac_ms",
    "0",
    "-aac_is",
    "0",
    "-aac_pns",
    "0",
    "-ar",
    str(RATE),
    "-ac",
    "2",
)
_BARE = ("-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact")
_TRIES = 3


def sound_facts(timeline: Timeline, content: Callable[[Path], str]) -> dict[str, object]:
    """What tells one sound from another: film, part, places of its beginning and end, loudness."""
    shot = timeline.shot
    return {
        "film": content(shot.film.path) if shot.film.has_sound else None,
        **({"track": shot.film.sound_track} if shot.film.sound_track else {}),
        **({"channel": shot.film.lone_channel} if shot.film.lone_channel >= 0 else {}),
        **({"changing": True} if shot.film.changing_sound else {}),
        "part": [shot.from_ms, shot.to_ms],
        "samples": [_lead(timeline), footage.sound_filters(timeline), _total(timeline)],
        "loudness": plain(timeline.sound, content),
    }


def make(timeline: Timeline, file: Path, *, seconds: float) -> None:
    """Write the sound as AAC; RenderFailed when ffmpeg fails, or a run of it takes longer than `seconds`.

    Encoding moves peaks, so what came out is measured too, and made again where a peak is too high.
    """
    if not timeline.shot.film.has_sound:
        silence = f"anullsrc=r={RATE}:cl=stereo,atrim=end_sample={_total(timeline)}"
        return _encode([], silence, file, seconds)
    source = footage.sound_input(timeline.shot)

    def loud(filters: str, *, peaks: bool = False) -> Level:
        return measure(source, _placed(timeline, filters), seconds=seconds, peaks=peaks)

    mended: Mending | None = level_mending(loud("anull", peaks=True), timeline.sound, loud)
    for _ in range(_TRIES):
        if mended is None:
            break
        _encode(source, _placed(timeline, mended.filters()), file, seconds)
        finished = measure(["-i", ffmpeg.source(file)], "[0:a:0]anull", seconds=seconds)
        mended = better_mending(mended, finished, timeline.sound, loud)


def _placed(timeline: Timeline, filters: str) -> str:
    """The film's sound through some filters, and into its place."""
    place = f"adelay={_lead(timeline)}S:all=1,apad,atrim=end_sample={_total(timeline)}"
    return f"{audio.HEARD}{footage.sound_filters(timeline)},{filters},{place}"


def _encode(source: list[str], graph: str, file: Path, seconds: float) -> None:
    made = [
        "-filter_complex",
        f"{graph}[sound]",
        "-map",
        "[sound]",
        *_AAC,
        *_BARE,
        "-y",
        "-f",
        "mp4",
        file.name,
    ]
    ended = ffmpeg.run(["-loglevel", "error", *source, *made], seconds=seconds, folder=file.parent)
    if ended.status != 0:
        raise RenderFailed("sound-unreadable", detail=ended.last_words)


def _lead(timeline: Timeline) -> int:
    """How many samples of silence come before the film's sound."""
    return footage.samples(timeline.frame(timeline.shot.start_ms), timeline.fps)


def _total(timeline: Timeline) -> int:
    return footage.samples(timeline.frames, timeline.fps)
