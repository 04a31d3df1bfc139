"""What is asked of the process that recognises, and what it answers: plain values, as they are sent and kept."""

from typing import TypedDict

from media.sources.audio import Span

Piece = tuple[str, int, int, float]  # a word or a part of one, from and until (ms of the film), how probable
HeardStretch = tuple[
    str, float, int, int, int
]  # a language, how probable, from and until, how much of it is voice
AlignedWord = tuple[int, int, float]  # from, until (ms of the film), how probable the word is there
Segment = TypedDict("Segment", {"from": int, "until": int, "no_speech": float, "words": list[Piece]})
"""What a recogniser heard in one go: its times in milliseconds, and how probable it is that nobody speaks."""


class SpeechAsked(TypedDict):
    """What is to be recognised: the `language` said (empty: the one that is heard), `names` that may be said.

    `despite` another language's being spoken it is written as the one that was said.
    """

    language: str
    names: list[str]
    despite: bool


class SpeechAnswer(TypedDict):
    """What was heard; `segments` None where surely another language is spoken. Times in milliseconds of the film."""

    voice: list[Span]
    languages: list[HeardStretch]
    language: str
    segments: list[Segment] | None


class WindowAsked(TypedDict):
    """Words to be aligned, and the `pieces` of the film in which they are spoken."""

    words: list[str]
    pieces: list[Span]


class AlignmentAsked(TypedDict):
    """Windows to be aligned in a `language`."""

    language: str
    windows: list[WindowAsked]
