"""What campaign.toml holds -> checked settings; what is wrong becomes a refusal with file, line and key."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from campaign.settings import mistakes, nearest
from campaign.settings.declarations import Settings
from campaign.settings.mistakes import Source, Wrong
from campaign.settings.parsing import Unfit
from campaign.settings.rows import Row, Section, rows, sections
from media import toml_values
from media.text import folding
from schedules.errors import BadRequest

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Declared = TypeVar("Declared", bound=Section)


class UnfitValues(ValueError):
    """Values that are not of their form, by their keys, with the places in them that are not."""

    def __init__(self, places: Mapping[str, Sequence[Wrong]]) -> None:
        super().__init__(", ".join(sorted(places)))
        self.places = places

    @property
    def keys(self) -> frozenset[str]:
        """The keys alone."""
        return frozenset(self.places)


@lru_cache(maxsize=4)  # a command asks for them several times
def settings(source: Source) -> Settings:
    """Check a campaign's settings, each one and what several say together."""
    checked = validated(source, Settings)
    _require_encryption(checked, source)
    _require_languages_of_slots(checked, source)
    _require_other_organisations(checked, source)
    return checked


def _meant(source: Source, known: Sequence[Row]) -> tuple[Source, Mapping[str, Any], list[BadRequest]]:
    """Return a file with its slips mended, its values, and a problem for each slip."""
    try:
        return source, toml_values.parsed(source.text), []
    except tomllib.TOMLDecodeError:
        from media.text import toml_slips  # slow to load

        switches = {row.key for row in known if isinstance(row.default, bool)}
        found = toml_slips.read(source.text, is_switch=lambda key: key in switches)
        problems = [mistakes.broken(slip, source, known) for slip in found.slips]
        return replace(source, text=found.text or source.text), found.values, problems


def validated(source: Source, declared: type[Declared]) -> Declared:
    """Check each value for itself; all that is wrong is told at once."""
    known = rows(declared)
    source, values, problems = _meant(source, known)
    written = _Written(source, declared)
    problems += written.sort(values)
    try:
        checked = read(written.values, declared)
    except UnfitValues as unfit:
        by_key = {row.key: row for row in known}
        placed = ((by_key[key], one) for key, wrong in unfit.places.items() for one in wrong)
        problems += [
            mistakes.unfit(row, one, written.source_of(row), _beside(row, known)) for row, one in placed
        ]
    if problems:
        raise mistakes.together(problems) from None
    return checked


def _beside(row: Row, known: Sequence[Row]) -> Sequence[Row]:
    """Return the other settings of a setting's section."""
    section = row.key.rpartition(".")[0]
    return [one for one in known if one.key.rpartition(".")[0] == section and one != row]


def read(values: Mapping[str, object], declared: type[Declared]) -> Declared:
    """Read values by their keys, such as `service.late`; what is not there has its default. Raises UnfitValues."""
    placed: dict[str, dict[str, object]] = {name: {} for name in ("", *dict(sections(declared)))}
    for key, value in values.items():
        section, _, name = key.rpartition(".")
        placed[section][name] = value
    try:
        return declared.model_validate(placed.pop("") | placed)
    except ValidationError as error:
        wrong = [_wrong(values, entry) for entry in error.errors(include_input=False)]
    raise UnfitValues({key: _once(one for at, one in wrong if at == key) for key, _ in wrong})


def _wrong(values: Mapping[str, object], entry: "ErrorDetails") -> tuple[str, Wrong]:
    """Return the key of which pydantic says something, and the innermost value of it that can be shown."""
    loc = entry["loc"]
    parts = 2 if ".".join(map(str, loc[:2])) in values else 1
    key = ".".join(map(str, loc[:parts]))
    value, at = values.get(key), list[int | str]()
    for step in loc[parts:]:
        inside = isinstance(value, dict) or (isinstance(value, list) and isinstance(step, int))
        if not inside or (isinstance(value, dict) and step not in value):
            break
        value = value[step]  # type: ignore[index]
        at.append(step)
    raised = entry.get("ctx", {}).get("error")
    return key, Wrong(at=tuple(at), value=value, part=raised.part if isinstance(raised, Unfit) else "")


