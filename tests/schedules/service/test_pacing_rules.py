"""What a Page's answers ask for, and which calls may still be made: the rules, as literals."""

from datetime import timedelta
from typing import Any

import pytest

from schedules.facebook.answers import Usage
from schedules.facebook.errors import TryLater
from schedules.model.records import Post, Quiet
from schedules.model.states import State
from schedules.service import pacing
from tests.queue_campaign import NOON

MIN, HOUR = timedelta(minutes=1), timedelta(hours=1)
LIMIT = TryLater("graph-rate-limit", after_s=3600, graph_code=80001, subcode=None)
REELS = TryLater("graph-rate-limit", after_s=3600, graph_code=613, subcode=None)
ERRATIC = TryLater("graph-rate-limit", after_s=3600, graph_code=613, subcode=1996)
FAST = TryLater("graph-too-fast", after_s=21600, graph_code=368, subcode=1390008)


def used(percent: int, regain_s: int = 0) -> Usage:
    """What usage headers said."""
    return Usage(percent=percent, regain_s=regain_s)


def quiet(percent: int | None = None, *, minutes: float = 5, total: bool = False) -> Quiet:
    """A quiet that a Page asked for at noon."""
    return Quiet(page_id="1", until=NOON + minutes * MIN, total=total, code="x", percent=percent)


def post(state: State, due_in_s: float = 0, kind: str = "text") -> Post:
    """A post as far as these rules look at it."""
    nothing: dict[str, Any] = dict.fromkeys(Post.__dataclass_fields__)
    due = {"due_at": NOON + timedelta(seconds=due_in_s)}
    return Post(**(nothing | due | {"number": 1, "kind": kind, "state": state}))


@pytest.mark.parametrize(
    ("usage", "limit", "kind", "found"),
    [
        (None, None, "text", None),
        (used(74), None, "text", None),
        (used(75), None, "text", (5 * MIN, False, "usage-high")),
        (used(94), None, "text", (5 * MIN, False, "usage-high")),
        (used(95), None, "text", (5 * MIN, False, "usage-near-full")),
        (used(100), None, "text", (5 * MIN, False, "usage-near-full")),
        (used(100, 1200), None, "text", (20 * MIN, True, "usage-spent")),
        (used(3, 60), None, "text", (MIN, True, "usage-spent")),
        (used(100, 10**9), None, "text", (24 * HOUR, True, "usage-spent")),
        (None, LIMIT, "text", (HOUR, True, "usage-limit")),
        (used(100, 7200), LIMIT, "text", (2 * HOUR, True, "usage-limit")),
        (None, FAST, "reel", (6 * HOUR, True, "usage-too-fast")),
        (used(10), REELS, "reel", None),
        (used(80), REELS, "reel", (5 * MIN, False, "usage-high")),
        (used(100, 1200), REELS, "reel", (20 * MIN, True, "usage-spent")),
        (None, ERRATIC, "reel", (HOUR, True, "usage-limit")),
        (None, REELS, "text", (HOUR, True, "usage-limit")),
        (None, REELS, None, (HOUR, True, "usage-limit")),
    ],
)
def test_what_an_answer_asks_for(
    usage: Usage | None, limit: TryLater | None, kind: str, found: tuple[timedelta, bool, str] | None
) -> None:
    """A limit or a named time ask for silence, a percentage for less; the reels of a day are one reel's concern."""
    asked = pacing.asked(usage, limit, kind=kind, page_id="1", now=NOON)
    assert found == (asked and (asked.until - NOON, asked.total, asked.code))


