"""The door to faster-whisper; it runs in the process of its own that `speech_process` starts, and nowhere else.

It says what it heard as it heard it; what of that is kept is decided by the rooms that ask.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from media.speech import spoken_language, unheard, voice_edges
from media.speech.recogniser_answer import HeardStretch, Segment, SpeechAnswer, SpeechAsked
from media.speech.sound import A_MILLISECOND, RATE

if TYPE_CHECKING:
    import numpy as np
    from faster_whisper import WhisperModel
    from faster_whisper.transcribe import Segment as GivenSegment

    from media.speech.speech_process import Told

_BLOCK_S = 240  # seconds of sound in work at a time: the features of an hour would take much memory
_SOUGHT_S = 60  # at the end of a block, where it is cut at the longest pause
_STRETCH_S = 30  # of voice in which one language is sought: what the model sees at once
_PAUSE_MS = 250  # shorter silences belong to words
_THRESHOLD = 0.5  # of the voice detector
_BEAM = 5
_MOST_TOKENS = 200  # in half a minute, with names given: then it may go on and on, and is heard again
_DETECTED = 0.15  # of the whole work, once the languages are known

Spans = list[tuple[int, int]]  # samples, from and until


def loaded(folder: Path, threads: int) -> "WhisperModel":
    """The model in a folder, in eight bits; raises what faster-whisper does where it is none."""
    from faster_whisper import WhisperModel

    return WhisperModel(
        str(folder), device="cpu", compute_type="int8", cpu_threads=threads, local_files_only=True
    )


def run(model: "WhisperModel", payload: SpeechAsked, samples: "np.ndarray", told: "Told") -> SpeechAnswer:
    """What is heard."""
    blocks = list(_blocks(samples))
    voice = [span for _, _, spans in blocks for span in spans]
    told(0.02)
    languages = []
    for stretch in _stretches(voice):
        languages.append(_language(model, samples, stretch))
        told(0.02 + (_DETECTED - 0.02) * stretch[-1][1] / len(samples))
    heard = [spoken_language.Stretch(*one) for one in languages]
    said = payload["language"]
    language = said or spoken_language.main(heard)
    answer = SpeechAnswer(
        voice=list(voice_edges.moved(samples, map(_ms, voice))),
        languages=languages,
        language=language,
        segments=None,
    )
    if not voice or payload["despite"] or spoken_language.surely_other(heard, said) is None:
        answer["segments"] = list(_segments(model, payload, samples, blocks, language, told))
    return answer


def _segments(
    model: "WhisperModel",
    payload: SpeechAsked,
    samples: "np.ndarray",
    blocks: Sequence[tuple[int, int, Spans]],
    language: str,
    told: "Told",
) -> Iterator[Segment]:
    def heard(part: tuple[int, int], names: Sequence[str]) -> Iterator[Segment]:
        found, _ = model.transcribe(
            samples[slice(*part)],
            language=language or None,
            beam_size=_BEAM,
            temperature=0.0,  # nothing is drawn by chance
            condition_on_previous_text=False,  # a wrong phrase would repeat for minutes
            word_timestamps=True,
            vad_filter=True,
            max_new_tokens=_MOST_TOKENS if names else None,
            hotwords=", ".join(names) or None,
        )
        for segment in found:
            yield _plain(segment, part[0])
            told(_DETECTED + (1 - _DETECTED) * min(part[0] + segment.end * RATE, part[1]) / len(samples))

    for begin, end, spans in blocks:
        if not spans:
            continue
        segments = list(heard((begin, end), payload["names"]))
        for part in unheard.stretches(segments, spans) if payload["names"] else ():
            again = list(heard(part, ()))  # names that nobody says can keep it from hearing what is said
            segments = unheard.better(segments, again, part, spans)
        yield from segments


def _plain(segment: "GivenSegment", begin: int) -> Segment:
    offset = begin // A_MILLISECOND
    words = [
        (word.word, offset + round(word.start * 1000), offset + round(word.end * 1000), word.probability)
        for word in segment.words or ()
    ]
    return {
        "from": offset + round(segment.start * 1000),
        "until": offset + round(segment.end * 1000),
        "no_speech": segment.no_speech_prob,
        "words": words,
    }


def _blocks(samples: "np.ndarray") -> Iterator[tuple[int, int, Spans]]:
    """Yield (from, until, voice in it) of stretches of the sound that are cut where nobody speaks."""
    begin = 0
    while begin < len(samples):
        end = min(begin + _BLOCK_S * RATE, len(samples))
        spans = _voice(samples, begin, end)
        if end < len(samples):
            end = _cut(spans, end)
            spans = [(start, min(until, end)) for start, until in spans if start < end]
        yield begin, end, spans
        begin = end


def _voice(samples: "np.ndarray", begin: int, end: int) -> Spans:
    from faster_whisper.vad import VadOptions, get_speech_timestamps

    asked = VadOptions(threshold=_THRESHOLD, min_silence_duration_ms=_PAUSE_MS, speech_pad_ms=0)
    found = get_speech_timestamps(samples[begin:end], asked)
    return [(begin + int(one["start"]), begin + min(int(one["end"]), end - begin)) for one in found]


def _cut(spans: Spans, end: int) -> int:
    """The middle of the longest pause at the end of a block; its very end where there is none."""
    sought = end - _SOUGHT_S * RATE
    edges = [(sought, sought), *((max(start, sought), until) for start, until in spans if until > sought)]
    pauses = list(zip((until for _, until in edges), [*(start for start, _ in edges[1:]), end], strict=True))
    begin, until = max(pauses, key=lambda pause: pause[1] - pause[0])
    return (begin + until) // 2 if until > begin else end


def _stretches(voice: Spans) -> Iterator[Spans]:
    """Part the voice into stretches of at most so much as the model sees at once."""
    stretch: Spans = []
    for start, until in voice:
        if stretch and _length(stretch) + until - start > _STRETCH_S * RATE:
            yield stretch
            stretch = []
        stretch.append((start, until))
    if stretch:
        yield stretch


def _length(spans: Spans) -> int:
    return sum(until - start for start, until in spans)


def _language(model: "WhisperModel", samples: "np.ndarray", stretch: Spans) -> HeardStretch:
    """The language of a stretch: code, probability, from and until and how much of it is voice, in milliseconds."""
    import numpy as np

    spoken = np.concatenate([samples[start:until] for start, until in stretch])[: _STRETCH_S * RATE]
    code, probability, _ = model.detect_language(audio=spoken)
    start, until = _ms((stretch[0][0], stretch[-1][1]))
    return code, float(probability), start, until, _length(stretch) // A_MILLISECOND


def _ms(span: tuple[int, int]) -> tuple[int, int]:
    return span[0] // A_MILLISECOND, span[1] // A_MILLISECOND
