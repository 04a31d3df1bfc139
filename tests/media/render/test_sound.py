"""The sound that comes out is the sound that went in: in its time, on both sides, and fit for Facebook."""

import os
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from media import ffmpeg, formats
from media.brand import kit
from media.render import renderer
from media.render import sound as loudness
from media.sources import audio, probe
from media.timeline import timeline
from media.timeline.timeline import Timeline
from tests import small_films
from tests.paths import CLASSIC_KIT

EXAMPLE_KIT = kit.load(CLASSIC_KIT)
KIT = replace(EXAMPLE_KIT, title_ms=0, title_fade_ms=0, end_ms=0, end_fade_ms=0)
SMALL = replace(formats.LANDSCAPE, name="small", width=160, height=90)
LOUD = 0.02  # softer than any tone here, louder than what encoding leaves beside it
TONE = "0.3*sin(2*PI*1000*t)"

pytestmark = pytest.mark.slow
Make = Callable[..., Path]
Samples = np.ndarray[tuple[int], np.dtype[np.float32]]


def build(film: Path) -> Timeline:
    """A timeline of the film alone, with a logo and no cards."""
    found = probe.probe(film)
    return timeline.build(film=found, cues=(), brand=KIT, language="fr", format=SMALL)


@pytest.fixture
def made(tmp_path: Path) -> Make:
    """Render the film that ffmpeg makes of some words."""

    def make(*words: object, name: str = "film.mp4") -> Path:
        small_films.ffmpeg(*words, tmp_path / name)
        return renderer.render(build(tmp_path / name), tmp_path / "out").path

    return make


def picture(seconds: float, *filters: str, rate: str = "25") -> list[str]:
    """Words for a black picture as an input."""
    drawn = ",".join([f"color=black:size=160x90:rate={rate}:duration={seconds}", *filters])
    return ["-f", "lavfi", "-i", drawn]


def sound(seconds: float, *channels: str, rate: int = 48_000, layout: str = "mono") -> list[str]:
    """Words for a sound as an input, an expression for each channel."""
    return ["-f", "lavfi", "-i", f"aevalsrc='{'|'.join(channels)}':s={rate}:c={layout}:d={seconds}"]


def during(*spans: tuple[float, float]) -> str:
    """An expression that is 1 during some seconds, else 0."""
    return "(" + "+".join(f"between(t,{begin},{end})" for begin, end in spans) + ")"


def side(path: Path, channel: str) -> Samples:
    """The samples of the left (`c0`) or right (`c1`) side of a finished film."""
    raw = path.with_suffix(f".{channel}")
    small_films.ffmpeg("-i", path, "-af", f"pan=mono|c0={channel}", "-ar", 48_000, "-f", "f32le", raw)
    return np.fromfile(raw, dtype=np.float32)


def heard(path: Path) -> list[float]:
    """When (seconds) each tone of a finished film begins: after a silence of a fifth of a second."""
    loud = np.flatnonzero(np.abs(small_films.sound(path)) > LOUD)
    return [float(at) / 48_000 for at in loud[np.diff(loud, prepend=-48_000) > 9_600]]


def seen(path: Path, fps: float) -> list[float]:
    """When (seconds) each flash of a finished film is first shown."""
    raw = path.with_suffix(".gray")
    corner = "crop=30:16:10:70,scale=1:1:flags=area,format=gray"
    small_films.ffmpeg("-i", path, "-vf", corner, "-fps_mode", "passthrough", "-f", "rawvideo", raw)
    bright = np.flatnonzero(np.fromfile(raw, dtype=np.uint8) > 128)
    return [float(at / fps) for at in bright[np.diff(bright, prepend=-10) > 1]]


@pytest.mark.parametrize(
    ("rate", "kept", "frames"),
    [
        ("25", "1", (50, 2250, 4400)),
        ("30000/1001", "1", (60, 2700, 5280)),
        ("30", "1", (60, 2700, 5280)),
        ("30", "lt(t,60)+gte(t,60)*lt(t,120)*mod(n+1,5)+gte(t,120)*not(mod(n,2))", (60, 2700, 5280)),
    ],
    ids=["25", "29.97", "30", "variable"],
)
def test_in_time_for_three_minutes(made: Make, rate: str, kept: str, frames: tuple[int, ...]) -> None:
    """In three minutes at any rate, each beep is within 20 ms of its flash, and both where they were."""
    fps = float(np.divide(*map(int, (f"{rate}/1".split("/")[:2]))))
    expected = [frame / fps for frame in frames]
    spans = [(at - 0.001, at + 0.199) for at in expected]
    flash = f"select='{kept}',drawbox=color=white:t=fill:enable='{during(*spans)}'"
    beep = [(at, at + 0.2) for at in expected]
    words = [*picture(180, flash, rate=rate), *sound(180, f"{TONE}*{during(*beep)}")]
    coded = (
        "-c:v",
        "libx264",
        "-preset",
        "ultrafast",
        "-fps_mode",
        "passthrough",
        "-enc_time_base",
        "1/90000",
    )
    finished = made(*words, *coded)
    assert seen(finished, fps) == pytest.approx(expected, abs=0.001)
    assert heard(finished) == pytest.approx(seen(finished, fps), abs=0.02)
    assert probe.probe(finished).duration_ms == pytest.approx(180_000, abs=1000 / fps + 1)


