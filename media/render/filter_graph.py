"""One ffmpeg run that makes pieces of one or several renditions of a film from one decoding of it.

What is said here is words for the program: inputs, filter graph, encoding. Paths are relative to the workshop's
folder, except the film's own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from pathlib import Path

from media.render import drawing, encoding, footage, moviepy_composition, overlay_pictures, segments, views
from media.render.encoding import Finish
from media.render.footage import BT709, rate
from media.render.overlay_pictures import Lane, Span
from media.render.segments import Output
from media.timeline.scene import Element
from media.timeline.timeline import Timeline

_CARD = f"scale=flags=accurate_rnd:out_color_matrix=bt709:out_range=tv,setsar=1,format=yuva420p,{BT709}"
_CARDS = ("title", "end")


def run_arguments(outputs: Sequence[Output], finish: Finish, folder: Path, threads: int = 1) -> list[str]:
    """Draw what the run needs into the folder, and say the run. All outputs show the same part of one film.

    Decoder and encoders use so many `threads` each.
    """
    run = _Run(outputs, finish, folder, threads)
    (folder / f"{outputs[0].file}.graph").write_text(run.graph(), encoding="utf-8")
    timed = footage.film_time_options(outputs[0].timeline.shot.film)
    said = [*timed, *run.inputs, "-/filter_complex", f"{outputs[0].file}.graph"]
    for number, output in enumerate(outputs):
        coded = encoding.encoder_options(
            finish, fps=output.timeline.fps, frames=output.frames, threads=threads
        )
        said += ["-map", f"[picture{number}]", *coded, "-y", output.file]
    return said


class _Run:
    """Collects the inputs and the filter lines of a run."""

    def __init__(self, outputs: Sequence[Output], finish: Finish, folder: Path, threads: int) -> None:
        self.outputs, self.finish, self.folder, self.threads = outputs, finish, folder, threads
        self.inputs: list[str] = []
        self.lines: list[str] = []
        self._count = 0
        self.first = min(output.wanted[0].first for output in outputs)
        self.last = max(output.wanted[-1].last for output in outputs)
        begins, until = segments.film_frames(outputs[0].timeline)
        self.span = Span(first=max(begins, self.first), last=min(until, self.last))

    def graph(self) -> str:
        if self.has_film:
            self._footage()
        for number, output in enumerate(self.outputs):
            self._picture(number, output)
        return ";\n".join(self.lines)

    @property
    def has_film(self) -> bool:
        return self.span.first < self.span.last

    def _input(self, *said: str) -> int:
        self.inputs += said
        self._count += 1
        return self._count - 1

    def _footage(self) -> None:
        """Decode once, put into its place once per format, hand out once per language."""
        timeline = self.outputs[0].timeline
        shot, fps, (begins, _) = timeline.shot, timeline.fps, segments.film_frames(timeline)
        first, last = self.span.first - begins, self.span.last - begins
        skim = ("-skip_frame", "noref", "-skip_loop_filter", "all") if self.finish.skim else ()
        threads = ("-threads", str(self.threads))
        film = self._input(
            *threads, *skim, *footage.from_moment(shot, shot.from_ms + int(first * 1000 / fps))
        )
        stages = [list(group) for _, group in groupby(enumerate(self.outputs), key=_stage)]
        self.lines.append(
            _split(
                f"[{film}:V:{shot.film.picture_track}]{footage.steady_frames(shot, fps, first, last)}",
                "shot",
                range(len(stages)),
            )
        )
        for number, stage in enumerate(stages):
            shown = stage[0][1].timeline
            parts, placed = views.placed(shown, f"shot{number}", f"stage{number}", (first, last))
            self.lines += [*parts, _split(placed, "film", [place for place, _ in stage])]

    def _picture(self, number: int, output: Output) -> None:
        joined = []
        if self.has_film:
            joined = [self._faded(output, self._overlaid(number, output))]
        for kind in _CARDS:
            frames = self._still_frames(kind, output.timeline)
            if frames > 0:
                still = self._still(output, kind, frames)
                joined = [still, *joined] if kind == "title" else [*joined, still]
        streams = "".join(f"[{label}]" for label in joined)
        whole = f"{streams}concat=n={len(joined)}:v=1:a=0,fps={rate(output.timeline.fps)},{BT709}"
        self.lines.append(f"{whole}{self._chosen(output)}{self._shrunk(output)}[picture{number}]")

    def _overlaid(self, number: int, output: Output) -> str:
        """Lay all that is no card over the film."""
        layers = moviepy_composition.layers(_seen(output.timeline, self.span))
        lanes = overlay_pictures.lanes(output.timeline, layers, self.span, self.folder, output.file)
        below = f"film{number}"
        for lane in lanes:
            below = self._laid(below, lane, output.timeline.fps)
        return below

    def _laid(self, below: str, lane: Lane, fps: Fraction) -> str:
        given = self._input("-f", "concat", "-safe", "0", "-i", lane.list_file)
        self.lines.append(f"[{given}:v]{_CARD}[over{given}]")
        # a stream that is not held when it ends is not waited for: else each frame is copied before it is laid over
        held = ":eof_action=pass" if lane.changes else ""
        place = f"overlay={lane.box.x}:{lane.box.y}:format=yuv420{held}{_enabled(lane, fps)}"
        self.lines.append(f"[{below}][over{given}]{place}[laid{given}]")
        return f"laid{given}"

    def _faded(self, output: Output, below: str) -> str:
        """Lay cards that come or go over the film's beginning and end."""
        timeline = output.timeline
        for kind in _CARDS:
            for card in timeline.of(kind):
                fade = _fade(card, timeline)
                if fade and fade.first < self.span.last and fade.last > self.span.first:
                    given = self._card(output, card)
                    self.lines.append(f"[{given}:v]{_CARD},{fade.filters(timeline, self.span)}[fade{given}]")
                    laid = "overlay=format=yuv420:eof_action=pass"
                    self.lines.append(f"[{below}][fade{given}]{laid}[faded{given}]")
                    below = f"faded{given}"
        return below

    def _still_frames(self, kind: str, timeline: Timeline) -> int:
        begins, until = segments.film_frames(timeline)
        if kind == "title":
            return min(begins, self.last) - self.first
        return self.last - max(until, self.first)

    def _still(self, output: Output, kind: str, frames: int) -> str:
        """A card that stands still for some frames."""
        (card,) = output.timeline.of(kind)
        given = self._card(output, card)
        timed = f"trim=end_frame={frames},setpts=N/({rate(output.timeline.fps)})/TB"
        looped = f"settb=AVTB,loop=loop=-1:size=1,{timed}"
        self.lines.append(f"[{given}:v]{_CARD},format=yuv420p,{looped}[still{given}]")
        return f"still{given}"

    def _card(self, output: Output, card: Element) -> int:
        file = self.folder / f"{output.file}-{card.kind}.tif"  # written and read in half of PNG's time
        if not file.exists():
            drawing.drawn(card).save(file)
        return self._input("-framerate", rate(output.timeline.fps), "-i", file.name)

    def _chosen(self, output: Output) -> str:
        """Leave out what lies between the wanted pieces."""
        if output.frames == self.last - self.first:
            return ""
        spans = [
            (gap[0].first - self.first, gap[-1].last - self.first - 1) for gap in segments.gaps(output.wanted)
        ]
        kept = "+".join(f"between(n,{first},{last})" for first, last in spans)
        return f",select='{kept}',setpts=N/({rate(output.timeline.fps)})/TB"

    def _shrunk(self, output: Output) -> str:
        size = encoding.finished_size(output.timeline, self.finish)
        return f",scale={size[0]}:{size[1]}:flags=area,{BT709}" if self.finish.shrink > 1 else ""


