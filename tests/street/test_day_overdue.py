"""What is late is told at once and everywhere alike; what is sent now goes out now, or it is asked."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, delete, update

from campaign import new_campaign, workspace
from campaign.checks import facts as check_facts
from campaign.checks import timing
from campaign.cli import app
from campaign.posts import overdue
from campaign.reports import json_views
from campaign.settings import settings as campaign_settings
from campaign.workspace import Workspace
from schedules.consent.required_approvals import ApprovalReader
from schedules.database import engine, events, unsent
from schedules.database.tables import Heartbeat, Pause, Post
from schedules.model import moments
from schedules.model.states import OWED, State
from tests import office
from tests.queue_campaign import BRUSSELS, NOON

LATE_AFTER = timedelta(minutes=15)
TOLD = "No service is running"
SLOTS = ", ".join(f'{{ day = "{day}", at = "18:00" }}' for day in ("mon", "tue", "wed", "thu", "fri"))
TOML = f"""name = "MEY"
languages = ["nl", "fr"]
[service]
approval = "off"
[plan]
slots = [{SLOTS}]
"""


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign whose posts need no yes."""
    folder = tmp_path_factory.mktemp("day") / "c"
    new_campaign.create(folder, new_campaign.first_settings(name="MEY"))
    (folder / "campaign.toml").write_text(TOML, encoding="utf-8")
    return folder


@pytest.fixture
def folder(founded: Path, tmp_path: Path) -> Path:
    """The same, for one test."""
    return office.made_home(shutil.copytree(founded, tmp_path / "c"))


def run(folder: Path, *words: object, at: datetime = NOON) -> Result:
    """Run a command at a moment, with nobody at a terminal."""
    desk = app.Desk(folder=folder, now=lambda: at)
    return CliRunner().invoke(app.root, ["--lang", "en", *map(str, words)], obj=desk)


@contextmanager
def writing(folder: Path) -> Iterator[Session]:
    """Write into a campaign's database as nobody but a test does."""
    store = engine.open_in(folder)
    with store.write() as session:
        yield session
    store.close()


def queue(folder: Path, *dues: datetime, state: State = State.APPROVED) -> None:
    """Queue text posts in a state, each with its moment."""
    with writing(folder) as session:
        for due in dues:
            wall = moments.due_at(due, BRUSSELS).wall
            said = {"kind": "text", "language": "nl", "caption": f"Om {due}", "due_zone": "Europe/Brussels"}
            session.add(Post(added_at=NOON, state=state, due_at=due, due_wall=wall, **said))


def beat(folder: Path, at: datetime) -> None:
    """Let a service have looked."""
    with writing(folder) as session:
        events.beat(session, holder="here", pid=1, started_at=at, now=at)


def test_a_missed_post_is_told_at_once(folder: Path) -> None:
    """One second after its moment every command says that no service runs, and the screens count the post."""
    queue(folder, NOON, NOON + timedelta(days=39))
    late = NOON + timedelta(seconds=1)
    said = "No service is running. 1 post was due on 24 November 2026 at 12:00 and has not gone out."
    for words in (
        ("post", "list"),
        ("log",),
        ("plan", "show"),
        ("check",),
        ("testimony", "list"),
        ("status",),
    ):
        assert run(folder, *words, at=late).stderr.count(said) == 1, words
    status = json.loads(run(folder, "status", "--json", at=late).stdout)
    assert (status["overdue"], status["next_due_at"]) == (1, "2027-01-02T12:00:00+01:00")
    assert "not sent: no service ran" in run(folder, "overdue", at=late).stdout
    looked = json.loads(run(folder, "doctor", "--json", at=late).stdout)
    assert [one["detail"].startswith(said) for one in looked if one["check"] == "posts-missed"] == [True]
    assert "P09 warning: post 1 is approved and its due time" in run(folder, "check", at=late).stdout


def test_who_need_not_be_told(folder: Path) -> None:
    """Nothing is said before the moment, while a service looks, to programs, and where one decides on such posts."""
    queue(folder, NOON)
    late = NOON + timedelta(seconds=20)
    assert TOLD not in run(folder, "post", "list", at=NOON).stderr
    assert TOLD not in run(folder, "post", "list", "--json", at=late).stderr
    assert TOLD not in run(folder, "overdue", at=late).stderr
    assert TOLD not in run(folder, "post", "cancel", 1, at=late).stderr
    queue(folder, NOON)
    assert TOLD in run(folder, "post", "list", at=late).stderr
    beat(folder, late)
    assert TOLD not in run(folder, "post", "list", at=late).stderr
    assert run(folder, "overdue", at=late).stdout == "No post is past its due time.\n"
    assert TOLD in run(folder, "post", "list", at=late + timedelta(seconds=30)).stderr


@pytest.mark.parametrize(
    ("minutes", "pause", "then"),
    [
        (1, False, "Start the service with `campaign run`."),
        (16, False, "Decide on it with `campaign overdue`, then start"),
        (1, True, "The campaign is paused and no service is running."),
    ],
)
def test_what_to_do_next(folder: Path, minutes: int, pause: bool, then: str) -> None:
    """What the service would hold is decided on first; in a pause that is said."""
    queue(folder, NOON)
    if pause:
        with writing(folder) as session:
            events.pause(session, None, now=NOON)
    assert then in run(folder, "post", "list", at=NOON + timedelta(minutes=minutes)).stderr


