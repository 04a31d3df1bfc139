"""How much room subtitles have in a film as its kit shows it: beside the picture they stand otherwise than over it."""

from collections.abc import Iterable, Mapping

from media.brand.kit import Brand
from media.formats import Fill, Format
from media.sources.probe import Film
from media.subtitles.norms import LineRoom
from media.timeline import subtitle_style
from media.timeline.band import band_subtitles, shown_film
from media.timeline.band.shown_film import ShownFilm
from media.timeline.second_language import Second


def of(
    kit: Brand | None, language: str, film: Film | None, fill: Fill | None, formats: Iterable[Format]
) -> Mapping[str, LineRoom]:
    """The rooms of a film's formats by their names; none where subtitles stand as usual, or no kit can be read."""
    if kit is None or film is None:
        return {}
    if not shown_film.is_banded(kit, fill):
        return _of_two(kit, formats) if kit.second_language not in ("off", language) else {}
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


def second(kit: Brand, language: str, film: Film, fill: Fill | None, format: Format) -> tuple[Second, float]:
    """How the kit's second language stands below a film's own, and its width in pixels."""
    if shown_film.is_banded(kit, fill):
        track = ShownFilm(film=film, format=format, brand=kit, language=language, fill=fill).track
        if track.second:
            return track.second, track.width
    shared = subtitle_style.two_rooms(format, kit)
    return shared.second, shared.room


def _of_two(kit: Brand, formats: Iterable[Format]) -> Mapping[str, LineRoom]:
    """The rooms of the language spoken, of two that share a panel over the picture."""
    shared = {one.name: subtitle_style.two_rooms(one, kit) for one in formats}
    return {
        name: LineRoom(
            size=one.size, room=one.room, small=one.size * band_subtitles.SMALLER, lines=2, most_lines=2
        )
        for name, one in shared.items()
    }
