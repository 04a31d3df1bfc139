"""The picture that comes out is the picture that went in: its colours, its shape, its time, whatever the phone."""

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import chain, pairwise
from pathlib import Path

import numpy as np
import pytest

from media import formats
from media.brand import kit
from media.render import renderer
from media.sources import probe
from media.timeline import timeline
from media.timeline.timeline import Timeline
from tests import small_films
from tests.paths import CLASSIC_KIT

EXAMPLE_KIT = kit.load(CLASSIC_KIT)
KIT = replace(EXAMPLE_KIT, title_ms=0, title_fade_ms=0, end_ms=0, end_fade_ms=0)
SMALL = replace(formats.LANDSCAPE, name="small", width=320, height=180)
ORANGE = (148, 74, 176)  # f08c28 in BT.709: luma, blue, red
HD = "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709"
SD = "setparams=range=tv:color_primaries=smpte170m:color_trc=smpte170m:colorspace=smpte170m"
UNSAID = "setparams=range=unknown:color_primaries=unknown:color_trc=unknown:colorspace=unknown"

pytestmark = pytest.mark.slow
Make = Callable[..., Path]
Plane = np.ndarray[tuple[int, int], np.dtype[np.float64]]


def build(film: Path, **inputs: object) -> Timeline:
    """A timeline of the film alone, with a logo in its top right corner and no cards."""
    given: dict[str, object] = {"cues": (), "brand": KIT, "language": "fr", "format": SMALL}
    return timeline.build(film=probe.probe(film), **(given | inputs))  # type: ignore[arg-type]


@pytest.fixture
def made(tmp_path: Path) -> Make:
    """Render the film that ffmpeg makes of some words."""

    def make(*words: object, name: str = "film.mp4") -> Path:
        small_films.ffmpeg(*words, tmp_path / name)
        return renderer.render(build(tmp_path / name), tmp_path / "out").path

    return make


def drawn(
    *filters: str, of: str = "testsrc2", size: str = "320x180", rate: str = "25", seconds: float = 0.4
) -> list[str]:
    """Words for a picture that ffmpeg draws itself, as an input."""
    source = f"{of}{':' if '=' in of else '='}size={size}:rate={rate}:duration={seconds}"
    return ["-f", "lavfi", "-i", ",".join([source, *filters])]


def orange(*filters: str, size: str = "320x180") -> list[str]:
    """Words for a film of one colour, as RGB, and what is done to it."""
    return drawn("format=gbrp", *filters, of="color=0xF08C28", size=size)


def planes(path: Path, at: int = 5) -> list[Plane]:
    """Luma, blue and red of one of a finished film's frames, as they are written, doubled to one size."""
    raw = path.with_suffix(".yuv")
    small_films.ffmpeg("-i", path, "-vf", f"select=eq(n\\,{at})", "-frames:v", 1, "-pix_fmt", "yuv420p", raw)
    luma, blue, red = np.split(np.fromfile(raw, dtype=np.uint8).astype(float), [57_600, 72_000])
    halves = [part.reshape(90, 160).repeat(2, axis=0).repeat(2, axis=1) for part in (blue, red)]
    return [luma.reshape(180, 320), *halves]


def shade(path: Path, left: int = 80, top: int = 60, size: int = 60) -> tuple[float, ...]:
    """Mean luma, blue and red of a square in a finished film."""
    return tuple(float(part[top : top + size, left : left + size].mean()) for part in planes(path))


def packets(path: Path) -> list[tuple[int, bool]]:
    """When each frame of a finished film is shown, in ticks and in the order of decoding, and whether it is a key."""
    listed = path.with_suffix(".crc")
    small_films.ffmpeg("-i", path, "-map", "0:v", "-c", "copy", "-f", "framecrc", listed)
    lines = [line.split(",") for line in listed.read_text().splitlines() if not line.startswith("#")]
    return [(int(line[2]), "F=0x0" not in line[-1]) for line in lines]


