"""The campaign's database: made whole, opened by every later version, never read half."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError, StatementError

from schedules.database import engine, events, posts, tables, transitions
from schedules.errors import BadRequest, DatabaseBusy
from tests.paths import DATA, REPOSITORY
from tests.queue_campaign import NOON, Campaign


def test_migrations_make_what_the_models_say(tmp_path: Path) -> None:
    """A database made by the migrations has exactly the tables, columns and indexes of the models."""
    books = engine.create(tmp_path)
    with books.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"render_as_batch": True})
        assert compare_metadata(context, tables.SQLModel.metadata) == []


def test_newest_step_is_named(tmp_path: Path) -> None:
    """The version that opening compares is the newest of the migrations."""
    engine.create(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / engine.FILE)) as books:
        assert books.execute("SELECT version_num FROM alembic_version").fetchall() == [(engine.SCHEMA,)]


@pytest.mark.slow
def test_opening_loads_no_alembic(tmp_path: Path) -> None:
    """Opening a database that is up to date does not load Alembic."""
    engine.create(tmp_path).close()
    code = (
        "import sys, pathlib; from schedules.database import engine; "
        "engine.open_in(pathlib.Path(sys.argv[1])); print('alembic' in sys.modules)"
    )
    root = REPOSITORY
    ran = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], cwd=root, capture_output=True, text=True
    )
    assert (ran.stdout, ran.stderr) == ("False\n", "")


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ((3, 40, 1), "TRUNCATE"),
        ((3, 44, 5), "TRUNCATE"),
        ((3, 44, 6), "WAL"),
        ((3, 45, 1), "TRUNCATE"),
        ((3, 50, 7), "WAL"),
        ((3, 51, 2), "TRUNCATE"),
        ((3, 51, 3), "WAL"),
        ((3, 53, 4), "WAL"),
    ],
)
def test_journal_mode_by_version(version: tuple[int, int, int], mode: str) -> None:
    """WAL is used only where SQLite has mended the WAL-reset fault."""
    assert engine.journal_mode(version) == mode


def test_connections_are_careful(
    tmp_path: Path, compiled_once: Callable[[Path, float], Engine], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every connection syncs fully, keeps foreign keys, erases what it deletes and waits ten seconds for a lock."""
    monkeypatch.setattr(engine, "_engine", compiled_once)  # as outside these tests, which wait for no disk
    books = engine.create(tmp_path)
    wanted = {"synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "busy_timeout": 10_000}
    with books.read() as session:
        assert {name: session.execute(text(f"PRAGMA {name}")).scalar() for name in wanted} == wanted


@pytest.mark.parametrize("statement", ["UPDATE event SET event = 'x'", "DELETE FROM event"])
def test_events_are_only_added(tmp_path: Path, statement: str) -> None:
    """Nothing changes or erases an event."""
    books = engine.create(tmp_path)
    with books.write() as session:
        transitions.note(session, "paused", now=NOON, by="staff")
    with pytest.raises(IntegrityError, match="only ever added"), books.write() as session:
        session.execute(text(statement))


@pytest.mark.parametrize(
    "row",
    [
        "INSERT INTO post (kind, state, language, caption, attempts, fence, added_at) "
        "VALUES ('text', 'flying', 'nl', 'x', 0, 0, '2026-11-24 11:00:00.000000')",
        "INSERT INTO post (kind, state, language, caption, attempts, fence, added_at) "
        "VALUES ('text', 'approved', 'nl', 'x', 0, 0, '2026-11-24 11:00:00.000000')",
        "INSERT INTO post (kind, state, language, caption, attempts, fence, added_at) "
        "VALUES ('link', 'draft', 'nl', 'x', 0, 0, '2026-11-24 11:00:00.000000')",
        "INSERT INTO post (kind, state, language, caption, attempts, fence, added_at) "
        "VALUES ('video', 'draft', 'nl', 'x', 0, 0, '2026-11-24 11:00:00.000000')",
    ],
    ids=["unknown state", "approved without date", "link without link", "film without testimony"],
)
def test_schema_refuses_what_makes_no_sense(tmp_path: Path, row: str) -> None:
    """A post that makes no sense cannot be written, whoever writes it."""
    books = engine.create(tmp_path)
    with pytest.raises(IntegrityError, match="CHECK constraint failed"), books.write() as session:
        session.execute(text(row))


def test_moments_keep_their_instant(queue: Campaign) -> None:
    """A moment in another zone comes back as the same instant, aware and in UTC; a naive one is refused."""
    east = datetime(2026, 11, 24, 12, 0, tzinfo=timezone(timedelta(hours=1)))
    number = queue.queue(due=east)
    assert queue.post(number).due_at == datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
    with pytest.raises(StatementError), queue.books.write() as session:
        transitions.note(session, "paused", now=datetime(2026, 11, 24, 12, 0), by="staff")  # noqa: DTZ001  (the point)


def test_numbers_are_never_used_again(tmp_path: Path) -> None:
    """The number of a post that is gone is not given to another."""
    books = engine.create(tmp_path)
    row = (
        "INSERT INTO post (kind, state, language, caption, attempts, fence, added_at) "
        "VALUES ('text', 'draft', 'nl', 'x', 0, 0, '2026-11-24 11:00:00.000000') RETURNING number"
    )
    with books.write() as session:
        assert session.execute(text(row)).scalar() == 1
        session.execute(text("DELETE FROM post"))
        assert session.execute(text(row)).scalar() == 2


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda path: path.unlink(), "no-database"),
        (lambda path: path.write_bytes(b"not a database at all, whatever its name" * 99), "database-broken"),
        (lambda path: path.write_bytes(b""), "database-broken"),
        (lambda path: _set_version(path, "9999"), "database-unknown-version"),
    ],
    ids=["missing", "garbage", "empty", "newer"],
)
def test_unusable_database_is_refused(tmp_path: Path, spoil: object, code: str) -> None:
    """A database that is missing, broken or newer is refused with its reason, and stays as it is."""
    engine.create(tmp_path).close()
    path = tmp_path / engine.FILE
    spoil(path)  # type: ignore[operator]
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(BadRequest) as caught:
        engine.open_in(tmp_path)
    assert (caught.value.code, path.read_bytes() if path.exists() else None) == (code, before)


