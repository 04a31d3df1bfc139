"""The film's own picture and sound on their way into a rendition: which part, at a fixed rate, upright, in
right colours, in its place.

All of it is said as words and filters for ffmpeg, whose business every phone's format is.
"""

from fractions import Fraction

from media import encoder, framing
from media.probe import Film
from media.timeline import Shot, Timeline

BT709 = "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709"
RATE = 48000  # samples a second
_HDR = ("arib-std-b67", "smpte2084")
_TONE_MAPPED = (
    "zscale=t=linear:npl=100,format=gbrpf32le,zscale=p=bt709,tonemap=mobius:param=0.6:desat=0,zscale=t=bt709:m=bt709:r=tv,"
    "format=yuv420p"
)
_PREROLL_MS = (
    500  # decoded before a span begins, so that filters that look back see what they would have seen
)


def whole(shot: Shot) -> list[str]:
    """The part of the film that is shown, as an ffmpeg input whose time begins with it."""
    length = (shot.to_ms - shot.from_ms) / 1000
    trim = ["-ss", f"{shot.from_ms / 1000:.3f}"] if shot.from_ms else []
    return [*trim, "-t", f"{length:.3f}", *_opened(shot.film)]


def part(shot: Shot, begins_ms: int) -> list[str]:
    """The film from `begins_ms` (film time) on, as an ffmpeg input that keeps the film's own time.

    Decoding begins a little earlier and ends with what is shown, so that any span of it comes out as in the
    whole film.
    """
    start = max(shot.from_ms, begins_ms - _PREROLL_MS)
    seek = ["-ss", f"{start / 1000:.3f}"] if start > 0 else []
    return [*seek, "-t", f"{(shot.to_ms - start) / 1000:.3f}", *_opened(shot.film)]


def steady(shot: Shot, fps: Fraction, first: int, last: int) -> str:
    """Filters that show frames `first` up to `last` (not included) of the shot at a fixed rate, from time 0.

    Where the film has ended its last picture is held. Frames count from the shot's own first.
    """
    deinterlaced = "bwdif=mode=send_frame:deint=interlaced," if shot.film.interlaced else ""
    fixed = f"fps={rate(fps)}:start_time={shot.from_ms / 1000:.3f},tpad=stop=-1:stop_mode=clone"
    return f"{deinterlaced}{fixed},trim=start_frame={first}:end_frame={last},setpts=PTS-STARTPTS{_colours(shot.film)}"


def sound(timeline: Timeline) -> str:
    """The film's sound as 48 kHz stereo that starts with the picture and is exactly as long."""
    shot = timeline.shot
    count = samples(timeline.frame(shot.end_ms) - timeline.frame(shot.start_ms), timeline.fps)
    ends = max(0.0, count / RATE - 0.06)
    return (
        f"aresample={RATE}:async=1:first_pts=0,aformat=sample_fmts=fltp:channel_layouts=stereo,"
        f"apad,atrim=end_sample={count},afade=t=in:d=0.02,afade=t=out:st={ends:.3f}:d=0.06"
    )


def staged(shot: Shot, size: tuple[int, int], name: str) -> str:
    """Filters that put the film into its place in a picture of `size` (pixels); inner labels begin with `name`."""
    box = shot.place.box
    shown = f"{_crop(shot)}{_scale(box.width, box.height)}"
    if not shot.surround:
        return shown
    if shot.surround != "blur":
        colour = shot.surround.replace("#", "0x")
        return f"{shown},pad={size[0]}:{size[1]}:{box.x}:{box.y}:color={colour}"
    return (
        f"split[{name}sharp][{name}soft];[{name}soft]{_blurred(shot.film, size)}[{name}ground];"
        f"[{name}sharp]{shown}[{name}front];[{name}ground][{name}front]overlay={box.x}:{box.y}:format=yuv420"
    )


def samples(frames: int, fps: Fraction) -> int:
    """How many samples of sound last as long as some frames."""
    return round(frames * RATE / fps)


def rate(fps: Fraction) -> str:
    """A frame rate as ffmpeg reads it."""
    return f"{fps.numerator}/{fps.denominator}"


def _opened(film: Film) -> list[str]:
    return ["-protocol_whitelist", "file", "-i", encoder.source(film.path)]


def _colours(film: Film) -> str:
    """Say what an untagged film's colours are (HD: BT.709), and bring HDR to what every screen shows."""
    if film.transfer in _HDR:
        return f",{_TONE_MAPPED}"
    untagged = film.matrix in ("unknown", "unspecified", "reserved", "gbr")
    return ",setparams=colorspace=bt709" if untagged and film.height >= 720 else ""


def _scale(width: int, height: int) -> str:
    scaled = f"scale={width}:{height}:flags=bicubic:out_color_matrix=bt709:out_range=tv"
    return f"{scaled},setsar=1,format=yuv420p,{BT709}"


def _crop(shot: Shot) -> str:
    crop = shot.place.crop
    wide, tall = crop.right - crop.left, crop.bottom - crop.top
    if wide == 1 and tall == 1:
        return ""
    return f"crop=w=iw*{wide:.6f}:h=ih*{tall:.6f}:x=iw*{crop.left:.6f}:y=ih*{crop.top:.6f},"


def _blurred(film: Film, size: tuple[int, int]) -> str:
    """The film again, cropped to the whole picture's proportions, blurred and darkened."""
    small = tuple(side // framing.BLUR_SHRINK for side in size)
    ratio = min(Fraction(film.width, size[0]), Fraction(film.height, size[1]))
    wide, tall = float(size[0] * ratio / film.width), float(size[1] * ratio / film.height)
    light = framing.BLUR_LIGHT
    return (
        f"crop=w=iw*{wide:.6f}:h=ih*{tall:.6f},{_scale(small[0], small[1])},gblur=sigma={framing.BLUR_SIGMA},"
        f"lutyuv=y='16+(val-16)*{light}':u='128+(val-128)*{light}':v='128+(val-128)*{light}',"
        f"{_scale(*size)}"
    )
