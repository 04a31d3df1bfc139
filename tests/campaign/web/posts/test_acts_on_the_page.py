"""What is done at the desk to posts that are out, late, failed or doubtful, with a rehearsal Page that answers."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from schedules.database import engine, posts, transitions
from schedules.model.states import State
from tests import desk_forms, office, served_desk
from tests.campaign.reports.reported_campaign import Run
from tests.campaign.web.posts.filled_forms import act, version
from tests.served_desk import DeskAt

THEN = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Path:
    """A campaign with four posts without films, made once."""
    folder = tmp_path_factory.mktemp("desk") / "c"
    assert campaign("init", folder, "--name", "MEY", "--language", "nl").exit_code == 0
    for number in range(1, 4):
        words = (
            "post",
            "add",
            "--language",
            "nl",
            "--caption",
            f"Bericht {number}",
            "--at",
            "2/12/2036 18:30",
        )
        assert campaign(*words, folder=folder).exit_code == 0
    return folder


@pytest.fixture
def desk(founded: Path, tmp_path: Path) -> Iterator[DeskAt]:
    """Its desk, of a test's own, on the day before the posts are due."""
    with served_desk.at(office.made_home(shutil.copytree(founded, tmp_path / "c"))) as found:
        yield found


def state(folder: Path, number: int = 1) -> State:
    """How a post stands."""
    books = engine.open_in(folder)
    with books.read() as session:
        found = posts.post(session, number).state
    books.close()
    return found


def led(folder: Path, *steps: str, number: int = 1) -> None:
    """Lead a post through steps of its life, as the service would."""
    books = engine.open_in(folder)
    with books.write() as session:
        for step in steps:
            reason = {"code": "page-silent", "params": {}} if step in ("failed", "doubted") else None
            transitions.move(
                session, number, step, now=THEN, by="service", params={"why": "page-silent"} if reason else {},
                changes={"reason": reason},
            )  # fmt: skip
    books.close()


def test_a_failed_post_is_tried_again(desk: DeskAt, tmp_path: Path) -> None:
    """A failed post says why, and goes its way once more on one press."""
    act(desk, 1, "approve", by="An Voorbeeld")
    led(tmp_path / "c", "failed")
    assert "state-failed" in desk.get("/posts/1").text
    assert act(desk, 1, "retry").status == 303
    assert state(tmp_path / "c") is State.APPROVED


def test_a_doubt_is_ended_by_who_looked(desk: DeskAt, tmp_path: Path) -> None:
    """Of a doubtful post somebody says that it is not there; under a number that the Page does not know it is not."""
    act(desk, 1, "approve", by="An Voorbeeld")
    led(tmp_path / "c", "staging", "staged", "revealing", "doubted")
    assert act(desk, 1, "settle-published").status == 422
    answer = act(desk, 1, "settle-published", id="1_2")
    assert answer.status == 422
    assert state(tmp_path / "c") is State.DOUBTFUL
    assert act(desk, 1, "settle-absent").status == 303
    assert state(tmp_path / "c") is State.HELD


def test_a_late_post_is_decided_on(desk: DeskAt, tmp_path: Path) -> None:
    """A post past its moment is sent now, asked once with what speaks against it; or it is cancelled."""
    act(desk, 1, "approve", by="An Voorbeeld")
    act(desk, 2, "approve", by="An Voorbeeld")
    desk.clock[0] = datetime(2036, 12, 2, 20, 0, tzinfo=UTC)
    desk.cookie = desk.get(f"/open?key={desk.sessions.key}").cookie
    shown = desk.get("/posts/1").text
    assert 'href="/posts/1/send-now"' in shown
    assert desk.get("/posts/1/send-now").status == 200
    assert act(desk, 1, "send-now").status == 303
    assert state(tmp_path / "c") is State.APPROVED
    assert act(desk, 2, "cancel").status == 303
    assert state(tmp_path / "c", 2) is State.CANCELLED


def test_one_act_has_one_button(desk: DeskAt) -> None:
    """What fell due in a pause is sent now or cancelled, once one publishes again, to which both pages lead."""
    act(desk, 1, "approve", by="An Voorbeeld")
    desk.post("/status/pause")
    desk.clock[0] = datetime(2036, 12, 2, 20, 0, tzinfo=UTC)
    desk.cookie = desk.get(f"/open?key={desk.sessions.key}").cookie
    for path in ("/posts/1", "/posts/1/send-now"):
        assert '<a href="/status#service">Publiceer weer</a>' in desk.get(path).text.replace(
            ' class="button primary"', ""
        )
    assert 'href="/posts/1/send-now"' not in desk.get("/posts/1").text
    assert not any(one.buttons for one in desk_forms.of(desk.get("/posts/1/send-now"), "/posts/1/send-now"))
    desk_forms.of(desk.get("/status"), "/status/resume")[0].sent(desk)
    shown = desk.get("/posts/1").text
    assert 'href="/posts/1/send-now"' in shown
    assert "/posts/1/release" not in shown


