"""What a person is asked to do after a withdrawal is asked once, however many withdrawals lead to it."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from schedules.database import engine, tasks

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("earlier", "done", "asked"),
    [({1}, False, 1), ({1}, True, 2), (set(), False, 2)],
    ids=["same person", "done already", "another person"],
)
def test_a_later_withdrawal_widens_what_is_asked(
    tmp_path: Path, earlier: set[int], done: bool, asked: int
) -> None:
    """The open task of a part asks for the whole; one that is done, or another person's, is opened anew."""
    books = engine.create(tmp_path)
    with books.write() as session:
        first = {"withdrawal": 1, "language": "fr"}
        tasks.open_task(session, "withdrawn-originals", now=NOW, due_on=date(2026, 11, 30), params=first)
        if done:
            tasks.end_task(session, 1, now=NOW, by="Ann")
        second = {"withdrawal": 2, "language": "all"}
        if not tasks.widen(session, "withdrawn-originals", earlier, second):
            tasks.open_task(session, "withdrawn-originals", now=NOW, params=second)
        found = tasks.tasks(session, finished=True)
    books.close()
    assert (len(found), found[-1].params) == (asked, second)
    assert found[0].due_on == date(2026, 11, 30)
