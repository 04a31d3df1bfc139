"""A fourth day: what approve, hold, move, run, overdue and status say of posts, and that it leads on as it stands."""

import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests import pinned_clock, small_films
from tests.staff_desk import Run, StaffDesk


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Path:
    """A campaign with four text posts on days of their own."""
    made = tmp_path_factory.mktemp("fourth") / "c"
    assert campaign("init", made, "--language", "nl", "--timezone", "Europe/Brussels").exit_code == 0
    for day, words in enumerate(("Dag", "Kom langs", "Tot dan", "Dank u"), 21):
        said = ("post", "add", "--language", "nl", "--caption", words, "--at", f"2031-01-{day} 18:00")
        assert campaign(*said, folder=made).exit_code == 0
    return made


@pytest.fixture
def desk(founded: Path, tmp_path: Path, campaign: Run) -> StaffDesk:
    """A campaign of a test's own."""
    return StaffDesk(Path(shutil.copytree(founded, tmp_path / "c")), campaign)


@pytest.mark.parametrize("line", ["post approve 1", "post approve 1 2", "post approve 1,3"])
def test_what_was_approved_before_is_said_in_the_same_words(desk: StaffDesk, line: str) -> None:
    """Approving a post again says the same, alone or among others, and how it is taken back; the others are."""
    desk("post approve 1")
    said = desk(line, code=None).replace("Error: p", "P")
    assert (
        "Post 1 is already approved and goes out at its due time, while the service runs (`campaign run`)."
        in said
    )
    assert "`campaign post unapprove 1`" in said
    assert all(desk.post(int(one))["state"] == "approved" for one in re.findall(r"\d", line))


def test_all_were_approved_before(desk: StaffDesk) -> None:
    """Of several posts that are all approved already it is said once, and refused as one is."""
    desk("post approve 1 2")
    assert "these posts are already approved" in desk("post approve 1-2", code=2)
    assert "post 1 is already approved" in desk("post approve 1", code=2)


def test_none_of_those_that_could_be(desk: StaffDesk) -> None:
    """Where one cannot be approved, those that were before are not among those that were not, nor in the command."""
    desk("post approve 1")
    desk("post cancel 4")
    said = desk("post approve 1-4", code=2)
    assert "none of these posts was approved: no. 2, 3 and 4." in said
    assert "4. Post 4 is cancelled for good." in said
    assert "ost 1 was approved already before." in said
    assert "`campaign post approve 2-3`" in said
    assert "Post 4 is cancelled" in desk("post approve 4,1", code=2).replace("post 4 is", "Post 4 is")


def test_a_sentence_after_another_begins_with_a_capital(desk: StaffDesk) -> None:
    """Sentences that are joined each begin with a capital; what was typed, such as a slug, is left as it is."""
    desk("post cancel 3")
    desk("post cancel 4")
    said = desk("post approve 1-4", code=2)
    assert "Post 3 is cancelled for good" in said.replace("Error: post", "Error: Post")
    assert not re.search(r"(?<!Error)[.] [a-z]", said), said


@pytest.mark.parametrize("far", ["2031-01-21 19:00", "2031-06-21 18:00"])
def test_a_post_that_staff_hold_is_moved_and_still_held(desk: StaffDesk, far: str) -> None:
    """However far a held post is moved, it stays held for the reason that was given, and what is said leads out."""
    desk("post approve 1")
    desk('post hold 1 "À relire"')
    said = desk(f'post move 1 --at "{far}"')
    assert "It is still held" in said
    assert (desk.post(1)["state"], "À relire" in str(desk.post(1)["reason"])) == ("held", True)
    for command in re.findall(r"`campaign (post (?:approve|release) 1)`", said):
        desk(command)
    desk("post release 1", code=None)
    assert desk.post(1)["state"] == "approved"


@pytest.mark.parametrize("step", ['post edit 1 --caption "Anders"', "post unapprove 1"])
def test_that_a_hold_went_is_said(desk: StaffDesk, step: str) -> None:
    """Where a step makes a draft of a post that staff hold, it says so, with the command that holds it again."""
    desk("post approve 1")
    desk('post hold 1 "À relire"')
    said = desk(step)
    assert "Post 1 is no longer held: it is a draft" in said
    again = str(re.findall(r"`campaign (post hold 1[^`]*)`", said)[0])
    desk("post approve 1")
    desk(again)
    assert "À relire" in str(desk.post(1)["reason"])
    assert "no longer held" not in desk("post edit 2 --caption Weer")


def test_a_draft_with_every_approval_is_told_the_same_everywhere(desk: StaffDesk) -> None:
    """`show`, `status` and `check` say in the same words that no approval is missing, and what lets the post go."""
    desk("post approve 1")
    desk.settings("\n[service]\napprovals = 2\n")
    desk("post move 1 --at '2031-01-21 18:30'")
    desk.settings("\n[service]\napprovals = 1\n")
    desk.put(1, state="draft")
    said = (
        "no approval of post 1 is missing, but it is still a draft. `campaign post approve 1` lets it go out"
    )
    for screen in ("post show 1", "status", "check"):
        assert said in desk(screen, code=None), screen
    desk("post approve 1")
    assert desk.post(1)["state"] == "approved"


@pytest.mark.parametrize("limit", ["--until-idle", "--until +1s"])
def test_a_pause_is_said_as_the_service_begins(desk: StaffDesk, limit: str) -> None:
    """`run` in a paused campaign says at once that it is paused, since when and why, and what ends that."""
    desk("adopt --yes")
    desk('pause "Stilte"')
    said = desk(f"run {limit}", code=None)
    assert re.search(
        r"Warning: the campaign is paused, since [^`]+ \(Stilte\): nothing becomes visible\.", said
    )
    assert "`campaign resume`" in said.partition("service started")[0]