@pytest.mark.parametrize(
    ("rate", "layout", "channels", "sides"),
    [
        (44_100, "mono", (TONE,), (1, 1)),
        (8_000, "mono", (TONE,), (1, 1)),
        (48_000, "stereo", (TONE, "0"), (1, 0)),
        (48_000, "stereo", ("0", TONE), (0, 1)),
        (48_000, "5.1", ("0", "0", TONE, "0", "0", "0"), (1, 1)),
        (48_000, "5.1", ("0", TONE, "0", "0", "0", "0"), (0, 1)),
        (96_000, "7.1", ("0", "0", TONE, "0", "0", "0", "0", "0"), (1, 1)),
    ],
    ids=["mono", "telephone", "left", "right", "5.1 middle", "5.1 right", "7.1 middle"],
)
def test_sides(made: Make, rate: int, layout: str, channels: tuple[str, ...], sides: tuple[int, int]) -> None:
    """One voice is heard on both sides, what was at one side stays there, and all of it at -16 LUFS."""
    words = [*picture(2), *sound(2, *channels, rate=rate, layout=layout), "-c:a", "flac"]
    finished = made(*words, name="film.mkv")
    levels = [float(np.abs(side(finished, one)[9_600:-9_600]).max()) for one in ("c0", "c1")]
    assert [level / max(levels) for level in levels] == pytest.approx(sides, abs=0.02)
    assert small_films.loudness(finished)[0] == pytest.approx(-16, abs=0.5)
    assert re.search(r"Audio: aac \(LC\).* 48000 Hz, stereo", small_films.told(finished))


@pytest.mark.parametrize("name", ["film.mp4", "film.mkv"])
def test_sound_that_ends_early(made: Make, name: str) -> None:
    """After a sound that ends early there is silence up to the film's end."""
    finished = made(*picture(3), *sound(1, TONE), name=name)
    loud = np.flatnonzero(np.abs(small_films.sound(finished)) > LOUD)
    assert loud[-1] / 48_000 == pytest.approx(1, abs=0.05)
    assert len(small_films.sound(finished)) / 48_000 == pytest.approx(3, abs=0.03)
    assert probe.probe(finished).duration_ms == 3000


@pytest.mark.parametrize("name", ["film.mp4", "film.mkv", "film.ts"])
def test_sound_that_begins_late(made: Make, name: str) -> None:
    """A sound that begins late is heard as late as in the film."""
    words = [*picture(3), "-itsoffset", 1.5, *sound(1.5, f"{TONE}*{during((0.5, 1))}"), "-c:a", "aac"]
    finished = made(*words, name=name)
    assert heard(finished) == pytest.approx([2], abs=0.02)
    assert probe.probe(finished).duration_ms == pytest.approx(3000, abs=41)


@pytest.mark.parametrize("name", ["film.mp4", "film.mkv", "film.ts"])
def test_picture_that_begins_late(made: Make, name: str) -> None:
    """A picture that begins after the sound does not run ahead of it."""
    flash = f"drawbox=color=white:t=fill:enable='{during((0.399, 0.6))}'"
    words = ["-itsoffset", 1.6, *picture(1.4, flash), *sound(3, f"{TONE}*{during((2, 2.2))}"), "-c:a", "aac"]
    finished = made(*words, name=name)
    assert heard(finished) == pytest.approx([2], abs=0.03)
    assert seen(finished, 25) == pytest.approx(heard(finished), abs=0.02)


def test_sound_that_outlasts_the_picture(made: Make) -> None:
    """A sound longer than the picture is heard to its end, over the last picture."""
    finished = made(*picture(1), *sound(3, f"{TONE}*{during((0, 0.5), (2.5, 3))}"))
    assert heard(finished) == pytest.approx([0, 2.5], abs=0.02)
    assert probe.probe(finished).duration_ms == 3000


@pytest.mark.parametrize("gap", [0.03, 0.06, 0.5], ids=["30 ms", "60 ms", "half a second"])
def test_sound_with_gaps(made: Make, gap: float) -> None:
    """Where parts of a sound were lost, as in calls, what follows them stays in its time."""
    beeps = during((0.2, 0.4), (2.5, 2.7), (4.2, 4.4))
    lost = f"aselect='not(between(t,1,{1 + gap})+between(t,3,{3 + gap}))',asetnsamples=240:p=0"
    words = [*picture(5), *sound(5, f"{TONE}*{beeps}"), "-af", f"asetnsamples=240:p=0,{lost}"]
    finished = made(*words, "-c:a", "pcm_s16le", name="film.mkv")
    assert heard(finished) == pytest.approx([0.2, 2.5, 4.2], abs=0.02)


