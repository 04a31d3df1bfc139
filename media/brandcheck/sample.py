"""A film that does not exist, laid out with a brand kit: what the kit is tried out and judged with."""

from fractions import Fraction
from pathlib import Path

from media.brand.kit import Brand
from media.formats import Format
from media.languages import known
from media.sources.probe import Film
from media.subtitles.cues.words import Word
from media.subtitles.model import Cue
from media.timeline import timeline
from media.timeline.band import cover as made_cover
from media.timeline.band import grid
from media.timeline.band.cover import Frame, Said
from media.timeline.scene import Element
from media.timeline.timeline import Credit, Timeline

SECONDS = 20


def film(ms: int = SECONDS * 1000, *, upright: bool = False) -> Film:
    """A film of common shape and speed, of a phone held upright or not; its file is not looked at."""
    wide, tall = (1080, 1920) if upright else (1920, 1080)
    return Film(path=Path("film"), duration_ms=ms, width=wide, height=tall, fps=Fraction(25), has_sound=True)


def cover(brand: Brand, language: str, format: Format) -> Element:
    """A film's cover in one language and format, with the question of the kit's first theme; BadInput as `laid_out`."""
    sample = known.find_or_fallback(language).sample
    title = brand.theme(next(iter(brand.themes), None), language)
    said = Said(
        words="", instead=(title or sample.name,), name=sample.name, role=sample.role, organisation=""
    )
    frame = Frame(film=film(), at_ms=1000, centre=None)
    return made_cover.cover(frame, said, grid.of(format), brand, language=language)


def laid_out(
    brand: Brand, language: str, format: Format, *, upright: bool = False, whole: bool = False
) -> Timeline:
    """All elements of a kit in one language and format, about its first theme; BadInput for what cannot be drawn.

    `whole`: with a second language and the word spoken, where the kit shows them.
    """
    sample = known.find_or_fallback(language).sample
    below = known.find_or_fallback(brand.second_language).sample
    house = brand.partners[0].name.get(language, "") if brand.partners else ""
    theme = next(iter(brand.themes), None)
    return timeline.build(
        film=film(upright=upright),
        cues=[Cue(start_ms=0, end_ms=SECONDS * 1000, text=sample.cue)],
        words=[_spoken(sample.cue)] if whole else (),
        second=[Cue(start_ms=0, end_ms=SECONDS * 1000, text=below.cue)] if whole else (),
        brand=brand,
        language=language,
        format=format,
        credit=Credit(name=sample.name, role=sample.role, organisation=house),
        title=brand.theme(theme, language),
        short_title=brand.short_theme(theme, language),
    )


def _spoken(text: str) -> Word:
    """The longest word of a text, said as long as the text is seen."""
    return Word(text=max(text.split(), key=len), start_ms=0, end_ms=SECONDS * 1000)
