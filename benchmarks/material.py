"""The synthetic film: somebody talks before a patterned wall, 1080p30 with sound, the same every time.

As a phone's hardware makes it: H.264 at about 12 Mbit/s, a key frame a second, no B-frames, tagged BT.709,
sensor noise. The voice is pulses through formants: syllables, phrases, pauses; as loud as a phone records it.
"""

import argparse
import subprocess
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from media import ffmpeg

RATE, FPS = 48000, 30
_SEED = 20201102
_FORMANTS = ((650, 1100, 2500), (350, 2000, 2600), (450, 850, 2400), (300, 900, 2300), (500, 1700, 2500))
_BT709 = "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709"
_LUMA = (np.arange(256) * 219 / 255 + 16).round().astype(np.int16)  # the range of television

Plane = NDArray[np.uint8]


def film(folder: Path, seconds: int = 60, size: tuple[int, int] = (1920, 1080)) -> Path:
    """The film in a folder, made when it is not there yet."""
    path = folder / f"talking-{size[1]}p-{seconds}s.mp4"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        voice = folder / f"voice-{seconds}s.wav"
        _write_voice(voice, seconds)
        unfinished = path.with_suffix(".unfinished")
        _encode(unfinished, voice, seconds, size)
        unfinished.replace(path)
        voice.unlink()
    return path


