"""What waits for a person, counted once: posts that are late, stopped, refused, without a yes, with findings; tasks."""

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from schedules.model.records import Post
from schedules.model.states import State

Kind = Literal["late", "held", "doubtful", "failed", "no", "unkept", "yes", "findings"]
KINDS: tuple[Kind, ...] = get_args(Kind)
STOPPED: dict[State, Kind] = {State.HELD: "held", State.DOUBTFUL: "doubtful", State.FAILED: "failed"}


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """Posts that wait for the same, the first of them by its first words."""

    kind: Kind
    numbers: tuple[int, ...]
    first: str

    @property
    def count(self) -> int:
        """Return how many posts wait for it."""
        return len(self.numbers)


@dataclass(frozen=True, kw_only=True)
class Strip:
    """All that waits; what nobody waits for is left out. `by_hand` says what people have to do that no post tells."""

    told: tuple[Waiting, ...]
    by_hand: tuple[str, ...]

    @property
    def count(self) -> int:
        """Return how many posts and things to do by hand wait."""
        return sum(one.count for one in self.told) + len(self.by_hand)

    def numbers(self, kind: str) -> tuple[int, ...]:
        """Return the posts that wait for one reason."""
        return next((one.numbers for one in self.told if one.kind == kind), ())


def of(
    posts: Iterable[Post],
    *,
    late: Container[int],
    refused: Container[int],
    unkept: Container[int],
    lacks_yes: Callable[[Post], bool],
    has_findings: Container[int],
    by_hand: tuple[str, ...],
) -> Strip:
    """Return what waits; a post counts where it is worst off, in this order.

    To `refused` ones a partner said no, to `unkept` ones a yes that could not be kept.
    """
    found: dict[Kind, list[Post]] = {kind: [] for kind in KINDS}
    for one in posts:
        if kind := _kind(one, late, refused, unkept, lacks_yes, has_findings):
            found[kind].append(one)
    told = tuple(_waiting(kind, those) for kind, those in found.items() if those)
    return Strip(told=told, by_hand=by_hand)


def _kind(
    post: Post,
    late: Container[int],
    refused: Container[int],
    unkept: Container[int],
    lacks_yes: Callable[[Post], bool],
    has_findings: Container[int],
) -> Kind | None:
    if post.number in late:
        return "late"
    if post.state in STOPPED:
        return STOPPED[post.state]
    if post.number in refused:
        return "no"
    if post.number in unkept:
        return "unkept"
    if post.state is State.DRAFT and post.due_at and lacks_yes(post):
        return "yes"
    return "findings" if post.number in has_findings else None


def _waiting(kind: Kind, found: Sequence[Post]) -> Waiting:
    return Waiting(kind=kind, numbers=tuple(one.number for one in found), first=title(found[0]))


def title(post: Post) -> str:
    """Return the first words of a post, by which people know it."""
    first = post.latest_caption.strip().partition("\n")[0]
    return first if len(first) <= 70 else f"{first[:69].rstrip(' .,;:')}…"
