"""A transcript gets the times at which its words are spoken, and is told where it and the speech differ.

The whole film is never aligned at once: its text is matched with what was heard, cut at pauses, aligned in windows,
and moved to the edges of the voice (facts/speech.md section 3.4).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from media.errors import BadInput
from media.sources.audio import Span
from media.sources.probe import Film
from media.speech import recogniser_answer, speech_process, word_places
from media.speech.alignment import (
    differences,
    doubted_words,
    given_text,
    windows,
    word_boundaries,
    word_matching,
)
from media.speech.alignment.differences import Compared, Difference
from media.speech.alignment.given_text import GivenText
from media.speech.alignment.windows import Window
from media.speech.alignment.word_matching import Anchor
from media.speech.heard_speech import HeardSpeech
from media.speech.models import Model
from media.speech.recogniser_answer import AlignedWord, AlignmentAsked, WindowAsked
from media.speech.sound import FilmSound
from media.speech.voice_clock import VoiceClock
from media.subtitles.cues.words import Word

Timed = AlignedWord | None  # None for a word without

_LEAST_ANCHORS, _SURE_ANCHORS = 0.35, 0.5  # parts of the words that are matched, of which so many are needed
_LEAST_SPOKEN = 0.4  # of the words
_LEAST_UNDERSTOOD = 0.5  # of the voice; of another text next to nothing is heard, even if it is little
_MOST_SIGNS = 100  # a second of voice, of a text with sentences that nobody says
_LEAST_PROBABLE = 0.3  # the median of right texts is 0.9 (in loud noise 0.5), of others 0.03
_UNLIKE = 0.18  # the median of sentences that are not said is 0.13 at most, of others 0.24 at least, even in loud noise
_LEAST_OTHER = 4  # words of a sentence that can be told as another
_SLIVER_MS = 150  # of voice beside what is cut out of it, which is no word
_LEAST_S, _A_WINDOW_S = 300, 30  # bound of time; a window takes 0.7 s of a processor, which others may hold


@dataclass(frozen=True, kw_only=True)
class Aligned:
    """The words of a text, each with its time, and what was found.

    `unspoken` are the words that nobody says: their times are the moment where they stand. `paragraphs` are the words
    that begin one; `anchors` is the part of the words (0 to 1) that the recogniser heard as well.
    """

    words: tuple[Word, ...]
    paragraphs: tuple[int, ...]
    unspoken: tuple[tuple[int, int], ...]
    differences: tuple[Difference, ...]
    anchors: float


def aligned(
    film: Film,
    text: str,
    *,
    heard: HeardSpeech,
    model: Model,
    language: str,
    kept: Path | None = None,
    seconds: float | None = None,
    told: Callable[[float], None] = lambda _part: None,
) -> Aligned:
    """The words of a text with the times at which they are spoken in a film, of which `heard` is what was recognised.

    `kept`: how the names of files begin in which answers are kept.

    Raises BadInput for a text without words, a film in which nobody speaks, and the text of another film; what
    `speech_process.ask` raises.
    """
    given = given_text.given(text)
    if not given.words:
        raise BadInput("transcript-empty")
    heard = doubted_words.with_believed(heard, given.words)
    if not heard.words:
        raise BadInput("speech-no-words" if heard.voice else "speech-none", path=str(film.path))
    _require_room(given, heard)
    found = _compared(given, heard)
    _require_of_film(given, found, heard, film)
    spoken = _Spoken.of(given, found, heard)
    cut = spoken.windows(heard.words, film.duration_ms)
    wanted = [
        WindowAsked(pieces=list(one.pieces), words=[spoken.words[number] for number in range(*one.words)])
        for one in cut
    ]
    payload = AlignmentAsked(language=language.partition("-")[0].lower(), windows=wanted)
    limit = _LEAST_S + _A_WINDOW_S * len(cut) if seconds is None else seconds
    answer = _answer(FilmSound(film, kept), payload, model, seconds=limit, told=told)
    timed = _timed(len(spoken.words), cut, answer)
    _require_probable(found, timed, spoken, film)
    return _put_together(given, found, spoken, heard, timed)


def _answer(
    sound: FilmSound,
    payload: AlignmentAsked,
    model: Model,
    *,
    seconds: float,
    told: Callable[[float], None],
) -> Sequence[Sequence[Timed]]:
    """What the model says, or what it said of the same windows; the last text's is kept, it has people's words."""
    known = recogniser_answer.kept_answer(sound, model, payload, name="aligned")
    answer: Sequence[Sequence[Timed]] | None = known.read() if known else None
    if answer is None:
        answer = speech_process.ask(
            "align", payload, sound.samples, model=model.folder, seconds=seconds, told=told
        )
        if known:
            known.write(answer)
    return answer


def _require_room(given: GivenText, heard: HeardSpeech) -> None:
    """Refuse a text several times as long as what can be said in the film; matching it would take long."""
    signs, voice = sum(len(word) + 1 for word in given.words), VoiceClock(heard.voice).total
    if signs * 1000 > _MOST_SIGNS * voice:
        raise BadInput("transcript-too-long", signs=signs, seconds=voice // 1000)


def _compared(given: GivenText, heard: HeardSpeech) -> Compared:
    matched = word_matching.anchors(given.words, [one.text for one in heard.words])
    return differences.compared(given, matched, heard.words, VoiceClock(heard.voice))


@dataclass(frozen=True, kw_only=True)
class _Spoken:
    """The words of a text that are spoken, their numbers in it, their anchors, and the voice that says them."""

    words: tuple[str, ...]
    numbers: tuple[int, ...]
    anchors: tuple[Anchor, ...]
    clock: VoiceClock

    @staticmethod
    def of(given: GivenText, found: Compared, heard: HeardSpeech) -> "_Spoken":
        silent = {number for run in found.unspoken for number in range(*run)}
        numbers = tuple(number for number in range(len(given.words)) if number not in silent)
        place = {number: at for at, number in enumerate(numbers)}
        clock = VoiceClock(heard.voice)
        others = [differences.voice_of(run, heard.words, clock) for run in found.extra]
        return _Spoken(
            words=tuple(given.words[number] for number in numbers),
            numbers=numbers,
            anchors=tuple(replace(one, given=place[one.given]) for one in found.anchors),
            clock=VoiceClock(tuple(_without(heard.voice, others))),
        )

    def windows(self, heard: Sequence[Word], film_ms: int) -> tuple[Window, ...]:
        """The windows in which the words are aligned."""
        cuts = word_boundaries.boundaries(self.words, self.anchors, heard, self.clock)
        return windows.windows(len(self.words), cuts, self.clock.voice, film_ms)

    @property
    def anchored(self) -> set[int]:
        """The words that were heard."""
        return {one.given for one in self.anchors}


def _without(voice: Sequence[Span], others: Sequence[Span]) -> Iterator[Span]:
    """The stretches of voice without those that say something else, and without the slivers beside these."""
    for start, end in voice:
        at, sliver = start, 0
        for begin, until in others:
            if begin < end and until > at:
                if begin - at > _SLIVER_MS:
                    yield at, begin
                at, sliver = max(at, until), _SLIVER_MS
        if end - at > sliver:
            yield at, end


def _require_of_film(given: GivenText, found: Compared, heard: HeardSpeech, film: Film) -> None:
    """Refuse a text of which too few words were heard; what stands where nothing was understood counts for less."""
    unwritten = VoiceClock(heard.unwritten).total / max(VoiceClock(heard.voice).total, 1)
    understood = max(1 - unwritten, _LEAST_UNDERSTOOD)
    silent = sum(end - start for start, end in found.unspoken)
    spoken, matched = len(given.words) - silent, len({one.given for one in found.anchors})
    if spoken < _LEAST_SPOKEN * len(given.words) or matched < _LEAST_ANCHORS * understood * spoken:
        raise _other(given, matched, film)


def _require_probable(found: Compared, timed: Sequence[Timed], spoken: _Spoken, film: Film) -> None:
    """Refuse a text of which few words were heard, and that the model takes for improbable."""
    likely = median([one[2] for one in timed if one] or [0.0])
    matched = len(spoken.anchored)
    if likely < _LEAST_PROBABLE and matched < _SURE_ANCHORS * len(spoken.words):
        raise _other(GivenText(words=spoken.words, paragraphs=()), matched, film)


def _other(given: GivenText, matched: int, film: Film) -> BadInput:
    percent = round(100 * matched / len(given.words))
    return BadInput("transcript-of-another-film", path=str(film.path), percent=percent)


def _timed(count: int, cut: Sequence[Window], answer: Sequence[Sequence[Timed]]) -> list[Timed]:
    """The times of so many words, as the model gave them."""
    found: list[Timed] = [None] * count
    for window, told in zip(cut, answer, strict=True):
        for number, one in zip(range(*window.words), told, strict=True):
            found[number] = one
    return found


def _put_together(
    given: GivenText, found: Compared, spoken: _Spoken, heard: HeardSpeech, timed: Sequence[Timed]
) -> Aligned:
    spans = word_places.places(
        spoken.words,
        [(one[0], one[1]) if one else None for one in timed],
        [any(letter.isdigit() for letter in word) for word in spoken.words],
        spoken.clock.voice,
    )
    sure = _confidences(spoken, heard, timed)
    at: dict[int, tuple[Span, float | None]] = {
        number: (span, sure[place])
        for place, (number, span) in enumerate(zip(spoken.numbers, spans, strict=True))
    }
    words = tuple(_words(given.words, at))
    return Aligned(
        words=words,
        paragraphs=given.paragraphs,
        unspoken=found.unspoken,
        differences=tuple(_differences(given, found, spoken, heard, words, timed)),
        anchors=len(spoken.anchored) / len(spoken.words),
    )


def _confidences(spoken: _Spoken, heard: HeardSpeech, timed: Sequence[Timed]) -> list[float | None]:
    """How sure it is that each word is said there: as sure as the aligner is, or the recogniser that heard it."""
    sure: list[float | None] = [one[2] if one else None for one in timed]
    for one in spoken.anchors:
        recognised = heard.words[one.heard].confidence
        sure[one.given] = max(sure[one.given] or 0.0, recognised or 0.0)
    return [round(min(one, 1.0), 3) if one is not None else None for one in sure]


def _words(words: Sequence[str], at: dict[int, tuple[Span, float | None]]) -> Iterator[Word]:
    """Every word with its time; one that nobody says stands where the one before it ended."""
    last = 0
    for number, word in enumerate(words):
        (start, end), sure = at.get(number, ((last, last), None))
        last = end
        yield Word(text=word, start_ms=start, end_ms=end, confidence=sure)


def _differences(
    given: GivenText,
    found: Compared,
    spoken: _Spoken,
    heard: HeardSpeech,
    words: Sequence[Word],
    timed: Sequence[Timed],
) -> list[Difference]:
    """All that differs, in the order of the film."""
    told = [_not_spoken(run, words) for run in found.unspoken]
    clock = VoiceClock(heard.voice)
    for run in found.extra:
        said = " ".join(one.text for one in heard.words[slice(*run)])
        span = differences.voice_of(run, heard.words, clock)
        told.append(Difference(kind="not-in-text", heard=said, span=span))
    others = list(_otherwise(given, spoken, words, timed))
    told += others
    told += _instead(others, heard)
    return sorted(told, key=lambda one: (one.span, one.words))


def _not_spoken(run: tuple[int, int], words: Sequence[Word]) -> Difference:
    text = " ".join(one.text for one in words[slice(*run)])
    after = words[run[1]].start_ms if run[1] < len(words) else words[run[1] - 1].end_ms
    return Difference(kind="not-spoken", text=text, words=run, span=(words[run[0]].start_ms, after))


def _otherwise(
    given: GivenText, spoken: _Spoken, words: Sequence[Word], timed: Sequence[Timed]
) -> Iterator[Difference]:
    """Sentences in whose place something else is said: hardly a word of them was heard, nor is any probable."""
    place = {number: at for at, number in enumerate(spoken.numbers)}
    for first, last in given.sentences():
        at = [place[number] for number in range(first, last) if number in place]
        if len(at) < _LEAST_OTHER or len(at) < last - first:
            continue
        likely = median(one[2] if (one := timed[number]) else 0.0 for number in at)
        matched = sum(number in spoken.anchored for number in at)
        if likely < _UNLIKE and matched < _LEAST_ANCHORS * len(at):
            span = words[first].start_ms, words[last - 1].end_ms
            yield Difference(
                kind="otherwise",
                text=" ".join(given.words[first:last]),
                words=(first, last),
                span=span,
            )


def _instead(others: Sequence[Difference], heard: HeardSpeech) -> Iterator[Difference]:
    """What is said in place of sentences that nobody says: of sentences in a row, from the first to the last."""
    spans = list[Span]()
    for before, one in zip([None, *others], others, strict=False):
        follows = before is not None and before.words[1] == one.words[0]
        spans[-1:] = [(spans[-1][0], one.span[1])] if follows else [*spans[-1:], one.span]
    for start, end in spans:
        within = [one.text for one in heard.words if one.end_ms > start and one.start_ms < end]
        if said := " ".join(within):
            yield Difference(kind="not-in-text", heard=said, span=(start, end))
