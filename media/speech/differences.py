"""Where a text and what is spoken differ: sentences that nobody says, and speech that the text leaves out.

Bounds as measured (facts/speech.md section 3.5): a text that is said fits into its voice, speech fills its text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from media.sources.audio import Span
from media.speech.given_text import GivenText, ends_sentence
from media.speech.voice_clock import VoiceClock
from media.speech.word_matching import Anchor
from media.subtitles.words import Word
from media.text import folding

Kind = Literal["not-spoken", "not-in-text", "otherwise"]
Run = tuple[int, int]  # numbers of words, from one to another (not itself)

_LEAST_WORDS, _ENOUGH_WORDS, _ENOUGH_SIGNS = 3, 4, 20  # fewer say nothing: a figure is read as some words
_FASTEST = 30  # signs a second; nobody speaks faster
_SLOWEST = 6  # signs a second of voice; less is not the text of it
_LEAST_VOICE_MS = 1000
_FIGURE = 6  # signs that a digit is read as
_MOST_OF = 0.6  # of a sentence, and it is the whole of it


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A place where text and speech differ; film time in milliseconds.

    `text` is what stands there (`not-spoken`, `otherwise`) or what was heard (`not-in-text`); `words` are those of
    the given text that it concerns, none where the text has none.
    """

    kind: Kind
    text: str
    words: Run
    span: Span


@dataclass(frozen=True, kw_only=True)
class Compared:
    """Anchors that stand, words of the text that nobody says, and heard words that the text leaves out."""

    anchors: tuple[Anchor, ...]
    unspoken: tuple[Run, ...]
    extra: tuple[Run, ...]


def compared(
    text: GivenText, matched: Sequence[Anchor], heard: Sequence[Word], clock: VoiceClock
) -> Compared:
    """What of a text is not spoken, and what is spoken that it has not."""
    stands = _shifted(matched, text.words)
    unspoken = _whole_sentences(text, list(_unspoken(text.words, stands, heard, clock)))
    silent = {number for run in unspoken for number in range(*run)}
    stands = tuple(one for one in stands if one.given not in silent)
    signs = [0 if number in silent else _signs(word) for number, word in enumerate(text.words)]
    return Compared(
        anchors=stands, unspoken=tuple(unspoken), extra=tuple(_extra(signs, stands, heard, clock))
    )


def runs(matched: Sequence[Anchor], given: int, heard: int) -> Iterator[tuple[Run, Run]]:
    """The words between anchors, in the text and in what was heard, either of which may be none."""
    first, at = 0, 0
    for one in matched:
        yield (first, max(one.given, first)), (at, max(one.heard, at))
        first, at = one.given + 1, one.heard + 1
    yield (first, max(given, first)), (at, max(heard, at))


def voice_of(run: Run, heard: Sequence[Word], clock: VoiceClock) -> Span:
    """From where to where in the film words that were heard lie, up to the pauses beside them if there are any."""
    begin, end = heard[run[0]].start_ms, heard[run[1] - 1].end_ms
    if run[0]:
        before = clock.pause(_middle(heard[run[0] - 1]), _middle(heard[run[0]]))
        begin = before[1] if before else max(begin, heard[run[0] - 1].end_ms)
    if run[1] < len(heard):
        after = clock.pause(_middle(heard[run[1] - 1]), _middle(heard[run[1]]))
        end = after[0] if after else min(end, heard[run[1]].start_ms)
    return begin, max(begin, end)


def _middle(word: Word) -> int:
    return (word.start_ms + word.end_ms) // 2


def _signs(word: str) -> int:
    return len(word) + 1 + (_FIGURE - 1) * sum(letter.isdigit() for letter in word)


def _unspoken(
    words: Sequence[str], matched: Sequence[Anchor], heard: Sequence[Word], clock: VoiceClock
) -> Iterator[Run]:
    """Words for which there is no time between those that were heard before and after them."""
    for run, between in runs(matched, len(words), len(heard)):
        shown = sum(len(word) + 1 for word in words[slice(*run)])
        if run[1] - run[0] < _LEAST_WORDS or (run[1] - run[0] < _ENOUGH_WORDS and shown < _ENOUGH_SIGNS):
            continue
        begin = heard[between[0] - 1].end_ms if between[0] else 0
        end = heard[between[1]].start_ms if between[1] < len(heard) else clock.end
        if shown * 1000 > _FASTEST * clock.between(begin, end):
            yield run


def _extra(
    signs: Sequence[int], matched: Sequence[Anchor], heard: Sequence[Word], clock: VoiceClock
) -> Iterator[Run]:
    """Heard words, some seconds of voice, for which the text has next to nothing."""
    for run, between in runs(matched, len(signs), len(heard)):
        if between[1] - between[0] < _LEAST_WORDS:
            continue
        voice = clock.between(*voice_of(between, heard, clock))
        if voice > _LEAST_VOICE_MS and sum(signs[slice(*run)]) * 1000 < _SLOWEST * voice:
            yield between


def _shifted(matched: Sequence[Anchor], words: Sequence[str]) -> tuple[Anchor, ...]:
    """The anchors, with runs that could as well lie some words earlier moved to where a sentence begins.

    A sentence that was put in may end as the one before it does: either of both ends can be the one that was heard.
    """
    found = list(matched)
    for place in range(len(found) - 1, 0, -1):
        before, after = found[place - 1], found[place]
        gap = after.given - before.given - 1
        if gap < _LEAST_WORDS or after.heard != before.heard + 1:
            continue
        moved, parts = _moves(found[:place], words, gap), after.given_part - before.given_part - 1
        for number in range(place - moved, place):
            one = found[number]
            found[number] = replace(one, given=one.given + gap, given_part=one.given_part + parts)
    return tuple(found)


def _moves(before: Sequence[Anchor], words: Sequence[str], gap: int) -> int:
    """How many words earlier a run begins that begins a sentence there; 0 where it does so already, or never can."""
    for moved, one in enumerate([*reversed(before), None]):
        begin = (one.given if one else -1) + 1
        if begin == 0 or ends_sentence(words[begin - 1]):
            return moved
        if one is None or folding.folded(words[one.given]) != folding.folded(words[one.given + gap]):
            return 0
        if moved + 1 < len(before) and before[-moved - 2].given != one.given - 1:
            return 0
    return 0


def _whole_sentences(text: GivenText, found: Sequence[Run]) -> list[Run]:
    """The runs, made as long as the sentence that they are most of; words that chance to be like others belong to it."""
    silent = {number for run in found for number in range(*run)}
    for first, last in text.sentences():
        if sum(number in silent for number in range(first, last)) >= _MOST_OF * (last - first):
            silent |= set(range(first, last))
    grown = list[Run]()
    for number in sorted(silent):
        if grown and grown[-1][1] == number:
            grown[-1] = grown[-1][0], number + 1
        else:
            grown.append((number, number + 1))
    return grown