def test_nothing_is_promised_during_a_pause(desk: DeskAt) -> None:
    """What would send a post says that nothing goes out meanwhile; the main button never takes a yes back."""
    pause = "Zolang de campagne gepauzeerd is, vertrekt er niets"
    assert pause not in served_desk.told(desk.get("/posts/1"))
    assert desk.post("/status/pause").status == 303
    assert pause in served_desk.told(desk.get("/posts/1"))
    act(desk, 1, "approve", by="An Voorbeeld")
    assert '<button class="primary">Neem de ja terug' not in desk.get("/posts/1").text
    act(desk, 1, "hold")
    assert pause in served_desk.told(desk.get("/posts/1"))


def test_what_speaks_against_sending_now_is_said(desk: DeskAt, tmp_path: Path, campaign: Run) -> None:
    """What in the plan speaks against it stands in the dialog of the post's page as on the page that asks."""
    words = ("post", "move", 2, "--at", "2/12/2036 21:30")
    assert campaign(*words, folder=tmp_path / "c").exit_code == 0
    for number in (1, 2):
        act(desk, number, "approve", by="An Voorbeeld")
    desk.clock[0] = datetime(2036, 12, 2, 20, 0, tzinfo=UTC)
    desk.cookie = desk.get(f"/open?key={desk.sessions.key}").cookie
    told = "ericht 1 en bericht 2 zouden 30 minuten uit elkaar staan"
    assert told in desk.get("/posts/1/send-now").text
    assert told in desk.get("/posts/1").text.partition('id="sure-send-now-1"')[2].partition("</dialog>")[0]


def test_a_released_post_may_go_at_once(desk: DeskAt, tmp_path: Path) -> None:
    """Publishing now is asked once; the post is due at this moment afterwards."""
    act(desk, 1, "approve", by="An Voorbeeld")
    act(desk, 1, "hold", reason="even wachten")
    assert desk.get("/posts/1/release-now").status == 200
    assert state(tmp_path / "c") is State.HELD
    assert act(desk, 1, "release-now").status == 303
    assert "30/11/2026 10:00" in desk.get("/posts/1").text


def test_a_press_that_comes_twice_is_done_once(desk: DeskAt, tmp_path: Path) -> None:
    """The same form twice does an act once; the second time the page says that all is as it was shown."""
    act(desk, 1, "approve", by="An Voorbeeld")
    seen = version(desk, 1)
    assert desk.post("/posts/1/hold", version=seen, reason="a").status == 303
    assert desk.post("/posts/1/hold", version=seen, reason="b").status == 409
    assert desk.post("/posts/1/cancel", version=seen).status == 409
    assert state(tmp_path / "c") is State.HELD


@pytest.mark.slow
def test_a_live_post_is_removed(desk: DeskAt, tmp_path: Path, campaign: Run) -> None:
    """A post that is out is taken off the Page; its question says that this is for good."""
    folder = tmp_path / "c"
    words = ("post", "add", "--language", "nl", "--caption", "Nu meteen", "--at", "now")
    assert campaign(*words, folder=folder).exit_code == 0
    assert campaign("post", "approve", "4", "--by", "An Voorbeeld", folder=folder).exit_code == 0
    done = campaign("run", "--until-idle", folder=folder)
    assert state(folder, 4) is State.PUBLISHED, done.output
    assert "state-published" in desk.get("/posts/4").text
    assert 'action="/posts/4/remove"' in desk.get("/posts/4/remove").text
    assert act(desk, 4, "remove").status == 303
    assert state(folder, 4) is State.REMOVED


def test_one_yes_may_be_to_both(desk: DeskAt, tmp_path: Path) -> None:
    """A yes to two posts is to both as they were seen, or to none of them."""
    seen, other = version(desk, 1), version(desk, 2)
    both = {"version": seen, "also": "2", "by": "An Voorbeeld"}
    assert desk.post("/posts/1/approve", **both, **{"also-version": "x"}).status == 409
    assert state(tmp_path / "c") is State.DRAFT
    assert desk.post("/posts/1/approve", **both, **{"also-version": other}).status == 303
    assert [state(tmp_path / "c", one) for one in (1, 2)] == [State.APPROVED, State.APPROVED]


def at_moment(desk: DeskAt, moment: datetime) -> None:
    """Let it be this moment, with a session begun."""
    desk.clock[0] = moment
    desk.cookie = desk.get(f"/open?key={desk.sessions.key}").cookie


def test_a_draft_whose_moment_passed(desk: DeskAt) -> None:
    """Just now, it says that a yes sends it at once; too long ago, that it wants another moment first."""
    at_moment(desk, datetime(2036, 12, 2, 17, 35, tzinfo=UTC))
    assert "het vertrekt dan zodra de dienst draait" in desk.get("/posts/1").text
    at_moment(desk, datetime(2036, 12, 2, 17, 55, tzinfo=UTC))
    assert "Kan niet meer: zijn moment is te lang voorbij" in desk.get("/posts/1").text


def test_a_refused_yes_keeps_the_name(desk: DeskAt, tmp_path: Path) -> None:
    """What was typed for an act that is refused stands there still, opened, beside why."""
    at_moment(desk, datetime(2036, 12, 2, 18, 0, tzinfo=UTC))
    answer = act(desk, 1, "approve", by="Zénobie Quaghebeur")
    assert (answer.status, state(tmp_path / "c")) == (409, State.DRAFT)
    assert 'name="by" value="Zénobie Quaghebeur"' in answer.text
    assert '<details class="asks" open>' in answer.text
