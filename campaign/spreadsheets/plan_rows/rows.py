"""What a plan's rows mean: each cell read as what its column holds, or refused with its row and column."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import cast

from campaign.settings.declarations import Settings
from campaign.spreadsheets.plan_rows import columns, dates, postless_rows, valueless
from campaign.spreadsheets.plan_rows.cells import READERS, Reader, RowValues, When, as_shown
from campaign.spreadsheets.plan_rows.columns import Head
from campaign.spreadsheets.sheets import cut_rows, hidden_parts
from campaign.spreadsheets.sheets.formula_guard import WIDEST, Formatted, Unvalued
from campaign.spreadsheets.sheets.hidden_parts import Hidden
from campaign.spreadsheets.sheets.reader import Rows, Table
from campaign.typed import days
from media.errors import MediaError
from media.text import controls
from schedules.errors import BadRequest, ScheduleError

_HEADER_AMONG = 10  # a title or a note may stand above the header
_DATED = ("date", "time")
_FIRST_YEAR = 2000  # that a plan can mean


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """Why a row is not taken: its number, the column as people see it (or none), and the error that says it."""

    row: int
    column: str | None
    why: MediaError | ScheduleError


@dataclass(frozen=True, kw_only=True)
class PlanRow:
    """A row that can be read: `said` holds the columns that the file has, None where the cell is empty.

    `places` are the columns as people see them.
    """

    row: int
    said: RowValues
    places: Mapping[str, str]

    def refusal(self, column: str | None, why: MediaError | ScheduleError) -> Refusal:
        """Return that this row is refused for what stands in a column."""
        return Refusal(row=self.row, column=self.places.get(column or ""), why=why)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A file as read: its rows, what is refused of it, its head, and what nobody sees of its sheet.

    `broken` are the rows of which something is refused, as far as they can be read; `header` is the row of the head, if
    there is one; `unread` what people see of it that is not taken in.
    """

    rows: tuple[PlanRow, ...]
    broken: tuple[PlanRow, ...]
    refused: tuple[Refusal, ...]
    head: Head
    header: int | None
    hidden: Hidden
    unread: tuple[str, ...] = ()


def read(
    table: Table,
    settings: Settings,
    folder: Path,
    *,
    with_hidden: bool | None = None,
    now: datetime | None = None,
) -> Reading:
    """Read every row; `folder` is the plan's own, which photos are sought from.

    `now` tells the year of a day that is offered. What is hidden is taken in or left out `with_hidden`, and refused
    where that is None. Raises BadRequest where the file has no header that names a column of ours.
    """
    head, rest = _headed(table)
    above = table.rows[: len(table.rows) - len(rest)]
    reader = _reader(table, settings, folder, now)
    header = table.rows[-len(rest) - 1][0] if len(rest) < len(table.rows) else None
    hidden = _with_posts(hidden_parts.found(table, head, rest), reader, head, rest)
    if with_hidden is False:
        head, rest = hidden_parts.without(hidden, head, rest)
    refused = [] if with_hidden is not None else list(_hidden(hidden, rest))
    refused += [*_above(table, head, above), *_merged(table, head, rest)]
    cut = list(_cut(table, head, header))
    asked = {one.row for one in refused if one.column is None} | {one.row for one in cut}
    refused += [*cut, *_before_the_cut(reader, head, rest, cut)]
    refused += (postless := [one for one in _postless(head, rest) if one.row not in asked])
    asked |= {one.row for one in postless}
    rows, values = list[tuple[PlanRow | None, list[Refusal]]](), dict[str, object]()
    for number, cells in (one for one in rest if one[0] not in asked):
        rows.append(_row(reader, number, cells, head, values))
        refused += rows[-1][1]
    return Reading(
        rows=tuple(said for said, wrong in rows if said and not wrong),
        broken=tuple(said for said, wrong in rows if said and wrong and all(one.column for one in wrong)),
        refused=tuple(_of_format(one) if table.separator else one for one in refused),
        head=head,
        header=header,
        hidden=hidden,
        unread=_unread(table, rest),
    )


