"""What changes in the middle of a film is found before anything is made of it."""

from fractions import Fraction
from pathlib import Path

import pytest

from media.sources import probe
from tests import changing_films

HD = "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709"
HLG = "setparams=range=tv:color_primaries=bt2020:color_trc=arib-std-b67:colorspace=bt2020nc"


def seen(path: Path) -> list[tuple[int, int, int]]:
    """From when on (ms) a film has which shape (pixels)."""
    return [(look.from_ms, look.width, look.height) for look in probe.probe(path).looks]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["film.webm", "film.mkv"])
def test_a_turned_call(tmp_path: Path, name: str) -> None:
    """Each shape of a call that is turned is known, with the moment from which on it is shown."""
    suffix = Path(name).suffix
    wide = changing_films.stretch(tmp_path / f"wide{suffix}", size="160x120")
    tall = changing_films.stretch(tmp_path / f"tall{suffix}", size="120x160", seconds=1.4)
    film = changing_films.joined(tmp_path / name, wide, tall)
    ((_, *first), (begins, *second)) = seen(film)
    assert (first, second) == ([160, 120], [120, 160])
    assert begins == pytest.approx(1000, abs=40)
    assert (probe.probe(film).width, probe.probe(film).height) == (120, 160)


def test_three_stretches(tmp_path: Path) -> None:
    """A film may change more than once, and go back; the shape that it has longest is its own."""
    sizes = ("160x90", "90x160", "160x90")
    parts = [
        changing_films.stretch(tmp_path / f"{at}.ts", size=size, seconds=0.6) for at, size in enumerate(sizes)
    ]
    film = changing_films.chained(tmp_path / "film.ts", *parts)
    assert [look[1:] for look in seen(film)] == [(160, 90), (90, 160), (160, 90)]
    assert (probe.probe(film).width, probe.probe(film).height) == (160, 90)


def test_a_larger_size_is_no_other_look(tmp_path: Path) -> None:
    """A call whose picture grows has one look, for nothing but its size changes."""
    parts = [changing_films.stretch(tmp_path / f"{size}.webm", size=size) for size in ("160x90", "320x180")]
    assert seen(changing_films.joined(tmp_path / "film.webm", *parts)) == []


def test_a_phone_that_is_turned(tmp_path: Path) -> None:
    """A turn that pictures themselves tell counts from where they tell it."""
    upright = changing_films.stretch(tmp_path / "a.ts")
    turned = changing_films.stretch(
        tmp_path / "b.ts", "-bsf:v", "h264_metadata=display_orientation=insert:rotate=90"
    )
    film = changing_films.chained(tmp_path / "film.ts", upright, turned)
    assert [look[1:] for look in seen(film)] == [(160, 90), (90, 160)]
    assert [look.turn for look in probe.probe(film).looks] == [0, 270]


def test_colours_that_change(tmp_path: Path) -> None:
    """A film that begins with ordinary colours and goes on in those of HDR has two looks."""
    plain = changing_films.stretch(tmp_path / "a.ts", filters=HD)
    bright = changing_films.stretch(tmp_path / "b.ts", filters=HLG)
    looks = probe.probe(changing_films.chained(tmp_path / "film.ts", plain, bright)).looks
    assert [look.transfer for look in looks] == ["bt709", "arib-std-b67"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"layout": "mono"}, {"layout": "stereo"}),
        ({"layout": "5.1"}, {"layout": "stereo"}),
        ({"hertz": 44_100}, {"hertz": 48_000}),
    ],
    ids=["mono to stereo", "5.1 to stereo", "44.1 to 48 kHz"],
)
def test_sound_that_changes(tmp_path: Path, before: dict[str, object], after: dict[str, object]) -> None:
    """Channels and rates that change in the middle are known; one that stays is known to."""
    first = changing_films.stretch(tmp_path / "a.ts", **before)  # type: ignore[arg-type]
    second = changing_films.stretch(tmp_path / "b.ts", **after)  # type: ignore[arg-type]
    assert probe.probe(changing_films.chained(tmp_path / "film.ts", first, second)).changing_sound
    assert not probe.probe(changing_films.chained(tmp_path / "same.ts", first, first)).changing_sound


@pytest.mark.parametrize(
    ("filters", "rate"),
    [
        ("select='lt(t,1)+gte(t,2)'", Fraction(25)),
        ("select='not(mod(n,2))+gte(t,1.5)'", Fraction(25)),
        ("select='not(mod(n,5))+gte(t,2)'", Fraction(25)),
    ],
    ids=["a pause", "half the rate at first", "five pictures a second at first"],
)
def test_rates_that_change(tmp_path: Path, filters: str, rate: Fraction) -> None:
    """A film that pauses, or goes on faster, has the rate at which most of it is told, not a mean that nothing has."""
    words = ("-fps_mode", "passthrough", "-enc_time_base", "1/90000")
    film = changing_films.stretch(tmp_path / "film.mp4", *words, seconds=3, filters=filters)
    assert probe.probe(film).fps == rate


@pytest.mark.parametrize(
    ("suffix", "words"), [(".ts", ()), (".ts", ("-c:v", "libx265", "-x265-params", "log-level=error")), (".mpg", ())],
    ids=["H.264", "H.265", "MPEG-2"],
)  # fmt: skip
def test_pixels_that_change_their_shape(tmp_path: Path, suffix: str, words: tuple[str, ...]) -> None:
    """A broadcast that goes from 4:3 to 16:9 with the same number of pixels has two looks."""
    parts = [
        changing_films.stretch(
            tmp_path / f"{number}{suffix}", *words, size="176x144", filters=f"setdar={shape}"
        )
        for number, shape in enumerate(("4/3", "16/9"))
    ]
    film = changing_films.chained(tmp_path / f"film{suffix}", *parts)
    assert [look[1:] for look in seen(film)] == [(192, 144), (256, 144)]


def test_fields_that_come_later(tmp_path: Path) -> None:
    """A recording in fields behind one in whole pictures is known to have them."""
    whole = changing_films.stretch(tmp_path / "a.ts", size="160x96")
    fields = ("-flags", "+ilme+ildct", "-x264-params", "tff=1")
    behind = changing_films.stretch(tmp_path / "b.ts", *fields, size="160x96", filters="setfield=tff")
    assert not probe.probe(whole).interlaced
    assert probe.probe(changing_films.chained(tmp_path / "film.ts", whole, behind)).interlaced
