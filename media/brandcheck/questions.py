"""Themes whose question has no place beside the picture and that have no short form (the look "band")."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from media.brand.kit import Brand
from media.errors import BadInput
from media.formats import FORMATS, Format
from media.sources.probe import Film
from media.timeline import timeline
from media.timeline.band import shown_film


def too_long(brand: Brand) -> Iterator[BadInput]:
    """What is said of each, once for a language: in landscape beside an upright film, elsewhere above a wide one."""
    if not shown_film.is_banded(brand, None):
        return
    bare = replace(brand, title_ms=0, end_ms=0)  # cards are laid out after the question, and take the longest
    for language in brand.languages:
        for key in brand.themes:
            said = [one for one in (_said(bare, key, language, format) for format in FORMATS.values()) if one]
            yield from said[:1]


def _said(brand: Brand, key: str, language: str, format: Format) -> BadInput | None:
    across, down = (1080, 1920) if format.width > format.height else (1920, 1080)
    film = Film(
        path=Path("film"), duration_ms=9000, width=across, height=down, fps=Fraction(25), has_sound=True
    )
    try:
        timeline.build(
            film=film,
            cues=(),
            brand=brand,
            language=language,
            format=format,
            title=brand.theme(key, language),
            short_title=brand.short_theme(key, language),
        )
    except BadInput as misfit:
        return misfit if misfit.code == "question-too-long" else None
    return None
