"""The brand kit: colours, fonts, logos, partners and the words of the cards, read from `brand.toml`.

The file's shape is that of facts/testimony.md section 8; every file it names lies inside the kit's folder.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from media import pictures
from media.brand import brand_toml, colour, kit_colours
from media.brand.kit_colours import Colors
from media.errors import BadInput
from media.formats import Fill
from media.languages import known as languages_known
from media.lettering import drawing_faults, fonts, typefaces
from media.lettering.typefaces import Font
from media.text.folding import folded, same

FILE = "brand.toml"
SHIPPED = fonts.FONTS / "SourceSans3-SemiBold.ttf"
LEAST_ALPHA = 0.54  # white on black of less over a white picture falls below a contrast of 4.5:1
_DARK = 0.18  # the luminance on which white and black show alike
_CORNERS = ("top-left", "top-right", "bottom-left", "bottom-right")


@dataclass(frozen=True, kw_only=True)
class Logo:
    """One mark in two colourings: `light` is drawn on dark grounds, `dark` on light ones."""

    light: Path
    dark: Path

    def on(self, ground: str) -> Path:
        """The colouring that shows on a ground (`#rrggbb`)."""
        return self.light if colour.luminance(ground) < _DARK else self.dark


@dataclass(frozen=True, kw_only=True)
class Partner:
    """An organisation behind the campaign, with its name per language."""

    id: str
    name: Mapping[str, str]
    logo: Logo
    url: str


Look = Literal["classic", "band"]


@dataclass(frozen=True, kw_only=True)
class Brand:
    """A checked brand kit. Times are milliseconds, sizes percent of the picture's shorter side."""

    path: Path
    look: Look
    languages: tuple[str, ...]
    name: Mapping[str, str]
    themes: Mapping[str, Mapping[str, str]]
    short_themes: Mapping[str, Mapping[str, str]]
    link: str
    colors: Colors
    font: Font
    bold_font: Font
    logo: Logo
    mark: Logo
    logo_corner: str
    logo_width_pct: float
    logo_alpha: float
    partners: tuple[Partner, ...]
    subtitle_alpha: float
    second_language: str
    highlight: str
    plate_shape: str
    plate_alpha: float
    plate_ms: int
    name_size_pct: float
    role_size_pct: float
    title_ms: int
    title_fade_ms: int
    title_text: Mapping[str, str]
    title_picture: str
    end_ms: int
    end_fade_ms: int
    end_text: Mapping[str, str]
    end_partners_text: Mapping[str, str]
    end_style: str
    fill: Fill
    tighten: float
    shows_question: bool
    cover_words: bool
    lufs: float
    true_peak: float

    def for_languages(self, languages: Iterable[str]) -> "Brand":
        """The kit for a film with subtitles in these languages: with no second one where the film does not have it."""
        return self if self.second_language in ("off", *languages) else replace(self, second_language="off")

    def theme(self, key: str | None, language: str) -> str:
        """The title of a film about a theme: the kit's text for its key, else the words themselves."""
        return self.speak(self.themes[key], language) if key and key in self.themes else key or ""

    def theme_key(self, words: str) -> str:
        """The key of the theme that says these words in any language; the words themselves where none does."""
        said = ((key, text) for key, texts in self.themes.items() for text in (key, *texts.values()))
        return next((key for key, text in said if same(text, words)), words)

    def short_theme(self, key: str | None, language: str) -> str:
        """The short form of a theme, for a band that has too little room for the whole; empty where it has none."""
        texts = self.short_themes.get(key or "", {})
        return texts.get(language) or texts.get(language.partition("-")[0]) or texts.get("", "")

    def speak(self, texts: Mapping[str, str], language: str) -> str:
        """The text for a language (`nl` covers `nl-BE`); BadInput when the kit does not have it."""
        short = language.partition("-")[0]
        found = texts.get(language) or texts.get(short)
        if not found:
            known = ", ".join(self.languages)
            raise BadInput("brand-language-missing", path=str(self.path), language=language, known=known)
        return found


def load(folder: Path) -> Brand:
    """Read and check the kit in a folder; BadInput names the file, the key and what to do."""
    file = brand_toml.read_kit_file(folder / FILE)
    file.known(
        "schema", "look", "meta", "color", "fonts", "logo", "partner", "lower_third", "subtitles", "title_card",
        "end_card", "picture", "audio", "theme", "cover",
    )  # fmt: skip
    if file.values.get("schema") != 1:
        file.wrong("schema", "1", example="1")
    languages = _languages(file.section("meta"))
    brand = _brand(file, languages)
    file.file_.require_sound()
    _require_glyphs(brand)
    return brand


WEIGHTS = {"path": ("weight", typefaces.REGULAR), "bold_path": ("bold_weight", typefaces.BOLD)}


