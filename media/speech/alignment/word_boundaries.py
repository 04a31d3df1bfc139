"""Where in the film the places between the words of a text are, as far as words that were heard tell it."""

from collections.abc import Iterator, Sequence

from media.speech.alignment.windows import Boundary
from media.speech.alignment.word_matching import Anchor
from media.speech.voice_clock import VoiceClock
from media.subtitles.cues.words import Word

_NEAR_MS = 300  # a place that was guessed is moved to a pause so near


def boundaries(
    words: Sequence[str], matched: Sequence[Anchor], heard: Sequence[Word], clock: VoiceClock
) -> tuple[Boundary, ...]:
    """The places between words that follow each other, in order of the film; a place out of order is left out."""
    found = list[Boundary]()
    for one in _every(words, matched, heard, clock):
        if not found or one.at > found[-1].at:
            found.append(one)
    return tuple(found)


def _every(
    words: Sequence[str], matched: Sequence[Anchor], heard: Sequence[Word], clock: VoiceClock
) -> Iterator[Boundary]:
    befores: list[Anchor | None] = [None, *matched]
    afters: list[Anchor | None] = [*matched, None]
    for before, after in zip(befores, afters, strict=True):
        first = before.given if before else -1
        last = after.given if after else len(words)
        if before and after and after.follows(before) and last == first + 1:
            yield _between_matched(first, heard[before.heard], heard[after.heard], clock)
        else:
            begin = heard[before.heard].end_ms if before else 0
            end = heard[after.heard].start_ms if after else clock.end
            yield from _guessed(words, first, last, (begin, end), clock)


def _between_matched(word: int, before: Word, after: Word, clock: VoiceClock) -> Boundary:
    """The place between two words heard one after the other: a pause between their middles, if there is one."""
    pause = clock.pause(_middle(before), _middle(after))
    at = sum(pause) // 2 if pause else (before.end_ms + after.start_ms) // 2
    return Boundary(word=word, at=at, pause=pause[1] - pause[0] if pause else 0, matched=True)


def _guessed(
    words: Sequence[str], first: int, last: int, span: tuple[int, int], clock: VoiceClock
) -> Iterator[Boundary]:
    """The places between words of which only the first and the last are matched, or neither, by their letters."""
    between = words[first + 1 : last]
    signs = sum(map(len, between)) or 1
    begin, spoken, so_far = clock.spoken(span[0]), clock.between(*span), 0
    for number, length in enumerate([0, *map(len, between)]):
        so_far += length
        word = first + number
        if not 0 <= word < len(words) - 1:
            continue
        at = clock.moment(begin + spoken * so_far / signs)
        pause = clock.pause(at - _NEAR_MS, at + _NEAR_MS)
        yield Boundary(
            word=word,
            at=sum(pause) // 2 if pause else at,
            pause=pause[1] - pause[0] if pause else 0,
            matched=False,
        )


def _middle(word: Word) -> int:
    return (word.start_ms + word.end_ms) // 2
