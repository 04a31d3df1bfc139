"""What campaign.toml holds -> checked settings; what is wrong becomes a refusal with file, line and key."""

import tomllib
from collections.abc import Mapping
from typing import TypeVar

from pydantic import ValidationError

from campaign.settings import mistakes
from campaign.settings.declarations import Settings
from campaign.settings.mistakes import Source
from campaign.settings.rows import Section, rows, sections
from media import toml_values
from schedules.errors import BadRequest

Declared = TypeVar("Declared", bound=Section)


class UnfitValues(ValueError):
    """Values that are not of their form, by their keys."""

    def __init__(self, keys: set[str]) -> None:
        super().__init__(", ".join(sorted(keys)))
        self.keys = keys


def settings(source: Source) -> Settings:
    """Check a campaign's settings, each one and what several say together."""
    checked = validated(source, Settings)
    _require_encryption(checked, source)
    _require_languages_of_slots(checked, source)
    return checked


def validated(source: Source, declared: type[Declared]) -> Declared:
    """Check each value for itself."""
    values = _values(source, declared)
    try:
        return read(values, declared)
    except UnfitValues as unfit:
        row = next(row for row in rows(declared) if row.key in unfit.keys)
        raise mistakes.unfit(row, values[row.key], source) from None


def read(values: Mapping[str, object], declared: type[Declared]) -> Declared:
    """Read values by their keys, such as `service.late`; what is not there has its default. Raises UnfitValues."""
    placed: dict[str, dict[str, object]] = {name: {} for name in ("", *dict(sections(declared)))}
    for key, value in values.items():
        section, _, name = key.rpartition(".")
        placed[section][name] = value
    try:
        return declared.model_validate(placed.pop("") | placed)
    except ValidationError as error:
        wrong = [".".join(map(str, entry["loc"])) + "." for entry in error.errors(include_input=False)]
        keys = {key for key in values if any(place.startswith(f"{key}.") for place in wrong)}
        raise UnfitValues(keys) from None


def _values(source: Source, declared: type[Section]) -> Mapping[str, object]:
    """Return what is written by its key, such as `service.late`; a key that there is not is refused."""
    try:
        written = toml_values.parsed(source.text)
    except tomllib.TOMLDecodeError as error:
        raise mistakes.broken(error, source, rows(declared)) from None
    known, values = dict(sections(declared)), dict[str, object]()
    for name, value in written.items():
        inside = name in known and isinstance(value, dict)
        values |= {f"{name}.{key}": item for key, item in value.items()} if inside else {name: value}
    keys = [row.key for row in rows(declared)]
    for key in values:
        if key not in keys:
            raise mistakes.unknown(key, source, keys)
    return values


def _require_encryption(settings: Settings, source: Source) -> None:
    if settings.notices.in_clear:
        place = source.place("notices.smtp_security")
        raise BadRequest("notices-in-clear", host=settings.notices.smtp_host, **place)


def _require_languages_of_slots(settings: Settings, source: Source) -> None:
    for slot in settings.plan.slots:
        if slot.language not in (None, *settings.languages):
            known, place = ", ".join(settings.languages), source.place("plan.slots")
            raise BadRequest("slot-language", language=slot.language, known=known, **place)
