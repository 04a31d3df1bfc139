"""How a setting is declared: one field of a section, from which checks, template and documentation follow."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar, Literal, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.fields import FieldInfo

from campaign.typed import words
from media import toml_values


class Section(BaseModel):
    """Some settings that stand together, checked and frozen; `HEADING` says in the template what they are about.

    A default is written as campaign.toml would hold it, and read like it. Checks are built when settings are read,
    for all sections at once; what is wrong may be secret, so errors do not repeat it.
    """

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        validate_default=True,
        defer_build=True,
        hide_input_in_errors=True,
    )
    HEADING: ClassVar[str] = ""

    @model_validator(mode="before")
    @classmethod
    def in_words_of_programs(cls, values: object) -> object:
        """Read a value that is one of some words in whatever language it was written."""
        if not isinstance(values, dict):
            return values
        choices = {
            name: get_args(field.annotation) for name, field in cls.model_fields.items() if _is_choice(field)
        }
        meant = {
            name: words.find(said, choices[name]) or said
            for name, said in values.items()
            if name in choices and isinstance(said, str)
        }
        return values | meant


@dataclass(frozen=True, kw_only=True)
class Row:
    """One setting as people see it: its key such as `service.late`, default, example, and what it is for.

    `choices` are the words it may be, where it is one of several; what is `secret` is not repeated in an error; what
    `leads_out` decides where posts, notices or secrets go, or who can read them.
    """

    key: str
    default: object
    example: object
    sentence: str
    choices: tuple[str, ...]
    secret: bool
    leads_out: bool = False

    @property
    def name(self) -> str:
        """The key without its section."""
        return self.key.rpartition(".")[2]

    @property
    def line(self) -> str:
        """The example as a line of campaign.toml."""
        return written(self.name, self.example)


def setting(
    default: object, sentence: str, *, example: object = None, secret: bool = False, leads_out: bool = False
) -> Any:
    """Declare one setting; without an `example` its default is one. What is `secret` is shown nowhere.

    `leads_out`: it decides where posts, notices or secrets go, or who can read them; a restore names such a change.
    """
    shown = default if example is None else example
    return Field(
        default=default,
        description=sentence,
        examples=[shown],
        repr=not secret,
        json_schema_extra={"leads_out": leads_out},
    )


def sections(declared: type[Section]) -> Iterator[tuple[str, type[Section]]]:
    """Yield the sections declared, each with its name."""
    for name, field in declared.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, Section):
            yield name, field.annotation


def own_rows(declared: type[Section], section: str = "") -> Iterator[Row]:
    """Yield the settings of one section, those of its sections left out."""
    inner = dict(sections(declared))
    for name, field in declared.model_fields.items():
        if name not in inner:
            yield _row(f"{section}.{name}" if section else name, field)


@cache
def rows(declared: type[Section]) -> tuple[Row, ...]:
    """Return every setting declared: those above the first section, then section by section."""
    inner = [row for name, section in sections(declared) for row in own_rows(section, name)]
    return (*own_rows(declared), *inner)


def headings(declared: type[Section]) -> Iterator[str]:
    """Yield what is said above all settings, and above each section."""
    yield declared.HEADING
    yield from (section.HEADING for _, section in sections(declared))


def _is_choice(field: FieldInfo) -> bool:
    return get_origin(field.annotation) is Literal


def _row(key: str, field: FieldInfo) -> Row:
    marks = field.json_schema_extra
    return Row(
        key=key,
        default=field.default,
        example=(field.examples or [field.default])[0],
        sentence=field.description or "",
        choices=get_args(field.annotation) if _is_choice(field) else (),
        secret=not field.repr,
        leads_out=isinstance(marks, dict) and marks.get("leads_out") is True,
    )


def written(name: str, value: object) -> str:
    """Return a line of campaign.toml."""
    return f"{name} = {toml_values.written(value)}"
