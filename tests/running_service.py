"""The real service in a thread of the test, on the campaign of `queueing`, with a clock that the test moves."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import Any

from schedules.database import events as database_events
from schedules.publishing.job import Link
from schedules.service.service import Ending, InHand, RunLimit, Service
from tests.queue_campaign import Campaign


@dataclass
class Served:
    """A service at work; `ended` is what `run` returned or raised."""

    service: Service
    ended: list[Ending | BaseException] = field(default_factory=list)


@contextmanager
def serving(
    queue: Campaign,
    limit: RunLimit | None = None,
    *,
    boundary: Callable[[str], None] = lambda _name: None,
    on_limit: Callable[[InHand], None] = lambda _in_hand: None,
    **rules: Any,
) -> Iterator[Served]:
    """Run the service until the block ends, then let it stop in good order."""
    publisher = queue.publisher()
    link = Link(ref=publisher.ref, new_page=lambda: queue.publisher().page)
    service = Service(
        store=queue.books,
        campaign=queue.campaign(**rules),
        connect=lambda: nullcontext(link),
        clock=queue.clock,
        boundary=boundary,
        on_limit=on_limit,
    )
    served = Served(service)

    def run() -> None:
        try:
            served.ended.append(service.run(limit or RunLimit()))
        except BaseException as error:
            served.ended.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield served
    finally:
        service.stop()
        thread.join(timeout=60)


def wait_for(true: Callable[[], Any], seconds: float = 150, every: float = 0.02) -> Any:
    """Wait until something is true, looking every so many seconds, and return it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := true():
            return found
        time.sleep(every)
    raise AssertionError("it did not come true in time")


def told(queue: Campaign, *events: str) -> list[str]:
    """Which of these events the log tells, in order."""
    with queue.books.read() as session:
        return [one.event for one in database_events.events(session) if one.event in events]
