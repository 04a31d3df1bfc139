"""Two languages beside one another: which subtitle of the second stands at the time of which of the first."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from schedules.model.edited_subtitles import EditedCue


@dataclass(frozen=True, kw_only=True)
class Pairs:
    """Cues of a second language by the number of the first's cue that they stand beside, and those beside none."""

    beside: dict[int, EditedCue]
    loose: tuple[EditedCue, ...]


def paired(first: Sequence[EditedCue], second: Sequence[EditedCue]) -> Pairs:
    """Pair each cue with the one that it is seen with for longest; of several with one, the longest seen."""
    ordered = sorted(first, key=lambda one: one.start_ms)
    starts = [one.start_ms for one in ordered]
    longest: dict[int, tuple[int, EditedCue]] = {}
    loose: list[EditedCue] = []
    for cue in second:
        together, meant = _meant(ordered, starts, cue)
        if meant is None:
            loose.append(cue)
            continue
        before = longest.get(meant.id)
        if before is None or before[0] < together:
            loose += [before[1]] if before else []
            longest[meant.id] = together, cue
        else:
            loose.append(cue)
    return Pairs(
        beside={number: cue for number, (_, cue) in longest.items()},
        loose=tuple(sorted(loose, key=lambda one: (one.start_ms, one.end_ms))),
    )


def _meant(first: Sequence[EditedCue], starts: Sequence[int], cue: EditedCue) -> tuple[int, EditedCue | None]:
    """The cue of the first language that one of the second is seen with for longest, and for how long."""
    at = bisect_right(starts, cue.end_ms)
    best, meant = 0, None
    for one in reversed(first[max(0, at - 40) : at]):  # more do not stand at once
        together = min(one.end_ms, cue.end_ms) - max(one.start_ms, cue.start_ms)
        if together > best:
            best, meant = together, one
    return best, meant


def inherited(first: EditedCue, number: int) -> EditedCue:
    """Return an empty cue of a second language with the times of the first's, for a translator to fill in."""
    return EditedCue(id=number, start_ms=first.start_ms, end_ms=first.end_ms, text="")
