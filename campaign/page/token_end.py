"""When people are told that a Page's token ends. It asks nobody, so that `campaign status` need not load what does."""

from datetime import datetime, timedelta

WARN = timedelta(days=14)


def ends_soon(expires_at: datetime | None, now: datetime) -> int | None:
    """Return how many days a token has left where they are few."""
    if expires_at is None or expires_at - now > WARN:
        return None
    return max(0, (expires_at - now).days)
