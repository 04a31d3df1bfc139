"""The one ffmpeg run that makes a film: its inputs, filter graph and encoding, as words for the program.

Paths in it are relative to the workshop's folder, except the film's own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from media import encoder, overlays
from media.lowering import Lane
from media.probe import Film
from media.scene import Element
from media.timeline import Shot, Timeline

RATE = 48000
GOP_SECONDS = 2  # closed groups of pictures of two seconds, as Facebook asks
_BT709 = "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709"
_HDR = ("arib-std-b67", "smpte2084")
_TONE_MAPPED = (
    "zscale=t=linear:npl=100,format=gbrpf32le,zscale=p=bt709,tonemap=mobius:param=0.6:desat=0,zscale=t=bt709:m=bt709:r=tv,"
    "format=yuv420p"
)
_CARD = f"scale=flags=accurate_rnd:out_color_matrix=bt709:out_range=tv,setsar=1,format=yuva420p,{_BT709}"


@dataclass(frozen=True, kw_only=True)
class Cards:
    """The full pictures before and after the film, as PNG files; None where there is no such card."""

    title: str | None
    end: str | None


def source(shot: Shot) -> list[str]:
    """The part of the film that is shown, as an ffmpeg input."""
    length = (shot.to_ms - shot.from_ms) / 1000
    trim = ["-ss", f"{shot.from_ms / 1000:.3f}"] if shot.from_ms else []
    return [*trim, "-t", f"{length:.3f}", "-protocol_whitelist", "file", "-i", encoder.source(shot.film.path)]


def sound_chain(timeline: Timeline) -> str:
    """The film's sound as 48 kHz stereo that starts with the picture and is exactly as long."""
    shot = timeline.shot
    count = _samples(timeline.frame(shot.end_ms) - timeline.frame(shot.start_ms), timeline.fps)
    ends = max(0.0, count / RATE - 0.06)
    return (
        f"aresample={RATE}:async=1:first_pts=0,aformat=sample_fmts=fltp:channel_layouts=stereo,"
        f"apad,atrim=end_sample={count},afade=t=in:d=0.02,afade=t=out:st={ends:.3f}:d=0.06"
    )


def graph(timeline: Timeline, lanes: Sequence[Lane], cards: Cards, sound: str | None) -> str:
    """The filter graph: film in its place, overlays, cards around it, sound; ends in [picture], [sound]."""
    parts = [_film(timeline), *_overlaid(lanes), *_between_cards(timeline, cards, 1 + len(lanes))]
    total = _samples(timeline.frames, timeline.fps)
    if sound is None:
        parts.append(f"anullsrc=r={RATE}:cl=stereo,atrim=end_sample={total}[sound]")
    else:
        lead = _samples(timeline.frame(timeline.shot.start_ms), timeline.fps)
        parts.append(f"[0:a:0]{sound},adelay={lead}S:all=1,apad,atrim=end_sample={total}[sound]")
    return ";\n".join(parts)


def inputs(timeline: Timeline, lanes: Sequence[Lane], cards: Cards) -> list[str]:
    """All inputs, in the order the graph counts on: the film, the lanes, the cards."""
    words = source(timeline.shot)
    for lane in lanes:
        words += ["-f", "concat", "-safe", "0", "-i", lane.list_file]
    for card in (cards.title, cards.end):
        words += ["-framerate", _rate(timeline.fps), "-i", card] if card else []
    return words


