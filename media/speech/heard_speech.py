"""What a recogniser heard in a film, as it passes between rooms."""

from collections.abc import Sequence
from dataclasses import dataclass

from media.sources.audio import Span
from media.subtitles.cues.words import Word

_UNWRITTEN_MS = 1000  # a voice this long, and no word, is told


@dataclass(frozen=True, kw_only=True)
class Dropped:
    """Words that a recogniser gave and that were not kept; film time in milliseconds.

    `why` is the code of a reason: `silence` (nobody speaks there), `invention` (known to be written over silence),
    `repeated` (the same phrase over and over), `no-speech` (the recogniser itself takes it for none).
    """

    text: str
    start_ms: int
    end_ms: int
    why: str


@dataclass(frozen=True, kw_only=True)
class SpokenLanguage:
    """The language that is heard in a stretch of the film: its code, and how probable it is (0 to 1)."""

    code: str
    probability: float
    span: Span


@dataclass(frozen=True, kw_only=True)
class HeardSpeech:
    """Everything that was heard in a film, in film time.

    `voice` are the stretches in which somebody speaks, their edges where the sound begins and ends; `unwritten` those
    of them for which no word was found. `doubted` are words in a voice that were dropped because the recogniser itself
    takes them for no speech, part by part as it gave them: they bear out a text that has them, and are nothing without.
    `model` names the recogniser and its hash.
    """

    words: tuple[Word, ...]
    language: str
    languages: tuple[SpokenLanguage, ...]
    voice: tuple[Span, ...]
    unwritten: tuple[Span, ...]
    dropped: tuple[Dropped, ...]
    model: str
    doubted: tuple[tuple[Word, ...], ...] = ()


def unwritten(voice: Sequence[Span], words: Sequence[Word]) -> tuple[Span, ...]:
    """Stretches of voice, long enough to be words, that no word touches."""
    long = [span for span in voice if span[1] - span[0] >= _UNWRITTEN_MS]
    return tuple(
        span for span in long if not any(one.start_ms < span[1] and one.end_ms > span[0] for one in words)
    )
