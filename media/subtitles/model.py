"""A subtitle file before any parser has mended it: its cues with their places in the text, and what is seen in it.

Parsers are lenient and lossy (facts/testimony.md section 1.4), so places, times and faults are found here first; one
scanner per kind of file (`srt_vtt`, `ass`, `ttml`) yields `RawCue`s and what cannot be read.
"""

import re
from dataclasses import dataclass, field, replace

from media.findings import Detail, Severity

Span = tuple[int, int]  # a slice of the text
ADVICE = {  # what is wrong with a time -> what to do, where it is not the same for a whole kind of file
    "frames-without-rate": "advice-name-frame-rate",
    "frames-too-many": "advice-name-frame-rate",
    "ticks-without-rate": "advice-name-tick-rate",
    "time-of-day": "advice-media-time",
    "xml-broken": "advice-xml",
}
LONGEST_MS = 100 * 3_600_000  # a time beyond is no time


@dataclass(frozen=True, kw_only=True)
class Seen:
    """Something wrong at a line of the file, before the file's name is known."""

    code: str
    line: int
    params: dict[str, object] = field(default_factory=dict)
    severity: Severity = "error"

    @classmethod
    def what(cls, code: str, line: int, detail: str, severity: Severity, **params: object) -> "Seen":
        """One of the several things that a rule looks for; `detail` is the code of its sentence."""
        return cls(code=code, line=line, severity=severity, params={"what": Detail(detail, params)})


@dataclass(frozen=True, kw_only=True)
class RawCue:
    """A cue as written. Times in milliseconds, unchecked; `*_at` are the slices of the text where they stand.

    `line` carries the times, `text_line` is the first line of the text (both counted from 1); `base_ms` is what
    the file adds to the written times, `language` what it says of this cue's text. No `end_at`: the end is not written
    but follows from something else.
    """

    line: int
    start_ms: int
    end_ms: int
    start_at: Span
    end_at: Span | None
    text: str
    text_line: int
    text_at: Span
    base_ms: int = 0
    language: str = ""


@dataclass(frozen=True, kw_only=True)
class Scan:
    """What a scanner found: the cues in the order of the file, and the faults of writing (S02)."""

    cues: tuple[RawCue, ...]
    seen: tuple[Seen, ...]


def advised(code: str, line: int, detail: str, severity: Severity, *, advice: str, **params: object) -> Seen:
    """One of the several things that a rule looks for, with the code of what to do about it."""
    seen = Seen.what(code, line, detail, severity, **params)
    return replace(seen, params={**seen.params, "advice": Detail(advice, params)})


def markup_seen(
    line: int, detail: str, severity: Severity, advice: str = "advice-fix-markup", **params: object
) -> Seen:
    """Something of a cue's tags and codes (S14)."""
    return advised("S14", line, detail, severity, advice=advice, **params)


def unreadable_time(
    line: int, written: str, kind: str, detail: str = "time-unread", *, clear: bool = False
) -> Seen:
    """A time, or a whole line, that is not as its kind of file wants it (S02); `clear`: it is known what it means."""
    said: dict[str, object] = {"stamp": written.strip()[:60]}
    advice = "advice-fix-times" if clear else ADVICE.get(detail, f"advice-times-{kind.replace('ssa', 'ass')}")
    return Seen(code="S02", line=line, params={"what": Detail(detail, said), "advice": Detail(advice, said)})


def line_starts(text: str) -> list[int]:
    """The place in the text where each line begins."""
    return [0, *(found.end() for found in re.finditer("\n", text))]


@dataclass(frozen=True, kw_only=True)
class Cue:
    """One subtitle: film time in milliseconds, and its text with the author's line breaks."""

    start_ms: int
    end_ms: int
    text: str
