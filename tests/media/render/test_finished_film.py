"""A finished film that is not what was given never gets its name; one that is, always does."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from media import formats
from media.brand import kit
from media.errors import RenderFailed
from media.formats import Format
from media.render import capacity, joining, renderer
from media.render.encoding import FINAL, PREVIEW, Finish
from media.render.finished import film_check, sound_likeness
from media.render.finished.film_check import Given
from media.render.finished.sound_likeness import Gap
from media.render.finished.sound_reading import Levels, decibels
from media.sources import probe
from media.subtitles.model import Cue
from media.timeline import timeline
from media.timeline.timeline import Timeline
from tests import small_films
from tests.paths import CLASSIC_KIT

KIT = replace(kit.load(CLASSIC_KIT), title_ms=1000, title_fade_ms=480, end_ms=1000, end_fade_ms=480)
BARE = replace(KIT, title_ms=0, title_fade_ms=0, end_ms=0, end_fade_ms=0)
CUES = (Cue(start_ms=200, end_ms=1900, text="Ça va ?"),)
VOICE = (
    "aevalsrc='0.3*sin(2*PI*220*t)*pow(abs(sin(2*PI*1.7*t)),6)+0.1*sin(2*PI*2500*t)*pow(abs(sin(2*PI*0.9*t+1)),4)'"
    ":s=48000"
)
SMALL = {  # the shapes of films, in sizes that are made fast
    "landscape": replace(formats.LANDSCAPE, width=288, height=162),
    "square": replace(formats.SQUARE, width=216, height=216),
    "portrait": replace(formats.PORTRAIT, width=216, height=384),
}
Fault = Callable[[Path, Path], object]


def laid(film: Path, format: Format, brand: kit.Brand = KIT, **inputs: object) -> Timeline:
    """A timeline of a film with subtitles, title and end card."""
    given: dict[str, object] = {"cues": CUES, "language": "fr", "format": format, "brand": brand, **inputs}
    return timeline.build(film=probe.probe(film), **given)  # type: ignore[arg-type]


class Made:
    """A film rendered well in some shapes, and what was read of the film that was given."""

    def __init__(self, folder: Path, source: Path, brand: kit.Brand = KIT, **inputs: object) -> None:
        self.folder = folder
        self.timelines = {name: laid(source, one, brand, **inputs) for name, one in SMALL.items()}
        done = renderer.render_all(
            list(self.timelines.values()), folder / "renders", room=capacity.room(1200)
        )
        self.films = {name: one.path for name, one in zip(self.timelines, done, strict=True)}
        self.given: Given = film_check.given(self.timelines["square"], folder, seconds=60)

    def told(self, name: str, fault: Fault) -> tuple[str, dict[str, object]]:
        """What is said of the film of a shape after a fault was planted in it; nothing where it passes."""
        spoilt = self.folder / f"spoilt-{name}.mp4"
        fault(self.films[name], spoilt)
        try:
            film_check.require_like(spoilt, self.timelines[name], FINAL, self.given, seconds=60)
        except RenderFailed as wrong:
            return wrong.code, wrong.params
        finally:
            spoilt.unlink()
        return "", {}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four seconds of test picture, with something like a voice."""
    return small_films.film(
        tmp_path_factory.mktemp("films") / "film.mp4", seconds=4, size="192x108", sound=VOICE
    )


