"""A campaign with a film and a post, made once, and a desk of a copy of it for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import served_desk, small_films
from tests.campaign.reports import reported_campaign as reported
from tests.campaign.reports.reported_campaign import Run
from tests.served_desk import DeskAt


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory, campaign: Run) -> Path:
    """A campaign with a film of four seconds, its speaker's consent under a pseudonym, and a post."""
    folder = reported.founded(tmp_path_factory.mktemp("films"), campaign)
    words = ("post", "add", "--testimony", "bakery", "--language", "nl", "--caption", "Brood en boter")
    assert campaign(*words, folder=folder).exit_code == 0
    return folder


@pytest.fixture(scope="session")
def small_film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A film of two seconds that no campaign has yet."""
    return small_films.film(tmp_path_factory.mktemp("film") / "Mijn Winkel 2.mp4", seconds=2)


@pytest.fixture
def folder(founded: Path, tmp_path: Path) -> Path:
    """A campaign of a test's own."""
    return reported.copied(founded, tmp_path)


@pytest.fixture
def desk(folder: Path) -> Iterator[DeskAt]:
    """Its desk, in Dutch."""
    with served_desk.at(folder) as found:
        yield found