def encoding(timeline: Timeline, threads: int | None) -> list[str]:
    """How the film is encoded: as Facebook asks, without the phone's own data, the same bytes every time."""
    gop = str(round(timeline.fps * GOP_SECONDS))
    return [
        *("-map", "[picture]", "-map", "[sound]", "-frames:v", str(timeline.frames)),
        *("-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact"),
        *("-c:v", "libx264", "-profile:v", "high", "-preset", "veryfast", "-crf", "20", "-pix_fmt", "yuv420p"),
        *("-g", gop, "-keyint_min", gop, "-sc_threshold", "0", "-flags:v", "+cgop+bitexact"),
        *("-color_range", "tv", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"),
        *("-c:a", "aac", "-b:a", "160k", "-ar", str(RATE), "-ac", "2", "-flags:a", "+bitexact"),
        *(("-threads", str(threads)) if threads else ()),
        *("-movflags", "+faststart", "-f", "mp4"),
    ]  # fmt: skip


def _film(timeline: Timeline) -> str:
    """The film at a fixed rate, in its place, exactly as many frames as it is seen; its last one is held."""
    shot = timeline.shot
    frames = _shown_until(timeline) - timeline.frame(shot.start_ms)
    fixed = f"fps={_rate(timeline.fps)}:start_time=0"
    held = f"tpad=stop=-1:stop_mode=clone,trim=end_frame={frames},setpts=PTS-STARTPTS"
    deinterlaced = "bwdif=mode=send_frame:deint=interlaced," if shot.film.interlaced else ""
    head = f"[0:V:0]{deinterlaced}{fixed},{held},{_colours(shot.film)}"
    box = shot.place.box
    shown = f"{_crop(shot)}{_scale(box.width, box.height)}"
    if not shot.surround:
        return f"{head}{shown}[film0]"
    return f"{head}{_surround(timeline, shown)}"


def _colours(film: Film) -> str:
    """Say what an untagged film's colours are (HD: BT.709), and bring HDR to what every screen shows."""
    if film.transfer in _HDR:
        return f"{_TONE_MAPPED},"
    untagged = film.matrix in ("unknown", "unspecified", "reserved", "gbr")
    return "setparams=colorspace=bt709," if untagged and film.height >= 720 else ""


def _scale(width: int, height: int) -> str:
    scaled = f"scale={width}:{height}:flags=bicubic:out_color_matrix=bt709:out_range=tv"
    return f"{scaled},setsar=1,format=yuv420p,{_BT709}"


def _crop(shot: Shot) -> str:
    crop = shot.place.crop
    wide, tall = crop.right - crop.left, crop.bottom - crop.top
    if wide == 1 and tall == 1:
        return ""
    return f"crop=w=iw*{wide:.6f}:h=ih*{tall:.6f}:x=iw*{crop.left:.6f}:y=ih*{crop.top:.6f},"


def _surround(timeline: Timeline, shown: str) -> str:
    size, box = (timeline.width, timeline.height), timeline.shot.place.box
    if timeline.shot.surround != "blur":
        colour = timeline.shot.surround.replace("#", "0x")
        return f"{shown},pad={size[0]}:{size[1]}:{box.x}:{box.y}:color={colour}[film0]"
    film, small = timeline.shot.film, tuple(side // overlays.BLUR_SHRINK for side in size)
    ratio = min(Fraction(film.width, size[0]), Fraction(film.height, size[1]))
    wide, tall = float(size[0] * ratio / film.width), float(size[1] * ratio / film.height)
    light = overlays.BLUR_LIGHT
    blurred = (
        f"crop=w=iw*{wide:.6f}:h=ih*{tall:.6f},{_scale(small[0], small[1])},gblur=sigma={overlays.BLUR_SIGMA},"
        f"lutyuv=y='16+(val-16)*{light}':u='128+(val-128)*{light}':v='128+(val-128)*{light}',"
        f"{_scale(*size)}"
    )
    return (
        f"split[sharp][soft];[soft]{blurred}[ground];[sharp]{shown}[front];"
        f"[ground][front]overlay={box.x}:{box.y}:format=yuv420[film0]"
    )


def _overlaid(lanes: Sequence[Lane]) -> list[str]:
    parts = []
    for number, lane in enumerate(lanes):
        place = f"overlay={lane.box.x}:{lane.box.y}:format=yuv420"
        parts.append(f"[{number + 1}:v]{_CARD}[lane{number}]")
        parts.append(f"[film{number}][lane{number}]{place}[film{number + 1}]")
    parts.append(f"[film{len(lanes)}]null[laid]")
    return parts


def _between_cards(timeline: Timeline, cards: Cards, number: int) -> list[str]:
    """Fading cards over the film's beginning and end, and the cards themselves before and after it."""
    first, last = timeline.frame(timeline.shot.start_ms), _shown_until(timeline)
    parts: list[str] = []
    joined = ["laid"]
    for kind, card, still in (("title", cards.title, first), ("end", cards.end, timeline.frames - last)):
        if card:
            (element,) = timeline.of(kind)
            film = "laid" if "laid" in joined else "opened"
            fade = _fade(element)
            uses = [use for use, wanted in (("still", still > 0), ("fading", fade is not None)) if wanted]
            labels = "".join(f"[{kind}-{use}-card]" for use in uses)
            parts.append(f"[{number}:v]{_CARD},split={len(uses)}{labels}")
            if still > 0:
                parts.append(_still(kind, still, timeline.fps))
                joined = [f"{kind}-still", *joined] if kind == "title" else [*joined, f"{kind}-still"]
            if fade is not None:
                shown = "opened" if kind == "title" else "closed"
                parts += [_fading(kind, fade, first, timeline)]
                parts += [f"[{film}][{kind}-fading]overlay=format=yuv420:eof_action=pass[{shown}]"]
                joined = [shown if label == film else label for label in joined]
            number += 1
    streams = "".join(f"[{label}]" for label in joined)
    return [*parts, f"{streams}concat=n={len(joined)}:v=1:a=0,fps={_rate(timeline.fps)},{_BT709}[picture]"]


@dataclass(frozen=True, kw_only=True)
class _Fade:
    """A card fading over the film: which way, from when, and for how long."""

    way: str
    at_ms: int
    for_ms: int


def _fade(card: Element) -> _Fade | None:
    if card.fade_out_ms:
        return _Fade(way="out", at_ms=card.end_ms - card.fade_out_ms, for_ms=card.fade_out_ms)
    return _Fade(way="in", at_ms=card.start_ms, for_ms=card.fade_in_ms) if card.fade_in_ms else None


def _still(kind: str, frames: int, fps: Fraction) -> str:
    """A card that stands still for some frames."""
    timed = f"trim=end_frame={frames},setpts=N/({_rate(fps)})/TB"
    return f"[{kind}-still-card]format=yuv420p,settb=AVTB,loop=loop=-1:size=1,{timed}[{kind}-still]"


def _fading(kind: str, fade: _Fade, first: int, timeline: Timeline) -> str:
    """A card that fades, on the film's own time; at least one frame of it."""
    fps, begins = timeline.fps, timeline.frame(fade.at_ms)
    frames = max(1, timeline.frame(fade.at_ms + fade.for_ms) - begins)
    looped = f"settb=AVTB,loop=loop=-1:size=1,trim=end_frame={frames},setpts=(N+{begins})/({_rate(fps)})/TB"
    faded = f"fade=t={fade.way}:st={fade.at_ms / 1000:.3f}:d={fade.for_ms / 1000:.3f}:alpha=1"
    return f"[{kind}-fading-card]{looped},{faded},setpts=PTS-{first}/({_rate(fps)})/TB[{kind}-fading]"


def _shown_until(timeline: Timeline) -> int:
    """The first frame in which nothing of the film is seen any more."""
    ends = timeline.shot.end_ms
    fade = max((card.fade_in_ms for card in timeline.of("end")), default=0)
    return min(timeline.frame(ends + fade), timeline.frames)


def _samples(frames: int, fps: Fraction) -> int:
    return round(frames * RATE / fps)


def _rate(fps: Fraction) -> str:
    return f"{fps.numerator}/{fps.denominator}"
