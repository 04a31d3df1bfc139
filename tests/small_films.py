"""Small films for tests, made with ffmpeg's own test pictures, and looks into finished ones."""

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from media.ffmpeg import program
from media.formats import Format

KEPT: list[
    Path
] = []  # the folder of films that were drawn in this session, once there is one (tests/conftest.py)


def ffmpeg(*words: object) -> str:
    """Run ffmpeg and return what it says; a failure fails the test."""
    command = [program(), "-hide_banner", "-nostdin", "-y", *map(str, words)]
    done = subprocess.run(command, capture_output=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return done.stderr.decode(errors="replace")


def piped(*words: object) -> bytes:
    """What ffmpeg writes to a pipe, where it can go back to no beginning."""
    command = [program(), "-loglevel", "error", "-nostdin", *map(str, words), "pipe:1"]
    return subprocess.run(command, capture_output=True, timeout=300, check=True).stdout


def film(
    path: Path,
    *extra: object,
    size: str = "128x72",
    seconds: float = 1,
    rate: str = "25",
    sound: str | None = "sine=frequency=440:sample_rate=48000",
    picture: str = "testsrc2",
) -> Path:
    """A small H.264 film with ffmpeg's test picture and a tone (`sound` None: without), encoded once a session."""
    joined = f"{picture}{':' if '=' in picture else '='}"
    words: list[object] = ["-f", "lavfi", "-i", f"{joined}size={size}:rate={rate}:duration={seconds}"]
    if sound:
        words += ["-f", "lavfi", "-i", f"{sound}:duration={seconds}", "-c:a", "aac"]
    words += ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", *extra]
    if KEPT:
        shutil.copyfile(_kept(path.suffix, words), path)
    else:
        ffmpeg(*words, f"file:{path}")
    return path


def _kept(suffix: str, words: list[object]) -> Path:
    """The film of these words that all workers of a session share; nobody ever finds half of one."""
    known = hashlib.sha256("\0".join(map(str, words)).encode()).hexdigest()
    drawn, mine = KEPT[0] / f"{known}{suffix}", KEPT[0] / f"{known}-{os.getpid()}{suffix}"
    if not drawn.exists():
        ffmpeg(*words, f"file:{mine}")
        mine.replace(drawn)
    return drawn


def without_cards(brand: Path) -> None:
    """Take title and end card from a copy of the example kit: six seconds that a film of one second is spared."""
    kit = brand / "brand.toml"
    shown = kit.read_text(encoding="utf-8")
    for seconds in ("seconds = 2.5", "seconds = 3.5"):
        assert seconds in shown
        shown = shown.replace(seconds, "seconds = 0")
    kit.write_text(shown, encoding="utf-8")


def smaller(whole: Format) -> Format:
    """A format at half of its measures: all that it shows, and a quarter to draw and to encode."""
    return replace(whole, width=whole.width // 4 * 2, height=whole.height // 4 * 2)


def frames(
    path: Path, numbers: Sequence[int], size: tuple[int, int]
) -> "np.ndarray[Any, np.dtype[np.uint8]]":
    """Frames of a film by their rising numbers, as rows of RGB pixels; `size` is the film's own width and height."""
    chosen = "+".join(f"eq(n\\,{number})" for number in numbers)
    words = [
        program(),
        "-v",
        "error",
        "-nostdin",
        "-i",
        f"file:{path}",
        "-fps_mode",
        "passthrough",
    ]
    words += [
        "-vf",
        f"select={chosen},scale=flags=accurate_rnd+full_chroma_int",
        "-frames:v",
        str(len(numbers)),
    ]
    words += ["-f", "rawvideo", "-pix_fmt", "rgb24", "-"]
    raw = subprocess.run(words, capture_output=True, timeout=300, check=True).stdout
    return np.frombuffer(raw, dtype=np.uint8).reshape(len(numbers), size[1], size[0], 3)


def all_frames(path: Path, size: tuple[int, int]) -> "np.ndarray[Any, np.dtype[np.uint8]]":
    """Every frame of a film, as `frames` gives some."""
    words = [program(), "-v", "error", "-nostdin", "-i", f"file:{path}"]
    words += ["-fps_mode", "passthrough", "-vf", "scale=flags=accurate_rnd+full_chroma_int"]
    words += ["-f", "rawvideo", "-pix_fmt", "rgb24", "-"]
    raw = subprocess.run(words, capture_output=True, timeout=300, check=True).stdout
    return np.frombuffer(raw, dtype=np.uint8).reshape(-1, size[1], size[0], 3)


def sound(path: Path) -> "np.ndarray[Any, np.dtype[np.float32]]":
    """A film's sound as samples of the left channel at 48 kHz."""
    words = [program(), "-v", "error", "-nostdin", "-i", f"file:{path}", "-vn"]
    words += ["-af", "pan=mono|c0=c0", "-ar", "48000", "-f", "f32le", "-"]
    return np.frombuffer(
        subprocess.run(words, capture_output=True, timeout=300, check=True).stdout, dtype=np.float32
    )


def told(path: Path) -> str:
    """What ffmpeg says about a film's streams and metadata."""
    words = [program(), "-hide_banner", "-i", f"file:{path}"]
    return subprocess.run(words, capture_output=True, timeout=240, check=False).stderr.decode(
        errors="replace"
    )


def loudness(path: Path, *words: object) -> tuple[float, float]:
    """Integrated loudness in LUFS and true peak in dBTP of a film's sound."""
    said = ffmpeg(
        "-i", f"file:{path}", "-vn", *words, "-af", "ebur128=peak=true:framelog=quiet", "-f", "null", "-"
    )
    summary = said.rpartition("Summary:")[2]
    lufs, peak = re.search(r"I:\s+(\S+) LUFS", summary), re.search(r"Peak:\s+(\S+) dBFS", summary)
    assert lufs is not None
    assert peak is not None
    return float(lufs[1]), float(peak[1])
