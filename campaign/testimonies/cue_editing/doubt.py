"""Which words of a draft the recogniser was not sure of, as places in the texts that an editor shows."""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from media import untouched
from media.errors import BadInput
from media.subtitles import draft
from media.subtitles.cues import word_times, words
from media.subtitles.cues.words import Word
from media.subtitles.model import Cue
from schedules.model.edited_subtitles import EditedCue

_NEAR_MS = 5000  # words so near to a cue may be its own


@dataclass(frozen=True, kw_only=True)
class DoubtfulWord:
    """A word in a cue's text, from a sign and until another, and how sure the recogniser was of it (0 to 1)."""

    begin: int
    end: int
    confidence: float


def of(known: Sequence[Word], cues: Sequence[EditedCue]) -> dict[int, tuple[DoubtfulWord, ...]]:
    """Return the doubtful words of each cue that has some, by the cue's number.

    `known` are the words beside the draft; one that was typed anew since is doubted no more.
    """
    if not any(_is_doubted(one) for one in known) or not cues:
        return {}
    until = max(one.end_ms for one in cues) + _NEAR_MS
    begin = min(one.start_ms for one in cues) - _NEAR_MS
    near = [one for one in known if one.end_ms >= begin and one.start_ms <= until]
    plain = [Cue(start_ms=one.start_ms, end_ms=one.end_ms, text=one.text) for one in cues]
    said = iter(word_times.kept(near, plain))
    found: dict[int, tuple[DoubtfulWord, ...]] = {}
    for number, count in word_times.counted(plain):
        mine = [next(said) for _ in range(count)]
        if places := tuple(_places(cues[number].text, mine)):
            found[cues[number].id] = places
    return found


def _places(text: str, said: Iterable[Word]) -> Iterable[DoubtfulWord]:
    at = 0
    for one in said:
        found = re.compile(r"\s+".join(map(re.escape, one.text.split()))).search(text, at)
        if found is None:
            continue
        at = found.end()
        if one.confidence is not None and _is_doubted(one):
            yield DoubtfulWord(begin=found.start(), end=found.end(), confidence=round(one.confidence, 2))


def _is_doubted(one: Word) -> bool:
    return one.confidence is not None and one.confidence < draft.UNSURE


def beside(path: Path) -> tuple[Word, ...]:
    """Return the words that lie beside a subtitle file with their times; none where there are none to be read."""
    place = words.beside(path)
    with suppress(OSError, BadInput):
        return _read(place, untouched.mark(place))
    return ()


@lru_cache(maxsize=4)
def _read(place: Path, _mark: str) -> tuple[Word, ...]:
    return words.read(place)


def spans(known: Iterable[Word], *, pause_ms: int = 250) -> tuple[tuple[int, int], ...]:
    """Return the stretches in which words are said; shorter pauses than `pause_ms` belong to them."""
    found: list[tuple[int, int]] = []
    for one in sorted(known, key=lambda word: word.start_ms):
        if found and one.start_ms - found[-1][1] < pause_ms:
            found[-1] = found[-1][0], max(found[-1][1], one.end_ms)
        elif one.end_ms > one.start_ms:
            found.append((one.start_ms, one.end_ms))
    return tuple(found)
