"""Jobs done side by side, so many at once; the first that fails ends the others."""

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed

Check = Callable[[], None]  # raises in a job that shall end because another has failed


class Abandoned(Exception):
    """Raised inside a job after another one has failed."""


def run(jobs: Iterable[Callable[[Check], None]], at_once: int) -> None:
    """Do all jobs, in their order as far as they wait; raises the first error. A job calls what it is given often."""
    failed = threading.Event()

    def check() -> None:
        if failed.is_set():
            raise Abandoned

    with ThreadPoolExecutor(at_once) as pool:
        try:
            for done in as_completed([pool.submit(job, check) for job in jobs]):
                done.result()
        except BaseException:
            failed.set()
            pool.shutdown(cancel_futures=True)
            raise
