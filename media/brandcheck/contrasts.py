"""Every element of a kit as it is drawn, in each language and format, and which texts and logos on them do not show.

Text must show at 4.5 to 1 over the worst picture (WCAG 2), the campaign's logo too; a partner's at 3 to 1.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from media.brand import colour
from media.brand.brand_toml import read_kit_file
from media.brand.colour import Ground
from media.brand.kit import Brand
from media.brandcheck import advice, sample, visibility
from media.brandcheck.visibility import ENOUGH, Drawn, Shown
from media.errors import BadInput
from media.findings import Detail, Finding, Severity
from media.formats import FORMATS, Format
from media.timeline import cards, film_cards
from media.timeline.scene import Kind, Picture, Text

_PLACES: dict[Kind, tuple[str, str]] = {  # what an element is called, and the key of what is under its text
    "caption": ("subtitles", "subtitles.box_alpha"),
    "second": ("second-language", "color.second_language"),
    "nameplate": ("lower_third", "lower_third.box_alpha"),
    "question": ("question", "color.background"),
    "title": ("title_card", "color.background"),
    "end": ("end_card", "color.paper"),
    "logo": ("logo", "logo.campaign.box_alpha"),
}
_GROUNDS = ("background", "paper", "subtitle_box", "primary", "accent")
_PARTNER_ENOUGH = 3  # WCAG 2 asks this of graphics, and nothing of logos: a partner's colours are its own


class Lines(Protocol):
    """Where something stands in a kit's file."""

    def key(self, key: str) -> str:
        """Where a key stands."""

    def file(self, path: Path) -> str:
        """Where a file is named."""


@dataclass(frozen=True, kw_only=True)
class Worst:
    """Where a text or logo shows worst."""

    drawn: Drawn
    shown: Shown


def drawn(brand: Brand) -> tuple[list[Drawn], list[BadInput]]:
    """Every element in every language and format, over wide and upright films; and what cannot be laid out."""
    made: list[Drawn] = []
    misfits = []
    for language in brand.languages:
        for format in FORMATS.values():
            try:
                made += _laid_out(brand, language, format)
                _require_titles(brand, language, format)
            except BadInput as misfit:
                misfits.append(misfit)
    return made, misfits


def _laid_out(brand: Brand, language: str, format: Format) -> Iterator[Drawn]:
    for upright in (False, True) if brand.fill == "band" else (False,):
        timeline = sample.laid_out(brand, language, format, upright=upright)
        for element in timeline.elements:
            if element.kind != "ground":
                below = visibility.below(timeline, element)
                yield Drawn(format=format.name, element=element, below=below)


def _require_titles(brand: Brand, language: str, format: Format) -> None:
    """Raise BadInput for a theme that is too long for its card."""
    for title in (
        () if film_cards.has_band_title(brand) else brand.themes.values()
    ):  # else `card_rules` has them
        eyebrow = brand.speak(brand.title_text, language)
        words = {"eyebrow": eyebrow, "heading": title[language], "credit": ""}
        cards.title_card(format, brand, language, **words, start_ms=0, end_ms=1)


def worst(elements: Iterable[Drawn]) -> dict[tuple[Kind, str], Worst]:
    """Where each colour of text and each logo (its path) shows worst in each kind of element."""
    found: dict[tuple[Kind, str], Worst] = {}
    for one in elements:
        for shown in visibility.shown_parts(one.element, one.below):
            what = (one.element.kind, _colour(shown.shape))
            if what not in found or shown.ratio < found[what].shown.ratio:
                found[what] = Worst(drawn=one, shown=shown)
    return found


def second_colours(brand: Brand, elements: Iterable[Drawn]) -> dict[str, list[Drawn]]:
    """Subtitles in the colours of a second language and of the word that is spoken, by the names of these colours."""
    subtitles = [one for one in elements if one.element.kind == "caption"]
    names = ("second_language", "highlight")
    return {name: [one.written_in(getattr(brand.colors, name)) for one in subtitles] for name in names}


def findings(brand: Brand, elements: list[Drawn], lines: Lines) -> Iterator[Finding]:
    """The worst of each colour of text, and of each logo, in each kind of element; one value is advised for a line.

    Where one ground alone keeps texts of several colours from showing, another colour of that ground is advised.
    """
    advised: dict[str, object] = {}
    key, other = _other_ground(brand, elements) or ("", brand)
    if key:
        shown = {(one.code, one.where) for one in _found(other, drawn(other)[0], lines)}
        line = f'`{key} = "{getattr(other.colors, key)}"`'
        told = {"key": f"`{key}`", "colour": getattr(brand.colors, key), "line": line}
        ground = Detail("advice-ground", told)
        for one in _found(brand, elements, lines):
            yield (
                one if (one.code, one.where) in shown else replace(one, params={**one.params, "what": ground})
            )
        return
    for one in _found(brand, elements, lines):
        what = one.params.get("what")
        if isinstance(what, Detail) and what.code == "advice-colour":
            name = str(what.params["line"]).partition("=")[0]
            one = replace(one, params={**one.params, "what": advised.setdefault(name, what)})
        yield one


