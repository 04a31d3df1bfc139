"""Captions that roll up the picture, as YouTube makes them: each line is there twice, or stands under the next one.

In the file that YouTube gives a line comes word by word, stands alone for ten milliseconds, and then above the next
line; its studio, and what others make of it, give each line once but let it stand until the next but one begins.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from media.subtitles.model import Cue
from media.subtitles.writer import escaped, srt, stamp

_LEAST = 3  # pairs of cues that roll: fewer may be people who repeat themselves, or talk at once
_DOUBLED, _OVERLAPPED = 0.5, 0.7  # the least part of all pairs
_FEW = 2  # pairs that are enough where there is no other
_NEAR_MS = 100
_STEP_MS = 50  # how long a line stands alone at most before it moves up


def rolls(cues: Sequence[Cue]) -> bool:
    """Whether subtitles roll, instead of standing one after the other."""
    shown = _in_order(cues)
    return _doubled(shown) or _stepped(shown) or _overlapped(shown)


def unrolled(cues: Sequence[Cue]) -> list[Cue]:
    """The same with every line once, from when it is new until the next one is; ends before the next begins."""
    shown = _in_order(cues)
    once = _without_doubles(shown) if _doubled(shown) or _stepped(shown) else shown
    ends = [*(cue.start_ms for cue in once[1:]), once[-1].end_ms if once else 0]
    return [
        replace(cue, end_ms=min(cue.end_ms, end) if end > cue.start_ms else cue.end_ms)
        for cue, end in zip(once, ends, strict=True)
    ]


def written(text: str, first_at: int, kind: str, cues: Sequence[Cue]) -> str:
    """A file of SRT or VTT with these cues; of VTT what stands before the first cue, at `first_at`, stays."""
    if kind == "srt":
        return srt((cue.start_ms, cue.end_ms, cue.text) for cue in cues)
    head = re.sub(r"\n[ \t]*\n[^\n]*\Z", "", text[:first_at].rstrip(" \t")).strip("\n") or "WEBVTT"
    blocks = (f"{stamp(cue.start_ms)} --> {stamp(cue.end_ms)}\n{escaped(cue.text)}" for cue in cues)
    return "\n\n".join([head, *blocks]) + "\n"


def _in_order(cues: Sequence[Cue]) -> list[Cue]:
    return sorted((cue for cue in cues if cue.text), key=lambda cue: (cue.start_ms, cue.end_ms))


def _doubled(cues: Sequence[Cue]) -> bool:
    """Whether what stood last is carried into the next cue, for many of them; one word said again and again is not."""
    carried = [
        a.text.split("\n")[-1]
        for a, b in pairwise(cues)
        if a.text.split("\n")[-1] == b.text.split("\n")[0]
        and a.text != b.text
        and a.start_ms < b.start_ms
        and b.start_ms - a.end_ms < _NEAR_MS
    ]
    pairs = len(cues) - 1
    least = _FEW if len(carried) == pairs else max(_LEAST, _DOUBLED * pairs)
    return len(carried) >= least and len(set(carried)) > 1


def _stepped(cues: Sequence[Cue]) -> bool:
    """Whether a line stands alone for a moment that nobody could read, between twice that it is there for long."""
    return any(
        a.start_ms < b.start_ms < c.start_ms
        and b.end_ms - b.start_ms <= _STEP_MS
        and not a.text == b.text == c.text  # said three times
        and b.text == a.text.split("\n")[-1]
        and b.text == c.text.split("\n")[0]
        and b.start_ms - a.end_ms < _NEAR_MS
        and c.start_ms - b.end_ms < _NEAR_MS
        for a, b, c in zip(cues, cues[1:], cues[2:], strict=False)
    )


def _overlapped(cues: Sequence[Cue]) -> bool:
    under = [a.start_ms < b.start_ms < a.end_ms <= b.end_ms for a, b in pairwise(cues)]
    return sum(under) >= max(_LEAST, _OVERLAPPED * len(under))


def _without_doubles(cues: Sequence[Cue]) -> list[Cue]:
    """What each cue says that the one before did not; a cue that says nothing new lets that one stand on."""
    found: list[Cue] = []
    before: list[str] = []
    for cue in cues:
        lines = cue.text.split("\n")
        known = next((n for n in range(len(lines), 0, -1) if before[-n:] == lines[:n]), 0)
        if new := lines[known:]:
            found.append(replace(cue, text="\n".join(new)))
        elif found:
            found[-1] = replace(found[-1], end_ms=max(found[-1].end_ms, cue.end_ms))
        before = lines
    return found
