"""Puts one text in place of others in a TOML file that people edit, every comment kept; safely, or not at all."""

import json
import re
import tomllib
from collections.abc import Callable, Iterator
from typing import Any

from media import toml_values

_QUOTED = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'")
Toml = dict[str, Any]


def replaced(text: str, new: str, wanted: Callable[[Toml], Toml]) -> str | None:
    """Return the TOML that says what `wanted` makes of it, by `new` in place of quoted texts; None where it cannot be.

    `wanted` puts `new` where it belongs, and may leave out what then stands in a list twice.
    """
    told = parsed(text)
    if told is None:
        return None
    aim, now = wanted(told), text
    for change in (_exchanged, _dropped):
        for place in reversed(list(_QUOTED.finditer(now))):
            if told == aim:
                return now
            for candidate in change(now, place, new):
                said = parsed(candidate)
                if said is not None and said != told and wanted(said) == aim:
                    now, told = candidate, said
                    break
    return now if told == aim else None


def parsed(text: str) -> Toml | None:
    """Return what a TOML text says, None where it is none."""
    try:
        return toml_values.parsed(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError:
        return None


def _exchanged(text: str, place: re.Match[str], new: str) -> Iterator[str]:
    yield text[: place.start()] + json.dumps(new, ensure_ascii=False) + text[place.end() :]


def _dropped(text: str, place: re.Match[str], _new: str) -> Iterator[str]:
    """Yield the text without a value of a list, and the comma after it or before it."""
    before, after = text[: place.start()], text[place.end() :]
    if comma := re.match(r"[ \t]*,[ \t]*", after):
        yield before + after[comma.end() :]
    if comma := re.search(r",\s*$", before):
        yield before[: comma.start()] + after