def _other_ground(brand: Brand, elements: Iterable[Drawn]) -> tuple[str, Brand] | None:
    """The ground that keeps texts of several colours from showing, and the kit in which it has a colour that does not.

    None where there is no such ground, or where only one colour of text does not show.
    """
    faint = _faint(elements)
    for key in _GROUNDS:
        ground = getattr(brand.colors, key)
        texts = {(one, one) for one in faint & set(_named(brand)) if one != ground}
        for more in (1, 1.3, 1.7) if len(texts) > 1 else ():
            near = colour.nearest(ground, texts, ENOUGH * more)
            other = replace(brand, colors=replace(brand.colors, **{key: near})) if near else brand
            if near and not any(
                _faint(drawn(one)[0]) for one in (replace(other, languages=brand.languages[:1]), other)
            ):
                return key, other
    return None


def _named(brand: Brand) -> list[str]:
    return [value for value in vars(brand.colors).values() if isinstance(value, str)]


def _faint(elements: Iterable[Drawn]) -> set[str]:
    """The colours of the texts that do not show."""
    shown = (one.shown for one in worst(elements).values() if one.shown.ratio < ENOUGH)
    return {one.shape.colour for one in shown if isinstance(one.shape, Text)}


def _found(brand: Brand, elements: list[Drawn], lines: Lines) -> Iterator[Finding]:
    shown = worst(elements).values()
    for found in shown:
        if not isinstance(found.shown.shape, Text):
            yield from _faint_logo(brand, found, lines)
        elif found.shown.ratio < ENOUGH:
            under = [_under(elements, found.shown.shape), _under_faint(shown, found.shown.shape)]
            yield _faint_text(brand, found, under, lines)
    yield from _second_colours(brand, elements, lines)


def _faint_text(brand: Brand, found: Worst, under: Sequence[set[Ground]], lines: Lines) -> Finding:
    place, key = _PLACES[found.drawn.element.kind]
    params = _told(place, found) | {"what": advice.for_text(brand, found.drawn, found.shown, key, under)}
    return Finding(code="B02", severity="error", where=lines.key(key), params=params)


def _under(elements: Iterable[Drawn], written: Text | Picture) -> set[Ground]:
    """All that lies under texts of a colour, wherever they are."""
    parts = (part for one in elements for part in visibility.shown_parts(one.element, one.below))
    return {ground for part in parts if _colour(part.shape) == _colour(written) for ground in part.grounds}


def _under_faint(shown: Iterable[Worst], written: Text | Picture) -> set[Ground]:
    """All that lies under texts of a colour that do not show."""
    faint = (one.shown for one in shown if one.shown.ratio < ENOUGH)
    return {ground for one in faint if _colour(one.shape) == _colour(written) for ground in one.grounds}


def _colour(shape: Text | Picture) -> str:
    return shape.colour if isinstance(shape, Text) else str(shape.path)


def _told(place: str, found: Worst) -> dict[str, object]:
    shape, format = found.shown.shape, found.drawn.format
    said = {"colour": shape.colour, "text": shape.lines[0]} if isinstance(shape, Text) else {}
    return {**said, "element": place, "format": format, "ratio": f"{found.shown.ratio:.1f}"}


def _faint_logo(brand: Brand, found: Worst, lines: Lines) -> Iterator[Finding]:
    place, key = _PLACES[found.drawn.element.kind]
    shape = found.shown.shape
    if isinstance(shape, Text):
        return
    ours = shape.path in (brand.logo.light, brand.logo.dark, brand.mark.light, brand.mark.dark)
    least = ENOUGH if ours else _PARTNER_ENOUGH
    if found.shown.ratio < least:
        what = advice.for_logo(found.drawn, found.shown, key, least)
        params = {"file": shape.path.name, "least": least, "what": what, **_told(place, found)}
        severity: Severity = "error" if ours else "warning"
        yield Finding(code="B03", severity=severity, where=lines.file(shape.path), params=params)


def _second_colours(brand: Brand, elements: list[Drawn], lines: Lines) -> Iterator[Finding]:
    """Colours that only some films show: an error where the kit wants them shown, a remark where it only has them."""
    used = {"second_language": brand.second_language != "off", "highlight": brand.highlight == "word"}
    given = read_kit_file(brand.path).section("color").values
    for name, painted in second_colours(brand, elements).items():
        shown = worst(painted).values() if used[name] or name in given else ()
        for found in shown:
            if found.shown.ratio < ENOUGH:
                under = [_under(painted, found.shown.shape), _under_faint(shown, found.shown.shape)]
                what = advice.for_text(brand, found.drawn, found.shown, "subtitles.box_alpha", under, name)
                params = _told(name.replace("_", "-"), found) | {"what": what}
                severity: Severity = "error" if used[name] else "info"
                yield Finding(code="B02", severity=severity, where=lines.key(f"color.{name}"), params=params)