def wanted_weight(fonts: brand_toml.Section, key: str) -> float:
    """The weight at which a font of `[fonts.base]` is drawn if it varies in weight: 400 is regular, 700 bold."""
    name, usual = WEIGHTS[key]
    return fonts.number(name, 1, 1000, usual)


def _brand(file: brand_toml.Section, languages: tuple[str, ...]) -> Brand:
    look = _look(file)
    meta, mark = file.section("meta"), file.section("logo").section("campaign")
    base, themes, picture = (
        file.section("fonts").section("base"),
        file.section("theme"),
        file.section("picture"),
    )
    return Brand(
        path=file.path,
        look=look,
        languages=languages,
        name=meta.texts("name", languages),
        themes={key: themes.texts(key, languages) for key in themes.values},
        short_themes=_short_themes(themes),
        link=meta.text("link", ""),
        font=_font(base, "path"),
        bold_font=_font(base, "bold_path"),
        logo=_logo(mark, "light", "dark"),
        mark=_small_logo(mark),
        logo_corner=mark.one_of("corner", _CORNERS, "top-right"),
        logo_width_pct=mark.number("width_pct", 5, 40, 18),
        logo_alpha=mark.number("box_alpha", LEAST_ALPHA, 1, USUAL[look].logo_alpha),
        partners=tuple(_partners(file.sections("partner"), languages)),
        fill=_fill(picture, USUAL[look].surround),
        tighten=picture.number("tighten", 1, 2, 1.33),
        shows_question=picture.yes("question", True),
        cover_words=file.section("cover").yes("words", look == "band"),
        lufs=file.section("audio").number("lufs", -30, -10, -16),
        true_peak=file.section("audio").number("true_peak", -9, -1, -1.5),
        **_film_words(file, languages, USUAL[look]),
        **_cards(file, languages, USUAL[look]),
    )


def _film_words(file: brand_toml.Section, languages: tuple[str, ...], usual: "_Usual") -> dict[str, Any]:
    """The colours, and how subtitles and names are written with them."""
    subtitles, plate, named = (file.section(name) for name in ("subtitles", "lower_third", "color"))
    given = kit_colours.given(named)
    subtitle_alpha = _subtitle_alpha(subtitles, given, usual.subtitle_alpha)
    is_flag = plate.one_of("shape", ("plate", "flag"), usual.plate_shape) == "flag"
    return {
        "colors": kit_colours.read(named, given, subtitle_alpha),
        "subtitle_alpha": subtitle_alpha,
        "second_language": subtitles.one_of("second_language", ("off", *languages), "off"),
        "highlight": subtitles.one_of("highlight", ("off", "word"), "off"),
        "plate_shape": "flag" if is_flag else "plate",
        "plate_alpha": plate.number("box_alpha", LEAST_ALPHA, 1, FLAG_ALPHA if is_flag else 0.78),
        "plate_ms": _ms(plate, "seconds", 3, 20, 5),
        "name_size_pct": plate.number("name_size_pct", 3.5, 9, NAME_PCT),
        "role_size_pct": plate.number("role_size_pct", 3, 7, ROLE_PCT if is_flag else 3.2),
    }


def _subtitle_alpha(subtitles: brand_toml.Section, given: Mapping[str, str], usual: float) -> float:
    least = colour.least_alpha(given["subtitle_text"], given["subtitle_box"])
    return subtitles.number("box_alpha", LEAST_ALPHA, 1, usual, wanted_low=least)


def _cards(file: brand_toml.Section, languages: tuple[str, ...], usual: "_Usual") -> dict[str, Any]:
    """What the title card and the end card say, for how long, and what they look like."""
    title, end = file.section("title_card"), file.section("end_card")
    title_ms, end_ms = _ms(title, "seconds", 0, 10, 2.5), _ms(end, "seconds", 0, 15, 3.5)
    return {
        "title_ms": title_ms,
        "title_fade_ms": min(_ms(title, "fade", 0, 2, 0.5), title_ms),
        "title_text": title.texts("text", languages),
        "title_picture": title.one_of("picture", ("none", "film"), usual.title_picture),
        "end_ms": end_ms,
        "end_fade_ms": min(_ms(end, "fade", 0, 2, 0.5), end_ms),
        "end_text": end.texts("text", languages),
        "end_partners_text": end.texts("partners_text", languages),
        "end_style": end.one_of("style", ("plain", "split"), usual.end_style),
    }


@dataclass(frozen=True, kw_only=True)
class _Usual:
    """What holds in a look where a kit says nothing."""

    surround: str
    subtitle_alpha: float
    logo_alpha: float
    plate_shape: str
    title_picture: str
    end_style: str


USUAL: Mapping[Look, _Usual] = {
    "classic": _Usual(
        surround="blur", subtitle_alpha=0.70, logo_alpha=0.70, plate_shape="plate", title_picture="none",
        end_style="plain",
    ),
    "band": _Usual(
        surround="band", subtitle_alpha=0.80, logo_alpha=0.88, plate_shape="flag", title_picture="film",
        end_style="split",
    ),
}  # fmt: skip
FLAG_ALPHA = 0.94
NAME_PCT, ROLE_PCT = 4.6, 3.5  # of a flag's words, as drawn at the sizes of its grid


