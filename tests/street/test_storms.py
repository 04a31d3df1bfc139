"""Storms that a Page's answers once made: each is over after a few calls, whoever starts the service again."""

import time
from datetime import timedelta
from typing import Any

import pytest

from schedules.database import events, transitions
from schedules.errors import NotReady
from schedules.model.states import State
from schedules.publishing import publisher, upload_bounds
from schedules.service.pacing import Courtesy
from schedules.service.service import Ending, InHand, RunLimit
from tests.connected_page import Bench
from tests.page_view import calls_at, fault_at, visible_at
from tests.queue_campaign import Campaign
from tests.running_service import serving, told, wait_for

pytestmark = pytest.mark.slow

MOST = 10  # calls in any minute
RESTING = (State.HELD, State.FAILED, State.DOUBTFUL, State.PUBLISHED)


def busiest_minute(queue: Campaign) -> int:
    """How many calls the Page heard in its busiest minute."""
    at = sorted(call["at"] for call in calls_at(queue.served))
    return max((sum(0 <= other - one < 60 for other in at) for one in at), default=0)


def edges(queue: Campaign) -> list[str]:
    """Which calls the Page heard."""
    return [call["edge"] for call in calls_at(queue.served)]


def let_pass(queue: Campaign, number: int, *, minutes: float, step_s: float = 1, **rules: Any) -> None:
    """Look after a post every second, as services that are started again and again do, while time passes."""
    until = queue.clock() + timedelta(minutes=minutes)
    while queue.clock() < until and queue.post(number).state not in RESTING:
        queue.work(number, **rules)
        queue.clock.on(seconds=step_s)


def test_blocked_content_rests_and_the_others_go_out(queue: Campaign) -> None:
    """What Facebook takes for abuse rests in failed with Facebook's words; the service goes on, restarts or not."""
    numbers = [queue.queue(caption=f"Bericht {n}") for n in range(3)]
    fault_at(queue.served, edge="post-create", effect="content-refused", nth=1)
    for start in range(3):
        with serving(queue, RunLimit(until_idle=True)) as served:
            wait_for(lambda served=served: served.ended)
        assert served.ended == [Ending.IDLE if start else Ending.FAILURES]
        queue.clock.on(seconds=8)
    posts = [queue.post(number) for number in numbers]
    assert sorted(post.state for post in posts) == ["failed", "published", "published"]
    (failed,) = (post for post in posts if post.state == "failed")
    assert failed.reason is not None
    assert failed.reason["params"]["said"] == (
        "You can't share this: Your post includes content that others reported as abusive."
    )
    assert edges(queue).count("post-create") == 3
    assert busiest_minute(queue) <= MOST


def test_who_is_blocked_for_a_while_is_left_alone(queue: Campaign) -> None:
    """Stopped for a while, the service makes no call at all for hours, for no post, also after a start."""
    for n in range(12):
        queue.queue(caption=f"Bericht {n}")
    fault_at(queue.served, edge="post-create", effect="blocked-awhile", always=True)
    for _ in range(3):
        with serving(queue):
            wait_for(lambda: told(queue, "page-asks-quiet"))
        queue.clock.on(seconds=15)
    assert busiest_minute(queue) <= MOST
    heard = len(edges(queue))
    queue.clock.on(hours=5)
    with serving(queue, RunLimit(until=queue.clock())) as served:
        wait_for(lambda: served.ended)
    assert len(edges(queue)) == heard


def test_many_posts_refused_as_abuse_are_a_block_of_the_page(queue: Campaign) -> None:
    """After some posts in a row that Facebook takes for abuse no further one is sent: that would prolong it."""
    numbers = [queue.queue(caption=f"Bericht {n}") for n in range(8)]
    fault_at(queue.served, edge="post-create", effect="content-refused", always=True)
    courtesy = Courtesy(queue.books, queue.served.page_id, clock=queue.clock)
    for number in numbers:
        publisher.work(courtesy.attend(queue.publisher(), queue.post(number)), number, by="test")
        courtesy.settle(queue.clock())
    assert edges(queue).count("post-create") in (4, 5)  # another post may be on its way at the fourth refusal
    assert told(queue, "failed", "page-asks-quiet") == ["failed"] * 3 + ["page-asks-quiet"]


