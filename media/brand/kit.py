"""The brand kit: colours, fonts, logos, partners and the words of the cards, read from `brand.toml`.

The file's shape is that of facts/testimony.md section 8; every file it names lies inside the kit's folder.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from media import pictures
from media.brand import brand_toml, colour
from media.errors import BadInput
from media.formats import Fill
from media.lettering import drawing_faults, fonts, typefaces
from media.lettering.typefaces import Font

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


@dataclass(frozen=True, kw_only=True)
class Brand:
    """A checked brand kit. Times are milliseconds, sizes percent of the picture's shorter side."""

    path: Path
    languages: tuple[str, ...]
    name: Mapping[str, str]
    themes: Mapping[str, Mapping[str, str]]
    link: str
    colors: Colors
    font: Font
    bold_font: Font
    logo: Logo
    logo_corner: str
    logo_width_pct: float
    logo_alpha: float
    partners: tuple[Partner, ...]
    subtitle_alpha: float
    plate_alpha: float
    plate_ms: int
    name_size_pct: float
    role_size_pct: float
    title_ms: int
    title_fade_ms: int
    title_text: Mapping[str, str]
    end_ms: int
    end_fade_ms: int
    end_text: Mapping[str, str]
    end_partners_text: Mapping[str, str]
    fill: Fill
    lufs: float
    true_peak: float

    def theme(self, key: str | None, language: str) -> str:
        """The title of a film about a theme: the kit's text for its key, else the words themselves."""
        return self.speak(self.themes[key], language) if key and key in self.themes else key or ""

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
        "schema", "meta", "color", "fonts", "logo", "partner", "lower_third", "subtitles", "title_card",
        "end_card", "picture", "audio", "theme",
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
    meta, mark = file.section("meta"), file.section("logo").section("campaign")
    fonts = file.section("fonts").section("base")
    plate, title, end = (file.section(name) for name in ("lower_third", "title_card", "end_card"))
    audio = file.section("audio")
    return Brand(
        path=file.path,
        languages=languages,
        name=meta.texts("name", languages),
        themes={key: file.section("theme").texts(key, languages) for key in file.section("theme").values},
        link=meta.text("link", ""),
        colors=_colors(file.section("color")),
        font=_font(fonts, "path"),
        bold_font=_font(fonts, "bold_path"),
        logo=_logo(mark, "light", "dark"),
        logo_corner=mark.one_of("corner", _CORNERS, "top-right"),
        logo_width_pct=mark.number("width_pct", 5, 40, 18),
        logo_alpha=mark.number("box_alpha", LEAST_ALPHA, 1, 0.70),
        partners=tuple(_partners(file.sections("partner"), languages)),
        subtitle_alpha=file.section("subtitles").number("box_alpha", LEAST_ALPHA, 1, 0.70),
        plate_alpha=plate.number("box_alpha", LEAST_ALPHA, 1, 0.78),
        plate_ms=_ms(plate, "seconds", 3, 20, 5),
        name_size_pct=plate.number("name_size_pct", 3.5, 9, 4.6),
        role_size_pct=plate.number("role_size_pct", 3, 7, 3.2),
        title_ms=_ms(title, "seconds", 0, 10, 2.5),
        title_fade_ms=min(_ms(title, "fade", 0, 2, 0.5), _ms(title, "seconds", 0, 10, 2.5)),
        title_text=title.texts("text", languages),
        end_ms=_ms(end, "seconds", 0, 15, 3.5),
        end_fade_ms=min(_ms(end, "fade", 0, 2, 0.5), _ms(end, "seconds", 0, 15, 3.5)),
        end_text=end.texts("text", languages),
        end_partners_text=end.texts("partners_text", languages),
        fill=_fill(file.section("picture")),
        lufs=audio.number("lufs", -30, -10, -16),
        true_peak=audio.number("true_peak", -9, -1, -1.5),
    )


def _font(fonts: brand_toml.Section, key: str) -> Font:
    weight, path = wanted_weight(fonts, key), fonts.file(key)
    try:
        return typefaces.at_weight(path, weight) if path else SHIPPED
    except BadInput as broken:
        fonts.refuse("brand-font-broken", key, problem=broken)
        return SHIPPED


def _fill(picture: brand_toml.Section) -> Fill:
    around = picture.one_of("surround", ("blur", "brand"), "blur")
    crops = picture.one_of("fill", ("surround", "crop"), "surround") == "crop"
    return "crop" if crops else "blur" if around == "blur" else "brand"


def _ms(section: brand_toml.Section, key: str, low: float, high: float, default: float) -> int:
    return round(section.number(key, low, high, default) * 1000)


def _languages(meta: brand_toml.Section) -> tuple[str, ...]:
    value = meta.values.get("languages")
    if not isinstance(value, list) or not value or not all(isinstance(one, str) for one in value):
        meta.wrong("languages", form := '["nl", "fr"]', example=form)
        return ()
    return tuple(value)


def _colors(section: brand_toml.Section) -> Colors:
    named = section.section("palette")
    palette = {name: named.colour(name, {}) for name in named.values}
    return Colors(**{key: section.colour(key, palette) for key in Colors.__dataclass_fields__})


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
    spoken = (brand.name, brand.title_text, brand.end_text, brand.end_partners_text, *brand.themes.values())
    for text in (text for texts in spoken for text in texts.values()):
        drawing_faults.require_drawable(brand.font, text)
        drawing_faults.require_drawable(brand.bold_font, text)
