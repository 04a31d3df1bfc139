"""T2: a database holds our schema and nothing else, and what it was told to erase is read back."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from unittest import mock

import pytest
from click.testing import Result
from sqlalchemy import Engine, event

from schedules.database import engine
from tests import attacked_campaign
from tests.attacked_campaign import Attacked
from tests.attacks.test_paths_from_rows import rewritten

pytestmark = pytest.mark.slow  # each attack is a campaign or a server of its own

Run = Callable[..., Result]
PAUSE = "CREATE TRIGGER calm AFTER INSERT ON pause BEGIN UPDATE pause SET ended_at = '2020-01-01 00:00:00.000000'; END"
KEEP = "CREATE TRIGGER k AFTER UPDATE OF name ON person BEGIN UPDATE person SET name = OLD.name WHERE id = OLD.id; END"
STRANGERS = {
    "trigger on a pause": PAUSE,
    "trigger on a name": KEEP,
    "trigger that copies": "CREATE TRIGGER c AFTER INSERT ON event BEGIN INSERT INTO task SELECT * FROM task; END",
    "view": "CREATE VIEW names AS SELECT name FROM person",
    "table": "CREATE TABLE notes (name TEXT)",
    "virtual table": "CREATE VIRTUAL TABLE sought USING fts5(name)",
    "index": "CREATE INDEX theirs ON person (name)",
    "index on an expression": "CREATE INDEX theirs ON person (lower(name))",
    "unique index": "CREATE UNIQUE INDEX one_pause ON pause (reason)",
    "column": "ALTER TABLE person ADD COLUMN alias TEXT",
    "generated column": "ALTER TABLE person ADD COLUMN twice TEXT AS (name || name)",
    "default": "ALTER TABLE pause ADD COLUMN ended TEXT DEFAULT 'now'",
    "lost trigger": "DROP TRIGGER event_is_append_only_update",
    "lost index": "DROP INDEX ix_post_owed",
    "lost table": "DROP TABLE quiet",
    "renamed column": "ALTER TABLE task RENAME COLUMN done_at TO open_at",
}
REWRITTEN = {  # of a table's own words, by the one door that SQLite leaves: (table, from, to)
    "silent constraint": ("testimony", "UNIQUE (slug)", "UNIQUE (slug) ON CONFLICT IGNORE"),
    "check that forbids to forget": (
        "person",
        "name VARCHAR NOT NULL",
        "name VARCHAR NOT NULL CHECK (name <> '')",
    ),
    "cascade": ("consent", "REFERENCES testimony (id)", "REFERENCES testimony (id) ON DELETE CASCADE"),
    "collation": ("person", "name VARCHAR", "name VARCHAR COLLATE NOCASE"),
    "event that may change": ("event_is_append_only_update", "RAISE(ABORT,", "RAISE(IGNORE) -- ("),
}


def plant(attacked: Attacked, kind: str) -> None:
    """Put a stranger into the database."""
    if kind in STRANGERS:
        return attacked.sql(STRANGERS[kind])
    name, before, after = REWRITTEN[kind]
    with closing(sqlite3.connect(attacked.folder / engine.FILE)) as books:
        books.execute("PRAGMA writable_schema=ON")
        sql = books.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0]
        assert before in sql
        told = sql.replace(before, after)
        books.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", (told, name))
        books.commit()
    return None


@pytest.mark.parametrize("kind", [*STRANGERS, *REWRITTEN])
def test_stranger_in_an_opened_database(attacked: Attacked, kind: str) -> None:
    """Whatever somebody adds to, takes from or rewrites in the schema, no command works with it; one line says so."""
    plant(attacked, kind)
    for words in (
        ("pause",),
        ("status",),
        ("consent", "withdraw", "bakery", "--yes"),
        ("run", "--until-idle"),
    ):
        assert "campaign restore" in attacked.refused(*words, says=str(attacked.folder / engine.FILE))


@pytest.mark.parametrize(
    "kind", ["trigger on a pause", "view", "generated column", "silent constraint", "lost trigger"]
)
def test_stranger_in_a_backup(attacked: Attacked, kind: str, tmp_path: Path) -> None:
    """A backup with a stranger in its schema is not restored, and the refusal names it."""
    backup = tmp_path / "b.zip"
    assert attacked.run("backup", backup, folder=attacked.folder).exit_code == 0
    plant(attacked, kind)
    database = (attacked.folder / engine.FILE).read_bytes()
    rewritten(backup, lambda files: files.update({engine.FILE: database}))
    done = attacked.run("restore", backup, tmp_path / "new", "--yes")
    assert (done.exit_code, (tmp_path / "new").exists()) == (2, False), done.output
    named = {
        "trigger on a pause": "calm",
        "view": "names",
        "generated column": "person",
        "silent constraint": "testimony",
    }
    assert named.get(kind, "event_is_append_only_update") in done.stderr


def test_view_in_the_place_of_the_version(attacked: Attacked) -> None:
    """A view in the place of the table that tells the version is not asked, for it may tell anything, or never end."""
    attacked.sql(
        "DROP TABLE alembic_version",
        "CREATE VIEW alembic_version AS SELECT '0005' AS version_num",
    )
    attacked.refused("status", says=str(attacked.folder / engine.FILE))


@pytest.mark.parametrize("version", ["'0004'", "'0003b'", "x'30303035'", "''"])
def test_version_that_is_not_its_own(attacked: Attacked, version: str) -> None:
    """A database that says to be of another version than it is, is neither migrated nor used."""
    attacked.sql(f"UPDATE alembic_version SET version_num = {version}")
    attacked.refused("status", says=str(attacked.folder / engine.FILE))
    assert not list(attacked.folder.glob("campaign.before-*"))


def test_two_tables_on_one_page(attacked: Attacked) -> None:
    """A table that shows another's rows is found before either is read."""
    with closing(sqlite3.connect(attacked.folder / engine.FILE)) as books:
        books.execute("PRAGMA writable_schema=ON")
        books.execute(
            "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = 'event')"
            " WHERE name = 'task'"
        )
        books.commit()
    attacked.refused("status", says=str(attacked.folder / engine.FILE))