@pytest.fixture(scope="module")
def made(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The film in three shapes, between cards."""
    return Made(tmp_path_factory.mktemp("made"), source)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The middle of a film with a steady tone, without cards."""
    film = small_films.film(tmp_path_factory.mktemp("films") / "tone.mp4", seconds=4, size="192x108")
    return Made(tmp_path_factory.mktemp("bare"), film, BARE, from_ms=500, to_ms=3500)


def heard(filters: str) -> Fault:
    """A fault of the sound: what some filters make of it, the picture untouched."""
    return lambda film, into: small_films.ffmpeg("-i", film, "-c:v", "copy", "-af", filters, into)


def seen(filters: str) -> Fault:
    """A fault of the picture's second half: what some filters make of it, the sound untouched."""

    def plant(film: Path, into: Path) -> None:
        half = probe.probe(film).duration_ms / 2000
        graph = (
            f"[0:v]split[a][b];[a]trim=end={half},setsar=1[c];[b]trim=start={half},setpts=PTS-STARTPTS,{filters},"
            "setsar=1[d];[c][d]concat[e]"
        )
        coded = ("-c:v", "libx264", "-preset", "ultrafast", "-c:a", "copy")
        small_films.ffmpeg("-i", film, "-filter_complex", graph, "-map", "[e]", "-map", "0:a", *coded, into)

    return plant


def whole(film: Path, into: Path) -> None:
    """No fault at all: the streams copied into another file."""
    small_films.ffmpeg("-i", film, "-c", "copy", into)


@pytest.mark.slow
@pytest.mark.parametrize("name", SMALL)
def test_what_is_right_passes(made: Made, bare: Made, name: str) -> None:
    """A film as it was made passes, with cards and without."""
    assert (made.told(name, whole), bare.told(name, whole)) == (("", {}), ("", {}))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "filters", "code", "off"),
    [
        ("portrait", "adelay=200:all=1,atrim=end=5.52", "finished-sound-late", 200),
        ("square", "atrim=start=0.2,asetpts=PTS-STARTPTS,apad,atrim=end=5.52", "finished-sound-early", 200),
        ("landscape", "adelay=100:all=1,atrim=end=5.52", "finished-sound-late", 100),
    ],
)
def test_sound_at_a_wrong_time(made: Made, name: str, filters: str, code: str, off: int) -> None:
    """Sound that comes 100 or 200 ms too late or too early is found, and said in milliseconds."""
    told, params = made.told(name, heard(filters))
    assert (told, params["off"]) == (code, off)


@pytest.mark.slow
def test_sound_at_a_wrong_time_in_one_half(made: Made) -> None:
    """Sound that comes too late from the middle on only is found there."""
    parted = (
        "asplit[a][b];[a]atrim=end=2.5[c];[b]atrim=start=2.5,asetpts=PTS-STARTPTS,adelay=200:all=1[d];[c][d]"
    )
    told, params = made.told("landscape", heard(f"{parted}concat=v=0:a=1,atrim=end=5.52"))
    assert told in ("finished-sound-late", "finished-silence")
    assert params["at"] > "0:00:00.900"  # type: ignore[operator]


@pytest.mark.parametrize(
    ("name", "filters", "code"),
    [
        ("landscape", "adelay=200:all=1,atrim=end=3", "finished-silence"),
        ("square", "atrim=start=0.2,asetpts=PTS-STARTPTS,apad,atrim=end=3", "finished-silence"),
        ("portrait", "atrim=end=2", "finished-sound-length"),
        ("square", "atrim=end=2,apad,atrim=end=3", "finished-silence"),
        ("portrait", "volume=0", "finished-silence"),
        ("landscape", "volume=0:enable='between(t,1,1.5)'", "finished-silence"),
        ("square", "pan=stereo|c0=c0|c1=0*c1", "finished-silence"),
        pytest.param("landscape", "volume=-12dB", "finished-loudness", marks=pytest.mark.slow),
        pytest.param("portrait", "volume=8dB", "finished-loudness", marks=pytest.mark.slow),
    ],
)
def test_sound_that_is_not_all_there(bare: Made, name: str, filters: str, code: str) -> None:
    """A steady tone that is late, early, cut, silent, on one side alone, too soft or too loud is found."""
    assert bare.told(name, heard(filters))[0] == code


@pytest.mark.slow
def test_sound_behind_a_card(made: Made) -> None:
    """Sound where the film is silent is found, and a track that begins late or ends early under a card."""
    tone = "aevalsrc=0.3*sin(2*PI*440*t):s=48000:d=0.3,adelay=4600:all=1[b];[0:a][b]amix=normalize=0:duration=first"
    mixed: Fault = lambda film, into: small_films.ffmpeg(  # noqa: E731
        "-i", film, "-filter_complex", tone, "-map", "0:v", "-c:v", "copy", into
    )
    assert made.told("square", mixed)[0] == "finished-noise"
    assert made.told("square", heard("atrim=end=4"))[0] == "finished-sound-length"


@pytest.mark.slow
def test_late_track(made: Made) -> None:
    """A track of sound that begins 200 ms late in its container is found."""
    late: Fault = lambda film, into: small_films.ffmpeg(  # noqa: E731
        *("-i", film, "-itsoffset", "0.2", "-i", film, "-map", "0:v", "-map", "1:a", "-c", "copy", into)
    )
    assert made.told("square", late)[0] in ("finished-sound-late", "finished-sound-length")


NARROW = "scale=trunc(iw/3.6)*2:ih,pad={width}:ih:(ow-iw)/2"
FLAT = "scale=iw:trunc(ih/3.6)*2,pad=iw:{height}:0:(oh-ih)/2"
STRETCHED = "crop=iw/1.5:ih,scale={width}:{height}"
SIDEWAYS = "scale=trunc(iw*0.35)*2:ih,pad={width}:ih:0:0"


