"""What the editor showed is what the film has: the same lines at the same place, compared as pictures."""

from pathlib import Path
from typing import Any

import pytest

from tests import served_desk
from tests.campaign.reports.reported_campaign import Run
from tests.campaign.web.subtitles import burnt_frames, editor
from tests.campaign.web.subtitles.burnt_frames import Shown
from tests.campaign.web.subtitles.editor import PLACE

pytestmark = pytest.mark.slow
AT_MS = 1200  # within the first subtitle
TEXT = "Elke nacht om vier uur begin ik met het brood voor de hele straat."


def as_the_editor_shows_it(browser: Any, folder: Path) -> tuple[Shown, Any]:
    """Type a text, let it be checked, and return the film's picture with it and what it is drawn of."""
    with served_desk.at(folder) as desk:
        given = editor.document(desk)
        cues = editor.typed(given, 0, TEXT)
        saved = editor.told(editor.send(desk, "working", version=given["version"], cues=cues))
        assert editor.send(desk, "checked", version=saved["version"], who="Nele").status == 200
        view = served_desk.page(browser, desk, PLACE, width=1440)
        served_desk.until(view, "() => document.getElementById('editor').dataset.ready === '1'")
        view.evaluate(f"() => Subtitles.film.seek({AT_MS})")
        return burnt_frames.shown(view, AT_MS), editor.document(desk)


def test_the_film_has_the_lines_where_the_editor_showed_them(
    browser: Any, campaign: Run, folder: Path
) -> None:
    """A text typed in the editor, checked and rendered: the frame has its lines, each where the editor had it."""
    seen, document = as_the_editor_shows_it(browser, folder)
    done = campaign(
        "render", "--preview", "bakery", "--language", "nl", "--format", "landscape", folder=folder
    )
    assert done.exit_code == 0, done.output
    (made,) = (folder / "renders" / "preview").glob("*.mp4")
    _, words = document["cues"][0]["shapes"]
    assert list(seen.lines) == words["lines"]
    assert len(seen.lines) == 2
    assert burnt_frames.apart(seen, burnt_frames.in_the_film(made, AT_MS)) < burnt_frames.NEAR
