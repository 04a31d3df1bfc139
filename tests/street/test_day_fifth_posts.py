"""A fifth day: why posts did not go out, what approvals they lack, and what is left to do, each said as it is."""

import json
import re
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from campaign.messages import formatting
from schedules.database import engine, events
from tests import pinned_clock
from tests.staff_desk import Run, StaffDesk


class Desk(StaffDesk):
    """Runs commands on a campaign of a test's own; nobody sits at it."""

    def comes_home(self) -> None:
        """Let the campaign go on in this copy, unpaused."""
        self("adopt --yes")
        self("resume")

    def settings(self, text: str) -> None:
        """Let this be said in campaign.toml, too."""
        path = self.folder / "campaign.toml"
        path.write_text(f"{path.read_text('utf-8')}\n{text}\n", encoding="utf-8")


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Path:
    """A campaign with three text posts on days of their own."""
    made = tmp_path_factory.mktemp("fifth") / "c"
    assert campaign("init", made, "--language", "fr", "--timezone", "Europe/Brussels").exit_code == 0
    for day, words in enumerate(("Un jour", "Venez voir", "À bientôt"), 21):
        said = ("post", "add", "--language", "fr", "--caption", words, "--at", f"2031-01-{day} 18:00")
        assert campaign(*said, folder=made).exit_code == 0
    return made


@pytest.fixture
def desk(founded: Path, tmp_path: Path, campaign: Run) -> Desk:
    """A campaign of a test's own."""
    return Desk(Path(shutil.copytree(founded, tmp_path / "c")), campaign)


def ago(**past: float) -> datetime:
    """A moment that is past."""
    return pinned_clock.now() - timedelta(**past)


@pytest.mark.parametrize("again", [False, True], ids=["once", "twice"])
def test_what_was_due_before_a_pause_did_not_wait_for_it(desk: Desk, again: bool) -> None:
    """A pause is the reason of what fell due in it, from its first moment on; what was due before, no service sent."""
    desk.comes_home()
    desk("post approve 1-3")
    desk.put(1, due_at=ago(minutes=5))
    with engine.open_in(desk.folder).write() as session:
        events.pause(session, None, now=ago(minutes=3))
    desk.put(2, due_at=ago(minutes=1))
    if again:
        desk('pause "Encore"')
    desk("resume")
    listed = {one["number"]: one["why"] for one in json.loads(desk("overdue --json"))}
    assert listed == {1: "unserved", 2: "paused"}
    assert "due before a pause, but no service sent it" in desk("overdue")
    for said in (desk("post show 1"), desk("log 1"), desk("status")):
        assert "no service published it at its due time" in re.sub(r"[│ ]+", " ", said)
    assert "while the campaign was paused" not in desk("log 1")


def test_a_rehearsal_says_the_same_of_what_was_due_before_a_pause(desk: Desk) -> None:
    """A rehearsal of a paused campaign does not blame the pause for what was due before it."""
    desk.comes_home()
    desk("post approve 1-3")
    desk.put(1, due_at=ago(minutes=5))
    desk("pause")
    said = desk("rehearse", code=1)
    assert "no service published it at its due time" in said
    assert "fell due while" not in said


def test_approve_all_counts_what_lacks_a_second_person(desk: Desk) -> None:
    """`approve --all` counts posts that still need somebody else apart from those that are approved."""
    desk.settings("[service]\napprovals = 2")
    desk('post approve 1 --by "An Exemple"')
    said = desk('post approve --all --by "Bart Modele"')
    assert "Approved: 1. Waiting for a second person: 2. Not approved: 0." in said
    assert "Approved: 2. Not approved: 0." in desk('post approve --all --by "An Exemple"')


def test_one_yes_of_two_is_said_as_that(desk: Desk) -> None:
    """A post with one of two approvals is neither unapproved nor approved: rehearsal and preview count."""
    desk.settings("[service]\napprovals = 2")
    desk('post approve 1 --by "An Exemple"')
    said = desk("rehearse", code=1)
    assert "post 1 has 1 of the 2 approvals that it needs." in said
    assert "post 2 is not approved." in said
    assert "nobody approved it" not in (desk.folder / "rehearsed" / "log.txt").read_text("utf-8")


