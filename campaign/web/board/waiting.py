"""What waits for a person, counted once: late posts, held ones, those that wait for a yes, and findings."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from schedules.consent.required_approvals import ApprovalReader
from schedules.database import posts, unsent
from schedules.model.records import Post
from schedules.model.states import State

Kind = Literal["late", "held", "yes", "findings"]
STOPPED = (State.HELD, State.DOUBTFUL, State.FAILED)


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """Posts that wait for the same: how many things wait, the first of them, and what is said of it."""

    kind: Kind
    numbers: tuple[int, ...]
    count: int
    first: str


@dataclass(frozen=True, kw_only=True)
class Strip:
    """All that waits; what nobody waits for is left out."""

    told: tuple[Waiting, ...]

    @property
    def count(self) -> int:
        """Return how many things wait."""
        return sum(one.count for one in self.told)

    def of(self, kind: Kind) -> Waiting | None:
        """Return what waits for one reason."""
        return next((one for one in self.told if one.kind == kind), None)


def of(reader: ApprovalReader, *, now: datetime, lang: str) -> Strip:
    """Return what waits now; a post counts where it is worst off: late, else held, else for a yes."""
    rules = reader.campaign.rules
    late = [one.post for one in unsent.unsent(reader.session, rules, now=now, seen=reader.seen)]
    counted = {one.number for one in late}
    held = [one for one in posts.posts(reader.session, STOPPED) if one.number not in counted]
    counted |= {one.number for one in held}
    unsaid = [one for one in _unsaid(reader) if one.number not in counted]
    told = (
        _waiting("late", late),
        _waiting("held", held),
        _waiting("yes", unsaid),
    )
    return Strip(told=tuple(one for one in told if one.count))


def _unsaid(reader: ApprovalReader) -> Iterable[Post]:
    """Yield the dated drafts that lack a yes."""
    if reader.campaign.rules.approval != "required":
        return
    for one in reader.posts((State.DRAFT,)):
        if one.due_at and not reader.of(one).complete:
            yield one


def _waiting(kind: Kind, found: list[Post]) -> Waiting:
    numbers = tuple(one.number for one in found)
    return Waiting(kind=kind, numbers=numbers, count=len(found), first=title(found[0]) if found else "")


def title(post: Post) -> str:
    """Return the first words of a post, by which people know it."""
    first = post.latest_caption.strip().partition("\n")[0]
    return first if len(first) <= 70 else f"{first[:69].rstrip()}…"
