"""Cues for a transcript without times: the words shared out over the stretches in which somebody speaks.

Each part gets time by its length, ends are moved to a pause nearby, and cues are chained two frames apart
(facts/testimony.md section 7). Nobody has heard whether it fits, so the file says that its times are estimated.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from media.errors import BadInput
from media.sources.audio import Span
from media.subtitles import draft
from media.subtitles.cues import cue_lines, cue_times
from media.subtitles.model import Cue
from media.subtitles.norms import Norms, length


def phrases(text: str, language: str, *, line: int, lines: int = 2) -> list[str]:
    """The text as subtitles of at most `lines` lines of `line` signs, their lines parted with a line end.

    A blank line in the text always parts. No word is changed, left out or added; a longer word stands alone.
    """
    found = []
    for paragraph in re.split(r"\n[ \t]*\n", text):
        for sentence in _sentences(cue_lines.glued(" ".join(paragraph.split()))):
            found += _parts(sentence, language, line, lines)
    return found


def _sentences(words: list[str]) -> list[list[str]]:
    whole: list[list[str]] = [[]]
    for word in words:
        whole[-1].append(word)
        if cue_lines.ends_sentence(word):
            whole.append([])
    return [one for one in whole if one]


def _parts(words: list[str], language: str, line: int, lines: int) -> list[str]:
    """A sentence in as few subtitles as fit, parted evenly at the best places."""
    room = line * lines
    whole = cue_lines.row(words, language, line=room)
    count = max(1, -(-whole.wide(0, len(words)) // max(1, room - 8)))
    ends = whole.fewest(count)
    return [_laid(words[a:b], language, line, lines) for a, b in pairwise((0, *ends))]


def _laid(words: list[str], language: str, line: int, lines: int) -> str:
    row = cue_lines.row(words, language, line=line)
    fits = row.wide(0, len(words)) <= line
    return cue_lines.laid(words, (len(words),) if fits else row.fewest(lines))


_SNAP_MS = 900  # how far a part's end may be moved to fall into a pause
_FAR_MS = 1500  # words that far apart are not one subtitle
_FASTEST = 35  # signs a second; nobody speaks faster
_SHARE = 12  # signs that even the shortest part counts for


@dataclass(frozen=True, kw_only=True)
class _Clock:
    """Speech put end to end, pauses left out: where a moment of it lies in the film."""

    spans: Sequence[Span]

    @property
    def total(self) -> int:
        return sum(end - start for start, end in self.spans)

    @property
    def pauses(self) -> list[int]:
        """The moments of speech at which a pause falls."""
        sums, so_far = [], 0
        for start, end in self.spans[:-1]:
            so_far += end - start
            sums.append(so_far)
        return sums

    def heard(self, begin: float, end: float) -> Span:
        """The film time in which speech from one moment to another is heard: of parts far apart, the longest."""
        runs: list[list[int]] = []
        for start, stop in self.spans:
            inside = [min(max(round(start + at), start), stop) for at in (begin, end)]
            begin, end = begin - (stop - start), end - (stop - start)
            if inside[0] == inside[1]:
                continue
            if runs and inside[0] - runs[-1][1] < _FAR_MS:
                runs[-1][1] = inside[1]
            else:
                runs.append(inside)
        first, last = max(runs, key=lambda run: run[1] - run[0])
        return first, last


def estimate(
    transcript: str,
    spans: Sequence[Span],
    *,
    language: str,
    norms: Norms,
    line: int,
    fps: Fraction,
    film_ms: int,
) -> tuple[Cue, ...]:
    """Cues with the words of a transcript over `spans` of speech (film time, not empty); `line`: signs of a line.

    Where there is little time for the words, cues are short, and the linter says it; BadInput for a transcript
    without words, or of which so much cannot be said in the time.
    """
    parts = phrases(transcript, language, line=line, lines=norms.lines)
    clock, signs = _Clock(spans=spans), sum(length(part) for part in parts)
    if not parts:
        raise BadInput("transcript-empty")
    if signs * 1000 > _FASTEST * clock.total:
        raise BadInput("transcript-too-long", signs=signs, seconds=clock.total // 1000)
    heard = [clock.heard(a, b) for a, b in pairwise(_moments(parts, clock, norms))]
    warn, _ = norms.speed(language, verbatim=False)
    said = [Cue(start_ms=a, end_ms=b, text=part) for part, (a, b) in zip(parts, heard, strict=True)]
    return cue_times.chained(said, norms=norms, fps=fps, film_ms=film_ms, speed=warn)


def as_vtt(cues: Sequence[Cue], language: str) -> str:
    """The cues as a VTT file that says its times are estimated."""
    return draft.as_vtt(cues, language=language, kind="estimated")


def _moments(parts: Sequence[str], clock: _Clock, norms: Norms) -> list[float]:
    """Where in the speech each part begins and the last one ends: by length, moved to a pause where one is near."""
    shares = [max(length(part), _SHARE) for part in parts]
    moments = [0.0]
    for place, share in enumerate(shares[:-1]):
        rest = clock.total - moments[-1]
        wanted = moments[-1] + rest * share / sum(shares[place:])
        earliest = min(wanted, moments[-1] + norms.short_ms)
        near = min((pause for pause in clock.pauses if pause >= earliest), default=wanted,
                   key=lambda pause: abs(pause - wanted))  # fmt: skip
        near = near if abs(near - wanted) <= min(_SNAP_MS, (wanted - moments[-1]) / 2) else wanted
        moments.append(near)
    return [*moments, float(clock.total)]
