"""What the clock of commands says while tests run: one day that stays, whatever day it is; only its seconds pass."""

import time
from datetime import UTC, datetime, timedelta

from campaign.cli import app

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)  # a Monday in winter
TRUE = app.utc_now  # before tests put theirs in its place
_BEGAN = time.monotonic()


def now() -> datetime:
    """Return the moment at which commands in this process believe to be."""
    return NOW + timedelta(seconds=time.monotonic() - _BEGAN)
