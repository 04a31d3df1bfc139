"""How much room subtitles have in a film as its kit shows it: beside the picture they stand otherwise than over it."""

from collections.abc import Iterable, Mapping

from media.brand.kit import Brand
from media.formats import Fill, Format
from media.sources.probe import Film
from media.subtitles.norms import LineRoom
from media.timeline.band import band_subtitles, shown_film
from media.timeline.band.shown_film import ShownFilm


def of(
    kit: Brand | None, language: str, film: Film | None, fill: Fill | None, formats: Iterable[Format]
) -> Mapping[str, LineRoom]:
    """The rooms of a film's formats by their names; none where subtitles stand as usual, or no kit can be read."""
    if kit is None or film is None or not shown_film.is_banded(kit, fill):
        return {}
    tracks = {
        one.name: ShownFilm(film=film, format=one, brand=kit, language=language, fill=fill).track
        for one in formats
    }
    return {
        name: LineRoom(
            size=track.size,
            room=track.width,
            small=track.size * band_subtitles.SMALLER,
            lines=track.lines,
            most_lines=track.most_lines,
        )
        for name, track in tracks.items()
    }
