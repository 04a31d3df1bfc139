"""The door to the model's own alignment; it runs in the process of its own that `speech_process` starts.

A call takes at most 30 s of sound. What comes back are times of tokens, which are not words: both are paired by
their characters (facts/speech.md section 3.1).
"""

import unicodedata
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from media.sources.audio import Span
from media.speech.recogniser_answer import AlignedWord, AlignmentAsked
from media.speech.sound import A_MILLISECOND

if TYPE_CHECKING:
    import numpy as np
    from faster_whisper import WhisperModel
    from faster_whisper.tokenizer import Tokenizer as Writer

    from media.speech.speech_process import Told

_FRAMES = 3000  # of 10 ms: what the model sees at once
_FRAME = 160  # samples
_STEP_MS = 20  # of the times that it tells
_MOST_TOKENS = 440  # with those that begin a text, 448


def run(
    model: "WhisperModel", payload: AlignmentAsked, samples: "np.ndarray", told: "Told"
) -> list[list[AlignedWord | None]]:
    """The times of the words of each window; None for a word that has none."""
    from faster_whisper.tokenizer import Tokenizer

    writer = Tokenizer(
        model.hf_tokenizer, model.model.is_multilingual, task="transcribe", language=payload["language"]
    )
    answer = []
    for number, window in enumerate(payload["windows"], 1):
        answer.append(_timed(model, writer, samples, window["pieces"], window["words"]))
        told(number / len(payload["windows"]))
    return answer


def _timed(
    model: "WhisperModel",
    writer: "Writer",
    samples: "np.ndarray",
    pieces: Sequence[Span],
    words: Sequence[str],
) -> list[AlignedWord | None]:
    from faster_whisper.audio import pad_or_trim

    sound = _sound(samples, pieces)
    shown = [unicodedata.normalize("NFC", word).replace("<|", "  ") for word in words]
    tokens = writer.encode(" " + " ".join(shown))
    frames = min(len(sound) // _FRAME, _FRAMES)
    if not tokens or len(tokens) > _MOST_TOKENS or frames < 2:
        return [None] * len(words)
    features = model.feature_extractor(sound)[:, :frames]
    seen = model.encode(pad_or_trim(features, _FRAMES))
    found = model.model.align(seen, writer.sot_sequence, [tokens], frames, median_filter_width=7)[0]
    starts = _token_starts(found.alignments, len(tokens) + 1)
    texts, groups = writer.split_tokens_on_unicode(tokens)
    bounds = [0, *accumulate(len(group) for group in groups)]
    return [
        _word(pieces, starts, found.text_token_probs, bounds[first], bounds[last + 1])
        if first <= last
        else None
        for first, last in _signs(texts, shown)
    ]


def _sound(samples: "np.ndarray", pieces: Sequence[Span]) -> "np.ndarray":
    import numpy as np

    return np.concatenate([samples[start * A_MILLISECOND : end * A_MILLISECOND] for start, end in pieces])


def _token_starts(alignments: Sequence[tuple[int, int]], count: int) -> list[int]:
    """When each of so many tokens begins, in milliseconds of the window; the last one is its end."""
    starts = dict[int, int]()
    for token, step in alignments:
        starts.setdefault(token, step * _STEP_MS)
    last, found = 0, []
    for token in range(count):
        last = max(starts.get(token, last), last)
        found.append(last)
    return found


def _signs(texts: Sequence[str], words: Sequence[str]) -> list[tuple[int, int]]:
    """The first and the last of the texts (of tokens) that hold signs of each word; a space stands before each word."""
    holder = [number for number, text in enumerate(texts) for _ in text]
    found, at = [], 0
    for word in words:
        held = holder[at + 1 : at + 1 + len(word)]
        found.append((held[0], held[-1]) if held else (0, -1))
        at += 1 + len(word)
    return found


def _word(
    pieces: Sequence[Span], starts: Sequence[int], sure: Sequence[float], first: int, end: int
) -> AlignedWord:
    likely = sure[first:end]
    begin, until = _in_film(pieces, starts[first], ends=False), _in_film(pieces, starts[end], ends=True)
    return begin, max(begin, until), float(sum(likely) / len(likely)) if len(likely) else 0.0


def _in_film(pieces: Sequence[Span], at: int, *, ends: bool) -> int:
    """Where a moment of the window lies in the film; between two pieces, at the end of the first or at the next."""
    for start, end in pieces:
        if at < end - start or (ends and at == end - start):
            return start + at
        at -= end - start
    return pieces[-1][1]