def _look(file: brand_toml.Section) -> Look:
    return "band" if file.one_of("look", ("classic", "band"), "classic") == "band" else "classic"


def _short_themes(themes: brand_toml.Section) -> Mapping[str, Mapping[str, str]]:
    """The short forms of themes that have one, by key and language."""
    found = {}
    for key in themes.values:
        theme = themes.values[key]
        if isinstance(theme, dict) and "short" in theme:
            found[key] = themes.section(key)
    return {key: _given_texts(section, "short") for key, section in found.items()}


def _given_texts(section: brand_toml.Section, key: str) -> Mapping[str, str]:
    """The texts that a table has, in whichever languages; one text is for all (an empty language)."""
    if isinstance(section.values[key], str):
        return {"": section.text(key)}
    inner = section.section(key)
    return {language: inner.text(language) for language in inner.values}


def _small_logo(mark: brand_toml.Section) -> Logo:
    """The version without a tag line, for corners and bands; the logo itself where there is none."""
    light, dark = (f"small_{one}" if f"small_{one}" in mark.values else one for one in ("light", "dark"))
    return _logo(mark, light, dark)


def _font(fonts: brand_toml.Section, key: str) -> Font:
    weight, path = wanted_weight(fonts, key), fonts.file(key)
    try:
        return typefaces.at_weight(path, weight) if path else SHIPPED
    except BadInput as broken:
        fonts.refuse("brand-font-broken", key, problem=broken)
        return SHIPPED


def _fill(picture: brand_toml.Section, usual: str) -> Fill:
    around = picture.one_of("surround", ("blur", "brand", "band"), usual)
    crops = picture.one_of("fill", ("surround", "crop"), "surround") == "crop"
    found: dict[str, Fill] = {"blur": "blur", "brand": "brand", "band": "band"}
    return "crop" if crops else found[around]


def _ms(section: brand_toml.Section, key: str, low: float, high: float, default: float) -> int:
    return round(section.number(key, low, high, default) * 1000)


def _languages(meta: brand_toml.Section) -> tuple[str, ...]:
    value = meta.values.get("languages")
    if not isinstance(value, list) or not value or not all(isinstance(one, str) for one in value):
        meta.wrong("languages", form := '["nl", "fr"]', example=form)
        return ()
    codes = [_language(one, meta.values.get("name")) for one in value]
    if None in codes:
        meta.wrong("languages", '["nl", "fr"]')
        return ()
    return tuple(dict.fromkeys(one for one in codes if one))


def _language(written: str, texts: object) -> str | None:
    """The code that a language is called by in the kit's texts: `fr` of `FR` and `français`; None of what is none."""
    if isinstance(texts, dict) and written in texts:
        return written
    named = brand_toml.spelt(languages_known.languages()).get(folded(written))
    code = re.fullmatch(r"([a-z]{2,3})((?:[-_]\w{2,8})*)", written.strip(), re.IGNORECASE)
    return named or (code[1].lower() + code[2].replace("_", "-") if code else None)


def _partners(sections: Iterable[brand_toml.Section], languages: tuple[str, ...]) -> list[Partner]:
    ordered = sorted(sections, key=lambda one: one.number("order", 0, 1000, 1000))
    return [
        Partner(
            id=one.text("id"),
            name=one.texts("name", languages),
            logo=_logo(one, "logo_light", "logo_dark"),
            url=one.text("url", ""),
        )
        for one in ordered
    ]


def _logo(section: brand_toml.Section, light: str, dark: str) -> Logo:
    return Logo(light=_picture(section, light), dark=_picture(section, dark))


def _picture(section: brand_toml.Section, key: str) -> Path:
    """A picture file that opens and has transparency, so that it can stand on any ground."""
    path = section.file(key)
    if path is None:
        return section.path
    if drawing := pictures.shapes_kind(path):
        section.refuse("brand-logo-drawing", key, file=str(path), kind=drawing)
        return path
    try:
        is_see_through = pictures.is_see_through(path)
    except OSError:
        most = pictures.LOGO_PIXELS // 10**6
        section.refuse("brand-not-a-picture", key, file=str(path), most=most)
        return path
    if not is_see_through:
        section.refuse("brand-logo-opaque", key, file=str(path))
    return path


def _require_glyphs(brand: Brand) -> None:
    themes = (*brand.themes.values(), *brand.short_themes.values())
    spoken = (brand.name, brand.title_text, brand.end_text, brand.end_partners_text, *themes)
    for text in (brand.link, *(text for texts in spoken for text in texts.values())):
        drawing_faults.require_drawable(brand.font, text)
        drawing_faults.require_drawable(brand.bold_font, text)
