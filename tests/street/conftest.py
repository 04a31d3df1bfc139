"""Campaigns into which people bring things: one with a sheet that was imported, one that is connected to a Page."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

from campaign.cli import app
from tests import connected_page, corrected_sheet, plan_campaign
from tests.connected_page import Bench
from tests.plan_campaign import Desk


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory, campaign: Callable[..., Result]) -> Path:
    """A campaign into which the sheet was imported."""
    return corrected_sheet.imported(tmp_path_factory.mktemp("imported") / "c", campaign)


@pytest.fixture
def desk(imported: Path, tmp_path: Path, campaign: Callable[..., Result]) -> Desk:
    """A campaign of a test's own, with the sheet that was imported."""
    return plan_campaign.copied(imported, tmp_path, campaign)


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    """A campaign that is connected to a Page over HTTP; nobody sits at a terminal."""
    monkeypatch.setattr(app.Desk, "confirm", lambda self, question, default=False: True)
    with connected_page.founded(tmp_path) as one:
        assert one.connect().exit_code == 0
        yield one
