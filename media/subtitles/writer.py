"""A subtitle file written anew around its mended cues: SRT whole, VTT by block, ASS by line, TTML in place."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from media import files
from media.subtitles.formats import srt_vtt
from media.subtitles.model import Cue, RawCue, Scan, Span

_BRACES = re.compile(r"\{[^{}]*\}")
_PLAIN = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_ANY_TAG = re.compile(r"<[^<>]*>")


def texts(cues: Iterable[RawCue], text: str, kind: str) -> list[str]:
    """The cues' texts as they stand in the file, which for TTML is more than what they show."""
    return [text[slice(*cue.text_at)] if kind == "ttml" else cue.text for cue in cues]


def without_markup(text: str, kind: str) -> str:
    """A cue's text without markup, near enough to count its signs."""
    if kind in ("srt", "vtt"):
        return srt_vtt.unescaped(srt_vtt.CODE.sub("", srt_vtt.TAG.sub("", text)))
    if kind == "ttml":
        return srt_vtt.unescaped(_ANY_TAG.sub("", text))
    return _BRACES.sub("", text.replace("\\N", " ").replace("\\n", " "))


def has_clear_times(text: str, kind: str, scan: Scan) -> bool:
    """Whether every time in the file can be told and stands where it can be written anew."""
    if not all(0 <= cue.start_ms < cue.end_ms and cue.end_at for cue in scan.cues):
        return False
    if kind not in ("srt", "vtt"):
        return not any(one.severity == "error" for one in scan.seen)
    lines = text.split("\n")
    before = lines[: scan.cues[0].line - 1] if scan.cues else lines
    stray = any(line.strip() and not line.strip().isdigit() for line in before)
    stray = stray if kind == "srt" else srt_vtt.lost_in_front(lines, kind) is not None
    marks = sum("-->" in line for line in lines)
    return marks == len(scan.cues) and not stray and not any(map(srt_vtt.has_unclear_times, lines))


def rewritten(text: str, kind: str, cues: Sequence[RawCue], *, clear: bool) -> str:
    """The file's text with these cues in the place of its own; only their texts where times are not clear."""
    if not cues or not clear:
        return _replaced(text, [(cue.text_at, cue.text) for cue in cues if cue.text_at[0] < cue.text_at[1]])
    return {"srt": _srt, "vtt": _vtt, "ttml": _ttml}.get(kind, _ass)(text, cues)


