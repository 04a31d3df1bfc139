"""The contact sheet: every element of a brand kit in every format and language, on one picture.

The film behind the elements is drawn: one light, one dark, one busy picture; nothing is encoded.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw

from media import example_films
from media.brand.kit import Brand
from media.brandcheck import sample
from media.example_films import Scene
from media.formats import FORMATS, Format
from media.lettering import fonts
from media.render import drawing, moviepy_composition
from media.timeline.timeline import Shot, Timeline

ROWS = ("title", "light", "dark", "busy", "end")
TALL = 300  # of each picture, in pixels
_GAP, _MARGIN, _HEAD, _LEFT = 14, 36, 92, 150
_PLAIN, _BOLD = (
    fonts.FONTS / "SourceSans3-SemiBold.ttf",
    fonts.FONTS / "SourceSans3-Bold.ttf",
)  # ours, not the kit's
_GROUND, _INK, _PALE = "#eceae6", "#26292e", "#6b6f76"

SCENES = {
    kind: Scene(
        shop=shop,
        wall=wall,
        floor=floor,
        awning=awning,
        skin="#c98d63",
        hair="#2d1e1a",
        shirt=shirt,
        voice=196,
    )
    for kind, shop, wall, floor, awning, shirt in (
        ("light", "garden", "#fbf8f1", "#efe7da", "#e8ddc8", "#dfe7ec"),
        ("dark", "bicycles", "#171b22", "#0d0f13", "#22303c", "#20262e"),
        ("busy", "bakery", "#f3c892", "#b9794a", "#c8452f", "#2f6f73"),
    )
}


def drawn(brand: Brand, labels: Mapping[str, str], languages: Sequence[str] = ()) -> Image.Image:
    """The sheet: a block of columns per language; `labels` names the ROWS for its reader.

    BadInput for whatever would stop a film's text or pictures from being drawn.
    """
    languages = tuple(languages) or brand.languages
    widths = [_wide(format) for format in FORMATS.values()]
    block = sum(widths) + _GAP * (len(widths) - 1)
    wide = _LEFT + len(languages) * (block + _MARGIN)
    sheet = Image.new("RGB", (wide, _HEAD + len(ROWS) * (TALL + _GAP) + _MARGIN - _GAP), _GROUND)
    for row, kind in enumerate(ROWS):
        _write(sheet, (_LEFT - _GAP, _HEAD + row * (TALL + _GAP) + TALL // 2), labels[kind], "rm")
    for number, language in enumerate(languages):
        _write(sheet, (_LEFT + number * (block + _MARGIN), 32), language, "lm", _BOLD, size=30)
    left = _LEFT
    for format, width in zip(FORMATS.values(), widths, strict=True):
        for number, language in enumerate(languages):
            _column(sheet, left + number * (block + _MARGIN), brand, language, format)
        left += width + _GAP
    return sheet


def _column(sheet: Image.Image, left: int, brand: Brand, language: str, format: Format) -> None:
    made = sample.laid_out(brand, language, format)
    said = f"{format.name} {format.width} × {format.height}"
    _write(sheet, (left, _HEAD - 22), said, "lm", colour=_PALE, size=15)
    for row, kind in enumerate(ROWS):
        picture = _picture(made, kind).convert("RGB").resize((_wide(format), TALL), Image.Resampling.HAMMING)
        sheet.paste(picture, (left, _HEAD + row * (TALL + _GAP)))


def _picture(made: Timeline, kind: str) -> Image.Image:
    """A card; or the film with its logo and subtitles, and who speaks in all but the dark one."""
    if kind in SCENES:
        picture = _film(kind, made.shot, (made.width, made.height)).copy()
        shown = [one for one in made.elements if one.kind in ("logo", "caption")]
        shown += made.of("nameplate") if kind != "dark" else ()
    else:
        picture, shown = Image.new("RGBA", (made.width, made.height), _PALE), list(made.of(kind))
    for element in shown:
        picture.alpha_composite(drawing.drawn(element), (element.box.x, element.box.y))
    return picture


@lru_cache(maxsize=len(SCENES))  # it is the same in every language
def _film(kind: str, shot: Shot, size: tuple[int, int]) -> Image.Image:
    return moviepy_composition.placed_in_picture(_scene(kind), shot, size).convert("RGBA")


@lru_cache(maxsize=len(SCENES))
def _scene(kind: str) -> Image.Image:
    return example_films.still(SCENES[kind])


def _wide(format: Format) -> int:
    return round(TALL * format.width / format.height)


def _write(
    sheet: Image.Image,
    at: tuple[int, int],
    words: str,
    anchor: str,
    font: Path = _PLAIN,
    colour: str = _INK,
    size: int = 17,
) -> None:
    with fonts.blamed(font):
        ImageDraw.Draw(sheet).text(at, words, font=fonts.face(font, size), fill=colour, anchor=anchor)
