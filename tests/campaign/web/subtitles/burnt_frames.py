"""Pictures of a film with its subtitles, as the editor shows it and as it was made, and where their letters stand."""

import io
import json
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from tests import served_desk, small_films

SIZE = (1280, 720)
NEAR = 0.008  # of the frame: a preview has a ninth of the film’s pixels, and letters of whole ones
LINES = """
() => {
  const stage = document.getElementById("stage").getBoundingClientRect();
  return [...document.querySelectorAll("#burnt p")].flatMap((text) => {
    const box = text.getBoundingClientRect(), lines = text.querySelectorAll("span"), tall = box.height / lines.length;
    return [...lines].map((line, at) => [line.textContent, [
      (box.left - stage.left) / stage.width, (box.top + at * tall - stage.top) / stage.height,
      (box.right - stage.left) / stage.width, (box.top + (at + 1) * tall - stage.top) / stage.height,
    ]]);
  });
}
"""

Box = tuple[float, float, float, float]  # left, top, right, bottom, in parts of the frame


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What the editor shows at a moment: the lines, the room of each, and the picture."""

    at_ms: int
    lines: tuple[str, ...]
    boxes: tuple[Box, ...]
    picture: Image.Image


def shown(view: Any, at_ms: int) -> Shown:
    """Return what the editor shows where its film stands, `at_ms`, without the marks of the safe area."""
    served_desk.until(view, "() => document.querySelectorAll('#burnt p span').length > 0")
    view.evaluate("() => document.fonts.ready.then(() => true)")
    view.evaluate("() => { document.getElementById('safe').style.visibility = 'hidden'; }")
    view.wait_for_timeout(500)
    found = view.evaluate(LINES)
    seen = Image.open(io.BytesIO(view.locator("#stage").screenshot())).convert("L")
    view.evaluate("() => { document.getElementById('safe').style.visibility = ''; }")
    boxes = tuple((box[0], box[1], box[2], box[3]) for _, box in found)
    return Shown(at_ms=at_ms, lines=tuple(text for text, _ in found), boxes=boxes, picture=seen)


def in_the_film(made: Path, at_ms: int) -> Image.Image:
    """Return the frame of a finished film in which a moment of its shot is seen."""
    shot = json.loads(made.with_suffix(".json").read_text(encoding="utf-8"))["timeline"]["shot"]
    at = (shot["start_ms"] + at_ms - shot["from_ms"]) / 1000
    with tempfile.TemporaryDirectory() as room:
        picture = Path(room) / "frame.png"
        small_films.ffmpeg("-ss", at, "-i", made, "-frames:v", 1, picture)
        return Image.open(io.BytesIO(picture.read_bytes())).convert("L")


def extents(picture: Image.Image, boxes: Iterable[Box]) -> list[Box]:
    """Return where the letters of each line begin and end, in parts of the frame."""
    whole = np.asarray(picture.resize(SIZE, Image.Resampling.LANCZOS)).astype(int)
    found = list[Box]()
    for box in boxes:
        left, right = max(0, round(box[0] * SIZE[0]) - 8), round(box[2] * SIZE[0]) + 8
        top, bottom = round(box[1] * SIZE[1]), round(box[3] * SIZE[1])
        part = whole[top:bottom, left:right]
        bright = part > part.max() * 0.6
        columns, rows = (np.flatnonzero(bright.any(axis=axis)) for axis in (0, 1))
        across = [(left + int(columns[at])) / SIZE[0] for at in (0, -1)]
        down = [(top + int(rows[at])) / SIZE[1] for at in (0, -1)]
        found.append((across[0], down[0], across[1], down[1]))
    return found


def apart(one: Shown, frame: Image.Image) -> float:
    """Return how far the letters of a frame stand from where the editor showed them, at most; in parts of the frame."""
    both = [np.array(extents(each, one.boxes)) for each in (one.picture, frame)]
    return float(np.abs(both[0] - both[1]).max())
