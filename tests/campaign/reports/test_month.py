"""`campaign plan show`: a month as a calendar, and what its posts lack."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import Result

from campaign.reports import month
from schedules.errors import BadRequest


@pytest.fixture(scope="module")
def founded(campaign: Callable[..., Result], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign with posts in a month far ahead: one on a holiday, one in a blackout."""
    made = tmp_path_factory.mktemp("founded") / "c"
    assert campaign("init", made).exit_code == 0
    plan = 'languages = ["nl", "fr"]\n[plan]\nblackouts = ["2050-12-27/2051-01-03"]\n'
    (made / "campaign.toml").write_text(plan, encoding="utf-8")
    for day in ("2050-12-01 18:00", "2050-12-25 09:00", "2050-12-31 23:59", "2051-01-01 00:00"):
        words = ("--language", "nl", "--caption", f"Op {day}", "--at", day)
        assert campaign("post", "add", *words, folder=made).exit_code == 0
    return made


@pytest.fixture
def folder(founded: Path, tmp_path: Path) -> Path:
    """A campaign of a test's own."""
    return shutil.copytree(founded, tmp_path / "c")


def test_json(campaign: Callable[..., Result], folder: Path) -> None:
    """Each day has its week, why it stays empty and its posts; below, what they lack."""
    found = json.loads(campaign("plan", "show", "2050-12", "--json", folder=folder).stdout)
    days = {day["day"]: day for day in found["days"]}
    assert (found["month"], len(days)) == ("2050-12", 31)
    assert days["2050-12-25"]["empty"] == {"why": "holiday", "name": "Christmas Day"}
    assert days["2050-12-31"]["empty"]["why"] == "blackout"
    assert [days[day]["week"] for day in ("2050-12-04", "2050-12-05")] == [48, 49]
    assert [post["number"] for day in found["days"] for post in day["posts"]] == [1, 2, 3]
    assert [(one["post"], one["code"]) for one in found["missing"]] == [
        (n, "approval-missing") for n in (1, 2, 3)
    ]


@pytest.mark.parametrize("columns", [100, 79, 78, 40])
def test_grid(
    campaign: Callable[..., Result], folder: Path, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    """The calendar fits the terminal, wide or narrow, and shows posts, holidays and blackouts."""
    monkeypatch.setenv("COLUMNS", str(columns))
    shown = campaign("plan", "show", "2050-12", folder=folder).stdout
    calendar = shown.partition("post 1:")[0]
    assert max(map(len, calendar.splitlines())) <= columns
    assert all(word in calendar for word in ("18:00", "Christmas", "December 2050", "○ draft", "48"))
    assert "post 2 is not approved" in shown


def test_an_approved_post_lacks_nothing(campaign: Callable[..., Result], folder: Path) -> None:
    """What was approved is said no more to lack it."""
    assert campaign("post", "approve", "1", folder=folder).exit_code == 0
    found = json.loads(campaign("plan", "show", "2050-12", "--json", folder=folder).stdout)
    assert [one["post"] for one in found["missing"]] == [2, 3]


@pytest.mark.parametrize(
    "written", ["2050-12", "12/2050", " 12-2050 ", "december 2050", "Décembre 2050", "déc. 2050"]
)
def test_month(written: str) -> None:
    """A month is read in the order of either habit."""
    assert month.first_day(written, date(2026, 1, 31)) == date(2050, 12, 1)


@pytest.mark.parametrize("written", ["decembrage", "2050-13", "2050", "", "0000-01"])
def test_no_month(written: str) -> None:
    """What names no month is refused."""
    with pytest.raises(BadRequest):
        month.first_day(written, date(2026, 1, 31))


@pytest.mark.parametrize("month", ["0001-01", "9999-12"])
def test_the_ends_of_time(campaign: Callable[..., Result], folder: Path, month: str) -> None:
    """The first and the last month there are are shown, too."""
    assert campaign("plan", "show", month, folder=folder).exit_code == 0
