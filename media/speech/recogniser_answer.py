"""What is asked of the process that recognises, and what it answers: plain values, as they are sent and kept."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypedDict

from media import files, given_files, json_values
from media.errors import BadInput
from media.sources.audio import Span
from media.speech.models import Model
from media.speech.sound import FilmSound

STEPS = 3  # the version of what is kept: the recogniser's own answer
_MOST_KEPT = 200_000_000  # bytes

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


@dataclass(frozen=True, kw_only=True)
class KeptAnswer:
    """Where an answer about a sound is kept; `key` says what was asked, of which sound and of which model."""

    sound: FilmSound
    place: Path
    key: str

    def read(self) -> Any:
        """The answer to this very question; None where there is none, or not what was kept."""
        try:
            head, _, rest = given_files.read(self.place, most=_MOST_KEPT).partition(b"\n")
            answer = json_values.parsed(rest[:-1]) if self._hash(rest[:-1]).encode() in head else None
        except (OSError, ValueError, TypeError, BadInput):
            return None
        if answer is not None:
            self.sound.note()
        return answer

    def write(self, answer: object) -> None:
        """Keep an answer behind its hash, so that one which was changed is asked anew."""
        content = json.dumps(answer, ensure_ascii=False).encode()
        files.folder(self.place.parent)
        head = f'{{"sha256": "{self._hash(content)}", "answer":\n'
        files.write_whole(self.place, head.encode() + content + b"}")
        self.sound.note()

    def _hash(self, content: bytes) -> str:
        return hashlib.sha256(self.key.encode() + content).hexdigest()


def kept_answer(
    sound: FilmSound, model: Model, payload: Mapping[str, object], *, name: str = ""
) -> KeptAnswer | None:
    """Where the answer to a payload is kept; None for a film of which nothing is.

    Of one `name` there is one answer, the last; without, one for each question.
    """
    if sound.kept is None:
        return None
    said = json.dumps([STEPS, sound.digest, model.sha256, payload], sort_keys=True)
    key = hashlib.sha256(said.encode()).hexdigest()
    place = sound.kept.with_name(f"{sound.kept.name}-{name or key[:32]}.json")
    return KeptAnswer(sound=sound, place=place, key=key)
