"""What the editor showed is what the film has: the same lines at the same place, compared as pictures."""

import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from tests import served_desk, small_films
from tests.campaign.reports.reported_campaign import Run
from tests.campaign.web.subtitles import editor
from tests.campaign.web.subtitles.editor import PLACE

pytestmark = pytest.mark.slow
AT_MS = 1200  # within the first subtitle
TEXT = "Elke nacht om vier uur begin ik met het brood voor de hele straat."
SIZE = (1280, 720)
NEAR = 0.008  # of the frame: a preview has a ninth of the film’s pixels, and letters of whole ones
SHOWN = "() => document.querySelectorAll('#burnt p span').length === 2"


def as_the_editor_shows_it(browser: Any, folder: Path, place: Path) -> tuple[Image.Image, Any]:
    """Type a text, let it be checked, and return the film's picture with it and what it is drawn of."""
    with served_desk.at(folder) as desk:
        given = editor.document(desk)
        cues = editor.typed(given, 0, TEXT)
        saved = editor.told(editor.send(desk, "working", version=given["version"], cues=cues))
        assert editor.send(desk, "checked", version=saved["version"], who="Nele").status == 200
        view = served_desk.page(browser, desk, PLACE, width=1440)
        served_desk.until(view, "() => document.getElementById('editor').dataset.ready === '1'")
        view.evaluate(f"() => Subtitles.film.seek({AT_MS})")
        served_desk.until(view, SHOWN)
        view.evaluate("() => document.fonts.ready.then(() => true)")
        view.evaluate("() => { document.getElementById('safe').hidden = true; }")
        view.wait_for_timeout(500)
        place.write_bytes(view.locator("#stage").screenshot())
        return Image.open(place).convert("L"), editor.document(desk)


def in_the_film(folder: Path, made: Path) -> Image.Image:
    """Return the frame of a finished film in which the subtitle is seen."""
    timeline = json.loads(made.with_suffix(".json").read_text(encoding="utf-8"))["timeline"]
    shot = timeline["shot"]
    at = (shot["start_ms"] + AT_MS - shot["from_ms"]) / 1000
    picture = folder / "frame.png"
    small_films.ffmpeg("-ss", at, "-i", made, "-frames:v", 1, picture)
    return Image.open(io.BytesIO(picture.read_bytes())).convert("L")


def extents(picture: Image.Image, look: dict[str, Any], words: dict[str, Any]) -> list[tuple[float, ...]]:
    """Return where each line's letters begin and end, in parts of the frame: left, right, top, bottom."""
    whole = np.asarray(picture.resize(SIZE, Image.Resampling.LANCZOS)).astype(int)
    across, down = SIZE[0] / look["width"], SIZE[1] / look["height"]
    left, right = round(words["x"] * across) - 8, round((words["x"] + words["width"]) * across) + 8
    found = []
    for line in range(len(words["lines"])):
        top = round((words["y"] + line * words["line_height"]) * down)
        part = whole[top : top + round(words["line_height"] * down), left:right]
        bright = part > part.max() * 0.6
        columns, rows = (np.flatnonzero(bright.any(axis=axis)) for axis in (0, 1))
        edges = (left + columns[0], left + columns[-1], top + rows[0], top + rows[-1])
        found.append(tuple(edge / SIZE[at > 1] for at, edge in enumerate(edges)))
    return found


def test_the_film_has_the_lines_where_the_editor_showed_them(
    browser: Any, campaign: Run, folder: Path, tmp_path: Path
) -> None:
    """A text typed in the editor, checked and rendered: the frame has its lines, each where the editor had it."""
    seen, document = as_the_editor_shows_it(browser, folder, tmp_path / "shown.png")
    done = campaign(
        "render", "--preview", "bakery", "--language", "nl", "--format", "landscape", folder=folder
    )
    assert done.exit_code == 0, done.output
    (made,) = (folder / "renders" / "preview").glob("*.mp4")
    frame = in_the_film(folder, made)
    panel, words = document["cues"][0]["shapes"]
    assert len(words["lines"]) == 2
    assert "radius" in panel
    shown, burnt = (extents(one, document["look"], words) for one in (seen, frame))
    assert np.abs(np.array(shown) - np.array(burnt)).max() < NEAR, (shown, burnt)
