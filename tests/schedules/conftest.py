"""A rehearsal Page that is served, its clock, and raw HTTP to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from schedules.rehearsal import server
from tests.queue_campaign import Clock
from tests.raw_graph import Wire


@pytest.fixture
def clock() -> Clock:
    """Return a clock that stands still."""
    return Clock()


@pytest.fixture
def served(tmp_path: Path, clock: Clock) -> Iterator[server.Served]:
    """Serve a new Page."""
    with server.start(tmp_path / "rehearsal", port=0, clock=clock) as one:
        yield one


@pytest.fixture
def wire(served: server.Served) -> Wire:
    """Speak raw HTTP to the Page."""
    return Wire(served)
