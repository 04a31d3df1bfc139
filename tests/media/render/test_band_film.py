"""The look "band", drawn and encoded: how a name moves, what pieces see of it, that a film shows what was composed."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from media.brand import kit
from media.formats import FORMATS
from media.render import drawing, moviepy_composition, overlay_pictures, recipe, renderer, segments
from media.render.overlay_pictures import Span
from media.sources import probe
from media.subtitles.model import Cue
from media.timeline import timeline
from media.timeline.scene import Element
from media.timeline.timeline import Credit, Timeline, Turn
from tests import small_films
from tests.paths import EXAMPLE

KIT = replace(
    kit.load(EXAMPLE / "brand"),
    look="band",
    fill="band",
    subtitle_alpha=0.80,
    logo_alpha=0.88,
    plate_shape="flag",
    plate_alpha=kit.FLAG_ALPHA,
    plate_ms=3000,
    name_size_pct=kit.NAME_PCT,
    role_size_pct=kit.ROLE_PCT,
)
CREDIT = Credit(name="Ayşe Exemple", role="entrepreneuse", organisation="microStart")
COLOURS = "c0=0x204060:c1=0xE0A040"
SHAPES = {"wide": "320x180", "upright": "180x320"}


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Six seconds of a plain picture with a slow gradient, wide and upright."""
    folder = tmp_path_factory.mktemp("films")
    return {
        name: small_films.film(
            folder / f"{name}.mp4",
            "-crf",
            "8",
            size=size,
            seconds=6,
            picture=f"gradients=speed=0.02:seed=3:{COLOURS}",
        )
        for name, size in SHAPES.items()
    }


def build(film: Path, name: str, **inputs: object) -> Timeline:
    """The film with a name from 3.1 s to 6.1 s and two subtitles."""
    given: dict[str, object] = {
        "cues": (
            Cue(start_ms=1500, end_ms=2480, text="Crédal"), Cue(start_ms=2480, end_ms=4000, text="Ça va ?\nOui.")
        ),
        "brand": KIT, "language": "fr", "credit": CREDIT, "title": "Comment tenir ?", "format": FORMATS[name],
    }  # fmt: skip
    return timeline.build(film=probe.probe(film), **(given | inputs))  # type: ignore[arg-type]


def flag_of(made: Timeline) -> Element:
    """The only name."""
    (found,) = made.of("nameplate")
    return found


@pytest.mark.slow
def test_flag_moves(films: dict[str, Path]) -> None:
    """A name comes in 0.4 s, slowing down, rests, and goes in 0.3 s, gathering speed: in twelve places a second."""
    made = build(films["wide"], "landscape")
    (layer,) = [one for one in moviepy_composition.layers(made.elements) if one.element.kind == "nameplate"]
    wide, lasts = layer.element.box.width, layer.clip.duration
    assert (wide, round(lasts, 6)) == (flag_of(made).box.width, 3.0)
    times = [n / 24 for n in range(round(lasts * 24))]
    away = [round(-layer.clip.pos(t)[0] / wide, 2) for t in times]
    assert away[:10] == [0.5, 0.5, 0.2, 0.2, 0.05, 0.05, 0.0, 0.0, 0.0, 0.0]
    assert set(away[10:64]) == {0.0}
    assert away[-8:] == [0.0, 0.02, 0.02, 0.17, 0.17, 0.58, 0.58, 1.0]
    assert {layer.clip.pos(t)[1] for t in times} == {layer.element.box.y}


