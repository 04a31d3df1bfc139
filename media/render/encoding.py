"""How films are encoded: preset, quality, profile, and the smaller form of a preview."""

from dataclasses import dataclass, replace
from fractions import Fraction

from media.render import segments
from media.timeline.timeline import Timeline


@dataclass(frozen=True, kw_only=True)
class Finish:
    """How carefully a film is made: `shrink` divides its size, `skim` halves its frames and reads the film fast."""

    preset: str
    crf: int
    shrink: int = 1
    skim: bool = False


FINAL = Finish(preset="veryfast", crf=20)
PREVIEW = Finish(preset="superfast", crf=24, shrink=3, skim=True)
# beside several threads a lookahead of its own weighs blocks while they are encoded: now and then another byte
_LOOKAHEAD = "sync-lookahead=0:lookahead-threads"


def at_made_rate(timeline: Timeline, finish: Finish) -> Timeline:
    """The timeline at the frame rate it is made with."""
    return replace(timeline, fps=timeline.fps / 2) if finish.skim else timeline


def finished_size(timeline: Timeline, finish: Finish) -> tuple[int, int]:
    """Width and height of the finished film in pixels."""
    return timeline.width // finish.shrink, timeline.height // finish.shrink


def encoder_options(finish: Finish, *, fps: Fraction, frames: int, threads: int) -> list[str]:
    """Say how ffmpeg encodes the picture: as Facebook asks, without the phone's own data, always the same bytes."""
    gop = str(segments.length(fps))
    return [
        *("-frames:v", str(frames), "-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact"),
        *("-threads", str(threads)),
        *("-c:v", "libx264", "-profile:v", "high", "-preset", finish.preset, "-crf", str(finish.crf)),
        *("-pix_fmt", "yuv420p", "-x264-params", f"stitchable=1:{_LOOKAHEAD}={threads}"),
        *("-g", gop, "-keyint_min", gop, "-sc_threshold", "0", "-flags:v", "+cgop+bitexact"),
        *("-color_range", "tv", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"),
        *("-f", "mp4"),
    ]  # fmt: skip
