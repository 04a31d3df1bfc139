"""JSON that somebody else wrote: what a value may be, and how members are read that may be missing or odd."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

T = TypeVar("T")
Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"


def parsed(text: str | bytes | bytearray) -> Any:
    """Return what a text says; raises ValueError where it is no JSON, also where its brackets have no end."""
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError("brackets within brackets without end") from None


@dataclass(frozen=True)
class JsonReader:
    """Reads the members of one JSON object.

    Every reading raises TypeError or ValueError where a member is there but no such thing, and KeyError where it is
    missing or null, unless its name begins with `maybe_`.
    """

    members: Mapping[str, Json]

    @classmethod
    def of(cls, value: Json) -> "JsonReader":
        """Read an object; raises TypeError where the value is none."""
        if not isinstance(value, Mapping):
            raise TypeError(f"{type(value).__name__} is no JSON object")
        return cls(value)

    def maybe_text(self, name: str) -> str | None:
        """Return a text; a number, as which some write ids, becomes one."""
        value = self.members.get(name)
        if value is None or isinstance(value, str):
            return value
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise TypeError(f"{name} is no text")
        return str(value)

    def text_if_any(self, name: str) -> str | None:
        """Return a text that nothing depends on; None where it is none."""
        try:
            return self.maybe_text(name)
        except TypeError:
            return None

    def text(self, name: str) -> str:
        """Return a text that must be there."""
        return _there(name, self.maybe_text(name))

    def maybe_decimal(self, name: str) -> float | None:
        """Return a number; text that spells one counts."""
        text = self.maybe_text(name)
        return None if text is None else float(text)

    def decimal(self, name: str) -> float:
        """Return a number that must be there."""
        return _there(name, self.maybe_decimal(name))

    def maybe_number(self, name: str) -> int | None:
        """Return a whole number; text that spells one counts."""
        text = self.maybe_text(name)
        return None if text is None else int(text)

    def number(self, name: str) -> int:
        """Return a whole number that must be there."""
        return _there(name, self.maybe_number(name))

    def maybe_flag(self, name: str) -> bool | None:
        """Return true or false; 1 and 0 count."""
        value = self.members.get(name)
        if value is None or isinstance(value, bool):
            return value
        if value in (0, 1):
            return bool(value)
        raise TypeError(f"{name} is neither true nor false")

    def flag(self, name: str) -> bool:
        """Return true or false, which must be there."""
        return _there(name, self.maybe_flag(name))

    def maybe_child(self, name: str) -> "JsonReader":
        """Return an object within; one without members where there is none."""
        return JsonReader.of(self.members.get(name) or {})

    def child(self, name: str) -> "JsonReader":
        """Return an object within that must be there."""
        return JsonReader.of(self.members[name])

    def maybe_children(self, name: str) -> list["JsonReader"]:
        """Return the objects of a list within; none where there is no list."""
        return [JsonReader.of(value) for value in _list(name, self.members.get(name) or [])]

    def children(self, name: str) -> list["JsonReader"]:
        """Return the objects of a list that must be there."""
        return [JsonReader.of(value) for value in _list(name, self.members[name])]

    def maybe_texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts; none where there is no list."""
        return tuple(str(value) for value in _list(name, self.members.get(name) or []))


def _there(name: str, value: T | None) -> T:
    if value is None:
        raise KeyError(name)
    return value


def _list(name: str, value: Json) -> Sequence[Json]:
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise TypeError(f"{name} is no list")
    return value
