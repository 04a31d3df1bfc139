"""Writes settings into campaign.toml, every comment kept; where that cannot be done safely, not at all."""

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Array, InlineTable, Item, Table

from campaign.settings import mistakes, validation
from media import files, toml_values
from schedules.errors import BadRequest


def write_page(path: Path, page_id: str) -> bool:
    """Put `id` under [page]; return whether the file now says so and is otherwise the same."""
    raw = path.read_bytes().decode("utf-8")
    text = raw.replace("\r\n", "\n")
    for new in candidates(text, f'id = "{page_id}"'):
        if _same_but_page(text, new, page_id):
            files.write_whole(
                path, (new.replace("\n", "\r\n") if "\r\n" in raw else new).encode(), keep_mode=True
            )
            return True
    return False


def candidates(text: str, line: str) -> Iterator[str]:
    """Yield the settings with the line under [page], in the example's place for it, or at the end."""
    yield re.sub(r"(?m)^\[page\][ \t]*(#.*)?$", rf"\g<0>\n{line}", text, count=1)
    yield re.sub(r'(?m)^# \[page\]\n# id = "\d+"', f"[page]\n{line}", text, count=1)
    yield f"{text.rstrip(chr(10))}\n\n[page]\n{line}\n".lstrip("\n")


def _same_but_page(old: str, new: str, page_id: str) -> bool:
    try:
        before, after = (toml_values.parsed(text.lstrip("\ufeff")) for text in (old, new))
    except tomllib.TOMLDecodeError:
        return False
    wanted: dict[str, object] = {**before, "page": {**before.get("page", {}), "id": page_id}}
    return after == wanted


def changed(path: Path, raw: bytes, values: Mapping[str, object]) -> bytes:
    """Return a settings file's bytes with other values by their keys (None: taken out), its comments where they were.

    Raises BadRequest with all that would be wrong with the settings, and where nothing can be written safely.
    """
    text = raw.decode("utf-8-sig")
    try:
        document = tomlkit.parse(text)
        for key, value in values.items():
            _put(document, key, value)
        new = tomlkit.dumps(document)
        if not _is_so(text, new, values):
            raise ValueError(text)
    except (TOMLKitError, ValueError, RecursionError):
        raise BadRequest("settings-not-edited", file=path) from None
    validation.settings(mistakes.Source(path=path, text=new.replace("\r\n", "\n")))
    return new.encode()


def _put(document: tomlkit.TOMLDocument, key: str, value: object) -> None:
    section, _, name = key.rpartition(".")
    if section and section not in document:
        if value is None:
            return
        document.add(tomlkit.nl())
        document[section] = tomlkit.table()
    table = document[section] if section else document
    if not isinstance(table, Table | tomlkit.TOMLDocument):
        raise ValueError(key)
    held = table.get(name)
    if value is None:
        table.pop(name, None)
    elif isinstance(held, Array) and isinstance(value, list):
        _relist(held, value)
    elif isinstance(held, Table | InlineTable) and isinstance(value, Mapping):
        _refill(held, value)
    else:
        if isinstance(held, AoT):
            table.pop(name)
        table[name] = _item(value)


def _relist(held: Array, value: list[object]) -> None:
    """Change the items of a list that are others now, each comment where it was."""
    before, after = (list(map(toml_values.written, items)) for items in (held.unwrap(), value))
    steps = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for _, first, last, begin, end in reversed([step for step in steps if step[0] != "equal"]):
        both = min(last - first, end - begin)
        for place in range(both):
            held[first + place] = _item(value[begin + place])
        for place in reversed(range(first + both, last)):
            del held[place]
        for place in range(begin + both, end):
            held.insert(first + place - begin, _item(value[place]))


def _refill(held: Table | InlineTable, value: Mapping[str, object]) -> None:
    """Change what of a table is another thing now."""
    for key in [key for key in held if key not in value]:
        held.pop(key)
    for key, said in value.items():
        if key not in held or held.unwrap()[key] != said:
            held[key] = _item(said)


def _item(value: object) -> Item:
    """Return a value as it is written here: tables within their line, lists of tables with a line for each."""
    made = tomlkit.value(toml_values.written(value))
    is_tables = isinstance(value, list) and any(isinstance(one, Mapping) for one in value)
    return made.multiline(True) if is_tables and isinstance(made, Array) else made


def _is_so(old: str, new: str, values: Mapping[str, object]) -> bool:
    """Tell whether a text now says these values, and otherwise what it said."""
    wanted, found = (toml_values.parsed(text.replace("\r\n", "\n")) for text in (old, new))
    for key, value in values.items():
        section, _, name = key.rpartition(".")
        table = wanted.setdefault(section, {}) if section else wanted
        if value is None:
            table.pop(name, None)
        else:
            table[name] = value
    return {key: said for key, said in wanted.items() if said != {}} == {
        key: said for key, said in found.items() if said != {}
    }
