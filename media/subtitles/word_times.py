"""The times of words after somebody edited the subtitles: words that stayed keep theirs, others share what is free."""

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from media.sources.audio import Span
from media.subtitles.model import Cue
from media.subtitles.words import Word
from media.text import folding

_ASIDE_MS = 1000  # a word that is further from its subtitle was moved with it, and has another time


def kept(older: Sequence[Word], cues: Iterable[Cue]) -> tuple[Word, ...]:
    """The words of these cues in order: with time and confidence of the older word where that is still there.

    A new word, one that was changed, and one whose cue was moved away from it share by length the time of the words
    that they replace, else that between their neighbours, within their cue; they have no confidence.
    """
    said = [(number, cue, text) for number, cue in enumerate(cues) for text in _words(cue.text)]
    stayed, instead = _matched(older, [text for _, _, text in said])
    timed: list[Word | None] = []
    for at, (_, cue, text) in enumerate(said):
        word = older[stayed[at]] if at in stayed else None
        near = word and cue.start_ms - _ASIDE_MS <= _middle(word) <= cue.end_ms + _ASIDE_MS
        timed.append(replace(word, text=text) if word and near else None)
    return tuple(_filled(said, timed, instead))


def share(older: Sequence[Word], cues: Iterable[Cue]) -> float:
    """How much of the words of these cues is among the older words, in their order: from 0 to 1."""
    said = [text for cue in cues for text in _words(cue.text)]
    return len(_matched(older, said)[0]) / max(1, len(said))


def _words(text: str) -> Iterator[str]:
    """The words of a text, each with the signs that stand alone before or behind it, as in French."""
    pending = ""
    word = ""
    for part in text.split():
        if folding.folded(part):
            if word:
                yield word
            word, pending = pending + part, ""
        elif word and part[0] not in "«-–—":
            word += f" {part}"
        else:
            pending += f"{part} "
    if word:
        yield f"{word} {pending}".rstrip()


def _matched(older: Sequence[Word], texts: Sequence[str]) -> tuple[dict[int, int], dict[int, Span]]:
    """Which new word is which older one; and of new words that replace older ones, when those are spoken."""
    before, after = [folding.folded(one.text) for one in older], [folding.folded(one) for one in texts]
    stayed, instead = dict[int, int](), dict[int, Span]()
    for what, a, a_end, b, b_end in difflib.SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if what == "equal":
            stayed |= {b + n: a + n for n in range(b_end - b)}
        elif what == "replace":
            instead |= dict.fromkeys(range(b, b_end), (older[a].start_ms, older[a_end - 1].end_ms))
    return stayed, instead


def _filled(
    said: Sequence[tuple[int, Cue, str]], timed: Sequence[Word | None], instead: Mapping[int, Span]
) -> Iterator[Word]:
    """Every word with a time: runs of words of one cue that have none share what is free there."""
    latest = 0
    for _, run in groupby(range(len(said)), key=lambda n: (said[n][0], timed[n] is not None)):
        places = list(run)
        new = [word for n in places if (word := timed[n])]
        if not new:
            texts = [said[n][2] for n in places]
            new = list(_shared(texts, *_free(said, timed, places, latest, instead.get(places[0]))))
        yield from new
        latest = max(latest, new[-1].end_ms)


def _free(
    said: Sequence[tuple[int, Cue, str]],
    timed: Sequence[Word | None],
    places: Sequence[int],
    latest: int,
    instead: Span | None,
) -> Span:
    """The time that words at these places may have: within their cue, between their neighbours, of those before."""
    (number, cue, _), behind = said[places[0]], places[-1] + 1
    after = timed[behind] if behind < len(said) and said[behind][0] == number else None
    start = max(latest, cue.start_ms)
    end = max(start, after.start_ms if after else cue.end_ms)
    if instead and max(start, instead[0]) < min(end, instead[1]):
        return max(start, instead[0]), min(end, instead[1])
    return start, end


def _shared(texts: Sequence[str], start: int, end: int) -> Iterator[Word]:
    """Words over a stretch of time, by their length."""
    total, so_far = sum(map(len, texts)), 0
    for text in texts:
        begin = start + (end - start) * so_far // total
        so_far += len(text)
        yield Word(text=text, start_ms=begin, end_ms=start + (end - start) * so_far // total)


def _middle(word: Word) -> int:
    return (word.start_ms + word.end_ms) // 2
