"""Has another process changed the database? One connection of its own asks SQLite for its `data_version`."""

from schedules.database.engine import Store


class Watcher:
    """Asks cheaply, many times; `changed` is True when anybody else committed since the last question."""

    def __init__(self, store: Store) -> None:
        self._store, self._connection = store, store.engine.raw_connection()
        self._seen = self._version()

    def changed(self) -> bool:
        """Tell whether the database changed since the last question (or since the watcher began)."""
        version = self._version()
        changed, self._seen = version != self._seen, version
        return changed

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()

    def _version(self) -> int:
        cursor = self._connection.cursor()
        try:
            with self._store.naming_locks():
                found: int = cursor.execute("PRAGMA data_version").fetchone()[0]
        finally:
            cursor.close()
        return found
