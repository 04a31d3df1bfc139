"""`run --until`: when the time is up nothing more is begun, what is begun is finished or given up, and that is said."""

import threading
import time
from datetime import timedelta

import pytest

from schedules.model.states import State
from schedules.service.service import Ending, InHand, RunLimit
from tests.queue_campaign import NOON, Campaign
from tests.running_service import serving, wait_for

SOON = NOON + timedelta(seconds=2)
LIMIT = RunLimit(until=SOON)


@pytest.mark.alone
def test_a_film_in_the_making_is_given_up(queue: Campaign) -> None:
    """A render takes minutes; the service ends all the same, and the post waits for its film as before."""
    number = queue.queue(kind="video", testimony_id=queue.testimony(), format="landscape", due=SOON)
    told: list[InHand] = []
    with serving(queue, LIMIT) as served:
        served.service.on_limit = told.append
        time.sleep(0.5)
        begun = time.monotonic()
        queue.clock.moment = SOON
        wait_for(lambda: served.ended)
    assert (served.ended, told) == ([Ending.UNTIL], [InHand(posts=(), film=True)])
    assert time.monotonic() - begun < 5
    assert queue.post(number).state is State.APPROVED


def test_a_post_on_its_way_is_finished(queue: Campaign) -> None:
    """A post that is on its way when the time is up goes out, and it is told that it is waited for."""
    number = queue.queue()
    reached, go_on = threading.Event(), threading.Event()
    told: list[InHand] = []

    def boundary(_name: str) -> None:
        reached.set()
        go_on.wait(120)

    with serving(queue, LIMIT, boundary=boundary) as served:
        served.service.on_limit = told.append
        assert reached.wait(120)
        queue.clock.moment = SOON + timedelta(seconds=1)
        wait_for(lambda: told)
        assert not served.ended
        go_on.set()
        wait_for(lambda: served.ended)
    assert (served.ended, [number in one.posts for one in told]) == ([Ending.UNTIL], [True])
    assert queue.post(number).state is State.PUBLISHED


def test_what_was_late_goes_out_at_the_limit(queue: Campaign) -> None:
    """A post that is late as the service begins, just before its limit, is brought out through all its steps."""
    number = queue.queue()
    queue.clock.moment = SOON
    with serving(queue, LIMIT) as served:
        wait_for(lambda: served.ended)
    assert (served.ended, queue.post(number).state) == ([Ending.UNTIL], State.PUBLISHED)


def test_the_limit_itself_is_still_in_time(queue: Campaign) -> None:
    """A post that is due at the very limit goes out."""
    number = queue.queue(due=SOON)
    with serving(queue, LIMIT) as served:
        wait_for(lambda: queue.post(number).state is State.STAGED)
        queue.clock.moment = SOON
        wait_for(lambda: served.ended)
    assert queue.post(number).state is State.PUBLISHED


def test_who_waits_is_told_till_when(queue: Campaign) -> None:
    """`--until-idle` says once for each moment till when there is nothing to do."""
    queue.queue(due=NOON + timedelta(hours=2))
    told: list[object] = []
    with serving(queue, RunLimit(until_idle=True)) as served:
        served.service.on_wait = told.append
        wait_for(lambda: told)
        time.sleep(0.6)
    assert told == [NOON + timedelta(hours=1, minutes=30)]
