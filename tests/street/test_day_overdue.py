"""What is late is told at once and everywhere alike; what is sent now goes out now, or it is asked."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import delete, update

from campaign import new_campaign, workspace
from campaign.checks import facts as check_facts
from campaign.checks import timing
from campaign.cli import app
from campaign.posts import overdue
from campaign.reports import json_views
from campaign.settings import settings as campaign_settings
from schedules.database import engine, events, unsent
from schedules.database.tables import Heartbeat, Pause, Post
from schedules.model import moments
from schedules.model.states import OWED, State
from tests.queue_campaign import BRUSSELS, NOON

LATE_AFTER = timedelta(minutes=15)
TOLD = "No service is running"


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign whose posts need no yes, with a slot every day."""
    folder = tmp_path_factory.mktemp("day") / "c"
    new_campaign.create(folder, new_campaign.first_settings(name="MEY", languages=("nl", "fr")))
    return folder


@pytest.fixture
def folder(founded: Path, tmp_path: Path) -> Path:
    """The same, for one test."""
    import shutil

    copy = shutil.copytree(founded, tmp_path / "c")
    standing_home(copy)
    return copy


def standing_home(folder: Path) -> None:
    """Make a copied folder the campaign itself."""
    from tests.office import made_home

    made_home(folder)


def settle(folder: Path, text: str) -> None:
    """Write more settings."""
    path = folder / "campaign.toml"
    path.write_text(f'{path.read_text(encoding="utf-8")}\n{text}\n', encoding="utf-8")


def run(folder: Path, *words: object, at: datetime = NOON) -> Result:
    """Run a command at a moment, with nobody at a terminal."""
    desk = app.Desk(folder=folder, now=lambda: at)
    return CliRunner().invoke(app.root, [*map(str, words), "--lang", "en"], obj=desk)


def queued(folder: Path, due: datetime, caption: str = "Nu", state: State = State.APPROVED) -> None:
    """Queue a text post that is approved."""
    with engine.open_in(folder).write() as session:
        session.add(
            Post(
                added_at=NOON, state=state, kind="text", language="nl", caption=caption, due_at=due,
                due_wall=moments.due_at(due, BRUSSELS).wall, due_zone="Europe/Brussels",
            )
        )  # fmt: skip


def beat(folder: Path, at: datetime) -> None:
    """Let a service have looked."""
    with engine.open_in(folder).write() as session:
        events.beat(session, holder="here", pid=1, started_at=at, now=at)
