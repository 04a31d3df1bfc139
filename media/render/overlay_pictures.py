"""A composition lowered: each overlay sampled at the film's frame times and written as few small pictures.

Every kind of overlay becomes a lane: one stream of PNG pictures of equal size for ffmpeg's concat reader,
which changes picture just before the frame that needs the next. Method and traps: facts/render.md.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import chain, groupby
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from media.render import drawing
from media.render.drawing import Patch
from media.render.moviepy_composition import Layer
from media.timeline.scene import Box, Element
from media.timeline.timeline import Timeline

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_FULL_CARDS = ("title", "end")


@dataclass(frozen=True, kw_only=True)
class Lane:
    """A stream of pictures laid over the film at `box`; `list_file` is its ffconcat file.

    `shown` are the frames of the span (from, up to but not including) in which there is anything to see; `changes`
    tells whether there is more than one picture.
    """

    list_file: str
    box: Box
    shown: tuple[tuple[int, int], ...]
    changes: bool


@dataclass(frozen=True, kw_only=True)
class _State:
    """What an overlay shows from a frame of the film on: a picture at a place, somewhat changed, or nothing."""

    frame: int
    picture: Image.Image | None
    x: int = 0
    y: int = 0
    changed: tuple[Patch, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Span:
    """Frames of the finished film, from `first` up to `last` (not included), in which the film itself is seen."""

    first: int
    last: int


def lanes(timeline: Timeline, layers: Iterable[Layer], span: Span, folder: Path, name: str) -> list[Lane]:
    """Write the pictures and lists of all lanes of a span into a folder, under names that begin with `name`.

    Cards that fill the picture are no lanes. A lane's time 0 is the span's first frame.
    """
    laid = [layer for layer in layers if layer.element.kind not in _FULL_CARDS]
    grouped = groupby(laid, key=lambda layer: layer.element.kind)
    made = (_lane(timeline, list(group), span, folder, f"{name}-{kind}") for kind, group in grouped)
    return [lane for lane in made if lane]


def _lane(timeline: Timeline, group: list[Layer], span: Span, folder: Path, kind: str) -> Lane | None:
    states = _distinct(timeline, group, span)
    seen = [state for state in states if state.picture is not None]
    if not seen:
        return None
    box = _union(seen, timeline)
    lines = ["ffconcat version 1.0"]
    _canvas(_State(frame=span.first, picture=None), box).save(folder / f"{kind}-none.png", compress_level=1)
    for number, (state, until) in enumerate(zip(states, _ends(states, span), strict=True)):
        name = f"{kind}-{number:04}.png" if state.picture else f"{kind}-none.png"
        if state.picture:
            _canvas(state, box).save(folder / name, compress_level=1)
        lines += [f"file {name}", "option framerate 90000"]
        lasts = _seconds(until - span.first, timeline.fps) - _seconds(state.frame - span.first, timeline.fps)
        lines += [f"duration {lasts:.6f}"]
    if len(states) > 1:
        lines += lines[-3:]  # a stream that changes is not held when it ends, so it ends when all is shown
    (folder / f"{kind}.ffconcat").write_text("\n".join(lines) + "\n", encoding="utf-8")
    shown = tuple(_shown(states, span))
    return Lane(list_file=f"{kind}.ffconcat", box=box, shown=shown, changes=len(states) > 1)


def _shown(states: list[_State], span: Span) -> Iterator[tuple[int, int]]:
    ends = [*(state.frame for state in states[1:]), span.last]
    for seen, group in groupby(zip(states, ends, strict=True), key=lambda pair: pair[0].picture is not None):
        pairs = list(group)
        if seen:
            yield pairs[0][0].frame - span.first, pairs[-1][1] - span.first


def _seconds(frame: int | Fraction, fps: Fraction) -> float:
    """Half a frame before a frame of the film is due, so that rounding never makes a picture late."""
    return max(0.0, round(float((frame - Fraction(1, 2)) / fps), 6))


def _ends(states: list[_State], span: Span) -> list[int | Fraction]:
    """Where each state ends: the last one before another frame would come, or the film would be the longer for it."""
    last = span.last - Fraction(1, 4) if len(states) > 1 else span.last + 1
    return [*(state.frame for state in states[1:]), last]


def _distinct(timeline: Timeline, group: list[Layer], span: Span) -> list[_State]:
    """The lane's states in order, from the span's first frame on, with nothing shown in the gaps."""
    states = {span.first: _State(frame=span.first, picture=None)}
    states |= {state.frame: state for layer in group for state in _sampled(timeline, layer, span)}
    return [states[frame] for frame in sorted(states)]


def _sampled(timeline: Timeline, layer: Layer, span: Span) -> Iterator[_State]:
    """The states of one clip: MoviePy hands out the same arrays for as long as nothing moves."""
    clip, fps = layer.clip, timeline.fps
    begins = max(math.ceil(layer.element.start_ms * fps / 1000), span.first)
    ends = min(math.ceil(layer.element.end_ms * fps / 1000), span.last)
    before: tuple[object, object, object] | None = None
    for frame in _telling(layer.element, begins, ends, fps):
        t = float(frame / fps) - clip.start
        pixels, mask, place = clip.get_frame(t), clip.mask.get_frame(t), clip.pos(t)
        if before is None or pixels is not before[0] or mask is not before[1] or place != before[2]:
            state = _State(frame=frame, picture=_rgba(pixels, mask), x=int(place[0]), y=int(place[1]))
            yield state
            yield from _marked(layer.element, state, (begins, ends), fps)
        before = (pixels, mask, place)
    if begins < ends < span.last:
        yield _State(frame=ends, picture=None)


def _marked(element: Element, plain: _State, seen: tuple[int, int], fps: Fraction) -> Iterator[_State]:
    """The states of an element that rests and marks words: with a mark from where it begins, without where it ends."""
    if plain.picture is None:
        return
    frames: dict[int, tuple[Patch, ...]] = {}
    for mark, changed in drawing.patches(element, plain.picture):
        begins, ends = (math.ceil(at * fps / 1000) for at in (mark.start_ms, mark.end_ms))
        if max(begins, seen[0]) < min(ends, seen[1]):
            frames |= {max(begins, seen[0]): tuple(changed), ends: ()}
    for frame, patches in frames.items():
        if frame < seen[1]:
            yield replace(plain, frame=frame, changed=patches)


def _telling(element: Element, begins: int, ends: int, fps: Fraction) -> Iterable[int]:
    """The frames at which an element may differ from the frame before: between coming and going it rests."""
    rests = max(begins, math.ceil((element.start_ms + element.comes_ms) * fps / 1000)) + 1
    goes = max(rests, math.ceil((element.end_ms - element.goes_ms) * fps / 1000))
    return chain(range(begins, min(rests, ends)), range(goes, ends))


def _rgba(pixels: "NDArray[np.uint8]", mask: "NDArray[np.float64]") -> Image.Image:
    import numpy as np

    picture = Image.fromarray(np.asarray(pixels, dtype=np.uint8)[:, :, :3])
    picture.putalpha(Image.fromarray(np.rint(np.clip(mask, 0, 1) * 255).astype(np.uint8)))
    return picture


def _union(states: list[_State], timeline: Timeline) -> Box:
    """The smallest box around all states; even, as 4:2:0 pictures can only be laid on even pixels."""
    pictures = [(state, state.picture) for state in states if state.picture is not None]
    left = max(0, min(state.x for state, _ in pictures)) // 2 * 2
    top = max(0, min(state.y for state, _ in pictures)) // 2 * 2
    right = min(timeline.width, max(state.x + picture.width for state, picture in pictures))
    bottom = min(timeline.height, max(state.y + picture.height for state, picture in pictures))
    return Box(
        x=left, y=top, width=math.ceil((right - left) / 2) * 2, height=math.ceil((bottom - top) / 2) * 2
    )


def _canvas(state: _State, box: Box) -> Image.Image:
    canvas = Image.new("RGBA", (box.width, box.height), (0, 0, 0, 0))
    if state.picture is not None:
        canvas.paste(state.picture, (state.x - box.x, state.y - box.y))
        for patch in state.changed:
            canvas.paste(patch.picture, (state.x - box.x + patch.x, state.y - box.y + patch.y))
    return canvas
