"""People drawn well enough for a network to find their faces, and films of them."""

import sys
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

from tests import small_films

FACES = Path(sys.prefix) / "faces"  # what finds faces; `make .venv/.ready-faces` puts it there
_FINER = 3  # drawn larger, then made smaller
_HAIR, _WALL, _SHIRT = (30, 22, 20), (205, 190, 165), (30, 110, 105)
_SKIN = (190, 130, 100)


def person(size: tuple[int, int], *places: tuple[float, float], tall: float = 0.45) -> Image.Image:
    """A wall with a person at each place: the middle of the face and its height as parts of the picture."""
    width, height = (side * _FINER for side in size)
    picture = Image.new("RGB", (width, height), _WALL)
    for across, down in places:
        _draw(picture, (across * width, down * height), tall * height)
    return picture.filter(ImageFilter.GaussianBlur(_FINER * 1.16)).resize(size, Image.Resampling.LANCZOS)


def film(path: Path, pictures: Sequence[Image.Image], seconds: float = 1) -> Path:
    """A film that shows some pictures one after the other, each for so long."""
    words: list[object] = []
    for number, picture in enumerate(pictures):
        still = path.with_suffix(f".{number}.png")
        picture.save(still)
        words += ["-loop", "1", "-framerate", "5", "-t", seconds, "-i", f"file:{still}"]
    joined = "".join(f"[{number}]" for number in range(len(pictures)))
    graph = f"{joined}concat=n={len(pictures)},format=yuv420p"
    small_films.ffmpeg(
        *words, "-filter_complex", graph, "-c:v", "libx264", "-preset", "ultrafast", f"file:{path}"
    )
    return path


def _draw(picture: Image.Image, middle: tuple[float, float], tall: float) -> None:
    wide = tall * 0.74
    draw = ImageDraw.Draw(picture)

    def place(x: float, y: float, rx: float, ry: float) -> tuple[float, float, float, float]:
        across, down = middle[0] + x * wide, middle[1] + y * tall
        return across - rx * wide, down - ry * tall, across + rx * wide, down + ry * tall

    def oval(x: float, y: float, rx: float, ry: float, colour: tuple[int, int, int]) -> None:
        draw.ellipse(place(x, y, rx, ry), fill=colour)

    def soft(x: float, y: float, rx: float, ry: float, light: float, blur: float) -> None:
        veil = Image.new("L", picture.size, 0)
        ImageDraw.Draw(veil).ellipse(place(x, y, rx, ry), fill=200)
        picture.paste(_lit(light), (0, 0), veil.filter(ImageFilter.GaussianBlur(blur * wide)))

    draw.rounded_rectangle(place(0, 1.86, 1.2, 1.14), radius=int(wide * 0.5), fill=_SHIRT)
    draw.rectangle(place(0, 0.55, 0.24, 0.25), fill=_lit(0.7))
    oval(0, -0.2, 0.54, 0.42, _HAIR)
    oval(-0.5, 0.02, 0.07, 0.1, _lit(0.85))
    oval(0.5, 0.02, 0.07, 0.1, _lit(0.8))
    oval(0, 0, 0.48, 0.5, _SKIN)
    draw.chord(place(0, -0.23, 0.5, 0.33), 205, 335, fill=_HAIR)
    for shade in _SHADES:
        soft(*shade)
    for side in (-0.208, 0.208):
        oval(side, -0.03, 0.1, 0.04, (235, 228, 222))
        oval(side, -0.03, 0.045, 0.04, (45, 28, 20))
        oval(side - 0.01, -0.042, 0.012, 0.01, (240, 240, 240))
        draw.arc(place(side, -0.05, 0.13, 0.08), 205, 335, fill=_HAIR, width=int(0.047 * wide))
        draw.arc(place(side, -0.026, 0.1, 0.046), 190, 350, fill=_HAIR, width=int(0.02 * wide))
    for nostril in (-0.06, 0.06):
        oval(nostril, 0.185, 0.028, 0.014, _lit(0.4))
    oval(0, 0.27, 0.17, 0.04, (150, 65, 60))
    oval(0, 0.275, 0.12, 0.014, (245, 235, 228))
    oval(0, 0.258, 0.14, 0.01, (70, 25, 25))


_SHADES = (  # cheeks, sockets, nose, chin, forehead: place, size, light, softness
    (0.3, 0.15, 0.14, 0.3, 0.72, 0.06), (-0.3, 0.2, 0.1, 0.22, 0.85, 0.06), (-0.208, -0.05, 0.14, 0.07, 0.57, 0.03),
    (0.208, -0.05, 0.14, 0.07, 0.57, 0.03), (0, 0.05, 0.05, 0.16, 1.12, 0.02), (0, 0.19, 0.1, 0.035, 0.68, 0.02),
    (0, 0.4, 0.14, 0.03, 0.75, 0.03), (0, -0.25, 0.25, 0.08, 1.12, 0.06),
)  # fmt: skip


def _lit(light: float) -> tuple[int, int, int]:
    red, green, blue = (min(255, int(part * light)) for part in _SKIN)
    return red, green, blue
