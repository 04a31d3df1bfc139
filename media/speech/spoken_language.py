"""Which language a film speaks, by what was heard in each stretch of it."""

from collections.abc import Iterable
from dataclasses import dataclass

SURE = 0.8  # from this probability on, another language than was said is believed
LEAST_MS = 3000  # of voice: less tells no language
KIN = {
    "nl": {"af", "de", "fy", "lb", "nn", "no"}
}  # what a recogniser takes a language for that it does not know well


@dataclass(frozen=True)
class Stretch:
    """What language was heard in a stretch of a film; times in milliseconds, `voice_ms` without pauses."""

    code: str
    probability: float
    from_ms: int
    until_ms: int
    voice_ms: int


def main(heard: Iterable[Stretch]) -> str:
    """The language that is heard most, each stretch counting as much as it is long and sure; empty: none is heard."""
    weights: dict[str, float] = {}
    for one in heard:
        weights[one.code] = weights.get(one.code, 0.0) + one.voice_ms * one.probability
    return max(weights, key=lambda code: weights[code]) if weights else ""


def share(heard: Iterable[Stretch], code: str) -> float:
    """How probable it is that a language is spoken: the mean over all voice, from 0 to 1."""
    every = list(heard)
    voice = sum(one.voice_ms for one in every)
    theirs = sum(one.voice_ms * one.probability for one in every if one.code == code)
    return theirs / voice if voice else 0.0


def is_other(found: str, said: str) -> bool:
    """Tell whether a language is clearly another than the one said, not merely one that it is taken for; codes."""
    return found not in ("", said) and found not in KIN.get(said, ())


def surely_other(heard: Iterable[Stretch], said: str) -> str | None:
    """The language that is surely spoken instead of the one said; None where it is that one, or nobody can be sure."""
    every = list(heard)
    found = main(every)
    if not said or not is_other(found, said):
        return None
    if sum(one.voice_ms for one in every) < LEAST_MS or share(every, found) < SURE:
        return None
    return found
