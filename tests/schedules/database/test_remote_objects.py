"""The door to what stands on a Page: only the table's steps, only while the post is ours; and quick questions."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session

from schedules.database import claims, posts, remote_objects, renditions, tables
from schedules.database.claims import Claim, ClaimLost
from schedules.model.records import PageIdentity, RemoteObject
from tests.queue_campaign import NOON, Campaign

PAGE = PageIdentity(page_id="1", graph_url="http://127.0.0.1:1")


def begun(queue: Campaign) -> tuple[Claim, RemoteObject]:
    """Claim a post and intend its film."""
    held = claims.claim(queue.books, queue.queue(), by="one", now=NOON)
    assert held is not None
    with queue.books.write() as session:
        return held, remote_objects.intend(session, held, now=NOON, kind="video", page=PAGE, size=10)


def standing(queue: Campaign, object_id: int) -> tuple[str, str]:
    """Return the state and the intent as the database has them."""
    with queue.books.read() as session:
        row = session.get_one(tables.RemoteObject, object_id)
        return row.state, row.intent


def test_a_step_of_the_table_is_written(queue: Campaign) -> None:
    """A step changes state and intent as the table says, and keeps what was found out with it."""
    held, film = begun(queue)
    with queue.books.write() as session:
        remote_objects.move(session, film.id, "opened", held=held, remote_id="7")
        remote_objects.move(session, film.id, "closing", held=held)
    assert standing(queue, film.id) == ("started", "finish")
    with queue.books.read() as session:
        assert remote_objects.known_ids(session) == {"7"}


def test_no_step_but_the_tables(queue: Campaign) -> None:
    """A step that the table does not have is refused, and nothing is written."""
    held, film = begun(queue)
    with pytest.raises(ClaimLost), queue.books.write() as session:
        remote_objects.move(session, film.id, "closed", held=held, remote_id="7")
    assert standing(queue, film.id) == ("intended", "create")


def test_old_holder_moves_nothing_on_the_page(queue: Campaign) -> None:
    """Whoever lost the post writes neither a step nor a fact of what stands on the Page."""
    held, film = begun(queue)
    claims.void_leases(queue.books)
    assert claims.claim(queue.books, held.number, by="two", now=NOON + timedelta(seconds=1))
    with pytest.raises(ClaimLost), queue.books.write() as session:
        remote_objects.move(session, film.id, "opened", held=held)
    with pytest.raises(ClaimLost), queue.books.write() as session:
        remote_objects.change(session, held, film.id, looks=1)
    assert standing(queue, film.id) == ("intended", "create")


@contextmanager
def heard(queue: Campaign) -> Iterator[list[tuple[str, Any]]]:
    """Yield what the database is asked meanwhile."""
    asked: list[tuple[str, Any]] = []

    def listen(_connection: Any, _cursor: Any, statement: str, values: Any, *_more: Any) -> None:
        asked.append((statement, values))

    event.listen(queue.books.engine, "before_cursor_execute", listen)
    yield asked
    event.remove(queue.books.engine, "before_cursor_execute", listen)


def plans(queue: Campaign, ask: Callable[[Session], object]) -> list[str]:
    """Return how SQLite would answer each question, in its own words."""
    with heard(queue) as asked, queue.books.read() as session:
        ask(session)
    with closing(sqlite3.connect(queue.books.path)) as connection:
        return [
            " / ".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values))
            for sql, values in asked
            if sql.startswith("SELECT")
        ]


def indexes(found: list[str]) -> list[list[str]]:
    """Return which of our partial indexes each answer goes by."""
    partial = ("ix_post_owed", "ix_post_retry", "ix_post_filmless", "ix_remote_object_open")
    return [[name for name in partial if name in plan] for plan in found]


@pytest.mark.parametrize(
    ("ask", "used"),
    [
        (
            lambda session: posts.due(session, now=NOON, ahead=NOON, limit=9),
            [["ix_post_owed"], ["ix_remote_object_open"]],
        ),
        (posts.owed, [["ix_post_owed"], ["ix_remote_object_open"]]),
        (lambda session: posts.next_due(session, NOON), [["ix_post_owed"]]),
        (
            lambda session: renditions.films_to_make(session, soon=NOON),
            [["ix_post_filmless"], ["ix_post_owed"]],
        ),
        (lambda session: remote_objects.open_extras(session, 1), [["ix_remote_object_open"]]),
    ],
)
def test_a_service_that_looks_reads_no_whole_table(
    queue: Campaign, ask: Callable[[Session], object], used: list[list[str]]
) -> None:
    """What is asked at every look is answered by indexes of the few posts and objects that still have work."""
    assert indexes(plans(queue, ask)) == used


def test_a_claim_finds_a_posts_extras_by_their_index(queue: Campaign) -> None:
    """Whether something still belongs to a post that is out is answered by the index of such things."""
    number = queue.queue()
    with heard(queue) as asked:
        claims.claim(queue.books, number, by="one", now=NOON)
    (taken,) = [(sql, values) for sql, values in asked if sql.startswith("UPDATE")]
    with closing(sqlite3.connect(queue.books.path)) as connection:
        rows = connection.execute(f"EXPLAIN QUERY PLAN {taken[0]}", taken[1]).fetchall()
    assert any("ix_remote_object_open" in row[3] for row in rows)
