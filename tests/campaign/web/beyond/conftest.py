"""An office's own log-in on this computer, run once for the tests of a module."""

from collections.abc import Iterator

import pytest

from tests import oidc_office
from tests.oidc_office import Office


@pytest.fixture(scope="module")
def running() -> Iterator[Office]:
    """An office's log-in on this computer."""
    with oidc_office.office() as found:
        yield found