@pytest.mark.parametrize(
    ("before", "newly", "kept"),
    [
        (None, None, None),
        (None, quiet(80), "newly"),
        (quiet(80), None, "before"),
        (quiet(80), quiet(96), "newly"),
        (quiet(96), quiet(80, minutes=9), "before"),
        (quiet(80), quiet(81, minutes=5.5), "before"),
        (quiet(80), quiet(81, minutes=6.5), "newly"),
        (quiet(total=True, minutes=60), quiet(96, minutes=99), "before"),
        (quiet(total=True, minutes=60), quiet(total=True, minutes=60.01), "newly"),
        (quiet(total=True, minutes=60), quiet(total=True, minutes=59), "before"),
        (quiet(total=True, minutes=-1), quiet(80), "newly"),
        (quiet(80), quiet(total=True, minutes=-1), "before"),
    ],
)
def test_the_stricter_holds(before: Quiet | None, newly: Quiet | None, kept: str | None) -> None:
    """Of two quiets the stricter holds, of equals the longer; what is over never wins."""
    wanted = {None: None, "before": before, "newly": newly}[kept]
    assert pacing.heeded(before, newly, now=NOON) is wanted


@pytest.mark.parametrize(
    ("before", "newly", "news"),
    [
        (None, quiet(80), True),
        (quiet(80), quiet(85, minutes=9), False),
        (quiet(80), quiet(96), True),
        (quiet(96), quiet(96, minutes=9), False),
        (quiet(total=True), quiet(total=True, minutes=5.5), False),
        (quiet(total=True), quiet(total=True, minutes=60), True),
        (quiet(total=True, minutes=-1), quiet(80), True),
    ],
)
def test_people_hear_of_it_once(before: Quiet | None, newly: Quiet, news: bool) -> None:
    """A quiet that begins, grows stricter, or (where total) longer by a minute is news; one prolonged is not."""
    assert pacing.is_news(before, newly, now=NOON) is news


SLOW, HUSH, TOTAL = quiet(80), quiet(96), quiet(total=True)


@pytest.mark.parametrize(
    ("what", "allowed"),  # in: no quiet, slow, hush, total
    [
        (post(State.PUBLISHING), (True, True, True, False)),
        (post(State.STAGED), (True, True, True, False)),
        (post(State.STAGED, kind="video"), (True, True, True, False)),
        (post(State.STAGED, due_in_s=300), (True, True, False, False)),
        (post(State.STAGED, due_in_s=900), (True, False, False, False)),
        (post(State.APPROVED), (True, True, True, False)),
        (post(State.APPROVED, due_in_s=60), (True, True, True, False)),
        (post(State.APPROVED, due_in_s=61), (True, True, False, False)),
        (post(State.APPROVED, due_in_s=601), (True, False, False, False)),
        (post(State.APPROVED, kind="video"), (True, True, False, False)),
        (post(State.UPLOADING, kind="reel"), (True, True, False, False)),
        (post(State.UPLOADING, due_in_s=601, kind="video"), (True, False, False, False)),
        (post(State.PUBLISHED, due_in_s=-60), (True, True, False, False)),
    ],
)
def test_what_may_call(what: Post, allowed: tuple[bool, ...]) -> None:
    """What is due is shown in all but a total quiet; what goes up ahead waits, films longest."""
    assert tuple(pacing.welcome(one, what, NOON) for one in (None, SLOW, HUSH, TOTAL)) == allowed


def test_a_quiet_ends() -> None:
    """From its end on a quiet forbids nothing, and one that ends in a year was no quiet but a wrong clock."""
    late, absurd = post(State.APPROVED, due_in_s=3000), quiet(total=True, minutes=500_000)
    assert pacing.welcome(TOTAL, late, NOON + 5 * MIN)
    assert pacing.welcome(absurd, late, NOON)
    assert not pacing.is_total(absurd, NOON)


def test_one_at_a_time() -> None:
    """In a quiet what is due goes at once, all else one by one and while nothing is in hand; without one, all go."""
    shown, now_due = post(State.STAGED), post(State.APPROVED, due_in_s=30)
    early, later = post(State.APPROVED, due_in_s=200), post(State.APPROVED, due_in_s=300)
    four = [shown, now_due, early, later]
    assert pacing.in_turn(four, SLOW, now=NOON, busy=True) == [shown, now_due]
    assert pacing.in_turn([early, later], SLOW, now=NOON, busy=False) == [early]
    assert pacing.in_turn([early, later], SLOW, now=NOON, busy=True) == []
    assert pacing.in_turn(four, TOTAL, now=NOON, busy=False) == []
    assert pacing.in_turn(four, None, now=NOON, busy=True) == four
