"""The film's own picture and sound on their way into a rendition: which part, at a fixed rate, upright, in
right colours, in its place.

All of it is said as words and filters for ffmpeg, whose business every phone's format is.
"""

from fractions import Fraction

from media import ffmpeg
from media.formats import Region
from media.sources import audio
from media.sources.audio import RATE
from media.sources.probe import Film
from media.timeline import framing
from media.timeline.scene import Box
from media.timeline.timeline import Shot, Timeline

BT709 = "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709"
_HLG = "arib-std-b67"
_HDR = (_HLG, "smpte2084")
_WIDE = ("bt2020", "smpte431", "smpte432")
_UNTAGGED = ("unknown", "unspecified", "reserved")
_WHITE_NITS = 203  # what HDR films show as white paper (ITU-R BT.2408)
_PEAK = 1000 / _WHITE_NITS  # the brightest that HLG, and most of PQ, goes
_PREROLL_MS = (
    500  # decoded before a span begins, so that filters that look back see what they would have seen
)


def film_time_options(film: Film) -> list[str]:
    """Words before all inputs of a run: times are those of the film, 0 where it begins."""
    return ["-copyts", "-start_at_zero"] if film.seekable else []


def from_moment(shot: Shot, begins_ms: int) -> list[str]:
    """The film from `begins_ms` (film time) on, as an ffmpeg input that keeps the film's own time.

    Decoding begins at a key picture well before, so that any span comes out as in the whole film; filters choose.
    A look that changes on the way (calls do that) does not begin all anew: filters of each view put it into place.
    """
    film = shot.film
    beside = audio.unread_tracks(film, "a", "s", "d") if film.has_sound else []
    read = ["-reinit_filter", "0", *(["-noautorotate"] if film.looks else [])]
    return [*_begun(film, begins_ms), *read, *ffmpeg.safe_input(film.path), *beside]


def sound_input(shot: Shot) -> list[str]:
    """The film as the source of a run in which its sound is wanted, in the film's own time."""
    film = shot.film
    return audio.heard(film, *film_time_options(film), *_begun(film, shot.from_ms))


def steady_frames(shot: Shot, fps: Fraction, first: int, last: int) -> str:
    """Filters that show frames `first` up to `last` (not included) of the shot at a fixed rate, from time 0.

    Where the film has ended its last picture is held. Frames count from the shot's own first. A film that changes its
    look leaves them as it has them.
    """
    fixed = f"fps={rate(fps)}:start_time={_seconds(shot.from_ms)},tpad=stop=-1:stop_mode=clone"
    size, fields, colours = (
        ("", "", "") if shot.views else ("scale,", fields_joined(shot.film), untagged(shot.film))
    )
    return (
        f"{size}trim=end={_seconds(shot.to_ms)},{fields}{fixed},trim=start_frame={first}:end_frame={last},"
        f"setpts=PTS-STARTPTS,sidedata=mode=delete{colours}"
    )


def fields_joined(film: Film) -> str:
    """A filter, with its comma, that makes whole pictures of a film's fields where it has any."""
    return "bwdif=mode=send_frame:deint=interlaced," if film.interlaced else ""


def untagged(film: Film) -> str:
    """Say what an untagged film's colours are, for a decoder cannot know: of HD they are those of BT.709."""
    return ",setparams=colorspace=bt709" if film.matrix in _UNTAGGED and film.height >= 720 else ""


def sound_filters(timeline: Timeline) -> str:
    """The film's sound as 48 kHz stereo that starts with the picture and is exactly as long."""
    shot = timeline.shot
    count = samples(timeline.frame(shot.end_ms) - timeline.frame(shot.start_ms), timeline.fps)
    begins, ends = _seconds(shot.from_ms), max(0.0, count / RATE - 0.06)
    return (
        f"atrim=start={begins}:end={_seconds(shot.to_ms)},asetpts=PTS-{begins}/TB,"
        f"{audio.steady_sound(RATE)},aformat=sample_fmts=fltp:channel_layouts=stereo,"
        f"apad,atrim=end_sample={count},afade=t=in:d=0.02,afade=t=out:st={ends:.3f}:d=0.06"
    )


def placed_in_picture(shot: Shot, size: tuple[int, int], name: str) -> str:
    """Filters that put the film into its place in a picture of `size` (pixels); inner labels begin with `name`."""
    box = shot.place.box
    shown = part_in_box(shot.film, shot.place.crop, box)
    if not shot.surround:
        return shown
    if shot.surround != "blur":
        colour = shot.surround.replace("#", "0x")
        return f"{shown},pad={size[0]}:{size[1]}:{box.x}:{box.y}:color={colour}"
    return (
        f"split[{name}sharp][{name}soft];[{name}soft]{_blurred(shot.film, size)}[{name}ground];"
        f"[{name}sharp]{shown}[{name}front];[{name}ground][{name}front]overlay={box.x}:{box.y}:format=yuv420"
    )


def part_in_box(film: Film, crop: Region, box: Box) -> str:
    """Filters that show part of a film as large as a box, in the colours that every screen shows."""
    return f"{_crop(crop)}{_scale(film, box.width, box.height)}"


def samples(frames: int, fps: Fraction) -> int:
    """How many samples of sound last as long as some frames."""
    return round(frames * RATE / fps)


def rate(fps: Fraction) -> str:
    """A frame rate as ffmpeg reads it."""
    return f"{fps.numerator}/{fps.denominator}"


def _begun(film: Film, ms: int) -> list[str]:
    start = ms - _PREROLL_MS
    return ["-noaccurate_seek", "-ss", _seconds(start)] if start > 0 and film.seekable else []


def _seconds(ms: int) -> str:
    return f"{ms / 1000:.3f}"


def _scale(film: Film, width: int, height: int) -> str:
    """To a size, and to the colours that every screen shows."""
    if film.transfer in _HDR or film.primaries in _WIDE:
        return f"{_narrowed(film, width, height)},setsar=1,{BT709}"
    scaled = f"scale={width}:{height}:flags=bicubic:out_color_matrix=bt709:out_range=tv"
    return f"{scaled},setsar=1,format=yuv420p,{BT709}"


def _narrowed(film: Film, width: int, height: int) -> str:
    """HDR and wide colours brought to BT.709: white paper stays white, what is brighter is bent below it."""
    given = f":pin={film.primaries if film.primaries in _WIDE else 'bt2020'}"
    given += ":min=bt2020nc" if film.matrix in _UNTAGGED else ""
    given += "" if film.transfer in _HDR else ":tin=bt709"
    given += ":agamma=0" if film.transfer == _HLG else ""  # else red, green, blue are bent apart
    light = f"zscale=w={width}:h={height}:filter=bicubic:t=linear:npl={_WHITE_NITS}{given},format=gbrpf32le"
    bent = f",tonemap=mobius:param=0.6:peak={_PEAK:.3f}:desat=0" if film.transfer in _HDR else ""
    return f"{light},zscale=p=bt709{bent},zscale=t=bt709:m=bt709:r=tv,format=yuv420p"


def _crop(crop: Region) -> str:
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
        f"crop=w=iw*{wide:.6f}:h=ih*{tall:.6f},{_scale(film, small[0], small[1])},gblur=sigma={framing.BLUR_SIGMA},"
        f"lutyuv=y='16+(val-16)*{light}':u='128+(val-128)*{light}':v='128+(val-128)*{light}',"
        f"scale={size[0]}:{size[1]}:flags=bicubic,setsar=1,{BT709}"
    )
