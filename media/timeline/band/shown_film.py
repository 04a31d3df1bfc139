"""A film in the look "band": which films are laid out so, where their picture and their subtitles stand."""

from dataclasses import dataclass

from media.brand.kit import Brand
from media.formats import Fill, Format
from media.sources.probe import Film
from media.timeline import framing
from media.timeline.band import band_subtitles, film_elements, picture_place
from media.timeline.band import grid as band_grid
from media.timeline.band.band_subtitles import Track
from media.timeline.band.film_elements import Said, Scene
from media.timeline.band.grid import Grid
from media.timeline.band.named_turns import Seen
from media.timeline.band.picture_place import Stage
from media.timeline.framing import MIDDLE, Placed
from media.timeline.scene import Box, Element
from media.timeline.two_languages import Speech


def is_banded(brand: Brand, fill: Fill | None) -> bool:
    """Whether words stand as the look "band" has it: on its band, and over films that are cropped in that look."""
    chosen = fill or brand.fill
    return chosen == "band" or (chosen == "crop" and brand.look == "band")


@dataclass(frozen=True, kw_only=True)
class ShownFilm:
    """A film as a kit shows it in a format and a language, framed as the kit says, or as `fill` does."""

    film: Film
    format: Format
    brand: Brand
    language: str
    fill: Fill | None = None

    @property
    def two(self) -> bool:
        """Whether a second language shares the picture with this one."""
        return self.brand.second_language not in ("off", self.language)

    @property
    def grid(self) -> Grid:
        """The format's figures."""
        return band_grid.of(self.format, two_languages=self.two)

    @property
    def stage(self) -> Stage:
        """What becomes of the film: one that is cropped fills the frame."""
        if (self.fill or self.brand.fill) == "crop":
            return "full"
        return picture_place.stage(self.grid, self.film.width, self.film.height)

    @property
    def track(self) -> Track:
        """Where its subtitles stand, and how."""
        return band_subtitles.track(self.grid, self.stage, self.brand, two=self.two)

    def placed(self, size: tuple[int, int], centre: tuple[int, int] | None) -> tuple[Placed, str]:
        """Where a picture of a size stands, of the film or of one of its looks; and the ground beside it."""
        place = picture_place.placed(self.grid, *size, self.stage, centre=centre, tighten=self.brand.tighten)
        return place, "" if picture_place.fills(place, self.grid) else self.brand.colors.background

    def enlarged(self, centre: tuple[int, int] | None) -> float:
        """How many times larger than its own pixels the film is shown."""
        size = self.film.width, self.film.height
        if (self.fill or self.brand.fill) == "crop":
            return picture_place.enlarged(
                framing.placed(self.format, *size, fill="crop", centre=centre or MIDDLE), self.film.width
            )
        return picture_place.enlarged(self.placed(size, centre)[0], self.film.width)

    def elements(
        self,
        speech: Speech,
        said: Said,
        picture: Box,
        times: tuple[int, int],
        *,
        centre: tuple[int, int] | None = None,
    ) -> list[Element]:
        """What is seen over and beside the film, which stands in `picture` from one time to the other (ms)."""
        brand, (lead, ends) = self.brand, times
        until = ends + min(brand.end_ms, brand.end_fade_ms)
        scene = Scene(
            grid=self.grid,
            brand=brand,
            language=self.language,
            stage=self.stage,
            picture=picture,
            track=self.track,
            centre=centre,
            is_cut_low=self.stage == "band"
            and self.film.width * picture.height < self.film.height * picture.width,
            seen=Seen(start_ms=lead, end_ms=ends, until_ms=until, fade_ms=brand.title_fade_ms),
        )
        return film_elements.laid(speech, said, scene)
