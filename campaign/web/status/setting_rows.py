"""Settings of several values in a form: a row for each, and a field for each thing that a row says."""

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, time

from campaign.settings import plan_parsing
from campaign.settings.parsing import Unfit
from campaign.settings.rows import Row
from campaign.typed import days, words
from media import toml_values
from schedules.errors import BadRequest
from schedules.model.states import KINDS

Cells = tuple[str, ...]
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MOST = 400  # rows that are read of one setting
LIST = ("one",)  # what a row of a plain list says
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "plan.slots": ("day", "at", "language", "kind"),
    "plan.blackouts": ("first", "last"),
    "plan.community_days": ("date", "name"),
    "subtitles.cps": ("language", "slow", "fast"),
    "subtitles.chars": ("format", "most"),
    "subtitles.locales": ("language", "locale"),
}
COMPLETED = ("subtitles.cps", "subtitles.chars", "subtitles.locales")  # the file names only what differs
EMPTY_MEANS_NONE = ("plan.community_days",)  # where no row is another thing than nothing said
_SPARE = {"plan.slots": ("language", "kind"), "plan.blackouts": ("last",)}  # what may be left out


@dataclass(frozen=True, kw_only=True)
class Slip:
    """What is wrong in a row: which one, from 0, and which of its fields; "" where it is of the whole."""

    place: int
    column: str
    code: str
    value: str = ""


def columns(row: Row) -> tuple[str, ...]:
    """Return what each row of a setting says."""
    return COLUMNS.get(row.key, LIST)


def is_rows(row: Row) -> bool:
    """Tell whether a setting has several values."""
    return any(isinstance(one, list | tuple | dict) for one in (row.default, row.example))


def usual_keys(row: Row) -> tuple[str, ...]:
    """Return how the rows begin that a setting always has."""
    return tuple(map(str, _table(row.default))) if row.key in COMPLETED else ()


def shown(row: Row, value: object) -> tuple[Cells, ...]:
    """Return the rows of a value as its file has it; where the file says nothing, those that count then."""
    if row.key in COMPLETED:
        value = {**_table(row.default), **_table(value)}
    held = row.default if value is None else value
    items = held.items() if isinstance(held, Mapping) else held if isinstance(held, list | tuple) else ()
    return tuple(_SHOWN.get(row.key, _one)(item) for item in items)


def typed(row: Row, form: Mapping[str, str]) -> tuple[Cells, ...] | None:
    """Return the rows that a form brings of a setting, without those that say nothing; None: it has none of it."""
    if f"{row.key}-rows" not in form:
        return None
    usual = usual_keys(row)
    return tuple(one for one in every(row, form) if any(one[1:] if one[0] in usual else one))


def every(row: Row, form: Mapping[str, str]) -> tuple[Cells, ...]:
    """Return all rows that a form brings, also those that say nothing, in the order of their numbers."""
    names = columns(row)
    beginning = re.compile(re.escape(row.key) + r"-(\d{1,6})-\w+")
    numbers = sorted({int(found[1]) for name in form if (found := beginning.fullmatch(name))})
    return tuple(
        tuple(form.get(f"{row.key}-{number}-{name}", "").strip() for name in names)
        for number in numbers[:MOST]
    )


def without(row: Row, form: Mapping[str, str], number: str) -> tuple[Cells, ...]:
    """Return all rows that a form brings but that of one number."""
    gone = f"{row.key}-{number}-"
    return every(row, {name: said for name, said in form.items() if not name.startswith(gone)})


def written(row: Row, cells: Sequence[Cells], value: object) -> object:
    """Return rows as the file holds them; what was not changed stays as it is written there; None: nothing.

    Raises BadRequest with the first row that cannot be.
    """
    slips = list(_slips(row, cells))
    if slips:
        problems = [_refusal(row, one) for one in slips]
        raise problems[0] if len(problems) == 1 else BadRequest("settings-several", problems=problems)
    if isinstance(row.default, Mapping):
        return _table_written(row, cells, value)
    kept = list(value) if isinstance(value, list | tuple) else []
    before = [(cell, item) for item in kept for cell in [_SHOWN.get(row.key, _one)(item)]]
    found: list[object] = []
    for one in cells:
        same = next((pair for pair in before if pair[0] == one), None)
        if same:
            before.remove(same)
        found.append(same[1] if same else _WRITTEN.get(row.key, _text)(one))
    return found if found or row.default else None


def of_value(row: Row, cells: Sequence[Cells], value: str) -> tuple[int, str] | None:
    """Return the row, and the field of it, that says a value as the file writes it; "" as field: the whole row."""
    for place, one in enumerate(cells):
        for name, said in zip(columns(row), one, strict=True):
            if value in (said, toml_values.written(said), toml_values.written(_number(said))):
                return place, name
        if row.key in _WRITTEN and value in toml_values.written(_WRITTEN[row.key](one)):
            return place, ""
    return None