def _set_version(path: Path, version: str) -> None:
    with closing(sqlite3.connect(path)) as books:
        books.execute("UPDATE alembic_version SET version_num = ?", [version])
        books.commit()


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="only Linux tells which files are open")
@pytest.mark.parametrize("version", ["9999", None])
def test_refused_is_let_go(tmp_path: Path, version: str | None) -> None:
    """A database that is refused stays open nowhere: Windows could neither move nor delete its folder."""
    engine.create(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / engine.FILE)) as books, books:
        books.execute("UPDATE alembic_version SET version_num = ?", (version or engine.SCHEMA,))
        if version is None:
            books.execute("PRAGMA writable_schema = ON")
            books.execute("UPDATE sqlite_master SET rootpage = 3 WHERE name = 'post'")
    with pytest.raises(BadRequest) as refused:
        engine.checked_in(tmp_path)
    held = [
        one for one in Path("/proc/self/fd").iterdir() if one.exists() and tmp_path in one.resolve().parents
    ]
    assert (held, refused.value.code[:9]) == ([], "database-")


@pytest.mark.parametrize("version", ["0001", "0002", "0003", "0004"])
def test_databases_of_earlier_versions_open(tmp_path: Path, version: str) -> None:
    """A campaign's database as every released version left it opens, with its posts and its log."""
    dump = (DATA / f"campaign-{version}.sql").read_text(encoding="utf-8")
    with closing(sqlite3.connect(tmp_path / engine.FILE)) as books:
        books.executescript(dump)
    opened = engine.open_in(tmp_path)
    with opened.read() as session:
        assert [(post.number, str(post.state)) for post in posts.posts(session)] == [
            (2, "published"),
            (3, "published"),
            (1, "published"),
        ]
        assert len(events.events(session)) == 24
    opened.close()


def test_a_watcher_begins_while_the_database_is_locked(tmp_path: Path) -> None:
    """It says that the database is busy when it is asked, and finds it changed as soon as it can be read."""
    with closing(engine.create(tmp_path)) as store:
        with closing(sqlite3.connect(tmp_path / engine.FILE)) as other:
            other.execute("BEGIN EXCLUSIVE")
            watcher = engine.Watcher(store)
            with pytest.raises(DatabaseBusy):
                watcher.changed()
            other.rollback()
        assert [watcher.changed() for _ in range(2)] == [True, False]
        watcher.close()
