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


def letters(picture: Image.Image, size: tuple[int, int], box: tuple[float, ...]) -> Any:
    """Return where a picture is bright within a box, which is told in parts of it: letters, or what they lie on."""
    whole = picture.resize(size, Image.Resampling.LANCZOS)
    left, top, right, bottom = (round(one * size[at % 2]) for at, one in enumerate(box))
    seen = np.asarray(whole.crop((left, top, right, bottom))).astype(int)
    return seen > (int(seen.min()) + int(seen.max())) // 2


def test_the_film_has_the_lines_where_the_editor_showed_them(
    browser: Any, campaign: Run, folder: Path, tmp_path: Path
) -> None:
    """A text typed in the editor, checked and rendered: letters of the frame lie where those of the editor lay."""
    seen, document = as_the_editor_shows_it(browser, folder, tmp_path / "shown.png")
    done = campaign("render", "--preview", "bakery", "--language", "nl", "--format", "landscape", folder=folder)
    assert done.exit_code == 0, done.output
    (made,) = (folder / "renders" / "preview").glob("*.mp4")
    frame = in_the_film(folder, made)
    look, panel = document["look"], document["cues"][0]["shapes"][0]
    edges = (panel["x"], panel["y"], panel["x"] + panel["width"], panel["y"] + panel["height"])
    box = tuple(one / (look["height"] if at % 2 else look["width"]) for at, one in enumerate(edges))
    size = min(seen.size, frame.size)  # the smaller of both
    ours, theirs = letters(seen, size, box), letters(frame, size, box)
    assert ours.any()
    shared = (ours & theirs).sum() / (ours | theirs).sum()
    moved = (np.roll(ours, 6, axis=1) & theirs).sum() / (np.roll(ours, 6, axis=1) | theirs).sum()
    assert shared > 0.6, shared
    assert shared > 1.5 * moved
