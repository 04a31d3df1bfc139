"""Cards of the look "band" as pictures: the film's own still, logos without their margins, and the encoded film."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from media import formats
from media.brand import kit
from media.brand.kit import Logo, Partner
from media.formats import Format
from media.render import drawing, moviepy_composition, recipe, renderer
from media.render.encoding import FINAL
from media.sources import probe
from media.subtitles.model import Cue
from media.timeline import timeline
from media.timeline.scene import Box, Element, Panel, Picture
from media.timeline.timeline import Credit, Timeline
from tests import small_films
from tests.paths import EXAMPLE

KIT = replace(kit.load(EXAMPLE / "brand"), look="band", title_picture="film", end_style="split")
GROUND = (0x10, 0x2A, 0x43)


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three seconds, blue at first and orange from the second on."""
    folder = tmp_path_factory.mktemp("films")
    parts = [
        small_films.film(
            folder / f"{colour}.mp4", "-crf", "8", size="320x180", seconds=1.5, picture=f"color={paint}"
        )
        for colour, paint in (("blue", "c=0x204060"), ("orange", "c=0xE0A040"))
    ]
    (folder / "list").write_text("".join(f"file {part.name}\n" for part in parts), encoding="utf-8")
    small_films.ffmpeg("-f", "concat", "-i", folder / "list", "-c", "copy", folder / "film.mp4")
    return folder / "film.mp4"


def build(
    film: Path, format: Format = formats.SQUARE, first_ms: int = 2000, brand: kit.Brand = KIT
) -> Timeline:
    """A short timeline with one cue."""
    return timeline.build(
        film=probe.probe(film),
        cues=[Cue(start_ms=first_ms, end_ms=2900, text="Crédal")],
        brand=brand,
        language="fr",
        format=format,
        credit=Credit(name="Ayşe Exemple", role="coach", organisation="X"),
        title="Comment tenir ?",
    )


@pytest.mark.parametrize(("first_ms", "expected"), [(200, (0x20, 0x40, 0x60)), (2000, (0xE0, 0xA0, 0x40))])
def test_title_shows_the_film_at_its_first_word(film: Path, first_ms: int, expected: tuple[int, ...]) -> None:
    """Above the words is what the film shows when its first word is said; below is the brand's ground."""
    picture = np.asarray(drawing.drawn(build(film, first_ms=first_ms).of("title")[0]).convert("RGB")).astype(
        int
    )
    assert np.abs(picture[200, 300] - expected).max() < 8
    assert tuple(picture[560, 1000]) == GROUND


def test_logo_is_drawn_without_its_margins(film: Path, tmp_path: Path) -> None:
    """The box of a logo on the end card is filled by what is drawn in its file."""
    file = tmp_path / "margins.png"
    logo = Image.new("RGBA", (900, 700), (0, 0, 0, 0))
    logo.paste((200, 0, 0, 255), (250, 300, 850, 500))
    logo.save(file)
    partner = Partner(id="x", name={"fr": "X"}, logo=Logo(light=file, dark=file), url="")
    card = build(film, brand=replace(KIT, partners=(partner,))).of("end")[0]
    box = next(one.box for one in card.shapes if isinstance(one, Picture) and one.path == file)
    shown = np.asarray(drawing.drawn(card).convert("RGB"))[box.y : box.bottom, box.x : box.right]
    assert (box.width / box.height, tuple(shown.min((0, 1))), tuple(shown.max((0, 1)))) == (
        pytest.approx(3, rel=0.02), (200, 0, 0), (200, 0, 0)
    )  # fmt: skip


def test_other_first_word_makes_the_title_anew_and_nothing_else(film: Path) -> None:
    """A first cue that begins later changes the pieces of title and cue, not those of the end."""
    one, two = (recipe.of(build(film, first_ms=first), FINAL) for first in (1000, 1200))
    changed = [a.number for a, b in zip(one.pieces, two.pieces, strict=True) if a.sign != b.sign]
    assert changed == [0, 1]
    assert len(one.pieces) == 5


@pytest.mark.slow
@pytest.mark.parametrize("name", ["landscape", "portrait"])
def test_film_shows_the_cards(film: Path, tmp_path: Path, name: str) -> None:
    """The encoded film (half as large) equals the composition on its title, while that fades, and on the end card."""
    whole = formats.FORMATS[name]
    made = build(film, replace(whole, width=whole.width // 2, height=whole.height // 2))
    rendition = renderer.render(made, tmp_path)
    composed = moviepy_composition.composition(made)
    numbers = [10, 45, 56, made.frames - 20]
    shown = small_films.frames(rendition.path, numbers, (made.width, made.height))
    for number, frame in zip(numbers, shown, strict=True):
        away = np.abs(frame.astype(float) - composed.get_frame(float(number / made.fps)).astype(float))
        assert away.mean() < 2, number


@pytest.mark.parametrize("radius", [0, 1, 7, 20])
@pytest.mark.parametrize("size", [(300, 90), (57, 49), (48, 48), (30, 200)])
def test_corners_are_those_of_a_box_drawn_larger_and_shrunk(size: tuple[int, int], radius: int) -> None:
    """A panel's edge is what the whole of it, drawn four times as large and shrunk, would have."""
    box = Box(x=0, y=0, width=size[0], height=size[1])
    panel = Panel(box=box, colour="#102a43", radius=radius)
    element = Element(kind="caption", start_ms=0, end_ms=1000, box=box, shapes=(panel,))
    large = Image.new("L", (size[0] * 4, size[1] * 4), 0)
    edge = (0, 0, large.width - 1, large.height - 1)
    ImageDraw.Draw(large).rounded_rectangle(edge, radius * 4, fill=255)
    wanted = large.resize(size, Image.Resampling.LANCZOS)
    assert drawing.drawn(element).getchannel("A").tobytes() == wanted.tobytes()