def test_the_same_offset_for_ever_ends_in_failed(queue: Campaign) -> None:
    """A Page that always wants the byte that it was just sent gets three uploads, ever more rarely; then it failed."""
    number = queue.queue_film()
    fault_at(queue.served, edge="video-transfer", effect="wrong-offset", always=True)
    let_pass(queue, number, minutes=30, late="send")
    post = queue.post(number)
    assert (post.state, post.reason_code) == (State.FAILED, "upload-again-and-again")
    assert post.reason is not None
    before: Any = post.reason["params"]["before"]
    assert before["params"]["message"] == "There was a problem uploading your video file."
    assert edges(queue).count("video-start") == 3
    assert edges(queue).count("video-transfer") <= 12
    assert busiest_minute(queue) <= MOST


def test_films_that_a_page_does_not_take_are_tried_one_a_minute(queue: Campaign) -> None:
    """Six films due at once, none of which the Page takes, are no ten storms: starts are counted for all together."""
    numbers = [queue.queue_kind("video", caption=f"Film {n}") for n in range(6)]
    fault_at(queue.served, edge="video-transfer", effect="wrong-offset", always=True)
    for _ in range(12):
        for number in numbers:
            queue.work(number)
        queue.clock.on(seconds=10)
    assert busiest_minute(queue) <= MOST
    assert edges(queue).count("video-start") <= 4


def test_starts_of_a_film_survive_restarts(queue: Campaign) -> None:
    """The service is started each second: it counts on where the last one ended."""
    number = queue.queue_film()
    fault_at(queue.served, edge="video-transfer", effect="wrong-offset", always=True)
    for _ in range(20):
        with serving(queue, RunLimit(until=queue.clock())) as served:
            wait_for(lambda served=served: served.ended)
        queue.clock.on(seconds=1)
    assert edges(queue).count("video-start") == 2
    assert busiest_minute(queue) <= MOST
    with queue.books.read() as session:
        assert upload_bounds.starts_over(session, number) == 2


@pytest.mark.parametrize(
    "edge",
    [
        "post-create",
        *(
            pytest.param(f"video-{of}", marks=pytest.mark.slow)
            for of in ("start", "finish", "read", "reveal")
        ),
    ],
)
def test_a_wrong_offset_where_nobody_sends_bytes_ends_no_service(queue: Campaign, edge: str) -> None:
    """A correction that makes no sense is an answer that tells nothing: the post waits, the service goes on."""
    number = queue.queue() if edge == "post-create" else queue.queue_film()
    fault_at(queue.served, edge=edge, effect="wrong-offset", nth=1)
    for _ in range(60):
        queue.work(number)
        queue.clock.on(seconds=10)
        if queue.post(number).state in RESTING:
            break
    assert queue.post(number).state == State.PUBLISHED
    assert len(visible_at(queue.served)) == 1


@pytest.mark.parametrize(
    "parts", [400_000, *(pytest.param(parts, marks=pytest.mark.slow) for parts in (1, 999_999))]
)
def test_a_moment_with_parts_of_a_second_is_handed_over_once(queue: Campaign, parts: int) -> None:
    """`+14m` has parts of a second, and Facebook's schedule none: one asking, one reading, then silence."""
    queue.clock.moment = queue.clock.moment.replace(microsecond=parts)
    number = queue.queue(due=queue.clock() + timedelta(minutes=14))
    for _ in range(6):
        with serving(queue, RunLimit(until=queue.clock()), scheduler="facebook") as served:
            wait_for(lambda served=served: served.ended)
        queue.clock.on(seconds=9)
    assert edges(queue).count("edit") == 1
    assert told(queue, "handed-over") == ["handed-over"]
    assert busiest_minute(queue) <= MOST
    queue.clock.on(minutes=14)
    assert queue.work(number, scheduler="facebook").state == State.PUBLISHED
    assert visible_at(queue.served) == ["Samen geven we kansen."]


def test_it_is_never_handed_over_for_an_earlier_second(queue: Campaign) -> None:
    """A moment with parts of a second becomes the next whole one, never the one before."""
    due = queue.clock.moment + timedelta(minutes=14, microseconds=300_000)
    number = queue.queue(due=due)
    queue.work(number, scheduler="facebook")
    queue.clock.moment = due - timedelta(microseconds=1)
    assert visible_at(queue.served) == []
    queue.clock.moment = due.replace(microsecond=0) + timedelta(seconds=1)
    assert visible_at(queue.served) == ["Samen geven we kansen."]


