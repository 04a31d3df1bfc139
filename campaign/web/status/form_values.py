"""Settings in a form: each as a person reads and types it, without the quotes of a settings file."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from campaign.settings.declarations import Settings
from campaign.settings.rows import Row, rows, sections
from campaign.web.status import setting_rows
from campaign.web.status.setting_rows import Cells
from media import toml_values
from schedules.errors import BadRequest

FieldKind = Literal["choice", "switch", "number", "line", "rows"]


@dataclass(frozen=True, kw_only=True)
class FormField:
    """A setting in a form: its declaration, how it is typed, what the file says (None: nothing), and its default.

    Of a setting of several values `rows` are what the file says, or what counts where it says nothing.
    """

    row: Row
    kind: FieldKind
    typed: str | None
    default: str
    rows: tuple[Cells, ...] = ()
    value: object = None

    @property
    def example(self) -> str:
        """Return the example as it is typed here."""
        return shown(self.row.example, self.kind)

    @property
    def columns(self) -> tuple[str, ...]:
        """Return what each of its rows says."""
        return setting_rows.columns(self.row)

    @property
    def usual(self) -> tuple[str, ...]:
        """Return how the rows begin that it always has."""
        return setting_rows.usual_keys(self.row)


@dataclass(frozen=True, kw_only=True)
class FormSection:
    """Settings that stand together; `name` is empty for those above the first section."""

    name: str
    heading: str
    fields: tuple[FormField, ...]


def form(text: str) -> tuple[FormSection, ...]:
    """Return the settings that a file's text holds, as a form. Raises tomllib.TOMLDecodeError."""
    values = toml_values.parsed(text.lstrip("\ufeff"))
    named = {"": Settings.HEADING, **{name: section.HEADING for name, section in sections(Settings)}}
    found: dict[str, list[FormField]] = {name: [] for name in named}
    for row in rows(Settings):
        found[row.key.rpartition(".")[0]].append(_field(row, values))
    return tuple(
        FormSection(name=name, heading=heading, fields=tuple(found[name])) for name, heading in named.items()
    )


def _field(row: Row, values: Mapping[str, object]) -> FormField:
    section, _, name = row.key.rpartition(".")
    held = values.get(section, {}) if section else values
    value = held.get(name) if isinstance(held, Mapping) else None
    its = kind(row)
    typed = None if value is None or row.secret else shown(value, its)
    rows = setting_rows.shown(row, value) if its == "rows" else ()
    return FormField(row=row, kind=its, typed=typed, default=shown(row.default, its), rows=rows, value=value)


def kind(row: Row) -> FieldKind:
    """Return how a setting is typed."""
    if row.choices:
        return "choice"
    if setting_rows.is_rows(row):
        return "rows"
    kinds: dict[type, FieldKind] = {bool: "switch", int: "number", float: "number"}
    for sample in (row.default, row.example):
        if type(sample) in kinds:
            return kinds[type(sample)]
    return "line"


def shown(value: object, kind: FieldKind) -> str:
    """Return a value as it is typed in a form."""
    if value is None:
        return ""
    if kind == "rows" and isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
        return ", ".join(value)
    if kind in ("rows", "switch", "number"):
        return toml_values.written(value)
    return str(value)


def typed(row: Row, text: str) -> object:
    """Return what was typed for a setting as the file holds it; None: nothing. Raises BadRequest."""
    its, text = kind(row), text.replace("\r\n", "\n").strip()
    if not text:
        return None
    if its in ("line", "choice"):
        return text
    try:
        value: object = toml_values.parsed(f"value = {text.replace(',', '.') if its == 'number' else text}")[
            "value"
        ]
    except tomllib.TOMLDecodeError:
        raise BadRequest("setting-unread", key=row.key, text=text, example=row.line) from None
    return value
