"""`campaign rehearse`: the whole plan in minutes, with a clock that jumps, and nothing changed."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.paths import REPOSITORY

Run = Callable[..., Result]
PLAN = (
    ("Vandaag.", "+2h"),
    ("Na de wintertijd.", "2027-11-01 09:00"),
    ("Voor de zomertijd.", "2027-03-27 09:00"),
    ("Na de zomertijd.", "2027-03-29 09:00"),
)


@pytest.fixture
def plan(campaign: Run, tmp_path: Path) -> Path:
    """A campaign with four approved posts over two clock changes, and a draft without a date."""
    assert campaign("init", tmp_path / "mey", "--language", "nl").exit_code == 0
    folder = tmp_path / "mey"
    for number, (caption, at) in enumerate(PLAN, 1):
        campaign("post", "add", "--caption", caption, "--language", "nl", "--at", at, folder=folder)
        assert campaign("post", "approve", number, folder=folder).exit_code == 0
    campaign("post", "add", "--caption", "Ooit.", "--language", "nl", folder=folder)
    return folder


def events(campaign: Run, folder: Path) -> list[dict[str, str]]:
    """The campaign's own log."""
    told: list[dict[str, str]] = json.loads(campaign("log", "--json", folder=folder).stdout)
    return told


@pytest.mark.slow
def test_a_year_is_played_in_seconds(campaign: Run, plan: Path) -> None:
    """Every dated post goes out at its own local hour, on both sides of both clock changes; the draft is told."""
    before = events(campaign, plan)
    done = campaign("rehearse", "--json", folder=plan)
    shown = json.loads(done.stdout)
    assert (done.exit_code, shown["counts"]["published"]) == (1, 4)
    assert [one["caption"] for one in shown["left"]] == ["Ooit."]
    log = (plan / "rehearsed" / "log.txt").read_text(encoding="utf-8")
    shows = re.findall(r"(?m)^(.*? \d\d:\d\d)(?::\d\d)? \d+ the Page shows it", log)
    assert shows[1:] == ["27 Mar 2027, 09:00", "29 Mar 2027, 09:00", "1 Nov 2027, 09:00"]
    assert "Na de zomertijd." in (plan / "rehearsed" / "report.html").read_text(encoding="utf-8")
    assert events(campaign, plan) == before
    assert not (plan / "rehearsal").exists()


@pytest.mark.slow
def test_played_up_to_a_moment(campaign: Run, plan: Path) -> None:
    """With --until the play ends there; a pause of the campaign does not stop it, and what is late is held."""
    campaign("pause", "verkiezingen", folder=plan)
    done = campaign("rehearse", "--until", "2027-03-28 12:00", "--json", folder=plan)
    shown = json.loads(done.stdout)
    assert {one["caption"]: one["state"] for one in shown["left"]} == {
        "Na de zomertijd.": "approved",
        "Na de wintertijd.": "approved",
        "Ooit.": "draft",
    }
    assert json.loads(campaign("status", "--json", folder=plan).stdout)["paused"] is True


@pytest.mark.slow
def test_nothing_is_wrong_behind_the_end(campaign: Run, plan: Path) -> None:
    """Of posts behind --until it is said how many there are; they are no failure, even unapproved."""
    campaign("post", "cancel", 5, folder=plan)
    campaign("post", "unapprove", 2, folder=plan)
    done = campaign("rehearse", "--until", "2027-03-28 12:00", folder=plan)
    assert done.exit_code == 0, done.stdout
    assert "2 posts are due later and were not played." in done.stdout
    assert "Not published" not in done.stdout


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_play_that_is_stopped(plan: Path, number: signal.Signals) -> None:
    """A rehearsal that somebody ends was not played: it says how far it came, writes no report, and ends with 130."""
    command = [sys.executable, "-m", "campaign", "--dir", str(plan), "--lang", "en", "rehearse"]
    with subprocess.Popen(command, cwd=REPOSITORY, stderr=subprocess.PIPE, text=True) as played:
        assert played.stderr is not None
        assert any("service started" in line for line in iter(played.stderr.readline, ""))
        played.send_signal(number)
        told = played.stderr.read()
        assert played.wait(timeout=120) == 130
    assert "The rehearsal was stopped before its end" in told
    assert not (plan / "rehearsed" / "report.html").exists()
