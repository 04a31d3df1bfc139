"""Example films, drawn frame by frame: somebody who talks in a shop, with a sound track that was computed.

For the demo and for trying a kit out; nothing is downloaded and nobody is shown. The same scene gives the same film.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from media import ffmpeg
from media.errors import RenderFailed

FPS = 25
RATE = 48_000  # samples a second
FINE = 2  # everything is drawn this much larger, then scaled down: soft edges
Colour = str
Numbers = NDArray[np.float64]  # sound, or what it is made of
Pixels = NDArray[np.uint8]


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What an example film shows: a kind of shop, its colours, a face, and a voice (pitch in hertz)."""

    shop: str  # bakery, bicycles, garden
    wall: Colour
    floor: Colour
    awning: Colour
    skin: Colour
    hair: Colour
    shirt: Colour
    voice: float
    upright: bool = False  # filmed with a phone held upright

    @property
    def size(self) -> tuple[int, int]:
        """Return width and height in pixels."""
        return (720, 1280) if self.upright else (1280, 720)


def draw(
    path: Path,
    scene: Scene,
    *,
    seconds: float,
    voice: Numbers | None = None,
    on_progress: Callable[[float], None] | None = None,
) -> None:
    """Write the example film of a scene to `path` (mp4); `on_progress` hears fractions from 0 to 1.

    `voice` is what is heard, mono, -1 to 1, at `RATE`; where there is none, vowels are computed.
    """
    voice = speech(seconds, scene.voice) if voice is None else voice
    loud = _loudness(voice, seconds)
    ground = np.asarray(_shop(scene))

    def frames() -> Iterator[bytes]:
        for number in range(round(seconds * FPS)):
            if on_progress:
                on_progress(number / FPS / seconds)
            yield _frame(scene, ground, number / FPS, float(loud[min(number, len(loud) - 1)])).tobytes()

    sound = path.with_suffix(".pcm")
    try:
        sound.write_bytes(np.stack([voice, voice], axis=1).astype("<f4").tobytes())
        _write(path, scene, sound, frames())
    finally:
        sound.unlink(missing_ok=True)