@pytest.mark.parametrize(
    "shown", [None, *(pytest.param(shown, marks=pytest.mark.slow) for shown in (1, "minutes"))]
)
def test_a_schedule_that_reads_otherwise_is_no_storm(queue: Campaign, shown: Any) -> None:
    """A Page that does not show the moment it took, or another, is asked ever more rarely; in minutes it may count."""
    due = queue.clock.moment + timedelta(minutes=40, seconds=31)
    number = queue.queue(due=due)
    said = int(due.timestamp()) // 60 * 60 if shown == "minutes" else shown
    fault_at(
        queue.served, edge="post-read", effect="alter", set={"scheduled_publish_time": said}, always=True
    )
    let_pass(queue, number, minutes=4, step_s=5, scheduler="facebook", upload_ahead=timedelta(hours=1))
    assert busiest_minute(queue) <= MOST
    assert edges(queue).count("edit") <= (1 if shown == "minutes" else 5)


@pytest.mark.parametrize(
    ("effect", "code"),
    [
        ("page-absent", "graph-page-absent"),
        *(
            pytest.param(effect, code, marks=pytest.mark.slow)
            for effect, code in (
                ("token-expired", "graph-token-expired"),
                ("token-of-a-person", "graph-token-kind"),
                ("no-permission", "graph-forbidden"),
                ("version-too-old", "graph-version-refused"),
                ("two-factor", "graph-two-factor"),
                ("page-restricted", "graph-page-restricted"),
            )
        ),
    ],
)
def test_a_service_that_the_page_ends_rests_ever_longer(queue: Campaign, effect: str, code: str) -> None:
    """Started each second by a foolish supervisor, it asks the Page twice in the first minute, and says when next."""
    number = queue.queue()
    fault_at(queue.served, edge="post-create", effect=effect, always=True)
    for _ in range(12):
        with serving(queue, RunLimit(until=queue.clock())) as served:
            wait_for(lambda served=served: served.ended)
        queue.clock.on(seconds=3)
    assert edges(queue) == ["post-create"] * 3
    with queue.books.read() as session:
        ends = [one for one in events.events(session) if one.event == "service-gave-up"]
    assert [one.params["why"] for one in ends] == [code] * 3
    assert queue.post(number).state == State.UPLOADING


def test_a_refusal_at_the_last_moment_is_remembered(queue: Campaign) -> None:
    """A refusal that comes while the service ends at its limit is its end: the post is not sent a second time."""
    queue.queue()
    fault_at(queue.served, edge="post-create", effect="token-expired", always=True)

    def come_to_an_end(_in_hand: InHand) -> None:
        wait_for(lambda: edges(queue))
        time.sleep(0.5)  # till the thread that was refused is through

    with serving(queue, RunLimit(until=queue.clock()), on_limit=come_to_an_end) as served:
        wait_for(lambda: served.ended)
    (refused,) = served.ended
    assert isinstance(refused, NotReady)
    assert (refused.code, len(edges(queue))) == ("page-refuses", 1)


def test_who_waits_for_an_answer_is_told(queue: Campaign) -> None:
    """`run --until-idle` does not wait for half an hour: it says until when and why; a new token ends the rest."""
    queue.queue()
    fault_at(queue.served, edge="post-create", effect="token-expired", always=True)
    for _ in range(5):
        with serving(queue, RunLimit(until_idle=True)) as served:
            wait_for(lambda served=served: served.ended)
        queue.clock.on(seconds=65)
    with serving(queue, RunLimit(until_idle=True)) as served:
        wait_for(lambda: served.ended)
    (refused,) = served.ended
    assert isinstance(refused, NotReady)
    assert (refused.code, refused.params["times"]) == ("service-rests", 5)
    with queue.books.write() as session:
        transitions.note(session, "page-connected", now=queue.clock(), by="staff")
    with serving(queue, RunLimit(until_idle=True)) as served:
        wait_for(lambda: served.ended)
    assert getattr(served.ended[0], "code", None) == "page-refuses"


def test_an_accident_makes_it_rest_too(queue: Campaign) -> None:
    """A service that breaks at each start does not ask the Page at each start."""
    queue.queue()

    def break_(name: str) -> None:
        if name == "post-create:after":
            raise RuntimeError("unforeseen")

    for _ in range(20):
        with serving(queue, RunLimit(until=queue.clock()), boundary=break_) as served:
            wait_for(lambda served=served: served.ended)
        queue.clock.on(seconds=1)
    assert len(edges(queue)) <= MOST


def test_the_whole_program_started_again_and_again(bench: Bench) -> None:
    """`campaign run`, started twelve times in a row, asks the Page's name a few times, and makes no other call."""
    bench.add("Een", "+2h")
    before = len(bench.calls())
    for _ in range(12):
        assert bench.run("run", "--until", "now").exit_code == 0
    assert len(bench.calls()) - before <= MOST
