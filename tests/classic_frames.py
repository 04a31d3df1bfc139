"""What films look like with a kit that names no look, as numbers: layouts, the signs of pieces, composed frames.

`python -m tests.classic_frames FILE` writes them down; tests/data/classic-frames.json was written by the last commit
before the look "band" there was.
"""

import hashlib
import json
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import PIL

from media import example_films
from media.brand import kit
from media.example_films import Scene
from media.formats import FORMATS
from media.render import moviepy_composition, segments
from media.sources.probe import Film
from media.subtitles.model import Cue
from media.third_party.moviepy.video.compositing.CompositeVideoClip import CompositeVideoClip
from media.third_party.moviepy.video.VideoClip import ImageClip
from media.timeline import timeline
from media.timeline.timeline import Credit, Timeline

KIT = Path(__file__).parent / "data" / "classic-kit"
SHAPES = {"wide": (1920, 1080), "upright": (1080, 1920), "square": (1080, 1080)}
MOMENTS = (
    0.5,
    2.1,
    2.76,
    3.2,
    5.0,
    10.3,
    12.0,
)  # seconds: title, fade, plate slides, rests, subtitles, fade, end card
CUES = (
    Cue(start_ms=1500, end_ms=3500, text="Sans microcrédit, pas de boulangerie."),
    Cue(start_ms=3500, end_ms=7000, text="La banque disait non,\net voilà : nous sommes toujours là !"),
)
SCENE = Scene(
    shop="bakery", wall="#f3c892", floor="#b9794a", awning="#c8452f", skin="#c98d63", hair="#2d1e1a",
    shirt="#2f6f73", voice=196,
)  # fmt: skip


def kits() -> dict[str, kit.Brand]:
    """The example kit of before, and kits that say otherwise what may be said."""
    example = kit.load(KIT)
    return {
        "example": example,
        "low": replace(
            example, logo_corner="bottom-left", fill="brand", subtitle_alpha=0.9, plate_alpha=0.95
        ),
        "cropped": replace(example, fill="crop", partners=(), title_ms=0, title_fade_ms=0),
    }


def laid_out(brand: kit.Brand, format: str, shape: str) -> Timeline:
    """A film of eight seconds with two subtitles and a speaker; its file is not looked at."""
    width, height = SHAPES[shape]
    film = Film(
        path=Path("film.mp4"), duration_ms=8000, width=width, height=height, fps=Fraction(25), has_sound=True
    )
    return timeline.build(
        film=film, cues=CUES, brand=brand, language="fr", format=FORMATS[format], title="Comment tenir le coup ?",
        credit=Credit(name="Ayşe Exemple-Beauregard", role="micro-entrepreneuse", organisation="Crédal"),
        centre=(40, 45),
    )  # fmt: skip


def layout(made: Timeline) -> list[str]:
    """Hashes of the timeline and of each of its pieces: with the programs' versions they are a recipe's key."""
    signs = [piece.sign for piece in segments.of(made, lambda path: path.name, "test")]
    return [_hash(made.to_json(lambda path: path.name).encode()), *(sign[:16] for sign in signs)]


def frames(made: Timeline) -> list[str]:
    """Hashes of the frames at MOMENTS, as they are composed over a drawn picture."""
    size = (made.width, made.height)
    film = example_films.still(SCENE).resize((made.shot.film.width, made.shot.film.height))
    picture = moviepy_composition.placed_in_picture(film, made.shot, size)
    ground = ImageClip(np.asarray(picture.convert("RGB"))).with_duration(made.duration_ms / 1000)
    clips = [ground, *(layer.clip for layer in moviepy_composition.layers(made.elements))]
    whole = CompositeVideoClip(clips, size=size).with_duration(made.duration_ms / 1000)
    return [_hash(np.asarray(whole.get_frame(at), dtype=np.uint8).tobytes()) for at in MOMENTS]


def _hash(seen: bytes) -> str:
    return hashlib.sha256(seen).hexdigest()[:16]


def written() -> dict[str, object]:
    """All of it, with the version of Pillow, as others measure letters otherwise."""
    layouts = {
        f"{name} {format} {shape}": layout(laid_out(brand, format, shape))
        for name, brand in kits().items()
        for format in FORMATS
        for shape in SHAPES
    }
    example = kits()["example"]
    seen = {format: frames(laid_out(example, format, "wide")) for format in FORMATS}
    seen |= {f"{format} upright": frames(laid_out(example, format, "upright")) for format in ("landscape",)}
    return {"pillow": PIL.__version__, "layouts": layouts, "frames": seen}


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(written(), indent=1) + "\n", encoding="utf-8")
