"""What is past its moment is decided on at once, and nothing bursts; resume holds what fell due meanwhile."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from sqlmodel import select

from campaign import workspace
from campaign.posts import overdue
from campaign.settings import settings
from schedules.database import events, transitions
from schedules.database.tables import Consent
from schedules.model.states import State
from tests import queue_campaign
from tests.queue_campaign import BRUSSELS, Campaign

SLOTS = ", ".join(f'{{ day = "{day}", at = "18:00" }}' for day in ("ma", "di", "wo", "do", "vr", "za", "zo"))
PLAN = f'languages = ["nl", "fr"]\n[plan]\nslots = [{SLOTS}]\nholidays = "off"\ncommunity_days = {{}}\n'


def opened(queue: Campaign) -> workspace.Workspace:
    """The campaign of a test as the desk opens it."""
    path = queue.folder / "campaign.toml"
    path.write_text(PLAN, encoding="utf-8")
    read = settings.load(path)
    return workspace.Workspace(
        folder=queue.folder, settings=read, store=queue.books, rules=workspace.rules(read)
    )


def listed(queue: Campaign) -> list[tuple[int, str]]:
    """What is overdue, and why."""
    with queue.books.read() as session:
        found = overdue.found(session, opened(queue), now=queue.clock())
    return [(one.post.number, one.why) for one in found]


def held(queue: Campaign, number: int, code: str) -> None:
    """Hold a post as the service does."""
    with queue.books.write() as session:
        reason = {"code": code, "params": {"seconds": 9}}
        transitions.move(
            session,
            number,
            "held",
            now=queue.clock(),
            by="test",
            params={"why": code},
            changes={"reason": reason},
        )


def beat(queue: Campaign) -> None:
    """Let a service have looked just now."""
    with queue.books.write() as session:
        events.beat(session, holder="here", pid=1, started_at=queue.clock(), now=queue.clock())


def four(queue: Campaign) -> None:
    """Posts late, paused, never approved, not sent; one that staff hold, one still to come, one just due."""
    beat(queue)
    for text in ("late", "paused", "draft", "unsent", "staff"):
        queue.queue(caption=text, due=queue.clock() - timedelta(hours=1), approved=text != "draft")
    for number, code in ((1, "late"), (2, "paused"), (5, "by-staff")):
        held(queue, number, code)
    queue.queue(caption="to come", due=queue.clock() + timedelta(hours=1))
    queue.queue(caption="just due", due=queue.clock() - timedelta(minutes=1))


def dues(queue: Campaign, *numbers: int) -> list[str]:
    """When posts are due, in Brussels."""
    found = [queue.post(number).due_at or queue_campaign.NOON for number in numbers]
    return [moment.astimezone(BRUSSELS).strftime("%m-%d %H:%M") for moment in found]


def states(queue: Campaign, *numbers: int) -> list[str]:
    """Where posts stand."""
    return [str(queue.post(number).state) for number in numbers]


def test_groups(queue: Campaign) -> None:
    """What is past its moment is grouped by why; what staff hold, and what is hardly late, is not among it."""
    four(queue)
    assert listed(queue) == [(2, "paused"), (1, "late"), (4, "unsent"), (3, "draft")]


def test_spread(queue: Campaign) -> None:
    """Overdue posts are spread over free slots, not on a full day; a draft stays one; nothing is left."""
    four(queue)
    done = overdue.decide(opened(queue), "spread", (), now=queue.clock())
    assert [one.number for one in done] == [1, 2, 3, 4]
    assert dues(queue, 1, 2, 3, 4) == ["11-25 18:00", "11-26 18:00", "11-27 18:00", "11-28 18:00"]
    assert states(queue, 1, 2, 3, 4) == ["approved", "approved", "draft", "approved"]
    assert listed(queue) == []


def test_send_now(queue: Campaign) -> None:
    """The first overdue post goes out at once, the others far from each other and what is planned; a draft stays."""
    four(queue)
    done = overdue.decide(opened(queue), "send-now", (), now=queue.clock())
    assert [(one.number, one.left.code if one.left else None) for one in done] == [
        (1, None), (2, None), (3, "moment-past-draft"), (4, None),
    ]  # fmt: skip
    assert dues(queue, 1, 2, 4, 6) == ["11-24 12:00", "11-24 16:00", "11-24 19:00", "11-24 13:00"]
    assert states(queue, 1, 2, 3, 4) == ["approved", "approved", "draft", "approved"]


def test_cancel_some(queue: Campaign) -> None:
    """A decision may be for some alone."""
    four(queue)
    overdue.decide(opened(queue), "cancel", (1, 3), now=queue.clock())
    assert states(queue, 1, 2, 3, 4, 6) == ["cancelled", "held", "cancelled", "approved", "approved"]


def test_a_closed_gate_stays_closed(queue: Campaign) -> None:
    """A post whose consent ended stays held, whatever is decided; the others go on."""
    number = queue.queue_film(due=queue.clock() - timedelta(hours=1))
    queue.queue(caption="other", due=queue.clock() - timedelta(hours=1))
    held(queue, number, "late")
    with queue.books.write() as session:
        consent = session.exec(select(Consent)).one()
        consent.until = datetime(2026, 11, 20).date()  # noqa: DTZ001  # a day
        session.add(consent)
    done = overdue.decide(opened(queue), "send-now", (), now=queue.clock())
    assert [(one.number, bool(one.left)) for one in done] == [(number, True), (number + 1, False)]
    assert states(queue, number, number + 1) == ["held", "approved"]


@pytest.mark.parametrize("late", ["hold", "send"])
def test_resume_never_floods(queue: Campaign, late: str) -> None:
    """What fell due during a pause is held when it ends, though no service ran, and even where late posts are sent."""
    with queue.books.write() as session:
        events.pause(session, None, now=queue.clock())
    first, second = (queue.queue(caption=text, due=queue.clock() + timedelta(minutes=5)) for text in "ab")
    third = queue.queue(caption="c", due=queue.clock() + timedelta(hours=5))
    queue.clock.on(hours=1)
    with queue.books.write() as session:
        assert events.resume(session, now=queue.clock()) == [first, second]
        assert events.resume(session, now=queue.clock()) is None
    assert states(queue, first, second, third) == ["held", "held", "approved"]
    assert queue.work(first, late=late).state == State.HELD
    assert listed(queue) == [(first, "paused"), (second, "paused")]


def test_command(campaign: Callable[..., Result], tmp_path: Path) -> None:
    """`overdue` lists, asks nothing without a terminal, decides, and says so as JSON, too."""
    assert campaign("init", tmp_path / "c").exit_code == 0
    folder = tmp_path / "c"

    def run(*words: str) -> Any:
        return json.loads(campaign("overdue", *words, "--json", folder=folder).stdout)

    assert run() == []
    assert campaign("overdue", folder=folder).stdout == "No post is past its due time.\n"
    campaign("post", "add", "--language", "nl", "--caption", "Nu", "--at", "now", folder=folder)
    found = run()
    assert [(one["number"], one["why"], one["state"]) for one in found] == [(1, "draft", "draft")]
    assert isinstance(found[0]["late_ms"], int)
    assert "never approved" in campaign("overdue", folder=folder).stdout
    done = campaign("overdue", "--spread", folder=folder)
    assert (done.exit_code, "no slot is set" in done.stderr) == (3, True)
    assert campaign("overdue", "9", folder=folder).exit_code == 2
    left = run("--send-now")
    assert [(one["number"], bool(one["left"])) for one in left] == [(1, True)]
    assert "was not sent" in campaign("overdue", "--send-now", folder=folder).stderr
    assert [one["state"] for one in run("1", "--cancel")] == ["cancelled"]
