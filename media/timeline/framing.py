"""Which part of a film is shown in a format, and where: cropped around a centre, or whole on a surround."""

from dataclasses import dataclass

from media import formats
from media.formats import Format, Region
from media.timeline.scene import Box

MIDDLE = (50, 50)  # percent of the film's width and height
BLUR_SHRINK = 8  # the blurred surround is made this much smaller, and then enlarged
BLUR_SIGMA = 14
BLUR_LIGHT = 0.45
_MOST_CROPPED = 0.25  # of a film's width, to show it larger on a surround
_MOST_ENLARGED = 0.2  # of what is shown, to bring a face up from behind the subtitles
_SLIVER = 0.97  # what would leave a narrower strip of surround than this fills the picture


@dataclass(frozen=True, kw_only=True)
class Placed:
    """Which part of the film is shown (`crop`, fractions), and where in the picture."""

    crop: Region
    box: Box


def placed(
    format: Format, width: int, height: int, *, fill: formats.Fill = "blur", centre: tuple[int, int] = MIDDLE
) -> Placed:
    """Fit a film as displayed (pixels) into a format: never squeezed, cut on the sides away from its centre.

    `crop` fills the picture. On a surround an upright film is shown whole, a wide one is cropped by a quarter
    at most, and stands in the format's window.
    """
    film, frame = width / height, format.width / format.height
    whole = Box(x=0, y=0, width=format.width, height=format.height)
    if frame * _SLIVER <= film <= frame / _SLIVER:
        return Placed(crop=_cropped(film, frame, centre), box=whole)
    if fill == "crop":
        return Placed(crop=_around(film, frame, centre, format.window), box=whole)
    if film <= frame:
        wide = even(format.height * film)
        box = Box(x=round((format.width - wide) / 4) * 2, y=0, width=wide, height=format.height)
        return Placed(crop=_cropped(film, film, centre), box=box)
    return _in_window(format, film, frame, centre)


def _in_window(format: Format, film: float, frame: float, centre: tuple[int, int]) -> Placed:
    window = format.window
    opening = frame * (window.right - window.left) / (window.bottom - window.top)
    shown = max(frame, min(film, max(opening, film * (1 - _MOST_CROPPED))))
    tall = even(min(format.width / shown, format.height))
    middle = (window.top + window.bottom) / 2 * format.height
    top = round(min(max(middle - tall / 2, 0), format.height - tall) / 2) * 2
    box = Box(x=0, y=top, width=format.width, height=tall)
    return Placed(crop=_cropped(film, shown, centre), box=box)


def _cropped(film: float, shown: float, centre: tuple[int, int]) -> Region:
    """The part of a film (proportions, width to height) with other proportions, around a centre in percent."""
    wide, tall = min(1.0, shown / film), min(1.0, film / shown)
    return region_inside(centre[0] / 100 - wide / 2, centre[1] / 100 - tall / 2, wide, tall)


def _around(film: float, frame: float, centre: tuple[int, int], window: Region) -> Region:
    """The part that fills the picture, its centre where neither subtitles nor names stand.

    A centre that somebody chose and that would lie too low is brought up by showing somewhat less of the film.
    """
    tall, up = min(1.0, film / frame), (window.top + window.bottom) / 2
    if centre != MIDDLE:
        tall = max(tall * (1 - _MOST_ENLARGED), min(tall, (1 - centre[1] / 100) / (1 - up)))
    wide = tall * frame / film
    return region_inside(centre[0] / 100 - wide / 2, centre[1] / 100 - tall * up, wide, tall)


def region_inside(left: float, top: float, wide: float, tall: float) -> Region:
    """A part of the film (all in fractions of it), moved inside it."""
    left, top = min(max(left, 0), 1 - wide), min(max(top, 0), 1 - tall)
    return Region(
        left=round(left, 6), top=round(top, 6), right=round(left + wide, 6), bottom=round(top + tall, 6)
    )


def even(value: float) -> int:
    """The nearest even number of pixels, at least two: 4:2:0 pictures can only be laid on even pixels."""
    return max(2, round(value / 2) * 2)