def test_every_connection_distrusts_the_schema(attacked: Attacked) -> None:
    """Each connection runs no function that a schema names, looks twice at cells, and loads no endless text."""
    books = engine.open_in(attacked.folder)
    with books.read() as session:
        connection = session.connection().connection.driver_connection
        assert isinstance(connection, sqlite3.Connection)
        asked = [
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("trusted_schema", "cell_size_check")
        ]
        assert asked == [0, 1]
        assert connection.getlimit(sqlite3.SQLITE_LIMIT_LENGTH) < 1 << 24
    books.close()


@pytest.fixture
def planted_at_once() -> Iterator[None]:
    """Somebody puts a trigger into every database after it was looked at: here, with each connection."""
    made = engine._engine

    def with_trigger(path: Path, busy_s: float) -> Engine:
        opened = made(path, busy_s)

        def plant(connection: sqlite3.Connection, _record: object) -> None:
            connection.execute(KEEP.replace("CREATE TRIGGER", "CREATE TEMP TRIGGER"))

        event.listen(opened, "connect", plant)
        return opened

    with mock.patch.object(engine, "_engine", with_trigger):
        yield


@pytest.mark.usefixtures("planted_at_once")
@pytest.mark.parametrize(
    "words", [("testimony", "remove", "bakery", "--yes"), ("consent", "withdraw", "bakery", "--yes")]
)
def test_erasure_that_does_not_hold_is_told(attacked: Attacked, words: tuple[str, ...]) -> None:
    """A name that stands there after it was erased is not said to be forgotten: the command fails and says what is."""
    attacked.sql("UPDATE post SET state = 'cancelled'")
    done = attacked.run(*words, folder=attacked.folder)
    assert (done.exit_code, "person name" in done.stderr) == (1, True), done.output
    assert "forgotten" not in done.stdout
    assert attacked.asked("SELECT name FROM person WHERE id = 1") == [("Nora Voorbeeld",)]


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER kept AFTER DELETE ON thing BEGIN INSERT INTO setting VALUES (OLD.data, 1); END",
        "CREATE VIEW names AS SELECT data FROM thing",
        "CREATE TABLE notes (data TEXT)",
    ],
)
def test_stranger_in_the_rehearsal_store(attacked: Attacked, statement: str) -> None:
    """The rehearsal Page's store is held to the same: no trigger keeps there what a withdrawal deletes."""
    with attacked_campaign.page(attacked.folder):
        pass
    with closing(sqlite3.connect(attacked.folder / "rehearsal" / "page.db")) as page:
        page.execute(statement)
        page.commit()
    attacked.sql("UPDATE post SET state = 'cancelled'")
    attacked.refused("testimony", "remove", "bakery", "--yes", says="rehearsal")


@pytest.mark.parametrize(
    ("table", "column"),
    [("post", "caption"), ("event", "params"), ("person", "name"), ("consent", "display_name")],
)
def test_oversized_row_in_a_backup(attacked: Attacked, table: str, column: str, tmp_path: Path) -> None:
    """A backup with a text of 6 MB in a row is refused with the table's name; the text is never loaded."""
    backup = tmp_path / "b.zip"
    assert attacked.run("backup", backup, folder=attacked.folder).exit_code == 0
    attacked.sql(*[f"DROP TRIGGER event_is_append_only_{verb}" for verb in ("update", "delete")])
    attacked.sql(f"UPDATE {table} SET {column} = replace(hex(zeroblob(3000000)), '0', 'a')")
    triggers = [
        f"CREATE TRIGGER event_is_append_only_{verb.lower()} BEFORE {verb} ON event "
        "BEGIN SELECT RAISE(ABORT, 'events are only ever added'); END"
        for verb in ("UPDATE", "DELETE")
    ]
    attacked.sql(*triggers)
    database = (attacked.folder / engine.FILE).read_bytes()
    rewritten(backup, lambda files: files.update({engine.FILE: database}))
    done = attacked.run("restore", backup, tmp_path / "new", "--yes")
    assert (done.exit_code, table in done.stderr, (tmp_path / "new").exists()) == (2, True, False), (
        done.output
    )
