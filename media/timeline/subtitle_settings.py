"""How one subtitle would be set in a film, before the film is made: its lines, their size and the room they have."""

from dataclasses import dataclass
from functools import cached_property

from media.brand.kit import Brand
from media.formats import Fill, Format
from media.lettering import fonts
from media.lettering.line_breaks import Setting
from media.sources.probe import Film
from media.timeline import second_language, subtitle_style
from media.timeline.band import band_subtitles, shown_film
from media.timeline.band.band_subtitles import Track
from media.timeline.band.shown_film import ShownFilm
from media.timeline.second_language import Second
from media.timeline.subtitle_style import TwoRooms


@dataclass(frozen=True, kw_only=True)
class SubtitleRoom:
    """A format's room for the subtitles of a film in a language, as the kit shows them; `fill` None: as the kit says.

    What lays films out sets them in the same way (`subtitle_style`, `band_subtitles`).
    """

    kit: Brand
    film: Film
    fill: Fill | None
    language: str
    format: Format

    def setting(self, text: str) -> Setting | None:
        """The lines and the size (pixels) that a subtitle gets; None where no size that can be read holds it."""
        words = fonts.drawable(text)
        if self._track:
            return band_subtitles.setting_of(words, self._track, self.kit, self.language)
        if self._shared:
            return subtitle_style.first_setting(words, self._shared, self.kit.font, self.language)
        return subtitle_style.caption_setting(words, self.format, self.kit.font, self.language)

    def second_setting(self, text: str) -> Setting | None:
        """The same of a subtitle in the kit's second language below this one; None also where there is no second."""
        if self.second is None:
            return None
        look, room = self.second
        return second_language.setting_of(
            fonts.drawable(text), look, room, self.kit, self.kit.second_language
        )

    @cached_property
    def second(self) -> tuple[Second, float] | None:
        """How the kit's second language stands below this one, and its room in pixels."""
        if self._track and self._track.second:
            return self._track.second, self._track.width
        return (self._shared.second, self._shared.room) if self._shared else None

    @cached_property
    def pixels(self) -> float:
        """How wide a line may be."""
        if self._track:
            return self._track.width
        return self._shared.room if self._shared else subtitle_style.room_of(self.format)

    @cached_property
    def _track(self) -> Track | None:
        if not shown_film.is_banded(self.kit, self.fill):
            return None
        return ShownFilm(
            film=self.film, format=self.format, brand=self.kit, language=self.language, fill=self.fill
        ).track

    @cached_property
    def _shared(self) -> TwoRooms | None:
        alone = self._track is not None or self.kit.second_language in ("off", self.language)
        return None if alone else subtitle_style.two_rooms(self.format, self.kit)
