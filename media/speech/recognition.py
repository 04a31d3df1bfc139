"""Words with times from a film's speech, on this computer."""

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

from media.errors import BadInput
from media.sources.probe import Film
from media.speech import (
    heard_speech,
    kept_words,
    models,
    recogniser_answer,
    speech_process,
    spoken_language,
    word_places,
)
from media.speech.heard_speech import HeardSpeech, SpokenLanguage
from media.speech.models import Model
from media.speech.recogniser_answer import SpeechAnswer, SpeechAsked
from media.speech.sound import FilmSound
from media.subtitles.cues.words import Word

MOST_NAMES = 12  # a long list leaks into what is written
_SIGNS, _LONGEST_NAME = re.compile(r"<\|[^|]*\|>"), 100
_LEAST_S, _TIMES = 300, 10  # bound of time: so many seconds, and so many times the film's length


def bound_s(film: Film) -> float:
    """The seconds that recognition may take; measured: a tenth of the film's length with the base model."""
    return _LEAST_S + _TIMES * film.duration_ms / 1000


def recognised(
    film: Film,
    *,
    model: Model,
    language: str = "",
    names: Sequence[str] = (),
    kept: Path | None = None,
    seconds: float | None = None,
    told: Callable[[float], None] = lambda _part: None,
    despite: bool = False,
) -> HeardSpeech:
    """Everything that is heard in a film; `told` hears which part is done, from 0 to 1.

    `language` empty: the one that is heard. `kept`: how the names of files begin in which answers are kept. Raises
    BadInput where the sound cannot be read, and, unless `despite` it, where surely another language is spoken
    (`speech-other-language`).
    """
    sound = FilmSound(film, kept)
    said = language.partition("-")[0].lower()
    shown = [_plain(name) for name in names[:MOST_NAMES]]
    payload = SpeechAsked(language=said, names=shown, despite=despite)
    known = recogniser_answer.kept_answer(sound, model, payload)
    answer = cast("SpeechAnswer | None", known.read() if known else None)
    begun = time.monotonic()
    if answer is None:
        limit = bound_s(film) if seconds is None else seconds
        given = speech_process.ask(
            "recognise", payload, sound.samples, model=model.folder, seconds=limit, told=told
        )
        answer = cast("SpeechAnswer", given)
        if answer["segments"] is None:
            raise _other_language(film, answer, said)
        models.note_speed(model, (time.monotonic() - begun) * 1000 / max(film.duration_ms, 1))
        if known:
            known.write(answer)
    told(1.0)
    return _heard(answer, model)


def in_voice(heard: HeardSpeech) -> tuple[Word, ...]:
    """The words that were heard, each within the stretch of voice that it is in, whose edges the first and last keep.

    A recogniser lets a word after a pause begin too early, up to a second.
    """
    texts = [one.text for one in heard.words]
    spans = [(one.start_ms, one.end_ms) for one in heard.words]
    figures = [any(sign.isdigit() for sign in text) for text in texts]
    placed = word_places.places(texts, spans, figures, heard.voice) if heard.voice else spans
    return tuple(
        replace(one, start_ms=start, end_ms=end)
        for one, (start, end) in zip(heard.words, placed, strict=True)
    )


def _plain(name: str) -> str:
    """A name without signs that mean something to the recogniser itself, on one line, of bounded length."""
    return " ".join(_SIGNS.sub(" ", name).split())[:_LONGEST_NAME]


def _other_language(film: Film, answer: SpeechAnswer, said: str) -> BadInput:
    heard = [spoken_language.Stretch(*one) for one in answer["languages"]]
    found = spoken_language.main(heard)
    percent = round(100 * spoken_language.share(heard, found))
    return BadInput("speech-other-language", path=str(film.path), said=said, found=found, percent=percent)


def _heard(answer: SpeechAnswer, model: Model) -> HeardSpeech:
    voice = tuple((start, end) for start, end in answer["voice"])
    segments = answer["segments"] or ()
    words, dropped = kept_words.parted(segments, voice)
    languages = tuple(
        SpokenLanguage(code=code, probability=probability, span=(start, end))
        for code, probability, start, end, _ in answer["languages"]
    )
    return HeardSpeech(
        words=words,
        language=answer["language"],
        languages=languages,
        voice=voice,
        unwritten=heard_speech.unwritten(voice, words),
        dropped=dropped,
        doubted=kept_words.doubted(segments, voice),
        model=f"{model.name} {model.sha256[:12]}",
    )
