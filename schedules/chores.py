"""What the service does beside its posts: take back from Facebook's schedule, and go on with withdrawn consents."""

import time
from datetime import datetime, timedelta

from sqlmodel import Session

from schedules.database import remote_objects, withdrawals
from schedules.publishing import leftovers
from schedules.publishing.job import PageRef, Publisher
from schedules.withdrawal import steps

AGAIN = timedelta(seconds=30)  # after a withdrawal could not be finished


class Chores:
    """The chores of one service; `wanted` is asked often and only reads, `work` runs in a thread."""

    def __init__(self) -> None:
        self._tried: dict[int, datetime] = {}

    def wanted(self, session: Session, ref: PageRef, now: datetime) -> bool:
        """Tell whether there is something to do now."""
        return bool(remote_objects.recalled(session, page_id=ref.id, graph_url=ref.graph_url)) or any(
            self._is_ripe(one.id, now) for one in withdrawals.unfinished(session)
        )

    def work(self, publisher: Publisher) -> None:
        """Do it. Raises Unauthorized and Forbidden."""
        now = publisher.clock()
        leftovers.recall(publisher)
        with publisher.store.read() as session:
            ripe = any(self._is_ripe(one.id, now) for one in withdrawals.unfinished(session))
            self._tried |= {one.id: now for one in withdrawals.unfinished(session)}
        if ripe:
            steps.resume(publisher, time.sleep)

    def _is_ripe(self, number: int, now: datetime) -> bool:
        return number not in self._tried or not timedelta(0) <= now - self._tried[number] < AGAIN