@pytest.mark.parametrize(
    ("shape", "format"), [("wide", "landscape"), ("wide", "portrait"), ("upright", "portrait")]
)
def test_flag_is_few_small_pictures(films: dict[str, Path], tmp_path: Path, shape: str, format: str) -> None:
    """Lowered, a name is a dozen pictures at most, none of them larger than the name, none beside the frame."""
    made = build(films[shape], format)
    layers = moviepy_composition.layers(made.of("nameplate"))
    (lane,) = overlay_pictures.lanes(made, layers, Span(first=0, last=made.frames), tmp_path, "lane")
    pictures = list(tmp_path.glob("*.png"))
    assert len(pictures) <= 12
    flag = flag_of(made).box
    assert (lane.box.x, lane.box.width - flag.width) == (0, flag.width % 2)
    assert 0 <= lane.box.height - flag.height <= 2
    assert lane.shown == ((78, 153),)  # 3.1 to 6.1 s at 25 a second


def test_nothing_hangs_out_of_the_frame(films: dict[str, Path]) -> None:
    """The flag's picture begins at the frame's edge with its bar; its right corners alone are round."""
    picture = np.asarray(drawing.drawn(flag_of(build(films["wide"], "square"))))
    assert tuple(picture[0, 0]) == tuple(picture[-1, 0]) == (0xFF, 0xB8, 0x4D, 255)
    assert picture[0, -1, 3] == picture[-1, -1, 3] == 0


def changed(before: Timeline, after: Timeline) -> list[int]:
    """The numbers of the pieces that another timeline does not share."""
    first, then = (segments.of(one, recipe.content, "test") for one in (before, after))
    return [piece.number for piece, other in zip(first, then, strict=True) if piece.sign != other.sign]


def test_pieces_see_a_name(films: dict[str, Path]) -> None:
    """Another name, another moment of it and another way of moving make the pieces anew in which it is seen so."""
    made = build(films["wide"], "feed")
    assert changed(made, build(films["wide"], "feed", credit=replace(CREDIT, name="Bo"))) == [
        0,
        1,
        2,
        3,
    ]  # the title too
    assert changed(made, build(films["wide"], "feed", brand=replace(KIT, plate_ms=4000))) == [2, 3]
    slower = replace(flag_of(made).move, states=10)  # type: ignore[type-var]
    elements = tuple(replace(one, move=slower) if one.kind == "nameplate" else one for one in made.elements)
    assert changed(made, replace(made, elements=elements)) == [1, 2, 3]


def test_second_name_costs_its_pieces(films: dict[str, Path]) -> None:
    """A second speaker's name makes the pieces anew in which names are seen, and no others."""
    turns = [
        Turn(at_ms=0, credit=CREDIT),
        Turn(at_ms=3500, credit=Credit(name="Bo", role="", organisation="")),
    ]
    assert changed(build(films["wide"], "feed"), build(films["wide"], "feed", turns=turns)) == [2, 3]


BARE = replace(KIT, title_ms=0, title_fade_ms=0, end_ms=0, end_fade_ms=0)
MOMENTS = {  # without cards
    "film": 8, "comes": 16, "still comes": 20, "name": 24, "cue": 37, "two lines": 70, "goes": 85,
    "nearly gone": 89, "no name": 92, "after the cues": 110,
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(
    ("shape", "format"),
    [
        ("wide", "landscape"),
        ("wide", "portrait"),
        ("upright", "landscape"),
    ],
)
def test_film_shows_what_was_composed(
    films: dict[str, Path], tmp_path: Path, shape: str, format: str
) -> None:
    """The encoded film equals the composition as a name comes, rests and goes, and beside it."""
    made = build(films[shape], format, format=small_films.smaller(FORMATS[format]), brand=BARE)
    rendition = renderer.render(made, tmp_path)
    composed = moviepy_composition.composition(made)
    shown = small_films.frames(rendition.path, list(MOMENTS.values()), (made.width, made.height))
    for (moment, number), frame in zip(MOMENTS.items(), shown, strict=True):
        away = np.abs(frame.astype(float) - composed.get_frame(float(number / made.fps)).astype(float))
        assert away.mean() < 2, f"{moment}: {away.mean():.2f} of 255 away from the composition"
        assert np.percentile(away, 99.5) < 20, f"{moment}: {np.percentile(away, 99.5):.0f} away somewhere"