def streams(path: Path) -> list[str]:
    """The kinds of a film's streams."""
    return re.findall(
        r"(?m)^  Stream #0:\d+.*?: (Video|Audio|Subtitle|Data|Attachment)", small_films.told(path)
    )


def psnr(one: Path, other: Path) -> list[float]:
    """How alike two films are where no logo is (decibels): luma, blue, red."""
    part = "crop=240:120:10:50,format=yuv420p"
    graph = f"[0:v]{part}[a];[1:v]{part}[b];[a][b]psnr"
    said = small_films.ffmpeg("-i", one, "-i", other, "-lavfi", graph, "-f", "null", "-")
    (found,) = re.findall(r"PSNR y:(\S+) u:(\S+) v:(\S+) ", said)
    return [float(value) for value in found]


def test_as_good_as_encoded_plainly(made: Make, tmp_path: Path) -> None:
    """Where nothing is laid over it, a film loses no more than any encoding at this quality takes."""
    noisy = ("noise=alls=12:allf=t", "format=yuv420p", HD)
    finished = made(*drawn(*noisy, seconds=2), "-c:v", "libx264", "-crf", 14)
    source, plain = tmp_path / "film.mp4", tmp_path / "plain.mp4"
    small_films.ffmpeg("-i", source, "-c:v", "libx264", "-preset", "veryfast", "-crf", 20, plain)
    lost = np.subtract(psnr(source, plain), psnr(source, finished))
    assert lost.max() < 0.1


@pytest.mark.parametrize(
    ("size", "filters", "words"),
    [
        ("320x180", f"scale=out_color_matrix=bt709:out_range=tv,format=yuv420p,{HD}", ()),
        ("320x180", f"scale=out_color_matrix=smpte170m:out_range=tv,format=yuv420p,{SD}", ()),
        ("320x180", f"scale=out_color_matrix=smpte170m:out_range=tv,format=yuv420p,{UNSAID}", ()),
        ("1280x720", f"scale=out_color_matrix=bt709:out_range=tv,format=yuv420p,{UNSAID}", ()),
        ("320x180", f"scale=out_color_matrix=bt709:out_range=pc,format=yuv420p,{HD.replace('tv', 'pc')}", ()),
        ("320x180", f"scale=out_color_matrix=bt709:out_range=tv,format=yuv422p10le,{HD}", ()),
        ("320x180", "null", ("-c:v", "libx264rgb")),
        (
            "320x180",
            "scale=out_color_matrix=smpte170m:out_range=pc,format=yuvj420p",
            ("-c:v", "mjpeg", "-q:v", 1),
        ),
    ],
    ids=["HD", "SD", "SD, untagged", "HD, untagged", "full range", "10 bit", "RGB", "motion JPEG"],
)
def test_colours_stay(made: Make, size: str, filters: str, words: tuple[object, ...]) -> None:
    """However a film writes its colours, they come out as they were, tagged BT.709, in the range of television."""
    finished = made(*orange(filters, size=size), *words, name="film.mov")
    assert shade(finished) == pytest.approx(ORANGE, abs=2)
    assert "yuv420p(tv, bt709, progressive)" in small_films.told(finished)


HLG = ((415, 512, 512), (504, 449, 572), (340, 666, 480), (721, 512, 512), (816, 512, 512), (940, 512, 512))
PQ = ((408, 512, 512), (453, 485, 537), (363, 580, 495), (573, 512, 512), (636, 512, 512), (723, 512, 512))


