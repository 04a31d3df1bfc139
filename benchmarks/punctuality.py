"""How late posts appear, how soon a new one does, and what an idle service costs, among many that wait."""

import random
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import psutil

from benchmarks import largefilm, measuring, stage
from schedules.database import engine, posts, transitions
from schedules.model import moments
from schedules.model.states import State

_HEAD_S = 40  # until the first one is due: the service starts and stages them meanwhile


def lateness_ms(folder: Path, books: engine.Store, posts: int) -> list[float]:
    """Publish so many posts due within one minute; how much later than due each was public, rising, milliseconds."""
    chance = random.Random(20201102)
    start = stage.soon(_HEAD_S).timestamp()
    moments = sorted(start + chance.random() * 60 for _ in range(posts))
    due = [stage.soon(at - stage.soon(0).timestamp()) for at in moments]
    stage.queue(books, due)
    with stage.running(folder):
        stage.waited(lambda: len(_public(folder)) >= posts, _HEAD_S + 120)
    shown = _public(folder)
    return sorted((shown[f"Bericht {number}"] - at.timestamp()) * 1000 for number, at in enumerate(due))


def reaction_ms(folder: Path, books: engine.Store, trials: int) -> list[float]:
    """Queue a post for now from another process, again and again; how long until it is public, milliseconds."""
    found = []
    with stage.running(folder):
        time.sleep(8)
        for trial in range(trials):
            asked = time.time()
            stage.queue(books, [stage.soon(0)], caption=f"Nu {trial}")
            stage.waited(lambda trial=trial: f"Nu {trial}" in _public(folder), 30)  # type: ignore[misc]
            found.append((_public(folder)[f"Nu {trial}"] - asked) * 1000)
            time.sleep(random.Random(trial).random())
    return sorted(found)


def moved_ms(folder: Path, books: engine.Store, films: int) -> list[float]:
    """Move films that stand hidden on the Page to now, from another process; how long until each is public, ms."""
    film = folder / "renders" / "short.mp4"
    largefilm.film(film, 2)
    registered = largefilm.register(books, film)
    numbers = [_queue_film(books, f"Film {each}", registered) for each in range(films)]
    with stage.running(folder):
        stage.waited(lambda: all(_is_staged(books, number) for number in numbers), 60)
        found = []
        for each, number in enumerate(numbers):
            time.sleep(random.Random(each).random())
            asked = time.time()
            _move_to_now(books, number)
            stage.waited(lambda each=each: f"Film {each}" in _public(folder), 30)  # type: ignore[misc]
            found.append((_public(folder)[f"Film {each}"] - asked) * 1000)
    return sorted(found)


def _queue_film(books: engine.Store, words: str, registered: dict[str, object]) -> int:
    due = [stage.soon(1200)]
    (number,) = stage.queue(books, due, kind="video", state=State.UPLOADING, caption=words, **registered)
    return number


def _is_staged(books: engine.Store, number: int) -> bool:
    with books.read() as session:
        return posts.post(session, number).state == State.STAGED


def _move_to_now(books: engine.Store, number: int) -> None:
    now = stage.soon(0)
    due = moments.due_at(now, stage.ZONE)
    changes = {"due_at": due.utc, "due_wall": due.wall, "due_zone": due.zone}
    with books.write() as session:
        transitions.move(session, number, "moved", now=now, by="staff", changes=changes)


def idle(folder: Path, seconds: float) -> tuple[float, float]:
    """What the service costs when nothing is due: percent of one core, and MB of memory."""
    with stage.running(folder) as pid:
        time.sleep(15)
        service = psutil.Process(pid)
        before, began = measuring.cpu(service), time.monotonic()
        time.sleep(seconds)
        share = (measuring.cpu(service) - before) / (time.monotonic() - began) * 100
        return share, service.memory_info().rss / 2**20


def _public(folder: Path) -> dict[str, float]:
    """When each text became public, as unix seconds, by the Page's own store."""
    with closing(sqlite3.connect(f"file:{folder}/rehearsal/page.db?mode=ro", uri=True, timeout=10)) as shelf:
        rows = shelf.execute(
            "SELECT COALESCE(json_extract(data, '$.message'), json_extract(data, '$.description')), live_from "
            "FROM thing WHERE live_from IS NOT NULL"
        )
        return {message: live for message, live in rows if message}