def test_a_new_caption_without_a_service_says_so(desk: StaffDesk) -> None:
    """Where a sentence says that the service sends something and none runs, that is said."""
    page = {
        "page_id": "1",
        "page_name": "Mey",
        "page_graph_url": "http://127.0.0.1:1",
        "page_rehearsal": True,
    }
    desk.put(1, state="published", published_at=pinned_clock.now(), facebook_id="1_2", **page)
    desk("adopt --yes")
    desk("resume")
    desk("post edit 1 --caption Anders")
    said = desk("post approve 1")
    assert (
        "the service sends it to the Page. No service is running now, so nothing goes out until you start it:"
        in said
    )
    assert "`campaign run`" in said
    desk("pause")
    desk("post edit 1 --caption Nog")
    assert "`campaign resume`, then `campaign run`" in desk("post approve 1")


def ago(**past: float) -> datetime:
    """A moment that is past."""
    return pinned_clock.now() - timedelta(**past)


def test_what_is_just_due_goes_out_by_itself(desk: StaffDesk) -> None:
    """A post that is due and not too late is told to go out once the service runs; a late one is to be decided on."""
    desk("post approve 1-3")
    desk.put(1, due_at=ago(seconds=10))
    said = desk("overdue")
    assert re.search(r"Post 1 goes out by itself if the service runs within 15 minutes: `campaign run`", said)
    assert "it goes out by itself once the service runs: `campaign run`" in desk("status")
    desk.put(2, due_at=ago(seconds=20))
    assert "Posts 1 and 2 go out by themselves if" in desk("overdue")
    desk.put(3, due_at=ago(hours=2))
    assert "3; decide on them with `campaign overdue`" in desk("status")


def test_overdue_says_what_became_of_a_post(desk: StaffDesk) -> None:
    """Asked for a post on which there is nothing to decide, `overdue` says why: it is out, ahead, undated or held."""
    page = {
        "page_id": "1",
        "page_name": "Mey",
        "page_graph_url": "http://127.0.0.1:1",
        "page_rehearsal": True,
    }
    desk.put(1, state="published", published_at=datetime(2026, 11, 24, 17, tzinfo=UTC), **page)
    assert "Post 1 is on the Page, published on 24 November 2026 at 18:00" in desk("overdue 1 --send-now")
    assert "Post 2 is not past its due time, 22 January 2031 at 18:00" in desk("overdue 2")
    desk.put(3, state="held", reason={"code": "by-staff", "params": {"reason": "-"}}, due_at=ago(hours=2))
    assert "Post 3 is held, so its due time leaves nothing to decide" in desk("overdue 3")
    desk("post cancel 4")
    assert "Post 4 is cancelled" in desk("overdue 4")


def test_posts_that_say_the_same_are_told_at_approval(desk: StaffDesk) -> None:
    """Two posts of a day with the same words are told when one is approved, and in `check`."""
    desk('post add --language nl --caption "DAG!" --at "2031-01-21 18:00:01"')
    said = "ost 5 says the same as post 1, and both go out on 21 January 2031. If that is a mistake: `campaign post"
    close = "less than a minute lies between post 1 and post 5. Move one: `campaign post move 5 --at WHEN`"
    for step in ("post approve 1", "post approve 5"):
        told = desk(step)
        assert said in told, told
        assert close in told, told
    assert "P34 warning: post 5 says the same" in desk("check", code=None)
    assert "same" not in desk("post approve 2")


def test_a_reason_stands_apart_from_the_words(desk: StaffDesk, campaign: Run) -> None:
    """`post list` has why a post is held on a line of its own."""
    desk("post approve 1")
    desk('post hold 1 "Wacht"')
    shown = campaign("post", "list", folder=desk.folder).stdout
    assert re.search(r"Dag +[│|]\n.*→ held by staff: Wacht", shown), shown


def test_a_missing_consent_is_advised_with_the_whole_command(tmp_path: Path, campaign: Run) -> None:
    """Wherever a consent is missing, the command that records it stands there with film, person and language."""
    desk = StaffDesk(tmp_path / "c", campaign)
    campaign("init", desk.folder, "--language", "nl")
    film = small_films.film(tmp_path / "film.mp4", seconds=7)
    desk(
        f'testimony add "{film}" --slug lea --speaker "Léa Dupont" --role entrepreneur --organisation Mey'
        " --language nl --yes"
    )
    desk('post add --testimony lea --language nl --caption "Dag" --at "2031-01-21 18:00"')
    wanted = "`campaign consent record lea --person 'Léa Dupont' --act film --act publish --channel facebook"
    for line in ("post approve 1", "check", "post edit 1 --caption Kom", "render lea --language nl"):
        assert wanted in desk(line, code=None), line
    (tmp_path / "form.pdf").write_bytes(b"%PDF-1.4 signed")
    command = str(re.findall(r"`campaign (consent record [^`]+)`", desk("post approve 1", code=3))[0])
    desk(command.replace("DATE", "2/11/2020").replace("FILE", f'"{tmp_path / "form.pdf"}"'))
    assert "consent" not in desk("post approve 1", code=None).replace("subtitles", "")


def test_what_waits_for_a_service_says_that_none_runs(desk: StaffDesk) -> None:
    """The end of a pause and a release at once say that no service is running, and how one is started."""
    desk("adopt --yes")
    desk("pause")
    assert "No service is running now" in desk("resume")
    desk("post approve 1")
    desk("post hold 1")
    assert "No service is running now" in desk("post release 1 --now")