@pytest.mark.parametrize(
    ("transfer", "written"), [("arib-std-b67", HLG), ("smpte2084", PQ)], ids=["HLG", "PQ"]
)
def test_hdr(made: Make, transfer: str, written: tuple[tuple[int, int, int], ...]) -> None:
    """An HDR film's grey, skin and blue look as in any film; white paper is bright, and a lamp brighter still."""
    luts = [f"format=yuv420p10le,lutyuv=y={y}:u={u}:v={v}" for y, u, v in written]
    patches = [drawn(lut, of="color", size="52x180") for lut in luts]
    tags = f"setparams=range=tv:color_primaries=bt2020:color_trc={transfer}:colorspace=bt2020nc"
    joined = "".join(f"[{at}:v]" for at in range(6)) + f"hstack=inputs=6,pad=320:180:0:0,{tags}"
    coded = (
        "-c:v",
        "libx265",
        "-preset",
        "ultrafast",
        "-tag:v",
        "hvc1",
        "-x265-params",
        "crf=8:log-level=error",
    )
    finished = made(*chain(*patches), "-lavfi", joined, *coded)
    grey, skin, blue, paper, lamp, sun = (shade(finished, 52 * at + 12, size=28) for at in range(6))
    assert grey == pytest.approx((114.5, 128, 128), abs=3)
    assert skin == pytest.approx((139, 111, 155), abs=3)
    assert blue == pytest.approx((91, 171, 108), abs=3)
    assert 190 < paper[0] < lamp[0] - 8 < sun[0] - 10 < 226
    assert paper[1:] == pytest.approx((128, 128), abs=1)


def test_wide_colours_of_an_ordinary_film(made: Make) -> None:
    """Colours of a wide screen (Display P3) are brought to those that every screen has."""
    tags = "setparams=range=tv:color_primaries=smpte432:color_trc=bt709:colorspace=bt709"
    filters = f"scale=out_color_matrix=bt709:out_range=tv,format=yuv420p,{tags}"
    found = shade(made(*orange(filters)))
    assert found == pytest.approx((144, 57, 187), abs=1.5)


@pytest.mark.parametrize(
    ("turn", "corner"),
    [
        (("-display_rotation", "90"), "bottom left"),
        (("-display_rotation", "180"), "bottom right"),
        (("-display_rotation", "270"), "top right"),
        (("-display_hflip",), "top right"),
    ],
    ids=["left", "upside down", "right", "mirrored"],
)
def test_upright(made: Make, tmp_path: Path, turn: tuple[str, ...], corner: str) -> None:
    """A phone's film stands upright however the phone was held: its first corner is where it was seen."""
    flat = small_films.film(
        tmp_path / "flat.mp4", "-vf", "drawbox=0:0:iw/2:ih/2:white:fill", picture="color=black"
    )
    finished = made(*turn, "-i", flat, "-c", "copy")
    luma = planes(finished)[0]
    seen = luma > 150
    place = {
        "top left": seen[:80, :160],
        "top right": seen[50:80, 165:180],
        "bottom left": seen[100:, 140:155],
    }
    place["bottom right"] = seen[100:, 165:]
    assert place[corner].mean() > 0.95
    assert "rotation" not in small_films.told(finished)


@pytest.mark.parametrize(
    ("size", "shape", "box"),
    [
        ("160x180", "2/1", "40:45:80:90"),
        ("320x90", "1/2", "80:22:160:46"),
        ("240x180", "4/3", "60:45:120:90"),
    ],
)
def test_pixels_of_any_shape(made: Make, size: str, shape: str, box: str) -> None:
    """Pixels that are not square come out as they were shown: a square of white stays where it was."""
    left, top, wide, high = box.split(":")
    words = drawn(
        f"drawbox={left}:{top}:{wide}:{high}:white:fill", f"setsar={shape}", of="color=black", size=size
    )
    finished = made(*words)
    seen = planes(finished)[0] > 125
    assert np.flatnonzero(seen[90]).take([0, -1]) == pytest.approx([80, 239], abs=2)
    assert np.flatnonzero(seen[:, 160]).take([0, -1]) == pytest.approx([45, 135], abs=2)
    assert "SAR 1:1" in small_films.told(finished)


@pytest.mark.parametrize("size", ["321x181", "107x61"])
def test_odd_sizes(made: Make, size: str) -> None:
    """A film of an odd width and height fills the picture to its edges, as 4:2:0."""
    finished = made(*drawn(of="color=white", size=size), "-pix_fmt", "yuv444p")
    luma = planes(finished)[0]
    assert luma[:, :250].min() > 230
    assert luma[60:].min() > 230