def test_sound_that_drifts(made: Make) -> None:
    """A recorder whose clock goes wrong, and says so in its times, is followed."""
    beeps = [float(at) for at in (0.2, 10, 19)]
    spans = during(*((at / 1.005, (at + 0.2) / 1.005) for at in beeps))
    words = [*picture(20), *sound(20 / 1.005, f"{TONE}*{spans}"), "-af", "asetpts=PTS*1.005"]
    finished = made(*words, "-c:a", "pcm_s16le", name="film.mkv")
    assert heard(finished) == pytest.approx(beeps, abs=0.02)


STREAMED = {
    "Matroska": ("-f", "matroska"),
    "WebM": ("-f", "webm", "-c:v", "libvpx", "-c:a", "libopus", "-deadline", "realtime"),
    "fragments": ("-f", "mp4", "-movflags", "frag_keyframe+empty_moov+default_base_moof", "-bf", "0"),
    "transport stream": ("-f", "mpegts"),
}


@pytest.mark.parametrize("kind", STREAMED)
def test_streamed_film_in_time(tmp_path: Path, kind: str) -> None:
    """In a film that was streamed, and does not say how long it is, flash and beep stay together to its end."""
    spans = [(1, 1.2), (9, 9.2)]
    flash = f"drawbox=color=white:t=fill:enable='{during(*((a - 0.001, b) for a, b in spans))}'"
    words = [*picture(10, flash), *sound(10, f"{TONE}*{during(*spans)}")]
    (tmp_path / "film").write_bytes(small_films.piped(*words, *STREAMED[kind]))
    finished = renderer.render(build(tmp_path / "film"), tmp_path / "out").path
    assert "25 fps" in small_films.told(finished)
    assert seen(finished, 25) == pytest.approx([1, 9], abs=0.05)
    assert heard(finished) == pytest.approx(seen(finished, 25), abs=0.02)


def test_as_much_as_facebook_asks(films: Path, tmp_path: Path) -> None:
    """A real voice gets 128 kb/s at least, as AAC-LC, 48 kHz, stereo."""
    finished = renderer.render(build(films / "timecode-speech.mp4"), tmp_path).path
    (said,) = re.findall(
        r"Audio: aac \(LC\).* 48000 Hz, stereo, fltp, (\d+) kb/s", small_films.told(finished)
    )
    assert int(said) >= 128


def two_tracks(folder: Path) -> Path:
    """A film with an empty sound track before the one in which a tone is heard from 1 to 2 s."""
    path = folder / "tracks.mkv"
    words = [*picture(3), *sound(0, "0"), *sound(3, f"{TONE}*{during((1, 2))}")]
    small_films.ffmpeg(*words, "-map", 0, "-map", 1, "-map", 2, "-c:a", "flac", path)
    return path


def test_the_track_that_is_heard(tmp_path: Path) -> None:
    """Where the first sound track is empty the next one is heard, in the film and for estimating subtitles."""
    film = probe.probe(two_tracks(tmp_path))
    assert film.sound_track == 1
    ((begin, end),) = audio.speech_spans(film)
    assert (begin, end) == pytest.approx((1000, 2000), abs=40)
    assert heard(renderer.render(build(film.path), tmp_path / "out").path) == pytest.approx([1], abs=0.02)


@pytest.mark.parametrize(
    ("late", "length", "spans"), [(1.5, 1, [(1500, 2500)]), (0, 1, [(0, 1000)])], ids=["late", "ends early"]
)
def test_speech_is_timed_by_the_film(
    tmp_path: Path, late: float, length: float, spans: list[tuple[int, int]]
) -> None:
    """Speech is where the film has it, also when the sound begins late or ends early."""
    path = tmp_path / "film.mkv"
    small_films.ffmpeg(*picture(4), "-itsoffset", late, *sound(length, TONE), "-c:a", "flac", path)
    found = audio.speech_spans(probe.probe(path))
    assert len(found) == len(spans)
    assert np.array(found) == pytest.approx(np.array(spans), abs=40)


def test_silence_is_measured_as_fast_as_sound() -> None:
    """Digital silence after a sound, as behind a muted part, takes the processor no longer than a tone."""
    source = ["-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000:duration=150"]

    def taken(filters: str) -> float:
        before = os.times()
        level = loudness.measure(source, f"[0:a]{filters}", seconds=60)
        assert level.lufs is not None
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system

    assert taken("volume=0:enable='gt(t,1)'") <= 3 * taken("anull")


def test_a_sound_that_is_cut_short_stops_no_run(tmp_path: Path) -> None:
    """ffmpeg ends, however early the filters have had enough of what is decoded again for them."""
    film = probe.probe(small_films.film(tmp_path / "film.mp4", seconds=2))
    graph = f"{audio.HEARD}adelay=24000S:all=1,apad,atrim=end_sample=60000[said]"
    words = [*audio.heard(film), "-filter_complex", graph, "-map", "[said]", "-f", "null", "-"]
    with ThreadPoolExecutor(6) as several:
        ended = list(several.map(lambda _: ffmpeg.run(words, seconds=20), range(60)))
    assert [one for one in ended if one.too_slow or one.status != 0] == []
