"""What screens say is true: of a post's kind, of a month, of an edit that names nothing; what is wrong comes first."""

import json
import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from campaign import new_campaign
from campaign.cli import app
from schedules.database import tables
from schedules.model.states import State
from tests import office
from tests.campaign.posts import test_drafts
from tests.queue_campaign import Campaign
from tests.street.test_day_overdue import run, writing

NOW = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
BLACKOUT = '\n[plan]\nholidays = "off"\nblackouts = ["2026-12-30/2027-01-03"]\n'


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign without posts in this month: three in January, one of them in a blackout."""
    folder = tmp_path_factory.mktemp("day") / "c"
    new_campaign.create(folder, new_campaign.first_settings(name="MEY", languages=("nl", "fr")))
    toml = folder / "campaign.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + BLACKOUT, encoding="utf-8")
    for day in ("2027-01-02 18:00", "2027-01-20 18:00", "2027-01-20 18:30"):
        words = ("post", "add", "--language", "nl", "--caption", f"Op {day}", "--at", day)
        assert run(folder, *words).exit_code == 0
    return folder


@pytest.fixture
def folder(founded: Path, tmp_path: Path) -> Path:
    """The same, for one test."""
    return office.made_home(shutil.copytree(founded, tmp_path / "c"))


def test_the_month_that_has_posts(folder: Path) -> None:
    """Without a month the next one with posts is shown, and it is said; with this one's posts it is this one."""
    shown = run(folder, "plan", "show")
    assert shown.stdout.startswith("January 2027")
    assert "No post is due in November 2026; this is January 2027." in shown.stderr
    run(folder, "post", "add", "--language", "nl", "--caption", "Nu", "--at", "2026-11-30 18:00")
    shown = run(folder, "plan", "show")
    assert (shown.stdout[:13], shown.stderr) == ("November 2026", "")
    for number in (1, 2, 3, 4):
        run(folder, "post", "cancel", number)
    assert run(folder, "plan", "show").stdout.startswith("November 2026")


def test_a_month_that_is_over(folder: Path) -> None:
    """Where no post is to come, the last month that has any is shown."""
    assert run(folder, "plan", "show", at=NOW + timedelta(days=900)).stdout.startswith("January 2027")


@pytest.mark.parametrize("columns", [100, 80, 79, 60, 40])
@pytest.mark.parametrize("lang", ["nl", "fr", "en"])
def test_days_fit_their_cells(folder: Path, monkeypatch: pytest.MonkeyPatch, columns: int, lang: str) -> None:
    """No date is cut in two in a month with a blackout, however wide the terminal is; its days stand below in words."""
    monkeypatch.setenv("COLUMNS", str(columns))
    desk = app.Desk(folder=folder, now=lambda: NOW)
    shown = CliRunner().invoke(app.root, ["--lang", lang, "plan", "show", "2027-01"], obj=desk).stdout
    calendar = re.split(r" 1\s?: ", shown)[0]
    assert max(map(len, calendar.splitlines())) <= columns
    assert calendar.splitlines()[0].strip().endswith("2027")
    assert "2027-" not in calendar
    assert "/2027" not in calendar
    assert calendar.count("30 dec") + calendar.count("30 déc") + calendar.count("30 Dec") == 1


def test_what_check_says_of_each(folder: Path) -> None:
    """The month says of its posts what `check` says of them, post by post."""
    shown = json.loads(run(folder, "plan", "show", "2027-01", "--json").stdout)
    told = [(one["post"], one["code"]) for one in shown["findings"]]
    assert told == [
        (1, "P07"), (1, "approval-missing"), (2, "approval-missing"), (3, "P05"), (3, "approval-missing"),
    ]  # fmt: skip
    checked = json.loads(run(folder, "check", "--json").stdout)
    loud = {(one["where"], one["code"]) for one in checked if one["severity"] != "info"}
    assert {(f"post {post}", code) for post, code in told} >= {
        one for one in loud if one[0].startswith("post")
    }


def test_errors_come_first(folder: Path) -> None:
    """`check` shows errors, then warnings; remarks are counted and shown with --all; JSON has all."""
    run(folder, "post", "add", "--language", "nl", "--caption", "Ooit")
    run(folder, "post", "edit", 3, "--embargo", "2027-02-01 10:00")
    shown, everything = run(folder, "check"), run(folder, "check", "--all")
    order = [line.split(": ")[1].split()[1] for line in shown.stdout.splitlines()]
    assert (shown.exit_code, order[0]) == (1, "error")
    assert order == sorted(order, key=["error", "warning"].index)
    assert "remark" not in order
    assert "not shown: `campaign check --all`" in shown.stderr
    assert "P23 remark" in everything.stdout
    assert "not shown" not in everything.stderr
    assert "P23" in run(folder, "check", "--json").stdout


def test_the_example_kit_is_named_once(folder: Path) -> None:
    """What is still the example's is one finding, which names each file to replace."""
    lines = [line for line in run(folder, "check").stdout.splitlines() if "B13" in line]
    assert len(lines) == 1
    assert "brand/logos/mey-awards-light.png" in lines[0]
    assert "brand/brand.toml" in lines[0]


def test_an_edit_of_nothing(folder: Path) -> None:
    """`post edit N` alone says that nothing was changed and what can be."""
    done = run(folder, "post", "edit", 1)
    assert (done.exit_code, "nothing was changed" in done.stderr, "--caption" in done.stderr) == (
        2,
        True,
        True,
    )


def test_a_state_is_told_by_kind(folder: Path) -> None:
    """Of a post without a film nothing is said of a film; of one that was due while no service ran, that."""
    toml = folder / "campaign.toml"
    toml.write_text('[service]\napproval = "off"\n' + BLACKOUT, encoding="utf-8")
    with writing(folder) as session:
        session.get_one(tables.Post, 2).state = State.APPROVED
    shown = run(folder, "post", "show", 2).stdout
    assert "film" not in shown
    assert "It goes out by itself at its due time, while the service runs (`campaign run`)." in shown
    late = run(folder, "post", "show", 2, at=datetime(2027, 1, 21, tzinfo=UTC)).stdout
    assert "has not gone out, because no service is running" in late


def test_a_form_that_counts_no_more(queue: Campaign, campaign: Callable[..., Result]) -> None:
    """What is left to do after a form was voided depends on whose it was."""
    test_drafts.live_settings(queue)
    queue.testimony()
    second, guest = queue.consent(), queue.consent("Iris Voorbeeld")

    def void(number: int, *more: str) -> str:
        done = campaign("consent", "void", number, *more, folder=queue.folder)
        assert done.exit_code == 0, done.stderr
        return done.stdout

    assert "Another form of the same person still counts" in void(second)
    assert "no other form is needed" in void(guest, "--not-in-film")
    assert "Record the right form" in void(1)
