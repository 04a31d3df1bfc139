"""A film that changes in the middle is shown part by part: never squeezed, in its time, its sound in its place."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from media import formats
from media.brand import kit
from media.render import renderer
from media.render.encoding import PREVIEW
from media.sources import probe
from media.timeline import timeline
from media.timeline.timeline import Timeline
from tests import small_films
from tests.changing_films import chained, joined, squares, stretch, tones
from tests.paths import CLASSIC_KIT

EXAMPLE_KIT = kit.load(CLASSIC_KIT)
KIT = replace(EXAMPLE_KIT, title_ms=0, title_fade_ms=0, end_ms=0, end_fade_ms=0)
SIZE = (320, 180)
SMALL = replace(formats.LANDSCAPE, name="small", width=SIZE[0], height=SIZE[1])
TALL = replace(formats.PORTRAIT, name="tall", width=180, height=320)
HD = "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709"
HLG = "setparams=range=tv:color_primaries=bt2020:color_trc=arib-std-b67:colorspace=bt2020nc"


def build(film: Path, **inputs: object) -> Timeline:
    """A timeline of the film alone, with a logo and no cards."""
    given: dict[str, object] = {"cues": (), "brand": KIT, "language": "fr", "format": SMALL}
    return timeline.build(film=probe.probe(film), **(given | inputs))  # type: ignore[arg-type]


def made(film: Path, **inputs: object) -> Path:
    """A finished film."""
    return renderer.render(build(film, **inputs), film.parent / "out").path


@pytest.fixture(scope="module")
def turned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A call that is turned after a second: 440 Hz in a wide picture, 880 Hz in a tall one."""
    folder = tmp_path_factory.mktemp("turned")
    wide = stretch(folder / "a.webm", size="160x120")
    return joined(folder / "film.webm", wide, stretch(folder / "b.webm", size="120x160", tone=880))


@pytest.mark.slow
def test_a_turned_call(turned: Path) -> None:
    """The square is square before and after the turn, from the very frame on, and the tones are in their seconds."""
    finished = made(turned)
    assert squares(finished, (0, 20, 24, 26, 30, 49), SIZE) == pytest.approx([1] * 6, abs=0.07)
    assert tones(finished) == [440, 440, 880, 880]


@pytest.mark.slow
@pytest.mark.parametrize("fill", ["crop", "blur", "brand"])
def test_in_every_way_of_placing(turned: Path, fill: str) -> None:
    """Cropped or on a surround, upright or not: the square stays square, in previews too."""
    upright = made(turned, format=TALL, fill=fill)
    assert squares(upright, (5, 45), (180, 320)) == pytest.approx([1, 1], abs=0.07)
    shown = build(turned, fill=fill, format=replace(SMALL, width=480, height=270))
    preview = renderer.render(shown, turned.parent / "previews", finish=PREVIEW).path
    assert squares(preview, (2, 20), (160, 90)) == pytest.approx([1, 1], abs=0.1)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("part", "heard"),
    [((600, 1400), [440, 880]), ((0, 900), [440, 440]), ((1200, 2000), [880, 880])],
    ids=["across", "before", "after"],
)
def test_a_part_of_it(turned: Path, part: tuple[int, int], heard: Sequence[int]) -> None:
    """A part that begins before the change, or behind it, is shown as in the whole film."""
    finished = made(turned, from_ms=part[0], to_ms=part[1])
    frames = build(turned, from_ms=part[0], to_ms=part[1]).frames
    assert squares(finished, (1, frames - 1), SIZE) == pytest.approx([1, 1], abs=0.07)
    assert tones(finished, 0.4)[:2] == pytest.approx(heard, abs=20)


@pytest.mark.slow
def test_in_halves_and_pieces(tmp_path: Path) -> None:
    """A long film that is made in halves, each from its own moment on, is the film that is made in one go."""
    sizes = ("160x120", "120x160", "160x120", "120x160")
    parts = [stretch(tmp_path / f"{at}.webm", size=size, seconds=3.4) for at, size in enumerate(sizes)]
    finished = made(joined(tmp_path / "film.webm", *parts))
    numbers = [round(25 * at) for at in (1, 3.2, 3.6, 6, 7, 9, 10.6, 13)]
    assert squares(finished, numbers, SIZE) == pytest.approx([1] * 8, abs=0.07)


