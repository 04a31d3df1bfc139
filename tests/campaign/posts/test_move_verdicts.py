"""What a move comes to is told before it is made, by the rules of `check`, and settled in one place for everybody."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from campaign import workspace
from campaign.posts import editing, move_verdicts
from campaign.posts.move_verdicts import Verdict
from campaign.settings import settings
from schedules.database import posts
from schedules.errors import BadRequest, NotReady
from schedules.model import moments
from schedules.model.states import State
from tests import queue_campaign
from tests.queue_campaign import BRUSSELS, Campaign

PLAN = (
    'languages = ["nl", "fr"]\n[plan]\ndistance = "2h"\nper_day = 1\nblackouts = ["2026-12-21/2026-12-22"]\n'
    'pair_within = "72h"\n'
)
SOON = datetime(2026, 12, 1, 18, 0, tzinfo=BRUSSELS)


def opened(queue: Campaign, plan: str = PLAN) -> workspace.Workspace:
    """The campaign of a test as the desk opens it."""
    path = queue.folder / "campaign.toml"
    path.write_text(plan, encoding="utf-8")
    read = settings.load(path)
    return workspace.Workspace(
        folder=queue.folder, settings=read, store=queue.books, rules=workspace.rules(read)
    )


def told(queue: Campaign, number: int, *wall: str, plan: str = PLAN) -> list[Verdict]:
    """The verdicts on some moments of the campaign's clock."""
    dues = [moments.due_at(datetime.fromisoformat(one).replace(tzinfo=BRUSSELS), BRUSSELS) for one in wall]
    found = opened(queue, plan)
    with queue.books.read() as session:
        return move_verdicts.verdicts(
            session, found, posts.post(session, number), dues, now=queue.clock(), lang="nl"
        )


def said(verdict: Verdict) -> tuple[str, list[str]]:
    """A verdict and its reasons."""
    return verdict.kind, [one.code for one in verdict.told]


@pytest.mark.parametrize(
    ("wall", "kind", "codes"),
    [
        ("2026-12-03 18:00", "can", []),
        ("2026-11-23 18:00", "cannot", ["move-past"]),
        ("2026-11-24 11:59", "cannot", ["move-past"]),
        ("2026-12-02 09:00", "but", ["P06"]),
        ("2026-12-02 19:00", "but", ["P05", "P06"]),
        ("2026-12-02 16:30", "but", ["P05", "P06"]),
        ("2026-12-21 18:00", "but", ["P07"]),
        ("2026-12-25 18:00", "but", ["P08"]),
    ],
)
def test_a_moment_is_judged_by_the_rules_of_check(
    queue: Campaign, wall: str, kind: str, codes: list[str]
) -> None:
    """A free day can; crowded, empty and closed days can, but; a past moment cannot."""
    number = queue.queue(due=SOON)
    queue.queue(due=datetime(2026, 12, 2, 18, 0, tzinfo=BRUSSELS), caption="Stem mee.")
    assert said(told(queue, number, wall)[0]) == (kind, codes)


@pytest.mark.parametrize(
    ("approved", "wall", "kind", "codes"),
    [
        (True, "2026-12-05 18:00", "cannot", ["embargo"]),
        (True, "2026-12-06 18:00", "can", []),
        (False, "2026-12-05 18:00", "but", ["embargo"]),
    ],
)
def test_an_error_keeps_what_is_approved_and_is_told_of_a_draft(
    queue: Campaign, approved: bool, wall: str, kind: str, codes: list[str]
) -> None:
    """Before its embargo an approved post cannot go; a draft may lie there, with its error."""
    ends = datetime(2026, 12, 6, tzinfo=BRUSSELS)
    late = datetime(2026, 12, 8, 18, tzinfo=BRUSSELS)
    number = queue.queue(due=late, approved=approved, embargo_until=ends)
    verdict = told(queue, number, wall)[0]
    assert said(verdict) == (kind, codes)
    _agrees(queue, number, wall, verdict)


@pytest.mark.parametrize(("approved", "kind"), [(True, "cannot"), (False, "but")])
def test_a_consent_that_ends_keeps_what_is_approved(queue: Campaign, approved: bool, kind: str) -> None:
    """After the last day of a consent an approved film cannot go out; on that day it can."""
    queue.testimony(until=date(2026, 12, 10))
    film = {"kind": "video", "testimony_id": 1, "format": "landscape"}
    number = queue.queue(due=SOON, approved=approved, **film)
    last, after = told(queue, number, "2026-12-10 18:00", "2026-12-11 18:00")
    assert last.kind == "can"
    assert said(after) == (kind, ["consent-ended"])
    assert after.told[0].params["person"] == "Nora Voorbeeld"
    _agrees(queue, number, "2026-12-11 18:00", after)


