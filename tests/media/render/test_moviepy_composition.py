"""Overlays: what is drawn, when it moves, and that the encoded film shows what MoviePy composed."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from media import formats
from media.brand import kit
from media.render import drawing, moviepy_composition, renderer
from media.sources import probe
from media.subtitles.model import Cue
from media.timeline import timeline
from media.timeline.timeline import Credit, Timeline
from tests import small_films
from tests.paths import CLASSIC_KIT

KIT = kit.load(CLASSIC_KIT)
BRIEF = replace(KIT, title_ms=KIT.title_ms - 1000, end_ms=KIT.end_ms - 2000)  # cards to be drawn, not read
COLOURS = "c0=0x204060:c1=0xE0A040"  # else ffmpeg draws new ones each time, whatever the seed


def build(
    film: Path, name: str = "landscape", fill: formats.Fill | None = None, brand: kit.Brand = KIT
) -> Timeline:
    """A short timeline with two cues and a speaker."""
    return timeline.build(
        film=probe.probe(film),
        cues=(
            Cue(start_ms=1500, end_ms=2480, text="Crédal"),
            Cue(start_ms=2480, end_ms=3000, text="Ça va ?"),
        ),
        brand=brand,
        language="fr",
        format=formats.FORMATS[name],
        credit=Credit(name="Ayşe Exemple", role="entrepreneuse", organisation="microStart"),
        title="Comment tenir ?",
        fill=fill,
        centre=(30, 40),
    )


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three seconds of a plain picture with a slow gradient, which encodes without visible loss."""
    path = tmp_path_factory.mktemp("films") / "film.mp4"
    return small_films.film(
        path, "-crf", "8", size="320x180", seconds=3.5, picture=f"gradients=speed=0.02:seed=3:{COLOURS}"
    )


def test_importing_loads_no_moviepy() -> None:
    """MoviePy is loaded when something is composed, not when the bench is imported."""
    modules = "media.render.renderer, media.render.moviepy_composition"
    code = f"import sys, {modules}; print('media.third_party' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path.cwd()
    )
    assert done.stdout.strip() == "False"


def test_caption_is_drawn_in_a_translucent_box(film: Path) -> None:
    """A subtitle's box has the kit's alpha, clear corners, and opaque letters."""
    picture = np.asarray(drawing.drawn(build(film).of("caption")[0]))
    alpha = picture[:, :, 3]
    assert alpha[0, 0] == 0
    assert alpha[4, alpha.shape[1] // 2] == round(255 * 0.70)
    assert alpha.max() == 255
    assert tuple(picture[4, alpha.shape[1] // 2, :3]) == (0x0B, 0x1A, 0x2A)


def test_letters_lie_inside_their_box(film: Path) -> None:
    """No letter touches the edge of its box, accents and descenders included."""
    (first, *_) = build(film).of("caption")
    letters = np.asarray(drawing.drawn(first))[:, :, 0] > 200
    rows, columns = np.flatnonzero(letters.any(axis=1)), np.flatnonzero(letters.any(axis=0))
    assert 3 < rows[0] < rows[-1] < letters.shape[0] - 4
    assert 10 < columns[0] < columns[-1] < letters.shape[1] - 10


def test_speaker_slides_and_fades(film: Path) -> None:
    """Who speaks comes in from the left while fading in, rests, and fades out where it stands."""
    (layer,) = [
        one for one in moviepy_composition.layers(build(film).elements) if one.element.kind == "nameplate"
    ]
    clip, x = layer.clip, layer.element.box.x
    assert [clip.pos(t)[0] for t in (0, 0.2, 0.4, 1)] == [x - 54, x - 7, x, x]
    highest = [round(float(clip.mask.get_frame(t).max()), 2) for t in (0, 0.2, 0.4, clip.duration - 0.2)]
    assert highest == [0, 0.5, 1, 0.5]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "fill"), [("landscape", None), ("portrait", "blur"), ("square", "crop")])
def test_film_shows_what_was_composed(film: Path, tmp_path: Path, name: str, fill: formats.Fill) -> None:
    """The encoded film equals the composition: in the title, the fades, at a cue's first and last frame, at the end."""
    made = build(film, name, fill, BRIEF)
    rendition = renderer.render(made, tmp_path)
    composed = moviepy_composition.composition(made)
    moments = {
        "title": 15, "fade out": 31, "film": 41, "speaker slides": 53, "speaker": 61, "cue": 62, "cue goes on": 75,
        "cue's last": 86, "next cue": 87, "after the cues": 101, "fade in": 116, "end": 145,
    }  # fmt: skip
    shown = small_films.frames(rendition.path, list(moments.values()), (made.width, made.height))
    for (moment, number), frame in zip(moments.items(), shown, strict=True):
        away = np.abs(frame.astype(float) - composed.get_frame(float(number / made.fps)).astype(float))
        assert away.mean() < 2, f"{moment}: {away.mean():.2f} of 255 away from the composition"
        assert np.percentile(away, 99.5) < 20, f"{moment}: {np.percentile(away, 99.5):.0f} away somewhere"
