"""Which part of a film a format shows, as the kit's look and a testimony's own choice have it."""

from media.brand.kit import Brand
from media.formats import Fill, Format
from media.timeline import framing
from media.timeline.band import grid as band_grid
from media.timeline.band import picture_place
from media.timeline.framing import MIDDLE, Placed


def shown(
    format: Format,
    brand: Brand,
    film: tuple[int, int],
    view: tuple[int, int] | None = None,
    *,
    fill: Fill,
    centre: tuple[int, int] | None,
) -> tuple[Placed, str]:
    """Where a film as displayed (pixels) is seen, or one of its views, and what stands around it, "" where nothing.

    `centre` is where the face is, in percent; None: nobody knows.
    """
    width, height = view or film
    if fill == "band":
        grid = band_grid.of(format, two_languages=brand.second_language != "off")
        on = picture_place.stage(grid, *film)
        place = picture_place.placed(grid, width, height, on, centre=centre, tighten=brand.tighten)
        return place, "" if picture_place.fills(place, grid) else brand.colors.background
    place = framing.placed(format, width, height, fill=fill, centre=centre or MIDDLE)
    fills = (place.box.width, place.box.height) == (format.width, format.height)
    return place, "" if fills else "blur" if fill == "blur" else brand.colors.background


def kept(place: Placed) -> float:
    """How much of a film's width or height is shown, whichever is cut more; 1: all of it."""
    crop = place.crop
    return min(crop.right - crop.left, crop.bottom - crop.top)