def _encode(path: Path, voice: Path, seconds: int, size: tuple[int, int]) -> None:
    bits = f"{12000 * size[0] * size[1] // (1920 * 1080)}k"
    words = [
        *(ffmpeg.program(), "-hide_banner", "-loglevel", "error", "-y"),
        *("-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", f"{size[0]}x{size[1]}", "-r", str(FPS), "-i", "-"),
        *("-i", str(voice), "-vf", _BT709, "-c:v", "libx264", "-preset", "veryfast", "-threads", "2"),
        *("-profile:v", "high", "-b:v", bits, "-g", str(FPS), "-bf", "0", "-sc_threshold", "0"),
        *("-c:a", "aac", "-b:a", "128k", "-fflags", "+bitexact", "-f", "mp4", str(path)),
    ]  # fmt: skip
    with subprocess.Popen(words, stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        for planes in _frames(seconds, size):
            for plane in planes:
                process.stdin.write(plane.tobytes())
    if process.returncode:
        raise SystemExit(f"ffmpeg could not make {path}")


def _frames(seconds: int, size: tuple[int, int]) -> Iterator[tuple[Plane, Plane, Plane]]:
    """Every frame as Y, Cb, Cr: a still wall, a head that sways, a mouth that moves, new noise each time."""
    wide, tall = size
    chance = np.random.default_rng(_SEED)
    wall, head, where = _wall(size, chance), _head(tall), _voiced(seconds)
    grain = chance.normal(0, 3.0, (tall + 64, wide + 64)).round().astype(np.int16)
    for number in range(seconds * FPS):
        t = number / FPS
        x = round(wide * (0.5 + 0.018 * np.sin(t * 0.9) + 0.006 * np.sin(t * 2.7)) - head.width / 2)
        y = round(tall * (0.16 + 0.008 * np.sin(t * 1.3)))
        picture = wall.copy()
        speaking = _mouth(head, where[number], tall)
        picture.paste(speaking, (x, y), speaking.getchannel("A"))
        luma, *chroma = (np.asarray(plane) for plane in picture.convert("YCbCr").split())
        down, right = chance.integers(0, 64, 2)
        noisy = _LUMA[luma] + grain[down : down + tall, right : right + wide]
        yield np.clip(noisy, 16, 235).astype(np.uint8), _halved(chroma[0]), _halved(chroma[1])


def _halved(plane: Plane) -> Plane:
    """A chroma plane at half the size, in the range of television."""
    wide = plane.astype(np.uint16)
    mean = (wide[::2, ::2] + wide[1::2, ::2] + wide[::2, 1::2] + wide[1::2, 1::2]) // 4
    return (mean * 224 // 255 + 16).astype(np.uint8)


def _wall(size: tuple[int, int], chance: np.random.Generator) -> Image.Image:
    """Fractal texture: noise of ever finer grain added up, in the tones of a shop."""
    sums = np.zeros((size[1], size[0]), dtype=np.float32)
    for octave in range(8):
        cells = (3 * 2**octave, 5 * 2**octave)
        coarse = Image.fromarray(chance.random(cells, dtype=np.float32))
        sums += np.asarray(coarse.resize(size, Image.Resampling.BICUBIC)) * 0.62**octave
    level = (sums - sums.min()) / (sums.max() - sums.min())
    dark, light = np.array([58, 48, 44]), np.array([214, 190, 160])
    return Image.fromarray((dark + level[:, :, None] * (light - dark)).astype(np.uint8))


def _head(tall: int) -> Image.Image:
    """Head and shoulders, with hair, eyes, skin and cloth; soft at the edges."""
    unit = tall / 100
    picture = Image.new("RGBA", (round(90 * unit), round(86 * unit)), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)

    def disc(left: float, top: float, right: float, bottom: float, colour: tuple[int, int, int]) -> None:
        pen.ellipse([round(side * unit) for side in (left, top, right, bottom)], fill=colour)

    disc(8, 54, 82, 140, (36, 74, 104))
    disc(25, 0, 65, 46, (46, 32, 24))
    disc(28, 5, 62, 58, (201, 152, 122))
    for left in (35, 49):
        disc(left, 24, left + 6, 28, (240, 236, 230))
        disc(left + 1.8, 24.6, left + 4.4, 27.6, (50, 38, 30))
    return picture.filter(ImageFilter.GaussianBlur(unit * 0.3))


def _mouth(head: Image.Image, opened: float, tall: int) -> Image.Image:
    unit = tall / 100
    half = (1 + 5 * opened) / 2
    picture = head.copy()
    box = [round(side * unit) for side in (40, 44 - half, 50, 44 + half)]
    ImageDraw.Draw(picture).ellipse(box, fill=(112, 42, 44, 255))
    return picture


def _syllables(seconds: float) -> Iterator[tuple[float, float, int]]:
    """When each syllable begins, how long it is, and its vowel; a phrase is followed by a pause."""
    chance = np.random.default_rng(_SEED + 1)
    now = 0.3
    while now < seconds - 1:
        for _ in range(int(chance.integers(5, 14))):
            length = float(chance.uniform(0.13, 0.26))
            yield now, length, int(chance.integers(len(_FORMANTS)))
            now += length
        now += float(chance.uniform(0.35, 0.9))


def _voiced(seconds: int) -> NDArray[np.float64]:
    """How wide the mouth is open in each frame, 0 to 1."""
    moments, opened = np.arange(seconds * FPS) / FPS, np.zeros(seconds * FPS)
    for begins, length, _ in _syllables(seconds):
        within = (moments >= begins) & (moments < begins + length)
        opened[within] = np.sin((moments[within] - begins) / length * np.pi)
    return opened


def _write_voice(path: Path, seconds: int) -> None:
    chance = np.random.default_rng(_SEED + 2)
    voice = chance.normal(0, 0.0008, seconds * RATE)
    for begins, length, vowel in _syllables(seconds):
        first = round(begins * RATE)
        said = _vowel(round(length * RATE), vowel, float(chance.uniform(95, 150)))[: voice.size - first]
        voice[first : first + said.size] += said
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((np.clip(voice, -1, 1) * 32767).astype("<i2").tobytes())


def _vowel(samples: int, vowel: int, pitch: float) -> NDArray[np.float64]:
    """The pitch's harmonics, each as strong as the vowel's resonances make it, swelling and dying away."""
    t = np.arange(samples) / RATE
    said = np.zeros(samples)
    for harmonic in range(1, int(4000 / pitch)):
        at = pitch * harmonic
        strength = sum(1 / (1 + ((at - formant) / 90) ** 2) for formant in _FORMANTS[vowel])
        said += (strength + 0.02) / harmonic**0.5 * np.cos(2 * np.pi * at * t)
    return np.asarray(said * np.sin(np.pi * t / t[-1]).clip(0) ** 0.7 * 0.15)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--seconds", type=int, default=60)
    asked = parser.parse_args()
    print(film(asked.folder, asked.seconds))
