"""Settings in a form: each as a person reads and types it, without the quotes of a settings file."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from campaign.settings.declarations import Settings
from campaign.settings.rows import Row, rows, sections
from media import toml_values
from schedules.errors import BadRequest

FieldKind = Literal["choice", "switch", "number", "line", "lines", "table"]


@dataclass(frozen=True, kw_only=True)
class FormField:
    """A setting in a form: its declaration, how it is typed, what the file says (None: nothing), and its default."""

    row: Row
    kind: FieldKind
    typed: str | None
    default: str

    @property
    def example(self) -> str:
        """Return the example as it is typed here."""
        return shown(self.row.example, self.kind)


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
    return FormField(row=row, kind=its, typed=typed, default=shown(row.default, its))


def kind(row: Row) -> FieldKind:
    """Return how a setting is typed."""
    if row.choices:
        return "choice"
    kinds: dict[type, FieldKind] = {bool: "switch", int: "number", float: "number", dict: "table"}
    for sample in (row.default, row.example):
        if isinstance(sample, list | tuple):
            return "lines" if all(isinstance(item, str) for item in row.example or ()) else "table"  # type: ignore[attr-defined]
        if type(sample) in kinds:
            return kinds[type(sample)]
    return "line"


def shown(value: object, kind: FieldKind) -> str:
    """Return a value as it is typed in a form."""
    if value is None:
        return ""
    if kind == "lines" and isinstance(value, list | tuple):
        return "\n".join(map(str, value))
    if kind in ("table", "switch", "number"):
        return toml_values.written(value)
    return str(value)


def typed(row: Row, text: str) -> object:
    """Return what was typed for a setting as the file holds it; None: nothing. Raises BadRequest."""
    its, text = kind(row), text.replace("\r\n", "\n").strip()
    if not text:
        return [] if its == "lines" and row.default else None
    if its == "lines":
        return [line.strip() for line in text.split("\n") if line.strip()]
    if its in ("line", "choice"):
        return text
    try:
        value: object = toml_values.parsed(f"value = {text.replace(',', '.') if its == 'number' else text}")[
            "value"
        ]
    except tomllib.TOMLDecodeError:
        raise BadRequest("setting-unread", key=row.key, text=text, example=row.line) from None
    return value