def _table_written(row: Row, cells: Sequence[Cells], value: object) -> object:
    usual = _table(row.default) if row.key in COMPLETED else {}
    found = {key: said for one in cells for key, said in [_PAIRS[row.key](one)]}
    own = {key: said for key, said in found.items() if key in _table(value) or usual.get(key) != said}
    return own if own or row.key in EMPTY_MEANS_NONE else None


def _slips(row: Row, cells: Sequence[Cells]) -> list[Slip]:
    names, spare = columns(row), _SPARE.get(row.key, ())
    found = []
    seen: set[str] = set()
    is_table = isinstance(row.default, Mapping)
    for place, one in enumerate(cells):
        lacking = [name for name, said in zip(names, one, strict=True) if not said and name not in spare]
        found += [Slip(place=place, column=name, code="desk-row-lacks") for name in lacking]
        said = one[0] if is_table else "\n".join(one)
        if said.casefold() in seen and not lacking and row.key != "plan.slots":
            found.append(Slip(place=place, column=names[0], code="desk-row-twice", value=one[0]))
        seen.add(said.casefold())
        if row.key == "plan.community_days" and not _is_day_of_year(_community_day_written(one)[0]):
            found.append(Slip(place=place, column="date", code="desk-row-value", value=one[0]))
    return found


def _is_day_of_year(written: str) -> bool:
    try:
        date.fromisoformat(f"2024-{written}")  # a leap year, so that 29 February is a day
    except ValueError:
        return False
    return True


def _refusal(row: Row, one: Slip) -> BadRequest:
    return BadRequest(one.code, key=row.key, place=one.place + 1, part=one.column, value=one.value)


def _table(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _one(item: object) -> Cells:
    return (str(item),)


def _text(cells: Cells) -> object:
    return cells[0]


def _slot(item: object) -> Cells:
    said = plan_parsing.said(item)
    table = said if isinstance(said, dict) else {}
    day, at = table.get("day", ""), table.get("at", "")
    with suppress(Unfit):
        day = DAYS[plan_parsing.weekday(day)]
    kind = str(table.get("kind", ""))
    at = at.isoformat("minutes") if isinstance(at, time) else at
    return (str(day), str(at), str(table.get("language", "")), words.find(kind, KINDS) or kind)


def _slot_written(cells: Cells) -> object:
    return {name: said for name, said in zip(COLUMNS["plan.slots"], cells, strict=True) if said}


def _blackout(item: object) -> Cells:
    try:
        span = plan_parsing.blackout(item)
    except Unfit:
        return (str(item), "")
    if not isinstance(span, plan_parsing.Blackout):
        return (str(item), "")
    return (_day(span.first), _day(span.last) if span.last != span.first else "")


def _day(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def _blackout_written(cells: Cells) -> object:
    return " - ".join(filter(None, cells))


def _community_day(item: object) -> Cells:
    key, name = item if isinstance(item, tuple) else (str(item), "")
    found = re.fullmatch(r"(\d{2})-(\d{2})", str(key))
    return (f"{int(found[2])}/{int(found[1])}" if found else str(key), str(name))


def _community_day_written(cells: Cells) -> tuple[str, object]:
    try:
        found = days.yearless(cells[0])
    except days.Unread:
        found = None
    if found is None or found.behind or found.weekday is not None:
        return cells[0], cells[1]
    return f"{found.month:02}-{found.day:02}", cells[1]


def _of_table(item: object) -> Cells:
    key, said = item if isinstance(item, tuple) else (str(item), "")
    values = said if isinstance(said, list | tuple) else (said,)
    return (str(key), *(_number_shown(one) for one in values))


def _number_shown(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _speeds_written(cells: Cells) -> tuple[str, object]:
    return cells[0], [_number(one) for one in cells[1:]]


def _number_written(cells: Cells) -> tuple[str, object]:
    return cells[0], _number(cells[1])


def _number(written: str) -> object:
    plain = written.replace(",", ".")
    for kind in (int, float):
        with suppress(ValueError):
            return kind(plain)
    return written


def _pair_written(cells: Cells) -> tuple[str, object]:
    return cells[0], cells[1]


_SHOWN: Mapping[str, Callable[[object], Cells]] = {
    "plan.slots": _slot,
    "plan.blackouts": _blackout,
    "plan.community_days": _community_day,
    "subtitles.cps": _of_table,
    "subtitles.chars": _of_table,
    "subtitles.locales": _of_table,
}
_PAIRS: Mapping[str, Callable[[Cells], tuple[str, object]]] = {
    "plan.community_days": _community_day_written,
    "subtitles.cps": _speeds_written,
    "subtitles.chars": _number_written,
    "subtitles.locales": _pair_written,
}
_WRITTEN: Mapping[str, Callable[[Cells], object]] = {
    "plan.slots": _slot_written,
    "plan.blackouts": _blackout_written,
    **_PAIRS,
}
