"""What a trial is judged by: seen exactly once, with the words last approved, and nothing of ours left hidden."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from benchmarks.proof.books import CAPTION, WORDS, Books
from benchmarks.proof.simpage import SimPage
from benchmarks.proof.staff import Staff
from benchmarks.proof.things import FILMS, Thing
from schedules.model.states import State


@dataclass
class Outcome:
    """How a trial ended: `broken` names each promise that was not kept."""

    broken: list[str] = field(default_factory=list)
    once: bool = False
    called_off: bool = False  # by staff, and never seen
    undecided: bool = False
    asked: int = 0
    orphans: int = 0
    lost: bool = False
    doubled: bool = False
    said_twice: bool = False  # the first comment


class _World(Protocol):
    """What a judge looks at."""

    books: Books
    page: SimPage
    staff: Staff
    kind: str
    number: int
    outcome: Outcome


def judge(world: _World, state: State) -> None:
    """Count what people see, and name what is broken."""
    outcome, seen, off = world.outcome, len(world.page.public), world.staff.cancelled
    wanted = State.CANCELLED if off else State.PUBLISHED
    outcome.orphans, outcome.doubled = len(world.page.hidden), outcome.doubled or seen > 1
    outcome.lost = seen == 0 and not off
    outcome.called_off = off and seen == 0 and state == wanted
    outcome.once = not off and seen == 1 and state == wanted and not outcome.doubled
    checks = {
        "doubled": outcome.doubled,
        "lost": outcome.lost,
        "seen, though called off": off and seen > 0,
        "comment doubled": outcome.said_twice,
        "orphans left": outcome.orphans > 0,
        f"ended {state}": state != wanted,
    }
    outcome.broken += [name for name, broken in checks.items() if broken]
    if outcome.once:
        outcome.broken += _short_of(world, world.page.public[0])


def _short_of(world: _World, seen: Thing) -> Iterator[str]:
    """Name what is missing from what people see, unless the log says that it was given up, for the Page's sake."""
    post, said, log = WORDS[world.kind], world.staff.words or CAPTION, _given_up(world)
    if len(seen.photos) != len(post.get("photos", ())):
        yield f"{len(seen.photos)} photos"
    checks = {
        "words": seen.words != said,
        "comment": post.get("first_comment") and not seen.comments,
        "captions": world.kind in FILMS and not seen.captions,
        "cover": post.get("cover_path") and not seen.cover,
    }
    for name, missing in checks.items():
        if missing and not log.get(name, "").startswith(("graph-", "extra-")):
            yield f"{name} lost"


def _given_up(world: _World) -> dict[str, str]:
    """Return why each extra was given up, as the log has it."""
    rows = world.books.rows(
        "SELECT event, json_extract(params, '$.why') FROM event WHERE post_number = ? AND event LIKE '%-given-up'",
        world.number,
    )
    return {event.removesuffix("-given-up"): why or "" for event, why in rows}
