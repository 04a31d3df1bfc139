"""A subtitle file before any parser has mended it: its encoding, and its cues with their places in the text.

Parsers are lenient and lossy (facts/testimony.md section 1.4), so places, times and faults are found here first; one
scanner per kind of file (`srt_vtt`, `ass`, `ttml`) yields `RawCue`s and what cannot be read.
"""

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from media.errors import BadInput
from media.findings import Detail, Severity
from media.text import encodings
from media.text.encodings import Reading

Span = tuple[int, int]  # a slice of the text
XML = frozenset({".ttml", ".dfxp", ".xml", ".itt"})  # endings of files that say their encoding themselves
_DECLARED = re.compile(
    rb"""(?:\xef\xbb\xbf)?\s*<\?xml[^>]{0,200}?encoding\s*=\s*["'](?P<name>[\w.:-]{1,40})["']"""
)
_SAYS = re.compile(r"""(\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*["'])[\w.:-]{1,40}(["'])""")
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
    """The file's text with plain line ends, what its bytes gave away, and how they ended lines.

    Not `sure`: the text is a guess or has holes, and must not be written anywhere.
    """

    text: str
    seen: tuple[Seen, ...]
    newline: str
    sure: bool


def decoded(
    content: bytes, *, path: Path, encoding: str | None = None, language: str | None = None
) -> Decoded:
    """Bytes as text: UTF-8, with (S01, info) or without mark, or as XML declares itself; else S01, sure or a guess.

    `encoding` is what somebody says they are, `language` that of the text, as a hint. BadInput where they are not.
    """
    declared = _DECLARED.match(content) if path.suffix.lower() in XML else None
    reading = _read(content, encoding, language, path)
    says = declared["name"].decode("ascii", "replace") if declared else ""
    seen: tuple[Seen, ...] = ()
    if reading.how == "letters" and (own := _as_declared(content, says)):
        reading, seen = own, (encoding_seen(own.line, "encoding-declared", "info", encoding=says),)
    elif encoding and reading.how == "utf-8" and not content.isascii():
        seen = (encoding_seen(1, "encoding-already", "info", "advice-no-encoding", encoding=encoding),)
    elif says and not _is_utf8(says) and reading.how in ("utf-8", "letters"):
        seen = (encoding_seen(1, "encoding-declared-wrongly", "warning", encoding=says),)
    text = _unix(reading.text)
    seen += () if reading.how == "declared" else tuple(_told(reading, text, path))
    return Decoded(text=text, seen=seen, newline=_line_end(reading.text), sure=reading.sure)


def encoding_seen(
    line: int, detail: str, severity: Severity, advice: str = "advice-save-as-utf8", **params: object
) -> Seen:
    """Something of the file's characters (S01), and the code of what to do about it."""
    seen = Seen.what("S01", line, detail, severity, **params)
    return replace(seen, params={**seen.params, "advice": Detail(advice, params)})


def _read(content: bytes, encoding: str | None, language: str | None, path: Path) -> Reading:
    try:
        return encodings.read(content, encoding=encoding, language=language)
    except BadInput as wrong:
        wrong.params["path"] = str(path)
        raise


def _as_declared(content: bytes, name: str) -> Reading | None:
    """The bytes as XML says they are; Latin-1 with letters of Windows is Windows-1252, as browsers take it."""
    if not name or _is_utf8(name):
        return None
    with suppress(LookupError, BadInput):
        codec = codecs.lookup(name).name
        page = "cp1252" if codec in ("iso8859-1", "ascii") and re.search(rb"[\x80-\x9f]", content) else codec
        return replace(encodings.read(content, encoding=page), how="declared")
    return None


def _is_utf8(name: str) -> bool:
    return name.lower().replace("_", "-") in ("utf-8", "utf8")


def _told(reading: Reading, text: str, path: Path) -> Iterator[Seen]:
    """What is to be said of how a file was read (S01); nothing for plain UTF-8."""
    sample, name = _line(text, reading.line), f'"{path}"' if " " in str(path) else str(path)
    if reading.broken:
        advice = "advice-write-letter-again"
        yield encoding_seen(reading.line, "encoding-broken", "error", advice, sample=sample)
    elif reading.encoding == "utf-8-sig":
        yield encoding_seen(1, "encoding-mark", "info")
    elif not reading.sure:
        read = ", ".join(f"“{one.sample}” ({one.encoding})" for one in reading.guesses)
        said: dict[str, object] = {"readings": read, "guess": reading.encoding, "file": name}
        yield encoding_seen(reading.line, "encoding-guess", "error", "advice-choose-encoding", **said)
    elif reading.how == "told":
        said = {"encoding": reading.encoding, "sample": sample, "file": name}
        yield encoding_seen(reading.line, "encoding-told", "error", "advice-fix-with-encoding", **said)
    elif reading.how != "utf-8":
        yield encoding_seen(reading.line, "encoding-other", "error", guess=reading.encoding, sample=sample)


def saying_utf8(text: str) -> str:
    """An XML file's text whose declaration, if it names an encoding, names UTF-8."""
    return _SAYS.sub(lambda found: f"{found[1]}UTF-8{found[2]}", text, count=1)


def strange_characters(text: str) -> Iterator[Seen]:
    """Lines with signs that were once decoded wrongly, were lost, or cannot be seen (S01)."""
    for number, line in enumerate(text.split("\n"), 1):
        sample, again = line.strip()[:60], "advice-write-letter-again"
        spoilt = encodings.spoilt(line)
        if spoilt == "questions":
            yield encoding_seen(number, "encoding-questions", "warning", again, sample=sample)
        elif spoilt == "lost":
            yield encoding_seen(number, "encoding-lost", "error", again, sample=sample)
        elif spoilt == "twice":
            yield encoding_seen(number, "encoding-twice", "error", sample=sample)
        if spoilt in (None, "questions") and (found := encodings.INVISIBLE.search(line)):
            yield encoding_seen(number, "encoding-invisible", "error", sign=f"U+{ord(found[0]):04X}")


def unreadable_time(line: int, written: str) -> Seen:
    """A time, or a whole line, that is not as its kind of file wants it (S02)."""
    return Seen(code="S02", line=line, params={"stamp": written.strip()[:60]})


def line_starts(text: str) -> list[int]:
    """The place in the text where each line begins."""
    return [0, *(found.end() for found in re.finditer("\n", text))]


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n"


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
