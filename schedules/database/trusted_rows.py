"""Can the rows of a database be believed? Found out for one that comes from elsewhere, or may be damaged.

`findings` reads all of it: is it whole, is every value of its column's kind, does every path stay in the campaign
folder. It is asked at a restore, by `doctor`, and where reading a row ended in an error that nobody foresaw. `astray`
asks for the paths alone, each time a campaign is opened. No text longer than `LONGEST` is ever loaded.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import JSON, Boolean, Column, DateTime, Integer
from sqlalchemy.dialects.sqlite import pysqlite
from sqlmodel import SQLModel

from media import json_values
from media.findings import Detail, Finding
from media.formats import FORMATS
from schedules.database import account_tables as account_tables  # so that its tables are looked into, too
from schedules.database import invitation_tables as invitation_tables
from schedules.database import known_schema, subtitle_versions, tables
from schedules.errors import BadRequest
from schedules.model import campaign_paths
from schedules.model.campaign_paths import FILMS, FORMS, PICTURES, RENDERS
from schedules.model.remote_states import Intent

# bytes of one value or one row: a long campaign's longest list of post numbers takes a fourth
LONGEST = 4 << 20
YEARS = range(1990, 2400)
TOLD = 10  # findings that one sentence names
_PATHS = (  # where a path stands: place in the folder, whose it is, and the rows that have one
    (FILMS, "testimony", f"SELECT id, film_path FROM testimony WHERE film_path <> '{campaign_paths.GONE}'"),
    (FILMS, "testimony", "SELECT testimony_id, path FROM subtitle_file"),
    (FORMS, "consent", "SELECT id, evidence_path FROM consent"),
    (RENDERS, "testimony", "SELECT testimony_id, path FROM rendition"),
    (PICTURES, "post", "SELECT number, cover_path FROM post WHERE cover_path IS NOT NULL"),
)
_PHOTOS = "SELECT number, photos FROM post WHERE photos <> '[]'"
_DIALECT = pysqlite.dialect()


def guard(connection: sqlite3.Connection) -> None:
    """Let a connection run nothing that a schema brings along, look twice at pages, and load no endless value."""
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA cell_size_check=ON")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST)


def findings(path: Path) -> list[Finding]:
    """Return all that is wrong with the database file at `path`, of whatever version; nothing in it is changed."""
    with closing(sqlite3.connect(path)) as connection:
        try:
            guard(connection)
            version = known_schema.version(connection)
            if version not in known_schema.KNOWN:  # newer, or no campaign's: whoever opens it says which
                return []
            if strange := known_schema.strangers(connection, version):
                return strange
            return _broken(connection) or odd_values(connection) or astray(connection)
        except sqlite3.Error as error:
            if _named(error, "SQLITE_BUSY"):
                return []
            told = odd_values(connection) if _named(error, "SQLITE_TOOBIG") else []
            return told or [_unreadable(known_schema.FILE, error)]


def all_findings(path: Path) -> list[Finding]:
    """Return as `findings` does, but all kinds of them at once, for whoever is to see what was done to a backup.

    Rows are read only from tables that are as we make them: a view in the place of one may be without end.
    """
    with closing(sqlite3.connect(path)) as connection:
        found: list[Finding] = []
        with suppress(sqlite3.Error):
            guard(connection)
            version = known_schema.version(connection)
            found = known_schema.strangers(connection, version) if version in known_schema.KNOWN else []
        names = {one.params["name"] for one in found if one.params["kind"] != "trigger"}
        for look in (odd_values, astray) if found and names.isdisjoint(SQLModel.metadata.tables) else ():
            with suppress(sqlite3.Error, ValueError):
                found += look(connection)
        if found:
            return found
    rows = findings(path)
    with closing(sqlite3.connect(path)) as connection, suppress(sqlite3.Error, ValueError):
        guard(connection)
        rows += [one for one in astray(connection) if one not in rows] if rows else []
    return rows


def astray(connection: sqlite3.Connection) -> list[Finding]:
    """Return the paths that lead out of the campaign's folders, or into one that is not of their kind.

    Raises sqlite3.Error, and ValueError for photos that are no JSON.
    """
    known = {name for (name,) in connection.execute("SELECT name FROM pragma_table_info('post')")}
    paths = [one for one in _PATHS if "cover_path" in known or "cover_path" not in one[2]]
    found = [
        _finding("strange-path", f"{whose} {number}", path=path, place=place)
        for place, whose, query in paths
        for number, path in connection.execute(query)
        if not campaign_paths.fits(path, place)
    ]
    for number, photos in connection.execute(_PHOTOS) if "photos" in known else ():
        found += [
            _finding("strange-path", f"post {number}", path=path, place=PICTURES)
            for path in _photo_paths(photos)
            if not campaign_paths.fits(path, PICTURES)
        ]
    return found


def _photo_paths(photos: object) -> Iterator[object]:
    told = json_values.parsed(str(photos))
    for one in told if isinstance(told, list) else [told]:
        yield one.get("path") if isinstance(one, dict) else one


def _broken(connection: sqlite3.Connection) -> list[Finding]:
    """Return whether the file is whole, and whether each row finds those it refers to; raises sqlite3.Error."""
    said = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if not said or said[0] != "ok":
        return [_finding("strange-file", known_schema.FILE)]
    lost = connection.execute("PRAGMA foreign_key_check").fetchone()
    return [_finding("strange-file", str(lost[0]))] if lost else []


def odd_values(connection: sqlite3.Connection) -> list[Finding]:
    """Return the columns with a value that is not of their kind, each once, and tables that cannot be read."""
    return [one for table in SQLModel.metadata.sorted_tables for one in _odd_in(connection, table)]


def _odd_in(connection: sqlite3.Connection, table: Any) -> list[Finding]:
    known = {row[1] for row in connection.execute(f'PRAGMA table_info("{table.name}")')}
    columns = [column for column in table.columns if column.name in known]
    checks = [(column.name, _check(table.name, column)) for column in columns]
    odd: set[str] = set()
    names = ", ".join(f'"{name}"' for name, _ in checks)
    try:
        for row in connection.execute(f'SELECT {names} FROM "{table.name}"') if checks else ():
            odd |= {name for (name, good), value in zip(checks, row, strict=True) if not good(value)}
    except sqlite3.Error as error:
        return [_unreadable(table.name, error)]
    return [_finding("strange-value", table.name, column=name) for name in sorted(odd)]


def _check(table: str, column: Column[Any]) -> Callable[[object], bool]:
    """Return what a value of a column must pass: its type as it is read, then its own shape."""
    read = column.type.dialect_impl(_DIALECT).result_processor(_DIALECT, None)
    shape = _SHAPES.get((table, column.name), _shape(column))
    return partial(_good, nullable=bool(column.nullable), read=read, shape=shape)


def _good(value: object, *, nullable: bool, read: Any, shape: Callable[[Any], object]) -> bool:
    if value is None:
        return nullable
    try:
        told = read(value) if read else value
        return nullable if told is None else bool(shape(told))
    except Exception:  # whatever reading it raises, nobody could go on with it
        return False


def _shape(column: Column[Any]) -> Callable[[Any], object]:
    kind = getattr(column.type, "impl", column.type)  # of SQLModel's own types, what they are made of
    if isinstance(kind, JSON):
        return _is_texts
    if isinstance(kind, Boolean):
        return lambda value: isinstance(value, bool)
    if isinstance(kind, DateTime):
        return lambda value: isinstance(value, datetime) and value.year in YEARS
    if isinstance(kind, Integer):
        return lambda value: isinstance(value, int)
    return lambda value: value is not None and not isinstance(value, bytes | int | float)


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _is_photos(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(one, dict)
        and isinstance(one.get("path"), str)
        and all(name in one and isinstance(one[name], str | None) for name in ("sha256", "alt"))
        for one in value
    )


def _is_reason(value: object) -> bool:
    return (
        isinstance(value, dict)
        and isinstance(value.get("code"), str)
        and isinstance(value.get("params"), dict)
    )


def _is_centre(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(isinstance(one, int) for one in value)


def _is_worded(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(one, str) for one in value.values())


def _is_cues(value: object) -> bool:
    return isinstance(value, list) and all(map(subtitle_versions.is_row, value))


def _is_asked(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(one, dict) and isinstance(one.get("number"), int) and isinstance(one.get("content"), str)
        for one in value
    )


def _is_mapping(value: object) -> bool:
    return isinstance(value, dict)


_SHAPES: dict[tuple[str, str], Callable[[Any], object]] = {
    ("post", "photos"): _is_photos,
    ("post", "reason"): _is_reason,
    ("post", "due_zone"): ZoneInfo,
    ("post", "due_wall"): datetime.fromisoformat,
    ("post", "format"): FORMATS.__contains__,
    ("testimony", "centre"): _is_centre,
    ("testimony", "centre_by"): ("given", "found", "assumed").__contains__,
    ("testimony", "cover_words"): _is_worded,
    ("subtitle_version", "cues"): _is_cues,
    ("invitation", "posts"): _is_asked,
    ("event", "params"): _is_mapping,
    ("task", "params"): _is_mapping,
    ("remote_object", "kind"): (*tables.CARRIERS, *tables.EXTRAS).__contains__,
    ("remote_object", "intent"): Intent,
}


def _finding(code: str, where: str, **params: object) -> Finding:
    return Finding(code=code, severity="error", where=where, params={"where": where, **params})


def refusal(code: str, path: Path, found: list[Finding]) -> BadRequest:
    """Return the error that names what was found, of much the first."""
    more = len(found) - TOLD
    told = [Detail(one.code, one.params) for one in found[:TOLD]]
    return BadRequest(f"{code}-more" if more > 0 else code, path=path, found=told, more=more)


def _unreadable(where: str, error: sqlite3.Error) -> Finding:
    return _finding("strange-length" if _named(error, "SQLITE_TOOBIG") else "strange-file", where)


def _named(error: sqlite3.Error, name: str) -> bool:
    return str(getattr(error, "sqlite_errorname", "")).startswith(name)
