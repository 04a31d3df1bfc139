"""Films that change in the middle: stretches of other shapes, tones and rates, joined as recorders and people do it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from tests import small_films

CODED: dict[str, tuple[object, ...]] = {
    ".ts": ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac"),
    ".mp4": ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac"),
    ".mkv": ("-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", 8, "-c:a", "flac"),
    ".webm": ("-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", 8, "-c:a", "libopus"),
    ".mpg": ("-c:v", "mpeg2video", "-c:a", "mp2", "-f", "vob"),
}


def stretch(
    path: Path,
    *extra: object,
    size: str = "160x90",
    seconds: float = 1,
    rate: str = "25",
    tone: int = 440,
    layout: str = "mono",
    hertz: int = 48_000,
    filters: str = "null",
) -> Path:
    """A film of a white square on grey, a third as high as the picture, with a tone."""
    square = "drawbox=x=(iw-ih/3)/2:y=ih/3:w=ih/3:h=ih/3:color=white:t=fill"
    picture = f"color=gray:size={size}:rate={rate}:duration={seconds},{square},{filters}"
    channels = "|".join([f"0.3*sin(2*PI*{tone}*t)"] * (6 if layout == "5.1" else 1 + (layout == "stereo")))
    sound = f"aevalsrc='{channels}':s={hertz}:c={layout}:d={seconds}"
    words = ["-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", sound]
    small_films.ffmpeg(*words, *CODED[path.suffix], *extra, path)
    return path


def joined(path: Path, *parts: Path) -> Path:
    """Films put one behind the other in one container, as a recorder does, without encoding anew."""
    listed = path.with_suffix(".txt")
    listed.write_text("".join(f"file '{part.name}'\n" for part in parts))
    small_films.ffmpeg("-f", "concat", "-safe", 0, "-i", listed, "-c", "copy", path)
    return path


def chained(path: Path, *parts: Path) -> Path:
    """Films put one behind the other byte by byte, as people do it."""
    path.write_bytes(b"".join(part.read_bytes() for part in parts))
    return path


def tones(path: Path, seconds: float = 0.5) -> list[int]:
    """The loudest tone (Hz, rounded to 20) of each half second of a film; 0 for silence."""
    found = []
    samples = small_films.sound(path)
    size = round(seconds * 48_000)
    for begin in range(0, len(samples) - size + 1, size):
        part = samples[begin : begin + size]
        loud = float(np.sqrt(np.mean(part**2))) > 0.01
        spectrum = np.abs(np.fft.rfft(part * np.hanning(size)))
        found.append(round(int(spectrum.argmax()) / seconds / 20) * 20 if loud else 0)
    return found


def squares(path: Path, numbers: Sequence[int], size: tuple[int, int]) -> list[float]:
    """Width to height of the white square in some frames of a film."""
    return [_proportions(frame) for frame in small_films.frames(path, numbers, size)]


def _proportions(frame: "np.ndarray[Any, np.dtype[np.uint8]]") -> float:
    """Those of what has most white in a row and in a column: the logo has less."""
    white = frame.min(axis=2) > 190
    return float(white.sum(axis=1).max()) / float(white.sum(axis=0).max())
