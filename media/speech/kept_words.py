"""Which of a recogniser's words are kept: what it writes over silence, and over and over, is dropped and told."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from media.languages import known
from media.sources.audio import Span
from media.speech.heard_speech import Dropped
from media.speech.recogniser_answer import Piece, Segment
from media.subtitles.cues.words import Word

NO_SPEECH = (
    0.6  # from here on the recogniser itself takes a segment for none, however sure it is of its words
)
_REACH_MS = 400  # a word this near to a voice belongs to it: a recogniser's times are not exact
_LONGEST_PHRASE = 12  # words
_TIMES = {1: 8, 2: 6}  # a phrase of so many words said so often in a row; longer ones: _OFTEN
_OFTEN = 4
_SENTENCE_END = re.compile(r"[.!?…][\"'»”’)\]]*$")
_NO_LETTER = re.compile(r"[\W_]+")

Parted = tuple[tuple[Word, ...], tuple[Dropped, ...]]


def parted(segments: Iterable[Segment], voice: Sequence[Span]) -> Parted:
    """The words of segments that are kept, in order, and what was dropped of them."""
    kept, dropped = list[Word](), list[Dropped]()
    for segment in segments:
        words = _words(segment["words"])
        if words and segment["no_speech"] > NO_SPEECH:
            dropped.append(_told(words, "no-speech"))
            continue
        words, invented = _without_inventions(words)
        kept += words
        dropped += invented
    kept, silent = _without_silence(kept, voice)
    kept, repeated = _without_repetitions(kept)
    dropped += silent + repeated
    return tuple(kept), tuple(sorted(dropped, key=lambda one: one.start_ms))


def doubted(segments: Iterable[Segment], voice: Sequence[Span]) -> tuple[tuple[Word, ...], ...]:
    """The words in a voice of each segment that the recogniser itself takes for no speech."""
    parts = (_words(one["words"]) for one in segments if one["no_speech"] > NO_SPEECH)
    return tuple(tuple(said) for words in parts if (said := [one for one in words if _is_voiced(one, voice)]))


def _words(pieces: Iterable[Piece]) -> list[Word]:
    """Whole words of the pieces that a recogniser gives: what begins without a space goes on with the one before."""
    found = list[Word]()
    for text, start, end, sure in pieces:
        shown = str(text).strip()
        if found and not str(text).startswith(" "):
            last = found.pop()
            start, shown = last.start_ms, last.text + shown
            sure = min(sure, last.confidence or 0.0)
        confidence = round(min(max(float(sure), 0.0), 1.0), 3)
        found.append(
            Word(text=shown, start_ms=int(start), end_ms=max(int(start), int(end)), confidence=confidence)
        )
    return [one for one in found if one.text]


def _told(words: Sequence[Word], why: str) -> Dropped:
    text = " ".join(one.text for one in words)
    return Dropped(text=text, start_ms=words[0].start_ms, end_ms=words[-1].end_ms, why=why)


def _without_silence(words: Iterable[Word], voice: Sequence[Span]) -> tuple[list[Word], list[Dropped]]:
    """Part the words that touch a voice from runs of those that do not."""
    kept, runs = list[Word](), list[list[Word]]()
    silent = False
    for word in words:
        if _is_voiced(word, voice):
            kept.append(word)
            silent = False
            continue
        runs[-1:] = [[*runs[-1], word]] if silent else [*runs[-1:], [word]]
        silent = True
    return kept, [_told(run, "silence") for run in runs]


def _is_voiced(word: Word, voice: Sequence[Span]) -> bool:
    at = bisect_right(
        voice, word.start_ms - _REACH_MS, key=lambda span: span[1]
    )  # the first that ends behind it
    return at < len(voice) and voice[at][0] - _REACH_MS < word.end_ms


def _without_inventions(words: Iterable[Word]) -> tuple[list[Word], list[Dropped]]:
    """Part sentences from those that are nothing but what recognisers write over silence, in whatever language."""
    patterns = [re.compile(one) for language in known.languages().values() for one in language.inventions]
    kept, dropped = list[Word](), list[Dropped]()
    for sentence in _sentences(words):
        said = bare(" ".join(one.text for one in sentence))
        begins = not sentence[0].text[:1].islower()  # else it goes on with what stands before
        if begins and any(pattern.fullmatch(said) for pattern in patterns):
            dropped.append(_told(sentence, "invention"))
        else:
            kept += sentence
    return kept, dropped


def bare(text: str) -> str:
    """Text as phrases are compared: small letters and figures, with single spaces between words."""
    return _NO_LETTER.sub(" ", text.casefold()).strip()


def _sentences(words: Iterable[Word]) -> Iterator[list[Word]]:
    sentence = list[Word]()
    for word in words:
        sentence.append(word)
        if _SENTENCE_END.search(word.text):
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def _without_repetitions(words: Sequence[Word]) -> tuple[list[Word], list[Dropped]]:
    """Keep a phrase once that is said over and over."""
    said = [bare(word.text) for word in words]
    kept, dropped = list[Word](), list[Dropped]()
    at = 0
    while at < len(words):
        length, times = _repeated(said, at)
        kept += words[at : at + length]
        if times > 1:
            dropped.append(_told(words[at + length : at + length * times], "repeated"))
        at += length * times
    return kept, dropped


def _repeated(said: Sequence[str], at: int) -> tuple[int, int]:
    """The words of a phrase that begins at a place, and how often it is said in a row; (1, 1) where that is usual."""
    for length in range(1, _LONGEST_PHRASE + 1):
        phrase, times = said[at : at + length], 1
        while said[at + length * times : at + length * (times + 1)] == phrase:
            times += 1
        if times >= _TIMES.get(length, _OFTEN):
            return length, times
    return 1, 1
