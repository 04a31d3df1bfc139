"""Subtitle files read into cues, and judged: the raw text as well as what the parser makes of it.

pysubs2 reads SRT, VTT, ASS and TTML; it is lenient (75 seconds, negative durations pass), so the raw text is
examined by our own rules first. Codes are those of facts/testimony.md section 1.3.
"""

import html
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pysubs2

from media import rawcues
from media.errors import BadInput
from media.findings import Finding
from media.moments import clock

ONE_FRAME_MS = 40  # tolerance at the film's end: one frame at 25 a second
REFUSED = frozenset({"S01", "S02", "S04", "S05", "S12", "S13"})  # what cannot be read or timed
_KINDS = {".srt": "srt", ".vtt": "vtt", ".ass": "ass", ".ssa": "ssa", ".ttml": "ttml", ".dfxp": "ttml"}


@dataclass(frozen=True, kw_only=True)
class Cue:
    """One subtitle: film time in milliseconds, and its text with the author's line breaks."""

    start_ms: int
    end_ms: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Subtitles:
    """A file's cues in order of time, and everything found wrong with it."""

    cues: tuple[Cue, ...]
    findings: tuple[Finding, ...]


def read(path: Path, *, film_ms: int | None = None) -> Subtitles:
    """Read a subtitle file; what is wrong with its content becomes findings, with `file:line`.

    `film_ms` is the film's length: cues that start or end after it are found too. BadInput when the file
    itself cannot be read or is of no known kind.
    """
    kind = _KINDS.get(path.suffix.lower())
    if kind is None:
        raise BadInput("subtitles-unknown-kind", path=str(path), kinds=", ".join(sorted(_KINDS)))
    raw = rawcues.decoded(_bytes(path))
    stamps = rawcues.stamps(raw.text, kind)
    cues = _cues(raw.text, kind)
    seen = [*raw.findings, *rawcues.syntax(raw.text, kind, stamps)]
    seen += _judged(stamps or [_unlocated(cue) for cue in cues], film_ms)
    if not cues and not seen:
        seen.append(rawcues.Seen(code="S12", line=1))
    cues = tuple(sorted(cues, key=lambda cue: (cue.start_ms, cue.end_ms)))
    return Subtitles(cues=cues, findings=_findings(path, seen))


def refusals(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those findings for which a testimony is refused: what cannot be read or timed."""
    return tuple(f for f in findings if f.code in REFUSED and f.severity == "error")


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as missing:
        raise BadInput("subtitles-missing", path=str(path)) from missing
    except OSError as refused:
        raise BadInput(
            "subtitles-unreadable", path=str(path), detail=refused.strerror or str(refused)
        ) from refused


def _cues(text: str, kind: str) -> tuple[Cue, ...]:
    readable = rawcues.without_notes(text) if kind == "vtt" else text
    try:
        events = pysubs2.SSAFile.from_string(readable, format_=kind).events
    except Exception:  # pysubs2 lets every parser's own errors through; the raw text has been judged already
        return ()
    return tuple(
        Cue(start_ms=event.start, end_ms=event.end, text=_clean(event.plaintext))
        for event in events
        if not event.is_comment and _clean(event.plaintext)
    )


def _clean(text: str) -> str:
    lines = (" ".join(line.split(" ")).strip() for line in html.unescape(text).splitlines())
    return "\n".join(line for line in lines if line)


def _unlocated(cue: Cue) -> rawcues.Stamp:
    return rawcues.Stamp(line=1, start_ms=cue.start_ms, end_ms=cue.end_ms, shown=cue.text)


def _judged(stamps: list[rawcues.Stamp], film_ms: int | None) -> list[rawcues.Seen]:
    seen: list[rawcues.Seen] = []
    latest = None
    for stamp in stamps:
        seen += _judged_alone(stamp, film_ms)
        if latest is not None and stamp.start_ms < latest.end_ms:
            at = clock(latest.end_ms)
            seen.append(rawcues.Seen(code="S05", line=stamp.line, params={"other": latest.line, "until": at}))
        latest = stamp if latest is None or stamp.end_ms > latest.end_ms else latest
    return seen


def _judged_alone(stamp: rawcues.Stamp, film_ms: int | None) -> list[rawcues.Seen]:
    start, end = clock(stamp.start_ms), clock(stamp.end_ms)
    seen = []
    if stamp.end_ms <= stamp.start_ms:
        seen.append(rawcues.Seen(code="S04", line=stamp.line, params={"start": start, "end": end}))
    if not _clean(stamp.shown):
        seen.append(rawcues.Seen(code="S12", line=stamp.line))
    late = film_ms is not None and max(stamp.start_ms, stamp.end_ms) > film_ms + ONE_FRAME_MS
    if late or stamp.start_ms < 0:
        film = clock(film_ms) if film_ms is not None else "?"
        seen.append(rawcues.Seen(code="S13", line=stamp.line, params={"end": end, "film": film}))
    return seen


def _findings(path: Path, seen: Iterable[rawcues.Seen]) -> tuple[Finding, ...]:
    ordered = sorted(seen, key=lambda one: (one.line, one.code))
    return tuple(
        Finding(code=one.code, severity="error", where=f"{path}:{one.line}", params=one.params)
        for one in ordered
    )
