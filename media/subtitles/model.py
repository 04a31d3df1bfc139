"""A subtitle file before any parser has mended it: its encoding, and its cues with their places in the text.

Parsers are lenient and lossy (facts/testimony.md section 1.4), so places, times and faults are found here first; one
scanner per kind of file (`srt_vtt`, `ass`, `ttml`) yields `RawCue`s and what cannot be read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from media.findings import Detail, Severity
from media.text import encodings

Span = tuple[int, int]  # a slice of the text
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
    the file adds to the written times. No `end_at`: the end is not written but follows from something else.
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


@dataclass(frozen=True, kw_only=True)
class Scan:
    """What a scanner found: the cues in the order of the file, and the faults of writing (S02)."""

    cues: tuple[RawCue, ...]
    seen: tuple[Seen, ...]


@dataclass(frozen=True, kw_only=True)
class Decoded:
    """The file's text with plain line ends, what its bytes gave away, and how they ended lines."""

    text: str
    seen: tuple[Seen, ...]
    newline: str


def decoded(content: bytes) -> Decoded:
    """Bytes as text: UTF-8, with (S01, info) or without mark; else an error (S01) and the likeliest guess."""
    newline = "\r\n" if b"\r\n" in content else "\r" if b"\r" in content and b"\n" not in content else "\n"
    seen = []
    try:
        text = content.decode("utf-8-sig")
        if content.startswith(b"\xef\xbb\xbf"):
            seen.append(Seen.what("S01", 1, "encoding-mark", "info"))
    except UnicodeDecodeError as broken:
        line = content[: broken.start].count(b"\n") + 1
        guess = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp1252"
        text = content.decode(guess, errors="replace")
        sample = _line(_unix(text), line)
        return Decoded(
            text=_unix(text),
            seen=(Seen.what("S01", line, "encoding-other", "error", guess=guess, sample=sample),),
            newline=newline,
        )
    return Decoded(text=_unix(text), seen=tuple(seen), newline=newline)


def strange_characters(text: str) -> Iterator[Seen]:
    """Lines with signs that were once decoded wrongly, were lost, or cannot be seen (S01)."""
    for number, line in enumerate(text.split("\n"), 1):
        sample = line.strip()[:60]
        spoilt = encodings.spoilt(line)
        if spoilt == "questions":
            yield Seen.what("S01", number, "encoding-questions", "warning", sample=sample)
        elif spoilt:
            yield Seen.what("S01", number, f"encoding-{spoilt}", "error", sample=sample)
        if spoilt != "twice" and spoilt != "lost" and (found := encodings.INVISIBLE.search(line)):
            yield Seen.what("S01", number, "encoding-invisible", "error", sign=f"U+{ord(found[0]):04X}")


def unreadable_time(line: int, written: str) -> Seen:
    """A time, or a whole line, that is not as its kind of file wants it (S02)."""
    return Seen(code="S02", line=line, params={"stamp": written.strip()[:60]})


def line_starts(text: str) -> list[int]:
    """The place in the text where each line begins."""
    return [0, *(found.end() for found in re.finditer("\n", text))]


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _line(text: str, line: int) -> str:
    lines = text.split("\n", line)
    return lines[min(line, len(lines)) - 1].strip()[:60]


@dataclass(frozen=True, kw_only=True)
class Cue:
    """One subtitle: film time in milliseconds, and its text with the author's line breaks."""

    start_ms: int
    end_ms: int
    text: str
