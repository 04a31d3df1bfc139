"""Bring a database to the newest schema, inside one transaction; the only door to Alembic."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine


def upgrade(connection: Connection) -> None:
    """Apply every missing step to `connection`'s database; all or nothing when its caller rolls back."""
    command.upgrade(_config(connection), "head")


@contextmanager
def in_memory(version: str) -> Iterator[sqlite3.Connection]:
    """Yield an empty database in memory with the schema of a version, to compare others with."""
    engine = create_engine("sqlite://")
    try:
        with engine.connect() as connection:
            command.upgrade(_config(connection), version)
            driver = connection.connection.driver_connection
            assert isinstance(driver, sqlite3.Connection)
            yield driver
    finally:
        engine.dispose()


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
