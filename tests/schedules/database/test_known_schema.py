"""Which schemas are ours: what the migrations make today, and what they made before."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from schedules.database import engine, known_schema
from schedules.database.migrations import steps
from tests.paths import DATA, REPOSITORY


@pytest.mark.parametrize("version", known_schema.KNOWN)
def test_what_the_migrations_make_is_known(version: str) -> None:
    """Each version's schema is known by its hash, so that no command has to make it anew to compare with."""
    with steps.in_memory(version) as made:
        assert known_schema.digest(known_schema.parts(made)) in known_schema.KNOWN[version]


def test_newest_schema_is_known() -> None:
    """A new migration brings its hash along."""
    assert max(known_schema.KNOWN) == engine.SCHEMA


@pytest.mark.parametrize(
    "dump", ["campaign-0001.sql", "campaign-0002.sql", "campaign-0003.sql", "campaign-0004.sql"]
)
def test_databases_of_before_are_no_strangers(tmp_path: Path, dump: str) -> None:
    """Databases that earlier versions made, and those that are brought up to date from them, are ours."""
    with closing(sqlite3.connect(tmp_path / engine.FILE)) as books:
        books.executescript((DATA / dump).read_text(encoding="utf-8"))
    engine.open_in(tmp_path).close()
    engine.open_in(tmp_path).close()


def test_every_table_is_looked_into() -> None:
    """What examines the rows of a database that comes from elsewhere knows every table that the migrations make."""
    asked = "from schedules.database import trusted_rows; print(*trusted_rows.SQLModel.metadata.tables)"
    done = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=REPOSITORY
    )
    with steps.in_memory(engine.SCHEMA) as made:
        tables = {name for kind, name, _, _ in known_schema.parts(made) if kind == "table"}
    assert {*done.stdout.split()} == tables - {"alembic_version", "sqlite_sequence"}
