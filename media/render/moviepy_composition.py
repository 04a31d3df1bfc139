"""The timeline as an ordinary MoviePy composition: image clips, positions, cross-fades over the film.

Its `get_frame(t)` serves previews and is the picture that the encoded film is held against. MoviePy is
imported when a composition is first built, never when this module is; its parts that are used are carried in
`media/third_party/moviepy`.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from PIL import Image, ImageEnhance, ImageFilter

from media import ffmpeg
from media.render import drawing
from media.timeline.framing import BLUR_LIGHT, BLUR_SHRINK, BLUR_SIGMA
from media.timeline.scene import Box, Element, Move
from media.timeline.timeline import Shot, Timeline

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from media.third_party.moviepy.video.VideoClip import VideoClip


@dataclass(frozen=True, kw_only=True)
class Layer:
    """An element and the MoviePy clip that shows it."""

    element: Element
    clip: "VideoClip"


def layers(elements: Iterable[Element]) -> list[Layer]:
    """One clip per element, from the lowest to the topmost; what it marks is not on it."""
    return [Layer(element=element, clip=_clip(element)) for element in elements]


def composition(timeline: Timeline) -> "VideoClip":
    """The whole film as a MoviePy clip, for single pictures: each one is sought in the film anew."""
    from media.third_party.moviepy.video.compositing.CompositeVideoClip import CompositeVideoClip

    shown = (one for element in timeline.elements for one in element.marked)
    clips = [_base(timeline), *(layer.clip for layer in layers(shown))]
    whole = CompositeVideoClip(clips, size=(timeline.width, timeline.height))
    return whole.with_duration(timeline.duration_ms / 1000).with_fps(float(timeline.fps))


def _clip(element: Element) -> "VideoClip":
    import numpy as np

    from media.third_party.moviepy.video.fx.CrossFadeIn import CrossFadeIn
    from media.third_party.moviepy.video.fx.CrossFadeOut import CrossFadeOut
    from media.third_party.moviepy.video.VideoClip import ImageClip

    effects = []
    if element.fade_in_ms:
        effects.append(CrossFadeIn(element.fade_in_ms / 1000))
    if element.fade_out_ms:
        effects.append(CrossFadeOut(element.fade_out_ms / 1000))
    clip = ImageClip(np.asarray(drawing.drawn(element)), transparent=True)
    clip = clip.with_start(element.start_ms / 1000).with_end(element.end_ms / 1000)
    return clip.with_position(_position(element)).with_effects(effects)


def _position(element: Element) -> Callable[[float], tuple[int, int]]:
    """Where the element is `t` seconds after it began: it slides in while it fades in, slowing down; or it moves."""
    if element.move:
        return _moving(element.move, element)

    def at(t: float) -> tuple[int, int]:
        left = max(0.0, 1 - t * 1000 / element.fade_in_ms) if element.fade_in_ms else 0.0
        return element.box.x - round(element.slide * left**3), element.box.y

    return at


def _moving(move: Move, element: Element) -> Callable[[float], tuple[int, int]]:
    """A few places a second, a picture each: slowing down as it comes, gathering speed as it goes."""
    leaves = (element.end_ms - element.start_ms - move.out_ms) / 1000

    def done(t: float, lasts_ms: int) -> float:
        """How much of a motion is done in the place that it has `t` seconds after it began."""
        return min(1.0, (math.floor(t * move.states + 1e-6) + 1) * 1000 / move.states / lasts_ms)

    def at(t: float) -> tuple[int, int]:
        away = (1 - done(t, move.in_ms)) ** 3
        if t > leaves - 1e-6:
            away = done(t - leaves, move.out_ms) ** 3
        return element.box.x - round(move.distance * away), element.box.y

    return at


def _base(timeline: Timeline) -> "VideoClip":
    """The film's picture in its place, holding its first and last frame before and after."""
    import numpy as np

    from media.third_party.moviepy.video.VideoClip import VideoClip

    shot = timeline.shot
    begins = timeline.frame(shot.start_ms)
    last = timeline.frame(shot.end_ms) - begins - 1

    def frame(t: float) -> "NDArray[np.uint8]":
        number = min(max(round(t * timeline.fps) - begins, 0), last)
        picture = _picture(shot, shot.from_ms / 1000 + number / timeline.fps, timeline.fps)
        return np.asarray(placed_in_picture(picture, shot, (timeline.width, timeline.height)))

    return VideoClip(frame, duration=timeline.duration_ms / 1000)


def _picture(shot: Shot, second: float, fps: Fraction) -> Image.Image:
    """The film's picture at a moment, upright and with square pixels; MoviePy's own reader knows neither."""
    size = (shot.film.width, shot.film.height)
    at = max(0.0, second - float(1 / fps / 2))
    words = ["-ss", f"{at:.6f}", *ffmpeg.safe_input(shot.film.path), "-map", f"0:V:{shot.film.picture_track}"]
    words += [
        "-frames:v",
        "1",
        "-vf",
        f"scale={size[0]}:{size[1]}",
        "-f",
        "rawvideo",
        "-pix_fmt",
        "rgb24",
        "-",
    ]
    return Image.frombytes("RGB", size, ffmpeg.output(words, seconds=60))


def placed_in_picture(picture: Image.Image, shot: Shot, size: tuple[int, int]) -> Image.Image:
    """A picture of the film in its place, on its surround; `size` is the whole picture's."""
    crop, box = shot.place.crop, shot.place.box
    width, height = picture.size
    part = (crop.left * width, crop.top * height, crop.right * width, crop.bottom * height)
    shown = picture.resize((box.width, box.height), Image.Resampling.BICUBIC, box=part)
    if not shot.surround:
        return shown
    ground = _blurred(picture, size) if shot.surround == "blur" else Image.new("RGB", size, shot.surround)
    ground.paste(shown, (box.x, box.y))
    return ground


def _blurred(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    small = (size[0] // BLUR_SHRINK, size[1] // BLUR_SHRINK)
    whole = _covering(Box(x=0, y=0, width=picture.width, height=picture.height), small)
    soft = picture.resize(small, box=whole).filter(ImageFilter.GaussianBlur(BLUR_SIGMA))
    return ImageEnhance.Brightness(soft).enhance(BLUR_LIGHT).resize(size, Image.Resampling.BICUBIC)


def _covering(film: Box, size: tuple[int, int]) -> tuple[float, float, float, float]:
    """The largest part in the film's middle that has the proportions of `size`."""
    ratio = min(film.width / size[0], film.height / size[1])
    wide, tall = size[0] * ratio, size[1] * ratio
    left, top = (film.width - wide) / 2, (film.height - tall) / 2
    return left, top, left + wide, top + tall
