"""The films that people brought, and that change in the middle: each part in its shape, each tone in its seconds."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from media import formats
from media.brand import kit
from media.render import renderer
from media.sources import audio, probe
from media.timeline import timeline
from tests import changing_films, small_films
from tests.paths import CLASSIC_KIT, STREET

EXAMPLE_KIT = kit.load(CLASSIC_KIT)
KIT = replace(EXAMPLE_KIT, title_ms=0, title_fade_ms=0, end_ms=0, end_fade_ms=0)
SIZE = (320, 180)
SMALL = replace(formats.LANDSCAPE, name="small", width=SIZE[0], height=SIZE[1])
SAID = {
    "--speaker": "Fatou Voorbeeld",
    "--role": "entrepreneur",
    "--organisation": "microStart",
    "--language": "nl",
}

pytestmark = pytest.mark.slow
Brought = Callable[[str], Path]


@pytest.fixture
def brought() -> Brought:
    """A film of the street by its name; without them the test is skipped."""

    def film(name: str) -> Path:
        if not (STREET / "films" / name).is_file():
            pytest.skip(f"no {name} in {STREET / 'films'}: name the folder in CAMPAIGN_TEST_STREET")
        return STREET / "films" / name

    return film


def finished(film: Path, folder: Path, **part: int) -> Path:
    """The film of a testimony without cards, its sound as long as its picture, each frame there."""
    laid_out = timeline.build(film=probe.probe(film), cues=(), brand=KIT, language="nl", format=SMALL, **part)
    made = renderer.render(laid_out, folder).path
    lasts = float(laid_out.frames / laid_out.fps)
    assert len(small_films.sound(made)) / 48_000 == pytest.approx(lasts, abs=0.022)
    assert len(small_films.all_frames(made, SIZE)) == laid_out.frames
    return made


def test_sound_that_becomes_stereo(brought: Brought, tmp_path: Path) -> None:
    """440 Hz are heard for the first three seconds, 880 Hz for the others, and people speak all the time."""
    film = brought("sound-mono-then-stereo.mp4")
    assert changing_films.tones(finished(film, tmp_path)) == [440] * 6 + [880] * 6
    assert audio.speech_spans(probe.probe(film)) == ((0, 6000),)


def test_a_call_that_is_turned(brought: Brought, tmp_path: Path) -> None:
    """The white square is square in both halves."""
    made = finished(brought("turned-call.webm"), tmp_path)
    shapes = changing_films.squares(made, (0, 40, 73, 76, 110, 149), SIZE)
    assert shapes == pytest.approx([1] * 6, abs=0.04)


def test_sound_longer_than_a_still_picture(brought: Brought, tmp_path: Path) -> None:
    """The last words are heard over the last picture, which is held."""
    made = finished(brought("still-picture-longer-sound.webm"), tmp_path)
    assert probe.probe(made).duration_ms == pytest.approx(8000, abs=40)
    assert changing_films.tones(made) == [440] * 16
    before, after = small_films.frames(made, (160, 195), SIZE).astype(int)
    assert abs(before - after).mean() < 2


def test_two_clips_in_a_transport_stream(brought: Brought, tmp_path: Path) -> None:
    """Both clips are there, though their clocks are an hour and a quarter apart."""
    film = brought("two-clips-joined.ts")
    assert probe.probe(film).duration_ms == pytest.approx(6000, abs=40)
    heard = changing_films.tones(finished(film, tmp_path))
    assert heard[:6] == [440] * 6
    assert heard[6:12] == pytest.approx([880] * 6, abs=20)


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("turned-call.webm", "F11", "0:00:03.000 (320x240 > 240x320)"),
        ("still-picture-longer-sound.webm", "F12", "2.0 s"),
    ],
)
def test_said_at_once_and_in_checks(
    brought: Brought, campaign: Callable[..., Any], tmp_path: Path, name: str, code: str, words: str
) -> None:
    """What changes or is held is said, with its seconds, when a film is added, and whenever it is checked."""
    campaign("init", tmp_path / "mey")
    options = [word for pair in SAID.items() for word in pair]
    added = campaign("testimony", "add", brought(name), "--slug", "street", *options, folder=tmp_path / "mey")
    checked = campaign("testimony", "check", folder=tmp_path / "mey")
    for said in (added.stderr, checked.stdout):
        (line,) = [line for line in said.splitlines() if f": {code} " in line]
        assert words in line
        assert "`campaign " in line