def combed(path: Path) -> float:
    """How much neighbouring rows of a film's frames differ more than rows that are two apart."""
    found = []
    for number in (3, 5, 7):
        luma = planes(path, number)[0][:, :250]
        near, far = np.abs(luma[1:-1] - luma[:-2]), np.abs(luma[2:] - luma[:-2])
        found.append(float((near - far).clip(0).mean()))
    return max(found)


@pytest.mark.parametrize("first", ["top", "bottom"])
def test_interlaced(made: Make, tmp_path: Path, first: str) -> None:
    """A film of two fields is shown without combs, at its own rate."""
    order = f"{first[0]}ff"
    woven = drawn("scroll=h=0.02", f"tinterlace=interleave_{first},setfield={order}", rate="50")
    finished = made(*woven, "-c:v", "libx264", "-flags", "+ilme+ildct", "-x264-params", f"{order}=1")
    plain = made(*drawn("scroll=h=0.04"), name="plain.mp4")
    assert combed(finished) < 1.3 * combed(plain) < 0.5 * combed(tmp_path / "film.mp4")
    assert "25 fps" in small_films.told(finished)


def covered(folder: Path, kind: str) -> list[object]:
    """Words for a white film with a black picture as its cover."""
    cover, white = folder / "cover.png", folder / "white.mp4"
    small_films.ffmpeg("-f", "lavfi", "-i", "color=black:size=600x600", "-frames:v", 1, cover)
    small_films.film(white, picture="color=white", size="320x180")
    if kind == "attached":
        return ["-i", white, "-c", "copy", "-attach", cover, "-metadata:s:t", "mimetype=image/png"]
    order, number = (("-map", 1, "-map", 0), 0) if kind == "first" else (("-map", 0, "-map", 1), 1)
    return ["-i", white, "-i", cover, *order, "-c", "copy", f"-disposition:v:{number}", "attached_pic"]


@pytest.mark.parametrize("kind", ["first", "last", "attached"])
def test_cover_is_no_film(made: Make, tmp_path: Path, kind: str) -> None:
    """A cover picture, wherever it stands among a film's streams, is neither shown nor carried over."""
    finished = made(*covered(tmp_path, kind), name="film.mkv" if kind == "attached" else "film.mp4")
    assert shade(finished) == pytest.approx((235, 128, 128), abs=1)
    assert streams(finished) == ["Video", "Audio"]


@pytest.mark.parametrize(
    ("name", "codec"), [("film.mp4", "mov_text"), ("film.mkv", "ass"), ("film.mov", "mov_text")]
)
def test_subtitle_tracks_stay_behind(made: Make, tmp_path: Path, name: str, codec: str) -> None:
    """Subtitles and time codes that a film carries are neither shown nor carried over."""
    (tmp_path / "a.srt").write_text("1\n00:00:00,000 --> 00:00:01,000\nBonjour\n", encoding="utf-8")
    words = [
        *drawn(of="color=gray"),
        "-i",
        tmp_path / "a.srt",
        "-map",
        0,
        "-map",
        1,
        "-timecode",
        "10:00:00:00",
    ]
    finished = made(*words, "-c:s", codec, "-disposition:s:0", "default", name=name)
    assert streams(finished) == ["Video", "Audio"]
    assert planes(finished)[0][60:].std() < 1


STREAMED = {
    "Matroska": ("-f", "matroska"),
    "WebM": ("-f", "webm", "-c:v", "libvpx", "-c:a", "libopus", "-deadline", "realtime"),
    "fragments": ("-f", "mp4", "-movflags", "frag_keyframe+empty_moov+default_base_moof", "-bf", "0"),
    "transport stream": ("-f", "mpegts",),
}  # fmt: skip


