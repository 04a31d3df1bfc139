"""An eighth day: screens and service say one thing of a post, and what is said of an act is what it did."""

import shutil
from pathlib import Path

import pytest

from schedules.database import engine, posts
from tests.staff_desk import Run, StaffDesk

TWO = "\n[service]\napprovals = 2\n"
IDLE = "run --until-idle --until +20s"


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Path:
    """A campaign of one film with its form; a post of words and one of the film, both far ahead and approved."""
    room = tmp_path_factory.mktemp("eighth")
    run = StaffDesk(room / "c", campaign)
    assert campaign("init", room / "c", "--language", "fr", "--language", "nl").exit_code == 0
    run.film_with_form("fatou", "Fatou Exemple", seconds=4)
    run("post add --language fr --caption 'Bonjour' --at '21/12/2031 18:00'")
    run("post add --testimony fatou --language fr --caption 'Un film' --at '23/12/2031 18:00'")
    run("post approve 1 2 --by An")
    return room / "c"


@pytest.fixture
def desk(founded: Path, tmp_path: Path, campaign: Run) -> StaffDesk:
    """A campaign of a test's own."""
    made = StaffDesk(Path(shutil.copytree(founded, tmp_path / "c")), campaign)
    made("adopt --yes")
    made("resume")
    return made


def test_a_service_waits_for_no_draft(desk: StaffDesk) -> None:
    """`run --until-idle` ends where the posts that are left lost their yes by other rules: all call them drafts."""
    desk.settings(TWO)
    assert "2 drafts" in desk("status")
    said = desk(IDLE)
    assert "Waiting for post" not in said
    assert "2 drafts" in desk("status")
    assert {desk.post(number)["state"] for number in (1, 2)} == {"draft"}
    assert "held" not in desk("log")


def test_a_service_waits_for_no_draft_of_another_kit(desk: StaffDesk) -> None:
    """So it is where the kit became another since the yes."""
    desk("post cancel 1")
    kit = desk.folder / "brand" / "brand.toml"
    kit.write_text(kit.read_text("utf-8").replace("#102a43", "#0f2942"), encoding="utf-8")
    assert desk.post(2)["state"] == "draft"
    assert "Waiting for post" not in desk(IDLE)
    with engine.open_in(desk.folder).read() as session:
        assert posts.post(session, 2).state == "draft"


def test_a_post_that_is_due_without_its_yes_is_a_draft(desk: StaffDesk) -> None:
    """What the service finds without its yes rests as the draft that screens show; the log says why."""
    desk.settings("\n[plan]\nmove_tolerance = '9999d'\n")
    desk("post move 1 --at +2m")
    desk("post approve 1 --by An", None)
    desk.settings(TWO)
    assert "Waiting for post" not in desk(IDLE)
    assert desk.post(1)["state"] == "draft"
    assert "a draft again: more people must approve it (2)" in desk("log 1")