def stamp(ms: int, point: str = ".") -> str:
    """A time as SRT (`,`), VTT and TTML (`.`) write it: 00:01:02.345."""
    seconds, rest = divmod(ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{point}{rest:03}"


def srt(cues: Iterable[tuple[int, int, str]]) -> str:
    """Cues (start, end, text) as an SRT file that every program reads: numbered, a blank line after each."""
    return "".join(
        f"{number}\n{stamp(start, ',')} --> {stamp(end, ',')}\n{text}".rstrip("\n") + "\n\n"
        for number, (start, end, text) in enumerate(cues, 1)
    )


def vtt(cues: Iterable[Cue]) -> str:
    """Cues as a WebVTT file that browsers read; a text of cues has no markup, so none is read out of it."""
    told = (f"{stamp(one.start_ms)} --> {stamp(one.end_ms)}\n{escaped(one.text)}\n" for one in cues)
    return "\n".join(["WEBVTT\n", *told])


def escaped(text: str) -> str:
    """A text as a VTT file has it, so that no markup is read out of it."""
    return text.translate(_PLAIN)


def _srt(text: str, cues: Sequence[RawCue]) -> str:
    return srt((cue.start_ms, cue.end_ms, cue.text) for cue in cues)


def _vtt(text: str, cues: Sequence[RawCue]) -> str:
    """Every cue with what stands before it (its name, notes), in the order of the cues; a blank line between.

    What stands before the first stays there: styles must.
    """
    head = re.match(r"WEBVTT[^\n]*(?:\n[^\n]+)*?(?=\n[ \t]*\n|\n[^\n]*-->|\Z)", text)
    at, preamble = head.end() if head else 0, ""
    blocks: dict[int, str] = {}
    for cue in sorted(cues, key=lambda cue: cue.line):
        before = re.sub(r"\n[ \t\n]*\n\Z", "\n\n", text[at : cue.start_at[0]].lstrip("\n"))
        if not blocks:
            preamble, _, before = before.rpartition("\n\n") if "\n\n" in before else ("", "", before)
        behind = text[cue.end_at[1] : cue.text_at[0]].strip("\n").rstrip() if cue.end_at else ""
        blocks[cue.line] = (
            f"{before}{stamp(cue.start_ms)} --> {stamp(cue.end_ms)}{behind}\n{cue.text}".rstrip("\n")
        )
        at = cue.text_at[1]
    parts = [
        head[0] if head else "WEBVTT",
        preamble,
        *(blocks[cue.line] for cue in cues),
        text[at:].strip("\n"),
    ]
    return "\n\n".join(part.rstrip("\n") for part in parts if part.strip()) + "\n"


def _ass(text: str, cues: Sequence[RawCue]) -> str:
    """The lines that held cues hold them still, in the order of the cues."""
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    new = [_ass_line(lines[cue.line - 1], starts[cue.line - 1], cue) for cue in cues]
    for place, line in zip(sorted(cue.line for cue in cues), new, strict=True):
        lines[place - 1] = line
    return "\n".join(lines)


def _ass_line(line: str, at: int, cue: RawCue) -> str:
    spans = [(cue.start_at, _hundredths(cue.start_ms)), (cue.text_at, cue.text)]
    spans += [(cue.end_at, _hundredths(cue.end_ms))] if cue.end_at else []
    return _replaced(line, [((span[0] - at, span[1] - at), new) for span, new in spans])


def _hundredths(ms: int) -> str:
    seconds, rest = divmod(ms, 1000)
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest // 10:02}"


def _ttml(text: str, cues: Sequence[RawCue]) -> str:
    spans = [(cue.text_at, cue.text) for cue in cues]
    spans += [(cue.end_at, stamp(cue.end_ms - cue.base_ms)) for cue in cues if cue.end_at]
    return _replaced(text, spans)


def _replaced(text: str, spans: Iterable[tuple[Span, str]]) -> str:
    """A text with slices of it replaced."""
    pieces, at = [], 0
    for (begin, end), new in sorted(spans):
        pieces += [text[at:begin], new]
        at = end
    return "".join([*pieces, text[at:]])


def in_rendition_time(cues: Iterable[Cue], *, from_ms: int, to_ms: int, lead_ms: int) -> tuple[Cue, ...]:
    """Cues in the time of a rendition, which shows the film from `from_ms` to `to_ms` after `lead_ms` of title."""
    shift = lead_ms - from_ms
    cut = (
        Cue(start_ms=max(cue.start_ms, from_ms) + shift, end_ms=min(cue.end_ms, to_ms) + shift, text=cue.text)
        for cue in cues
        if cue.text.strip()
    )
    return tuple(cue for cue in cut if cue.end_ms > cue.start_ms)


def facebook_name(stem: str, language: str, locales: Mapping[str, str]) -> str:
    """The name Facebook wants."""
    return f"{stem}.{locale(language, locales)}.srt"


def locale(language: str, locales: Mapping[str, str]) -> str:
    """What Facebook calls a language, as `locales` says; others are written as they are."""
    short = language.partition("-")[0]
    return locales.get(language) or locales.get(short) or f"{short}_{short.upper()}"


def write(path: Path, cues: Iterable[Cue]) -> None:
    """Write cues as SRT in UTF-8, whole or not at all."""
    files.write_whole(path, srt((cue.start_ms, cue.end_ms, cue.text) for cue in cues).encode())
