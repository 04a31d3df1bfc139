"""What one subtitle looks like in a film before the film is made: the very shapes that are burned in, and where."""

from dataclasses import dataclass

from media.brand.kit import Brand
from media.errors import BadInput
from media.formats import Fill, Format
from media.sources.probe import Film
from media.subtitles.model import Cue
from media.timeline import shown_part, subtitle_style, two_languages
from media.timeline.band import band_subtitles, shown_film
from media.timeline.band.shown_film import ShownFilm
from media.timeline.framing import Placed
from media.timeline.scene import Element, Panel, Text

_LASTS_MS = 1000


@dataclass(frozen=True, kw_only=True)
class BurntIn:
    """The subtitles of a film in a language and a format as its kit shows them, laid out as `timeline.build` does.

    `fill` None: as the kit says; `centre` is where the face is, in percent, None where nobody knows.
    """

    kit: Brand
    film: Film
    fill: Fill | None
    language: str
    format: Format
    centre: tuple[int, int] | None = None

    def shapes(self, text: str, below: str = "") -> tuple[Panel | Text, ...]:
        """What a subtitle is drawn of, with one in the kit's second language `below` it.

        Nothing for a text that cannot be drawn, or that no size which can be read holds.
        """
        try:
            elements = self._elements(text, below)
        except BadInput:
            return ()
        return tuple(
            shape for one in elements for shape in one.shapes if isinstance(shape, Panel | Text)
        )

    def picture(self) -> tuple[Placed, str]:
        """Where the film is seen, and what stands around it: `blur`, a colour, "" where nothing does."""
        return shown_part.shown(
            self.film,
            self.format,
            self.kit,
            self.language,
            fill=self.fill or self.kit.fill,
            centre=self.centre,
        )

    def _elements(self, text: str, below: str) -> tuple[Element, ...]:
        first, second = (
            (Cue(start_ms=0, end_ms=_LASTS_MS, text=one),) if one.strip() else () for one in (text, below)
        )
        part = (0, _LASTS_MS, 0)
        speech = two_languages.speech(first, (), second, part, self.kit, self.language)
        if not shown_film.is_banded(self.kit, self.fill):
            return subtitle_style.captions(speech, self.format, self.kit, language=self.language)
        whole = ShownFilm(
            film=self.film, format=self.format, brand=self.kit, language=self.language, fill=self.fill
        )
        return band_subtitles.captions(speech, whole.track, whole.grid, self.kit, language=self.language)
