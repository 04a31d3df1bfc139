"""The cards of the look "band", judged: logos that nobody could read, files that are no good logos, texts too long.

| code | severity | what is wrong |
|---|---|---|
| B20 | warning | a partner's logo is drawn too small on the end card to be read on a phone |
| B21 | warning | a logo is more than eight times as wide as it is high |
| B22 | warning | there are more partners than an end card shows well |
| B23 | warning | a logo moves: only its first picture is shown |
| B24 | warning | a logo has a white ground of its own |
| B25 | error | nothing is drawn in a logo's file |
| B26 | warning | a text takes more lines on its card than are read in time |
| B27 | warning | the address fits the end card only in letters too small for a phone |
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from PIL import Image

from media import pictures
from media.brand import logo_drawing
from media.brand.kit import Brand
from media.brandcheck import sample
from media.errors import BadInput
from media.findings import Finding
from media.formats import FORMATS, Format
from media.timeline import film_cards
from media.timeline.band import end_card, grid, logo_shelf
from media.timeline.band.title_card import Moment
from media.timeline.scene import Element, Text

_WHITE = 240  # of 255, in each colour: what is lighter is white
MOST, _MOST_WIDE = 4, 3  # lines of a heading; of the appeal in landscape


class Lines(Protocol):
    """Where something stands in a kit's file."""

    def key(self, key: str) -> str:
        """Where a key stands."""

    def words(self, words: str) -> str:
        """Where a text stands."""

    def file(self, path: Path) -> str:
        """Where a file is named."""


def findings(brand: Brand, lines: Lines) -> Iterator[Finding]:
    """What is wrong with the kit's logos and, where it has cards of the look "band", with what stands on these."""
    files = [path for one in (brand.logo, brand.mark) for path in (one.light, one.dark)]
    partners = [path for one in brand.partners for path in (one.logo.light, one.logo.dark)]
    for path in dict.fromkeys([*files, *partners]):
        yield from _file(path, lines)
    if brand.end_style == "split" and brand.end_ms:
        yield from _shelf(brand, partners, lines)
    yield from _texts(brand, lines)


def _file(path: Path, lines: Lines) -> Iterator[Finding]:
    """A logo's file, whatever is made with it."""
    picture = pictures.logo(path)
    params: dict[str, object] = {"file": path.name}
    if getattr(picture, "is_animated", False):
        yield Finding(code="B23", severity="warning", where=lines.file(path), params=params)
    seen = picture.convert("RGBA")
    if not seen.getchannel("A").getbbox():
        yield Finding(code="B25", severity="error", where=lines.file(path), params=params)
    elif _is_boxed(seen):
        yield Finding(code="B24", severity="warning", where=lines.file(path), params=params)


def _is_boxed(seen: Image.Image) -> bool:
    """Whether a drawing's edges are white all around, and hide what is under them."""
    wide, tall = seen.size
    edges = [(0, 0, wide, 1), (0, tall - 1, wide, tall), (0, 0, 1, tall), (wide - 1, 0, wide, tall)]
    return wide * tall > 1 and all(min(seen.crop(edge).tobytes()) >= _WHITE for edge in edges)


def _shelf(brand: Brand, partners: list[Path], lines: Lines) -> Iterator[Finding]:
    """Logos on the end card: too many, too wide, too small."""
    count = len(brand.partners)
    if count > logo_shelf.MOST:
        params: dict[str, object] = {"count": count, "most": logo_shelf.MOST}
        yield Finding(code="B22", severity="warning", where=lines.words("[[partner]]"), params=params)
    for path in partners:
        shape = logo_drawing.measured(path).shape
        if round(shape) > logo_shelf.WIDEST:
            params = {"file": path.name, "times": round(shape, 1), "most": logo_shelf.WIDEST}
            yield Finding(code="B21", severity="warning", where=lines.file(path), params=params)
    yield from _small(brand, lines)


def _small(brand: Brand, lines: Lines) -> Iterator[Finding]:
    """Each logo that is too small, in the format where it is smallest."""
    smallest: dict[Path, tuple[float, dict[str, object]]] = {}
    for format in FORMATS.values():
        for logo in end_card.partners_logos(grid.of(format), brand, language=brand.languages[0]):
            enough = min(
                logo.box.height / (logo_shelf.LOWEST * format.short_side),
                logo.box.width / (logo_shelf.NARROWEST * format.short_side),
            )
            if enough < min(1, smallest.get(logo.path, (1.0, {}))[0]):
                size = {"width": logo.box.width, "height": logo.box.height}
                smallest[logo.path] = enough, {"file": logo.path.name, "format": format.name, **size}
    for path, (_, params) in smallest.items():
        yield Finding(code="B20", severity="warning", where=lines.file(path), params=params)


def _texts(brand: Brand, lines: Lines) -> Iterator[Finding]:
    """Texts of the kit on its cards, in each language and format."""
    for language in brand.languages:
        for format in FORMATS.values():
            try:
                for element in _cards(brand, language, format):
                    yield from _long(element, format, lines)
            except BadInput as misfit:
                where = lines.words(str(misfit.params.get("text", "")))
                yield Finding(code="B06", severity="error", where=where, params={"problem": misfit})


def _cards(brand: Brand, language: str, format: Format) -> Iterator[Element]:
    """The cards of the look "band" that a kit has: a title for each theme, the end."""
    if brand.title_ms and film_cards.has_band_title(brand):
        still = Moment(film=sample.film(), at_ms=0, centre=None)
        for title in brand.themes.values():
            yield film_cards.band_title(None, title[language], format, brand, language, still)
    if brand.end_ms and brand.end_style == "split":
        yield end_card.end_card(grid.of(format), brand, language=language, start_ms=0, end_ms=1)


def _long(element: Element, format: Format, lines: Lines) -> Iterator[Finding]:
    texts = [shape for shape in element.shapes if isinstance(shape, Text)]
    most = _MOST_WIDE if (element.kind, format.name) == ("end", "landscape") else MOST
    for text in texts:
        said = " ".join(text.lines)
        if len(text.lines) > most:
            params: dict[str, object] = {"text": said, "lines": len(text.lines), "most": most}
            place = {"element": f"{element.kind}_card", "format": format.name}
            where = lines.words(text.lines[0])
            yield Finding(code="B26", severity="warning", where=where, params=params | place)
        least = grid.of(format).letters.least
        if text.size < least:
            params = {"text": said, "size": text.size, "least": least, "format": format.name}
            yield Finding(code="B27", severity="warning", where=lines.key("meta.link"), params=params)
