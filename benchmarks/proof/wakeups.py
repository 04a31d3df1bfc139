"""Late wake-ups: APScheduler comes to a due moment seconds or hours late, as after a sleep; the service must look."""

import logging
import random
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from apscheduler.executors.base import run_job

from benchmarks.proof.books import RULES, Books
from benchmarks.proof.world import REF
from schedules.model.publishing_rules import Campaign
from schedules.publishing.job import Link
from schedules.service.service import Service, _Round

QUIET = "benchmarks.proof.quiet"
FAR = datetime(2040, 1, 1, 12, tzinfo=UTC)


def missed(seed: int, count: int) -> int:
    """Count the late wake-ups after which the service did not look."""
    logging.getLogger(QUIET).disabled = True
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        books = Books(Path(folder))
        service = Service(
            store=books.store, campaign=Campaign(folder=books.folder, rules=RULES),
            connect=lambda: None, clock=lambda: FAR  # type: ignore[arg-type, return-value]
        )  # fmt: skip
        round_ = _Round(service, Link(ref=REF, new_page=lambda: SimpleNamespace()))  # type: ignore[arg-type, return-value]
        try:
            return sum(not _woken(round_, books, number, rng) for number in range(count))
        finally:
            round_.close()
            books.close()


def _woken(round_: Any, books: Books, number: int, rng: random.Random) -> bool:
    """Arm the service for a post, and run what it armed as late as APScheduler may."""
    now = FAR - timedelta(minutes=count_down(number))
    books.queue("text", due=now + timedelta(seconds=30))
    round_._arm(now)
    (job,) = (one for one in round_.scheduler.get_jobs() if one.id.startswith("due-"))
    round_.service.awake.clear()
    late = timedelta(seconds=rng.choice((1.5, 5, 60, 3600)) * rng.uniform(1, 2))
    run_job(job, "default", [datetime.now(UTC) - late], QUIET)
    job.remove()
    return bool(round_.service.awake.is_set())


def count_down(number: int) -> int:
    """Each post falls due a minute before the one queued earlier, so that it is the next."""
    return 10 + number
