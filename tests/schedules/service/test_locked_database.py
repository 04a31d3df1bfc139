"""Another program keeps the database locked, or the disk is full: nothing lost, nothing twice, one line says it."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from sqlalchemy import event

from campaign.cli import errors
from schedules.database import engine, testimonies
from schedules.errors import DatabaseBusy, NotReady
from schedules.model.states import State
from schedules.rendering import film_order
from schedules.rendering.process_worker import Render
from schedules.service import locked_database
from schedules.service.locked_database import Hindrance
from tests.page_view import visible_at
from tests.queue_campaign import NOON, RULES, Campaign
from tests.running_service import serving, told, wait_for


@contextmanager
def locked(path: Path, how: str = "IMMEDIATE") -> Iterator[None]:
    """Hold the database as another program would."""
    with closing(sqlite3.connect(path, isolation_level=None, timeout=10)) as other:
        other.execute(f"BEGIN {how}")
        yield
        other.execute("ROLLBACK")


@pytest.fixture
def hasty(queue: Campaign) -> Iterator[Campaign]:
    """A campaign whose database is waited for a tenth of a second alone."""
    queue.books.close()
    queue.books = engine.Store(queue.books.path, busy_s=0.1)
    yield queue
    queue.books.close()


def _lock_once(queue: Campaign, at: str, how: str) -> tuple[Callable[[str], None], threading.Event]:
    """Return a boundary that has another thread hold the lock for a while when the service first passes `at`."""
    struck = threading.Event()

    def hold(held: threading.Event) -> None:
        with locked(queue.books.path, how):
            held.set()
            time.sleep(0.5)

    def boundary(name: str) -> None:
        if name == at and not struck.is_set():
            struck.set()
            held = threading.Event()
            threading.Thread(target=hold, args=(held,)).start()
            held.wait(60)

    return boundary, struck


@pytest.mark.slow
@pytest.mark.parametrize("how", ["IMMEDIATE", "EXCLUSIVE"])
@pytest.mark.parametrize(
    "at",
    ["staging-commit:before", "post-create:after", "reveal:before", "reveal:after", "let-go-commit:before"],
)
def test_out_once_after_a_lock(hasty: Campaign, at: str, how: str) -> None:
    """Wherever a lock outlasts our patience, the post is out once afterwards, and the log says that there was one."""
    boundary, struck = _lock_once(hasty, at, how)
    number = hasty.queue()
    with serving(hasty, boundary=boundary) as service:
        wait_for(lambda: _seen(lambda: hasty.post(number).state) is State.PUBLISHED)
        wait_for(lambda: struck.is_set() and _seen(lambda: told(hasty, "database-was-locked")))
        assert service.ended == []
    assert visible_at(hasty.served) == ["Samen geven we kansen."]


def _seen(look: Callable[[], Any]) -> Any:
    """What a look at the database finds, None while it is locked."""
    try:
        return look()
    except DatabaseBusy:
        return None


@pytest.mark.slow
def test_due_while_locked(hasty: Campaign) -> None:
    """A post that falls due while another program holds the lock goes out once when it is gone, told once."""
    number = hasty.queue(due=NOON + timedelta(minutes=5))
    with serving(hasty):
        wait_for(lambda: hasty.post(number).state is State.STAGED)
        with locked(hasty.books.path):
            hasty.clock.on(minutes=5)
            time.sleep(2)
        wait_for(lambda: hasty.post(number).state is State.PUBLISHED)
    assert told(hasty, "database-was-locked") == ["database-was-locked"]
    assert visible_at(hasty.served) == ["Samen geven we kansen."]


@pytest.mark.slow
def test_a_lock_without_end(hasty: Campaign, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock that does not end ends the service, with 3 and a line that says what to close."""
    monkeypatch.setattr(locked_database, "PATIENCE", timedelta(seconds=30))
    with serving(hasty) as service:
        wait_for(lambda: told(hasty, "service-started"))
        with locked(hasty.books.path):
            wait_for(lambda: hasty.clock.on(seconds=1) or service.ended)
    (error,) = service.ended
    assert isinstance(error, NotReady)
    line, code = errors.verdict(error)
    assert (code, line.startswith("Error: another program keeps the database campaign.db locked")) == (
        3,
        True,
    )


def test_patience_is_counted_twice() -> None:
    """It takes two minutes and three tries: a laptop that slept between two tries has waited for nothing."""

    def busy() -> None:
        raise DatabaseBusy("database-busy", path="campaign.db", why="locked")

    mine = Hindrance(None, by="1")  # type: ignore[arg-type]  # it never comes to writing
    assert mine.bear(busy, NOON) is None
    assert mine.bear(busy, NOON + timedelta(hours=8)) is None
    with pytest.raises(NotReady):
        mine.bear(busy, NOON + timedelta(hours=8))


def test_commands_say_it_in_one_line(
    tmp_path: Path, campaign: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command that finds the database locked ends with 1 and one line, and changes nothing."""
    assert campaign("init", str(tmp_path / "c"), "--language", "nl").exit_code == 0
    monkeypatch.setattr(engine, "BUSY_S", 0.1)
    add = ("post", "add", "--caption", "Hallo", "--language", "nl")
    for how, words in (
        ("IMMEDIATE", add),
        ("EXCLUSIVE", ("status",)),
        ("IMMEDIATE", ("run", "--until-idle")),
    ):
        with locked(tmp_path / "c" / "campaign.db", how):
            done = campaign(*words, folder=tmp_path / "c")
        lines = [line for line in done.stderr.splitlines() if line.startswith("Error")]
        assert (done.exit_code, len(lines), "locked by another program" in lines[0]) == (1, 1, True)
    assert campaign("post", "list", "--json", folder=tmp_path / "c").stdout.strip() == "[]"


@pytest.mark.slow
def test_full_disk_ends_the_service(queue: Campaign) -> None:
    """Where the disk is full the service ends with 1 and one line; with room again each post is out once."""
    numbers = [queue.queue(caption=f"Post {one}") for one in range(30)]
    event.listen(queue.books.engine, "connect", _no_longer)
    queue.books.engine.dispose()
    with serving(queue) as service:
        wait_for(lambda: service.ended)
    (error,) = service.ended
    assert isinstance(error, Exception)
    line, code = errors.verdict(error)
    assert (code, "no room left on the disk" in line) == (1, True), line
    event.remove(queue.books.engine, "connect", _no_longer)
    queue.books.engine.dispose()
    with serving(queue):
        wait_for(lambda: queue.clock.on(seconds=0.5) or _all_out(queue, numbers))
    assert sorted(visible_at(queue.served)) == sorted(f"Post {one}" for one in range(30))


def _all_out(queue: Campaign, numbers: list[int]) -> bool:
    """Whether each is out; time must pass, for a post that was about to be created is looked for before a new try."""
    return all(queue.post(one).state is State.PUBLISHED for one in numbers)


def _no_longer(connection: sqlite3.Connection, _record: object) -> None:
    """Let a connection make the file no longer than it is."""
    connection.execute("PRAGMA max_page_count = 1")


@pytest.mark.slow
def test_a_finished_render_may_be_asked_twice(queue: Campaign) -> None:
    """What a render ended in is known still when a lock kept it from being recorded the first time."""
    queue.testimony()
    with queue.books.read() as session:
        order = film_order.order(session, testimonies.testimony(session, "bakery"), "nl", "landscape")
    render = Render(queue.folder, order, RULES)
    wait_for(render.is_over)
    assert render.outcome() is render.outcome()
    assert render.is_over()
