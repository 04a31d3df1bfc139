"""A Page that asks for fewer calls is obeyed by the real service, across restarts, and people are told once."""

import json
import shutil
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import Result

from schedules.database import engine, events, transitions
from schedules.model.records import Quiet
from schedules.model.states import State
from schedules.publishing import leftovers
from schedules.rehearsal import server
from schedules.service.pacing import Courtesy
from schedules.service.service import Ending, RunLimit
from tests import pinned_clock, small_films
from tests.page_view import calls_at, fault_at, set_at, visible_at
from tests.queue_campaign import Campaign
from tests.running_service import serving, told, wait_for

EXAMPLE_KIT = Path(str(files("campaign") / "example" / "brand"))
QUIET = ("page-asks-quiet", "quiet-over")


def is_out(queue: Campaign, number: int) -> Callable[[], bool]:
    """Whether a post is published."""
    return lambda: queue.post(number).state is State.PUBLISHED


def edges(queue: Campaign) -> list[str]:
    """The edges of the Page that were called."""
    return [call["edge"] for call in calls_at(queue.served)]


def in_hand(queue: Campaign, number: int) -> bool:
    """Whether anybody has a post in hand."""
    with queue.books.engine.connect() as connection:
        found = connection.exec_driver_sql(f"SELECT lease_by FROM post WHERE number = {number}").scalar()
    return found is not None


def stays_silent(queue: Campaign, ended: list[object] | None = None) -> bool:
    """Whether for a second no call reaches the Page and the service goes on."""
    before, end = len(edges(queue)), time.monotonic() + 1
    while time.monotonic() < end:
        time.sleep(0.05)
        if len(edges(queue)) != before or ended:
            return False
    return True


def kept(queue: Campaign) -> Quiet | None:
    """The quiet in the table."""
    with queue.books.read() as session:
        return events.quiet(session, queue.served.page_id)


def queue_real_film(queue: Campaign, made: Path, *, due: datetime) -> int:
    """Queue a film that the service makes itself, as it does with every film that waits."""
    small_films.without_cards(shutil.copytree(EXAMPLE_KIT, queue.folder / "brand"))
    testimony = queue.testimony(film=small_films.film(made, rate="10").read_bytes())
    return queue.queue(kind="video", testimony_id=testimony, format="landscape", due=due)


@pytest.mark.slow
def test_words_go_out_while_a_film_waits(queue: Campaign, tmp_path: Path) -> None:
    """At 96 % of the calls the text that is due goes out, the film ahead waits; the quiet and its end are told once."""
    set_at(queue.served, usage_percent=96)
    with serving(queue):
        wait_for(is_out(queue, queue.queue(caption="Eerst")))
        queue_real_film(queue, tmp_path / "made.mp4", due=queue.clock() + timedelta(minutes=10))
        wait_for(is_out(queue, queue.queue(caption="Dan")))
        queue.clock.on(minutes=2)
        wait_for(is_out(queue, queue.queue(caption="Ten slotte")))
        assert not [edge for edge in edges(queue) if edge.startswith("video")]
        set_at(queue.served, usage_percent=10)
        queue.clock.on(minutes=6)
        wait_for(lambda: "video-finish" in edges(queue))
    assert told(queue, *QUIET) == ["page-asks-quiet", "quiet-over"]
    assert sorted(visible_at(queue.served)) == ["Dan", "Eerst", "Ten slotte"]


@pytest.mark.slow
def test_film_under_way_stops_between_two_calls(queue: Campaign) -> None:
    """A film whose upload is under way goes on no further when the Page says that its calls are nearly used up."""
    film = queue.queue_film(due=queue.clock() + timedelta(minutes=20))

    def press(name: str) -> None:
        if name == "transfer:before":
            set_at(queue.served, usage_percent=97)

    with serving(queue, boundary=press):
        wait_for(lambda: kept(queue))
        wait_for(lambda: not in_hand(queue, film))
        assert edges(queue).count("video-transfer") == 1
        assert queue.post(film).state is State.UPLOADING


@pytest.mark.slow
def test_no_call_before_the_time_named(queue: Campaign) -> None:
    """After a rate limit no call reaches the Page before the time it named, nor after a restart; then all goes out."""
    fault_at(queue.served, edge="post-reveal", effect="rate-limit", minutes=20, nth=1)
    first = queue.queue(caption="Een")
    with serving(queue, late_after=timedelta(hours=2)):
        wait_for(lambda: kept(queue))
        second = queue.queue(caption="Twee")
        queue.clock.on(minutes=19)
        wait_for(lambda: not in_hand(queue, first))
        assert stays_silent(queue)
    with serving(queue, RunLimit(until_idle=True), late_after=timedelta(hours=2)) as again:
        wait_for(lambda: len(told(queue, "service-started")) == 2)
        queue.clock.on(seconds=30)
        assert stays_silent(queue, again.ended)
        queue.clock.on(seconds=31)
        wait_for(lambda: again.ended)
    assert again.ended == [Ending.IDLE]
    assert told(queue, *QUIET) == ["page-asks-quiet", "quiet-over"]
    assert (queue.post(second).state, sorted(visible_at(queue.served))) == (State.PUBLISHED, ["Een", "Twee"])