@pytest.mark.parametrize("kind", STREAMED)
def test_film_without_a_known_length(tmp_path: Path, kind: str) -> None:
    """A film that was streamed, and does not say how long it is, comes out whole, to its last frame."""
    last = drawn("drawbox=t=fill:color=white:enable='gte(n,59)'", of="color=black", rate="30", seconds=2)
    tone = ("-f", "lavfi", "-i", "sine=duration=2:sample_rate=48000")
    (tmp_path / "film").write_bytes(small_films.piped(*last, *tone, *STREAMED[kind]))
    finished = renderer.render(build(tmp_path / "film"), tmp_path / "out")
    shown = small_films.all_frames(finished.path, (320, 180)).mean(axis=(1, 2, 3)) > 200
    assert len(shown) == pytest.approx(60, abs=1)
    assert np.flatnonzero(shown)[0] == pytest.approx(59, abs=1)


@pytest.mark.parametrize(
    ("rate", "seconds", "filters", "fps", "frames"),
    [
        ("24000/1001", 2, "null", Fraction(24), 48),
        ("25", 2, "null", Fraction(25), 50),
        ("30000/1001", 3, "null", Fraction(30000, 1001), 90),
        ("60", 2, "null", Fraction(60), 120),
        ("15", 2, "null", Fraction(30), 60),
        ("240", 1, "null", Fraction(60), 60),
        ("30", 4, "select='lt(n,40)+not(mod(n,3))'", Fraction(30), 118),
        ("30", 3, "settb=1/90000,setpts='PTS+900*sin(N)'", Fraction(30), 90),
    ],
    ids=["23.976", "25", "29.97", "60", "15", "240", "variable", "trembling"],
)
def test_length_and_rate(
    made: Make, rate: str, seconds: float, filters: str, fps: Fraction, frames: int
) -> None:
    """A film is as long as its source, within a frame, at one fixed rate from 24 to 60, in closed groups of 2 s."""
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
    found = packets(made(*drawn(filters, rate=rate, seconds=seconds), *coded))
    times = [time for time, _ in found]
    assert abs(len(found) - frames) <= 1
    assert {after - before for before, after in pairwise(sorted(times))} == {sorted(times)[1]}
    keys = [at for at, (_, key) in enumerate(found) if key]
    assert [sorted(times).index(times[at]) for at in keys] == list(range(0, len(found), round(2 * fps)))
    for at in keys:
        assert max(times[:at], default=-1) < times[at] == min(times[at:])


def test_nothing_of_the_phone_in_any_place(made: Make, tmp_path: Path) -> None:
    """What a phone writes on the film, its tracks and chapters, and into its very pictures, stays behind."""
    apple = "com.apple.quicktime"
    said = {
        "-metadata": (
            f"{apple}.location.ISO6709=+50.8466/",
            f"{apple}.model=Secret",
            "creation_time=2020-03-04",
        ),
        "-metadata:s:v:0": ("title=Secret", "handler_name=Secret", "creation_time=2020-03-04"),
        "-metadata:s:a:0": ("title=Secret", "handler_name=Secret"),
    }
    words = [word for key, values in said.items() for value in values for word in (key, value)]
    message = "h264_metadata=sei_user_data=086f3693-b7b3-4f2c-9653-21492feee5b8+Secret"
    chapter = ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/10\nSTART=0\nEND=2\ntitle=Secret\n"
    (tmp_path / "chapters").write_text(chapter, encoding="utf-8")
    tone = ("-f", "lavfi", "-i", "sine=duration=0.4:sample_rate=48000")
    coded = ("-c:v", "libx264", "-bsf:v", message, "-movflags", "use_metadata_tags")
    finished = made(*drawn(), *tone, "-i", tmp_path / "chapters", *words, *coded, name="film.mov")
    content, told = finished.read_bytes(), small_films.told(finished)
    assert not any(word in content for word in (b"Secret", b"+50.8466", b"apple"))
    assert not re.search("2020|Chapter", told)
