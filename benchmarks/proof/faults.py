"""The catalogue of single faults, and schedules made of them: one, an ordered pair, or drawn at random for ever."""

import random
from collections import Counter
from dataclasses import dataclass, field
from typing import Protocol

from benchmarks.proof.fates import READS

# A new kind is a row in each table here, and one in `books.WORDS`.
KINDS = ("text", "link", "photo", "video", "reel")
_POST_CALLS = ("create_post", "posts", "reveal_post", "read_post", "edit_post", "delete")
_FILM_CALLS = ("read_video", "reveal_video", "edit_video", "delete", "upload_captions", "captions")
_COMMENT_CALLS = ("comment", "comments")
CALLS = {
    "text": _POST_CALLS,
    "link": (*_POST_CALLS, *_COMMENT_CALLS),
    "photo": (*_POST_CALLS, "create_photo"),
    "video": ("start_video", "transfer", "finish_video", *_FILM_CALLS, "set_thumbnail", *_COMMENT_CALLS),
    "reel": ("start_reel", "send_reel", "finish_reel", "show_reel", *_FILM_CALLS, *_COMMENT_CALLS),
}  # fmt: skip
_STEPS = ("intent-commit", "reveal", "read-back", "reveal-commit", "published-commit", "let-go-commit",
          "staging-commit", "revealing-commit", "back-off-commit", "look-commit", "start-over-commit",
          "reveal-unknown-commit", "reveal-again-commit", "orphan-commit", "held-commit", "failed-commit",
          "doubted-commit", "sweep", "extra-intent-commit", "extra-commit", "extra-look-commit", "words",
          "words-read")  # fmt: skip
_POST = (*_STEPS, "post-create", "post-create-commit", "post-search", "unsent-commit", "strays-commit")
_FILM = (*_STEPS, "finish-intent-commit", "staged-commit", "unsent-commit")
_COMMENT = ("comment", "comment-search")
STEPS = {
    "text": _POST,
    "link": (*_POST, *_COMMENT),
    "photo": (*_POST, "photo", "photos-commit", "upload-interrupted-commit"),
    "video": (*_FILM, "video-start", "video-start-commit", "transfer", "transfer-commit", "video-finish",
              "upload-interrupted-commit", "video-finish-commit", "video-read", "captions", "captions-read", "cover",
              *_COMMENT),
    "reel": (*_FILM, "reel-start", "reel-start-commit", "reel-send", "reel-state", "reel-finish", "reel-finish-commit",
             "captions", "captions-read", *_COMMENT),
}  # fmt: skip
FATES = ("unsent", "lost-before", "lost-after", "500-after", "late-4", "late-45", "late-200", "late-1500",
         "slow-then-done", "done-then-slow", "lag", "blind", "processing", "rate-limit", "token", "wrong-offset",
         "half", "refused", "blocked", "blocked-awhile", "restricted", "try-again", "try-again-done", "misled",
         "claimed")  # fmt: skip
DEATHS = ("kill", "pause")
JUMPS = ("ahead", "back")  # the computer's clock, by an hour
STAFF = ("edit", "cancel")  # what people do to the post meanwhile
LOCKED = "locked"  # another program keeps the database: nothing is written, and the step given up
OFTEN = (*FATES[:4], *FATES[:13], "rate-limit", "token", "half", *FATES[17:])  # as random trials draw them
LEAPS = ("intent-commit:after", "post-create:before", "video-finish:after", "reel-send:after", "revealing-commit:after",
         "comment:before", "let-go-commit:after")  # fmt: skip
AGAIN = {
    "photo": ("create_photo",),
    "video": ("transfer",),
    "reel": ("read_video",),
}  # calls made more than once
DONE_FATES = ("lost-after", "500-after", "late-4", "late-45", "late-200", "late-1500", "try-again-done")


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
    after: Counter[str] = field(default_factory=Counter)  # places passed since the last one struck

    def at(self, where: str) -> str | None:
        """Return the fault whose turn it is, if this is its place."""
        if not self.left:
            self.after[where] += 1
            return None
        if self.left[0].where != where:
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
    others: float = 0.015  # the clock jumps, the database is locked, staff think better of it
    calm: bool = field(default=False)

    def at(self, where: str) -> str | None:
        """Draw what happens here."""
        if self.calm:
            return None
        drawn = self.rng.random()
        if ":" not in where:
            return self.rng.choice(OFTEN) if drawn < self.calls else None
        ends = (
            (self.kills, "kill"),
            (self.pauses, "pause"),
            (self.others, self.rng.choice((*JUMPS, LOCKED, *STAFF))),
        )
        for share, how in ends:
            if drawn < share:
                return how
            drawn -= share
        return None


def singles(kind: str) -> list[Fault]:
    """Every fault that can befall a post of this kind, alone."""
    places = [f"{step}:{side}" for step in STEPS[kind] for side in ("before", "after")]
    deaths = [Fault(place, how) for place in places for how in (*DEATHS, *STAFF)]
    commits = [Fault(place, LOCKED) for place in places if place.endswith("-commit:before")]
    jumps = [Fault(place, how) for place in places if place in LEAPS for how in JUMPS]
    fates = [Fault(call, how) for call in CALLS[kind] for how in FATES if fits(call, how)]
    later = [Fault(call, how, nth) for call in AGAIN.get(kind, ()) for how in FATES[:4] for nth in (2, 3)]
    return deaths + commits + jumps + fates + later


def fits(call: str, how: str) -> bool:
    """Leave out what cannot be told from another fault at this call."""
    if how in ("lag", "blind"):
        return call in READS
    narrow = {
        "wrong-offset": "transfer",
        "half": "send_reel",
        "processing": "read_video",
        "claimed": "read_video",
    }
    if how in narrow:
        return call == narrow[how]
    return not (call in READS and how in DONE_FATES)
