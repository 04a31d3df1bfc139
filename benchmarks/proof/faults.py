"""The catalogue of single faults, and schedules made of them: one, an ordered pair, or drawn at random for ever."""

import random
from dataclasses import dataclass, field
from typing import Protocol

KINDS = ("text", "link", "video")
FILM_CALLS = ("start_video", "transfer", "finish_video", "read_video", "reveal_video")
POST_CALLS = ("create_post", "posts", "reveal_post", "read_post")
CALLS = {
    "text": (*POST_CALLS, "delete"),
    "link": (*POST_CALLS, "delete"),
    "video": (*FILM_CALLS, "delete"),
}
_STEPS = ("intent-commit", "reveal", "read-back", "reveal-commit", "published-commit", "let-go-commit",
          "staging-commit", "revealing-commit", "back-off-commit", "look-commit", "start-over-commit",
          "reveal-unknown-commit", "reveal-again-commit", "orphan-commit", "sweep")  # fmt: skip
_POST = (*_STEPS, "post-create", "post-create-commit", "post-search")
_FILM = (*_STEPS, "video-start", "video-start-commit", "transfer", "transfer-commit", "finish-intent-commit",
         "video-finish", "video-finish-commit", "video-read", "staged-commit")  # fmt: skip
STEPS = {"text": _POST, "link": _POST, "video": _FILM}
FATES = ("unsent", "lost-before", "lost-after", "500-after", "late-4", "late-45", "late-200", "late-1500",
         "slow-then-done", "done-then-slow", "lag", "blind", "rate-limit", "token", "wrong-offset",
         "refused")  # fmt: skip
DEATHS = ("kill", "pause")
OFTEN = (*FATES[:4], *FATES[:12], "rate-limit", "token", "refused")  # as random trials draw them


@dataclass(frozen=True)
class Fault:
    """What happens (`how`) at the nth passing of a boundary or at the nth call."""

    where: str
    how: str
    nth: int = 1


class Schedule(Protocol):
    """Asked at every boundary and every call: what happens here?"""

    def at(self, where: str) -> str | None:
        """Return the fault, or None."""


@dataclass
class InOrder:
    """The faults one after another: each waits for its place only once the one before it struck."""

    left: list[Fault]
    passed: int = 0

    def at(self, where: str) -> str | None:
        """Return the fault whose turn it is, if this is its place."""
        if not self.left or self.left[0].where != where:
            return None
        self.passed += 1
        if self.passed < self.left[0].nth:
            return None
        self.passed = 0
        return self.left.pop(0).how


@dataclass
class AtRandom:
    """Every call and every boundary may go wrong, for as long as `calm` is False."""

    rng: random.Random
    calls: float = 0.15
    kills: float = 0.03
    pauses: float = 0.02
    calm: bool = field(default=False)

    def at(self, where: str) -> str | None:
        """Draw what happens here."""
        if self.calm:
            return None
        drawn = self.rng.random()
        if ":" not in where:
            return self.rng.choice(OFTEN) if drawn < self.calls else None
        if drawn < self.kills:
            return "kill"
        return "pause" if drawn < self.kills + self.pauses else None


def singles(kind: str) -> list[Fault]:
    """Every fault that can befall a post of this kind, alone."""
    places = [f"{step}:{side}" for step in STEPS[kind] for side in ("before", "after")]
    deaths = [Fault(place, how) for place in places for how in DEATHS]
    fates = [Fault(call, how) for call in CALLS[kind] for how in FATES if fits(call, how)]
    later = [Fault("transfer", how, nth) for how in FATES[:4] for nth in (2, 3)] if kind == "video" else []
    return deaths + fates + later


def fits(call: str, how: str) -> bool:
    """Leave out what cannot be told from another fault at this call."""
    reads = call in ("read_video", "read_post", "posts")
    if how in ("lag", "blind"):
        return reads
    if how == "wrong-offset":
        return call == "transfer"
    return not (reads and how in ("lost-after", "500-after", "late-4", "late-45", "late-200", "late-1500"))
