"""The campaign's database: open, create, migrate, and the two kinds of transaction."""

import copy
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from secrets import randbelow

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from media import files, rights
from media.findings import Finding
from schedules.database import colleagues, known_schema, once, trusted_rows
from schedules.database.colleagues import Acting
from schedules.errors import BadRequest, DatabaseBusy, NotReady

FILE = known_schema.FILE
BUSY_S = 10.0  # how long a transaction waits for another program's
MOST_CAMPAIGNS = 2**31 - 1  # as many numbers as `user_version` has
SCHEMA = "0013"  # the newest step in migrations/versions
_BROKEN = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_TOOBIG", "SQLITE_IOERR_SHORT_READ")
# what reading a row raises whose bytes were changed: by SQLAlchemy's types, or by what relies on the columns' kinds
_MISREAD = (
    SQLAlchemyError, sqlite3.Error, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError,
    RuntimeError,
)  # fmt: skip


class Store:
    """One campaign's database; `read` and `write` hand out sessions, each one transaction.

    Both raise DatabaseBusy where another program keeps it locked for longer than `busy_s` (default: `BUSY_S`), and
    BadRequest where it is damaged.
    """

    def __init__(self, path: Path, *, busy_s: float | None = None, copy_of: Path | None = None) -> None:
        self.path, self._named = path, copy_of or path  # of a copy that is gone soon, nobody wants the path
        self.engine = _engine(path, BUSY_S if busy_s is None else busy_s)
        self._reading = self.engine.execution_options(begin="DEFERRED")
        self._written = threading.Event()  # of this database: whoever acts
        self.acting = colleagues.NOBODY

    @property
    def was_written(self) -> bool:
        """Return whether a transaction of `write` was committed."""
        return self._written.is_set()

    def acting_as(self, acting: Acting) -> "Store":
        """Return the same database for somebody: what staff do in its sessions is done by this person."""
        theirs = copy.copy(self)
        theirs.acting = acting
        return theirs

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Yield a session that sees one moment and never waits for a writer to finish."""
        with self.naming_troubles(), Session(self._reading, expire_on_commit=False) as session:
            session.info[once.KEPT] = {}
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Yield a session in an immediate transaction: committed at the end, rolled back on any error."""
        with self.naming_troubles(), Session(self.engine, expire_on_commit=False) as session, session.begin():
            colleagues.seat(session, self.acting)
            yield session
        self._written.set()

    @contextmanager
    def naming_troubles(self) -> Iterator[None]:
        """Let "database is locked" leave as DatabaseBusy, and what a damaged file or row causes as BadRequest."""
        try:
            yield
        except _MISREAD as error:
            cause = getattr(error, "orig", None) or error
            name = getattr(cause, "sqlite_errorname", "")
            if name.startswith("SQLITE_BUSY"):
                raise DatabaseBusy("database-busy", path=self.path.name, why=str(cause)) from error
            if name.startswith(_BROKEN) or self.damage():
                raise BadRequest("database-broken", path=self._named) from error
            raise

    def damage(self) -> list[Finding]:
        """Read everything, and return all that is wrong with it: what reading rows may fail for."""
        return trusted_rows.findings(self.path)

    def copied(self, folder: Path) -> "Store":
        """Return a copy of the database as it stands, in another folder."""
        path = files.made(folder / FILE)
        with closing(sqlite3.connect(self.path)) as source, closing(sqlite3.connect(path)) as copy:
            source.backup(copy)
        return Store(path, copy_of=self._named)

    def check(self) -> None:
        """Read the whole file through; raises BadRequest where it is damaged."""
        with self.naming_troubles(), self._reading.connect() as connection:
            found = connection.execute(text("PRAGMA integrity_check(1)")).scalar()
        if found != "ok":
            raise BadRequest("database-broken", path=self._named)

    def require_whole(self) -> None:
        """Read the whole file and every value in it; raises BadRequest that says what is damaged, or not ours."""
        if found := self.damage():
            if any(one.code == "strange-file" for one in found):
                raise BadRequest("database-broken", path=self.path)
            raise trusted_rows.refusal("database-strange", self.path, found)

    def compact(self) -> None:
        """Write the file anew without its free pages and its log, so that no erased word is left in it.

        Raises NotReady where another process keeps the database busy.
        """
        connection = self.engine.raw_connection()
        try:
            for words in ("PRAGMA temp_store=MEMORY", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                connection.cursor().execute(words).fetchall()
        except sqlite3.OperationalError as error:
            raise NotReady("database-busy", path=self.path, why=error) from error
        finally:
            connection.close()

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()


def create(folder: Path) -> Store:
    """Make `folder`'s database with the newest schema; refuse where one stands already."""
    path = folder / FILE
    if path.exists():
        raise BadRequest("database-exists", path=path)
    store = Store(path)
    try:
        with _closed_on_error(store):
            _migrate(store)
            rights.give(path)
            _number(store)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return store


def open_in(folder: Path) -> Store:
    """Open `folder`'s database, brought to the newest schema; a copy of an older file is set aside first."""
    path = folder / FILE
    if not path.is_file():
        raise BadRequest("no-database", path=path)
    store = Store(path)
    with _closed_on_error(store), store.naming_troubles():
        version = _known_version(store)
        if version != SCHEMA:
            _set_aside(path, version)
            _migrate(store)
        with _driver(store) as connection:
            _refuse(store, trusted_rows.astray(connection))
    return store


def _known_version(store: Store) -> str:
    """Return the schema's version; raises BadRequest where it is not ours alone, or a newer one."""
    with _driver(store) as connection:
        version = known_schema.version(connection)
        if version not in known_schema.KNOWN:
            newer = version is not None and version > SCHEMA
            raise BadRequest("database-unknown-version" if newer else "database-broken", path=store.path)
        _refuse(store, known_schema.strangers(connection, version))
    return version


def _refuse(store: Store, found: list[Finding]) -> None:
    if found:
        raise trusted_rows.refusal("database-strange", store.path, found)


@contextmanager
def _driver(store: Store) -> Iterator[sqlite3.Connection]:
    """Yield SQLite's own connection: what is asked here needs no SQLAlchemy."""
    connection = store.engine.raw_connection()
    try:
        driver = connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        yield driver
    finally:
        connection.close()


@contextmanager
def _closed_on_error(store: Store) -> Iterator[None]:
    """Let go of the file where it is not handed on: Windows deletes and moves none that is open."""
    try:
        yield
    except BaseException:
        store.close()
        raise


def is_damaged(path: Path) -> bool:
    """Tell whether a file stands there that is no whole database of a campaign's."""
    try:
        return path.is_file() and bool(trusted_rows.findings(path))
    except (sqlite3.Error, OSError):
        return True


def checked_in(folder: Path) -> Store:
    """Open `folder`'s database as `open_in` does, and read all of it; raises BadRequest where it is damaged."""
    store = open_in(folder)
    with _closed_on_error(store):
        store.check()
    return store


def glimpsed(folder: Path, into: Path) -> Store | None:
    """Open a copy, in the folder `into`, of the database that stands in `folder`; None where it cannot be read.

    What stands there is not touched, whatever its version.
    """
    try:
        if not (folder / FILE).is_file():
            return None
        Store(folder / FILE).copied(into).close()
        return checked_in(into)
    except (BadRequest, sqlite3.Error, OSError):
        return None


def journal_mode(version: tuple[int, int, int]) -> str:
    """Return WAL where SQLite has mended the WAL-reset fault, else TRUNCATE (SQLite 3.51.3 release notes)."""
    mended = version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51, 0) or (3, 44, 6) <= version < (3, 45, 0)
    return "WAL" if mended else "TRUNCATE"