def _reader(table: Table, settings: Settings, folder: Path, now: datetime | None) -> Reader:
    today = now.astimezone(settings.timezone).date() if now else None
    return Reader(settings=settings, folder=folder, since_1904=table.since_1904, today=today)


def _with_posts(hidden: Hidden, reader: Reader, head: Head, rest: Rows) -> Hidden:
    return replace(hidden, posts=tuple(_numbers(reader, head, rest, hidden)))


def _numbers(reader: Reader, head: Head, rest: Rows, hidden: Hidden) -> Iterator[int]:
    """Yield the numbers of the posts in hidden rows: these are in the file, though they are left out."""
    at = head.names.index("number") if "number" in head.names else WIDEST
    unseen = (cells for number, cells in rest if number in hidden.rows)
    for cell in (cells[at] for cells in unseen if at < len(cells) and cells[at] is not None):
        with suppress(ScheduleError):
            yield reader.number(_plain(cell))


def _postless(head: Head, rest: Rows) -> Iterator[Refusal]:
    """Refuse rows that are no posts, each once."""
    for number, cells in rest:
        if why := postless_rows.why(cells, head):
            yield Refusal(row=number, column=None, why=why)


def _unread(table: Table, rest: Rows) -> tuple[str, ...]:
    """Return what is not taken in of a sheet; colours are told of where they set a few rows apart."""
    coloured = sum(number in table.coloured for number, _ in rest)
    return (*table.unread, "colours") if 0 < coloured <= len(rest) / 2 else table.unread


def _of_format(refused: Refusal) -> Refusal:
    """Return a refusal as it is said of a CSV, where a separator cuts texts and columns have formats."""
    why = refused.why
    if why.code not in ("plan-date-short-year", "plan-cell-nameless"):
        return refused
    return replace(refused, why=BadRequest(f"{why.code}-csv", **why.params))


def _hidden(hidden: Hidden, rest: Rows) -> Iterator[Refusal]:
    """Refuse what nobody sees, each row and column."""
    for number in hidden.rows:
        yield Refusal(row=number, column=None, why=BadRequest("plan-row-hidden"))
    for label in hidden.labels:
        yield Refusal(row=rest[0][0], column=label, why=BadRequest("plan-column-hidden"))


def _above(table: Table, head: Head, above: Rows) -> Iterator[Refusal]:
    """Refuse a post that stands above the header, as after a sheet was sorted with its header."""
    date = head.names.index("date") if "date" in head.names else WIDEST
    for number, cells in above:
        said = sum(cell is not None for cell in cells)
        if date < len(cells) and said > 1 and _is_day(cells[date], table.since_1904):
            yield Refusal(row=number, column=None, why=BadRequest("plan-row-above-header"))


def _merged(table: Table, head: Head, rest: Rows) -> Iterator[Refusal]:
    """Refuse a value that stands in several of our columns at once."""
    for area in table.merged:
        ours = [
            at for at in area.columns[:WIDEST] if at < len(head.names) and columns.is_read(head.names[at])
        ]
        if len(ours) < 2:
            continue
        row = next(
            (number for number, cells in rest if number in area.rows and _has(cells, area.columns)), None
        )
        if row is not None:
            why = BadRequest("plan-merged-columns", ref=area.ref)
            yield Refusal(row=row, column=head.labels[ours[0]], why=why)


def _cut(table: Table, head: Head, header: int | None) -> Iterator[Refusal]:
    """Refuse a row in which a text was cut at the separator, at its first cell too many, where it has one."""
    for number, tail in cut_rows.found(table, head, header):
        over = [at for at, cell in enumerate(table.written[number]) if cell.strip() and head.is_nameless(at)]
        sign = table.separator.replace("\t", "\u21e5")
        why = BadRequest("plan-row-cut", sign=sign, text=tail[:60])
        yield Refusal(row=number, column=columns.letters(over[0]) if over else None, why=why)