def _agrees(queue: Campaign, number: int, wall: str, verdict: Verdict) -> None:
    """Require that a move does what its verdict told."""
    due = moments.due_at(datetime.fromisoformat(wall).replace(tzinfo=BRUSSELS), BRUSSELS)
    if verdict.kind == "cannot":
        with pytest.raises(NotReady):
            editing.move(opened(queue), number, due, now=queue.clock())
        assert queue.post(number).due_at != due.utc
        return
    editing.move(opened(queue), number, due, now=queue.clock())
    assert queue.post(number).due_at == due.utc


def test_nobody_moves_a_post_into_the_past(queue: Campaign) -> None:
    """A past moment is refused below all that ask for it, for a draft too, and nothing changes."""
    number = queue.queue(due=SOON, approved=False)
    before = queue.post(number)
    due = moments.due_at(queue.clock() - timedelta(minutes=1), BRUSSELS)
    with pytest.raises(BadRequest) as refused:
        editing.move(opened(queue), number, due, now=queue.clock())
    assert refused.value.code == "move-past"
    assert queue.post(number) == before


def test_what_was_wrong_already_keeps_no_post_where_it_is(queue: Campaign) -> None:
    """A consent that lacks today as it would then is no reason to leave a post where it stands."""
    queue.testimony(consent=False)
    number = queue.queue(due=SOON, kind="video", testimony_id=1, format="landscape")
    assert told(queue, number, "2026-12-11 18:00")[0].kind == "can"


@pytest.mark.parametrize(
    ("wall", "fate"),
    [("2026-12-02 18:00", "kept"), ("2026-12-02 18:01", "void"), ("2026-11-30 18:00", "kept")],
)
def test_what_becomes_of_the_yes_is_told_before(queue: Campaign, wall: str, fate: str) -> None:
    """Within the tolerance the approval stays, beyond it a new one is needed; so says the move itself."""
    number = queue.queue(due=SOON)
    assert told(queue, number, wall)[0].fate == fate
    due = moments.due_at(datetime.fromisoformat(wall).replace(tzinfo=BRUSSELS), BRUSSELS)
    assert editing.move(opened(queue), number, due, now=queue.clock()) == (fate == "void")
    assert (queue.post(number).state is State.DRAFT) == (fate == "void")


def test_a_draft_has_no_yes_to_lose(queue: Campaign) -> None:
    """Of a post that nobody approved nothing is said of approval, nor where the campaign asks for none."""
    draft = queue.queue(due=SOON, approved=False)
    assert told(queue, draft, "2026-12-20 18:00")[0].fate == "none"
    free = PLAN + '[service]\napproval = "off"\n'
    assert (
        told(queue, queue.queue(due=SOON, caption="Stem mee."), "2026-12-20 18:00", plan=free)[0].fate
        == "none"
    )


def test_twins_stay_close(queue: Campaign) -> None:
    """A film's post too far from that in the other language is told so, whichever of the two is moved."""
    queue.testimony()
    film: dict[str, Any] = {"kind": "video", "testimony_id": 1, "format": "landscape"}
    first = queue.queue(due=SOON, **film)
    second = queue.queue(due=SOON + timedelta(days=1), **film | {"language": "fr", "caption": "Ensemble."})
    assert said(told(queue, second, "2026-12-04 18:00")[0]) == ("can", [])
    assert said(told(queue, second, "2026-12-05 18:00")[0]) == ("but", ["P02"])
    assert said(told(queue, first, "2026-11-29 17:00")[0]) == ("but", ["P02"])


def test_the_command_line_moves_by_the_same_rules(campaign: Callable[..., Result], tmp_path: Path) -> None:
    """`post move` of an approved post to a moment within its embargo is refused with why, and leaves it."""
    folder = tmp_path / "c"
    assert campaign("init", folder, "--language", "nl").exit_code == 0
    words = ("post", "add", "--language", "nl", "--caption", "Stem mee.", "--at", "2031-12-08 18:00")
    assert campaign(*words, "--embargo", "2031-12-06 00:00", folder=folder).exit_code == 0
    assert campaign("post", "approve", "1", "--by", "An", folder=folder).exit_code == 0
    refused = campaign("post", "move", "1", "--at", "2031-12-05 18:00", folder=folder)
    assert refused.exit_code == 3
    assert "embargo until" in refused.stderr
    assert "2031-12-08" in campaign("post", "show", "1", "--json", folder=folder).stdout


@pytest.mark.alone
def test_a_month_is_judged_in_a_moment(queue: Campaign) -> None:
    """Six weeks of days beside two hundred posts take no time that anybody notices."""
    number = queue.queue(due=SOON)
    for at in range(200):
        queue.queue(due=SOON + timedelta(hours=5 * at + 1), approved=False, caption=f"Bericht {at}")
    days = [f"2026-12-{day:02} 18:00" for day in range(1, 32)] + [
        f"2027-01-{day:02} 18:00" for day in range(1, 12)
    ]
    before = queue_campaign.datetime.now()
    found = told(queue, number, *days)
    assert len(found) == 42
    assert queue_campaign.datetime.now() - before < timedelta(seconds=1.5)