@pytest.mark.slow
@pytest.mark.parametrize("name", SMALL)
@pytest.mark.parametrize(
    "filters", [NARROW, FLAT, STRETCHED, SIDEWAYS], ids=["narrow", "flat", "stretched", "left"]
)
def test_squeezed_half(made: Made, name: str, filters: str) -> None:
    """A half in which the picture is squeezed or stretched is found in every shape of film."""
    size = {"width": SMALL[name].width, "height": SMALL[name].height}
    told, params = made.told(name, seen(filters.format(**size)))
    assert told in ("finished-narrow", "finished-broad", "finished-other-picture")
    assert params["at"] > "0:00:02"  # type: ignore[operator]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("filters", "code"),
    [
        ("drawbox=c=black:t=fill", "finished-blank"),
        ("hflip", "finished-other-picture"),
        ("select='not(eq(n,20))'", "finished-pictures"),
        ("scale=160:90", "finished-size"),
    ],
)
def test_picture_that_is_not_all_there(bare: Made, filters: str, code: str) -> None:
    """Half a film in black or turned round, a picture too few, another size: each is said as what it is."""
    fault = seen(filters) if code != "finished-size" else resized(filters)
    assert bare.told("landscape", fault)[0] == code


def resized(filters: str) -> Fault:
    """The whole film in another size."""
    return lambda film, into: small_films.ffmpeg("-i", film, "-c:a", "copy", "-vf", filters, into)


@pytest.mark.slow
@pytest.mark.parametrize("finish", [FINAL, PREVIEW], ids=["final", "preview"])
def test_never_gets_its_name(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, finish: Finish
) -> None:
    """A film that came out wrong is not kept, others that are made with it are; a second time nothing is wrong."""
    joined = joining.join

    def spoils_squares(stretches: object, sound: Path, film: Path, **others: object) -> None:
        joined(stretches, sound, film, **others)  # type: ignore[arg-type]
        if probe.probe(film).width == probe.probe(film).height:
            whole(film, kept := film.with_suffix(".whole.mp4"))
            heard("volume=0")(kept, film)

    wanted = [laid(source, one) for one in SMALL.values()]
    with monkeypatch.context() as planted:
        planted.setattr(joining, "join", spoils_squares)
        with pytest.raises(RenderFailed) as caught:
            renderer.render_all(wanted, tmp_path, room=capacity.room(1200), finish=finish)
    assert (caught.value.code, len(list(tmp_path.glob("*.mp4")))) == ("finished-silence", 2)
    again = renderer.render_all(wanted, tmp_path, room=capacity.room(1200), finish=finish)
    assert [one.reused for one in again] == [True, False, True]
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".json"] * 3 + [".mp4"] * 3


def levels(loud: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]") -> Levels:
    """A sound whose power is given in each 20 ms, in all bands alike but for a fixed pattern."""
    bands = loud[:, np.newaxis] * np.linspace(0.2, 1, 6)
    return Levels(sides=decibels(np.stack([loud, loud], axis=1)), bands=decibels(bands))


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000), bins=st.integers(-45, 45), gain=st.floats(0.05, 20))
def test_any_shift(seed: int, bins: int, gain: float) -> None:
    """Speech that is moved by any time up to 0.9 s, and made louder or softer, is found by that time and no other."""
    chance = np.random.default_rng(seed)
    words = np.repeat(chance.random(60) ** 3 * 0.05, chance.integers(3, 12, 60))[:300]
    spoken = np.concatenate([np.zeros(100), words, np.zeros(100)])
    found = sound_likeness.shifted(levels(spoken), levels(np.roll(spoken, bins) * gain))
    expected = None if abs(bins) <= 2 else bins * 20
    assert (found.late_ms if found else None) == expected


@settings(max_examples=30, deadline=None)
@given(begin=st.integers(0, 190), lasts=st.integers(1, 60))
def test_any_gap(begin: int, lasts: int) -> None:
    """A silence that was not there is found from 80 ms on, where it begins, and for as long as it lasts."""
    steady = np.full(250, 0.01)
    cut = steady.copy()
    cut[begin : begin + lasts] = 0
    wanted = Gap(at_ms=begin * 20, lasts_ms=lasts * 20) if lasts >= 4 else None
    assert sound_likeness.missing(levels(steady), levels(cut)) == wanted
