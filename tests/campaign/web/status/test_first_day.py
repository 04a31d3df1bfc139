"""An empty campaign opens on six steps of which one is open, and says that nothing reaches Facebook yet."""

import re
from pathlib import Path

from tests import served_desk
from tests.campaign.reports import reported_campaign as reported
from tests.campaign.reports.reported_campaign import Run
from tests.campaign.web.posts.filled_forms import act


def test_an_empty_campaign_begins_with_a_film(tmp_path: Path, campaign: Run) -> None:
    """The first step is done, the second is open, and the board with its slots stands beside them."""
    assert campaign("init", tmp_path / "c", "--language", "nl", "--language", "fr").exit_code == 0
    with served_desk.at(tmp_path / "c") as desk:
        answer = desk.get("/")
    assert re.findall(r'<li class="step-(done|open|later)"', answer.text) == ["done", "open", *["later"] * 4]
    assert answer.text.count('aria-current="step"') == 1
    said = served_desk.told(answer)
    assert "Op Facebook verschijnt niets tot u zelf uw pagina verbindt." in said
    assert 'id="board"' in answer.text
    assert "haalt een plan uit een rekenblad binnen" in said


def test_the_steps_stay_until_the_first_posts_are_on_the_board(tmp_path: Path, campaign: Run) -> None:
    """With a film, its form and a first post the steps still lead on; with two posts and a yes they are gone."""
    folder = reported.founded(tmp_path, campaign)
    post = ("post", "add", "--testimony", "bakery", "--language", "nl", "--caption", "Brood")
    with served_desk.at(folder) as desk:
        assert "first-day" in desk.get("/").text
        assert campaign(*post, folder=folder).exit_code == 0
        assert "first-day" in desk.get("/").text
        text = ("post", "add", "--language", "nl", "--caption", "Dag", "--at", "5/12/2036 18:30")
        assert campaign(*text, folder=folder).exit_code == 0
        assert "first-day" in desk.get("/").text
        assert act(desk, 2, "approve", by="An Voorbeeld").status == 303
        assert "first-day" not in desk.get("/").text


def test_a_plan_that_was_brought_in_needs_no_steps(tmp_path: Path, campaign: Run) -> None:
    """Who has more posts than the steps ask for is past them."""
    folder = reported.founded(tmp_path, campaign)
    for words in ("Maandag", "Dinsdag", "Woensdag"):
        assert campaign("post", "add", "--language", "nl", "--caption", words, folder=folder).exit_code == 0
    with served_desk.at(folder) as desk:
        assert "first-day" not in desk.get("/").text


def test_a_step_leads_where_it_is_done(tmp_path: Path, campaign: Run) -> None:
    """Who has a film is led to its form, then to its subtitles in the editor, also where there are none."""
    folder = reported.founded(tmp_path, campaign)
    with served_desk.at(folder) as desk:
        step = re.search(
            r'aria-current="step".*?<a class="button primary" href="([^"]+)"', desk.get("/").text, re.DOTALL
        )
        assert step
        assert step[1] == "/films/bakery/subtitles/nl"
        assert desk.get(step[1]).status == 200
