"""The colours of a brand kit, `[color]` of its file: those that are given, and those that follow from them."""

from collections.abc import Mapping
from dataclasses import dataclass

from media.brand import brand_toml, colour

_QUIET = 0.8175  # of the way from the paper to the ground
_NEEDED = ("foreground", "background", "primary", "accent", "paper", "subtitle_text", "subtitle_box")


@dataclass(frozen=True, kw_only=True)
class Colors:
    """Colours as `#rrggbb`: text and ground of the cards, accents, and the subtitle's text and box."""

    foreground: str
    background: str
    primary: str
    accent: str
    paper: str
    subtitle_text: str
    subtitle_box: str
    second_language: str
    highlight: str

    @property
    def quiet_on_paper(self) -> str:
        """The lesser text on paper, such as "an initiative of": the ground's colour, somewhat towards the paper's."""
        return colour.readable(colour.over(self.paper, self.background, _QUIET), (self.paper,))


def _palette(section: brand_toml.Section) -> Mapping[str, str]:
    named = section.section("palette")
    return {name: named.colour(name, {}) for name in named.values}


def given(section: brand_toml.Section) -> Mapping[str, str]:
    """The colours that every kit has, as `#rrggbb`."""
    palette = _palette(section)
    return {key: section.colour(key, palette) for key in _NEEDED}


def read(section: brand_toml.Section, needed: Mapping[str, str], subtitle_alpha: float) -> Colors:
    """All colours; `needed` are those that `given` returns, `subtitle_alpha` is how much the subtitles' box hides."""
    names = {**needed, **_palette(section)}
    second, highlight = (
        section.colour(key, names) if key in section.values else None
        for key in ("second_language", "highlight")
    )
    return Colors(
        **needed,
        second_language=second or _second_colour(needed, subtitle_alpha),
        highlight=highlight or needed["accent"],
    )


def _second_colour(given: Mapping[str, str], subtitle_alpha: float) -> str:
    """The accent, most of the way to white; where it could not be read on the subtitles' grounds, what can."""
    ground = given["background"]
    grounds = ((ground, ground), colour.over_film(given["subtitle_box"], subtitle_alpha))
    tint = colour.over("#ffffff", given["accent"], 0.4)
    white = colour.nearest("#ffffff", grounds)
    return tint if colour.nearest(tint, grounds) == tint else white or tint