def _once(wrong: Iterable[Wrong]) -> list[Wrong]:
    """Return what is wrong at each place once, and nothing of what holds it: forms of a list are asked one by one."""
    places = {one.at: one for one in wrong}
    return [
        one
        for at, one in places.items()
        if not any(other[: len(at)] == at and other != at for other in places)
    ]


class _Written:
    """What is written, by its key such as `service.late`."""

    def __init__(self, source: Source, declared: type[Section]) -> None:
        self.source, self.rows = source, rows(declared)
        self.sections = tuple(dict(sections(declared)))
        self.values: dict[str, object] = {}
        self.headings: dict[str, str] = {}

    def sort(self, written: Mapping[str, object]) -> Iterator[BadRequest]:
        """Put each value under its key; yield the refusals of keys and sections that there are not."""
        keys = {row.key for row in self.rows}
        for name, value in written.items():
            if name in keys:
                self.values[name] = value
            elif name in self.sections and isinstance(value, dict):
                yield from self._section(name, name, value, keys)
            elif name in self.sections:
                yield mistakes.no_section(name, self.source)
            elif isinstance(value, dict | list) and (isinstance(value, dict) or any(map(_is_table, value))):
                yield mistakes.unknown_section(name, self.source, self.sections, self.rows)
                meant = nearest.of(name, self.sections)
                if meant and meant not in written and isinstance(value, dict):
                    yield from self._section(meant, name, value, keys)
            else:
                yield mistakes.unknown(name, self.source, self.rows)

    def _section(
        self, meant: str, name: str, table: Mapping[str, object], keys: set[str]
    ) -> Iterator[BadRequest]:
        self.headings[meant] = name
        for inner, value in table.items():
            if f"{meant}.{inner}" in keys:
                self.values[f"{meant}.{inner}"] = value
            else:
                at = self.source.place(f"{name}.{inner}")
                refusal = mistakes.unknown(f"{meant}.{inner}", self.source, self.rows)
                yield BadRequest(refusal.code, **{**refusal.params, **at})

    def source_of(self, row: Row) -> Source:
        """Return the file with the section's name as it should be, so that the line of the row is found."""
        meant = row.key.rpartition(".")[0]
        name = self.headings.get(meant, meant)
        if name == meant:
            return self.source
        header = re.compile(rf"^(\s*\[\s*){re.escape(name)}(\s*\])", re.MULTILINE)
        return replace(self.source, text=header.sub(rf"\g<1>{meant}\2", self.source.text))


def _is_table(value: object) -> bool:
    return isinstance(value, dict)


def _require_encryption(settings: Settings, source: Source) -> None:
    if settings.notices.in_clear:
        place = source.place("notices.smtp_security")
        raise BadRequest("notices-in-clear", host=settings.notices.smtp_host, **place)


def _require_other_organisations(settings: Settings, source: Source) -> None:
    """Refuse one organisation in two spellings, which would be two for every approval; with the list as it may be."""
    kept: list[str] = []
    first: tuple[str, str] | None = None
    for name in settings.organisations:
        other = next((one for one in kept if folding.same(one, name)), None)
        if other is None:
            kept.append(name)
            continue
        first = first or (other, name)
        kept[kept.index(other)] = max(other, name, key=lambda one: (not one.isascii(), one == other))
    if first:
        example = f"organisations = {toml_values.written(kept)}"
        params = {"first": first[0], "second": first[1], "example": example}
        raise BadRequest("settings-organisation-twice", **params, **source.place("organisations"))


def _require_languages_of_slots(settings: Settings, source: Source) -> None:
    for slot in settings.plan.slots:
        if slot.language not in (None, *settings.languages):
            known, place = ", ".join(settings.languages), source.place("plan.slots")
            raise BadRequest("slot-language", language=slot.language, known=known, **place)