def _engine(path: Path, busy_s: float) -> Engine:
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": busy_s, "check_same_thread": False})
    event.listen(engine, "do_connect", lambda *_: _make_private(path))
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return engine


def _make_private(path: Path) -> None:
    """Make a new database's file before SQLite would, whose logs and journals then have the rights of the file."""
    if not path.exists():
        files.made(path)


def _configure(connection: sqlite3.Connection, _record: object) -> None:
    trusted_rows.guard(connection)
    connection.isolation_level = None  # we say BEGIN ourselves; the driver's own is deferred and skips DDL
    for pragma in (
        f"journal_mode={journal_mode(sqlite3.sqlite_version_info)}",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",  # erased words do not linger in free pages
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    mode = connection.get_execution_options().get("begin", "IMMEDIATE")
    connection.exec_driver_sql(f"BEGIN {mode}")


def _migrate(store: Store) -> None:
    from schedules.database.migrations import steps  # Alembic is slow to load and seldom needed

    with store.engine.begin() as connection:
        steps.upgrade(connection)


def _number(store: Store) -> None:
    """Give a new campaign the number that all its copies will have; below zero, it never had a home yet."""
    with store.engine.begin() as connection:
        connection.exec_driver_sql(f"PRAGMA user_version = {-1 - randbelow(MOST_CAMPAIGNS)}")


def _set_aside(path: Path, version: str) -> None:
    aside = path.with_suffix(f".before-{version}.db")
    with (
        files.unfinished(aside) as new,
        closing(sqlite3.connect(path)) as source,
        closing(sqlite3.connect(new)) as copy,
    ):
        source.backup(copy)


class Watcher:
    """Asks cheaply, many times; `changed` is True the first time, and when anybody else committed since the last.

    It begins without a question, for the database may be busy: `changed` raises DatabaseBusy then, and is asked again.
    """

    def __init__(self, store: Store) -> None:
        self._store, self._connection = store, store.engine.raw_connection()
        self._seen: int | None = None

    def changed(self) -> bool:
        """Tell whether the database changed since the last question; the first one finds it changed."""
        version = self._version()
        changed, self._seen = version != self._seen, version
        return changed

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()

    def _version(self) -> int:
        cursor = self._connection.cursor()
        try:
            with self._store.naming_troubles():
                found: int = cursor.execute("PRAGMA data_version").fetchone()[0]
        finally:
            cursor.close()
        return found
