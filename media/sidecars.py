"""Subtitle files beside a film: clean SRT in the film's own time, named as Facebook wants them.

Facebook takes `name.ll_CC.srt`; a wrong name means success without subtitles (facts/testimony.md section 2).
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from media.subtitles import fixer, writer
from media.subtitles.reader import Cue


def shifted(cues: Iterable[Cue], *, from_ms: int, to_ms: int, lead_ms: int) -> tuple[Cue, ...]:
    """Cues in the time of a rendition, which shows the film from `from_ms` to `to_ms` after `lead_ms` of title."""
    shift = lead_ms - from_ms
    cut = (
        Cue(start_ms=max(cue.start_ms, from_ms) + shift, end_ms=min(cue.end_ms, to_ms) + shift, text=cue.text)
        for cue in cues
        if cue.text.strip()
    )
    return tuple(cue for cue in cut if cue.end_ms > cue.start_ms)


def named(stem: str, language: str, locales: Mapping[str, str]) -> str:
    """The name Facebook wants."""
    return f"{stem}.{locale(language, locales)}.srt"


def locale(language: str, locales: Mapping[str, str]) -> str:
    """What Facebook calls a language, as `locales` says; others are written as they are."""
    short = language.partition("-")[0]
    return locales.get(language) or locales.get(short) or f"{short}_{short.upper()}"


def write(path: Path, cues: Iterable[Cue]) -> None:
    """Write cues as SRT in UTF-8, whole or not at all."""
    fixer.put(path, writer.srt((cue.start_ms, cue.end_ms, cue.text) for cue in cues).encode())
