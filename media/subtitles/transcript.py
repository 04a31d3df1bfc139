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
from media.languages import known
from media.lettering.line_breaks import cheapest_parting, clings
from media.sources.audio import Span
from media.subtitles import draft
from media.subtitles.model import Cue
from media.subtitles.norms import Norms, length

_SENTENCE = re.compile(r"(?<=[.!?…])(?:[ \u00a0\u202f]?[»”\"')\]])*\s+(?=[^\s»!?…;:])")
_ENDS, _CLOSES, _SIGNS = ".!?…", ",;:)–—", "?!:;»%€"
_CLAUSE, _PHRASE, _ANYWHERE, _TORN = 0.0, 0.15, 0.4, 3.0  # what it costs to part here


def phrases(text: str, language: str, *, line: int, lines: int = 2) -> list[str]:
    """The text as subtitles of at most `lines` lines of `line` signs, their lines parted with a line end.

    A blank line in the text always parts. No word is changed, left out or added; a longer word stands alone.
    """
    found = []
    for paragraph in re.split(r"\n[ \t]*\n", text):
        for sentence in _sentences(" ".join(paragraph.split())):
            found += [_laid(part, language, line, lines) for part in _parts(sentence, language, line * lines)]
    return found


def _sentences(text: str) -> list[str]:
    """Sentences, each with its closing quote; abbreviations such as M. and dhr. end none."""
    whole: list[str] = []
    at = 0
    for found in _SENTENCE.finditer(text):
        before = text[at : found.start()].rpartition(" ")[2]
        if re.fullmatch(r"[^\W\d_]\.|\d+\.", before) or any(
            clings(before, code) for code in known.languages()
        ):
            continue
        whole.append(text[at : found.end()].strip())
        at = found.end()
    return [one for one in [*whole, text[at:].strip()] if one]


def _parts(sentence: str, language: str, room: int) -> list[str]:
    """A sentence in as few parts as fit, parted evenly at the best places."""
    words = _words(sentence)
    count = max(1, -(-length(sentence) // max(1, room - 8)))
    return [" ".join(words[a:b]) for a, b in _divided(words, language, count, room)]


def _laid(part: str, language: str, line: int, lines: int) -> str:
    if length(part) <= line:
        return part
    words = _words(part)
    return "\n".join(" ".join(words[a:b]) for a, b in _divided(words, language, lines, line))


def _words(text: str) -> list[str]:
    """Words, each with the sign that follows it after a space, as in French."""
    glued: list[str] = []
    for word in text.split(" "):
        if glued and (word.strip(_SIGNS) == "" or glued[-1] in ("«", "-", "–", "—")):
            glued[-1] += " " + word
        else:
            glued.append(word)
    return glued


def _divided(words: list[str], language: str, count: int, room: int) -> list[tuple[int, int]]:
    """Where each of the parts begins and ends: even in length, parted where it costs least; more if they must be."""
    ends = [0]
    for word in words:
        ends.append(ends[-1] + length(word) + 1)
    for parts in range(min(count, len(words)), len(words)):
        if found := _cheapest(words, ends, language, parts, room):
            return found
    return [(at, at + 1) for at in range(len(words))]


def _cheapest(
    words: list[str], ends: list[int], language: str, count: int, room: int
) -> list[tuple[int, int]] | None:
    """The parts that cost least, even in length and parted where a reader breathes; None where none fit."""
    mean = ends[-1] / count

    def price(before: float, start: int, end: int) -> float | None:
        wide = ends[end] - ends[start] - 1
        if wide > room and end > start + 1:
            return None
        torn = _price(words[end - 1], words[end], language) if end < len(words) else 0.0
        return before + (2 * (wide - mean) / room) ** 2 + torn

    found = cheapest_parting(len(words), count, price)
    return list(pairwise((0, *found[1]))) if found else None


def _price(before: str, after: str, language: str) -> float:
    last = before.rstrip("”’\"'»")[-1:]
    if last and last in _ENDS + _CLOSES:
        return _CLAUSE
    if clings(before, language):
        return _TORN
    return _PHRASE if clings(after, language) else _ANYWHERE


_SNAP_MS = 900  # how far a part's end may be moved to fall into a pause
_LINGER_MS = 1500  # how long a cue may stand after the last word, to be read to its end: the BBC's bound
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
    return _chained(
        [(part, *span) for part, span in zip(parts, heard, strict=True)], norms, fps, film_ms, warn
    )


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


def _chained(
    heard: Sequence[tuple[str, int, int]], norms: Norms, fps: Fraction, film_ms: int, speed: float
) -> tuple[Cue, ...]:
    """Cues that stand long enough to be read where there is room, never overlap, and leave the norms' gap or more."""
    gap, half = round(norms.gap_frames * 1000 / fps), 500
    cues = []
    for (text, start, end), after in zip(heard, [*heard[1:], None], strict=True):
        limit = min(after[1] - gap if after else film_ms, start + norms.longest_ms)
        reading = start + max(norms.short_ms, round(length(text) * 1000 / speed))
        stands = max(end, min(reading, end + _LINGER_MS))
        stop = limit if stands > limit - half else stands
        cues.append(Cue(start_ms=start, end_ms=max(stop, start + 1), text=text))
    return tuple(cues)
