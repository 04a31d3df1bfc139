"""Single pictures of a contact sheet: a drawn film, light, dark or busy, under a kit's elements; and its cards."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from PIL import Image

from media import example_films
from media.brand.kit import Brand
from media.brandcheck import sample
from media.example_films import Scene
from media.formats import FORMATS, Format
from media.render import drawing, moviepy_composition
from media.timeline.scene import Box, Element, Still
from media.timeline.timeline import Shot, Timeline

SCENES = {
    kind: Scene(
        shop=shop, wall=wall, floor=floor, awning=awning, skin=skin, hair=hair, shirt=shirt, voice=196
    )
    for kind, shop, wall, floor, awning, skin, hair, shirt in (
        ("light", "garden", "#fbf8f1", "#efe7da", "#e8ddc8", "#c98d63", "#2d1e1a", "#dfe7ec"),
        ("dark", "bicycles", "#171b22", "#0d0f13", "#22303c", "#8a5a3c", "#15110f", "#20262e"),
        ("busy", "bakery", "#f3c892", "#b9794a", "#c8452f", "#c98d63", "#2d1e1a", "#2f6f73"),
    )
}
SCENES["upright"] = replace(SCENES["light"], skin="#e3b08a", hair="#5a3524", shirt="#b8534c", upright=True)
_BETWEEN = 16  # pixels
_CARDS = ("title", "end")
_NO_NAME = "dark"  # a film with nothing but its subtitles, as it is most of the time


class Pictures:
    """What a kit makes of the drawn films in one language and format; each picture is drawn once."""

    def __init__(self, brand: Brand, language: str, format: Format) -> None:
        self._brand, self._language, self._format = brand, language, format
        self._wide = sample.laid_out(brand, language, format, whole=True)
        self._upright = sample.laid_out(brand, language, format, upright=True, whole=True)
        self._drawn: dict[str, Image.Image] = {}

    def picture(self, kind: str) -> Image.Image:
        """A picture of one of the sheet's rows (RGB), as large as the format."""
        if kind not in self._drawn:
            self._drawn[kind] = self._laid(kind)
        return self._drawn[kind]

    def place(self, element: str) -> Box | None:
        """Where an element of this kind stands in the light picture or on its card, if it is there."""
        return next((one.box for one in self._wide.of(element)), None)

    def _laid(self, kind: str) -> Image.Image:
        if kind == "cover":
            cover = sample.cover(self._brand, self._language, self._format)
            return drawing.drawn(cover, still=_still).convert("RGB")
        made = self._upright if kind == "upright" else self._wide
        ground = Image.new("RGBA", (made.width, made.height)) if kind in _CARDS else _film(kind, made)
        for element in _shown(made, kind):
            _lay(ground, drawing.drawn(element, still=_still), element.box)
        return ground.convert("RGB")


def _shown(made: Timeline, kind: str) -> Iterator[Element]:
    if kind in _CARDS:
        yield from made.of(kind)
        return
    for element in made.elements:
        if element.kind not in _CARDS and (kind != _NO_NAME or element.kind != "nameplate"):
            yield element


def _lay(ground: Image.Image, element: Image.Image, box: Box) -> None:
    """Lay an element over a picture; what hangs over the edge is left out."""
    left, above = max(0, -box.x), max(0, -box.y)
    seen = element.crop(
        (left, above, min(box.width, ground.width - box.x), min(box.height, ground.height - box.y))
    )
    ground.alpha_composite(seen, (box.x + left, box.y + above))


def _film(kind: str, made: Timeline) -> Image.Image:
    return _placed(kind, made.shot, (made.width, made.height)).copy()


@lru_cache(maxsize=4 * len(SCENES))  # it is the same in every language
def _placed(kind: str, shot: Shot, size: tuple[int, int]) -> Image.Image:
    return moviepy_composition.placed_in_picture(_scene(kind), shot, size).convert("RGBA")


@lru_cache(maxsize=len(SCENES))
def _scene(kind: str) -> Image.Image:
    return example_films.still(SCENES[kind])


def _still(still: Still) -> Image.Image:
    """What a drawn film shows on a card."""
    seen = _scene("upright" if still.film.height > still.film.width else "busy")
    crop, (wide, tall) = still.crop, seen.size
    part = (crop.left * wide, crop.top * tall, crop.right * wide, crop.bottom * tall)
    return seen.resize((still.box.width, still.box.height), Image.Resampling.BICUBIC, box=part)


def in_a_row(brand: Brand, language: str, kind: str, tall: int) -> Image.Image:
    """One of the pictures in every format, all at one height, beside each other on white: for a page of the manual."""
    shown = [Pictures(brand, language, format).picture(kind) for format in FORMATS.values()]
    small = [
        one.resize((round(tall * one.width / one.height), tall), Image.Resampling.LANCZOS) for one in shown
    ]
    row = Image.new("RGB", (sum(one.width for one in small) + _BETWEEN * (len(small) - 1), tall), "#ffffff")
    left = 0
    for one in small:
        row.paste(one, (left, 0))
        left += one.width + _BETWEEN
    return row


def save_small(picture: Image.Image, path: Path, *, shrink: int = 1) -> None:
    """Write a picture as a PNG of few bytes: in 256 colours, `shrink` times smaller."""
    size = (picture.width // shrink, picture.height // shrink)
    small = picture.resize(size, Image.Resampling.LANCZOS) if shrink > 1 else picture
    most = Image.Quantize.MAXCOVERAGE  # keeps rare colours, as those of small logos
    colours = small.quantize(256, method=most, kmeans=2, dither=Image.Dither.NONE)
    colours.save(path, optimize=True)