def _before_the_cut(reader: Reader, head: Head, rest: Rows, cut: Iterable[Refusal]) -> Iterator[Refusal]:
    """Yield what is wrong, too, with rows in which a text was cut: in the columns before their texts."""
    first = next((at for at, name in enumerate(head.names) if name in cut_rows.TEXTS), 0)
    for number, cells in (one for one in rest if one[0] in {each.row for each in cut}):
        read, wrong = _row(reader, number, cells, head, {})
        places = {read.places.get(name) for name in head.names[:first] if name} if read else set()
        yield from (one for one in wrong if one.column and one.column in places)


def _has(cells: tuple[object, ...], places: range) -> bool:
    return any(cell is not None for cell in cells[places.start : places.stop])


def _headed(table: Table) -> tuple[Head, Rows]:
    """Find the header; without one, a file of date, text and link is still understood."""
    scores = [columns.score(cells) for _, cells in table.rows[:_HEADER_AMONG]]
    best = max(range(len(scores)), key=lambda at: (scores[at], -at))
    if scores[best] >= 2:
        rest = table.rows[best + 1 :]
        return _with_days(table, columns.head(table.rows[best][1]), table.rows[best][1], rest), rest
    first = table.rows[0][1]
    if scores[0] == 0 and 2 <= len(first) <= 3 and _is_day(first[0], table.since_1904):
        return columns.headless(max(len(cells) for _, cells in table.rows)), table.rows
    raise BadRequest("plan-no-header", known=list(columns.titles(None)))


def _with_days(table: Table, head: Head, header: tuple[object, ...], rest: Rows) -> Head:
    """Take a column called `Jour` for the date, where no other is and it holds dates."""
    if "date" in head.names and not _holds_times_alone(head, rest):
        return head
    for at, word in enumerate(header):
        cells = [as_shown(one[at]) for _, one in rest if at < len(one) and one[at] is not None]
        if columns.is_of_days(word) and any(_is_day(cell, table.since_1904) for cell in cells):
            return columns.dated(head, at, " ".join(str(word).split())[:40])
    return head


def _holds_times_alone(head: Head, rest: Rows) -> bool:
    """Tell whether the column that its header calls the date, such as `Moment`, holds times of day and no date."""
    at = head.names.index("date")
    cells = [as_shown(one[at]) for _, one in rest if at < len(one) and one[at] is not None]
    are_times = all(isinstance(one, time) or (isinstance(one, str) and days.is_clock(one)) for one in cells)
    return "time" not in head.names and bool(cells) and are_times


def _is_day(cell: object, since_1904: bool) -> bool:
    try:
        dates.day(cell, since_1904=since_1904)
    except BadRequest as refused:
        return refused.code in ("plan-date-month-first", "plan-date-short-year", "plan-date-impossible")
    return cell is not None


def _row(
    reader: Reader, number: int, cells: tuple[object, ...], head: Head, above: dict[str, object]
) -> tuple[PlanRow | None, list[Refusal]]:
    """Read one row, all its cells, so that everything wrong with it is told at once; its values join those `above`."""
    given, places, refused = _given(number, cells, head)
    refused += _nameless(number, cells, head)
    for name, why in [(name, valueless.why(name, given, above)) for name in given]:
        if why:
            refused.append(Refusal(row=number, column=places[name], why=why))
            given[name] = None
    above.update((name, cell) for name, cell in given.items() if cell is not None)
    said: dict[str, object] = {}
    for name, cell in given.items():
        if read := READERS.get(name):
            try:
                said[name] = None if cell is None else read(reader, _plain(cell))
            except ScheduleError as why:
                refused.append(Refusal(row=number, column=places[name], why=why))
    if not {one.column for one in refused} & {places.get("date", ""), places.get("time", "")}:
        refused += (_naming(one, head) for one in _dated(reader, number, given, said, places))
    for name in [name for name in given if places.get(name) in {one.column for one in refused}]:
        above.pop(name, None)
    blank = all(cell is None for name, cell in given.items() if name in READERS or name in _DATED)
    return None if blank else PlanRow(row=number, said=cast(RowValues, said), places=places), refused


