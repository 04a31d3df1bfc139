"""What attacks on a campaign's database begin with."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests import attacked_campaign
from tests.attacked_campaign import Attacked


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A room with a campaign of every kind of file, and files outside of it."""
    room = tmp_path_factory.mktemp("room")
    attacked_campaign.found(room)
    return room


@pytest.fixture
def attacked(founded: Path, tmp_path: Path, campaign: Callable[..., Result]) -> Attacked:
    """A copy of it."""
    return attacked_campaign.copied(founded, tmp_path, campaign)