@pytest.fixture(scope="module")
def opened(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A campaign with four posts, whose rows each example writes anew."""
    folder = office.made_home(shutil.copytree(founded, tmp_path_factory.mktemp("any") / "c"))
    queue(folder, *[NOON] * 4)
    with workspace.opened(folder, campaign_settings.load(folder / "campaign.toml")) as one:
        yield one


STATES = st.sampled_from(tuple(State))
SECONDS = st.sampled_from((-86_400, -901, -900, -899, -31, -30, -1, 0, 1, 60, 86_400))
REASONS = st.sampled_from((None, "paused", "late", "by-staff", "consent-ended"))


@settings(max_examples=150, deadline=None)
@given(
    rows=st.lists(st.tuples(STATES, SECONDS, REASONS), min_size=4, max_size=4),
    ticked=st.none() | st.sampled_from((0, 29, 30, 3600)),
    stopped=st.booleans(),
    paused=st.booleans(),
)
def test_screens_never_contradict(
    opened: Workspace,
    rows: list[tuple[State, int, str | None]],
    ticked: int | None,
    stopped: bool,
    paused: bool,
) -> None:
    """`status` counts what `overdue` lists, `check` warns of it, and all else that is owed is yet to come."""
    with opened.store.write() as session:
        for number, (state, seconds, code) in enumerate(rows, 1):
            values = {
                "state": state,
                "due_at": NOON + timedelta(seconds=seconds),
                "reason": {"code": code, "params": {}} if state is State.HELD and code else None,
            }
            session.execute(update(Post).where(Post.number == number).values(**values))
        session.execute(delete(Heartbeat))
        session.execute(delete(Pause))
        if ticked is not None:
            tick = NOON - timedelta(seconds=ticked)
            events.beat(session, holder="here", pid=1, started_at=tick, now=tick)
            events.rest(session, now=tick) if stopped else None
        events.pause(session, None, now=NOON) if paused else None
    with opened.store.read() as session:
        listed = [one.post.number for one in overdue.found(session, opened, now=NOON)]
        reader = ApprovalReader(session=session, campaign=opened.campaign)
        status = json_views.status(reader, None, now=NOON, findings=[])
        facts = check_facts.facts(session, opened, now=NOON)
        warned = {one.params["number"] for one in timing.past(facts)}
        missed = unsent.missed(session, opened.rules, now=NOON)
    served = ticked in (0, 29) and not stopped
    owed = {number: one for number, one in enumerate(rows, 1) if one[0] in OWED}
    assert status["overdue"] == len(listed)
    assert set(listed) <= warned
    assert all(rows[number - 1][0] in (State.HELD, State.FAILED) for number in warned - set(listed))
    to_come = [NOON + timedelta(seconds=one[1]) for number, one in owed.items() if number not in listed]
    assert status["next_due_at"] == min(to_come, default=None)
    assert all(moment >= NOON or (served and NOON - moment <= LATE_AFTER) for moment in to_come)
    unsent_ones = [one for one in owed.values() if one[1] < 0 and one[0] is not State.PUBLISHING]
    assert (missed.count if missed else 0) == (0 if served else len(unsent_ones))


def sent(folder: Path, *words: object, at: datetime = NOON + timedelta(minutes=5)) -> Result:
    """Send what is overdue, five minutes after noon."""
    return run(folder, "overdue", *words, "--send-now", at=at)


def due(folder: Path, number: int) -> str:
    """When a post is due, in Brussels."""
    return str(json.loads(run(folder, "post", "show", number, "--json").stdout)["due_at"])[:16]


def test_send_now_sends_now(folder: Path) -> None:
    """A single post goes out at once; of several the others as far apart as the plan wants; a service is asked for."""
    queue(folder, NOON, NOON + timedelta(minutes=1))
    done = sent(folder)
    assert done.exit_code == 0
    assert (due(folder, 1), due(folder, 2)) == ("2026-11-24T12:05", "2026-11-24T15:05")
    assert "No service is running, so nothing goes out yet" in done.stderr


def test_what_else_keeps_it(folder: Path) -> None:
    """A pause is said before anything is sent; a post that is not overdue is said not to be."""
    queue(folder, NOON, NOON + timedelta(hours=9))
    with writing(folder) as session:
        events.pause(session, None, now=NOON)
    refused = sent(folder, 1)
    assert (refused.exit_code, "the campaign is paused" in refused.stderr) == (2, True)
    assert "Post 2 is not past its due time" in run(folder, "overdue", 2, "--cancel").stderr
    assert due(folder, 2) == "2026-11-24T21:00"


AGAINST = {
    "a post that was planned": (NOON + timedelta(hours=1), "", "55 minutes from post 2"),
    "a post that is out": (NOON - timedelta(hours=1), "", "1 hour and 5 minutes from post 2"),
    "a blackout": (None, '\nblackouts = ["2026-11-20/2026-11-30"]', "blackout from 20 November 2026 to 30"),
    "a community day": (None, '\ncommunity_days = { "11-24" = "Feest" }', "a day without posts (Feest)"),
    "too many a day": (NOON - timedelta(hours=4), "\nper_day = 1", "would have 2 posts, and `plan.per_day`"),
}


@pytest.mark.parametrize("case", AGAINST)
def test_send_now_asks(folder: Path, case: str) -> None:
    """Where the plan speaks against it nothing is set hours later without a word: why is said, and --yes sends now."""
    beside, more, why = AGAINST[case]
    toml = folder / "campaign.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + more, encoding="utf-8")
    queue(folder, NOON)
    if beside:
        queue(folder, beside, state=State.APPROVED if beside > NOON else State.PUBLISHED)
    refused = sent(folder, 1)
    assert (refused.exit_code, why in refused.stderr) == (2, True), refused.stderr
    assert "`campaign overdue 1 --send-now --yes`" in refused.stderr
    assert due(folder, 1) == "2026-11-24T12:00"
    assert sent(folder, 1, "--yes").exit_code == 0
    assert due(folder, 1) == "2026-11-24T12:05"
