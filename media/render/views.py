"""A film that changes its look in the middle: each view of it is brought into the picture by filters of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from media.render import footage
from media.sources.looks import Look
from media.timeline.timeline import Shot, Timeline, View

_TURNS = {0: "", 90: ",transpose=clock", 180: ",hflip,vflip", 270: ",transpose=cclock"}


@dataclass(frozen=True, kw_only=True)
class _Seen:
    """A view, in frames of what a run shows of the shot: from `first` on, up to `last`, which is not included."""

    view: View
    first: int
    last: int


def placed(timeline: Timeline, given: str, name: str, frames: tuple[int, int]) -> tuple[list[str], str]:
    """Filters that put the film into its place: whole lines first, then one that is not ended.

    `given` is the label of the shot's `frames` (from, up to) at the film's rate; inner labels begin with `name`.
    """
    shot, size = timeline.shot, (timeline.width, timeline.height)
    seen = _seen(timeline, *frames)
    if not seen:
        return [], f"[{given}]{footage.placed_in_picture(shot, size, name)}"
    parts = [f"{name}part{number}" for number in range(len(seen))]
    lines = [f"[{given}]split={len(parts)}{_labels(parts)}"]
    for part, one in zip(parts, seen, strict=True):
        chosen = f"trim=start_frame={one.first}:end_frame={one.last},setpts=PTS-STARTPTS"
        shown = shot.as_seen(one.view.look.from_ms)
        ready = f"{chosen},{_upright(one.view.look, shown)}{footage.untagged(shown.film)}"
        lines.append(f"[{part}]{ready},{footage.placed_in_picture(shown, size, part)}[{part}placed]")
    joined = _labels([f"{part}placed" for part in parts])
    return lines, f"{joined}concat=n={len(parts)}:v=1:a=0,fps={footage.rate(timeline.fps)}"


def _seen(timeline: Timeline, first: int, last: int) -> list[_Seen]:
    """The views in some frames of the shot, in their order."""
    shot = timeline.shot
    begins = [max(0, timeline.frame(view.look.from_ms) - timeline.frame(shot.from_ms)) for view in shot.views]
    ends = [*begins[1:], max(last, *begins)] if begins else []
    return [
        _Seen(view=view, first=max(begin, first) - first, last=min(end, last) - first)
        for view, begin, end in zip(shot.views, begins, ends, strict=True)
        if max(begin, first) < min(end, last)
    ]


def _upright(look: Look, shown: Shot) -> str:
    """Filters that bring pictures of one look to one size, and upright.

    What has another shape all the same, as near a change, is fitted in: nothing is ever squeezed.
    """
    wide, tall = look.across, look.down
    shape = float(Fraction(wide, tall))
    same = f"lt(abs(a/{shape:.6f}-1),0.02)"
    width = f"if({same},{wide},{wide}*min(1,a/{shape:.6f}))"
    height = f"if({same},{tall},{tall}*min(1,{shape:.6f}/a))"
    fitted = f"scale=w='{width}':h='{height}':eval=frame:flags=bicubic"
    padded = f"pad={wide}:{tall}:(ow-iw)/2:(oh-ih)/2:eval=frame"
    return f"{fitted},{padded},{footage.fields_joined(shown.film)}null{_TURNS[look.turn]}"


def _labels(names: Sequence[str]) -> str:
    return "".join(f"[{name}]" for name in names)
