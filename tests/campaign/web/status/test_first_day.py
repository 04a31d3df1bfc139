"""An empty campaign opens on six steps of which one is open, and says that nothing reaches Facebook yet."""

import re
from pathlib import Path

from tests import served_desk
from tests.campaign.reports import reported_campaign as reported
from tests.campaign.reports.reported_campaign import Run


def test_an_empty_campaign_begins_with_a_film(tmp_path: Path, campaign: Run) -> None:
    """The first step is done, the second is open, and the board with its slots stands beside them."""
    assert campaign("init", tmp_path / "c", "--language", "nl", "--language", "fr").exit_code == 0
    with served_desk.at(tmp_path / "c") as desk:
        answer = desk.get("/")
    assert re.findall(r'<li class="step-(done|open|later)"', answer.text) == ["done", "open", *["later"] * 4]
    assert answer.text.count('aria-current="step"') == 1
    said = served_desk.told(answer)
    assert "Op Facebook verschijnt niets tot u zelf uw pagina koppelt." in said
    assert 'id="board"' in answer.text


def test_a_campaign_that_has_begun_shows_its_board_alone(tmp_path: Path, campaign: Run) -> None:
    """With a film there are no steps any more."""
    with served_desk.at(reported.founded(tmp_path, campaign)) as desk:
        assert "first-day" not in desk.get("/").text
