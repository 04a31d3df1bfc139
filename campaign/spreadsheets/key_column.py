"""The column of a plan's file by which its rows are known again: where it is, and the file with keys in it.

Keys of ours name the post by its number, for a slug may spell a name; four signs of chance follow, so that no other
campaign's sheet means it, and no key of staff's own.
"""

import secrets
import zipfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

from campaign.spreadsheets.plan_rows import columns
from campaign.spreadsheets.plan_rows.rows import Reading
from campaign.spreadsheets.sheets import csv_cells, reader
from campaign.spreadsheets.sheets.formula_guard import WIDEST
from campaign.spreadsheets.sheets.reader import Table
from media import files
from schedules.errors import BadRequest, ScheduleError


@dataclass(frozen=True, kw_only=True)
class KeyColumn:
    """A file as it was read, its header's row, and its key column (from 0), which is new where it has a `title`."""

    path: Path
    data: bytes
    encoding: str | None
    table: Table
    header: int
    place: int
    title: str | None


def of(path: Path, table: Table, reading: Reading, encoding: str | None) -> KeyColumn:
    """Return where a file's keys stand, or may stand.

    Raises BadRequest where nothing can be written there: no header, no room, a hidden column, a file that is read-only
    or open in a program that lets nobody else write.
    """
    if reading.header is None:
        raise BadRequest("plan-keys-no-header")
    home = path.resolve()
    _require_writable(home)
    data = reader.content(home)
    head = next(cells for number, cells in table.rows if number == reading.header)
    place = next((at for at, cell in enumerate(head) if columns.named(cell) == "key"), None)
    if place in table.hidden_columns:
        raise BadRequest("plan-keys-hidden", column=columns.letters(place or 0))
    title = columns.key_title(head) if place is None else None
    beyond = _width(data, table, encoding) if place is None else place
    if beyond >= WIDEST:
        raise BadRequest("plan-keys-wide", most=WIDEST)
    return KeyColumn(
        path=home,
        data=data,
        encoding=encoding,
        table=table,
        header=reading.header,
        place=beyond,
        title=title,
    )


def new_key(number: int, taken: Collection[str]) -> str:
    """Return a key for post `number` that nobody has."""
    while True:
        key = f"p{number}-{secrets.token_hex(2)}"
        if key not in taken:
            return key


def filled(column: KeyColumn, keys: Mapping[int, str]) -> bytes:
    """Return the file with these keys, by row; nothing else that people see in it is changed.

    Raises BadRequest where that cannot be.
    """
    if not keys:
        return column.data
    cells = {(row, column.place): key for row, key in keys.items()}
    if column.title:
        cells[column.header, column.place] = column.title
    try:
        made = _made(column, cells)
        found = reader.table(made, columns.score, column.encoding)
    except (expat.ExpatError, zipfile.BadZipFile, LookupError, ValueError):
        raise BadRequest("plan-keys-unfit") from None
    if found.rows != tuple(_with(column.table, cells)):
        raise BadRequest("plan-keys-unfit")
    return made


def write(column: KeyColumn, keys: Mapping[int, str]) -> None:
    """Put the keys into the file, whole or not at all.

    Raises ScheduleError where it changed meanwhile or cannot be written any more.
    """
    made = filled(column, keys)
    try:
        if reader.content(column.path) != column.data:
            raise ScheduleError("plan-keys-changed", file=column.path.name)
        files.write_whole(column.path, made, keep_mode=True)
    except OSError as why:
        raise ScheduleError("plan-keys-unwritten", file=column.path.name, why=why.strerror) from why


def _made(column: KeyColumn, cells: Mapping[tuple[int, int], str]) -> bytes:
    if not reader.is_workbook(column.data):
        return csv_cells.filled(column.data, cells, columns.score, column.encoding)
    from campaign.spreadsheets.sheets import sheet_cells, xlsx  # slow to load, and seldom needed

    return sheet_cells.filled(column.data, xlsx.read(column.data).part, column.header, cells)


def _with(table: Table, cells: Mapping[tuple[int, int], str]) -> list[tuple[int, tuple[object, ...]]]:
    """Return a table's rows with these cells."""
    written: dict[int, dict[int, str]] = {}
    for (row, place), said in cells.items():
        written.setdefault(row, {})[place] = said
    rows = []
    for number, old in table.rows:
        new = [*old]
        for place, said in written.get(number, {}).items():
            new += [None] * (place + 1 - len(new))
            new[place] = said
        rows.append((number, tuple(new)))
    return rows


def _width(data: bytes, table: Table, encoding: str | None) -> int:
    """Return the first column in which no row has a cell."""
    if not reader.is_workbook(data):
        return csv_cells.width(data, columns.score, encoding)
    widest = max((len(cells) for _, cells in table.rows), default=0)
    return max([widest, *(area.columns.stop for area in table.merged)])


def _require_writable(path: Path) -> None:
    """Refuse a file that says it is not to be written, or that another program holds or says it has open."""
    for lock in (
        path.with_name(f"~${path.name}"),
        path.with_name(f".~lock.{path.name}#"),
    ):  # Excel's, LibreOffice's
        if lock.exists():
            raise BadRequest("plan-keys-open", lock=lock.name)
    try:
        if not path.stat().st_mode & 0o200:
            raise BadRequest("plan-keys-read-only", path=path)
        with path.open("r+b"):
            pass
    except PermissionError:
        raise BadRequest("plan-keys-locked", path=path) from None
