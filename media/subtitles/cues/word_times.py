"""The times of words after somebody edited the subtitles: words that stayed keep theirs, others share what is free."""

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from media.sources.audio import Span
from media.subtitles.cues.words import Word
from media.subtitles.model import Cue
from media.text import folding

Said = tuple[int, Cue, str]  # a word as it is shown now: its cue's place, its cue, its text
_PIECE = 400  # words that are matched at once: what it costs grows with their square
_ASIDE_MS = 1000  # a word that is further from its subtitle was moved with it, and has another time


def kept(older: Sequence[Word], cues: Iterable[Cue]) -> tuple[Word, ...]:
    """The words of these cues in order: with time and confidence of the older word where that is still there.

    A new word, one that was changed, and one whose cue was moved away from it share by length the time of the words
    that they replace, else that between their neighbours, within their cue; they have no confidence.
    """
    said = _said(cues)
    stayed, instead = _matched(older, said)
    timed: list[Word | None] = []
    for at, (_, cue, text) in enumerate(said):
        word = older[stayed[at]] if at in stayed else None
        near = word and cue.start_ms - _ASIDE_MS <= _middle(word) <= cue.end_ms + _ASIDE_MS
        timed.append(replace(word, text=text) if word and near else None)
    return tuple(_filled(said, timed, instead))


def share(older: Sequence[Word], cues: Iterable[Cue]) -> float:
    """How much of the words of these cues is among the older words, in their order: from 0 to 1."""
    said = _said(cues)
    return len(_matched(older, said)[0]) / max(1, len(said))


def counted(cues: Iterable[Cue]) -> list[tuple[int, int]]:
    """The places of these cues, and how many of the words that `kept` returns each has."""
    return [(place, sum(1 for _ in _words(cue.text))) for place, cue in enumerate(cues)]


def _said(cues: Iterable[Cue]) -> list[Said]:
    return [(number, cue, text) for number, cue in enumerate(cues) for text in _words(cue.text)]


def _words(text: str) -> Iterator[str]:
    """The words of a text, each with the signs that stand alone before or behind it, as in French."""
    pending = ""
    word = ""
    for part in text.split():
        if folding.folded(part):
            if word:
                yield word
            word, pending = pending + part, ""
        elif word and not pending and part[0] not in "«-–—":
            word += f" {part}"
        else:
            pending += f"{part} "
    if word:
        yield f"{word} {pending}".rstrip()


def _matched(older: Sequence[Word], said: Sequence[Said]) -> tuple[dict[int, int], dict[int, Span]]:
    """Which new word is which older one; and of new words that replace older ones, when those are spoken.

    Long texts are matched piece by piece, each with what was said then.
    """
    stayed, instead = dict[int, int](), dict[int, Span]()
    for first in range(0, len(said), _PIECE):
        piece = said[first : first + _PIECE]
        begin, end = piece[0][1].start_ms - _ASIDE_MS, piece[-1][1].end_ms + _ASIDE_MS
        from_ = max(stayed.values(), default=-1) + 1
        near = [n for n in range(from_, len(older)) if begin <= older[n].start_ms <= end][: 4 * _PIECE]
        before, after = (
            [folding.folded(older[n].text) for n in near],
            [folding.folded(text) for _, _, text in piece],
        )
        matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
        for what, a, a_end, b, b_end in matcher.get_opcodes():
            if what == "equal":
                stayed |= {first + b + n: near[a + n] for n in range(b_end - b)}
            elif what == "replace":
                span = (older[near[a]].start_ms, older[near[a_end - 1]].end_ms)
                instead |= dict.fromkeys(range(first + b, first + b_end), span)
    return stayed, instead


def _filled(
    said: Sequence[Said], timed: Sequence[Word | None], instead: Mapping[int, Span]
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
    said: Sequence[Said],
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
