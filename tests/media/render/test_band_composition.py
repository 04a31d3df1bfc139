"""Films in the look "band": what is encoded is what MoviePy composed, in every format, of films of every shape."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from media import formats
from media.brand import kit
from media.brand.kit import Brand
from media.render import moviepy_composition, renderer
from media.sources import probe
from media.subtitles.model import Cue
from media.timeline import timeline
from media.timeline.timeline import Credit, Timeline
from tests import small_films
from tests.paths import EXAMPLE

COLOURS = "c0=0x204060:c1=0xE0A040"  # else ffmpeg draws new ones each time, whatever the seed
SIZES = {"wide": "320x180", "upright": "180x320", "square": "240x240"}
OF_THE_LOOK = "surround|shape|picture|style|box_alpha|name_size_pct|role_size_pct|tighten|question|words"


@pytest.fixture(scope="module")
def band(tmp_path_factory: pytest.TempPathFactory) -> Brand:
    """The example kit in the look "band", with all that the look decides left to it."""
    folder = Path(shutil.copytree(EXAMPLE / "brand", tmp_path_factory.mktemp("kit") / "brand"))
    file = folder / kit.FILE
    text = re.sub(rf"(?m)^(look|{OF_THE_LOOK}) = .*\n", "", file.read_text(encoding="utf-8"))
    file.write_text(text.replace("schema = 1\n", 'schema = 1\nlook = "band"\n', 1), encoding="utf-8")
    return kit.load(folder)


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Three seconds of a plain picture with a slow gradient, which encodes without visible loss, in three shapes."""
    folder = tmp_path_factory.mktemp("films")
    gradient = f"gradients=speed=0.02:seed=3:{COLOURS}"
    return {
        shape: small_films.film(folder / f"{shape}.mp4", "-crf", "8", size=size, seconds=3, picture=gradient)
        for shape, size in SIZES.items()
    }


def build(film: Path, brand: Brand, format: formats.Format) -> Timeline:
    """A short timeline with two cues and a speaker."""
    return timeline.build(
        film=probe.probe(film),
        cues=(
            Cue(start_ms=600, end_ms=1480, text="Crédal"),
            Cue(start_ms=1480, end_ms=2600, text="Ça va ?\nOui, ça va."),
        ),
        brand=brand,
        language="fr",
        format=format,
        credit=Credit(name="Ayşe Exemple", role="entrepreneuse", organisation="microStart"),
        title="Comment tenir ?",
        centre=(40, 45),
    )


def require_like_composition(made: Timeline, folder: Path, moments: dict[str, int]) -> None:
    """Render a timeline and hold frames of it against the composition."""
    rendition = renderer.render(made, folder)
    composed = moviepy_composition.composition(made)
    shown = small_films.frames(rendition.path, list(moments.values()), (made.width, made.height))
    for (moment, number), frame in zip(moments.items(), shown, strict=True):
        away = np.abs(frame.astype(float) - composed.get_frame(float(number / made.fps)).astype(float))
        assert away.mean() < 2, f"{moment}: {away.mean():.2f} of 255 away from the composition"
        assert np.percentile(away, 99.5) < 20, f"{moment}: {np.percentile(away, 99.5):.0f} away somewhere"


@pytest.mark.slow
@pytest.mark.parametrize("shape", SIZES)
@pytest.mark.parametrize("name", formats.FORMATS)
def test_film_shows_what_was_composed(
    films: dict[str, Path], band: Brand, tmp_path: Path, name: str, shape: str
) -> None:
    """While the flag comes, rests and goes, at a cue's first and last frame: in each format, of each shape of film."""
    alone = replace(band, title_ms=0, title_fade_ms=0, end_ms=0, end_fade_ms=0)
    made = build(films[shape], alone, small_films.smaller(formats.FORMATS[name]))
    moments = {"before": 10, "flag comes": 18, "cue's last": 36, "next cue": 37, "flag goes": 72}
    require_like_composition(made, tmp_path, moments)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "shape"), [("portrait", "wide"), ("landscape", "upright")])
def test_cards_are_what_was_composed(
    films: dict[str, Path], band: Brand, tmp_path: Path, name: str, shape: str
) -> None:
    """In the title card, its fade, the end card's, and at the end; nothing is left of what stands beside the film."""
    made = build(films[shape], band, formats.FORMATS[name])
    lead, ends = made.frame(made.shot.start_ms), made.frame(made.shot.end_ms)
    moments = {
        "title": 25,
        "fade out": lead + 6,
        "film": lead + 14,
        "fade in": ends + 4,
        "end": made.frames - 9,
    }
    require_like_composition(made, tmp_path, moments)
