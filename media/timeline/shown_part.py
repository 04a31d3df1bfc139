"""Which part of a film a format shows, as the kit's look and a testimony's own choice have it."""

from media.brand.kit import Brand
from media.formats import Fill, Format
from media.sources.looks import Look
from media.sources.probe import Film
from media.timeline import framing
from media.timeline.band.shown_film import ShownFilm
from media.timeline.framing import MIDDLE, Placed


def shown(
    film: Film,
    format: Format,
    brand: Brand,
    language: str,
    *,
    fill: Fill,
    centre: tuple[int, int] | None,
    view: Look | None = None,
) -> tuple[Placed, str]:
    """Where a film is seen, or one of its looks, and what stands around it, "" where nothing.

    `centre` is where the face is, in percent; None: nobody knows.
    """
    size = (view.width, view.height) if view else (film.width, film.height)
    if fill == "band":
        whole = ShownFilm(film=film, format=format, brand=brand, language=language, fill=fill)
        return whole.placed(size, centre)
    place = framing.placed(format, *size, fill=fill, centre=centre or MIDDLE)
    fills = (place.box.width, place.box.height) == (format.width, format.height)
    return place, "" if fills else "blur" if fill == "blur" else brand.colors.background


def kept(place: Placed) -> float:
    """How much of a film's width or height is shown, whichever is cut more; 1: all of it."""
    crop = place.crop
    return min(crop.right - crop.left, crop.bottom - crop.top)
