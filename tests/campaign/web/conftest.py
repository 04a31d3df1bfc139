"""What tests of the desk share: a real browser for those of a module."""

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
