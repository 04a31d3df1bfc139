"""A campaign that plans are imported into."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests import plan_campaign
from tests.plan_campaign import Desk


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign in two languages with two films on record."""
    return plan_campaign.found(tmp_path_factory.mktemp("founded") / "c")


@pytest.fixture
def desk(founded: Path, tmp_path: Path, campaign: Callable[..., Result]) -> Desk:
    """A campaign of a test's own."""
    return plan_campaign.copied(founded, tmp_path, campaign)