@pytest.mark.slow
@pytest.mark.parametrize("order", ["abc", "cab", "bac"])
def test_stretches_of_every_kind(tmp_path: Path, order: str) -> None:
    """Size, turn, rate and channels of a transport stream change at once, in any order: nothing is squeezed or late."""
    turn = ("-bsf:v", "h264_metadata=display_orientation=insert:rotate=90")
    kinds = {
        "a": stretch(tmp_path / "a.ts", tone=440),
        "b": stretch(tmp_path / "b.ts", *turn, tone=880, layout="stereo", hertz=44_100),
        "c": stretch(tmp_path / "c.ts", size="90x160", rate="50", tone=660, layout="5.1"),
    }
    finished = made(chained(tmp_path / "film.ts", *(kinds[one] for one in order)))
    rate = probe.probe(finished).fps
    numbers = [round(at * rate) for at in (0.3, 0.7, 1.4, 1.7, 2.4, 2.8)]
    assert squares(finished, numbers, SIZE) == pytest.approx([1] * 6, abs=0.07)
    expected = [{"a": 440, "b": 880, "c": 660}[one] for one in order for _ in range(2)]
    assert tones(finished)[:6] == pytest.approx(expected, abs=20)


@pytest.mark.slow
def test_pixels_of_two_shapes(tmp_path: Path) -> None:
    """What was stored in half the columns is shown as wide as it was."""
    plain = stretch(tmp_path / "a.ts")
    narrow = stretch(tmp_path / "b.ts", size="160x90", filters="scale=80:90,setsar=2")
    finished = made(chained(tmp_path / "film.ts", plain, narrow))
    assert squares(finished, (5, 20, 30, 45), SIZE) == pytest.approx([1] * 4, abs=0.07)


@pytest.mark.slow
def test_colours_of_two_kinds(tmp_path: Path) -> None:
    """Ordinary colours stay as they are where a film goes on in those of HDR, which are brought to them."""
    plain, bright = (
        stretch(tmp_path / f"{name}.ts", filters=tags, size="320x180")
        for name, tags in (("a", HD), ("b", HLG))
    )
    alone = [small_films.frames(made(one), (12,), SIZE)[0] for one in (plain, bright)]
    both = small_films.frames(made(chained(tmp_path / "film.ts", plain, bright)), (12, 37), SIZE)
    for one, other in zip(alone, both, strict=True):
        assert np.abs(one.astype(int) - other).mean() < 3
    assert np.abs(alone[0].astype(int) - alone[1]).mean() > 8


@pytest.mark.slow
def test_a_recording_turned_as_alone(tmp_path: Path) -> None:
    """A turned recording behind another stands as it does alone."""
    turned = tmp_path / "b.ts"
    small_films.film(turned, "-bsf:v", "h264_metadata=display_orientation=insert:rotate=90", size="160x90")
    whole = chained(tmp_path / "film.ts", small_films.film(tmp_path / "a.ts", size="160x90"), turned)
    (alone,), (behind,) = (
        small_films.frames(made(one), (at,), SIZE) for one, at in ((turned, 12), (whole, 37))
    )
    assert np.abs(alone.astype(int) - behind).mean() < 12


@pytest.mark.slow
def test_sound_that_becomes_stereo(tmp_path: Path) -> None:
    """In one container a sound that becomes stereo goes on where it is, and begins late where it does."""
    parts = [
        stretch(tmp_path / f"{one}.mp4", layout=one, tone=tone)
        for one, tone in (("mono", 440), ("stereo", 880))
    ]
    film = joined(tmp_path / "film.mp4", *parts)
    late = tmp_path / "late.mp4"
    small_films.ffmpeg(
        "-i", film, "-itsoffset", 0.5, "-i", film, "-map", "0:v", "-map", "1:a", "-c", "copy", late
    )
    assert probe.probe(late).changing_sound
    assert tones(made(late)) == pytest.approx([0, 440, 440, 880], abs=20)