def test_an_approval_of_before_is_no_approved_post(desk: Desk) -> None:
    """Where the one yes of two was given under other rules, an approval no longer counts; the post had not both."""
    desk.settings("[service]\napprovals = 2")
    desk('post approve 1 --by "An Exemple"')
    path = desk.folder / "campaign.toml"
    path.write_text(path.read_text("utf-8").replace("approvals = 2", "approvals = 3"), encoding="utf-8")
    said = desk("status")
    assert "an approval was given under other rules than those in campaign.toml and no longer counts" in said
    assert "it was approved under other rules" not in said
    assert "an approval was given under other rules" in desk("check", code=None)


def test_a_new_caption_says_how_many_approvals_it_needs(desk: Desk) -> None:
    """Where two people must approve, a live post's new caption needs two, then one."""
    desk.settings("[service]\napprovals = 2")
    page = {"page_id": "1", "page_graph_url": "http://127.0.0.1:1", "page_rehearsal": True}
    desk.put(
        1, state="published", published_at=pinned_clock.now(), facebook_id="1_2", page_name="Mey", **page
    )
    assert "2 approvals are still missing for the new caption of post 1" in desk(
        "post edit 1 --caption Autre"
    )
    desk('post approve 1 --by "An Exemple"')
    assert "1 approval is still missing" in desk("post edit 1 --caption Autre")


def test_posts_that_do_not_exist_are_said_in_one_line(desk: Desk) -> None:
    """Of many numbers that no post has it is said once, as spans; that the others can be approved is no error."""
    said = desk("post approve 1-99", code=2)
    assert said.casefold().count("there are no posts 4-99.") == 1
    assert "none of these posts was approved: no. 1, 2 and 3." in said
    assert "Error: the others" not in said
    assert "`campaign post approve 1-3`" in said
    assert desk("post approve 40-99", code=2).count("Error") == 1
    desk("post approve 1")
    said = desk("post approve 1 8 9", code=2)
    assert "there are no posts 8-9." in said
    assert "ost 1 was approved already before." in said
    assert "there is no post 40." in desk("post approve 40", code=2)


def test_a_refusal_names_its_post_once(desk: Desk) -> None:
    """A rule that keeps a post from being approved says itself which post it is."""
    desk("post edit 2 --embargo '2031-02-01 18:00'")
    said = desk("post approve 2", code=3)
    assert said.partition(" Move it")[0].count("post 2") == 1, said
    assert re.search(r"Error: the post was not approved\. [A-Z]\d\d: ", said), said


def test_the_log_keeps_the_reason_of_a_hold(desk: Desk) -> None:
    """The reason that staff give for a hold is in the log, however late it was given, and stays when it is over."""
    desk("post approve 1")
    desk("post hold 1")
    desk('post hold 1 "À relire"')
    assert desk("log 1").count("À relire") == 1
    desk("post release 1")
    assert desk("log 1").count("À relire") == 1


def test_slots_are_offered_where_there_are_some(desk: Desk) -> None:
    """What `--send-now` asks about offers `--spread` only where the plan has slots; sentences begin with a capital."""
    desk("post approve 1-3")
    desk.put(1, due_at=ago(hours=2))
    desk.put(2, due_at=pinned_clock.now() + timedelta(minutes=1))
    for line in ("overdue --send-now", "overdue 1 --send-now"):
        said = desk(line, code=2)
        assert "--yes`" in said
        assert "--spread" not in said
    desk.settings('[plan]\nslots = [{ day = "tue", at = "18:00" }]')
    assert "`campaign overdue 1 --spread`" in desk("overdue 1 --send-now", code=2)


@pytest.mark.parametrize(
    ("hours", "english", "french"),
    [
        (1, "1 hour", "1\u00a0heure"),
        (36, "36 hours", "36\u00a0heures"),
        (48, "2 days", "2\u00a0jours"),
        (187, "7 days and 19 hours", "7\u00a0jours et 19\u00a0heures"),
    ],
)
def test_many_hours_are_days(hours: int, english: str, french: str) -> None:
    """Hours are counted in days and hours from two days on."""
    assert (formatting.hours(hours, "en"), formatting.hours(hours, "fr")) == (english, french)


def test_a_play_is_dated_as_people_write_days(desk: Desk) -> None:
    """A rehearsal's log has its moments as the language writes them."""
    desk("post approve 1-3")
    said = desk("--lang fr rehearse")
    log = (desk.folder / "rehearsed" / "log.txt").read_text("utf-8")
    assert "21 janv. 2031, 18:00" in said
    assert "21 janv. 2031, 18:00" in log
    assert not re.search(r"\d{4}-\d\d-\d\d", log)
