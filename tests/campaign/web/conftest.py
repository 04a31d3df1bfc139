"""What tests of the desk share: a real browser for those of a module, and that no window outlives its test."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests import served_desk


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A real browser, where one is installed."""
    if not served_desk.CHROMIUM.exists():
        pytest.skip("there is no Chromium here")
    with served_desk.browser() as started:
        yield started


@pytest.fixture(autouse=True)
def no_window_left() -> Iterator[None]:
    """Close what a test leaves open: a window goes on asking a desk that is gone, and makes the next tests dearer."""
    yield
    while served_desk.OPENED:
        served_desk.OPENED.pop().close()
