"""Words with times become cues that a subtitler would sign: parted where a reader and the speaker breathe.

One dynamic programme weighs the pauses, the punctuation and the grammar between words, the reading speed and the time
that each cue would have, and the shots of the film (facts/speech.md section 4). What is spoken faster than people read
stays as it is: only a person can shorten it, and the linter says where.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import accumulate, pairwise
from math import ceil

from media.lettering.line_breaks import cheapest_runs
from media.lettering.typefaces import Font
from media.subtitles.cues import cue_lines, cue_times
from media.subtitles.cues.cue_lines import Row
from media.subtitles.cues.words import Word
from media.subtitles.model import Cue
from media.subtitles.norms import LineRoom, Norms, frames

_CUE = 0.35  # what each cue costs: without it, every phrase would be one
_BREATH_MS, _PAUSE_MS, _FAR_MS = 250, 600, 2000  # pauses: none to speak of, a breath, and what always parts
_HURRIED, _BREATHED, _PAUSED = 2.0, 0.7, 0.3  # times the price of parting there, by the pause
_SILENT = 1.5  # for each second of a pause inside beyond `_HOLE_MS`
_HOLE_MS = 700
_ENDS_INSIDE = 0.5  # a sentence's end inside a cue of whole sentences
_BEGINS_INSIDE, _GOES_ON = 4.0, 2.0  # one where the next sentence is torn, and where its own is
_FAST, _FASTER = 0.25, 0.5  # for each sign a second beyond the speed that warns, and that is an error
_TOO_FAST = 3.0  # for an error
_SHORT, _TOO_SHORT = 1.5, 2.0  # for each missing second, and beyond the least that a cue may stand
_LONELY, _LONELY_SIGNS = 0.8, 12  # a cue of one word, or of so few signs
_REST, _REST_SIGNS = 0.8, 24  # the rest of a sentence, by what it has fewer than so many signs
_TWO_LINES, _TORN_LINE = 0.1, 1.0  # a second line, and the price of breaking there
_NO_ROOM = 50.0  # a word longer than a cue, which stays whole
_SHOT, _SHOT_MS = 0.4, 500  # a change of shot so far inside
_STRAY_MS = 1000  # a pause behind a sentence's first word in which it does not belong to the sentence before
_DASHES = ("- ", "– ", "— ")  # which begin another speaker's words
_WITH_SHOT_MS = 250  # how far a cue's beginning is moved to the shot that it begins with


@dataclass(frozen=True, kw_only=True)
class _Part:
    """A word with the signs that belong to it; `begins`: it must begin a cue."""

    text: str
    start_ms: int
    end_ms: int
    begins: bool


@dataclass(frozen=True, kw_only=True)
class _Speech:
    """Words that may part, measured, and what stands before each of them."""

    parts: list[_Part]
    row: Row
    sentences: list[int]  # how many have ended
    holes: list[float]  # what the pauses cost together, were they inside a cue

    def pause(self, place: int) -> int:
        """The silence before a word."""
        return self.parts[place].start_ms - self.parts[place - 1].end_ms


@dataclass(frozen=True, kw_only=True)
class _Prices:
    """What a cue costs in this film."""

    speech: _Speech
    norms: Norms
    warn: float
    most: float
    gap: int
    film_ms: int
    shots: Sequence[int]

    def of(self, start: int, end: int) -> float | None:
        """The price of one cue; None where neither it nor a longer one may be."""
        lines = self._lines(start, end)
        if lines is None or (end > start + 1 and self._is_torn(start, end)):
            return None if end > start + 1 else _CUE + _NO_ROOM + self._time(start, end)
        inside = self.speech.holes[end] - self.speech.holes[start + 1]
        return _CUE + lines + inside + self._time(start, end) + self._parting(end) + self._grammar(start, end)

    def _is_torn(self, start: int, end: int) -> bool:
        parts = self.speech.parts
        long = parts[end - 1].end_ms - parts[start].start_ms > self.norms.longest_ms
        return long or parts[end - 1].begins or self.speech.pause(end - 1) > _FAR_MS

    def _lines(self, start: int, end: int) -> float | None:
        row = self.speech.row
        if row.wide(start, end) <= row.line and row.fits(start, end):
            return 0.0
        found = [row.parted(start, end, count) for count in range(2, self.norms.lines + 1)]
        return min((_TWO_LINES + _TORN_LINE * one[0] for one in found if one), default=None)

    def _time(self, start: int, end: int) -> float:
        """What it costs to stand too short, or to be read too fast."""
        parts = self.speech.parts
        begins, words = parts[start].start_ms, end - start
        after = parts[end].start_ms - self.gap if end < len(parts) else self.film_ms
        until = min(after, parts[end - 1].end_ms + cue_times.LINGER_MS, begins + self.norms.longest_ms)
        seconds, signs = max(until - begins, 1) / 1000, self.speech.row.wide(start, end)
        cost = 0.0
        cost += _FAST * max(0.0, signs / seconds - self.warn)
        if (beyond := signs / (seconds + self._lead(start)) - self.most) > 0:
            cost += _TOO_FAST * min(beyond, 1) + _FASTER * beyond
        if (missing := self.norms.short_ms / 1000 - seconds) > 0:
            cost += _SHORT * missing + (_TOO_SHORT if seconds * 1000 < self.norms.shortest_ms else 0.0)
        return cost + (_LONELY if words == 1 or signs < _LONELY_SIGNS else 0.0)

    def _lead(self, start: int) -> float:
        """The seconds by which a cue may begin before its speech, where nobody speaks there and it is read too fast."""
        parts = self.speech.parts
        free = parts[start].start_ms - (parts[start - 1].end_ms + self.gap if start else 0)
        return min(max(free, 0), cue_times.EARLY_MS) / 1000

    def _parting(self, end: int) -> float:
        said = self.speech
        if end >= len(said.parts):
            return 0.0
        price, pause = said.row.partings[end], said.pause(end)
        if pause < _BREATH_MS:
            return price * _HURRIED
        if pause < _PAUSE_MS:
            return price * (_HURRIED if price >= cue_lines.TORN else _BREATHED)
        return price * _PAUSED

    def _grammar(self, start: int, end: int) -> float:
        """Sentences that end inside, and shots that change there."""
        said = self.speech
        inside = said.sentences[end - 1] - said.sentences[start]
        whole = end == len(said.parts) or said.sentences[end] > said.sentences[end - 1]
        cost = inside * (_ENDS_INSIDE if whole else _BEGINS_INSIDE)
        goes_on = start > 0 and said.sentences[start] == said.sentences[start - 1]
        if goes_on and inside:
            cost += _GOES_ON
        elif goes_on:
            cost += _REST * max(0.0, 1 - said.row.wide(start, end) / _REST_SIGNS)
        first = bisect_right(self.shots, said.parts[start].start_ms + _SHOT_MS)
        changes = bisect_left(self.shots, said.parts[end - 1].end_ms - _SHOT_MS) - first
        return cost + _SHOT * max(0, changes)


def cues(
    words: Sequence[Word],
    *,
    language: str,
    norms: Norms,
    line: int,
    fps: Fraction,
    film_ms: int,
    paragraphs: Sequence[int] = (),
    shots: Sequence[int] = (),
    room: LineRoom | None = None,
    font: Font | None = None,
) -> tuple[Cue, ...]:
    """Words in the order in which they are spoken as cues; no word is changed, left out or added.

    `line`: signs of a line; `room` and `font`: its pixels in a format, where they are known. `paragraphs` are the
    numbers of words that begin one, `shots` the milliseconds of the film at which another one begins.
    """
    parts = _parts(words, frozenset(paragraphs))
    row = cue_lines.row([one.text for one in parts], language, line=line, room=room, font=font)
    speech = _speech(parts, row)
    warn, most = norms.speed(language, verbatim=True)
    gap = round(norms.gap_frames * 1000 / fps)
    prices = _Prices(
        speech=speech, norms=norms, warn=warn, most=most, gap=gap, film_ms=film_ms, shots=sorted(shots)
    )
    ends = cheapest_runs(len(parts), prices.of)
    said = [_cue(speech, start, end, norms.lines) for start, end in pairwise((0, *ends))]
    placed = _on_frames(_with_shots(said, prices.shots), fps, gap, film_ms)
    made = cue_times.chained(placed, norms=norms, fps=fps, film_ms=film_ms, speed=warn)
    latest = [min(one.end_ms + cue_times.LINGER_MS, film_ms) for one in placed]
    eased = cue_times.eased(made, latest, norms=norms, fps=fps, most=most)
    frame = round(1000 / fps)
    return tuple(replace(one, end_ms=max(_nearest(one.end_ms, fps), one.start_ms + frame)) for one in eased)


def _parts(words: Sequence[Word], paragraphs: frozenset[int]) -> list[_Part]:
    """Words with the signs that belong to them, their times rising."""
    texts = [" ".join(word.text.split()) for word in words]
    kept = [place for place, text in enumerate(texts) if text]
    parts: list[_Part] = []
    behind, at = 0, 0
    for first, last in cue_lines.groups([texts[place] for place in kept]):
        here = kept[first:last]
        text = " ".join(texts[place] for place in here)
        start = max(at, words[here[0]].start_ms)
        at = max(start, words[here[-1]].end_ms)
        turn = text.startswith(_DASHES) and bool(parts) and cue_lines.ends_sentence(parts[-1].text)
        asked = not paragraphs.isdisjoint(range(behind, here[0] + 1))
        parts.append(_Part(text=text, start_ms=start, end_ms=at, begins=turn or asked))
        behind = here[-1] + 1
    return [_with_next(*three) for three in zip([None, *parts], parts, [*parts[1:], None], strict=False)]


def _with_next(before: _Part | None, part: _Part, after: _Part | None) -> _Part:
    """A sentence's first word that stands alone before a pause, moved to the words behind it.

    So do recognisers, who hear it where the sentence before ends; and a subtitle that begins in time is read in vain.
    """
    if after is None or after.begins or (before and not cue_lines.ends_sentence(before.text)):
        return part
    if after.start_ms - part.end_ms < _STRAY_MS or cue_lines.ends_sentence(part.text):
        return part
    if before and part.start_ms - before.end_ms > _BREATH_MS:
        return part
    start = after.start_ms - min(part.end_ms - part.start_ms, _BREATH_MS)
    return replace(part, start_ms=start, end_ms=after.start_ms)


def _speech(parts: list[_Part], row: Row) -> _Speech:
    holes = [0.0]
    for before, after in pairwise(parts):
        silent = max(0, after.start_ms - before.end_ms - _HOLE_MS)
        holes.append(_SILENT * silent / 1000)
    return _Speech(
        parts=parts,
        row=row,
        sentences=list(accumulate((cue_lines.ends_sentence(one.text) for one in parts), initial=0)),
        holes=list(accumulate(holes, initial=0.0)),
    )


def _cue(speech: _Speech, start: int, end: int, lines: int) -> Cue:
    row, texts = speech.row, [one.text for one in speech.parts[start:end]]
    breaks: tuple[int, ...] = (end,)
    if not (row.wide(start, end) <= row.line and row.fits(start, end)):
        tried = [row.parted(start, end, count) for count in range(2, lines + 1)]
        breaks = min((one for one in tried if one), default=(0.0, (end,)))[1]
    return Cue(
        start_ms=speech.parts[start].start_ms,
        end_ms=speech.parts[end - 1].end_ms,
        text=cue_lines.laid(texts, [one - start for one in breaks]),
    )


def _with_shots(said: list[Cue], shots: Sequence[int]) -> list[Cue]:
    """Cues begin with the shot that begins just before them, where nobody speaks between."""
    found: list[Cue] = []
    for cue in said:
        shot = shots[at - 1] if (at := bisect_right(shots, cue.start_ms)) else -_WITH_SHOT_MS - 1
        free = not found or found[-1].end_ms <= shot
        near = cue.start_ms - shot <= _WITH_SHOT_MS
        found.append(replace(cue, start_ms=shot) if near and free else cue)
    return found


def _on_frames(said: list[Cue], fps: Fraction, gap: int, film_ms: int) -> list[Cue]:
    """Cues that begin on a frame, each of them later than the one before by the gap and a frame at least."""
    apart = gap + ceil(1000 / fps)
    latest = [film_ms - apart * (len(said) - place) for place in range(len(said))]
    found, earliest = list[Cue](), 0
    for cue, last in zip(said, latest, strict=True):
        start = max(min(int(cue.start_ms * fps / 1000), int(last * fps / 1000)), 0)
        start = max(round(start * 1000 / fps), earliest)
        found.append(replace(cue, start_ms=start, end_ms=max(cue.end_ms, start + 1)))
        earliest = round(ceil((start + apart) * fps / 1000 - Fraction(1, 10)) * 1000 / fps)
    return found


def _nearest(ms: int, fps: Fraction) -> int:
    """A moment moved to the frame that is nearest."""
    return round(frames(ms, fps) * 1000 / fps)
