"""The linter's rules on time: gaps (S06), durations (S07), reading speed (S08), the film's beginning (S13, S21).

Figures of Netflix and the BBC, facts/testimony.md sections 1.1 and 1.2; they are settings (`Norms`).
"""

import textwrap
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from media.findings import Severity
from media.subtitles import norms as subtitle_norms
from media.subtitles.model import RawCue, Seen, advised
from media.subtitles.norms import Context, Norms
from media.subtitles.reader import Opened
from media.timecode import clock

_QUOTED = 60  # characters of a subtitle that a finding names
MS_A_WORD = 300  # the BBC's aim for the time a word stands
FIRST_CUE_MS = 3000  # films start muted: whoever scrolls by gives them this long


def gaps(file: Opened, context: Context) -> Iterator[Seen]:
    """S06: less than two frames between cues, or so little more that it flickers."""
    least, half = context.norms.gap_frames, int(context.fps / 2 + Fraction(1, 2))
    ordered = sorted(file.raw, key=lambda cue: (cue.start_ms, cue.end_ms))
    for before, after in pairwise(ordered):
        gap = after.start_ms - before.end_ms
        count = subtitle_norms.frames(gap, context.fps) if gap >= 0 else half  # an overlap is S05
        if count < least:
            yield Seen.what("S06", after.line, "gap-short", "error", frames=count, least=least)
        elif least < count < half:
            yield Seen.what("S06", after.line, "gap-flicker", "warning", frames=count, least=least, half=half)


def durations(file: Opened, context: Context) -> Iterator[Seen]:
    """S07: a cue that stands too short to be seen, too short for its words, or too long."""
    norms = context.norms
    for raw, cue in zip(file.raw, file.shown, strict=True):
        stands = raw.end_ms - raw.start_ms
        if stands <= 0 or not cue.text:
            continue
        wanted = max(norms.short_ms, MS_A_WORD * len(cue.text.split()))
        limit, detail, severity, advice, named = _off(stands, wanted, norms)
        if detail:
            said = {
                "seconds": subtitle_norms.seconds(stands, limit),
                named: subtitle_norms.seconds(limit, stands),
            }
            yield advised("S07", raw.line, detail, severity, advice=advice, **said)


def _off(stands: int, wanted: int, norms: Norms) -> tuple[int, str, Severity, str, str]:
    """What a cue that stands so long is compared with, and how it is off; no code where it is well."""
    if stands < norms.shortest_ms:
        return norms.shortest_ms, "too-short", "error", "advice-longer", "least"
    if stands > norms.longest_ms:
        return norms.longest_ms, "too-long", "error", "advice-shorter", "most"
    return wanted, "rather-short" if stands < wanted else "", "warning", "advice-longer", "wanted"


def speed(file: Opened, context: Context) -> Iterator[Seen]:
    """S08: more characters a second than people read."""
    warn, most = context.norms.speed(context.language, verbatim=context.verbatim)
    for raw, cue in zip(file.raw, file.shown, strict=True):
        stands = raw.end_ms - raw.start_ms
        cps = subtitle_norms.length(cue.text) * 1000 / stands if stands > 0 else 0
        if cps > warn:
            severity, limit = ("error", most) if cps > most else ("warning", warn)
            text = textwrap.shorten(cue.text, _QUOTED, placeholder=" …")
            params: dict[str, object] = {"text": text, "cps": _above(cps, limit), "limit": f"{limit:g}"}
            yield Seen(code="S08", line=raw.line, severity="error" if severity == "error" else "warning",
                       params=params)  # fmt: skip


def _above(value: float, limit: float) -> str:
    """A number that is more than a limit, with as many decimals as it takes to read so; two at most tell enough."""
    return next(
        (said for places in (1, 2) if float(said := f"{value:.{places}f}") > limit), f"{limit + 0.01:g}"
    )


def part(file: Opened, context: Context) -> Iterator[Seen]:
    """S13: cues outside the part of the film that is used; an error where none is in it."""
    unseen = [raw for raw in file.raw if _is_outside(raw, context)]
    if unseen:
        none = len(unseen) == len(file.raw)
        end = context.film_ms if context.to_ms is None else context.to_ms
        said: dict[str, object] = {"start": context.from_ms, "end": end or 0, "count": len(unseen)}
        detail = "outside-part" if none else "outside-part-some"
        advice = "advice-whole-times" if none else "advice-whole-times-or-not"
        first = min(raw.line for raw in unseen)
        yield advised("S13", first, detail, "error" if none else "warning", advice=advice, **said)


def _is_outside(raw: RawCue, context: Context) -> bool:
    """Tell whether a cue that is timed within the film is not in the part of it that is used."""
    if not 0 <= raw.start_ms < raw.end_ms:
        return False
    beyond = context.to_ms is not None and context.to_ms <= raw.start_ms <= (context.film_ms or raw.start_ms)
    return raw.end_ms <= context.from_ms or beyond


def opening(file: Opened, context: Context) -> Iterator[Seen]:
    """S13: a cue that ends before the title card has gone, so that nobody sees it."""
    gone = context.opening_ms
    for raw in file.raw if gone else ():
        if context.from_ms <= raw.start_ms < raw.end_ms <= (gone or 0):
            said: dict[str, object] = {"end": clock(raw.end_ms), "gone": clock(gone or 0)}
            yield advised("S13", raw.line, "outside-title", "error", advice="advice-this-film", **said)


def beginning(file: Opened, context: Context) -> Iterator[Seen]:
    """S21: somebody speaks in the first seconds, and nothing is to be read."""
    first = min(file.raw, key=lambda cue: cue.start_ms, default=None)
    spoken = context.speech_ms
    if first and spoken is not None and spoken < FIRST_CUE_MS < first.start_ms:
        params: dict[str, object] = {"start": clock(first.start_ms), "speech": clock(spoken)}
        yield Seen(code="S21", line=first.line, severity="info", params=params)