def _write(path: Path, scene: Scene, sound: Path, frames: Iterator[bytes]) -> None:
    width, height = scene.size
    ended = ffmpeg.run(
        [
            *("-y", "-loglevel", "error", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{width}x{height}"),
            *("-r", str(FPS), "-i", "pipe:0", "-f", "f32le", "-ar", str(RATE), "-ac", "2", "-i", ffmpeg.source(sound)),
            *("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", ffmpeg.source(path)),
        ],
        seconds=600,
        feed=frames,
    )  # fmt: skip
    if ended.status:
        raise RenderFailed("render-stopped", status=ended.status, detail=ended.last_words)


def still(scene: Scene) -> Image.Image:
    """Return one picture of a scene: somebody in the middle of a word."""
    return Image.fromarray(_frame(scene, np.asarray(_shop(scene)), 1.0, 0.5))


def speech(seconds: float, pitch: float) -> Numbers:
    """Return the sound of somebody who seems to talk: vowels in the rhythm of speech, mono, -1 to 1."""
    chance = np.random.default_rng(round(pitch))
    t = np.arange(round(seconds * RATE)) / RATE
    sound = np.zeros_like(t)
    at = 0.35
    while at < seconds - 0.5:
        length = chance.uniform(0.12, 0.22)
        sound += _vowel(t, at, length, pitch * chance.uniform(0.92, 1.12), int(chance.integers(len(_VOWELS))))
        at += length + (chance.uniform(0.25, 0.4) if chance.random() < 0.15 else chance.uniform(0.01, 0.06))
    return 0.3 * sound / max(1e-9, float(np.abs(sound).max()))


_VOWELS = ((700, 1200), (500, 1800), (350, 2100), (500, 900), (350, 800))  # two formants each, in hertz


def _vowel(t: Numbers, start: float, length: float, pitch: float, which: int) -> Numbers:
    inside = (t >= start) & (t < start + length)
    local = t[inside] - start
    tone = np.zeros_like(local)
    for harmonic in range(1, int(3_000 / pitch)):
        hertz = harmonic * pitch
        weight = (
            sum(np.exp(-(((hertz - formant) / 160) ** 2)) for formant in _VOWELS[which]) + 0.25 / harmonic
        )
        tone += weight * np.sin(2 * np.pi * hertz * local)
    voiced = np.zeros_like(t)
    voiced[inside] = tone * np.sin(np.pi * local / length) ** 0.8
    return voiced


def _loudness(voice: Numbers, seconds: float) -> Numbers:
    """Return how far the mouth opens at each frame, 0 to 1."""
    step = RATE // FPS
    peaks = np.array(
        [np.abs(voice[at : at + step]).max(initial=0) for at in range(0, round(seconds * RATE), step)]
    )
    return peaks / max(1e-9, float(peaks.max()))


def _frame(scene: Scene, ground: Pixels, t: float, loud: float) -> Pixels:
    """Return one picture: the shop, and the speaker who sways, blinks and talks."""
    speaker = _speaker(scene, round(loud * 4), t % 2.6 < 0.12)
    picture = Image.fromarray(ground.copy())
    width, height = scene.size
    x = (width - speaker.width) // 2 + round(width * 0.012 * np.sin(t * 1.9))
    y = height - speaker.height + round(height * 0.006 * np.sin(t * 3.1)) + round(height * 0.01)
    picture.paste(speaker, (x, y), speaker)
    return np.asarray(picture)


@lru_cache(maxsize=32)
def _speaker(scene: Scene, mouth: int, blink: bool) -> Image.Image:
    """Draw the speaker from the waist up, on nothing."""
    unit = min(scene.size) * FINE * (140 if scene.upright else 100) // 10_000
    tall = 112 if scene.upright else 78  # upright films have their subtitles halfway: the face stands above
    picture = Image.new("RGBA", (62 * unit, tall * unit))
    pen = ImageDraw.Draw(picture)

    def oval(x: float, y: float, rx: float, ry: float, fill: Colour) -> None:
        pen.ellipse([(x - rx) * unit, (y - ry) * unit, (x + rx) * unit, (y + ry) * unit], fill=fill)

    oval(31, 20, 15.5, 17, scene.hair)
    pen.rounded_rectangle([5 * unit, 48 * unit, 57 * unit, (tall + 18) * unit], 19 * unit, fill=scene.shirt)
    pen.rounded_rectangle(
        [26 * unit, 36 * unit, 36 * unit, 55 * unit], 5 * unit, fill=_shade(scene.skin, 0.88)
    )
    oval(31, 26, 12.5, 15, scene.skin)
    pen.pieslice([17.5 * unit, 5 * unit, 44.5 * unit, 30 * unit], 180, 360, fill=scene.hair)
    for x in (26.0, 36.0):
        oval(x, 25.5, 1.5, 0.3 if blink else 1.7, "#2b2b33")
        brow = [(x - 2.8) * unit, 20.6 * unit, (x + 2.8) * unit, 25 * unit]
        pen.arc(brow, 200, 340, scene.hair, unit)
    for x in (23.5, 38.5):
        oval(x, 30.5, 2.2, 1.4, _shade(scene.skin, 0.93))
    if mouth == 0:
        pen.arc([27 * unit, 29.5 * unit, 35 * unit, 36 * unit], 25, 155, "#8c2f39", unit)
    else:
        oval(31, 34.5, 3.6, 0.8 + 0.7 * mouth, "#8c2f39")
    if mouth > 1:
        oval(31, 35.4 + 0.3 * mouth, 2.2, 0.35 * mouth, "#d97b7b")
    return picture.resize((picture.width // FINE, picture.height // FINE), Image.Resampling.LANCZOS)


def _shop(scene: Scene) -> Image.Image:
    """Draw what stands still: wall, window, shelf with goods, awning, floor."""
    width, height = (float(side * FINE) for side in scene.size)
    unit = min(width, height) / 100
    picture = Image.new("RGB", (round(width), round(height)), scene.wall)
    pen = ImageDraw.Draw(picture)
    pen.rectangle([0, height * 0.86, width, height], fill=scene.floor)
    _window(pen, width * 0.06, height * (0.15 if scene.upright else 0.24), unit)
    _shelf(
        pen,
        scene,
        width * (0.52 if scene.upright else 0.66),
        height * (0.22 if scene.upright else 0.36),
        unit,
    )
    stripes = 10
    for stripe in range(stripes):
        left, right = width * stripe / stripes, width * (stripe + 1) / stripes
        colour = scene.awning if stripe % 2 == 0 else "#fff8ec"
        pen.rectangle([left, 0, right, 11 * unit], fill=colour)
        pen.pieslice([left, 7 * unit, right, 15 * unit], 0, 180, fill=colour)
    return picture.resize(scene.size, Image.Resampling.LANCZOS)


def _window(pen: ImageDraw.ImageDraw, x: float, y: float, unit: float) -> None:
    pen.rounded_rectangle([x, y, x + 34 * unit, y + 40 * unit], 2 * unit, fill="#fff8ec")
    pen.rounded_rectangle([x + 2 * unit, y + 2 * unit, x + 32 * unit, y + 38 * unit], unit, fill="#bfe3f2")
    pen.ellipse([x + 20 * unit, y + 6 * unit, x + 28 * unit, y + 14 * unit], fill="#ffd978")
    pen.pieslice([x + 2 * unit, y + 22 * unit, x + 32 * unit, y + 54 * unit], 180, 360, fill="#9fcf9b")
    pen.rectangle([x + 16 * unit, y + 2 * unit, x + 18 * unit, y + 38 * unit], fill="#fff8ec")


def _shelf(pen: ImageDraw.ImageDraw, scene: Scene, x: float, y: float, unit: float) -> None:
    for row in (0, 1):
        top = y + row * 22 * unit
        pen.rounded_rectangle([x, top, x + 44 * unit, top + 2.4 * unit], unit, fill=_shade(scene.wall, 0.62))
        for place in range(4):
            GOODS[scene.shop](pen, x + (6 + 10.5 * place) * unit, top, unit, place + row)


def _loaf(pen: ImageDraw.ImageDraw, x: float, y: float, unit: float, nth: int) -> None:
    crust = ("#d9943f", "#b8722c", "#e3ad5f")[nth % 3]
    pen.pieslice([x - 4.6 * unit, y - 8 * unit, x + 4.6 * unit, y + 8 * unit], 180, 360, fill=crust)
    for cut in (-2, 0, 2):
        pen.line(
            [(x + cut * unit, y - 5.5 * unit), (x + (cut + 1) * unit, y - 3 * unit)],
            "#fff1d6",
            int(unit * 0.6),
        )


def _wheel(pen: ImageDraw.ImageDraw, x: float, y: float, unit: float, nth: int) -> None:
    pen.ellipse(
        [x - 4.8 * unit, y - 9.8 * unit, x + 4.8 * unit, y - 0.2 * unit], outline="#39424e", width=int(unit)
    )
    for turn in range(6):
        angle = np.pi * turn / 6 + nth
        dx, dy = 4.2 * unit * np.cos(angle), 4.2 * unit * np.sin(angle)
        pen.line(
            [(x - dx, y - 5 * unit - dy), (x + dx, y - 5 * unit + dy)], "#8b97a5", max(1, int(unit * 0.25))
        )
    pen.ellipse([x - unit, y - 6 * unit, x + unit, y - 4 * unit], fill="#e4572e")


def _plant(pen: ImageDraw.ImageDraw, x: float, y: float, unit: float, nth: int) -> None:
    leaf = ("#3f8f5b", "#5aa469", "#2f7a4d")[nth % 3]
    for dx, dy in ((-2.6, -8), (0, -10.5), (2.6, -8)):
        pen.ellipse(
            [x + (dx - 2.2) * unit, y + (dy - 3) * unit, x + (dx + 2.2) * unit, y + (dy + 5) * unit],
            fill=leaf,
        )
    pot = [
        (x - 3 * unit, y - 5 * unit),
        (x + 3 * unit, y - 5 * unit),
        (x + 2.2 * unit, y),
        (x - 2.2 * unit, y),
    ]
    pen.polygon(pot, fill="#c8643c")


GOODS: dict[str, Callable[[ImageDraw.ImageDraw, float, float, float, int], None]] = {
    "bakery": _loaf,
    "bicycles": _wheel,
    "garden": _plant,
}


def _shade(colour: Colour, factor: float) -> Colour:
    """Return a colour made darker."""
    parts = (int(int(colour[at : at + 2], 16) * factor) for at in (1, 3, 5))
    return "#" + "".join(f"{part:02x}" for part in parts)