@dataclass(frozen=True, kw_only=True)
class _Fade:
    """A card that fades over the film, in frames of the finished film; at least one."""

    way: str
    at_ms: int
    for_ms: int
    first: int
    last: int

    def filters(self, timeline: Timeline, span: Span) -> str:
        fps = rate(timeline.fps)
        looped = f"settb=AVTB,loop=loop=-1:size=1,trim=end_frame={self.last - self.first}"
        timed = f"setpts=(N+{self.first})/({fps})/TB"
        faded = f"fade=t={self.way}:st={self.at_ms / 1000:.3f}:d={self.for_ms / 1000:.3f}:alpha=1"
        late = max(0, span.first - self.first)
        begun = f"trim=start_frame={late}," if late else ""
        return f"{looped},{timed},{faded},{begun}setpts=PTS-{span.first}/({fps})/TB"


def _enabled(lane: Lane, fps: Fraction) -> str:
    """Where a lane shows nothing, frames pass untouched."""
    if len(lane.shown) > segments.MOST_TERMS:
        return ""
    half = Fraction(1, 2)
    times = [(float((first - half) / fps), float((last - half) / fps)) for first, last in lane.shown]
    return ":enable='" + "+".join(f"between(t,{first:.4f},{last:.4f})" for first, last in times) + "'"


def _stage(numbered: tuple[int, Output]) -> tuple[object, ...]:
    timeline = numbered[1].timeline
    return timeline.width, timeline.height, timeline.shot.place, timeline.shot.surround, timeline.shot.views


def _split(chain: str, name: str, numbers: Iterable[int]) -> str:
    labels = [f"[{name}{number}]" for number in numbers]
    return f"{chain},split={len(labels)}{''.join(labels)}" if len(labels) > 1 else f"{chain}{labels[0]}"


def _seen(timeline: Timeline, span: Span) -> list[Element]:
    """The elements that are seen in a span, a frame more or less; cards are no overlays."""
    frame_ms = 1000 / timeline.fps
    begins, ends = (span.first - 1) * frame_ms, (span.last + 1) * frame_ms
    over = (one for one in timeline.elements if one.kind not in _CARDS)
    return [one for one in over if one.start_ms < ends and one.end_ms > begins]


def _fade(card: Element, timeline: Timeline) -> _Fade | None:
    if card.fade_out_ms:
        way, at, lasts = "out", card.end_ms - card.fade_out_ms, card.fade_out_ms
    elif card.fade_in_ms:
        way, at, lasts = "in", card.start_ms, card.fade_in_ms
    else:
        return None
    first = timeline.frame(at)
    last = max(first + 1, timeline.frame(at + lasts))
    return _Fade(way=way, at_ms=at, for_ms=lasts, first=first, last=last)
