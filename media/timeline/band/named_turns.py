"""Who is named when: each speaker once, as they first speak; on a panel whoever speaks, for as long as they do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from media.timeline.band.name_flag import Named, reading_ms

SHORTEST_MS = 1500  # a name that is seen for less is not shown
_AFTER_MS = 600  # after the title card's cross-fade: the picture has settled


@dataclass(frozen=True, kw_only=True)
class Seen:
    """From when to when (ms of the finished film) the film, its names and what stands beside it are seen."""

    start_ms: int
    end_ms: int
    until_ms: int
    fade_ms: int


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """Somebody begins to speak at `at_ms` (of the finished film): a name, and what is said of them.

    Neither: somebody who is not named.
    """

    at_ms: int
    name: str | None
    detail: str

    @property
    def who(self) -> tuple[str | None, str]:
        """By what one is told from another."""
        return self.name, self.detail

    @property
    def named(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.name or self.detail)


def flags(spoken: Iterable[Spoken], seen: Seen, *, plate_ms: int) -> list[Named]:
    """Each speaker's name at their first words, one after the other: none comes before the one before has gone."""
    first: dict[tuple[str | None, str], Spoken] = {}
    for one in spoken:
        if one.named:
            first.setdefault(one.who, one)
    found: list[Named] = []
    for one in first.values():
        start = max(one.at_ms, seen.start_ms + seen.fade_ms + _AFTER_MS)
        if found:
            before = found[-1]
            ends = max(min(before.end_ms, start), min(before.start_ms + SHORTEST_MS, before.end_ms))
            found[-1] = replace(before, end_ms=ends)
            start = max(start, ends)
        lasts = max(plate_ms, reading_ms(" ".join(filter(None, one.who))))
        end = min(start + lasts, seen.end_ms)
        if end - start >= SHORTEST_MS:
            found.append(Named(name=one.name, detail=one.detail, start_ms=start, end_ms=end))
    return found


def beside(spoken: Sequence[Spoken], seen: Seen) -> list[Named]:
    """The name of whoever speaks, until somebody else does; the last one until the end card covers it."""
    turns = [*spoken[:1], *(one for before, one in pairwise(spoken) if before.who != one.who)]
    ends = [*(one.at_ms for one in turns[1:]), seen.until_ms]
    return [
        Named(name=one.name, detail=one.detail, start_ms=max(one.at_ms, seen.start_ms), end_ms=end)
        for one, end in zip(turns, ends, strict=True)
        if one.named and end > max(one.at_ms, seen.start_ms)
    ]
