"""The times of TTML files: clock times, offsets, frames and ticks, at the rates that the file itself names.

W3C TTML2 sections 6 (parameters) and 12.3 (time expressions). A file that counts frames without naming its rate means
30 a second by the letter, which in Europe it hardly ever does, so it is asked for.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from media.subtitles.model import LONGEST_MS

_CLOCK = re.compile(r"(\d{2,4}):(\d\d):(\d\d)(?:\.(\d{1,9})|:(\d{2,3})(?:\.(\d{1,3}))?)?")
_OFFSET = re.compile(r"(\d{1,15}(?:\.\d{1,9})?)(h|m|s|ms|f|t)")
_UNITS = {"h": 3_600_000, "m": 60_000, "s": 1000, "ms": 1}
_MOST_A_SECOND = 10**10  # ticks; Netflix counts ten million


class Unread(Exception):
    """A time that cannot be told; `detail` is the code of its sentence."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


@dataclass(frozen=True, kw_only=True)
class Rates:
    """What a file says of its times. `frames` is what a label counts to, `a_second` how many there really are."""

    frames: int | None = None
    a_second: Fraction | None = None
    sub_frames: int = 1
    ticks: int | None = None
    base: str = "media"
    drop: str = "nonDrop"


def rates(attributes: Mapping[str, str]) -> Rates:
    """The rates that the root element names, by the attributes' names without prefix."""
    frames = _whole(attributes.get("frameRate"))
    times = re.split(r"[\s:]+", attributes.get("frameRateMultiplier", "1 1").strip())
    above, below = (_whole(times[0]), _whole(times[1])) if len(times) == 2 else (None, None)
    sub_frames, ticks = _whole(attributes.get("subFrameRate")) or 1, _whole(attributes.get("tickRate"))
    return Rates(
        frames=frames,
        a_second=Fraction(frames * above, below) if frames and above and below else None,
        sub_frames=sub_frames,
        ticks=ticks or (frames * sub_frames if frames else None),
        base=attributes.get("timeBase", "media"),
        drop=attributes.get("dropMode", "nonDrop"),
    )


def milliseconds(written: str, rates: Rates) -> int:
    """A time as written, in milliseconds; Unread where it is none, or counts by a rate that nobody named."""
    if rates.base == "clock":
        raise Unread("time-of-day")
    if clock := _CLOCK.fullmatch(written.strip()):
        total = _clock_time(clock, rates)
    elif offset := _OFFSET.fullmatch(written.strip()):
        total = _offset(Fraction(offset[1]), offset[2], rates)
    else:
        raise Unread("time-unread")
    if total >= LONGEST_MS:
        raise Unread("time-unread")
    return int(total + Fraction(1, 2))


def _clock_time(clock: re.Match[str], rates: Rates) -> Fraction:
    hours, minutes, seconds = (int(clock[part]) for part in (1, 2, 3))
    if minutes > 59 or seconds > 59:
        raise Unread("time-unread")
    whole = (hours * 60 + minutes) * 60 + seconds
    if clock[5] is None and (clock[4] is not None or rates.base != "smpte"):
        return 1000 * (whole + Fraction(f"0.{clock[4] or 0}"))
    rate, nominal = _frame_rate(rates)
    frames = int(clock[5] or 0) + Fraction(int(clock[6] or 0), rates.sub_frames)
    if frames >= nominal:
        raise Unread("frames-too-many")
    if rates.base != "smpte":
        return 1000 * (whole + frames / rate)
    return 1000 * (whole * nominal - _dropped(hours * 60 + minutes, rates.drop) + frames) / rate


def _dropped(minutes: int, mode: str) -> int:
    """How many labels were passed over, so that a clock that counts 30 keeps up with 29.97 a second."""
    if mode == "dropNTSC":
        return 2 * (minutes - minutes // 10)
    return 4 * (minutes // 2 - minutes // 20) if mode == "dropPAL" else 0


def _offset(number: Fraction, unit: str, rates: Rates) -> Fraction:
    if unit == "f":
        return 1000 * number / _frame_rate(rates)[0]
    if unit == "t":
        if not rates.ticks:
            raise Unread("ticks-without-rate")
        return 1000 * number / rates.ticks
    return number * _UNITS[unit]


def _frame_rate(rates: Rates) -> tuple[Fraction, int]:
    if not rates.a_second or not rates.frames:
        raise Unread("frames-without-rate")
    return rates.a_second, rates.frames


def _whole(written: str | None) -> int | None:
    """A number of a rate; None where it is none that makes sense."""
    if written and re.fullmatch(r"\s*\d{1,11}\s*", written) and 0 < int(written) <= _MOST_A_SECOND:
        return int(written)
    return None
