"""Where a text and what is spoken differ: sentences that nobody says, and speech that the text leaves out.

Bounds as measured (facts/speech.md section 3.5): a text that is said fits into its voice, speech fills its text.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from media.sources.audio import Span
from media.speech.alignment.given_text import GivenText, ends_sentence
from media.speech.alignment.word_matching import Anchor
from media.speech.voice_clock import VoiceClock
from media.subtitles.cues.words import Word
from media.text import folding

Kind = Literal["not-spoken", "not-in-text", "otherwise"]
Side = Literal["given", "heard"]
OTHER: dict[Side, Side] = {"given": "heard", "heard": "given"}
Run = tuple[int, int]  # numbers of words, from one to another (not itself)

_LEAST_WORDS, _ENOUGH_WORDS, _ENOUGH_SIGNS = 3, 4, 20  # fewer say nothing: a figure is read as some words
_FASTEST = 30  # signs a second; nobody speaks faster
_SLOWEST = 6  # signs a second of voice; less is not the text of it
_LEAST_VOICE_MS = 1000
_FIGURE = 6  # signs that a digit is read as
_MOST_OF = 0.6  # of a sentence, and it is the whole of it
_SHORT = 4  # letters of a word that may be like another by chance
_FEW_WORDS = 2  # of another sentence, that were not understood and belong to no difference


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A place where text and speech differ; film time in milliseconds.

    `text` is what stands in the text there, `heard` what was heard, of which one is empty: where a sentence is said
    `otherwise`, what is said instead is a difference of its own. `words` are the words of the text, from one to another
    (not itself).
    """

    kind: Kind
    text: str = ""
    heard: str = ""
    words: Run = (0, 0)
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
    words: dict[Side, Sequence[str]] = {"given": text.words, "heard": [one.text for one in heard]}
    stands = _shifted(_shifted(_lasting(matched, text.words), words, "given"), words, "heard")
    unspoken = _by_sentences(text, list(_unspoken(text.words, stands, heard, clock)))
    silent = {number for run in unspoken for number in range(*run)}
    lasting = tuple(one for one in stands if one.given not in silent)
    signs = [0 if number in silent else _signs(word) for number, word in enumerate(text.words)]
    return Compared(
        anchors=lasting, unspoken=tuple(unspoken), extra=tuple(_extra(signs, lasting, heard, clock))
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
    return clock.within(begin, max(begin, end))


def _middle(word: Word) -> int:
    return (word.start_ms + word.end_ms) // 2


def _signs(word: str) -> int:
    return len(word) + 1 + (_FIGURE - 1) * sum(letter.isdigit() for letter in word)


def _unspoken(
    words: Sequence[str], matched: Sequence[Anchor], heard: Sequence[Word], clock: VoiceClock
) -> Iterator[tuple[Run, float]]:
    """Words for which there is no time between those that were heard before and after them, and what time there is."""
    for run, between in runs(matched, len(words), len(heard)):
        shown = sum(len(word) + 1 for word in words[slice(*run)])
        if run[1] - run[0] < _LEAST_WORDS or (run[1] - run[0] < _ENOUGH_WORDS and shown < _ENOUGH_SIGNS):
            continue
        begin = heard[between[0] - 1].end_ms if between[0] else 0
        end = heard[between[1]].start_ms if between[1] < len(heard) else clock.end
        voice = clock.between(begin, end)
        if shown * 1000 > _FASTEST * voice:
            yield run, voice


def _extra(
    signs: Sequence[int], matched: Sequence[Anchor], heard: Sequence[Word], clock: VoiceClock
) -> Iterator[Run]:
    """Heard words, some seconds of voice, for which the text has next to nothing."""
    for run, between in runs(matched, len(signs), len(heard)):
        if between[1] - between[0] < _LEAST_WORDS:
            continue
        voice = clock.between(*voice_of(between, heard, clock))
        if voice > _LEAST_VOICE_MS and sum(signs[slice(*run)]) * 1000 < _SLOWEST * voice:
            few = max(_FEW_WORDS, run[1] - run[0]) if any(signs[slice(*run)]) else 0
            yield _trimmed(between, heard, few)


def _trimmed(run: Run, heard: Sequence[Word], few: int) -> Run:
    """Heard words without the few at both ends that belong to sentences beside them, which the text has."""
    first, last = run
    ends = [number for number in range(first, last) if ends_sentence(heard[number].text)]
    if ends and ends[0] - first < few and first and not ends_sentence(heard[first - 1].text):
        first = ends[0] + 1
    if ends and 0 < last - ends[-1] - 1 <= few:
        last = ends[-1] + 1
    return (first, last) if last > first else run


def _lasting(matched: Sequence[Anchor], words: Sequence[str]) -> list[Anchor]:
    """The anchors without short words that are alike by chance: none beside them is."""
    before: list[Anchor | None] = [None, *matched][: len(matched)]
    after: list[Anchor | None] = [*matched, None][1:]
    return [
        one
        for one, left, right in zip(matched, before, after, strict=True)
        if len(folding.folded(words[one.given])) > _SHORT or _beside(left, one) or _beside(one, right)
    ]


def _beside(one: Anchor | None, other: Anchor | None) -> bool:
    return one is None or other is None or (other.given - one.given <= 1 and other.heard - one.heard <= 1)


def _shifted(matched: Sequence[Anchor], words: Mapping[Side, Sequence[str]], side: Side) -> list[Anchor]:
    """The anchors, with runs of one side that could as well lie some words earlier moved to where a sentence begins.

    A sentence that was put in may end as the one before it does: either of both ends can be the one that was heard. So
    it is with one that was left out, and with one that is said twice, of which either may be misheard in part.
    """
    found, other = list(matched), OTHER[side]
    for place in range(len(found) - 1, 0, -1):
        before, after = found[place - 1], found[place]
        gap = getattr(after, side) - getattr(before, side) - 1
        if gap < _LEAST_WORDS or getattr(after, other) > getattr(before, other) + 1:
            continue
        parts = getattr(after, f"{side}_part") - getattr(before, f"{side}_part") - 1
        moved = _moves(found[:place], words[side], gap, side)
        back = _moves_back(found[place:], words, gap, side) if moved is None else 0
        for number in range(place - (moved or 0), place + back):
            by, parts_by = (gap, parts) if moved else (-gap, -parts)
            one = found[number]
            shifted = {side: getattr(one, side) + by, f"{side}_part": getattr(one, f"{side}_part") + parts_by}
            found[number] = replace(one, **shifted)
    return found


def _moves(before: Sequence[Anchor], words: Sequence[str], gap: int, side: Side) -> int | None:
    """How many anchors a run is moved over to begin with a sentence; 0 where it does so already, None if it cannot."""
    for moved, one in enumerate([*reversed(before), None]):
        at = getattr(one, side) if one else -1
        if at < 0 or ends_sentence(words[at]):
            return moved
        if folding.folded(words[at]) != folding.folded(words[at + gap]):
            return None
        if moved + 1 < len(before) and getattr(before[-moved - 2], side) < at - 1:
            return None
    return None


def _moves_back(after: Sequence[Anchor], words: Mapping[Side, Sequence[str]], gap: int, side: Side) -> int:
    """How many anchors behind a run, which fit before it as well, stand there to end a sentence; 0 where none can."""
    for moved, one in enumerate(after):
        at, there = getattr(one, side), getattr(one, side) - gap
        unlike = folding.folded(words[side][at]) != folding.folded(words[side][there])
        if unlike or at > getattr(after[0], side) + moved:
            return 0
        if ends_sentence(words[side][there]) or ends_sentence(words[OTHER[side]][getattr(one, OTHER[side])]):
            return sum(getattr(other, side) <= at for other in after)
    return 0


def _by_sentences(text: GivenText, found: Sequence[tuple[Run, float]]) -> list[Run]:
    """The runs as whole sentences: those that lie in them, and only if the rest has no time, those that mostly do.

    Words of a sentence that nobody says may chance to be like others; those of one beside it may have been misheard.
    """
    silent = {number for run, _ in found for number in range(*run)}
    parts = [
        (range(first, last), len(silent & set(range(first, last))) / (last - first))
        for first, last in text.sentences()
    ]
    told = set[int]()
    for run, voice in found:
        inside = set(range(*run))
        for least in (1.0, _MOST_OF):
            whole = {at for part, share in parts if share >= least and inside & set(part) for at in part}
            rest = inside - whole
            signs = sum(len(text.words[number]) + 1 for number in rest)
            if signs * 1000 <= _FASTEST * voice:
                break
        told |= whole | (rest if len(rest) > _FEW_WORDS and signs * 1000 > _FASTEST * voice else set())
    return _joined(told)


def _joined(numbers: set[int]) -> list[Run]:
    """Numbers as runs of those that follow each other."""
    grown = list[Run]()
    for number in sorted(numbers):
        if grown and grown[-1][1] == number:
            grown[-1] = grown[-1][0], number + 1
        else:
            grown.append((number, number + 1))
    return grown