def _nameless(number: int, cells: tuple[object, ...], head: Head) -> Iterator[Refusal]:
    """Refuse what stands in columns without a header: the end of a text, in a CSV without quotation marks."""
    for at, cell in enumerate(cells):
        if cell is not None and head.is_nameless(at):
            text = (
                cell.text
                if isinstance(cell, Unvalued)
                else cell.number
                if isinstance(cell, Formatted)
                else cell
            )
            why = BadRequest("plan-cell-nameless", text=str(text)[:60])
            yield Refusal(row=number, column=columns.letters(at), why=why)


def _plain(cell: object) -> object:
    """Refuse a text in which something hides."""
    if isinstance(cell, str) and (found := controls.first(cell)):
        raise BadRequest("plan-hidden", sign=found[0], line=found[1])
    return cell


def _dated(
    reader: Reader, number: int, given: dict[str, object], said: dict[str, object], places: dict[str, str]
) -> Iterator[Refusal]:
    """Put day and time together; each that is none is told, and then they are not."""
    read, column = dict[str, days.Day | days.Clock | None](), "date"
    for name in ("date", "time"):
        try:
            read[name] = None if given.get(name) is None else _of_moment(reader, name, given[name])
        except BadRequest as why:
            yield Refusal(row=number, column=places.get(name), why=why)
    if len(read) < len(_DATED):
        return
    day, clock = cast("days.Day | None", read["date"]), cast("days.Clock | None", read["time"])
    try:
        if day:
            column = "time"
            _require_same_day(day.day, given.get("time"))
            column = "time" if clock and clock.offset else "date"
            said["when"] = _when(reader, day, clock)
        elif clock:
            column = "time"
            raise BadRequest("plan-time-alone")
        elif "date" in given:
            said["when"] = None
    except BadRequest as why:
        yield Refusal(row=number, column=places.get(column), why=why)


def _of_moment(reader: Reader, name: str, cell: object) -> days.Day | days.Clock:
    if name == "time":
        return dates.clock(as_shown(cell))
    return dates.day(as_shown(cell), since_1904=reader.since_1904, today=reader.today)


def _naming(refused: Refusal, head: Head) -> Refusal:
    """Name the columns that were not understood where the day or the time is missing: it may stand there."""
    why = refused.why
    beside = {"plan-time-alone": "plan-time-beside", "plan-date-without-time": "plan-date-beside"}
    missed = "date" if why.code == "plan-time-alone" else "time"
    if why.code not in beside or not head.unknown or missed in head.names:
        return refused
    return replace(refused, why=BadRequest(beside[why.code], headers=list(head.unknown), **why.params))


def _require_same_day(day: date, cell: object) -> None:
    """Refuse a time's cell that holds another day; what sheets make of a time alone lies in their first years."""
    if isinstance(cell, datetime) and cell.year >= _FIRST_YEAR and cell.date() != day:
        raise BadRequest("plan-two-days", day=cell.date())


def _when(reader: Reader, day: days.Day, clock: days.Clock | None) -> When:
    if clock and day.clock not in (None, clock):
        raise BadRequest("plan-two-times")
    return reader.when(day.day, clock or day.clock)


def _given(
    number: int, cells: tuple[object, ...], head: Head
) -> tuple[dict[str, object], dict[str, str], list[Refusal]]:
    """Return the cells by column of ours, and where each stands; of two columns that say the same one may be empty."""
    given: dict[str, object] = {}
    places: dict[str, str] = {}
    refused = []
    for at, name in enumerate(head.names):
        if name is None or not (name in READERS or name in _DATED):
            continue
        cell = cells[at] if at < len(cells) else None
        if isinstance(cell, Unvalued):
            why = BadRequest(cell.code, text=cell.text)
            refused.append(Refusal(row=number, column=head.labels[at], why=why))
            cell = None
        elif cell is not None and given.get(name) not in (None, cell):
            why = BadRequest("plan-said-twice", other=places[name])
            refused.append(Refusal(row=number, column=head.labels[at], why=why))
        if given.get(name) is None:
            given[name], places[name] = cell, head.labels[at]
    return given, places, refused