@pytest.mark.slow
def test_a_limit_without_a_header_is_obeyed(queue: Campaign) -> None:
    """A refusal for too many calls silences the service for an hour although no header names a time."""
    fault_at(queue.served, edge="post-reveal", effect="error", code=613, nth=1)
    queue.queue(caption="Een")
    with serving(queue):
        quiet = wait_for(lambda: kept(queue))
        queue.queue(caption="Twee")
        assert stays_silent(queue)
    assert (quiet.until - queue.clock(), quiet.total) == (timedelta(hours=1), True)


def test_the_sweep_waits(queue: Campaign) -> None:
    """What was left hidden is not swept while the Page asks for quiet, and is when the quiet is over."""
    number = queue.queue(due=queue.clock() + timedelta(minutes=20))
    queue.work(number)
    queue.clock.on(hours=25)
    with queue.books.write() as session:
        transitions.move(session, number, "cancelled", now=queue.clock(), by="staff")
        until = queue.clock() + timedelta(minutes=5)
        mine = Quiet(page_id=queue.served.page_id, until=until, total=False, code="usage-high", percent=80)
        events.keep_quiet(session, mine)
    before = edges(queue)
    courtesy = Courtesy(queue.books, queue.served.page_id, clock=queue.clock)
    leftovers.sweep(courtesy.attend(queue.publisher(), idle=True))
    assert edges(queue) == before
    queue.clock.on(minutes=5)
    leftovers.sweep(courtesy.attend(queue.publisher(), idle=True))
    assert told(queue, "swept") == ["swept"]


@pytest.fixture
def folder(tmp_path: Path, campaign: Callable[..., Result]) -> Path:
    """A new campaign folder."""
    made = campaign("init", str(tmp_path / "c"), "--language", "nl")
    assert made.exit_code == 0, made.stderr
    return tmp_path / "c"


def hush(folder: Path, page_id: str, *, seconds: float) -> datetime:
    """Have a Page ask for silence; return until when."""
    books = engine.open_in(folder)
    until = pinned_clock.now() + timedelta(seconds=seconds)
    with books.write() as session:
        mine = Quiet(page_id=page_id, until=until, total=True, code="usage-limit", percent=None)
        events.keep_quiet(session, mine)
    books.close()
    return until


@pytest.mark.slow
def test_run_asks_nothing_before_its_time(folder: Path, campaign: Callable[..., Result]) -> None:
    """`run --until-idle` waits for the end of a quiet before its very first call, even for the Page's name."""
    for words in (
        ("post", "add", "--caption", "Nu", "--language", "nl", "--at", "now"),
        ("post", "approve", "1"),
    ):
        assert campaign(*words, folder=folder).exit_code == 0
    with server.start(folder / "rehearsal", port=0, clock=pinned_clock.now) as page:
        until = hush(folder, page.page_id, seconds=4)
        ran = campaign("run", "--until-idle", folder=folder)
        assert calls_at(page)[0]["at"] >= until.timestamp()
        assert ran.exit_code == 0, ran.stderr
        assert visible_at(page) == ["Nu"]


def test_status_and_doctor_say_it(folder: Path, campaign: Callable[..., Result]) -> None:
    """`status` and `doctor` say until when the Page asks for quiet, and why, as a warning."""
    hush(folder, "42", seconds=3600)
    status = json.loads(campaign("status", "--json", folder=folder).stdout)
    assert [(one["code"], one["severity"]) for one in status["findings"]] == [("page-quiet-until", "warning")]
    assert "the Page limits calls until " in campaign("status", folder=folder).stdout
    doctor = json.loads(campaign("doctor", "--json", folder=folder).stdout)
    assert [one["warning"] for one in doctor if one["check"] == "page-quiet-until"] == [True]


def test_a_quiet_that_is_over_is_not_spoken_of(folder: Path, campaign: Callable[..., Result]) -> None:
    """A quiet that ended while no service ran is in no finding."""
    hush(folder, "42", seconds=-1)
    assert json.loads(campaign("status", "--json", folder=folder).stdout)["findings"] == []
